//! Goals and the status of their conditions.

use super::page_writer::PageWriter;
use super::{ConditionStatus, ContentBlock};
use crate::app::step_state::StepState;
use crate::lab::Lab;
use crate::lesson::{Comparison, Condition, Goal, Subject};
use crate::locale::Phrase;

/// The most progress towards a condition that does not hold.
const ALMOST_MET: f64 = 0.99;

impl PageWriter<'_> {
    /// The goals up to the next open one.
    pub(super) fn goals(&self, goals: &[Goal], state: &StepState) -> Vec<ContentBlock> {
        let Some(lab) = self.session.lab() else {
            return Vec::new();
        };
        let current = state.goals_met.min(goals.len().saturating_sub(1));
        goals
            .iter()
            .enumerate()
            .filter(|(at, _)| *at <= current)
            .map(|(at, goal)| {
                let met = at < state.goals_met;
                let conditions = goal.all.iter().enumerate().map(|(i, condition)| {
                    let start = state.start_gaps.get(i).copied().unwrap_or(0.0);
                    self.condition(condition, lab, met, start)
                });
                ContentBlock::Goal {
                    met,
                    conditions: conditions.collect(),
                }
            })
            .collect()
    }

    fn condition(
        &self,
        condition: &Condition,
        lab: &Lab,
        met: bool,
        start: f64,
    ) -> ConditionStatus {
        let words = self.context.words();
        let (name, now) = match &condition.subject {
            Subject::Reading(reading) => {
                let label = lab.kind().reading_label(reading);
                let name = if words.has_words_for(&label) {
                    label
                } else {
                    Phrase::verbatim(reading.as_str())
                };
                (name, lab.readings().get(reading))
            }
            Subject::Control(control) => {
                let number = lab.values().number(control);
                (
                    lab.kind().control_label(control),
                    (!number.is_nan()).then_some(number),
                )
            }
        };
        let own = lab
            .kind()
            .goal_phrase(subject_name(condition), comparison_key(&condition.test));
        let text = if words.has_words_for(&own) {
            with_limits(own, &condition.test)
        } else {
            sentence(condition, lab, &name)
        };
        let holds = met || condition.holds(lab);
        let progress = condition.gap(lab).map(|gap| {
            if holds {
                1.0
            } else {
                progress(&condition.test, now.unwrap_or(f64::NAN), gap, start)
            }
        });
        let own_now = lab.kind().now_phrase(subject_name(condition));
        let own_now = own_now.filter(|phrase| words.has_words_for(phrase));
        ConditionStatus {
            text: words.format(&text),
            now: now
                .and_then(|number| now_phrase(number, holds, own_now))
                .map(|phrase| words.format(&phrase)),
            met: holds,
            progress: progress.filter(|_| !met),
        }
    }
}

/// The present value beside a condition, in the words of the lab where it has its own. A value that is no finite number has
/// not happened yet; beside a condition that holds nothing is said of it.
fn now_phrase(number: f64, holds: bool, own: Option<Phrase>) -> Option<Phrase> {
    if number.is_finite() {
        let phrase = own.unwrap_or_else(|| Phrase::key("ui.goal.now"));
        Some(phrase.with("value", number))
    } else {
        (!holds).then(|| Phrase::key("ui.goal.not-yet"))
    }
}

/// The progress towards a condition that does not hold, from 0 to below 1: the share of a limit that is reached, else of
/// the gap at the start that is closed.
fn progress(test: &Comparison, now: f64, gap: f64, start: f64) -> f64 {
    let share = match *test {
        Comparison::AtMost(limit) | Comparison::Below(limit) if limit > 0.0 => limit / now,
        Comparison::AtLeast(limit) | Comparison::Above(limit) if limit > 0.0 => now / limit,
        Comparison::AtMost(_)
        | Comparison::Below(_)
        | Comparison::AtLeast(_)
        | Comparison::Above(_)
        | Comparison::Is { .. }
        | Comparison::Chosen(_) => {
            if start.is_finite() {
                1.0 - gap / start
            } else {
                0.0
            }
        }
    };
    // A start that is infinitely far away, or at the goal, measures nothing.
    if share.is_finite() {
        share.clamp(0.0, ALMOST_MET)
    } else {
        0.0
    }
}

/// The label of an option of a control.
pub(super) fn option_label(lab: &Lab, subject: &Subject, option: &str) -> Phrase {
    let (Subject::Control(name) | Subject::Reading(name)) = subject;
    lab.controls().get(name).map_or_else(
        || Phrase::verbatim(option),
        |control| control.option_label(option),
    )
}

/// The sentence that states a condition on the value called `name`, in the words that fit every lab.
fn sentence(condition: &Condition, lab: &Lab, name: &Phrase) -> Phrase {
    let key = format!("ui.goal.{}", comparison_key(&condition.test));
    let phrase = with_limits(Phrase::key(key).with("name", name.clone()), &condition.test);
    match &condition.test {
        Comparison::Chosen(option) => {
            phrase.with("option", option_label(lab, &condition.subject, option))
        }
        Comparison::Is { .. }
        | Comparison::Above(_)
        | Comparison::Below(_)
        | Comparison::AtLeast(_)
        | Comparison::AtMost(_) => phrase,
    }
}

/// The name of the reading or control that a condition looks at.
fn subject_name(condition: &Condition) -> &str {
    let (Subject::Reading(name) | Subject::Control(name)) = &condition.subject;
    name
}

/// The last part of the key of the words for a comparison.
fn comparison_key(test: &Comparison) -> &'static str {
    match test {
        Comparison::Is { within, .. } if *within > 0.0 => "near",
        Comparison::Is { .. } => "is",
        Comparison::Chosen(_) => "chosen",
        Comparison::Above(_) => "above",
        Comparison::Below(_) => "below",
        Comparison::AtLeast(_) => "at-least",
        Comparison::AtMost(_) => "at-most",
    }
}

/// `phrase` with the numbers of a comparison: the limit; the middle, the lowest and the highest of a range.
fn with_limits(phrase: Phrase, test: &Comparison) -> Phrase {
    match *test {
        Comparison::Is { value, within } => phrase
            .with("value", value)
            .with("within", within)
            .with("low", value - within)
            .with("high", value + within),
        Comparison::Above(limit)
        | Comparison::Below(limit)
        | Comparison::AtLeast(limit)
        | Comparison::AtMost(limit) => phrase.with("value", limit),
        Comparison::Chosen(_) => phrase,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_present_value_is_shown_however_small_and_not_yet_stands_beside_no_condition_that_holds()
    {
        let now = Phrase::key("ui.goal.now").with("value", 1e-12);
        assert_eq!(now_phrase(1e-12, true, None), Some(now.clone()));
        assert_eq!(now_phrase(1e-12, false, None), Some(now));
        let not_yet = Phrase::key("ui.goal.not-yet");
        assert_eq!(now_phrase(f64::INFINITY, false, None), Some(not_yet));
        assert_eq!(now_phrase(f64::INFINITY, true, None), None);
    }

    #[test]
    fn a_goal_that_is_not_met_is_never_full() {
        let shown = |test, now, gap, start| progress(&test, now, gap, start);
        let at_most = Comparison::AtMost(30.0);
        assert_eq!(
            shown(at_most.clone(), 47.0, 17.0, f64::INFINITY),
            30.0 / 47.0
        );
        assert_eq!(shown(at_most, f64::INFINITY, f64::INFINITY, 5.0), 0.0);
        assert_eq!(shown(Comparison::AtLeast(15.0), 6.0, 9.0, 15.0), 0.4);
        let is = Comparison::Is {
            value: -4.0,
            within: 0.5,
        };
        assert_eq!(shown(is.clone(), -2.0, 1.5, 3.0), 0.5);
        assert_eq!(shown(is.clone(), 9.0, 12.5, 3.0), 0.0);
        assert_eq!(shown(is, -3.0, 0.5, f64::INFINITY), 0.0);
        let near = shown(Comparison::Below(0.1), 0.1 + 1e-12, 1e-12, 1.0);
        assert_eq!(near, ALMOST_MET);
    }
}
