//! Marked places: kinks, probes, predictions and goals, each with its sign and its label.

use ratatui::buffer::Buffer;

use super::coordinates::Coordinates;
use super::write;
use crate::figure::{Mark, MarkKind, Plot};
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Columns between two labels.
const AIR: u16 = 2;

/// A label of a mark on the axis.
struct Label {
    text: String,
    part: StyleRole,
    /// The column of its mark.
    at: u16,
    width: u16,
}

/// Whether a mark on the x axis has a label.
pub(super) fn has_labels(plot: &Plot, ctx: &RenderContext<'_>) -> bool {
    standing_on_axis(plot).any(|mark| text(mark, ctx).is_some())
}

/// Marks that stand on the x axis.
fn standing_on_axis(plot: &Plot) -> impl Iterator<Item = &Mark> {
    plot.marks.iter().filter(|mark| mark.y.is_none())
}

/// Quiet lines over predictions and goals on the axis, so that one sees where a curve meets them.
pub(super) fn guides(
    plot: &Plot,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    for mark in standing_on_axis(plot) {
        let part = match mark.kind {
            MarkKind::Prediction => StyleRole::Belief,
            MarkKind::Goal => StyleRole::Goal,
            MarkKind::Kink | MarkKind::Turn | MarkKind::Probe => continue,
        };
        if let Some(x) = plane.column(mark.x) {
            for y in plane.plane.top()..plane.plane.bottom() {
                write(ctx.glyphs.guide, (x, y), plane.plane, part, buf, ctx);
            }
        }
    }
}

/// The signs on the axis. One that lies beyond its end points there.
pub(super) fn on_axis(
    plot: &Plot,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let mut marks: Vec<_> = standing_on_axis(plot).collect();
    // Where two stand in one column, the kink is in front: the prediction has its line above.
    marks.sort_by_key(|mark| mark.kind == MarkKind::Kink);
    for mark in marks {
        let (sign, part) = sign(mark.kind, ctx);
        if let Some((x, beyond)) = column(plane, mark, ctx) {
            let at = (x, plane.plane.bottom());
            write(beyond.unwrap_or(sign), at, plane.area, part, buf, ctx);
        }
    }
}

/// The column of a mark; for one beyond the end of the axis, its last column and the sign that points on.
fn column(
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

fn labels(plot: &Plot, plane: &Coordinates<'_>, ctx: &RenderContext<'_>) -> Vec<Label> {
    let mut labels: Vec<_> = standing_on_axis(plot)
        .filter_map(|mark| {
            let (at, _) = column(plane, mark, ctx)?;
            let text = text(mark, ctx)?;
            let width = columns(&text);
            let (_, part) = sign(mark.kind, ctx);
            Some(Label {
                text,
                part,
                at,
                width,
            })
        })
        .collect();
    labels.sort_by_key(|label| label.at);
    labels
}

/// The labels in a row of their own, each under its mark as far as the others leave room.
pub(super) fn labels_below(
    plot: &Plot,
    plane: &Coordinates<'_>,
    y: u16,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let area = plane.area;
    let labels = labels(plot, plane, ctx);
    let centred = |label: &Label| {
        let last = area.right().saturating_sub(label.width).max(area.x);
        label.at.saturating_sub(label.width / 2).clamp(area.x, last)
    };
    let mut starts: Vec<u16> = labels.iter().map(centred).collect();
    // Pushed apart to the right first; what then hangs over the end is pushed back to the left.
    for i in 1..labels.len() {
        starts[i] = starts[i].max(starts[i - 1] + labels[i - 1].width + AIR);
    }
    let mut end = area.right() + AIR;
    for (start, label) in starts.iter_mut().zip(&labels).rev() {
        *start = (*start).min(end.saturating_sub(label.width + AIR));
        end = *start;
    }
    let mut free_from = area.x;
    for (start, label) in starts.into_iter().zip(&labels) {
        if start >= free_from && start + label.width <= area.right() {
            write(&label.text, (start, y), area, label.part, buf, ctx);
            free_from = start + label.width + 1;
        }
    }
}

/// The labels on the axis itself, each beside its mark, where no other mark is covered.
pub(super) fn labels_on_axis(
    plot: &Plot,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let y = plane.plane.bottom();
    let (first, end) = (plane.plane.x, plane.plane.right());
    let mut taken: Vec<(u16, u16)> = standing_on_axis(plot)
        .filter_map(|mark| column(plane, mark, ctx))
        .map(|(x, _)| (x, x + 1))
        .collect();
    for label in labels(plot, plane, ctx) {
        let right = Some(label.at + 2).filter(|start| start + label.width < end);
        let left = label
            .at
            .checked_sub(label.width + 1)
            .filter(|start| *start > first);
        let is_free = |start: &u16| {
            let (from, to) = (start.saturating_sub(1), start + label.width + 1);
            taken.iter().all(|(a, b)| to <= *a || *b <= from)
        };
        if let Some(start) = [right, left].into_iter().flatten().find(is_free) {
            let text = format!(" {} ", label.text);
            write(&text, (start - 1, y), plane.area, label.part, buf, ctx);
            taken.push((start - 1, start + label.width + 1));
        }
    }
}

/// Marks that stand at a point of the plane, their labels where they hide least.
pub(super) fn points(
    plot: &Plot,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let area = plane.plane;
    for mark in &plot.marks {
        let (Some(x), Some((y, beyond))) = (
            plane.column(mark.x),
            mark.y.and_then(|y| row(plane, y, ctx)),
        ) else {
            continue;
        };
        let (sign, part) = sign(mark.kind, ctx);
        if let Some(label) = text(mark, ctx) {
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
                write(&label, *at, area, part, buf, ctx);
            }
        }
        write(beyond.unwrap_or(sign), (x, y), area, part, buf, ctx);
    }
}

/// The row of a height; for one beyond the end of the axis, the row there and the sign that points on.
fn row(
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

/// What stands beside a mark.
fn text(mark: &Mark, ctx: &RenderContext<'_>) -> Option<String> {
    match (&mark.label, mark.kind) {
        (Some(label), _) => Some(ctx.format(label)),
        (None, MarkKind::Prediction) => Some(ctx.word("figure.your-prediction")),
        (None, MarkKind::Kink | MarkKind::Turn | MarkKind::Probe | MarkKind::Goal) => None,
    }
}

fn sign(kind: MarkKind, ctx: &RenderContext<'_>) -> (&'static str, StyleRole) {
    match kind {
        MarkKind::Kink | MarkKind::Turn => (ctx.glyphs.kink, StyleRole::Kink),
        MarkKind::Probe => (ctx.glyphs.probe, StyleRole::Probe),
        MarkKind::Prediction => (ctx.glyphs.belief, StyleRole::Belief),
        MarkKind::Goal => (ctx.glyphs.goal, StyleRole::Goal),
    }
}
