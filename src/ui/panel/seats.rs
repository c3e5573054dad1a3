//! The page about who is where in a room.

use ratatui::text::Line;

use crate::app::App;
use crate::locale::Phrase;
use crate::room::{RoomSnapshot, SeatSummary};
use crate::text::{pad, width};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::{wrap, wrap_text};

/// The counts of the room, then a line per seat: raised hands first, guests who are away last.
pub(crate) fn lines(app: &App, columns: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let Some(room) = app.room_snapshot() else {
        return Vec::new();
    };
    let title = vec![
        ctx.span(format!("{} ", ctx.glyphs.pointer), StyleRole::Accent),
        ctx.span(ctx.word("ui.seats.title"), StyleRole::Title),
    ];
    let mut lines = vec![Line::from(title), Line::default()];
    let counts = ctx.format(&counts(room));
    lines.extend(wrap_text(counts, ctx.style(StyleRole::Text), columns));
    lines.push(Line::default());
    lines.extend(rows(app, columns, ctx));
    lines
}

/// A line per seat: raised hands first, guests who are away last.
pub(super) fn rows(app: &App, columns: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let Some(room) = app.room_snapshot() else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut seats: Vec<_> = room.seats.iter().collect();
    seats.sort_by_key(|seat| {
        let has_no_hand = seat.hand_raised_at.is_none();
        (seat.is_away, has_no_hand, seat.hand_raised_at, seat.id)
    });
    let rows: Vec<_> = seats.iter().map(|seat| row(app, seat, ctx)).collect();
    let widest = |part: fn(&SeatRow) -> &String| rows.iter().map(|row| width(part(row))).max();
    let names = widest(|row| &row.name).unwrap_or(0);
    let states = widest(|row| &row.state).unwrap_or(0);
    for row in &rows {
        let parts = [
            (pad(&row.name, names), ctx.style(StyleRole::Title)),
            (
                format!("  {}", pad(&row.state, states)),
                ctx.style(StyleRole::Text),
            ),
            (format!("  {}", row.place), ctx.style(StyleRole::Dim)),
            (format!("  {}", row.hand), ctx.style(StyleRole::Live)),
        ];
        lines.extend(wrap(&parts, columns, "  "));
    }
    lines
}

/// The numbers of followers, explorers, guests who are away, and hands.
fn counts(room: &RoomSnapshot) -> Phrase {
    Phrase::key("ui.seats.counts")
        .with("following", room.present() - room.explorers())
        .with("exploring", room.explorers())
        .with("away", room.seats.len() - room.present())
        .with("hands", room.raised_hands().len())
}

/// The texts of a seat.
struct SeatRow {
    name: String,
    state: String,
    place: String,
    hand: String,
}

fn row(app: &App, seat: &SeatSummary, ctx: &RenderContext<'_>) -> SeatRow {
    let state = if seat.is_away {
        "ui.seats.away"
    } else if seat.follows {
        "ui.seats.follows"
    } else {
        "ui.seats.explores"
    };
    let name = seat.name.as_ref().map_or_else(
        || Phrase::key("ui.seats.nameless").with("n", u64::from(seat.id.number())),
        |name| Phrase::verbatim(name.as_str()),
    );
    let place = seat.place.and_then(|place| {
        let lesson = app.course().entry(place.lesson)?;
        let title = app.context().lesson_title(lesson);
        let at = Phrase::key("ui.seats.place")
            .with("lesson", title)
            .with("step", place.step + 1);
        Some(at)
    });
    let place = place.unwrap_or_else(|| Phrase::key("ui.seats.on-list"));
    let hand = seat.hand_raised_at.map(|_| ctx.word("ui.seats.hand"));
    SeatRow {
        name: ctx.format(&name),
        state: ctx.word(state),
        place: ctx.format(&place),
        hand: hand.unwrap_or_default(),
    }
}
