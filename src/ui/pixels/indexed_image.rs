//! Images of at most 256 colours.

use crate::ui::theme::Rgb;

/// The largest number of colours of an image without its holes.
pub const MAX_COLORS: usize = 255;
/// The number of slots for colours while they are counted: a power of two, and far more than colours.
const SLOTS: usize = 1024;

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

    /// The image of `rgba`: red, green, blue and an opaque alpha of each pixel, row by row. Its palette has exactly these
    /// colours if there are at most `limit`, else similar ones.
    pub(super) fn from_rgba(width: usize, height: usize, rgba: &[u8], limit: usize) -> Self {
        let limit = limit.min(MAX_COLORS);
        // Each round halves the number of levels of a channel; one level is left at the end.
        for lost_bits in 0..8 {
            if let Some((palette, pixels)) = index_colors(width, rgba, lost_bits, limit) {
                return Self {
                    width,
                    height,
                    palette,
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

    /// Makes a hole of `width` × `height` pixels at (x, y), as far as it is inside.
    pub(super) fn cut_hole(&mut self, (x, y): (usize, usize), (width, height): (usize, usize)) {
        let (left, right) = (x.min(self.width), (x + width).min(self.width));
        for row in y..(y + height).min(self.height) {
            let start = row * self.width;
            self.pixels[start + left..start + right].fill(Self::HOLE);
        }
    }
}

/// Palette and pixels of an image without the `lost_bits` lowest bits of each channel. None for too many colours.
fn index_colors(
    width: usize,
    rgba: &[u8],
    lost_bits: u8,
    limit: usize,
) -> Option<(Vec<Rgb>, Vec<u8>)> {
    let kept = u32::from(u8::MAX << lost_bits);
    let mask = u32::from_le_bytes([0, 0, 0, u8::MAX]) | kept << 16 | kept << 8 | kept;
    let mut palette = vec![(0, 0, 0)];
    let mut pixels = Vec::with_capacity(rgba.len() / 4);
    // An open hash table: the color, and its index. The alpha of a color is never 0.
    let mut slots = [(0_u32, 0_u8); SLOTS];
    let (mut last_key, mut last_index) = (0, 0);
    let mut row_above: &[u8] = &[];
    for row in rgba.chunks_exact(4 * width.max(1)) {
        // Rows of charts are often like the rows above them.
        if row == row_above {
            pixels.extend_from_within(pixels.len() - width..);
            continue;
        }
        row_above = row;
        let (colors, _) = row.as_chunks::<4>();
        for color in colors {
            let key = u32::from_le_bytes(*color) & mask;
            if key != last_key {
                let mut slot = (key.wrapping_mul(0x9e37_79b1) >> 22) as usize % SLOTS;
                while slots[slot].0 != key && slots[slot].0 != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                if slots[slot].0 == 0 {
                    if palette.len() > limit {
                        return None;
                    }
                    slots[slot] = (key, u8::try_from(palette.len()).ok()?);
                    // The first colour that is seen stands for its neighbours.
                    palette.push((color[0], color[1], color[2]));
                }
                (last_key, last_index) = slots[slot];
            }
            pixels.push(last_index);
        }
    }
    Some((palette, pixels))
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
        IndexedImage::from_rgba(width, height, &rgba, limit)
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
    fn a_hole_is_clipped_to_the_image() {
        let mut image = from_colors(4, 3, &[(9, 9, 9); 12], MAX_COLORS);
        image.cut_hole((2, 1), (10, 10));
        assert_eq!(image.pixels, [1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0]);
        image.cut_hole((9, 9), (1, 1));
        assert_eq!(image.pixels[9..], [1, 0, 0], "unchanged");
    }
}
