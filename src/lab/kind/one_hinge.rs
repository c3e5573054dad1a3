//! One function of one number, y = f(x), beside the test that tells straight from bent:
//! f(a) + f(b) against f(a + b).

use crate::figure::{Axis, Bar, Bars, Figure, Lines, MarkKind, Plot, Role};
use crate::lab::shared::{ACTIVATION_WORDS, activation, sampled, slopes};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `one-hinge`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "one-hinge",
    controls,
    figures: &["curve", "slope", "addition", "pair", "sentence"],
    build,
};

/// The stretch of x that is drawn, and that x, a and b may stand in.
const SIDE: f64 = 5.0;

fn controls(_: &Values) -> Controls {
    let range = |default, step| Range::new(-SIDE, SIDE, default, step);
    Controls(vec![
        Control::number("x", range(2.0, 0.1).fine(0.1)),
        Control::number("a", range(1.0, 0.5).fine(0.1)),
        Control::number("b", range(2.0, 0.5).fine(0.1)),
        Control::choice("f", ACTIVATION_WORDS, &["identity", "relu"], "relu"),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(OneHinge::new(values))
}

#[derive(Clone, Debug)]
struct OneHinge {
    x: f64,
    a: f64,
    b: f64,
    f: Activation,
}

impl OneHinge {
    fn new(values: &Values) -> Self {
        Self {
            x: values.number("x"),
            a: values.number("a"),
            b: values.number("b"),
            f: activation(values.choice("f")),
        }
    }

    /// f(a) + f(b).
    fn apart(&self) -> f64 {
        self.f.value(self.a) + self.f.value(self.b)
    }

    /// f(a + b).
    fn together(&self) -> f64 {
        self.f.value(self.a + self.b)
    }

    fn name(&self) -> Phrase {
        Phrase::key(format!("{ACTIVATION_WORDS}.{}", self.f.name()))
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.one-hinge.{key}"))
            .with("f", self.name())
            .with("x", self.x)
            .with("y", self.f.value(self.x))
            .with("slope", self.f.slope(self.x))
    }

    fn points(&self, side: f64) -> Vec<(f64, f64)> {
        sampled(-side, side, &[0.0], |x| self.f.value(x))
    }

    fn axis() -> Axis {
        Axis::linear(Some(Phrase::verbatim("x")), -SIDE, SIDE)
    }

    fn curve(&self) -> Plot {
        let y = Axis::linear(None, -SIDE, SIDE);
        Plot::tall(self.said("figure.curve"), Self::axis(), y)
            .curve(Phrase::verbatim("y"), Role::First, self.points(SIDE))
            .mark(MarkKind::Probe, self.x, Some(self.f.value(self.x)), None)
    }

    fn slope(&self) -> Plot {
        let tick = |slope: f64| (slope, Phrase::key("figure.slope").with("slope", slope));
        let y = Axis::linear(None, -0.2, 1.2).ticks(vec![tick(0.0), tick(1.0)]);
        let name = Phrase::key("figure.slope-of").with("of", "y");
        Plot::strip(self.said("figure.slope"), Self::axis(), y)
            .stairs(name, Role::First, slopes(&self.points(SIDE)))
            .mark(MarkKind::Probe, self.x, Some(self.f.slope(self.x)), None)
    }

    fn addition(&self) -> Bars {
        let bar = |key: &str, value: f64, role| Bar {
            label: Phrase::key(format!("lab.one-hinge.addition.{key}")),
            value,
            written: self.worked_out(key),
            role,
        };
        Bars {
            title: Phrase::key("lab.one-hinge.figure.addition")
                .with("a", self.a)
                .with("b", self.b),
            axis: Axis::linear(None, self.least(), 2.0 * SIDE),
            bars: vec![
                bar("apart", self.apart(), Role::First),
                bar("together", self.together(), Role::Second),
            ],
            goal: None,
        }
    }

    /// The least that two numbers and their sum can come to.
    fn least(&self) -> f64 {
        self.f.value(-2.0 * SIDE)
    }

    /// The curve with a, b and a + b on it, which shows what the addition test compares.
    fn pair(&self) -> Plot {
        let side = 2.0 * SIDE;
        let x = Axis::linear(Some(Phrase::verbatim("x")), -side, side);
        let y = Axis::linear(None, self.least() - 1.0, side);
        [(self.a, "a"), (self.b, "b"), (self.a + self.b + 0.0, "a+b")]
            .into_iter()
            .fold(
                Plot::tall(self.said("figure.pair"), x, y).curve(
                    Phrase::verbatim("y"),
                    Role::First,
                    self.points(side),
                ),
                |plot, (at, name)| {
                    let label = Some(Phrase::verbatim(name));
                    plot.mark(MarkKind::Probe, at, Some(self.f.value(at)), label)
                },
            )
    }

    /// One side of the addition test with its numbers.
    fn worked_out(&self, side: &str) -> Phrase {
        let (fa, fb) = (self.f.value(self.a), self.f.value(self.b));
        // A negative number behind a plus wants brackets.
        let sign = if fb < 0.0 { "negative" } else { "positive" };
        Phrase::key(format!("lab.one-hinge.{side}.{sign}"))
            .with("fa", fa)
            .with("fb", fb)
            .with("sum", self.apart())
            .with("ab", self.a + self.b + 0.0)
            .with("together", self.together())
    }

    fn sentence(&self) -> Lines {
        let side = if self.f == Activation::Identity {
            "sentence.everywhere"
        } else if self.x > 0.0 {
            "sentence.above"
        } else if self.x < 0.0 {
            "sentence.below"
        } else {
            "sentence.corner"
        };
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![self.said("sentence.value"), self.said(side)],
        }
    }
}

impl Model for OneHinge {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        Readings::new()
            .with("y", self.f.value(self.x))
            .with("slope", self.f.slope(self.x))
            .with("fa", self.f.value(self.a))
            .with("fb", self.f.value(self.b))
            .with("apart", self.apart())
            .with("together", self.together())
            .with("gap", (self.apart() - self.together()).abs())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve())),
            "slope" => Some(Figure::Plot(self.slope())),
            "pair" => Some(Figure::Plot(self.pair())),
            "addition" => Some(Figure::Bars(self.addition())),
            "sentence" => Some(Figure::Lines(self.sentence())),
            _ => None,
        }
    }

    /// The probe is dragged along the curve.
    fn drag_values(&self, id: &str, (x, _): (f64, f64), free: &[&str]) -> Values {
        match id {
            "curve" | "slope" if free.contains(&"x") => Values::new().with("x", x),
            _ => Values::new(),
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

    fn reading(set: &Values, name: &str) -> f64 {
        Lab::new(&KIND, set, Seed(0)).unwrap().number(name).unwrap()
    }

    #[test]
    fn a_negative_number_becomes_zero_and_a_positive_one_passes() {
        let y = [-5.0, -2.0, 0.0, 0.5, 3.0].map(|x| reading(&Values::new().with("x", x), "y"));
        assert_eq!(y, [0.0, 0.0, 0.0, 0.5, 3.0]);
    }

    #[test]
    fn the_slope_is_zero_below_the_corner_and_one_above() {
        let slope = |x: f64| reading(&Values::new().with("x", x), "slope");
        assert_eq!([-5.0, -0.1, 0.1, 5.0].map(slope), [0.0, 0.0, 1.0, 1.0]);
    }

    #[test]
    fn relu_fails_the_addition_test_across_its_corner_only() {
        let gap = |a: f64, b: f64| reading(&Values::new().with("a", a).with("b", b), "gap");
        assert_eq!(gap(2.0, -3.0), 2.0);
        assert_eq!(gap(1.0, 2.0), 0.0);
        assert_eq!(gap(-1.0, -4.0), 0.0);
        assert_eq!(gap(4.0, -1.0), 1.0);
    }

    #[test]
    fn the_identity_passes_every_addition_test() {
        let straight = Values::new().with("f", "identity");
        for (a, b) in [(2.0, -3.0), (-1.0, -4.0), (5.0, 5.0)] {
            assert_eq!(
                reading(&straight.clone().with("a", a).with("b", b), "gap"),
                0.0
            );
        }
    }

    #[test]
    fn both_numbers_and_their_sum_stand_on_the_curve() {
        let set = Values::new().with("a", 2.0).with("b", -3.0);
        let lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        let Some(Figure::Plot(plot)) = lab.figure("pair") else {
            panic!("no curve")
        };
        let marks: Vec<_> = plot.marks.iter().map(|mark| (mark.x, mark.y)).collect();
        assert_eq!(
            marks,
            [(2.0, Some(2.0)), (-3.0, Some(0.0)), (-1.0, Some(0.0))]
        );
    }

    #[test]
    fn the_probe_is_dragged_along_the_curve_and_only_where_x_is_free() {
        let mut lab = Lab::new(&KIND, &Values::new(), Seed(0)).unwrap();
        let free = ["x".to_owned()];
        let drag_values = lab.drag_values("curve", (-3.42, 1.0), &free);
        assert!(lab.drag("x", &drag_values));
        assert_eq!(lab.values().number("x"), -3.4);
        assert!(lab.drag_values("curve", (1.0, 1.0), &[]).is_empty());
    }
}
