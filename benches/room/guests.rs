//! Guests with russh's own client.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use russh::client::{self, Config, Handler};
use russh::keys::PublicKeyOrCertificate;
use russh::{ChannelMsg, ChannelWriteHalf};
use tokio::task::JoinHandle;

/// The columns and rows of a guest.
const SIZE: (u32, u32) = (100, 30);

struct AnyKey;

impl Handler for AnyKey {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        Ok(true)
    }
}

/// The bytes that a guest has received, with their times. Times are microseconds since the start of the measurement.
#[derive(Default)]
pub(crate) struct Received {
    /// The time of the last bytes.
    pub(crate) last: AtomicU64,
    /// The time of the first bytes after the last key; 0 until they come.
    pub(crate) answer: AtomicU64,
    /// The bytes of all frames.
    pub(crate) bytes: AtomicU64,
}

/// A guest at the other end of a connection.
pub(crate) struct Guest {
    keys: ChannelWriteHalf<client::Msg>,
    session: client::Handle<AnyKey>,
    pub(crate) received: Arc<Received>,
    reader: JoinHandle<()>,
}

pub(crate) fn microseconds(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_micros())
        .unwrap_or(u64::MAX)
        .max(1)
}

impl Guest {
    /// Joins the room at `port` and waits for the first frame.
    pub(crate) async fn join(port: u16, start: Instant) -> io::Result<Self> {
        let failed = |error: russh::Error| io::Error::other(error.to_string());
        let config = Arc::new(Config::default());
        let mut session = client::connect(config, ("127.0.0.1", port), AnyKey)
            .await
            .map_err(failed)?;
        let _answer = session.authenticate_none("guest").await.map_err(failed)?;
        let channel = session.channel_open_session().await.map_err(failed)?;
        let pty = channel.request_pty(false, "xterm-256color", SIZE.0, SIZE.1, 0, 0, &[]);
        pty.await.map_err(failed)?;
        channel.request_shell(false).await.map_err(failed)?;
        let (mut screen, keys) = channel.split();
        let received = Arc::new(Received::default());
        let (first, has_frame) = tokio::sync::oneshot::channel();
        let counted = Arc::clone(&received);
        let replies = keys.make_writer();
        let reader = tokio::spawn(async move {
            let (mut first, mut replies) = (Some(first), replies);
            while let Some(message) = screen.wait().await {
                let ChannelMsg::Data { data } = message else {
                    continue;
                };
                let now = microseconds(start);
                counted.last.store(now, Ordering::SeqCst);
                let _is_first =
                    counted
                        .answer
                        .compare_exchange(0, now, Ordering::SeqCst, Ordering::SeqCst);
                let count = u64::try_from(data.len()).unwrap_or(0);
                counted.bytes.fetch_add(count, Ordering::SeqCst);
                reply(&data, &mut replies).await;
                if contains(&data, b"relutor")
                    && let Some(first) = first.take()
                {
                    let _is_awaited = first.send(());
                }
            }
        });
        has_frame.await.map_err(io::Error::other)?;
        Ok(Self {
            keys,
            session,
            received,
            reader,
        })
    }

    /// Presses keys; [`Received::answer`] tells when the first bytes come back.
    pub(crate) async fn press(&self, keys: &str) -> io::Result<()> {
        self.received.answer.store(0, Ordering::SeqCst);
        let sent = self.keys.data_bytes(keys.as_bytes().to_vec()).await;
        sent.map_err(|error| io::Error::other(error.to_string()))
    }

    /// Leaves the room.
    pub(crate) async fn leave(self) {
        // The room closes the connection after the farewell.
        drop(self.keys.data_bytes(b"q".to_vec()).await);
        drop(tokio::time::timeout(Duration::from_secs(2), self.reader).await);
        drop(
            self.session
                .disconnect(russh::Disconnect::ByApplication, "", "")
                .await,
        );
    }
}

/// Answers the queries of a frame as a terminal does: its type, its background, and that it has drawn everything.
async fn reply(data: &[u8], replies: &mut (impl tokio::io::AsyncWrite + Unpin)) {
    use tokio::io::AsyncWriteExt as _;

    for (query, answer) in [
        (&b"\x1b]11;?"[..], &b"\x1b]11;rgb:1818/1818/1818\x1b\\"[..]),
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[5n", b"\x1b[0n"),
    ] {
        if contains(data, query) {
            // A room that has closed the connection reads nothing.
            drop(replies.write_all(answer).await);
        }
    }
}

fn contains(data: &[u8], part: &[u8]) -> bool {
    data.windows(part.len()).any(|window| window == part)
}
