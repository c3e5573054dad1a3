//! Markdown as sections: a heading, where it stands, and the blocks under it.

use comrak::nodes::{AstNode, ListType, NodeCodeBlock, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::inline;
use super::source_map::Page;
use crate::lesson::model::{Block, Emphasis, Fault, Location, Prose};
use crate::locale::Phrase;

/// A heading and what stands under it.
pub(super) struct Section {
    /// 1 for `#`, 2 for `##`.
    pub level: u8,
    /// The words of the heading.
    pub title: String,
    /// Where the heading stands.
    pub place: Location,
    /// The blocks under it.
    pub blocks: Vec<Block>,
}

impl Section {
    /// What stands under the heading.
    pub(super) fn prose(self) -> Prose {
        Prose {
            blocks: self.blocks,
            place: self.place,
        }
    }

    /// The first block under the heading, and the rest.
    pub(super) fn first_and_rest(self) -> (Prose, Prose) {
        let mut first = self.prose();
        let rest = first.blocks.split_off(first.blocks.len().min(1));
        let place = first.place.clone();
        let rest = Prose {
            blocks: rest,
            place,
        };
        (first, rest)
    }
}

/// The sections of a file, in order.
pub(super) fn sections(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<Section> {
    let mut options = Options::default();
    // Without this, **굵은 글씨**는 stays literal where a particle follows.
    options.extension.cjk_friendly_emphasis = true;
    options.parse.sourcepos_chars = true;
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let page = Page::new(file, text);
    let mut reader = Reader {
        page: &page,
        faults,
        sections: Vec::new(),
    };
    for node in root.children() {
        reader.node(node);
    }
    reader.sections
}

struct Reader<'a> {
    page: &'a Page,
    faults: &'a mut Vec<Fault>,
    sections: Vec<Section>,
}

impl Reader<'_> {
    fn node<'n>(&mut self, node: &'n AstNode<'n>) {
        let place = self.place(node);
        if let NodeValue::Heading(heading) = &node.data.borrow().value {
            self.sections.push(Section {
                level: heading.level,
                title: inline::plain(node),
                place,
                blocks: Vec::new(),
            });
            return;
        }
        let blocks = self.blocks(node);
        match self.sections.last_mut() {
            Some(section) => section.blocks.extend(blocks),
            None if blocks.is_empty() => {}
            None => self.faults.push(Fault {
                place,
                what: Phrase::key("check.text-before-title"),
            }),
        }
    }

    fn blocks<'n>(&mut self, node: &'n AstNode<'n>) -> Vec<Block> {
        match &node.data.borrow().value {
            NodeValue::Paragraph => {
                vec![Block::Paragraph(inline::spans(
                    node,
                    self.page,
                    self.faults,
                ))]
            }
            NodeValue::CodeBlock(code) => self.code(node, code),
            NodeValue::List(list) => {
                self.items(node, list.list_type == ListType::Ordered, list.start)
            }
            NodeValue::HtmlBlock(html) if html.literal.trim_start().starts_with("<!--") => {
                Vec::new()
            }
            _ => {
                self.not_shown(node);
                Vec::new()
            }
        }
    }

    fn code<'n>(&mut self, node: &'n AstNode<'n>, code: &NodeCodeBlock) -> Vec<Block> {
        let first = self.place(node).line + usize::from(code.fenced);
        let mut blocks = Vec::new();
        for (at, line) in code.literal.lines().enumerate() {
            let cursor = self.page.within(first + at, line);
            blocks.push(Block::Code(inline::code(line, cursor, self.faults)));
        }
        blocks
    }

    fn items<'n>(&mut self, list: &'n AstNode<'n>, ordered: bool, first: usize) -> Vec<Block> {
        let mut items = Vec::new();
        for (at, item) in list.children().enumerate() {
            let mut spans = Vec::new();
            for part in item.children() {
                if !matches!(part.data.borrow().value, NodeValue::Paragraph) {
                    self.not_shown(part);
                    continue;
                }
                if !spans.is_empty() {
                    spans.push(inline::words("\n", Emphasis::Plain, self.place(part)));
                }
                spans.extend(inline::spans(part, self.page, self.faults));
            }
            items.push(Block::Item {
                number: ordered.then_some(first + at),
                spans,
            });
        }
        items
    }

    fn place<'n>(&self, node: &'n AstNode<'n>) -> Location {
        self.page.at(node.data.borrow().sourcepos.start).place()
    }

    fn not_shown<'n>(&mut self, node: &'n AstNode<'n>) {
        let place = self.place(node);
        self.faults.push(Fault {
            place,
            what: Phrase::key("check.block"),
        });
    }
}
