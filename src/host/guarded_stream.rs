//! A connection that counts its bytes for the watch.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::clock::Clock;
use super::connections::Guard;
use super::limits::{STREAM_BURST, STREAM_PER_SECOND, TokenBucket};

/// A connection that counts its bytes. The watch closes it from outside, which a protocol cannot do by itself. A client that
/// sends more than the limit waits.
pub(super) struct GuardedStream {
    stream: TcpStream,
    guard: Arc<Guard>,
    clock: Clock,
    bytes: TokenBucket,
    /// Ends when the next bytes are read.
    pause: Option<Pin<Box<Sleep>>>,
}

impl GuardedStream {
    pub(super) fn new(stream: TcpStream, guard: Arc<Guard>, clock: Clock) -> Self {
        Self {
            stream,
            guard,
            clock,
            bytes: TokenBucket::new(STREAM_PER_SECOND, STREAM_BURST, clock.now()),
            pause: None,
        }
    }
}

impl AsyncRead for GuardedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        let before = buffer.filled().len();
        let result = Pin::new(&mut self.stream).poll_read(context, buffer);
        let read = buffer.filled().len() - before;
        self.guard.count_read(read);
        let now = self.clock.now();
        let pause = self.bytes.take_later(read as f64, now);
        if !pause.is_zero() {
            self.pause = Some(Box::pin(sleep(pause)));
        }
        result
    }
}

impl AsyncWrite for GuardedStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.guard.note_write(result.is_pending());
        result
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
