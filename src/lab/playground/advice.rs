//! Advice: why a playground's training fails, in words, and what fixes it.

use super::names;
use super::spec::PlaygroundSpec;
use crate::lab::shared::TrainingRun;
use crate::lab::{Advice, Fix, Values};
use crate::locale::Phrase;
use crate::nn::{Activation, Init, Network, Task, TrainingProblem, UpdateRule, diagnose};

/// The units of a layer that fixes a network with too few pieces.
const ENOUGH_UNITS: usize = 8;

/// The problem of `training` and its fix; none for a healthy one.
pub(super) fn advise(training: &TrainingRun, spec: &PlaygroundSpec) -> Option<Advice> {
    let problem = diagnose(
        training.trainer(),
        &training.losses(),
        training.settings_since(),
    )?;
    Some(Advice {
        message: problem_message(problem),
        fix: fix(problem, training, spec),
    })
}

fn problem_message(problem: TrainingProblem) -> Phrase {
    match problem {
        TrainingProblem::Diverged {
            step,
            learning_rate,
        } => problem_phrase("diverged")
            .with("step", step)
            .with("rate", learning_rate),
        TrainingProblem::Symmetric { layer, units } => problem_phrase("symmetric")
            .with("layer", layer + 1)
            .with("units", units),
        TrainingProblem::Dead {
            layer,
            off,
            units,
            learning_rate,
            from_the_start,
        } => problem_phrase(if from_the_start {
            "dead-from-the-start"
        } else {
            "dead"
        })
        .with("layer", layer + 1)
        .with("off", off)
        .with("units", units)
        .with("rate", learning_rate),
        TrainingProblem::Exploding { ratio, layers } => problem_phrase("exploding")
            .with("ratio", ratio)
            .with("layers", layers),
        TrainingProblem::Vanishing { ratio, layers } => problem_phrase("vanishing")
            .with("ratio", ratio)
            .with("layers", layers),
        TrainingProblem::Linear { loss, layers: 0 } => {
            problem_phrase("no-layer").with("loss", loss)
        }
        TrainingProblem::Linear { loss, layers } => problem_phrase("linear")
            .with("loss", loss)
            .with("layers", layers),
        TrainingProblem::TooFewPieces { most, needed } => problem_phrase("too-few-pieces")
            .with("most", most)
            .with("needed", needed),
        TrainingProblem::Saturated { layer, flat, units } => problem_phrase("saturated")
            .with("layer", layer + 1)
            .with("flat", flat)
            .with("units", units),
        TrainingProblem::TooFast { .. } | TrainingProblem::TooSlow { .. } => rate_message(problem),
    }
}

/// The message about steps that are too long or too short.
fn rate_message(problem: TrainingProblem) -> Phrase {
    match problem {
        TrainingProblem::TooSlow {
            learning_rate,
            steps,
            start,
            loss,
        } => problem_phrase("too-slow")
            .with("rate", learning_rate)
            .with("steps", steps)
            .with("start", start)
            .with("loss", loss),
        TrainingProblem::TooFast {
            learning_rate,
            loss,
            start,
        } => problem_phrase("too-fast")
            .with("rate", learning_rate)
            .with("loss", loss)
            .with("start", start),
        other => problem_message(other),
    }
}

fn problem_phrase(name: &str) -> Phrase {
    Phrase::key(format!("lab.playground.problem.{name}"))
}

fn fix_phrase(name: &str) -> Phrase {
    Phrase::key(format!("lab.playground.fix.{name}"))
}

/// The fix of `problem`.
fn fix(problem: TrainingProblem, training: &TrainingRun, spec: &PlaygroundSpec) -> Option<Fix> {
    let network = training.network();
    let layers = network.layers().len() - 1;
    let fix = match problem {
        TrainingProblem::Diverged { learning_rate, .. }
        | TrainingProblem::TooFast { learning_rate, .. }
        | TrainingProblem::Dead {
            learning_rate,
            from_the_start: false,
            ..
        } => slow_down(learning_rate, training.last_sound_change(), spec)?,
        TrainingProblem::TooSlow { .. } => {
            let rate = usual_rate(spec);
            let message = fix_phrase("faster").with("rate", Phrase::verbatim(rate));
            set_now(message, Values::new().with(names::LEARNING_RATE, rate))
        }
        TrainingProblem::Dead {
            layer,
            from_the_start: true,
            ..
        } => {
            let set = Values::new().with(&names::activation(layer + 1), "leaky");
            set_now(fix_phrase("leaky").with("layer", layer + 1), set)
        }
        TrainingProblem::Symmetric { .. } | TrainingProblem::Exploding { .. } => {
            set_now(fix_phrase("he"), Values::new().with(names::INIT, "he"))
        }
        TrainingProblem::Vanishing { .. } | TrainingProblem::Saturated { .. } => {
            strengthen_signal(network, spec)
        }
        TrainingProblem::Linear { layers: 0, .. } => {
            let message = fix_phrase("layer").with("units", ENOUGH_UNITS);
            set_now(message, wide_first_layer(1))
        }
        TrainingProblem::Linear { layers, .. } => {
            set_now(fix_phrase("bend"), all_relu(layers, Values::new()))
        }
        TrainingProblem::TooFewPieces { .. } => {
            let message = fix_phrase("units").with("units", ENOUGH_UNITS);
            set_now(message, wide_first_layer(layers.max(1)))
        }
    };
    Some(fix)
}

/// A fix at the present step.
fn set_now(message: Phrase, set: Values) -> Fix {
    Fix {
        message,
        rewind_to: None,
        set,
    }
}

/// Rewinds to step `sound`, the last change while every layer was alive, and continues with a lower learning rate.
fn slow_down(rate: f64, sound: u64, spec: &PlaygroundSpec) -> Option<Fix> {
    let lower = lower_rate(rate, spec)?;
    let message = fix_phrase("slower").with("rate", Phrase::verbatim(lower));
    Some(Fix {
        message: message.with("step", sound),
        rewind_to: Some(sound),
        set: Values::new().with(names::LEARNING_RATE, lower),
    })
}

/// He's initial weights for a network of `ReLU` units, `ReLU` units for others.
fn strengthen_signal(network: &Network, spec: &PlaygroundSpec) -> Fix {
    let layers = network.layers().len() - 1;
    let mut hidden = network.layers().iter().take(layers);
    let is_relu = hidden.all(|layer| layer.activation == Activation::Relu);
    let set = Values::new().with(names::INIT, "he");
    if is_relu && spec.network.init != Init::He {
        return set_now(fix_phrase("he"), set);
    }
    set_now(fix_phrase("relu"), all_relu(layers, set))
}

/// `layers` hidden layers, of which the first has enough `ReLU` units.
fn wide_first_layer(layers: usize) -> Values {
    Values::new()
        .with(names::LAYERS, layers as f64)
        .with(&names::units(1), ENOUGH_UNITS as f64)
        .with(&names::activation(1), "relu")
}

fn all_relu(layers: usize, set: Values) -> Values {
    (1..=layers).fold(set, |set, layer| {
        set.with(&names::activation(layer), "relu")
    })
}

/// The usual learning rate of the optimizer in use.
fn usual_rate(spec: &PlaygroundSpec) -> &'static str {
    match (spec.training.optimizer.rule, spec.data.target.task()) {
        (UpdateRule::Adam, _) | (_, Task::Regression) => "0.03",
        (_, Task::Classification) => "0.3",
    }
}

/// The usual learning rate, or the largest of the control that is at most a tenth of `rate`, whichever is lower.
fn lower_rate(rate: f64, spec: &PlaygroundSpec) -> Option<&'static str> {
    let rates = super::controls::LEARNING_RATES.iter().copied();
    let usual = usual_rate(spec).parse().unwrap_or(f64::INFINITY);
    let most = (rate / 10.0).min(usual) * 1.001;
    let fits = |text: &&str| text.parse::<f64>().is_ok_and(|lower| lower <= most);
    rates.rev().find(fits)
}
