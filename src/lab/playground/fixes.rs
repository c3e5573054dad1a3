//! The fixes of training problems, as values to set.

use std::sync::Arc;

use super::controls::{GOAL_ACCURACIES, LEARNING_RATES};
use super::data_spec::Source;
use super::names;
use super::network_spec::{MAX_LAYERS, MAX_UNITS};
use crate::lab::shared::TrainingRun;
use crate::lab::{DataTable, Fix, TextValue, Value, Values};
use crate::locale::Phrase;
use crate::nn::{FixKind, TrainingProblem};

/// The units of a layer that is wide enough for most data.
const ENOUGH_UNITS: usize = 8;
/// Each piece of a curve gets about this many units, since training does not place them all well.
const UNITS_PER_PIECE: f64 = 1.5;
/// The penalty against overfitting.
const USUAL_PENALTY: &str = "0.01";
/// The largest seed.
const MAX_SEED: f64 = 999.0;

/// The fix of a kind; none where the playground has no room for it. It should help within `steps` steps.
pub(super) fn build_fix(
    kind: FixKind,
    steps: u64,
    problem: &TrainingProblem,
    training: &TrainingRun,
    values: &Values,
) -> Option<Fix> {
    let (message, set) = change(kind, problem, training, values)?;
    Some(Fix {
        kind,
        message: word("within").with("fix", message).with("steps", steps),
        steps,
        rewind_to: rewind(kind, number(problem, "step"), training),
        set,
    })
}

/// The number of a problem that is called `name`.
fn number(problem: &TrainingProblem, name: &str) -> Option<f64> {
    let mut numbers = problem.numbers.iter();
    let number = numbers.find(|(other, _)| *other == name);
    number.map(|(_, number)| *number)
}

/// `number` as a count.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast to integers saturates"
)]
fn count(number: f64) -> usize {
    number as usize
}

/// The words of a fix and the values that it sets.
fn change(
    kind: FixKind,
    problem: &TrainingProblem,
    training: &TrainingRun,
    values: &Values,
) -> Option<(Phrase, Values)> {
    let number = |name: &str| number(problem, name);
    let source = Source::parse(values);
    let layers = training.network().layers().len() - 1;
    let change = match kind {
        FixKind::Standardise => standardise(&source),
        FixKind::Slower => slow_down(training, values)?,
        FixKind::Faster => {
            let rate = usual_rate(values);
            let message = word("faster").with("rate", Phrase::verbatim(rate));
            (message, set(names::LEARNING_RATE, rate))
        }
        FixKind::Leaky => {
            let layer = number("layer")?;
            let name = names::activation(count(layer));
            (word("leaky").with("layer", layer), set(&name, "leaky"))
        }
        FixKind::He => (word("he"), set(names::INIT, "he")),
        FixKind::Relu => {
            let set = set(names::INIT, "he");
            let (is_wider, set) = all_relu(layers, values, set);
            (
                word(if is_wider { "relu-wide" } else { "relu" }).with("units", ENOUGH_UNITS),
                set,
            )
        }
        FixKind::Bend => {
            let (is_wider, set) = all_relu(layers, values, Values::new());
            (
                word(if is_wider { "bend-wide" } else { "bend" }).with("units", ENOUGH_UNITS),
                set,
            )
        }
        FixKind::Layer => add_layer(),
        FixKind::Units => more_units(values, number("needed"))?,
        FixKind::Seed => {
            let seed = (values.number(names::SEED) + 1.0) % (MAX_SEED + 1.0);
            (word("seed").with("seed", seed), set(names::SEED, seed))
        }
        FixKind::NoPenalty => (word("no-penalty"), set(names::L1, "0").with(names::L2, "0")),
        FixKind::LowerGoal => lower_goal(number("best")?)?,
        FixKind::StrictGoal => (word("strict-goal"), set(names::GOAL, "1")),
        FixKind::NoTest => (word("no-test"), set(names::TEST_SHARE, 0.0)),
        FixKind::Penalty => {
            let message = word("penalty").with("step", number("step")?);
            let message = message.with("penalty", Phrase::verbatim(USUAL_PENALTY));
            (message, set(names::L2, USUAL_PENALTY))
        }
    };
    Some(change)
}

fn word(name: &str) -> Phrase {
    Phrase::key(format!("lab.playground.fix.{name}"))
}

fn set(name: &str, value: impl Into<Value>) -> Values {
    Values::new().with(name, value)
}

/// The step to rewind to before a fix of this kind; `step` is the one that the problem names.
fn rewind(kind: FixKind, step: Option<f64>, training: &TrainingRun) -> Option<u64> {
    match kind {
        FixKind::Slower => Some(training.last_sound_change()),
        FixKind::NoPenalty => Some(0),
        FixKind::Penalty => step.map(|step| count(step) as u64),
        FixKind::Standardise
        | FixKind::Faster
        | FixKind::Leaky
        | FixKind::He
        | FixKind::Relu
        | FixKind::Bend
        | FixKind::Layer
        | FixKind::Units
        | FixKind::Seed
        | FixKind::LowerGoal
        | FixKind::StrictGoal
        | FixKind::NoTest => None,
    }
}

/// A lower learning rate from the last change on that found every layer alive; none where the rate is the lowest.
fn slow_down(training: &TrainingRun, values: &Values) -> Option<(Phrase, Values)> {
    let lower = lower_rate(values)?;
    let message = word("slower").with("rate", Phrase::verbatim(lower));
    let message = message.with("step", training.last_sound_change());
    Some((message, set(names::LEARNING_RATE, lower)))
}

/// A hidden layer of `ReLU` units.
fn add_layer() -> (Phrase, Values) {
    let set = set(names::LAYERS, 1.0);
    let set = set.with(&names::units(1), ENOUGH_UNITS as f64);
    let message = word("layer").with("units", ENOUGH_UNITS);
    (message, set.with(&names::activation(1), "relu"))
}

/// Data that are scaled. The wide circle is scaled already under another name.
fn standardise(source: &Source) -> (Phrase, Values) {
    match source {
        Source::Recipe { .. } => (word("scaled-circle"), set(names::DATA, "circle")),
        Source::Points(_) | Source::Curve(_) => {
            (word("standardise"), set(names::STANDARDISE, "on"))
        }
        Source::Table(table) => {
            let table = Arc::new(DataTable {
                is_standardised: true,
                ..DataTable::clone(table)
            });
            let value = Value::Text(TextValue::Table(table));
            (word("standardise"), set(names::TABLE, value))
        }
    }
}

/// More units in the first layer, or a second layer; none where both are at their maximum. For a curve that needs `needed`
/// straight pieces, enough units for them.
fn more_units(values: &Values, needed: Option<f64>) -> Option<(Phrase, Values)> {
    let layers = values.count(names::LAYERS).min(MAX_LAYERS);
    let present = values.count(&names::units(1));
    let wanted = needed.map_or(0, |pieces| count((UNITS_PER_PIECE * pieces).ceil()));
    let doubled = if layers == 0 || present < ENOUGH_UNITS {
        ENOUGH_UNITS
    } else {
        2 * present
    };
    if doubled <= MAX_UNITS && wanted <= MAX_UNITS {
        let units = doubled.max(wanted);
        let set = set(names::LAYERS, layers.max(1) as f64);
        let set = set.with(&names::units(1), units as f64);
        return Some((word("units").with("units", units), set));
    }
    (layers <= 1).then(|| {
        let set = set(names::LAYERS, 2.0);
        let set = set.with(&names::units(1), MAX_UNITS as f64);
        let set = set.with(&names::units(2), MAX_UNITS as f64);
        // Plain descent places that many kinks too slowly.
        let set = set
            .with(names::OPTIMIZER, "adam")
            .with(names::LEARNING_RATE, "0.01");
        (word("second-layer").with("units", MAX_UNITS), set)
    })
}

/// The highest goal that is at most `best` percent.
fn lower_goal(best: f64) -> Option<(Phrase, Values)> {
    let mut goals = GOAL_ACCURACIES.iter().rev();
    let goal = goals.find(|goal| goal.parse().is_ok_and(|share: f64| 100.0 * share <= best))?;
    let label = Phrase::key(format!("lab.playground.accuracy.{goal}"));
    Some((
        word("lower-goal").with("goal", label),
        set(names::GOAL, *goal),
    ))
}

/// `set` with `ReLU` in every layer, and enough units: narrow layers are soon off altogether. Whether some layer gets wider,
/// and the values.
fn all_relu(layers: usize, values: &Values, set: Values) -> (bool, Values) {
    let with_layer = |(is_wider, set): (bool, Values), layer: usize| {
        let set = set.with(&names::activation(layer), "relu");
        let name = names::units(layer);
        if values.count(&name) < ENOUGH_UNITS {
            return (true, set.with(&name, ENOUGH_UNITS as f64));
        }
        (is_wider, set)
    };
    (1..=layers).fold((false, set), with_layer)
}

/// The usual learning rate of the optimizer in use.
fn usual_rate(values: &Values) -> &'static str {
    let is_adam = values.choice(names::OPTIMIZER) == "adam";
    match Source::parse(values).target() {
        super::data_spec::Target::Class if !is_adam => "0.3",
        _ => "0.03",
    }
}

/// The usual learning rate, or the largest of the control that is at most a tenth of the present one, whichever is lower.
fn lower_rate(values: &Values) -> Option<&'static str> {
    let rate = values.number(names::LEARNING_RATE);
    let usual = usual_rate(values).parse().unwrap_or(f64::INFINITY);
    let most = (rate / 10.0).min(usual) * 1.001;
    let fits = |text: &&str| text.parse::<f64>().is_ok_and(|lower| lower <= most);
    LEARNING_RATES.iter().copied().rev().find(fits)
}
