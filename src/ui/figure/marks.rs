//! Marks of a plot: kinks, probes, predictions and goals, each with a glyph and a label.

use ratatui::buffer::Buffer;

use super::coordinates::Coordinates;
use super::draw_text::draw_text;
use crate::figure::{Mark, MarkKind, Plot};
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Columns between two labels.
const GAP: u16 = 2;

/// The label of a mark on the x axis.
struct MarkLabel {
    text: String,
    style_role: StyleRole,
    /// The column of the mark.
    column: u16,
    width: u16,
}

/// Whether any mark on the x axis has a label.
pub(super) fn has_labels(plot: &Plot, ctx: &RenderContext<'_>) -> bool {
    marks_on_axis(plot).any(|mark| label_text(mark, ctx).is_some())
}

/// The marks on the x axis.
fn marks_on_axis(plot: &Plot) -> impl Iterator<Item = &Mark> {
    plot.marks.iter().filter(|mark| mark.y.is_none())
}

/// Draws dotted vertical lines above predictions and goals on the axis.
pub(super) fn draw_guides(
    plot: &Plot,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    for mark in marks_on_axis(plot) {
        let style_role = match mark.kind {
            MarkKind::Prediction => StyleRole::Prediction,
            MarkKind::Goal => StyleRole::Goal,
            MarkKind::Kink | MarkKind::Extremum | MarkKind::Probe => continue,
        };
        if let Some(x) = plane.column(mark.x) {
            for y in plane.plane.top()..plane.plane.bottom() {
                draw_text(ctx.glyphs.guide, (x, y), plane.plane, style_role, buf, ctx);
            }
        }
    }
}

/// Draws the glyphs of marks on the axis. A mark beyond an end of the axis is an arrow there.
pub(super) fn draw_on_axis(
    plot: &Plot,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let mut marks: Vec<_> = marks_on_axis(plot).collect();
    // A kink is drawn last, so that it covers a prediction in the same column, which also has a guide above it.
    marks.sort_by_key(|mark| mark.kind == MarkKind::Kink);
    for mark in marks {
        let (glyph, style_role) = mark_glyph(mark.kind, ctx);
        if let Some((x, arrow)) = glyph_column(plane, mark, ctx) {
            let at = (x, plane.plane.bottom());
            draw_text(arrow.unwrap_or(glyph), at, plane.area, style_role, buf, ctx);
        }
    }
}

/// The column of a mark. For a mark beyond an end of the axis, the column at that end and an arrow.
fn glyph_column(
    plane: &Coordinates<'_>,
    mark: &Mark,
    ctx: &RenderContext<'_>,
) -> Option<(u16, Option<&'static str>)> {
    let along = plane.x.place(mark.x)?;
    if let Some(x) = plane.column(mark.x) {
        return Some((x, None));
    }
    let last = plane.plane.right().checked_sub(1)?;
    Some(if along < 0.0 {
        (plane.plane.x, Some(ctx.glyphs.back))
    } else {
        (last, Some(ctx.glyphs.pointer))
    })
}

fn labels(plot: &Plot, plane: &Coordinates<'_>, ctx: &RenderContext<'_>) -> Vec<MarkLabel> {
    let mut labels: Vec<_> = marks_on_axis(plot)
        .filter_map(|mark| {
            let (column, _) = glyph_column(plane, mark, ctx)?;
            let text = label_text(mark, ctx)?;
            let width = columns(&text);
            let (_, style_role) = mark_glyph(mark.kind, ctx);
            Some(MarkLabel {
                text,
                style_role,
                column,
                width,
            })
        })
        .collect();
    labels.sort_by_key(|label| label.column);
    labels
}

/// Draws the labels in row `y`, each centred below its mark unless that would overlap another label.
pub(super) fn draw_labels_below(
    plot: &Plot,
    plane: &Coordinates<'_>,
    y: u16,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let area = plane.area;
    let labels = labels(plot, plane, ctx);
    let centred = |label: &MarkLabel| {
        let last = area.right().saturating_sub(label.width).max(area.x);
        label
            .column
            .saturating_sub(label.width / 2)
            .clamp(area.x, last)
    };
    let mut starts: Vec<u16> = labels.iter().map(centred).collect();
    // Labels are moved apart to the right first. Those beyond the right end are then moved back to the left.
    for i in 1..labels.len() {
        starts[i] = starts[i].max(starts[i - 1] + labels[i - 1].width + GAP);
    }
    let mut end = area.right() + GAP;
    for (start, label) in starts.iter_mut().zip(&labels).rev() {
        *start = (*start).min(end.saturating_sub(label.width + GAP));
        end = *start;
    }
    let mut free_from = area.x;
    for (start, label) in starts.into_iter().zip(&labels) {
        if start >= free_from && start + label.width <= area.right() {
            draw_text(&label.text, (start, y), area, label.style_role, buf, ctx);
            free_from = start + label.width + 1;
        }
    }
}

/// Draws the labels on the axis itself, each beside its mark where it covers no other mark.
pub(super) fn draw_labels_on_axis(
    plot: &Plot,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let y = plane.plane.bottom();
    let (first, end) = (plane.plane.x, plane.plane.right());
    let mut used: Vec<(u16, u16)> = marks_on_axis(plot)
        .filter_map(|mark| glyph_column(plane, mark, ctx))
        .map(|(x, _)| (x, x + 1))
        .collect();
    for label in labels(plot, plane, ctx) {
        let right = Some(label.column + 2).filter(|start| start + label.width < end);
        let left = label
            .column
            .checked_sub(label.width + 1)
            .filter(|start| *start > first);
        let is_free = |start: &u16| {
            let (from, to) = (start.saturating_sub(1), start + label.width + 1);
            used.iter().all(|(a, b)| to <= *a || *b <= from)
        };
        if let Some(start) = [right, left].into_iter().flatten().find(is_free) {
            let text = format!(" {} ", label.text);
            draw_text(
                &text,
                (start - 1, y),
                plane.area,
                label.style_role,
                buf,
                ctx,
            );
            used.push((start - 1, start + label.width + 1));
        }
    }
}

/// Draws marks at points of the plane, with their labels where they hide the fewest cells.
pub(super) fn draw_points(
    plot: &Plot,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let area = plane.plane;
    for mark in &plot.marks {
        let (Some(x), Some((y, arrow))) = (
            plane.column(mark.x),
            mark.y.and_then(|y| glyph_row(plane, y, ctx)),
        ) else {
            continue;
        };
        let (glyph, style_role) = mark_glyph(mark.kind, ctx);
        if let Some(label) = label_text(mark, ctx) {
            let width = columns(&label);
            let right = x.saturating_add(2);
            let left = x.saturating_sub(width.saturating_add(1));
            let above = y.checked_sub(1).unwrap_or(y);
            let places = [
                (right, y),
                (right, above),
                (left, above),
                (left, y),
                (right, y + 1),
                (left, y + 1),
            ];
            let is_inside = |&&(start, row): &&(u16, u16)| {
                start >= area.x
                    && start.saturating_add(width) <= area.right()
                    && row >= area.y
                    && row < area.bottom()
            };
            let hidden = |&&(start, row): &&(u16, u16)| {
                let cells = start.saturating_sub(1)..=start.saturating_add(width);
                cells
                    .filter(|x| buf.cell((*x, row)).is_some_and(|cell| cell.symbol() != " "))
                    .count()
            };
            if let Some(at) = places.iter().filter(is_inside).min_by_key(hidden) {
                draw_text(&label, *at, area, style_role, buf, ctx);
            }
        }
        if mark.kind == MarkKind::Probe {
            ctx.place_cursor(x, y);
        }
        draw_text(arrow.unwrap_or(glyph), (x, y), area, style_role, buf, ctx);
    }
}

/// The row of the value `y`. For a value beyond an end of the axis, the row at that end and an arrow.
fn glyph_row(
    plane: &Coordinates<'_>,
    y: f64,
    ctx: &RenderContext<'_>,
) -> Option<(u16, Option<&'static str>)> {
    let up = plane.y.place(y)?;
    if let Some(row) = plane.row(y) {
        return Some((row, None));
    }
    let last = plane.plane.bottom().checked_sub(1)?;
    Some(if up < 0.0 {
        (last, Some(ctx.glyphs.more_below))
    } else {
        (plane.plane.y, Some(ctx.glyphs.more_above))
    })
}

/// The label of a mark, if it has one.
fn label_text(mark: &Mark, ctx: &RenderContext<'_>) -> Option<String> {
    match (&mark.label, mark.kind) {
        (Some(label), _) => Some(ctx.format(label)),
        (None, MarkKind::Prediction) => Some(ctx.word("figure.your-prediction")),
        (None, MarkKind::Kink | MarkKind::Extremum | MarkKind::Probe | MarkKind::Goal) => None,
    }
}

fn mark_glyph(kind: MarkKind, ctx: &RenderContext<'_>) -> (&'static str, StyleRole) {
    match kind {
        MarkKind::Kink | MarkKind::Extremum => (ctx.glyphs.kink, StyleRole::Kink),
        MarkKind::Probe => (ctx.glyphs.probe, StyleRole::Probe),
        MarkKind::Prediction => (ctx.glyphs.prediction, StyleRole::Prediction),
        MarkKind::Goal => (ctx.glyphs.goal, StyleRole::Goal),
    }
}
