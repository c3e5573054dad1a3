//! Names of facts: `tanh4` runs tanh and a 4, so that a changed run shows.

use super::fact_keys::KeyedFact;
use super::faults::Faults;
use crate::lab::Domain;
use crate::lesson::model::Lesson;
use crate::locale::Phrase;

/// Reports facts that are named after an option or a number that they do not run.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for name in lesson.facts.keys() {
        let Some(run) = KeyedFact::new(lesson, name) else {
            continue;
        };
        for part in parts(name) {
            if run.lacks(&part) {
                let message = Phrase::key("check.fact-name")
                    .with("name", name.as_str())
                    .with("part", part.as_str());
                faults.report_in(lesson, &run.path_of_set(), message);
            }
        }
    }
}

/// The runs of letters and of digits in a name.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for c in name.chars() {
        let continues = parts.last().is_some_and(|part| {
            part.ends_with(|last: char| {
                last.is_alphanumeric() && last.is_ascii_digit() == c.is_ascii_digit()
            })
        });
        match parts
            .last_mut()
            .filter(|_| continues && c.is_alphanumeric())
        {
            Some(part) => part.push(c),
            None => parts.push(c.to_string()),
        }
    }
    parts.retain(|part| part.starts_with(char::is_alphanumeric));
    parts
}

impl KeyedFact<'_> {
    /// Whether `part` of the name of the fact is an option of a control, or a number, and the fact runs another one.
    fn lacks(&self, part: &str) -> bool {
        let fact = self.fact;
        let shown: Vec<String> = self
            .values
            .iter()
            .map(|(_, value)| value.to_string())
            .chain([fact.lab.clone(), fact.reading.clone()])
            .chain(fact.at.map(|at| at.to_string()))
            .chain([fact.seeds.to_string(), fact.value.to_string()])
            .collect();
        if part.starts_with(|c: char| c.is_ascii_digit()) {
            let digits =
                |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
            return !shown.iter().any(|it| digits(it).contains(part));
        }
        let is_option = self.controls.0.iter().any(|control| match &control.domain {
            Domain::Choice(options) => options.names.contains(&part),
            Domain::Number(_) | Domain::Text { .. } => false,
        });
        is_option && !shown.iter().any(|it| it.contains(part))
    }

    fn path_of_set(&self) -> String {
        format!("facts.{}.set", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_parts() {
        assert_eq!(parts("tanh4_old"), ["tanh", "4", "old"]);
        assert_eq!(parts("woke_001"), ["woke", "001"]);
    }
}
