//! The name of a room in its network, by multicast DNS: `ssh -p 2222 relutor.local`.

use std::net::IpAddr;

use mdns_sd::{ServiceDaemon, ServiceInfo};

use super::options::HostError;

/// The services that are announced (RFC 6763).
const SSH_SERVICE: &str = "_ssh._tcp.local.";
const WEB_SERVICE: &str = "_http._tcp.local.";

/// A name in the network, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Announcement {
    /// The name without `.local`.
    pub(super) name: String,
    /// The address of this machine.
    pub(super) address: IpAddr,
    /// The port of ssh; none without ssh.
    pub(super) ssh: Option<u16>,
    /// The port of the page for browsers; none without it.
    pub(super) web: Option<u16>,
}

/// A name that is announced until this is dropped.
pub(super) struct AnnouncedName(ServiceDaemon);

impl AnnouncedName {
    /// Announces `NAME.local` with its services.
    ///
    /// # Errors
    /// The name is none for a machine, or the system does not allow multicast.
    pub(super) fn announce(announcement: &Announcement) -> Result<Self, HostError> {
        let failed = |error: mdns_sd::Error| HostError::Name {
            name: announcement.name.clone(),
            reason: error.to_string(),
        };
        let daemon = ServiceDaemon::new().map_err(failed)?;
        for service in announcement.services() {
            service
                .and_then(|service| daemon.register(service))
                .map_err(failed)?;
        }
        Ok(Self(daemon))
    }
}

impl Announcement {
    /// The record of each way into the room.
    fn services(&self) -> impl Iterator<Item = Result<ServiceInfo, mdns_sd::Error>> {
        let host = format!("{}.", local_name(&self.name));
        let ways = [(SSH_SERVICE, self.ssh), (WEB_SERVICE, self.web)];
        ways.into_iter().filter_map(move |(service, port)| {
            let record = ServiceInfo::new(service, &self.name, &host, self.address, port?, None);
            Some(record)
        })
    }
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
    fn the_records_lead_the_name_to_the_address_and_each_service_to_its_port() {
        let address = Ipv4Addr::new(192, 168, 0, 14);
        let mut announcement = Announcement {
            name: "class-7".to_owned(),
            address: address.into(),
            ssh: Some(2222),
            web: Some(8080),
        };
        let records: Vec<_> = announcement.services().map(Result::unwrap).collect();
        let named = records
            .iter()
            .map(|record| (record.get_fullname(), record.get_port()));
        assert_eq!(
            named.collect::<Vec<_>>(),
            [
                ("class-7._ssh._tcp.local.", 2222),
                ("class-7._http._tcp.local.", 8080)
            ]
        );
        for record in &records {
            assert_eq!(record.get_hostname(), "class-7.local.");
            assert_eq!(record.get_addresses_v4(), [&address].into());
        }
        announcement.ssh = None;
        assert_eq!(announcement.services().count(), 1);
    }
}
