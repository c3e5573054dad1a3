//! Pages that lie over the screen to be read.

use ratatui::text::{Line, Span};

use super::theme::Part;
use super::wrap::wrap;
use super::{Pen, help, prose};
use crate::app::{App, Leaf};
use crate::locale::Phrase;

/// Text of a page is never wider than this.
const MEASURE: u16 = 72;

/// The lines of a page.
pub(super) fn lines(app: &App, leaf: Leaf, width: u16, pen: &Pen<'_>) -> Vec<Line<'static>> {
    match leaf {
        Leaf::Help => help::lines(app, pen),
        Leaf::Sources => sources(app, width.min(MEASURE), pen),
        Leaf::Command => command(app, width, pen),
        Leaf::Report => report(app, width, pen),
        Leaf::Notes => notes(app, width.min(MEASURE), pen),
    }
}

fn title(key: &str, pen: &Pen<'_>) -> Line<'static> {
    Line::from(vec![
        Span::styled(format!("{} ", pen.glyphs.pointer), pen.style(Part::Accent)),
        Span::styled(pen.word(key), pen.style(Part::Title)),
    ])
}

/// What came of reading a file, sentence by sentence.
fn report(app: &App, width: u16, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.report", pen), Line::default()];
    for sentence in app.report() {
        lines.extend(wrap(
            &[(pen.say(sentence), pen.style(Part::Text))],
            width,
            "  ",
        ));
    }
    lines
}

/// The command that rebuilds this state, whole, so that it can be marked and copied by hand, too.
fn command(app: &App, width: u16, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.command", pen), Line::default()];
    let command = app.shown_command().unwrap_or_default();
    lines.extend(wrap(&[(command, pen.style(Part::Code))], width, ""));
    lines.push(Line::default());
    let note = (pen.word("ui.leaf.copied"), pen.style(Part::Dim));
    lines.extend(wrap(&[note], width.min(MEASURE), ""));
    lines
}

/// The instructor's notes on the step, under the minutes of the lesson.
fn notes(app: &App, width: u16, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.notes", pen)];
    if let Some((lesson, _)) = app.session() {
        let minutes = Phrase::key("ui.leaf.minutes").with("n", u64::from(lesson.minutes));
        let style = pen.style(Part::Dim);
        lines.extend(wrap(&[(pen.say(&minutes), style)], width, ""));
    }
    lines.push(Line::default());
    let notes = app.notes();
    if notes.is_empty() {
        lines.push(Line::styled(
            pen.word("ui.leaf.no-notes"),
            pen.style(Part::Dim),
        ));
    }
    lines.extend(prose::page(&notes, width, u16::MAX, pen).lines);
    lines
}

/// The sources that the page cites, each behind its number.
fn sources(app: &App, width: u16, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![title("ui.leaf.sources", pen)];
    for (number, text) in app.citations() {
        let lead = format!("[{number}] ");
        let indent = " ".repeat(lead.len());
        lines.push(Line::default());
        lines.extend(wrap(
            &[
                (lead, pen.style(Part::Accent)),
                (pen.fold(&text), pen.style(Part::Text)),
            ],
            width,
            &indent,
        ));
    }
    lines
}
