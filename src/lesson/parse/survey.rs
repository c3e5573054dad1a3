//! The questions that are asked before and after the course, taken from its lessons.

use std::collections::{BTreeMap, BTreeSet};

use super::reader::Reader;
use crate::lab::nearest;
use crate::lesson::{
    AnswerText, Beat, Lesson, LessonText, Prose, Role, Step, StepText, Survey, Texts, Unlock,
    opening_values,
};
use crate::locale::{Lang, Phrase};

/// So many questions take a minute.
const QUESTIONS_A_MINUTE: usize = 2;

/// The questions that `course.toml` names, if it does; every name that is no question is a fault.
pub(super) fn survey(root: &Reader<'_, '_>, lessons: &[Lesson]) -> Option<Survey> {
    let names = root.some_strings("test");
    let mut questions = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if let Some(question) = question(lessons, name) {
            questions.push(question);
        } else {
            let what = Phrase::key("check.no-question")
                .with("name", name.as_str())
                .with(
                    "names",
                    nearest(name, all(lessons).iter().map(String::as_str)).join(", "),
                );
            root.fault(root.place_of(&format!("test.{at}")), what);
        }
    }
    let made = |role, name| lesson(role, name, &questions, root);
    (!questions.is_empty()).then(|| Survey {
        before: made(Role::Before, "before"),
        after: made(Role::After, "after"),
    })
}

/// A question and the lesson that it is from.
type Question<'a> = (&'a Lesson, usize, &'a Step);

fn question<'a>(lessons: &'a [Lesson], name: &str) -> Option<Question<'a>> {
    let (lesson, step) = name.split_once('/')?;
    let lesson = lessons.iter().find(|other| other.name == lesson)?;
    let at = lesson.steps.iter().position(|other| other.id == step)?;
    let step = &lesson.steps[at];
    matches!(step.beat, Beat::Ask(_)).then_some((lesson, at, step))
}

fn all(lessons: &[Lesson]) -> Vec<String> {
    let mut names = Vec::new();
    for lesson in lessons {
        let questions = lesson
            .steps
            .iter()
            .filter(|step| matches!(step.beat, Beat::Ask(_)));
        names.extend(questions.map(|step| full(&lesson.name, &step.id)));
    }
    names
}

/// What something of a lesson is called outside it.
fn full(lesson: &str, name: &str) -> String {
    format!("{lesson}/{name}")
}

/// The questions as a row of steps of their own; labs, facts and sources are called by their full names.
fn lesson(role: Role, name: &str, questions: &[Question<'_>], root: &Reader<'_, '_>) -> Lesson {
    let mut made = Lesson {
        number: 0,
        name: name.to_owned(),
        role,
        minutes: u32::try_from(questions.len().div_ceil(QUESTIONS_A_MINUTE)).unwrap_or(u32::MAX),
        labs: BTreeMap::new(),
        steps: Vec::new(),
        facts: BTreeMap::new(),
        literals: BTreeMap::new(),
        sources: BTreeMap::new(),
        texts: texts(questions),
        place: root.place(),
        places: BTreeMap::new(),
    };
    for (home, at, step) in questions {
        let labs = home.labs.iter();
        made.labs
            .extend(labs.map(|(lab, setup)| (full(&home.name, lab), setup.clone())));
        let facts = home.facts.iter();
        made.facts
            .extend(facts.map(|(fact, stated)| (full(&home.name, fact), stated.clone())));
        let sources = home.sources.iter();
        made.sources
            .extend(sources.map(|(source, text)| (full(&home.name, source), text.clone())));
        made.steps.push(Step {
            id: full(&home.name, &step.id),
            lab: step.lab.as_ref().map(|lab| full(&home.name, lab)),
            set: opening_values(home, *at),
            unlock: match role {
                // Whoever could try it out would no longer say what they think.
                Role::Before => Unlock::Only(Vec::new()),
                Role::Lesson | Role::Quiz | Role::Play | Role::After => step.unlock.clone(),
            },
            ..(*step).clone()
        });
    }
    made
}

/// The prose of the questions in every language, put together when it is first asked for.
fn texts(questions: &[Question<'_>]) -> Texts {
    let parts: Vec<(String, Texts, String)> = questions
        .iter()
        .map(|(home, _, step)| (home.name.clone(), home.texts.clone(), step.id.clone()))
        .collect();
    let languages: BTreeSet<Lang> = parts
        .iter()
        .flat_map(|(_, texts, _)| texts.languages().cloned())
        .collect();
    let mut all = Texts::default();
    for lang in languages {
        let (parts, of) = (parts.clone(), lang.clone());
        all.insert_later(lang, String::new(), move || {
            let mut mine = LessonText::default();
            for (home, texts, id) in &parts {
                if let Some(text) = texts.get(&of) {
                    add(&mut mine, home, text, id);
                }
            }
            mine
        });
    }
    all
}

/// Adds the prose of a question to the prose of the survey.
fn add(mine: &mut LessonText, home: &str, text: &LessonText, id: &str) {
    let Some(said) = text.steps.get(id) else {
        return;
    };
    let moved = |prose: &Prose| prose.clone().with_names(|name| full(home, name));
    let answers = said.answers.iter().map(|(id, answer)| {
        let moved = AnswerText {
            label: moved(&answer.label),
            feedback: moved(&answer.feedback),
            place: answer.place.clone(),
        };
        (id.clone(), moved)
    });
    let said = StepText {
        body: moved(&said.body),
        answers: answers.collect(),
        notes: moved(&said.notes),
        place: said.place.clone(),
        ..StepText::default()
    };
    mine.steps.insert(full(home, id), said);
}
