//! Markdown as sections: a heading, where it stands, and the blocks under it.

use comrak::nodes::{AstNode, LineColumn, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::prose;
use crate::lesson::{Block, Fault, Place};
use crate::locale::Phrase;

/// A heading and what stands under it.
pub(super) struct Section {
    /// 1 for `#`, 2 for `##`.
    pub level: u8,
    /// The words of the heading.
    pub title: String,
    /// Where the heading stands.
    pub place: Place,
    /// The blocks under it.
    pub blocks: Vec<Block>,
}

/// The sections of a file, in order.
pub(super) fn sections(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<Section> {
    let mut options = Options::default();
    // Without this, **굵은 글씨**는 stays literal where a particle follows.
    options.extension.cjk_friendly_emphasis = true;
    options.parse.sourcepos_chars = true;
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let mut reader = Reader {
        file,
        faults,
        sections: Vec::new(),
    };
    for node in root.children() {
        reader.node(node);
    }
    reader.sections
}

struct Reader<'a> {
    file: &'a str,
    faults: &'a mut Vec<Fault>,
    sections: Vec<Section>,
}

impl Reader<'_> {
    fn node<'n>(&mut self, node: &'n AstNode<'n>) {
        let (start, heading) = {
            let data = node.data.borrow();
            let heading = if let NodeValue::Heading(heading) = &data.value {
                Some(heading.level)
            } else {
                None
            };
            (data.sourcepos.start, heading)
        };
        let place = place(self.file, start);
        if let Some(level) = heading {
            self.sections.push(Section {
                level,
                title: prose::plain(node),
                place,
                blocks: Vec::new(),
            });
            return;
        }
        let blocks = self.blocks(node, &place);
        match self.sections.last_mut() {
            Some(section) => section.blocks.extend(blocks),
            None if blocks.is_empty() => {}
            None => self.faults.push(Fault {
                place,
                what: Phrase::key("check.text-before-title"),
            }),
        }
    }

    fn blocks<'n>(&mut self, node: &'n AstNode<'n>, place: &Place) -> Vec<Block> {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Paragraph => {
                vec![Block::Paragraph(prose::spans(node, self.file, self.faults))]
            }
            NodeValue::CodeBlock(code) => {
                let lines = code.literal.lines();
                lines
                    .map(|line| Block::Code(prose::code(line, place, self.faults)))
                    .collect()
            }
            NodeValue::List(list) => {
                self.items(node, list.list_type == ListType::Ordered, list.start)
            }
            NodeValue::HtmlBlock(html) if html.literal.trim_start().starts_with("<!--") => {
                Vec::new()
            }
            _ => {
                self.faults.push(Fault {
                    place: place.clone(),
                    what: Phrase::key("check.block"),
                });
                Vec::new()
            }
        }
    }

    fn items<'n>(&mut self, list: &'n AstNode<'n>, ordered: bool, first: usize) -> Vec<Block> {
        let mut items = Vec::new();
        for (at, item) in list.children().enumerate() {
            let mut spans = Vec::new();
            for part in item.children() {
                spans.extend(prose::spans(part, self.file, self.faults));
            }
            items.push(Block::Item {
                number: ordered.then_some(first + at),
                spans,
            });
        }
        items
    }
}

/// A place of the file, as comrak counts.
pub(super) fn place(file: &str, at: LineColumn) -> Place {
    Place {
        file: file.to_owned(),
        line: at.line.max(1),
        column: at.column.max(1),
    }
}
