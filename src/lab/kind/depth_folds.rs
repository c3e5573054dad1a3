//! A network whose layers fold the interval 0…1: each is the tent map T(x) = 2·relu(x) − 4·relu(x − ½), which maps the
//! right half of the interval onto the same values as the left half (Telgarsky 2016).

mod turn;

use crate::figure::{Axis, Bar, Bars, Figure, MarkKind, Plot, Role};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::{NumberFormat, Phrase, format_number};
use crate::nn::{Activation, Network, PiecewiseLinear};
use turn::{FoldTurn, MIDDLE};

/// The kind `depth-folds`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "depth-folds",
    controls,
    figures: &["curve", "strip", "fold", "pieces"],
    build: |values, _| Box::new(DepthFolds::new(values)),
};

/// The most folds. They give 1024 pieces, about as many as a wide terminal has dots in a row.
const MOST_FOLDS: usize = 10;
/// Up to this number of folds the whole curve is drawn.
const WHOLE_FOLDS: f64 = 5.0;

/// The units of a fold.
const UNITS: usize = 2;
/// The biases of the two units of a fold: relu(x) and relu(x − ½).
const BIASES: [f64; UNITS] = [0.0, -0.5];
/// Their output weights: the slope rises by 2, then falls by 4.
const OUTPUT_WEIGHTS: [f64; UNITS] = [2.0, -4.0];

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number(
            "k",
            Range::new(1.0, MOST_FOLDS as f64, 1.0, 1.0)
                .fine(1.0)
                .moving(),
        ),
        Control::number("x", Range::new(0.0, 1.0, 0.3, 0.05).fine(0.01)),
    ])
}

#[derive(Clone, Debug)]
struct DepthFolds {
    x: f64,
    /// The value of the probe before the first fold and after each fold that is made.
    path: Vec<f64>,
    /// The corners of the curve of the whole network, with both ends. While a fold turns, it is a part of the network, and
    /// the heights are the places on the strip at that moment.
    corners: Vec<(f64, f64)>,
    /// The straight pieces of the curve of the folds that are made.
    pieces: usize,
    /// The fold that is being made.
    turn: Option<FoldTurn>,
}

/// The tent map, which is one fold.
fn tent(x: f64) -> f64 {
    let relu = |z: f64| Activation::Relu.value(z);
    OUTPUT_WEIGHTS[0] * relu(x + BIASES[0]) + OUTPUT_WEIGHTS[1] * relu(x + BIASES[1])
}

/// The value of `x` after `folds` folds.
fn fold(x: f64, folds: usize) -> f64 {
    (0..folds).fold(x, |x, _| tent(x))
}

/// The network of `folds` layers of two units.
///
/// The weighted sum at the end of a fold is part of the weights of the next layer, so only the last layer has no ReLU.
fn folding_network(folds: usize) -> Network {
    let mut sizes = vec![UNITS; folds + 2];
    (sizes[0], sizes[folds + 1]) = (1, 1);
    let mut network = Network::zeros(&sizes, Activation::Relu);
    let mut weights = vec![1.0, 1.0];
    weights.extend(BIASES);
    for _ in 1..folds {
        weights.extend([OUTPUT_WEIGHTS, OUTPUT_WEIGHTS].concat());
        weights.extend(BIASES);
    }
    weights.extend(OUTPUT_WEIGHTS);
    weights.push(0.0);
    network.parameters_mut().copy_from_slice(&weights);
    network
}

/// The corners of the curve of `network` on 0…1, with both ends.
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
        let k = values.number("k").clamp(1.0, MOST_FOLDS as f64);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number from 1 to 10"
        )]
        let folds = k as usize;
        let path = std::iter::successors(Some(x), |x| Some(tent(*x)));
        // Only an animation shows a part of a fold.
        let turn = FoldTurn::new(k.fract());
        let whole = corners(&folding_network(folds));
        let pieces = whole.len().saturating_sub(1);
        let corners = match turn {
            None => whole,
            Some(turn) => corners(&folding_network(folds + 1))
                .into_iter()
                .map(|(x, _)| (x, turn.place(fold(x, folds)).0))
                .collect(),
        };
        Self {
            x,
            path: path.take(folds + 1).collect(),
            corners,
            pieces,
            turn,
        }
    }

    /// The folds that are made.
    fn folds(&self) -> f64 {
        (self.path.len() - 1) as f64
    }

    /// The folds of the curve, with the one that is being made.
    fn drawn_folds(&self) -> f64 {
        self.folds() + f64::from(u8::from(self.turn.is_some()))
    }

    /// The number of units.
    fn relus(&self) -> f64 {
        UNITS as f64 * self.folds()
    }

    fn pieces(&self) -> f64 {
        self.pieces as f64
    }

    /// The most pieces of the same number of units in one layer: each unit adds one kink.
    fn one_layer(&self) -> f64 {
        self.relus() + 1.0
    }

    /// The value of the probe after the last fold, or on its way through the fold that is being made.
    fn y(&self) -> f64 {
        self.side_view(self.path.last().copied().unwrap_or(self.x))
            .0
    }

    /// Where the place `at` of the strip is, seen from the side: its place on the table, and its height above it.
    fn side_view(&self, at: f64) -> (f64, f64) {
        self.turn.map_or((at, 0.0), |turn| turn.place(at))
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("k", self.folds())
            .with("next", self.drawn_folds())
            .with("relus", self.relus())
            .with("pieces", self.pieces())
            .with("one", self.one_layer())
            .with("x", self.x)
            .with("y", self.y())
    }

    /// The part of x that is drawn: all of it up to [`WHOLE_FOLDS`] folds. Every further fold halves it around the probe, so
    /// that the tents keep their width.
    fn window(&self) -> (f64, f64) {
        let halvings = self.drawn_folds() - WHOLE_FOLDS;
        if halvings <= 0.0 {
            return (0.0, 1.0);
        }
        let width = 0.5_f64.powf(halvings);
        let start = (self.x / width).floor().min(1.0 / width - 1.0) * width;
        (start, start + width)
    }

    fn curve(&self) -> Plot {
        let (from, to) = self.window();
        let key = match (to - from < 1.0, self.turn.is_some()) {
            (true, false) => "figure.lens",
            (false, false) => "figure.curve",
            (true, true) => "figure.turning-lens",
            (false, true) => "figure.turning",
        };
        let title = self.phrase(key).with("share", 1.0 / (to - from));
        let (x, y) = (Axis::named("x", from, to), Axis::linear(None, 0.0, 1.0));
        let corners = self.corners.iter().copied();
        let sides = from - 1e-9..=to + 1e-9;
        let shown = corners.filter(|(x, _)| sides.contains(x)).collect();
        Plot::tall(title, x, y)
            .curve(Phrase::verbatim("y"), Role::First, shown)
            .probe(self.x, self.y())
    }

    /// The path of the probe: one row for each fold, the start in the lowest row.
    fn strip(&self) -> Plot {
        let last = self.folds();
        let x = Axis::linear(Some(KIND.phrase("place")), 0.0, 1.0);
        let ticks = fold_ticks(self.path.len().saturating_sub(1));
        let ticks = ticks.map(|fold| (fold as f64, whole_number(fold as f64)));
        let y = Axis::linear(Some(KIND.phrase("folds")), 0.0, last).ticks(ticks.collect());
        let rows = self.path.iter().enumerate();
        let path: Vec<_> = rows.map(|(row, x)| (*x, row as f64)).collect();
        let plot = Plot::tall(self.phrase("figure.strip"), x, y);
        path.iter().fold(
            plot.curve(KIND.phrase("way"), Role::First, path.clone()),
            |plot, (x, row)| plot.probe(*x, *row),
        )
    }

    /// The strip from the side, in front of the way that its right end takes in a fold.
    fn fold(&self) -> Plot {
        let key = if self.turn.is_some() {
            "figure.fold-turning"
        } else {
            "figure.fold"
        };
        let x = Axis::linear(None, 0.0, 1.0);
        let y = Axis::linear(None, 0.0, MIDDLE).ticks(Vec::new());
        let strip = [0.0, MIDDLE, 1.0].map(|at| self.side_view(at));
        let probe = self.side_view(self.path.last().copied().unwrap_or(self.x));
        let hinge = self.side_view(MIDDLE);
        Plot::strip(self.phrase(key), x, y)
            .curve(
                KIND.phrase("next-fold"),
                Role::Target,
                turn::way_of_the_end(),
            )
            .curve(KIND.phrase("strip"), Role::First, strip.to_vec())
            .mark(
                MarkKind::Kink,
                hinge.0,
                Some(hinge.1),
                Some(KIND.phrase("fold-place")),
            )
            .mark(
                MarkKind::Probe,
                probe.0,
                Some(probe.1),
                Some(KIND.phrase("dot")),
            )
    }

    fn bars(&self) -> Bars {
        let bar = |key: &str, value: f64, role| Bar {
            label: self.phrase(&format!("bar.{key}")),
            value,
            value_text: whole_number(value),
            role,
        };
        Bars {
            title: self.phrase("figure.pieces"),
            axis: Axis::log(None, 1.0, 2.0_f64.powf(MOST_FOLDS as f64)),
            bars: vec![
                bar("deep", self.pieces(), Role::First),
                bar("wide", self.one_layer(), Role::Second),
            ],
        }
    }
}

/// The most ticks of the axis of folds behind 0.
const FOLD_TICKS: usize = 5;

/// 0 and at most [`FOLD_TICKS`] further numbers up to `last`, at equal distances.
fn fold_ticks(last: usize) -> impl Iterator<Item = usize> {
    let divides = |step: &usize| last.is_multiple_of(*step) && last / step <= FOLD_TICKS;
    let step = (1..=last).find(divides).unwrap_or(1);
    (0..=last).step_by(step)
}

fn whole_number(number: f64) -> Phrase {
    Phrase::verbatim(format_number(number, NumberFormat::Decimals(0)))
}

impl Model for DepthFolds {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("pieces", self.pieces())
            .with("relus", self.relus())
            .with("one_layer", self.one_layer())
            .with("y", self.y())
            .with("folds", self.folds())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve())),
            "strip" => Some(Figure::Plot(self.strip())),
            "fold" => Some(Figure::Plot(self.fold())),
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};

    fn lab(k: f64, x: f64) -> Lab {
        let set = Values::new().with("k", k).with("x", x);
        Lab::new(&KIND, &set, Seed(0)).unwrap()
    }

    #[test]
    fn every_fold_doubles_the_pieces_and_adds_two_units() {
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
    fn the_tent_map_is_symmetric() {
        for x in [0.0, 0.1, 0.25, 0.4, 0.5] {
            assert!((tent(x) - tent(1.0 - x)).abs() < 1e-12);
            assert!((tent(x) - 2.0 * x).abs() < 1e-12);
        }
    }

    #[test]
    fn the_probe_is_on_the_curve_of_the_network() {
        for k in 1..=10_usize {
            for x in [0.0, 0.13, 0.3, 0.5, 0.77, 1.0] {
                let found = PiecewiseLinear::from_network(&folding_network(k), 0.0, 1.0).unwrap();
                let piece = found.segments.iter().find(|piece| x <= piece.to).unwrap();
                let y = lab(k as f64, x).number("y").unwrap();
                let drawn = piece.slope * x + piece.offset;
                assert!((y - drawn).abs() < 1e-9, "{k} folds at {x}: {y}, {drawn}");
            }
        }
    }

    #[test]
    fn the_strip_shows_the_probe_after_every_fold() {
        let Some(Figure::Plot(plot)) = lab(3.0, 0.25).figure("strip") else {
            panic!("no strip")
        };
        let way = &plot.series[0].points;
        assert_eq!(*way, [(0.25, 0.0), (0.5, 1.0), (1.0, 2.0), (0.0, 3.0)]);
        assert_eq!(plot.marks.len(), 4);
    }
}
