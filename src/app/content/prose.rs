//! Prose with its slots filled in.

use super::conditions::option_label;
use super::page_writer::PageWriter;
use super::{ContentBlock, Inline, InlineKind, RichText, TextTable};
use crate::app::context::mark_language;
use crate::app::session::StatedState;
use crate::lab::Value;
use crate::lesson::{Block, Emphasis, Localized, Span, Subject};
use crate::locale::{Lang, Slot, SlotSource, SlotValue, TemplatePart};
use crate::text::NO_BREAK_SPACE;

impl PageWriter<'_> {
    /// A prose as blocks, with the numbers of the state `stated`.
    pub(super) fn prose(&self, text: Localized<'_>, stated: StatedState) -> Vec<ContentBlock> {
        let (prose, mark) = match text {
            Localized::Translated(prose) => (prose, None),
            Localized::Foreign { lang, prose } => (prose, Some(missing_translation_mark(lang))),
            Localized::Missing => return Vec::new(),
        };
        let mut mark = mark.into_iter();
        let mut blocks: Vec<ContentBlock> = Vec::new();
        for block in &prose.blocks {
            let next = match block {
                Block::Paragraph(spans) => {
                    ContentBlock::Paragraph(self.rich(mark.next(), spans, stated))
                }
                Block::Item { number, spans } => ContentBlock::Item {
                    number: *number,
                    text: self.rich(mark.next(), spans, stated),
                },
                Block::Code(spans) => ContentBlock::Code(self.rich(mark.next(), spans, stated)),
                Block::Row {
                    spans,
                    cells,
                    is_head,
                } => {
                    let texts = cells.iter().map(|cell| {
                        let spans = spans.get(cell.spans.clone()).unwrap_or_default();
                        self.rich(mark.next(), spans, stated)
                    });
                    let texts: Vec<_> = texts.collect();
                    match blocks.last_mut() {
                        Some(ContentBlock::Table(table)) if !is_head => {
                            table.rows.push(texts);
                            continue;
                        }
                        _ => ContentBlock::Table(TextTable {
                            columns: cells.iter().map(|cell| cell.align).collect(),
                            head: texts,
                            rows: Vec::new(),
                        }),
                    }
                }
            };
            blocks.push(next);
        }
        blocks
    }

    /// A prose as one paragraph, with the numbers of the state `stated`.
    pub(super) fn line(&self, text: Localized<'_>, stated: StatedState) -> RichText {
        let (prose, mut line) = match text {
            Localized::Translated(prose) => (prose, RichText::new()),
            Localized::Foreign { lang, prose } => (prose, vec![missing_translation_mark(lang)]),
            Localized::Missing => return RichText::new(),
        };
        for (at, block) in prose.blocks.iter().enumerate() {
            if at > 0 {
                line.push(Inline::words(" "));
            }
            let spans = block.spans();
            line.extend(self.rich(None, spans, stated));
        }
        line
    }

    fn rich(&self, mark: Option<Inline>, spans: &[Span], stated: StatedState) -> RichText {
        let mut rich: RichText = mark.into_iter().collect();
        for span in spans {
            for part in span.text.parts() {
                let (mut text, kind) = match part {
                    TemplatePart::Text(text) => (text.clone(), kind_of_text(span)),
                    TemplatePart::Slot(slot) => self.slot(slot, stated),
                };
                if is_lesson_number(part)
                    && let Some(Inline { text: before, .. }) = rich.last_mut()
                    && before.ends_with(' ')
                {
                    // A line never ends between the word lesson and its number.
                    before.pop();
                    before.push(NO_BREAK_SPACE);
                }
                match rich.last_mut() {
                    Some(before) if kind == InlineKind::Key => {
                        self.context.reword_before_key(&mut before.text);
                    }
                    Some(before) if before.kind == InlineKind::Key => {
                        self.context.reword_after_key(&mut text);
                    }
                    Some(_) | None => {}
                }
                rich.push(Inline {
                    text,
                    emphasis: span.emphasis,
                    kind,
                });
            }
        }
        rich
    }

    fn slot(&self, slot: &Slot, stated: StatedState) -> (String, InlineKind) {
        let (filled, kind) = match &slot.source {
            SlotSource::Value(name) => (self.value(name, stated), InlineKind::Live),
            SlotSource::Fact(name) => {
                let value = self
                    .lesson()
                    .facts
                    .get(name)
                    .map_or(f64::NAN, |fact| fact.value);
                (SlotValue::Number(value), InlineKind::Words)
            }
            SlotSource::Key(name) => (
                SlotValue::Text(self.context.key_text(name)),
                InlineKind::Key,
            ),
            SlotSource::Citation(name) => {
                (SlotValue::Text(self.citation(name)), InlineKind::Citation)
            }
            SlotSource::Term(name) => (
                SlotValue::Text(self.context.term(name)),
                InlineKind::Term(name.clone()),
            ),
            SlotSource::Figure(id) => (
                SlotValue::Text(self.figure_name(id, stated)),
                InlineKind::Figure,
            ),
            SlotSource::Lesson(name) => (
                SlotValue::Text(self.context.lesson_number(name)),
                InlineKind::Words,
            ),
        };
        (self.context.words().format_slot(slot, &filled), kind)
    }

    /// The number of a source in the prose: `[1]`.
    fn citation(&self, name: &str) -> String {
        self.lesson()
            .source_number(name)
            .map_or_else(|| format!("[{name}]"), |number| format!("[{number}]"))
    }

    /// The title of a figure of the step in quotes: “Slope of the sum”.
    fn figure_name(&self, id: &str, stated: StatedState) -> String {
        let figure = self
            .session
            .stated_lab(stated)
            .and_then(|lab| lab.figure(id));
        let words = self.context.words();
        figure.map_or_else(|| id.to_owned(), |figure| words.format(&figure.name()))
    }

    fn value(&self, name: &str, stated: StatedState) -> SlotValue {
        let Some(lab) = self.session.stated_lab(stated) else {
            return SlotValue::Number(f64::NAN);
        };
        match (lab.number(name), lab.values().get(name)) {
            (Some(number), _) => SlotValue::Number(number),
            (None, Some(Value::Choice(option))) => {
                let subject = Subject::Control(name.to_owned());
                SlotValue::Text(
                    self.context
                        .words()
                        .format(&option_label(lab, &subject, option)),
                )
            }
            (None, Some(Value::Text(text))) => SlotValue::Text(text.to_string()),
            (None, Some(Value::Number(_)) | None) => SlotValue::Number(f64::NAN),
        }
    }
}

/// The kind of the words of `span`.
fn kind_of_text(span: &Span) -> InlineKind {
    let address = span.link.clone();
    address.map_or(InlineKind::Words, InlineKind::Link)
}

/// The mark before prose in `lang`, whose translation is missing.
fn missing_translation_mark(lang: &Lang) -> Inline {
    Inline {
        text: mark_language(lang, ""),
        emphasis: Emphasis::Plain,
        kind: InlineKind::Foreign,
    }
}

fn is_lesson_number(part: &TemplatePart) -> bool {
    match part {
        TemplatePart::Slot(slot) => matches!(slot.source, SlotSource::Lesson(_)),
        TemplatePart::Text(_) => false,
    }
}
