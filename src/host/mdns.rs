//! The name of a room in its network, by multicast DNS: `ssh -p 2222 relutor.local`.

use std::net::IpAddr;

use mdns_sd::{ServiceDaemon, ServiceInfo};

use super::options::HostError;

/// The service that is announced (RFC 6763).
const SERVICE: &str = "_ssh._tcp.local.";

/// A name that is announced until this is dropped.
pub(super) struct AnnouncedName(ServiceDaemon);

impl AnnouncedName {
    /// Announces `name` as `name.local` for `address`, with ssh at `port`.
    ///
    /// # Errors
    /// The name is none for a machine, or the system does not allow multicast.
    pub(super) fn announce(name: &str, address: IpAddr, port: u16) -> Result<Self, HostError> {
        let failed = |error: mdns_sd::Error| HostError::Name {
            name: name.to_owned(),
            reason: error.to_string(),
        };
        let daemon = ServiceDaemon::new().map_err(failed)?;
        service(name, address, port)
            .and_then(|service| daemon.register(service))
            .map_err(failed)?;
        Ok(Self(daemon))
    }
}

/// The record of a room.
fn service(name: &str, address: IpAddr, port: u16) -> Result<ServiceInfo, mdns_sd::Error> {
    let host = format!("{}.", local_name(name));
    ServiceInfo::new(SERVICE, name, &host, address, port, None)
}

impl Drop for AnnouncedName {
    fn drop(&mut self) {
        // The network forgets the name by itself, too.
        drop(self.0.shutdown());
    }
}

/// The name in the network.
pub(super) fn local_name(name: &str) -> String {
    format!("{name}.local")
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn the_record_leads_the_name_to_the_address_and_ssh_to_its_port() {
        let address = Ipv4Addr::new(192, 168, 0, 14);
        let record = service("class-7", address.into(), 2222).unwrap();
        assert_eq!(record.get_fullname(), "class-7._ssh._tcp.local.");
        assert_eq!(record.get_hostname(), "class-7.local.");
        assert_eq!(record.get_port(), 2222);
        assert_eq!(record.get_addresses_v4(), [&address].into());
    }
}
