//! The presenter's second screen: notes and clock on the left, the vote on the right.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::{App, NotesDesk, PageWriter, ScrollExtent};
use crate::locale::Phrase;
use crate::room::{LogEntry, LogEvent, RoomSnapshot, SeatId, SeatName, VotePhase};
use crate::ui::layout::TextHeight;
use crate::ui::panel::seats;
use crate::ui::scroll::draw_scrolled;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;
use crate::ui::{RenderContext, prose};

/// From this width on, the vote stands beside the notes.
const TWO_COLUMNS: u16 = 96;

/// Columns between the two.
const GAP: u16 = 3;

/// Draws the notes.
pub(crate) fn draw(
    app: &App,
    desk: &NotesDesk,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> ScrollExtent {
    let inner = Rect::new(
        body.x + 2,
        body.y,
        body.width.saturating_sub(4),
        body.height,
    );
    if inner.width >= TWO_COLUMNS - 4 {
        let width = (inner.width - GAP) / 2;
        let left = Rect { width, ..inner };
        let right = Rect::new(
            left.right() + GAP,
            inner.y,
            inner.width - width - GAP,
            inner.height,
        );
        let mut notes = clock_lines(app, desk, left.width, ctx);
        notes.extend(note_lines(app, left.width, ctx));
        notes.extend(next_lines(app, left.width, ctx));
        notes.extend(room_lines(desk, left.width, ctx));
        let extent = draw_scrolled(&notes, app.scroll(), left, buf, ctx);
        let mut votes = vote_lines(app, right.width, ctx);
        let left_over = right.height.saturating_sub(rows_of(&votes));
        votes.extend(seat_lines(app, left_over, right.width, ctx));
        let _fits = draw_scrolled(&votes, 0, right, buf, ctx);
        return extent;
    }
    let mut lines = clock_lines(app, desk, inner.width, ctx);
    lines.extend(vote_lines(app, inner.width, ctx));
    lines.extend(note_lines(app, inner.width, ctx));
    lines.extend(room_lines(desk, inner.width, ctx));
    lines.extend(next_lines(app, inner.width, ctx));
    draw_scrolled(&lines, app.scroll(), inner, buf, ctx)
}

/// Minutes and seconds: `3:05`.
fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The time of day, and the time in the room, in the lesson and on the step.
fn clock_lines(
    app: &App,
    desk: &NotesDesk,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let (hour, minute) = desk.clock.time;
    let now = Phrase::key("ui.notes.now")
        .with("time", format!("{hour:02}:{minute:02}"))
        .with("open", minutes(desk.clock.elapsed));
    let mut lines = wrap_text(ctx.format(&now), ctx.style(StyleRole::Title), width);
    if let Some(session) = app.session() {
        let (spent, planned) = (
            desk.lesson_time(),
            desk.planned_time(session.lesson().minutes),
        );
        let lesson = Phrase::key("ui.notes.lesson")
            .with("spent", minutes(spent))
            .with("planned", minutes(planned))
            .with("step", minutes(desk.step_time()));
        let role = if spent > planned {
            StyleRole::Notice
        } else {
            StyleRole::Text
        };
        lines.extend(wrap_text(ctx.format(&lesson), ctx.style(role), width));
    }
    lines.push(Line::default());
    lines
}

/// The notes on the step.
fn note_lines(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let Some(session) = app.session() else {
        let none = ctx.word("ui.notes.on-list");
        return wrap_text(none, ctx.style(StyleRole::Dim), width);
    };
    let writer = PageWriter::new(app.context(), session);
    let notes = writer.step_notes();
    let mut lines = if notes.is_empty() {
        wrap_text(
            ctx.word("ui.page.no-notes"),
            ctx.style(StyleRole::Dim),
            width,
        )
    } else {
        prose::layout_text(&notes, width, TextHeight::up_to(u16::MAX), ctx).lines
    };
    lines.push(Line::default());
    lines
}

/// The next step and the notes on it.
fn next_lines(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let Some(session) = app.session() else {
        return Vec::new();
    };
    let writer = PageWriter::new(app.context(), session);
    let Some((number, heading)) = writer.next_step() else {
        return Vec::new();
    };
    let next = Phrase::key("ui.notes.next")
        .with("n", number)
        .with("heading", heading);
    let mut lines = wrap_text(ctx.format(&next), ctx.style(StyleRole::Title), width);
    let notes = writer.next_step_notes();
    lines.extend(prose::layout_text(&notes, width, TextHeight::up_to(u16::MAX), ctx).lines);
    lines.push(Line::default());
    lines
}

/// Who is where, in at most `rows` lines; what finds no room is on the page about it.
fn seat_lines(app: &App, rows: u16, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut seats = wrap_text(
        ctx.word("ui.seats.title"),
        ctx.style(StyleRole::Title),
        width,
    );
    seats.extend(seats::rows(app, width, ctx));
    let rows = usize::from(rows);
    if seats.len() <= rows {
        return seats;
    }
    // The last line tells how many are missing.
    let shown = rows.saturating_sub(1);
    let more = Phrase::key("ui.notes.more-seats").with("n", seats.len() - shown);
    let more = wrap_text(ctx.format(&more), ctx.style(StyleRole::Dim), width);
    seats
        .into_iter()
        .take(shown)
        .chain(more)
        .take(rows)
        .collect()
}

fn rows_of(lines: &[Line<'_>]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// The seats, hands and last events.
fn room_lines(desk: &NotesDesk, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let room = &desk.snapshot;
    let counts = Phrase::key("ui.notes.room")
        .with("following", room.present() - room.explorers())
        .with("exploring", room.explorers())
        .with("away", room.seats.len() - room.present())
        .with("done", room.done());
    let mut lines = wrap_text(ctx.format(&counts), ctx.style(StyleRole::Title), width);
    for seat in room.raised_hands() {
        let raised = room.seats.iter().find(|other| other.id == seat);
        let since = raised
            .and_then(|seat| seat.hand_raised_at)
            .unwrap_or_default();
        let hand = Phrase::key("ui.notes.hand")
            .with("name", seat_name(room, seat, ctx))
            .with("time", minutes(desk.clock.elapsed.saturating_sub(since)));
        lines.extend(wrap_text(
            ctx.format(&hand),
            ctx.style(StyleRole::Live),
            width,
        ));
    }
    for entry in &room.log {
        let event =
            Phrase::key(log_key(entry)).with("name", named(entry.seat, entry.name.as_ref(), ctx));
        let ago = desk.clock.elapsed.saturating_sub(entry.at);
        let text = Phrase::key("ui.notes.event")
            .with("ago", minutes(ago))
            .with("event", ctx.format(&event));
        lines.extend(wrap_text(
            ctx.format(&text),
            ctx.style(StyleRole::Dim),
            width,
        ));
    }
    lines.push(Line::default());
    let token = Phrase::key("ui.notes.token").with("token", desk.token.as_str());
    lines.extend(wrap_text(
        ctx.format(&token),
        ctx.style(StyleRole::Dim),
        width,
    ));
    lines
}

fn seat_name(room: &RoomSnapshot, seat: SeatId, ctx: &RenderContext<'_>) -> String {
    let summary = room.seats.iter().find(|other| other.id == seat);
    named(seat, summary.and_then(|seat| seat.name.as_ref()), ctx)
}

/// The name of a guest, else the number of the seat.
fn named(seat: SeatId, name: Option<&SeatName>, ctx: &RenderContext<'_>) -> String {
    name.map_or_else(
        || ctx.format(&Phrase::key("ui.seats.nameless").with("n", u64::from(seat.number()))),
        |name| ctx.fold(name.as_str()),
    )
}

fn log_key(entry: &LogEntry) -> &'static str {
    match entry.event {
        LogEvent::Joined => "ui.notes.joined",
        LogEvent::HandRaised => "ui.notes.raised",
        LogEvent::Away => "ui.notes.away",
        LogEvent::Back => "ui.notes.back",
        LogEvent::Left => "ui.notes.left",
        LogEvent::Crashed => "ui.notes.crashed",
    }
}

/// The vote: its state, the tally of the round with the belief behind each wrong answer, and advice.
fn vote_lines(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let vote = app.room_snapshot().and_then(|room| room.vote.as_ref());
    let (Some(vote), Some(session)) = (vote, app.session()) else {
        let none = ctx.word("ui.notes.no-vote");
        let mut lines = wrap_text(none, ctx.style(StyleRole::Dim), width);
        lines.push(Line::default());
        return lines;
    };
    let state = match (vote.phase, vote.hands) {
        (VotePhase::Open, 0) => "ui.notes.vote-open",
        (VotePhase::Open, _) => "ui.notes.vote-open-with-hands",
        (VotePhase::Closed, 0) => "ui.notes.vote-closed",
        (VotePhase::Closed, _) => "ui.notes.vote-closed-with-hands",
        (VotePhase::Revealed, _) => "ui.notes.vote-revealed",
    };
    let state = Phrase::key(state)
        .with("round", vote.round)
        .with("voted", vote.voted)
        .with("voters", vote.voters)
        .with("hands", vote.hands);
    let mut lines = wrap_text(ctx.format(&state), ctx.style(StyleRole::Title), width);
    lines.push(Line::default());
    let votes = PageWriter::new(app.context(), session).vote_notes();
    lines.extend(prose::layout_text(&votes, width, TextHeight::up_to(u16::MAX), ctx).lines);
    lines.push(Line::default());
    lines
}
