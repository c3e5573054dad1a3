//! The prose of a step: required headings, length, slots and numbers.

use super::lesson_prose::TextChecker;
use super::slots::StatedModel;
use super::stated_values::contradictions;
use super::statements::{fixed_numbers, unproven};
use crate::lab::Values;
use crate::lesson::model::{Activity, AnswerText, Location, Prose, Step, StepText, opening_values};
use crate::locale::{Phrase, SlotSource};

/// The limit of words in a step.
const MOST_WORDS: usize = 60;
/// The limit of words in a principle.
const MOST_WORDS_OF_PRINCIPLE: usize = 25;
/// The number of hints of a step with goals.
const HINTS: usize = 3;

impl TextChecker<'_> {
    pub(super) fn check_step(&mut self, at: usize, step: &Step, text: &StepText) {
        if text.body.is_empty() {
            self.report_missing(text.place.clone(), &format!("## {}", step.id));
        }
        self.check_length(&text.body, MOST_WORDS, "check.too-long", &text.place);
        let setup = step
            .lab
            .as_ref()
            .and_then(|name| self.lesson.labs.get(name));
        let opening = opening_values(self.lesson, at);
        // `labs` and `step_models` report values that the kind refuses; the readings do not depend on them.
        let lab_at = |values: &Values| {
            setup.and_then(|setup| setup.lab(&setup.kind.complete(values), None).ok())
        };
        let lab = lab_at(&opening);
        let revealed = match &step.activity {
            Activity::Question(question) => lab_at(&opening.merge(&question.then)),
            Activity::Explore | Activity::Challenge(_) => None,
        };
        let [opening, revealed] = [lab.as_ref(), revealed.as_ref()].map(|lab| StatedModel {
            lab,
            figures: &step.show,
        });
        self.check_prose_with_figures(&text.body, opening);
        self.check_prose(&text.notes, opening);
        self.check_variant_texts(at, step, text, opening);
        self.check_statements(at, step, text);
        if let Some(words) = self.slot_names.words {
            for fault in contradictions(
                self.lesson,
                at,
                step,
                text,
                &opening_values(self.lesson, at),
                words,
            ) {
                self.faults.report(fault.place, fault.message);
            }
        }
        self.check_principle(step, text, opening);
        self.check_hints(step, text, opening);
        self.check_answers(at, step, text, [opening, revealed]);
    }

    /// Every variant has its text, and every text its variant.
    fn check_variant_texts(
        &mut self,
        at: usize,
        step: &Step,
        text: &StepText,
        model: StatedModel<'_>,
    ) {
        for variant in &step.variants {
            match text.variants.get(&variant.id) {
                Some(prose) if prose.is_empty() => {
                    self.report_missing(
                        prose.place.clone(),
                        &format!("### variant {}", variant.id),
                    );
                }
                Some(prose) => self.check_prose_with_figures(prose, model),
                None => {
                    let path = format!("step.{at}.variant.{}", variant.id);
                    self.report_no_prose(&path, &format!("### variant {}", variant.id));
                }
            }
        }
        for (id, prose) in &text.variants {
            if step.variants.iter().all(|variant| variant.id != *id) {
                let message = Phrase::key("check.unknown-variant").with("id", id.as_str());
                self.faults.report(prose.place.clone(), message);
            }
        }
    }

    /// Every statement names a paragraph, and paragraphs with live numbers state nothing else that may turn false.
    fn check_statements(&mut self, at: usize, step: &Step, text: &StepText) {
        for (i, statement) in step.statements.iter().enumerate() {
            let count = text.body.blocks.len();
            if !usize::try_from(statement.text).is_ok_and(|text| (1..=count).contains(&text)) {
                let message = Phrase::key("check.no-paragraph")
                    .with("text", statement.text)
                    .with("count", count);
                let path = format!("step.{at}.always.{i}.text");
                self.faults.report_in(self.lesson, &path, message);
            }
        }
        let Some(words) = self.slot_names.words else {
            return;
        };
        let parts = std::iter::once(&text.principle).chain(&text.hints);
        let labs = &self.lesson.labs;
        let setup = step.lab.as_ref().and_then(|name| labs.get(name));
        let fixed = fixed_numbers(step, setup);
        let faults = unproven(&text.body, step, true, &fixed, words)
            .into_iter()
            .chain(parts.flat_map(|part| unproven(part, step, false, &fixed, words)));
        for fault in faults {
            self.faults.report(fault.place, fault.message);
        }
    }

    fn check_length(&mut self, prose: &Prose, most: usize, key: &'static str, place: &Location) {
        let words = prose.plain().split_whitespace().count();
        if words > most {
            let message = Phrase::key(key).with("words", words).with("most", most);
            self.faults.report(place.clone(), message);
        }
    }

    /// A step with goals needs a principle, which its learners see afterwards.
    fn check_principle(&mut self, step: &Step, text: &StepText, model: StatedModel<'_>) {
        let has_goals = matches!(step.activity, Activity::Challenge(_));
        if has_goals && text.principle.is_empty() {
            let place = text.principle.place_or(&text.place);
            self.report_missing(place, "### principle");
        }
        if !has_goals && !text.principle.is_empty() {
            let message = Phrase::key("check.no-goals").with("id", step.id.as_str());
            self.faults.report(text.place.clone(), message);
        }
        self.check_length(
            &text.principle,
            MOST_WORDS_OF_PRINCIPLE,
            "check.long-principle",
            &text.place,
        );
        self.check_prose_with_figures(&text.principle, model);
    }

    fn check_hints(&mut self, step: &Step, text: &StepText, model: StatedModel<'_>) {
        let wanted = if matches!(step.activity, Activity::Challenge(_)) {
            HINTS
        } else {
            0
        };
        if text.hints.len() < wanted {
            self.report_missing(
                text.place.clone(),
                &format!("### hint {}", text.hints.len() + 1),
            );
        }
        if text.hints.len() > wanted {
            let message = Phrase::key("check.too-many-hints")
                .with("count", text.hints.len())
                .with("wanted", wanted);
            self.faults.report(text.place.clone(), message);
        }
        for (at, hint) in text.hints.iter().enumerate() {
            if hint.is_empty() {
                self.report_missing(hint.place.clone(), &format!("### hint {}", at + 1));
            }
            self.check_prose_with_figures(hint, model);
        }
    }

    /// The source that proves an answer is cited in its text.
    fn check_citation(&mut self, step: &Step, id: &str, text: &AnswerText) {
        let Activity::Question(question) = &step.activity else {
            return;
        };
        let answer = question.answers.iter().find(|answer| answer.id == id);
        let Some(name) = answer.and_then(|answer| answer.source.as_ref()) else {
            return;
        };
        let spans = text.label.spans().chain(text.feedback.spans());
        let mut slots = spans.flat_map(|span| span.text.slots());
        if !slots.any(|slot| slot.source == SlotSource::Citation(name.clone())) {
            let message = Phrase::key("check.source-not-cited").with("name", name.as_str());
            self.faults.report(text.place.clone(), message);
        }
    }

    /// `opening` and `revealed` are the model before and after the answer.
    fn check_answers(
        &mut self,
        at: usize,
        step: &Step,
        text: &StepText,
        [opening, revealed]: [StatedModel<'_>; 2],
    ) {
        let answers: Vec<_> = match &step.activity {
            Activity::Question(question) => question
                .answers
                .iter()
                .map(|answer| answer.id.as_str())
                .collect(),
            Activity::Explore | Activity::Challenge(_) => Vec::new(),
        };
        for id in &answers {
            let Some(text) = text.answers.get(*id) else {
                let path = format!("step.{at}.option.{id}");
                self.report_no_prose(&path, &format!("### option {id}"));
                continue;
            };
            if text.label.is_empty() {
                self.report_missing(text.place.clone(), &format!("### option {id}"));
            } else if text.feedback.is_empty() {
                let message = Phrase::key("check.no-feedback").with("id", *id);
                self.faults.report(text.place.clone(), message);
            }
            self.check_citation(step, id, text);
            self.check_prose_with_figures(&text.label, opening);
            self.check_prose_with_figures(&text.feedback, revealed);
        }
        for (id, text) in &text.answers {
            if answers.contains(&id.as_str()) {
                continue;
            }
            let message = if answers.is_empty() {
                Phrase::key("check.no-options").with("id", id.as_str())
            } else {
                Phrase::key("check.unknown-option")
                    .with("id", id.as_str())
                    .with("names", answers.join(", "))
            };
            self.faults.report(text.place.clone(), message);
        }
    }
}
