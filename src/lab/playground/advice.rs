//! What ails a playground's training, in words, and what would help.

use super::controls::layer_control;
use super::source::Source;
use crate::lab::{Advice, Fix, Values};
use crate::locale::Phrase;
use crate::nn::{Activation, Network, Since, Task, Trainer, TrainingProblem, diagnose};

/// Units that mend a net with too few pieces.
const PLENTY: usize = 8;

/// What ails the training, and what would help; nothing for a healthy one. `sound` is the last step before the present
/// one at which every layer was alive and a hand changed something: there a run can be taken up again.
pub(super) fn advice(
    trainer: &Trainer,
    losses: &[(f64, f64)],
    since: Since,
    sound: u64,
    values: &Values,
) -> Option<Advice> {
    let ailment = diagnose(trainer, losses, since)?;
    Some(Advice {
        message: says(ailment),
        fix: fix(ailment, trainer.network(), sound, values),
    })
}

fn says(ailment: TrainingProblem) -> Phrase {
    match ailment {
        TrainingProblem::Diverged {
            step,
            learning_rate,
        } => about("diverged")
            .with("step", step)
            .with("rate", learning_rate),
        TrainingProblem::Symmetric { layer, units } => about("symmetric")
            .with("layer", layer + 1)
            .with("units", units),
        TrainingProblem::Dead {
            layer,
            off,
            units,
            learning_rate,
            from_the_start,
        } => about(if from_the_start {
            "dead-from-the-start"
        } else {
            "dead"
        })
        .with("layer", layer + 1)
        .with("off", off)
        .with("units", units)
        .with("rate", learning_rate),
        TrainingProblem::Exploding { ratio, layers } => about("exploding")
            .with("ratio", ratio)
            .with("layers", layers),
        TrainingProblem::Vanishing { ratio, layers } => about("vanishing")
            .with("ratio", ratio)
            .with("layers", layers),
        TrainingProblem::Linear { loss, layers: 0 } => about("no-layer").with("loss", loss),
        TrainingProblem::Linear { loss, layers } => {
            about("linear").with("loss", loss).with("layers", layers)
        }
        TrainingProblem::TooFewPieces { most, needed } => about("too-few-pieces")
            .with("most", most)
            .with("needed", needed),
        TrainingProblem::Saturated { layer, flat, units } => about("saturated")
            .with("layer", layer + 1)
            .with("flat", flat)
            .with("units", units),
        TrainingProblem::TooFast { .. } | TrainingProblem::TooSlow { .. } => pace(ailment),
    }
}

/// What is said of steps that are too long or too short.
fn pace(ailment: TrainingProblem) -> Phrase {
    match ailment {
        TrainingProblem::TooSlow {
            learning_rate,
            steps,
            start,
            loss,
        } => about("too-slow")
            .with("rate", learning_rate)
            .with("steps", steps)
            .with("start", start)
            .with("loss", loss),
        TrainingProblem::TooFast {
            learning_rate,
            loss,
            start,
        } => about("too-fast")
            .with("rate", learning_rate)
            .with("loss", loss)
            .with("start", start),
        other => says(other),
    }
}

fn about(what: &str) -> Phrase {
    Phrase::key(format!("lab.playground.ailment.{what}"))
}

fn fix(ailment: TrainingProblem, network: &Network, sound: u64, values: &Values) -> Option<Fix> {
    let about = |what: &str| Phrase::key(format!("lab.playground.remedy.{what}"));
    let layers = network.layers().len() - 1;
    match ailment {
        TrainingProblem::Diverged { learning_rate, .. }
        | TrainingProblem::TooFast { learning_rate, .. }
        | TrainingProblem::Dead {
            learning_rate,
            from_the_start: false,
            ..
        } => {
            let rate = slower(learning_rate, values)?;
            Some(Fix {
                message: about("slower")
                    .with("rate", Phrase::verbatim(rate))
                    .with("step", sound),
                rewind_to: Some(sound),
                set: Values::new().with("lr", rate),
            })
        }
        TrainingProblem::TooSlow { .. } => {
            let rate = usual_rate(values);
            let message = about("faster").with("rate", Phrase::verbatim(rate));
            Some(here(message, Values::new().with("lr", rate)))
        }
        TrainingProblem::Dead { layer, .. } => {
            let set = Values::new().with(&layer_control("f", layer + 1), "leaky");
            Some(here(about("leaky").with("layer", layer + 1), set))
        }
        TrainingProblem::Symmetric { .. } | TrainingProblem::Exploding { .. } => {
            Some(here(about("he"), Values::new().with("init", "he")))
        }
        TrainingProblem::Vanishing { .. } | TrainingProblem::Saturated { .. } => {
            let bends = network.layers().iter().take(layers);
            let is_relu = bends
                .clone()
                .all(|layer| layer.activation == Activation::Relu);
            let set = Values::new().with("init", "he");
            if is_relu && values.choice("init") != "he" {
                return Some(here(about("he"), set));
            }
            Some(here(about("relu"), all_relu(layers, set)))
        }
        TrainingProblem::Linear { layers: 0, .. } => {
            let set = Values::new()
                .with("layers", 1.0)
                .with("units_1", PLENTY as f64)
                .with("f_1", "relu");
            Some(here(about("layer").with("units", PLENTY), set))
        }
        TrainingProblem::Linear { layers, .. } => {
            Some(here(about("bend"), all_relu(layers, Values::new())))
        }
        TrainingProblem::TooFewPieces { .. } => {
            let set = Values::new()
                .with("layers", (layers as f64).max(1.0))
                .with("units_1", PLENTY as f64)
                .with("f_1", "relu");
            Some(here(about("units").with("units", PLENTY), set))
        }
    }
}

/// A remedy that takes hold where the training stands.
fn here(message: Phrase, set: Values) -> Fix {
    Fix {
        message,
        rewind_to: None,
        set,
    }
}

fn all_relu(layers: usize, set: Values) -> Values {
    (1..=layers).fold(set, |set, layer| {
        set.with(&layer_control("f", layer), "relu")
    })
}

/// A rate that is usual for the rule in use.
fn usual_rate(values: &Values) -> &'static str {
    match (values.choice("optimizer"), Source::of(values).task()) {
        ("adam", _) | (_, Task::Regression) => "0.03",
        (_, Task::Classification) => "0.3",
    }
}

/// A rate that is usual, or the largest of the control that is at most a tenth of `rate`, whichever is smaller.
fn slower(rate: f64, values: &Values) -> Option<&'static str> {
    let rates = super::controls::RATES.iter().copied();
    let usual = usual_rate(values).parse().unwrap_or(f64::INFINITY);
    let most = (rate / 10.0).min(usual) * 1.001;
    let fits = |text: &&str| text.parse::<f64>().is_ok_and(|slower| slower <= most);
    rates.rev().find(fits)
}
