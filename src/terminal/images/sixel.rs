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
    let mut encoder = BandEncoder::new(image.palette.len());
    for start in rows.clone().step_by(BAND) {
        if start > rows.start {
            out.push('-');
        }
        let band: Vec<&[u8]> = (start..(start + BAND).min(rows.end))
            .map(|row| &image.pixels[row * image.width..][columns.clone()])
            .collect();
        encoder.add_band(&band);
        encoder.finish(image, out);
    }
    out.push_str("\x1b\\");
}

/// Neighbouring columns of a band that are equal.
struct Columns {
    start: usize,
    end: usize,
    /// The rows that may still be drawn on, because their color comes later; the upper one is the lowest bit.
    free: u8,
}

/// The pixels of a band, color by color.
struct BandEncoder {
    columns: Vec<Columns>,
    /// The columns of each color by their index, with the rows that have the color.
    places: Vec<Vec<(usize, u8)>>,
    /// The colors in this band.
    used: Vec<u8>,
    /// Whether the terminal knows the color.
    is_defined: Vec<bool>,
}

impl BandEncoder {
    fn new(colors: usize) -> Self {
        Self {
            columns: Vec::new(),
            places: (0..colors).map(|_| Vec::new()).collect(),
            used: Vec::new(),
            is_defined: vec![false; colors],
        }
    }

    /// Adds the rows of a band, which are equally long.
    fn add_band(&mut self, band: &[&[u8]]) {
        let width = band.first().map_or(0, |row| row.len());
        // The column from which each row has another color.
        let mut ends = [0; BAND];
        let mut start = 0;
        while start < width {
            for (row, end) in band.iter().zip(&mut ends) {
                if *end == start {
                    let color = row[start];
                    let same = row[start..].iter().position(|other| *other != color);
                    *end = same.map_or(width, |same| start + same);
                }
            }
            let end = ends[..band.len()].iter().copied().min().unwrap_or(width);
            self.add_columns(start..end, band);
            start = end;
        }
    }

    /// Adds equal columns.
    fn add_columns(&mut self, columns: Range<usize>, band: &[&[u8]]) {
        let index = self.columns.len();
        let mut free = 0;
        for (at, row) in band.iter().enumerate() {
            let color = row[columns.start];
            if color == IndexedImage::HOLE {
                continue;
            }
            free |= 1 << at;
            let places = &mut self.places[usize::from(color)];
            if places.is_empty() {
                self.used.push(color);
            }
            match places.last_mut() {
                Some((last, bits)) if *last == index => *bits |= 1 << at,
                _ => places.push((index, 1 << at)),
            }
        }
        self.columns.push(Columns {
            start: columns.start,
            end: columns.end,
            free,
        });
    }

    /// Appends the band and begins an empty one. The color with the most edges comes first: later ones are drawn over it, so
    /// that it needs few characters.
    fn finish(&mut self, image: &IndexedImage, out: &mut String) {
        let mut used = std::mem::take(&mut self.used);
        used.sort_by_key(|color| std::cmp::Reverse(self.places[usize::from(*color)].len()));
        for (at, color) in used.into_iter().enumerate() {
            let index = usize::from(color);
            if at > 0 {
                out.push('$');
            }
            let register = color - 1;
            let _infallible = write!(out, "#{register}");
            if !std::mem::replace(&mut self.is_defined[index], true) {
                let (r, g, b) = image.palette[index];
                let [r, g, b] = [r, g, b].map(percent);
                let _infallible = write!(out, ";2;{r};{g};{b}#{register}");
            }
            self.push_color(index, out);
        }
        self.columns.clear();
    }

    /// Appends the columns of a color, up to its last one.
    fn push_color(&mut self, color: usize, out: &mut String) {
        let mut places = std::mem::take(&mut self.places[color]);
        let mut rest = places.iter().peekable();
        let (mut run, mut start) = (Run::GAP, 0);
        let first = places.first().map_or(0, |(first, _)| *first);
        let last = places.last().map_or(0, |(last, _)| *last);
        let mut column = self.columns.get(first).map_or(0, |columns| columns.start);
        for (at, columns) in (first..).zip(&self.columns[first..=last]) {
            let bits = rest
                .next_if(|(place, _)| *place == at)
                .map_or(0, |(_, bits)| *bits);
            if let Some(longer) = run.with(bits, columns.free) {
                run = longer;
            } else {
                push_run(run.bits, column - start, out);
                start = column;
                run = Run {
                    bits,
                    free: columns.free,
                };
            }
            column = columns.end;
        }
        push_run(run.bits, column - start, out);
        for (at, bits) in places.drain(..) {
            self.columns[at].free &= !bits;
        }
        self.places[color] = places;
    }
}

/// Columns with the same character.
#[derive(Clone, Copy)]
struct Run {
    /// The rows that have the color.
    bits: u8,
    /// The rows that may be drawn on in every column.
    free: u8,
}

impl Run {
    /// Columns that stay as they are.
    const GAP: Self = Self { bits: 0, free: 0 };

    /// The run with more columns. None if one character cannot show them all.
    fn with(self, bits: u8, free: u8) -> Option<Self> {
        let longer = Self {
            bits: self.bits | bits,
            free: self.free & free,
        };
        (longer.bits & !longer.free == 0).then_some(longer)
    }
}

/// A part of a color, as sixel counts it.
fn percent(part: u8) -> u16 {
    (u16::from(part) * 100 + 127) / 255
}

/// Appends `count` characters with these bits.
fn push_run(bits: u8, count: usize, out: &mut String) {
    let character = char::from(EMPTY + bits);
    if count < MIN_RUN {
        out.extend(std::iter::repeat_n(character, count));
    } else {
        let _infallible = write!(out, "!{count}{character}");
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
    fn a_color_with_many_edges_is_drawn_below_the_others() {
        let mut image = IndexedImage {
            width: 200,
            height: 6,
            palette: vec![(0, 0, 0), (10, 20, 30), (200, 20, 30)],
            pixels: vec![1; 200 * 6],
        };
        // The first pixel of every tenth column.
        for x in (5..200).step_by(10) {
            image.pixels[x] = 2;
        }
        image.pixels[0] = IndexedImage::HOLE;
        let mut text = String::new();
        show(&image, 0..200, 0..6, &mut text);
        assert!(text.contains("!199~"), "{text:?}");
        let (_, _, pixels) = decode(&text);
        for (x, pixel) in pixels.iter().enumerate() {
            assert_eq!(*pixel, wanted(&image, x % 200, x / 200), "{x}");
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
