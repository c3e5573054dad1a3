//! A synthetic score from body weight and height, 2 · relu(weight − (height − 100)): one node holds a
//! whole table of interactions. Invented numbers, not medical advice.

use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role, Table, TableCell, TableRow, Tone};
use crate::lab::shared::sampled;
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::Activation;

/// The kind `risk-table`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "risk-table",
    controls,
    figures: &["table", "lines", "readout"],
    build,
};

const HEIGHTS: [f64; 5] = [150.0, 160.0, 170.0, 180.0, 190.0];
const WEIGHTS: [f64; 6] = [50.0, 60.0, 70.0, 80.0, 90.0, 100.0];
/// The highest score in the table.
const HIGHEST: f64 = 100.0;
/// The two heights that are compared.
const COMPARED: (f64, f64) = (160.0, 190.0);

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::number("height", Range::new(150.0, 190.0, 160.0, 10.0).fine(10.0)),
        Control::number("weight", Range::new(50.0, 100.0, 70.0, 10.0).fine(10.0)),
    ])
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(RiskTable::new(values))
}

/// Points at this height and weight: twice the kilos above height − 100.
fn risk(height: f64, weight: f64) -> f64 {
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

    /// What ten more kilos change at this height.
    fn effect(&self, height: f64) -> f64 {
        risk(height, self.weight + 10.0) - risk(height, self.weight)
    }

    fn table(&self) -> Table {
        let number = |value: f64| Phrase::key("lab.risk-table.points").with("n", value);
        let cell = |height: f64, weight: f64| {
            let value = risk(height, weight);
            let here = height == self.height && weight == self.weight;
            TableCell {
                text: number(value),
                tone: if here {
                    Tone::Here(value / HIGHEST)
                } else {
                    Tone::Shade(value / HIGHEST)
                },
            }
        };
        Table {
            title: Phrase::key("lab.risk-table.figure.table"),
            corner: Phrase::verbatim(""),
            columns: WEIGHTS
                .iter()
                .map(|w| Phrase::key("lab.risk-table.kilos").with("n", *w))
                .collect(),
            rows: HEIGHTS
                .iter()
                .map(|height| TableRow {
                    header: Phrase::key("lab.risk-table.centimetres").with("n", *height),
                    cells: WEIGHTS
                        .iter()
                        .map(|weight| cell(*height, *weight))
                        .collect(),
                })
                .collect(),
        }
    }

    fn lines(&self) -> Plot {
        let x = Axis::linear(Some(Phrase::verbatim("kg")), 50.0, 110.0);
        let points = |height: f64| {
            sampled(50.0, 110.0, &[height - 100.0], |weight| {
                risk(height, weight)
            })
        };
        let name = |height: f64| Phrase::key("lab.risk-table.centimetres").with("n", height);
        let mut plot = Plot::tall(
            Phrase::key("lab.risk-table.figure.lines"),
            x,
            Axis::linear(None, 0.0, 120.0),
        );
        for other in [COMPARED.0, COMPARED.1]
            .into_iter()
            .filter(|other| *other != self.height)
        {
            plot = plot.curve(name(other), Role::Target, points(other));
        }
        plot.curve(name(self.height), Role::First, points(self.height))
            .mark(
                MarkKind::Probe,
                self.weight,
                Some(risk(self.height, self.weight)),
                None,
            )
    }

    fn readout(&self) -> Lines {
        let said = |height: f64| {
            Phrase::key("lab.risk-table.readout")
                .with("height", height)
                .with("weight", self.weight)
                .with("next", self.weight + 10.0)
                .with("effect", self.effect(height))
        };
        let mut lines = vec![said(self.height)];
        for other in [COMPARED.0, COMPARED.1]
            .into_iter()
            .filter(|other| *other != self.height)
        {
            lines.push(said(other));
        }
        Lines {
            title: Phrase::verbatim(""),
            lines,
        }
    }
}

impl Model for RiskTable {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let (low, high) = (self.effect(COMPARED.0), self.effect(COMPARED.1));
        Readings::new()
            .with("risk", risk(self.height, self.weight))
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

    fn drag_values(&self, id: &str, (weight, _): (f64, f64), _: &[&str]) -> Values {
        match id {
            "lines" => Values::new().with("weight", weight),
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

    #[test]
    fn the_table_is_that_of_the_science_page() {
        let rows = HEIGHTS.map(|height| WEIGHTS.map(|weight| risk(height, weight)));
        assert_eq!(rows[0], [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(rows[1], [0.0, 0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(rows[4], [0.0, 0.0, 0.0, 0.0, 0.0, 20.0]);
    }

    #[test]
    fn ten_kilos_count_for_the_short_and_not_for_the_tall() {
        let at = RiskTable {
            height: 160.0,
            weight: 70.0,
        };
        assert_eq!(at.effect(160.0), 20.0);
        assert_eq!(at.effect(190.0), 0.0);
        assert_eq!(at.readings().get("did"), Some(20.0));
    }
}
