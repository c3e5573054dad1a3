//! The channel of a guest: keys in, frames out.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use russh::server::Msg;
use russh::{Channel, ChannelMsg, ChannelReadHalf, ChannelWriteHalf};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{sleep, timeout};

use crate::host::connections::Guard;
use crate::host::guest_display::GuestScreen;
use crate::host::guest_terminal::{Connection, GuestTerminal};
use crate::host::input_limit::{InputLimit, is_key};
use crate::host::limits::{INPUT_PER_SECOND, TokenBucket};
use crate::host::mailbox::{MailboxSender, SessionEnd};
use crate::host::seat_code::SeatCode;
use crate::host::server::Server;
use crate::locale::{Phrase, Words};
use crate::terminal::{Decoder, RemoteSize};

/// Frames that are on their way from the guest's thread.
const FRAMES: usize = 1;

/// The place in the room that a channel leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChannelPlace {
    /// A seat: that with the code, if there is one, else a free one.
    Seat(Option<SeatCode>),
    /// The presenter's notes.
    Notes,
}

/// A channel whose shell begins.
pub(super) struct SeatChannel {
    pub(super) server: Arc<Server>,
    pub(super) address: IpAddr,
    pub(super) guard: Arc<Guard>,
    pub(super) place: ChannelPlace,
    pub(super) terminal: GuestTerminal,
    pub(super) size: RemoteSize,
    /// The first sentence for the guest.
    pub(super) notice: Option<Phrase>,
}

/// Waits for the shell of a channel, then runs its seat. It reads whatever else comes meanwhile: a message that is not read
/// blocks the whole connection, and some clients send a variable for each part of their locale.
pub(super) async fn wait_for_shell(
    channel: Channel<Msg>,
    mut started: oneshot::Receiver<SeatChannel>,
) {
    let (mut input, output) = channel.split();
    loop {
        tokio::select! {
            seat = &mut started => {
                // Without a seat, the connection has ended.
                if let Ok(seat) = seat {
                    seat.run(input, output).await;
                }
                return;
            }
            message = input.wait() => {
                if message.is_none() {
                    return;
                }
            }
        }
    }
}

impl SeatChannel {
    /// Takes a seat and carries its bytes until the connection or the seat ends.
    async fn run(self, input: ChannelReadHalf, output: ChannelWriteHalf<Msg>) {
        let (frames, drawn) = mpsc::channel(FRAMES);
        let connection = Connection {
            output: frames,
            screen: GuestScreen::Terminal,
            size: self.size.clone(),
            terminal: self.terminal.clone(),
            notice: self.notice.clone(),
        };
        let taken = match self.place {
            ChannelPlace::Seat(code) => {
                let taken = self.server.seat(code, self.address, connection);
                taken.map(|(_, mailbox)| mailbox)
            }
            ChannelPlace::Notes => self.server.open_notes(connection),
        };
        let mailbox = match taken {
            Ok(mailbox) => mailbox,
            Err(none) => return self.refuse(&output, &none.sentence()).await,
        };
        self.guard.join(mailbox.clone());
        let reader = read_input(
            input,
            mailbox.clone(),
            self.size.clone(),
            Arc::clone(&self.server),
            Arc::clone(&self.guard),
        );
        let reading = tokio::spawn(reader);
        let end = write_frames(drawn, &output, self.server.options.limits.stalled_time).await;
        mailbox.end(end);
        // It may be gone.
        drop(output.exit_status(0).await);
        drop(output.close().await);
        reading.abort();
        // Frames that were written leave first.
        sleep(Duration::from_millis(200)).await;
        self.guard.close();
    }

    /// Tells why there is no seat.
    async fn refuse(&self, output: &ChannelWriteHalf<Msg>, sentence: &Phrase) {
        let words = Words::load_or_english(&self.server.options.lang);
        if let Ok(words) = words {
            let text = format!("{}\r\n", words.format(sentence));
            drop(output.data_bytes(text.into_bytes()).await);
        }
        drop(output.exit_status(1).await);
        drop(output.close().await);
    }
}

/// Sends frames until the seat sends no more, or the client no longer reads.
async fn write_frames(
    mut frames: mpsc::Receiver<Vec<u8>>,
    output: &ChannelWriteHalf<Msg>,
    stalled_time: Duration,
) -> SessionEnd {
    while let Some(frame) = frames.recv().await {
        match timeout(stalled_time, output.data_bytes(frame)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return SessionEnd::Disconnected,
            Err(_) => return SessionEnd::Slow,
        }
    }
    SessionEnd::Disconnected
}

/// Decodes what the client sends into the seat's mailbox, within the limits of input.
async fn read_input(
    mut input: ChannelReadHalf,
    mailbox: MailboxSender,
    size: RemoteSize,
    server: Arc<Server>,
    guard: Arc<Guard>,
) {
    let now = server.clock.now();
    let mut bytes = TokenBucket::new(INPUT_PER_SECOND, INPUT_PER_SECOND, now);
    let mut limit = InputLimit::new(now);
    let mut decoder = Decoder::default();
    loop {
        let message = match decoder.timeout() {
            None => input.wait().await,
            Some(time) => {
                let Ok(message) = timeout(time, input.wait()).await else {
                    mailbox.push_input(decoder.flush(), |_| true);
                    continue;
                };
                message
            }
        };
        match message {
            Some(ChannelMsg::Data { data }) => {
                let events = decoder.decode(&data);
                let now = server.clock.now();
                if events.iter().any(is_key) {
                    guard.note_input();
                }
                mailbox.push_input(events, |event| limit.admits(event, now));
                // A client that sends more waits.
                sleep(bytes.take_later(data.len() as f64, now)).await;
            }
            Some(ChannelMsg::WindowChange {
                col_width,
                row_height,
                ..
            }) => mailbox.resize(&size, col_width, row_height),
            Some(ChannelMsg::Eof | ChannelMsg::Close) | None => break,
            Some(_) => {}
        }
    }
    mailbox.end(SessionEnd::Disconnected);
}
