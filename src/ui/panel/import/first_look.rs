//! A first look at the rows that are used: a scatter chart in the units of the file.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::ImportPage;
use crate::figure::{Axis, Figure, Plot, Role};
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

/// The two classes, or the lower and the upper half of a number over a plane, with a legend of at most `room` columns; none
/// for a curve.
fn parts(page: &ImportPage, room: u16, ctx: &RenderContext<'_>) -> Option<[Part; 2]> {
    let (target, _) = page.plan().roles().target?;
    let room = usize::from(room.saturating_sub(2 * LEGEND_COLUMNS));
    if let Some(classes) = page.plan().class_words(page.file().table()) {
        let points = [
            points(page, |row| row.target < 0.5),
            points(page, |row| row.target > 0.5),
        ];
        let counts = points.each_ref().map(Vec::len);
        let name = |at: usize, word: &str| {
            let phrase = Phrase::key("ui.import.class-count").with("word", word);
            ctx.format(&phrase.with("n", counts[at]))
        };
        let words = classes.map(|class| class.word.as_str());
        return Some(Part::pair(short_names(words, room, name, ctx), points));
    }
    if page.plan().roles().inputs.len() < 2 {
        return None;
    }
    let middle = median(&page.selection().rows);
    let points = [
        points(page, |row| row.target < middle),
        points(page, |row| row.target >= middle),
    ];
    let name = |at: usize, column: &str| {
        let key = ["ui.import.below", "ui.import.above"][at];
        ctx.format(&Phrase::key(key).with("column", column).with("at", middle))
    };
    let column = column_name(page, target);
    let names = short_names([column; 2], room, name, ctx);
    Some(Part::pair(names, points))
}

/// The names that `name` makes of two words, which are cut where the names would take more than `room` columns.
fn short_names(
    words: [&str; 2],
    room: usize,
    name: impl Fn(usize, &str) -> String,
    ctx: &RenderContext<'_>,
) -> [String; 2] {
    let [first, second] = [0, 1].map(|at| width(&name(at, words[at])));
    let half = room / 2;
    // A short name leaves the rest of its half to the other one.
    let rooms = [second, first].map(|other| half.max(room.saturating_sub(other)));
    [0, 1].map(|at| {
        let word_room = rooms[at].saturating_sub(width(&name(at, "")));
        name(at, &clip(words[at], word_room, ctx.glyphs.ellipsis))
    })
}

impl Part {
    fn pair(names: [String; 2], points: [Vec<(f64, f64)>; 2]) -> [Self; 2] {
        let [low, high] = names;
        let [low_points, high_points] = points;
        [
            Self {
                name: low,
                points: low_points,
            },
            Self {
                name: high,
                points: high_points,
            },
        ]
    }
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
