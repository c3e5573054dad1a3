//! Sixel images: bands six pixels high, color by color (DEC STD 070, chapter 9).

use std::fmt::Write as _;
use std::ops::Range;

use crate::ui::pixels::IndexedImage;

/// The height of a band.
const BAND: usize = 6;
/// The character of a column without pixels; the bits of its pixels, the upper one first, are added.
const EMPTY: u8 = b'?';
/// Fewer equal characters than this are not worth a count.
const MIN_RUN: usize = 4;

/// Appends the pixels of `image` in these columns and rows as a sixel image. Holes stay as they are on the screen.
pub(super) fn show(
    image: &IndexedImage,
    columns: Range<usize>,
    rows: Range<usize>,
    out: &mut String,
) {
    let (width, height) = (columns.len(), rows.len());
    // Pixels without a color keep theirs (1); a pixel is as wide as high (the last two numbers are the size).
    // Writing to a string cannot fail.
    let _infallible = write!(out, "\x1bP0;1;0q\"1;1;{width};{height}");
    let mut encoder = BandEncoder::new(image.palette.len(), width);
    for start in rows.clone().step_by(BAND) {
        if start > rows.start {
            out.push('-');
        }
        for row in start..(start + BAND).min(rows.end) {
            let at = row * image.width;
            encoder.add_row(
                row - start,
                &image.pixels[at + columns.start..at + columns.end],
            );
        }
        encoder.finish(image, out);
    }
    out.push_str("\x1b\\");
}

/// The pixels of a band, color by color.
struct BandEncoder {
    width: usize,
    /// The characters of each color without [`EMPTY`], one after another.
    bits: Vec<u8>,
    /// The columns of each color in this band.
    extents: Vec<Range<usize>>,
    /// The colors in this band.
    used: Vec<u8>,
    /// Whether the terminal knows the color.
    is_defined: Vec<bool>,
}

impl BandEncoder {
    fn new(colors: usize, width: usize) -> Self {
        Self {
            width,
            bits: vec![0; colors * width],
            extents: vec![0..0; colors],
            used: Vec::new(),
            is_defined: vec![false; colors],
        }
    }

    /// Adds the row `row` of the band.
    fn add_row(&mut self, row: usize, pixels: &[u8]) {
        let bit = 1 << row;
        for (x, color) in pixels.iter().enumerate() {
            let index = usize::from(*color);
            let extent = &mut self.extents[index];
            if extent.start == extent.end {
                self.used.push(*color);
                *extent = x..x + 1;
            } else {
                extent.start = extent.start.min(x);
                extent.end = extent.end.max(x + 1);
            }
            self.bits[index * self.width + x] |= bit;
        }
    }

    /// Appends the band and begins an empty one.
    fn finish(&mut self, image: &IndexedImage, out: &mut String) {
        let mut is_first = true;
        for color in std::mem::take(&mut self.used) {
            let index = usize::from(color);
            let extent = std::mem::take(&mut self.extents[index]);
            let line = &mut self.bits[index * self.width..][..extent.end];
            if color != IndexedImage::HOLE {
                if !is_first {
                    out.push('$');
                }
                is_first = false;
                let register = color - 1;
                let _infallible = write!(out, "#{register}");
                if !std::mem::replace(&mut self.is_defined[index], true) {
                    let (r, g, b) = image.palette[index];
                    let [r, g, b] = [r, g, b].map(percent);
                    let _infallible = write!(out, ";2;{r};{g};{b}#{register}");
                }
                push_runs(line, out);
            }
            line[extent.start..].fill(0);
        }
    }
}

/// A part of a color, as sixel counts it.
fn percent(part: u8) -> u16 {
    (u16::from(part) * 100 + 127) / 255
}

/// Appends characters, equal ones with their number.
fn push_runs(line: &[u8], out: &mut String) {
    for run in line.chunk_by(|a, b| a == b) {
        let character = char::from(EMPTY + run[0]);
        if run.len() < MIN_RUN {
            out.extend(std::iter::repeat_n(character, run.len()));
        } else {
            let _infallible = write!(out, "!{}{character}", run.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::images::sixel_decoder::decode;
    use crate::terminal::images::tests::checkerboard;
    use crate::ui::theme::Rgb;

    fn wanted(image: &IndexedImage, x: usize, y: usize) -> Option<[u16; 3]> {
        let color = image.pixels[y * image.width + x];
        let rgb: Rgb = image.palette[usize::from(color)];
        (color != IndexedImage::HOLE).then(|| [rgb.0, rgb.1, rgb.2].map(percent))
    }

    #[test]
    fn a_decoded_image_has_the_pixels_and_the_holes_of_the_image() {
        let image = checkerboard(30, 14);
        let mut text = String::new();
        show(&image, 0..30, 0..14, &mut text);
        let (width, height, pixels) = decode(&text);
        assert_eq!((width, height), (30, 14));
        for y in 0..height {
            for x in 0..width {
                assert_eq!(pixels[y * width + x], wanted(&image, x, y), "{x} {y}");
            }
        }
    }

    #[test]
    fn a_piece_has_the_pixels_of_its_place() {
        let image = checkerboard(30, 14);
        let mut text = String::new();
        show(&image, 7..20, 5..14, &mut text);
        let (width, height, pixels) = decode(&text);
        assert_eq!((width, height), (13, 9));
        for y in 0..height {
            for x in 0..width {
                assert_eq!(
                    pixels[y * width + x],
                    wanted(&image, x + 7, y + 5),
                    "{x} {y}"
                );
            }
        }
    }

    #[test]
    fn equal_columns_are_counted() {
        let image = IndexedImage {
            width: 500,
            height: 60,
            palette: vec![(0, 0, 0), (10, 20, 30)],
            pixels: vec![1; 500 * 60],
        };
        let mut text = String::new();
        show(&image, 0..500, 0..60, &mut text);
        assert!(text.len() < 150, "{text:?}");
    }
}
