//! Inline Markdown as spans with slots.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};

use super::source_map::{Cursor, Page, Written};
use crate::lesson::model::{Emphasis, Fault, Location, Span};
use crate::locale::{Phrase, Template, TemplateFault};

/// The spans under `node`.
pub(super) fn spans<'n>(node: &'n AstNode<'n>, page: &Page, faults: &mut Vec<Fault>) -> Vec<Span> {
    let mut found = Vec::new();
    // A loop, not a recursion: emphasis can be nested as deep as a file is long.
    let mut around = vec![Emphasis::Plain];
    for edge in node.traverse() {
        let (inner, opens) = match edge {
            NodeEdge::Start(inner) => (inner, true),
            NodeEdge::End(inner) => (inner, false),
        };
        let data = inner.data.borrow();
        let emphasis = around.last().copied().unwrap_or(Emphasis::Plain);
        let cursor = page.at(data.sourcepos.start);
        match (&data.value, opens) {
            (NodeValue::Emph, true) => around.push(Emphasis::Stressed),
            (NodeValue::Strong, true) => around.push(Emphasis::Strong),
            (NodeValue::Emph | NodeValue::Strong, false) => drop(around.pop()),
            (NodeValue::Link(_) | NodeValue::Paragraph, _) | (_, false) => {}
            (NodeValue::Text(text), true) => {
                found.extend(pieces(text, emphasis, cursor, Written::Escaped, faults));
            }
            (NodeValue::Code(code), true) => {
                let cursor = cursor.inside_code(&code.literal);
                found.extend(pieces(
                    &code.literal,
                    Emphasis::Code,
                    cursor,
                    Written::AsIs,
                    faults,
                ));
            }
            (NodeValue::SoftBreak, true) => found.push(words(" ", emphasis, cursor.place())),
            (NodeValue::LineBreak, true) => found.push(words("\n", emphasis, cursor.place())),
            (_, true) => faults.push(Fault {
                place: cursor.place(),
                what: Phrase::key("check.inline"),
            }),
        }
    }
    found
}

/// A line of code as spans.
pub(super) fn code(line: &str, cursor: Cursor<'_>, faults: &mut Vec<Fault>) -> Vec<Span> {
    pieces(line, Emphasis::Code, cursor, Written::AsIs, faults)
}

/// Words without slots.
pub(super) fn words(text: &str, emphasis: Emphasis, place: Location) -> Span {
    Span {
        text: Template::parse(text).unwrap_or_default(),
        emphasis,
        place,
    }
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

/// `text` as spans that each stand in the file as they are, so that every slot and every word has its place.
fn pieces(
    text: &str,
    emphasis: Emphasis,
    mut cursor: Cursor<'_>,
    written: Written,
    faults: &mut Vec<Fault>,
) -> Vec<Span> {
    let mut spans = Vec::new();
    for piece in cut(text) {
        let mut runs = cursor.runs(piece, written);
        if is_slot(piece) {
            // A slot is one whole, however it is written.
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
                    place,
                }),
                Err(fault) => faults.push(Fault {
                    place,
                    what: Phrase::key(match fault {
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

/// Whether a piece is a slot, or would be one.
fn is_slot(piece: &str) -> bool {
    piece.starts_with('{') && piece != "{{"
}

/// `text` cut where a slot or a doubled brace begins and where it ends.
fn cut(text: &str) -> Vec<&str> {
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
    fn slots_and_doubled_braces_are_pieces_of_their_own() {
        assert_eq!(
            cut("at {kink:.2}, {{not}}"),
            ["at ", "{kink:.2}", ", ", "{{", "not", "}}"]
        );
        assert_eq!(cut("a } b {open"), ["a ", "}", " b ", "{open"]);
    }
}
