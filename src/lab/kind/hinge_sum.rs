//! A sum of hinges, y = c₀ + Σ vᵢ · relu(x − kᵢ), beside the target that it should follow.

mod formula;
mod target;
#[cfg(test)]
mod tests;

use self::target::HingeTarget;
use crate::figure::{Axis, Bar, Bars, Figure, MarkKind, Panels, Plot, Role};
use crate::lab::shared::{axis_end, bends, sample_curve, slope_name};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::nn::Activation;

/// The kind `hinge-sum`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "hinge-sum",
    controls,
    figures: &["fit", "sum", "staircase", "slopes", "hinges", "error"],
    build: |values, _| Box::new(HingeSum::new(values)),
};

/// The numbers of hinges. More than eight are only set by exact interpolation.
const COUNTS: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "16", "32"];
/// The most hinges that are set by hand.
const BY_HAND: usize = 8;
/// The ends that the axis of slopes may have, up and down.
const SLOPE_ENDS: [f64; 4] = [2.5, 6.5, 13.0, 52.0];

fn controls(values: &Values) -> Controls {
    let target = HingeTarget::named(values.choice("target"));
    let count = values.count("n").max(1);
    let ways = ["by-hand", "exact"];
    let mut controls = vec![
        Control::choice("target", "lab.hinge-sum.target", &HingeTarget::NAMES, "hat"),
        Control::choice("n", "", &COUNTS, "1"),
        Control::choice("hinges", "lab.hinge-sum.hinges", &ways, "by-hand"),
    ];
    if count <= BY_HAND && values.choice("hinges") != "exact" {
        let (from, to) = target.range();
        controls.extend((1..=count).map(|i| {
            // The first hinge stands at the left end, so that the whole line can be bent.
            let even = from + (to - from) * (i - 1) as f64 / count as f64;
            let at = (even * 20.0).round() / 20.0;
            Control::number(&format!("k{i}"), Range::new(from, to, at, 0.05).fine(0.01))
        }));
        controls.extend(
            (1..=count).map(|i| {
                Control::number(&format!("v{i}"), Range::new(-6.0, 6.0, 0.0, 0.5).fine(0.1))
            }),
        );
    }
    Controls(controls)
}

/// One hinge: 0 up to `k`, a line of slope `v` beyond.
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
    target: HingeTarget,
    hinges: Vec<Hinge>,
    /// The kinks of the sum and the changes of its slope there.
    bends: Vec<(f64, f64)>,
    /// The mean squared error at the samples of the target.
    mse: f64,
    /// The largest error on a fine grid.
    max_error: f64,
}

impl HingeSum {
    fn new(values: &Values) -> Self {
        let target = HingeTarget::named(values.choice("target"));
        let count = values.count("n").max(1);
        let hinges = if values.choice("hinges") == "exact" || count > BY_HAND {
            interpolate(target, count)
        } else {
            let hinge = |i: usize| Hinge {
                k: values.number(&format!("k{i}")),
                v: values.number(&format!("v{i}")),
            };
            (1..=count).map(hinge).collect()
        };
        let error = |x: f64| sum(target, &hinges, x) - target.value(x);
        Self {
            target,
            bends: bends(hinges.iter().map(|hinge| (hinge.k, hinge.v))),
            // Computed once, because a screen reads them many times.
            mse: mean_square(error, &target.samples()),
            max_error: largest(error, target.range()),
            hinges,
        }
    }

    fn points(&self) -> Vec<(f64, f64)> {
        let (from, to) = self.target.range();
        let kinks: Vec<_> = self.bends.iter().map(|(k, _)| *k).collect();
        sample_curve(from, to, &kinks, |x| sum(self.target, &self.hinges, x))
    }

    /// The slope of the sum as a staircase, from the left end and from each kink on.
    fn slopes(&self) -> Vec<(f64, f64)> {
        let (from, to) = self.target.range();
        let mut slope = 0.0;
        let mut levels = vec![(from, slope)];
        for (k, change) in self.bends.iter().filter(|(k, _)| *k < to) {
            slope += change;
            // Rounding may leave a slope that should be 0 a little beside it.
            let level = if slope.abs() < 1e-9 { 0.0 } else { slope };
            if *k <= from {
                levels = vec![(from, level)];
            } else {
                levels.push((*k, level));
            }
        }
        levels.extend(levels.last().map(|(_, last)| (to, *last)));
        levels
    }

    /// The slope of the sum behind its first `count` kinks; NaN where it has fewer hinges.
    fn slope_behind(&self, count: usize) -> f64 {
        let mut hinges = self.hinges.clone();
        hinges.sort_by(|a, b| a.k.total_cmp(&b.k));
        let first = hinges.get(..count);
        first.map_or(f64::NAN, |first| first.iter().map(|hinge| hinge.v).sum())
    }

    fn x_axis(&self) -> Axis {
        let (from, to) = self.target.range();
        Axis::named("x", from, to)
    }

    fn y_axis(&self) -> Axis {
        let (low, high) = self.target.heights();
        Axis::linear(None, low, high)
    }

    /// The sum, with the target or, before a target is named, without.
    fn fit(&self, with_target: bool) -> Plot {
        let (from, to) = self.target.range();
        let title = formula::sum(self.target, &self.hinges);
        let mut plot = Plot::tall(title, self.x_axis(), self.y_axis());
        if with_target {
            let target = KIND.phrase(&format!("target.{}", self.target.name()));
            plot = plot.curve(target, Role::Target, self.target.points());
        }
        let plot = plot.curve(KIND.phrase("sum"), Role::First, self.points());
        let kinks = self.bends.iter().map(|(k, _)| *k);
        let visible = kinks.filter(|k| (from..=to).contains(k));
        if self.hinges.len() > BY_HAND {
            // There is no room for so many labels.
            return plot.kinks(visible);
        }
        visible.fold(plot, |plot, k| {
            plot.mark(
                MarkKind::Kink,
                k,
                None,
                Some(KIND.phrase("kink").with("k", k)),
            )
        })
    }

    /// The slope that each stretch between two kinks needs to follow the target, as a staircase.
    fn wanted_slopes(&self) -> Vec<(f64, f64)> {
        let (from, to) = self.target.range();
        let kinks = self.hinges.iter().map(|hinge| hinge.k);
        let mut ends: Vec<_> = kinks.chain([from, to]).collect();
        ends.sort_by(f64::total_cmp);
        ends.dedup();
        let level = |pair: &[f64]| match pair {
            [start, end] => {
                let rise = self.target.value(*end) - self.target.value(*start);
                Some((*start, rise / (end - start)))
            }
            _ => None,
        };
        let mut levels: Vec<_> = ends.windows(2).filter_map(level).collect();
        levels.extend(levels.last().map(|(_, last)| (to, *last)));
        levels
    }

    /// The slope of the sum in front of the `wanted` slopes.
    fn staircase(&self, wanted: &[(f64, f64)]) -> Plot {
        let slopes = self.slopes();
        let steepest = slopes.iter().chain(wanted).map(|(_, slope)| slope.abs());
        let end = axis_end(&SLOPE_ENDS, steepest.fold(0.0, f64::max)) * 1.1;
        let strip = Plot::strip(
            KIND.phrase("figure.staircase"),
            self.x_axis(),
            Axis::linear(None, -end, end),
        );
        let strip = if wanted.is_empty() {
            strip
        } else {
            strip.staircase(KIND.phrase("wanted"), Role::Target, wanted.to_vec())
        };
        strip.staircase(slope_name(KIND.phrase("the-sum")), Role::First, slopes)
    }

    fn panels(&self) -> Panels {
        let (from, to) = self.target.range();
        let panel = |(i, hinge): (usize, &Hinge)| {
            let title = KIND
                .phrase("hinge")
                .with("i", i + 1)
                .with("term", formula::term(i, *hinge));
            let points = sample_curve(from, to, &[hinge.k], |x| hinge.value(x));
            Plot::tall(title.clone(), self.x_axis(), self.y_axis()).curve(
                title,
                Role::First,
                points,
            )
        };
        let shown = self.hinges.iter().take(BY_HAND).enumerate();
        let title = if self.hinges.len() > BY_HAND {
            KIND.phrase("figure.first-hinges")
                .with("shown", BY_HAND)
                .with("n", self.hinges.len())
        } else {
            KIND.phrase("figure.hinges")
        };
        Panels {
            title,
            plots: shown.map(panel).collect(),
        }
    }

    fn error_bar(&self) -> Bars {
        Bars {
            title: KIND.phrase("figure.error").with("max", self.max_error),
            axis: Axis::linear(None, 0.0, 0.5),
            bars: vec![Bar {
                label: KIND.phrase("reading.mse"),
                value: self.mse,
                value_text: KIND.phrase("error").with("n", self.mse),
                role: Role::First,
            }],
        }
    }
}

/// c₀ + Σ vᵢ · relu(x − kᵢ).
fn sum(target: HingeTarget, hinges: &[Hinge], x: f64) -> f64 {
    target.start() + hinges.iter().map(|hinge| hinge.value(x)).sum::<f64>()
}

fn mean_square(error: impl Fn(f64) -> f64, samples: &[f64]) -> f64 {
    let squares = samples.iter().map(|x| error(*x).powi(2));
    squares.sum::<f64>() / samples.len() as f64
}

/// The largest absolute error on a grid of 4001 points.
fn largest(error: impl Fn(f64) -> f64, (from, to): (f64, f64)) -> f64 {
    let grid = (0..=4000).map(|i| from + (to - from) * f64::from(i) / 4000.0);
    grid.map(|x| error(x).abs()).fold(0.0, f64::max)
}

/// The hinges that interpolate the target at n + 1 equally spaced points: y₀ + Σ (sᵢ − sᵢ₋₁) relu(x − xᵢ).
fn interpolate(target: HingeTarget, count: usize) -> Vec<Hinge> {
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
    fn readings(&self) -> Readings {
        // A hinge at the left end counts, because it bends the sum on the whole line.
        let kinks = self.bends.len();
        Readings::new()
            .with("mse", self.mse)
            .with("max_error", self.max_error)
            .with("kinks", kinks as f64)
            .with("pieces", (kinks + 1) as f64)
            .with("hinges", self.hinges.len() as f64)
            .with("first_slope", self.slope_behind(1))
            .with("second_slope", self.slope_behind(2))
            .with("third_slope", self.slope_behind(3))
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "fit" => Some(Figure::Plot(self.fit(true))),
            "sum" => Some(Figure::Plot(self.fit(false))),
            "staircase" => Some(Figure::Plot(self.staircase(&[]))),
            "slopes" => Some(Figure::Plot(self.staircase(&self.wanted_slopes()))),
            "hinges" => Some(Figure::Panels(self.panels())),
            "error" => Some(Figure::Bars(self.error_bar())),
            _ => None,
        }
    }

    /// The nearest kink is dragged sideways.
    fn drag_values(&self, id: &str, (x, _): (f64, f64), free: &[&str]) -> Values {
        if !["fit", "sum", "staircase", "slopes"].contains(&id) {
            return Values::new();
        }
        let kinks = self.hinges.iter().enumerate();
        let kinks = kinks.map(|(i, hinge)| (format!("k{}", i + 1), (hinge.k - x).abs()));
        let free = kinks.filter(|(name, _)| free.contains(&name.as_str()));
        let nearest = free.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map_or_else(Values::new, |(name, _)| Values::new().with(&name, x))
    }
}
