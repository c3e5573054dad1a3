//! The controls of a playground.

use std::sync::Arc;

use super::data_spec::{Source, Target, default_curve, default_points};
use super::names::{self, Parameter};
use super::network_spec::{MAX_LAYERS, MAX_UNITS, NetworkSpec};
use super::table::default_table;
use crate::lab::shared::ACTIVATION_WORDS;
use crate::lab::{Control, Controls, NetworkElement, Range, TextValue, Values};
use crate::nn::Recipe;

/// All activations, those of the course first.
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
pub(super) const LEARNING_RATES: [&str; 15] = [
    "0.00001", "0.0001", "0.001", "0.003", "0.01", "0.03", "0.1", "0.2", "0.3", "0.5", "1", "2",
    "3", "10", "100",
];
const PENALTIES: [&str; 7] = ["0", "0.0001", "0.001", "0.003", "0.01", "0.03", "0.1"];
const BATCH_SIZES: [&str; 7] = ["all", "1", "4", "8", "16", "32", "64"];
pub(super) const GOAL_ACCURACIES: [&str; 6] = ["none", "0.8", "0.9", "0.95", "0.99", "1"];
/// Goals of a table with a number as its target: shares of the variance of the target.
const GOAL_R2: [&str; 6] = ["none", "r2-0.5", "r2-0.8", "r2-0.9", "r2-0.95", "r2-0.99"];
const GOAL_LOSSES: [&str; 6] = ["none", "0.1", "0.03", "0.01", "0.003", "0.001"];

/// The range of weights and biases that are set by hand.
const PARAMETER_RANGE: Range = Range::new(-100.0, 100.0, 0.0, 0.1);

/// The controls that exist at `values`.
pub(super) fn controls(values: &Values) -> Controls {
    let source = Source::parse(values);
    let mut all = data_controls(&source);
    all.extend(network_controls(values));
    all.extend(training_controls(&source));
    let first = TextValue::Element(NetworkElement::unit(1, 1));
    all.push(Control::text(names::SELECTED, first));
    all.extend(overrides(values));
    Controls(all)
}

fn data_controls(source: &Source) -> Vec<Control> {
    let mut all = vec![Control::choice(
        names::DATA,
        "lab.playground.data",
        &Source::OPTIONS,
        "circle",
    )];
    let mut test_share = 0.2;
    match source {
        Source::Recipe { recipe, .. } => {
            if *recipe == Recipe::Xor4 {
                test_share = 0.0;
            } else {
                let usual = f64::from(recipe.default_count());
                let range = Range::new(8.0, 512.0, usual, 8.0).fine(1.0);
                all.push(Control::number(names::SAMPLES, range));
            }
            let range = Range::new(0.0, 0.5, 0.0, 0.05).fine(0.01);
            all.push(Control::number(names::NOISE, range));
        }
        Source::Points(_) => all.extend([
            Control::text(names::POINTS, default_points()),
            standardise_control(),
        ]),
        Source::Curve(_) => all.extend([
            Control::text(names::CURVE, default_curve()),
            standardise_control(),
        ]),
        Source::Table(_) => {
            let default = TextValue::Table(Arc::new(default_table()));
            all.push(Control::text(names::TABLE, default));
        }
    }
    let range = Range::new(0.0, 0.8, test_share, 0.1).fine(0.05);
    all.push(Control::number(names::TEST_SHARE, range));
    all
}

fn standardise_control() -> Control {
    let words = "lab.playground.standardise";
    Control::choice(names::STANDARDISE, words, &["off", "on"], "off")
}

fn network_controls(values: &Values) -> Vec<Control> {
    let layers = Range::new(0.0, MAX_LAYERS as f64, 1.0, 1.0).fine(1.0);
    let mut all = vec![Control::number(names::LAYERS, layers)];
    let count = if values.number(names::LAYERS).is_finite() {
        values.count(names::LAYERS).min(MAX_LAYERS)
    } else {
        1
    };
    all.extend((1..=count).flat_map(|layer| layer_controls(values, layer)));
    let inits = ["he", "xavier", "old", "torch", "gain", "same"];
    let words = "lab.playground.init";
    all.push(Control::choice(names::INIT, words, &inits, "he"));
    if values.choice(names::INIT) == "gain" {
        let range = Range::new(0.0, 5.0, 1.4, 0.1);
        all.push(Control::number(names::GAIN, range));
    }
    let bias_inits = ["usual", "zero", "uniform"];
    let words = "lab.playground.bias";
    all.push(Control::choice(
        names::BIAS_INIT,
        words,
        &bias_inits,
        "usual",
    ));
    let range = Range::new(0.0, 999.0, 0.0, 1.0).fine(1.0);
    all.push(Control::number(names::SEED, range));
    all
}

fn layer_controls(values: &Values, layer: usize) -> Vec<Control> {
    let units = Range::new(1.0, MAX_UNITS as f64, 4.0, 1.0).fine(1.0);
    let activation = names::activation(layer);
    let mut all = vec![
        Control::number(&names::units(layer), units),
        Control::choice(&activation, ACTIVATION_WORDS, &ACTIVATIONS, "relu"),
    ];
    if values.choice(&activation) == "leaky" {
        let range = Range::new(0.0, 1.0, 0.1, 0.05).fine(0.01);
        all.push(Control::number(&names::leak(layer), range));
    }
    all
}

fn training_controls(source: &Source) -> Vec<Control> {
    let optimizers = ["gd", "momentum", "adam"];
    let words = "lab.playground.optimizer";
    let mut all = vec![
        Control::choice(names::OPTIMIZER, words, &optimizers, "gd"),
        Control::choice(names::LEARNING_RATE, "", &LEARNING_RATES, "0.3"),
        Control::choice(names::BATCH, "lab.playground.batch", &BATCH_SIZES, "all"),
        Control::choice(names::L1, "", &PENALTIES, "0"),
        Control::choice(names::L2, "", &PENALTIES, "0"),
    ];
    let goal = match (source.target(), source) {
        (Target::Class, _) => {
            let losses = ["logistic", "mse"];
            let words = "lab.playground.loss";
            all.push(Control::choice(names::LOSS, words, &losses, "logistic"));
            let words = "lab.playground.accuracy";
            Control::choice(names::GOAL, words, &GOAL_ACCURACIES, "0.99")
        }
        (Target::Number, Source::Table(_)) => {
            Control::choice(names::GOAL, "lab.playground.r2", &GOAL_R2, "r2-0.95")
        }
        (Target::Number, _) => {
            Control::choice(names::GOAL, "lab.playground.error", &GOAL_LOSSES, "0.01")
        }
    };
    all.push(goal);
    all
}

/// The weights and biases that are set by hand.
fn overrides(values: &Values) -> Vec<Control> {
    let sizes = NetworkSpec::parse(values).sizes();
    let is_in_network = |name: &&str| {
        let parameter = Parameter::parse(name);
        parameter.is_some_and(|parameter| parameter.is_in(&sizes))
    };
    values
        .names()
        .filter(is_in_network)
        .map(|name| Control::number(name, PARAMETER_RANGE).into_override())
        .collect()
}
