//! Images on the terminal: sent when they change, removed when the screen no longer shows them.
//!
//! An image is drawn over its cells after they are drawn. Cells with text are holes in it, so that text is seen in every
//! protocol. ratatui leaves the other cells below an image alone.

mod iterm2;
mod kitty;
#[cfg(test)]
pub(super) mod model_terminal;
mod png;
mod sixel;
#[cfg(test)]
pub(super) mod sixel_decoder;

use std::fmt::Write as _;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};

use crate::app::{ImageProtocol, SixelLimits};
use crate::ui::pixels::{DrawnImage, MAX_COLORS};

/// The number of images that the terminal keeps by number (kitty).
///
/// Like the terminal itself this is global: whoever restores the terminal deletes them.
static KEPT_IMAGES: AtomicU32 = AtomicU32::new(0);

/// Whether images fill cells of the terminal (sixel, iTerm2).
static HAS_CELL_IMAGES: AtomicBool = AtomicBool::new(false);

/// The images that are on the terminal.
#[derive(Debug, Default)]
pub struct ShownImages {
    shown: Vec<DrawnImage>,
}

impl ShownImages {
    /// Marks the cells below `images`, so that ratatui does not draw over them. Cells with text stay.
    pub(super) fn reserve_cells(images: &[DrawnImage], buf: &mut Buffer) {
        for image in images {
            let mut covered = image.covered().iter().peekable();
            for position in image.area().positions() {
                // Both are in the order of reading.
                if covered.next_if_eq(&&position).is_some() {
                    continue;
                }
                if let Some(cell) = buf.cell_mut(position) {
                    cell.set_diff_option(CellDiffOption::Skip);
                }
            }
        }
    }

    /// Forgets what is shown, because the terminal has dropped or will drop it.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }

    /// The bytes that show `images` and remove the others, on a screen of these columns and rows whose cells are drawn.
    /// `encode_cells` gives the bytes that draw cells again.
    ///
    /// # Errors
    /// An image cannot be encoded.
    pub fn update(
        &mut self,
        images: Vec<DrawnImage>,
        protocol: Option<ImageProtocol>,
        screen: (u16, u16),
        encode_cells: impl Fn(&[Position]) -> String,
    ) -> io::Result<String> {
        let mut out = String::new();
        let images = if protocol.is_some() {
            images
        } else {
            Vec::new()
        };
        let count = u32::try_from(images.len()).unwrap_or(u32::MAX);
        for slot in count..KEPT_IMAGES.load(Ordering::SeqCst) {
            kitty::delete(slot, &mut out);
        }
        if protocol != Some(ImageProtocol::Kitty) {
            KEPT_IMAGES.store(0, Ordering::SeqCst);
        }
        for (slot, image) in images.iter().enumerate() {
            if self.shown.get(slot) == Some(image) {
                continue;
            }
            match protocol {
                Some(ImageProtocol::Kitty) => show_kitty(image, slot, &mut out)?,
                Some(ImageProtocol::ITerm2) => {
                    show_iterm2(image, &mut out)?;
                    // The image has replaced the text in its holes.
                    out.push_str(&encode_cells(image.covered()));
                }
                Some(ImageProtocol::Sixel(limits)) => {
                    show_sixel(image, limits, screen, &mut out);
                }
                None => {}
            }
        }
        if protocol == Some(ImageProtocol::Kitty) {
            KEPT_IMAGES.store(count, Ordering::SeqCst);
        }
        self.shown = images;
        Ok(out)
    }
}

/// Appends the command that moves the cursor to the upper left cell of `area`.
fn push_position(area: Rect, out: &mut String) {
    // Writing to a string cannot fail.
    let _infallible = write!(out, "\x1b[{};{}H", area.y + 1, area.x + 1);
}

fn show_kitty(image: &DrawnImage, slot: usize, out: &mut String) -> io::Result<()> {
    let slot = u32::try_from(slot).map_err(io::Error::other)?;
    // A signal that arrives from now on deletes this image as well.
    KEPT_IMAGES.fetch_max(slot + 1, Ordering::SeqCst);
    if let Some(pixels) = image.render(MAX_COLORS) {
        push_position(image.area(), out);
        kitty::show(&png::encode(&pixels)?, image.area(), slot, out);
    }
    Ok(())
}

fn show_iterm2(image: &DrawnImage, out: &mut String) -> io::Result<()> {
    HAS_CELL_IMAGES.store(true, Ordering::SeqCst);
    if let Some(pixels) = image.render(MAX_COLORS) {
        push_position(image.area(), out);
        iterm2::show(&png::encode(&pixels)?, image.area(), out);
    }
    Ok(())
}

/// Appends pieces of at most the size that the terminal accepts. The last row of the screen is left out, because an image
/// that reaches it scrolls the screen.
fn show_sixel(image: &DrawnImage, limits: SixelLimits, screen: (u16, u16), out: &mut String) {
    HAS_CELL_IMAGES.store(true, Ordering::SeqCst);
    let Some(pixels) = image.render(usize::from(limits.colors)) else {
        return;
    };
    let (area, cell) = (image.area(), image.cell_size());
    let (width, height) = limits.size.unwrap_or((u16::MAX, u16::MAX));
    let columns = (width / cell.width).max(1);
    let rows = (height / cell.height).max(1);
    let bottom = area.bottom().min(screen.1.saturating_sub(1));
    for y in (area.y..bottom).step_by(usize::from(rows)) {
        for x in (area.x..area.right()).step_by(usize::from(columns)) {
            let pixel_range = |from: u16, to: u16, start: u16, cell: u16| {
                let pixel = |at: u16| usize::from(at - start) * usize::from(cell);
                pixel(from)..pixel(to)
            };
            let right = x.saturating_add(columns).min(area.right());
            let below = y.saturating_add(rows).min(bottom);
            push_position(Rect::new(x, y, 1, 1), out);
            sixel::show(
                &pixels,
                pixel_range(x, right, area.x, cell.width),
                pixel_range(y, below, area.y, cell.height),
                out,
            );
        }
    }
}

/// The bytes that remove all images from the terminal, whatever it shows now. They begin with the end of a command that may
/// have been cut off.
pub(super) fn removal() -> String {
    let mut out = String::new();
    let count = KEPT_IMAGES.swap(0, Ordering::SeqCst);
    let has_cell_images = HAS_CELL_IMAGES.swap(false, Ordering::SeqCst);
    if count > 0 || has_cell_images {
        out.push_str("\x1b\\");
    }
    for slot in 0..count {
        kitty::delete(slot, &mut out);
    }
    if has_cell_images {
        out.push_str("\x1b[0m\x1b[2J");
    }
    out
}

#[cfg(test)]
pub(super) mod tests;
