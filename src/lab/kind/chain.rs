//! A chain h ← f(w · h), link after link: what is left of a signal when slopes and weights multiply.

use crate::figure::{Axis, Figure, Lines, Plot, Role, Series, SeriesShape};
use crate::lab::shared::{ACTIVATION_WORDS, activation};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;

/// The kind `chain`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "chain",
    controls,
    figures: &["product", "factors", "readout"],
    build,
};

/// Where the axis of signals may begin, and where it may end.
const LOWS: [f64; 5] = [1e-4, 1e-8, 1e-20, 1e-50, 1e-100];
const HIGHS: [f64; 4] = [10.0, 1e7, 1e16, 1e25];
/// Where the axis of factors may end.
const FACTORS: [f64; 2] = [1.2, 3.3];

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &["tanh", "relu", "sigmoid"], "tanh"),
        Control::number("w", Range::new(0.5, 3.0, 1.0, 0.1)),
        Control::number("L", Range::new(1.0, 50.0, 20.0, 1.0).fine(1.0)),
        Control::choice("x", "", &["-2", "0.5", "2"], "2"),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(Chain::new(values))
}

/// One link: what it passes on, and how much of a change it lets through.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Link {
    output: f64,
    /// w · f′: the slope of the output by the input.
    factor: f64,
    /// The slope of the output by the first input.
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

    /// The ending of the words for what is left: a signal that is exactly 0 or exactly 1 is called so.
    fn exactly(&self) -> &'static str {
        let signal = self.last().signal;
        if signal == 0.0 {
            ".none"
        } else if signal == 1.0 {
            ".all"
        } else {
            ""
        }
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.chain.{key}"))
            .with(
                "f",
                Phrase::key(format!("{ACTIVATION_WORDS}.{}", self.name)),
            )
            .with("w", self.w)
            .with("x", self.x)
            .with("n", self.links.len())
            .with("signal", self.last().signal)
            .with("factor", self.last().factor)
            .with("first", self.links.first().map_or(1.0, |link| link.factor))
    }

    fn axis(&self) -> Axis {
        Axis::linear(
            Some(Phrase::key("lab.chain.link")),
            0.0,
            self.links.len().max(1) as f64,
        )
    }

    fn product(&self) -> Plot {
        let signals = self.links.iter().map(|link| link.signal);
        let points: Vec<_> = std::iter::once(1.0)
            .chain(signals)
            .enumerate()
            .map(|(i, s)| (i as f64, s))
            .collect();
        let low = points
            .iter()
            .map(|p| p.1)
            .filter(|s| *s > 0.0)
            .fold(1.0, f64::min);
        let high = points
            .iter()
            .map(|p| p.1)
            .filter(|s| s.is_finite())
            .fold(1.0, f64::max);
        // In few, far steps: an axis that moved with every turn could not be compared with itself.
        let floor = LOWS.into_iter().find(|floor| *floor <= low).unwrap_or(low);
        let ceiling = HIGHS
            .into_iter()
            .find(|ceiling| *ceiling >= high)
            .unwrap_or(high);
        let left = Phrase::key("lab.chain.left");
        Plot::tall(
            self.said(&format!("figure.product{}", self.exactly())),
            self.axis(),
            Axis::log(None, floor, ceiling),
        )
        .curve(left, Role::First, points)
    }

    fn factors(&self) -> Plot {
        let points: Vec<_> = self
            .links
            .iter()
            .enumerate()
            .map(|(i, link)| (i as f64 + 1.0, link.factor))
            .collect();
        let high = points.iter().map(|p| p.1).fold(1.0, f64::max);
        let ceiling = FACTORS.into_iter().find(|ceiling| *ceiling >= high);
        let mut plot = Plot::strip(
            self.said("figure.factors"),
            self.axis(),
            Axis::linear(None, 0.0, ceiling.unwrap_or(high)),
        );
        plot.series.push(Series {
            name: Phrase::key("lab.chain.factor"),
            points,
            role: Role::First,
            shape: SeriesShape::Line,
        });
        plot
    }

    fn readout(&self) -> Lines {
        let key = format!("readout.left{}", self.exactly());
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![self.said("readout.first"), self.said(&key)],
        }
    }
}

impl Model for Chain {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

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

    fn change(&mut self, values: &Values, _: &str) -> Change {
        *self = Self::new(values);
        Change::Redrawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;
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
    fn tanh_links_lose_the_signal_as_the_science_page_says() {
        for (links, left) in [(5.0, 0.0096), (20.0, 0.0014), (50.0, 3.6e-4)] {
            is_about(signal("tanh", 1.0, "2", links), left);
        }
        is_about(signal("tanh", 2.0, "2", 20.0), 3.5e-18);
        is_about(signal("tanh", 0.5, "2", 20.0), 3.3e-7);
        is_about(signal("sigmoid", 1.0, "2", 20.0), 4.6e-14);
    }

    #[test]
    fn relu_links_keep_all_or_nothing_and_weights_multiply() {
        assert_eq!(signal("relu", 1.0, "2", 50.0), 1.0);
        assert_eq!(signal("relu", 1.0, "-2", 20.0), 0.0);
        assert_eq!(signal("relu", 2.0, "2", 20.0), 1_048_576.0);
        is_about(signal("relu", 0.5, "2", 50.0), 9e-16);
    }

    #[test]
    fn a_signal_that_is_all_there_or_gone_is_called_so() {
        let words = Words::load(&Lang::english()).unwrap();
        let said = |f: &str, x: &str| {
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
            said("relu", "2")
                .iter()
                .all(|text| text.contains("exactly 1"))
        );
        assert!(
            said("relu", "-2")
                .iter()
                .all(|text| text.contains("exactly 0"))
        );
        let lost = said("tanh", "2");
        assert!(lost.iter().all(|text| text.contains("0.0014")), "{lost:?}");
        assert!(lost.iter().all(|text| !text.contains("exactly")));
    }

    #[test]
    fn the_axes_stay_while_the_weight_is_turned_a_little() {
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
    fn slopes_multiply_as_the_science_page_says() {
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
                // One of the two digits that the page gives, where it gives two.
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
