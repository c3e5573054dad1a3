//! One node y = v · relu(w · A + b) + c: its bias moves the kink, its output bias lifts the curve.

use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role, SlopeTriangle};
use crate::lab::shared::{sample_curve, slope_axis, slope_name, slopes};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::{Formula, Phrase};
use crate::nn::Activation;

/// The kind `bias-node`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "bias-node",
    controls,
    figures: &["curve", "slope", "sentence"],
    build: |values, _| Box::new(BiasNode::new(values)),
};

/// The drawn range of A.
const A_RANGE: (f64, f64) = (-12.0, 12.0);
/// The drawn range of y.
const Y_RANGE: (f64, f64) = (-5.0, 15.0);
/// The run of the triangle that shows the slope. A run of 1 would be a spot on the axis of A.
const RUN: f64 = 4.0;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("b", Range::new(-10.0, 10.0, 0.0, 0.5).fine(0.1)),
        Control::number("w", Range::new(-3.0, 3.0, 1.0, 0.1).without_zero()),
        Control::number("v", Range::new(-3.0, 3.0, 1.0, 0.1)),
        Control::number("c", Range::new(-5.0, 5.0, 0.0, 0.5).fine(0.1)),
    ])
}

#[derive(Clone, Debug)]
struct BiasNode {
    w: f64,
    b: f64,
    v: f64,
    c: f64,
}

impl BiasNode {
    fn new(values: &Values) -> Self {
        Self {
            w: values.number("w"),
            b: values.number("b"),
            v: values.number("v"),
            c: values.number("c"),
        }
    }

    /// The A for which w·A + b = 0.
    fn kink(&self) -> f64 {
        // Adding 0 turns −0 into 0.
        -self.b / self.w + 0.0
    }

    /// Whether the curve has no kink, because the output weight is 0.
    fn is_flat(&self) -> bool {
        self.v == 0.0
    }

    fn output(&self, a: f64) -> f64 {
        self.v * Activation::Relu.value(self.w * a + self.b) + self.c
    }

    /// The slope on the active side of the kink.
    fn active_slope(&self) -> f64 {
        // Adding 0 turns −0 into 0.
        self.v * self.w + 0.0
    }

    fn points(&self) -> Vec<(f64, f64)> {
        sample_curve(A_RANGE.0, A_RANGE.1, &[self.kink()], |a| self.output(a))
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("sum", self.sum_formula(Formula::new()))
            .with("kink", self.kink())
    }

    /// w · A + b, behind `start`.
    fn sum_formula(&self, start: Formula) -> Formula {
        start.factor("w", self.w, " · ").text("A").plus("b", self.b)
    }

    fn formula(&self) -> Formula {
        let start = Formula::new().text("y = ").factor("v", self.v, " · ");
        let hinge = self.sum_formula(start.text("relu("));
        hinge.text(")").plus("c", self.c)
    }

    fn a_axis() -> Axis {
        Axis::named("A", A_RANGE.0, A_RANGE.1)
    }

    fn curve(&self) -> Plot {
        let y = Axis::linear(None, Y_RANGE.0, Y_RANGE.1);
        let plot = Plot::tall(Phrase::formula(self.formula()), Self::a_axis(), y).curve(
            Phrase::verbatim("y"),
            Role::First,
            self.points(),
        );
        if self.is_flat() {
            return plot;
        }
        let kink = Some(self.phrase("kink"));
        plot.mark(MarkKind::Kink, self.kink(), None, kink)
            .active_side(self.kink(), self.w > 0.0)
            .slope_triangle(self.slope_triangle())
    }

    /// A triangle in the middle of the visible part of the active side.
    fn slope_triangle(&self) -> SlopeTriangle {
        let slope = self.active_slope();
        let side = if self.w > 0.0 { A_RANGE.1 } else { A_RANGE.0 };
        let end = if (slope > 0.0) == (self.w > 0.0) {
            Y_RANGE.1
        } else {
            Y_RANGE.0
        };
        // Where the curve leaves the chart above or below; not finite for slope 0.
        let leaves = self.kink() + (end - self.c) / slope;
        let side = if self.w > 0.0 {
            side.min(leaves)
        } else {
            side.max(leaves)
        };
        SlopeTriangle {
            from: f64::midpoint(self.kink(), side) - RUN / 2.0,
            run: RUN,
            slope,
        }
    }

    fn slope(&self) -> Plot {
        let slope = self.active_slope();
        let y = slope_axis(slope.min(0.0) - 0.2, slope.max(0.0) + 0.2, &[0.0, slope]);
        let levels = slopes(&self.points());
        let plot = Plot::strip(self.phrase("figure.slope"), Self::a_axis(), y).staircase(
            slope_name("y"),
            Role::First,
            levels,
        );
        if self.is_flat() {
            return plot;
        }
        plot.active_side(self.kink(), self.w > 0.0)
    }

    fn sentence(&self) -> Lines {
        if self.is_flat() {
            return Lines::untitled(vec![self.phrase("sentence.flat").with("v", self.v)]);
        }
        let side = if self.w > 0.0 {
            "sentence.right"
        } else {
            "sentence.left"
        };
        Lines::untitled(vec![self.phrase("sentence.sum"), self.phrase(side)])
    }
}

impl Model for BiasNode {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("kink", self.kink())
            .with("slope", self.active_slope())
            .with("floor", self.c)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.curve())),
            "slope" => Some(Figure::Plot(self.slope())),
            "sentence" => Some(Figure::Lines(self.sentence())),
            _ => None,
        }
    }

    /// The kink is dragged sideways: by the bias, or by the weight where only the weight is free.
    fn drag_values(&self, id: &str, (a, _): (f64, f64), free: &[&str]) -> Values {
        match id {
            "curve" | "slope" if free.contains(&"b") => Values::new().with("b", -self.w * a),
            "curve" | "slope" if free.contains(&"w") => Values::new().with("w", -self.b / a),
            _ => Values::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};
    use crate::locale::{Lang, Words};

    fn kink(w: f64, b: f64) -> f64 {
        let set = Values::new().with("w", w).with("b", b);
        Lab::new(&KIND, &set, Seed(0))
            .unwrap()
            .number("kink")
            .unwrap()
    }

    #[test]
    fn the_kink_is_where_the_sum_is_zero() {
        assert_eq!(kink(1.0, 7.0), -7.0);
        assert_eq!(kink(2.0, 7.0), -3.5);
        assert_eq!(kink(-1.0, 7.0), 7.0);
    }

    #[test]
    fn the_curve_is_zero_up_to_the_kink_and_then_rises() {
        let node = BiasNode::new(&controls(&Values::new()).complete(&Values::new().with("b", 7.0)));
        let given = [-10.0, -8.0, -7.5, -7.0, -6.5, -6.0, 0.0, 3.0].map(|a| node.output(a));
        assert_eq!(given, [0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 7.0, 10.0]);
    }

    #[test]
    fn without_an_output_weight_no_kink_is_shown() {
        let set = Values::new().with("v", 0.0).with("b", 2.0);
        let lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        for id in ["curve", "slope"] {
            let Some(Figure::Plot(plot)) = lab.figure(id) else {
                panic!("no {id}")
            };
            assert!(plot.marks.is_empty() && plot.active.is_none(), "{id}");
        }
        for (lang, said) in [
            ("en", "With v = 0 the line is flat: no kink."),
            ("ko", "v = 0이면 곡선 전체가 평평해서 꺾이는 점이 없어요."),
        ] {
            let words = Words::load(&Lang::of(lang)).unwrap();
            let sentences = lab.figure("sentence").unwrap().describe();
            let sentences: Vec<_> = sentences.iter().map(|said| words.format(said)).collect();
            assert_eq!(sentences, [said]);
        }
    }

    #[test]
    fn the_output_bias_lifts_the_curve_and_keeps_the_kink() {
        let node = BiasNode::new(&controls(&Values::new()).complete(&Values::new().with("c", 2.0)));
        assert_eq!(node.output(-5.0), 2.0);
        assert_eq!(node.kink(), 0.0);
    }
}
