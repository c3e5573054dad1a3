//! The state of a run in one line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::{Session, first_key};
use crate::lab::{Lab, Status};
use crate::locale::Phrase;
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// The columns of the progress bar of a race.
const PROGRESS_WIDTH: usize = 20;

/// The bindings that change the speed, which are shown beside it while something runs.
const SPEED_BINDINGS: [&str; 2] = ["slower", "faster"];

/// The columns of these bindings and the gaps before them.
const KEYS_WIDTH: u16 = 6;

/// Draws the state of the run, and the keys that change its speed.
pub(super) fn draw(
    session: &Session,
    lab: &Lab,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let mut line = run_line(session, lab, row.width.saturating_sub(KEYS_WIDTH), ctx);
    if session.is_running() {
        for key in SPEED_BINDINGS.into_iter().filter_map(first_key) {
            let x = row.x.saturating_add(columns_of(&line)).saturating_add(2);
            let name = ctx.span(ctx.fold(&key.written()), StyleRole::Key);
            let area = Rect::new(x, row.y, columns(&name.content), 1).intersection(row);
            ctx.add_hit_region(area, || HitRegion::Key(key));
            line.spans.extend([Span::raw("  "), name]);
        }
    }
    line.render(row, buf);
}

fn columns_of(line: &Line<'_>) -> u16 {
    u16::try_from(line.width()).unwrap_or(u16::MAX)
}

/// The state of the run: its progress, whether it is running, and its speed if that fits into `max_width` columns.
pub(super) fn run_line(
    session: &Session,
    lab: &Lab,
    max_width: u16,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let Some(run) = lab.run() else {
        return Line::default();
    };
    let state = match (
        session.open_question().is_some(),
        session.is_running(),
        run.status(),
    ) {
        (true, _, _) => "ui.run.locked",
        (false, _, _) if session.keeps_answer_secret() => "ui.run.secret",
        (false, true, _) => "ui.run.on",
        (false, false, Status::Finished) => "ui.run.finished",
        (false, false, Status::Stuck) => "ui.run.stuck",
        (false, false, Status::Diverged { .. }) => "ui.run.diverged",
        (false, false, Status::Going) => "ui.run.paused",
    };
    let glyph = if session.is_running() {
        ctx.glyphs.playing
    } else {
        ctx.glyphs.paused
    };
    let state = ctx.span(format!("   {}", ctx.word(state)), StyleRole::Text);
    let mut spans = vec![ctx.span(format!(" {glyph} "), StyleRole::Accent)];
    if let Some(progress) = run.progress() {
        spans.extend(progress_bar(progress, session, ctx));
    } else {
        let at = ctx.format(&Phrase::key("ui.run.at").with("n", run.at()));
        spans.push(ctx.span(at, StyleRole::Live));
    }
    spans.push(state);
    let mut line = Line::from(spans);
    let speed = format!("   {}", ctx.format(&session.speed()));
    if columns_of(&line).saturating_add(columns(&speed)) <= max_width {
        line.push_span(ctx.span(speed, StyleRole::Dim));
    }
    line
}

/// The progress of a race and the time left.
fn progress_bar(progress: f64, session: &Session, ctx: &RenderContext<'_>) -> Vec<Span<'static>> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "progress is from 0 to 1"
    )]
    let full = ((progress * PROGRESS_WIDTH as f64) as usize).min(PROGRESS_WIDTH);
    let share = Phrase::key("ui.run.share").with("n", (100.0 * progress).floor());
    let mut spans = vec![
        ctx.span(ctx.glyphs.full.repeat(full), StyleRole::Goal),
        ctx.span(
            ctx.glyphs.empty.repeat(PROGRESS_WIDTH - full),
            StyleRole::Rule,
        ),
        ctx.span(format!(" {}", ctx.format(&share)), StyleRole::Live),
    ];
    if let Some(left) = session.time_left() {
        let left = Phrase::key("ui.run.left").with("n", left.as_secs_f64().ceil());
        spans.push(ctx.span(format!("   {}", ctx.format(&left)), StyleRole::Dim));
    }
    spans
}
