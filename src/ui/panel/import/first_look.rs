//! A first look at the rows that are used: a scatter chart in the units of the file.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::ImportPage;
use crate::figure::{Axis, Figure, MarkKind, Plot, Role};
use crate::lab::TableRow;
use crate::lab::import::ImportColumn;
use crate::locale::Phrase;
use crate::text::{clip, columns, width};
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;
use crate::ui::{RenderContext, figure};

/// The share of a range that is left blank at its ends.
const MARGIN: f64 = 0.05;
/// The columns of the sample, the blanks and the gap around a name in the legend.
const LEGEND_COLUMNS: u16 = 6;

/// The columns between two texts of a row.
const GAP: u16 = 2;

/// A part of the rows, such as a class.
struct Part {
    name: String,
    points: Vec<(f64, f64)>,
}

/// Draws the chart, or a note while something is missing.
pub(super) fn draw(page: &ImportPage, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    if page.gap().is_some() {
        return draw_note("ui.import.no-look", area, buf, ctx);
    }
    figure::draw_column(&[Figure::Plot(plot(page, area.width, ctx))], area, buf, ctx);
}

/// Draws the text under `key` in place of the chart.
pub(super) fn draw_note(key: &str, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let style = ctx.style(StyleRole::Dim);
    super::draw_lines(wrap_text(ctx.word(key), style, area.width), area, buf);
}

fn plot(page: &ImportPage, area_width: u16, ctx: &RenderContext<'_>) -> Plot {
    let roles = page.plan().roles();
    let target = roles.target.map_or(0, |(at, _)| at);
    let horizontal = roles.inputs.first().copied().unwrap_or(0);
    let vertical = roles.inputs.get(1).copied().unwrap_or(target);
    let plot = Plot::tall(
        Phrase::key("ui.import.look").with("n", page.selection().rows.len()),
        axis(page, horizontal, |(x, _)| x),
        axis(page, vertical, |(_, y)| y),
    );
    // The name of the vertical axis stands in the row of the legend.
    let axis_name = plot.y.label.as_ref().map(|name| ctx.format(name));
    let axis_width = columns(&axis_name.unwrap_or_default()) + GAP;
    let room = area_width.saturating_sub(axis_width);
    let Some([low, high]) = parts(page, room, ctx) else {
        let name = Phrase::verbatim(column_name(page, target));
        return plot.dots(name, Role::First, points(page, |_| true));
    };
    if !ctx.theme.has_hues() {
        return signed_plot(plot, low, high, ctx);
    }
    let title = ctx.format(&plot.title);
    let names = [&low.name, &high.name].map(|name| columns(name) + LEGEND_COLUMNS);
    // The legend says more than the title.
    let plot = if columns(&title) + GAP + names.iter().sum::<u16>() <= room {
        plot
    } else {
        let title = Phrase::verbatim("");
        Plot { title, ..plot }
    };
    plot.dots(Phrase::verbatim(low.name), Role::First, low.points)
        .dots(Phrase::verbatim(high.name), Role::Second, high.points)
}

/// The plot of two parts that differ by their signs, which the title explains.
fn signed_plot(plot: Plot, low: Part, high: Part, ctx: &RenderContext<'_>) -> Plot {
    let title = Phrase::key("ui.import.signs")
        .with("dot", ctx.fold("·"))
        .with("first", low.name)
        .with("sign", ctx.glyphs.kink)
        .with("second", high.name);
    let plot = Plot { title, ..plot }.dots(Phrase::verbatim(""), Role::First, low.points);
    // The sign of a kink is the one that no dot resembles.
    let mark = |plot: Plot, (x, y)| plot.mark(MarkKind::Kink, x, Some(y), None);
    high.points.into_iter().fold(plot, mark)
}

/// The two classes, or the lower and the upper half of a number over a plane, with a legend of at most `room` columns; none
/// for a curve.
fn parts(page: &ImportPage, room: u16, ctx: &RenderContext<'_>) -> Option<[Part; 2]> {
    let rows = &page.selection().rows;
    let max_width = usize::from((room / 2).saturating_sub(LEGEND_COLUMNS));
    if let Some([zero, one]) = page.plan().class_words(page.file().table()) {
        let part = |word: &str, is_in: fn(&TableRow) -> bool| {
            let points = points(page, is_in);
            let count = |word: &str| {
                let phrase = Phrase::key("ui.import.class-count").with("word", word);
                ctx.format(&phrase.with("n", points.len()))
            };
            let room = max_width.saturating_sub(width(&count("")));
            let name = count(&clip(word, room, ctx.glyphs.ellipsis));
            Part { name, points }
        };
        return Some([
            part(&zero.word, |row| row.target < 0.5),
            part(&one.word, |row| row.target > 0.5),
        ]);
    }
    if page.plan().roles().inputs.len() < 2 {
        return None;
    }
    let (target, _) = page.plan().roles().target?;
    let middle = median(rows);
    let part = |key: &'static str, points| {
        let name = |column: &str| {
            let phrase = Phrase::key(key).with("column", column);
            ctx.format(&phrase.with("at", middle))
        };
        let room = max_width.saturating_sub(width(&name("")));
        let column = clip(column_name(page, target), room, ctx.glyphs.ellipsis);
        Part {
            name: name(&column),
            points,
        }
    };
    Some([
        part("ui.import.below", points(page, |row| row.target < middle)),
        part("ui.import.above", points(page, |row| row.target >= middle)),
    ])
}

/// The places of the rows that are in a part.
fn points(page: &ImportPage, is_in: impl Fn(&TableRow) -> bool) -> Vec<(f64, f64)> {
    let rows = page.selection().rows.iter();
    rows.filter(|row| is_in(row))
        .map(|row| place(page, row))
        .collect()
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
    let column = page.file().table().columns.get(at);
    let name = column.map(ImportColumn::name_with_unit);
    Axis::named(&name.unwrap_or_default(), low - margin, high + margin)
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
