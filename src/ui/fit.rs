//! Whether every step of a course fits the smallest screen that it is made for.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::screen::render;
use crate::app::{App, Code, Key, Look, Msg};
use crate::lab::Values;
use crate::lesson::{Beat, Course, Fault, Step};
use crate::locale::{Phrase, Words};

/// The screen that every step must fit.
const SMALLEST: (u16, u16) = (80, 24);

/// A fault for each step whose text, answers with their feedback, or hints do not fit 80 × 24 beside its first figure.
pub fn fit(course: &Arc<Course>, words: &Words) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for (place, step) in lesson.steps.iter().enumerate() {
            let hidden = hidden_lines(course, words, at, place, step);
            if hidden > 0 {
                faults.push(Fault {
                    place: step.place.clone(),
                    what: Phrase::key("check.does-not-fit")
                        .with("step", step.id.as_str())
                        .with("lines", u64::from(hidden))
                        .with("lang", words.lang().tag()),
                });
            }
        }
    }
    faults
}

/// The most lines of the step that are out of sight, over all that can be shown in it.
fn hidden_lines(
    course: &Arc<Course>,
    words: &Words,
    lesson: usize,
    place: usize,
    step: &Step,
) -> u16 {
    let open = || {
        let mut app = App::new(Arc::clone(course), words.clone(), Look::default(), None);
        app.open(lesson, place, &Values::new()).map(|()| app)
    };
    let hidden = |mut app: App, keys: Vec<Key>| {
        for key in keys {
            let _update = app.update(Msg::Key(key));
        }
        let area = Rect::new(0, 0, SMALLEST.0, SMALLEST.1);
        render(&app, area, &mut Buffer::empty(area)).hidden
    };
    let keys: Vec<Vec<Key>> = match &step.beat {
        Beat::Explore => vec![vec![]],
        Beat::Ask(question) => {
            let answers = (0..question.answers.len())
                .filter_map(|at| char::from_digit(u32::try_from(at + 1).ok()?, 10));
            let given = answers.map(|digit| vec![Key::char(digit)]);
            given
                .chain([vec![], vec![Key::plain(Code::Enter)]])
                .collect()
        }
        Beat::Try(_) => (0..=3).map(|hints| vec![Key::char('i'); hints]).collect(),
    };
    let mut most = keys
        .into_iter()
        .filter_map(|keys| Some(hidden(open().ok()?, keys)))
        .max()
        .unwrap_or(0);
    if let (Beat::Try(goals), Ok(mut app)) = (&step.beat, open()) {
        // What is said when the goals are met must be seen as well.
        for goal in goals {
            if app.open(lesson, place, &goal.solution).is_err() {
                return most;
            }
        }
        most = most.max(hidden(app, vec![]));
    }
    most
}
