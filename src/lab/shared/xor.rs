//! XOR of two inputs: its four corners as a table, as a plane and as readings.

use crate::figure::{
    Axis, CellEmphasis, CellRow, HeatMap, HeatPoint, MarkKind, Plot, PointMarker, Role, Segment,
    Table, TableCell,
};
use crate::lab::{LabKind, Readings};
use crate::locale::Phrase;

/// The four corners.
const CORNERS: [(f64, f64); 4] = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)];

/// The drawn range of each input.
pub(in crate::lab) const SIDE: (f64, f64) = (-0.5, 1.5);

/// The largest error of a right output.
const TOLERANCE: f64 = 0.1;
/// Samples along each side of the plane. With this number one of them lies at each corner of the square.
const SAMPLES: usize = 66;

/// A function of two inputs that may solve XOR.
pub(in crate::lab) struct Xor<F> {
    /// The kind of lab whose words are used.
    pub(in crate::lab) kind: &'static LabKind,
    /// The output for two inputs.
    pub(in crate::lab) value: F,
}

/// XOR of two inputs of 0 or 1.
fn target(x1: f64, x2: f64) -> f64 {
    f64::from(u8::from((x1 > 0.5) != (x2 > 0.5)))
}

impl<F: Fn(f64, f64) -> f64> Xor<F> {
    fn error_at(&self, (x1, x2): (f64, f64)) -> f64 {
        ((self.value)(x1, x2) - target(x1, x2)).abs()
    }

    fn is_right_at(&self, corner: (f64, f64)) -> bool {
        self.error_at(corner) <= TOLERANCE
    }

    /// The largest error of the corners, the number of right corners, and the output at each corner.
    pub(in crate::lab) fn readings(&self) -> Readings {
        let errors = CORNERS.map(|corner| self.error_at(corner));
        let right = CORNERS.iter().filter(|corner| self.is_right_at(**corner));
        Readings::new()
            .with("error", errors.into_iter().fold(0.0, f64::max))
            .with("right", right.count() as f64)
            .with("y00", (self.value)(0.0, 0.0))
            .with("y01", (self.value)(0.0, 1.0))
            .with("y10", (self.value)(1.0, 0.0))
            .with("y11", (self.value)(1.0, 1.0))
    }

    /// `plot` with the outputs that XOR wants, as dots and goals; `goals` are (x, output).
    pub(in crate::lab) fn with_goals(&self, plot: Plot, goals: &[(f64, f64)]) -> Plot {
        let dots = plot.dots(self.kind.phrase("wanted"), Role::Target, goals.to_vec());
        goals.iter().fold(dots, |plot, (x, y)| {
            plot.mark(MarkKind::Goal, *x, Some(*y), None)
        })
    }

    /// The output at each corner, with the target where the two differ.
    pub(in crate::lab) fn table(&self) -> Table {
        let cell = |x1: f64, x2: f64| {
            let (key, emphasis) = if self.is_right_at((x1, x2)) {
                ("cell.right", CellEmphasis::Right)
            } else {
                ("cell.wrong", CellEmphasis::Wrong)
            };
            let text = self.kind.phrase(key).with("y", (self.value)(x1, x2));
            TableCell {
                text: text.with("wanted", target(x1, x2)),
                emphasis,
            }
        };
        let input = |name: &str, x: f64| self.kind.phrase("input").with("name", name).with("x", x);
        let row = |x1: f64| CellRow {
            header: input("x₁", x1),
            cells: vec![cell(x1, 0.0), cell(x1, 1.0)],
        };
        Table {
            title: self.kind.phrase("figure.table"),
            corner: Phrase::verbatim(""),
            columns: vec![input("x₂", 0.0), input("x₂", 1.0)],
            rows: vec![row(0.0), row(1.0)],
            signs: Vec::new(),
            spoken: Vec::new(),
        }
    }

    /// The output over the plane, with these folds.
    pub(in crate::lab) fn plane(&self, folds: Vec<Segment>) -> HeatMap {
        let at = |i: usize| SIDE.0 + (i as f64 + 0.5) / SAMPLES as f64 * (SIDE.1 - SIDE.0);
        let row = |row: usize| (0..SAMPLES).map(move |column| (self.value)(at(column), at(row)));
        let corner = |(x1, x2): (f64, f64)| HeatPoint {
            marker: PointMarker::Dot,
            at: (x1, x2),
            value: Some((self.value)(x1, x2)),
            label: self.kind.phrase("corner").with("wanted", target(x1, x2)),
        };
        HeatMap {
            title: self.kind.phrase("figure.plane"),
            x: Axis::named("x₁", SIDE.0, SIDE.1),
            y: Axis::named("x₂", SIDE.0, SIDE.1),
            columns: SAMPLES,
            values: (0..SAMPLES).flat_map(row).collect(),
            range: (-0.5, 1.5),
            caption: None,
            lines: folds,
            points: CORNERS.into_iter().map(corner).collect(),
        }
    }
}
