//! Whether every step of a course fits the screens that it is made for.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::glyphs::Glyphs;
use super::screen::render;
use crate::app::{App, Appearance, Key, KeyCode, Msg};
use crate::lab::Values;
use crate::lesson::{self, Activity, Check, Course, Fault, Step};
use crate::locale::{Phrase, Words};

/// The screens that every step must fit: the smallest, with text above figures, and one with both side by side.
const SCREENS: [(u16, u16); 2] = [(80, 24), (100, 30)];

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LayoutFault {
    /// A title or a label that ends in dots.
    Cut,
    /// So many lines of text that are out of sight.
    Hidden(u16),
}

/// A fault for each step whose text, answers with their feedback, hints or labels do not fit 80 × 24 or 100 × 30
/// beside its first figure.
pub fn fit(course: &Arc<Course>, words: &Words) -> Vec<Fault> {
    lesson::run_checks(fit_checks(course, words), |_, _| {})
}

/// The checks that [`fit`] runs, one per step.
pub fn fit_checks<'a>(course: &'a Arc<Course>, words: &'a Words) -> Vec<Check<'a>> {
    let mut checks = Vec::new();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for (place, step) in lesson.steps.iter().enumerate() {
            checks.push(Check::new(0, move || {
                fit_step(course, words, at, place, step)
            }));
        }
    }
    checks
}

fn fit_step(
    course: &Arc<Course>,
    words: &Words,
    lesson: usize,
    place: usize,
    step: &Step,
) -> Vec<Fault> {
    let shown = states(course, words, lesson, place, step);
    let misfits = SCREENS.iter().filter_map(|screen| {
        let misfit = shown.iter().filter_map(|app| misfit(app, *screen)).max()?;
        Some(Fault {
            place: step.place.clone(),
            message: told(misfit, *screen)
                .with("step", step.id.as_str())
                .with("lang", words.lang().tag()),
        })
    });
    misfits.collect()
}

fn told(misfit: LayoutFault, (width, height): (u16, u16)) -> Phrase {
    let phrase = match misfit {
        LayoutFault::Hidden(lines) => {
            Phrase::key("check.does-not-fit").with("lines", u64::from(lines))
        }
        LayoutFault::Cut => Phrase::key("check.cuts"),
    };
    phrase
        .with("width", u64::from(width))
        .with("height", u64::from(height))
}

fn misfit(app: &App, (width, height): (u16, u16)) -> Option<LayoutFault> {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let hidden = render(app, area, &mut buf).hidden;
    if hidden > 0 {
        return Some(LayoutFault::Hidden(hidden));
    }
    is_cut(app, &buf).then_some(LayoutFault::Cut)
}

/// Whether something ends in dots that were not written.
fn is_cut(app: &App, buf: &Buffer) -> bool {
    let dots = Glyphs::of(app.appearance().glyphs).ellipsis;
    let written = app
        .content()
        .iter()
        .any(|passage| format!("{passage:?}").contains(dots));
    // The line of keys writes ranges of keys with dots.
    let area = buf.area;
    let rows = area.top()..area.bottom().saturating_sub(1);
    let mut cells = rows.flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)));
    !written && cells.any(|at| buf[at].symbol() == dots)
}

/// The step in every state in which something else is said: unanswered, after each answer, skipped, with each hint,
/// with its goals met, with the principle told.
fn states(
    course: &Arc<Course>,
    words: &Words,
    lesson: usize,
    place: usize,
    step: &Step,
) -> Vec<App> {
    let open = || {
        let mut app = App::new(
            Arc::clone(course),
            words.clone(),
            Appearance::default(),
            None,
        );
        app.open(lesson, place, &Values::new()).ok().map(|()| app)
    };
    let keys: Vec<Vec<Key>> = match &step.activity {
        Activity::Explore => vec![vec![]],
        Activity::Question(question) => {
            let answers = (0..question.answers.len())
                .filter_map(|at| char::from_digit(u32::try_from(at + 1).ok()?, 10));
            let given = answers.map(|digit| vec![Key::char(digit)]);
            given
                .chain([vec![], vec![Key::plain(KeyCode::Enter)]])
                .collect()
        }
        Activity::Challenge(_) => (0..=3).map(|hints| vec![Key::char('i'); hints]).collect(),
    };
    let pressed = |mut app: App, keys: Vec<Key>| {
        for key in keys {
            let _update = app.update(Msg::Key(key));
        }
        app
    };
    let mut states: Vec<_> = keys
        .into_iter()
        .filter_map(|keys| Some(pressed(open()?, keys)))
        .collect();
    if let Activity::Challenge(goals) = &step.activity {
        for told in [vec![], vec![Key::char('i')]] {
            let solved = open().and_then(|mut app| {
                for goal in goals {
                    app.open(lesson, place, &goal.solution).ok()?;
                }
                Some(app)
            });
            states.extend(solved.map(|app| pressed(app, told)));
        }
    }
    states
}
