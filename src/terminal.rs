//! The terminal: raw mode, input events, frames, signals and the clock.
//!
//! [`run`] shows an [`App`] on the terminal of this process and restores the terminal however the program ends: by a key, an
//! error, a panic, a signal or a closed window. The loop itself, [`run_event_loop`], knows only a [`Display`] and an
//! [`EventSource`], so that a test can run it, or a server for a learner at the other end of a connection.

mod backend;
mod background;
mod capability;
mod display;
mod event_loop;
mod input;
#[cfg_attr(not(unix), path = "terminal/no_signals.rs")]
mod signals;
mod width;

use std::io;

use crate::app::{App, Effect, Msg};

pub use background::{Background, query_background};
pub use capability::{ColorChoice, color_depth, glyph_choice};
pub use display::Display;
pub use event_loop::{ExitReason, ShownFrame, UiView, View, run_event_loop};
pub use input::{Event, EventSource, MouseAction};
pub use width::draws_lines_wide;

/// Shows `app` on this process's terminal until it ends.
///
/// `view` draws the frames and maps mouse positions to elements. `handle_effect` receives every effect before the terminal
/// handles it, and may answer with a message for the app.
pub fn run(
    app: &mut App,
    view: &mut impl View,
    handle_effect: impl FnMut(Effect, ShownFrame<'_>) -> Option<Msg>,
) -> io::Result<ExitReason> {
    display::install_panic_hook();
    signals::watch_signals(display::restore_terminal, |flag| {
        let result = run_on_terminal(app, flag, view, handle_effect);
        display::restore_terminal();
        // Drawing on a closed terminal fails as well; the signal is the reason.
        match flag.signal() {
            Some(signal) => Ok(ExitReason::Signal(signal)),
            None => result,
        }
    })?
}

fn run_on_terminal(
    app: &mut App,
    flag: &signals::SignalFlag,
    view: &mut impl View,
    handle_effect: impl FnMut(Effect, ShownFrame<'_>) -> Option<Msg>,
) -> io::Result<ExitReason> {
    let mut display = display::TerminalDisplay::open(app.context().behaviour().mouse)?;
    let mut events = input::TerminalEvents::new(flag)?;
    run_event_loop(app, &mut display, &mut events, view, handle_effect)
}
