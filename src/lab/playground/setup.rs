//! From what the controls stand at to a network before its data.

use super::controls::{layer_control, sizes};
use super::parameter::Parameter;
use super::source::Source;
use crate::lab::Value;
use crate::lab::Values;
use crate::nn::{
    Activation, Batch, BiasInit, Dataset, Goal, Init, Loss, Network, Optimizer, Plan, Rule, Task,
    Training,
};

/// Data to learn from, and those held back.
pub(super) struct Split {
    pub(super) train: Dataset,
    pub(super) test: Option<Dataset>,
}

/// The data that `values` ask for.
pub(super) fn data(values: &Values, seed: u64) -> Split {
    let all = Source::of(values).draw(values, seed);
    let (train, test) = all.split(values.number("test"), seed);
    Split { train, test }
}

/// The network that `values` ask for, with the weights that hands have set before its first step.
pub(super) fn network(values: &Values, seed: u64) -> Network {
    let plan = Plan {
        sizes: sizes(values),
        activation: Activation::Identity,
        init: init(values),
        // On a line, kinks that all begin at 0 would have a long way to go.
        bias: match (values.choice("bias"), Source::of(values).task()) {
            ("uniform", _) | ("usual", Task::Regression) => BiasInit::Uniform,
            (_, _) => BiasInit::Zero,
        },
    };
    let mut network = plan.draw(seed);
    network.set_activations(&activations(values));
    for (name, value) in values.iter() {
        if let Value::Number(number) = value {
            set(&mut network, name, *number);
        }
    }
    network
}

/// Sets the parameter called `name`; whether there is one.
pub(super) fn set(network: &mut Network, name: &str, number: f64) -> bool {
    let index = Parameter::parse(name).and_then(|parameter| parameter.index(network));
    let slot = index.and_then(|index| network.parameters_mut().get_mut(index));
    if let Some(slot) = slot {
        *slot = number;
        return true;
    }
    false
}

fn init(values: &Values) -> Init {
    match values.choice("init") {
        "xavier" => Init::Xavier,
        "old" => Init::Old,
        "torch" => Init::Torch,
        "gain" => Init::Gain(values.number("gain")),
        "same" => Init::Same,
        _ => Init::He,
    }
}

/// The activation of each hidden layer.
fn activations(values: &Values) -> Vec<Activation> {
    let layer = |layer| match values.choice(&layer_control("f", layer)) {
        "leaky" => Activation::Leaky {
            alpha: values.number(&layer_control("alpha", layer)),
        },
        name => name.parse().unwrap_or(Activation::Identity),
    };
    (1..=values.count("layers")).map(layer).collect()
}

/// How `values` ask for it to be trained.
pub(super) fn training(values: &Values, seed: u64) -> Training {
    let task = Source::of(values).task();
    let optimizer = Optimizer {
        rule: match values.choice("optimizer") {
            "momentum" => Rule::Momentum { beta: 0.9 },
            "adam" => Rule::Adam,
            _ => Rule::Descent,
        },
        learning_rate: values.number("lr"),
        l1: values.number("l1"),
        l2: values.number("l2"),
    };
    let batch = match values.choice("batch") {
        "all" => Batch::Full,
        _ => Batch::Mini {
            size: values.count("batch"),
            seed,
        },
    };
    let loss = match (task, values.choice("loss")) {
        (Task::Regression, _) | (Task::Classification, "mse") => Loss::Mse,
        (Task::Classification, _) => Loss::Logistic,
    };
    let wanted = values.number("goal");
    let goal = match task {
        _ if !wanted.is_finite() => Goal::Open,
        Task::Regression => Goal::Loss(wanted),
        Task::Classification => Goal::Accuracy(wanted),
    };
    Training {
        loss,
        optimizer,
        batch,
        goal,
    }
}
