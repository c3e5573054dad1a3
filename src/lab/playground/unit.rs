//! One unit of a playground's network: its response and its formula.

use super::data_spec::{DataSpec, Target};
use super::unit_responses::{PLANE_SAMPLES, UnitResponses};
use crate::figure::{Axis, Figure, HeatMap, Lines, Plot, Role};
use crate::lab::shared::function_name;
use crate::locale::{Phrase, format_short};
use crate::nn::{Activation, Network, Trainer};
use crate::text::clip;

/// The number of inputs that a formula writes out; the others are left out.
const MAX_TERMS: usize = 6;
/// The most columns of the name of an input in a formula.
const MAX_INPUT_NAME: usize = 12;

/// The response of a unit over the plane or along the line. `layer` counts from 1, `unit` from 0.
pub(super) fn response(
    network: &Network,
    data: &DataSpec,
    responses: &UnitResponses,
    (layer, unit): (usize, usize),
) -> Figure {
    let values = shown_response(network, data, responses, (layer, unit));
    let is_output = layer == network.layers().len();
    let (low, high) = match data.target {
        Target::Number if is_output && data.table().is_some() => responses.ranges.target,
        Target::Number | Target::Class => value_range(&values),
    };
    let title = Phrase::key("lab.playground.figure.unit").with("name", name(network, layer, unit));
    if network.inputs() == 1 {
        let points: Vec<_> = responses.xs().zip(values).collect();
        let x = responses.x_axis(data);
        let margin = 0.1 * (high - low);
        let plot = Plot::tall(title, x, Axis::linear(None, low - margin, high + margin));
        return Figure::Plot(plot.curve(name(network, layer, unit), Role::First, points));
    }
    Figure::Heat(HeatMap {
        title,
        x: responses.x_axis(data),
        y: responses.y_axis(data),
        columns: PLANE_SAMPLES,
        values,
        range: (low, high),
        caption: None,
        lines: Vec::new(),
        points: Vec::new(),
    })
}

/// The response of a unit as figures show it: that of the output in the units of the target.
pub(super) fn shown_response(
    network: &Network,
    data: &DataSpec,
    responses: &UnitResponses,
    (layer, unit): (usize, usize),
) -> Vec<f64> {
    let mut values = responses.samples(layer, unit);
    if layer == network.layers().len() {
        for value in &mut values {
            *value = data.target_scaling.invert(*value);
        }
    }
    values
}

/// The lowest and the highest of `values` and zero; never the same.
pub(super) fn value_range(values: &[f64]) -> (f64, f64) {
    let finite = values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = finite.fold((0.0_f64, 0.0_f64), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if low < high { (low, high) } else { (0.0, 1.0) }
}

/// The name of a unit: `layer 2, unit 3`, or the output.
pub(super) fn name(network: &Network, layer: usize, unit: usize) -> Phrase {
    if layer == network.layers().len() {
        return Phrase::key("lab.playground.output");
    }
    Phrase::key("lab.playground.unit")
        .with("layer", layer)
        .with("unit", unit + 1)
}

/// The formula of a unit with its present numbers, and the share of samples for which it is on.
pub(super) fn formula(trainer: &Trainer, data: &DataSpec, (layer, unit): (usize, usize)) -> Lines {
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
    let input = |i: usize| match layer {
        1 => input_name(data, i),
        _ => format!("a{}", subscript(i + 1)),
    };
    let mut lines = vec![
        Phrase::key(if is_output {
            "lab.playground.formula-output"
        } else {
            "lab.playground.formula"
        })
        .with("f", function_name(activation.name()))
        .with("sum", format_sum(&row, bias, input)),
    ];
    // A sigmoid or tanh unit has no off side.
    if !matches!(activation, Activation::Sigmoid | Activation::Tanh) {
        lines.push(Phrase::key("lab.playground.on-share").with("share", share));
    }
    if data.is_standardised && (layer == 1 || is_output) {
        lines.push(Phrase::key("lab.playground.standardised"));
    }
    if !is_output {
        let slope = slope.unwrap_or(f64::NAN);
        lines.push(Phrase::key("lab.playground.mean-slope").with("slope", slope));
    }
    Lines {
        title: name(network, layer, unit),
        lines,
    }
}

/// The name of an input in formulas: `z(cm)` for a standardised column.
fn input_name(data: &DataSpec, input: usize) -> String {
    let name = clip(&data.columns[input].name, MAX_INPUT_NAME, "…");
    if data.is_standardised {
        format!("z({name})")
    } else {
        name
    }
}

/// `0.52·x₁ − 1.2·x₂ + 0.3`: in few digits, so that a formula stays in its row while it changes.
fn format_sum(weights: &[f64], bias: f64, input: impl Fn(usize) -> String) -> String {
    let written = weights.iter().enumerate().take(MAX_TERMS);
    let mut terms: Vec<_> = written
        .map(|(i, weight)| (*weight, format!("·{}", input(i))))
        .collect();
    terms.push((bias, String::new()));
    let mut parts = Vec::new();
    for (i, (value, of)) in terms.iter().enumerate() {
        if i + 1 == terms.len() && weights.len() > MAX_TERMS {
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
fn subscript(number: usize) -> String {
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
    fn a_sum_has_signs_between_its_terms() {
        let sum = |weights: &[f64], bias: f64| {
            format_sum(weights, bias, |i| format!("x{}", subscript(i + 1)))
        };
        assert_eq!(sum(&[0.5212, -1.2], 0.3), "0.52·x₁ − 1.2·x₂ + 0.3");
        assert_eq!(sum(&[-2.0], -1.0), "−2·x₁ − 1");
        assert_eq!(sum(&[0.0491], -1.0), "0.05·x₁ − 1");
        assert!(sum(&[1.0; 16], 0.0).ends_with("·x₆ + … + 0"));
        assert_eq!(subscript(16), "₁₆");
    }
}
