//! The time zone of the machine.

use std::path::Path;

use crate::regular_file::read_regular_file;

/// The file with the rules of the zone on Unix, or a link to it.
const PATH: &str = "/etc/localtime";
/// The limit for the file in bytes; the rules of a zone take a few thousand.
const MAX_BYTES: u64 = 1 << 20;

/// The rules of the machine's time zone (`TZif`, RFC 9636); none where the platform keeps them elsewhere.
///
/// Looking up the name of the zone would read every zone on the machine, and a date needs no name.
pub fn time_zone_rules() -> Option<Vec<u8>> {
    read_regular_file(Path::new(PATH), MAX_BYTES).ok()
}
