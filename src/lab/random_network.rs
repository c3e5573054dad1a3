//! A deep random network, not trained: what is left of the back-signal in its first layer.

use super::shared::{ACTIVATION_WORDS, activation, back_signal, ratio};
use super::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::figure::{Axis, Bar, Bars, Figure, Lines, Role};
use crate::locale::Phrase;
use crate::nn::{Dataset, Init, LayerStats, Loss, NetworkConfig, UnitState, layer_stats};

/// The kind `random-network`.
pub(super) static KIND: LabKind = LabKind {
    name: "random-network",
    controls,
    figures: &["signal", "ratio", "readout"],
    build,
};

/// Units a layer, and numbers a sample.
const WIDTH: usize = 64;
/// Samples.
const BATCH: usize = 128;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice(
            "f",
            ACTIVATION_WORDS,
            &["tanh", "relu", "sigmoid", "leaky", "gelu"],
            "tanh",
        ),
        Control::number("gain", Range::new(0.5, 5.0, 0.6, 0.1)),
        Control::choice(
            "init",
            "lab.random-network.init",
            &["gain", "old", "xavier", "he"],
            "gain",
        ),
        Control::choice("L", "", &["5", "20", "50"], "20"),
        Control::number("seed", Range::new(0.0, 23.0, 0.0, 1.0).fine(1.0)),
    ])
}

fn build(values: &Values, seed: Seed) -> Box<dyn Model> {
    Box::new(RandomNetwork::new(values, seed))
}

#[derive(Clone, Debug)]
struct RandomNetwork {
    f: String,
    layers: usize,
    seed: Seed,
    health: Vec<LayerStats>,
}

impl RandomNetwork {
    fn new(values: &Values, seed: Seed) -> Self {
        let draw = seed.0 + values.count("seed") as u64;
        let init = match values.choice("init") {
            "old" => Init::Old,
            "xavier" => Init::Xavier,
            "he" => Init::He,
            _ => Init::Gain(values.number("gain")),
        };
        let f = values.choice("f").to_owned();
        let layers = values.count("L").max(1);
        let network = NetworkConfig::new(WIDTH, layers, WIDTH, activation(&f))
            .with_init(init)
            .draw(draw);
        let noise = Dataset::noise(WIDTH, BATCH, draw);
        Self {
            health: layer_stats(&network, &noise, Loss::Mse),
            f,
            layers,
            seed,
        }
    }

    fn hidden(&self) -> &[LayerStats] {
        &self.health[..self.health.len().saturating_sub(1)]
    }

    /// The mean slope over all units and samples.
    fn mean_slope(&self) -> f64 {
        let slopes = self.hidden().iter().map(|layer| layer.mean_slope);
        slopes.sum::<f64>() / self.hidden().len().max(1) as f64
    }

    /// How many of a hundred units in the last hidden layer are in this state.
    fn percent(&self, state: UnitState) -> f64 {
        let last = self.hidden().last();
        last.map_or(f64::NAN, |layer| {
            100.0 * layer.count(state) as f64 / layer.units.len().max(1) as f64
        })
    }

    fn title(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.random-network.figure.{key}"))
            .with("f", Phrase::key(format!("{ACTIVATION_WORDS}.{}", self.f)))
            .with("n", self.layers)
            .with("ratio", ratio(&self.health))
    }

    fn bars(&self) -> Bars {
        let value = ratio(&self.health);
        Bars {
            title: self.title("ratio"),
            axis: Axis::log(None, 1e-12, 1e12),
            bars: vec![Bar {
                label: Phrase::key("lab.random-network.reading.ratio"),
                value,
                written: Phrase::key("lab.random-network.number").with("n", value),
                role: Role::First,
            }],
            goal: None,
        }
    }

    fn readout(&self) -> Lines {
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![
                self.title("left"),
                Phrase::key("lab.random-network.slope").with("n", self.mean_slope()),
            ],
        }
    }
}

impl Model for RandomNetwork {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let value = ratio(&self.health);
        Readings::new()
            .with("ratio", value)
            .with(
                "in_window",
                f64::from(u8::from((0.1..=10.0).contains(&value))),
            )
            .with("mean_slope", self.mean_slope())
            .with("off_last", self.percent(UnitState::Off))
            .with("on_last", self.percent(UnitState::On))
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "signal" => Some(Figure::Plot(back_signal(
                &self.health,
                self.title("signal"),
            ))),
            "ratio" => Some(Figure::Bars(self.bars())),
            "readout" => Some(Figure::Lines(self.readout())),
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

    /// The median over 20 seeds of the first layer's share of the back-signal.
    fn median(set: &Values) -> f64 {
        let ratio = |seed| {
            Lab::new(&KIND, set, Seed(seed))
                .unwrap()
                .number("ratio")
                .unwrap()
        };
        let mut ratios: Vec<f64> = (0..20).map(ratio).collect();
        ratios.sort_by(f64::total_cmp);
        f64::midpoint(ratios[9], ratios[10])
    }

    fn of(f: &str, init: &str) -> f64 {
        median(&Values::new().with("f", f).with("init", init))
    }

    #[test]
    fn old_weights_lose_the_signal_and_relu_loses_more_than_tanh() {
        let (tanh, relu) = (of("tanh", "old"), of("relu", "old"));
        assert!((1e-5..4e-5).contains(&tanh), "{tanh}");
        assert!((2e-8..8e-8).contains(&relu), "{relu}");
    }

    #[test]
    fn a_gain_near_root_two_keeps_the_signal_of_relu_and_of_tanh() {
        let at = |f: &str, gain: f64| median(&Values::new().with("f", f).with("gain", gain));
        for (f, gain) in [("tanh", 1.3), ("relu", 1.4)] {
            assert!(
                (0.1..10.0).contains(&at(f, gain)),
                "{f} {gain}: {}",
                at(f, gain)
            );
        }
        assert!(at("tanh", 3.0) > 100.0, "flat, and yet it explodes");
    }
}
