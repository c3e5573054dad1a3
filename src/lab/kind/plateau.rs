//! One unit y = f(z) goes to y = 0.5 by gradient descent: a flat part of its curve slows it down.

mod descent;

use self::descent::Descent;
use super::run_in;
use crate::figure::{Axis, Bar, Bars, Figure, Plot, Role};
use crate::lab::shared::{
    ACTIVATION_WORDS, activation, activation_label, function_name, sample_curve, slope_axis,
    slope_name,
};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Run, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `plateau`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "plateau",
    controls,
    figures: &["curve", "slope", "steps"],
    build: |values, _| Box::new(Plateau::new(values)),
};

/// The drawn range of z.
const Z_RANGE: (f64, f64) = (-6.0, 8.0);
/// The number of finished runs that are kept.
const MOST_FINISHED: usize = 5;
/// The end of the axis of steps; tanh takes 1.5 million steps from z = 7.
const MOST_STEPS: f64 = 2e6;

fn controls(_: &Values) -> Controls {
    let start = Range::new(-5.0, 7.0, 3.0, 1.0).fine(1.0).without_zero();
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &["tanh", "sigmoid", "relu"], "tanh"),
        Control::number("z0", start),
    ])
}

#[derive(Clone, Debug)]
struct Plateau {
    name: String,
    start: f64,
    descent: Descent,
    finished: Vec<FinishedRun>,
}

/// A run that has reached its goal or got stuck.
#[derive(Clone, Debug, PartialEq)]
struct FinishedRun {
    name: String,
    start: f64,
    needed: f64,
}

impl Plateau {
    fn new(values: &Values) -> Self {
        let name = values.choice("f").to_owned();
        let start = values.number("z0");
        Self {
            descent: Descent::new(activation(&name), start),
            name,
            start,
            finished: Vec::new(),
        }
    }

    /// The steps to the goal: infinite where the gradient is exactly zero, NaN during the run.
    fn needed(&self) -> f64 {
        if self.descent.is_stuck() {
            f64::INFINITY
        } else if self.descent.is_at_goal() {
            self.descent.at() as f64
        } else {
            f64::NAN
        }
    }

    /// The finished runs and this one, if it is finished too.
    fn all_finished(&self) -> Vec<FinishedRun> {
        let mut finished = self.finished.clone();
        let run = FinishedRun {
            name: self.name.clone(),
            start: self.start,
            needed: self.needed(),
        };
        if !run.needed.is_nan() && !finished.contains(&run) {
            if finished.len() == MOST_FINISHED {
                finished.remove(0);
            }
            finished.push(run);
        }
        finished
    }

    fn z_axis() -> Axis {
        Axis::named("z", Z_RANGE.0, Z_RANGE.1)
    }

    fn curve(&self) -> Plot {
        let f = self.descent.activation();
        let points = sample_curve(Z_RANGE.0, Z_RANGE.1, &[0.0], |z| f.value(z));
        let goal = vec![(Z_RANGE.0, descent::GOAL), (Z_RANGE.1, descent::GOAL)];
        let title = KIND
            .phrase("figure.curve")
            .with("f", function_name(&self.name))
            .with("z", self.descent.z());
        // The probe is in view at every start.
        let highest = if f == Activation::Relu {
            Z_RANGE.1
        } else {
            1.2
        };
        let plot = Plot::tall(title, Self::z_axis(), Axis::linear(None, -1.2, highest))
            .curve(KIND.phrase("goal"), Role::Target, goal)
            .curve(activation_label(&self.name), Role::First, points);
        let plot = if self.descent.at() > 0 {
            let start = vec![(self.start, f.value(self.start))];
            plot.dots(KIND.phrase("start"), Role::Ghost, start)
        } else {
            plot
        };
        plot.probe(self.descent.z(), self.descent.y())
    }

    fn slope(&self) -> Plot {
        let f = self.descent.activation();
        let title = KIND
            .phrase("figure.slope")
            .with("slope", self.descent.slope());
        let y = slope_axis(-0.1, 1.1, &[0.0, 1.0]);
        let strip = Plot::strip(title, Self::z_axis(), y);
        let name = slope_name(activation_label(&self.name));
        let strip = if f == Activation::Relu {
            // A staircase shows the jump of the slope.
            let levels = vec![(Z_RANGE.0, 0.0), (0.0, 1.0), (Z_RANGE.1, 1.0)];
            strip.staircase(name, Role::First, levels)
        } else {
            let points = sample_curve(Z_RANGE.0, Z_RANGE.1, &[0.0], |z| f.slope(z));
            strip.curve(name, Role::First, points)
        };
        strip.probe(self.descent.z(), self.descent.slope())
    }

    /// The length and the text of the bar of this run.
    fn arrival(&self) -> (f64, Phrase) {
        let (needed, done) = (self.needed(), self.descent.at());
        match done {
            _ if !needed.is_nan() => arrival(needed),
            0 => (0.0, KIND.phrase("not-yet")),
            _ => (done as f64, KIND.phrase("not-yet.after").with("n", done)),
        }
    }

    /// The steps of the finished runs and of this one.
    fn steps(&self) -> Bars {
        let bar = |name: &str, start: f64, (steps, value_text): (f64, Phrase), role: Role| Bar {
            label: KIND
                .phrase("run")
                .with("f", activation_label(name))
                .with("z", start),
            value: steps,
            value_text,
            role,
        };
        let others = self.finished.iter();
        let others = others.filter(|run| run.name != self.name || run.start != self.start);
        let others = others.map(|run| bar(&run.name, run.start, arrival(run.needed), Role::Ghost));
        let this = bar(&self.name, self.start, self.arrival(), Role::First);
        Bars {
            title: KIND.phrase("figure.steps"),
            axis: Axis::log(None, 1.0, MOST_STEPS),
            bars: others.chain([this]).collect(),
        }
    }
}

/// The length and the text of the bar of a finished run, which is infinite where the ball never arrives.
fn arrival(needed: f64) -> (f64, Phrase) {
    let text = if needed.is_finite() {
        KIND.phrase("steps").with("n", needed)
    } else {
        KIND.phrase("never")
    };
    (needed, text)
}

impl Model for Plateau {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("z", self.descent.z())
            .with("y", self.descent.y())
            .with("slope", self.descent.slope())
            .with("error", self.descent.error())
            .with("steps", self.descent.at() as f64)
            .with("needs", self.needed())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve())),
            "slope" => Some(Figure::Plot(self.slope())),
            "steps" => Some(Figure::Bars(self.steps())),
            _ => None,
        }
    }

    /// The start is dragged along the curve.
    fn drag_values(&self, id: &str, (z, _): (f64, f64), _: &[&str]) -> Values {
        match id {
            "curve" | "slope" => Values::new().with("z0", z),
            _ => Values::new(),
        }
    }

    fn change(&mut self, values: &Values, _: &str) -> Option<Change> {
        *self = Self {
            finished: self.all_finished(),
            ..Self::new(values)
        };
        Some(Change::Restarted)
    }

    run_in!(descent);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed, Status, Work};

    fn lab(f: &str, z0: f64) -> Lab {
        Lab::new(&KIND, &Values::new().with("f", f).with("z0", z0), Seed(0)).unwrap()
    }

    fn needed(f: &str, z0: f64) -> f64 {
        let mut lab = lab(f, z0);
        let run = lab.run_mut().unwrap();
        while run.advance(Work::slice(u64::MAX)) == Status::Going {}
        lab.number("needs").unwrap()
    }

    #[test]
    fn steps_to_the_goal_match_the_science_page() {
        let tanh =
            [-5.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(|z| needed("tanh", z));
        assert_eq!(
            tanh,
            [
                9211.0, 194.0, 45.0, 21.0, 24.0, 103.0, 555.0, 3793.0, 27_616.0, 203_542.0
            ]
        );
        let sigmoid = [-5.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
            .map(|z| needed("sigmoid", z));
        assert_eq!(
            sigmoid,
            [
                1793.0, 425.0, 251.0, 142.0, 142.0, 251.0, 425.0, 813.0, 1793.0, 4384.0, 11_356.0
            ]
        );
        let relu = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0].map(|z| needed("relu", z));
        assert_eq!(relu, [11.0, 16.0, 18.0, 20.0, 21.0, 22.0, 22.0]);
    }

    #[test]
    fn relu_is_stuck_on_its_flat_side() {
        for start in [-5.0, -4.0, -3.0, -2.0, -1.0] {
            let mut lab = lab("relu", start);
            assert!(lab.number("needs").unwrap().is_nan(), "not before a run");
            let status = lab.run_mut().unwrap().advance(Work::slice(100));
            assert_eq!(status, Status::Stuck);
            assert_eq!(lab.number("needs"), Some(f64::INFINITY));
            assert_eq!(lab.number("z"), Some(start));
            assert_eq!(lab.number("steps"), Some(1.0), "a step that moves nothing");
        }
    }

    #[test]
    fn the_longest_run_ends_in_60_slices_and_fits_on_the_axis() {
        let mut lab = lab("tanh", 7.0);
        let run = lab.run_mut().unwrap();
        let mut slices = 0;
        while run.advance(Work::slice(u64::MAX)) == Status::Going {
            slices += 1;
        }
        assert!(slices < 60, "{slices} slices");
        let needed = lab.number("needs").unwrap();
        assert!((1.45e6..1.55e6).contains(&needed), "{needed}");
        assert!(needed < MOST_STEPS);
    }

    #[test]
    fn the_probe_is_in_view_at_every_start() {
        for f in ["tanh", "sigmoid", "relu"] {
            for start in [-5.0, 1.0, 3.0, 7.0] {
                for id in ["curve", "slope"] {
                    let Some(Figure::Plot(plot)) = lab(f, start).figure(id) else {
                        panic!("no {id}")
                    };
                    let y = plot.marks[0].y.unwrap();
                    let place = plot.y.place(y).unwrap();
                    assert!((0.0..=1.0).contains(&place), "{f} {start} {id}: {y}");
                }
            }
        }
    }

    #[test]
    fn the_start_is_drawn_as_a_ghost() {
        let mut lab = lab("tanh", 3.0);
        let ghost = |lab: &Lab| {
            let Some(Figure::Plot(plot)) = lab.figure("curve") else {
                panic!("no curve")
            };
            let ghost = plot.series.into_iter().find(|s| s.role == Role::Ghost);
            ghost.map(|series| series.points)
        };
        assert_eq!(ghost(&lab), None);
        let _ = lab.run_mut().unwrap().advance(Work::slice(10));
        assert_eq!(ghost(&lab), Some(vec![(3.0, Activation::Tanh.value(3.0))]));
    }

    #[test]
    fn a_finished_run_is_shown_beside_the_next() {
        let mut lab = lab("tanh", 3.0);
        while lab.run_mut().unwrap().advance(Work::slice(u64::MAX)) == Status::Going {}
        let _ = lab.set(&Values::new().with("f", "relu")).unwrap();
        let Some(Figure::Bars(bars)) = lab.figure("steps") else {
            panic!("no bars")
        };
        assert_eq!(
            bars.bars.iter().map(|bar| bar.value).collect::<Vec<_>>(),
            [555.0, 0.0]
        );
    }

    #[test]
    fn a_run_that_has_not_arrived_says_so() {
        let mut lab = lab("tanh", 7.0);
        let text = |lab: &Lab| {
            let Some(Figure::Bars(bars)) = lab.figure("steps") else {
                panic!("no bars")
            };
            bars.bars.last().map(|bar| bar.value_text.clone())
        };
        assert_eq!(text(&lab), Some(KIND.phrase("not-yet")));
        lab.run_mut().unwrap().seek(30_000);
        let after = KIND.phrase("not-yet.after").with("n", 30_000u64);
        assert_eq!(text(&lab), Some(after));
        lab.run_mut().unwrap().seek(2_000_000);
        let arrived = lab.number("needs").unwrap();
        assert_eq!(text(&lab), Some(KIND.phrase("steps").with("n", arrived)));
    }
}
