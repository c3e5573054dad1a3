//! Who is on, off, dead or saturated, and which unit bends the curve where.

use super::output::kinks;
use super::unit::name;
use crate::figure::{CellEmphasis, Figure, Lines, Table, TableCell, TableRow};
use crate::locale::{Format, Phrase, written};
use crate::nn::{LayerHealth, Network, Pieces, UnitState};

/// Kinks that the ledger lists; more are told by their number.
const LISTED: usize = 14;

/// The state of every unit, layer by layer.
pub(super) fn grid(network: &Network, health: &[LayerHealth]) -> Table {
    let hidden = health.iter().zip(network.layers()).enumerate();
    let rows = hidden
        .take(health.len().saturating_sub(1))
        .map(|(i, (layer, shape))| {
            let can_die = shape.activation.can_die();
            let dead = if can_die { layer.off_units() } else { 0 };
            let count = |state| layer.count(state);
            TableRow {
                header: Phrase::key("lab.training.numbered-layer").with("n", i + 1),
                cells: vec![
                    plain(signs(layer, can_die)),
                    number(count(UnitState::On), CellEmphasis::Plain),
                    number(layer.off_units() - dead, CellEmphasis::Plain),
                    number(dead, fault(dead)),
                    number(
                        count(UnitState::Saturated),
                        fault(count(UnitState::Saturated)),
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
    }
}

/// A sign a unit: `·` now on, now off, `■` on for every sample, `□` off for every sample, `×` dead, `~` saturated.
fn signs(layer: &LayerHealth, can_die: bool) -> String {
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

fn fault(count: usize) -> CellEmphasis {
    if count > 0 {
        CellEmphasis::Wrong
    } else {
        CellEmphasis::Plain
    }
}

fn plain(text: String) -> TableCell {
    TableCell {
        text: Phrase::verbatim(text),
        emphasis: CellEmphasis::Plain,
    }
}

fn number(n: usize, emphasis: CellEmphasis) -> TableCell {
    TableCell {
        text: Phrase::verbatim(n.to_string()),
        emphasis,
    }
}

/// Which unit bends the curve of a net with one input where, and how its slope changes there.
pub(super) fn ledger(network: &Network, reach: f64) -> Figure {
    let title = Phrase::key("lab.playground.figure.ledger");
    let Some(pieces) = Pieces::of(network, -reach, reach) else {
        let why = if network.inputs() == 1 {
            "lab.playground.smooth"
        } else {
            "lab.playground.plane"
        };
        return Figure::Lines(Lines {
            title,
            lines: vec![Phrase::key(why)],
        });
    };
    let text = |value: f64| plain(written(value, Format::Significant(3)));
    let slopes = pieces
        .pieces
        .windows(2)
        .map(|two| (two[0].slope, two[1].slope));
    let rows = kinks(network, reach).into_iter().zip(slopes).take(LISTED);
    let rows = rows.map(|(kink, (before, after))| {
        let (layer, unit) = bending(network, kink);
        TableRow {
            header: name(network, layer, unit),
            cells: vec![text(kink), text(before), text(after)],
        }
    });
    let column = |what: &str| Phrase::key(format!("lab.playground.ledger.{what}"));
    Figure::Table(Table {
        title: title.with("n", pieces.count()),
        corner: column("unit"),
        columns: ["kink", "before", "after"].map(column).to_vec(),
        rows: rows.collect(),
    })
}

/// The hidden unit whose sum is nearest to 0 at `x`; the layer counts from 1, the unit from 0.
fn bending(network: &Network, x: f64) -> (usize, usize) {
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
    use crate::nn::Activation;

    #[test]
    fn the_ledger_names_the_unit_that_bends() {
        let mut network = Network::zero(&[1, 2, 1], Activation::Relu);
        // Kinks at −0.5 (unit 1) and 0.25 (unit 2).
        network
            .parameters_mut()
            .copy_from_slice(&[1.0, 2.0, 0.5, -0.5, 1.0, -1.0, 0.0]);
        let Figure::Table(table) = ledger(&network, 1.0) else {
            panic!("no ledger")
        };
        let units: Vec<_> = table.rows.iter().map(|row| row.header.clone()).collect();
        assert_eq!(units, [name(&network, 1, 0), name(&network, 1, 1)]);
        let said: Vec<_> = table.rows[1]
            .cells
            .iter()
            .map(|cell| cell.text.clone())
            .collect();
        let want = ["0.25", "1", "−1"].map(Phrase::verbatim);
        assert_eq!(said, want);
    }
}
