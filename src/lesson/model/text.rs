//! The prose of a lesson by language.

use std::collections::BTreeMap;

use super::fault::Location;
use super::prose::Prose;
use crate::locale::Lang;

/// The prose of a lesson by language.
#[derive(Clone, Debug, Default)]
pub struct Texts(BTreeMap<Lang, LessonText>);

impl Texts {
    /// Adds the prose in `lang`.
    pub(in crate::lesson) fn insert(&mut self, lang: Lang, text: LessonText) {
        self.0.insert(lang, text);
    }

    /// The prose in `lang`.
    pub fn get(&self, lang: &Lang) -> Option<&LessonText> {
        self.0.get(lang)
    }

    /// The title of the lesson in `lang`.
    pub fn title(&self, lang: &Lang) -> Option<&str> {
        self.0.get(lang).map(|text| text.title.as_str())
    }

    /// The languages that the lesson is written in.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.0.keys()
    }

    /// The prose in every language.
    pub fn all(&self) -> impl Iterator<Item = &LessonText> {
        self.0.values()
    }

    /// Whether the lesson is written in no language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The prose of a lesson in one language.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LessonText {
    /// The file it stands in.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Where the title stands.
    pub title_place: Location,
    /// The prose of its steps, by their names.
    pub steps: BTreeMap<String, StepText>,
    /// Where what it says breaks.
    pub breaks: Prose,
    /// What to take away.
    pub summary: Prose,
}

/// The prose of a step.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StepText {
    /// What it says.
    pub body: Prose,
    /// The texts of the answers, by their names.
    pub answers: BTreeMap<String, AnswerText>,
    /// The hints, from a nudge to the value.
    pub hints: Vec<Prose>,
    /// The principle that its goals take, in a sentence.
    pub principle: Prose,
    /// For the instructor.
    pub notes: Prose,
    /// Where it stands.
    pub place: Location,
}

/// The prose of an answer.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AnswerText {
    /// The answer.
    pub label: Prose,
    /// What the learner is told who chose it.
    pub feedback: Prose,
    /// Where it stands.
    pub place: Location,
}

/// A piece of prose, as far as it is there in a language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Localized<'a> {
    /// In that language.
    Translated(&'a Prose),
    /// In English, because its translation is missing.
    English(&'a Prose),
    /// In no language.
    Missing,
}

impl LessonText {
    /// Every prose of the lesson.
    pub fn all(&self) -> impl Iterator<Item = &Prose> {
        let of_steps = self.steps.values().flat_map(|step| {
            let answers = step
                .answers
                .values()
                .flat_map(|answer| [&answer.label, &answer.feedback]);
            [&step.body, &step.principle, &step.notes]
                .into_iter()
                .chain(&step.hints)
                .chain(answers)
        });
        of_steps.chain([&self.breaks, &self.summary])
    }
}
