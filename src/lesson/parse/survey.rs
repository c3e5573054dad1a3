//! The questions that are asked before and after the course, taken from its lessons.

use std::collections::BTreeSet;

use super::Reading;
use super::reader::Reader;
use crate::lesson::{
    Activity, AnswerText, Late, Lesson, LessonBody, LessonRole, LessonText, Prose, Step, StepText,
    Survey, Texts, Unlock, opening_values,
};
use crate::locale::{Lang, Phrase};
use crate::text::nearest_names;

/// So many questions take a minute.
const QUESTIONS_A_MINUTE: usize = 2;

/// The questions that `course.toml` names, if it does; of a course that is read whole, every name that is no question is
/// a fault.
pub(super) fn survey(
    root: &Reader<'_, '_>,
    reading: Reading,
    lessons: &[Lesson],
) -> Option<Survey> {
    let names = root.some_strings("test");
    let mut questions = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let found = Question::named(lessons, name);
        match found.filter(|found| reading == Reading::AsNeeded || found.asks()) {
            Some(question) => questions.push(question),
            None => root.fault(root.place_of(&format!("test.{at}")), unknown(name, lessons)),
        }
    }
    let made = |role, name| lesson(role, name, &questions, root);
    (!questions.is_empty()).then(|| Survey {
        before: made(LessonRole::Before, "before"),
        after: made(LessonRole::After, "after"),
    })
}

fn unknown(name: &str, lessons: &[Lesson]) -> Phrase {
    let names = nearest_names(name, all(lessons).iter().map(String::as_str)).join(", ");
    Phrase::key("check.no-question")
        .with("name", name)
        .with("names", names)
}

/// A question of a lesson.
#[derive(Clone)]
struct Question {
    /// The lesson's name.
    home: String,
    body: Late<LessonBody>,
    texts: Texts,
    /// The step's name.
    id: String,
}

impl Question {
    /// What `lesson/step` names, whether it asks or not; none where there is no such lesson.
    fn named(lessons: &[Lesson], name: &str) -> Option<Self> {
        let (home, id) = name.split_once('/')?;
        let lesson = lessons.iter().find(|other| other.name == home)?;
        Some(Self {
            home: home.to_owned(),
            body: lesson.body.clone(),
            texts: lesson.texts.clone(),
            id: id.to_owned(),
        })
    }

    /// Its step and the step's place.
    fn step(&self) -> Option<(usize, &Step)> {
        let mut steps = self.body.steps.iter().enumerate();
        steps.find(|(_, step)| step.id == self.id)
    }

    fn asks(&self) -> bool {
        self.step()
            .is_some_and(|(_, step)| matches!(step.beat, Activity::Question(_)))
    }
}

fn all(lessons: &[Lesson]) -> Vec<String> {
    let mut names = Vec::new();
    for lesson in lessons {
        let questions = lesson
            .steps
            .iter()
            .filter(|step| matches!(step.beat, Activity::Question(_)));
        names.extend(questions.map(|step| full(&lesson.name, &step.id)));
    }
    names
}

/// What something of a lesson is called outside it.
fn full(lesson: &str, name: &str) -> String {
    format!("{lesson}/{name}")
}

/// The questions as a row of steps of their own.
fn lesson(role: LessonRole, name: &str, questions: &[Question], root: &Reader<'_, '_>) -> Lesson {
    let minutes = questions.len().div_ceil(QUESTIONS_A_MINUTE);
    let of_body = questions.to_vec();
    Lesson {
        number: 0,
        name: name.to_owned(),
        role,
        minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
        texts: texts(questions),
        place: root.place(),
        body: Late::new(move || body(role, &of_body)),
    }
}

/// The questions as steps; labs, facts and sources are called by their full names.
fn body(role: LessonRole, questions: &[Question]) -> LessonBody {
    let mut made = LessonBody::default();
    for question in questions {
        let (home, body) = (&question.home, &question.body);
        let labs = body.labs.iter();
        made.labs
            .extend(labs.map(|(lab, setup)| (full(home, lab), setup.clone())));
        let facts = body.facts.iter();
        made.facts
            .extend(facts.map(|(fact, stated)| (full(home, fact), stated.clone())));
        let sources = body.sources.iter();
        made.sources
            .extend(sources.map(|(source, text)| (full(home, source), text.clone())));
        let Some((at, step)) = question.step() else {
            continue;
        };
        made.steps.push(Step {
            id: full(home, &step.id),
            lab: step.lab.as_ref().map(|lab| full(home, lab)),
            set: opening_values(body, at),
            unlock: match role {
                // Whoever could try it out would no longer say what they think.
                LessonRole::Before => Unlock::Only(Vec::new()),
                LessonRole::Lesson | LessonRole::Quiz | LessonRole::Play | LessonRole::After => {
                    step.unlock.clone()
                }
            },
            ..step.clone()
        });
    }
    made
}

/// The prose of the questions in every language, put together when it is first asked for.
fn texts(questions: &[Question]) -> Texts {
    let languages: BTreeSet<Lang> = questions
        .iter()
        .flat_map(|question| question.texts.languages().cloned())
        .collect();
    let mut all = Texts::default();
    for lang in languages {
        let (questions, of) = (questions.to_vec(), lang.clone());
        all.insert_later(lang, String::new(), move || {
            let mut mine = LessonText::default();
            for question in &questions {
                if let Some(text) = question.texts.get(&of) {
                    add(&mut mine, &question.home, text, &question.id);
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
