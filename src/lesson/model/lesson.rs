//! Lessons and their labs.

use std::collections::BTreeMap;

use super::fact::Fact;
use super::fault::Location;
use super::prose::Prose;
use super::step::{Activity, Step};
use super::text::{LessonText, Localized, Texts};
use crate::lab::{Lab, LabKind, Seed, SetError, Values};
use crate::locale::Lang;

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

/// What the lab of step `at` stands at as the step opens, if the learner answered the questions before
/// it and met the goals by their solutions.
pub fn opening_values(lesson: &Lesson, at: usize) -> Values {
    let Some(step) = lesson.steps.get(at) else {
        return Values::new();
    };
    let Some(setup) = step.lab.as_ref().and_then(|name| lesson.labs.get(name)) else {
        return Values::new();
    };
    let mut values = setup.set.clone();
    for before in lesson.steps[..at]
        .iter()
        .filter(|before| before.lab == step.lab)
    {
        values = values.merge(&before.set);
        match &before.beat {
            Activity::Explore => {}
            Activity::Question(question) => values = values.merge(&question.then),
            Activity::Challenge(goals) => {
                for goal in goals {
                    values = values.merge(&goal.solution);
                }
            }
        }
    }
    setup.kind.complete(&values.merge(&step.set))
}
