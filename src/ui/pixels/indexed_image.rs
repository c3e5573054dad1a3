//! Images of at most 256 colours.

use std::collections::BTreeSet;

use super::color_index::ColorIndex;
use crate::ui::theme::Rgb;

/// The largest number of colours of an image without its holes.
pub const MAX_COLORS: usize = 255;

/// An image whose pixels are indices into a palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedImage {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// The colours. The first one stands for holes, through which cells are seen.
    pub palette: Vec<Rgb>,
    /// The index of the colour of every pixel, row by row.
    pub pixels: Vec<u8>,
}

impl IndexedImage {
    /// The index of pixels through which cells are seen.
    pub const HOLE: u8 = 0;

    /// The image of `rgba`: red, green, blue and an opaque alpha of each pixel, row by row. Its palette has exactly the `solid`
    /// colours if there are at most `limit`, else similar ones. The others, which are mixed at the edges of shapes, are drawn
    /// in few steps.
    pub(super) fn from_rgba(
        width: usize,
        height: usize,
        rgba: &[u8],
        solid: &BTreeSet<Rgb>,
        limit: usize,
    ) -> Self {
        let limit = limit.min(MAX_COLORS);
        // Each round halves the number of levels of a channel; one level is left at the end.
        for lost_bits in 0..8 {
            let mut colors = ColorIndex::new(solid, lost_bits, limit);
            if let Some(pixels) = index_pixels(width, rgba, &mut colors) {
                return Self {
                    width,
                    height,
                    palette: colors.palette,
                    pixels,
                };
            }
        }
        Self {
            width,
            height,
            palette: vec![(0, 0, 0)],
            pixels: vec![Self::HOLE; width * height],
        }
    }

    /// The image with four pixels in place of each one.
    pub(super) fn doubled(&self) -> Self {
        let mut pixels = Vec::with_capacity(4 * self.pixels.len());
        for row in self.pixels.chunks_exact(self.width.max(1)) {
            let start = pixels.len();
            pixels.extend(row.iter().flat_map(|pixel| [*pixel; 2]));
            pixels.extend_from_within(start..);
        }
        Self {
            width: 2 * self.width,
            height: 2 * self.height,
            palette: self.palette.clone(),
            pixels,
        }
    }

    /// Makes a hole of `width` × `height` pixels at (x, y), as far as it is inside.
    pub(super) fn cut_hole(&mut self, (x, y): (usize, usize), (width, height): (usize, usize)) {
        let (left, right) = (x.min(self.width), (x + width).min(self.width));
        for row in y..(y + height).min(self.height) {
            let start = row * self.width;
            self.pixels[start + left..start + right].fill(Self::HOLE);
        }
    }
}

/// The pixels of an image as indices of `colors`. None for too many colours.
fn index_pixels(width: usize, rgba: &[u8], colors: &mut ColorIndex) -> Option<Vec<u8>> {
    let mut pixels = Vec::with_capacity(rgba.len() / 4);
    let (mut last, mut last_index) = ([0; 4], 0);
    let mut row_above: &[u8] = &[];
    for row in rgba.chunks_exact(4 * width.max(1)) {
        // Rows of charts are often like the rows above them.
        if row == row_above {
            pixels.extend_from_within(pixels.len() - width..);
            continue;
        }
        row_above = row;
        let (row, _) = row.as_chunks::<4>();
        for color in row {
            if *color != last {
                let [red, green, blue, _] = *color;
                last_index = colors.index_of((red, green, blue))?;
                last = *color;
            }
            pixels.push(last_index);
        }
    }
    Some(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colors_of(image: &IndexedImage) -> Vec<Rgb> {
        let color = |pixel: &u8| image.palette[usize::from(*pixel)];
        image.pixels.iter().map(color).collect()
    }

    fn from_colors(width: usize, height: usize, colors: &[Rgb], limit: usize) -> IndexedImage {
        let rgba: Vec<u8> = colors
            .iter()
            .flat_map(|(red, green, blue)| [*red, *green, *blue, u8::MAX])
            .collect();
        let solid = colors.iter().copied().collect();
        IndexedImage::from_rgba(width, height, &rgba, &solid, limit)
    }

    #[test]
    fn up_to_255_colors_stay_exact() {
        let colors: Vec<Rgb> = (0..255).map(|at| (at, 255 - at, at / 2)).collect();
        let image = from_colors(51, 5, &colors, MAX_COLORS);
        assert_eq!(image.palette.len(), 256);
        assert_eq!(colors_of(&image), colors);
    }

    #[test]
    fn more_colors_become_similar_ones() {
        let colors: Vec<Rgb> = (0..=255)
            .flat_map(|red| (0..4).map(move |step| (red, step * 60, 7)))
            .collect();
        for (limit, largest) in [(MAX_COLORS, 8), (64, 32)] {
            let image = from_colors(32, 32, &colors, limit);
            assert!(image.palette.len() <= limit + 1);
            for (got, wanted) in colors_of(&image).into_iter().zip(&colors) {
                let distance = got.0.abs_diff(wanted.0).max(got.1.abs_diff(wanted.1));
                assert!(distance < largest, "{got:?} for {wanted:?}");
            }
        }
    }

    #[test]
    fn a_row_like_the_one_above_has_the_same_pixels() {
        let (red, blue) = ((200, 0, 0), (0, 0, 200));
        let rows = [[red, blue], [red, blue], [blue, blue], [red, blue]];
        let image = from_colors(2, 4, rows.as_flattened(), MAX_COLORS);
        assert_eq!(colors_of(&image), rows.as_flattened());
    }

    #[test]
    fn each_pixel_of_a_doubled_image_is_four_pixels() {
        let image = from_colors(2, 1, &[(1, 1, 1), (2, 2, 2)], MAX_COLORS).doubled();
        assert_eq!((image.width, image.height), (4, 2));
        assert_eq!(image.pixels, [1, 1, 2, 2, 1, 1, 2, 2]);
    }

    #[test]
    fn a_hole_is_clipped_to_the_image() {
        let mut image = from_colors(4, 3, &[(9, 9, 9); 12], MAX_COLORS);
        image.cut_hole((2, 1), (10, 10));
        assert_eq!(image.pixels, [1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0]);
        image.cut_hole((9, 9), (1, 1));
        assert_eq!(image.pixels[9..], [1, 0, 0], "unchanged");
    }
}
