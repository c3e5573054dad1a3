//! Lessons and their labs.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::Fact;
use super::fault::Location;
use super::prose::Prose;
use super::step::{Activity, Step};
use super::text::{LessonText, Localized, Texts};
use crate::lab::{Kind, Lab, Seed, SetError, Values};
use crate::locale::{Lang, SlotSource};

/// The role of a lesson in its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LessonRole {
    /// Teaches something.
    #[default]
    Lesson,
    /// Repeats it: questions only.
    Quiz,
    /// The playground: the learner builds and trains any network.
    Play,
    /// The survey before the course: answers are recorded, and no feedback is given.
    Before,
    /// The survey after the course: the same questions.
    After,
}

/// A lesson.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// The number at the start of the folder's name.
    pub number: u32,
    /// The rest of the folder's name: `bias-moves-the-kink`.
    pub name: String,
    /// Its role in the course.
    pub role: LessonRole,
    /// The time it takes, in minutes.
    pub minutes: u32,
    /// Its prose by language.
    pub texts: Texts,
    /// The start of its `lesson.toml`.
    pub place: Location,
    /// The setups of its labs by name.
    pub labs: BTreeMap<String, LabSetup>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// The numbers that its prose states, by name.
    pub facts: BTreeMap<String, Fact>,
    /// Numbers that its title, its limits and its summary type out, each with the reason why no model produces it.
    pub literals: BTreeMap<String, String>,
    /// The references to the literature by the names that the prose uses.
    pub sources: BTreeMap<String, String>,
    /// The location of every value of its `lesson.toml` by its path: `step.2.set.b`.
    pub places: BTreeMap<String, Location>,
}

/// The initial state of a lab in a lesson.
#[derive(Clone, Debug)]
pub struct LabSetup {
    /// The kind of the lab.
    pub kind: Kind,
    /// The values of its controls.
    pub set: Values,
    /// The seed of its random numbers.
    pub seed: u64,
}

impl Lesson {
    /// Whether it is a lesson of the built-in course, in another course.
    pub fn is_builtin(&self) -> bool {
        self.place.is_builtin()
    }

    /// The name of its folder; none for a survey, which has no files.
    pub fn folder(&self) -> &str {
        let folders = self.place.file.rsplit_once('/');
        folders.map_or("", |(folders, _)| {
            folders.rsplit('/').next().unwrap_or(folders)
        })
    }

    /// The location of the value at `path` of its `lesson.toml`; if there is none, that of the closest table around it.
    pub fn place_of(&self, path: &str) -> Location {
        let mut path = path;
        loop {
            if let Some(place) = self.places.get(path) {
                return place.clone();
            }
            match path.rsplit_once('.') {
                Some((parent, _)) => path = parent,
                None => return self.place.clone(),
            }
        }
    }

    /// The number that the prose shows for the source `name`: its rank among [`Self::ordered_sources`], from 1.
    pub fn source_number(&self, name: &str) -> Option<usize> {
        self.ordered_sources()
            .iter()
            .position(|(source, _)| *source == name)
            .map(|at| at + 1)
    }

    /// The sources with their texts in the order in which the prose cites them first, the same in every language; sources
    /// that no text cites come last, by name.
    pub fn ordered_sources(&self) -> Vec<(&str, &str)> {
        let mut names: Vec<&str> = Vec::new();
        let cited = self.text(&Lang::english()).into_iter();
        let cited = cited.flat_map(|text| text.citations(&self.steps));
        for name in cited.chain(self.sources.keys().map(String::as_str)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let with_text = |name| Some((name, self.sources.get(name)?.as_str()));
        names.into_iter().filter_map(with_text).collect()
    }

    /// Whether it has prose behind its steps: limits or a summary.
    pub fn has_closing_prose(&self) -> bool {
        let mut texts = self.texts.all();
        texts.any(|text| !text.breaks.is_empty() || !text.summary.is_empty())
    }

    /// Its prose in `lang`; in English or else in another language where that is missing.
    pub fn text(&self, lang: &Lang) -> Option<&LessonText> {
        let mut others = Lang::english_first(self.texts.languages()).into_iter();
        let other = || others.find_map(|other| self.texts.get(other));
        self.texts.get(lang).or_else(other)
    }

    /// The ids of the figures that the prose of `step` names in `{figure:…}` slots. Notes are not on the screen.
    pub fn figures_named_in(&self, step: &Step, lang: &Lang) -> BTreeSet<String> {
        let Some(text) = self.text(lang).and_then(|text| text.steps.get(&step.id)) else {
            return BTreeSet::new();
        };
        let answers = text
            .answers
            .values()
            .flat_map(|answer| [&answer.label, &answer.feedback]);
        let proses = [&text.body, &text.principle]
            .into_iter()
            .chain(&text.hints)
            .chain(answers);
        let slots = proses.flat_map(|prose| prose.spans().flat_map(|span| span.text.slots()));
        slots
            .filter_map(|slot| match &slot.source {
                SlotSource::Figure(id) => Some(id.clone()),
                SlotSource::Value(_)
                | SlotSource::Fact(_)
                | SlotSource::Key(_)
                | SlotSource::Term(_)
                | SlotSource::Citation(_)
                | SlotSource::Lesson(_) => None,
            })
            .collect()
    }

    /// A piece of its prose in `lang`; in English or else in another language where that is missing or empty.
    pub fn localized<'a>(
        &'a self,
        lang: &Lang,
        piece: impl Fn(&'a LessonText) -> Option<&'a Prose>,
    ) -> Localized<'a> {
        let in_lang = |lang: &Lang| {
            self.texts
                .get(lang)
                .and_then(&piece)
                .filter(|prose| !prose.is_empty())
        };
        if let Some(prose) = in_lang(lang) {
            return Localized::Translated(prose);
        }
        let mut others = Lang::english_first(self.texts.languages()).into_iter();
        let other = others.find_map(|lang| Some((lang, in_lang(lang)?)));
        other.map_or(Localized::Missing, |(lang, prose)| Localized::Foreign {
            lang,
            prose,
        })
    }
}

impl PartialEq for LabSetup {
    fn eq(&self, other: &Self) -> bool {
        let Self { kind, set, seed } = self;
        *kind == other.kind && *set == other.set && *seed == other.seed
    }
}

impl LabSetup {
    /// The lab with `values`, from `seed` if one is given, else from the seed of the lesson.
    ///
    /// # Errors
    /// A value that the lab refuses.
    pub fn lab(&self, values: &Values, seed: Option<u64>) -> Result<Lab, SetError> {
        Lab::new(&self.kind, values, Seed(seed.unwrap_or(self.seed)))
    }
}

/// The values of the lab as step `at` opens, if the learner answered the questions before it and met the
/// goals by their solutions.
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
        match &before.activity {
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
