//! A playground as a specification, parsed from the values of its controls.

use super::data_spec::{DataSpec, Target};
use super::fit::target_variance;
use super::names;
use super::network_spec::NetworkSpec;
use crate::lab::{NetworkElement, Seed, TextValue, Values};
use crate::nn::{Batch, Loss, Optimizer, TrainingConfig, TrainingGoal, UpdateRule};

/// A specification of a playground.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlaygroundSpec {
    /// The data.
    pub(super) data: DataSpec,
    /// The network.
    pub(super) network: NetworkSpec,
    /// The training.
    pub(super) training: TrainingConfig,
    /// The seed of everything that is drawn.
    pub(super) seed: u64,
    /// The selected element; it may be outside of the network.
    pub(super) selected: NetworkElement,
}

impl PlaygroundSpec {
    /// The playground that complete values and the seed of the lab describe.
    pub(super) fn parse(values: &Values, seed: Seed) -> Self {
        let data = DataSpec::parse(values);
        let seed = seed.0.wrapping_add(values.count(names::SEED) as u64);
        Self {
            network: NetworkSpec::parse(values),
            training: training(values, &data, seed),
            data,
            seed,
            selected: match values.text(names::SELECTED) {
                Some(TextValue::Element(element)) => *element,
                Some(
                    TextValue::Points(_)
                    | TextValue::Curve(_)
                    | TextValue::Table(_)
                    | TextValue::Picture(_),
                )
                | None => NetworkElement::unit(1, 1),
            },
        }
    }
}

fn training(values: &Values, data: &DataSpec, seed: u64) -> TrainingConfig {
    let optimizer = Optimizer {
        rule: match values.choice(names::OPTIMIZER) {
            "momentum" => UpdateRule::Momentum { beta: 0.9 },
            "adam" => UpdateRule::Adam,
            _ => UpdateRule::Descent,
        },
        learning_rate: values.number(names::LEARNING_RATE),
        l1: values.number(names::L1),
        l2: values.number(names::L2),
    };
    let batch = match values.choice(names::BATCH) {
        "all" => Batch::Full,
        _ => Batch::Mini {
            size: values.count(names::BATCH),
            seed,
        },
    };
    let loss = match (data.target, values.choice(names::LOSS)) {
        (Target::Number, _) | (Target::Class, "mse") => Loss::Mse,
        (Target::Class, _) => Loss::Logistic,
    };
    TrainingConfig {
        loss,
        optimizer,
        batch,
        goal: goal(values, data, seed),
    }
}

fn goal(values: &Values, data: &DataSpec, seed: u64) -> TrainingGoal {
    let r2 = values.choice(names::GOAL).strip_prefix("r2-");
    if let Some(r2) = r2.and_then(|share| share.parse::<f64>().ok()) {
        let variance = target_variance(&data.split(seed).train);
        return TrainingGoal::Loss((1.0 - r2) * variance);
    }
    let wanted = values.number(names::GOAL);
    match data.target {
        _ if !wanted.is_finite() => TrainingGoal::Open,
        Target::Number => TrainingGoal::Loss(wanted),
        Target::Class => TrainingGoal::Accuracy(wanted),
    }
}
