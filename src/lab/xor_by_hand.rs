//! XOR with two hinges on the sum of the inputs: y = v₁ relu(x₁ + x₂ + b₁) + v₂ relu(x₁ + x₂ + b₂).

use super::parts::{bends, falling, sampled};
use super::{Change, Control, Controls, Kind, Model, Range, Readings, Seed, Values};
use crate::figure::{
    Axis, Cell, Figure, HeatMap, HeatPoint, MarkKind, Plot, Role, Row, Segment, Series, Shape,
    Table, Tone,
};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `xor-by-hand`.
pub(super) static KIND: Kind = Kind {
    name: "xor-by-hand",
    controls,
    figures: &["fold", "table", "plane"],
    build,
};

/// An output this close to what it should be counts as right.
const CLOSE: f64 = 0.1;
/// Samples along each side of the plane, so many that one lies at each corner of the square.
const SAMPLES: usize = 66;
/// The stretch of each input that is drawn.
const SIDE: (f64, f64) = (-0.5, 1.5);

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

/// What XOR wants for two inputs of 0 or 1.
fn wanted(x1: f64, x2: f64) -> f64 {
    f64::from(u8::from((x1 > 0.5) != (x2 > 0.5)))
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

    fn is_right(&self, x1: f64, x2: f64) -> bool {
        (self.value(x1 + x2) - wanted(x1, x2)).abs() <= CLOSE
    }

    fn error(&self) -> f64 {
        CORNERS
            .iter()
            .map(|(x1, x2)| (self.value(x1 + x2) - wanted(*x1, *x2)).abs())
            .fold(0.0, f64::max)
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
            shape: Shape::Dots,
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

    fn table(&self) -> Table {
        let cell = |x1: f64, x2: f64| Cell {
            text: Phrase::key("lab.xor-by-hand.cell")
                .with("y", self.value(x1 + x2))
                .with("wanted", wanted(x1, x2)),
            tone: if self.is_right(x1, x2) {
                Tone::Right
            } else {
                Tone::Wrong
            },
        };
        let input = |name: &str, x: f64| {
            Phrase::key("lab.xor-by-hand.input")
                .with("name", name)
                .with("x", x)
        };
        let row = |x1: f64| Row {
            header: input("x₁", x1),
            cells: vec![cell(x1, 0.0), cell(x1, 1.0)],
        };
        Table {
            title: Phrase::key("lab.xor-by-hand.figure.table"),
            corner: Phrase::verbatim(""),
            columns: vec![input("x₂", 0.0), input("x₂", 1.0)],
            rows: vec![row(0.0), row(1.0)],
        }
    }

    fn plane(&self) -> HeatMap {
        let side = |name: &str| Axis::linear(Some(Phrase::verbatim(name)), SIDE.0, SIDE.1);
        let at = |i: usize| SIDE.0 + (i as f64 + 0.5) / SAMPLES as f64 * (SIDE.1 - SIDE.0);
        let values = (0..SAMPLES)
            .flat_map(|row| (0..SAMPLES).map(move |column| self.value(at(row) + at(column))));
        let folds = self.kinks().into_iter().filter_map(|sum| {
            let (from, to) = falling(|x| sum - x, |y| sum - y, SIDE, SIDE)?;
            let name = Phrase::key("lab.xor-by-hand.fold").with("sum", sum);
            Some(Segment { from, to, name })
        });
        HeatMap {
            title: Phrase::key("lab.xor-by-hand.figure.plane"),
            x: side("x₁"),
            y: side("x₂"),
            columns: SAMPLES,
            values: values.collect(),
            range: (-0.5, 1.5),
            lines: folds.collect(),
            points: CORNERS
                .iter()
                .map(|(x1, x2)| HeatPoint {
                    at: (*x1, *x2),
                    label: Phrase::key("lab.xor-by-hand.corner").with("wanted", wanted(*x1, *x2)),
                })
                .collect(),
        }
    }
}

/// The four corners.
const CORNERS: [(f64, f64); 4] = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)];

impl Model for XorByHand {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let right = CORNERS
            .iter()
            .filter(|(x1, x2)| self.is_right(*x1, *x2))
            .count();
        Readings::new()
            .with("error", self.error())
            .with("right", right as f64)
            .with("y00", self.value(0.0))
            .with("y01", self.value(1.0))
            .with("y10", self.value(1.0))
            .with("y11", self.value(2.0))
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "table" => Some(Figure::Table(self.table())),
            "fold" => Some(Figure::Plot(self.fold())),
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
