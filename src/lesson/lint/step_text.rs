//! Prose against structure: what is missing, what is too long, what its slots name, what it types out.

use std::collections::BTreeSet;

use super::numbers::{typed, typed_in};
use super::slots::Known;
use super::{Faults, start_of, translation, words_of};
use crate::lab::{Lab, Values};
use crate::lesson::model::{
    Activity, Course, Lesson, LessonRole, LessonText, Location, Prose, Span, Step, StepText,
    opening_values,
};
use crate::locale::{Lang, Phrase, SlotSource};
use crate::text::nearest_names;

/// A step says at most so many words.
const MOST_WORDS: usize = 60;
/// A principle says at most so many.
const MOST_OF_PRINCIPLE: usize = 25;
/// So many hints lead to a goal.
const HINTS: usize = 3;

pub(super) fn check(course: &Course, lesson: &Lesson, keys: &[&str], faults: &mut Faults) {
    let mut used = BTreeSet::new();
    for lang in course.languages() {
        let Some(text) = lesson.texts.get(lang) else {
            let what = Phrase::key("check.no-language")
                .with("lang", lang.tag())
                .with("lesson", lesson.name.as_str());
            faults.at(lesson.place.clone(), what);
            continue;
        };
        let words = words_of(lang);
        let mut checker = Checker {
            lesson,
            text,
            known: Known {
                course,
                lang,
                keys,
                words: words.as_ref(),
                facts: &lesson.facts,
                sources: &lesson.sources,
            },
            used: &mut used,
            faults,
        };
        checker.all();
        if let Some(english) = lesson.texts.get(&Lang::english())
            && *lang != Lang::english()
        {
            translation::check(text, english, faults);
        }
    }
    // Without prose nothing is used, and that has been said.
    if lesson.texts.is_empty() {
        return;
    }
    unused_sources(lesson, faults);
    for literal in lesson.literals.keys() {
        if !used.contains(literal) {
            let what = Phrase::key("check.unused-literal").with("literal", literal.as_str());
            faults.of(lesson, &format!("literals.{literal}"), what);
        }
    }
}

fn unused_sources(lesson: &Lesson, faults: &mut Faults) {
    let proses = lesson.texts.all().flat_map(LessonText::all);
    let slots = proses.flat_map(|prose| prose.spans().flat_map(|span| span.text.slots()));
    let cited: BTreeSet<_> = slots
        .filter_map(|slot| match &slot.source {
            SlotSource::Citation(name) => Some(name),
            SlotSource::Value(_)
            | SlotSource::Fact(_)
            | SlotSource::Key(_)
            | SlotSource::Term(_) => None,
        })
        .collect();
    for name in lesson.sources.keys().filter(|name| !cited.contains(name)) {
        let what = Phrase::key("check.unused-source").with("name", name.as_str());
        faults.of(lesson, &format!("sources.{name}"), what);
    }
}

struct Checker<'a> {
    lesson: &'a Lesson,
    text: &'a LessonText,
    known: Known<'a>,
    /// The literals that some text types.
    used: &'a mut BTreeSet<String>,
    faults: &'a mut Faults,
}

impl Checker<'_> {
    fn all(&mut self) {
        if self.text.title.is_empty() {
            self.missing(start_of(&self.text.file), "# …");
        }
        self.typed_in_title();
        let steps = &self.lesson.steps;
        for (at, step) in steps.iter().enumerate() {
            if steps[..at].iter().any(|other| other.id == step.id) {
                continue;
            }
            match self.text.steps.get(&step.id) {
                Some(said) => self.step(at, step, said),
                None => self.untold(&format!("step.{at}.id"), &format!("## {}", step.id)),
            }
        }
        for (id, said) in &self.text.steps {
            let ids = steps.iter().map(|step| step.id.as_str());
            if ids.clone().all(|step| step != id) {
                let what = Phrase::key("check.unknown-step")
                    .with("id", id.as_str())
                    .with("names", nearest_names(id, ids).join(", "));
                self.faults.at(said.place.clone(), what);
            }
        }
        for (heading, prose) in [
            ("## breaks", &self.text.breaks),
            ("## summary", &self.text.summary),
        ] {
            // A quiz has nothing of its own that could break, and a playground ends nowhere.
            let is_spared = match self.lesson.role {
                LessonRole::Quiz => heading == "## breaks",
                LessonRole::Play => true,
                LessonRole::Lesson | LessonRole::Before | LessonRole::After => false,
            };
            if prose.is_empty() && !is_spared {
                self.missing(heading_of(prose, start_of(&self.text.file)), heading);
            }
            self.prose(prose, None);
        }
    }

    /// Reports that the text says nothing under `heading`, where `lesson.toml` asks for it.
    fn untold(&mut self, path: &str, heading: &str) {
        let what = Phrase::key("check.untold")
            .with("heading", heading)
            .with("file", self.text.file.as_str());
        self.faults.of(self.lesson, path, what);
    }

    fn missing(&mut self, place: Location, heading: &str) {
        self.faults.at(
            place,
            Phrase::key("check.missing-text").with("heading", heading),
        );
    }

    fn step(&mut self, at: usize, step: &Step, said: &StepText) {
        if said.body.is_empty() {
            self.missing(said.place.clone(), &format!("## {}", step.id));
        }
        self.length(&said.body, MOST_WORDS, "check.too-long", &said.place);
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
            Activity::Question(question) => lab_at(&opening.merge(&question.then)),
            Activity::Explore | Activity::Challenge(_) => None,
        };
        self.prose(&said.body, lab.as_ref());
        self.prose(&said.notes, lab.as_ref());
        self.principle(step, said, lab.as_ref());
        self.hints(step, said, lab.as_ref());
        self.answers(at, step, said, [lab.as_ref(), revealed.as_ref()]);
    }

    fn length(&mut self, prose: &Prose, most: usize, key: &'static str, place: &Location) {
        let words = prose.plain().split_whitespace().count();
        if words > most {
            let what = Phrase::key(key).with("words", words).with("most", most);
            self.faults.at(place.clone(), what);
        }
    }

    /// Whoever has met a goal is asked by which principle, and told.
    fn principle(&mut self, step: &Step, said: &StepText, lab: Option<&Lab>) {
        let has_goals = matches!(step.beat, Activity::Challenge(_));
        if has_goals && said.principle.is_empty() {
            let place = heading_of(&said.principle, said.place.clone());
            self.missing(place, "### principle");
        }
        if !has_goals && !said.principle.is_empty() {
            let what = Phrase::key("check.no-goals").with("id", step.id.as_str());
            self.faults.at(said.place.clone(), what);
        }
        self.length(
            &said.principle,
            MOST_OF_PRINCIPLE,
            "check.long-principle",
            &said.place,
        );
        self.prose(&said.principle, lab);
    }

    fn hints(&mut self, step: &Step, said: &StepText, lab: Option<&Lab>) {
        let wanted = if matches!(step.beat, Activity::Challenge(_)) {
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
        for (at, hint) in said.hints.iter().enumerate() {
            if hint.is_empty() {
                self.missing(hint.place.clone(), &format!("### hint {}", at + 1));
            }
            self.prose(hint, lab);
        }
    }

    /// `lab` and `revealed` are the lab before and after the answer.
    fn answers(
        &mut self,
        at: usize,
        step: &Step,
        said: &StepText,
        [lab, revealed]: [Option<&Lab>; 2],
    ) {
        let answers: Vec<_> = match &step.beat {
            Activity::Question(question) => question
                .answers
                .iter()
                .map(|answer| answer.id.as_str())
                .collect(),
            Activity::Explore | Activity::Challenge(_) => Vec::new(),
        };
        for id in &answers {
            let Some(text) = said.answers.get(*id) else {
                let path = format!("step.{at}.option.{id}");
                self.untold(&path, &format!("### option {id}"));
                continue;
            };
            if text.label.is_empty() {
                self.missing(text.place.clone(), &format!("### option {id}"));
            } else if text.feedback.is_empty() {
                let what = Phrase::key("check.no-feedback").with("id", *id);
                self.faults.at(text.place.clone(), what);
            }
            self.prose(&text.label, lab);
            self.prose(&text.feedback, revealed);
        }
        for (id, text) in &said.answers {
            if answers.contains(&id.as_str()) {
                continue;
            }
            let what = if answers.is_empty() {
                Phrase::key("check.no-options").with("id", id.as_str())
            } else {
                Phrase::key("check.unknown-option")
                    .with("id", id.as_str())
                    .with("names", answers.join(", "))
            };
            self.faults.at(text.place.clone(), what);
        }
    }

    fn prose(&mut self, prose: &Prose, lab: Option<&Lab>) {
        self.known.check(prose, lab, self.faults);
        for span in prose.spans() {
            self.typed_numbers(span);
        }
    }

    /// A title has no slots, so every number of it is typed.
    fn typed_in_title(&mut self) {
        for (_, number) in typed(&self.text.title) {
            self.typed(number, self.text.title_place.clone());
        }
    }

    fn typed_numbers(&mut self, span: &Span) {
        for (place, number) in typed_in(span) {
            self.typed(number, place);
        }
    }

    /// A number that is typed at `place`: a literal with its reason, or a fault.
    fn typed(&mut self, number: String, place: Location) {
        if self.lesson.literals.contains_key(&number) {
            self.used.insert(number);
        } else {
            let what = Phrase::key("check.typed-number").with("number", number);
            self.faults.at(place, what);
        }
    }
}

/// Where the heading of `prose` stands; if it has none, where it belongs.
pub(super) fn heading_of(prose: &Prose, otherwise: Location) -> Location {
    if prose.place == Location::default() {
        otherwise
    } else {
        prose.place.clone()
    }
}
