//! The file by which `relutor notes` finds the room of this machine: for its owner alone, while the room is open.

use std::io;
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};

use rand::RngExt as _;

use super::seat_code::ALPHABET;
use crate::storage;

/// The letters of a token: 31⁸ ≈ 850 thousand million tokens.
const TOKEN_LETTERS: usize = 8;

/// The way to the notes of a room of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotesAccess {
    /// The token for the presenter's notes.
    pub token: String,
    /// The fingerprint of the host key.
    pub fingerprint: String,
}

/// Whether something listens at `port` of this machine.
fn is_listening(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// A token that no one can guess.
pub(super) fn random_token() -> String {
    let mut rng = rand::rng();
    let letter = |()| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]);
    [(); TOKEN_LETTERS].map(letter).iter().collect()
}

impl NotesAccess {
    /// The file of the room at `port` in the state folder `folder`.
    pub fn path(folder: &Path, port: u16) -> PathBuf {
        folder.join(format!("room-{port}"))
    }

    /// Reads the file of the room at `port`; none if no room is open there.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(folder: &Path, port: u16) -> io::Result<Option<Self>> {
        let text = storage::read_secret(&Self::path(folder, port))?;
        Ok(text.and_then(|text| {
            let mut lines = text.lines();
            Some(Self {
                token: lines.next()?.to_owned(),
                fingerprint: lines.next()?.to_owned(),
            })
        }))
    }

    /// The ports of the rooms in the state folder `folder` that are open.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn open_ports(folder: &Path) -> io::Result<Vec<u16>> {
        let names = storage::secret_names(folder)?;
        let ports = names.iter().filter_map(|name| {
            let port = name.strip_prefix("room-")?;
            port.parse().ok()
        });
        // A program that was killed leaves the file of its room.
        let mut ports: Vec<_> = ports.filter(|port| is_listening(*port)).collect();
        ports.sort_unstable();
        Ok(ports)
    }

    /// Writes the file of the room at `port`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn write(&self, folder: &Path, port: u16) -> io::Result<()> {
        let text = format!("{}\n{}\n", self.token, self.fingerprint);
        storage::write_secret(&Self::path(folder, port), &text)
    }

    /// Removes the file of the room at `port`.
    pub(super) fn remove(folder: &Path, port: u16) {
        // It may be gone already.
        drop(storage::remove_secret(&Self::path(folder, port)));
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn the_room_is_found_while_its_file_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = NotesAccess {
            token: random_token(),
            fingerprint: "SHA256:abc".to_owned(),
        };
        assert_eq!(file.token.len(), TOKEN_LETTERS);
        assert_ne!(file.token, random_token());
        file.write(folder.path(), 2222).unwrap();
        assert_eq!(NotesAccess::read(folder.path(), 2222).unwrap(), Some(file));
        assert_eq!(NotesAccess::read(folder.path(), 2223).unwrap(), None);
        NotesAccess::remove(folder.path(), 2222);
        assert_eq!(NotesAccess::read(folder.path(), 2222).unwrap(), None);
    }

    #[test]
    fn only_rooms_that_are_open_are_found_without_their_port() {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port_of = |listener: &TcpListener| listener.local_addr().unwrap().port();
        let file = NotesAccess {
            token: random_token(),
            fingerprint: "SHA256:abc".to_owned(),
        };
        let open_ports = || -> Vec<u16> { NotesAccess::open_ports(folder.path()).unwrap() };
        assert!(open_ports().is_empty());
        file.write(folder.path(), port_of(&listener)).unwrap();
        file.write(folder.path(), port_of(&closed)).unwrap();
        storage::write_secret(&folder.path().join("room-2222.toml"), "").unwrap();
        drop(closed);
        assert_eq!(open_ports(), [port_of(&listener)]);
        let missing = folder.path().join("missing");
        assert!(NotesAccess::open_ports(&missing).unwrap().is_empty());
    }
}
