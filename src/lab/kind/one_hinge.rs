//! One function of one number, y = f(x), and the addition test for straight functions: f(a) + f(b) against f(a + b).

use crate::figure::{Axis, Bar, Bars, Figure, Lines, MarkKind, Plot, Role, SlopeTriangle};
use crate::lab::shared::{
    ACTIVATION_WORDS, activation, activation_label, function_name, sample_curve, slope_axis,
    slope_name, slopes,
};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `one-hinge`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "one-hinge",
    controls,
    figures: &["curve", "slope", "addition", "pair", "sentence"],
    build: |values, _| Box::new(OneHinge::new(values)),
};

/// x, a and b are in −`SIDE`…`SIDE`, which is also the drawn range of x.
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

    fn y(&self) -> f64 {
        self.f.value(self.x)
    }

    /// f(a) + f(b).
    fn sum_of_outputs(&self) -> f64 {
        self.f.value(self.a) + self.f.value(self.b)
    }

    /// f(a + b).
    fn output_of_sum(&self) -> f64 {
        self.f.value(self.a + self.b)
    }

    /// a + b.
    fn sum(&self) -> f64 {
        // Adding 0 turns −0 into 0.
        self.a + self.b + 0.0
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("f", activation_label(self.f.name()))
            .with("value", self.value_label())
            .with("x", self.x)
            .with("y", self.y())
            .with("slope", self.f.slope(self.x))
    }

    /// The value as a formula: `relu(x)`, and `x` for the identity.
    fn value_label(&self) -> Phrase {
        match self.f {
            Activation::Identity => Phrase::verbatim("x"),
            _ => KIND.phrase("value").with("f", function_name(self.f.name())),
        }
    }

    fn points(&self, side: f64) -> Vec<(f64, f64)> {
        sample_curve(-side, side, &[0.0], |x| self.f.value(x))
    }

    fn x_axis() -> Axis {
        Axis::named("x", -SIDE, SIDE)
    }

    fn curve(&self) -> Plot {
        let y = Axis::linear(None, -SIDE, SIDE);
        Plot::tall(self.phrase("figure.curve"), Self::x_axis(), y)
            .curve(Phrase::verbatim("y"), Role::First, self.points(SIDE))
            .probe(self.x, self.y())
            .slope_triangle(SlopeTriangle {
                from: self.x,
                run: 1.0,
                slope: self.f.slope(self.x),
            })
    }

    fn slope(&self) -> Plot {
        let y = slope_axis(-0.2, 1.2, &[0.0, 1.0]);
        let levels = slopes(&self.points(SIDE));
        Plot::strip(self.phrase("figure.slope"), Self::x_axis(), y)
            .staircase(slope_name("y"), Role::First, levels)
            .probe(self.x, self.f.slope(self.x))
    }

    fn addition(&self) -> Bars {
        let bar = |key: &str, value: f64, role| Bar {
            label: KIND.phrase(&format!("addition.{key}")),
            value,
            value_text: self.calculation(key),
            role,
        };
        Bars {
            title: KIND
                .phrase("figure.addition")
                .with("a", self.a)
                .with("b", self.b),
            axis: Axis::linear(None, self.least(), 2.0 * SIDE),
            bars: vec![
                bar("apart", self.sum_of_outputs(), Role::First),
                bar("together", self.output_of_sum(), Role::Second),
            ],
        }
    }

    /// The least value that f(a + b) can have.
    fn least(&self) -> f64 {
        self.f.value(-2.0 * SIDE)
    }

    /// The curve with a, b and a + b on it.
    fn pair(&self) -> Plot {
        let side = 2.0 * SIDE;
        let y = Axis::linear(None, self.least() - 1.0, side);
        let plot = Plot::tall(self.phrase("figure.pair"), Axis::named("x", -side, side), y).curve(
            Phrase::verbatim("y"),
            Role::First,
            self.points(side),
        );
        let marks = [(self.a, "a"), (self.b, "b"), (self.sum(), "a+b")];
        marks.into_iter().fold(plot, |plot, (at, name)| {
            let label = Some(Phrase::verbatim(name));
            plot.mark(MarkKind::Probe, at, Some(self.f.value(at)), label)
        })
    }

    /// One side of the addition test with its numbers.
    fn calculation(&self, side: &str) -> Phrase {
        let (fa, fb) = (self.f.value(self.a), self.f.value(self.b));
        // A negative number behind a plus needs brackets.
        let sign = if fb < 0.0 { "negative" } else { "positive" };
        KIND.phrase(&format!("{side}.{sign}"))
            .with("fa", fa)
            .with("fb", fb)
            .with("sum", self.sum_of_outputs())
            .with("ab", self.sum())
            .with("together", self.output_of_sum())
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
        Lines::untitled(vec![self.phrase("sentence.value"), self.phrase(side)])
    }
}

impl Model for OneHinge {
    fn readings(&self) -> Readings {
        let difference = self.sum_of_outputs() - self.output_of_sum();
        Readings::new()
            .with("y", self.y())
            .with("slope", self.f.slope(self.x))
            .with("fa", self.f.value(self.a))
            .with("fb", self.f.value(self.b))
            .with("apart", self.sum_of_outputs())
            .with("together", self.output_of_sum())
            .with("gap", difference.abs())
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};

    fn reading(set: &Values, name: &str) -> f64 {
        Lab::new(&KIND, set, Seed(0)).unwrap().number(name).unwrap()
    }

    #[test]
    fn relu_of_a_negative_number_is_zero_and_of_a_positive_one_itself() {
        let y = [-5.0, -2.0, 0.0, 0.5, 3.0].map(|x| reading(&Values::new().with("x", x), "y"));
        assert_eq!(y, [0.0, 0.0, 0.0, 0.5, 3.0]);
    }

    #[test]
    fn the_slope_is_zero_below_the_corner_and_one_above() {
        let slope = |x: f64| reading(&Values::new().with("x", x), "slope");
        assert_eq!([-5.0, -0.1, 0.1, 5.0].map(slope), [0.0, 0.0, 1.0, 1.0]);
    }

    #[test]
    fn relu_fails_the_addition_test_only_for_numbers_of_both_signs() {
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
    fn both_numbers_and_their_sum_are_marked_on_the_curve() {
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
    fn the_probe_is_dragged_only_where_x_is_free() {
        let mut lab = Lab::new(&KIND, &Values::new(), Seed(0)).unwrap();
        let free = ["x".to_owned()];
        let drag_values = lab.drag_values("curve", (-3.42, 1.0), &free);
        assert!(lab.drag("x", &drag_values));
        assert_eq!(lab.values().number("x"), -3.4);
        assert!(lab.drag_values("curve", (1.0, 1.0), &[]).is_empty());
    }
}
