//! A random network of one input that is not trained: the number of straight pieces of its curve, for this seed and for
//! others.

use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role};
use crate::lab::shared::axis_end;
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::race::quantile;
use crate::nn::{Activation, BiasInit, NetworkConfig, PiecewiseLinear};

/// The kind `random-pieces`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "random-pieces",
    controls,
    figures: &["curve", "dots", "sentence"],
    build: |values, seed| Box::new(RandomPieces::new(values, seed)),
};

/// Pieces are counted, and drawn, on −`SIDE`…`SIDE`.
const SIDE: f64 = 3.0;
/// The number of seeds in the dot plot.
const SEEDS: u64 = 20;
/// The ends that the axis of pieces may have.
const PIECE_ENDS: [f64; 3] = [25.0, 75.0, 250.0];

fn controls(_: &Values) -> Controls {
    let seeds = Range::new(0.0, SEEDS as f64 - 1.0, 0.0, 1.0).fine(1.0);
    Controls(vec![
        Control::choice("width", "", &["4", "8", "16"], "16"),
        Control::choice("depth", "", &["1", "2", "3", "5", "8"], "3"),
        Control::choice("biases", "lab.random-pieces.biases", &["off", "on"], "off"),
        Control::number("seed", seeds),
    ])
}

#[derive(Clone, Debug)]
struct RandomPieces {
    width: usize,
    depth: usize,
    /// The seed of the drawn network.
    shown: usize,
    curve: PiecewiseLinear,
    /// The number of pieces of each seed.
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

    /// The pieces of a network of this shape in which each layer folds perfectly, once for each unit.
    fn perfect_folds(&self) -> f64 {
        std::iter::repeat_n(self.width as f64, self.depth).product()
    }

    /// The quantile `q` of the numbers of pieces.
    fn count_quantile(&self, q: f64) -> f64 {
        let mut counts = self.counts.clone();
        counts.sort_by(f64::total_cmp);
        quantile(&counts, q).unwrap_or(f64::NAN)
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("width", self.width)
            .with("depth", self.depth)
            .with("units", self.units())
            .with("seed", self.shown)
            .with("seeds", self.counts.len())
            .with("pieces", self.curve.count())
            .with("median", self.count_quantile(0.5))
            .with("folded", self.perfect_folds())
    }

    fn curve_plot(&self) -> Plot {
        let points = self.curve.points();
        let (low, high) = points
            .iter()
            .fold((-1.0_f64, 1.0_f64), |(low, high), (_, y)| {
                (low.min(*y), high.max(*y))
            });
        Plot::tall(
            self.phrase("figure.curve"),
            Axis::named("x", -SIDE, SIDE),
            Axis::linear(None, low, high),
        )
        .curve(Phrase::verbatim("y"), Role::First, points)
        // The kink of a unit without a bias is at 0 and not at −0.
        .kinks(self.curve.breakpoints().map(|kink| kink + 0.0))
    }

    /// A dot for every seed, with equal numbers of pieces above each other.
    fn dots(&self) -> Plot {
        let units = self.units() as f64;
        let end = axis_end(
            &PIECE_ENDS,
            self.counts.iter().copied().fold(units, f64::max),
        );
        let mut points: Vec<(f64, f64)> = Vec::new();
        for count in &self.counts {
            let below = points.iter().filter(|(at, _)| at == count).count();
            points.push((*count, below as f64 + 1.0));
        }
        let tallest = points.iter().map(|(_, y)| *y).fold(4.0, f64::max);
        let shown = points.get(self.shown).copied();
        let plot = Plot::strip(
            self.phrase("figure.dots"),
            Axis::linear(Some(KIND.phrase("pieces")), 0.0, end),
            Axis::linear(None, 0.0, tallest + 1.0).ticks(Vec::new()),
        )
        .dots(self.phrase("a-seed"), Role::First, points)
        .mark(MarkKind::Goal, units, None, Some(self.phrase("units")));
        match shown {
            Some((x, y)) => {
                let name = Some(self.phrase("shown"));
                plot.mark(MarkKind::Probe, x, None, name).probe(x, y)
            }
            None => plot,
        }
    }

    fn sentence(&self) -> Lines {
        let keys = ["sentence.now", "sentence.folded"];
        Lines::untitled(keys.map(|key| self.phrase(key)).to_vec())
    }
}

impl Model for RandomPieces {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("pieces", self.curve.count() as f64)
            .with("units", self.units() as f64)
            .with("median", self.count_quantile(0.5))
            .with("least", self.count_quantile(0.0))
            .with("most", self.count_quantile(1.0))
            .with("folded", self.perfect_folds())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve_plot())),
            "dots" => Some(Figure::Plot(self.dots())),
            "sentence" => Some(Figure::Lines(self.sentence())),
            _ => None,
        }
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
    fn a_random_network_has_about_as_many_pieces_as_units() {
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

    /// A network on 0…1 in which each layer goes between 0 and 1 once for each unit.
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
    fn a_network_can_reach_the_pieces_of_perfect_folds() {
        for (width, depth) in [(4, 2), (4, 3), (8, 3)] {
            let made = PiecewiseLinear::from_network(&zigzag(width, depth), 0.0, 1.0).unwrap();
            let stated = reading(&width.to_string(), &depth.to_string(), "on", "folded");
            assert_eq!(made.count() as f64, stated, "{width}×{depth}");
        }
    }

    #[test]
    fn a_network_without_biases_has_two_pieces() {
        for depth in ["1", "3", "8"] {
            assert_eq!(reading("16", depth, "off", "most"), 2.0);
            assert_eq!(reading("16", depth, "off", "least"), 2.0);
        }
    }

    #[test]
    fn the_dots_show_every_seed_and_mark_the_drawn_one() {
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
