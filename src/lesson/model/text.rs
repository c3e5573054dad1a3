//! The prose of a lesson by language.

use std::collections::BTreeMap;

use super::fault::Location;
use super::prose::Prose;
use super::step::{Activity, Step};
use crate::locale::{Lang, SlotSource};

/// The prose of a lesson by language.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    by_language: BTreeMap<Lang, LessonText>,
    /// The prose in the languages that are left out, for comparison with the others.
    left_out: BTreeMap<Lang, LessonText>,
}

impl Texts {
    /// Adds the prose in `lang`.
    pub(in crate::lesson) fn insert(&mut self, lang: Lang, text: LessonText) {
        self.by_language.insert(lang, text);
    }

    /// The prose in `lang`.
    pub fn get(&self, lang: &Lang) -> Option<&LessonText> {
        self.by_language.get(lang)
    }

    /// The prose in `lang`, also if that is left out.
    pub(in crate::lesson) fn get_any(&self, lang: &Lang) -> Option<&LessonText> {
        self.get(lang).or_else(|| self.left_out.get(lang))
    }

    /// The title of the lesson in `lang`.
    pub fn title(&self, lang: &Lang) -> Option<&str> {
        self.get(lang).map(|text| text.title.as_str())
    }

    /// The languages that the lesson is written in.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.by_language.keys()
    }

    /// The languages that the lesson is written in, with those that are left out.
    pub(in crate::lesson) fn all_languages(&self) -> impl Iterator<Item = &Lang> {
        self.by_language.keys().chain(self.left_out.keys())
    }

    /// The prose in every language.
    pub fn all(&self) -> impl Iterator<Item = &LessonText> {
        self.by_language.values()
    }

    /// The same in `lang` alone; the others are left out.
    pub(super) fn only(&self, lang: &Lang) -> Self {
        let texts = self.by_language.clone().into_iter();
        let (by_language, left_out) = texts.partition(|(other, _)| other == lang);
        Self {
            by_language,
            left_out,
        }
    }

    /// Whether the lesson is written in no language.
    pub fn is_empty(&self) -> bool {
        self.by_language.is_empty()
    }
}

/// The prose of a lesson in one language.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LessonText {
    /// The path of the file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// The location of the title.
    pub title_place: Location,
    /// The prose of the steps by step name.
    pub steps: BTreeMap<String, StepText>,
    /// The limits of the lesson: cases in which its statements fail.
    pub breaks: Prose,
    /// The summary.
    pub summary: Prose,
}

/// The prose of a step.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StepText {
    /// The main text.
    pub body: Prose,
    /// The texts of the variants by variant name.
    pub variants: BTreeMap<String, Prose>,
    /// The texts of the answers by answer name.
    pub answers: BTreeMap<String, AnswerText>,
    /// The hints, from the vaguest to the value itself.
    pub hints: Vec<Prose>,
    /// The principle that reaches its goals, one sentence.
    pub principle: Prose,
    /// Notes for the instructor.
    pub notes: Prose,
    /// The location of its heading.
    pub place: Location,
}

/// The prose of an answer.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AnswerText {
    /// The answer.
    pub label: Prose,
    /// The response to a learner who chose it.
    pub feedback: Prose,
    /// The location of its heading.
    pub place: Location,
}

/// A piece of prose in a language, or its replacement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Localized<'a> {
    /// In the requested language.
    Translated(&'a Prose),
    /// In English, or else in another language, because the translation is missing.
    Foreign {
        /// The language of the prose.
        lang: &'a Lang,
        /// The prose.
        prose: &'a Prose,
    },
    /// In no language.
    Missing,
}

impl LessonText {
    /// Every piece of prose of the lesson.
    pub fn all(&self) -> impl Iterator<Item = &Prose> {
        let steps = self.steps.values().flat_map(StepText::all);
        steps.chain([&self.breaks, &self.summary])
    }

    /// The names of the sources that it cites, in the order in which a reader of `steps` meets them.
    pub(super) fn citations<'a>(&'a self, steps: &'a [Step]) -> impl Iterator<Item = &'a str> {
        let steps = steps.iter();
        let proses = steps.flat_map(|step| {
            let text = self.steps.get(&step.id);
            text.map_or_else(Vec::new, |text| text.in_reading_order(&step.activity))
        });
        let proses = proses.chain([&self.breaks, &self.summary]);
        let slots = proses.flat_map(|prose| prose.spans().flat_map(|span| span.text.slots()));
        slots.filter_map(|slot| match &slot.source {
            SlotSource::Citation(name) => Some(name.as_str()),
            SlotSource::Value(_)
            | SlotSource::Fact(_)
            | SlotSource::Key(_)
            | SlotSource::Term(_)
            | SlotSource::Figure(_)
            | SlotSource::Lesson(_) => None,
        })
    }
}

impl StepText {
    /// Every piece of prose of the step.
    pub fn all(&self) -> impl Iterator<Item = &Prose> {
        let answers = self
            .answers
            .values()
            .flat_map(|answer| [&answer.label, &answer.feedback]);
        [&self.body, &self.principle, &self.notes]
            .into_iter()
            .chain(&self.hints)
            .chain(self.variants.values())
            .chain(answers)
    }

    /// Its prose as a reader meets it: the answers in the order of the question.
    fn in_reading_order(&self, activity: &Activity) -> Vec<&Prose> {
        let answers = match activity {
            Activity::Question(question) => question.answers.as_slice(),
            Activity::Explore | Activity::Challenge(_) => &[],
        };
        let answers = || answers.iter().filter_map(|it| self.answers.get(&it.id));
        std::iter::once(&self.body)
            .chain(self.variants.values())
            .chain(answers().map(|answer| &answer.label))
            .chain(answers().map(|answer| &answer.feedback))
            .chain(&self.hints)
            .chain([&self.principle, &self.notes])
            .collect()
    }
}
