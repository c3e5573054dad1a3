//! Writes frames as bytes: the cells, the images, the links and the large text that have changed.

use std::io::{self, Write};
use std::mem::ManuallyDrop;

use crossterm::Command;
use crossterm::cursor::MoveTo;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::Backend;
use ratatui::layout::Position;
use ratatui::{Frame, Terminal};

use super::backend::{CompactBackend, encode_cells};
use super::hyperlinks::ShownLinks;
use super::images::{self, ShownImages};
use super::large_text::ShownLargeText;
use crate::app::ImageProtocol;
use crate::ui::DrawnScreen;

/// The frames of a terminal.
pub(super) struct FrameWriter<W: Write> {
    // Never dropped: ratatui's drop reports a failure on standard error, which panics if the terminal is closed.
    // `restore_terminal` shows the cursor instead.
    terminal: ManuallyDrop<Terminal<CompactBackend<W>>>,
    /// Whether the next frame is drawn completely.
    is_invalid: bool,
    /// None on a terminal that is not this process's own: the images to remove at the end are those of one terminal.
    images: Option<ShownImages>,
    large_text: ShownLargeText,
    links: ShownLinks,
}

impl<W: Write> FrameWriter<W> {
    /// A writer for an empty screen.
    pub(super) fn new(backend: CompactBackend<W>) -> io::Result<Self> {
        Ok(Self {
            terminal: ManuallyDrop::new(Terminal::new(backend)?),
            is_invalid: false,
            images: Some(ShownImages::default()),
            large_text: ShownLargeText::default(),
            links: ShownLinks::default(),
        })
    }

    /// A writer for an empty screen that never shows images.
    #[cfg(feature = "host")]
    pub(super) fn without_images(backend: CompactBackend<W>) -> io::Result<Self> {
        Ok(Self {
            images: None,
            ..Self::new(backend)?
        })
    }

    /// Frees the frames of a terminal that is not this process's own. ratatui writes to it once more.
    #[cfg(feature = "host")]
    pub(super) fn release(self) {
        drop(ManuallyDrop::into_inner(self.terminal));
    }

    /// Writes bytes that belong to no frame, at once.
    #[cfg(feature = "host")]
    pub(super) fn write_now(&mut self, bytes: &str) -> io::Result<()> {
        self.terminal.backend_mut().write(bytes)?;
        Backend::flush(self.terminal.backend_mut())
    }

    /// Draws the next frame completely.
    pub(super) fn invalidate(&mut self) {
        self.is_invalid = true;
    }

    /// Columns and rows of the screen.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws a frame and writes its changes since the last one, with images in `protocol`. Returns the number of bytes that
    /// cells, images, links and large text took.
    pub(super) fn draw(
        &mut self,
        protocol: Option<ImageProtocol>,
        draw: &mut dyn FnMut(&mut Frame<'_>) -> DrawnScreen,
    ) -> io::Result<usize> {
        self.write_command(BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.is_invalid) {
            if let Some(images) = &mut self.images {
                images.forget();
                self.terminal.backend_mut().write(&images::removal())?;
            }
            self.large_text.forget();
            self.links.forget();
            // `Terminal::clear` would ask the terminal for the cursor position, and fail without a reply.
            self.terminal.backend_mut().clear()?;
            self.terminal.swap_buffers();
        }
        self.terminal.autoresize()?;
        let mut frame = self.terminal.get_frame();
        let mut screen = draw(&mut frame);
        if self.images.is_some() {
            ShownImages::reserve_cells(&screen.images, frame.buffer_mut());
        }
        ShownLargeText::reserve_cells(&screen.large_text, frame.buffer_mut());
        let erased = self.large_text.erase_all_but(&screen.large_text);
        self.terminal.backend_mut().write(&erased)?;
        let links = std::mem::take(&mut screen.links);
        let cursor = screen.cursor.filter(|cursor| cursor.is_visible);
        let cursor = cursor.map(|cursor| Position::new(cursor.x, cursor.y));
        let frame = self.terminal.apply_buffer_with_cursor(cursor)?;
        let image_bytes = match &mut self.images {
            Some(images) => images.update(
                std::mem::take(&mut screen.images),
                protocol,
                (frame.area.width, frame.area.height),
                |positions| encode_cells(frame.buffer, positions),
            )?,
            None => String::new(),
        };
        let link_bytes = self.links.update(links, frame.buffer);
        self.terminal.backend_mut().write(&image_bytes)?;
        self.terminal.backend_mut().write(&link_bytes)?;
        let large_text = self.large_text.show(std::mem::take(&mut screen.large_text));
        self.terminal.backend_mut().write(&large_text)?;
        if let Some(cursor) = screen.cursor {
            // A hidden cursor has a place, too: braille displays and magnifiers follow it.
            self.write_command(MoveTo(cursor.x, cursor.y))?;
        }
        self.write_command(EndSynchronizedUpdate)?;
        Backend::flush(self.terminal.backend_mut())?;
        let drawn = self.terminal.backend().bytes_drawn() + image_bytes.len() + link_bytes.len();
        Ok(drawn + erased.len() + large_text.len())
    }

    fn write_command(&mut self, command: impl Command) -> io::Result<()> {
        let mut bytes = String::new();
        command.write_ansi(&mut bytes).map_err(io::Error::other)?;
        self.terminal.backend_mut().write(&bytes)
    }
}

#[cfg(test)]
mod random_walk;
#[cfg(test)]
mod tests;
