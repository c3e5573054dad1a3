//! Lines of rich text, with the places of the glossary terms and links in them.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::{columns, wrap_styled};

/// A part of a text that a click opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextTarget<S> {
    /// A term of the glossary, by its name.
    Term(S),
    /// A link, by its address.
    Link(S),
}

impl TextTarget<&str> {
    fn to_owned(self) -> TextTarget<String> {
        match self {
            Self::Term(name) => TextTarget::Term(name.to_owned()),
            Self::Link(address) => TextTarget::Link(address.to_owned()),
        }
    }
}

/// A span of rich text: its text, its style, and what a click on it opens.
pub(super) type RichSpan<'t> = (String, (Style, Option<TextTarget<&'t str>>));

/// A line of rich text.
pub(super) struct RichLine {
    /// The line.
    pub line: Line<'static>,
    /// The columns of each term and link, or of the part of it that stands in this line.
    pub targets: Vec<(Range<u16>, TextTarget<String>)>,
}

impl From<Line<'static>> for RichLine {
    fn from(line: Line<'static>) -> Self {
        Self {
            line,
            targets: Vec::new(),
        }
    }
}

/// `spans` behind `lead` as lines of at most `width` columns. Lines after the first are indented by the width of `lead`.
pub(super) fn wrap_rich(
    lead: &Span<'static>,
    spans: Vec<RichSpan<'_>>,
    width: u16,
) -> Vec<RichLine> {
    let indent = " ".repeat(lead.width());
    let mut all: Vec<RichSpan<'_>> = Vec::new();
    if !lead.content.is_empty() {
        all.push((lead.content.to_string(), (lead.style, None)));
    }
    all.extend(spans);
    wrap_styled(&all, width, &indent)
        .into_iter()
        .map(rich_line)
        .collect()
}

/// The columns before a line of code.
const CODE_INDENT: usize = 4;

/// The columns by which the rest of a wrapped line of code is indented more than its beginning.
const CODE_CONTINUATION: usize = 2;

/// Wraps a line of code. Its rest keeps the indentation of its beginning, and a little more; at most half of the width.
pub(super) fn wrap_code(spans: Vec<RichSpan<'_>>, width: u16) -> Vec<RichLine> {
    let text = spans.iter().flat_map(|(text, _)| text.chars());
    let own = text.take_while(|c| *c == ' ').count();
    let indent = (CODE_INDENT + own + CODE_CONTINUATION).min(usize::from(width) / 2);
    let mut all: Vec<RichSpan<'_>> = vec![(" ".repeat(CODE_INDENT), (Style::default(), None))];
    all.extend(spans);
    let lines = wrap_styled(&all, width, &" ".repeat(indent)).into_iter();
    lines.map(rich_line).collect()
}

fn rich_line(spans: Vec<RichSpan<'_>>) -> RichLine {
    let mut targets = Vec::new();
    let mut end = 0;
    let spans = spans.into_iter().map(|(text, (style, target))| {
        let start = end;
        end += columns(&text);
        targets.extend(target.map(|target| (start..end, target.to_owned())));
        Span::styled(text, style)
    });
    let line = spans.collect();
    RichLine { line, targets }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span<'t>(text: &str, term: Option<&'t str>) -> RichSpan<'t> {
        let target = term.map(TextTarget::Term);
        (text.to_owned(), (Style::default(), target))
    }

    #[test]
    fn a_term_over_two_lines_has_a_place_in_both() {
        let spans = vec![
            span("the ", None),
            span("gradient descent", Some("descent")),
            span(" here", None),
        ];
        let lines = wrap_rich(&Span::raw("- "), spans, 15);
        let targets: Vec<_> = lines.into_iter().map(|line| line.targets).collect();
        let place = |columns| vec![(columns, TextTarget::Term("descent".to_owned()))];
        assert_eq!(targets, [place(6..14), place(2..9)]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let spans = vec![
            span("이 ", None),
            span("꺾임점은", Some("kink")),
            span(" 무엇", None),
        ];
        let lines = wrap_rich(&Span::raw(""), spans, 40);
        let kink = TextTarget::Term("kink".to_owned());
        assert_eq!(lines[0].targets, [(3..11, kink)]);
    }
}
