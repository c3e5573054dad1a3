//! Horizontal bars.

use ratatui::layout::Rect;

use super::builder::max_width;
use super::frame::HeightRange;
use super::{ChartContext, Paint, Scene, SceneRect};
use crate::figure::{Bar, Bars, Scale};
use crate::locale::Phrase;
use crate::text::{clip, columns};

/// Columns between a label, its bar and its value.
const GAP: u16 = 1;
/// The narrowest bar of a value other than zero, in columns.
const THINNEST: f64 = 0.125;

/// The rows of a bar chart.
pub(super) fn height_range(bars: &Bars) -> HeightRange {
    let count = u16::try_from(bars.bars.len()).unwrap_or(u16::MAX - 1);
    HeightRange::fixed(1 + count)
}

/// The title; on a logarithmic axis with a note that says so.
fn title(bars: &Bars, ctx: &ChartContext<'_>) -> String {
    let title = ctx.format(&bars.title);
    match bars.axis.scale {
        Scale::Linear => title,
        Scale::Log => {
            let phrase = Phrase::key("figure.log-of").with("name", Phrase::verbatim(title));
            ctx.format(&phrase)
        }
    }
}

/// The columns in which the title, the labels and the values are not clipped.
pub(super) fn min_width(bars: &Bars, ctx: &ChartContext<'_>) -> u16 {
    let labels: Vec<_> = bars.bars.iter().map(|bar| ctx.format(&bar.label)).collect();
    let values = bars.bars.iter().map(|bar| ctx.format(&bar.value_text));
    let widest = max_width(&labels).max(max_width(&values.collect::<Vec<_>>()));
    widest.saturating_mul(3).max(columns(&title(bars, ctx)))
}

/// The area of the bars, between their labels and their values.
#[derive(Clone, Copy)]
struct BarArea {
    area: Rect,
    /// The place of the value zero, from 0 to 1.
    zero: f64,
}

impl BarArea {
    /// The column of a place from 0 to 1.
    fn column(self, place: f64) -> f64 {
        f64::from(self.area.x) + place * f64::from(self.area.width)
    }
}

/// Adds bars, each with its label before it and its value behind it.
pub(super) fn add(bars: &Bars, area: Rect, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let below = scene.title(&title(bars, ctx), area, ctx.symbols.ellipsis);
    let labels: Vec<_> = bars.bars.iter().map(|bar| ctx.format(&bar.label)).collect();
    let values: Vec<_> = bars
        .bars
        .iter()
        .map(|bar| ctx.format(&bar.value_text))
        .collect();
    let max_text_width = below.width / 3;
    let (before, behind) = (
        max_width(&labels).min(max_text_width),
        max_width(&values).min(max_text_width),
    );
    let bar_area = BarArea {
        area: Rect {
            x: below.x + before + GAP,
            width: below.width.saturating_sub(before + behind + 2 * GAP + 1),
            ..below
        }
        .intersection(below),
        zero: bars
            .axis
            .place(0.0)
            .map_or(0.0, |zero| zero.clamp(0.0, 1.0)),
    };
    let rows = u16::try_from(bars.bars.len()).unwrap_or(u16::MAX);
    scene.plane(Rect {
        height: bar_area.area.height.min(rows),
        ..bar_area.area
    });
    for (((bar, label), value), row) in bars.bars.iter().zip(&labels).zip(&values).zip(below.rows())
    {
        let label = clip(label, usize::from(before), ctx.symbols.ellipsis);
        scene.text(&label, (row.x, row.y), below, Paint::Text);
        let end = add_bar(bar, bars, bar_area, row.y, scene);
        let start = end + GAP;
        let value_width = usize::from(below.right().saturating_sub(start));
        let value = clip(value, value_width, ctx.symbols.ellipsis);
        scene.text(&value, (start, row.y), below, Paint::Text);
    }
}

/// Adds one bar. Returns the first column behind both the bar and zero.
fn add_bar(bar: &Bar, bars: &Bars, bar_area: BarArea, y: u16, scene: &mut Scene) -> u16 {
    let place = match bars.axis.place(bar.value) {
        Some(place) => place.clamp(0.0, 1.0),
        // An infinite bar fills its side of zero. NaN has no bar.
        None if bar.value == f64::INFINITY => 1.0,
        None if bar.value == f64::NEG_INFINITY => 0.0,
        None => bar_area.zero,
    };
    let zero = bar_area.column(bar_area.zero);
    let end = bar_area.column(place);
    let (from, mut to) = (zero.min(end), zero.max(end));
    // A value that rounds to no part of a cell still shows.
    if place != bar_area.zero && bar.value != 0.0 {
        to = to.max(from + THINNEST);
    }
    if to > from && !bar_area.area.is_empty() {
        let area = SceneRect {
            x: from,
            y: f64::from(y),
            width: to - from,
            height: 1.0,
        };
        scene.rect(area, Paint::Series(bar.role));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between the sides of the area"
    )]
    let behind = (to.max(zero) - 1e-9).ceil().max(0.0) as u16;
    behind.min(bar_area.area.right())
}
