//! A dead unit, y = f(−2x − 1) on four points, and the steps that it takes to come back with different slopes α below
//! zero: 0, 0.01, 0.1 and one that the learner chooses.

mod racer;

use self::racer::Racer;
use crate::figure::{Axis, Bar, Bars, Figure, Lines, Plot, Role};
use crate::lab::shared::{leaky_relu, unit_plot};
use crate::lab::{
    Change, Control, Controls, LabKind, Model, Range, Readings, Run, Status, Values, Work,
};
use crate::locale::Phrase;

/// The kind `revival-race`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "revival-race",
    controls,
    figures: &["awake", "loss", "line", "readout"],
    build: |values, _| Box::new(RevivalRace::new(values)),
};

/// The slopes that are always in the race, and the readings of the steps at which they come back.
const FIXED: [(f64, &str); 3] = [
    (0.0, "first_awake_0"),
    (0.01, "first_awake_001"),
    (0.1, "first_awake_01"),
];
/// The last step of the race; the smallest slope of the control takes 902 steps.
const END: u64 = 1_000;

fn controls(_: &Values) -> Controls {
    Controls(vec![Control::number(
        "alpha",
        Range::new(0.0, 1.0, 0.0, 0.05).fine(0.01),
    )])
}

#[derive(Clone, Debug)]
struct RevivalRace {
    /// The racer with the slope that the learner chooses.
    own: Racer,
    fixed: [Racer; 3],
    at: u64,
}

/// The step after which a dead unit is awake on some point.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Revival {
    After(f64),
    NotYet,
    /// Never, because the gradient is exactly zero.
    Never,
}

impl RevivalRace {
    fn new(values: &Values) -> Self {
        Self {
            own: Racer::new(values.number("alpha")),
            fixed: FIXED.map(|(alpha, _)| Racer::new(alpha)),
            at: 0,
        }
    }

    fn revival(&self, racer: &Racer) -> Revival {
        match racer.first_awake(self.at) {
            Some(step) => Revival::After(step as f64),
            None if racer.is_stuck() => Revival::Never,
            None => Revival::NotYet,
        }
    }

    /// The step of the revival: NaN while it is not known, infinite for never.
    fn first_awake(&self, racer: &Racer) -> f64 {
        match self.revival(racer) {
            Revival::After(step) => step,
            Revival::NotYet => f64::NAN,
            Revival::Never => f64::INFINITY,
        }
    }

    /// The racers and their roles by rising slope, without a fixed racer that has the slope of the learner.
    fn racers(&self) -> Vec<(&Racer, Role)> {
        let roles = [Role::Fourth, Role::Third, Role::Second];
        let mut racers: Vec<_> = self
            .fixed
            .iter()
            .zip(roles)
            .filter(|(racer, _)| racer.alpha() != self.own.alpha())
            .chain([(&self.own, Role::First)])
            .collect();
        racers.sort_by(|a, b| a.0.alpha().total_cmp(&b.0.alpha()));
        racers
    }

    fn name(racer: &Racer, role: Role) -> Phrase {
        let key = if role == Role::First { "own" } else { "leak" };
        KIND.phrase(key).with("alpha", racer.alpha())
    }

    fn awake(&self) -> Bars {
        let bar = |(racer, role): (&Racer, Role)| {
            let (value, key) = match self.revival(racer) {
                Revival::After(step) => (step, "awake"),
                Revival::NotYet => (self.at as f64, "asleep"),
                // The gradient is not shown before the first step.
                Revival::Never if self.at == 0 => (0.0, "asleep"),
                Revival::Never => (f64::INFINITY, "never"),
            };
            Bar {
                label: Self::name(racer, role),
                value,
                value_text: KIND.phrase(key).with("n", value),
                role,
            }
        };
        Bars {
            title: KIND.phrase("figure.awake").with("at", self.at as f64),
            axis: Axis::log(None, 1.0, END as f64),
            bars: self.racers().into_iter().map(bar).collect(),
        }
    }

    fn loss(&self) -> Plot {
        let x = Axis::log(Some(Phrase::key("lab.training.step")), 1.0, END as f64);
        let title = KIND.phrase("figure.loss").with("at", self.at as f64);
        let plot = Plot::tall(title, x, Axis::log(None, 1e-3, 100.0))
            .drawn_by(Phrase::key("lab.training.trains"));
        let mut racers = self.racers();
        // The curve of the learner is in front.
        racers.sort_by_key(|(_, role)| std::cmp::Reverse(*role));
        racers.into_iter().fold(plot, |plot, (racer, role)| {
            plot.curve(Self::name(racer, role), role, racer.losses(self.at))
        })
    }

    fn line(&self) -> Plot {
        let (_, w, b) = self.own.state_at(self.at);
        let alpha = self.own.alpha();
        let title = KIND.phrase("figure.line").with("alpha", alpha);
        let unit = (leaky_relu(alpha), w, b);
        unit_plot(title, unit, (-4.0, 3.0), KIND.phrase("wanted"))
    }

    fn readout(&self) -> Lines {
        let alpha = self.own.alpha();
        let revival = match self.revival(&self.own) {
            Revival::After(_) => "readout.awake",
            Revival::Never if self.at > 0 => "readout.never",
            Revival::Never | Revival::NotYet => "readout.asleep",
        };
        let phrase = |key: &str| {
            KIND.phrase(key)
                .with("alpha", alpha)
                .with("f", leaky_relu(alpha).value(-1.0))
                .with("at", self.at as f64)
                .with("n", self.first_awake(&self.own))
        };
        Lines::untitled(vec![phrase("readout.leak"), phrase(revival)])
    }
}

impl Model for RevivalRace {
    fn readings(&self) -> Readings {
        let own = Readings::new()
            .with("first_awake", self.first_awake(&self.own))
            .with("at_minus_1", leaky_relu(self.own.alpha()).value(-1.0))
            .with("loss", self.own.state_at(self.at).0);
        let fixed = self.fixed.iter().zip(FIXED);
        fixed
            .fold(own, |all, (racer, (_, name))| {
                all.with(name, self.first_awake(racer))
            })
            .with("steps", self.at as f64)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "awake" => Some(Figure::Bars(self.awake())),
            "loss" => Some(Figure::Plot(self.loss())),
            "line" => Some(Figure::Plot(self.line())),
            "readout" => Some(Figure::Lines(self.readout())),
            _ => None,
        }
    }

    fn change(&mut self, values: &Values, _: &str) -> Option<Change> {
        // The fixed racers keep their snapshots, so their steps are not computed again.
        self.own = Racer::new(values.number("alpha"));
        self.at = 0;
        Some(Change::Restarted)
    }

    fn run(&self) -> Option<&dyn Run> {
        Some(self)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(self)
    }
}

impl Run for RevivalRace {
    fn at(&self) -> u64 {
        self.at
    }

    fn status(&self) -> Status {
        if self.at >= END {
            Status::Finished
        } else {
            Status::Going
        }
    }

    fn advance(&mut self, work: Work) -> Status {
        let cost = 4 * self.own.effort().max(1);
        let steps = work.steps.min((work.multiplications / cost).max(1));
        self.seek(self.at.saturating_add(steps));
        self.status()
    }

    fn seek(&mut self, at: u64) {
        self.at = at.min(END);
        self.own.train_to(self.at);
        for racer in &mut self.fixed {
            racer.train_to(self.at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};

    fn lab_at(alpha: f64, at: u64) -> Lab {
        let mut lab = Lab::new(&KIND, &Values::new().with("alpha", alpha), Seed(0)).unwrap();
        lab.go_to(at);
        lab
    }

    #[test]
    fn a_larger_slope_revives_the_unit_sooner() {
        let steps = [0.01, 0.05, 0.1, 0.15, 0.2, 0.22, 0.25, 0.3, 0.35, 0.5, 1.0]
            .map(|alpha| lab_at(alpha, END).number("first_awake").unwrap());
        assert_eq!(
            steps,
            [
                902.0, 166.0, 76.0, 47.0, 33.0, 29.0, 24.0, 19.0, 16.0, 9.0, 3.0
            ]
        );
    }

    #[test]
    fn a_slope_of_zero_never_revives_the_unit() {
        let lab = lab_at(0.0, END);
        assert_eq!(lab.number("first_awake"), Some(f64::INFINITY));
        assert_eq!(lab.number("first_awake_0"), Some(f64::INFINITY));
        assert_eq!(lab.number("loss"), Some(1.875));
    }

    #[test]
    fn a_revival_is_known_only_after_its_step() {
        let before = lab_at(0.3, 18);
        assert!(before.number("first_awake").unwrap().is_nan());
        let after = lab_at(0.3, 76);
        assert_eq!(after.number("first_awake"), Some(19.0));
        assert_eq!(after.number("first_awake_01"), Some(76.0));
        assert!(after.number("first_awake_001").unwrap().is_nan());
        assert_eq!(
            lab_at(0.3, END).number("first_awake_001"),
            Some(902.0),
            "the smallest slope is the last"
        );
    }

    #[test]
    fn the_unit_has_learned_soon_after_its_revival() {
        for (alpha, step) in [(0.01, 907), (0.1, 81), (0.3, 24)] {
            assert!(lab_at(alpha, step - 1).number("loss").unwrap() >= 0.01);
            assert!(
                lab_at(alpha, step).number("loss").unwrap() < 0.01,
                "{alpha}"
            );
        }
    }

    #[test]
    fn seek_hides_a_later_revival_and_restores_the_same_loss() {
        let mut lab = lab_at(0.3, 30);
        let there = lab.readings();
        lab.go_to(10);
        assert!(lab.number("first_awake").unwrap().is_nan());
        lab.go_to(30);
        assert_eq!(lab.number("first_awake"), Some(19.0));
        assert_eq!(lab.number("loss"), there.get("loss"));
    }

    #[test]
    fn never_is_shown_only_after_the_first_step() {
        let written = |at: u64| {
            let Some(Figure::Bars(bars)) = lab_at(0.3, at).figure("awake") else {
                panic!("no bars")
            };
            bars.bars[0].value_text.name().to_owned()
        };
        assert_eq!(written(0), "lab.revival-race.asleep");
        assert_eq!(written(1), "lab.revival-race.never");
    }
}
