//! What can be turned in a playground.

use super::parameter::Parameter;
use super::source::{Source, first_curve, first_points};
use crate::lab::shared::ACTIVATION_WORDS;
use crate::lab::{Control, Controls, Range, TextFormat, Values};
use crate::nn::{Recipe, Task};

/// The most hidden layers.
pub(super) const MOST_LAYERS: usize = 8;
/// The most units of a layer.
pub(super) const MOST_UNITS: usize = 16;

/// All activations, the ones of the course first.
const ACTIVATIONS: [&str; 13] = [
    "relu",
    "leaky",
    "tanh",
    "sigmoid",
    "identity",
    "elu",
    "selu",
    "softplus",
    "gelu",
    "gelu-tanh",
    "silu",
    "mish",
    "relu-squared",
];
pub(super) const RATES: [&str; 15] = [
    "0.00001", "0.0001", "0.001", "0.003", "0.01", "0.03", "0.1", "0.2", "0.3", "0.5", "1", "2",
    "3", "10", "100",
];
const PENALTIES: [&str; 7] = ["0", "0.0001", "0.001", "0.003", "0.01", "0.03", "0.1"];
const BATCHES: [&str; 7] = ["all", "1", "4", "8", "16", "32", "64"];
const ACCURACIES: [&str; 6] = ["none", "0.8", "0.9", "0.95", "0.99", "1"];
const LOSSES: [&str; 6] = ["none", "0.1", "0.03", "0.01", "0.003", "0.001"];

/// Weights and biases that a hand may set lie in this range.
fn parameter_range() -> Range {
    Range::new(-100.0, 100.0, 0.0, 0.1)
}

/// The names of the controls of a layer, from 1.
pub(super) fn layer_control(what: &str, layer: usize) -> String {
    format!("{what}_{layer}")
}

/// The units of each layer, the inputs first and the output last.
pub(super) fn sizes(values: &Values) -> Vec<usize> {
    let hidden = (1..=values.count("layers").min(MOST_LAYERS)).map(|layer| {
        values
            .count(&layer_control("units", layer))
            .clamp(1, MOST_UNITS)
    });
    std::iter::once(Source::of(values).inputs())
        .chain(hidden)
        .chain([1])
        .collect()
}

/// All controls, as far as `values` call for them.
pub(super) fn controls(values: &Values) -> Controls {
    let mut all = data(values);
    all.extend(network(values));
    all.extend(training(values));
    all.push(Control::text("at", TextFormat::Element, "1.1".to_owned()));
    all.extend(overrides(values));
    Controls(all)
}

fn data(values: &Values) -> Vec<Control> {
    let source = Source::of(values);
    let mut all = vec![Control::choice(
        "data",
        "lab.playground.data",
        &Source::NAMES,
        "circle",
    )];
    match source {
        Source::Recipe(recipe) => {
            if recipe != Recipe::Xor4 {
                let usual = f64::from(recipe.usual_count());
                all.push(Control::number(
                    "samples",
                    Range::new(8.0, 512.0, usual, 8.0).fine(1.0),
                ));
            }
            all.push(Control::number(
                "noise",
                Range::new(0.0, 0.5, 0.0, 0.05).fine(0.01),
            ));
        }
        Source::Own => all.push(Control::text("points", TextFormat::Points, first_points())),
        Source::Drawn => all.push(Control::text("curve", TextFormat::Curve, first_curve())),
    }
    let held = if source == Source::Recipe(Recipe::Xor4) {
        0.0
    } else {
        0.2
    };
    all.push(Control::number(
        "test",
        Range::new(0.0, 0.8, held, 0.1).fine(0.05),
    ));
    all
}

fn network(values: &Values) -> Vec<Control> {
    let layers = values.number("layers");
    let layers = if layers.is_finite() {
        values.count("layers")
    } else {
        1
    };
    let mut all = vec![Control::number(
        "layers",
        Range::new(0.0, MOST_LAYERS as f64, 1.0, 1.0).fine(1.0),
    )];
    for layer in 1..=layers.min(MOST_LAYERS) {
        let units = Range::new(1.0, MOST_UNITS as f64, 4.0, 1.0).fine(1.0);
        all.push(Control::number(&layer_control("units", layer), units));
        let f = layer_control("f", layer);
        all.push(Control::choice(&f, ACTIVATION_WORDS, &ACTIVATIONS, "relu"));
        if values.choice(&f) == "leaky" {
            let alpha = Range::new(0.0, 1.0, 0.1, 0.05).fine(0.01);
            all.push(Control::number(&layer_control("alpha", layer), alpha));
        }
    }
    all.push(Control::choice(
        "init",
        "lab.playground.init",
        &["he", "xavier", "old", "torch", "gain", "same"],
        "he",
    ));
    if values.choice("init") == "gain" {
        all.push(Control::number("gain", Range::new(0.0, 5.0, 1.4, 0.1)));
    }
    all.push(Control::choice(
        "bias",
        "lab.playground.bias",
        &["usual", "zero", "uniform"],
        "usual",
    ));
    all.push(Control::number(
        "seed",
        Range::new(0.0, 999.0, 0.0, 1.0).fine(1.0),
    ));
    all
}

fn training(values: &Values) -> Vec<Control> {
    let mut all = vec![
        Control::choice(
            "optimizer",
            "lab.playground.optimizer",
            &["gd", "momentum", "adam"],
            "gd",
        ),
        Control::choice("lr", "", &RATES, "0.3"),
        Control::choice("batch", "lab.playground.batch", &BATCHES, "all"),
        Control::choice("l1", "", &PENALTIES, "0"),
        Control::choice("l2", "", &PENALTIES, "0"),
    ];
    match Source::of(values).task() {
        Task::Classification => {
            all.push(Control::choice(
                "loss",
                "lab.playground.loss",
                &["logistic", "mse"],
                "logistic",
            ));
            all.push(Control::choice(
                "goal",
                "lab.playground.accuracy",
                &ACCURACIES,
                "0.99",
            ));
        }
        Task::Regression => all.push(Control::choice(
            "goal",
            "lab.playground.error",
            &LOSSES,
            "0.01",
        )),
    }
    all
}

/// The weights and biases that a hand has set.
fn overrides(values: &Values) -> impl Iterator<Item = Control> {
    let sizes = sizes(values);
    let set: Vec<_> = values
        .iter()
        .filter(|(name, _)| Parameter::parse(name).is_some_and(|parameter| parameter.is_in(&sizes)))
        .map(|(name, _)| Control::number(name, parameter_range()).into_override())
        .collect();
    set.into_iter()
}
