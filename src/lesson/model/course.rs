//! Courses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::claim::Claims;
use super::description::{CourseDescription, in_language};
use super::fault::Location;
use super::lesson::{Lesson, LessonRole};
use super::prose::Prose;
use crate::locale::Lang;

/// A course: lessons in order.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// The title by language.
    pub titles: BTreeMap<Lang, String>,
    /// The introduction, the closing text, the authors and the licence.
    pub description: CourseDescription,
    /// The lessons to which steps moved from another lesson, by the names of the steps.
    pub moved: BTreeMap<String, String>,
    /// The lessons in order, followed by the quiz and the playground.
    pub lessons: Vec<Arc<Lesson>>,
    /// The questions that are asked before and after the course.
    pub survey: Option<Survey>,
    /// The terms of the glossary by language and name.
    pub glossary: BTreeMap<Lang, BTreeMap<String, Term>>,
    /// The terms in the languages that are left out, for comparison with the others.
    pub left_out_terms: BTreeMap<Lang, BTreeMap<String, Term>>,
    /// Numbers that the glossary types out, each with the reason why no model produces it.
    pub literals: BTreeMap<String, String>,
    /// Whether every folder has a record of its texts as they were last read.
    pub is_reviewed: bool,
    /// The claims that the course answers, if it has a `claims.md`.
    pub claims: Option<Claims>,
    /// The misconceptions behind wrong answers by language and code.
    pub misconceptions: BTreeMap<Lang, BTreeMap<String, Misconception>>,
    /// The location of every value of `course.toml` by its path: `title.en`.
    pub places: BTreeMap<String, Location>,
}

/// Questions of the lessons that are asked before and after the course, to measure what was learned.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The questions before the course.
    pub before: Arc<Lesson>,
    /// The same questions after the course.
    pub after: Arc<Lesson>,
}

/// A wrong belief behind an answer, in words for the instructor.
#[derive(Clone, Debug, PartialEq)]
pub struct Misconception {
    /// The belief as a sentence: "a positive bias moves the kink to the right".
    pub words: String,
    /// The location of its code.
    pub place: Location,
}

impl Misconception {
    /// The belief as text.
    pub fn as_str(&self) -> &str {
        &self.words
    }
}

/// A term of the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The word.
    pub word: String,
    /// Its definition, one sentence.
    pub meaning: Prose,
    /// Other words for it, which the search finds.
    pub aliases: Vec<String>,
    /// The location of its heading.
    pub place: Location,
}

impl Course {
    /// The indices of all lessons in the order in which they are offered: the survey before the course, the
    /// lessons with quiz and playground, the survey after the course. [`Course::entry`] takes such an index.
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

    /// The lesson at index `at`. The two surveys have the indices after the last lesson.
    pub fn entry(&self, at: usize) -> Option<&Arc<Lesson>> {
        let beyond = at.checked_sub(self.lessons.len());
        match (beyond, &self.survey) {
            (None, _) => self.lessons.get(at),
            (Some(0), Some(survey)) => Some(&survey.before),
            (Some(1), Some(survey)) => Some(&survey.after),
            (Some(_), _) => None,
        }
    }

    /// The location of the value at `path` of `course.toml`; the start of the file if there is none.
    pub fn place_of(&self, path: &str) -> Location {
        let place = self.places.get(path).cloned();
        place.unwrap_or_else(|| Location::start_of("course.toml"))
    }

    /// The index of the entry that follows the one at index `at` for a learner who takes everything in turn: as in
    /// [`Course::listing`], with the playground behind the survey. None behind the last one.
    pub fn following(&self, at: usize) -> Option<usize> {
        let (play, taught): (Vec<_>, Vec<_>) =
            self.listing().into_iter().partition(|at| self.is_play(*at));
        let mut entries = taught.into_iter().chain(play);
        entries.by_ref().find(|other| *other == at)?;
        entries.next()
    }

    /// Whether nothing but the playground follows the entry at index `at`.
    pub fn ends_with(&self, at: usize) -> bool {
        self.following(at).is_none_or(|next| self.is_play(next))
    }

    fn is_play(&self, at: usize) -> bool {
        self.entry(at)
            .is_some_and(|lesson| lesson.role == LessonRole::Play)
    }

    /// The indices of the lesson and of its step that `name` names, as `lesson/step`.
    pub fn find_step(&self, name: &str) -> Option<(usize, usize)> {
        let (lesson, id) = name.split_once('/')?;
        let at = self.lessons.iter().position(|other| other.name == lesson)?;
        let step = self.lessons[at]
            .steps
            .iter()
            .position(|step| step.id == id)?;
        Some((at, step))
    }

    /// The languages that a title, a lesson or the glossary is written in. What comes from the built-in course does not count.
    pub fn languages(&self) -> BTreeSet<&Lang> {
        let own = self.lessons.iter().filter(|lesson| !lesson.is_builtin());
        let lessons = own.flat_map(|lesson| lesson.texts.languages());
        let titles = self.titles.keys();
        let glossary = self.glossary.iter().filter(|(_, terms)| {
            terms.is_empty() || terms.values().any(|term| !term.place.is_builtin())
        });
        let glossary = glossary.map(|(lang, _)| lang);
        titles.chain(lessons).chain(glossary).collect()
    }

    /// The same course with its texts in `lang` alone.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> Self {
        let lesson = |lesson: &Arc<Lesson>| {
            Arc::new(Lesson {
                texts: lesson.texts.only(lang),
                ..Lesson::clone(lesson)
            })
        };
        Self {
            titles: only(&self.titles, lang),
            lessons: self.lessons.iter().map(lesson).collect(),
            glossary: only(&self.glossary, lang),
            left_out_terms: self
                .glossary
                .iter()
                .filter(|(other, _)| *other != lang)
                .map(|(other, terms)| (other.clone(), terms.clone()))
                .collect(),
            misconceptions: only(&self.misconceptions, lang),
            ..self.clone()
        }
    }

    /// The terms in `lang`, also if that is left out.
    pub(in crate::lesson) fn terms_in_any(&self, lang: &Lang) -> Option<&BTreeMap<String, Term>> {
        let terms = self.glossary.get(lang);
        terms.or_else(|| self.left_out_terms.get(lang))
    }

    /// The title in `lang`, in English where that is missing, else in any language.
    pub fn title(&self, lang: &Lang) -> Option<&str> {
        in_language(&self.titles, lang)
    }

    /// The steps that were in the lesson called `lesson` once and are in another one now, each with the name of that lesson.
    pub fn moved_steps<'a>(&'a self, lesson: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let has_step = |name: &str, step: &str| {
            let lesson = self.lesson_named(name);
            lesson.is_some_and(|lesson| lesson.steps.iter().any(|other| other.id == step))
        };
        let moved = self.moved.iter();
        moved
            .filter(move |(step, to)| {
                *to != lesson && !has_step(lesson, step) && has_step(to, step)
            })
            .map(|(step, to)| (step.as_str(), to.as_str()))
    }

    /// The lesson called `name`.
    pub fn lesson_named(&self, name: &str) -> Option<&Lesson> {
        let mut lessons = self.lessons.iter();
        lessons
            .find(|lesson| lesson.name == name)
            .map(|lesson| &**lesson)
    }

    /// The index of the lesson whose number, name or folder is `wanted`, or of the only one whose name contains it.
    pub fn find(&self, wanted: &str) -> Option<usize> {
        let position =
            |is: &dyn Fn(&Lesson) -> bool| self.lessons.iter().position(|lesson| is(lesson));
        if let Ok(number) = wanted.parse::<u32>() {
            return position(&|lesson| lesson.number == number);
        }
        let wanted = wanted.to_lowercase();
        let mut containing = self
            .lessons
            .iter()
            .enumerate()
            .filter(|(_, lesson)| lesson.name.contains(&wanted));
        let is_folder = |lesson: &Lesson| lesson.folder() == wanted.trim_end_matches('/');
        let named = position(&|lesson| lesson.name == wanted).or_else(|| position(&is_folder));
        named.or_else(|| match (containing.next(), containing.next()) {
            (Some((at, _)), None) => Some(at),
            (Some(_) | None, _) => None,
        })
    }
}

/// The entry of `lang` alone.
fn only<T: Clone>(by_language: &BTreeMap<Lang, T>, lang: &Lang) -> BTreeMap<Lang, T> {
    let entry = by_language.get(lang).cloned();
    entry
        .map(|entry| (lang.clone(), entry))
        .into_iter()
        .collect()
}
