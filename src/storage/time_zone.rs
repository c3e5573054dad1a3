//! The time zone of the machine.

use std::fs;

/// The file with the rules of the zone on Unix, or a link to it.
const PATH: &str = "/etc/localtime";

/// The rules of the machine's time zone (`TZif`, RFC 9636); none where the platform keeps them elsewhere.
///
/// Looking up the name of the zone would read every zone on the machine, and a date needs no name.
pub fn time_zone_rules() -> Option<Vec<u8>> {
    fs::read(PATH).ok()
}
