//! Checks that every step of a course fits on the screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::glyphs::Glyphs;
use super::screen::render;
use crate::app::{App, Appearance, Key, KeyCode, Msg, ScrollExtent, Session};
use crate::lab::Values;
use crate::lesson::{self, Activity, Check, Course, Fault, Lesson, Step};
use crate::locale::{Lang, Phrase, SlotSource, Words};

/// The screen sizes that every step must fit: the smallest one, with text above figures, and one with both side by
/// side.
const SCREEN_SIZES: [(u16, u16); 2] = [(80, 24), (100, 30)];

/// The way in which a step does not fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LayoutFault {
    /// A title or a label is clipped.
    Clipped,
    /// This many lines of text are hidden.
    Hidden(u16),
    /// The figure with this id has no room, and the text names it.
    NoFigure(String),
}

/// A fault for each step whose text, answers with their feedback, hints or labels do not fit 80 × 24 or 100 × 30
/// beside its first figure, or whose text names a figure that has no room there.
pub fn check_fit(course: &Arc<Course>, words: &Words) -> Vec<Fault> {
    lesson::run_checks(fit_checks(course, words), |_, _| {})
}

/// The checks of [`check_fit`], one per step.
pub fn fit_checks<'a>(course: &'a Arc<Course>, words: &'a Words) -> Vec<Check<'a>> {
    let mut checks = Vec::new();
    let lessons = course.lessons.iter().enumerate();
    for (at, lesson) in lessons.filter(|(_, lesson)| !lesson.is_builtin()) {
        for (place, step) in lesson.steps.iter().enumerate() {
            checks.push(Check::new(0, move || {
                check_step(course, words, at, place, step)
            }));
        }
    }
    checks
}

/// The ids of the figures that the prose of the step names in `{figure:…}` slots. Notes are not on the screen.
fn named_figures(lesson: &Lesson, step: &Step, lang: &Lang) -> BTreeSet<String> {
    let Some(text) = lesson.text(lang).and_then(|text| text.steps.get(&step.id)) else {
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

fn check_step(
    course: &Arc<Course>,
    words: &Words,
    lesson: usize,
    place: usize,
    step: &Step,
) -> Vec<Fault> {
    let states = step_states(course, words, lesson, place, step);
    let named = named_figures(&course.lessons[lesson], step, words.lang());
    let faults = SCREEN_SIZES.iter().filter_map(|screen| {
        let fault = states
            .iter()
            .filter_map(|app| layout_fault(app, *screen, &named))
            .max()?;
        Some(Fault {
            place: step.place.clone(),
            message: fault_phrase(&fault, *screen)
                .with("step", step.id.as_str())
                .with("lang", words.lang().tag()),
        })
    });
    faults.collect()
}

fn fault_phrase(fault: &LayoutFault, (width, height): (u16, u16)) -> Phrase {
    let phrase = match fault {
        LayoutFault::Hidden(lines) => {
            Phrase::key("check.does-not-fit").with("lines", u64::from(*lines))
        }
        LayoutFault::Clipped => Phrase::key("check.cuts"),
        LayoutFault::NoFigure(id) => Phrase::key("check.figure-hidden").with("name", id.as_str()),
    };
    phrase
        .with("width", u64::from(width))
        .with("height", u64::from(height))
}

fn layout_fault(
    app: &App,
    (width, height): (u16, u16),
    named: &BTreeSet<String>,
) -> Option<LayoutFault> {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let ScrollExtent {
        hidden,
        hidden_figures,
        ..
    } = render(app, area, &mut buf);
    if hidden > 0 {
        return Some(LayoutFault::Hidden(hidden));
    }
    let ids = app.session().map(Session::figure_ids).unwrap_or_default();
    let mut hidden_ids = (0..)
        .zip(ids)
        .filter(|(at, _)| hidden_figures.contains(*at));
    if let Some((_, id)) = hidden_ids.find(|(_, id)| named.contains(id)) {
        return Some(LayoutFault::NoFigure(id));
    }
    has_clipped_label(app, &buf).then_some(LayoutFault::Clipped)
}

/// Whether an ellipsis is on the screen that is not part of the text.
fn has_clipped_label(app: &App, buf: &Buffer) -> bool {
    let ellipsis = Glyphs::for_choice(app.appearance().glyphs).ellipsis;
    let is_in_text = app
        .content()
        .iter()
        .any(|block| format!("{block:?}").contains(ellipsis));
    // The footer is skipped, because ranges of keys contain an ellipsis.
    let area = buf.area;
    let rows = area.top()..area.bottom().saturating_sub(1);
    let mut cells = rows.flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)));
    !is_in_text && cells.any(|at| buf[at].symbol() == ellipsis)
}

/// The step in every state with a different text: unanswered, after each answer, skipped, with each hint, with its
/// goals met, with its principle shown.
fn step_states(
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
            let presses = answers.map(|digit| vec![Key::char(digit)]);
            presses
                .chain([vec![], vec![Key::plain(KeyCode::Enter)]])
                .collect()
        }
        Activity::Challenge(_) => (0..=3).map(|hints| vec![Key::char('i'); hints]).collect(),
    };
    let press = |mut app: App, keys: Vec<Key>| {
        for key in keys {
            let _update = app.update(Msg::Key(key));
        }
        app.skip_run();
        app
    };
    let mut states: Vec<_> = keys
        .into_iter()
        .filter_map(|keys| Some(press(open()?, keys)))
        .collect();
    if let Activity::Challenge(goals) = &step.activity {
        for keys in [vec![], vec![Key::char('i')]] {
            let solved = open().and_then(|mut app| {
                for goal in goals {
                    app.open(lesson, place, &goal.solution).ok()?;
                }
                Some(app)
            });
            states.extend(solved.map(|app| press(app, keys)));
        }
    }
    states
}
