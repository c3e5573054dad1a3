//! Shares the height of a column among its figures.

use ratatui::layout::Rect;

use super::frame::{Density, FigureFrame, HeightRange, have_equal_x};
use super::{ChartContext, bars, diagram, heat, lanes, lines, panels, pixels, plot, table};
use crate::figure::{Figure, PlotHeight};

/// Rows beyond its minimum that make a figure easy to read.
const COMFORTABLE_EXTRA: u16 = 5;

/// The rows that a figure can take at the width of its frame.
pub(super) fn height_range(
    figure: &Figure,
    frame: FigureFrame,
    ctx: &ChartContext<'_>,
) -> HeightRange {
    let width = frame.area.width;
    match figure {
        Figure::Plot(plot) => {
            let around = plot::rows_around_plane(plot, frame, ctx);
            let (min, max) = match (plot.height, frame.density) {
                (PlotHeight::Tall, Density::Full) => (7, u16::MAX),
                (PlotHeight::Tall, Density::Compact | Density::Crowded) => (5, u16::MAX),
                (PlotHeight::Tall, Density::Minimal) => (3, u16::MAX),
                (PlotHeight::Strip, Density::Full) => (3, around + 5),
                (PlotHeight::Strip, Density::Compact | Density::Crowded) => (3, around + 4),
                (PlotHeight::Strip, Density::Minimal) => (3, around + 3),
            };
            HeightRange {
                min: around + min,
                max,
            }
        }
        Figure::Heat(heat) => heat::height_range(heat, frame, ctx),
        Figure::Panels(panels) => panels::height_range(panels, width, ctx),
        Figure::Bars(bars) => bars::height_range(bars),
        Figure::Table(table) => table::height_range(table, ctx),
        Figure::Lines(lines) => HeightRange::fixed(lines::height(lines, width, ctx)),
        Figure::Diagram(diagram) => diagram::height_range(diagram),
        Figure::Lanes(lanes) => lanes::height_range(lanes, frame.density),
        Figure::Pixels(pixels) => pixels::height_range(pixels, frame),
    }
}

/// How many of the first figures to show in `area`, and how densely. At least one. For the first `needed` figures the main
/// chart may have fewer rows than it should.
pub(super) fn choose_density(
    figures: &[Figure],
    needed: usize,
    area: Rect,
    ctx: &ChartContext<'_>,
) -> (usize, Density) {
    let count = |density| {
        (1..=figures.len())
            .rev()
            .find(|count| {
                let ranges = height_ranges(&figures[..*count], area, density, ctx);
                total_min(&ranges) <= area.height
            })
            .unwrap_or(0)
    };
    // A few readable charts are better than many unreadable ones. Minimal density is used only to show a strip with
    // the curve that it belongs to, or to show a chart at all.
    let (compact, minimal) = (count(Density::Compact), count(Density::Minimal));
    let adds_strips =
        (compact.max(1)..minimal).all(|at| have_equal_x(figures.get(at - 1), figures.get(at)));
    let only_text = figures.iter().take(compact.max(1)).all(Figure::is_text);
    let few = if only_text {
        minimal
    } else {
        minimal.min(needed)
    };
    let crowded = count(Density::Crowded);
    let is_chart = |figure: &Figure| match figure {
        Figure::Plot(plot) => plot.height == PlotHeight::Tall,
        Figure::Heat(_) | Figure::Diagram(_) | Figure::Lanes(_) | Figure::Pixels(_) => true,
        Figure::Bars(_) | Figure::Panels(_) | Figure::Table(_) | Figure::Lines(_) => false,
    };
    let adds_chart = (compact.max(1)..crowded).any(|at| figures.get(at).is_some_and(is_chart));
    let (count, density) = if few > compact.max(crowded) && (adds_strips || only_text) {
        (few, Density::Minimal)
    } else if adds_chart || needed.min(crowded) > compact {
        (crowded, Density::Crowded)
    } else if count(Density::Full) == compact {
        (compact, Density::Full)
    } else {
        (compact, Density::Compact)
    };
    (count.max(1).min(figures.len()), density)
}

/// The rows in which all figures can be read well, with a blank row per figure.
pub(super) fn comfortable_height(figures: &[Figure], area: Rect, ctx: &ChartContext<'_>) -> u16 {
    let ranges = height_ranges(figures, area, Density::Full, ctx);
    let rows = |range: &HeightRange| range.min.saturating_add(COMFORTABLE_EXTRA).min(range.max);
    let gaps = u16::try_from(figures.len()).unwrap_or(u16::MAX);
    ranges.iter().map(rows).fold(gaps, u16::saturating_add)
}

/// The frames of figures that are all shown, from top to bottom.
pub(super) fn frames(
    figures: &[Figure],
    area: Rect,
    density: Density,
    ctx: &ChartContext<'_>,
) -> Vec<FigureFrame> {
    let mut ranges = height_ranges(figures, area, density, ctx);
    if let ([Figure::Panels(_)], [only]) = (figures, ranges.as_mut_slice()) {
        // Nothing else needs the rows.
        only.max = u16::MAX;
    }
    let gap = gap_rows(&ranges, area.height);
    let joined = |at: usize| have_equal_x(figures.get(at), figures.get(at + 1));
    let gaps = (1..figures.len()).filter(|at| !joined(at - 1)).count();
    let gaps = gap * u16::try_from(gaps).unwrap_or(0);
    let mut y = area.y;
    (0..figures.len())
        .zip(share_height(&ranges, area.height.saturating_sub(gaps)))
        .map(|(at, height)| {
            let height = height.min(area.bottom() - y);
            let figure_area = Rect::new(area.x, y, area.width, height);
            y += height + if joined(at) { 0 } else { gap };
            y = y.min(area.bottom());
            frame(figures, at, figure_area, density)
        })
        .collect()
}

/// Blank rows between figures with different x axes: one where at least two rows per figure are left over.
fn gap_rows(ranges: &[HeightRange], height: u16) -> u16 {
    let spare = usize::from(height.saturating_sub(total_min(ranges)));
    u16::from(spare >= 2 * ranges.len())
}

fn total_min(ranges: &[HeightRange]) -> u16 {
    ranges
        .iter()
        .fold(0, |sum: u16, range| sum.saturating_add(range.min))
}

fn height_ranges(
    figures: &[Figure],
    area: Rect,
    density: Density,
    ctx: &ChartContext<'_>,
) -> Vec<HeightRange> {
    let mut ranges: Vec<HeightRange> = (0..figures.len())
        .map(|at| height_range(&figures[at], frame(figures, at, area, density), ctx))
        .collect();
    let mut indexed = ranges.iter_mut().enumerate();
    if density != Density::Minimal
        && let Some((at, main)) = indexed.find(|(_, range)| range.max == u16::MAX)
    {
        let rows = main_height(area.height);
        let rows = match figures.get(at) {
            Some(Figure::Plot(plot)) if density != Density::Crowded => {
                rows + plot::rows_around_plane(plot, frame(figures, at, area, density), ctx)
            }
            Some(Figure::Lanes(lanes)) => lanes::main_rows(lanes, area.height).unwrap_or(rows),
            Some(_) | None => rows,
        };
        main.min = main.min.max(rows);
    }
    ranges
}

/// The fewest rows of the first chart in a column of `height` rows, without title and axis: it is the figure that the step
/// is about.
fn main_height(height: u16) -> u16 {
    match height {
        20.. => 14,
        12..20 => 9,
        8..12 => 6,
        0..8 => 0,
    }
}

fn frame(figures: &[Figure], at: usize, area: Rect, density: Density) -> FigureFrame {
    let previous = at.checked_sub(1).and_then(|at| figures.get(at));
    FigureFrame {
        shares_x_with_previous: have_equal_x(previous, figures.get(at)),
        ..FigureFrame::single(area, density)
    }
}

/// Gives each figure its minimum, then the remaining rows one by one to those below their maximum.
fn share_height(ranges: &[HeightRange], height: u16) -> Vec<u16> {
    let mut heights: Vec<_> = ranges.iter().map(|range| range.min).collect();
    let mut rest = height.saturating_sub(total_min(ranges));
    while rest > 0 {
        let before = rest;
        for (rows, range) in heights.iter_mut().zip(ranges) {
            if rest > 0 && *rows < range.max {
                *rows += 1;
                rest -= 1;
            }
        }
        if rest == before {
            break;
        }
    }
    // A single figure gets the whole height, even where that is less than its minimum.
    match heights.as_mut_slice() {
        [only] if *only > height => *only = height,
        _ => {}
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remaining_rows_go_to_figures_below_their_maximum() {
        let tall = HeightRange {
            min: 6,
            max: u16::MAX,
        };
        let strip = HeightRange { min: 4, max: 6 };
        assert_eq!(share_height(&[tall, strip], 10), [6, 4]);
        assert_eq!(share_height(&[tall, strip], 20), [14, 6]);
        assert_eq!(share_height(&[HeightRange::fixed(3)], 20), [3]);
        assert_eq!(share_height(&[tall], 2), [2]);
    }
}
