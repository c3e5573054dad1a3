//! The terminal: raw mode, input events, frames, signals and the clock.
//!
//! [`run`] shows an [`App`] on the terminal of this process and restores the terminal however the program ends: by a key, an
//! error, a panic, a signal or a closed window. The loop itself, [`run_event_loop`], knows only a [`Display`] and an
//! [`EventSource`], so that a test can run it, or a server for a learner at the other end of a connection.

mod backend;
#[cfg(feature = "host")]
mod cell_display;
mod columns;
mod display;
mod environment;
mod event_loop;
mod flow_control;
mod frame_writer;
mod hyperlinks;
mod images;
mod input;
mod large_text;
mod query;
#[cfg(feature = "host")]
mod raw;
#[cfg(feature = "host")]
mod remote;
#[cfg_attr(not(unix), path = "terminal/no_signals.rs")]
mod signals;
mod unlocked_stdout;

use std::io;

use crate::app::{App, Effect, Msg};

#[cfg(feature = "host")]
pub use cell_display::CellDisplay;
pub use columns::columns;
pub use display::Display;
pub use environment::{ColorChoice, color_depth, profile};
pub use event_loop::{ExitReason, ShownFrame, UiView, View, run_event_loop};
pub use images::ShownImages;
#[cfg(feature = "host")]
pub use input::Decoder;
pub use input::{Event, EventQueue, EventSender, EventSource, MouseAction, TerminalReply};
pub use query::{background_from_environment, may_draw_lines_wide};
#[cfg(feature = "host")]
pub use raw::RawTerminal;
#[cfg(feature = "host")]
pub use remote::{RemoteDisplay, RemoteSize};

/// Shows `app` on this process's terminal until it ends.
///
/// `queue` carries the input and the messages of work in the background. `view` draws the frames and maps mouse positions to
/// elements. `handle_effect` receives every effect before the terminal handles it, and may answer with a message for the app.
pub fn run(
    app: &mut App,
    queue: EventQueue,
    view: &mut impl View,
    handle_effect: impl FnMut(Effect, ShownFrame<'_>) -> Option<Msg>,
) -> io::Result<ExitReason> {
    display::install_panic_hook();
    signals::watch_signals(queue.sender(), display::abandon_terminal, |flags| {
        let result = run_on_terminal(app, queue, flags, view, handle_effect);
        display::restore_terminal();
        // Drawing on a closed terminal fails as well; the signal is the reason.
        match flags.end_signal() {
            Some(signal) => Ok(ExitReason::Signal(signal)),
            None => result,
        }
    })?
}

fn run_on_terminal(
    app: &mut App,
    queue: EventQueue,
    flags: &signals::SignalFlags,
    view: &mut impl View,
    handle_effect: impl FnMut(Effect, ShownFrame<'_>) -> Option<Msg>,
) -> io::Result<ExitReason> {
    let due_replies = input::DueReplies::default();
    let mut display =
        display::TerminalDisplay::open(app.context().behaviour().mouse, &due_replies)?;
    input::with_reader(&queue.sender(), &due_replies, || {
        let mut events = input::TerminalEvents::new(queue, flags);
        run_event_loop(app, &mut display, &mut events, view, handle_effect)
    })
}
