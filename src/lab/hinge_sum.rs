//! A sum of hinges, y = c₀ + Σ vᵢ · relu(x − kᵢ), beside a target that it should follow.

mod target;

use self::target::Target;
use super::parts::{sampled, slopes};
use super::{Change, Control, Controls, Kind, Model, Range, Readings, Seed, Values};
use crate::figure::{Axis, Bar, Bars, Figure, MarkKind, Panels, Plot, Role, pieces};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `hinge-sum`.
pub(super) static KIND: Kind = Kind {
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
        Self { target, hinges }
    }

    fn value(&self, x: f64) -> f64 {
        self.target.start() + self.hinges.iter().map(|hinge| hinge.value(x)).sum::<f64>()
    }

    fn kinks(&self) -> Vec<f64> {
        self.hinges.iter().map(|hinge| hinge.k).collect()
    }

    fn points(&self) -> Vec<(f64, f64)> {
        let (from, to) = self.target.range();
        sampled(from, to, &self.kinks(), |x| self.value(x))
    }

    /// Straight pieces over the whole line: a hinge at the left end bends there too.
    fn pieces(&self) -> usize {
        let mut at = self.kinks();
        at.sort_by(f64::total_cmp);
        at.dedup();
        let (from, to) = self.target.range();
        let xs = [from - 1.0].into_iter().chain(at).chain([to + 1.0]);
        let points: Vec<_> = xs.map(|x| (x, self.value(x))).collect();
        pieces(&points).len()
    }

    /// Mean squared error over the points that the target is learned from.
    fn mse(&self) -> f64 {
        let xs = self.target.samples();
        let squares = xs
            .iter()
            .map(|x| (self.value(*x) - self.target.value(*x)).powi(2));
        squares.sum::<f64>() / xs.len() as f64
    }

    /// The largest error on a fine grid.
    fn max_error(&self) -> f64 {
        let (from, to) = self.target.range();
        let grid = (0..=4000).map(|i| from + (to - from) * f64::from(i) / 4000.0);
        grid.map(|x| (self.value(x) - self.target.value(x)).abs())
            .fold(0.0, f64::max)
    }

    fn x_axis(&self) -> Axis {
        let (from, to) = self.target.range();
        Axis::linear(Some(Phrase::verbatim("x")), from, to)
    }

    fn fit(&self) -> Plot {
        let (from, to) = self.target.range();
        let target = sampled(from, to, self.target.corners(), |x| self.target.value(x));
        let (low, high) = self.target.heights();
        let mut plot = Plot::tall(
            Phrase::key("lab.hinge-sum.figure.fit").with("n", self.hinges.len()),
            self.x_axis(),
            Axis::linear(None, low, high),
        )
        .curve(
            Phrase::key(format!("lab.hinge-sum.target.{}", self.target.name())),
            Role::Target,
            target,
        )
        .curve(Phrase::key("lab.hinge-sum.sum"), Role::First, self.points());
        for hinge in self.hinges.iter().filter(|hinge| hinge.v != 0.0) {
            plot = plot.mark(MarkKind::Kink, hinge.k, None, None);
        }
        plot
    }

    fn staircase(&self) -> Plot {
        let stairs = slopes(&self.points());
        let (low, high) = stairs
            .iter()
            .fold((-2.5_f64, 2.5_f64), |(l, h), (_, s)| (l.min(*s), h.max(*s)));
        let room = (high - low) / 12.0;
        Plot::strip(
            Phrase::key("lab.hinge-sum.figure.staircase"),
            self.x_axis(),
            Axis::linear(None, low - room, high + room),
        )
        .stairs(
            Phrase::key("figure.slope-of").with("of", Phrase::key("lab.hinge-sum.sum")),
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
                    .with("k", hinge.k)
                    .with("v", hinge.v);
                Plot::tall(title.clone(), self.x_axis(), Axis::linear(None, low, high)).curve(
                    title,
                    Role::First,
                    sampled(from, to, &[hinge.k], |x| hinge.value(x)),
                )
            });
        Panels {
            title: Phrase::key("lab.hinge-sum.figure.hinges"),
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
            title: Phrase::key("lab.hinge-sum.figure.error"),
            axis: Axis::linear(None, 0.0, 0.5),
            bars: vec![bar("mse", self.mse())],
            goal: Some(GOAL),
        }
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
        let pieces = self.pieces();
        Readings::new()
            .with("mse", self.mse())
            .with("max_error", self.max_error())
            .with("kinks", pieces.saturating_sub(1) as f64)
            .with("pieces", pieces as f64)
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

    fn change(&mut self, values: &Values, _: &str) -> Change {
        *self = Self::new(values);
        Change::Redrawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;

    fn lab(target: &str, hinges: &[(f64, f64)]) -> Lab {
        let mut set = Values::new()
            .with("target", target)
            .with("n", hinges.len().to_string().as_str());
        for (i, (k, v)) in hinges.iter().enumerate() {
            set = set
                .with(&format!("k{}", i + 1), *k)
                .with(&format!("v{}", i + 1), *v);
        }
        Lab::new(&KIND, &set, Seed(0)).unwrap()
    }

    fn reading(lab: &Lab, name: &str) -> f64 {
        lab.readings().get(name).unwrap()
    }

    #[test]
    fn three_hinges_make_the_hat_exactly() {
        let hat = lab("hat", &[(-1.0, 1.0), (0.0, -2.0), (1.0, 1.0)]);
        assert!(reading(&hat, "max_error") < 1e-12);
        assert_eq!(reading(&hat, "pieces"), 4.0);
    }

    #[test]
    fn the_sine_by_hand_has_the_error_of_the_science_page() {
        let sine = lab("sine", &[(-1.0, -2.0), (-0.5, 4.0), (0.5, -4.0)]);
        assert!(
            (reading(&sine, "mse") - 0.0224).abs() < 5e-5,
            "{}",
            reading(&sine, "mse")
        );
    }

    #[test]
    fn doubling_the_hinges_divides_the_error_by_about_four() {
        let exact = |n: &str| {
            let set = Values::new()
                .with("target", "sine")
                .with("hinges", "exact")
                .with("n", n);
            reading(&Lab::new(&KIND, &set, Seed(0)).unwrap(), "max_error")
        };
        for (n, error) in [("4", 0.2105), ("8", 0.0704), ("16", 0.0189), ("32", 0.0048)] {
            assert!((exact(n) - error).abs() < 6e-5, "{n}: {}", exact(n));
        }
    }

    #[test]
    fn n_hinges_give_n_plus_one_pieces_unless_they_cancel() {
        let apart = lab("sine", &[(-0.5, 1.0), (0.0, 1.0), (0.5, 1.0)]);
        assert_eq!(reading(&apart, "pieces"), 4.0);
        let cancelling = lab("sine", &[(0.0, 1.0), (0.0, -1.0)]);
        assert_eq!(reading(&cancelling, "pieces"), 1.0);
        let idle = lab("sine", &[(-0.5, 0.0), (0.0, 1.0)]);
        assert_eq!(reading(&idle, "kinks"), 1.0);
    }

    #[test]
    fn two_hinges_make_the_absolute_value() {
        let abs = lab("abs", &[(-1.0, -2.0), (0.0, 4.0)]);
        assert!(reading(&abs, "max_error") < 1e-12);
    }
}
