//! Test data that show more than the training data do.

use super::evidence::{Evidence, Numbers, PATIENCE};
use super::samples::squared_distance;
use crate::nn::data::Task;
use crate::nn::simd::Inference;

/// The test loss, as a multiple of its lowest, from which a network overfits.
const RISE: f64 = 2.0;
/// The training loss, as a share of that at the lowest test loss, below which a network overfits.
const FALL: f64 = 0.7;

/// The test took away the only samples of some place: what was learned is right, and most of the test is wrong.
pub(super) fn split(evidence: &Evidence<'_>) -> Option<Numbers> {
    let (trainer, test) = (evidence.trainer, evidence.test?);
    let data = trainer.data();
    let is_done = trainer.at_goal() || evidence.has_stopped();
    if data.task() != Task::Classification || !is_done {
        return None;
    }
    let learned = data.points();
    let threshold = trainer.config().loss.threshold();
    let answers = Inference::new(trainer.network(), test.data.inputs());
    let answers = answers
        .a(trainer.network().layers().len() - 1)
        .row(0)
        .to_vec();
    let points = test.data.points();
    let is_alone = |(x, class): &(Vec<f64>, f64)| {
        let distance = |(other, _): &&(Vec<f64>, f64)| squared_distance(x, other);
        let nearest = learned
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.is_some_and(|(_, nearest)| nearest != class)
    };
    let is_wrong = |answer: &f64, class: f64| (*answer > threshold) != (class > 0.5);
    let pairs = points.iter().zip(&answers);
    let alone = pairs
        .filter(|(point, answer)| is_alone(point) && is_wrong(answer, point.1))
        .count();
    (2 * alone > points.len()).then(|| vec![("alone", alone as f64), ("test", points.len() as f64)])
}

/// The training loss falls, and the test loss has risen far above its lowest.
pub(super) fn overfitting(evidence: &Evidence<'_>) -> Option<Numbers> {
    let test = evidence.test?;
    let now = evidence.trainer.step_count() as f64;
    let mut so_far = test.losses.iter().filter(|(step, _)| *step <= now);
    let lowest = so_far.clone().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let (_, last) = so_far.next_back()?;
    let before = evidence
        .all_losses
        .iter()
        .rev()
        .find(|(step, _)| *step <= lowest.0)?;
    let overfits = now >= lowest.0 + PATIENCE as f64
        && *last > RISE * lowest.1
        && *last > 0.5 * evidence.constant_loss()
        && evidence.trainer.loss() < FALL * before.1;
    overfits.then(|| {
        vec![
            ("step", lowest.0),
            ("lowest", lowest.1),
            ("test", *last),
            ("loss", evidence.trainer.loss()),
        ]
    })
}
