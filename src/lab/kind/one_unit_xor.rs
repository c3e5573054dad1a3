//! One leaky unit on the difference of two inputs, y = f(x₁ − x₂). With a slope of −1 below zero it is the absolute value
//! and solves XOR alone.

use crate::figure::{Axis, Figure, HeatMap, Plot, Role, Segment};
use crate::lab::shared::{SIDE, Xor, leaky_relu, sample_curve};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::Phrase;

/// The kind `one-unit-xor`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "one-unit-xor",
    controls,
    figures: &["fold", "table", "plane"],
    build: |values, _| Box::new(OneUnitXor::new(values)),
};

/// The XOR of two inputs by their difference x₁ − x₂.
const GOALS: [(f64, f64); 3] = [(-1.0, 1.0), (0.0, 0.0), (1.0, 1.0)];

/// The slopes below zero. The one that solves XOR is not at an end, where a jump of the control would find it.
const ALPHA: Range = Range::new(-1.5, 1.5, 0.0, 0.05).fine(0.01);

fn controls(_: &Values) -> Controls {
    Controls(vec![Control::number("alpha", ALPHA)])
}

#[derive(Clone, Debug)]
struct OneUnitXor {
    alpha: f64,
}

impl OneUnitXor {
    fn new(values: &Values) -> Self {
        Self {
            alpha: values.number("alpha"),
        }
    }

    /// The output for inputs of this difference.
    fn value(&self, difference: f64) -> f64 {
        leaky_relu(self.alpha).value(difference)
    }

    fn has_a_kink(&self) -> bool {
        self.alpha != 1.0
    }

    fn xor(&self) -> Xor<impl Fn(f64, f64) -> f64> {
        Xor {
            kind: &KIND,
            value: |x1, x2| self.value(x1 - x2),
        }
    }

    fn fold(&self) -> Plot {
        let title = KIND.phrase("figure.fold").with("alpha", self.alpha);
        let x = Axis::linear(Some(KIND.phrase("axis")), -2.0, 2.0);
        let points = sample_curve(-2.0, 2.0, &[0.0], |difference| self.value(difference));
        let plot = Plot::tall(title, x, Axis::linear(None, -1.6, 2.1)).curve(
            Phrase::verbatim("y"),
            Role::First,
            points,
        );
        self.xor()
            .with_goals(plot, &GOALS)
            .kinks(self.has_a_kink().then_some(0.0))
    }

    fn plane(&self) -> HeatMap {
        let fold = Segment {
            from: (SIDE.0, SIDE.0),
            to: (SIDE.1, SIDE.1),
            name: KIND.phrase("fold"),
        };
        let folds = self.has_a_kink().then_some(fold);
        self.xor().plane(folds.into_iter().collect())
    }
}

impl Model for OneUnitXor {
    fn readings(&self) -> Readings {
        self.xor().readings()
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "fold" => Some(Figure::Plot(self.fold())),
            "table" => Some(Figure::Table(self.xor().table())),
            "plane" => Some(Figure::Heat(self.plane())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};

    fn outputs(alpha: f64) -> ([f64; 4], f64) {
        let lab = Lab::new(&KIND, &Values::new().with("alpha", alpha), Seed(0)).unwrap();
        let outputs = ["y00", "y01", "y10", "y11"].map(|name| lab.number(name).unwrap());
        (outputs, lab.number("right").unwrap())
    }

    #[test]
    fn a_slope_of_minus_one_solves_xor() {
        assert_eq!(outputs(-1.0), ([0.0, 1.0, 1.0, 0.0], 4.0));
    }

    #[test]
    fn relu_and_a_straight_line_get_one_corner_wrong() {
        assert_eq!(outputs(0.0), ([0.0, 0.0, 1.0, 0.0], 3.0));
        assert_eq!(outputs(1.0), ([0.0, -1.0, 1.0, 0.0], 3.0));
    }

    #[test]
    fn a_straight_line_has_no_fold() {
        let folds = |alpha: f64| OneUnitXor { alpha }.plane().lines.len();
        assert_eq!((folds(-1.0), folds(1.0)), (1, 0));
    }
}
