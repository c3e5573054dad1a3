//! The address of a page and its code for phones.

use std::net::IpAddr;

use fast_qr::{ECL, QRBuilder};

use crate::app::QrCode;

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
