//! Pages that lie over the screen to be read.

use ratatui::text::{Line, Span};

use super::help;
use crate::app::{App, InfoPage};
use crate::locale::Phrase;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;
use crate::ui::{RenderContext, prose};

/// Text of a page is never wider than this.
const MEASURE: u16 = 72;

/// The lines of a page.
pub(crate) fn lines(
    app: &App,
    page: InfoPage,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    match page {
        InfoPage::Help => help::lines(app, ctx),
        InfoPage::Sources => sources(app, width.min(MEASURE), ctx),
        InfoPage::Command => command(app, width, ctx),
        InfoPage::Report => report(app, width, ctx),
        InfoPage::Notes => notes(app, width.min(MEASURE), ctx),
    }
}

fn title(key: &str, ctx: &RenderContext<'_>) -> Line<'static> {
    Line::from(vec![
        Span::styled(
            format!("{} ", ctx.glyphs.pointer),
            ctx.style(StyleRole::Accent),
        ),
        Span::styled(ctx.word(key), ctx.style(StyleRole::Title)),
    ])
}

/// What came of reading a file, sentence by sentence.
fn report(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.report", ctx), Line::default()];
    for sentence in app.report() {
        lines.extend(wrap(
            &[(ctx.format(sentence), ctx.style(StyleRole::Text))],
            width,
            "  ",
        ));
    }
    lines
}

/// The command that rebuilds this state, whole, so that it can be marked and copied by hand, too.
fn command(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.command", ctx), Line::default()];
    let command = app.shown_command().unwrap_or_default();
    lines.extend(wrap(&[(command, ctx.style(StyleRole::Code))], width, ""));
    lines.push(Line::default());
    let note = (ctx.word("ui.leaf.copied"), ctx.style(StyleRole::Dim));
    lines.extend(wrap(&[note], width.min(MEASURE), ""));
    lines
}

/// The instructor's notes on the step, under the minutes of the lesson.
fn notes(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.notes", ctx)];
    if let Some((lesson, _)) = app.session() {
        let minutes = Phrase::key("ui.leaf.minutes").with("n", u64::from(lesson.minutes));
        let style = ctx.style(StyleRole::Dim);
        lines.extend(wrap(&[(ctx.format(&minutes), style)], width, ""));
    }
    lines.push(Line::default());
    let notes = app.notes();
    if notes.is_empty() {
        lines.push(Line::styled(
            ctx.word("ui.leaf.no-notes"),
            ctx.style(StyleRole::Dim),
        ));
    }
    lines.extend(prose::layout_text(&notes, width, u16::MAX, ctx).lines);
    lines
}

/// The sources that the page cites, each behind its number.
fn sources(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.sources", ctx)];
    for (number, text) in app.citations() {
        let lead = format!("[{number}] ");
        let indent = " ".repeat(lead.len());
        lines.push(Line::default());
        lines.extend(wrap(
            &[
                (lead, ctx.style(StyleRole::Accent)),
                (ctx.fold(&text), ctx.style(StyleRole::Text)),
            ],
            width,
            &indent,
        ));
    }
    lines
}
