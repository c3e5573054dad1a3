//! The names of curves: at the right end of each curve where they fit, else in a legend.

use super::clip_line::clip_polyline;
use super::curves::height_of_line;
use super::plane::Plane;
use super::{ChartContext, DiscShape, Paint, Scene};
use crate::figure::{Plot, PlotHeight, Role, Series, SeriesShape, Ticks};
use crate::locale::Phrase;
use crate::text::columns;

/// The most columns of a name behind its curve.
const MAX_WIDTH: u16 = 18;
/// Columns between the plane and the names behind it.
pub(super) const GAP: u16 = 1;
/// A curve that ends before this part of the axis has its name in the legend.
const MIN_END: f64 = 0.95;

/// The name of a curve or of a series of dots.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CurveName {
    /// The name.
    pub text: String,
    /// The meaning of the curve.
    pub role: Role,
    /// The shape of its dots. None for a line.
    pub dots: Option<DiscShape>,
    /// The last point of a line that reaches the right end of the axis.
    end: Option<(f64, f64)>,
}

/// The names of all curves, each once. Empty for a single curve.
pub(super) fn curve_names(plot: &Plot, ctx: &ChartContext<'_>) -> Vec<CurveName> {
    let mut names = all_names(plot, ctx);
    if names.len() < 2 {
        names.clear();
    }
    names
}

fn all_names(plot: &Plot, ctx: &ChartContext<'_>) -> Vec<CurveName> {
    let mut names: Vec<CurveName> = Vec::new();
    let mut dot_series = 0;
    // Trails look alike; a name would not tell one from another.
    let curves = plot
        .series
        .iter()
        .filter(|series| series.shape != SeriesShape::Trail);
    for series in curves {
        let text = match series.role {
            Role::Ghost => ctx.word("figure.before"),
            Role::First
            | Role::Second
            | Role::Third
            | Role::Fourth
            | Role::Target
            | Role::Prediction => ctx.format(&series.name),
        };
        let dots = match series.shape {
            SeriesShape::Dots => {
                dot_series += 1;
                Some(dot_shape(dot_series - 1))
            }
            SeriesShape::Line | SeriesShape::Staircase | SeriesShape::Trail => None,
        };
        let end = match series.shape {
            SeriesShape::Dots | SeriesShape::Trail => None,
            SeriesShape::Line | SeriesShape::Staircase => series
                .points
                .iter()
                .rev()
                .find(|(x, y)| x.is_finite() && y.is_finite())
                .filter(|(x, _)| plot.x.place(*x).is_some_and(|place| place >= MIN_END))
                .copied(),
        };
        let name = CurveName {
            text,
            role: series.role,
            dots,
            end,
        };
        let is_known = |known: &CurveName| known.role == name.role && known.text == name.text;
        // A tick beside a row of dots names it already.
        let has_tick = name.dots.is_some() && is_tick(&series.name, plot);
        if !name.text.is_empty() && !has_tick && !names.iter().any(is_known) {
            names.push(name);
        }
    }
    merge_covered(plot, &mut names);
    names.sort_by_key(|name| name.role);
    names
}

/// Where the prediction covers the curve before, one name says that they are the same curve.
fn merge_covered(plot: &Plot, names: &mut Vec<CurveName>) {
    let line = |role: Role| {
        let mut lines = plot.series.iter().filter(|series| series.role == role);
        let line = lines.next().filter(|_| lines.next().is_none());
        line.filter(|series| series.shape == SeriesShape::Line)
    };
    let coincide = |a: Role, b: Role| {
        let pair = line(a).zip(line(b));
        pair.is_some_and(|(a, b)| is_on(plot, a, b) && is_on(plot, b, a))
    };
    let before = names.iter().position(|name| name.role == Role::Ghost);
    let (Some(before), true) = (before, coincide(Role::Ghost, Role::Prediction)) else {
        return;
    };
    let before = names.remove(before);
    for name in names
        .iter_mut()
        .filter(|name| name.role == Role::Prediction)
    {
        name.text = format!("{} = {}", before.text, name.text);
    }
}

/// Two curves this close together, in parts of the height of the plane, look like one.
const SAME_HEIGHT: f64 = 2e-3;

/// Whether every point of `line` on the x axis lies on `other`.
fn is_on(plot: &Plot, line: &Series, other: &Series) -> bool {
    let on_axis = |x: f64| {
        let place = plot.x.place(x);
        place.is_some_and(|place| (-1e-9..=1.0 + 1e-9).contains(&place))
    };
    let mut points = line.points.iter().filter(|(x, _)| on_axis(*x));
    points.all(|(x, y)| {
        let Some(height) = height_of_line(&other.points, *x) else {
            return false;
        };
        match (plot.y.place(height), plot.y.place(*y)) {
            (Some(a), Some(b)) => (a - b).abs() < SAME_HEIGHT,
            (None, None) => height == *y,
            (_, _) => false,
        }
    })
}

/// Whether a tick of the y axis has the label `name`.
fn is_tick(name: &Phrase, plot: &Plot) -> bool {
    match &plot.y.ticks {
        Ticks::Round => false,
        Ticks::At(ticks) => ticks.iter().any(|(_, label)| label == name),
    }
}

/// The shape of the dots of the series with the index `at` among the series of dots.
pub(super) fn dot_shape(at: usize) -> DiscShape {
    match at % 4 {
        0 => DiscShape::Filled,
        1 => DiscShape::Ring,
        2 => DiscShape::Cross,
        _ => DiscShape::Plus,
    }
}

/// The columns that names behind the plane take. 0 where the names stand in the legend.
///
/// A single curve keeps the columns of two names free, so that the plane keeps its width when a control is turned and the
/// curve before appears.
pub(super) fn width_at_ends(plot: &Plot, figure_width: u16, ctx: &ChartContext<'_>) -> u16 {
    let names = all_names(plot, ctx);
    let lines = names.iter().filter(|name| name.dots.is_none());
    let before = columns(&ctx.word("figure.before"));
    let widest = lines
        .clone()
        .map(|name| columns(&name.text).max(before))
        .max();
    let fits = |width: &u16| {
        *width <= MAX_WIDTH
            && *width <= figure_width / 4
            && plot.height == PlotHeight::Tall
            && lines.clone().all(|name| name.end.is_some())
    };
    widest.filter(fits).map_or(0, |width| width + GAP)
}

/// The names behind their curves, each with its row, and the names that belong into the legend.
pub(super) struct PlacedNames {
    /// The names behind their curves.
    pub at_ends: Vec<(u16, CurveName)>,
    /// The names in the legend.
    pub legend: Vec<CurveName>,
}

/// Places the names of `plot` behind `plane`, or in the legend.
pub(super) fn place_names(plot: &Plot, plane: &Plane, ctx: &ChartContext<'_>) -> PlacedNames {
    let mut names = curve_names(plot, ctx);
    // A curve to compare with that is not to be seen has no name: its place would be a guess.
    names.retain(|name| !is_comparison(name.role) || is_in_view(plot, name.role, plane));
    let needed = width_at_ends(plot, plane.figure.width, ctx);
    let free = plane.figure.right().saturating_sub(plane.area.right());
    let (lines, dots): (Vec<_>, Vec<_>) =
        names.iter().cloned().partition(|name| name.dots.is_none());
    let rows = (needed > 0 && needed <= free)
        .then(|| rows_at_ends(&lines, plane))
        .flatten();
    match rows {
        Some(rows) => PlacedNames {
            at_ends: rows.into_iter().zip(lines).collect(),
            legend: dots,
        },
        None => PlacedNames {
            at_ends: Vec::new(),
            legend: names,
        },
    }
}

/// Whether a curve of this role is shown only to compare with.
fn is_comparison(role: Role) -> bool {
    match role {
        Role::Ghost | Role::Prediction => true,
        Role::First | Role::Second | Role::Third | Role::Fourth | Role::Target => false,
    }
}

/// Whether a part of a curve of this role is on the plane.
fn is_in_view(plot: &Plot, role: Role, plane: &Plane) -> bool {
    let mut curves = plot.series.iter().filter(|series| series.role == role);
    curves.any(|series| {
        let points = series.points.iter().map(|point| plane.point(*point));
        !clip_polyline(plane.area, points).is_empty()
    })
}

/// The row of each name: that of its curve's end, or the nearest one in the order of the ends where ends share a row. None
/// where there are more names than rows.
fn rows_at_ends(names: &[CurveName], plane: &Plane) -> Option<Vec<u16>> {
    let (top, bottom) = (plane.area.top(), plane.area.bottom());
    let last = bottom.checked_sub(1)?;
    let count = u16::try_from(names.len()).ok()?;
    if count > plane.area.height {
        return None;
    }
    let mut wanted: Vec<(usize, f64)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        // A value that a logarithmic axis has no place for is below it.
        let y = plane
            .y
            .position(name.end?.1)
            .unwrap_or_else(|| f64::from(bottom));
        wanted.push((at, y.clamp(f64::from(top), f64::from(last) + 0.99)));
    }
    wanted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut rows = vec![0; names.len()];
    let mut free_from = top;
    for (below, (at, y)) in (0..count).rev().zip(&wanted) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the rows of the plane"
        )]
        let own = *y as u16;
        // Names further below need rows, too.
        let row = own.max(free_from).min(last.checked_sub(below)?);
        *rows.get_mut(*at)? = row;
        free_from = row + 1;
    }
    Some(rows)
}

/// Adds the names behind their curves.
pub(super) fn add_at_ends(names: &[(u16, CurveName)], plane: &Plane, scene: &mut Scene) {
    for (row, name) in names {
        let at = (plane.area.right() + GAP, *row);
        scene.text(&name.text, at, plane.figure, Paint::Series(name.role));
    }
}
