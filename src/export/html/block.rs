//! The blocks of a text: paragraphs, lists, answers with what is said to them, goals and hints.

use std::fmt::Write as _;

use super::escape;
use super::inline::{code, rich};
use crate::app::{AnswerStatus, App, ContentBlock, Edition, RichText, TextTable};
use crate::lesson::ColumnAlign;
use crate::locale::Phrase;

/// Writes blocks of text.
pub(super) struct BlockWriter<'a> {
    pub(super) app: &'a App,
    pub(super) edition: Edition,
    /// The page to which terms link.
    pub(super) glossary: &'a str,
}

impl BlockWriter<'_> {
    /// The blocks of `content`; adjacent items share a list, and what is said to an answer follows it in the same item.
    pub(super) fn content(&self, content: &[ContentBlock]) -> String {
        let mut html = String::new();
        let mut open = None;
        let mut rest = content.iter().peekable();
        while let Some(block) = rest.next() {
            let list = list_element(block);
            if list != open {
                close(&mut html, open);
                open = list;
                if let Some(list) = list {
                    let _ = writeln!(html, "<{list}>");
                }
            }
            let ContentBlock::Answer { text, status, .. } = block else {
                self.block(&mut html, block);
                continue;
            };
            html.push_str(&self.answer(text, *status));
            while let Some(said) = rest.next_if(|next| is_said_to_answer(next)) {
                self.block(&mut html, said);
            }
            html.push_str("</li>\n");
        }
        close(&mut html, open);
        html
    }

    /// The start of the item of an answer; the right one has a mark.
    fn answer(&self, text: &RichText, status: AnswerStatus) -> String {
        let text = self.rich(text);
        match status {
            AnswerStatus::Right => {
                let right = escape(&self.app.words().get("ui.handout.right"));
                format!("<li class=\"right\">{text} <strong>✓ {right}</strong>")
            }
            AnswerStatus::Open | AnswerStatus::Wrong | AnswerStatus::Other => {
                format!("<li class=\"answer\">{text}")
            }
        }
    }

    fn rich(&self, text: &RichText) -> String {
        rich(text, self.glossary)
    }

    /// A table with its headings.
    fn table(&self, table: &TextTable) -> String {
        let row = |element: &str, cells: &[RichText]| {
            let cells = cells.iter().zip(&table.columns).map(|(text, align)| {
                let align = match align {
                    ColumnAlign::Left => "left",
                    ColumnAlign::Centre => "center",
                    ColumnAlign::Right => "right",
                };
                let text = self.rich(text);
                format!("<{element} style=\"text-align:{align}\">{text}</{element}>")
            });
            format!("<tr>{}</tr>", cells.collect::<String>())
        };
        let body: String = table.rows.iter().map(|cells| row("td", cells)).collect();
        let head = row("th", &table.head);
        format!("<table><thead>{head}</thead><tbody>{body}</tbody></table>")
    }

    fn block(&self, html: &mut String, block: &ContentBlock) {
        let words = self.app.words();
        let _ = match block {
            ContentBlock::Heading(text) => writeln!(html, "<h3>{}</h3>", escape(text)),
            ContentBlock::Paragraph(text) => writeln!(html, "<p>{}</p>", self.rich(text)),
            ContentBlock::Item { text, .. } | ContentBlock::Answer { text, .. } => {
                writeln!(html, "<li>{}</li>", self.rich(text))
            }
            ContentBlock::Code(text) => {
                writeln!(html, "<pre>{}</pre>", code(text, self.glossary))
            }
            ContentBlock::Table(table) => writeln!(html, "{}", self.table(table)),
            ContentBlock::Feedback { text, status } => {
                let label = match status {
                    // The principle of a challenge stands below no answer.
                    AnswerStatus::Right => {
                        let label = escape(&words.get("ui.transcript.principle"));
                        format!("<strong>{label}:</strong> ")
                    }
                    AnswerStatus::Open | AnswerStatus::Wrong | AnswerStatus::Other => String::new(),
                };
                writeln!(html, "<p class=\"said\">{label}{}</p>", self.rich(text))
            }
            ContentBlock::Goal { conditions, .. } => {
                let texts: Vec<_> = conditions.iter().map(|tick| escape(&tick.text)).collect();
                writeln!(html, "<li class=\"goal\">{}</li>", texts.join(", "))
            }
            ContentBlock::Hint { number, of, text } => self.hint(html, (*number, *of), text),
            ContentBlock::Success(text) | ContentBlock::Note(text) | ContentBlock::Prompt(text) => {
                writeln!(html, "<p class=\"note\">{}</p>", escape(text))
            }
        };
    }

    /// A hint: closed until a learner asks for it, and open for others.
    fn hint(
        &self,
        html: &mut String,
        (number, of): (usize, usize),
        text: &RichText,
    ) -> std::fmt::Result {
        let label = Phrase::key("ui.hint").with("number", number).with("of", of);
        let label = escape(&self.app.words().format(&label));
        let text = self.rich(text);
        match self.edition {
            Edition::Student => writeln!(
                html,
                "<details class=\"hint\"><summary>{label}</summary><p>{text}</p></details>"
            ),
            Edition::Answered | Edition::Teacher => {
                writeln!(
                    html,
                    "<p class=\"hint\"><strong>{label}</strong> {text}</p>"
                )
            }
        }
    }
}

/// Whether `block` speaks of the answer before it.
fn is_said_to_answer(block: &ContentBlock) -> bool {
    matches!(block, ContentBlock::Feedback { .. } | ContentBlock::Note(_))
}

/// The list element of a content block.
fn list_element(block: &ContentBlock) -> Option<&'static str> {
    match block {
        ContentBlock::Answer { .. }
        | ContentBlock::Item {
            number: Some(_), ..
        } => Some("ol"),
        ContentBlock::Item { number: None, .. } | ContentBlock::Goal { .. } => Some("ul"),
        ContentBlock::Heading(_)
        | ContentBlock::Paragraph(_)
        | ContentBlock::Code(_)
        | ContentBlock::Table(_)
        | ContentBlock::Feedback { .. }
        | ContentBlock::Success(_)
        | ContentBlock::Hint { .. }
        | ContentBlock::Note(_)
        | ContentBlock::Prompt(_) => None,
    }
}

fn close(html: &mut String, list: Option<&str>) {
    if let Some(list) = list {
        let _ = writeln!(html, "</{list}>");
    }
}
