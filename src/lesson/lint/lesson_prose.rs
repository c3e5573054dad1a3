//! The prose of a lesson: every page has its text, and every source is used.

use std::collections::BTreeSet;

use super::faults::{Faults, words_in};
use super::references;
use super::slots::{SlotNames, StatedModel};
use super::translation;
use crate::lesson::model::{Activity, Course, Lesson, LessonRole, LessonText, Location, Prose};
use crate::locale::{Lang, Phrase, SlotSource};
use crate::text::nearest_names;

pub(super) fn check(course: &Course, lesson: &Lesson, keys: &[&str], faults: &mut Faults) {
    for lang in Lang::english_first(course.languages().into_iter()) {
        let Some(text) = lesson.texts.get(lang) else {
            let message = Phrase::key("check.no-language")
                .with("lang", lang.tag())
                .with("lesson", lesson.name.as_str());
            faults.report(lesson.place.clone(), message);
            continue;
        };
        let words = words_in(lang);
        let mut checker = TextChecker {
            lesson,
            text,
            slot_names: SlotNames {
                course,
                lang,
                keys,
                words: words.as_ref(),
                facts: &lesson.facts,
                sources: &lesson.sources,
            },
            faults,
        };
        checker.check();
        if let Some(english) = lesson.texts.get(&Lang::english())
            && *lang != Lang::english()
        {
            translation::check(lang, text, english, faults);
        }
    }
    // The missing prose of a lesson is reported above; nothing can be used without it.
    if lesson.texts.is_empty() {
        return;
    }
    report_unused_sources(lesson, faults);
}

fn report_unused_sources(lesson: &Lesson, faults: &mut Faults) {
    let proses = lesson.texts.all().flat_map(LessonText::all);
    let slots = proses.flat_map(|prose| prose.spans().flat_map(|span| span.text.slots()));
    let mut cited: BTreeSet<_> = slots
        .filter_map(|slot| match &slot.source {
            SlotSource::Citation(name) => Some(name),
            SlotSource::Value(_)
            | SlotSource::Fact(_)
            | SlotSource::Key(_)
            | SlotSource::Term(_)
            | SlotSource::Figure(_)
            | SlotSource::Lesson(_) => None,
        })
        .collect();
    for step in &lesson.steps {
        if let Activity::Question(question) = &step.activity {
            cited.extend(question.answers.iter().filter_map(|it| it.source.as_ref()));
        }
    }
    for (name, text) in &lesson.sources {
        let year = name.get(name.len().saturating_sub(4)..).unwrap_or_default();
        let is_year = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit());
        if is_year && !text.contains(year) {
            let message = Phrase::key("check.other-year")
                .with("name", name.as_str())
                .with("year", year);
            faults.report_in(lesson, &format!("sources.{name}"), message);
        }
    }
    for name in lesson.sources.keys().filter(|name| !cited.contains(name)) {
        let message = Phrase::key("check.unused-source").with("name", name.as_str());
        faults.report_in(lesson, &format!("sources.{name}"), message);
    }
}

/// The checks of the prose in one language.
pub(super) struct TextChecker<'a> {
    pub(super) lesson: &'a Lesson,
    text: &'a LessonText,
    pub(super) slot_names: SlotNames<'a>,
    pub(super) faults: &'a mut Faults,
}

impl TextChecker<'_> {
    fn check(&mut self) {
        if self.text.title.is_empty() {
            self.report_missing(Location::start_of(&self.text.file), "# …");
        }
        let steps = &self.lesson.steps;
        for (at, step) in steps.iter().enumerate() {
            if steps[..at].iter().any(|other| other.id == step.id) {
                continue;
            }
            match self.text.steps.get(&step.id) {
                Some(text) => self.check_step(at, step, text),
                None => self.report_no_prose(&format!("step.{at}.id"), &format!("## {}", step.id)),
            }
        }
        for (id, text) in &self.text.steps {
            let ids = steps.iter().map(|step| step.id.as_str());
            if ids.clone().all(|step| step != id) {
                let message = Phrase::key("check.unknown-step")
                    .with("id", id.as_str())
                    .with("names", nearest_names(id, ids).join(", "));
                self.faults.report(text.place.clone(), message);
            }
        }
        for (heading, prose) in [
            ("## breaks", &self.text.breaks),
            ("## summary", &self.text.summary),
        ] {
            // A quiz repeats other lessons and needs no `breaks`; a playground has no end.
            let is_optional = match self.lesson.role {
                LessonRole::Quiz => heading == "## breaks",
                LessonRole::Play => true,
                LessonRole::Lesson | LessonRole::Before | LessonRole::After => false,
            };
            if prose.is_empty() && !is_optional {
                let place = prose.place_or(&Location::start_of(&self.text.file));
                self.report_missing(place, heading);
            }
            self.check_prose(prose, StatedModel::default());
        }
    }

    /// Reports that the prose lacks `heading`, which the value at `path` of `lesson.toml` requires.
    pub(super) fn report_no_prose(&mut self, path: &str, heading: &str) {
        let message = Phrase::key("check.no-heading")
            .with("heading", heading)
            .with("file", self.text.file.as_str());
        self.faults.report_in(self.lesson, path, message);
    }

    pub(super) fn report_missing(&mut self, place: Location, heading: &str) {
        self.faults.report(
            place,
            Phrase::key("check.missing-text").with("heading", heading),
        );
    }

    /// Reports unknown names in slots, and lessons named by number.
    pub(super) fn check_prose(&mut self, prose: &Prose, model: StatedModel<'_>) {
        self.slot_names.check(prose, model, self.faults);
        if let Some(words) = self.slot_names.words {
            references::check_lesson_numbers(prose, words, self.faults);
        }
    }

    /// The same for prose that its readers see beside the figures of the step. It refers to them by slots only.
    pub(super) fn check_prose_with_figures(&mut self, prose: &Prose, model: StatedModel<'_>) {
        self.check_prose(prose, model);
        if let Some(words) = self.slot_names.words.filter(|_| !model.figures.is_empty()) {
            references::check_figure_words(prose, words, self.faults);
        }
    }
}
