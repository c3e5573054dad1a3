//! The survey: questions of the lessons that are asked before and after the course.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::toml_reader::TableReader;
use crate::lab::Values;
use crate::lesson::model::{
    self, Activity, AnswerText, Lesson, LessonRole, LessonText, Prose, Step, StepKind, StepText,
    Survey, Texts, Unlock, opening_values,
};
use crate::locale::{Lang, Phrase};
use crate::text::nearest_names;

/// The number of questions that take a minute.
const QUESTIONS_PER_MINUTE: usize = 2;

/// The survey of the questions that `course.toml` lists, if it lists any. A name without a question is a fault.
pub(super) fn survey(root: &TableReader<'_, '_>, lessons: &[Arc<Lesson>]) -> Option<Survey> {
    let names = root.strings("test");
    let mut questions = Vec::new();
    for (at, name) in names.iter().enumerate() {
        match Question::find(lessons, name) {
            Some(question) => questions.push(question),
            None => root.report(
                root.place_of(&format!("test.{at}")),
                unknown_question(name, lessons),
            ),
        }
    }
    let lesson = |role, name| Arc::new(lesson(role, name, &questions, root));
    (!questions.is_empty()).then(|| Survey {
        before: lesson(LessonRole::Before, "before"),
        after: lesson(LessonRole::After, "after"),
    })
}

fn unknown_question(name: &str, lessons: &[Arc<Lesson>]) -> Phrase {
    let all = question_names(lessons);
    let names = nearest_names(name, all.iter().map(String::as_str)).join(", ");
    Phrase::key("check.no-question")
        .with("name", name)
        .with("names", names)
}

/// A question of a lesson.
struct Question<'a> {
    lesson: &'a Lesson,
    /// The index of the step in the lesson.
    at: usize,
    step: &'a Step,
}

impl<'a> Question<'a> {
    /// The question that `lesson/step` names.
    fn find(lessons: &'a [Arc<Lesson>], name: &str) -> Option<Self> {
        let (lesson, id) = name.split_once('/')?;
        let lesson = lessons.iter().find(|other| other.name == lesson)?;
        let mut steps = lesson.steps.iter().enumerate();
        let (at, step) = steps.find(|(_, step)| step.id == id)?;
        is_question(step).then_some(Self { lesson, at, step })
    }
}

fn is_question(step: &Step) -> bool {
    matches!(step.activity, Activity::Question(_))
}

/// The names of all questions, each as `lesson/step`.
fn question_names(lessons: &[Arc<Lesson>]) -> Vec<String> {
    let names = lessons.iter().flat_map(|lesson| {
        let questions = lesson.steps.iter().filter(|step| is_question(step));
        questions.map(|step| qualified_name(&lesson.name, &step.id))
    });
    names.collect()
}

/// The name of a step, lab, fact or source of a lesson in the survey: `lesson/name`.
fn qualified_name(lesson: &str, name: &str) -> String {
    format!("{lesson}/{name}")
}

/// A lesson that consists of the questions. Its labs, facts and sources have qualified names.
fn lesson(
    role: LessonRole,
    name: &str,
    questions: &[Question<'_>],
    root: &TableReader<'_, '_>,
) -> Lesson {
    let minutes = questions.len().div_ceil(QUESTIONS_PER_MINUTE);
    let mut survey = Lesson {
        name: name.to_owned(),
        role,
        minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
        texts: texts(questions),
        place: root.place(),
        ..Lesson::default()
    };
    for question in questions {
        let lesson = question.lesson;
        let qualify = |name: &str| qualified_name(&lesson.name, name);
        let labs = lesson.labs.iter();
        survey
            .labs
            .extend(labs.map(|(lab, setup)| (qualify(lab), setup.clone())));
        let facts = lesson.facts.iter();
        survey
            .facts
            .extend(facts.map(|(name, fact)| (qualify(name), fact.clone())));
        let sources = lesson.sources.iter();
        survey
            .sources
            .extend(sources.map(|(source, text)| (qualify(source), text.clone())));
        survey.steps.push(step(role, question));
    }
    if role == LessonRole::Before {
        survey.steps.insert(0, welcome(&survey));
    }
    survey
}

/// The step that welcomes the learner.
fn welcome(survey: &Lesson) -> Step {
    Step {
        id: "welcome".to_owned(),
        kind: StepKind::Welcome,
        lab: None,
        show: Vec::new(),
        unlock: Unlock::Only(Vec::new()),
        set: Values::new(),
        speed: None,
        variants: Vec::new(),
        statements: Vec::new(),
        literals: BTreeMap::new(),
        activity: Activity::Explore,
        place: survey.place.clone(),
    }
}

/// The question as a step of the survey.
fn step(role: LessonRole, question: &Question<'_>) -> Step {
    let Question { lesson, at, step } = question;
    let (kind, unlock) = match role {
        // Locked controls: the answer must come from the learner and not from the lab.
        LessonRole::Before => (StepKind::Page, Unlock::Only(Vec::new())),
        LessonRole::Lesson | LessonRole::Quiz | LessonRole::Play | LessonRole::After => {
            (step.kind, step.unlock.clone())
        }
    };
    let id = qualified_name(&lesson.name, &step.id);
    let activity = match &step.activity {
        Activity::Question(question) => Activity::Question(model::Question {
            taught_in: Some(id.clone()),
            ..question.clone()
        }),
        Activity::Explore | Activity::Challenge(_) => step.activity.clone(),
    };
    Step {
        id,
        activity,
        lab: (step.lab.as_ref()).map(|lab| qualified_name(&lesson.name, lab)),
        set: opening_values(lesson, *at),
        kind,
        unlock,
        ..(*step).clone()
    }
}

/// The prose of the questions in every language.
fn texts(questions: &[Question<'_>]) -> Texts {
    let languages: BTreeSet<&Lang> = questions
        .iter()
        .flat_map(|question| question.lesson.texts.languages())
        .collect();
    let mut texts = Texts::default();
    for lang in languages {
        let mut text = LessonText::default();
        for question in questions {
            let id = &question.step.id;
            let original = question.lesson.texts.get(lang);
            if let Some(original) = original.and_then(|text| text.steps.get(id)) {
                let lesson = &question.lesson.name;
                let step = step_text(lesson, original);
                text.steps.insert(qualified_name(lesson, id), step);
            }
        }
        texts.insert(lang.clone(), text);
    }
    texts
}

/// The prose of a question, its facts and sources with qualified names.
fn step_text(lesson: &str, text: &StepText) -> StepText {
    let qualify = |prose: &Prose| {
        let prose = prose.clone();
        prose.with_names(|name| qualified_name(lesson, name))
    };
    let answers = text.answers.iter().map(|(id, answer)| {
        let answer = AnswerText {
            label: qualify(&answer.label),
            feedback: qualify(&answer.feedback),
            place: answer.place.clone(),
        };
        (id.clone(), answer)
    });
    StepText {
        body: qualify(&text.body),
        answers: answers.collect(),
        notes: qualify(&text.notes),
        place: text.place.clone(),
        ..StepText::default()
    }
}
