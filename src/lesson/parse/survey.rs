//! The questions that are asked before and after the course, taken from its lessons.

use std::collections::BTreeMap;

use super::reader::Reader;
use crate::lab::nearest;
use crate::lesson::{
    AnswerText, Beat, Lesson, LessonText, Prose, Role, Step, StepText, Survey, Unlock,
    opening_values,
};
use crate::locale::Phrase;

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
        names.extend(questions.map(|step| full(lesson, &step.id)));
    }
    names
}

/// What something of a lesson is called outside it.
fn full(lesson: &Lesson, name: &str) -> String {
    format!("{}/{name}", lesson.name)
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
        texts: BTreeMap::new(),
        place: root.place(),
        places: BTreeMap::new(),
    };
    for (home, at, step) in questions {
        let labs = home.labs.iter();
        made.labs
            .extend(labs.map(|(lab, setup)| (full(home, lab), setup.clone())));
        let facts = home.facts.iter();
        made.facts
            .extend(facts.map(|(fact, stated)| (full(home, fact), stated.clone())));
        let sources = home.sources.iter();
        made.sources
            .extend(sources.map(|(source, text)| (full(home, source), text.clone())));
        made.steps.push(Step {
            id: full(home, &step.id),
            lab: step.lab.as_ref().map(|lab| full(home, lab)),
            set: opening_values(home, *at),
            unlock: match role {
                // Whoever could try it out would no longer say what they think.
                Role::Before => Unlock::Only(Vec::new()),
                Role::Lesson | Role::Quiz | Role::Play | Role::After => step.unlock.clone(),
            },
            ..(*step).clone()
        });
        for (lang, text) in &home.texts {
            let mine = made.texts.entry(lang.clone()).or_default();
            add(mine, home, text, &step.id);
        }
    }
    made
}

/// Adds the prose of a question to the prose of the survey.
fn add(mine: &mut LessonText, home: &Lesson, text: &LessonText, id: &str) {
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
