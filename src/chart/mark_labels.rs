//! The labels of marks: below the x axis where they have a row of their own, else inside the plane.

use ratatui::layout::Rect;

use super::builder::value_alone;
use super::curves::line_spans;
use super::marks::{height_on_curve, on_axis, paint};
use super::plane::{Plane, cell_at};
use super::{ChartContext, Paint, Scene};
use crate::figure::{Mark, MarkKind, Plot};
use crate::text::columns;

/// Columns between two labels below the axis.
const GAP: u16 = 2;

/// The columns between a label and the sign that it seems to belong to.
const BESIDE: u16 = 1;

/// The rows from the middle of a disc to its edge.
const DISC_REACH: f64 = 0.3;

/// The label of a mark on the x axis.
struct AxisLabel {
    text: String,
    paint: Paint,
    /// The column of the mark.
    column: u16,
    width: u16,
}

impl AxisLabel {
    /// Leaves the value alone, where the label has one.
    fn shorten(&mut self) {
        if let Some(value) = value_alone(&self.text) {
            self.text = value.to_owned();
            self.width = columns(&self.text);
        }
    }
}

/// Whether any mark on the x axis has a label.
pub(super) fn has_axis_labels(plot: &Plot, ctx: &ChartContext<'_>) -> bool {
    on_axis(plot).any(|mark| label(mark, ctx).is_some())
}

/// Adds the labels of marks on the axis in row `y`, each centred below its mark unless it would overlap another label.
pub(super) fn add_labels_below(
    plot: &Plot,
    plane: &Plane,
    y: u16,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let area = plane.figure;
    let mut labels = axis_labels(plot, plane, ctx);
    let needed = labels.iter().map(|label| label.width + GAP);
    if needed.fold(0, u16::saturating_add) > area.width + GAP {
        for label in &mut labels {
            label.shorten();
        }
    }
    let centred = |label: &AxisLabel| {
        let last = area.right().saturating_sub(label.width).max(area.x);
        let start = label.column.saturating_sub(label.width / 2);
        start.clamp(area.x, last)
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
            scene.text(&label.text, (start, y), area, label.paint);
            free_from = start + label.width + 1;
        }
    }
}

fn axis_labels(plot: &Plot, plane: &Plane, ctx: &ChartContext<'_>) -> Vec<AxisLabel> {
    let area = plane.area;
    // The arrow at the edge has the value of a kink beyond it.
    let is_named = |mark: &&Mark| match mark.kind {
        MarkKind::Kink | MarkKind::KinkBefore | MarkKind::Extremum => {
            plane.column(mark.x).is_some()
        }
        MarkKind::Probe | MarkKind::Prediction | MarkKind::Goal => true,
    };
    let mut labels: Vec<_> = on_axis(plot)
        .filter(is_named)
        .filter_map(|mark| {
            let x = plane.x.position(mark.x)?;
            let column = if x < f64::from(area.left()) {
                area.left()
            } else {
                cell_at(x, area.left(), area.right()).unwrap_or(area.right().checked_sub(1)?)
            };
            let text = label(mark, ctx)?;
            let width = columns(&text);
            Some(AxisLabel {
                text,
                paint: paint(mark.kind),
                column,
                width,
            })
        })
        .collect();
    labels.sort_by_key(|label| label.column);
    labels
}

/// A label inside the plane, or a sign.
struct Taken {
    cells: Rect,
    /// The column of the mark of a label.
    label_of: Option<u16>,
    /// The cell of the mark of a sign.
    sign_of: Option<(u16, u16)>,
}

impl Taken {
    /// Whether `cells` have room for the label of a mark in `column`: labels in a row stand in the order of their marks, with
    /// a blank between them.
    fn leaves_room(&self, cells: Rect, column: u16) -> bool {
        match self.label_of {
            Some(other) if self.cells.y == cells.y && other < column => {
                self.cells.right() < cells.left()
            }
            Some(other) if self.cells.y == cells.y && other > column => {
                cells.right() < self.cells.left()
            }
            Some(_) | None => !self.cells.intersects(cells),
        }
    }

    /// Whether it is the sign of another mark than the one at `own`, close beside `cells`: a label there would seem to be its.
    fn is_sign_beside(&self, cells: Rect, own: (u16, u16)) -> bool {
        let reach = Rect {
            x: cells.x.saturating_sub(BESIDE),
            width: cells.width.saturating_add(2 * BESIDE),
            ..cells
        };
        self.sign_of.is_some_and(|sign| sign != own) && self.cells.intersects(reach)
    }
}

/// A place for a label: its cells, and the number of them that lines run through.
#[derive(Clone, Copy)]
struct Place {
    cells: Rect,
    covered: usize,
}

/// Adds the labels of points, and those of marks on the axis where they have no row of their own, each beside its sign
/// where it covers the fewest cells of lines. A label that covers a line or has no place is shortened to its value.
pub(super) fn add_labels_inside(
    plot: &Plot,
    plane: &Plane,
    with_axis_marks: bool,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    // No label covers a sign.
    let signs = plot.marks.iter().filter_map(|mark| {
        let height = mark.y.or_else(|| height_on_curve(mark, plot))?;
        let (x, y) = (plane.column(mark.x)?, plane.row(height)?);
        // The disc may reach into the row above or below.
        let middle = plane.y.position(height)?;
        let row = |y: f64| cell_at(y, plane.area.top(), plane.area.bottom());
        let top = row(middle - DISC_REACH).or_else(|| row(middle))?;
        let bottom = row(middle + DISC_REACH).or_else(|| row(middle))?;
        Some(Taken {
            cells: Rect::new(x.saturating_sub(1), top, 3, bottom - top + 1),
            label_of: None,
            sign_of: Some((x, y)),
        })
    });
    let mut taken: Vec<Taken> = signs.collect();
    let inside = plot.marks.iter().filter_map(|mark| {
        let text = label(mark, ctx)?;
        let at = label_anchor(mark, plot, plane, with_axis_marks)?;
        Some((mark, text, at))
    });
    let labels: Vec<_> = inside.collect();
    if labels.is_empty() {
        return;
    }
    let lines = line_spans(plot, plane);
    for (mark, text, at) in labels {
        let place_of = |text: &str| free_place(at, columns(text), plane, &lines, &taken);
        let whole = place_of(&text).map(|place| (text.as_str(), place));
        let short = value_alone(&text).and_then(|value| Some((value, place_of(value)?)));
        let best = match (whole, short) {
            (Some(whole), Some(short)) if short.1.covered < whole.1.covered => Some(short),
            (Some(whole), _) => Some(whole),
            (None, short) => short,
        };
        if let Some((text, Place { cells, .. })) = best {
            scene.text(text, (cells.x, cells.y), plane.area, paint(mark.kind));
            taken.push(Taken {
                cells,
                label_of: Some(at.0),
                sign_of: None,
            });
        }
    }
}

/// The cell of the sign whose label stands inside the plane.
fn label_anchor(
    mark: &Mark,
    plot: &Plot,
    plane: &Plane,
    with_axis_marks: bool,
) -> Option<(u16, u16)> {
    let height = match mark.y {
        Some(y) => Some(y),
        None if with_axis_marks => height_on_curve(mark, plot).or(Some(f64::NEG_INFINITY)),
        None => None,
    }?;
    let last = plane.area.bottom().saturating_sub(1);
    let row = plane
        .row(height)
        .or_else(|| (height == f64::NEG_INFINITY).then_some(last))?;
    Some((plane.column(mark.x)?, row))
}

/// The cells beside (`x`, `y`) for a label of `width` columns: without another label, away from the signs of other marks where
/// it can be, and with the fewest lines.
fn free_place(
    (x, y): (u16, u16),
    width: u16,
    plane: &Plane,
    lines: &[Vec<(f64, f64)>],
    taken: &[Taken],
) -> Option<Place> {
    let area = plane.area;
    let right = x.saturating_add(2);
    let left = x.checked_sub(width + 1).filter(|left| *left >= area.x);
    let above = y.checked_sub(1).filter(|above| *above >= area.y);
    let below = Some(y + 1).filter(|below| *below < area.bottom());
    let rows = [Some(y), above, below];
    let places = rows
        .into_iter()
        .flatten()
        .flat_map(|row| {
            let starts = [Some(right), left];
            starts.into_iter().flatten().map(move |start| (start, row))
        })
        .map(|(start, row)| Rect::new(start, row, width, 1))
        .filter(|cells| cells.intersection(area) == *cells)
        .filter(|cells| taken.iter().all(|taken| taken.leaves_room(*cells, x)));
    let is_doubtful = |cells: Rect| {
        taken
            .iter()
            .any(|taken| taken.is_sign_beside(cells, (x, y)))
    };
    let measure = |cells: Rect| Place {
        cells,
        covered: covered(cells, plane, lines),
    };
    let places = places.map(measure);
    places.min_by_key(|place| (is_doubtful(place.cells), place.covered))
}

/// The number of columns of `cells` in which a line runs through their row.
fn covered(cells: Rect, plane: &Plane, lines: &[Vec<(f64, f64)>]) -> usize {
    let (top, bottom) = (f64::from(cells.top()), f64::from(cells.bottom()));
    let runs_through = |column: &u16| {
        let spans = lines.get(usize::from(column.saturating_sub(plane.area.x)));
        let mut spans = spans.into_iter().flatten();
        spans.any(|(high, low)| *high < bottom && *low >= top)
    };
    (cells.left()..cells.right()).filter(runs_through).count()
}

/// The label of a mark, if it has one.
fn label(mark: &Mark, ctx: &ChartContext<'_>) -> Option<String> {
    let text = match (&mark.label, mark.kind) {
        (Some(label), _) => ctx.format(label),
        (None, MarkKind::Prediction) => ctx.word("figure.your-prediction"),
        (
            None,
            MarkKind::Kink
            | MarkKind::KinkBefore
            | MarkKind::Extremum
            | MarkKind::Probe
            | MarkKind::Goal,
        ) => return None,
    };
    (!text.is_empty()).then_some(text)
}
