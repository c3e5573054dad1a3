//! Learning rates that are too large or too small.

use super::evidence::{Evidence, Numbers};
use crate::nn::train::{TrainingStatus, UpdateRule};

/// The loss, as a multiple of the loss before, from which training counts as jumping.
const JUMP: f64 = 2.0;
/// A loss below this share of the first loss means that most was learned.
const LEARNED: f64 = 0.25;
/// A usual rate is tried in place of one that is smaller by at least this factor.
const MUCH_LARGER: f64 = 5.0;
/// The number of steps before a jump is reported.
const JUMP_PATIENCE: u64 = 3;
/// The same multiple within the first steps, in which healthy training may jump once, too.
const FIRST_JUMP: f64 = 10.0;
/// The number of those steps.
const FIRST_STEPS: u64 = 10;

/// A parameter or the loss is not finite.
pub(super) fn diverged(evidence: &Evidence<'_>) -> Option<Numbers> {
    match evidence.trainer.status() {
        TrainingStatus::Running => None,
        TrainingStatus::Diverged { step } => Some(vec![
            ("step", step as f64),
            ("rate", evidence.learning_rate()),
        ]),
    }
}

/// The loss from which a jump is measured: that at the start of the present settings or, if most was learned before,
/// the lowest.
fn loss_before_jump(evidence: &Evidence<'_>) -> f64 {
    if evidence.best_loss < LEARNED * evidence.first_loss {
        evidence.best_loss
    } else {
        evidence.start_loss()
    }
}

/// Whether the loss is far above the loss before, and large.
pub(super) fn has_jumped(evidence: &Evidence<'_>) -> bool {
    let loss = evidence.trainer.loss();
    let jump = if evidence.steps < FIRST_STEPS {
        FIRST_JUMP
    } else {
        JUMP
    };
    let is_jump = loss > jump * loss_before_jump(evidence) && loss > 0.5 * evidence.first_loss;
    evidence.steps >= JUMP_PATIENCE && is_jump
}

/// Whether the loss rises in at least a third of the late steps, by more than rounding.
fn oscillates(evidence: &Evidence<'_>) -> bool {
    let middle = evidence.middle_step();
    let late = evidence.losses.iter().filter(|(step, _)| *step > middle);
    let late: Vec<f64> = late.map(|(_, loss)| *loss).collect();
    let rises = late.windows(2).filter(|two| two[1] > 1.02 * two[0]).count();
    late.len() > 10 && rises * 3 >= late.len()
}

pub(super) fn too_fast(evidence: &Evidence<'_>) -> Option<Numbers> {
    let is_too_fast = has_jumped(evidence) || (evidence.has_stopped() && oscillates(evidence));
    is_too_fast.then(|| {
        vec![
            ("rate", evidence.learning_rate()),
            ("start", loss_before_jump(evidence)),
            ("loss", evidence.trainer.loss()),
        ]
    })
}

pub(super) fn too_slow(evidence: &Evidence<'_>) -> Option<Numbers> {
    let (start, loss) = (evidence.start_loss(), evidence.trainer.loss());
    let is_too_slow =
        loss > 0.95 * start && evidence.has_stopped() && larger_rate_would_help(evidence);
    is_too_slow.then(|| {
        vec![
            ("rate", evidence.learning_rate()),
            ("steps", evidence.steps as f64),
            ("start", start),
            ("loss", loss),
        ]
    })
}

/// The usual learning rate of the optimizer in use.
pub(super) fn usual_rate(evidence: &Evidence<'_>) -> f64 {
    match evidence.trainer.config().optimizer.rule {
        UpdateRule::Descent => 0.3,
        UpdateRule::Momentum { .. } | UpdateRule::Adam => 0.03,
    }
}

/// Whether a thousand steps hardly change the loss at this rate and change it at a usual rate, by the slope of the loss
/// in the direction of the step.
pub(super) fn larger_rate_would_help(evidence: &Evidence<'_>) -> bool {
    let gradient = evidence.trainer.pass().gradient();
    let squares = || gradient.iter().map(|g| g * g).sum::<f64>();
    let usual_rate = usual_rate(evidence);
    let fall = match evidence.trainer.config().optimizer.rule {
        UpdateRule::Descent => squares(),
        UpdateRule::Momentum { beta } => squares() / (1.0 - beta),
        // A step of Adam changes each parameter by about the rate.
        UpdateRule::Adam => gradient.iter().map(|g| g.abs()).sum::<f64>(),
    };
    if MUCH_LARGER * evidence.learning_rate() > usual_rate {
        return false;
    }
    let enough = 0.1 * evidence.trainer.loss();
    let fall_in_1000_steps = |rate: f64| 1000.0 * rate * fall;
    fall_in_1000_steps(evidence.learning_rate()) < enough && fall_in_1000_steps(usual_rate) > enough
}
