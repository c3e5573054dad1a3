//! What a turned control sends to the terminal, over every control of every step.

use std::sync::Arc;

use relutor::app::{App, Appearance, Key, Msg};
use relutor::lab::Values;
use relutor::lesson::{self, Course, CourseSource, LessonRole};
use relutor::locale::{Lang, Words};

use super::pty::Session;
use super::{PROGRAM, settle};

const SIZE: (u16, u16) = (120, 40);
const RIGHT: &str = "\u{1b}[C";
/// As often as each control is turned.
const TURNS: usize = 4;

/// The turn that sends the most.
#[derive(Default)]
pub(super) struct Turn {
    /// The control and where it is.
    pub(super) what: String,
    /// What it sends.
    pub(super) bytes: usize,
}

/// The turns that send the most bytes: of all in steps with figures, and of all on workbenches, where a turn may draw
/// another network with all that is shown of it.
pub(super) fn most() -> [Turn; 2] {
    let Ok(course) = lesson::load(&CourseSource::Builtin) else {
        return <[Turn; 2]>::default();
    };
    let course = Arc::new(course);
    let mut most = <[Turn; 2]>::default();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for (place, step) in lesson.steps.iter().enumerate() {
            let is_workbench = step.show.iter().any(|figure| figure == "network");
            let most = &mut most[usize::from(is_workbench)];
            for turn in turns(&course, at, place) {
                if turn.bytes > most.bytes {
                    *most = turn;
                }
            }
        }
    }
    most
}

/// The controls that can be turned in a step once its question is answered.
fn controls(course: &Arc<Course>, lesson: usize, step: usize) -> Vec<String> {
    let Ok(words) = Words::load(&Lang::english()) else {
        return Vec::new();
    };
    let mut app = App::new(Arc::clone(course), words, Appearance::default(), None);
    if app.open(lesson, step, &Values::new()).is_err() {
        return Vec::new();
    }
    let _update = app.update(Msg::Key(Key::char('1')));
    app.session()
        .map_or_else(Vec::new, relutor::app::Session::unlocked)
}

/// For each control of a step the turn that sends the most.
fn turns(course: &Arc<Course>, lesson: usize, step: usize) -> Vec<Turn> {
    let controls = controls(course, lesson, step);
    if controls.is_empty() {
        return Vec::new();
    }
    let lesson = &course.lessons[lesson];
    let step = &lesson.steps[step].id;
    let args = match lesson.role {
        LessonRole::Play => vec!["play"],
        LessonRole::Lesson | LessonRole::Quiz | LessonRole::Before | LessonRole::After => {
            vec![lesson.name.as_str(), "--step", step]
        }
    };
    let mut session = Session::start(PROGRAM, &args, &[("COLORTERM", "truecolor")]);
    session.until_text("all keys");
    session.resize(SIZE);
    settle(&session);
    session.press("1");
    settle(&session);
    let mut turns = Vec::new();
    for control in controls {
        let mut turn = Turn {
            what: format!("{control} in {} {step}", lesson.name),
            bytes: 0,
        };
        for _ in 0..TURNS {
            let before = session.bytes();
            session.press(RIGHT);
            settle(&session);
            turn.bytes = turn.bytes.max(session.bytes() - before);
        }
        turns.push(turn);
        session.press("j");
        settle(&session);
    }
    session.press("q");
    let _status = session.end();
    turns
}
