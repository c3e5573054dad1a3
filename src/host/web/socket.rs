//! A WebSocket that carries JSON, within the limits of input.

use std::time::Duration;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value as Json;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Bytes, Message};

use crate::host::clock::Clock;
use crate::host::guarded_stream::GuardedStream;
use crate::host::input_limit::InputLimit;
use crate::host::limits::{INPUT_PER_SECOND, KEEPALIVES, Limits, MAX_MESSAGE, TokenBucket};
use crate::host::mailbox::SessionEnd;
use crate::terminal::Event;

/// The time to say goodbye to a browser.
const CLOSING_TIME: Duration = Duration::from_secs(1);

/// Bytes that a message counts beside its own: one without any costs time, too.
const FRAME_COST: usize = 16;

/// Reads the messages of a page.
pub(super) struct SocketReader {
    stream: SplitStream<WebSocketStream<GuardedStream>>,
    clock: Clock,
    bytes: TokenBucket,
    input: InputLimit,
    /// The time at which the next message is read.
    resume_at: Duration,
    /// The time of the last sign of life.
    heard_at: Duration,
    keepalive_interval: Duration,
}

/// Sends messages to a page.
pub(super) struct SocketWriter {
    sink: SplitSink<WebSocketStream<GuardedStream>, Message>,
    /// The time after which a page that no longer reads is given up.
    stalled_time: Duration,
}

/// The two ends of a WebSocket behind its handshake.
pub(super) async fn open(
    stream: GuardedStream,
    rest: Vec<u8>,
    clock: Clock,
    limits: Limits,
) -> (SocketReader, SocketWriter) {
    let config = WebSocketConfig::default()
        .read_buffer_size(MAX_MESSAGE)
        .write_buffer_size(0)
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE));
    let socket =
        WebSocketStream::from_partially_read(stream, rest, Role::Server, Some(config)).await;
    let (sink, stream) = socket.split();
    let now = clock.now();
    let reader = SocketReader {
        stream,
        clock,
        bytes: TokenBucket::new(INPUT_PER_SECOND, INPUT_PER_SECOND, now),
        input: InputLimit::new(now),
        resume_at: now,
        heard_at: now,
        keepalive_interval: limits.keepalive_interval,
    };
    let stalled_time = limits.stalled_time;
    (reader, SocketWriter { sink, stalled_time })
}

impl SocketReader {
    /// The next message. A page that sends more than the limit waits. Dropping the future loses nothing.
    ///
    /// # Errors
    /// The page is gone, silent although it was asked, or sends something else.
    pub(super) async fn next(&mut self) -> Result<Json, SessionEnd> {
        loop {
            sleep(self.resume_at.saturating_sub(self.clock.now())).await;
            let checks = u32::try_from(KEEPALIVES).unwrap_or(u32::MAX);
            let deadline = self.heard_at + self.keepalive_interval * checks;
            let left = deadline.saturating_sub(self.clock.now());
            let read = timeout(left, self.stream.next()).await;
            let Ok(Some(Ok(message))) = read else {
                return Err(SessionEnd::Disconnected);
            };
            let now = self.clock.now();
            self.heard_at = now;
            self.resume_at = now
                + self
                    .bytes
                    .take_later((message.len() + FRAME_COST) as f64, now);
            match message {
                Message::Text(text) => {
                    let parsed = serde_json::from_str(&text);
                    return parsed.map_err(|_not_json| SessionEnd::Disconnected);
                }
                Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
                Message::Binary(_) | Message::Close(_) => return Err(SessionEnd::Disconnected),
            }
        }
    }

    /// Whether one more key is within the limit.
    pub(super) fn admits_key(&mut self) -> bool {
        self.input.admits_key(self.clock.now())
    }

    /// Whether an event is within the limits.
    pub(super) fn admits(&mut self, event: &Event) -> bool {
        self.input.admits(event, self.clock.now())
    }
}

impl SocketWriter {
    /// Sends a message.
    ///
    /// # Errors
    /// The page is gone or no longer reads.
    pub(super) async fn send(&mut self, message: &Json) -> Result<(), SessionEnd> {
        self.send_text(message.to_string()).await
    }

    /// Sends a message that is text already.
    ///
    /// # Errors
    /// As for [`send`](Self::send).
    pub(super) async fn send_text(&mut self, text: String) -> Result<(), SessionEnd> {
        self.send_message(Message::Text(text.into())).await
    }

    /// Asks for a sign of life.
    ///
    /// # Errors
    /// As for [`send`](Self::send).
    pub(super) async fn ping(&mut self) -> Result<(), SessionEnd> {
        self.send_message(Message::Ping(Bytes::new())).await
    }

    async fn send_message(&mut self, message: Message) -> Result<(), SessionEnd> {
        match timeout(self.stalled_time, self.sink.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(SessionEnd::Disconnected),
            Err(_) => Err(SessionEnd::Slow),
        }
    }

    /// Closes the connection.
    pub(super) async fn close(mut self) {
        // It may be gone.
        drop(timeout(CLOSING_TIME, self.sink.close()).await);
    }
}
