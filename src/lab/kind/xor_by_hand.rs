//! XOR by two hinges on the sum of the inputs: y = v₁ relu(x₁ + x₂ + b₁) + v₂ relu(x₁ + x₂ + b₂).

use crate::figure::{Axis, Figure, HeatMap, MarkKind, Plot, Role, Segment};
use crate::lab::shared::{SIDE, Xor, axis_start, bends, clip_falling_line, sample_curve};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::{Formula, Phrase};
use crate::nn::Activation;

/// The kind `xor-by-hand`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "xor-by-hand",
    controls,
    figures: &["fold", "table", "plane"],
    build: |values, _| Box::new(XorByHand::new(values)),
};

/// The XOR of two inputs by their sum x₁ + x₂.
const GOALS: [(f64, f64); 3] = [(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)];

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
        // Adding 0 turns −0 into 0.
        hinge(0) + hinge(1) + 0.0
    }

    fn xor(&self) -> Xor<impl Fn(f64, f64) -> f64> {
        Xor {
            kind: &KIND,
            value: |x1, x2| self.value(x1 + x2),
        }
    }

    /// The sums at which the slope changes.
    fn kinks(&self) -> Vec<f64> {
        // Adding 0 turns −0 into 0.
        let hinges = self.b.into_iter().zip(self.v);
        let bends = bends(hinges.map(|(b, v)| (-b + 0.0, v)));
        bends.into_iter().map(|(kink, _)| kink).collect()
    }

    /// y = v₁ · relu(s + b₁) + v₂ · relu(s + b₂); the second hinge only where it does something.
    fn formula(&self) -> Formula {
        let hinge = |start: Formula, v: f64, names: [&str; 2], b: f64| {
            let hinge = start.factor(names[0], v, " · ").text("relu(s");
            hinge.plus(names[1], b).text(")")
        };
        let first = hinge(
            Formula::new().text("y = "),
            self.v[0],
            ["v1", "b1"],
            self.b[0],
        );
        let sign = if self.v[1] < 0.0 { " − " } else { " + " };
        let names = ["v2", "b2"];
        let second = hinge(Formula::new().text(sign), self.v[1].abs(), names, self.b[1]);
        first.optional(&names, self.v[1] == 0.0, second)
    }

    fn fold(&self) -> Plot {
        let title = Phrase::formula(self.formula());
        let kinks = self.kinks();
        let points = sample_curve(-1.0, 3.0, &kinks, |sum| self.value(sum));
        let lowest = points.iter().map(|(_, y)| *y).fold(0.0, f64::min);
        let low = axis_start(&[0.0, -1.5], lowest.max(-1.5));
        let x = Axis::linear(Some(KIND.phrase("axis")), -1.0, 3.0);
        let plot = Plot::tall(title, x, Axis::linear(None, low, 2.5)).curve(
            Phrase::verbatim("y"),
            Role::First,
            points,
        );
        let plot = self.xor().with_goals(plot, &GOALS);
        kinks.into_iter().fold(plot, |plot, kink| {
            let label = KIND.phrase("kink").with("sum", kink);
            plot.mark(MarkKind::Kink, kink, None, Some(label))
        })
    }

    fn plane(&self) -> HeatMap {
        let folds = self.kinks().into_iter().filter_map(|sum| {
            let (from, to) = clip_falling_line(|x| sum - x, |y| sum - y, SIDE, SIDE)?;
            let name = KIND.phrase("fold").with("sum", sum);
            Some(Segment { from, to, name })
        });
        self.xor().plane(folds.collect())
    }
}

impl Model for XorByHand {
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

    /// The nearest kink is dragged by its bias: it stands at the sum −b.
    fn drag_values(&self, id: &str, (sum, _): (f64, f64), free: &[&str]) -> Values {
        let kinks = ["b1", "b2"].into_iter().zip(self.b);
        let free = kinks.filter(|(name, _)| id == "fold" && free.contains(name));
        let nearest = free.min_by(|a, b| (a.1 + sum).abs().total_cmp(&(b.1 + sum).abs()));
        nearest.map_or_else(Values::new, |(name, _)| Values::new().with(name, -sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Seed};

    const CORNERS: [(f64, f64); 4] = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)];

    #[test]
    fn two_folds_solve_xor_and_one_fold_does_not() {
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
    fn the_plane_has_the_outputs_at_its_corners() {
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
    fn only_folds_inside_the_plane_are_drawn() {
        let folds = |b2: f64, v2: f64| {
            let Some(Figure::Heat(plane)) = lab(b2, v2).figure("plane") else {
                panic!("no plane")
            };
            plane.lines.len()
        };
        assert_eq!(folds(-1.0, -2.0), 2);
        assert_eq!(folds(-1.0, 0.0), 1, "a weight of 0 has no fold");
        assert_eq!(folds(0.0, -1.0), 0, "two hinges that cancel have no fold");
        assert_eq!(folds(2.0, 1.0), 1, "the fold at −2 lies outside the plane");
    }
}
