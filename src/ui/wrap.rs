//! Wraps styled text into lines of ratatui.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text;

/// `spans` as lines of at most `width` columns. Lines after the first start with `indent`.
pub(super) fn wrap(spans: &[(String, Style)], width: u16, indent: &str) -> Vec<Line<'static>> {
    text::wrap_styled(spans, width, indent)
        .into_iter()
        .map(|line| {
            let spans = line.into_iter();
            spans
                .map(|(text, style)| Span::styled(text, style))
                .collect()
        })
        .collect()
}

/// `text` in one style as lines of at most `width` columns.
pub(super) fn wrap_text(text: String, style: Style, width: u16) -> Vec<Line<'static>> {
    wrap(&[(text, style)], width, "")
}

/// `spans` behind `lead`. Lines after the first are indented by the width of `lead`.
pub(super) fn wrap_with_lead(
    lead: &Span<'static>,
    spans: &[(String, Style)],
    width: u16,
) -> Vec<Line<'static>> {
    let indent = " ".repeat(lead.width());
    let mut all = vec![(lead.content.to_string(), lead.style)];
    all.extend(spans.iter().cloned());
    wrap(&all, width, &indent)
}
