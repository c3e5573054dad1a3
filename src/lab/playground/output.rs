//! The output of a playground's network beside its target: a surface or a curve.

use super::data_spec::{DataSpec, Source};
use super::unit_responses::{PLANE_SAMPLES, UnitResponses};
use crate::figure::{
    Axis, Figure, HeatMap, HeatPoint, MarkKind, Plot, PointMarker, Role, Series, SeriesShape,
};
use crate::lab::shared::{TrainingRun, is_shown, sample_curve, slopes};
use crate::locale::Phrase;
use crate::nn::{Activation, Dataset, Loss, Network, PiecewiseLinear, Trainer};

/// The number of points of a recipe that are shown; more would hide the map.
const MAX_SHOWN: usize = 64;

/// The decision surface, or the fitted curve.
pub(super) fn output(training: &TrainingRun, data: &DataSpec, responses: &UnitResponses) -> Figure {
    if training.network().inputs() == 1 {
        Figure::Plot(fitted_curve(training, data, responses))
    } else {
        Figure::Heat(surface(training.trainer(), data, responses))
    }
}

fn surface(trainer: &Trainer, data: &DataSpec, responses: &UnitResponses) -> HeatMap {
    let output = responses.samples(trainer.network().layers().len(), 0);
    // The logistic loss reads the output as a logit, the squared error as the probability itself.
    let probability = |y: f64| match trainer.config().loss {
        Loss::Logistic => Activation::Sigmoid.value(y),
        Loss::Mse => y,
    };
    let shown = match data.source {
        Source::Recipe { .. } => MAX_SHOWN,
        Source::Points(_) | Source::Curve(_) => usize::MAX,
    };
    let all = trainer.data().points();
    let count = all.len();
    let points = all.into_iter().enumerate();
    let points = points.filter(|(at, _)| is_shown(*at, count, shown));
    let mark = |class: f64| Phrase::verbatim(if class > 0.5 { "+" } else { "−" });
    HeatMap {
        title: Phrase::key("lab.training.surface"),
        x: responses.axis(&data.columns[0].name),
        y: responses.axis(&data.columns[1].name),
        columns: PLANE_SAMPLES,
        values: output.into_iter().map(probability).collect(),
        range: (0.0, 1.0),
        lines: Vec::new(),
        points: points
            .map(|(_, (x, class))| HeatPoint {
                marker: PointMarker::Label,
                at: (x[0], x[1]),
                label: mark(class),
            })
            .collect(),
    }
}

fn fitted_curve(training: &TrainingRun, data: &DataSpec, responses: &UnitResponses) -> Plot {
    let (trainer, reach) = (training.trainer(), responses.reach);
    let title = Phrase::key("lab.playground.figure.fit").with("mse", trainer.loss());
    let x = responses.axis(&data.columns[0].name);
    let mut plot = Plot::tall(title, x, target_axis(trainer.data()));
    plot = match &data.source {
        Source::Recipe { recipe, .. } => {
            // Two points beside each jump draw it as a vertical line.
            let target = sample_curve(-reach, reach, &[-1e-9, 0.0, 1e-9], |x| {
                recipe.curve(x).unwrap_or(f64::NAN)
            });
            let name = Phrase::key(format!("lab.playground.data.{}", recipe.name()));
            plot.curve(name, Role::Target, target)
        }
        Source::Points(_) | Source::Curve(_) => plot.curve(
            Phrase::key("lab.playground.data.drawn"),
            Role::Target,
            pairs(trainer.data()),
        ),
    };
    if let Some(test) = training.test_data() {
        plot.series.push(Series {
            name: Phrase::key("lab.playground.held-back"),
            points: pairs(test),
            role: Role::Second,
            shape: SeriesShape::Dots,
        });
    }
    let curve = output_curve(trainer.network(), responses);
    let plot = plot.curve(Phrase::key("lab.playground.net"), Role::First, curve);
    kinks(trainer.network(), reach)
        .into_iter()
        .fold(plot, |plot, kink| {
            // The kink of a unit without a bias is at 0 and not at −0.
            plot.mark(MarkKind::Kink, kink + 0.0, None, None)
        })
}

/// The axis of the targets: the usual one, or as much as the data need.
fn target_axis(data: &Dataset) -> Axis {
    let most = data
        .target()
        .iter()
        .fold(1.0, |most: f64, y| most.max(y.abs()));
    Axis::linear(None, -1.6 * most, 1.6 * most)
}

fn pairs(data: &Dataset) -> Vec<(f64, f64)> {
    let points = data.points().into_iter();
    points.map(|(x, y)| (x[0], y)).collect()
}

/// The output along the line; exact corners where it consists of straight pieces.
fn output_curve(network: &Network, responses: &UnitResponses) -> Vec<(f64, f64)> {
    let sampled = || {
        let output = responses.samples(network.layers().len(), 0);
        responses.xs().zip(output).collect()
    };
    let pieces = PiecewiseLinear::from_network(network, -responses.reach, responses.reach);
    pieces.map_or_else(sampled, |pieces| pieces.points())
}

/// The kinks of the output; none where it is smooth.
pub(super) fn kinks(network: &Network, reach: f64) -> Vec<f64> {
    PiecewiseLinear::from_network(network, -reach, reach)
        .map_or_else(Vec::new, |pieces| pieces.breakpoints().collect())
}

/// The slope of the output, piece by piece.
pub(super) fn staircase(network: &Network, data: &DataSpec, responses: &UnitResponses) -> Plot {
    let stairs = slopes(&output_curve(network, responses));
    let (low, high) = stairs
        .iter()
        .map(|(_, slope)| *slope)
        .filter(|slope| slope.is_finite())
        .fold((-2.0_f64, 2.0_f64), |(low, high), slope| {
            (low.min(slope), high.max(slope))
        });
    Plot::strip(
        Phrase::key("lab.playground.figure.staircase"),
        responses.axis(&data.columns[0].name),
        Axis::linear(None, low * 1.1, high * 1.1),
    )
    .staircase(
        Phrase::key("figure.slope-of").with("of", Phrase::key("lab.playground.net")),
        Role::First,
        stairs,
    )
}
