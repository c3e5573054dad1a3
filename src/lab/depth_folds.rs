//! The tent map folded over and over, two ReLUs a fold: every fold doubles the straight pieces.

use super::parts::{folded, side_by_side};
use super::{Change, Control, Controls, Kind, Model, Range, Readings, Seed, Values};
use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role, Series, Shape};
use crate::locale::Phrase;
use crate::nn::{Network, Pieces};

/// The kind `depth-folds`.
pub(super) static KIND: Kind = Kind {
    name: "depth-folds",
    controls,
    figures: &["curve", "folds", "growth", "sentence"],
    build,
};

/// The most folds.
const MOST: usize = 10;
/// Units a fold.
const UNITS: usize = 2;
/// With more holes than this a row of them is a line.
const HOLES: usize = 64;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("k", Range::new(1.0, MOST as f64, 1.0, 1.0).fine(1.0)),
        Control::number("x", Range::new(0.0, 1.0, 0.3, 0.05).fine(0.01)),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(DepthFolds::new(values))
}

/// The pieces of a net on the paper, which reaches from 0 to 1.
fn count(network: &Network) -> usize {
    Pieces::of(network, 0.0, 1.0).map_or(0, |pieces| pieces.count())
}

#[derive(Clone, Debug)]
struct DepthFolds {
    folds: usize,
    curve: Pieces,
    /// Where the probe lies: before the first fold, and after each.
    path: Vec<f64>,
    /// Pieces after each fold.
    deep: Vec<usize>,
    /// Pieces of one layer with as many units.
    wide: Vec<usize>,
}

impl DepthFolds {
    fn new(values: &Values) -> Self {
        let folds = values.count("k").clamp(1, MOST);
        let one = Pieces::of(&folded(1), 0.0, 1.0);
        let fold = |x: f64| one.as_ref().map_or(f64::NAN, |tent| tent.value(x));
        let path = std::iter::successors(Some(values.number("x")), |x| Some(fold(*x)));
        Self {
            folds,
            curve: Pieces::of(&folded(folds), 0.0, 1.0).unwrap_or_default(),
            path: path.take(folds + 1).collect(),
            deep: (1..=folds).map(|k| count(&folded(k))).collect(),
            wide: (1..=folds)
                .map(|k| count(&side_by_side(UNITS * k)))
                .collect(),
        }
    }

    fn relus(&self) -> usize {
        UNITS * self.folds
    }

    fn x(&self) -> f64 {
        self.path.first().copied().unwrap_or(f64::NAN)
    }

    fn y(&self) -> f64 {
        self.path.last().copied().unwrap_or(f64::NAN)
    }

    fn one_layer(&self) -> usize {
        self.wide.last().copied().unwrap_or(0)
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.depth-folds.{key}"))
            .with("k", self.folds)
            .with("relus", self.relus())
            .with("pieces", self.curve.count())
            .with("wide", self.one_layer())
            .with("x", self.x())
            .with("y", self.y())
    }

    fn axis() -> Axis {
        Axis::linear(Some(Phrase::verbatim("x")), 0.0, 1.0)
    }

    fn plot(&self) -> Plot {
        let y = Axis::linear(None, 0.0, 1.0);
        Plot::tall(self.said("figure.curve"), Self::axis(), y)
            .curve(Phrase::verbatim("y"), Role::First, self.curve.points())
            .mark(MarkKind::Probe, self.x(), Some(self.y()), None)
    }

    /// All points of the paper that lie above each other in the end, unfolded step by step: the holes of one prick.
    fn holes(&self) -> Vec<(f64, f64)> {
        let mut row = vec![self.y()];
        let mut holes = Vec::new();
        for fold in (0..=self.folds).rev() {
            holes.extend(row.iter().map(|x| (*x, self.height(fold))));
            if row.len() < HOLES {
                row = row.iter().flat_map(|x| [x / 2.0, 1.0 - x / 2.0]).collect();
            } else {
                break;
            }
        }
        holes
    }

    /// The row of the paper after so many folds: the flat paper lies on top.
    fn height(&self, fold: usize) -> f64 {
        (self.folds - fold) as f64
    }

    fn folds(&self) -> Plot {
        let row = |key: &str, fold: usize| (self.height(fold), self.said(key).with("n", fold));
        let rows = vec![row("row.flat", 0), row("row.folded", self.folds)];
        let y = Axis::linear(None, -0.4, self.folds as f64 + 0.4).ticks(rows);
        let path = self.path.iter().enumerate();
        let mut plot = Plot::tall(self.said("figure.folds"), Self::axis(), y).curve(
            self.said("path"),
            Role::First,
            path.map(|(fold, x)| (*x, self.height(fold))).collect(),
        );
        plot.series.push(Series {
            name: self.said("holes"),
            points: self.holes(),
            role: Role::Second,
            shape: Shape::Dots,
        });
        plot.mark(MarkKind::Probe, self.x(), Some(self.height(0)), None)
    }

    fn growth(&self) -> Plot {
        let points = |counts: &[usize]| {
            let point = |(i, n): (usize, &usize)| ((UNITS * (i + 1)) as f64, *n as f64);
            counts.iter().enumerate().map(point).collect::<Vec<_>>()
        };
        let x = Axis::linear(
            Some(Phrase::key("lab.depth-folds.relus")),
            0.0,
            (UNITS * MOST) as f64,
        );
        // Nothing folded is one piece: there both ways begin.
        let from_one = |counts: &[usize]| [vec![(0.0, 1.0)], points(counts)].concat();
        Plot::tall(self.said("figure.growth"), x, Axis::log(None, 1.0, 2000.0))
            .curve(self.said("wide"), Role::Second, from_one(&self.wide))
            .curve(self.said("deep"), Role::First, from_one(&self.deep))
    }

    fn sentence(&self) -> Lines {
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![self.said("sentence.deep"), self.said("sentence.wide")],
        }
    }
}

impl Model for DepthFolds {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        Readings::new()
            .with("pieces", self.curve.count() as f64)
            .with("relus", self.relus() as f64)
            .with("one_layer", self.one_layer() as f64)
            .with("y", self.y())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "curve" => Some(Figure::Plot(self.plot())),
            "folds" => Some(Figure::Plot(self.folds())),
            "growth" => Some(Figure::Plot(self.growth())),
            "sentence" => Some(Figure::Lines(self.sentence())),
            _ => None,
        }
    }

    /// The probe is dragged along the paper.
    fn pulled(&self, id: &str, (x, _): (f64, f64), free: &[&str]) -> Values {
        match id {
            "curve" | "folds" if free.contains(&"x") => Values::new().with("x", x),
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

    fn lab(k: f64, x: f64) -> DepthFolds {
        DepthFolds::new(&Values::new().with("k", k).with("x", x))
    }

    #[test]
    fn six_folds_reach_sixty_four_pieces_with_twelve_relus_and_one_layer_thirteen() {
        let readings = lab(6.0, 0.3).readings();
        assert_eq!(readings.get("pieces"), Some(64.0));
        assert_eq!(readings.get("relus"), Some(12.0));
        assert_eq!(readings.get("one_layer"), Some(13.0));
    }

    #[test]
    fn the_path_ends_on_the_curve() {
        for k in 1..=10 {
            let lab = lab(f64::from(k), 0.37);
            assert!((lab.y() - lab.curve.value(0.37)).abs() < 1e-9, "{k}");
        }
    }

    #[test]
    fn one_prick_makes_twice_the_holes_with_every_fold_and_one_is_the_probe() {
        let lab = lab(3.0, 0.3);
        let holes = lab.holes();
        let on_row = |fold: usize| {
            let height = lab.height(fold);
            holes.iter().filter(|hole| hole.1 == height).count()
        };
        assert_eq!([3, 2, 1, 0].map(on_row), [1, 2, 4, 8]);
        let flat = lab.height(0);
        assert!(
            holes
                .iter()
                .any(|(x, row)| *row == flat && (x - 0.3).abs() < 1e-9)
        );
    }
}
