//! The bytes that a turned control sends to the terminal, for every control of every step.

use std::sync::Arc;

use relutor::app::{App, Appearance, Key, Msg};
use relutor::lab::Values;
use relutor::lesson::{self, Course, CourseSource, LessonRole, StepKind};
use relutor::locale::{Lang, Words};

use super::pty::Session;
use super::{PROGRAM, settle};

const SIZE: (u16, u16) = (120, 40);
const RIGHT: &str = "\u{1b}[C";
/// The number of turns for each control.
const TURNS: usize = 4;

/// A turn of a control.
#[derive(Default)]
pub(super) struct Turn {
    /// The control with its lesson and step.
    pub(super) control: String,
    /// The bytes that the program sends for it.
    pub(super) bytes: usize,
}

/// The turns that send the most bytes: in steps with figures, and on workbenches, where a turn may redraw the whole
/// network.
pub(super) fn measure_largest() -> [Turn; 2] {
    let Ok(course) = lesson::load(&CourseSource::Builtin) else {
        return <[Turn; 2]>::default();
    };
    let course = Arc::new(course);
    let mut largest = <[Turn; 2]>::default();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for (place, step) in lesson.steps.iter().enumerate() {
            let is_workbench = step.kind == StepKind::Workbench;
            let largest = &mut largest[usize::from(is_workbench)];
            for turn in measure_turns(&course, at, place) {
                if turn.bytes > largest.bytes {
                    *largest = turn;
                }
            }
        }
    }
    largest
}

/// The controls that are unlocked in a step after its question is answered.
fn unlocked_controls(course: &Arc<Course>, lesson: usize, step: usize) -> Vec<String> {
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

/// For each control of a step, the turn that sends the most bytes.
fn measure_turns(course: &Arc<Course>, lesson: usize, step: usize) -> Vec<Turn> {
    let controls = unlocked_controls(course, lesson, step);
    if controls.is_empty() {
        return Vec::new();
    }
    let lesson = &course.lessons[lesson];
    let step = &lesson.steps[step].id;
    // A count that moves shows its way over several frames; one turn is one frame.
    let mut args = match lesson.role {
        LessonRole::Play => vec!["play"],
        LessonRole::Lesson | LessonRole::Quiz | LessonRole::Before | LessonRole::After => {
            vec![lesson.name.as_str(), "--step", step]
        }
    };
    args.push("--no-motion");
    let mut session = Session::start(PROGRAM, &args, &[("COLORTERM", "truecolor")]);
    session.wait_for_text("all keys");
    session.resize(SIZE);
    settle(&session);
    session.press("1");
    settle(&session);
    let mut turns = Vec::new();
    for control in controls {
        let mut turn = Turn {
            control: format!("{control} in {} {step}", lesson.name),
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
    let _status = session.wait_for_exit();
    turns
}
