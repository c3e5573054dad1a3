//! One node with two inputs, y = f(2A + 3B): where the effect of A depends on B. Beside it the same
//! inputs bent one by one, f(A) + f(B), which has no interaction whatever f is.

#[cfg(test)]
mod tests;

use crate::figure::{
    Axis, Figure, HeatMap, HeatPoint, Lines, MarkKind, Plot, PointMarker, Role, Segment,
};
use crate::lab::shared::{ACTIVATION_WORDS, activation, falling, sampled};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `two-input-node`.
pub(in crate::lab) static KIND: LabKind = LabKind {
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
                        sign: PointMarker::Dot,
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

    /// The probe goes along the lines, and over the plane.
    fn drag_values(&self, id: &str, (a, b): (f64, f64), _: &[&str]) -> Values {
        match id {
            "lines" => Values::new().with("A", a),
            "plane" => Values::new().with("A", a).with("B", b),
            _ => Values::new(),
        }
    }

    fn change(&mut self, values: &Values, _: &str) -> Change {
        *self = Self::new(values);
        Change::Redrawn
    }
}
