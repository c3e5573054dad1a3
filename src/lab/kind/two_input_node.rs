//! One node with two inputs, y = f(2A + 3B): the effect of A depends on B. For comparison, f(A) + f(B) has no interaction
//! for any f.

#[cfg(test)]
mod tests;

use crate::figure::{
    Axis, Figure, HeatMap, HeatPoint, Lines, MarkKind, Plot, PointMarker, Role, Segment,
};
use crate::lab::shared::{
    ACTIVATION_WORDS, activation, axis_end, clip_falling_line, function_name, sample_curve,
};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `two-input-node`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "two-input-node",
    controls,
    figures: &["lines", "plane", "readout"],
    build: |values, _| Box::new(TwoInputNode::new(values)),
};

/// The weights of A and B.
const WEIGHTS: (f64, f64) = (2.0, 3.0);
/// The B that the current B is compared with.
const B1: f64 = 1.0;
/// The drawn range of A and of B unless it is the large one.
const NEAR: (f64, f64) = (-5.0, 5.0);
/// The highest outputs that the y axis ends at: those of ReLU at [`B1`] in both forms, and of the largest B nearby.
const HIGHEST: [f64; 3] = [6.0, 13.0, 25.0];
/// Samples along each side of the plane.
const SAMPLES: usize = 96;
const ACTIVATIONS: [&str; 3] = ["identity", "relu", "tanh"];

fn controls(values: &Values) -> Controls {
    let forms = ["mixed", "separate"];
    let views = ["near", "far", "close"];
    // Close by, the controls end where the chart ends.
    let (a, b) = if values.choice("view") == "close" {
        (NEAR, NEAR)
    } else {
        ((-10.0, 200.0), (-110.0, 10.0))
    };
    Controls(vec![
        Control::number("A", Range::new(a.0, a.1, 1.0, 1.0)),
        Control::number("B", Range::new(b.0, b.1, 1.0, 1.0)),
        Control::choice("f", ACTIVATION_WORDS, &ACTIVATIONS, "identity"),
        Control::choice("form", "lab.two-input-node.form", &forms, "mixed"),
        Control::choice("view", "lab.two-input-node.view", &views, "near"),
    ])
}

/// The way the inputs are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Combination {
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
    combination: Combination,
    /// Whether the drawn ranges of A and B are the large ones.
    is_far: bool,
}

impl TwoInputNode {
    fn new(values: &Values) -> Self {
        Self {
            a: values.number("A"),
            b: values.number("B"),
            f: activation(values.choice("f")),
            combination: if values.choice("form") == "separate" {
                Combination::Separate
            } else {
                Combination::Mixed
            },
            is_far: values.choice("view") == "far",
        }
    }

    fn sum(&self, a: f64, b: f64) -> f64 {
        match self.combination {
            Combination::Mixed => WEIGHTS.0 * a + WEIGHTS.1 * b,
            Combination::Separate => a + b,
        }
    }

    fn output(&self, a: f64, b: f64) -> f64 {
        match self.combination {
            Combination::Mixed => self.f.value(self.sum(a, b)),
            Combination::Separate => self.f.value(a) + self.f.value(b),
        }
    }

    /// The change of the output by one more A at this B.
    fn effect(&self, b: f64) -> f64 {
        self.output(self.a + 1.0, b) - self.output(self.a, b)
    }

    /// The difference in differences: the effect at the current B minus that at [`B1`].
    fn interaction(&self) -> f64 {
        self.effect(self.b) - self.effect(B1)
    }

    /// The A at which the sum that contains A is zero at this B.
    fn kink(&self, b: f64) -> f64 {
        match self.combination {
            // Adding 0 turns −0 into 0.
            Combination::Mixed => -WEIGHTS.1 * b / WEIGHTS.0 + 0.0,
            Combination::Separate => 0.0,
        }
    }

    fn a_range(&self) -> (f64, f64) {
        if self.is_far { (-10.0, 200.0) } else { NEAR }
    }

    fn b_range(&self) -> (f64, f64) {
        if self.is_far { (-110.0, 10.0) } else { NEAR }
    }

    fn title(&self) -> Phrase {
        let key = match (self.combination, self.f == Activation::Identity) {
            (Combination::Mixed, false) => "figure.mixed",
            (Combination::Mixed, true) => "figure.mixed-straight",
            (Combination::Separate, false) => "figure.separate",
            (Combination::Separate, true) => "figure.separate-straight",
        };
        KIND.phrase(key).with("f", function_name(self.f.name()))
    }

    fn a_axis(&self) -> Axis {
        let (min, max) = self.a_range();
        Axis::named("A", min, max)
    }

    /// The y axis. It depends on B in few steps, so that the curves of different B can be compared.
    fn y_axis(&self) -> Axis {
        let (low, high) = match (self.f, self.is_far) {
            (Activation::Tanh, _) => match self.combination {
                Combination::Mixed => (-1.1, 1.1),
                Combination::Separate => (-2.2, 2.2),
            },
            (Activation::Identity, true) => (-350.0, 430.0),
            (Activation::Identity, false) => (-25.0, 25.0),
            (_, true) => (0.0, 430.0),
            (_, false) => {
                let end = self.a_range().1;
                let highest = self.output(end, B1).max(self.output(end, self.b));
                (0.0, axis_end(&HIGHEST, highest))
            }
        };
        Axis::linear(None, low, high)
    }

    fn lines(&self) -> Plot {
        let (from, to) = self.a_range();
        let points = |b: f64| sample_curve(from, to, &[self.kink(b)], |a| self.output(a, b));
        let name = |b: f64| KIND.phrase("at-b").with("b", b);
        let compared = (self.b != B1).then_some(B1);
        let mut plot = Plot::tall(self.title(), self.a_axis(), self.y_axis());
        if let Some(b) = compared {
            plot = plot.curve(name(b), Role::Second, points(b));
        }
        plot = plot.curve(name(self.b), Role::First, points(self.b));
        for kink in self.kinks() {
            let label = KIND.phrase("kink").with("kink", kink);
            plot = plot.mark(MarkKind::Kink, kink, None, Some(label));
        }
        let probes = compared.into_iter().chain([self.b]);
        probes.fold(plot, |plot, b| plot.probe(self.a, self.output(self.a, b)))
    }

    /// The kinks of the curves, without repetition.
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
        let range = match (self.f, self.combination) {
            (Activation::Tanh, Combination::Mixed) => (-1.0, 1.0),
            (Activation::Tanh, Combination::Separate) => (-2.0, 2.0),
            _ => values.iter().fold((0.0_f64, 1.0_f64), |(low, high), v| {
                (low.min(*v), high.max(*v))
            }),
        };
        HeatMap {
            title: KIND.phrase("figure.plane"),
            x: self.a_axis(),
            y: Axis::named("B", b0, b1),
            columns: SAMPLES,
            values,
            range,
            caption: None,
            lines: self.folds(),
            points: self.corners(),
        }
    }

    fn folds(&self) -> Vec<Segment> {
        if self.f == Activation::Identity {
            return Vec::new();
        }
        let ((a0, a1), (b0, b1)) = (self.a_range(), self.b_range());
        let fold = |from, to, key| Segment {
            from,
            to,
            name: KIND.phrase(key),
        };
        match self.combination {
            Combination::Mixed => {
                let b_at = |a: f64| -WEIGHTS.0 * a / WEIGHTS.1;
                clip_falling_line(b_at, |b| self.kink(b), (a0, a1), (b0, b1))
                    .map(|(from, to)| fold(from, to, "fold.mixed"))
                    .into_iter()
                    .collect()
            }
            Combination::Separate => vec![
                fold((0.0, b0), (0.0, b1), "fold.a"),
                fold((a0, 0.0), (a1, 0.0), "fold.b"),
            ],
        }
    }

    /// The four corners of the difference in differences.
    fn corners(&self) -> Vec<HeatPoint> {
        let mut corners: Vec<HeatPoint> = Vec::new();
        for b in [B1, self.b] {
            for a in [self.a, self.a + 1.0] {
                let at = (a, b);
                if corners.iter().all(|corner| corner.at != at) {
                    corners.push(HeatPoint {
                        marker: PointMarker::Dot,
                        at,
                        value: Some(self.output(a, b)),
                        label: Phrase::verbatim(""),
                    });
                }
            }
        }
        corners
    }

    fn readout(&self) -> Lines {
        let sentence = |key: &str, b: f64| {
            KIND.phrase(key)
                .with("a", self.a)
                .with("next", self.a + 1.0)
                .with("b", b)
                .with("from", self.output(self.a, b))
                .with("to", self.output(self.a + 1.0, b))
                .with("effect", self.effect(b))
                .with("first", self.effect(B1))
                .with("did", self.interaction())
        };
        let mut sentences = vec![sentence("readout.effect", B1)];
        if self.b != B1 {
            sentences.push(sentence("readout.effect", self.b));
        }
        sentences.push(sentence("readout.did", self.b));
        Lines::untitled(sentences)
    }
}

impl Model for TwoInputNode {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("sum", self.sum(self.a, self.b))
            .with("output", self.output(self.a, self.b))
            .with("output1", self.output(self.a, B1))
            .with("effect1", self.effect(B1))
            .with("effect2", self.effect(self.b))
            .with("did", self.interaction())
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

    /// The probe is dragged along the lines and over the plane.
    fn drag_values(&self, id: &str, (a, b): (f64, f64), _: &[&str]) -> Values {
        match id {
            "lines" => Values::new().with("A", a),
            "plane" => Values::new().with("A", a).with("B", b),
            _ => Values::new(),
        }
    }
}
