//! Counts that need no reason in words, because the text or `lesson.toml` has that many: items of a list, answers, controls.

use crate::lesson::model::{Activity, Block, Lesson, Prose, Unlock};

/// The numbers of things that `prose` of the step with the index `step` may count in words.
pub(super) fn known_counts(lesson: &Lesson, step: Option<usize>, prose: &Prose) -> Vec<f64> {
    let mut counts = list_lengths(prose);
    let Some(step) = step.and_then(|at| lesson.steps.get(at)) else {
        counts.push(lesson.steps.len());
        return as_values(counts);
    };
    match &step.activity {
        Activity::Explore => {}
        Activity::Question(question) => counts.push(question.answers.len()),
        Activity::Challenge(goals) => counts.push(goals.len()),
    }
    if let Unlock::Only(names) = &step.unlock {
        counts.push(names.len());
    }
    let setup = step.lab.as_ref().and_then(|name| lesson.labs.get(name));
    counts.extend(setup.map(|setup| setup.kind.controls(&setup.set).0.len()));
    as_values(counts)
}

/// The numbers of items of the lists in `prose`.
fn list_lengths(prose: &Prose) -> Vec<usize> {
    let is_item = |block: &Block| matches!(block, Block::Item { .. });
    let lists = prose.blocks.chunk_by(|a, b| is_item(a) && is_item(b));
    let lists = lists.filter(|list| list.first().is_some_and(is_item));
    lists.map(<[Block]>::len).collect()
}

fn as_values(counts: Vec<usize>) -> Vec<f64> {
    counts.into_iter().map(|count| count as f64).collect()
}
