//! A deep random network that is not trained: the back-signal that is left in its first layer.

use crate::figure::{Axis, Bar, Bars, Figure, Lines, Role};
use crate::lab::shared::{ACTIVATION_WORDS, activation, activation_label, back_signal, ratio};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::{Dataset, Init, LayerStats, Loss, NetworkConfig, UnitState, layer_stats};

/// The kind `random-network`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "random-network",
    controls,
    figures: &["signal", "ratio", "readout"],
    build: |values, seed| Box::new(RandomNetwork::new(values, seed)),
};

/// The units of a layer, and the numbers of a sample.
const WIDTH: usize = 64;
/// The number of samples.
const BATCH: usize = 128;
const ACTIVATIONS: [&str; 5] = ["tanh", "relu", "sigmoid", "leaky", "gelu"];
const INITS: [&str; 4] = ["gain", "old", "xavier", "he"];

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &ACTIVATIONS, "tanh"),
        Control::number("gain", Range::new(0.5, 5.0, 0.6, 0.1)),
        Control::choice("init", "lab.random-network.init", &INITS, "gain"),
        Control::choice("L", "", &["5", "20", "50"], "20"),
        Control::number("seed", Range::new(0.0, 23.0, 0.0, 1.0).fine(1.0)),
    ])
}

#[derive(Clone, Debug)]
struct RandomNetwork {
    f: String,
    layers: usize,
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
        }
    }

    fn hidden(&self) -> &[LayerStats] {
        &self.health[..self.health.len().saturating_sub(1)]
    }

    fn ratio(&self) -> f64 {
        ratio(&self.health)
    }

    /// The mean slope over all hidden units and samples.
    fn mean_slope(&self) -> f64 {
        let slopes = self.hidden().iter().map(|layer| layer.mean_slope);
        slopes.sum::<f64>() / self.hidden().len().max(1) as f64
    }

    /// The root mean square of the slope over all hidden units and samples.
    fn rms_slope(&self) -> f64 {
        let squares = self.hidden().iter().map(|layer| layer.rms_slope.powi(2));
        (squares.sum::<f64>() / self.hidden().len().max(1) as f64).sqrt()
    }

    /// The percentage of units of the last hidden layer in this state.
    fn percent(&self, state: UnitState) -> f64 {
        let last = self.hidden().last();
        last.map_or(f64::NAN, |layer| {
            100.0 * layer.count(state) as f64 / layer.units.len().max(1) as f64
        })
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("f", activation_label(&self.f))
            .with("n", self.layers)
            .with("ratio", self.ratio())
    }

    fn ratio_bar(&self) -> Bars {
        Bars {
            title: self.phrase("figure.ratio"),
            axis: Axis::log(None, 1e-12, 1e12),
            bars: vec![Bar {
                label: KIND.phrase("reading.ratio"),
                value: self.ratio(),
                value_text: KIND.phrase("number").with("n", self.ratio()),
                role: Role::First,
            }],
        }
    }

    fn readout(&self) -> Lines {
        let slope = KIND.phrase("slope").with("n", self.rms_slope());
        Lines::untitled(vec![self.phrase("figure.left"), slope])
    }
}

impl Model for RandomNetwork {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("ratio", self.ratio())
            .with_flag("in_window", (0.1..=10.0).contains(&self.ratio()))
            .with("mean_slope", self.mean_slope())
            .with("rms_slope", self.rms_slope())
            .with("off_last", self.percent(UnitState::Off))
            .with("on_last", self.percent(UnitState::On))
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "signal" => {
                let title = self.phrase("figure.signal");
                Some(Figure::Plot(back_signal(&self.health, title)))
            }
            "ratio" => Some(Figure::Bars(self.ratio_bar())),
            "readout" => Some(Figure::Lines(self.readout())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;

    /// The median over 20 seeds of the ratio of the back-signals.
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
    fn old_weights_lose_the_signal_and_relu_more_than_tanh() {
        let (tanh, relu) = (of("tanh", "old"), of("relu", "old"));
        assert!((1e-5..4e-5).contains(&tanh), "{tanh}");
        assert!((2e-8..8e-8).contains(&relu), "{relu}");
    }

    #[test]
    fn a_gain_near_root_two_keeps_the_signal() {
        let at = |f: &str, gain: f64| median(&Values::new().with("f", f).with("gain", gain));
        for (f, gain) in [("tanh", 1.3), ("relu", 1.4)] {
            assert!(
                (0.1..10.0).contains(&at(f, gain)),
                "{f} {gain}: {}",
                at(f, gain)
            );
        }
        assert!(
            at("tanh", 3.0) > 100.0,
            "the signal explodes although tanh is flat"
        );
    }
    #[test]
    fn gain_times_typical_slope_to_the_power_of_the_layers_gives_the_signal() {
        for (f, gain) in [("relu", 1.4), ("tanh", 3.0), ("tanh", 2.0), ("leaky", 1.3)] {
            let set = Values::new().with("f", f).with("gain", gain);
            let of = |seed, reading| {
                let lab = Lab::new(&KIND, &set, Seed(seed)).unwrap();
                lab.number(reading).unwrap().ln()
            };
            // The mean of the logarithms, because the seeds differ by factors. The last of 20 layers is where the signal
            // starts.
            let mean = |reading| (0..20).map(|seed| of(seed, reading)).sum::<f64>() / 20.0;
            let product = 19.0 * (f64::ln(gain) + mean("rms_slope"));
            let signal = mean("ratio");
            assert!(
                (product - signal).abs() < 0.7,
                "{f} {gain}: {product} {signal}"
            );
        }
    }
}
