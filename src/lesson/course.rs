//! Courses and their lessons.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Claims, Fact, Location, Prose, Step, StepText, Texts};
use crate::lab::{Lab, LabKind, Seed, SetError, Values};
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

/// What a row of steps is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LessonRole {
    /// To learn something.
    #[default]
    Lesson,
    /// To remember it: questions only.
    Quiz,
    /// To try out whatever one likes.
    Play,
    /// To see what is known before the course: answers are noted, and none is told.
    Before,
    /// To see what is known after it: the same questions once more.
    After,
}

/// A lesson.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// Its number, as its folder's name begins.
    pub number: u32,
    /// Its name, as its folder's name goes on: `bias-moves-the-kink`.
    pub name: String,
    /// What it is for.
    pub role: LessonRole,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Its prose by language.
    pub texts: Texts,
    /// Where it begins: its `lesson.toml`.
    pub place: Location,
    /// Its labs, by their names in the lesson.
    pub labs: BTreeMap<String, LabSetup>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// The numbers that its prose states, by name.
    pub facts: BTreeMap<String, Fact>,
    /// Numbers that its prose types out, each with the reason why it is no model's number.
    pub literals: BTreeMap<String, String>,
    /// Where its numbers of the literature were read, by the names that the prose gives them.
    pub sources: BTreeMap<String, String>,
    /// Where every value of its `lesson.toml` stands, by its path: `step.2.set.b`.
    pub places: BTreeMap<String, Location>,
}

/// A lab as a lesson starts it.
#[derive(Clone, Debug)]
pub struct LabSetup {
    /// Its kind.
    pub kind: &'static LabKind,
    /// What its controls stand at.
    pub set: Values,
    /// The seed that its random numbers begin from.
    pub seed: u64,
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

impl Lesson {
    /// Where the value at `path` of its `lesson.toml` stands; if there is none, where what holds it stands.
    pub fn place_of(&self, path: &str) -> Location {
        let mut path = path;
        loop {
            if let Some(place) = self.places.get(path) {
                return place.clone();
            }
            match path.rsplit_once('.') {
                Some((holder, _)) => path = holder,
                None => return self.place.clone(),
            }
        }
    }

    /// The number by which the prose names the source called `name`: its place among all, from 1.
    pub fn source_number(&self, name: &str) -> Option<usize> {
        self.sources
            .keys()
            .position(|source| source == name)
            .map(|at| at + 1)
    }

    /// Its prose in `lang`, in English where that is missing.
    pub fn text(&self, lang: &Lang) -> Option<&LessonText> {
        self.texts
            .get(lang)
            .or_else(|| self.texts.get(&Lang::english()))
    }

    /// A piece of its prose in `lang`, in English where that is missing or empty.
    pub fn localized<'a>(
        &'a self,
        lang: &Lang,
        piece: impl Fn(&'a LessonText) -> Option<&'a Prose>,
    ) -> Localized<'a> {
        let there = |lang: &Lang| {
            self.texts
                .get(lang)
                .and_then(&piece)
                .filter(|prose| !prose.is_empty())
        };
        match there(lang) {
            Some(prose) => Localized::Translated(prose),
            None => there(&Lang::english()).map_or(Localized::Missing, Localized::English),
        }
    }
}

impl LabSetup {
    /// The lab with `values`, from the lesson's seed or from `seed` where one is given.
    pub fn lab(&self, values: &Values, seed: Option<u64>) -> Result<Lab, SetError> {
        Lab::new(self.kind, values, Seed(seed.unwrap_or(self.seed)))
    }
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
