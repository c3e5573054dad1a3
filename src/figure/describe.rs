//! Figures in words, for screen readers and handouts.

mod dots;
mod lanes;
mod marks;
mod pixels;

use super::{
    Bars, Diagram, DiagramTier, Figure, HeatMap, HeatPoint, LinearPiece, NodeState, Panels, Plot,
    PointMarker, Role, Series, SeriesShape, Table, linear_pieces,
};
use crate::locale::Phrase;

/// Up to this many pieces are described one by one; more are summarized.
const DESCRIBED_PIECES: usize = 5;
/// Slopes closer to zero than this are called flat.
const FLAT: f64 = 5e-4;
/// The longest run of a jump, in parts of the axis.
const JUMP: f64 = 1e-6;
/// Values closer to the highest or the lowest one than this, in parts of the height of the curve, are as high or as low.
const LEVEL: f64 = 1e-9;
/// The shortest stretch of the highest or the lowest value that is named with both ends, in parts of the width of the curve.
const PLATEAU: f64 = 0.02;

pub(super) fn describe(figure: &Figure) -> Vec<Phrase> {
    let sentences = describe_content(figure);
    if sentences.is_empty() {
        vec![Phrase::key("figure.nothing-yet")]
    } else {
        sentences
    }
}

fn describe_content(figure: &Figure) -> Vec<Phrase> {
    match figure {
        Figure::Plot(plot) => describe_plot(plot),
        Figure::Heat(heat) => describe_heat_map(heat),
        Figure::Bars(bars) => describe_bars(bars),
        Figure::Panels(panels) => describe_panels(panels),
        Figure::Table(table) => describe_table(table),
        Figure::Lines(lines) => lines.lines.clone(),
        Figure::Diagram(diagram) => describe_diagram(diagram),
        Figure::Lanes(lanes) => lanes::describe(lanes),
        Figure::Pixels(pixels) => pixels.grids.iter().flat_map(pixels::describe).collect(),
    }
}

/// The number and the state of the units of each tier, and every number of the selected unit.
fn describe_diagram(diagram: &Diagram) -> Vec<Phrase> {
    let tiers = diagram.tiers.iter().map(describe_tier);
    tiers.chain(describe_selected_unit(diagram)).collect()
}

fn describe_selected_unit(diagram: &Diagram) -> Option<Phrase> {
    let selected = diagram.selected?;
    let before = diagram.tiers.get(selected.tier.checked_sub(1)?)?;
    let tier = diagram.tiers.get(selected.tier)?;
    let node = tier.nodes.get(selected.node)?;
    let weights = tier.weights.get(selected.node)?;
    let weights = before.nodes.iter().zip(weights).map(|(from, weight)| {
        Phrase::key("figure.diagram.from")
            .with("from", from.name.clone())
            .with("weight", *weight)
    });
    let phrase = Phrase::key("figure.diagram.chosen")
        .with("tier", tier.name.clone())
        .with("node", node.name.clone())
        .with("bias", node.bias.unwrap_or(f64::NAN))
        .with("weights", weights.collect::<Vec<_>>());
    Some(phrase)
}

fn describe_tier(tier: &DiagramTier) -> Phrase {
    let count = |state| tier.nodes.iter().filter(|node| node.state == state).count();
    let states = [
        (NodeState::Off, "figure.diagram.off"),
        (NodeState::Saturated, "figure.diagram.saturated"),
        (NodeState::Undefined, "figure.diagram.undefined"),
    ];
    let faults: Vec<_> = states
        .into_iter()
        .map(|(state, key)| (count(state), key))
        .filter(|(count, _)| *count > 0)
        .map(|(count, key)| Phrase::key(key).with("n", count))
        .collect();
    Phrase::key(if faults.is_empty() {
        "figure.diagram.tier"
    } else {
        "figure.diagram.ailing-tier"
    })
    .with("tier", tier.name.clone())
    .with("n", tier.nodes.len())
    .with("faults", faults)
}

fn describe_plot(plot: &Plot) -> Vec<Phrase> {
    let waiting = plot.waiting();
    let mut series: Vec<&Series> = plot.series.iter().collect();
    // The present curve comes last, behind those to compare it with.
    series.sort_by_key(|series| match series.role {
        Role::Target => 0,
        Role::Ghost => 1,
        Role::Prediction => 2,
        Role::First | Role::Second | Role::Third | Role::Fourth => 3,
    });
    series.retain(|series| waiting.is_none() || !plot.visible_points(series).is_empty());
    // A class without samples has nothing to say.
    let has_points = |series: &&Series| !plot.visible_points(series).is_empty();
    if series.iter().any(has_points) {
        series.retain(|series| series.shape != SeriesShape::Dots || has_points(series));
    }
    let is_compared = |series: &&Series| matches!(series.role, Role::Ghost | Role::Prediction);
    let has_comparison = series.iter().any(is_compared);
    let curves = series.iter().map(|series| {
        let name = series.name.clone();
        let name = if has_comparison && series.role.is_current() {
            Phrase::key("figure.now").with("name", name)
        } else {
            name
        };
        let course = match series.shape {
            SeriesShape::Trail => describe_trail(plot, series),
            SeriesShape::Dots => dots::describe(plot, series),
            SeriesShape::Line | SeriesShape::Staircase => describe_curve(plot, series),
        };
        Phrase::key("figure.curve")
            .with("name", name)
            .with("course", course)
    });
    curves.chain(waiting).chain(marks::describe(plot)).collect()
}

/// A place this close to an end of an axis, in parts of it, is on the chart: rounding may leave it a little beyond.
const EDGE: f64 = 1e-6;

/// The place now and the first one of a trail.
fn describe_trail(plot: &Plot, series: &Series) -> Phrase {
    let place = |point: Option<&(f64, f64)>| point.map_or(f64::NAN, |point| point.0);
    let now = place(series.points.last());
    let mut past = series.points.iter().rev().skip(1).rev();
    let before = place(past.find(|(x, _)| x.is_finite()));
    let key = match plot.x.place(now) {
        None => "figure.trail.nowhere",
        Some(across) if !(-EDGE..=1.0 + EDGE).contains(&across) => "figure.trail.outside",
        Some(_) if before.is_nan() => "figure.trail",
        Some(_) => "figure.trail.moved",
    };
    Phrase::key(key).with("x", now).with("before", before)
}

/// The visible part of a curve: its pieces one by one where they are few, else its ends and extremes.
fn describe_curve(plot: &Plot, series: &Series) -> Phrase {
    let visible = plot.visible_points(series);
    let points = visible.iter().copied();
    let finite: Vec<_> = points.filter(|(_, y)| y.is_finite()).collect();
    let Some(summary) = summarize(&finite) else {
        return Phrase::key("figure.course.nothing");
    };
    let (x, y) = finite.first().copied().unwrap_or_default();
    if finite.iter().all(|point| *point == (x, y)) {
        return Phrase::key("figure.course.point").with("x", x).with("y", y);
    }
    let list = |items: Vec<Phrase>| Phrase::key("figure.list").with("items", items);
    if series.shape == SeriesShape::Staircase {
        return list(describe_levels(&finite, &summary));
    }
    let is_whole = finite.len() == visible.len();
    let pieces = linear_pieces(&visible);
    let has_few_pieces = (1..=DESCRIBED_PIECES).contains(&pieces.len());
    // The slopes of a line that turns back say nothing about its course.
    let goes_right = finite.is_sorted_by(|a, b| a.0 <= b.0);
    if series.shape == SeriesShape::Line && has_few_pieces && is_whole && goes_right {
        let x = plot.x.label.clone();
        let x = x.unwrap_or_else(|| Phrase::verbatim("x"));
        return list(describe_pieces(&pieces, &x, plot.x.max - plot.x.min));
    }
    if is_whole {
        summary
    } else {
        Phrase::key("figure.course.ends").with("course", summary)
    }
}

/// The ends, the highest and the lowest of finite points.
fn summarize(points: &[(f64, f64)]) -> Option<Phrase> {
    let (first, last) = (points.first()?, points.last()?);
    let heights = || points.iter().map(|point| point.1);
    let top = heights().reduce(f64::max)?;
    let bottom = heights().reduce(f64::min)?;
    let height = |y: f64| without_noise(y, top - bottom);
    let place = |x: f64| without_noise(x, last.0 - first.0);
    let stretch = |y: f64| {
        let is_level = |point: &&(f64, f64)| (point.1 - y).abs() <= LEVEL * (top - bottom);
        let level = points.iter().skip_while(|point| !is_level(point));
        let level: Vec<f64> = level.take_while(is_level).map(|point| point.0).collect();
        let from = level.first().copied().unwrap_or(f64::NAN);
        let to = level.last().copied().unwrap_or(f64::NAN);
        let is_plateau = (to - from).abs() > PLATEAU * (last.0 - first.0).abs();
        let exact = points.iter().find(|point| point.1 == y);
        let (key, x) = if is_plateau {
            ("figure.course.from-to", from)
        } else {
            ("figure.course.at", exact.map_or(from, |point| point.0))
        };
        Phrase::key(key)
            .with("y", height(y))
            .with("x", place(x))
            .with("to", place(to))
    };
    let summary = Phrase::key("figure.course.summary")
        .with("x0", place(first.0))
        .with("y0", height(first.1))
        .with("x1", place(last.0))
        .with("y1", height(last.1))
        .with("top", stretch(top))
        .with("bottom", stretch(bottom));
    Some(summary)
}

/// `value`, or 0 where it is only the noise of numbers of the size of `span`: the sine of π is not exactly 0, and a curve
/// that jumps has points beside its jump.
fn without_noise(value: f64, span: f64) -> f64 {
    if value.abs() < 1e-8 * span.abs() {
        0.0
    } else {
        value
    }
}

/// The slope of each piece and where it ends; `x` is the name of the axis, which has this `length`. A piece without a visible
/// run is a jump.
fn describe_pieces(pieces: &[LinearPiece], x: &Phrase, length: f64) -> Vec<Phrase> {
    let last = pieces.len().saturating_sub(1);
    let describe_piece = |(i, piece): (usize, &LinearPiece)| {
        let slope = piece.slope();
        if piece.to.0 - piece.from.0 <= JUMP * length {
            return Phrase::key("figure.piece.jump")
                .with("x", x.clone())
                .with("at", piece.to.0)
                .with("y", piece.to.1);
        }
        let course = if slope.abs() < FLAT {
            Phrase::key("figure.piece.flat").with("y", piece.from.1)
        } else if slope > 0.0 {
            Phrase::key("figure.piece.rising").with("slope", slope)
        } else {
            Phrase::key("figure.piece.falling").with("slope", slope)
        };
        if i == last {
            return course;
        }
        Phrase::key("figure.piece.until")
            .with("way", course)
            .with("x", x.clone())
            .with("at", piece.to.0)
    };
    pieces.iter().enumerate().map(describe_piece).collect()
}

/// The levels of a staircase, each with the x at which it starts; of many levels their number and `summary`.
fn describe_levels(points: &[(f64, f64)], summary: &Phrase) -> Vec<Phrase> {
    let mut levels = points.to_vec();
    levels.dedup_by_key(|(_, y)| *y);
    if levels.len() > 2 * DESCRIBED_PIECES {
        let levels = Phrase::key("figure.levels").with("n", levels.len());
        return vec![levels.with("course", summary.clone())];
    }
    let describe_level =
        |(x, y): &(f64, f64)| Phrase::key("figure.level").with("y", *y).with("x", *x);
    levels.iter().map(describe_level).collect()
}

fn describe_heat_map(heat: &HeatMap) -> Vec<Phrase> {
    let finite = heat.values.iter().copied().filter(|v| v.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let mut sentences = vec![if low <= high {
        Phrase::key("figure.heat")
            .with("low", low)
            .with("high", high)
    } else {
        Phrase::key("figure.course.nothing")
    }];
    sentences.extend(heat.caption.clone());
    sentences.extend(heat.lines.iter().map(|line| {
        Phrase::key("figure.heat.line")
            .with("name", line.name.clone())
            .with("x0", line.from.0)
            .with("y0", line.from.1)
            .with("x1", line.to.0)
            .with("y1", line.to.1)
    }));
    let (samples, marked): (Vec<_>, Vec<_>) = heat
        .points
        .iter()
        .partition(|point| point.marker == PointMarker::Label);
    if !samples.is_empty() {
        sentences.push(Phrase::key("figure.heat.samples").with("n", samples.len()));
    }
    sentences.extend(marked.into_iter().map(|point| describe_point(heat, point)));
    sentences
}

fn describe_point(heat: &HeatMap, point: &HeatPoint) -> Phrase {
    let place = heat.x.place(point.at.0).zip(heat.y.place(point.at.1));
    let value = place.and_then(|(across, up)| heat.sample(across, up));
    let key = match (point.label == Phrase::verbatim(""), point.value) {
        (true, Some(_)) => "figure.heat.corner.exact",
        (true, None) => "figure.heat.corner",
        (false, Some(_)) => "figure.heat.point.exact",
        (false, None) => "figure.heat.point",
    };
    Phrase::key(key)
        .with("label", point.label.clone())
        .with("x", point.at.0)
        .with("y", point.at.1)
        .with("value", point.value.or(value).unwrap_or(f64::NAN))
}

fn describe_bars(bars: &Bars) -> Vec<Phrase> {
    let sentences = bars.bars.iter().map(|bar| {
        Phrase::key("figure.bar")
            .with("label", bar.label.clone())
            .with("value", bar.value_text.clone())
    });
    sentences.collect()
}

fn describe_panels(panels: &Panels) -> Vec<Phrase> {
    let describe_panel = |plot: &Plot| {
        let phrase = Phrase::key("figure.curve")
            .with("name", plot.title.clone())
            .with("course", describe_curve(plot, plot.current_series()?));
        Some(phrase)
    };
    let described: Vec<_> = panels.plots.iter().filter_map(describe_panel).collect();
    if described.is_empty() {
        return panels
            .plots
            .iter()
            .find_map(Plot::waiting)
            .into_iter()
            .collect();
    }
    described
}

fn describe_table(table: &Table) -> Vec<Phrase> {
    if !table.spoken.is_empty() {
        return table.spoken.clone();
    }
    let signs = table.signs.iter().cloned();
    signs.chain(table.row_sentences()).collect()
}
