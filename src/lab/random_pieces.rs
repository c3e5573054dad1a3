//! A random net of one input, not trained: how many straight pieces its curve has, and those of other seeds.

use super::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role, Series, SeriesShape};
use crate::locale::Phrase;
use crate::nn::race::quantile;
use crate::nn::{Activation, BiasInit, NetworkConfig, PiecewiseLinear};

/// The kind `random-pieces`.
pub(super) static KIND: LabKind = LabKind {
    name: "random-pieces",
    controls,
    figures: &["curve", "dots", "sentence"],
    build,
};

/// The stretch on which pieces are counted.
const SIDE: f64 = 3.0;
/// Seeds in the dot strip.
const SEEDS: u64 = 20;
/// Where the axis of pieces may end: few places, so that it seldom moves.
const ENDS: [f64; 3] = [25.0, 75.0, 250.0];

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("width", "", &["4", "8", "16"], "16"),
        Control::choice("depth", "", &["1", "2", "3", "5", "8"], "3"),
        Control::choice("biases", "lab.random-pieces.biases", &["off", "on"], "off"),
        Control::number(
            "seed",
            Range::new(0.0, SEEDS as f64 - 1.0, 0.0, 1.0).fine(1.0),
        ),
    ])
}

fn build(values: &Values, seed: Seed) -> Box<dyn Model> {
    Box::new(RandomPieces::new(values, seed))
}

#[derive(Clone, Debug)]
struct RandomPieces {
    seed: Seed,
    width: usize,
    depth: usize,
    /// Which of the counted nets is shown.
    shown: usize,
    curve: PiecewiseLinear,
    /// Pieces by seed.
    counts: Vec<f64>,
}

impl RandomPieces {
    fn new(values: &Values, seed: Seed) -> Self {
        let (width, depth) = (values.count("width").max(1), values.count("depth").max(1));
        let bias = match values.choice("biases") {
            "on" => BiasInit::Uniform,
            _ => BiasInit::Zero,
        };
        let plan = NetworkConfig::new(1, depth, width, Activation::Relu).with_bias(bias);
        let pieces = |draw: u64| {
            PiecewiseLinear::from_network(&plan.draw(seed.0 + draw), -SIDE, SIDE)
                .unwrap_or_default()
        };
        let shown = values.count("seed");
        Self {
            seed,
            width,
            depth,
            shown,
            curve: pieces(shown as u64),
            counts: (0..SEEDS).map(|draw| pieces(draw).count() as f64).collect(),
        }
    }

    fn units(&self) -> usize {
        self.width * self.depth
    }

    /// Pieces of a net of this shape whose layers fold perfectly, as many times as they have units.
    fn folded(&self) -> f64 {
        std::iter::repeat_n(self.width as f64, self.depth).product()
    }

    /// The given quantile of the counts.
    fn counted(&self, q: f64) -> f64 {
        let mut counts = self.counts.clone();
        counts.sort_by(f64::total_cmp);
        quantile(&counts, q).unwrap_or(f64::NAN)
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.random-pieces.{key}"))
            .with("width", self.width)
            .with("depth", self.depth)
            .with("units", self.units())
            .with("seed", self.shown)
            .with("seeds", self.counts.len())
            .with("pieces", self.curve.count())
            .with("median", self.counted(0.5))
            .with("folded", self.folded())
    }

    fn plot(&self) -> Plot {
        let points = self.curve.points();
        let least = |least: f64, (_, y): &(f64, f64)| least.min(*y);
        let most = |most: f64, (_, y): &(f64, f64)| most.max(*y);
        let (low, high) = (
            points.iter().fold(-1.0, least),
            points.iter().fold(1.0, most),
        );
        let plot = Plot::tall(
            self.said("figure.curve"),
            Axis::linear(Some(Phrase::verbatim("x")), -SIDE, SIDE),
            Axis::linear(None, low, high),
        )
        .curve(Phrase::verbatim("y"), Role::First, points);
        self.curve.breakpoints().fold(plot, |plot, kink| {
            plot.mark(MarkKind::Kink, kink, None, None)
        })
    }

    /// A dot for every seed, those with equal counts above each other.
    fn dots(&self) -> Plot {
        let most = self
            .counts
            .iter()
            .copied()
            .fold(self.units() as f64, f64::max);
        let end = ENDS.into_iter().find(|end| *end >= most).unwrap_or(most);
        let mut points: Vec<(f64, f64)> = Vec::new();
        for count in &self.counts {
            let below = points.iter().filter(|(at, _)| at == count).count();
            points.push((*count, below as f64 + 1.0));
        }
        let tallest = points.iter().map(|(_, y)| *y).fold(4.0, f64::max);
        let mut plot = Plot::strip(
            self.said("figure.dots"),
            Axis::linear(Some(Phrase::key("lab.random-pieces.pieces")), 0.0, end),
            Axis::linear(None, 0.0, tallest + 1.0).ticks(Vec::new()),
        );
        let now = points.get(self.shown).copied();
        plot.series.push(Series {
            name: self.said("a-seed"),
            points,
            role: Role::First,
            shape: SeriesShape::Dots,
        });
        let units = self.units() as f64;
        let plot = plot.mark(MarkKind::Goal, units, None, Some(self.said("units")));
        match now {
            Some((x, y)) => plot.mark(MarkKind::Probe, x, Some(y), None),
            None => plot,
        }
    }

    fn sentence(&self) -> Lines {
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![self.said("sentence.now"), self.said("sentence.folded")],
        }
    }
}

impl Model for RandomPieces {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        Readings::new()
            .with("pieces", self.curve.count() as f64)
            .with("units", self.units() as f64)
            .with("median", self.counted(0.5))
            .with("least", self.counted(0.0))
            .with("most", self.counted(1.0))
            .with("folded", self.folded())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.plot())),
            "dots" => Some(Figure::Plot(self.dots())),
            "sentence" => Some(Figure::Lines(self.sentence())),
            _ => None,
        }
    }

    fn change(&mut self, values: &Values, _: &str) -> Change {
        *self = Self::new(values, self.seed);
        Change::Redrawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;
    use crate::nn::Network;

    fn reading(width: &str, depth: &str, biases: &str, name: &str) -> f64 {
        let set = Values::new()
            .with("width", width)
            .with("depth", depth)
            .with("biases", biases);
        Lab::new(&KIND, &set, Seed(0))
            .unwrap()
            .number(name)
            .unwrap()
    }

    #[test]
    fn a_random_net_has_about_as_many_pieces_as_units() {
        for (width, depth, low, high) in [
            ("8", "1", 6.0, 9.0),
            ("8", "3", 17.0, 28.0),
            ("16", "3", 37.0, 50.0),
            ("16", "8", 80.0, 128.0),
        ] {
            let median = reading(width, depth, "on", "median");
            assert!((low..=high).contains(&median), "{width}×{depth}: {median}");
        }
    }

    /// A net on 0..1 each of whose layers goes from 0 to 1 and back, as many times as it has units.
    fn zigzag(width: usize, depth: usize) -> Network {
        let mut network = NetworkConfig::new(1, depth, width, Activation::Relu).draw(0);
        let layers = network.layers().to_vec();
        let steep = width as f64;
        let reads = |unit: usize| match unit {
            0 => steep,
            odd if odd % 2 == 1 => -2.0 * steep,
            _ => 2.0 * steep,
        };
        for (i, layer) in layers.iter().enumerate() {
            let inputs = layer.inputs;
            for (at, weight) in network.parameters_mut()[layer.weights()]
                .iter_mut()
                .enumerate()
            {
                *weight = if i == 0 { 1.0 } else { reads(at % inputs) };
            }
            let turns = if i == depth { 0 } else { layer.units };
            let biases = &mut network.parameters_mut()[layer.biases()][..turns];
            for (unit, bias) in biases.iter_mut().enumerate() {
                *bias = -(unit as f64) / steep;
            }
        }
        network
    }

    #[test]
    fn a_net_can_have_the_pieces_of_perfect_folds() {
        for (width, depth) in [(4, 2), (4, 3), (8, 3)] {
            let made = PiecewiseLinear::from_network(&zigzag(width, depth), 0.0, 1.0).unwrap();
            let stated = reading(&width.to_string(), &depth.to_string(), "on", "folded");
            assert_eq!(made.count() as f64, stated, "{width}×{depth}");
        }
    }

    #[test]
    fn without_biases_every_net_has_two_pieces() {
        for depth in ["1", "3", "8"] {
            assert_eq!(reading("16", depth, "off", "most"), 2.0);
            assert_eq!(reading("16", depth, "off", "least"), 2.0);
        }
    }

    #[test]
    fn the_dots_show_every_seed_and_mark_the_net_that_is_drawn() {
        let set = Values::new().with("biases", "on").with("seed", 7.0);
        let lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        let Some(Figure::Plot(plot)) = lab.figure("dots") else {
            panic!("no dots")
        };
        assert_eq!(plot.series[0].points.len(), 20);
        let probe = plot.marks.iter().find(|mark| mark.kind == MarkKind::Probe);
        assert_eq!(probe.map(|mark| mark.x), lab.number("pieces"));
    }
}
