//! One unit of a playground's network: what it answers, and how it comes to that.

use super::view::{SIDE, View};
use crate::figure::{Axis, Figure, HeatMap, Lines, Plot, Role};
use crate::locale::{Phrase, format_short};
use crate::nn::{Network, Trainer};

/// Inputs that a formula spells out; more are told by their number.
const SPELLED: usize = 6;

/// What the unit answers everywhere, over the plane or along the line. `layer` counts from 1, `unit` from 0.
pub(super) fn answer(network: &Network, view: &View, (layer, unit): (usize, usize)) -> Figure {
    let values = view.unit(layer, unit);
    let (low, high) = span(&values);
    let title = Phrase::key("lab.playground.figure.unit").with("name", name(network, layer, unit));
    if network.inputs() == 1 {
        let points: Vec<_> = view.xs().zip(values).collect();
        let x = Axis::linear(Some(Phrase::verbatim("x")), -view.reach, view.reach);
        let room = 0.1 * (high - low);
        let plot = Plot::tall(title, x, Axis::linear(None, low - room, high + room));
        return Figure::Plot(plot.curve(name(network, layer, unit), Role::First, points));
    }
    Figure::Heat(HeatMap {
        title,
        x: Axis::linear(Some(Phrase::verbatim("x₁")), -view.reach, view.reach),
        y: Axis::linear(Some(Phrase::verbatim("x₂")), -view.reach, view.reach),
        columns: SIDE,
        values,
        range: (low, high),
        lines: Vec::new(),
        points: Vec::new(),
    })
}

/// The lowest and the highest of `values`, zero among them and never the same.
pub(super) fn span(values: &[f64]) -> (f64, f64) {
    let finite = values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = finite.fold((0.0_f64, 0.0_f64), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if low < high { (low, high) } else { (0.0, 1.0) }
}

/// What a unit is called: `layer 2, unit 3`, or the output.
pub(super) fn name(network: &Network, layer: usize, unit: usize) -> Phrase {
    if layer == network.layers().len() {
        return Phrase::key("lab.playground.output");
    }
    Phrase::key("lab.playground.unit")
        .with("layer", layer)
        .with("unit", unit + 1)
}

/// The formula of the unit with its live numbers, and on how many samples it is on.
pub(super) fn formula(trainer: &Trainer, (layer, unit): (usize, usize)) -> Lines {
    let network = trainer.network();
    let weights = network.weights(layer - 1);
    let row: Vec<f64> = weights.row(unit).to_vec();
    let bias = network.biases(layer - 1)[unit];
    let activation = network.layers()[layer - 1].activation;
    let is_output = layer == network.layers().len();
    let z = trainer.pass().z(layer - 1);
    let on = z.row(unit).iter().filter(|z| **z > 0.0).count();
    let share = 100.0 * on as f64 / z.ncols().max(1) as f64;
    let slope = trainer.pass().slope(layer - 1).row(unit).mean();
    let mut lines = vec![
        Phrase::key(if is_output {
            "lab.playground.formula-output"
        } else {
            "lab.playground.formula"
        })
        .with(
            "f",
            Phrase::key(format!("activation.{}", activation.name())),
        )
        .with("sum", sum(&row, bias, layer == 1)),
        Phrase::key("lab.playground.on-share").with("share", share),
    ];
    if !is_output {
        let slope = slope.unwrap_or(f64::NAN);
        lines.push(Phrase::key("lab.playground.mean-slope").with("slope", slope));
    }
    Lines {
        title: name(network, layer, unit),
        lines,
    }
}

/// `0.52·x₁ − 1.2·x₂ + 0.3`: in few digits, so that a formula stays in its row while it changes.
fn sum(weights: &[f64], bias: f64, of_inputs: bool) -> String {
    let name = |i: usize| match (of_inputs, weights.len()) {
        (true, 1) => "x".to_owned(),
        (true, _) => format!("x{}", subscript(i + 1)),
        (false, _) => format!("a{}", subscript(i + 1)),
    };
    let spelled = weights.iter().enumerate().take(SPELLED);
    let mut terms: Vec<_> = spelled
        .map(|(i, weight)| (*weight, format!("·{}", name(i))))
        .collect();
    terms.push((bias, String::new()));
    let mut parts = Vec::new();
    for (i, (value, of)) in terms.iter().enumerate() {
        if i + 1 == terms.len() && weights.len() > SPELLED {
            parts.push("+ …".to_owned());
        }
        let sign = match (i, *value < 0.0) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => "+ ",
            (_, true) => "− ",
        };
        parts.push(format!("{sign}{}{of}", format_short(value.abs())));
    }
    parts.join(" ")
}

/// `number` in subscript digits.
pub(super) fn subscript(number: usize) -> String {
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|digit| char::from_u32(0x2080 + digit))
    };
    number.to_string().chars().filter_map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_written_as_people_write_it() {
        assert_eq!(sum(&[0.5212, -1.2], 0.3, true), "0.52·x₁ − 1.2·x₂ + 0.3");
        assert_eq!(sum(&[-2.0], -1.0, true), "−2·x − 1");
        assert_eq!(sum(&[0.0491], -1.0, true), "0.05·x − 1");
        assert!(sum(&[1.0; 16], 0.0, false).ends_with("·a₆ + … + 0"));
        assert_eq!(subscript(16), "₁₆");
    }
}
