//! One unit y = f(wx + b) learns a line from four points; a step too long kills it for good.

use crate::figure::{Axis, Figure, Lines, Plot, Role, Series, SeriesShape};
use crate::lab::shared::{
    INPUTS, TrainingRun, awake, four_points, leaky, one_unit, pair, sampled, wanted, weights,
};
use crate::lab::{
    Change, Control, Controls, LabKind, Model, Range, Readings, Run, Seed, TrainingRecord, Values,
};
use crate::locale::Phrase;
use crate::nn::{Network, Optimizer};

/// The kind `dying-neuron`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "dying-neuron",
    controls,
    figures: &["line", "readout", "loss"],
    build,
};

/// Training ends here.
const END: u64 = 5_000;
/// What the past may take, in bytes.
const PAST: usize = 1 << 19;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("lr", Range::new(0.01, 0.12, 0.05, 0.0005).fine(0.0001)),
        Control::number("b", Range::new(-5.0, 5.0, 1.0, 0.1)),
        Control::number("w", Range::new(-3.0, 3.0, 1.5, 0.1)),
        Control::number("alpha", Range::new(0.0, 1.0, 0.0, 0.01).fine(0.001)),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(DyingNeuron::new(values))
}

#[derive(Clone, Debug)]
struct DyingNeuron {
    training: TrainingRun,
    before: Vec<(f64, f64)>,
}

impl DyingNeuron {
    fn new(values: &Values) -> Self {
        let f = leaky(values.number("alpha"));
        let network = one_unit(f, values.number("w"), values.number("b"));
        let optimizer = Optimizer::descent(values.number("lr"));
        Self {
            training: TrainingRun::new(network, four_points(), optimizer, END, PAST),
            before: Vec::new(),
        }
    }

    fn weights(&self) -> (f64, f64) {
        weights(self.training.network())
    }

    fn awake(&self) -> usize {
        awake(self.training.network())
    }

    /// The sum w·x + b of the point where it is largest: the unit is dead once this is not above 0.
    fn largest_sum(&self) -> f64 {
        let (w, b) = self.weights();
        let sums = INPUTS.iter().map(|x| w * x + b);
        sums.fold(f64::NEG_INFINITY, f64::max)
    }

    fn gradient(&self) -> (f64, f64) {
        pair(self.training.trainer().pass().gradient())
    }

    fn line(&self) -> Plot {
        let (w, b) = self.weights();
        let f = self.training.network().layers()[0].activation;
        let title = Phrase::key("lab.dying-neuron.figure.line")
            .with("w", w)
            .with("b", b);
        let x = Axis::linear(Some(Phrase::verbatim("x")), 0.0, 5.0);
        let mut plot = Plot::tall(title, x, Axis::linear(None, -1.5, 7.5)).curve(
            Phrase::verbatim("y"),
            Role::First,
            sampled(0.0, 5.0, &[-b / w], |x| f.value(w * x + b)),
        );
        plot.series.push(Series {
            name: Phrase::key("lab.dying-neuron.wanted"),
            points: INPUTS.iter().map(|x| (*x, wanted(*x))).collect(),
            role: Role::Target,
            shape: SeriesShape::Dots,
        });
        plot
    }

    fn readout(&self) -> Lines {
        let (dw, db) = self.gradient();
        let said = |key: &str| {
            Phrase::key(format!("lab.dying-neuron.readout.{key}"))
                .with("dw", dw)
                .with("db", db)
                .with("awake", self.awake())
                .with("all", INPUTS.len())
                .with("loss", self.training.trainer().loss())
        };
        let gradient = match (dw == 0.0 && db == 0.0, self.awake()) {
            (false, _) => "gradient",
            (true, 0) => "zero",
            // What is awake is right already; what is wrong is asleep.
            (true, _) => "nothing-left",
        };
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![said("awake"), said(gradient)],
        }
    }
}

impl Model for DyingNeuron {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let ((w, b), (dw, db)) = (self.weights(), self.gradient());
        Readings::new()
            .with("loss", self.training.trainer().loss())
            .with("awake", self.awake() as f64)
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

    fn change(&mut self, values: &Values, what: &str) -> Change {
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
                return Change::Restarted;
            }
        }
        Change::Branched
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
    use crate::lab::{Lab, Work};

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
    fn one_step_too_long_kills_the_unit_for_good() {
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
    fn at_the_longest_step_that_it_survives_one_sum_is_barely_above_zero() {
        let largest = |lr: f64| {
            let lab = stepped(&Values::new().with("lr", lr), 1);
            lab.number("largest").unwrap()
        };
        for (lr, sum) in [(0.09, 0.07), (0.0925, 0.0025), (0.0926, -0.0002)] {
            assert!((largest(lr) - sum).abs() < 1e-9, "{lr}: {}", largest(lr));
        }
    }

    #[test]
    fn a_hand_on_the_bias_wakes_it_and_one_value_is_a_trap() {
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
            "awake, but nothing to learn from"
        );
    }

    #[test]
    fn a_leak_brings_a_dead_unit_back() {
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
