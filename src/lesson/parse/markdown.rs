//! Markdown files as sections: a heading, its location, and the blocks under it.

use std::cmp::Ordering;

use comrak::nodes::{AstNode, ListType, NodeCodeBlock, NodeTable, NodeValue, TableAlignment};
use comrak::{Arena, Options, parse_document};

use super::inline;
use super::open_code::find_open_code;
use super::prose_limits;
use super::source_map::SourceMap;
use crate::lesson::model::{Block, ColumnAlign, Emphasis, Fault, Location, Prose, TextCell};
use crate::locale::Phrase;

/// The limit of columns of a table: more are not readable on 80 columns.
const MAX_TABLE_COLUMNS: usize = 6;

/// A heading and the blocks under it.
pub(super) struct Section {
    /// 1 for `#`, 2 for `##`.
    pub level: u8,
    /// The text of the heading.
    pub title: String,
    /// The location of the heading.
    pub place: Location,
    /// The blocks under it.
    pub blocks: Vec<Block>,
}

impl Section {
    /// The blocks under the heading as prose.
    pub(super) fn into_prose(self) -> Prose {
        Prose {
            blocks: self.blocks,
            place: self.place,
        }
    }

    /// The first block under the heading, and the rest.
    pub(super) fn split_first_block(self) -> (Prose, Prose) {
        let mut first = self.into_prose();
        let rest = first.blocks.split_off(first.blocks.len().min(1));
        let place = first.place.clone();
        let rest = Prose {
            blocks: rest,
            place,
        };
        (first, rest)
    }
}

/// The sections of a file, in order; none if it is larger than the limits of prose.
pub(super) fn sections(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<Section> {
    let beyond_limits = prose_limits::faults(file, text);
    if !beyond_limits.is_empty() {
        faults.extend(beyond_limits);
        return Vec::new();
    }
    let mut options = Options::default();
    // Without this option emphasis that a particle follows, **굵은 글씨**는, is not recognised.
    options.extension.cjk_friendly_emphasis = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.math_dollars = true;
    // They cannot be shown; unless they are read, they would stand in the text as they are written.
    options.extension.footnotes = true;
    options.extension.tasklist = true;
    options.parse.sourcepos_chars = true;
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let map = SourceMap::new(file, text);
    let mut builder = SectionBuilder {
        map: &map,
        faults,
        sections: Vec::new(),
    };
    let nodes: Vec<_> = root.children().collect();
    let open = find_open_code(&nodes);
    for node in &nodes[..open.unwrap_or(nodes.len())] {
        builder.add(node);
    }
    if let Some(open) = open {
        // Nobody knows where the block should end, so the rest of the file is not read.
        let place = builder.place(nodes[open]);
        let message = Phrase::key("check.open-code");
        builder.faults.push(Fault { place, message });
    }
    builder.sections
}

struct SectionBuilder<'a> {
    map: &'a SourceMap,
    faults: &'a mut Vec<Fault>,
    sections: Vec<Section>,
}

impl SectionBuilder<'_> {
    /// Adds a heading as a new section, and any other block to the last section.
    fn add<'n>(&mut self, node: &'n AstNode<'n>) {
        let place = self.place(node);
        if let NodeValue::Heading(heading) = &node.data.borrow().value {
            self.sections.push(Section {
                level: heading.level,
                title: inline::plain_text(node),
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
                message: Phrase::key("check.text-before-title"),
            }),
        }
    }

    fn blocks<'n>(&mut self, node: &'n AstNode<'n>) -> Vec<Block> {
        match &node.data.borrow().value {
            NodeValue::Paragraph => {
                vec![Block::Paragraph(inline::spans(node, self.map, self.faults))]
            }
            NodeValue::CodeBlock(code) => self.code_lines(node, code),
            NodeValue::List(list) => {
                self.list_items(node, list.list_type == ListType::Ordered, list.start)
            }
            NodeValue::Table(table) => self.table_rows(node, table),
            NodeValue::HtmlBlock(html) if html.literal.trim_start().starts_with("<!--") => {
                Vec::new()
            }
            _ => {
                self.report_unsupported(node);
                Vec::new()
            }
        }
    }

    fn code_lines<'n>(&mut self, node: &'n AstNode<'n>, code: &NodeCodeBlock) -> Vec<Block> {
        let first = self.place(node).line + usize::from(code.fenced);
        let mut blocks = Vec::new();
        for (at, line) in code.literal.lines().enumerate() {
            let cursor = self.map.find_in_line(first + at, line);
            blocks.push(Block::Code(inline::code_spans(line, cursor, self.faults)));
        }
        blocks
    }

    fn list_items<'n>(&mut self, list: &'n AstNode<'n>, ordered: bool, first: usize) -> Vec<Block> {
        let mut items = Vec::new();
        for (at, item) in list.children().enumerate() {
            if matches!(item.data.borrow().value, NodeValue::TaskItem(_)) {
                self.report_unsupported(item);
                continue;
            }
            let mut spans = Vec::new();
            for part in item.children() {
                if !matches!(part.data.borrow().value, NodeValue::Paragraph) {
                    self.report_unsupported(part);
                    continue;
                }
                if !spans.is_empty() {
                    spans.push(inline::plain_span("\n", Emphasis::Plain, self.place(part)));
                }
                spans.extend(inline::spans(part, self.map, self.faults));
            }
            items.push(Block::Item {
                number: ordered.then_some(first + at),
                spans,
            });
        }
        items
    }

    fn table_rows<'n>(&mut self, node: &'n AstNode<'n>, table: &NodeTable) -> Vec<Block> {
        if table.num_columns > MAX_TABLE_COLUMNS {
            let message = Phrase::key("check.table-columns").with("most", MAX_TABLE_COLUMNS);
            let place = self.place(node);
            self.faults.push(Fault { place, message });
        }
        let rows = node.children().map(|row| {
            let is_head = matches!(row.data.borrow().value, NodeValue::TableRow(true));
            self.report_other_cells(row, table.num_columns);
            let (mut spans, mut cells) = (Vec::new(), Vec::new());
            for (at, cell) in row.children().enumerate() {
                if at > 0 {
                    spans.push(inline::plain_span(" | ", Emphasis::Plain, self.place(cell)));
                }
                let first = spans.len();
                spans.extend(inline::spans(cell, self.map, self.faults));
                cells.push(TextCell {
                    spans: first..spans.len(),
                    align: column_align(table.alignments.get(at).copied()),
                });
            }
            Block::Row {
                spans,
                cells,
                is_head,
            }
        });
        rows.collect()
    }

    /// Reports a row with more or fewer cells than the head of its table: Markdown leaves them out or empty without a word.
    fn report_other_cells<'n>(&mut self, row: &'n AstNode<'n>, columns: usize) {
        let count = self.map.cell_count(row.data.borrow().sourcepos.start.line);
        let key = match count.cmp(&columns) {
            Ordering::Greater => "check.table-cells",
            Ordering::Less => "check.missing-cells",
            Ordering::Equal => return,
        };
        let message = Phrase::key(key)
            .with("count", count)
            .with("columns", columns);
        let place = self.place(row);
        self.faults.push(Fault { place, message });
    }

    fn place<'n>(&self, node: &'n AstNode<'n>) -> Location {
        self.map
            .cursor_at(node.data.borrow().sourcepos.start)
            .place()
    }

    fn report_unsupported<'n>(&mut self, node: &'n AstNode<'n>) {
        let place = self.place(node);
        let what = element_name(&node.data.borrow().value);
        let message = Phrase::key("check.block").with("what", what);
        self.faults.push(Fault { place, message });
    }
}

fn column_align(align: Option<TableAlignment>) -> ColumnAlign {
    match align {
        None | Some(TableAlignment::None | TableAlignment::Left) => ColumnAlign::Left,
        Some(TableAlignment::Center) => ColumnAlign::Centre,
        Some(TableAlignment::Right) => ColumnAlign::Right,
    }
}

/// The name of an element of Markdown that cannot be shown.
pub(super) fn element_name(value: &NodeValue) -> Phrase {
    Phrase::key(match value {
        NodeValue::BlockQuote => "check.element.quote",
        NodeValue::Image(_) => "check.element.image",
        NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => "check.element.html",
        NodeValue::ThematicBreak => "check.element.rule",
        NodeValue::List(_) => "check.element.nested-list",
        NodeValue::TaskItem(_) => "check.element.task",
        NodeValue::FootnoteDefinition(_) | NodeValue::FootnoteReference(_) => {
            "check.element.footnote"
        }
        NodeValue::Table(_) => "check.element.table",
        NodeValue::CodeBlock(_) => "check.element.code",
        NodeValue::Heading(_) => "check.element.heading",
        _ => "check.element.other",
    })
}
