//! The title line of a screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::{App, Overlay, Screen, Session, first_key, key_names};
use crate::lesson::LessonRole;
use crate::locale::Phrase;
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// Draws the title line: the program, the lesson, the current step, and the help key.
pub(crate) fn draw(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let right = right_side(app, ctx);
    let right_width = u16::try_from(right.width())
        .unwrap_or(u16::MAX)
        .min(area.width);
    let left_width = area.width.saturating_sub(right_width + 1);
    let right_area = Rect::new(
        area.right().saturating_sub(right_width),
        area.y,
        right_width,
        1,
    );
    let name = ctx.span(format!(" {}   ", ctx.word("ui.name")), StyleRole::Accent);
    let title_width = usize::from(left_width).saturating_sub(name.width());
    let title = clip(&title(app), title_width, ctx.glyphs.ellipsis);
    let left = Line::from(vec![name, ctx.span(title, StyleRole::Title)]);
    left.render(Rect::new(area.x, area.y, left_width, 1), buf);
    (&right).render(right_area, buf);
    let help = right.spans.last().map_or(0, Span::width);
    let help = u16::try_from(help).unwrap_or(0).min(right_area.width);
    if let Some(key) = first_key("help") {
        let help_area = Rect::new(right_area.right() - help, right_area.y, help, 1);
        ctx.add_hit_region(help_area, || HitRegion::Key(key));
    }
    if let Some(session) = shown_session(app) {
        let before = room_state(app, ctx).map_or(0, |room| columns(&room) + 3);
        for step in 0..session.lesson().steps.len() {
            let x = u16::try_from(step)
                .unwrap_or(u16::MAX)
                .saturating_add(before);
            let dot = Rect::new(right_area.x.saturating_add(x), right_area.y, 1, 1);
            ctx.add_hit_region(dot.intersection(right_area), || HitRegion::Step(step));
        }
    }
}

fn title(app: &App) -> String {
    if matches!(app.overlay(), Some(Overlay::Join)) {
        return app.words().get("ui.join.title");
    }
    if let Screen::Import(_) = app.screen() {
        return app.words().get("ui.import.title");
    }
    let Some(lesson) = app.session().map(Session::lesson) else {
        return course_title(app);
    };
    let title = app.context().lesson_title(lesson);
    if lesson.role == LessonRole::Lesson {
        format!("{} {title}", lesson.number)
    } else {
        title
    }
}

/// The title of the course in the current language.
fn course_title(app: &App) -> String {
    let title = app.course().title(app.words().lang());
    title.unwrap_or_default().to_owned()
}

fn right_side(app: &App, ctx: &RenderContext<'_>) -> Line<'static> {
    let help = format!(
        " {} {} ",
        key_names("help").unwrap_or_default(),
        ctx.word("ui.key.help")
    );
    let mut spans = Vec::new();
    if let Screen::Import(page) = app.screen() {
        spans.push(ctx.span(ctx.fold(page.file().name()), StyleRole::Text));
        spans.push(Span::raw("  "));
    }
    if app.notes_desk().is_some() {
        spans.push(ctx.span(ctx.word("ui.notes.title"), StyleRole::Notice));
        spans.push(Span::raw("   "));
    }
    if let Some(room) = room_state(app, ctx) {
        spans.push(ctx.span(room, StyleRole::Live));
        spans.push(Span::raw("   "));
    }
    if let Some(session) = shown_session(app) {
        spans.push(ctx.span(step_dots(session, ctx), StyleRole::Accent));
        spans.push(ctx.span(format!("   {}", position(session, ctx)), StyleRole::Text));
        spans.push(Span::raw("  "));
    }
    spans.push(ctx.span(help, StyleRole::Dim));
    Line::from(spans)
}

/// The session whose steps the title line shows; none on the join screen.
fn shown_session(app: &App) -> Option<&Session> {
    let session = app.session()?;
    let is_joining = matches!(app.overlay(), Some(Overlay::Join));
    (!is_joining).then_some(session)
}

/// The room of a workshop in a few words: the seats, or whether this guest follows.
fn room_state(app: &App, ctx: &RenderContext<'_>) -> Option<String> {
    if let Some(room) = app.room_snapshot() {
        let seats = Phrase::key("ui.room.seats").with("n", room.present());
        let hands = room.raised_hands().len();
        let hands = Phrase::key("ui.room.hands").with("n", hands);
        let is_notes = app.notes_desk().is_some() && !room.raised_hands().is_empty();
        return Some(if is_notes {
            ctx.fold(&format!("{} · {}", ctx.format(&hands), ctx.format(&seats)))
        } else {
            ctx.format(&seats)
        });
    }
    let seat = app.context().seat()?;
    let state = if seat.view.follows {
        "ui.room.following"
    } else {
        "ui.room.exploring"
    };
    let mut words = vec![ctx.word(state)];
    if seat.view.has_raised_hand {
        words.push(ctx.word("ui.room.hand"));
    }
    words.push(seat.code.clone());
    Some(ctx.fold(&words.join(" · ")))
}

/// A dot per step: visited, open, or not visited yet.
fn step_dots(session: &Session, ctx: &RenderContext<'_>) -> String {
    let dots: Vec<_> = (0..session.lesson().steps.len())
        .map(|at| {
            if at == session.at() {
                ctx.glyphs.dot_here
            } else if session.visited(at) {
                ctx.glyphs.dot_seen
            } else {
                ctx.glyphs.dot_ahead
            }
        })
        .collect();
    dots.join("")
}

/// The number of the open step as text: step 4 of 6.
fn position(session: &Session, ctx: &RenderContext<'_>) -> String {
    let phrase = if session.is_closing() {
        Phrase::key("ui.closing")
    } else {
        Phrase::key("ui.step")
            .with("at", session.at() + 1)
            .with("of", session.lesson().steps.len())
    };
    ctx.format(&phrase)
}
