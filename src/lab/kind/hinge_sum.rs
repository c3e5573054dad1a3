//! A sum of hinges, y = c₀ + Σ vᵢ · relu(x − kᵢ), beside a target that it should follow.

mod formula;
mod target;
#[cfg(test)]
mod tests;

use self::target::Target;
use crate::figure::{Axis, Bar, Bars, Figure, MarkKind, Panels, Plot, Role};
use crate::lab::shared::{bends, sampled};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `hinge-sum`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "hinge-sum",
    controls,
    figures: &["fit", "staircase", "hinges", "error"],
    build,
};

/// How many hinges there can be; beyond eight they are set by exact interpolation only.
const COUNTS: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "16", "32"];
/// The most hinges that are turned by hand.
const BY_HAND: usize = 8;
/// The error to get below.
const GOAL: f64 = 0.03;
/// How far up and down the axis of slopes may reach: in few, far steps, as an axis that moved with
/// every turn could not be compared with itself.
const STEEPEST: [f64; 4] = [2.5, 6.5, 13.0, 52.0];

fn controls(values: &Values) -> Controls {
    let target = Target::named(values.choice("target"));
    let count = values.count("n").max(1);
    let mut controls = vec![
        Control::choice("target", "lab.hinge-sum.target", &Target::NAMES, "hat"),
        Control::choice("n", "", &COUNTS, "1"),
        Control::choice(
            "hinges",
            "lab.hinge-sum.hinges",
            &["by-hand", "exact"],
            "by-hand",
        ),
    ];
    if count <= BY_HAND && values.choice("hinges") != "exact" {
        let (from, to) = target.range();
        for i in 1..=count {
            // Spread evenly, the first at the left end, so that the whole line can be bent.
            let spread = from + (to - from) * (i - 1) as f64 / count as f64;
            let at = (spread * 20.0).round() / 20.0;
            controls.push(Control::number(
                &format!("k{i}"),
                Range::new(from, to, at, 0.05).fine(0.01),
            ));
        }
        for i in 1..=count {
            controls.push(Control::number(
                &format!("v{i}"),
                Range::new(-6.0, 6.0, 0.0, 0.5).fine(0.1),
            ));
        }
    }
    Controls(controls)
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(HingeSum::new(values))
}

/// One hinge: nothing up to `k`, slope `v` beyond.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hinge {
    k: f64,
    v: f64,
}

impl Hinge {
    fn value(self, x: f64) -> f64 {
        self.v * Activation::Relu.value(x - self.k)
    }
}

#[derive(Clone, Debug)]
struct HingeSum {
    target: Target,
    hinges: Vec<Hinge>,
    /// Where the slope changes, and by how much: hinges at one place together, without those that cancel.
    bends: Vec<(f64, f64)>,
    errors: Errors,
}

/// How far the sum is from its target.
#[derive(Clone, Copy, Debug)]
struct Errors {
    /// Mean squared error over the points that the target is learned from.
    mse: f64,
    /// The largest error on a fine grid.
    max: f64,
}

impl HingeSum {
    fn new(values: &Values) -> Self {
        let target = Target::named(values.choice("target"));
        let count = values.count("n").max(1);
        let hinges = if values.choice("hinges") == "exact" || count > BY_HAND {
            interpolating(target, count)
        } else {
            let hinge = |i: usize| Hinge {
                k: values.number(&format!("k{i}")),
                v: values.number(&format!("v{i}")),
            };
            (1..=count).map(hinge).collect()
        };
        Self {
            target,
            bends: bends(hinges.iter().map(|hinge| (hinge.k, hinge.v))),
            // Once here: a screen asks for the readings many times.
            errors: errors(target, &hinges),
            hinges,
        }
    }

    fn points(&self) -> Vec<(f64, f64)> {
        let (from, to) = self.target.range();
        let kinks: Vec<_> = self.bends.iter().map(|(k, _)| *k).collect();
        sampled(from, to, &kinks, |x| sum(self.target, &self.hinges, x))
    }

    /// The slope from the left end on and from each kink on.
    fn stairs(&self) -> Vec<(f64, f64)> {
        let (from, to) = self.target.range();
        let mut slope = 0.0;
        let mut stairs = vec![(from, slope)];
        for (k, change) in self.bends.iter().filter(|(k, _)| *k < to) {
            slope += change;
            // A slope that comes back to 0 comes back to it exactly.
            let level = if slope.abs() < 1e-9 { 0.0 } else { slope };
            if *k <= from {
                stairs = vec![(from, level)];
            } else {
                stairs.push((*k, level));
            }
        }
        stairs.extend(stairs.last().map(|(_, last)| (to, *last)));
        stairs
    }

    fn x_axis(&self) -> Axis {
        let (from, to) = self.target.range();
        Axis::linear(Some(Phrase::verbatim("x")), from, to)
    }

    fn fit(&self) -> Plot {
        let (from, to) = self.target.range();
        let target = self.target.points();
        let (low, high) = self.target.heights();
        let mut plot = Plot::tall(
            formula::sum(self.target, &self.hinges),
            self.x_axis(),
            Axis::linear(None, low, high),
        )
        .curve(
            Phrase::key(format!("lab.hinge-sum.target.{}", self.target.name())),
            Role::Target,
            target,
        )
        .curve(Phrase::key("lab.hinge-sum.sum"), Role::First, self.points());
        for (k, _) in self.bends.iter().filter(|(k, _)| (from..=to).contains(k)) {
            // More numbers than these would have no room.
            let label = (self.hinges.len() <= BY_HAND)
                .then(|| Phrase::key("lab.hinge-sum.kink").with("k", *k));
            plot = plot.mark(MarkKind::Kink, *k, None, label);
        }
        plot
    }

    fn staircase(&self) -> Plot {
        let stairs = self.stairs();
        let steep = stairs.iter().map(|(_, slope)| slope.abs());
        let steep = steep.fold(0.0, f64::max);
        let reach = STEEPEST.into_iter().find(|reach| steep <= *reach);
        let reach = reach.unwrap_or(steep) * 1.1;
        Plot::strip(
            Phrase::key("lab.hinge-sum.figure.staircase"),
            self.x_axis(),
            Axis::linear(None, -reach, reach),
        )
        .stairs(
            Phrase::key("figure.slope-of").with("of", Phrase::key("lab.hinge-sum.the-sum")),
            Role::First,
            stairs,
        )
    }

    fn panels(&self) -> Panels {
        let (from, to) = self.target.range();
        let (low, high) = self.target.heights();
        let plots = self
            .hinges
            .iter()
            .take(BY_HAND)
            .enumerate()
            .map(|(i, hinge)| {
                let title = Phrase::key("lab.hinge-sum.hinge")
                    .with("i", i + 1)
                    .with("term", formula::term(*hinge));
                Plot::tall(title.clone(), self.x_axis(), Axis::linear(None, low, high)).curve(
                    title,
                    Role::First,
                    sampled(from, to, &[hinge.k], |x| hinge.value(x)),
                )
            });
        let title = if self.hinges.len() > BY_HAND {
            Phrase::key("lab.hinge-sum.figure.first-hinges")
                .with("shown", BY_HAND)
                .with("n", self.hinges.len())
        } else {
            Phrase::key("lab.hinge-sum.figure.hinges")
        };
        Panels {
            title,
            plots: plots.collect(),
        }
    }

    fn error(&self) -> Bars {
        let bar = |key: &str, value: f64| Bar {
            label: Phrase::key(format!("lab.hinge-sum.reading.{key}")),
            value,
            written: Phrase::key("lab.hinge-sum.error").with("n", value),
            role: Role::First,
        };
        Bars {
            title: Phrase::key("lab.hinge-sum.figure.error").with("max", self.errors.max),
            axis: Axis::linear(None, 0.0, 0.5),
            bars: vec![bar("mse", self.errors.mse)],
            goal: Some(GOAL),
        }
    }
}

/// c₀ + Σ vᵢ · relu(x − kᵢ).
fn sum(target: Target, hinges: &[Hinge], x: f64) -> f64 {
    target.start() + hinges.iter().map(|hinge| hinge.value(x)).sum::<f64>()
}

fn errors(target: Target, hinges: &[Hinge]) -> Errors {
    let error = |x: f64| sum(target, hinges, x) - target.value(x);
    let samples = target.samples();
    let squares = samples.iter().map(|x| error(*x).powi(2)).sum::<f64>();
    let (from, to) = target.range();
    let grid = (0..=4000).map(|i| from + (to - from) * f64::from(i) / 4000.0);
    Errors {
        mse: squares / samples.len() as f64,
        max: grid.map(|x| error(x).abs()).fold(0.0, f64::max),
    }
}

/// The hinges that go through the target at n + 1 equally spaced points: y₀ + Σ (sᵢ − sᵢ₋₁) relu(x − xᵢ).
fn interpolating(target: Target, count: usize) -> Vec<Hinge> {
    let (from, to) = target.range();
    let width = (to - from) / count as f64;
    let at = |i: usize| from + width * i as f64;
    let mut before = 0.0;
    let mut hinges = Vec::with_capacity(count);
    for i in 0..count {
        let slope = (target.value(at(i + 1)) - target.value(at(i))) / width;
        hinges.push(Hinge {
            k: at(i),
            v: slope - before,
        });
        before = slope;
    }
    hinges
}

impl Model for HingeSum {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        // On the whole line: a hinge at the left end bends it there too.
        let kinks = self.bends.len();
        Readings::new()
            .with("mse", self.errors.mse)
            .with("max_error", self.errors.max)
            .with("kinks", kinks as f64)
            .with("pieces", (kinks + 1) as f64)
            .with("hinges", self.hinges.len() as f64)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "fit" => Some(Figure::Plot(self.fit())),
            "staircase" => Some(Figure::Plot(self.staircase())),
            "hinges" => Some(Figure::Panels(self.panels())),
            "error" => Some(Figure::Bars(self.error())),
            _ => None,
        }
    }

    /// The kink that is nearest goes along, sideways.
    fn drag_values(&self, id: &str, (x, _): (f64, f64), free: &[&str]) -> Values {
        if !["fit", "staircase"].contains(&id) {
            return Values::new();
        }
        let kinks = self.hinges.iter().enumerate();
        let kinks = kinks.map(|(i, hinge)| (format!("k{}", i + 1), (hinge.k - x).abs()));
        let free = kinks.filter(|(name, _)| free.contains(&name.as_str()));
        let nearest = free.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map_or_else(Values::new, |(name, _)| Values::new().with(&name, x))
    }

    fn change(&mut self, values: &Values, _: &str) -> Change {
        *self = Self::new(values);
        Change::Redrawn
    }
}
