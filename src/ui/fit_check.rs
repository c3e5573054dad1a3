//! Checks that every step of a course fits on the screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::glyphs::Glyphs;
use super::screen::render;
use crate::app::{App, Appearance, Key, KeyCode, Msg, ScrollExtent, Session};
use crate::lab::Values;
use crate::lesson::{self, Activity, Check, Course, Fault, Lesson, Location, Step};
use crate::locale::{Lang, Phrase, Words};

/// The screen sizes that every step must fit: the smallest one, with text above figures, and one with both side by
/// side.
const SCREEN_SIZES: [(u16, u16); 2] = [(80, 24), (100, 30)];

/// The way in which a step does not fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LayoutFault {
    /// This title or label is clipped.
    Clipped(String),
    /// The title of the lesson is clipped.
    TitleClipped,
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
    let lessons = 0..course.lessons.len();
    lessons
        .flat_map(|at| lesson_fit_checks(course, words, at))
        .collect()
}

/// Those of [`fit_checks`] for the lesson with the index `at`.
pub fn lesson_fit_checks<'a>(
    course: &'a Arc<Course>,
    words: &'a Words,
    at: usize,
) -> impl Iterator<Item = Check<'a>> {
    let lesson = &course.lessons[at];
    let steps = lesson.steps.iter().enumerate();
    steps
        .filter(|_| !lesson.is_builtin())
        .map(move |(place, step)| Check::new(0, move || check_step(course, words, at, place, step)))
}

fn check_step(
    course: &Arc<Course>,
    words: &Words,
    lesson: usize,
    place: usize,
    step: &Step,
) -> Vec<Fault> {
    let states = step_states(course, words, lesson, place, step);
    let named = course.lessons[lesson].figures_named_in(step, words.lang());
    let lesson = &course.lessons[lesson];
    let faults = SCREEN_SIZES.iter().flat_map(|screen| {
        let found = states
            .iter()
            .flat_map(|app| layout_faults(app, *screen, &named));
        let found: Vec<_> = found.collect();
        let is_title = |fault: &&LayoutFault| **fault == LayoutFault::TitleClipped;
        // A title that fits the smallest screen fits all.
        let title = found.iter().find(is_title).cloned();
        let title = title.filter(|_| *screen == SCREEN_SIZES[0]);
        let worst = found.into_iter().filter(|fault| !is_title(&fault)).max();
        let to_fault = |fault: LayoutFault| {
            let message = fault_phrase(&fault, *screen).with("lang", words.lang().tag());
            match fault {
                // Every step has the same title line, and `run_checks` reports the same fault once.
                LayoutFault::TitleClipped => Fault {
                    place: title_place(lesson, words.lang()),
                    message,
                },
                LayoutFault::Clipped(_) | LayoutFault::Hidden(_) | LayoutFault::NoFigure(_) => {
                    Fault {
                        place: step.place.clone(),
                        message: message.with("step", step.id.as_str()),
                    }
                }
            }
        };
        title.into_iter().chain(worst).map(to_fault)
    });
    faults.collect()
}

/// The location of the title that a reader of `lang` sees.
fn title_place(lesson: &Lesson, lang: &Lang) -> Location {
    let text = lesson.text(lang);
    text.map_or_else(|| lesson.place.clone(), |text| text.title_place.clone())
}

fn fault_phrase(fault: &LayoutFault, (width, height): (u16, u16)) -> Phrase {
    let phrase = match fault {
        LayoutFault::Hidden(lines) => {
            Phrase::key("check.does-not-fit").with("lines", u64::from(*lines))
        }
        LayoutFault::Clipped(text) => Phrase::key("check.cuts").with("text", text.as_str()),
        LayoutFault::TitleClipped => Phrase::key("check.title-cut"),
        LayoutFault::NoFigure(id) => Phrase::key("check.figure-hidden").with("name", id.as_str()),
    };
    phrase
        .with("width", u64::from(width))
        .with("height", u64::from(height))
}

fn layout_faults(
    app: &App,
    (width, height): (u16, u16),
    named: &BTreeSet<String>,
) -> impl Iterator<Item = LayoutFault> {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let ScrollExtent {
        hidden,
        hidden_figures,
        ..
    } = render(app, area, &mut buf);
    let is_clipped = is_title_clipped(app, &buf);
    let title = is_clipped.then_some(LayoutFault::TitleClipped);
    let ids = app.session().map(Session::figure_ids).unwrap_or_default();
    let mut hidden_ids = (0..)
        .zip(ids)
        .filter(|(at, _)| hidden_figures.contains(*at));
    let body = if hidden > 0 {
        Some(LayoutFault::Hidden(hidden))
    } else if let Some((_, id)) = hidden_ids.find(|(_, id)| named.contains(id)) {
        Some(LayoutFault::NoFigure(id))
    } else {
        clipped_label(app, &buf)
    };
    title.into_iter().chain(body)
}

/// Whether an ellipsis is in the title line that is not part of the title.
fn is_title_clipped(app: &App, buf: &Buffer) -> bool {
    let ellipsis = ellipsis(app);
    let title = app.session().map(|session| {
        let context = app.context();
        context.lesson_title(session.lesson())
    });
    let is_in_title = title.is_some_and(|title| title.contains(ellipsis));
    let area = buf.area;
    let mut cells = area.left()..area.right();
    !is_in_title && cells.any(|x| buf[(x, area.top())].symbol() == ellipsis)
}

/// The text before the first ellipsis between title line and footer that is not part of the text.
fn clipped_label(app: &App, buf: &Buffer) -> Option<LayoutFault> {
    let ellipsis = ellipsis(app);
    let is_in_text = app
        .content()
        .iter()
        .any(|block| format!("{block:?}").contains(ellipsis));
    // The footer is skipped, because ranges of keys contain an ellipsis.
    let area = buf.area;
    let rows = area.top() + 1..area.bottom().saturating_sub(1);
    let mut cells = rows.flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)));
    let (x, y) = cells.find(|at| !is_in_text && buf[*at].symbol() == ellipsis)?;
    Some(LayoutFault::Clipped(text_before(buf, (x, y)) + ellipsis))
}

fn ellipsis(app: &App) -> &'static str {
    Glyphs::for_choice(app.appearance().glyphs).ellipsis
}

/// The text of a row that ends before the cell at `(end, y)`: back to two blanks or to a border.
fn text_before(buf: &Buffer, (end, y): (u16, u16)) -> String {
    let mut symbols: Vec<&str> = Vec::new();
    for x in (buf.area.left()..end).rev() {
        let symbol = buf[(x, y)].symbol();
        let is_gap = symbol == " " && symbols.last() == Some(&" ");
        if is_gap || symbol == "│" {
            break;
        }
        symbols.push(symbol);
    }
    let text: String = symbols.into_iter().rev().collect();
    text.trim().to_owned()
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
