//! Pages that lie over the screen to be read.

use ratatui::text::{Line, Span};

use super::help;
use crate::app::{App, InfoPage, PageWriter};
use crate::locale::Phrase;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;
use crate::ui::{RenderContext, prose};

/// Text of a page is never wider than this.
const MEASURE: u16 = 72;

/// The lines of a page.
pub(crate) fn lines(
    app: &App,
    page: &InfoPage,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    match page {
        InfoPage::Help => help::lines(app, ctx),
        InfoPage::Sources => sources(app, width.min(MEASURE), ctx),
        InfoPage::Command(text) => command(text, width, ctx),
        InfoPage::Report(sentences) => report(sentences, width, ctx),
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
fn report(sentences: &[Phrase], width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.report", ctx), Line::default()];
    for sentence in sentences {
        lines.extend(wrap(
            &[(ctx.format(sentence), ctx.style(StyleRole::Text))],
            width,
            "  ",
        ));
    }
    lines
}

/// The command that rebuilds this state, whole, so that it can be marked and copied by hand, too.
fn command(command: &str, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.command", ctx), Line::default()];
    lines.extend(wrap(
        &[(command.to_owned(), ctx.style(StyleRole::Code))],
        width,
        "",
    ));
    lines.push(Line::default());
    let note = (ctx.word("ui.leaf.copied"), ctx.style(StyleRole::Dim));
    lines.extend(wrap(&[note], width.min(MEASURE), ""));
    lines
}

/// The instructor's notes on the step, under the minutes of the lesson.
fn notes(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.notes", ctx)];
    let Some(session) = app.session() else {
        return lines;
    };
    let minutes = u64::from(session.lesson().minutes);
    let minutes = ctx.format(&Phrase::key("ui.leaf.minutes").with("n", minutes));
    lines.extend(wrap(&[(minutes, ctx.style(StyleRole::Dim))], width, ""));
    lines.push(Line::default());
    let notes = PageWriter::new(app.context(), session).notes();
    if notes.is_empty() {
        lines.push(Line::styled(
            ctx.word("ui.leaf.no-notes"),
            ctx.style(StyleRole::Dim),
        ));
    }
    lines.extend(prose::page(&notes, width, u16::MAX, ctx).lines);
    lines
}

/// The sources that the page cites, each behind its number.
fn sources(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.sources", ctx)];
    let Some(session) = app.session() else {
        return lines;
    };
    for (number, text) in PageWriter::new(app.context(), session).citations() {
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
