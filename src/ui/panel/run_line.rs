//! The state of a run in one line.

use ratatui::text::{Line, Span};

use crate::app::Session;
use crate::lab::{Lab, Status};
use crate::locale::Phrase;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// The columns of the progress bar of a race.
const PROGRESS_WIDTH: usize = 20;

/// The state of the run: its progress, whether it is running, and its speed.
pub(super) fn run_line(session: &Session, lab: &Lab, ctx: &RenderContext<'_>) -> Line<'static> {
    let Some(run) = lab.run() else {
        return Line::default();
    };
    let state = match (
        session.open_question().is_some(),
        session.is_running(),
        run.status(),
    ) {
        (true, _, _) => "ui.run.locked",
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
    let state = Span::styled(
        format!("   {}", ctx.word(state)),
        ctx.style(StyleRole::Text),
    );
    let mut spans = vec![Span::styled(
        format!(" {glyph} "),
        ctx.style(StyleRole::Accent),
    )];
    if let Some(progress) = run.progress() {
        spans.extend(progress_bar(progress, session, ctx));
    } else {
        let at = ctx.format(&Phrase::key("ui.run.at").with("n", run.at()));
        spans.push(Span::styled(at, ctx.style(StyleRole::Live)));
    }
    spans.push(state);
    spans.push(Span::styled(
        format!("   {}", ctx.format(&session.speed())),
        ctx.style(StyleRole::Dim),
    ));
    Line::from(spans)
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
        Span::styled(ctx.glyphs.full.repeat(full), ctx.style(StyleRole::Goal)),
        Span::styled(
            ctx.glyphs.empty.repeat(PROGRESS_WIDTH - full),
            ctx.style(StyleRole::Rule),
        ),
        Span::styled(
            format!(" {}", ctx.format(&share)),
            ctx.style(StyleRole::Live),
        ),
    ];
    if let Some(left) = session.time_left() {
        let left = Phrase::key("ui.run.left").with("n", left.as_secs_f64().ceil());
        spans.push(Span::styled(
            format!("   {}", ctx.format(&left)),
            ctx.style(StyleRole::Dim),
        ));
    }
    spans
}
