//! A dead unit, y = f(−2x − 1) before four points, and how long it takes to come back with different
//! leaks α: none, 0.01, 0.1 and the learner's own.

mod track;

use self::track::Track;
use crate::figure::{Axis, Bar, Bars, Figure, Lines, Plot, Role, Series, SeriesShape};
use crate::lab::shared::{INPUTS, leaky, sampled, wanted};
use crate::lab::{
    Change, Control, Controls, LabKind, Model, Range, Readings, Run, Seed, Status, Values, Work,
};
use crate::locale::Phrase;

/// The kind `revival-race`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "revival-race",
    controls,
    figures: &["awake", "loss", "line", "readout"],
    build,
};

/// The leaks that always race, and the readings that say when they wake.
const STANDING: [(f64, &str); 3] = [
    (0.0, "first_awake_0"),
    (0.01, "first_awake_001"),
    (0.1, "first_awake_01"),
];
/// The race ends here; the smallest leak that a control can give needs 902 steps.
const END: u64 = 1_000;
/// The last drawn x of the unit's curve.
const LAST_X: f64 = 5.0;

fn controls(_: &Values) -> Controls {
    Controls(vec![Control::number(
        "alpha",
        Range::new(0.0, 1.0, 0.0, 0.05).fine(0.01),
    )])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(RevivalRace::new(values))
}

#[derive(Clone, Debug)]
struct RevivalRace {
    /// The learner's own.
    own: Track,
    standing: [Track; 3],
    at: u64,
}

/// When a unit woke.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Waking {
    /// After this step.
    After(f64),
    /// Not yet.
    NotYet,
    /// Its gradient is exactly zero.
    Never,
}

impl RevivalRace {
    fn new(values: &Values) -> Self {
        Self {
            own: Track::new(values.number("alpha")),
            standing: STANDING.map(|(alpha, _)| Track::new(alpha)),
            at: 0,
        }
    }

    fn waking(&self, track: &Track) -> Waking {
        match track.first_awake(self.at) {
            Some(step) => Waking::After(step as f64),
            None if track.is_stuck() => Waking::Never,
            None => Waking::NotYet,
        }
    }

    /// Those that race, the one with the least leak first, each with its part: equals race once.
    fn racers(&self) -> Vec<(&Track, Role)> {
        let roles = [Role::Fourth, Role::Third, Role::Second];
        let mut racers: Vec<_> = (self.standing.iter().zip(roles))
            .filter(|(track, _)| track.alpha() != self.own.alpha())
            .chain([(&self.own, Role::First)])
            .collect();
        racers.sort_by(|a, b| a.0.alpha().total_cmp(&b.0.alpha()));
        racers
    }

    fn name(track: &Track, role: Role) -> Phrase {
        let key = if role == Role::First { "own" } else { "leak" };
        Phrase::key(format!("lab.revival-race.{key}")).with("alpha", track.alpha())
    }

    fn awake(&self) -> Bars {
        let bar = |(track, role): (&Track, Role)| {
            let (value, key) = match self.waking(track) {
                Waking::After(step) => (step, "awake"),
                Waking::NotYet => (self.at as f64, "asleep"),
                // Before the first step nobody can tell.
                Waking::Never if self.at == 0 => (0.0, "asleep"),
                Waking::Never => (f64::INFINITY, "never"),
            };
            Bar {
                label: Self::name(track, role),
                value,
                written: Phrase::key(format!("lab.revival-race.{key}")).with("n", value),
                role,
            }
        };
        Bars {
            title: Phrase::key("lab.revival-race.figure.awake").with("at", self.at as f64),
            axis: Axis::log(None, 1.0, END as f64),
            bars: self.racers().into_iter().map(bar).collect(),
            goal: None,
        }
    }

    fn loss(&self) -> Plot {
        let x = Axis::log(Some(Phrase::key("lab.training.step")), 1.0, END as f64);
        let title = Phrase::key("lab.revival-race.figure.loss").with("at", self.at as f64);
        let mut racers = self.racers();
        // The learner's own is drawn in front.
        racers.sort_by_key(|(_, role)| std::cmp::Reverse(*role));
        racers.into_iter().fold(
            Plot::tall(title, x, Axis::log(None, 1e-3, 100.0)),
            |plot, (track, role)| plot.curve(Self::name(track, role), role, track.losses(self.at)),
        )
    }

    fn line(&self) -> Plot {
        let (_, w, b) = self.own.at(self.at);
        let f = leaky(self.own.alpha());
        let title = Phrase::key("lab.revival-race.figure.line").with("alpha", self.own.alpha());
        let x = Axis::linear(Some(Phrase::verbatim("x")), 0.0, LAST_X);
        let mut plot = Plot::tall(title, x, Axis::linear(None, -4.0, 3.0)).curve(
            Phrase::verbatim("y"),
            Role::First,
            sampled(0.0, LAST_X, &[-b / w], |x| f.value(w * x + b)),
        );
        plot.series.push(Series {
            name: Phrase::key("lab.revival-race.wanted"),
            points: INPUTS.iter().map(|x| (*x, wanted(*x))).collect(),
            role: Role::Target,
            shape: SeriesShape::Dots,
        });
        plot
    }

    fn readout(&self) -> Lines {
        let alpha = self.own.alpha();
        let woke = match self.waking(&self.own) {
            Waking::After(_) => "readout.awake",
            Waking::Never if self.at > 0 => "readout.never",
            Waking::Never | Waking::NotYet => "readout.asleep",
        };
        let said = |key: &str| {
            Phrase::key(format!("lab.revival-race.{key}"))
                .with("alpha", alpha)
                .with("f", leaky(alpha).value(-1.0))
                .with("at", self.at as f64)
                .with("n", self.first_awake(&self.own))
        };
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![said("readout.leak"), said(woke)],
        }
    }

    /// The first step after which a point was awake: unknown while all sleep, infinite where they will for ever.
    fn first_awake(&self, track: &Track) -> f64 {
        match self.waking(track) {
            Waking::After(step) => step,
            Waking::NotYet => f64::NAN,
            Waking::Never => f64::INFINITY,
        }
    }
}

impl Model for RevivalRace {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let own = Readings::new()
            .with("first_awake", self.first_awake(&self.own))
            .with("at_minus_1", leaky(self.own.alpha()).value(-1.0))
            .with("loss", self.own.at(self.at).0);
        let standing = self.standing.iter().zip(STANDING);
        standing
            .fold(own, |all, (track, (_, name))| {
                all.with(name, self.first_awake(track))
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

    fn change(&mut self, values: &Values, _: &str) -> Change {
        // What the others have done is kept: they start anew, but need not be computed again.
        self.own = Track::new(values.number("alpha"));
        self.at = 0;
        Change::Restarted
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
        self.own.reach(self.at);
        for track in &mut self.standing {
            track.reach(self.at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;

    fn raced(alpha: f64, at: u64) -> Lab {
        let mut lab = Lab::new(&KIND, &Values::new().with("alpha", alpha), Seed(0)).unwrap();
        lab.go_to(at);
        lab
    }

    #[test]
    fn a_dead_unit_wakes_the_sooner_the_more_it_leaks() {
        let woke = [0.01, 0.05, 0.1, 0.15, 0.2, 0.22, 0.25, 0.3, 0.35, 0.5, 1.0]
            .map(|alpha| raced(alpha, END).number("first_awake").unwrap());
        assert_eq!(
            woke,
            [
                902.0, 166.0, 76.0, 47.0, 33.0, 29.0, 24.0, 19.0, 16.0, 9.0, 3.0
            ]
        );
    }

    #[test]
    fn without_a_leak_it_never_wakes() {
        let lab = raced(0.0, END);
        assert_eq!(lab.number("first_awake"), Some(f64::INFINITY));
        assert_eq!(lab.number("first_awake_0"), Some(f64::INFINITY));
        assert_eq!(lab.number("loss"), Some(1.875));
    }

    #[test]
    fn three_leaks_race_along_and_are_known_only_once_they_woke() {
        let before = raced(0.3, 18);
        assert!(before.number("first_awake").unwrap().is_nan());
        let after = raced(0.3, 76);
        assert_eq!(after.number("first_awake"), Some(19.0));
        assert_eq!(after.number("first_awake_01"), Some(76.0));
        assert!(after.number("first_awake_001").unwrap().is_nan());
        assert_eq!(
            raced(0.3, END).number("first_awake_001"),
            Some(902.0),
            "the smallest is the last"
        );
    }

    #[test]
    fn soon_after_waking_it_has_learned() {
        for (alpha, step) in [(0.01, 907), (0.1, 81), (0.3, 24)] {
            assert!(raced(alpha, step - 1).number("loss").unwrap() >= 0.01);
            assert!(raced(alpha, step).number("loss").unwrap() < 0.01, "{alpha}");
        }
    }

    #[test]
    fn going_back_forgets_that_it_woke_and_coming_again_finds_the_same() {
        let mut lab = raced(0.3, 30);
        let there = lab.readings();
        lab.go_to(10);
        assert!(lab.number("first_awake").unwrap().is_nan());
        lab.go_to(30);
        assert_eq!(lab.number("first_awake"), Some(19.0));
        assert_eq!(lab.number("loss"), there.get("loss"));
    }

    #[test]
    fn nothing_is_said_of_never_before_the_race_has_begun() {
        let written = |at: u64| {
            let Some(Figure::Bars(bars)) = raced(0.3, at).figure("awake") else {
                panic!("no bars")
            };
            bars.bars[0].written.name().to_owned()
        };
        assert_eq!(written(0), "lab.revival-race.asleep");
        assert_eq!(written(1), "lab.revival-race.never");
    }
}
