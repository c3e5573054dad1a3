//! The goals of a challenge stand in the order in which its text names their numbers and options.

use super::fact_keys::names_of_parts;
use super::faults::Faults;
use super::goal_texts::{is_same, limits_of};
use super::lab_steps::for_each_lab_step;
use super::placed_text::PlacedText;
use super::spoken_numbers::{NumberTable, SpokenNumber};
use super::value_names::ValueNames;
use crate::lab::{Controls, Kind};
use crate::lesson::model::{Activity, Comparison, Goal, Lesson, Location, Prose, Subject};
use crate::locale::{Phrase, Words};

/// A part of a goal that a text may name.
#[derive(Clone, Debug, PartialEq)]
enum GoalKey {
    Number(f64),
    /// An option of a control.
    Choice {
        control: String,
        option: String,
    },
    /// A reading of an activation or a layer: `wins.relu`.
    Reading(String),
}

/// Reports goals of `lesson` that stand in the opposite order of their names in the text.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for_each_lab_step(lesson, |found| {
        let Activity::Challenge(goals) = &found.step.activity else {
            return;
        };
        let reader = GoalReader {
            kind: &found.setup.kind,
            controls: found.setup.kind.controls(&found.opening),
            words: found.words,
        };
        for (i, pair) in goals.windows(2).enumerate() {
            let [first, second] = pair else {
                continue;
            };
            let Some(place) = reader.exchanged(&found.text.body, first, second) else {
                continue;
            };
            let message = Phrase::key("check.exchanged-goals")
                .with("first", i + 1)
                .with("second", i + 2);
            faults.report(place, message.clone());
            for goal in [i, i + 1] {
                let path = format!("step.{}.goal.{goal}", found.at);
                faults.report_in(lesson, &path, message.clone());
            }
        }
    });
}

/// Finds the names of goals in a language.
struct GoalReader<'a> {
    kind: &'a Kind,
    controls: Controls,
    words: &'a Words,
}

impl GoalReader<'_> {
    /// Where `prose` names `second` for the first time, if it names it before `first`, at their first and at their last names.
    fn exchanged(&self, prose: &Prose, first: &Goal, second: &Goal) -> Option<Location> {
        let (keys, others) = (keys_of(first), keys_of(second));
        let table = NumberTable::new(self.words);
        let (mut of_first, mut of_second) = (Vec::new(), Vec::new());
        for (at, block) in prose.blocks.iter().enumerate() {
            let text = PlacedText::new(block);
            let numbers = table.numbers(&text.text);
            let places = |own: &[GoalKey], other: &[GoalKey]| -> Vec<_> {
                let keys = own.iter().filter(|key| !other.contains(key));
                let places = keys.flat_map(|key| self.places(key, &text.text, &numbers));
                places.map(|byte| ((at, byte), text.place(byte))).collect()
            };
            of_first.extend(places(&keys, &others));
            of_second.extend(places(&others, &keys));
        }
        of_first.sort();
        of_second.sort();
        let is_before = of_second.first()?.0 < of_first.first()?.0;
        let is_last = of_second.last()?.0 < of_first.last()?.0;
        let place = of_second.into_iter().next().map(|(_, place)| place);
        place.filter(|_| is_before && is_last)
    }

    /// The places of `text`, whose numbers are `numbers`, that name `key`.
    fn places(&self, key: &GoalKey, text: &str, numbers: &[SpokenNumber]) -> Vec<usize> {
        let (names, value) = match key {
            GoalKey::Number(value) => {
                let equal = numbers.iter().filter(|it| is_same(it.value, *value));
                return equal.map(|number| number.start).collect();
            }
            GoalKey::Choice { control, option } => {
                let label = self.words.format(&self.kind.control_label(control));
                let control = self.controls.get(control);
                let names = control.map_or_else(ValueNames::default, |control| {
                    ValueNames::of_control(control, &label, self.words)
                });
                (names, option.as_str())
            }
            GoalKey::Reading(name) => {
                let part = name.split_once('.').map_or("", |(_, part)| part);
                (names_of_parts(name, self.words), part)
            }
        };
        let mentions = names.mentions(text, numbers).into_iter();
        mentions
            .filter(|mention| mention.has(value))
            .map(|mention| mention.at)
            .collect()
    }
}

/// The parts of `goal` that a text may name.
fn keys_of(goal: &Goal) -> Vec<GoalKey> {
    let mut keys = Vec::new();
    for condition in &goal.all {
        match (&condition.subject, &condition.test) {
            (Subject::Control(control), Comparison::Chosen(option)) => {
                keys.push(GoalKey::Choice {
                    control: control.clone(),
                    option: option.clone(),
                });
                continue;
            }
            (Subject::Reading(name), _) if name.contains('.') => {
                keys.push(GoalKey::Reading(name.clone()));
            }
            (Subject::Control(_) | Subject::Reading(_), _) => {}
        }
        let limits = limits_of(&condition.test).into_iter().take(1);
        keys.extend(limits.map(GoalKey::Number));
    }
    keys
}
