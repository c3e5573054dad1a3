//! Replies of the terminal to queries.

use std::io;

use super::{EventLoop, ExitReason, ShownFrame, View};
use crate::app::{CellSize, Effect, Msg, TerminalReport};
use crate::terminal::{Display, EventSource, TerminalReply};

impl<D, E, V, H> EventLoop<'_, D, E, V, H>
where
    D: Display,
    E: EventSource,
    V: View,
    H: FnMut(Effect, ShownFrame<'_>) -> Option<Msg>,
{
    /// Tells the app the size of a cell that the system knows.
    pub(super) fn report_cell_size(&mut self) -> io::Result<()> {
        if let Some(size) = self.display.cell_size() {
            let _reason = self.update(Msg::Terminal(TerminalReport::Cell(size)))?;
        }
        Ok(())
    }

    pub(super) fn handle_reply(&mut self, reply: TerminalReply) -> io::Result<Option<ExitReason>> {
        match reply {
            TerminalReply::Report(report) => self.update(Msg::Terminal(report)),
            TerminalReply::Attributes { has_sixel } => {
                self.flow.reply_received(self.events.now());
                if has_sixel {
                    self.update(Msg::Terminal(TerminalReport::Sixel))
                } else {
                    Ok(None)
                }
            }
            TerminalReply::Ready => {
                self.flow.reply_received(self.events.now());
                Ok(None)
            }
            TerminalReply::WindowPixels { width, height } => {
                let (columns, rows) = self.display.size()?;
                let size = cell_in_window((width, height), (columns, rows));
                match (size, self.app.context().terminal().cell_size()) {
                    (Some(size), None) => self.update(Msg::Terminal(TerminalReport::Cell(size))),
                    (_, _) => Ok(None),
                }
            }
            TerminalReply::Other => Ok(None),
        }
    }
}

/// The size of a cell in a window of so many pixels with so many columns and rows; a border of the window counts for less
/// than a pixel a cell. None without pixels.
pub(in crate::terminal) fn cell_in_window(
    pixels: (u16, u16),
    cells: (u16, u16),
) -> Option<CellSize> {
    let size = CellSize {
        width: pixels.0.checked_div(cells.0)?,
        height: pixels.1.checked_div(cells.1)?,
    };
    (size.width > 0 && size.height > 0).then_some(size)
}
