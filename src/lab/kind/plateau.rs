//! One unit y = f(z) on its way to y = 0.5 by gradient descent: how long a flat spot holds it.

mod descent;

use self::descent::Descent;
use crate::figure::{Axis, Bar, Bars, Figure, MarkKind, Plot, Role, Series, SeriesShape};
use crate::lab::shared::{ACTIVATION_WORDS, activation, sampled};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Run, Seed, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `plateau`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "plateau",
    controls,
    figures: &["curve", "slope", "steps"],
    build,
};

/// The stretch of z that is drawn.
const Z_RANGE: (f64, f64) = (-6.0, 8.0);
/// How many finished runs are remembered.
const REMEMBERED: usize = 5;
/// The end of the axis of steps: tanh from 7 needs 1.5 million.
const MOST_STEPS: f64 = 2e6;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &["tanh", "sigmoid", "relu"], "tanh"),
        Control::number(
            "z0",
            Range::new(-5.0, 7.0, 3.0, 1.0).fine(1.0).without_zero(),
        ),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(Plateau::new(values))
}

#[derive(Clone, Debug)]
struct Plateau {
    name: String,
    start: f64,
    descent: Descent,
    finished: Vec<Finished>,
}

/// A run that came to its end.
#[derive(Clone, Debug, PartialEq)]
struct Finished {
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

    fn f(&self) -> Phrase {
        Phrase::key(format!("{ACTIVATION_WORDS}.{}", self.name))
    }

    /// Steps to the goal: infinite where the gradient is exactly zero, unknown while it still runs.
    fn needed(&self) -> f64 {
        if self.descent.is_stuck() {
            f64::INFINITY
        } else if self.descent.is_there() {
            self.descent.at() as f64
        } else {
            f64::NAN
        }
    }

    fn remember(&mut self) {
        let run = Finished {
            name: self.name.clone(),
            start: self.start,
            needed: self.needed(),
        };
        if !run.needed.is_nan() && !self.finished.contains(&run) {
            if self.finished.len() == REMEMBERED {
                self.finished.remove(0);
            }
            self.finished.push(run);
        }
    }

    fn axis() -> Axis {
        Axis::linear(Some(Phrase::verbatim("z")), Z_RANGE.0, Z_RANGE.1)
    }

    fn curve(&self) -> Plot {
        let f = self.descent.activation();
        let points = sampled(Z_RANGE.0, Z_RANGE.1, &[0.0], |z| f.value(z));
        let goal = vec![(Z_RANGE.0, descent::TARGET), (Z_RANGE.1, descent::TARGET)];
        let title = Phrase::key("lab.plateau.figure.curve")
            .with("f", self.f())
            .with("z", self.descent.z());
        // The ball stays in view wherever it starts.
        let highest = if f == Activation::Relu {
            Z_RANGE.1
        } else {
            1.2
        };
        let mut plot = Plot::tall(title, Self::axis(), Axis::linear(None, -1.2, highest))
            .curve(Phrase::key("lab.plateau.goal"), Role::Target, goal)
            .curve(self.f(), Role::First, points);
        if self.descent.at() > 0 {
            plot.series.push(Series {
                name: Phrase::key("lab.plateau.start"),
                points: vec![(self.start, f.value(self.start))],
                role: Role::Ghost,
                shape: SeriesShape::Dots,
            });
        }
        plot.mark(
            MarkKind::Probe,
            self.descent.z(),
            Some(self.descent.y()),
            None,
        )
    }

    fn slope(&self) -> Plot {
        let f = self.descent.activation();
        let tick = |slope: f64| (slope, Phrase::key("figure.slope").with("slope", slope));
        let y = Axis::linear(None, -0.1, 1.1).ticks(vec![tick(0.0), tick(1.0)]);
        let title = Phrase::key("lab.plateau.figure.slope").with("slope", self.descent.slope());
        let strip = Plot::strip(title, Self::axis(), y);
        let name = Phrase::key("figure.slope-of").with("of", self.f());
        let strip = if f == Activation::Relu {
            // It jumps: a staircase says so.
            let stairs = vec![(Z_RANGE.0, 0.0), (0.0, 1.0), (Z_RANGE.1, 1.0)];
            strip.stairs(name, Role::First, stairs)
        } else {
            let points = sampled(Z_RANGE.0, Z_RANGE.1, &[0.0], |z| f.slope(z));
            strip.curve(name, Role::First, points)
        };
        strip.mark(
            MarkKind::Probe,
            self.descent.z(),
            Some(self.descent.slope()),
            None,
        )
    }

    fn steps(&self) -> Bars {
        let label = |name: &str, start: f64| {
            Phrase::key("lab.plateau.run")
                .with("f", Phrase::key(format!("{ACTIVATION_WORDS}.{name}")))
                .with("z", start)
        };
        let never = || Phrase::key("lab.plateau.never");
        let steps = |n: f64| {
            if n.is_finite() {
                Phrase::key("lab.plateau.steps").with("n", n)
            } else {
                never()
            }
        };
        let mut bars: Vec<_> = self
            .finished
            .iter()
            .filter(|run| run.name != self.name || run.start != self.start)
            .map(|run| Bar {
                label: label(&run.name, run.start),
                value: run.needed,
                written: steps(run.needed),
                role: Role::Ghost,
            })
            .collect();
        let now = if self.descent.is_stuck() {
            f64::INFINITY
        } else {
            self.descent.at() as f64
        };
        bars.push(Bar {
            label: label(&self.name, self.start),
            value: now,
            written: steps(now),
            role: Role::First,
        });
        Bars {
            title: Phrase::key("lab.plateau.figure.steps"),
            axis: Axis::log(None, 1.0, MOST_STEPS),
            bars,
            goal: None,
        }
    }
}

impl Model for Plateau {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

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

    /// The ball is put where it starts from.
    fn drag_values(&self, id: &str, (z, _): (f64, f64), _: &[&str]) -> Values {
        match id {
            "curve" | "slope" => Values::new().with("z0", z),
            _ => Values::new(),
        }
    }

    fn change(&mut self, values: &Values, _: &str) -> Change {
        self.remember();
        let finished = std::mem::take(&mut self.finished);
        *self = Self {
            finished,
            ..Self::new(values)
        };
        Change::Restarted
    }

    fn run(&self) -> Option<&dyn Run> {
        Some(&self.descent)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(&mut self.descent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Status, Work};

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
    fn escaping_takes_the_steps_of_the_science_page() {
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
    fn on_its_flat_side_relu_never_moves() {
        for start in [-5.0, -4.0, -3.0, -2.0, -1.0] {
            let mut lab = lab("relu", start);
            let status = lab.run_mut().unwrap().advance(Work::slice(100));
            assert_eq!(status, Status::Stuck);
            assert_eq!(lab.number("needs"), Some(f64::INFINITY));
            assert_eq!(lab.number("z"), Some(start));
            assert_eq!(lab.number("steps"), Some(0.0));
        }
    }

    #[test]
    fn the_longest_run_is_over_in_a_few_slices_and_has_room_on_the_axis() {
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
    fn the_ball_is_in_view_wherever_it_starts() {
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
    fn the_start_stays_behind_as_a_ghost() {
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
    fn a_finished_run_stays_beside_the_next() {
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
}
