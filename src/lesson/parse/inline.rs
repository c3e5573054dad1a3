//! Inline Markdown as spans with slots.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};

use super::markdown::element_name;
use super::math::{self, MathFault};
use super::source_map::{Cursor, SourceMap, TextForm};
use crate::lesson::model::{Emphasis, Fault, Location, Span, SpanForm};
use crate::locale::{Phrase, Template, TemplateFault};

/// The spans under `node`.
pub(super) fn spans<'n>(
    node: &'n AstNode<'n>,
    map: &SourceMap,
    faults: &mut Vec<Fault>,
) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    // A loop and no recursion: nested emphasis must not overflow the stack.
    let mut open_styles = vec![Emphasis::Plain];
    let mut link = None;
    for edge in node.traverse() {
        let (inner, opens) = match edge {
            NodeEdge::Start(inner) => (inner, true),
            NodeEdge::End(inner) => (inner, false),
        };
        let data = inner.data.borrow();
        let emphasis = open_styles.last().copied().unwrap_or(Emphasis::Plain);
        let cursor = map.cursor_at(data.sourcepos.start);
        match (&data.value, opens) {
            (NodeValue::Emph, true) => open_styles.push(Emphasis::Stressed),
            (NodeValue::Strong, true) => open_styles.push(Emphasis::Strong),
            (NodeValue::Emph | NodeValue::Strong, false) => drop(open_styles.pop()),
            (NodeValue::Link(target), true) => {
                link = open_link(&target.url, spans.len(), cursor.place(), faults);
            }
            (NodeValue::Link(_), false) => close_link(link.take(), &mut spans),
            (NodeValue::Paragraph | NodeValue::TableCell, _) | (_, false) => {}
            (NodeValue::Math(math), true) => {
                spans.extend(math_spans(&math.literal, emphasis, cursor, faults));
            }
            (NodeValue::Text(text), true) => {
                spans.extend(slot_spans(
                    text,
                    emphasis,
                    cursor,
                    TextForm::Escaped,
                    faults,
                ));
            }
            (NodeValue::Code(code), true) => {
                let cursor = cursor.inside_code(&code.literal);
                spans.extend(slot_spans(
                    &code.literal,
                    Emphasis::Code,
                    cursor,
                    TextForm::Literal,
                    faults,
                ));
            }
            (NodeValue::SoftBreak, true) => spans.push(plain_span(" ", emphasis, cursor.place())),
            (NodeValue::LineBreak, true) => spans.push(plain_span("\n", emphasis, cursor.place())),
            (_, true) => faults.push(Fault {
                place: cursor.place(),
                message: Phrase::key("check.inline").with("what", element_name(&data.value)),
            }),
        }
    }
    spans
}

/// The address of a link, and the index of its first span; none for an address that a lesson may not link to.
fn open_link(
    address: &str,
    first: usize,
    place: Location,
    faults: &mut Vec<Fault>,
) -> Option<(String, usize)> {
    if is_allowed_address(address) {
        return Some((address.to_owned(), first));
    }
    let message = Phrase::key("check.link").with("url", address);
    faults.push(Fault { place, message });
    None
}

/// Makes the spans since the begin of a link part of it.
fn close_link(link: Option<(String, usize)>, spans: &mut [Span]) {
    if let Some((address, first)) = link {
        for span in spans.iter_mut().skip(first) {
            span.link = Some(address.clone());
        }
    }
}

/// Whether a lesson may link to `address`: other kinds of addresses would run something, or lead into the reader's files.
fn is_allowed_address(address: &str) -> bool {
    let allowed = ["http://", "https://", "mailto:"];
    let start = |scheme: &&str| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    allowed.iter().any(start)
        && !address.contains(char::is_whitespace)
        && !address.contains(char::is_control)
}

/// A formula in TeX, between dollar signs, in characters.
fn math_spans(
    formula: &str,
    emphasis: Emphasis,
    cursor: Cursor<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Span> {
    let place = cursor.place();
    match math::unicode(formula) {
        Ok(text) => vec![Span {
            form: SpanForm::Math,
            ..plain_span(&escape_braces(&text), emphasis, place)
        }],
        Err(fault) => {
            let message = match fault {
                MathFault::Command(name) => Phrase::key("check.math.command").with("name", name),
                MathFault::Braces => Phrase::key("check.math.braces"),
                MathFault::Script(text) => Phrase::key("check.math.script").with("text", text),
                MathFault::Exponential { text, tex } => Phrase::key("check.math.exponential")
                    .with("text", text)
                    .with("tex", tex),
            };
            faults.push(Fault { place, message });
            Vec::new()
        }
    }
}

/// `text` as a template without slots.
fn escape_braces(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// The spans of a line of code.
pub(super) fn code_spans(line: &str, cursor: Cursor<'_>, faults: &mut Vec<Fault>) -> Vec<Span> {
    slot_spans(line, Emphasis::Code, cursor, TextForm::Literal, faults)
}

/// A span of text without slots.
pub(super) fn plain_span(text: &str, emphasis: Emphasis, place: Location) -> Span {
    Span {
        text: Template::parse(text).unwrap_or_default(),
        emphasis,
        form: SpanForm::Text,
        link: None,
        place,
    }
}

/// The text under `node` without emphasis.
pub(super) fn plain_text<'n>(node: &'n AstNode<'n>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        match &inner.data.borrow().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The spans of `text`: each is one slot, or text that is contiguous in the file, so that locations are exact.
fn slot_spans(
    text: &str,
    emphasis: Emphasis,
    mut cursor: Cursor<'_>,
    form: TextForm,
    faults: &mut Vec<Fault>,
) -> Vec<Span> {
    let mut spans = Vec::new();
    for piece in split_at_slots(text) {
        let mut runs = cursor.contiguous_runs(piece, form);
        if is_slot(piece) {
            // A slot is one span, with or without escapes.
            runs.truncate(1);
            for (_, run) in &mut runs {
                piece.clone_into(run);
            }
        }
        for (place, run) in runs {
            match Template::parse(&run) {
                Ok(text) => spans.push(Span {
                    text,
                    emphasis,
                    form: SpanForm::Text,
                    link: None,
                    place,
                }),
                Err(fault) => faults.push(Fault {
                    place,
                    message: Phrase::key(match fault {
                        TemplateFault::Unclosed(_) => "check.slot.unclosed",
                        TemplateFault::NoSlot(_) => "check.slot.unreadable",
                    }),
                }),
            }
        }
    }
    spans.shrink_to_fit();
    spans
}

/// Whether the piece is a slot, well-formed or not.
fn is_slot(piece: &str) -> bool {
    piece.starts_with('{') && piece != "{{"
}

/// `text`, split before and behind every slot and every doubled brace.
fn split_at_slots(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = match rest.find(['{', '}']) {
            Some(0) if rest.starts_with("{{") || rest.starts_with("}}") => 2,
            Some(0) if rest.starts_with('{') => rest.find('}').map_or(rest.len(), |end| end + 1),
            Some(0) => 1,
            Some(at) => at,
            None => rest.len(),
        };
        let (piece, tail) = rest.split_at(end);
        pieces.push(piece);
        rest = tail;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_at_slots_and_doubled_braces() {
        assert_eq!(
            split_at_slots("at {kink:.2}, {{not}}"),
            ["at ", "{kink:.2}", ", ", "{{", "not", "}}"]
        );
        assert_eq!(split_at_slots("a } b {open"), ["a ", "}", " b ", "{open"]);
    }
}
