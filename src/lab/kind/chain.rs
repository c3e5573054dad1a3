//! A chain of links h ← f(w · h): the part of a signal that is left after slopes and weights have multiplied.

use crate::figure::{Axis, Figure, Lines, Plot, Role};
use crate::lab::shared::{ACTIVATION_WORDS, activation, axis_end, axis_start, function_name};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::{Formula, Phrase};

/// The kind `chain`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "chain",
    controls,
    figures: &["product", "factors", "readout"],
    build: |values, _| Box::new(Chain::new(values)),
};

/// The starts and the ends that the axis of signals may have.
const SIGNAL_STARTS: [f64; 5] = [1e-4, 1e-8, 1e-20, 1e-50, 1e-100];
const SIGNAL_ENDS: [f64; 4] = [10.0, 1e7, 1e16, 1e25];
/// The ends that the axis of factors may have.
const FACTOR_ENDS: [f64; 2] = [1.2, 3.3];
/// From this number of links on, their axis has round ticks.
const FEW_LINKS: usize = 5;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &["tanh", "relu", "sigmoid"], "tanh"),
        Control::number("w", Range::new(0.5, 3.0, 1.0, 0.1)),
        Control::number("L", Range::new(1.0, 50.0, 20.0, 1.0).fine(1.0)),
        Control::choice("x", "", &["-2", "0.5", "2"], "2"),
    ])
}

/// One link of the chain.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Link {
    output: f64,
    /// w · f′, the derivative of the output with respect to the input of the link.
    factor: f64,
    /// The derivative of the output with respect to the input of the chain.
    signal: f64,
}

#[derive(Clone, Debug)]
struct Chain {
    name: String,
    w: f64,
    x: f64,
    links: Vec<Link>,
}

impl Chain {
    fn new(values: &Values) -> Self {
        let name = values.choice("f").to_owned();
        let f = activation(&name);
        let (w, x) = (values.number("w"), values.number("x"));
        let mut links = Vec::new();
        let (mut h, mut signal) = (x, 1.0);
        for _ in 0..values.count("L").max(1) {
            let factor = w * f.slope(w * h);
            h = f.value(w * h);
            signal *= factor;
            links.push(Link {
                output: h,
                factor,
                signal,
            });
        }
        Self { name, w, x, links }
    }

    fn last(&self) -> Link {
        self.links.last().copied().unwrap_or(Link {
            output: self.x,
            factor: 1.0,
            signal: 1.0,
        })
    }

    /// The ending of the keys of phrases about the signal: there are words of their own for exactly 0 and exactly 1.
    fn key_ending(&self) -> &'static str {
        let signal = self.last().signal;
        if signal == 0.0 {
            ".none"
        } else if signal == 1.0 {
            ".all"
        } else {
            ""
        }
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("f", function_name(&self.name))
            .with("link", Formula::new().factor("w", self.w, " · ").text("h"))
            .with("x", self.x)
            .with("n", self.links.len())
            .with("signal", self.last().signal)
            .with("factor", self.last().factor)
            .with("first", self.links.first().map_or(1.0, |link| link.factor))
    }

    fn link_axis(&self) -> Axis {
        let end = self.links.len().max(1);
        let axis = Axis::linear(Some(KIND.phrase("link")), 0.0, end as f64);
        if end >= FEW_LINKS {
            return axis;
        }
        // Round ticks of a short axis would be parts of a link.
        let tick = |link: usize| (link as f64, Phrase::verbatim(link.to_string()));
        axis.ticks((0..=end).map(tick).collect())
    }

    fn product(&self) -> Plot {
        let signals = self.links.iter().map(|link| link.signal);
        let signals: Vec<f64> = std::iter::once(1.0).chain(signals).collect();
        let positive = signals.iter().copied().filter(|signal| *signal > 0.0);
        let finite = signals.iter().copied().filter(|signal| signal.is_finite());
        let start = axis_start(&SIGNAL_STARTS, positive.fold(1.0, f64::min));
        let end = axis_end(&SIGNAL_ENDS, finite.fold(1.0, f64::max));
        let points = signals.iter().enumerate().map(|(i, s)| (i as f64, *s));
        Plot::tall(
            self.phrase(&format!("figure.product{}", self.key_ending())),
            self.link_axis(),
            Axis::log(None, start, end),
        )
        .curve(KIND.phrase("left"), Role::First, points.collect())
    }

    fn factors(&self) -> Plot {
        let factors = self.links.iter().map(|link| link.factor);
        let end = axis_end(&FACTOR_ENDS, factors.clone().fold(1.0, f64::max));
        let points = factors.enumerate().map(|(i, f)| (i as f64 + 1.0, f));
        let plot = Plot::strip(
            self.phrase("figure.factors"),
            self.link_axis(),
            Axis::linear(None, 0.0, end),
        );
        let (name, points): (_, Vec<_>) = (KIND.phrase("factor"), points.collect());
        match points.len() {
            // A line of one point would be a single dot.
            1 => plot.dots(name, Role::First, points),
            _ => plot.curve(name, Role::First, points),
        }
    }

    fn readout(&self) -> Lines {
        let left = format!("readout.left{}", self.key_ending());
        Lines::untitled(vec![self.phrase("readout.first"), self.phrase(&left)])
    }
}

impl Model for Chain {
    fn readings(&self) -> Readings {
        let last = self.last();
        Readings::new()
            .with("signal", last.signal)
            .with("output", last.output)
            .with("factor", last.factor)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "product" => Some(Figure::Plot(self.product())),
            "factors" => Some(Figure::Plot(self.factors())),
            "readout" => Some(Figure::Lines(self.readout())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};
    use crate::locale::{Lang, Words};

    fn signal(f: &str, w: f64, x: &str, links: f64) -> f64 {
        let set = Values::new()
            .with("f", f)
            .with("w", w)
            .with("x", x)
            .with("L", links);
        Lab::new(&KIND, &set, Seed(0))
            .unwrap()
            .number("signal")
            .unwrap()
    }

    fn is_about(found: f64, stated: f64) {
        assert!(
            (found / stated - 1.0).abs() < 0.03,
            "{found} is not {stated}"
        );
    }

    #[test]
    fn tanh_and_sigmoid_lose_the_signal_as_on_the_science_page() {
        for (links, left) in [(5.0, 0.0096), (20.0, 0.0014), (50.0, 3.6e-4)] {
            is_about(signal("tanh", 1.0, "2", links), left);
        }
        is_about(signal("tanh", 2.0, "2", 20.0), 3.5e-18);
        is_about(signal("tanh", 0.5, "2", 20.0), 3.3e-7);
        is_about(signal("sigmoid", 1.0, "2", 20.0), 4.6e-14);
    }

    #[test]
    fn relu_keeps_all_or_nothing_of_the_signal() {
        assert_eq!(signal("relu", 1.0, "2", 50.0), 1.0);
        assert_eq!(signal("relu", 1.0, "-2", 20.0), 0.0);
        assert_eq!(signal("relu", 2.0, "2", 20.0), 1_048_576.0);
        is_about(signal("relu", 0.5, "2", 50.0), 9e-16);
    }

    #[test]
    fn a_signal_of_exactly_zero_or_one_is_named() {
        let words = Words::load(&Lang::english()).unwrap();
        let texts = |f: &str, x: &str| {
            let set = Values::new().with("f", f).with("x", x);
            let lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
            ["product", "readout"].map(|id| {
                let figure = lab.figure(id).unwrap();
                let last = figure
                    .describe()
                    .last()
                    .map(|sentence| words.format(sentence));
                words.format(figure.title()) + &last.unwrap_or_default()
            })
        };
        assert!(
            texts("relu", "2")
                .iter()
                .all(|text| text.contains("exactly 1"))
        );
        assert!(
            texts("relu", "-2")
                .iter()
                .all(|text| text.contains("exactly 0"))
        );
        let lost = texts("tanh", "2");
        assert!(lost.iter().all(|text| text.contains("0.0014")), "{lost:?}");
        assert!(lost.iter().all(|text| !text.contains("exactly")));
    }

    #[test]
    fn a_small_change_of_the_weight_keeps_the_axes() {
        let axes = |w: f64| {
            let lab = Lab::new(&KIND, &Values::new().with("w", w), Seed(0)).unwrap();
            ["product", "factors"].map(|id| match lab.figure(id) {
                Some(Figure::Plot(plot)) => plot.y,
                other => panic!("{id} is {other:?}"),
            })
        };
        assert_eq!(axes(1.0), axes(1.1));
        assert_eq!(axes(1.4)[1], axes(3.0)[1]);
    }

    #[test]
    fn signals_match_the_table_of_the_science_page() {
        let all = [
            ("tanh", 1.0, [0.0096, 0.0014, 3.6e-4]),
            ("tanh", 2.0, [1.7e-6, 3.5e-18, 1.5e-41]),
            ("tanh", 0.5, [0.011, 3.3e-7, 3e-16]),
            ("relu", 0.5, [0.031, 9.5e-7, 9e-16]),
            ("relu", 2.0, [32.0, 1.0e6, 1.1e15]),
            ("sigmoid", 1.0, [2.4e-4, 4.6e-14, 1.6e-33]),
        ];
        for (f, w, stated) in all {
            for (links, stated) in [5.0, 20.0, 50.0].into_iter().zip(stated) {
                let found = signal(f, w, "2", links);
                // The page gives one digit of these two signals, and two digits of the others.
                let slack = if stated == 3e-16 || stated == 9e-16 {
                    0.1
                } else {
                    0.05
                };
                assert!(
                    (found / stated - 1.0).abs() < slack,
                    "{f} {w} {links}: {found:e} is not {stated:e}"
                );
            }
        }
    }
}
