//! XOR: its four corners, as a table and as a plane. The words are those of the lab that shows it.

use crate::figure::{
    Axis, HeatMap, HeatPoint, PointMarker, Segment, Table, TableCell, TableRow, Tone,
};
use crate::locale::Phrase;

/// The four corners.
const CORNERS: [(f64, f64); 4] = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)];

/// The stretch of each input that is drawn.
pub(in crate::lab) const SIDE: (f64, f64) = (-0.5, 1.5);

/// An output this close to what it should be counts as right.
const CLOSE: f64 = 0.1;
/// Samples along each side of the plane, so many that one lies at each corner of the square.
const SAMPLES: usize = 66;

/// Something of two inputs that may solve XOR.
pub(in crate::lab) struct Xor<F> {
    /// The group of words of the lab that shows it: `lab.xor-by-hand`.
    pub(in crate::lab) words: &'static str,
    /// What comes out for two inputs.
    pub(in crate::lab) value: F,
}

/// What XOR wants for two inputs of 0 or 1.
fn wanted(x1: f64, x2: f64) -> f64 {
    f64::from(u8::from((x1 > 0.5) != (x2 > 0.5)))
}

impl<F: Fn(f64, f64) -> f64> Xor<F> {
    fn off(&self, (x1, x2): (f64, f64)) -> f64 {
        ((self.value)(x1, x2) - wanted(x1, x2)).abs()
    }

    /// The largest distance from what is wanted, over the corners.
    pub(in crate::lab) fn error(&self) -> f64 {
        CORNERS
            .into_iter()
            .map(|at| self.off(at))
            .fold(0.0, f64::max)
    }

    /// How many corners are right.
    pub(in crate::lab) fn right(&self) -> usize {
        CORNERS
            .into_iter()
            .filter(|at| self.off(*at) <= CLOSE)
            .count()
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("{}.{key}", self.words))
    }

    /// What comes out at each corner, beside what should.
    pub(in crate::lab) fn table(&self) -> Table {
        let cell = |x1: f64, x2: f64| TableCell {
            text: self
                .said("cell")
                .with("y", (self.value)(x1, x2))
                .with("wanted", wanted(x1, x2)),
            tone: if self.off((x1, x2)) <= CLOSE {
                Tone::Right
            } else {
                Tone::Wrong
            },
        };
        let input = |name: &str, x: f64| self.said("input").with("name", name).with("x", x);
        let row = |x1: f64| TableRow {
            header: input("x₁", x1),
            cells: vec![cell(x1, 0.0), cell(x1, 1.0)],
        };
        Table {
            title: self.said("figure.table"),
            corner: Phrase::verbatim(""),
            columns: vec![input("x₂", 0.0), input("x₂", 1.0)],
            rows: vec![row(0.0), row(1.0)],
        }
    }

    /// What comes out over the plane, with these folds in it.
    pub(in crate::lab) fn plane(&self, folds: Vec<Segment>) -> HeatMap {
        let side = |name: &str| Axis::linear(Some(Phrase::verbatim(name)), SIDE.0, SIDE.1);
        let at = |i: usize| SIDE.0 + (i as f64 + 0.5) / SAMPLES as f64 * (SIDE.1 - SIDE.0);
        let row = |row: usize| (0..SAMPLES).map(move |column| (self.value)(at(column), at(row)));
        let corner = |(x1, x2): (f64, f64)| HeatPoint {
            sign: PointMarker::Dot,
            at: (x1, x2),
            label: self.said("corner").with("wanted", wanted(x1, x2)),
        };
        HeatMap {
            title: self.said("figure.plane"),
            x: side("x₁"),
            y: side("x₂"),
            columns: SAMPLES,
            values: (0..SAMPLES).flat_map(row).collect(),
            range: (-0.5, 1.5),
            lines: folds,
            points: CORNERS.into_iter().map(corner).collect(),
        }
    }
}
