//! Pages of text over the screen.

use ratatui::text::Line;

use super::{help, seats};
use crate::app::{App, InfoPage, PageWriter};
use crate::locale::Phrase;
use crate::ui::layout::{MAX_TEXT_WIDTH, TextHeight};
use crate::ui::theme::StyleRole;
use crate::ui::wrap::{wrap, wrap_text, wrap_with_lead};
use crate::ui::{RenderContext, prose};

/// The lines of a page.
pub(crate) fn lines(
    app: &App,
    page: &InfoPage,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    match page {
        InfoPage::Help => help::lines(app, width.min(MAX_TEXT_WIDTH), ctx),
        InfoPage::Sources => source_lines(app, width.min(MAX_TEXT_WIDTH), ctx),
        InfoPage::Command(text) => command_lines(text, width, ctx),
        InfoPage::Report(sentences) => report_lines(sentences, width, ctx),
        InfoPage::Seats => seats::lines(app, width, ctx),
        InfoPage::Notes => note_lines(app, width.min(MAX_TEXT_WIDTH), ctx),
    }
}

fn title_line(key: &str, ctx: &RenderContext<'_>) -> Line<'static> {
    Line::from(vec![
        ctx.span(format!("{} ", ctx.glyphs.pointer), StyleRole::Accent),
        ctx.span(ctx.word(key), StyleRole::Title),
    ])
}

/// The report about a file that was read, sentence by sentence.
fn report_lines(sentences: &[Phrase], width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title_line("ui.page.report", ctx), Line::default()];
    for sentence in sentences {
        lines.extend(wrap(
            &[(ctx.format(sentence), ctx.style(StyleRole::Text))],
            width,
            "  ",
        ));
    }
    lines
}

/// The whole command that rebuilds the current state, so that it can also be selected with the mouse.
fn command_lines(command: &str, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title_line("ui.page.command", ctx), Line::default()];
    let style = ctx.style(StyleRole::Code);
    lines.extend(wrap_text(command.to_owned(), style, width));
    lines.push(Line::default());
    let note = ctx.word("ui.page.copied");
    let style = ctx.style(StyleRole::Dim);
    lines.extend(wrap_text(note, style, width.min(MAX_TEXT_WIDTH)));
    lines
}

/// The instructor's notes on the step, below the minutes of the lesson.
fn note_lines(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title_line("ui.page.notes", ctx)];
    let Some(session) = app.session() else {
        return lines;
    };
    let minutes = u64::from(session.lesson().minutes);
    let minutes = ctx.format(&Phrase::key("ui.page.minutes").with("n", minutes));
    lines.extend(wrap_text(minutes, ctx.style(StyleRole::Dim), width));
    lines.push(Line::default());
    let notes = PageWriter::new(app.context(), session).notes();
    if notes.is_empty() {
        lines.push(Line::styled(
            ctx.word("ui.page.no-notes"),
            ctx.style(StyleRole::Dim),
        ));
    }
    lines.extend(prose::layout_text(&notes, width, TextHeight::up_to(u16::MAX), ctx).lines);
    lines
}

/// The sources that the page cites, each behind its number.
fn source_lines(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title_line("ui.page.sources", ctx)];
    let Some(session) = app.session() else {
        return lines;
    };
    let page = PageWriter::new(app.context(), session);
    for (number, text) in page.citations() {
        let lead = ctx.span(format!("[{number}] "), StyleRole::Accent);
        let text = (ctx.fold(&text), ctx.style(StyleRole::Text));
        lines.push(Line::default());
        lines.extend(wrap_with_lead(&lead, &[text], width));
    }
    for (text, address) in page.links() {
        let lead = ctx.span(format!("{} ", ctx.glyphs.bullet), StyleRole::Accent);
        let text = (ctx.fold(&text) + ": ", ctx.style(StyleRole::Text));
        let address = (address, ctx.style(StyleRole::Key));
        lines.push(Line::default());
        lines.extend(wrap_with_lead(&lead, &[text, address], width));
    }
    lines
}
