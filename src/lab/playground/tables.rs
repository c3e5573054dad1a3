//! Tables of a playground: the states of all units, and the kinks with their units.

use super::data_spec::DataSpec;
use super::output::pieces;
use super::ranges::DataRanges;
use super::unit::name;
use crate::figure::{CellEmphasis, CellRow, Figure, Lines, Table, TableCell};
use crate::locale::{NumberFormat, Phrase, format_number};
use crate::nn::{LayerStats, Network, UnitState};

/// The number of kinks that the ledger lists.
const MAX_KINKS: usize = 14;

/// The state of every unit, layer by layer.
pub(super) fn grid(network: &Network, health: &[LayerStats]) -> Table {
    let hidden = health.iter().zip(network.layers()).enumerate();
    let rows = hidden
        .take(health.len().saturating_sub(1))
        .map(|(i, (layer, shape))| {
            let can_die = shape.activation.can_die();
            let dead = if can_die { layer.off_units() } else { 0 };
            let count = |state| layer.count(state);
            CellRow {
                header: Phrase::key("lab.training.numbered-layer").with("n", i + 1),
                cells: vec![
                    plain_cell(state_signs(layer, can_die)),
                    number_cell(count(UnitState::On), CellEmphasis::Plain),
                    number_cell(layer.off_units() - dead, CellEmphasis::Plain),
                    number_cell(dead, problem_emphasis(dead)),
                    number_cell(
                        count(UnitState::Saturated),
                        problem_emphasis(count(UnitState::Saturated)),
                    ),
                ],
            }
        });
    let column = |what: &str| Phrase::key(format!("lab.playground.grid.{what}"));
    Table {
        title: Phrase::key("lab.playground.figure.grid"),
        corner: Phrase::key("lab.playground.grid.layer"),
        columns: ["units", "on", "off", "dead", "saturated"]
            .map(column)
            .to_vec(),
        rows: rows.collect(),
        signs: ["signs", "mixed"].map(column).to_vec(),
        spoken: spoken_layers(network, health),
    }
}

/// The number of units in each state, a sentence for each hidden layer.
fn spoken_layers(network: &Network, health: &[LayerStats]) -> Vec<Phrase> {
    let hidden = health.iter().zip(network.layers()).enumerate();
    let hidden = hidden.take(health.len().saturating_sub(1));
    let sentences = hidden.map(|(i, (layer, shape))| {
        let (off, dead) = if shape.activation.can_die() {
            (0, layer.off_units())
        } else {
            (layer.off_units(), 0)
        };
        Phrase::key("lab.playground.grid.spoken")
            .with(
                "layer",
                Phrase::key("lab.training.numbered-layer").with("n", i + 1),
            )
            .with("alive", layer.count(UnitState::Alive))
            .with("on", layer.count(UnitState::On))
            .with("off", off)
            .with("dead", dead)
            .with("flat", layer.count(UnitState::Saturated))
    });
    sentences.collect()
}

/// One sign per unit: `·` now on, now off, `■` on for every sample, `□` off for every sample, `×` dead, `~` saturated.
fn state_signs(layer: &LayerStats, can_die: bool) -> String {
    let sign = |state: &UnitState| match state {
        UnitState::Alive => '·',
        UnitState::On => '■',
        UnitState::Off if can_die => '×',
        UnitState::Off => '□',
        UnitState::Saturated => '~',
        UnitState::Undefined => '?',
    };
    layer.units.iter().map(sign).collect()
}

fn problem_emphasis(count: usize) -> CellEmphasis {
    if count > 0 {
        CellEmphasis::Wrong
    } else {
        CellEmphasis::Plain
    }
}

fn plain_cell(text: String) -> TableCell {
    TableCell {
        text: Phrase::verbatim(text),
        emphasis: CellEmphasis::Plain,
    }
}

fn number_cell(n: usize, emphasis: CellEmphasis) -> TableCell {
    TableCell {
        text: Phrase::verbatim(n.to_string()),
        emphasis,
    }
}

/// The kinks of a network with one input: the unit, and the slopes before and after.
pub(super) fn ledger(network: &Network, data: &DataSpec, ranges: DataRanges) -> Figure {
    let title = Phrase::key("lab.playground.figure.ledger");
    let Some(pieces) = pieces(network, data, ranges) else {
        let reason = if network.inputs() == 1 {
            "lab.playground.smooth"
        } else {
            "lab.playground.plane"
        };
        return Figure::Lines(Lines {
            title,
            lines: vec![Phrase::key(reason)],
        });
    };
    let text = |value: f64| plain_cell(format_number(value, NumberFormat::Significant(3)));
    let scaling = data.columns[0].scaling;
    let unit = data.target_scaling.unit() / scaling.unit();
    let slopes = pieces
        .segments
        .windows(2)
        .map(|two| (unit * two[0].slope, unit * two[1].slope));
    let rows = pieces.breakpoints().zip(slopes).take(MAX_KINKS);
    let rows = rows.map(|(kink, (before, after))| {
        let (layer, unit) = bending_unit(network, kink);
        CellRow {
            header: name(network, layer, unit),
            cells: vec![text(scaling.invert(kink)), text(before), text(after)],
        }
    });
    let column = |what: &str| Phrase::key(format!("lab.playground.ledger.{what}"));
    Figure::Table(Table {
        title: title.with("n", pieces.count()),
        corner: column("unit"),
        columns: ["kink", "before", "after"].map(column).to_vec(),
        rows: rows.collect(),
        signs: Vec::new(),
        spoken: Vec::new(),
    })
}

/// The hidden unit whose sum is nearest to 0 at `x`; the layer counts from 1, the unit from 0.
fn bending_unit(network: &Network, x: f64) -> (usize, usize) {
    let mut from = vec![x];
    let mut nearest = (f64::INFINITY, (1, 0));
    let hidden = network.layers().len() - 1;
    for (i, layer) in network.layers().iter().take(hidden).enumerate() {
        let sums = network.weights(i).dot(&ndarray::ArrayView1::from(&from)) + network.biases(i);
        for (unit, z) in sums.iter().enumerate() {
            if z.abs() < nearest.0 {
                nearest = (z.abs(), (i + 1, unit));
            }
        }
        from = sums.iter().map(|z| layer.activation.value(*z)).collect();
    }
    nearest.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Values;
    use crate::nn::Activation;

    #[test]
    fn the_ledger_names_the_unit_that_bends() {
        let mut network = Network::zeros(&[1, 2, 1], Activation::Relu);
        // Kinks at −0.5 (unit 1) and 0.25 (unit 2).
        network
            .parameters_mut()
            .copy_from_slice(&[1.0, 2.0, 0.5, -0.5, 1.0, -1.0, 0.0]);
        let values = Values::new().with("data", "sine");
        let data = DataSpec::parse(&values);
        let Figure::Table(table) = ledger(&network, &data, DataRanges::new(&data, 0)) else {
            panic!("no ledger")
        };
        let units: Vec<_> = table.rows.iter().map(|row| row.header.clone()).collect();
        assert_eq!(units, [name(&network, 1, 0), name(&network, 1, 1)]);
        let cells: Vec<_> = table.rows[1]
            .cells
            .iter()
            .map(|cell| cell.text.clone())
            .collect();
        let expected = ["0.25", "1", "−1"].map(Phrase::verbatim);
        assert_eq!(cells, expected);
    }
}
