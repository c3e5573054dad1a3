//! The screen of this process's terminal: taken, drawn on, given back.

use std::io::{self, Stdout, Write};
use std::mem::ManuallyDrop;
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Print, ResetColor, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::{Frame, Terminal};

use super::backend::CompactBackend;
use super::signal;
use crate::app::MouseCapture;

/// Presses, drags and the wheel with their cells; not every motion, which crossterm's own command asks for as well and
/// which would wake an idle program at each touch of the mouse.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// The opposite.
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Something that frames are drawn on.
pub trait Stage {
    /// Draws a frame and shows what has changed since the last one.
    fn paint(&mut self, draw: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()>;

    /// Its columns and rows.
    fn size(&self) -> io::Result<(u16, u16)>;

    /// Asks the terminal to put `text` where other programs can paste it from; many do not.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Lets the mouse be the program's or the terminal's from now on.
    fn mouse(&mut self, mouse: MouseCapture) -> io::Result<()>;

    /// Gives the terminal back until the program goes on, and takes it again; the next frame is
    /// shown as a whole.
    fn suspend(&mut self) -> io::Result<()>;
}

/// Whether the terminal is ours. One a process, as the terminal is: the loop, the panic hook and
/// the signal thread may all have to give it back, and one of them does.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is ours as well.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// The terminal of this process.
pub(super) struct Screen {
    // Not to be dropped: ratatui's drop reports a failure on standard error, and that panics where
    // the terminal has gone away. `leave` shows the cursor.
    terminal: ManuallyDrop<Terminal<CompactBackend<Stdout>>>,
}

impl Screen {
    /// Takes the terminal.
    pub(super) fn enter(mouse: MouseCapture) -> io::Result<Self> {
        MOUSE.store(mouse == MouseCapture::On, Ordering::SeqCst);
        // crossterm's own way with NO_COLOR drops bold and reverse as well; the theme knows better.
        force_color_output(true);
        take()?;
        let terminal = Terminal::new(CompactBackend::new(io::stdout()))?;
        Ok(Self {
            terminal: ManuallyDrop::new(terminal),
        })
    }
}

impl Stage for Screen {
    fn paint(&mut self, draw: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        queue!(io::stdout(), BeginSynchronizedUpdate)?;
        self.terminal.draw(draw)?;
        execute!(io::stdout(), EndSynchronizedUpdate)
    }

    fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    fn mouse(&mut self, mouse: MouseCapture) -> io::Result<()> {
        // Remembered, too, for when the terminal is taken again.
        MOUSE.store(mouse == MouseCapture::On, Ordering::SeqCst);
        execute!(io::stdout(), Print(asked_for(mouse)))
    }

    fn suspend(&mut self) -> io::Result<()> {
        leave();
        signal::suspend()?;
        take()?;
        // Not `clear`, which asks the terminal where its cursor is and fails where none answers.
        self.terminal.swap_buffers();
        Ok(())
    }
}

/// Gives the terminal back, if it is ours. Failures are passed over: there is nobody left to tell.
pub(super) fn leave() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        drop(disable_raw_mode());
        drop(write_leaving(&mut io::stdout()));
    }
}

/// From now on, a panic of this thread gives the terminal back before it is reported.
pub(super) fn restore_when_panicking() {
    static HOOK: Once = Once::new();
    let ours = thread::current().id();
    HOOK.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            // Another thread's panic does not end the program, and the screen stays in use.
            if thread::current().id() == ours {
                leave();
            }
            report(what);
        }));
    });
}

/// What asks the terminal to treat the mouse so.
const fn asked_for(mouse: MouseCapture) -> &'static str {
    match mouse {
        MouseCapture::On => MOUSE_ON,
        MouseCapture::Off => MOUSE_OFF,
    }
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    write_taking(&mut io::stdout())?;
    if MOUSE.load(Ordering::SeqCst) {
        write!(io::stdout(), "{MOUSE_ON}")?;
        io::stdout().flush()?;
    }
    Ok(())
}

fn write_taking(out: &mut impl Write) -> io::Result<()> {
    execute!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        Hide,
        ResetColor,
        Clear(ClearType::All)
    )
}

fn write_leaving(out: &mut impl Write) -> io::Result<()> {
    // A frame may have been cut short: its update and its colours end here.
    execute!(
        out,
        EndSynchronizedUpdate,
        ResetColor,
        Show,
        DisableBracketedPaste,
        Print(MOUSE_OFF),
        LeaveAlternateScreen
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_undoes_whatever_taking_did() {
        let mut parser = vt100::Parser::default();
        let mut bytes = b"$ relutor\r\n".to_vec();
        write_taking(&mut bytes).unwrap();
        parser.process(&bytes);
        let taken = parser.screen();
        assert!(taken.alternate_screen() && taken.hide_cursor() && taken.bracketed_paste());

        let mut bytes = b"\x1b[?2026h\x1b[1;31mhalf a fra".to_vec();
        write_leaving(&mut bytes).unwrap();
        parser.process(&bytes);
        let left = parser.screen();
        assert!(!left.alternate_screen() && !left.hide_cursor() && !left.bracketed_paste());
        assert_eq!(left.contents().trim(), "$ relutor");
        assert_eq!(
            (left.fgcolor(), left.bold()),
            (vt100::Color::Default, false)
        );
    }

    #[test]
    fn a_terminal_that_is_not_ours_is_left_alone() {
        leave();
        assert!(!TAKEN.load(Ordering::SeqCst));
    }
}
