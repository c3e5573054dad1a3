//! The output side of this process's terminal: opened, drawn on, restored.

use std::io::{self, Stdout, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::{Print, ResetColor, force_color_output};
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::Frame;

use super::backend::CompactBackend;
use super::event_loop::cell_in_window;
use super::frame_writer::FrameWriter;
use super::input::DueReplies;
use super::unlocked_stdout::{UnlockedStdout, discard_output};
use super::{images, large_text, query, signals};
use crate::app::{CellSize, Detection, ImageProtocol, MouseCapture};
use crate::ui::DrawnScreen;

/// Reports presses, drags and the wheel with cell positions. crossterm's own command also asks for every motion, which would
/// wake an idle program at each movement of the mouse.
pub(super) const ENABLE_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// Undoes [`ENABLE_MOUSE`].
pub(super) const DISABLE_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Asks whether the terminal has drawn everything before (DSR 5).
pub(super) const QUERY_READY: &str = "\x1b[5n";
/// Abandons a sequence that was cut off (CAN).
const CANCEL_SEQUENCE: &str = "\x18";

/// A surface that shows frames.
pub trait Display {
    /// Draws a frame and shows its changes since the last one, with images in `protocol`. `draw` returns the place of the
    /// cursor, the images and the large text. Returns the number of bytes that all of them took.
    fn draw(
        &mut self,
        protocol: Option<ImageProtocol>,
        draw: &mut dyn FnMut(&mut Frame<'_>) -> DrawnScreen,
    ) -> io::Result<usize>;

    /// Sends the queries of the start, which end with one that every terminal replies to.
    fn query_terminal(&mut self, detection: Detection) -> io::Result<()>;

    /// Asks the terminal to reply when it has drawn everything.
    fn query_ready(&mut self) -> io::Result<()>;

    /// Expects no more replies, because the terminal gives none.
    fn abandon_replies(&mut self);

    /// Drops what the terminal has not read yet.
    fn discard_output(&mut self);

    /// Draws the next frame completely: after a resize the terminal may have dropped cells, even if it has its old size again.
    fn invalidate(&mut self);

    /// Its columns and rows.
    fn size(&self) -> io::Result<(u16, u16)>;

    /// The size of a cell in pixels, if the system knows it.
    fn cell_size(&self) -> Option<CellSize>;

    /// Asks the terminal for the size of a cell in pixels, and to reply when it has drawn everything.
    fn query_cell_size(&mut self) -> io::Result<()>;

    /// Asks the terminal to put `text` on the clipboard; many terminals ignore this.
    fn copy_to_clipboard(&mut self, text: &str) -> io::Result<()>;

    /// Takes the mouse for the program or leaves it to the terminal from now on.
    fn set_mouse_capture(&mut self, mouse: MouseCapture) -> io::Result<()>;

    /// Restores the terminal until the program continues, then opens it again. The next frame is drawn completely.
    fn suspend(&mut self) -> io::Result<()>;

    /// Opens the terminal again after the process was stopped from outside.
    fn reopen(&mut self) -> io::Result<()>;
}

/// Whether the terminal is in raw mode on the alternate screen.
///
/// The process has one terminal, so this is global: the event loop, the panic hook and the signal thread may all restore it,
/// and one of them does.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Whether opening the terminal captures the mouse.
static CAPTURES_MOUSE: AtomicBool = AtomicBool::new(false);

/// The terminal of this process as a [`Display`].
pub(super) struct TerminalDisplay<'a> {
    frames: FrameWriter<Stdout>,
    due_replies: &'a DueReplies,
}

impl<'a> TerminalDisplay<'a> {
    /// Opens the terminal: raw mode, alternate screen, no cursor.
    pub(super) fn open(mouse: MouseCapture, due_replies: &'a DueReplies) -> io::Result<Self> {
        CAPTURES_MOUSE.store(mouse == MouseCapture::On, Ordering::SeqCst);
        // With NO_COLOR, crossterm also drops bold and reverse. The theme has removed the colours already.
        force_color_output(true);
        open_terminal()?;
        let measure = || Ok(crossterm::terminal::size()?.into());
        Ok(Self {
            frames: FrameWriter::new(CompactBackend::new(io::stdout(), measure))?,
            due_replies,
        })
    }
}

impl Display for TerminalDisplay<'_> {
    fn draw(
        &mut self,
        protocol: Option<ImageProtocol>,
        draw: &mut dyn FnMut(&mut Frame<'_>) -> DrawnScreen,
    ) -> io::Result<usize> {
        self.frames.draw(protocol, draw)
    }

    fn query_terminal(&mut self, detection: Detection) -> io::Result<()> {
        self.due_replies.add();
        query::write_queries(&mut io::stdout(), detection)
    }

    fn query_ready(&mut self) -> io::Result<()> {
        self.due_replies.add();
        execute!(io::stdout(), Print(QUERY_READY))
    }

    fn abandon_replies(&mut self) {
        self.due_replies.clear();
    }

    fn discard_output(&mut self) {
        discard_output();
    }

    fn invalidate(&mut self) {
        self.frames.invalidate();
    }

    fn size(&self) -> io::Result<(u16, u16)> {
        self.frames.size()
    }

    fn cell_size(&self) -> Option<CellSize> {
        // Windows does not tell it.
        let window = crossterm::terminal::window_size().ok()?;
        cell_in_window((window.width, window.height), (window.columns, window.rows))
    }

    fn query_cell_size(&mut self) -> io::Result<()> {
        query::write_size_queries(&mut io::stdout())?;
        self.query_ready()
    }

    fn copy_to_clipboard(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    fn set_mouse_capture(&mut self, mouse: MouseCapture) -> io::Result<()> {
        // Stored for the next time that the terminal is opened.
        CAPTURES_MOUSE.store(mouse == MouseCapture::On, Ordering::SeqCst);
        let sequence = match mouse {
            MouseCapture::On => ENABLE_MOUSE,
            MouseCapture::Off => DISABLE_MOUSE,
        };
        execute!(io::stdout(), Print(sequence))
    }

    fn suspend(&mut self) -> io::Result<()> {
        restore_terminal();
        signals::suspend()?;
        open_terminal()?;
        self.invalidate();
        Ok(())
    }

    fn reopen(&mut self) -> io::Result<()> {
        // The shell has changed the modes meanwhile, and crossterm does not set modes that it believes to be set.
        disable_raw_mode()?;
        open_terminal()?;
        self.invalidate();
        Ok(())
    }
}

/// Restores the terminal if it is open. Ignores failures, because nothing can report them.
pub(super) fn restore_terminal() {
    if IS_OPEN.swap(false, Ordering::SeqCst) {
        drop(disable_raw_mode());
        drop(write_restore(&mut io::stdout()));
    }
}

/// Restores the terminal while another thread hangs in a write to it: drops what the terminal has not read yet, and does not
/// use the lock of standard output.
pub(super) fn abandon_terminal() {
    if IS_OPEN.swap(false, Ordering::SeqCst) {
        drop(disable_raw_mode());
        discard_output();
        drop(write_restore(&mut UnlockedStdout));
    }
}

/// From now on, a panic of this thread restores the terminal before its report.
pub(super) fn install_panic_hook() {
    static HOOK: Once = Once::new();
    let this_thread = thread::current().id();
    HOOK.call_once(|| {
        let previous_hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // A panic of another thread does not end the program, which continues to draw.
            if thread::current().id() == this_thread {
                restore_terminal();
            }
            previous_hook(info);
        }));
    });
}

fn open_terminal() -> io::Result<()> {
    IS_OPEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    write_open(&mut io::stdout())?;
    if CAPTURES_MOUSE.load(Ordering::SeqCst) {
        execute!(io::stdout(), Print(ENABLE_MOUSE))?;
    }
    Ok(())
}

pub(super) fn write_open(out: &mut impl Write) -> io::Result<()> {
    execute!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        Hide,
        ResetColor,
        Clear(ClearType::All)
    )
}

pub(super) fn write_restore(out: &mut impl Write) -> io::Result<()> {
    let removal = images::removal() + large_text::removal();
    write_leave(out, &removal)
}

/// Leaves the alternate screen; `removal` are the bytes that remove images and large text.
pub(super) fn write_leave(out: &mut impl Write, removal: &str) -> io::Result<()> {
    // The last frame may be incomplete: its synchronized update and its style end here.
    execute!(
        out,
        Print(CANCEL_SEQUENCE),
        Print(removal),
        EndSynchronizedUpdate,
        ResetColor,
        Show,
        DisableBracketedPaste,
        Print(DISABLE_MOUSE),
        LeaveAlternateScreen
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::images::tests::lock_images;

    #[test]
    fn restoring_undoes_opening() {
        let _images = lock_images();
        let mut parser = vt100::Parser::default();
        let mut bytes = b"$ relutor\r\n".to_vec();
        write_open(&mut bytes).unwrap();
        parser.process(&bytes);
        let opened = parser.screen();
        assert!(opened.alternate_screen() && opened.hide_cursor() && opened.bracketed_paste());

        let mut bytes = b"\x1b[?2026h\x1b[1;31mhalf a fra".to_vec();
        write_restore(&mut bytes).unwrap();
        parser.process(&bytes);
        let restored = parser.screen();
        assert!(
            !restored.alternate_screen() && !restored.hide_cursor() && !restored.bracketed_paste()
        );
        assert_eq!(restored.contents().trim(), "$ relutor");
        assert_eq!(
            (restored.fgcolor(), restored.bold()),
            (vt100::Color::Default, false)
        );
    }

    #[test]
    fn a_terminal_that_is_not_open_is_not_restored() {
        restore_terminal();
        assert!(!IS_OPEN.load(Ordering::SeqCst));
    }
}
