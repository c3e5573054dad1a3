//! A terminal at the other end of a connection: frames of a guest in a workshop.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use ratatui::Frame;
use ratatui::layout::Size;

use super::backend::CompactBackend;
use super::display::{DISABLE_MOUSE, ENABLE_MOUSE, QUERY_READY, write_leave, write_open};
use super::frame_writer::FrameWriter;
use super::{Display, query};
use crate::app::{CellSize, Detection, ImageProtocol, MouseCapture};
use crate::ui::DrawnScreen;

/// The columns and rows of a remote terminal; shared by the connection, which sets them, and the display.
#[derive(Clone, Debug)]
pub struct RemoteSize(Arc<AtomicU32>);

impl RemoteSize {
    /// A size in columns and rows.
    pub fn new(columns: u16, rows: u16) -> Self {
        let size = Self(Arc::new(AtomicU32::new(0)));
        size.set(columns, rows);
        size
    }

    /// Takes another size in columns and rows.
    pub fn set(&self, columns: u16, rows: u16) {
        let packed = u32::from(columns) << 16 | u32::from(rows);
        self.0.store(packed, Ordering::SeqCst);
    }

    /// Columns and rows.
    pub fn get(&self) -> (u16, u16) {
        let packed = self.0.load(Ordering::SeqCst);
        let [c, d, a, b] = packed.to_be_bytes();
        (u16::from_be_bytes([c, d]), u16::from_be_bytes([a, b]))
    }
}

/// A display that writes to a connection.
///
/// Each frame ends with a flush of the writer, so a writer that waits until the frame before is sent keeps one frame in
/// flight. It shows no images.
pub struct RemoteDisplay<W: Write> {
    /// None once the display is closed.
    frames: Option<FrameWriter<ClosableWriter<W>>>,
    is_closed: Rc<Cell<bool>>,
}

/// A writer that drops what is written after the end. ratatui writes once more when it is dropped, and would report a failure
/// on standard error, which is the presenter's screen.
struct ClosableWriter<W: Write> {
    writer: W,
    is_closed: Rc<Cell<bool>>,
}

impl<W: Write> Write for ClosableWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed.get() {
            return Ok(bytes.len());
        }
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_closed.get() {
            return Ok(());
        }
        self.writer.flush()
    }
}

impl<W: Write> RemoteDisplay<W> {
    /// Opens the terminal behind `writer`: alternate screen, no cursor, and the mouse if it is captured.
    ///
    /// # Errors
    /// The connection is closed.
    pub fn open(writer: W, size: RemoteSize, mouse: MouseCapture) -> io::Result<Self> {
        let measure = move || {
            let (columns, rows) = size.get();
            Ok(Size::new(columns, rows))
        };
        let is_closed = Rc::new(Cell::new(false));
        let writer = ClosableWriter {
            writer,
            is_closed: Rc::clone(&is_closed),
        };
        let frames = FrameWriter::without_images(CompactBackend::new(writer, measure))?;
        let mut display = Self {
            frames: Some(frames),
            is_closed,
        };
        let mut opening = Vec::new();
        write_open(&mut opening)?;
        display.write_now(&String::from_utf8_lossy(&opening))?;
        if mouse == MouseCapture::On {
            display.set_mouse_capture(mouse)?;
        }
        Ok(display)
    }

    /// Restores the terminal, and leaves `farewell` on its screen.
    ///
    /// # Errors
    /// The connection is closed.
    pub fn close(mut self, farewell: &str) -> io::Result<()> {
        let mut leaving = Vec::new();
        write_leave(&mut leaving, "")?;
        let mut bytes = String::from_utf8_lossy(&leaving).into_owned();
        for line in farewell.lines() {
            // Writing to a string cannot fail.
            let _infallible = write!(bytes, "{line}\r\n");
        }
        self.write_now(&bytes)
    }

    fn frames(&mut self) -> io::Result<&mut FrameWriter<ClosableWriter<W>>> {
        self.frames
            .as_mut()
            .ok_or_else(|| ErrorKind::BrokenPipe.into())
    }

    fn write_now(&mut self, bytes: &str) -> io::Result<()> {
        self.frames()?.write_now(bytes)
    }
}

impl<W: Write> Drop for RemoteDisplay<W> {
    fn drop(&mut self) {
        self.is_closed.set(true);
        if let Some(frames) = self.frames.take() {
            frames.release();
        }
    }
}

impl<W: Write> Display for RemoteDisplay<W> {
    fn draw(
        &mut self,
        protocol: Option<ImageProtocol>,
        draw: &mut dyn FnMut(&mut Frame<'_>) -> DrawnScreen,
    ) -> io::Result<usize> {
        self.frames()?.draw(protocol, draw)
    }

    fn query_terminal(&mut self, detection: Detection) -> io::Result<()> {
        let mut bytes = Vec::new();
        query::write_queries(&mut bytes, detection)?;
        self.write_now(&String::from_utf8_lossy(&bytes))
    }

    fn query_ready(&mut self) -> io::Result<()> {
        self.write_now(QUERY_READY)
    }

    fn abandon_replies(&mut self) {}

    // The connection is closed instead.
    fn discard_output(&mut self) {}

    fn invalidate(&mut self) {
        if let Some(frames) = &mut self.frames {
            frames.invalidate();
        }
    }

    fn size(&self) -> io::Result<(u16, u16)> {
        let frames = self.frames.as_ref();
        frames.map_or_else(|| Err(ErrorKind::BrokenPipe.into()), FrameWriter::size)
    }

    fn cell_size(&self) -> Option<CellSize> {
        None
    }

    fn query_cell_size(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn copy_to_clipboard(&mut self, text: &str) -> io::Result<()> {
        let mut bytes = String::new();
        CopyToClipboard::to_clipboard_from(text)
            .write_ansi(&mut bytes)
            .map_err(io::Error::other)?;
        self.write_now(&bytes)
    }

    fn set_mouse_capture(&mut self, mouse: MouseCapture) -> io::Result<()> {
        self.write_now(match mouse {
            MouseCapture::On => ENABLE_MOUSE,
            MouseCapture::Off => DISABLE_MOUSE,
        })
    }

    // A guest has no shell to return to.
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn reopen(&mut self) -> io::Result<()> {
        self.invalidate();
        Ok(())
    }
}
