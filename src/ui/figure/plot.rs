//! Curves: title and legend, dots, axes, marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::axes;
use super::coordinates::Coordinates;
use super::dots::{DotGrid, Pattern};
use super::{Frame, cut, write};
use crate::figure::{Mark, MarkKind, Plot, Role, Series, Shape, Stature};
use crate::ui::Pen;
use crate::ui::theme::Part;

/// Rows that a plot needs beside those of its curves.
pub(super) fn rows_around(plot: &Plot, links_on: bool, width: u16, pen: &Pen<'_>) -> u16 {
    let axis = 1 + u16::from(!links_on);
    title_rows(plot, width, pen) + axis + u16::from(has_labelled_marks(plot))
}

/// Draws a plot.
pub(super) fn draw(plot: &Plot, frame: Frame, buf: &mut Buffer, pen: &Pen<'_>) {
    let area = frame.area;
    let around = rows_around(plot, frame.links_on, area.width, pen);
    if area.height <= around || area.width < 8 {
        small(plot, area, buf, pen);
        return;
    }
    let titled = title_rows(plot, area.width, pen);
    heading(
        plot,
        Rect {
            height: titled,
            ..area
        },
        buf,
        pen,
    );
    let gutter = frame
        .gutter
        .max(axes::gutter(&plot.y, pen))
        .min(area.width / 3);
    let inner = Rect::new(
        area.x + gutter + 1,
        area.y + titled,
        area.width - gutter - 1,
        area.height - around,
    );
    let plane = Coordinates::new(inner, area, &plot.x, &plot.y, pen);
    plane.zero_lines(buf, pen);
    curves(plot, inner, pen).render(buf, pen);
    points(plot, &plane, buf, pen);
    plane.left_axis(gutter, buf, pen);
    plane.bottom_axis(buf, pen);
    axis_marks(plot, &plane, buf, pen);
    let mut below = inner.bottom() + 1;
    if !frame.links_on {
        plane.bottom_labels(below, buf, pen);
        below += 1;
    }
    mark_labels(plot, &plane, below, buf, pen);
}

/// Draws a plot in a few cells: its curves and the lines through zero, nothing else.
pub(super) fn small(plot: &Plot, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    Coordinates::new(area, area, &plot.x, &plot.y, pen).zero_lines(buf, pen);
    curves(plot, area, pen).render(buf, pen);
}

fn has_labelled_marks(plot: &Plot) -> bool {
    plot.marks
        .iter()
        .any(|mark| mark.y.is_none() && (mark.label.is_some() || mark.kind == MarkKind::Belief))
}

/// What the legend names: a plot of one curve needs none, unless another lies behind it.
fn legend(plot: &Plot, pen: &Pen<'_>) -> Vec<(String, Role)> {
    if plot.series.len() < 2 {
        return Vec::new();
    }
    let mut entries: Vec<(String, Role)> = Vec::new();
    for series in plot.series.iter().rev() {
        let name = match series.role {
            Role::Ghost => pen.word("figure.before"),
            Role::Belief => pen.word("figure.your-prediction"),
            Role::First | Role::Second | Role::Third | Role::Fourth | Role::Target => {
                pen.say(&series.name)
            }
        };
        let entry = (pen.fold(&name), series.role);
        if !name.is_empty() && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries.sort_by_key(|(_, role)| *role);
    entries
}

fn sample(role: Role, pen: &Pen<'_>) -> &'static str {
    match (pen.glyphs.is_ascii(), role) {
        (true, Role::First) => "**",
        (true, Role::Second) => "oo",
        (true, Role::Third) => "++",
        (true, Role::Fourth) => "xx",
        (true, Role::Target) => "::",
        (true, Role::Ghost) => "..",
        (true, Role::Belief) => "??",
        (false, Role::Target | Role::Belief) => "╌╌",
        (false, Role::First | Role::Second | Role::Third | Role::Fourth | Role::Ghost) => "──",
    }
}

fn legend_width(entries: &[(String, Role)]) -> usize {
    entries.iter().map(|(name, _)| name.width() + 5).sum()
}

/// One row for the title, and one more where title and legend do not fit beside each other.
fn title_rows(plot: &Plot, width: u16, pen: &Pen<'_>) -> u16 {
    let title = pen.say(&plot.title).width();
    let legend = legend_width(&legend(plot, pen));
    match (title, legend) {
        (0, 0) => 0,
        (_, 0) | (0, _) => 1,
        _ => {
            1 + u16::from(plot.stature == Stature::Tall && title + legend + 2 > usize::from(width))
        }
    }
}

fn heading(plot: &Plot, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let title = pen.say(&plot.title);
    let title = cut(
        &pen.fold(&title),
        usize::from(area.width),
        pen.glyphs.ellipsis,
    );
    let entries = legend(plot, pen);
    let mut spans = Vec::new();
    for (name, role) in &entries {
        spans.push(Span::styled(
            format!("  {} ", sample(*role, pen)),
            pen.style(Part::Series(*role)),
        ));
        spans.push(Span::styled(name.clone(), pen.style(Part::Dim)));
    }
    let legend = Line::from(spans);
    let width = u16::try_from(legend.width()).unwrap_or(u16::MAX);
    let mut rows = area.rows();
    if let Some(row) = rows.next() {
        Span::styled(title.clone(), pen.style(Part::Title)).render(row, buf);
        let beside = usize::from(width) + title.width() + 2 <= usize::from(row.width);
        let at = Rect::new(row.right().saturating_sub(width), row.y, width, 1);
        match rows.next() {
            Some(second) => legend.render(second, buf),
            None if beside => legend.render(at.intersection(row), buf),
            None => {}
        }
    }
}

fn curves(plot: &Plot, area: Rect, pen: &Pen<'_>) -> DotGrid {
    let mut grid = DotGrid::new(area, pen.glyphs.dots);
    for series in &plot.series {
        curve(series, plot, &mut grid, pen);
    }
    grid
}

/// Marks that stand at a point of the plane.
fn points(plot: &Plot, plane: &Coordinates<'_>, buf: &mut Buffer, pen: &Pen<'_>) {
    for mark in &plot.marks {
        let (Some(x), Some(y)) = (plane.column(mark.x), mark.y.and_then(|y| plane.row(y))) else {
            continue;
        };
        let (glyph, part) = glyph(mark.kind, pen);
        write(glyph, (x, y), plane.plane, part, buf, pen);
        if let Some(label) = &mark.label {
            let text = pen.say(label);
            let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
            let fits_right = x.saturating_add(width).saturating_add(2) <= plane.plane.right();
            let start = if fits_right {
                x + 2
            } else {
                x.saturating_sub(width.saturating_add(1))
            };
            write(
                &text,
                (start.max(plane.plane.x), y),
                plane.plane,
                part,
                buf,
                pen,
            );
        }
    }
}

/// Marks that stand on the x axis.
fn on_axis(plot: &Plot) -> impl Iterator<Item = &Mark> {
    plot.marks.iter().filter(|mark| mark.y.is_none())
}

fn axis_marks(plot: &Plot, plane: &Coordinates<'_>, buf: &mut Buffer, pen: &Pen<'_>) {
    for mark in on_axis(plot) {
        if let Some(x) = plane.column(mark.x) {
            let (glyph, part) = glyph(mark.kind, pen);
            write(glyph, (x, plane.plane.bottom()), plane.area, part, buf, pen);
        }
    }
}

/// The labels of the marks on the axis, each under its mark as far as the others leave room.
fn mark_labels(plot: &Plot, plane: &Coordinates<'_>, y: u16, buf: &mut Buffer, pen: &Pen<'_>) {
    let area = plane.area;
    let mut taken: Vec<(u16, u16)> = Vec::new();
    for mark in on_axis(plot) {
        let (Some(label), Some(x)) = (axis_label(mark, pen), plane.column(mark.x)) else {
            continue;
        };
        let width = u16::try_from(label.width()).unwrap_or(u16::MAX);
        let last = area.right().saturating_sub(width).max(area.x);
        let places = [
            x.saturating_sub(width / 2),
            x,
            (x + 1).saturating_sub(width),
        ];
        let free = |start: &u16| {
            taken
                .iter()
                .all(|(from, to)| start + width < *from || start > to)
        };
        let start = places
            .map(|start| start.clamp(area.x, last))
            .into_iter()
            .find(free);
        if let Some(start) = start {
            write(&label, (start, y), area, glyph(mark.kind, pen).1, buf, pen);
            taken.push((start, start.saturating_add(width)));
        }
    }
}

/// What stands under a mark on the axis.
fn axis_label(mark: &Mark, pen: &Pen<'_>) -> Option<String> {
    match (&mark.label, mark.kind) {
        (Some(label), _) => Some(pen.say(label)),
        (None, MarkKind::Belief) => Some(pen.word("figure.your-prediction")),
        (None, MarkKind::Kink | MarkKind::Probe | MarkKind::Goal) => None,
    }
}

fn glyph(kind: MarkKind, pen: &Pen<'_>) -> (&'static str, Part) {
    match kind {
        MarkKind::Kink => (pen.glyphs.kink, Part::Kink),
        MarkKind::Probe => (pen.glyphs.probe, Part::Probe),
        MarkKind::Belief => (pen.glyphs.belief, Part::Belief),
        MarkKind::Goal => (pen.glyphs.goal, Part::Goal),
    }
}

fn curve(series: &Series, plot: &Plot, grid: &mut DotGrid, pen: &Pen<'_>) {
    let place = |(x, y): (f64, f64)| Some((plot.x.place(x)?, plot.y.place(y)?));
    let pattern = match series.role {
        Role::Target | Role::Belief => Pattern::Dashed,
        Role::First | Role::Second | Role::Third | Role::Fourth if pen.theme.is_heavy() => {
            Pattern::Heavy
        }
        Role::First | Role::Second | Role::Third | Role::Fourth | Role::Ghost => Pattern::Solid,
    };
    if series.shape == Shape::Dots {
        for at in series.points.iter().filter_map(|point| place(*point)) {
            grid.dot(at, series.role);
        }
        return;
    }
    for pair in series.points.windows(2) {
        // A point that has no place ends the line.
        let (Some(a), Some(b)) = (place(pair[0]), place(pair[1])) else {
            continue;
        };
        match series.shape {
            Shape::Stairs => {
                let corner = (b.0, a.1);
                grid.line(a, corner, series.role, pattern);
                grid.line(corner, b, series.role, pattern);
            }
            Shape::Line | Shape::Dots => grid.line(a, b, series.role, pattern),
        }
    }
}
