//! The leaky ReLU and its slope α below zero, by its definition and by the formula max(αx, x) that
//! agrees with it only up to α = 1.

use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role};
use crate::lab::shared::{leaky, sampled, slopes};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;

/// The kind `alpha-slider`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "alpha-slider",
    controls,
    figures: &["curve", "slope", "values"],
    build,
};

/// The stretch of x that is drawn.
const SIDE: f64 = 3.0;
/// Where the two forms are compared.
const PLACE: f64 = -2.0;
/// Changes of slope smaller than this are the dust of rounding.
const DUST: f64 = 1e-9;

/// The range of α: from the absolute value to a steeper left side than right side.
pub(super) const ALPHA: Range = Range::new(-1.0, 1.5, 0.0, 0.05).fine(0.01);

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("alpha", ALPHA),
        Control::choice(
            "form",
            "lab.alpha-slider.form",
            &["definition", "max"],
            "definition",
        ),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(AlphaSlider::new(values))
}

/// How the function is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// x above zero, αx below it.
    Definition,
    /// max(αx, x).
    Max,
}

impl Form {
    const fn name(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Max => "max",
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Definition => Self::Max,
            Self::Max => Self::Definition,
        }
    }
}

#[derive(Clone, Debug)]
struct AlphaSlider {
    alpha: f64,
    form: Form,
}

impl AlphaSlider {
    fn new(values: &Values) -> Self {
        Self {
            alpha: values.number("alpha"),
            form: if values.choice("form") == "max" {
                Form::Max
            } else {
                Form::Definition
            },
        }
    }

    fn value(&self, form: Form, x: f64) -> f64 {
        match form {
            Form::Definition => leaky(self.alpha).value(x),
            // Adding 0 turns −0 into 0.
            Form::Max => (self.alpha * x).max(x) + 0.0,
        }
    }

    /// How far apart the two forms are at [`PLACE`].
    fn gap(&self) -> f64 {
        (self.value(Form::Max, PLACE) - self.value(Form::Definition, PLACE)).abs()
    }

    fn forms_differ(&self) -> bool {
        self.gap() > DUST
    }

    /// The slopes below and above zero.
    fn slopes(&self) -> (f64, f64) {
        let at = |x: f64| self.value(self.form, x) / x + 0.0;
        (at(-1.0), at(1.0))
    }

    /// By how much the slope changes at zero.
    fn bend(&self) -> f64 {
        let (left, right) = self.slopes();
        right - left
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.alpha-slider.{key}"))
            .with("alpha", self.alpha)
            .with("one", self.value(self.form, -1.0))
            .with("two", self.value(self.form, PLACE))
            .with("left", self.slopes().0)
            .with("leaky", self.value(Form::Definition, PLACE))
            .with("max", self.value(Form::Max, PLACE))
    }

    fn points(&self, form: Form) -> Vec<(f64, f64)> {
        sampled(-SIDE, SIDE, &[0.0], |x| self.value(form, x))
    }

    fn axis() -> Axis {
        Axis::linear(Some(Phrase::verbatim("x")), -SIDE, SIDE)
    }

    fn curve(&self) -> Plot {
        let title = self.said(&format!("figure.{}", self.form.name()));
        let mut plot = Plot::tall(title, Self::axis(), Axis::linear(None, -3.2, 3.2));
        let name = |form: Form| self.said(&format!("form.{}", form.name()));
        let other = self.form.other();
        if self.forms_differ() {
            plot = plot
                .curve(name(other), Role::Target, self.points(other))
                .curve(name(self.form), Role::First, self.points(self.form));
        } else {
            plot = plot.curve(Phrase::verbatim("f"), Role::First, self.points(self.form));
        }
        let mut forms = vec![self.form];
        forms.extend(self.forms_differ().then_some(other));
        for form in forms {
            let at = self.value(form, PLACE);
            let label = Phrase::key("lab.alpha-slider.height").with("y", at);
            plot = plot.mark(MarkKind::Probe, PLACE, Some(at), Some(label));
        }
        if self.bend().abs() > DUST {
            plot = plot.mark(MarkKind::Kink, 0.0, None, None);
        }
        plot
    }

    fn slope(&self) -> Plot {
        let (left, right) = self.slopes();
        let tick = |slope: f64| (slope, Phrase::key("figure.slope").with("slope", slope));
        let (low, high) = (left.min(0.0) - 0.2, left.max(right) + 0.2);
        let y = Axis::linear(None, low, high).ticks(vec![tick(left), tick(right)]);
        let name = Phrase::key("figure.slope-of").with("of", "f");
        Plot::strip(self.said("figure.slope"), Self::axis(), y).stairs(
            name,
            Role::First,
            slopes(&self.points(self.form)),
        )
    }

    fn values(&self) -> Lines {
        let mut lines = vec![self.said("values.places")];
        if self.forms_differ() {
            lines.push(self.said("values.differ"));
        } else if self.form == Form::Max {
            lines.push(self.said("values.same"));
        }
        Lines {
            title: Phrase::verbatim(""),
            lines,
        }
    }
}

impl Model for AlphaSlider {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        Readings::new()
            .with("at_minus_1", self.value(self.form, -1.0))
            .with("at_minus_2", self.value(self.form, PLACE))
            .with("leaky_at_minus_2", self.value(Form::Definition, PLACE))
            .with("max_at_minus_2", self.value(Form::Max, PLACE))
            .with("gap", self.gap())
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

    /// The left side is dragged up and down, which turns α.
    fn drag_values(&self, id: &str, (x, y): (f64, f64), free: &[&str]) -> Values {
        let is_left_of_the_corner = x < -0.1 * SIDE;
        match id {
            "curve" if free.contains(&"alpha") && is_left_of_the_corner => {
                Values::new().with("alpha", y / x)
            }
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
    fn the_formula_agrees_with_the_definition_up_to_one_and_not_beyond() {
        for alpha in [-1.0, -0.5, 0.0, 0.3, 1.0] {
            assert!(lab(alpha, "max").number("gap").unwrap() < 1e-12, "{alpha}");
        }
        let beyond = lab(1.5, "max");
        assert_eq!(beyond.number("max_at_minus_2"), Some(-2.0));
        assert_eq!(beyond.number("leaky_at_minus_2"), Some(-3.0));
        assert_eq!(beyond.number("gap"), Some(1.0));
    }

    #[test]
    fn at_one_nothing_is_left_to_bend_and_at_minus_one_it_is_the_absolute_value() {
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
    fn the_other_form_is_drawn_behind_where_it_differs() {
        let curves = |alpha: f64| {
            let Some(Figure::Plot(plot)) = lab(alpha, "max").figure("curve") else {
                panic!("no curve")
            };
            plot.series.len()
        };
        assert_eq!((curves(0.3), curves(1.5)), (1, 2));
    }

    #[test]
    fn pulling_the_left_side_up_turns_alpha_down() {
        let mut lab = lab(0.0, "definition");
        let free = ["alpha".to_owned()];
        let drag_values = lab.drag_values("curve", (-2.0, 1.98), &free);
        assert!(lab.drag("curve", &drag_values));
        assert_eq!(lab.values().number("alpha"), -1.0);
        let right = lab.drag_values("curve", (2.0, 1.0), &free);
        assert!(right.is_empty(), "the right side stays");
    }
}
