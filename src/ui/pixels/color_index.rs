//! The palette of an image while its pixels are read.

use std::collections::{BTreeMap, BTreeSet};

use crate::ui::theme::Rgb;

/// The highest bits of a channel that tell mixed colours apart. Edges look smooth in eight steps, and every colour less makes
/// images smaller.
const MIXED_BITS: u8 = 3;
/// The number of mixed colours.
const MIXED_COLORS: usize = 1 << (3 * MIXED_BITS);

/// Colours with their indices in a palette. Solid colours fill shapes; mixed ones are at the edges of shapes.
pub(super) struct ColorIndex {
    /// The colours. The first one stands for holes.
    pub palette: Vec<Rgb>,
    /// The largest number of colours of the palette, with the one for holes.
    size: usize,
    /// The lowest bits that are left out of each channel.
    lost_bits: u8,
    /// The solid colours by what is left of them, each with its index once it is in the palette.
    solid: BTreeMap<Rgb, (Rgb, Option<u8>)>,
    /// A solid colour in each step of mixed colours.
    near: Vec<Option<Rgb>>,
    /// The index of each step of mixed colours.
    mixed: Vec<Option<u8>>,
}

impl ColorIndex {
    /// An empty palette of at most `limit` colours, in which `solid` colours are exact but for the `lost_bits` lowest bits of
    /// each channel.
    pub(super) fn new(solid: &BTreeSet<Rgb>, lost_bits: u8, limit: usize) -> Self {
        let mut index = Self {
            palette: vec![(0, 0, 0)],
            size: limit + 1,
            lost_bits,
            solid: BTreeMap::new(),
            near: vec![None; MIXED_COLORS],
            mixed: vec![None; MIXED_COLORS],
        };
        for color in solid {
            let kept = without_bits(*color, lost_bits);
            index.solid.entry(kept).or_insert((*color, None));
            let step = index.step(*color);
            index.near[step].get_or_insert(*color);
        }
        index
    }

    /// The index of a colour. A mixed one becomes the solid one in its step, or the middle of its step. None if the palette
    /// is full.
    pub(super) fn index_of(&mut self, color: Rgb) -> Option<u8> {
        let kept = without_bits(color, self.lost_bits);
        if let Some((color, index)) = self.solid.get(&kept).copied() {
            return index.or_else(|| {
                let index = self.push(color)?;
                self.solid.insert(kept, (color, Some(index)));
                Some(index)
            });
        }
        let step = self.step(color);
        self.mixed[step].or_else(|| {
            let index = match self.near[step] {
                Some(solid) => self.index_of(solid)?,
                None => self.push(step_middle(step))?,
            };
            self.mixed[step] = Some(index);
            Some(index)
        })
    }

    fn push(&mut self, color: Rgb) -> Option<u8> {
        if self.palette.len() >= self.size {
            return None;
        }
        let index = u8::try_from(self.palette.len()).ok()?;
        self.palette.push(color);
        Some(index)
    }

    /// The step of a mixed colour.
    fn step(&self, color: Rgb) -> usize {
        let (red, green, blue) = without_bits(color, self.lost_bits);
        let channels = [red, green, blue].map(|part| usize::from(part >> (8 - MIXED_BITS)));
        channels
            .into_iter()
            .fold(0, |step, part| step << MIXED_BITS | part)
    }
}

/// The colour in the middle of a step.
fn step_middle(step: usize) -> Rgb {
    let channel = |at: u8| {
        let part = step >> (at * MIXED_BITS) & ((1 << MIXED_BITS) - 1);
        #[expect(clippy::cast_possible_truncation, reason = "three bits")]
        let part = part as u8;
        (2 * part + 1) << (7 - MIXED_BITS)
    };
    (channel(2), channel(1), channel(0))
}

/// A colour without the `lost` lowest bits of each channel.
fn without_bits((red, green, blue): Rgb, lost: u8) -> Rgb {
    let mask = u8::MAX << lost;
    (red & mask, green & mask, blue & mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_colors_become_few_and_solid_ones_stay_exact() {
        let solid = BTreeSet::from([(22, 24, 29), (230, 159, 0)]);
        let mut colors = ColorIndex::new(&solid, 0, 255);
        for at in 0..=100_u16 {
            let mix = |from: u16, to: u16| u8::try_from((from * (100 - at) + to * at) / 100);
            let color = [mix(22, 230), mix(24, 159), mix(29, 0)].map(Result::unwrap);
            let index = colors.index_of((color[0], color[1], color[2])).unwrap();
            let shown = colors.palette[usize::from(index)];
            for (part, shown) in color.into_iter().zip([shown.0, shown.1, shown.2]) {
                assert!(part.abs_diff(shown) < 32, "{shown} for {part}");
            }
        }
        assert!(colors.palette.len() < 16, "{:?}", colors.palette);
        for color in solid {
            let index = colors.index_of(color).unwrap();
            assert_eq!(colors.palette[usize::from(index)], color);
        }
    }

    #[test]
    fn a_full_palette_takes_no_further_color() {
        let solid = BTreeSet::from([(0, 0, 0), (0, 0, 9), (0, 9, 0)]);
        let mut colors = ColorIndex::new(&solid, 0, 2);
        assert_eq!(colors.index_of((0, 0, 0)), Some(1));
        assert_eq!(colors.index_of((0, 0, 9)), Some(2));
        assert_eq!(colors.index_of((0, 9, 0)), None);
        assert_eq!(colors.index_of((200, 0, 0)), None, "a mixed one");
        // Without the lowest bits they are one colour.
        let mut colors = ColorIndex::new(&solid, 4, 2);
        for color in solid {
            assert_eq!(colors.index_of(color), Some(1));
        }
    }
}
