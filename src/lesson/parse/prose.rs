//! Inline Markdown as spans with slots.

use comrak::nodes::{AstNode, NodeValue};

use super::markdown::place;
use crate::lesson::{Emphasis, Fault, Place, Span};
use crate::locale::{Phrase, Template, TemplateFault};

/// The spans under `node`.
pub(super) fn spans<'n>(node: &'n AstNode<'n>, file: &str, faults: &mut Vec<Fault>) -> Vec<Span> {
    let mut found = Vec::new();
    collect(node, Emphasis::Plain, file, &mut found, faults);
    found
}

/// A line of code as spans.
pub(super) fn code(line: &str, place: &Place, faults: &mut Vec<Fault>) -> Vec<Span> {
    span(line, Emphasis::Code, place.clone(), faults)
        .into_iter()
        .collect()
}

/// The words under `node`, without emphasis.
pub(super) fn plain<'n>(node: &'n AstNode<'n>) -> String {
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

fn collect<'n>(
    node: &'n AstNode<'n>,
    emphasis: Emphasis,
    file: &str,
    into: &mut Vec<Span>,
    faults: &mut Vec<Fault>,
) {
    for child in node.children() {
        let (value, start) = {
            let data = child.data.borrow();
            (data.value.clone(), data.sourcepos.start)
        };
        let at = place(file, start);
        match value {
            NodeValue::Text(text) => into.extend(span(&text, emphasis, at, faults)),
            NodeValue::Code(code) => into.extend(span(&code.literal, Emphasis::Code, at, faults)),
            NodeValue::SoftBreak => into.extend(span(" ", emphasis, at, faults)),
            NodeValue::LineBreak => into.extend(span("\n", emphasis, at, faults)),
            NodeValue::Emph => collect(child, Emphasis::Stressed, file, into, faults),
            NodeValue::Strong => collect(child, Emphasis::Strong, file, into, faults),
            NodeValue::Link(_) | NodeValue::Paragraph => {
                collect(child, emphasis, file, into, faults);
            }
            _ => faults.push(Fault {
                place: at,
                what: Phrase::key("check.inline"),
            }),
        }
    }
}

fn span(text: &str, emphasis: Emphasis, place: Place, faults: &mut Vec<Fault>) -> Option<Span> {
    match Template::parse(text) {
        Ok(text) => Some(Span {
            text,
            emphasis,
            place,
        }),
        Err(fault) => {
            let (at, key) = match fault {
                TemplateFault::Unclosed(at) => (at, "check.slot.unclosed"),
                TemplateFault::NoSlot(at) => (at, "check.slot.unreadable"),
            };
            let before = text.get(..at).map_or(0, |before| before.chars().count());
            faults.push(Fault {
                place: Place {
                    column: place.column + before,
                    ..place
                },
                what: Phrase::key(key),
            });
            None
        }
    }
}
