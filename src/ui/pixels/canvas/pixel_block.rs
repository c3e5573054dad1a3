//! Square pixels of a picture.

use tiny_skia::PremultipliedColorU8;

use super::{Canvas, pixel_size};
use crate::chart::PixelBlock;
use crate::ui::theme::pixel_rgb;

/// Pixels of a picture at least so many image pixels wide have lines between them.
const LINED_PIXEL: usize = 6;

impl Canvas {
    /// Fills the area of a block with its pixels. A line of one image pixel stays free between pixels that are large enough.
    pub(in crate::ui::pixels) fn pixel_block(&mut self, block: &PixelBlock) {
        let colors = block.pixels.iter().map(|pixel| pixel_rgb(*pixel));
        self.solid.extend(colors);
        let size = pixel_size(block.area, self.cell);
        let rows = block.pixels.len().checked_div(block.columns).unwrap_or(0);
        if rows == 0 {
            return;
        }
        let offset =
            |from: u16, to: u16, cell: u16| (i64::from(to) - i64::from(from)) * i64::from(cell);
        let left = offset(self.plane.x, block.area.x, self.cell.width);
        let top = offset(self.plane.y, block.area.y, self.cell.height);
        let image = (self.pixmap.width() as usize, self.pixmap.height() as usize);
        let has_lines = rows > 1 && size.0 / block.columns.max(1) >= LINED_PIXEL;
        // The first image pixel of each pixel.
        let is_line = |at: usize, count: usize, size: usize| {
            has_lines && at > 0 && at * count / size != (at - 1) * count / size
        };
        for y in 0..size.1 {
            let Some(target_y) = inside(top, y, image.1) else {
                continue;
            };
            let targets = &mut self.pixmap.pixels_mut()[target_y * image.0..][..image.0];
            for x in 0..size.0 {
                if is_line(y, rows, size.1) || is_line(x, block.columns, size.0) {
                    continue;
                }
                let place = |at: usize, size: usize| (at as f64 + 0.5) / size as f64;
                let pixel = block.at(place(x, size.0), place(y, size.1));
                let target = inside(left, x, image.0).and_then(|x| targets.get_mut(x));
                if let (Some(target), Some(pixel)) = (target, pixel) {
                    let (red, green, blue) = pixel_rgb(pixel);
                    if let Some(color) = PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX)
                    {
                        *target = color;
                    }
                }
            }
        }
    }
}

/// The place `offset` + `at`, if it is in an image of this size.
fn inside(offset: i64, at: usize, size: usize) -> Option<usize> {
    let place = usize::try_from(offset + i64::try_from(at).ok()?).ok()?;
    (place < size).then_some(place)
}
