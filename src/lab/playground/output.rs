//! The output of a playground's network beside its target: a surface or a curve, in the units of the data.

use super::data_spec::{DataSpec, Source, Target};
use super::fit::{r2, target_variance, typical_error};
use super::ranges::DataRanges;
use super::unit::shown_response;
use super::unit_responses::{PLANE_SAMPLES, UnitResponses};
use crate::figure::{
    Axis, Figure, HeatMap, HeatPoint, MarkKind, Plot, PointMarker, Role, Series, SeriesShape,
};
use crate::lab::shared::{TrainingRun, is_shown, sample_curve, slopes};
use crate::lab::{DataTable, TableTarget};
use crate::locale::{NumberFormat, Phrase, format_number};
use crate::nn::{Activation, Dataset, Loss, Network, PiecewiseLinear, Trainer};
use crate::text::clip;

/// The number of points of a recipe that are shown; more would hide the map.
const MAX_SHOWN: usize = 64;
/// The most columns of the name of a column or class in a title.
const MAX_NAME: usize = 16;
/// A target counts as met where the output differs by at most this many standard deviations: R² 0.95 for all samples.
const MET: f64 = 0.2236;

/// The decision surface, the surface of a number, or the fitted curve.
pub(super) fn output(training: &TrainingRun, data: &DataSpec, responses: &UnitResponses) -> Figure {
    if training.network().inputs() == 1 {
        Figure::Plot(fitted_curve(training, data, responses))
    } else {
        Figure::Heat(surface(training.trainer(), data, responses))
    }
}

fn surface(trainer: &Trainer, data: &DataSpec, responses: &UnitResponses) -> HeatMap {
    let network = trainer.network();
    let output = shown_response(network, data, responses, (network.layers().len(), 0));
    let (values, range) = match data.target {
        Target::Number => (output, responses.ranges.target),
        Target::Class => {
            let shown = output.into_iter().map(|y| probability(trainer, y));
            (shown.collect(), (0.0, 1.0))
        }
    };
    HeatMap {
        title: surface_title(trainer, data),
        x: responses.x_axis(data),
        y: responses.y_axis(data),
        columns: PLANE_SAMPLES,
        values,
        range,
        caption: match data.target {
            Target::Number => Some(Phrase::key("lab.playground.signs")),
            Target::Class => None,
        },
        lines: Vec::new(),
        points: surface_points(trainer, data),
    }
}

/// The probability of class 1 where the network answers `y`: the logistic loss reads the output as a logit, the squared
/// error as the probability itself.
fn probability(trainer: &Trainer, y: f64) -> f64 {
    match trainer.config().loss {
        Loss::Logistic => Activation::Sigmoid.value(y),
        Loss::Mse => y,
    }
}

/// The title of a surface, which names the signs of the points.
fn surface_title(trainer: &Trainer, data: &DataSpec) -> Phrase {
    let Some(table) = data.table() else {
        return Phrase::key("lab.training.surface");
    };
    match &table.target {
        TableTarget::Class { words, .. } => {
            let ones = table.rows.iter().filter(|row| row.target > 0.5).count();
            Phrase::key("lab.playground.figure.classes")
                .with("one", short_name(&words[1]))
                .with("ones", ones)
                .with("zero", short_name(&words[0]))
                .with("zeros", table.rows.len() - ones)
        }
        TableTarget::Number { name } => Phrase::key("lab.playground.figure.values")
            .with("target", short_name(name))
            .with("r2", r2(trainer)),
    }
}

/// The samples over a surface: `+` and `−` for classes; for a number, whether it is above, below or near the surface.
fn surface_points(trainer: &Trainer, data: &DataSpec) -> Vec<HeatPoint> {
    let shown = match data.source {
        Source::Recipe { .. } => MAX_SHOWN,
        Source::Points(_) | Source::Curve(_) | Source::Table(_) => usize::MAX,
    };
    let outputs = trainer.pass().output().row(0).to_vec();
    let near = MET * target_variance(trainer.data()).sqrt();
    let targets = trainer.data().target();
    let sign = |at: usize| match data.target {
        Target::Class if targets[at] > 0.5 => "+",
        Target::Class => "−",
        Target::Number => {
            let above = targets[at] - outputs.get(at).copied().unwrap_or(f64::NAN);
            match above {
                _ if above > near => "▲",
                _ if above < -near => "▼",
                _ => "●",
            }
        }
    };
    let all = data.unscale(trainer.data());
    let count = all.len();
    let points = all.into_iter().enumerate();
    let points = points.filter(|(at, _)| is_shown(*at, count, shown));
    points
        .map(|(at, (x, _))| HeatPoint {
            marker: PointMarker::Label,
            at: (x[0], x[1]),
            value: None,
            label: Phrase::verbatim(sign(at)),
        })
        .collect()
}

fn fitted_curve(training: &TrainingRun, data: &DataSpec, responses: &UnitResponses) -> Plot {
    let trainer = training.trainer();
    let (low, high) = responses.ranges.y;
    let y = Axis::linear(None, low, high);
    let mut plot = Plot::tall(curve_title(trainer, data), responses.x_axis(data), y);
    plot = match &data.source {
        Source::Recipe { recipe, .. } => {
            let (left, right) = responses.ranges.x;
            // Two points beside each jump draw it as a vertical line.
            let target = sample_curve(left, right, &[-1e-9, 0.0, 1e-9], |x| {
                recipe.curve(x).unwrap_or(f64::NAN)
            });
            let name = Phrase::key(format!("lab.playground.data.{}", recipe.name()));
            plot.curve(name, Role::Target, target)
        }
        Source::Points(_) | Source::Curve(_) => plot.curve(
            Phrase::key("lab.playground.data.drawn"),
            Role::Target,
            pairs(data, trainer.data()),
        ),
        Source::Table(table) => plot.dots(
            Phrase::verbatim(target_name(table)),
            Role::Target,
            pairs(data, trainer.data()),
        ),
    };
    if let Some(test) = training.test_data() {
        plot.series.push(Series {
            name: Phrase::key("lab.playground.held-back"),
            points: pairs(data, test),
            role: Role::Second,
            shape: SeriesShape::Dots,
        });
    }
    let curve = output_curve(trainer.network(), data, responses);
    let plot = plot.curve(Phrase::key("lab.playground.net"), Role::First, curve);
    let scaling = data.columns[0].scaling;
    pieces(trainer.network(), data, responses.ranges)
        .iter()
        .flat_map(PiecewiseLinear::breakpoints)
        .fold(plot, |plot, kink| {
            // The kink of a unit without a bias is at 0 and not at −0.
            plot.mark(MarkKind::Kink, scaling.invert(kink) + 0.0, None, None)
        })
}

fn curve_title(trainer: &Trainer, data: &DataSpec) -> Phrase {
    let Some(table) = data.table() else {
        return Phrase::key("lab.playground.figure.fit").with("mse", trainer.loss());
    };
    let error = typical_error(trainer, data);
    Phrase::key("lab.playground.figure.curve")
        .with("target", target_name(table))
        .with("r2", r2(trainer))
        .with("error", format_number(error, NumberFormat::Significant(2)))
}

fn target_name(table: &DataTable) -> String {
    match &table.target {
        TableTarget::Number { name } | TableTarget::Class { name, .. } => short_name(name),
    }
}

fn short_name(name: &str) -> String {
    clip(name, MAX_NAME, "…")
}

/// The samples (input, target) in the units of the source.
fn pairs(data: &DataSpec, samples: &Dataset) -> Vec<(f64, f64)> {
    let points = data.unscale(samples).into_iter();
    points.map(|(x, y)| (x[0], y)).collect()
}

/// The output along the line; exact corners where it consists of straight pieces.
fn output_curve(network: &Network, data: &DataSpec, responses: &UnitResponses) -> Vec<(f64, f64)> {
    let sampled = || {
        let output = shown_response(network, data, responses, (network.layers().len(), 0));
        responses.xs().zip(output).collect()
    };
    let (input, target) = (data.columns[0].scaling, data.target_scaling);
    let corners = |pieces: PiecewiseLinear| {
        let points = pieces.points().into_iter();
        points
            .map(|(x, y)| (input.invert(x), target.invert(y)))
            .collect()
    };
    pieces(network, data, responses.ranges).map_or_else(sampled, corners)
}

/// The straight pieces of the output, in the numbers of the network; none where it is smooth or lies over a plane.
pub(super) fn pieces(
    network: &Network,
    data: &DataSpec,
    ranges: DataRanges,
) -> Option<PiecewiseLinear> {
    let scaling = data.columns.first()?.scaling;
    let (low, high) = ranges.x;
    PiecewiseLinear::from_network(network, scaling.apply(low), scaling.apply(high))
}

/// The slope of the output, piece by piece.
pub(super) fn staircase(network: &Network, data: &DataSpec, responses: &UnitResponses) -> Plot {
    let stairs = slopes(&output_curve(network, data, responses));
    let unit = match data.table() {
        Some(_) => data.target_scaling.unit() / data.columns[0].scaling.unit(),
        None => 1.0,
    };
    let (low, high) = stairs
        .iter()
        .map(|(_, slope)| *slope)
        .filter(|slope| slope.is_finite())
        .fold((-2.0 * unit, 2.0 * unit), |(low, high), slope| {
            (low.min(slope), high.max(slope))
        });
    Plot::strip(
        Phrase::key("lab.playground.figure.staircase"),
        responses.x_axis(data),
        Axis::linear(None, low * 1.1, high * 1.1),
    )
    .staircase(
        Phrase::key("figure.slope-of").with("of", Phrase::key("lab.playground.net")),
        Role::First,
        stairs,
    )
}
