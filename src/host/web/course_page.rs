//! The session of the course page: keys in, frames of cells out.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value as Json, json};
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

use super::course_input::{PageInput, page_input};
use super::socket::{SocketReader, SocketWriter};
use super::visit::{Visit, Visitor};
use crate::host::connections::Guard;
use crate::host::guest_display::GuestScreen;
use crate::host::guest_terminal::{Connection, GuestTerminal, large_screen_notice, screen_size};
use crate::host::input_limit::is_key;
use crate::host::mailbox::{MailboxSender, SessionEnd};
use crate::terminal::RemoteSize;

/// Frames that are on their way from the guest's thread.
const FRAMES: usize = 1;

/// Gives a visitor a seat with a course, and carries its messages until the connection or the seat ends.
pub(super) async fn run(
    visit: Visit,
    visitor: Visitor,
    reader: SocketReader,
    mut writer: SocketWriter,
) {
    let (columns, rows) = page_size(visitor.hello.get("size"));
    let (shown_columns, shown_rows) = screen_size(columns, rows);
    let size = RemoteSize::new(shown_columns, shown_rows);
    let (frames, drawn) = mpsc::channel(FRAMES);
    let connection = Connection {
        output: frames,
        screen: GuestScreen::Page,
        size: size.clone(),
        terminal: GuestTerminal::of_browser(visit.words.lang()),
        notice: large_screen_notice(columns, rows),
    };
    let (code, mailbox) = match visit.server.seat(visitor.code, visit.address, connection) {
        Ok(seat) => seat,
        Err(none) => return visit.refuse(none, writer).await,
    };
    visit.guard.join(mailbox.clone());
    let reading = read_messages(reader, mailbox.clone(), size, Arc::clone(&visit.guard));
    let reading = tokio::spawn(reading);
    let (code, limits) = (code.to_string(), visit.server.options.limits);
    let end = match writer.send(&json!({"seat": code})).await {
        Ok(()) => write_frames(drawn, &mut writer, limits.keepalive_interval).await,
        Err(end) => end,
    };
    mailbox.end(end);
    writer.close().await;
    reading.abort();
}

/// Columns and rows that a page tells.
fn page_size(size: Option<&Json>) -> (u32, u32) {
    let cells_of = |at: usize| {
        let cells = size.and_then(|told| told.get(at)).and_then(Json::as_u64);
        u32::try_from(cells.unwrap_or(0)).unwrap_or(u32::MAX)
    };
    (cells_of(0), cells_of(1))
}

/// Sends frames until the seat sends no more, or the page no longer reads.
async fn write_frames(
    mut frames: mpsc::Receiver<Vec<u8>>,
    writer: &mut SocketWriter,
    keepalive_interval: Duration,
) -> SessionEnd {
    let mut pings = interval(keepalive_interval);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let sent = tokio::select! {
            frame = frames.recv() => match frame {
                // A frame is JSON, so it is text.
                Some(frame) => match String::from_utf8(frame) {
                    Ok(text) => writer.send_text(text).await,
                    Err(_) => Ok(()),
                },
                None => return SessionEnd::Disconnected,
            },
            _ = pings.tick() => writer.ping().await,
        };
        if let Err(end) = sent {
            return end;
        }
    }
}

/// Reads what the page sends into the seat's mailbox, within the limits of input.
async fn read_messages(
    mut reader: SocketReader,
    mailbox: MailboxSender,
    size: RemoteSize,
    guard: Arc<Guard>,
) {
    loop {
        let message = match reader.next().await {
            Ok(message) => message,
            Err(end) => {
                mailbox.end(end);
                return;
            }
        };
        match page_input(&message) {
            PageInput::Resize => {
                let (columns, rows) = page_size(message.get("size"));
                mailbox.resize(&size, columns, rows);
            }
            PageInput::Events(events) => {
                if events.iter().any(is_key) {
                    guard.note_input();
                }
                mailbox.push_input(events, |event| reader.admits(event));
            }
        }
    }
}
