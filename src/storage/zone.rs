//! The time zone that the machine is set to.

use std::fs;

/// Where Unix keeps the zone: a file of its rules, or a link to one.
const PATH: &str = "/etc/localtime";

/// The rules of the machine's time zone (`TZif`, RFC 9636); none where it keeps them elsewhere.
///
/// Whoever looks for the zone's name instead reads through every zone that there is, and a day needs no name.
pub fn zone_rules() -> Option<Vec<u8>> {
    fs::read(PATH).ok()
}
