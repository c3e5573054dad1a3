//! Samples that no network can tell apart, and classes with few samples.

use std::f64::consts::{PI, TAU};

use super::evidence::{Evidence, Numbers, PATIENCE};
use crate::nn::data::{Dataset, Task};
use crate::nn::train::TrainingGoal;

/// A class with less than this share of the samples is rare.
const RARE: f64 = 0.2;
/// The neighbours that vote on the class of a sample.
const NEIGHBOURS: usize = 5;
/// The largest gap between the directions of the points of a class that surrounds the other.
const LARGEST_GAP: f64 = PI / 3.0;

/// Every sample gets the answer of the larger class.
pub(super) fn rare_class(evidence: &Evidence<'_>) -> Option<Numbers> {
    let (trainer, data) = (evidence.trainer, evidence.trainer.data());
    if data.task() != Task::Classification || !(trainer.at_goal() || evidence.has_stopped()) {
        return None;
    }
    let threshold = trainer.config().loss.threshold();
    let (output, targets) = (trainer.pass().output(), data.target());
    let ones = targets.iter().filter(|t| **t > 0.5).count();
    let count = targets.len();
    let (rare, is_rare_one) = (ones.min(count - ones), ones * 2 < count);
    let mut answers = output.row(0).into_iter().map(|y| *y > threshold);
    let is_constant = answers.all(|is_one| is_one != is_rare_one);
    let is_rare = rare > 0 && (rare as f64) < RARE * count as f64;
    (is_rare && is_constant).then(|| {
        vec![
            ("rare", rare as f64),
            ("count", count as f64),
            ("right", 100.0 * (count - rare) as f64 / count as f64),
        ]
    })
}

/// Neighbours have different classes: the network is as good as their vote, and the goal is beyond it.
pub(super) fn overlap(evidence: &Evidence<'_>) -> Option<Numbers> {
    let (trainer, data) = (evidence.trainer, evidence.trainer.data());
    let (TrainingGoal::Accuracy(goal), Some(accuracy)) =
        (trainer.config().goal, trainer.metrics().accuracy)
    else {
        return None;
    };
    if evidence.steps < 5 * PATIENCE || data.samples() < 4 * NEIGHBOURS || !evidence.has_stopped() {
        return None;
    }
    let vote = vote_accuracy(data);
    (vote < goal - 0.005 && accuracy >= vote - 0.01 && accuracy > 0.6)
        .then(|| vec![("best", 100.0 * vote.max(accuracy)), ("goal", 100.0 * goal)])
}

/// The share of samples whose class is that of most of its neighbours (Fix & Hodges 1951).
fn vote_accuracy(data: &Dataset) -> f64 {
    let points = data.points();
    let is_right = |at: &usize| {
        let (x, class) = &points[*at];
        let others = points.iter().enumerate().filter(|(other, _)| other != at);
        let mut others: Vec<_> = others
            .map(|(_, (other, class))| (squared_distance(x, other), *class))
            .collect();
        others.sort_by(|a, b| a.0.total_cmp(&b.0));
        let votes: f64 = others.iter().take(NEIGHBOURS).map(|(_, class)| class).sum();
        (votes > NEIGHBOURS as f64 / 2.0) == (*class > 0.5)
    };
    let right = (0..points.len()).filter(is_right).count();
    right as f64 / points.len().max(1) as f64
}

pub(super) fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// Whether one class of the plane lies around the other in every direction.
pub(super) fn is_surrounded(data: &Dataset) -> bool {
    let points = data.points();
    let class = |wanted: bool| -> Vec<(f64, f64)> {
        let of_class = points.iter().filter(|(_, class)| (*class > 0.5) == wanted);
        of_class.map(|(x, _)| (x[0], x[1])).collect()
    };
    let (zeros, ones) = (class(false), class(true));
    surrounds(&zeros, &ones) || surrounds(&ones, &zeros)
}

fn surrounds(outer: &[(f64, f64)], inner: &[(f64, f64)]) -> bool {
    let count = inner.len() as f64;
    let (x, y) = inner
        .iter()
        .fold((0.0, 0.0), |(x, y), at| (x + at.0, y + at.1));
    let middle = (x / count, y / count);
    let distance = |at: &(f64, f64)| (at.0 - middle.0).hypot(at.1 - middle.1);
    let reach = inner.iter().map(distance).fold(0.0, f64::max);
    let beyond = outer.iter().filter(|at| distance(at) >= reach);
    let mut angles: Vec<f64> = beyond
        .map(|at| (at.1 - middle.1).atan2(at.0 - middle.0))
        .collect();
    angles.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (angles.first(), angles.last()) else {
        return false;
    };
    let around = first + TAU - last;
    let gaps = angles.windows(2).map(|two| two[1] - two[0]);
    gaps.fold(around, f64::max) < LARGEST_GAP
}
