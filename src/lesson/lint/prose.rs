//! Prose against structure: what is missing, what is too long, what its slots name, what it types out.

use std::collections::BTreeSet;

use super::numbers::typed;
use super::{Faults, start_of};
use crate::lab::{Lab, Values, nearest};
use crate::lesson::{
    AnswerText, Beat, Course, Lesson, LessonText, Place, Prose, Span, Step, StepText,
    opening_values,
};
use crate::locale::{Lang, Part, Phrase, Slot, Source};

/// A step says at most so many words.
const MOST_WORDS: usize = 60;
/// So many hints lead to a goal.
const HINTS: usize = 3;

pub(super) fn check(course: &Course, lesson: &Lesson, keys: &[&str], faults: &mut Faults) {
    let mut used = BTreeSet::new();
    for lang in course.titles.keys() {
        let Some(text) = lesson.texts.get(lang) else {
            let what = Phrase::key("check.no-language")
                .with("lang", lang.tag())
                .with("lesson", lesson.name.as_str());
            faults.at(lesson.place.clone(), what);
            continue;
        };
        let mut checker = Checker {
            course,
            lesson,
            lang,
            text,
            keys,
            used: &mut used,
            faults,
        };
        checker.all();
    }
    for literal in lesson
        .literals
        .keys()
        .filter(|literal| !used.contains(*literal))
    {
        let what = Phrase::key("check.unused-literal").with("literal", literal.as_str());
        faults.of(lesson, &format!("literals.{literal}"), what);
    }
}

struct Checker<'a> {
    course: &'a Course,
    lesson: &'a Lesson,
    lang: &'a Lang,
    text: &'a LessonText,
    keys: &'a [&'a str],
    used: &'a mut BTreeSet<String>,
    faults: &'a mut Faults,
}

impl Checker<'_> {
    fn all(&mut self) {
        if self.text.title.is_empty() {
            self.missing(start_of(&self.text.file), "# …");
        }
        for (at, step) in self.lesson.steps.iter().enumerate() {
            match self.text.steps.get(&step.id) {
                Some(said) => self.step(at, step, said),
                None => self.missing(start_of(&self.text.file), &format!("## {}", step.id)),
            }
        }
        for (id, said) in &self.text.steps {
            if self.lesson.steps.iter().all(|step| step.id != *id) {
                let names =
                    nearest(id, self.lesson.steps.iter().map(|step| step.id.as_str())).join(", ");
                let what = Phrase::key("check.unknown-step")
                    .with("id", id.as_str())
                    .with("names", names);
                self.faults.at(said.place.clone(), what);
            }
        }
        for (heading, prose) in [
            ("## breaks", &self.text.breaks),
            ("## summary", &self.text.summary),
        ] {
            if prose.is_empty() {
                self.missing(start_of(&self.text.file), heading);
            }
            self.prose(prose, None);
        }
    }

    fn missing(&mut self, place: Place, heading: &str) {
        self.faults.at(
            place,
            Phrase::key("check.missing-text").with("heading", heading),
        );
    }

    fn step(&mut self, at: usize, step: &Step, said: &StepText) {
        if said.body.is_empty() {
            self.missing(said.place.clone(), &format!("## {}", step.id));
        }
        let words = said.body.plain().split_whitespace().count();
        if words > MOST_WORDS {
            let what = Phrase::key("check.too-long")
                .with("words", words)
                .with("most", MOST_WORDS);
            self.faults.at(said.place.clone(), what);
        }
        let setup = step
            .lab
            .as_ref()
            .and_then(|name| self.lesson.labs.get(name));
        let opening = opening_values(self.lesson, at);
        // Values that the kind refuses are a fault of their own; what can be read does not depend on them.
        let lab_at = |values: &Values| {
            setup.and_then(|setup| setup.lab(&setup.kind.complete(values), None).ok())
        };
        let lab = lab_at(&opening);
        let revealed = match &step.beat {
            Beat::Ask(question) => lab_at(&opening.over(&question.then)),
            Beat::Explore | Beat::Try(_) => None,
        };
        self.prose(&said.body, lab.as_ref());
        self.prose(&said.notes, lab.as_ref());
        self.hints(step, said, lab.as_ref());
        self.answers(step, said, lab.as_ref(), revealed.as_ref());
    }

    fn hints(&mut self, step: &Step, said: &StepText, lab: Option<&Lab>) {
        let wanted = if matches!(step.beat, Beat::Try(_)) {
            HINTS
        } else {
            0
        };
        if said.hints.len() < wanted {
            self.missing(
                said.place.clone(),
                &format!("### hint {}", said.hints.len() + 1),
            );
        }
        if said.hints.len() > wanted {
            let what = Phrase::key("check.too-many-hints")
                .with("count", said.hints.len())
                .with("wanted", wanted);
            self.faults.at(said.place.clone(), what);
        }
        for hint in &said.hints {
            self.prose(hint, lab);
        }
    }

    fn answers(&mut self, step: &Step, said: &StepText, lab: Option<&Lab>, revealed: Option<&Lab>) {
        let answers: Vec<_> = match &step.beat {
            Beat::Ask(question) => question
                .answers
                .iter()
                .map(|answer| answer.id.as_str())
                .collect(),
            Beat::Explore | Beat::Try(_) => Vec::new(),
        };
        for id in &answers {
            let nothing = AnswerText::default();
            let text = said.answers.get(*id).unwrap_or(&nothing);
            let place = if text.label.is_empty() {
                said.place.clone()
            } else {
                text.place.clone()
            };
            if text.label.is_empty() {
                self.missing(place, &format!("### option {id}"));
            } else if text.feedback.is_empty() {
                self.faults
                    .at(place, Phrase::key("check.no-feedback").with("id", *id));
            }
            self.prose(&text.label, lab);
            self.prose(&text.feedback, revealed);
        }
        for (id, text) in &said.answers {
            if !answers.contains(&id.as_str()) {
                let what = Phrase::key("check.unknown-option")
                    .with("id", id.as_str())
                    .with("names", answers.join(", "));
                self.faults.at(text.place.clone(), what);
            }
        }
    }

    fn prose(&mut self, prose: &Prose, lab: Option<&Lab>) {
        for span in prose.spans() {
            self.typed_numbers(span);
            for slot in span.text.slots() {
                self.slot(slot, span, lab);
            }
        }
    }

    fn typed_numbers(&mut self, span: &Span) {
        let mut column = span.place.column;
        for part in span.text.parts() {
            let Part::Text(text) = part else {
                // How long a slot was written is not kept; the number is still on this line.
                continue;
            };
            for (at, number) in typed(text) {
                if self.lesson.literals.contains_key(&number) {
                    self.used.insert(number);
                    continue;
                }
                let place = Place {
                    column: column + at,
                    ..span.place.clone()
                };
                self.faults.at(
                    place,
                    Phrase::key("check.typed-number").with("number", number),
                );
            }
            column += text.chars().count();
        }
    }

    fn slot(&mut self, slot: &Slot, span: &Span, lab: Option<&Lab>) {
        let what = match &slot.source {
            Source::Value(name) => match lab {
                Some(lab) if lab.number(name).is_some() || lab.values().get(name).is_some() => {
                    return;
                }
                Some(lab) => {
                    let (readings, controls) = (lab.readings(), lab.controls());
                    let names = readings
                        .iter()
                        .map(|(name, _)| name)
                        .chain(controls.names());
                    Phrase::key("check.unknown-slot")
                        .with("name", name.as_str())
                        .with("names", nearest(name, names).join(", "))
                }
                None => Phrase::key("check.slot-without-lab").with("name", name.as_str()),
            },
            Source::Fact(name) if self.lesson.facts.contains_key(name) => return,
            Source::Fact(name) => {
                let names = nearest(name, self.lesson.facts.keys().map(String::as_str)).join(", ");
                Phrase::key("check.unknown-fact")
                    .with("name", name.as_str())
                    .with("names", names)
            }
            Source::Key(name) if self.keys.contains(&name.as_str()) => return,
            Source::Key(name) => {
                let names = nearest(name, self.keys.iter().copied()).join(", ");
                Phrase::key("check.unknown-action")
                    .with("name", name.as_str())
                    .with("names", names)
            }
            Source::Term(name)
                if self
                    .course
                    .glossary
                    .get(self.lang)
                    .is_some_and(|terms| terms.contains_key(name)) =>
            {
                return;
            }
            Source::Term(name) => Phrase::key("check.unknown-term")
                .with("name", name.as_str())
                .with("lang", self.lang.tag()),
        };
        self.faults.at(span.place.clone(), what);
    }
}
