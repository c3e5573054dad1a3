//! A code block without its closing fence, which takes in the rest of a file.

use comrak::nodes::{AstNode, NodeValue};

/// The index of the block of `nodes` that lacks its closing fence. A later block may have closed it with its opening fence:
/// then it is the first code block with the heading of a step or an answer in it.
pub(super) fn find_open_code<'n>(nodes: &[&'n AstNode<'n>]) -> Option<usize> {
    let last = nodes.iter().position(|node| is_open(node))?;
    let first = nodes.iter().position(|node| has_heading(node));
    Some(first.map_or(last, |first| first.min(last)))
}

fn is_open<'n>(node: &'n AstNode<'n>) -> bool {
    match &node.data.borrow().value {
        NodeValue::CodeBlock(code) => code.fenced && !code.closed,
        _ => false,
    }
}

/// Whether `node` is a fenced code block with a line that looks like a heading below the title.
fn has_heading<'n>(node: &'n AstNode<'n>) -> bool {
    let is_heading = |line: &str| line.starts_with("## ") || line.starts_with("### ");
    match &node.data.borrow().value {
        NodeValue::CodeBlock(code) => code.fenced && code.literal.lines().any(is_heading),
        _ => false,
    }
}
