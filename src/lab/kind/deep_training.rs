//! Layers of sixteen units learn the circle by gradient descent: ten of them depend on the starting weights.

use super::run_in;
use crate::figure::Figure;
use crate::lab::shared::{
    ACTIVATION_WORDS, TrainingRun, activation, back_signal, decision_surface, ratio,
};
use crate::lab::{
    Change, Control, Controls, LabKind, Model, Range, Readings, Run, Seed, TrainingRecord, Values,
};
use crate::nn::{Init, NetworkConfig, Optimizer, Recipe};

/// The kind `deep-training`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "deep-training",
    controls,
    figures: &["loss", "signal", "surface"],
    build: |values, seed| Box::new(DeepTraining::new(values, seed)),
};

/// The units of a layer.
const WIDTH: usize = 16;
/// The last step of the training.
const END: u64 = 5_000;
/// The memory for past states, in bytes. The state of a deep network is large, and a step back repeats the steps between
/// two states.
const PAST: usize = 8 << 20;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &["sigmoid", "tanh", "relu"], "tanh"),
        Control::choice(
            "init",
            "lab.random-network.init",
            &["old", "xavier", "he"],
            "old",
        ),
        Control::choice("depth", "", &["3", "10"], "10"),
        Control::choice("lr", "", &["0.03", "0.1", "0.3"], "0.1"),
        Control::number("seed", Range::new(0.0, 19.0, 0.0, 1.0).fine(1.0)),
    ])
}

#[derive(Clone, Debug)]
struct DeepTraining {
    seed: Seed,
    training: TrainingRun,
    before: Vec<(f64, f64)>,
}

impl DeepTraining {
    fn new(values: &Values, seed: Seed) -> Self {
        let draw = seed.0 + values.count("seed") as u64;
        let init = match values.choice("init") {
            "xavier" => Init::Xavier,
            "he" => Init::He,
            _ => Init::Old,
        };
        let depth = values.count("depth").max(1);
        let network = NetworkConfig::new(2, depth, WIDTH, activation(values.choice("f")))
            .with_init(init)
            .draw(draw);
        let optimizer = Optimizer::descent(values.number("lr"));
        Self {
            seed,
            training: TrainingRun::new(network, Recipe::Circle.draw(draw), optimizer, END, PAST),
            before: Vec::new(),
        }
    }
}

impl Model for DeepTraining {
    fn readings(&self) -> Readings {
        let trainer = self.training.trainer();
        Readings::new()
            .with("loss", trainer.loss())
            .with("accuracy", trainer.metrics().accuracy.unwrap_or(f64::NAN))
            .with("steps", self.training.at() as f64)
            .with("first", self.training.first_at_goal())
            .with_flag("solved", trainer.at_goal())
            .with(
                "ratio",
                ratio(&trainer.pass().layer_stats(trainer.network())),
            )
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let trainer = self.training.trainer();
        match id {
            "loss" => Some(Figure::Plot(self.training.loss_plot(&self.before))),
            "signal" => {
                let health = trainer.pass().layer_stats(trainer.network());
                let title = KIND.phrase("signal").with("ratio", ratio(&health));
                Some(Figure::Plot(back_signal(&health, title)))
            }
            "surface" => Some(Figure::Heat(decision_surface(
                trainer.network(),
                trainer.data(),
                1.2,
            ))),
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
    use crate::lab::{Lab, Work};

    fn trained(f: &str, init: &str) -> Lab {
        let set = Values::new().with("f", f).with("init", init);
        let mut lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        while lab.run().unwrap().at() < 500 {
            let left = 500 - lab.run().unwrap().at();
            let _ = lab.run_mut().unwrap().advance(Work::slice(left));
        }
        lab
    }

    #[test]
    fn only_he_weights_reach_the_goal() {
        for f in ["tanh", "relu"] {
            assert_eq!(
                trained(f, "old").number("first"),
                Some(f64::INFINITY),
                "{f}"
            );
            assert_eq!(trained(f, "he").number("solved"), Some(1.0), "{f}");
        }
    }

    #[test]
    fn seek_restores_the_same_loss() {
        let mut lab = trained("relu", "he");
        lab.run_mut().unwrap().seek(123);
        let there = lab.number("loss");
        lab.run_mut().unwrap().seek(500);
        lab.run_mut().unwrap().seek(123);
        assert_eq!(lab.number("loss"), there);
    }
}
