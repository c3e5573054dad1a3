//! The address of this machine in the network of its guests.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

use if_addrs::Interface;

/// The beginnings of the names of interfaces that lead to containers and virtual machines, not to guests.
const VIRTUAL: [&str; 6] = ["br-", "docker", "vbox", "veth", "virbr", "vmnet"];

/// The address that guests are told: where the room listens at all addresses, that of this machine in its network. None if
/// the machine is in no network.
pub(super) fn announced_address(listening: &[IpAddr]) -> Option<IpAddr> {
    match listening.first() {
        Some(address) if !address.is_unspecified() => Some(*address),
        Some(_) | None => network_address(),
    }
}

/// The address of this machine in its network. A default route alone does not tell it: a network without the internet has
/// none, and a VPN takes it over.
fn network_address() -> Option<IpAddr> {
    let route = route_address();
    // A system that does not list its interfaces may still know its route.
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    best_address(&interfaces, route).or(route)
}

/// The address that guests most likely reach: on an interface of hardware, private, IPv4, on the default route.
fn best_address(interfaces: &[Interface], route: Option<IpAddr>) -> Option<IpAddr> {
    let rank = |interface: &Interface| {
        let address = interface.ip();
        let is_private = matches!(address, IpAddr::V4(address) if address.is_private());
        let is_virtual = VIRTUAL.iter().any(|name| interface.name.starts_with(name));
        (
            is_virtual || interface.is_p2p(),
            !is_private,
            address.is_ipv6(),
            Some(address) != route,
        )
    };
    interfaces
        .iter()
        .filter(|interface| interface.is_oper_up() && !interface.is_loopback())
        .filter(|interface| !interface.is_link_local())
        .min_by_key(|interface| rank(interface))
        .map(Interface::ip)
}

/// The address of the default route. Nothing is sent: connecting a UDP socket only asks for the route. The targets are
/// addresses for documentation (RFC 5737, RFC 3849).
fn route_address() -> Option<IpAddr> {
    let from = |local: IpAddr, target: IpAddr| {
        let socket = UdpSocket::bind((local, 0)).ok()?;
        socket.connect((target, 9)).ok()?;
        let address = socket.local_addr().ok()?.ip();
        (!address.is_unspecified() && !address.is_loopback()).then_some(address)
    };
    from(
        Ipv4Addr::UNSPECIFIED.into(),
        Ipv4Addr::new(192, 0, 2, 1).into(),
    )
    .or_else(|| {
        let target = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
        from(Ipv6Addr::UNSPECIFIED.into(), target.into())
    })
}

#[cfg(test)]
mod tests {
    use if_addrs::{IfAddr, IfOperStatus, Ifv4Addr};

    use super::*;

    fn interface(name: &str, address: [u8; 4]) -> Interface {
        let ip = Ipv4Addr::from(address);
        Interface {
            name: name.to_owned(),
            addr: IfAddr::V4(Ifv4Addr {
                ip,
                netmask: Ipv4Addr::new(255, 255, 255, 0),
                prefixlen: 24,
                broadcast: None,
            }),
            index: None,
            oper_status: IfOperStatus::Up,
            is_p2p: name.starts_with("tun"),
            #[cfg(windows)]
            adapter_name: String::new(),
        }
    }

    #[test]
    fn guests_are_told_the_address_of_their_network() {
        let lo = interface("lo", [127, 0, 0, 1]);
        let docker = interface("docker0", [172, 17, 0, 1]);
        let vpn = interface("tun0", [10, 8, 0, 2]);
        let unconfigured = interface("eth1", [169, 254, 3, 4]);
        let public = interface("eth0", [203, 0, 113, 5]);
        let wifi = interface("wlan0", [192, 168, 0, 14]);
        let cable = interface("eth0", [192, 168, 1, 9]);
        for (interfaces, route, expected) in [
            // A hotspot of this machine: no default route.
            (vec![&lo, &docker, &wifi], None, Some(&wifi)),
            // A VPN has taken the default route.
            (vec![&lo, &vpn, &wifi], Some(&vpn), Some(&wifi)),
            (vec![&wifi, &cable], Some(&cable), Some(&cable)),
            (vec![&docker, &public], Some(&public), Some(&public)),
            (vec![&lo, &unconfigured], None, None),
        ] {
            let interfaces: Vec<_> = interfaces.into_iter().cloned().collect();
            let best = best_address(&interfaces, route.map(Interface::ip));
            assert_eq!(best, expected.map(Interface::ip), "{interfaces:?}");
        }
    }
}
