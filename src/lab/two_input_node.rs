//! One node with two inputs, y = f(2A + 3B): where the effect of A depends on B. Beside it the same
//! inputs bent one by one, f(A) + f(B), which has no interaction whatever f is.

use super::parts::{ACTIVATION_WORDS, activation, falling, sampled};
use super::{Change, Control, Controls, Kind, Model, Range, Readings, Seed, Values};
use crate::figure::{Axis, Figure, HeatMap, HeatPoint, Lines, MarkKind, Plot, Role, Segment};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `two-input-node`.
pub(super) static KIND: Kind = Kind {
    name: "two-input-node",
    controls,
    figures: &["lines", "plane", "readout"],
    build,
};

/// Weights of A and of B.
const WEIGHTS: (f64, f64) = (2.0, 3.0);
/// The value of B that the learner's own is compared with.
const B1: f64 = 1.0;
/// Samples along each side of the plane.
const SAMPLES: usize = 96;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("A", Range::new(-10.0, 200.0, 1.0, 1.0)),
        Control::number("B", Range::new(-110.0, 10.0, 1.0, 1.0)),
        Control::choice(
            "f",
            ACTIVATION_WORDS,
            &["identity", "relu", "tanh"],
            "identity",
        ),
        Control::choice(
            "form",
            "lab.two-input-node.form",
            &["mixed", "separate"],
            "mixed",
        ),
        Control::choice("view", "lab.two-input-node.view", &["near", "far"], "near"),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(TwoInputNode::new(values))
}

/// How the inputs come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// f(2A + 3B).
    Mixed,
    /// f(A) + f(B).
    Separate,
}

#[derive(Clone, Debug)]
struct TwoInputNode {
    a: f64,
    b: f64,
    f: Activation,
    name: String,
    form: Form,
    far: bool,
}

impl TwoInputNode {
    fn new(values: &Values) -> Self {
        Self {
            a: values.number("A"),
            b: values.number("B"),
            f: activation(values.choice("f")),
            name: values.choice("f").to_owned(),
            form: if values.choice("form") == "separate" {
                Form::Separate
            } else {
                Form::Mixed
            },
            far: values.choice("view") == "far",
        }
    }

    fn sum(&self, a: f64, b: f64) -> f64 {
        match self.form {
            Form::Mixed => WEIGHTS.0 * a + WEIGHTS.1 * b,
            Form::Separate => a + b,
        }
    }

    fn output(&self, a: f64, b: f64) -> f64 {
        match self.form {
            Form::Mixed => self.f.value(self.sum(a, b)),
            Form::Separate => self.f.value(a) + self.f.value(b),
        }
    }

    /// What one more A changes at this B.
    fn effect(&self, b: f64) -> f64 {
        self.output(self.a + 1.0, b) - self.output(self.a, b)
    }

    /// Where the sum that A enters passes zero at this B.
    fn kink(&self, b: f64) -> f64 {
        match self.form {
            Form::Mixed => -WEIGHTS.1 * b / WEIGHTS.0 + 0.0,
            Form::Separate => 0.0,
        }
    }

    fn a_range(&self) -> (f64, f64) {
        if self.far {
            (-10.0, 200.0)
        } else {
            (-5.0, 5.0)
        }
    }

    fn b_range(&self) -> (f64, f64) {
        if self.far {
            (-110.0, 10.0)
        } else {
            (-5.0, 5.0)
        }
    }

    fn title(&self) -> Phrase {
        let key = match (self.form, self.f == Activation::Identity) {
            (Form::Mixed, false) => "lab.two-input-node.figure.mixed",
            (Form::Mixed, true) => "lab.two-input-node.figure.mixed-straight",
            (Form::Separate, false) => "lab.two-input-node.figure.separate",
            (Form::Separate, true) => "lab.two-input-node.figure.separate-straight",
        };
        Phrase::key(key).with(
            "f",
            Phrase::key(format!("{ACTIVATION_WORDS}.{}", self.name)),
        )
    }

    fn a_axis(&self) -> Axis {
        let (min, max) = self.a_range();
        Axis::linear(Some(Phrase::verbatim("A")), min, max)
    }

    /// The y axis: fixed for a view, so that curves can be compared as B turns.
    fn y_axis(&self) -> Axis {
        let (low, high) = match (self.f, self.far) {
            (Activation::Tanh, _) => match self.form {
                Form::Mixed => (-1.1, 1.1),
                Form::Separate => (-2.2, 2.2),
            },
            (Activation::Identity, true) => (-350.0, 430.0),
            (Activation::Identity, false) => (-25.0, 25.0),
            (_, true) => (-40.0, 430.0),
            (_, false) => (-4.0, 25.0),
        };
        Axis::linear(None, low, high)
    }

    fn lines(&self) -> Plot {
        let (from, to) = self.a_range();
        let points = |b: f64| sampled(from, to, &[self.kink(b)], |a| self.output(a, b));
        let name = |b: f64| Phrase::key("lab.two-input-node.at-b").with("b", b);
        let mut plot = Plot::tall(self.title(), self.a_axis(), self.y_axis());
        if self.b != B1 {
            plot = plot.curve(name(B1), Role::Second, points(B1));
        }
        plot = plot.curve(name(self.b), Role::First, points(self.b));
        for kink in self.kinks() {
            let label = Phrase::key("lab.two-input-node.kink").with("kink", kink);
            plot = plot.mark(MarkKind::Kink, kink, None, Some(label));
        }
        if self.b != B1 {
            plot = plot.mark(MarkKind::Probe, self.a, Some(self.output(self.a, B1)), None);
        }
        plot.mark(
            MarkKind::Probe,
            self.a,
            Some(self.output(self.a, self.b)),
            None,
        )
    }

    /// Where the curves have a corner, each place once.
    fn kinks(&self) -> Vec<f64> {
        if self.f != Activation::Relu {
            return Vec::new();
        }
        let mut kinks = vec![self.kink(B1), self.kink(self.b)];
        kinks.dedup();
        kinks
    }

    fn plane(&self) -> HeatMap {
        let ((a0, a1), (b0, b1)) = (self.a_range(), self.b_range());
        let at =
            |i: usize, low: f64, high: f64| low + (i as f64 + 0.5) / SAMPLES as f64 * (high - low);
        let rows = (0..SAMPLES).map(|row| at(row, b0, b1));
        let values: Vec<_> = rows
            .flat_map(|b| (0..SAMPLES).map(move |column| self.output(at(column, a0, a1), b)))
            .collect();
        let range = match self.f {
            Activation::Tanh => match self.form {
                Form::Mixed => (-1.0, 1.0),
                Form::Separate => (-2.0, 2.0),
            },
            _ => values.iter().fold((0.0_f64, 1.0_f64), |(low, high), v| {
                (low.min(*v), high.max(*v))
            }),
        };
        HeatMap {
            title: Phrase::key("lab.two-input-node.figure.plane"),
            x: self.a_axis(),
            y: Axis::linear(Some(Phrase::verbatim("B")), b0, b1),
            columns: SAMPLES,
            values,
            range,
            lines: self.folds(),
            points: self.corners(),
        }
    }

    fn folds(&self) -> Vec<Segment> {
        if self.f == Activation::Identity {
            return Vec::new();
        }
        let ((a0, a1), (b0, b1)) = (self.a_range(), self.b_range());
        let line = |from, to, key| Segment {
            from,
            to,
            name: Phrase::key(key),
        };
        match self.form {
            Form::Mixed => {
                let b_at = |a: f64| -WEIGHTS.0 * a / WEIGHTS.1;
                falling(b_at, |b| self.kink(b), (a0, a1), (b0, b1))
                    .map(|(from, to)| line(from, to, "lab.two-input-node.fold.mixed"))
                    .into_iter()
                    .collect()
            }
            Form::Separate => vec![
                line((0.0, b0), (0.0, b1), "lab.two-input-node.fold.a"),
                line((a0, 0.0), (a1, 0.0), "lab.two-input-node.fold.b"),
            ],
        }
    }

    /// The four corners that the difference in differences is made of, as far as they are in view.
    fn corners(&self) -> Vec<HeatPoint> {
        let ((a0, a1), (b0, b1)) = (self.a_range(), self.b_range());
        let mut corners = Vec::new();
        for b in [B1, self.b] {
            for a in [self.a, self.a + 1.0] {
                let at = (a, b);
                let is_in_view = (a0..=a1).contains(&a) && (b0..=b1).contains(&b);
                if is_in_view && corners.iter().all(|corner: &HeatPoint| corner.at != at) {
                    corners.push(HeatPoint {
                        at,
                        label: Phrase::verbatim(""),
                    });
                }
            }
        }
        corners
    }

    fn readout(&self) -> Lines {
        let said = |key: &str, b: f64| {
            Phrase::key(format!("lab.two-input-node.readout.{key}"))
                .with("a", self.a)
                .with("next", self.a + 1.0)
                .with("b", b)
                .with("from", self.output(self.a, b))
                .with("to", self.output(self.a + 1.0, b))
                .with("effect", self.effect(b))
                .with("first", self.effect(B1))
                .with("did", self.effect(self.b) - self.effect(B1))
        };
        let mut lines = vec![said("effect", B1)];
        if self.b != B1 {
            lines.push(said("effect", self.b));
        }
        lines.push(said("did", self.b));
        Lines {
            title: Phrase::verbatim(""),
            lines,
        }
    }
}

impl Model for TwoInputNode {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        Readings::new()
            .with("sum", self.sum(self.a, self.b))
            .with("output", self.output(self.a, self.b))
            .with("output1", self.output(self.a, B1))
            .with("effect1", self.effect(B1))
            .with("effect2", self.effect(self.b))
            .with("did", self.effect(self.b) - self.effect(B1))
            .with("kink", self.kink(self.b))
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "lines" => Some(Figure::Plot(self.lines())),
            "plane" => Some(Figure::Heat(self.plane())),
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

    fn node(f: &str, a: f64, b: f64) -> Lab {
        Lab::new(
            &KIND,
            &Values::new().with("f", f).with("A", a).with("B", b),
            Seed(0),
        )
        .unwrap()
    }

    #[test]
    fn the_node_gives_what_the_science_page_says() {
        let given = [
            (1.0, 1.0),
            (2.0, 1.0),
            (1.0, -100.0),
            (11.0, -100.0),
            (150.0, -100.0),
            (151.0, -100.0),
        ]
        .map(|(a, b)| node("relu", a, b).number("output").unwrap());
        assert_eq!(given, [5.0, 7.0, 0.0, 0.0, 0.0, 2.0]);
        assert_eq!(node("relu", 1.0, -100.0).number("sum"), Some(-298.0));
        assert_eq!(node("relu", 1.0, -100.0).number("kink"), Some(150.0));
        assert_eq!(node("relu", 1.0, 1.0).number("kink"), Some(-1.5));
    }

    #[test]
    fn only_a_bend_in_the_mixture_makes_the_effect_of_a_depend_on_b() {
        let did = |f: &str, b: f64| node(f, 1.0, b).number("did").unwrap();
        for b in [-100.0, -1.0, 1.0, 7.0] {
            assert_eq!(did("identity", b), 0.0);
        }
        assert_eq!(did("relu", -100.0), -2.0);
        assert_eq!(node("relu", 1.0, -1.0).number("effect2"), Some(1.0));
        let tanh = node("tanh", 1.0, -1.0);
        assert!((tanh.number("effect2").unwrap() - 1.523).abs() < 5e-4);
        assert!((tanh.number("effect1").unwrap() - 8.9e-5).abs() < 5e-7);
        let mut apart = node("relu", 1.0, -100.0);
        let _ = apart.set(&Values::new().with("form", "separate")).unwrap();
        assert_eq!(apart.number("did"), Some(0.0));
    }

    #[test]
    fn a_partial_effect_needs_the_step_to_cross_the_fold() {
        let effect = |b: f64| node("relu", 1.0, b).number("effect2").unwrap();
        assert_eq!(effect(-1.0), 1.0);
        for inside in [-1.16, -0.84] {
            assert!((0.5..=1.5).contains(&effect(inside)), "{inside}");
        }
        for outside in [-1.18, -0.82] {
            assert!(!(0.5..=1.5).contains(&effect(outside)), "{outside}");
        }
    }

    #[test]
    fn each_curve_carries_its_kink_where_the_sum_is_zero() {
        let kinks = |f: &str, b: f64| {
            let Some(Figure::Plot(plot)) = node(f, 1.0, b).figure("lines") else {
                panic!("no lines")
            };
            let kinks = plot.marks.into_iter();
            let kinks = kinks.filter(|mark| mark.kind == MarkKind::Kink);
            kinks.map(|mark| mark.x).collect::<Vec<_>>()
        };
        assert_eq!(kinks("relu", -100.0), [-1.5, 150.0]);
        assert_eq!(kinks("relu", 1.0), [-1.5]);
        assert!(kinks("identity", -100.0).is_empty());
        assert!(kinks("tanh", -100.0).is_empty());
    }

    #[test]
    fn nothing_is_drawn_on_the_plane_that_lies_outside_the_view() {
        for (view, b, corners) in [("near", -100.0, 2), ("far", -100.0, 4), ("near", -1.0, 4)] {
            let mut lab = node("relu", 1.0, b);
            let _ = lab.set(&Values::new().with("view", view)).unwrap();
            let Some(Figure::Heat(plane)) = lab.figure("plane") else {
                panic!("no plane")
            };
            assert_eq!(plane.points.len(), corners, "{view} {b}");
            for line in &plane.lines {
                for (a, b) in [line.from, line.to] {
                    assert!((plane.x.min..=plane.x.max).contains(&a), "{view}: A = {a}");
                    assert!((plane.y.min..=plane.y.max).contains(&b), "{view}: B = {b}");
                    assert!(
                        (2.0 * a + 3.0 * b).abs() < 1e-9,
                        "({a}, {b}) is on the fold"
                    );
                }
            }
        }
    }
}
