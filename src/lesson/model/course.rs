//! Courses and their lessons.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::claim::Claims;
use super::fault::Location;
use super::lesson::Lesson;
use super::prose::Prose;
use crate::locale::Lang;

/// A course: lessons in order.
#[derive(Debug, Default)]
pub struct Course {
    /// What it is called, by language.
    pub titles: BTreeMap<Lang, String>,
    /// Its lessons, in order, and behind them the quiz and the playground.
    pub lessons: Vec<Arc<Lesson>>,
    /// Questions of its lessons that are asked before and after the course.
    pub survey: Option<Survey>,
    /// Its terms by language and name.
    pub glossary: BTreeMap<Lang, BTreeMap<String, Term>>,
    /// Why its glossary types a number out, by the number.
    pub literals: BTreeMap<String, String>,
    /// What it makes of the claims of the text that it answers, if it does.
    pub claims: Option<Claims>,
    /// Where every value of `course.toml` stands, by its path: `title.en`.
    pub places: BTreeMap<String, Location>,
}

/// Questions of the lessons that are asked twice, to show what was gained.
#[derive(Debug)]
pub struct Survey {
    /// The questions before the course.
    pub before: Arc<Lesson>,
    /// The same questions after it.
    pub after: Arc<Lesson>,
}

/// A term of the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The word.
    pub word: String,
    /// What it means, in a sentence.
    pub meaning: Prose,
    /// Where it stands.
    pub place: Location,
}

impl Course {
    /// What can be opened, in the order in which it is offered, each by its place: the questions before the
    /// course, its lessons, its quiz, the questions after it.
    pub fn listing(&self) -> Vec<usize> {
        let lessons = self.lessons.len();
        match &self.survey {
            Some(_) => std::iter::once(lessons)
                .chain(0..lessons)
                .chain([lessons + 1])
                .collect(),
            None => (0..lessons).collect(),
        }
    }

    /// What stands at place `at`: the lessons and the quiz come first, then the questions before and after.
    pub fn entry(&self, at: usize) -> Option<&Arc<Lesson>> {
        let beyond = at.checked_sub(self.lessons.len());
        match (beyond, &self.survey) {
            (None, _) => self.lessons.get(at),
            (Some(0), Some(survey)) => Some(&survey.before),
            (Some(1), Some(survey)) => Some(&survey.after),
            (Some(_), _) => None,
        }
    }

    /// Where the value at `path` of `course.toml` stands; the start of the file if there is none.
    pub fn place_of(&self, path: &str) -> Location {
        self.places.get(path).cloned().unwrap_or_else(|| Location {
            file: "course.toml".into(),
            line: 1,
            column: 1,
        })
    }

    /// The languages that something of it is written in: a title, a lesson, the glossary.
    pub fn languages(&self) -> BTreeSet<&Lang> {
        let lessons = self
            .lessons
            .iter()
            .flat_map(|lesson| lesson.texts.languages());
        let titles = self.titles.keys();
        titles.chain(lessons).chain(self.glossary.keys()).collect()
    }

    /// What the course is called in `lang`, in English where that is missing.
    pub fn title(&self, lang: &Lang) -> Option<&str> {
        let title = self
            .titles
            .get(lang)
            .or_else(|| self.titles.get(&Lang::english()));
        title
            .or_else(|| self.titles.values().next())
            .map(String::as_str)
    }

    /// The lesson that `wanted` names: its number, its name, or the only one whose name has it in it.
    pub fn find(&self, wanted: &str) -> Option<usize> {
        let position =
            |is: &dyn Fn(&Lesson) -> bool| self.lessons.iter().position(|lesson| is(lesson));
        if let Ok(number) = wanted.parse::<u32>() {
            return position(&|lesson| lesson.number == number);
        }
        let wanted = wanted.to_lowercase();
        let mut having = self
            .lessons
            .iter()
            .enumerate()
            .filter(|(_, lesson)| lesson.name.contains(&wanted));
        position(&|lesson| lesson.name == wanted).or_else(|| match (having.next(), having.next()) {
            (Some((at, _)), None) => Some(at),
            (Some(_) | None, _) => None,
        })
    }
}
