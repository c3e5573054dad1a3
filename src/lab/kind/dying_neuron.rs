//! One unit y = f(wx + b) learns four points on a line; a step that is too long kills it for good.

use super::run_in;
use crate::figure::{Figure, Lines, Plot};
use crate::lab::shared::{
    INPUTS, TrainingRun, count_awake, four_points, leaky_relu, one_unit, pair, unit_plot,
    weight_and_bias,
};
use crate::lab::{
    Change, Control, Controls, LabKind, Model, Range, Readings, Run, TrainingRecord, Values,
};
use crate::locale::{Formula, Phrase};
use crate::nn::{Network, Optimizer};

/// The kind `dying-neuron`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "dying-neuron",
    controls,
    figures: &["line", "readout", "loss"],
    build: |values, _| Box::new(DyingNeuron::new(values)),
};

/// The last step of the training.
const END: u64 = 5_000;
/// The memory for past states, in bytes.
const PAST: usize = 1 << 19;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("lr", Range::new(0.01, 0.12, 0.05, 0.0005).fine(0.0001)),
        Control::number("b", Range::new(-5.0, 5.0, 1.0, 0.1)),
        Control::number("w", Range::new(-3.0, 3.0, 1.5, 0.1)),
        Control::number("alpha", Range::new(0.0, 1.0, 0.0, 0.01).fine(0.001)),
    ])
}

#[derive(Clone, Debug)]
struct DyingNeuron {
    training: TrainingRun,
    before: Vec<(f64, f64)>,
}

impl DyingNeuron {
    fn new(values: &Values) -> Self {
        let f = leaky_relu(values.number("alpha"));
        let network = one_unit(f, values.number("w"), values.number("b"));
        let optimizer = Optimizer::descent(values.number("lr"));
        Self {
            training: TrainingRun::new(network, four_points(), optimizer, END, PAST),
            before: Vec::new(),
        }
    }

    fn weight_and_bias(&self) -> (f64, f64) {
        weight_and_bias(self.training.network())
    }

    fn count_awake(&self) -> usize {
        count_awake(self.training.network())
    }

    /// The largest sum w·x + b of the points. The unit is dead when it is not above 0.
    fn largest_sum(&self) -> f64 {
        let (w, b) = self.weight_and_bias();
        let sums = INPUTS.iter().map(|x| w * x + b);
        sums.fold(f64::NEG_INFINITY, f64::max)
    }

    /// The derivatives of the loss with respect to the weight and the bias.
    fn gradient(&self) -> (f64, f64) {
        pair(self.training.trainer().pass().gradient())
    }

    fn line(&self) -> Plot {
        let (w, b) = self.weight_and_bias();
        let f = self.training.network().layers()[0].activation;
        let sum = Formula::new().text("y = f(").factor("w", w, " · ");
        let title = Phrase::formula(sum.text("x").plus("b", b).text(")"));
        unit_plot(title, (f, w, b), (-1.5, 7.5), KIND.phrase("wanted"))
    }

    fn readout(&self) -> Lines {
        let (dw, db) = self.gradient();
        let gradient = match (dw == 0.0 && db == 0.0, self.count_awake()) {
            (false, _) => "readout.gradient",
            (true, 0) => "readout.zero",
            // Every point that is awake is right; the wrong points are asleep.
            (true, _) => "readout.nothing-left",
        };
        let phrase = |key: &str| {
            KIND.phrase(key)
                .with("dw", dw)
                .with("db", db)
                .with("awake", self.count_awake())
                .with("all", INPUTS.len())
                .with("loss", self.training.trainer().loss())
        };
        Lines::untitled(vec![phrase("readout.awake"), phrase(gradient)])
    }
}

impl Model for DyingNeuron {
    fn readings(&self) -> Readings {
        let ((w, b), (dw, db)) = (self.weight_and_bias(), self.gradient());
        Readings::new()
            .with("loss", self.training.trainer().loss())
            .with("awake", self.count_awake() as f64)
            .with("largest", self.largest_sum())
            .with("now_w", w)
            .with("now_b", b)
            .with("dw", dw)
            .with("db", db)
            .with("steps", self.training.at() as f64)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "line" => Some(Figure::Plot(self.line())),
            "readout" => Some(Figure::Lines(self.readout())),
            "loss" => Some(Figure::Plot(self.training.loss_plot(&self.before))),
            _ => None,
        }
    }

    fn forget_run_before(&mut self) {
        self.before.clear();
    }

    fn change(&mut self, values: &Values, what: &str) -> Option<Change> {
        let number = values.number(what);
        match what {
            "lr" => self
                .training
                .branch(|trainer| trainer.set_optimizer(Optimizer::descent(number))),
            "w" | "b" => {
                let place = usize::from(what == "b");
                let edit = |network: &mut Network| network.parameters_mut()[place] = number;
                self.training.branch(|trainer| trainer.edit(edit));
            }
            _ => {
                let before = self.training.losses();
                *self = Self {
                    before,
                    ..Self::new(values)
                };
                return Some(Change::Restarted);
            }
        }
        Some(Change::Branched)
    }

    fn retakes_steps(&self, name: &str) -> bool {
        name == "lr"
    }

    fn training_record(&self) -> Option<TrainingRecord> {
        Some(self.training.training_record())
    }

    run_in!(training);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed, Work};

    fn stepped(set: &Values, steps: u64) -> Lab {
        let mut lab = Lab::new(&KIND, set, Seed(0)).unwrap();
        let _ = lab.run_mut().unwrap().advance(Work::slice(steps));
        lab
    }

    #[test]
    fn the_first_gradient_is_twenty_and_seven() {
        let lab = stepped(&Values::new(), 0);
        assert_eq!(
            (lab.number("dw"), lab.number("db")),
            (Some(20.0), Some(7.0))
        );
    }

    #[test]
    fn a_step_that_is_too_long_kills_the_unit_for_good() {
        for (lr, awake) in [(0.0925, 1.0), (0.0926, 0.0), (0.1, 0.0)] {
            assert_eq!(
                stepped(&Values::new().with("lr", lr), 1).number("awake"),
                Some(awake),
                "{lr}"
            );
        }
        let dead = stepped(&Values::new().with("lr", 0.1), 500);
        assert_eq!(
            (dead.number("loss"), dead.number("dw")),
            (Some(1.875), Some(0.0))
        );
        assert!(
            stepped(&Values::new().with("lr", 0.09), 500)
                .number("loss")
                .unwrap()
                < 1e-9
        );
    }

    #[test]
    fn the_largest_sum_crosses_zero_between_the_learning_rates_0_0925_and_0_0926() {
        let largest = |lr: f64| {
            let lab = stepped(&Values::new().with("lr", lr), 1);
            lab.number("largest").unwrap()
        };
        for (lr, sum) in [(0.09, 0.07), (0.0925, 0.0025), (0.0926, -0.0002)] {
            assert!((largest(lr) - sum).abs() < 1e-9, "{lr}: {}", largest(lr));
        }
    }

    #[test]
    fn a_bias_of_two_revives_the_unit_and_a_bias_of_one_does_not_help() {
        let rescued = |b: f64| {
            let mut lab = stepped(&Values::new().with("lr", 0.1), 1);
            let _ = lab.set(&Values::new().with("b", b)).unwrap();
            let _ = lab.set(&Values::new().with("lr", 0.03)).unwrap();
            let _ = lab.run_mut().unwrap().advance(Work::slice(4000));
            lab.number("loss").unwrap()
        };
        assert!(rescued(2.0) < 0.01);
        assert!(
            (rescued(1.0) - 1.8125).abs() < 1e-9,
            "awake on one point, without a gradient"
        );
    }

    #[test]
    fn turning_the_learning_rate_takes_the_shown_step_again() {
        let rate = |lr: f64| Values::new().with("lr", lr);
        let mut lab = stepped(&rate(0.05), 1);
        assert!(lab.drag("lr", &rate(0.0925)));
        let taken = stepped(&rate(0.0925), 1);
        assert_eq!(lab.number("steps"), Some(1.0));
        assert_eq!(lab.number("largest"), taken.number("largest"));
        let mut again = Lab::new(&KIND, &rate(0.05), Seed(0)).unwrap();
        again.replay(&lab.replay_since(&rate(0.05))).unwrap();
        assert_eq!(
            again.readings(),
            lab.readings(),
            "the rebuild command rebuilds it"
        );
        assert!(lab.undo());
        assert_eq!(
            lab.number("largest"),
            stepped(&rate(0.05), 1).number("largest")
        );
    }

    #[test]
    fn a_step_is_not_taken_again_once_the_unit_was_edited_behind_it() {
        let mut lab = stepped(&Values::new().with("lr", 0.1), 1);
        let _ = lab.set(&Values::new().with("b", 2.0)).unwrap();
        let _ = lab.set(&Values::new().with("lr", 0.03)).unwrap();
        assert_eq!(
            (lab.number("now_b"), lab.number("steps")),
            (Some(2.0), Some(1.0))
        );
    }

    #[test]
    fn a_slope_below_zero_revives_a_dead_unit() {
        let dead = Values::new()
            .with("w", -2.0)
            .with("b", -1.0)
            .with("lr", 0.03);
        assert_eq!(stepped(&dead, 1000).number("awake"), Some(0.0));
        let leaky = dead.with("alpha", 0.3);
        assert_eq!(stepped(&leaky, 18).number("awake"), Some(0.0));
        assert!(stepped(&leaky, 19).number("awake").unwrap() > 0.0);
    }
}
