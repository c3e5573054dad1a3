//! A page at the other end of a connection that draws cells: the course in a browser.
//!
//! Each message is one JSON object. A frame has these members, each only where it has something to tell:
//!
//! | member | content |
//! |---|---|
//! | `size` | columns and rows; the screen is empty before the other members |
//! | `styles` | styles beside the ones before: foreground, background, bits of modifiers |
//! | `rows` | rows with changed cells: the row, then runs of cells in one style |
//! | `cursor` | column and row of the insertion point of a text field; null without one |
//!
//! A run is its column, the index of its style and its text. Each character of the text fills one cell, or `w` cells if that
//! follows the text; with 0, the whole text fills one cell.

mod cell_encoder;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};
use serde_json::json;

use super::{Display, RemoteSize};
use crate::app::{CellSize, Detection, ImageProtocol, MouseCapture};
use crate::ui::DrawnScreen;
use cell_encoder::CellEncoder;

/// A display that writes changed cells to a connection, one message a flush. It shows neither images nor large text.
pub struct CellDisplay<W: Write> {
    terminal: Terminal<CellBackend>,
    writer: W,
    /// Columns and rows of the last frame; none if the next one is drawn completely.
    shown_size: Option<(u16, u16)>,
    /// The insertion point that the page shows.
    cursor: Option<(u16, u16)>,
}

impl<W: Write> CellDisplay<W> {
    /// An empty screen of this size behind `writer`.
    ///
    /// # Errors
    /// None today; drawing may fail.
    pub fn open(writer: W, size: RemoteSize) -> io::Result<Self> {
        let backend = CellBackend {
            size,
            encoder: CellEncoder::default(),
        };
        Ok(Self {
            terminal: Terminal::new(backend)?,
            writer,
            shown_size: None,
            cursor: None,
        })
    }

    /// Ends the connection with a sentence.
    ///
    /// # Errors
    /// The connection is closed.
    pub fn close(mut self, farewell: &str) -> io::Result<()> {
        self.write_message(&Self::farewell(farewell))
    }

    /// The message that ends a page with a sentence.
    pub fn farewell(sentence: &str) -> String {
        json!({"bye": sentence}).to_string()
    }

    fn write_message(&mut self, message: &str) -> io::Result<()> {
        self.writer.write_all(message.as_bytes())?;
        self.writer.flush()
    }
}

impl<W: Write> Display for CellDisplay<W> {
    fn draw(
        &mut self,
        _: Option<ImageProtocol>,
        draw: &mut dyn FnMut(&mut Frame<'_>) -> DrawnScreen,
    ) -> io::Result<usize> {
        // The buffer of the frame before the last one is empty.
        if self.shown_size.is_none() {
            self.terminal.swap_buffers();
        }
        self.terminal.autoresize()?;
        let mut frame = self.terminal.get_frame();
        let size = (frame.area().width, frame.area().height);
        let screen = draw(&mut frame);
        let is_new = self.shown_size.replace(size) != Some(size);
        if is_new {
            self.terminal.backend_mut().encoder.forget();
        }
        self.terminal.apply_buffer_with_cursor(None)?;
        let mut message = self.terminal.backend_mut().encoder.take();
        if is_new {
            message.insert("size".to_owned(), json!(size));
        }
        let cursor = screen.cursor.filter(|cursor| cursor.is_visible);
        let cursor = cursor.map(|cursor| (cursor.x, cursor.y));
        if is_new || self.cursor != cursor {
            self.cursor = cursor;
            message.insert("cursor".to_owned(), json!(cursor));
        }
        if message.is_empty() {
            return Ok(0);
        }
        let message = serde_json::Value::Object(message).to_string();
        self.write_message(&message)?;
        Ok(message.len())
    }

    // The page answers with its colours, too.
    fn query_terminal(&mut self, _: Detection) -> io::Result<()> {
        self.query_ready()
    }

    fn query_ready(&mut self) -> io::Result<()> {
        self.write_message(&json!({"ask": true}).to_string())
    }

    fn abandon_replies(&mut self) {}

    // The connection is closed instead.
    fn discard_output(&mut self) {}

    fn invalidate(&mut self) {
        self.shown_size = None;
    }

    fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    fn cell_size(&self) -> Option<CellSize> {
        None
    }

    fn query_cell_size(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn copy_to_clipboard(&mut self, text: &str) -> io::Result<()> {
        self.write_message(&json!({"copy": text}).to_string())
    }

    fn set_mouse_capture(&mut self, mouse: MouseCapture) -> io::Result<()> {
        let is_on = mouse == MouseCapture::On;
        self.write_message(&json!({"mouse": is_on}).to_string())
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

/// A ratatui backend that collects changed cells.
struct CellBackend {
    size: RemoteSize,
    encoder: CellEncoder,
}

impl Backend for CellBackend {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, cells: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in cells {
            self.encoder.add(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> io::Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        let (columns, rows) = self.size.get();
        Ok(Size::new(columns, rows))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
