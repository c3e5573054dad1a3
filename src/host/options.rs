//! The settings of a room, and why one cannot be opened.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use super::limits::Limits;
use super::saved_room::SavedHost;
use crate::lesson::Course;
use crate::locale::Lang;

/// The settings of a room.
pub struct HostOptions {
    /// The addresses to listen at.
    pub addresses: Vec<IpAddr>,
    /// The port of ssh; none without ssh.
    pub port: Option<u16>,
    /// The port of the pages for browsers; none without them.
    pub web: Option<u16>,
    /// The name under which the room is announced in its network: `relutor` for `relutor.local`.
    pub name: Option<String>,
    /// The largest number of seats.
    pub seats: usize,
    /// The largest number of seats of one address that is not this machine's own.
    pub seats_of_address: usize,
    /// The password that guests are asked for; none for an open room.
    pub pin: Option<String>,
    /// The course.
    pub course: Arc<Course>,
    /// The language of guests whose terminal names none of the course.
    pub lang: Lang,
    /// The seed of every lab; none for the seeds of the lessons.
    pub seed: Option<u64>,
    /// A room that is continued.
    pub saved: Option<SavedHost>,
    /// Times and counts of connections.
    pub limits: Limits,
    /// The folder where `relutor notes` looks for the room; none where there is none.
    pub state_folder: Option<PathBuf>,
    /// The hour and the minute of the day.
    pub time_of_day: fn() -> (u8, u8),
}

impl HostOptions {
    /// The port by which the file of the room is named; none without any way in.
    pub fn kept_at(&self) -> Option<u16> {
        self.port.or(self.web)
    }
}

/// The reason why a room cannot be opened.
#[derive(Debug)]
pub enum HostError {
    /// The address cannot be listened at.
    Listen {
        /// The address.
        address: SocketAddr,
        /// The error of the system.
        error: io::Error,
    },
    /// The host key cannot be read or written.
    Key {
        /// The file.
        file: Option<PathBuf>,
        /// The reason.
        reason: String,
    },
    /// The name cannot be announced in the network.
    Name {
        /// The name.
        name: String,
        /// The reason.
        reason: String,
    },
    /// The system gives no threads.
    Threads(io::Error),
}
