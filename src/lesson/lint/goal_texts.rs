//! The text of a challenge and its conditions: each number of the text is a limit or part of the opening state, a number beside
//! the name of a reading is the limit of that reading, and sides and options that the text names have a condition.

use super::placed_text::PlacedText;
use super::spoken_numbers::{NumberTable, SpokenNumber};
use super::value_names::ValueNames;
use crate::lab::{Controls, Kind};
use crate::lesson::model::{
    Comparison, Condition, Fault, Goal, Lesson, Location, StepText, Subject, Unlock, opening_values,
};
use crate::locale::{Phrase, Words};

/// The largest number in words that is a small count: `two corners`.
const SMALL_COUNT: f64 = 9.0;

/// A challenge with its text in one language.
pub(super) struct GoalText<'a> {
    pub(super) lesson: &'a Lesson,
    /// The index of the step.
    pub(super) at: usize,
    pub(super) goals: &'a [Goal],
    pub(super) text: &'a StepText,
    pub(super) words: &'a Words,
}

/// A number of the text.
struct Stated {
    number: SpokenNumber,
    text: String,
    place: Location,
    /// Whether it is a limit: `at least 15`, `15 of 20`.
    is_limit: bool,
}

impl GoalText<'_> {
    /// The faults of the text and of the conditions.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let table = NumberTable::new(self.words);
        let stated = self.stated(&table);
        let mut faults = self.unexplained(&stated);
        faults.extend(self.unlike_limits(&stated));
        faults.extend(self.other_limits(&table));
        faults.extend(self.opposite_bounds(&table));
        faults.extend(self.sides());
        faults.extend(self.inexact());
        faults.extend(self.freer_than_said());
        faults
    }

    /// The conditions of all goals with their paths in `lesson.toml`.
    pub(super) fn conditions(&self) -> impl Iterator<Item = (String, &Condition)> {
        let goals = self.goals.iter().enumerate();
        goals.flat_map(move |(i, goal)| {
            let all = goal.all.iter().enumerate();
            all.map(move |(j, it)| (format!("step.{}.goal.{i}.all.{j}", self.at), it))
        })
    }

    fn stated(&self, table: &NumberTable) -> Vec<Stated> {
        let mut stated = Vec::new();
        for block in &self.text.body.blocks {
            let placed = PlacedText::new(block);
            for number in table.numbers(&placed.text) {
                let text = &placed.text[number.start..number.end];
                let is_limit = self.is_limit(&placed.text, &number);
                let is_small = if number.is_word {
                    number.value <= SMALL_COUNT
                } else {
                    !is_limit && matches!(text, "0" | "1")
                };
                let is_fraction = !number.is_word && !text.contains(|c: char| c.is_ascii_digit());
                if is_small || is_fraction {
                    continue;
                }
                stated.push(Stated {
                    text: text.to_owned(),
                    place: placed.place(number.start),
                    is_limit,
                    number,
                });
            }
        }
        stated
    }

    /// Whether words around a number make it a limit.
    fn is_limit(&self, text: &str, number: &SpokenNumber) -> bool {
        let before = text[..number.start].trim_end().to_lowercase();
        let behind = text[number.end..].trim_start();
        let [before_words, behind_words] =
            ["check.limits-before", "check.limits-behind"].map(|key| self.words.get(key));
        before_words
            .split('|')
            .map(str::trim)
            .any(|word| !word.is_empty() && before.ends_with(word))
            || behind_words.split('|').map(str::trim).any(|word| {
                let unit = behind.trim_start_matches(|c: char| c.is_alphabetic() || c == '%');
                let unit = behind.len() - unit.len();
                !word.is_empty()
                    && (behind.starts_with(word)
                        || (unit <= 6 && behind[unit..].trim_start().starts_with(word)))
            })
    }

    /// Numbers that neither a condition nor the opening state explains, and the conditions that the text does not say.
    fn unexplained(&self, stated: &[Stated]) -> Vec<Fault> {
        let mut limits: Vec<f64> = Vec::new();
        for (_, condition) in self.conditions() {
            limits.extend(limits_of(&condition.test));
        }
        let (known, fixed) = (self.known_values(), self.fixed_values());
        let unknown: Vec<&Stated> = stated
            .iter()
            .filter(|number| {
                let is = |value: &f64| number.number.is(*value);
                let is_known = !number.is_limit && known.iter().any(is);
                !limits.iter().chain(&fixed).any(is) && !is_known
            })
            .collect();
        if unknown.is_empty() {
            return Vec::new();
        }
        let said: Vec<&str> = unknown.iter().map(|number| number.text.as_str()).collect();
        let said = said.join(", ");
        let unsaid: Vec<(String, &Condition)> = self
            .conditions()
            .filter(|(_, condition)| {
                let limits = limits_of(&condition.test);
                let is_said = |limit: &f64| stated.iter().any(|it| it.number.is(*limit));
                !limits.is_empty() && !limits.iter().any(is_said)
            })
            .collect();
        let mut faults: Vec<Fault> = unknown
            .iter()
            .map(|number| {
                let first = unsaid.first().map(|(path, _)| self.lesson.place_of(path));
                let message = match first {
                    Some(place) => Phrase::key("check.other-goal")
                        .with("number", number.text.as_str())
                        .with("line", place.line),
                    None => Phrase::key("check.no-goal-for").with("number", number.text.as_str()),
                };
                Fault {
                    place: number.place.clone(),
                    message,
                }
            })
            .collect();
        let mut paths: Vec<String> = unsaid.into_iter().map(|(path, _)| path).collect();
        if paths.is_empty() {
            let goals = 0..self.goals.len();
            paths.extend(goals.map(|i| format!("step.{}.goal.{i}.all", self.at)));
        }
        faults.extend(paths.into_iter().map(|path| {
            Fault {
                place: self.lesson.place_of(&path),
                message: Phrase::key("check.unsaid-goal")
                    .with("number", said.as_str())
                    .with("lang", self.words.lang().tag()),
            }
        }));
        faults
    }

    /// Conditions whose limit is not in the text, while that of another goal for the same reading is.
    fn unlike_limits(&self, stated: &[Stated]) -> Vec<Fault> {
        let is_said = |condition: &Condition| {
            let limits = limits_of(&condition.test);
            limits
                .iter()
                .any(|limit| stated.iter().any(|it| it.number.is(*limit)))
        };
        let is_alike = |a: &Condition, b: &Condition| {
            a.subject == b.subject
                && std::mem::discriminant(&a.test) == std::mem::discriminant(&b.test)
        };
        let mut faults = Vec::new();
        for (path, condition) in self.conditions() {
            let limits = limits_of(&condition.test);
            let has_said_twin = self
                .conditions()
                .any(|(_, other)| is_alike(other, condition) && is_said(other));
            if let Some(limit) = limits.first()
                && !is_said(condition)
                && has_said_twin
            {
                faults.push(Fault {
                    place: self.lesson.place_of(&path),
                    message: Phrase::key("check.unlike-limit")
                        .with("limit", *limit)
                        .with("lang", self.words.lang().tag()),
                });
            }
        }
        faults
    }

    /// The numbers of the opening state, of the solutions, of facts beside them and of labels of readings.
    fn known_values(&self) -> Vec<f64> {
        let opening = opening_values(self.lesson, self.at);
        let solutions = self.goals.iter().flat_map(|goal| goal.solution.iter());
        let slots = self.text.body.spans().flat_map(|span| span.text.slots());
        let facts = slots.filter_map(|slot| self.lesson.facts.get(slot.fact()?));
        let values = opening.iter().chain(solutions);
        let values = values.chain(facts.flat_map(|fact| fact.set.iter()));
        let mut known: Vec<f64> = values
            .filter_map(|(_, value)| value.to_string().parse().ok())
            .collect();
        let table = NumberTable::new(self.words);
        for (_, condition) in self.conditions() {
            if let Some(label) = self.label_of(&condition.subject) {
                known.extend(table.numbers(&label).iter().map(|number| number.value));
            }
        }
        known
    }

    /// The numbers of the locked controls, which stay as they are.
    fn fixed_values(&self) -> Vec<f64> {
        let opening = opening_values(self.lesson, self.at);
        let step = self.lesson.steps.get(self.at);
        let is_free = |name: &str| match step.map(|step| &step.unlock) {
            Some(Unlock::Only(names)) => names.iter().any(|free| free == name),
            Some(Unlock::All) | None => true,
        };
        let fixed = opening.iter().filter(|(name, _)| !is_free(name));
        fixed
            .filter_map(|(_, value)| value.to_string().parse().ok())
            .collect()
    }

    fn kind(&self) -> Option<&Kind> {
        let step = self.lesson.steps.get(self.at)?;
        Some(&self.lesson.labs.get(step.lab.as_ref()?)?.kind)
    }

    fn label_of(&self, subject: &Subject) -> Option<String> {
        let kind = self.kind()?;
        let label = match subject {
            Subject::Reading(name) => kind.reading_label(name),
            Subject::Control(name) => kind.control_label(name),
        };
        Some(self.words.format(&label))
    }

    /// The controls but `name`, each with its label.
    pub(super) fn control_labels(&self, name: &str) -> impl Iterator<Item = (String, String)> {
        let opening = opening_values(self.lesson, self.at);
        let kind = self.kind();
        let controls = kind.map(|kind| kind.controls(&kind.complete(&opening)));
        let names = controls
            .iter()
            .flat_map(Controls::names)
            .filter(|other| *other != name);
        let labels = names.filter_map(|other| {
            let label = self.words.format(&kind?.control_label(other));
            Some((other.to_owned(), label))
        });
        labels.collect::<Vec<_>>().into_iter()
    }

    /// Numbers beside the name of a reading or a control whose conditions have other limits.
    fn other_limits(&self, table: &NumberTable) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (path, condition) in self.conditions() {
            let (Subject::Reading(name) | Subject::Control(name)) = &condition.subject;
            let Some(label) = self.label_of(&condition.subject) else {
                continue;
            };
            let others = self.conditions().map(|(_, it)| &it.subject);
            let others = others.filter(|it| **it != condition.subject);
            let others = others.filter_map(|it| self.label_of(it));
            let names = ValueNames::of_numbers(name, &label, self.words)
                .without_symbols()
                .beside(self.control_labels(name).map(|it| it.1).chain(others));
            let same = self
                .conditions()
                .filter(|(_, it)| it.subject == condition.subject);
            let limits: Vec<f64> = same.flat_map(|(_, it)| limits_of(&it.test)).collect();
            for block in &self.text.body.blocks {
                let placed = PlacedText::new(block);
                let numbers = table.numbers(&placed.text);
                let counts: Vec<SpokenNumber> = numbers
                    .into_iter()
                    .filter(|number| !number.is_word || number.value > SMALL_COUNT)
                    .collect();
                let mut said = counts
                    .iter()
                    .filter(|number| names.is_named(&placed.text, number))
                    .peekable();
                let Some(first) = said.peek().copied() else {
                    continue;
                };
                let is_limit = |number: &SpokenNumber| limits.iter().any(|it| number.is(*it));
                if limits.is_empty() || said.any(is_limit) {
                    continue;
                }
                let message = |key: &'static str| {
                    Phrase::key(key)
                        .with("label", label.as_str())
                        .with("said", first.value)
                };
                let place = self.lesson.place_of(&path);
                faults.push(Fault {
                    place: placed.place(first.start),
                    message: message("check.other-limit").with("line", place.line),
                });
                faults.push(Fault {
                    place,
                    message: message("check.limit-not-said"),
                });
            }
        }
        faults
    }

    /// A side that the text names while no condition tells the sides apart.
    fn sides(&self) -> Vec<Fault> {
        let tells_side = |(_, condition): (String, &Condition)| {
            let (Subject::Reading(name) | Subject::Control(name)) = &condition.subject;
            let is_sign = match condition.test {
                Comparison::Above(limit)
                | Comparison::Below(limit)
                | Comparison::AtLeast(limit)
                | Comparison::AtMost(limit) => limit == 0.0,
                Comparison::Is { .. } | Comparison::Chosen(_) => false,
            };
            is_sign || name.contains("left") || name.contains("right")
        };
        if self.conditions().any(tells_side) {
            return Vec::new();
        }
        let mut faults = Vec::new();
        let sides = self.words.get("check.side-words");
        for block in &self.text.body.blocks {
            let placed = PlacedText::new(block);
            let found = sides
                .split('|')
                .map(str::trim)
                .find_map(|side| Some((placed.text.find(side)?, side)));
            let Some((at, side)) = found else {
                continue;
            };
            let message = Phrase::key("check.side-without-condition").with("side", side);
            faults.push(Fault {
                place: placed.place(at),
                message: message.clone(),
            });
            let goals = 0..self.goals.len();
            faults.extend(goals.map(|i| {
                Fault {
                    place: self
                        .lesson
                        .place_of(&format!("step.{}.goal.{i}.all", self.at)),
                    message: message.clone(),
                }
            }));
        }
        faults
    }
}

/// The numbers in a comparison.
pub(super) fn limits_of(test: &Comparison) -> Vec<f64> {
    match test {
        Comparison::Is { value, within } => vec![*value, value - within, value + within],
        Comparison::Above(value)
        | Comparison::Below(value)
        | Comparison::AtLeast(value)
        | Comparison::AtMost(value) => vec![*value],
        Comparison::Chosen(option) => option.parse().into_iter().collect(),
    }
}

pub(super) fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(1.0)
}

/// Whether `within` of a condition that wants `value` is at most a quarter of the number, or of its distance to `opening`.
pub(super) fn is_narrow(value: f64, within: f64, opening: Option<f64>) -> bool {
    let distance = opening.map_or(0.0, |opening| (value - opening).abs());
    within <= 0.25 * value.abs().max(distance) * (1.0 + 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tolerance_is_a_quarter_of_the_number_or_of_the_way_to_it() {
        assert!(is_narrow(-2.0, 0.5, None));
        assert!(!is_narrow(-2.0, 1.9, Some(0.0)));
        assert!(is_narrow(0.0, 0.5, Some(2.0)));
        assert!(!is_narrow(0.0, 0.6, Some(2.0)));
    }
}
