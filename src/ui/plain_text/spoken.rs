//! Blocks of text for listeners: in words, without signs that a screen reader spells out.

use super::PlainText;
use crate::app::{AnswerStatus, ConditionStatus, ContentBlock, RichText};
use crate::figure::Figure;
use crate::locale::{Phrase, Words};

/// Marks beside words that say the same.
const MARKS: [&str; 6] = ["✓ ", "✗ ", "○ ", "● ", "▸ ", "◂ "];

/// Signs of units: alone, beside a word that says the same, and the key of the word.
const UNIT_SIGNS: [(&str, &str, &str); 2] =
    [("■", "■ ", "ui.spoken.on"), ("□", "□ ", "ui.spoken.off")];

impl PlainText<'_> {
    /// Blocks of text, each after an empty line. The items of a list and the lines of code stay together.
    pub(super) fn spoken_blocks(&self, content: &[ContentBlock]) -> Vec<String> {
        let blocks = content.iter().enumerate().flat_map(|(at, block)| {
            let mut lines = self.spoken_block(block);
            let before = at.checked_sub(1).and_then(|before| content.get(before));
            if before.is_some_and(|before| !continues_list(block) && !continues_code(before, block))
            {
                lines.insert(0, String::new());
            }
            lines
        });
        blocks.collect()
    }

    fn spoken_block(&self, block: &ContentBlock) -> Vec<String> {
        match block {
            ContentBlock::Heading(text)
            | ContentBlock::Success(text)
            | ContentBlock::Note(text)
            | ContentBlock::Prompt(text) => self.speak(text, ""),
            ContentBlock::Paragraph(text) | ContentBlock::Feedback { text, .. } => {
                self.speak(&plain(text), "")
            }
            ContentBlock::Code(text) => plain(text).lines().map(str::to_owned).collect(),
            // Each row with the headings of its cells: nobody hears in which column a cell stands.
            ContentBlock::Table(table) => {
                let rows = table.rows.iter().flat_map(|row| {
                    let cells = table.head.iter().zip(row);
                    let cells =
                        cells.map(|(head, cell)| format!("{}: {}", plain(head), plain(cell)));
                    self.speak(&format!("- {}", cells.collect::<Vec<_>>().join("; ")), "  ")
                });
                rows.collect()
            }
            ContentBlock::Item { number, text } => {
                let number = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
                self.speak(&format!("{number} {}", plain(text)), "  ")
            }
            ContentBlock::Answer {
                number,
                text,
                status,
                predicted,
                votes: _,
            } => {
                let mark = predicted.then(|| self.words.get("ui.predicted"));
                let marks = self.marks(*status, mark);
                self.speak(&format!("{number}) {}{marks}", plain(text)), "   ")
            }
            ContentBlock::Goal { met, conditions } => {
                let conditions = conditions.iter().map(|it| self.condition(it, *met));
                let conditions = conditions.collect::<Vec<_>>().join(", ");
                let key = if *met {
                    "ui.spoken.goal-met"
                } else {
                    "ui.spoken.goal"
                };
                let goal = Phrase::key(key).with("conditions", conditions);
                self.speak(&self.words.format(&goal), "  ")
            }
            ContentBlock::Hint { number, of, text } => {
                let label = Phrase::key("ui.hint")
                    .with("number", *number)
                    .with("of", *of);
                let label = self.words.format(&label);
                self.speak(&format!("{label} {}", plain(text)), "")
            }
        }
    }

    /// The status of an answer in brackets, behind a blank; empty while it is open.
    pub fn answer_status(&self, status: AnswerStatus) -> String {
        self.marks(status, None)
    }

    fn marks(&self, status: AnswerStatus, mark: Option<String>) -> String {
        let status = match status {
            AnswerStatus::Right => Some(self.words.get("ui.spoken.right")),
            AnswerStatus::Wrong => Some(self.words.get("ui.spoken.wrong")),
            AnswerStatus::Open | AnswerStatus::Other => None,
        };
        let marks: Vec<_> = status.into_iter().chain(mark).collect();
        if marks.is_empty() {
            String::new()
        } else {
            format!(" ({})", marks.join(", "))
        }
    }

    /// A figure in words below its title; of one that consists of sentences, these.
    pub(super) fn spoken_figure(&self, figure: &Figure) -> Vec<String> {
        let (title, indent) = match figure {
            Figure::Lines(_) => (Vec::new(), ""),
            Figure::Plot(_)
            | Figure::Heat(_)
            | Figure::Bars(_)
            | Figure::Panels(_)
            | Figure::Table(_)
            | Figure::Diagram(_)
            | Figure::Lanes(_)
            | Figure::Pixels(_) => (self.speak(&self.words.format(figure.title()), ""), "  "),
        };
        let sentences = figure.describe().into_iter().flat_map(|sentence| {
            let sentence = format!("{indent}{}", self.words.format(&sentence));
            self.speak(&sentence, indent)
        });
        title.into_iter().chain(sentences).collect()
    }

    /// A condition with its present value, as long as its goal is open.
    fn condition(&self, condition: &ConditionStatus, goal_met: bool) -> String {
        match &condition.now {
            Some(now) if !goal_met => {
                let phrase = Phrase::key("ui.spoken.now")
                    .with("condition", condition.text.clone())
                    .with("now", now.clone());
                self.words.format(&phrase)
            }
            Some(_) | None => condition.text.clone(),
        }
    }

    /// `text` without signs, wrapped.
    pub(super) fn speak(&self, text: &str, indent: &str) -> Vec<String> {
        self.wrap(&spoken_text(text, self.words), indent)
    }
}

/// `text` without the signs that a screen reader spells out: beside a word they are left out, alone they are said in words.
pub fn spoken_text(text: &str, words: &Words) -> String {
    let without_marks = MARKS
        .iter()
        .fold(text.to_owned(), |text, sign| text.replace(sign, ""));
    UNIT_SIGNS
        .iter()
        .fold(without_marks, |text, (sign, beside, key)| {
            text.replace(beside, "").replace(sign, &words.get(key))
        })
}

/// Whether no empty line stands before `block`.
fn continues_list(block: &ContentBlock) -> bool {
    match block {
        ContentBlock::Item { .. } | ContentBlock::Answer { .. } | ContentBlock::Goal { .. } => true,
        ContentBlock::Heading(_)
        | ContentBlock::Paragraph(_)
        | ContentBlock::Code(_)
        | ContentBlock::Table(_)
        | ContentBlock::Feedback { .. }
        | ContentBlock::Success(_)
        | ContentBlock::Hint { .. }
        | ContentBlock::Note(_)
        | ContentBlock::Prompt(_) => false,
    }
}

fn continues_code(before: &ContentBlock, block: &ContentBlock) -> bool {
    matches!(
        (before, block),
        (ContentBlock::Code(_), ContentBlock::Code(_))
    )
}

fn plain(text: &RichText) -> String {
    text.iter().map(|inline| inline.text.as_str()).collect()
}
