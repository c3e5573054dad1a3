//! Connections that are closed before they have a seat, and how each protocol tells them why.

use std::io::Write as _;
use std::net::TcpStream as StdTcpStream;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The time to read the rest of what a client sends, so that it reads the last bytes.
const LINGER_TIME: Duration = Duration::from_secs(1);

/// Clients that are told at the same time why they are refused; others are dropped without a word.
const MAX_REFUSALS: usize = 32;

/// The reason why a connection is closed before it has a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dismissal {
    /// Its address opens too many connections.
    TooFast,
    /// Too many connections are open that have not joined.
    Busy,
    /// It has not joined in time.
    Late,
}

impl Dismissal {
    /// The key of its sentence.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::TooFast => "ui.room.too-fast",
            Self::Busy => "ui.room.busy",
            Self::Late => "ui.room.late",
        }
    }
}

/// The bytes by which a protocol tells each reason.
pub(super) struct Dismissals {
    greeting: Vec<u8>,
    too_fast: Vec<u8>,
    busy: Vec<u8>,
    late: Vec<u8>,
    /// Places for clients that are told why they are refused.
    places: Arc<Semaphore>,
}

impl Dismissals {
    /// The reasons as `format` writes them, in a protocol whose server begins with `greeting`.
    pub(super) fn new(greeting: Vec<u8>, format: impl Fn(Dismissal) -> Vec<u8>) -> Self {
        Self {
            greeting,
            too_fast: format(Dismissal::TooFast),
            busy: format(Dismissal::Busy),
            late: format(Dismissal::Late),
            places: Arc::new(Semaphore::new(MAX_REFUSALS)),
        }
    }

    fn bytes(&self, reason: Dismissal) -> &[u8] {
        match reason {
            Dismissal::TooFast => &self.too_fast,
            Dismissal::Busy => &self.busy,
            Dismissal::Late => &self.late,
        }
    }

    /// Tells a connection in its handshake why it is closed, as far as that goes without waiting.
    pub(super) fn tell(&self, mut socket: &StdTcpStream, reason: Dismissal) {
        // It may be gone, or not read.
        let _written = socket.write(self.bytes(reason));
    }

    /// Tells a connection that was not served why, and closes it.
    pub(super) fn refuse(&self, mut stream: TcpStream, reason: Dismissal) {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return;
        };
        let bytes = [&self.greeting, self.bytes(reason)].concat();
        let _refusing = tokio::spawn(async move {
            // It may be gone.
            drop(timeout(LINGER_TIME, send_last(&mut stream, &bytes)).await);
            drop(place);
        });
    }
}

/// Sends the last bytes of a connection, and reads what the client still sends: a socket that is closed with unread bytes drops
/// what it has sent.
pub(super) async fn send_last(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), bytes: &[u8]) {
    if stream.write_all(bytes).await.is_err() || stream.shutdown().await.is_err() {
        return;
    }
    let mut rest = [0; 1024];
    let read_rest = async { while stream.read(&mut rest).await.is_ok_and(|n| n > 0) {} };
    let _in_time = timeout(LINGER_TIME, read_rest).await;
}
