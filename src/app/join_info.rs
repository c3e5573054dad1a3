//! The ways into a room, for the join screen.

use crate::locale::Phrase;

/// The ways into a room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JoinInfo {
    /// The command that joins: `ssh -p 2222 192.168.0.14`; none where ssh is off.
    pub ssh: Option<String>,
    /// The fingerprint of the host key: `SHA256:…`.
    pub fingerprint: Option<String>,
    /// The address of the web page; none without one.
    pub web: Option<String>,
    /// The address of the web page as a QR code.
    pub code: Option<QrCode>,
    /// The PIN that guests are asked for.
    pub pin: Option<String>,
    /// A sentence about who can reach the room.
    pub reach: Option<Phrase>,
    /// The largest number of seats.
    pub seats: usize,
}

/// A square of dark and light modules, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    size: usize,
    dark: Vec<bool>,
}

impl QrCode {
    /// A code of `size` × `size` modules in reading order; none if their number differs.
    pub fn new(size: usize, dark: Vec<bool>) -> Option<Self> {
        (dark.len() == size * size).then_some(Self { size, dark })
    }

    /// The modules along a side.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether the module at this column and row is dark; those outside are light.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        column < self.size
            && row < self.size
            && self.dark.get(row * self.size + column) == Some(&true)
    }
}
