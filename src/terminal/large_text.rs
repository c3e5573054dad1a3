//! Text at double size on the terminal, in kitty's text sizing protocol (OSC 66).
//!
//! The terminal keeps each character as a block of several cells. Text over the first row of a block, or erasing one of its
//! rows, removes the character, but kitty 0.41 keeps the other row occupied, and moves text that is written there behind it.
//! So both rows of blocks that go are erased before other cells are drawn, and new blocks are written after them. ratatui
//! leaves the cells of blocks alone.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::backend::SgrState;
use crate::text::columns;
use crate::ui::{LARGE_SCALE, LargeLine};

/// The most bytes of text in one escape sequence, according to the protocol.
const MAX_BYTES: usize = 4096;

/// The largest width that one sequence can tell, according to the protocol.
const MAX_WIDTH: u16 = 7;

/// Whether text at double size is on the terminal.
///
/// Like the terminal itself this is global: whoever restores the terminal erases it.
static IS_SHOWN: AtomicBool = AtomicBool::new(false);

/// The text at double size that is on the terminal.
#[derive(Debug, Default)]
pub(super) struct ShownLargeText {
    shown: Vec<LargeLine>,
}

impl ShownLargeText {
    /// Marks the cells of `lines`, so that ratatui does not draw over them.
    pub(super) fn reserve_cells(lines: &[LargeLine], buf: &mut Buffer) {
        for position in lines.iter().flat_map(|line| line.area().positions()) {
            if let Some(cell) = buf.cell_mut(position) {
                cell.set_diff_option(CellDiffOption::Skip);
            }
        }
    }

    /// Forgets what is shown, because the terminal has dropped or will drop it.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }

    /// The bytes that erase all lines but `kept`. They are written before the cells of the frame are drawn.
    pub(super) fn erase_all_but(&mut self, kept: &[LargeLine]) -> String {
        let mut out = String::new();
        self.shown.retain(|line| {
            let is_kept = kept.contains(line);
            if !is_kept {
                for row in line.area().rows() {
                    push_position(row.x, row.y, &mut out);
                    // Writing to a string cannot fail.
                    let _infallible = write!(out, "\x1b[{}X", row.width);
                }
            }
            is_kept
        });
        out
    }

    /// The bytes that show those of `lines` that are not on the terminal. They are written after the cells of the frame.
    pub(super) fn show(&mut self, lines: Vec<LargeLine>) -> String {
        let mut out = String::new();
        for line in lines.iter().filter(|line| !self.shown.contains(line)) {
            IS_SHOWN.store(true, Ordering::SeqCst);
            push_line(line, &mut out);
        }
        self.shown = lines;
        out
    }
}

/// The bytes that erase all text at double size from the terminal. They begin with the end of a sequence that may have been
/// cut off.
pub(super) fn removal() -> &'static str {
    if IS_SHOWN.swap(false, Ordering::SeqCst) {
        "\x1b\\\x1b[0m\x1b[2J"
    } else {
        ""
    }
}

/// Appends the command that moves the cursor to column `x` and row `y`.
fn push_position(x: u16, y: u16, out: &mut String) {
    let _infallible = write!(out, "\x1b[{};{}H", y + 1, x + 1);
}

/// Appends a line: a sequence for each part of equal style.
fn push_line(line: &LargeLine, out: &mut String) {
    let mut x = line.area().x;
    push_position(x, line.area().y, out);
    let mut state = SgrState::default();
    for spans in line.spans().chunk_by(|(_, style), (_, next)| style == next) {
        let text: String = spans.iter().map(|(text, _)| text.as_str()).collect();
        let own = spans.first().map_or(Style::new(), |(_, style)| *style);
        state.change_to_style(own, out);
        push_text(&text, x, out);
        x = x.saturating_add(columns(&text).saturating_mul(LARGE_SCALE));
    }
    out.push_str("\x1b[0m");
}

/// Appends `text` from column `x` on in few sequences. Terminals agree about the width of a single character that takes a
/// column or two. Any other one has a sequence of its own, which tells its width, and a column number behind it.
fn push_text(text: &str, x: u16, out: &mut String) {
    let mut run = String::new();
    let mut x = x;
    for grapheme in text.graphemes(true) {
        let width = columns(grapheme);
        x = x.saturating_add(width.saturating_mul(LARGE_SCALE));
        if grapheme.chars().count() == 1 && width > 0 {
            if run.len() + grapheme.len() > MAX_BYTES {
                push_run(&mut run, out);
            }
            run.push_str(grapheme);
            continue;
        }
        push_run(&mut run, out);
        if grapheme.len() <= MAX_BYTES {
            let width = width.min(MAX_WIDTH);
            let _infallible = write!(out, "\x1b]66;s={LARGE_SCALE}:w={width};{grapheme}\x07");
        }
        let _infallible = write!(out, "\x1b[{}G", x.saturating_add(1));
    }
    push_run(&mut run, out);
}

/// Appends the characters of `run`, which becomes empty, in one sequence.
fn push_run(run: &mut String, out: &mut String) {
    if !run.is_empty() {
        let _infallible = write!(out, "\x1b]66;s={LARGE_SCALE};{run}\x07");
        run.clear();
    }
}

#[cfg(test)]
mod tests;
