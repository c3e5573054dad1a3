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
        let host = format!("{}.", local_name(name));
        let service = ServiceInfo::new(SERVICE, name, &host, address, port, None);
        service
            .and_then(|service| daemon.register(service))
            .map_err(failed)?;
        Ok(Self(daemon))
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
