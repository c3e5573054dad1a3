//! A network of one input, eight hidden units and one output learns a curve by Adam: its kinks move.

use super::run_in;
use crate::figure::{Axis, Figure, Plot, Role};
use crate::lab::shared::{
    ACTIVATION_WORDS, TrainingRun, activation, fit_plot, network_curve, sample_curve, slope_name,
    slopes,
};
use crate::lab::{
    Change, Control, Controls, Domain, LabKind, Model, Options, Readings, Run, Seed,
    TrainingRecord, Values,
};
use crate::nn::{BiasInit, NetworkConfig, Optimizer, PiecewiseLinear, Recipe};

/// The kind `watch-it-learn`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "watch-it-learn",
    controls,
    figures: &["fit", "kinks", "loss", "staircase"],
    build: |values, seed| Box::new(WatchItLearn::new(values, seed)),
};

/// The hidden units.
const UNITS: usize = 8;
/// The last step of the training.
const END: u64 = 20_000;
/// The memory for past states, in bytes.
const PAST: usize = 1 << 20;
const ACTIVATIONS: [&str; 4] = ["identity", "relu", "tanh", "gelu"];
const TARGETS: [&str; 4] = ["sine", "abs", "step", "bump"];
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
        Control::choice("f", ACTIVATION_WORDS, &ACTIVATIONS, "identity"),
        Control::choice("target", "lab.watch-it-learn.target", &TARGETS, "sine"),
        Control::choice("lr", "", &["0.003", "0.01", "0.03", "0.1"], "0.03"),
        Control {
            name: "seed".to_owned(),
            domain: Domain::Choice(seeds),
            is_override: false,
            figure: None,
        },
    ])
}

#[derive(Clone, Debug)]
struct WatchItLearn {
    target: Recipe,
    seed: Seed,
    training: TrainingRun,
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
            training: TrainingRun::new(network, target.draw(draw), optimizer, END, PAST)
                .recording_kinks(),
            before: Vec::new(),
        }
    }

    /// The straight pieces of the curve of the network; none for a smooth activation.
    fn pieces(&self) -> Option<PiecewiseLinear> {
        PiecewiseLinear::from_network(self.training.network(), -1.0, 1.0)
    }

    fn kinks(&self) -> Vec<f64> {
        self.pieces()
            .map_or_else(Vec::new, |pieces| pieces.breakpoints().collect())
    }

    fn points(&self) -> Vec<(f64, f64)> {
        let xs = sample_curve(-1.0, 1.0, &self.kinks(), |x| x).into_iter();
        let xs: Vec<f64> = xs.map(|(x, _)| x).collect();
        network_curve(self.training.network(), &xs)
    }

    fn fit(&self) -> Plot {
        let title = KIND
            .phrase("figure.fit")
            .with("mse", self.training.trainer().loss());
        let target = KIND.phrase(&format!("target.{}", self.target.name()));
        fit_plot(title, target, self.target)
            .curve(KIND.phrase("net"), Role::First, self.points())
            .kinks(self.kinks())
    }

    fn staircase(&self) -> Plot {
        let slopes = slopes(&self.points());
        let finite = slopes.iter().map(|(_, slope)| *slope);
        let finite = finite.filter(|slope| slope.is_finite());
        let (low, high) = finite.fold((-2.0_f64, 2.0_f64), |(low, high), slope| {
            (low.min(slope), high.max(slope))
        });
        Plot::strip(
            KIND.phrase("figure.staircase"),
            Axis::named("x", -1.0, 1.0),
            Axis::linear(None, low * 1.1, high * 1.1),
        )
        .staircase(slope_name(KIND.phrase("net")), Role::First, slopes)
    }
}

impl Model for WatchItLearn {
    fn readings(&self) -> Readings {
        let pieces = self.pieces();
        let pieces = pieces.map_or(f64::NAN, |pieces| pieces.count() as f64);
        let first = self.training.first_at_goal();
        Readings::new()
            .with("mse", self.training.trainer().loss())
            .with("steps", self.training.at() as f64)
            .with("first", first)
            .with_flag("reached", first.is_finite())
            .with_flag("solved", self.training.trainer().at_goal())
            .with("pieces", pieces)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "fit" => Some(Figure::Plot(self.fit())),
            "kinks" => Some(Figure::Plot(self.training.kink_plot(self.fit().x)?)),
            "loss" => Some(Figure::Plot(self.training.loss_plot(&self.before))),
            "staircase" => Some(Figure::Plot(self.staircase())),
            _ => None,
        }
    }

    fn forget_run_before(&mut self) {
        self.before.clear();
    }

    fn change(&mut self, values: &Values, _: &str) -> Option<Change> {
        let before = self.training.losses();
        *self = Self {
            before,
            ..Self::new(values, self.seed)
        };
        Some(Change::Restarted)
    }

    fn training_record(&self) -> Option<TrainingRecord> {
        Some(self.training.training_record())
    }

    run_in!(training);
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
    fn the_identity_keeps_the_error_of_the_best_line() {
        let lab = trained("identity", 1000);
        assert!((lab.number("mse").unwrap() - 0.2072).abs() < 5e-5);
        assert_eq!(lab.number("pieces"), Some(1.0));
    }

    #[test]
    fn the_error_of_relu_matches_the_science_page() {
        let mut lab = trained("relu", 100);
        assert!((lab.number("mse").unwrap() - 0.033_184_617_332).abs() < 1e-9);
        lab.run_mut().unwrap().seek(0);
        assert!((lab.number("mse").unwrap() - 0.443_908_511_656).abs() < 1e-9);
    }

    /// The trails with their points, as text: some points are not numbers.
    fn trails(lab: &Lab) -> Vec<(f64, String)> {
        let Some(Figure::Plot(plot)) = lab.figure("kinks") else {
            panic!("no trails")
        };
        let trails = plot.series.iter();
        trails
            .map(|trail| {
                (
                    trail.points.last().unwrap().0,
                    format!("{:?}", trail.points),
                )
            })
            .collect()
    }

    #[test]
    fn a_rewind_shows_the_same_trails_and_they_follow_the_training() {
        let mut lab = trained("relu", 90);
        let ninety = trails(&lab);
        assert_eq!(ninety.len(), UNITS);
        lab.run_mut().unwrap().seek(120);
        let then = trails(&lab);
        for ((x, _), (_, later)) in ninety.iter().zip(&then) {
            assert!(later.contains(&format!("({x:?}, 90.0)")), "{x} in {later}");
        }
        lab.run_mut().unwrap().seek(3000);
        assert_ne!(trails(&lab), then);
        lab.run_mut().unwrap().seek(120);
        assert_eq!(trails(&lab), then);
        lab.run_mut().unwrap().seek(0);
        assert!(
            trails(&lab)
                .iter()
                .all(|(_, trail)| trail.matches('(').count() == 1)
        );
    }
}
