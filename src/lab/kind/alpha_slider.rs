//! The leaky ReLU with slope α below zero, by its definition and by the formula max(αx, x), which agrees with the
//! definition only up to α = 1.

use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role};
use crate::lab::shared::{leaky_relu, sample_curve, slope_axis, slope_name, slopes};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::{self, Phrase};

/// The kind `alpha-slider`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "alpha-slider",
    controls,
    figures: &["curve", "slope", "values"],
    build: |values, _| Box::new(AlphaSlider::new(values)),
};

/// The drawn range of x is −`SIDE`…`SIDE`.
const SIDE: f64 = 3.0;
/// The x at which the two formulas are compared.
const COMPARED_X: f64 = -2.0;
/// Smaller differences are rounding errors.
const ROUNDING: f64 = 1e-9;

/// The range of α: from the absolute value to a curve that is steeper below zero than above.
const ALPHA: Range = Range::new(-1.0, 1.5, 0.0, 0.05).fine(0.01);

fn controls(_: &Values) -> Controls {
    let forms = [Formula::Definition, Formula::Max].map(Formula::name);
    Controls(vec![
        Control::number("alpha", ALPHA),
        Control::choice("form", "lab.alpha-slider.form", &forms, forms[0]),
    ])
}

/// The formula of the leaky ReLU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Formula {
    /// x above zero, αx below it.
    Definition,
    /// max(αx, x).
    Max,
}

impl Formula {
    const fn name(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Max => "max",
        }
    }
}

#[derive(Clone, Debug)]
struct AlphaSlider {
    alpha: f64,
    formula: Formula,
}

impl AlphaSlider {
    fn new(values: &Values) -> Self {
        Self {
            alpha: values.number("alpha"),
            formula: if values.choice("form") == "max" {
                Formula::Max
            } else {
                Formula::Definition
            },
        }
    }

    fn value(&self, formula: Formula, x: f64) -> f64 {
        match formula {
            Formula::Definition => leaky_relu(self.alpha).value(x),
            // Adding 0 turns −0 into 0.
            Formula::Max => (self.alpha * x).max(x) + 0.0,
        }
    }

    /// The difference of the two formulas at [`COMPARED_X`].
    fn difference(&self) -> f64 {
        let [max, definition] =
            [Formula::Max, Formula::Definition].map(|formula| self.value(formula, COMPARED_X));
        (max - definition).abs()
    }

    /// Whether the definition stands beside the other formula: they differ, and the learner has met the other one.
    fn compares_formulas(&self) -> bool {
        self.formula == Formula::Max && self.difference() > ROUNDING
    }

    /// The slopes below and above zero.
    fn slopes(&self) -> (f64, f64) {
        let at = |x: f64| self.value(self.formula, x) / x + 0.0;
        (at(-1.0), at(1.0))
    }

    /// The change of the slope at zero.
    fn bend(&self) -> f64 {
        let (left, right) = self.slopes();
        right - left
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("alpha", locale::Formula::new().number("alpha", self.alpha))
            .with("one", self.value(self.formula, -1.0))
            .with("two", self.value(self.formula, COMPARED_X))
            .with("left", self.slopes().0)
            .with("leaky", self.value(Formula::Definition, COMPARED_X))
            .with("max", self.value(Formula::Max, COMPARED_X))
    }

    fn points(&self, formula: Formula) -> Vec<(f64, f64)> {
        sample_curve(-SIDE, SIDE, &[0.0], |x| self.value(formula, x))
    }

    fn x_axis() -> Axis {
        Axis::named("x", -SIDE, SIDE)
    }

    fn curve(&self) -> Plot {
        let title = self.phrase(&format!("figure.{}", self.formula.name()));
        let name = |formula: Formula| self.phrase(&format!("form.{}", formula.name()));
        let (shown, definition) = (self.formula, Formula::Definition);
        let plot = Plot::tall(title, Self::x_axis(), Axis::linear(None, -3.2, 3.2));
        let plot = if self.compares_formulas() {
            let plot = plot
                .curve(name(definition), Role::Target, self.points(definition))
                .curve(name(shown), Role::First, self.points(shown));
            self.mark_height(self.mark_height(plot, shown), definition)
        } else {
            let plot = plot.curve(Phrase::verbatim("f"), Role::First, self.points(shown));
            self.mark_height(plot, shown)
        };
        plot.kinks((self.bend().abs() > ROUNDING).then_some(0.0))
    }

    /// `plot` with the value of a formula at [`COMPARED_X`].
    fn mark_height(&self, plot: Plot, formula: Formula) -> Plot {
        let y = self.value(formula, COMPARED_X);
        let label = KIND.phrase("height").with("y", y);
        plot.mark(MarkKind::Probe, COMPARED_X, Some(y), Some(label))
    }

    fn slope(&self) -> Plot {
        let (left, right) = self.slopes();
        let (low, high) = (left.min(0.0) - 0.2, left.max(right) + 0.2);
        let y = slope_axis(low, high, &[left, right]);
        Plot::strip(self.phrase("figure.slope"), Self::x_axis(), y).staircase(
            slope_name("f"),
            Role::First,
            slopes(&self.points(self.formula)),
        )
    }

    fn values(&self) -> Lines {
        let comparison = if self.compares_formulas() {
            Some("values.differ")
        } else if self.formula == Formula::Max {
            Some("values.same")
        } else {
            None
        };
        let keys = std::iter::once("values.places").chain(comparison);
        Lines::untitled(keys.map(|key| self.phrase(key)).collect())
    }
}

impl Model for AlphaSlider {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("at_minus_1", self.value(self.formula, -1.0))
            .with("at_minus_2", self.value(self.formula, COMPARED_X))
            .with(
                "leaky_at_minus_2",
                self.value(Formula::Definition, COMPARED_X),
            )
            .with("max_at_minus_2", self.value(Formula::Max, COMPARED_X))
            .with("gap", self.difference())
            .with("left_slope", self.slopes().0)
            .with("bend", self.bend())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve())),
            "slope" => Some(Figure::Plot(self.slope())),
            "values" => Some(Figure::Lines(self.values())),
            _ => None,
        }
    }

    /// The curve below zero is dragged up and down, which changes α.
    fn drag_values(&self, id: &str, (x, y): (f64, f64), free: &[&str]) -> Values {
        let is_left_of_the_kink = x < -0.1 * SIDE;
        match id {
            "curve" if free.contains(&"alpha") && is_left_of_the_kink => {
                Values::new().with("alpha", y / x)
            }
            _ => Values::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};

    fn lab(alpha: f64, form: &str) -> Lab {
        let set = Values::new().with("alpha", alpha).with("form", form);
        Lab::new(&KIND, &set, Seed(0)).unwrap()
    }

    #[test]
    fn alpha_is_the_slope_below_zero() {
        for alpha in [-1.0, 0.0, 0.01, 0.3, 1.0, 1.5] {
            let lab = lab(alpha, "definition");
            assert!((lab.number("left_slope").unwrap() - alpha).abs() < 1e-12);
            assert!((lab.number("at_minus_1").unwrap() + alpha).abs() < 1e-12);
        }
    }

    #[test]
    fn max_equals_the_definition_up_to_alpha_one() {
        for alpha in [-1.0, -0.5, 0.0, 0.3, 1.0] {
            assert!(lab(alpha, "max").number("gap").unwrap() < 1e-12, "{alpha}");
        }
        let beyond = lab(1.5, "max");
        assert_eq!(beyond.number("max_at_minus_2"), Some(-2.0));
        assert_eq!(beyond.number("leaky_at_minus_2"), Some(-3.0));
        assert_eq!(beyond.number("gap"), Some(1.0));
    }

    #[test]
    fn alpha_one_is_a_straight_line_and_minus_one_the_absolute_value() {
        assert_eq!(lab(1.0, "definition").number("bend"), Some(0.0));
        let mirrored = lab(-1.0, "definition");
        assert_eq!(mirrored.number("at_minus_2"), Some(2.0));
        let Some(Figure::Plot(straight)) = lab(1.0, "definition").figure("curve") else {
            panic!("no curve")
        };
        let is_kink = |mark: &crate::figure::Mark| mark.kind == MarkKind::Kink;
        assert!(
            !straight.marks.iter().any(is_kink),
            "a straight line has no kink"
        );
    }

    #[test]
    fn the_definition_is_drawn_behind_max_only_where_it_differs() {
        let curves = |alpha: f64, form: &str| {
            let Some(Figure::Plot(plot)) = lab(alpha, form).figure("curve") else {
                panic!("no curve")
            };
            plot.series.len()
        };
        assert_eq!((curves(0.3, "max"), curves(1.5, "max")), (1, 2));
        assert_eq!(curves(1.5, "definition"), 1, "max was not introduced");
    }

    #[test]
    fn dragging_the_left_side_up_lowers_alpha() {
        let mut lab = lab(0.0, "definition");
        let free = ["alpha".to_owned()];
        let drag_values = lab.drag_values("curve", (-2.0, 1.98), &free);
        assert!(lab.drag("curve", &drag_values));
        assert_eq!(lab.values().number("alpha"), -1.0);
        let right = lab.drag_values("curve", (2.0, 1.0), &free);
        assert!(right.is_empty(), "the right side stays");
    }
}
