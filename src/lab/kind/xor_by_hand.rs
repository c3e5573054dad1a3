//! XOR with two hinges on the sum of the inputs: y = v₁ relu(x₁ + x₂ + b₁) + v₂ relu(x₁ + x₂ + b₂).

use crate::figure::{Axis, Figure, HeatMap, MarkKind, Plot, Role, Segment, Series, SeriesShape};
use crate::lab::shared::{SIDE, Xor, bends, falling, sampled};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `xor-by-hand`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "xor-by-hand",
    controls,
    figures: &["fold", "table", "plane"],
    build,
};

fn controls(_: &Values) -> Controls {
    let bias = Range::new(-2.0, 2.0, 0.0, 0.5);
    let weight = |default| Range::new(-3.0, 3.0, default, 0.5);
    Controls(vec![
        Control::number("b1", bias),
        Control::number("b2", bias),
        Control::number("v1", weight(1.0)),
        Control::number("v2", weight(0.0)),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(XorByHand::new(values))
}

#[derive(Clone, Debug)]
struct XorByHand {
    b: [f64; 2],
    v: [f64; 2],
}

impl XorByHand {
    fn new(values: &Values) -> Self {
        Self {
            b: [values.number("b1"), values.number("b2")],
            v: [values.number("v1"), values.number("v2")],
        }
    }

    /// The output for inputs of this sum.
    fn value(&self, sum: f64) -> f64 {
        let hinge = |i: usize| self.v[i] * Activation::Relu.value(sum + self.b[i]);
        hinge(0) + hinge(1) + 0.0
    }

    fn xor(&self) -> Xor<impl Fn(f64, f64) -> f64> {
        Xor {
            words: "lab.xor-by-hand",
            value: |x1, x2| self.value(x1 + x2),
        }
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.xor-by-hand.{key}"))
            .with("b1", self.b[0])
            .with("b2", self.b[1])
            .with("v1", self.v[0])
            .with("v2", self.v[1])
    }

    fn fold(&self) -> Plot {
        let kinks = self.kinks();
        let points = sampled(-1.0, 3.0, &kinks, |sum| self.value(sum));
        let x = Axis::linear(Some(Phrase::key("lab.xor-by-hand.axis")), -1.0, 3.0);
        let mut plot = Plot::tall(self.said("figure.fold"), x, Axis::linear(None, -1.5, 2.5))
            .curve(Phrase::verbatim("y"), Role::First, points);
        plot.series.push(Series {
            name: Phrase::key("lab.xor-by-hand.wanted"),
            points: vec![(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)],
            role: Role::Target,
            shape: SeriesShape::Dots,
        });
        for (sum, y) in [(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)] {
            plot = plot.mark(MarkKind::Goal, sum, Some(y), None);
        }
        for kink in kinks {
            let label = Phrase::key("lab.xor-by-hand.kink").with("sum", kink);
            plot = plot.mark(MarkKind::Kink, kink, None, Some(label));
        }
        plot
    }

    /// Sums at which the slope really changes.
    fn kinks(&self) -> Vec<f64> {
        // Adding 0 turns −0 into 0.
        let hinges = self.b.into_iter().zip(self.v);
        bends(hinges.map(|(b, v)| (-b + 0.0, v)))
            .into_iter()
            .map(|(kink, _)| kink)
            .collect()
    }

    fn plane(&self) -> HeatMap {
        let folds = self.kinks().into_iter().filter_map(|sum| {
            let (from, to) = falling(|x| sum - x, |y| sum - y, SIDE, SIDE)?;
            let name = Phrase::key("lab.xor-by-hand.fold").with("sum", sum);
            Some(Segment { from, to, name })
        });
        self.xor().plane(folds.collect())
    }
}

impl Model for XorByHand {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let xor = self.xor();
        Readings::new()
            .with("error", xor.error())
            .with("right", xor.right() as f64)
            .with("y00", self.value(0.0))
            .with("y01", self.value(1.0))
            .with("y10", self.value(1.0))
            .with("y11", self.value(2.0))
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "table" => Some(Figure::Table(self.xor().table())),
            "fold" => Some(Figure::Plot(self.fold())),
            "plane" => Some(Figure::Heat(self.plane())),
            _ => None,
        }
    }

    /// The kink that is nearest goes along: it stands where its bias and the sum cancel.
    fn drag_values(&self, id: &str, (sum, _): (f64, f64), free: &[&str]) -> Values {
        let kinks = ["b1", "b2"].into_iter().zip(self.b);
        let free = kinks.filter(|(name, _)| id == "fold" && free.contains(name));
        let nearest = free.min_by(|a, b| (a.1 + sum).abs().total_cmp(&(b.1 + sum).abs()));
        nearest.map_or_else(Values::new, |(name, _)| Values::new().with(name, -sum))
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

    const CORNERS: [(f64, f64); 4] = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)];

    #[test]
    fn two_folds_solve_xor_and_one_does_not() {
        let mut lab = Lab::new(&KIND, &Values::new(), Seed(0)).unwrap();
        assert_eq!(lab.number("error"), Some(2.0));
        let _ = lab
            .set(&Values::new().with("b2", -1.0).with("v2", -2.0))
            .unwrap();
        assert_eq!(lab.number("error"), Some(0.0));
        let outputs = ["y00", "y01", "y10", "y11"].map(|name| lab.number(name).unwrap());
        assert_eq!(outputs, [0.0, 1.0, 1.0, 0.0]);
        assert_eq!(lab.number("right"), Some(4.0));
    }

    fn lab(b2: f64, v2: f64) -> Lab {
        let set = Values::new().with("b2", b2).with("v2", v2);
        Lab::new(&KIND, &set, Seed(0)).unwrap()
    }

    #[test]
    fn the_plane_has_the_very_outputs_at_the_corners() {
        let Some(Figure::Heat(plane)) = lab(-1.0, -2.0).figure("plane") else {
            panic!("no plane")
        };
        let at = |(x1, x2)| plane.sample(plane.x.place(x1).unwrap(), plane.y.place(x2).unwrap());
        let corners = CORNERS.map(|corner| at(corner).unwrap());
        for (found, stated) in corners.into_iter().zip([0.0, 1.0, 1.0, 0.0]) {
            assert!((found - stated).abs() < 1e-9, "{found} is not {stated}");
        }
    }

    #[test]
    fn only_folds_that_are_there_are_drawn() {
        let folds = |b2: f64, v2: f64| {
            let Some(Figure::Heat(plane)) = lab(b2, v2).figure("plane") else {
                panic!("no plane")
            };
            plane.lines.len()
        };
        assert_eq!(folds(-1.0, -2.0), 2);
        assert_eq!(folds(-1.0, 0.0), 1, "a weight of 0 folds nothing");
        assert_eq!(folds(0.0, -1.0), 0, "two hinges that cancel fold nothing");
        assert_eq!(folds(2.0, 1.0), 1, "the fold at −2 lies outside the plane");
    }
}
