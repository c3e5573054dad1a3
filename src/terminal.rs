//! The terminal: raw mode and its undoing, keys in, frames out, signals, the clock.
//!
//! [`run`] shows an [`App`] on the terminal of this process. Whatever ends it (a key, an error, a
//! panic, a signal, a closed window), the terminal is as it was before. The loop itself, [`drive`],
//! knows only a [`Stage`] to draw on and a [`Source`] of input and time, so the same loop can be
//! run by a test, or serve a learner at the other end of a connection.

mod background;
mod capability;
mod economy;
mod event_loop;
mod key;
mod reply_filter;
mod screen;
#[cfg(unix)]
mod signal;
#[cfg(not(unix))]
#[path = "terminal/no_signal.rs"]
mod signal;
mod source;
mod width;

use std::io;

use crate::app::{App, Effect, Msg};

pub use background::{Background, background};
pub use capability::{Colour, depth, glyphs};
pub use event_loop::{Cells, End, Shown, View, drive};
pub use screen::Stage;
pub use source::{Button, Happening, Source};
pub use width::draws_lines_wide;

/// Shows `app` on this process's terminal until it ends.
///
/// `view` makes the cells of a frame and says what stands in them. `world` is told every effect before the terminal does its own
/// part of it, and may answer with a message for the app.
pub fn run(
    app: &mut App,
    view: &mut impl View,
    world: impl FnMut(Effect, Shown<'_>) -> Option<Msg>,
) -> io::Result<End> {
    screen::restore_when_panicking();
    signal::watching(screen::leave, |asked| {
        let shown = show(app, asked, view, world);
        screen::leave();
        // A terminal that went away fails the drawing as well; the signal is the reason.
        match asked.signal() {
            Some(signal) => Ok(End::Signal(signal)),
            None => shown,
        }
    })?
}

fn show(
    app: &mut App,
    asked: &signal::Asked,
    view: &mut impl View,
    world: impl FnMut(Effect, Shown<'_>) -> Option<Msg>,
) -> io::Result<End> {
    let mut screen = screen::Screen::enter(app.context().behaviour().mouse)?;
    let mut keyboard = source::Keyboard::new(asked)?;
    drive(app, &mut screen, &mut keyboard, view, world)
}
