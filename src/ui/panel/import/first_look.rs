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
    let rows = &page.selection().rows;
    let roles = page.plan().roles();
    let target = roles.target.map_or(0, |(at, _)| at);
    let horizontal = roles.inputs.first().copied().unwrap_or(0);
    let vertical = roles.inputs.get(1).copied().unwrap_or(target);
    let plot = Plot::tall(
        Phrase::key("ui.import.look").with("n", rows.len()),
        axis(page, horizontal, |(x, _)| x),
        axis(page, vertical, |(_, y)| y),
    );
    let add = |plot: Plot, name, role, is_in: &dyn Fn(&TableRow) -> bool| {
        let part = rows.iter().filter(|row| is_in(row));
        plot.dots(name, role, part.map(|row| place(page, row)).collect())
    };
    if let Some([zero, one]) = page.plan().class_words(page.file().table()) {
        let name = |word: &str, is_one: bool| {
            let count = rows.iter().filter(|row| (row.target > 0.5) == is_one);
            Phrase::key("ui.import.class-count")
                .with("word", word)
                .with("n", count.count())
        };
        let plot = add(plot, name(&zero.word, false), Role::First, &|row| {
            row.target < 0.5
        });
        return add(plot, name(&one.word, true), Role::Second, &|row| {
            row.target > 0.5
        });
    }
    let target = column_name(page, target);
    if roles.inputs.len() < 2 {
        return add(plot, Phrase::verbatim(target), Role::First, &|_| true);
    }
    let middle = median(rows);
    let half = |key: &'static str| Phrase::key(key).with("column", target).with("at", middle);
    let plot = add(plot, half("ui.import.below"), Role::First, &|row| {
        row.target < middle
    });
    add(plot, half("ui.import.above"), Role::Second, &|row| {
        row.target >= middle
    })
}

/// The place of a row: its inputs, or its input and its target.
fn place(page: &ImportPage, row: &TableRow) -> (f64, f64) {
    let has_plane = page.plan().roles().inputs.len() > 1;
    let y = if has_plane { row.inputs[1] } else { row.target };
    (row.inputs[0], y)
}

/// The axis of the column with the index `at`, along which `key` places the rows.
fn axis(page: &ImportPage, at: usize, key: fn((f64, f64)) -> f64) -> Axis {
    let rows = page.selection().rows.iter();
    let values = rows.map(|row| key(place(page, row)));
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
        (low.min(x), high.max(x))
    });
    let margin = if high > low {
        (high - low) * MARGIN
    } else {
        1.0
    };
    Axis::named(column_name(page, at), low - margin, high + margin)
}

fn column_name(page: &ImportPage, at: usize) -> &str {
    let column = page.file().table().columns.get(at);
    column.map_or("", |column| column.name.as_str())
}

/// The median of the targets.
fn median(rows: &[TableRow]) -> f64 {
    let mut targets: Vec<f64> = rows.iter().map(|row| row.target).collect();
    targets.sort_by(f64::total_cmp);
    targets.get(targets.len() / 2).copied().unwrap_or(0.0)
}
