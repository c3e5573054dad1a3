//! A network that folds: each of its layers is the tent map T(x) = 2·relu(x) − 4·relu(x − ½), which lays
//! the right half of the strip from 0 to 1 on its left half (Telgarsky 2016).

use super::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::figure::{Axis, Bar, Bars, Figure, MarkKind, Plot, Role};
use crate::locale::Phrase;
use crate::nn::{Activation, Network, PiecewiseLinear};

/// The kind `depth-folds`.
pub(super) static KIND: LabKind = LabKind {
    name: "depth-folds",
    controls,
    figures: &["curve", "strip", "pieces"],
    build,
};

/// The most folds: 1024 pieces, still as many as a wide terminal has dots.
const MOST: f64 = 10.0;

/// Units of one fold.
const UNITS: usize = 2;
/// Where the two units of a fold begin to rise: relu(x) and relu(x − ½).
const STARTS: [f64; UNITS] = [0.0, -0.5];
/// What they change the slope by: up by 2, then down by 4.
const HEIGHTS: [f64; UNITS] = [2.0, -4.0];

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("k", Range::new(1.0, MOST, 1.0, 1.0).fine(1.0)),
        Control::number("x", Range::new(0.0, 1.0, 0.3, 0.05).fine(0.01)),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(DepthFolds::new(values))
}

#[derive(Clone, Debug)]
struct DepthFolds {
    x: f64,
    /// The probe on the strip: before the first fold, after it, and so on to the last.
    path: Vec<f64>,
    /// The straight pieces of the whole network, as its weights have them.
    pieces: Vec<(f64, f64)>,
}

/// One fold.
fn tent(x: f64) -> f64 {
    let relu = |z: f64| Activation::Relu.value(z);
    HEIGHTS[0] * relu(x + STARTS[0]) + HEIGHTS[1] * relu(x + STARTS[1])
}

/// The network of `folds` layers that are two units wide.
///
/// The weighted sum at the end of a fold is taken up by the next layer, so that no layer is without ReLU but the last.
fn folded(folds: usize) -> Network {
    let mut sizes = vec![UNITS; folds + 2];
    (sizes[0], sizes[folds + 1]) = (1, 1);
    let mut network = Network::zeros(&sizes, Activation::Relu);
    let mut weights = vec![1.0, 1.0];
    weights.extend(STARTS);
    for _ in 1..folds {
        weights.extend([HEIGHTS, HEIGHTS].concat());
        weights.extend(STARTS);
    }
    weights.extend(HEIGHTS);
    weights.push(0.0);
    network.parameters_mut().copy_from_slice(&weights);
    network
}

/// The corners of what `network` draws over the strip, with both its ends.
fn corners(network: &Network) -> Vec<(f64, f64)> {
    let pieces = PiecewiseLinear::from_network(network, 0.0, 1.0)
        .map_or_else(Vec::new, |found| found.segments);
    let start = pieces
        .first()
        .map(|piece| (piece.from, piece.slope * piece.from + piece.offset));
    let ends = pieces
        .iter()
        .map(|piece| (piece.to, piece.slope * piece.to + piece.offset));
    start.into_iter().chain(ends).collect()
}

impl DepthFolds {
    fn new(values: &Values) -> Self {
        let x = values.number("x");
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from 1 to 10: the control sees to it"
        )]
        let folds = values.number("k").clamp(1.0, MOST) as usize;
        Self {
            x,
            path: std::iter::successors(Some(x), |x| Some(tent(*x)))
                .take(folds + 1)
                .collect(),
            pieces: corners(&folded(folds)),
        }
    }

    fn folds(&self) -> usize {
        self.path.len() - 1
    }

    fn relus(&self) -> usize {
        UNITS * self.folds()
    }

    fn count(&self) -> usize {
        self.pieces.len().saturating_sub(1)
    }

    /// What as many units reach at most side by side: each adds one kink.
    fn one_layer(&self) -> usize {
        self.relus() + 1
    }

    /// The probe after the last fold.
    fn y(&self) -> f64 {
        self.path.last().copied().unwrap_or(self.x)
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.depth-folds.{key}"))
            .with("k", number(self.folds()))
            .with("relus", number(self.relus()))
            .with("pieces", number(self.count()))
            .with("one", number(self.one_layer()))
            .with("x", self.x)
            .with("y", self.y())
    }

    fn curve(&self) -> Plot {
        let x = Axis::linear(Some(Phrase::verbatim("x")), 0.0, 1.0);
        Plot::tall(self.said("figure.curve"), x, Axis::linear(None, 0.0, 1.0))
            .curve(Phrase::verbatim("y"), Role::First, self.pieces.clone())
            .mark(MarkKind::Probe, self.x, Some(self.y()), None)
    }

    /// The way of the probe: one row a fold, the unfolded strip below, across it the place on the strip.
    fn strip(&self) -> Plot {
        let label = |name: &str| Phrase::key(format!("lab.depth-folds.{name}"));
        let last = number(self.folds());
        let x = Axis::linear(Some(label("place")), 0.0, 1.0);
        let y = Axis::linear(Some(label("folds")), 0.0, last)
            .ticks([0.0, last].map(|fold| (fold, whole(fold))).to_vec());
        let rows = || (0..).map(number);
        let way = self.path.iter().copied().zip(rows()).collect();
        let plot =
            Plot::tall(self.said("figure.strip"), x, y).curve(label("way"), Role::First, way);
        self.path.iter().zip(rows()).fold(plot, |plot, (x, row)| {
            plot.mark(MarkKind::Probe, *x, Some(row), None)
        })
    }

    fn bars(&self) -> Bars {
        let bar = |key: &str, value: usize, role| Bar {
            label: self.said(&format!("bar.{key}")),
            value: number(value),
            written: whole(number(value)),
            role,
        };
        Bars {
            title: self.said("figure.pieces"),
            axis: Axis::log(None, 1.0, 2.0_f64.powf(MOST)),
            bars: vec![
                bar("deep", self.count(), Role::First),
                bar("wide", self.one_layer(), Role::Second),
            ],
            goal: None,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of at most 1024")]
fn number(count: usize) -> f64 {
    count as f64
}

fn whole(number: f64) -> Phrase {
    Phrase::verbatim(format!("{number:.0}"))
}

impl Model for DepthFolds {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        Readings::new()
            .with("pieces", number(self.count()))
            .with("relus", number(self.relus()))
            .with("one_layer", number(self.one_layer()))
            .with("y", self.y())
            .with("folds", number(self.folds()))
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve())),
            "strip" => Some(Figure::Plot(self.strip())),
            "pieces" => Some(Figure::Bars(self.bars())),
            _ => None,
        }
    }

    /// The probe is dragged along the curve.
    fn drag_values(&self, id: &str, (x, _): (f64, f64), free: &[&str]) -> Values {
        match id {
            "curve" if free.contains(&"x") => Values::new().with("x", x),
            _ => Values::new(),
        }
    }

    fn change(&mut self, values: &Values, _: &str) -> Change {
        *self = Self::new(values);
        Change::Redrawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;

    fn lab(k: f64, x: f64) -> Lab {
        let set = Values::new().with("k", k).with("x", x);
        Lab::new(&KIND, &set, Seed(0)).unwrap()
    }

    #[test]
    fn every_fold_doubles_the_pieces_and_costs_two_units() {
        let mut pieces = 1.0;
        for k in (1..=10).map(f64::from) {
            pieces *= 2.0;
            let lab = lab(k, 0.3);
            let read = |name| lab.number(name).unwrap();
            assert_eq!(read("pieces"), pieces, "{k} folds");
            assert_eq!(read("relus"), 2.0 * k);
            assert_eq!(read("one_layer"), 2.0 * k + 1.0);
            assert_eq!(read("folds"), k);
        }
    }

    #[test]
    fn a_fold_lays_the_right_half_on_the_left() {
        for x in [0.0, 0.1, 0.25, 0.4, 0.5] {
            assert!((tent(x) - tent(1.0 - x)).abs() < 1e-12);
            assert!((tent(x) - 2.0 * x).abs() < 1e-12);
        }
    }

    #[test]
    fn the_probe_stands_on_the_curve_that_the_network_draws() {
        for k in 1..=10_usize {
            for x in [0.0, 0.13, 0.3, 0.5, 0.77, 1.0] {
                let found = PiecewiseLinear::from_network(&folded(k), 0.0, 1.0).unwrap();
                let piece = found.segments.iter().find(|piece| x <= piece.to).unwrap();
                let y = lab(number(k), x).number("y").unwrap();
                let drawn = piece.slope * x + piece.offset;
                assert!((y - drawn).abs() < 1e-9, "{k} folds at {x}: {y}, {drawn}");
            }
        }
    }

    #[test]
    fn the_strip_shows_where_the_probe_is_after_every_fold() {
        let Some(Figure::Plot(plot)) = lab(3.0, 0.25).figure("strip") else {
            panic!("no strip")
        };
        let way = &plot.series[0].points;
        assert_eq!(*way, [(0.25, 0.0), (0.5, 1.0), (1.0, 2.0), (0.0, 3.0)]);
        assert_eq!(plot.marks.len(), 4);
    }
}
