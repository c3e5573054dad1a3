//! The addresses of this machine and their code for phones.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

use fast_qr::{ECL, QRBuilder};

use crate::app::QrCode;

/// The address that guests are told: that of the network behind the default route where the room listens at all addresses.
pub(super) fn announced_address(listening: &[IpAddr]) -> IpAddr {
    let first = listening.first().copied();
    match first {
        Some(address) if !address.is_unspecified() => address,
        Some(_) | None => network_address().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
    }
}

/// The address of this machine in its network. Nothing is sent: connecting a UDP socket only asks for the route. The targets
/// are addresses for documentation (RFC 5737, RFC 3849).
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

/// An address as it stands in the address of a page.
pub(super) fn url_host(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

/// The QR code of `text`: the smallest one, which repairs 15 % of its modules if there is room for that, else 7 %. None if
/// the text is too long.
pub(super) fn qr_code(text: &str) -> Option<QrCode> {
    let build = |level| QRBuilder::new(text).ecl(level).build().ok();
    let smallest = build(ECL::L)?;
    let safer = build(ECL::M).filter(|code| code.size == smallest.size);
    let code = safer.unwrap_or(smallest);
    let modules = (0..code.size).flat_map(|row| code[row].iter().map(|module| module.value()));
    QrCode::new(code.size, modules.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_as_small_as_the_address_allows() {
        for (address, size) in [
            ("http://10.0.0.7", 21),
            ("http://192.168.0.14:8080", 25),
            ("http://192.168.100.100:8080", 25),
            ("http://[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:8080", 29),
        ] {
            assert_eq!(
                qr_code(address).map(|code| code.size()),
                Some(size),
                "{address}"
            );
        }
        assert_eq!(qr_code(&"x".repeat(5000)), None);
    }
}
