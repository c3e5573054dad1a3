//! A risk score of body weight and height, 2 · relu(weight − (height − 100)): one node has a whole table of
//! interactions. The numbers are invented and no medical advice.

use crate::figure::{Axis, CellEmphasis, CellRow, Figure, Lines, Plot, Role, Table, TableCell};
use crate::lab::shared::sample_curve;
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `risk-table`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "risk-table",
    controls,
    figures: &["table", "lines", "readout"],
    build: |values, _| Box::new(RiskTable::new(values)),
};

/// The heights of the table, in centimetres.
const HEIGHTS: [f64; 5] = [150.0, 160.0, 170.0, 180.0, 190.0];
/// The weights of the table, in kilograms.
const WEIGHTS: [f64; 6] = [50.0, 60.0, 70.0, 80.0, 90.0, 100.0];
/// The highest score of the table.
const HIGHEST_SCORE: f64 = 100.0;
/// The two heights that are compared.
const COMPARED: [f64; 2] = [160.0, 190.0];

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("height", Range::new(150.0, 190.0, 160.0, 10.0).fine(10.0)),
        Control::number("weight", Range::new(50.0, 100.0, 70.0, 10.0).fine(10.0)),
    ])
}

/// The score: two points for each kilogram above height − 100.
fn score(height: f64, weight: f64) -> f64 {
    2.0 * Activation::Relu.value(weight - (height - 100.0))
}

#[derive(Clone, Debug)]
struct RiskTable {
    height: f64,
    weight: f64,
}

impl RiskTable {
    fn new(values: &Values) -> Self {
        Self {
            height: values.number("height"),
            weight: values.number("weight"),
        }
    }

    /// The change of the score by ten more kilograms at this height.
    fn effect(&self, height: f64) -> f64 {
        score(height, self.weight + 10.0) - score(height, self.weight)
    }

    /// The compared heights without the current one.
    fn other_heights(&self) -> impl Iterator<Item = f64> {
        let current = self.height;
        COMPARED.into_iter().filter(move |other| *other != current)
    }

    fn table(&self) -> Table {
        let cell = |height: f64, weight: f64| {
            let score = score(height, weight);
            let shade = score / HIGHEST_SCORE;
            TableCell {
                text: KIND.phrase("points").with("n", score),
                emphasis: if height == self.height && weight == self.weight {
                    CellEmphasis::Current(shade)
                } else {
                    CellEmphasis::Shade(shade)
                },
            }
        };
        let row = |height: f64| CellRow {
            header: height_name(height),
            cells: WEIGHTS.map(|weight| cell(height, weight)).to_vec(),
        };
        Table {
            title: KIND.phrase("figure.table"),
            corner: Phrase::verbatim(""),
            columns: WEIGHTS
                .map(|weight| KIND.phrase("kilos").with("n", weight))
                .to_vec(),
            rows: HEIGHTS.map(row).to_vec(),
            signs: Vec::new(),
            spoken: Vec::new(),
        }
    }

    fn lines(&self) -> Plot {
        let points = |height: f64| {
            let kink = height - 100.0;
            sample_curve(50.0, 110.0, &[kink], |weight| score(height, weight))
        };
        let (x, y) = (
            Axis::named("kg", 50.0, 110.0),
            Axis::linear(None, 0.0, 120.0),
        );
        let plot = Plot::tall(KIND.phrase("figure.lines"), x, y);
        let others = self.other_heights().fold(plot, |plot, other| {
            plot.curve(height_name(other), Role::Target, points(other))
        });
        others
            .curve(height_name(self.height), Role::First, points(self.height))
            .probe(self.weight, score(self.height, self.weight))
    }

    fn readout(&self) -> Lines {
        let sentence = |height: f64| {
            KIND.phrase("readout")
                .with("height", height)
                .with("weight", self.weight)
                .with("next", self.weight + 10.0)
                .with("effect", self.effect(height))
        };
        let heights = std::iter::once(self.height).chain(self.other_heights());
        Lines::untitled(heights.map(sentence).collect())
    }
}

fn height_name(height: f64) -> Phrase {
    KIND.phrase("centimetres").with("n", height)
}

impl Model for RiskTable {
    fn readings(&self) -> Readings {
        let [low, high] = COMPARED.map(|height| self.effect(height));
        Readings::new()
            .with("risk", score(self.height, self.weight))
            .with("effect", self.effect(self.height))
            .with("effect160", low)
            .with("effect190", high)
            .with("did", low - high)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "table" => Some(Figure::Table(self.table())),
            "lines" => Some(Figure::Plot(self.lines())),
            "readout" => Some(Figure::Lines(self.readout())),
            _ => None,
        }
    }

    /// The probe is dragged along the line.
    fn drag_values(&self, id: &str, (weight, _): (f64, f64), _: &[&str]) -> Values {
        match id {
            "lines" => Values::new().with("weight", weight),
            _ => Values::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_match_the_table_of_the_science_page() {
        let rows = HEIGHTS.map(|height| WEIGHTS.map(|weight| score(height, weight)));
        assert_eq!(rows[0], [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(rows[1], [0.0, 0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(rows[4], [0.0, 0.0, 0.0, 0.0, 0.0, 20.0]);
    }

    #[test]
    fn ten_kilograms_change_the_score_of_the_short_only() {
        let at = RiskTable {
            height: 160.0,
            weight: 70.0,
        };
        assert_eq!(at.effect(160.0), 20.0);
        assert_eq!(at.effect(190.0), 0.0);
        assert_eq!(at.readings().get("did"), Some(20.0));
    }
}
