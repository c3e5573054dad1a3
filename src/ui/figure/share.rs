//! How the figures of a column share its height.

use ratatui::layout::Rect;

use super::{Frame, bars, diagram, heat, is_linked, lines, panels, plot, table};
use crate::figure::{Figure, PlotHeight};
use crate::ui::RenderContext;

/// How much besides the curves there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Density {
    /// Everything has rows of its own.
    Roomy,
    /// The labels of marks stand on the axis; strips have no axis of their own and stand right under
    /// the chart they belong to.
    Snug,
    /// As snug, and the chart is as low as can be, so that a strip still fits under it.
    Tight,
}

/// So many rows more than it needs make a figure easy to read; still more add little.
const AMPLE: u16 = 5;

/// How a figure takes its share of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// It needs this many rows to say anything.
    pub least: u16,
    /// More than this many rows add nothing.
    pub most: u16,
}

impl Share {
    /// These rows, no more and no less.
    pub(super) fn exactly(rows: u16) -> Self {
        Self {
            least: rows,
            most: rows,
        }
    }
}

/// The share of a figure in its frame, of which the width counts.
pub(super) fn of(figure: &Figure, frame: Frame, ctx: &RenderContext<'_>) -> Share {
    let width = frame.area.width;
    match figure {
        Figure::Plot(plot) => {
            let around = plot::rows_around(plot, frame, ctx);
            let (least, most) = match (plot.height, frame.density) {
                (PlotHeight::Tall, Density::Roomy) => (7, u16::MAX),
                (PlotHeight::Tall, Density::Snug) => (5, u16::MAX),
                (PlotHeight::Tall, Density::Tight) => (3, u16::MAX),
                (PlotHeight::Strip, Density::Roomy) => (3, around + 5),
                (PlotHeight::Strip, Density::Snug | Density::Tight) => (2, around + 4),
            };
            Share {
                least: around + least,
                most,
            }
        }
        Figure::Heat(heat) => heat::share(heat, frame, ctx),
        Figure::Panels(panels) => panels::share(panels, width, ctx),
        Figure::Bars(bars) => bars::share(bars),
        Figure::Table(table) => table::share(table, ctx),
        Figure::Lines(lines) => Share::exactly(lines::height(lines, width, ctx)),
        Figure::Diagram(diagram) => diagram::share(diagram),
    }
}

/// How many figures fit, and how densely.
pub(super) fn fitting(figures: &[Figure], area: Rect, ctx: &RenderContext<'_>) -> (usize, Density) {
    let count = |density| {
        (1..=figures.len())
            .rev()
            .find(|count| {
                let shares = shares(&figures[..*count], area, density, ctx);
                let needed = shares
                    .iter()
                    .fold(0u16, |sum, share| sum.saturating_add(share.least));
                needed <= area.height
            })
            .unwrap_or(0)
    };
    // Fewer charts that can be read beat more that cannot. Only a strip is worth tightness, for it
    // belongs to the curve above it; and the only chart, where else there would be a table at most.
    let (snug, tight) = (count(Density::Snug), count(Density::Tight));
    let are_strips = (snug.max(1)..tight).all(|at| is_linked(figures.get(at - 1), figures.get(at)));
    let only_words = figures.iter().take(snug.max(1)).all(is_written);
    let (most, density) = if tight > snug && (are_strips || only_words) {
        (tight, Density::Tight)
    } else if count(Density::Roomy) == snug {
        (snug, Density::Roomy)
    } else {
        (snug, Density::Snug)
    };
    (most.max(1).min(figures.len()), density)
}

/// Whether a figure says in words and numbers what it says.
fn is_written(figure: &Figure) -> bool {
    match figure {
        Figure::Table(_) | Figure::Lines(_) => true,
        Figure::Plot(_)
        | Figure::Heat(_)
        | Figure::Panels(_)
        | Figure::Bars(_)
        | Figure::Diagram(_) => false,
    }
}

/// The rows of all figures where nothing has to be saved.
pub(super) fn natural(figures: &[Figure], area: Rect, ctx: &RenderContext<'_>) -> u16 {
    let shares = shares(figures, area, Density::Roomy, ctx);
    let rows = |share: &Share| share.least.saturating_add(AMPLE).min(share.most);
    let gaps = u16::try_from(figures.len()).unwrap_or(u16::MAX);
    shares.iter().map(rows).fold(gaps, u16::saturating_add)
}

/// The frames of figures that are all shown, from top to bottom.
pub(super) fn frames(
    figures: &[Figure],
    area: Rect,
    density: Density,
    ctx: &RenderContext<'_>,
) -> Vec<Frame> {
    let shares = shares(figures, area, density, ctx);
    let gap = gap(figures, &shares, area.height);
    let linked = |at: usize| is_linked(figures.get(at), figures.get(at + 1));
    let gaps = (1..figures.len()).filter(|at| !linked(at - 1)).count();
    let gaps = gap * u16::try_from(gaps).unwrap_or(0);
    let mut y = area.y;
    (0..figures.len())
        .zip(heights(&shares, area.height.saturating_sub(gaps)))
        .map(|(at, height)| {
            let height = height.min(area.bottom() - y);
            let room = Rect::new(area.x, y, area.width, height);
            y += height + if linked(at) { 0 } else { gap };
            y = y.min(area.bottom());
            frame(figures, at, room, density)
        })
        .collect()
}

/// Blank rows between figures that are not linked: one where there is room to spare.
fn gap(figures: &[Figure], shares: &[Share], height: u16) -> u16 {
    let needed = shares
        .iter()
        .fold(0u16, |sum, share| sum.saturating_add(share.least));
    let spare = usize::from(height.saturating_sub(needed));
    u16::from(spare >= 2 * figures.len())
}

fn shares(figures: &[Figure], area: Rect, density: Density, ctx: &RenderContext<'_>) -> Vec<Share> {
    (0..figures.len())
        .map(|at| of(&figures[at], frame(figures, at, area, density), ctx))
        .collect()
}

fn frame(figures: &[Figure], at: usize, area: Rect, density: Density) -> Frame {
    let before = at.checked_sub(1).and_then(|before| figures.get(before));
    Frame {
        follows: is_linked(before, figures.get(at)),
        leads: is_linked(figures.get(at), figures.get(at + 1)),
        ..Frame::alone(area, density)
    }
}

/// Shares `height` out: each its least, then what is left to those that can use it, row by row.
fn heights(shares: &[Share], height: u16) -> Vec<u16> {
    let mut heights: Vec<_> = shares.iter().map(|share| share.least).collect();
    let needed = heights
        .iter()
        .fold(0u16, |sum, rows| sum.saturating_add(*rows));
    let mut left = height.saturating_sub(needed);
    while left > 0 {
        let before = left;
        for (rows, share) in heights.iter_mut().zip(shares) {
            if left > 0 && *rows < share.most {
                *rows += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    // A figure that is shown alone gets what there is, even where that is less than it needs.
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
    fn what_is_left_goes_to_those_that_can_use_it() {
        let tall = Share {
            least: 6,
            most: u16::MAX,
        };
        let strip = Share { least: 4, most: 6 };
        assert_eq!(heights(&[tall, strip], 10), [6, 4]);
        assert_eq!(heights(&[tall, strip], 20), [14, 6]);
        assert_eq!(heights(&[Share::exactly(3)], 20), [3]);
        assert_eq!(heights(&[tall], 2), [2]);
    }
}
