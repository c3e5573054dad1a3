//! A first look at the rows that are used: a scatter chart in the units of the file.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::ImportPage;
use crate::figure::{Axis, Figure, Plot, Role};
use crate::lab::TableRow;
use crate::locale::Phrase;
use crate::ui::{RenderContext, figure};

/// The share of a range that is left blank at its ends.
const MARGIN: f64 = 0.05;

/// Draws the chart; nothing while there are no rows.
pub(super) fn draw(page: &ImportPage, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    if page.gap().is_none() {
        figure::draw_column(&[Figure::Plot(plot(page))], area, buf, ctx);
    }
}

fn plot(page: &ImportPage) -> Plot {
    let (plan, table) = (page.plan(), page.file().table());
    let rows = &page.selection().rows;
    let roles = plan.roles();
    let name = |at: usize| {
        table
            .columns
            .get(at)
            .map_or("", |column| column.name.as_str())
    };
    let has_plane = roles.inputs.len() > 1;
    let target = roles.target.map_or(0, |(at, _)| at);
    let vertical = roles.inputs.get(1).copied().unwrap_or(target);
    let place = |row: &TableRow| {
        let y = if has_plane { row.inputs[1] } else { row.target };
        (row.inputs[0], y)
    };
    let axis = |name: &str, key: fn((f64, f64)) -> f64| {
        let values = rows.iter().map(|row| key(place(row)));
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (low.min(x), high.max(x))
        });
        let margin = if high > low {
            (high - low) * MARGIN
        } else {
            1.0
        };
        Axis::named(name, low - margin, high + margin)
    };
    let title = Phrase::key("ui.import.look").with("n", rows.len());
    let horizontal = roles.inputs.first().copied().unwrap_or(0);
    let plot = Plot::tall(
        title,
        axis(name(horizontal), |(x, _)| x),
        axis(name(vertical), |(_, y)| y),
    );
    let part = |is_in: &dyn Fn(&TableRow) -> bool| -> Vec<(f64, f64)> {
        rows.iter().filter(|row| is_in(row)).map(place).collect()
    };
    if let Some([zero, one]) = plan.class_words(table) {
        let of_zero = part(&|row| row.target < 0.5);
        let of_one = part(&|row| row.target > 0.5);
        let series = |word: &str, count: usize| {
            Phrase::key("ui.import.class-count")
                .with("word", word)
                .with("n", count)
        };
        return plot
            .dots(series(&zero.word, of_zero.len()), Role::First, of_zero)
            .dots(series(&one.word, of_one.len()), Role::Second, of_one);
    }
    if !has_plane {
        let all = part(&|_| true);
        return plot.dots(Phrase::verbatim(name(target)), Role::First, all);
    }
    let middle = median(rows);
    let half = |key: &'static str| {
        Phrase::key(key)
            .with("column", name(target))
            .with("at", middle)
    };
    plot.dots(
        half("ui.import.below"),
        Role::First,
        part(&|row| row.target < middle),
    )
    .dots(
        half("ui.import.above"),
        Role::Second,
        part(&|row| row.target >= middle),
    )
}

/// The median of the targets.
fn median(rows: &[TableRow]) -> f64 {
    let mut targets: Vec<f64> = rows.iter().map(|row| row.target).collect();
    targets.sort_by(f64::total_cmp);
    targets.get(targets.len() / 2).copied().unwrap_or(0.0)
}
