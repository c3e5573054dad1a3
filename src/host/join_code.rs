//! The addresses of this machine and their code for phones.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

/// The address that guests are told: that of the network behind the default route where the room listens at all addresses.
pub(super) fn announced_address(listening: &[IpAddr]) -> IpAddr {
    let first = listening.first().copied();
    match first {
        Some(address) if !address.is_unspecified() => address,
        Some(_) | None => network_address().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
    }
}

/// The address of this machine in its network. Nothing is sent: connecting a UDP socket only asks for the route. The targets are
/// addresses for documentation (RFC 5737, RFC 3849).
fn network_address() -> Option<IpAddr> {
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
