//! The list of lessons.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::Pen;
use super::hit::Spot;
use super::theme::Part;
use super::wrap::{clip, pad, wrap};
use crate::app::{App, Standing};
use crate::lesson::{Lesson, Role, Step};
use crate::locale::Phrase;

/// A title is at most so wide.
const TITLE: usize = 40;

/// Draws the list, the selected lesson in view.
pub(super) fn draw(app: &App, selected: usize, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let inner = Rect::new(
        area.x + 2,
        area.y,
        area.width.saturating_sub(4),
        area.height,
    );
    let intro = wrap(
        &[(pen.word("ui.intro"), pen.style(Part::Text))],
        inner.width.min(72),
        "",
    );
    let intro_rows = u16::try_from(intro.len()).unwrap_or(u16::MAX) + 2;
    let mut rows = inner.rows();
    rows.next();
    for (line, row) in intro.into_iter().zip(rows.by_ref()) {
        line.render(row, buf);
    }
    rows.next();
    let room = usize::from(inner.height.saturating_sub(intro_rows));
    let listing = app.course().listing();
    let chosen = listing.iter().position(|at| *at == selected).unwrap_or(0);
    let first = (chosen + 1).saturating_sub(room.max(1));
    for (at, row) in listing.into_iter().skip(first).zip(rows) {
        entry(app, at, at == selected, inner.width, pen).render(row, buf);
        pen.spot(row, || Spot::Entry(at));
    }
}

fn entry(app: &App, at: usize, selected: bool, width: u16, pen: &Pen<'_>) -> Line<'static> {
    let Some(lesson) = app.course().entry(at) else {
        return Line::default();
    };
    let part = if selected { Part::Selected } else { Part::Text };
    let pointer = if selected { pen.glyphs.pointer } else { " " };
    let title = app.lesson_title(lesson);
    let listing = app.course().listing();
    let titles = listing
        .iter()
        .filter_map(|at| app.course().entry(*at))
        .map(|lesson| app.lesson_title(lesson).width());
    let column = titles
        .max()
        .unwrap_or(0)
        .min(TITLE)
        .min(usize::from(width) / 2);
    let minutes = pen
        .words
        .say(&Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes)));
    let mut spans = vec![
        Span::styled(format!("{pointer} "), pen.style(Part::Accent)),
        Span::styled(format!("{:>2}  ", number(lesson)), pen.style(Part::Dim)),
        Span::styled(
            pad(&clip(&title, column, pen.glyphs.ellipsis), column),
            pen.style(part),
        ),
        Span::styled(format!("  {minutes:>7}"), pen.style(Part::Dim)),
    ];
    let standing = app.standing(at);
    if standing != Standing::New {
        let dots = dots(app, lesson, pen);
        spans.push(Span::styled(format!("   {dots}"), pen.style(Part::Accent)));
        let (word, part) = match standing {
            Standing::New | Standing::Begun => ("ui.standing.begun", Part::Dim),
            Standing::Finished => ("ui.standing.finished", Part::Right),
            Standing::Due => ("ui.standing.due", Part::Notice),
        };
        spans.push(Span::styled(
            format!("  {}", pen.word(word)),
            pen.style(part),
        ));
    }
    Line::from(spans)
}

/// A dot a step: seen or still to come.
fn dots(app: &App, lesson: &Lesson, pen: &Pen<'_>) -> String {
    let progress = app.progress();
    let done = progress.lessons.get(&lesson.name);
    let dot = |step: &Step| {
        if done.is_some_and(|done| done.seen.contains(&step.id)) {
            pen.glyphs.dot_seen
        } else {
            pen.glyphs.dot_ahead
        }
    };
    lesson.steps.iter().map(dot).collect::<Vec<_>>().concat()
}

/// The number of a lesson; nothing for what only asks.
fn number(lesson: &Lesson) -> String {
    match lesson.role {
        Role::Lesson => lesson.number.to_string(),
        Role::Quiz | Role::Play | Role::Before | Role::After => String::new(),
    }
}
