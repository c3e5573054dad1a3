//! One leaky unit on the difference of two inputs, y = f(x₁ − x₂). With a slope of −1 below zero it is
//! the absolute value, and solves XOR alone.

use super::alpha_slider;
use crate::figure::{Axis, Figure, HeatMap, MarkKind, Plot, Role, Segment, Series, SeriesShape};
use crate::lab::shared::{SIDE, Xor, leaky, sampled};
use crate::lab::{Change, Control, Controls, LabKind, Model, Readings, Seed, Values};
use crate::locale::Phrase;

/// The kind `one-unit-xor`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "one-unit-xor",
    controls,
    figures: &["fold", "table", "plane"],
    build,
};

/// What XOR wants, by the difference x₁ − x₂.
const WANTED: [(f64, f64); 3] = [(-1.0, 1.0), (0.0, 0.0), (1.0, 1.0)];

fn controls(_: &Values) -> Controls {
    Controls(vec![Control::number("alpha", alpha_slider::ALPHA)])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(OneUnitXor::new(values))
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
        leaky(self.alpha).value(difference)
    }

    fn has_a_kink(&self) -> bool {
        self.alpha != 1.0
    }

    fn xor(&self) -> Xor<impl Fn(f64, f64) -> f64> {
        Xor {
            words: "lab.one-unit-xor",
            value: |x1, x2| self.value(x1 - x2),
        }
    }

    fn fold(&self) -> Plot {
        let title = Phrase::key("lab.one-unit-xor.figure.fold").with("alpha", self.alpha);
        let x = Axis::linear(Some(Phrase::key("lab.one-unit-xor.axis")), -2.0, 2.0);
        let mut plot = Plot::tall(title, x, Axis::linear(None, -1.6, 2.1)).curve(
            Phrase::verbatim("y"),
            Role::First,
            sampled(-2.0, 2.0, &[0.0], |difference| self.value(difference)),
        );
        plot.series.push(Series {
            name: Phrase::key("lab.one-unit-xor.wanted"),
            points: WANTED.to_vec(),
            role: Role::Target,
            shape: SeriesShape::Dots,
        });
        for (difference, y) in WANTED {
            plot = plot.mark(MarkKind::Goal, difference, Some(y), None);
        }
        if self.has_a_kink() {
            plot = plot.mark(MarkKind::Kink, 0.0, None, None);
        }
        plot
    }

    fn plane(&self) -> HeatMap {
        let fold = Segment {
            from: (SIDE.0, SIDE.0),
            to: (SIDE.1, SIDE.1),
            name: Phrase::key("lab.one-unit-xor.fold"),
        };
        let folds = self.has_a_kink().then_some(fold);
        self.xor().plane(folds.into_iter().collect())
    }
}

impl Model for OneUnitXor {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let xor = self.xor();
        Readings::new()
            .with("error", xor.error())
            .with("right", xor.right() as f64)
            .with("y00", self.value(0.0))
            .with("y01", self.value(-1.0))
            .with("y10", self.value(1.0))
            .with("y11", self.value(0.0))
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "fold" => Some(Figure::Plot(self.fold())),
            "table" => Some(Figure::Table(self.xor().table())),
            "plane" => Some(Figure::Heat(self.plane())),
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

    fn outputs(alpha: f64) -> ([f64; 4], f64) {
        let lab = Lab::new(&KIND, &Values::new().with("alpha", alpha), Seed(0)).unwrap();
        let outputs = ["y00", "y01", "y10", "y11"].map(|name| lab.number(name).unwrap());
        (outputs, lab.number("right").unwrap())
    }

    #[test]
    fn with_a_slope_of_minus_one_a_single_unit_solves_xor() {
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
