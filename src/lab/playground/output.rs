//! What a playground's network answers, beside what it should: a surface or a curve.

use super::source::Source;
use super::view::{SIDE, View};
use crate::figure::{
    Axis, Figure, HeatMap, HeatPoint, MarkKind, Plot, PointMarker, Role, Series, SeriesShape,
};
use crate::lab::shared::{is_shown, sample_curve, slopes};
use crate::locale::Phrase;
use crate::nn::{Activation, Dataset, Loss, Network, Pieces, Trainer};

/// Points that are shown of data that were drawn by a recipe; more would hide the map.
const SHOWN: usize = 64;

/// The decision surface, or the fitted curve.
pub(super) fn output(
    trainer: &Trainer,
    test: Option<&Dataset>,
    source: Source,
    view: &View,
) -> Figure {
    if trainer.network().inputs() == 1 {
        Figure::Plot(fit(trainer, test, source, view))
    } else {
        Figure::Heat(surface(trainer, source, view))
    }
}

fn surface(trainer: &Trainer, source: Source, view: &View) -> HeatMap {
    let last = trainer.network().layers().len();
    // The logistic loss takes the output for a logit; squared error takes it for the share itself.
    let share = |y: f64| match trainer.training().loss {
        Loss::Logistic => Activation::Sigmoid.value(y),
        Loss::Mse => y,
    };
    let shown = match source {
        Source::Recipe(_) => SHOWN,
        Source::Own | Source::Drawn => usize::MAX,
    };
    let all = trainer.data().points();
    let count = all.len();
    let points = all.into_iter().enumerate();
    let points = points.filter(|(at, _)| is_shown(*at, count, shown));
    let mark = |class: f64| Phrase::verbatim(if class > 0.5 { "+" } else { "−" });
    HeatMap {
        title: Phrase::key("lab.training.surface"),
        x: axis("x₁", view.reach),
        y: axis("x₂", view.reach),
        columns: SIDE,
        values: view.unit(last, 0).into_iter().map(share).collect(),
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

fn axis(name: &str, reach: f64) -> Axis {
    Axis::linear(Some(Phrase::verbatim(name)), -reach, reach)
}

fn fit(trainer: &Trainer, test: Option<&Dataset>, source: Source, view: &View) -> Plot {
    let title = Phrase::key("lab.playground.figure.fit").with("mse", trainer.loss());
    let mut plot = Plot::tall(title, axis("x", view.reach), vertical(trainer.data()));
    plot = match source {
        Source::Recipe(recipe) => {
            // A target with a jump is drawn upright between two points that are as good as one.
            let target = sample_curve(-view.reach, view.reach, &[-1e-9, 0.0, 1e-9], |x| {
                recipe.curve(x).unwrap_or(f64::NAN)
            });
            let name = Phrase::key(format!("lab.playground.data.{}", recipe.name()));
            plot.curve(name, Role::Target, target)
        }
        Source::Own | Source::Drawn => plot.curve(
            Phrase::key("lab.playground.data.drawn"),
            Role::Target,
            pairs(trainer.data()),
        ),
    };
    if let Some(test) = test {
        plot.series.push(Series {
            name: Phrase::key("lab.playground.held-back"),
            points: pairs(test),
            role: Role::Second,
            shape: SeriesShape::Dots,
        });
    }
    let curve = curve(trainer.network(), view);
    let plot = plot.curve(Phrase::key("lab.playground.net"), Role::First, curve);
    kinks(trainer.network(), view.reach)
        .into_iter()
        .fold(plot, |plot, kink| {
            // The kink of a unit without a bias is at 0 and not at −0.
            plot.mark(MarkKind::Kink, kink + 0.0, None, None)
        })
}

/// The vertical axis: the usual one, or as much as the data need.
fn vertical(data: &Dataset) -> Axis {
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

/// What the net answers along the line: its corners exactly where it is made of straight pieces.
fn curve(network: &Network, view: &View) -> Vec<(f64, f64)> {
    let sampled = || {
        let last = network.layers().len();
        view.xs().zip(view.unit(last, 0)).collect()
    };
    Pieces::of(network, -view.reach, view.reach).map_or_else(sampled, |pieces| pieces.points())
}

/// Where the net's own curve bends; none where it bends smoothly.
pub(super) fn kinks(network: &Network, reach: f64) -> Vec<f64> {
    Pieces::of(network, -reach, reach)
        .map_or_else(Vec::new, |pieces| pieces.breakpoints().collect())
}

/// The slope of the net's curve, piece by piece.
pub(super) fn staircase(network: &Network, view: &View) -> Plot {
    let stairs = slopes(&curve(network, view));
    let (low, high) = stairs
        .iter()
        .map(|(_, slope)| *slope)
        .filter(|slope| slope.is_finite())
        .fold((-2.0_f64, 2.0_f64), |(low, high), slope| {
            (low.min(slope), high.max(slope))
        });
    Plot::strip(
        Phrase::key("lab.playground.figure.staircase"),
        axis("x", view.reach),
        Axis::linear(None, low * 1.1, high * 1.1),
    )
    .staircase(
        Phrase::key("figure.slope-of").with("of", Phrase::key("lab.playground.net")),
        Role::First,
        stairs,
    )
}
