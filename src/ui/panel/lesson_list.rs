//! The list of lessons.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Rows};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::end_rows;
use crate::app::{App, LessonStatus, ListEntry, Progress};
use crate::lesson::{Lesson, LessonRole, Step};
use crate::locale::Phrase;
use crate::text::{clip, pad, width};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::layout::MAX_TEXT_WIDTH;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;

/// The most columns of a title.
const MAX_TITLE_WIDTH: usize = 40;

/// Draws the list, scrolled so that the selected lesson is visible.
pub(crate) fn draw(
    app: &App,
    selected: ListEntry,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let inner = Rect::new(
        area.x + 2,
        area.y,
        area.width.saturating_sub(4),
        area.height,
    );
    let mut rows = inner.rows();
    let intro_rows = draw_intro(app, &mut rows, buf, ctx);
    let height = usize::from(inner.height).saturating_sub(intro_rows);
    let listing = app.context().list_entries();
    let chosen = listing
        .iter()
        .position(|entry| *entry == selected)
        .unwrap_or(0);
    let shown = shown_rows(listing.len(), chosen, height);
    let progress = app.progress();
    draw_more(ctx.glyphs.more_above, shown.start, &mut rows, buf, ctx);
    for entry in listing.iter().take(shown.end).skip(shown.start) {
        let Some(row) = rows.next() else { break };
        let is_selected = *entry == selected;
        match *entry {
            ListEntry::Lesson(at) => {
                lesson_line(app, &progress, at, is_selected, inner.width, ctx).render(row, buf);
                ctx.add_hit_region(row, || HitRegion::Lesson(at));
            }
            ListEntry::Course(at) => {
                course_line(app, at, is_selected, inner.width, ctx).render(row, buf);
                ctx.add_hit_region(row, || HitRegion::Course(at));
            }
        }
        if is_selected {
            ctx.place_cursor(row.x, row.y);
        }
    }
    let below = listing.len().saturating_sub(shown.end);
    draw_more(ctx.glyphs.more_below, below, &mut rows, buf, ctx);
    draw_about(app, rows, buf, ctx);
}

/// Draws the introduction of the course, between empty rows, into the first of `rows`, and returns the number
/// of these.
fn draw_intro(app: &App, rows: &mut Rows, buf: &mut Buffer, ctx: &RenderContext<'_>) -> usize {
    let first = rows.next();
    let Some(intro) = app.course().description.intro(ctx.words.lang()) else {
        return 1;
    };
    let width = first.map_or(0, |row| row.width).min(MAX_TEXT_WIDTH);
    let intro = wrap_text(intro.to_owned(), ctx.style(StyleRole::Text), width);
    let count = intro.len() + 2;
    for (line, row) in intro.into_iter().zip(rows.by_ref()) {
        line.render(row, buf);
    }
    rows.next();
    count
}

/// The line of another course, with the word for it in the place of a lesson's number.
fn course_line(
    app: &App,
    at: usize,
    is_selected: bool,
    row_width: u16,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let Some(name) = app.context().other_courses().get(at) else {
        return Line::default();
    };
    let style_role = end_rows::label_role(is_selected);
    let pointer = if is_selected { ctx.glyphs.pointer } else { " " };
    let lead = format!("{pointer} ");
    let room = usize::from(row_width).saturating_sub(width(&lead));
    let text = ctx.format(&Phrase::key("ui.other-course").with("name", name.as_str()));
    Line::from(vec![
        ctx.span(lead, StyleRole::Accent),
        ctx.span(clip(&text, room, ctx.glyphs.ellipsis), style_role),
    ])
}

/// Draws the authors and the licence below an empty row, as far as there are `rows`.
fn draw_about(app: &App, mut rows: Rows, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let byline = app.course().description.byline();
    rows.next();
    for (phrase, row) in byline.into_iter().zip(rows) {
        let line = ctx.format(&phrase);
        let text = clip(&line, usize::from(row.width), ctx.glyphs.ellipsis);
        ctx.span(text, StyleRole::Dim).render(row, buf);
    }
}

/// The rows of `count` that are shown in `height` rows, with the chosen one among them; a note on those above or below takes
/// a row.
fn shown_rows(count: usize, chosen: usize, height: usize) -> Range<usize> {
    if count <= height {
        return 0..count;
    }
    let with_one_note = height.saturating_sub(1).max(1);
    if chosen < with_one_note {
        return 0..with_one_note;
    }
    let last = count.saturating_sub(with_one_note);
    if chosen >= last {
        return last..count;
    }
    let with_both = height.saturating_sub(2).max(1);
    let end = chosen + 1;
    end.saturating_sub(with_both)..end
}

/// Draws into the next of `rows` how many lessons are hidden there, if any.
fn draw_more(
    glyph: &str,
    hidden: usize,
    rows: &mut impl Iterator<Item = Rect>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    if hidden == 0 {
        return;
    }
    if let Some(row) = rows.next() {
        let more = ctx.format(&Phrase::key("ui.list-more").with("n", hidden));
        ctx.span(format!("{glyph} {more}"), StyleRole::Accent)
            .render(row, buf);
    }
}

fn lesson_line(
    app: &App,
    progress: &Progress,
    at: usize,
    is_selected: bool,
    row_width: u16,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let Some(lesson) = app.course().entry(at) else {
        return Line::default();
    };
    let style_role = end_rows::label_role(is_selected);
    let pointer = if is_selected { ctx.glyphs.pointer } else { " " };
    let title = app.context().lesson_title(lesson);
    let column = title_column_width(app, row_width);
    let minutes = ctx
        .words
        .format(&Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes)));
    let mut spans = vec![
        ctx.span(format!("{pointer} "), StyleRole::Accent),
        ctx.span(format!("{:>2}  ", lesson_number(lesson)), StyleRole::Dim),
        ctx.span(
            pad(&clip(&title, column, ctx.glyphs.ellipsis), column),
            style_role,
        ),
        ctx.span(format!("  {minutes:>7}"), StyleRole::Dim),
    ];
    let status = progress.status_in(app.course(), at, app.context().today());
    if status != LessonStatus::New {
        let dots = step_dots(progress, lesson, ctx);
        spans.push(ctx.span(format!("   {dots}"), StyleRole::Accent));
        let (word, style_role) = match status {
            LessonStatus::New | LessonStatus::Begun => ("ui.status.begun", StyleRole::Dim),
            LessonStatus::Finished => ("ui.status.finished", StyleRole::Right),
            LessonStatus::Due => ("ui.status.due", StyleRole::Notice),
        };
        spans.push(ctx.span(format!("  {}", ctx.word(word)), style_role));
    }
    Line::from(spans)
}

/// The columns of the titles.
fn title_column_width(app: &App, row_width: u16) -> usize {
    let listing = app.course().listing().into_iter();
    let lessons = listing.filter_map(|at| app.course().entry(at));
    let widths = lessons.map(|lesson| width(&app.context().lesson_title(lesson)));
    let widest = widths.max().unwrap_or(0);
    widest.min(MAX_TITLE_WIDTH).min(usize::from(row_width) / 2)
}

/// A dot per step: visited, or not visited yet.
fn step_dots(progress: &Progress, lesson: &Lesson, ctx: &RenderContext<'_>) -> String {
    let lesson_progress = progress.lessons.get(&lesson.name);
    let dot = |step: &Step| {
        if lesson_progress.is_some_and(|progress| progress.seen.contains(&step.id)) {
            ctx.glyphs.dot_seen
        } else {
            ctx.glyphs.dot_ahead
        }
    };
    lesson.steps.iter().map(dot).collect::<Vec<_>>().concat()
}

/// The number of a lesson. Empty for a quiz, a test and the playground.
fn lesson_number(lesson: &Lesson) -> String {
    match lesson.role {
        LessonRole::Lesson => lesson.number.to_string(),
        LessonRole::Quiz | LessonRole::Play | LessonRole::Before | LessonRole::After => {
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_is_shown_and_hidden_rows_leave_room_for_their_notes() {
        assert_eq!(shown_rows(5, 4, 5), 0..5);
        for count in 6..20 {
            for chosen in 0..count {
                let shown = shown_rows(count, chosen, 5);
                assert!(shown.contains(&chosen), "{count} {chosen}: {shown:?}");
                let notes = usize::from(shown.start > 0) + usize::from(shown.end < count);
                assert_eq!(shown.len() + notes, 5, "{count} {chosen}: {shown:?}");
            }
        }
    }
}
