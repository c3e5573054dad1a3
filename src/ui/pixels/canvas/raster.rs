//! Colour maps: samples become blocks of pixels.

use tiny_skia::PremultipliedColorU8;

use super::{Canvas, pixel_size};
use crate::chart::{Paint, Raster};
use crate::ui::theme::Theme;

/// Colour maps with at least so many samples in a row and in a column are drawn without steps between samples.
const SMOOTH_SAMPLES: usize = 16;
/// Blocks of equal pixels in a cell of a smooth colour map, from top to bottom. More look alike, and make images larger and
/// slower to draw.
const BLOCKS_PER_CELL: u16 = 10;

impl Canvas {
    /// Fills the pixels of a colour map with the colours of its samples. Samples without a value are left out.
    pub(in crate::ui::pixels) fn raster(&mut self, raster: &Raster) {
        let columns = raster.columns;
        let rows = raster.levels.len().checked_div(columns).unwrap_or(0);
        if rows == 0 {
            return;
        }
        self.has_raster = true;
        let size = pixel_size(raster.area, self.cell);
        let is_smooth = is_smooth(raster);
        let block = if is_smooth {
            usize::from(self.cell.height / BLOCKS_PER_CELL).max(1)
        } else {
            1
        };
        let image = (self.pixmap.width() as usize, self.pixmap.height() as usize);
        let across = Overlap::of(
            self.plane.x,
            raster.area.x,
            self.cell.width,
            size.0,
            image.0,
        );
        let down = Overlap::of(
            self.plane.y,
            raster.area.y,
            self.cell.height,
            size.1,
            image.1,
        );
        let blocks_across: Vec<Sample> = block_samples(size.0, block, columns).collect();
        let colors = level_colors(self.theme);
        let rgb = colors
            .iter()
            .map(|color| (color.red(), color.green(), color.blue()));
        self.solid.extend(rgb);
        // The levels of a row of blocks at the middles of the samples, and the colours of its pixels.
        let mut line = vec![None; columns];
        let mut row_colors = Vec::with_capacity(size.0 + block);
        for (first_y, row) in (0..size.1)
            .step_by(block)
            .zip(block_samples(size.1, block, rows))
        {
            for (column, value) in line.iter_mut().enumerate() {
                *value = level(|row| raster.levels[row * columns + column], &row, is_smooth);
            }
            row_colors.clear();
            for column in &blocks_across {
                let level = level(|column| line[column], column, is_smooth);
                let level = level.filter(|level| level.is_finite());
                let color = level.and_then(|level| colors.get(level_index(level)).copied());
                row_colors.extend(std::iter::repeat_n(color, block));
            }
            for target_y in (first_y..(first_y + block).min(size.1)).filter_map(|y| down.place(y)) {
                let start = target_y * image.0 + across.start;
                let pixels = &mut self.pixmap.pixels_mut()[start..start + across.count];
                for (pixel, color) in pixels.iter_mut().zip(&row_colors[across.skipped..]) {
                    *pixel = color.unwrap_or(*pixel);
                }
            }
        }
    }
}

/// Whether a colour map is drawn without steps between its samples.
pub(in crate::ui::pixels) fn is_smooth(raster: &Raster) -> bool {
    let rows = raster.levels.len().checked_div(raster.columns);
    rows.is_some_and(|rows| raster.columns.min(rows) >= SMOOTH_SAMPLES)
}

/// The samples at the middles of blocks along one axis of `pixels` pixels, on which `count` samples are spread.
fn block_samples(pixels: usize, block: usize, count: usize) -> impl Iterator<Item = Sample> {
    let blocks = (0..pixels).step_by(block);
    blocks.map(move |at| Sample::of((at + block / 2).min(pixels - 1), pixels, count))
}

/// The pixels of an area that are in the image, along one axis.
struct Overlap {
    /// Pixels of the area before the image.
    skipped: usize,
    /// The first pixel of the image that is in the area.
    start: usize,
    count: usize,
}

impl Overlap {
    /// The overlap of an image from the cell `plane` on with an area from the cell `area` on, which have `image` and `pixels`
    /// pixels.
    fn of(plane: u16, area: u16, cell: u16, pixels: usize, image: usize) -> Self {
        let distance =
            |from: u16, to: u16| usize::from(to.saturating_sub(from)) * usize::from(cell);
        let skipped = distance(area, plane).min(pixels);
        let start = distance(plane, area).min(image);
        Self {
            skipped,
            start,
            count: (pixels - skipped).min(image - start),
        }
    }

    /// The pixel of the image at the pixel `at` of the area.
    fn place(&self, at: usize) -> Option<usize> {
        let place = at.checked_sub(self.skipped)?;
        (place < self.count).then_some(self.start + place)
    }
}

/// The samples at a pixel along one axis.
struct Sample {
    nearest: usize,
    /// The samples whose middles are on both sides; the same one at the edge.
    before: usize,
    after: usize,
    /// The distance from `before` to `after`, 0 to 1.
    share: f64,
}

impl Sample {
    /// The samples at pixel `at` of `pixels`, on which `count` samples are spread.
    fn of(at: usize, pixels: usize, count: usize) -> Self {
        let last = count - 1;
        let place = (at as f64 + 0.5) / pixels as f64 * count as f64 - 0.5;
        let floor = place.floor().max(0.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the index of a sample"
        )]
        let before = (floor as usize).min(last);
        Self {
            nearest: (at * count / pixels).min(last),
            before,
            after: (before + 1).min(last),
            share: (place - floor).clamp(0.0, 1.0),
        }
    }
}

/// The level at `sample`, where `at` gives the levels of samples.
fn level(at: impl Fn(usize) -> Option<f64>, sample: &Sample, is_smooth: bool) -> Option<f64> {
    if is_smooth {
        mix(at(sample.before), at(sample.after), sample.share).or_else(|| at(sample.nearest))
    } else {
        at(sample.nearest)
    }
}

/// The level between two samples. None if one has no value.
fn mix(before: Option<f64>, after: Option<f64>, share: f64) -> Option<f64> {
    let (before, after) = (before?, after?);
    Some(before + (after - before) * share)
}

/// The number of levels whose colours are computed in advance; more than the colour map has steps.
const LEVELS: usize = 512;

/// The index of a level among the colours of all levels.
fn level_index(level: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped"
    )]
    let index = (level.clamp(0.0, 1.0) * LEVELS as f64).round() as usize;
    index
}

/// The colours of all levels. Empty without colours.
fn level_colors(theme: Theme) -> Vec<PremultipliedColorU8> {
    let color = |at: usize| {
        let (red, green, blue) = theme.image_color(Paint::Heat(at as f64 / LEVELS as f64))?;
        PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX)
    };
    (0..=LEVELS).filter_map(color).collect()
}
