//! A net of one input, eight hidden units and one output learns a curve by Adam: its kinks move.

use super::shared::{ACTIVATION_WORDS, Training, activation, sampled, slopes};
use super::{
    Change, Control, Controls, LabKind, Model, Options, Readings, Run, Seed, TrainingRecord, Values,
};
use crate::figure::{Axis, Figure, MarkKind, Plot, Role};
use crate::locale::Phrase;
use crate::nn::{BiasInit, Inference, NetworkConfig, Optimizer, PiecewiseLinear, Recipe};

/// The kind `watch-it-learn`.
pub(super) static KIND: LabKind = LabKind {
    name: "watch-it-learn",
    controls,
    figures: &["fit", "loss", "staircase"],
    build,
};

const UNITS: usize = 8;
/// Training ends here.
const END: u64 = 20_000;
/// What the past may take, in bytes.
const PAST: usize = 1 << 20;
/// The seeds to choose from.
const SEEDS: [&str; 24] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22", "23",
];

fn controls(_: &Values) -> Controls {
    let seeds = Options {
        names: SEEDS.to_vec(),
        default: "0",
        words: "",
    };
    Controls(vec![
        Control::choice(
            "f",
            ACTIVATION_WORDS,
            &["identity", "relu", "tanh", "gelu"],
            "identity",
        ),
        Control::choice(
            "target",
            "lab.watch-it-learn.target",
            &["sine", "abs", "step", "bump"],
            "sine",
        ),
        Control::choice("lr", "", &["0.003", "0.01", "0.03", "0.1"], "0.03"),
        Control {
            name: "seed".to_owned(),
            domain: super::Domain::Choice(seeds),
            by_hand: false,
        },
    ])
}

fn build(values: &Values, seed: Seed) -> Box<dyn Model> {
    Box::new(WatchItLearn::new(values, seed))
}

#[derive(Clone, Debug)]
struct WatchItLearn {
    target: Recipe,
    seed: Seed,
    training: Training,
    before: Vec<(f64, f64)>,
}

impl WatchItLearn {
    fn new(values: &Values, seed: Seed) -> Self {
        let f = activation(values.choice("f"));
        let target = Recipe::from_name(values.choice("target")).unwrap_or(Recipe::Sine);
        let draw = seed.0 + values.count("seed") as u64;
        let network = NetworkConfig::new(1, 1, UNITS, f)
            .with_bias(BiasInit::Uniform)
            .draw(draw);
        let optimizer = Optimizer::adam(values.number("lr"));
        Self {
            target,
            seed,
            training: Training::new(network, target.draw(draw), optimizer, END, PAST),
            before: Vec::new(),
        }
    }

    /// Where the net's own curve bends inside the picture; none where it bends smoothly.
    fn kinks(&self) -> Vec<f64> {
        PiecewiseLinear::from_network(self.training.network(), -1.0, 1.0)
            .map_or_else(Vec::new, |pieces| pieces.breakpoints().collect())
    }

    fn points(&self) -> Vec<(f64, f64)> {
        let xs: Vec<f64> = sampled(-1.0, 1.0, &self.kinks(), |x| x)
            .into_iter()
            .map(|(x, _)| x)
            .collect();
        let inputs = ndarray::Array2::from_shape_fn((1, xs.len()), |(_, i)| xs[i]);
        let response = Inference::new(self.training.network(), &inputs);
        xs.iter()
            .copied()
            .zip(response.output().row(0).iter().copied())
            .collect()
    }

    fn axis() -> Axis {
        Axis::linear(Some(Phrase::verbatim("x")), -1.0, 1.0)
    }

    fn fit(&self) -> Plot {
        // A target with a jump is drawn upright between two points that are as good as one.
        let target = sampled(-1.0, 1.0, &[-1e-9, 0.0, 1e-9], |x| {
            self.target.curve(x).unwrap_or(f64::NAN)
        });
        let title = Phrase::key("lab.watch-it-learn.figure.fit")
            .with("mse", self.training.trainer().loss());
        let plot = Plot::tall(title, Self::axis(), Axis::linear(None, -1.6, 1.6))
            .curve(
                Phrase::key(format!("lab.watch-it-learn.target.{}", self.target.name())),
                Role::Target,
                target,
            )
            .curve(
                Phrase::key("lab.watch-it-learn.net"),
                Role::First,
                self.points(),
            );
        self.kinks().into_iter().fold(plot, |plot, kink| {
            plot.mark(MarkKind::Kink, kink, None, None)
        })
    }

    fn staircase(&self) -> Plot {
        let stairs = slopes(&self.points());
        let (low, high) = stairs
            .iter()
            .map(|(_, s)| *s)
            .filter(|s| s.is_finite())
            .fold((-2.0_f64, 2.0_f64), |(l, h), s| (l.min(s), h.max(s)));
        Plot::strip(
            Phrase::key("lab.watch-it-learn.figure.staircase"),
            Self::axis(),
            Axis::linear(None, low * 1.1, high * 1.1),
        )
        .stairs(
            Phrase::key("figure.slope-of").with("of", Phrase::key("lab.watch-it-learn.net")),
            Role::First,
            stairs,
        )
    }
}

impl Model for WatchItLearn {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let pieces = PiecewiseLinear::from_network(self.training.network(), -1.0, 1.0)
            .map_or(f64::NAN, |pieces| pieces.count() as f64);
        Readings::new()
            .with("mse", self.training.trainer().loss())
            .with("steps", self.training.at() as f64)
            .with("first", self.training.first_at_goal())
            .with(
                "reached",
                f64::from(u8::from(self.training.first_at_goal().is_finite())),
            )
            .with(
                "solved",
                f64::from(u8::from(self.training.trainer().at_goal())),
            )
            .with("pieces", pieces)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "fit" => Some(Figure::Plot(self.fit())),
            "loss" => Some(Figure::Plot(self.training.loss_plot(&self.before))),
            "staircase" => Some(Figure::Plot(self.staircase())),
            _ => None,
        }
    }

    fn change(&mut self, values: &Values, what: &str) -> Change {
        if what == "lr" {
            let optimizer = Optimizer::adam(values.number("lr"));
            self.training
                .branch(|trainer| trainer.set_optimizer(optimizer));
            return Change::Branched;
        }
        let before = self.training.losses();
        *self = Self {
            before,
            ..Self::new(values, self.seed)
        };
        Change::Restarted
    }

    fn training_record(&self) -> Option<TrainingRecord> {
        Some(self.training.training_record())
    }

    fn run(&self) -> Option<&dyn Run> {
        Some(&self.training)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(&mut self.training)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Status, Work};

    fn trained(f: &str, steps: u64) -> Lab {
        let mut lab = Lab::new(&KIND, &Values::new().with("f", f), Seed(0)).unwrap();
        while lab.run().unwrap().at() < steps {
            let left = steps - lab.run().unwrap().at();
            assert_eq!(
                lab.run_mut().unwrap().advance(Work::slice(left)),
                Status::Going
            );
        }
        lab
    }

    #[test]
    fn without_an_activation_the_error_stays_that_of_the_best_line() {
        let lab = trained("identity", 1000);
        assert!((lab.number("mse").unwrap() - 0.2072).abs() < 5e-5);
        assert_eq!(lab.number("pieces"), Some(1.0));
    }

    #[test]
    fn relu_learns_the_sine_as_the_science_page_says() {
        let mut lab = trained("relu", 100);
        assert!((lab.number("mse").unwrap() - 0.033_184_617_332).abs() < 1e-9);
        lab.run_mut().unwrap().seek(0);
        assert!((lab.number("mse").unwrap() - 0.443_908_511_656).abs() < 1e-9);
    }

    #[test]
    fn another_learning_rate_branches_and_another_start_restarts() {
        let mut lab = trained("relu", 50);
        let at_fifty = lab.number("mse");
        assert_eq!(
            lab.set(&Values::new().with("lr", "0.01")),
            Ok(Change::Branched)
        );
        assert_eq!((lab.run().unwrap().at(), lab.number("mse")), (50, at_fifty));
        assert_eq!(
            lab.set(&Values::new().with("seed", "3")),
            Ok(Change::Restarted)
        );
        assert_eq!(lab.run().unwrap().at(), 0);
    }
}
