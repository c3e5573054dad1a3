//! The sizes of the text of a page in front of a class.

use super::TextSize;
use crate::app::{ContentBlock, Inline, RichText};

/// A part of a page that has one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PagePart {
    /// The sentence that asks; all paragraphs of a page without answers.
    Question,
    Answers,
    /// The feedback, or the line that the goals are met.
    Feedback,
    /// The paragraphs before the question.
    Body,
    Heading,
}

impl PagePart {
    /// All parts; the first ones are the most important to read from the back row.
    const ALL: [Self; 5] = [
        Self::Question,
        Self::Answers,
        Self::Feedback,
        Self::Body,
        Self::Heading,
    ];
}

/// The blocks of `content` with the largest sizes with which all of it `fits`, part by part: a part that does not fit as a
/// whole at double size has the normal one. The sentence that asks is a paragraph of its own where only it is large.
pub(super) fn choose(
    content: &[ContentBlock],
    fits: impl Fn(&[ContentBlock], &[TextSize]) -> bool,
) -> (Vec<ContentBlock>, Vec<TextSize>) {
    let question = question_index(content);
    let divided = question.and_then(|at| divide_question(content, at));
    let Some((blocks, at)) = divided.zip(question) else {
        let sizes = choose_sizes(&page_parts(content, question), |sizes| fits(content, sizes));
        return (content.to_vec(), sizes);
    };
    let parts = page_parts(&blocks, Some(at + 1));
    let mut sizes = choose_sizes(&parts, |sizes| fits(&blocks, sizes));
    if sizes.get(at) == sizes.get(at + 1) {
        sizes.remove(at);
        return (content.to_vec(), sizes);
    }
    (blocks, sizes)
}

fn choose_sizes(parts: &[Option<PagePart>], fits: impl Fn(&[TextSize]) -> bool) -> Vec<TextSize> {
    let mut sizes = vec![TextSize::Normal; parts.len()];
    for part in PagePart::ALL {
        let mut larger = sizes.clone();
        for (size, own) in larger.iter_mut().zip(parts) {
            if *own == Some(part) {
                *size = TextSize::Large;
            }
        }
        if larger != sizes && fits(&larger) {
            sizes = larger;
        }
    }
    sizes
}

fn is_prose(block: &ContentBlock) -> bool {
    match block {
        ContentBlock::Paragraph(_) | ContentBlock::Item { .. } | ContentBlock::Code(_) => true,
        // A table at double size would seldom fit.
        ContentBlock::Table(_)
        | ContentBlock::Heading(_)
        | ContentBlock::Answer { .. }
        | ContentBlock::Feedback { .. }
        | ContentBlock::Goal { .. }
        | ContentBlock::Success(_)
        | ContentBlock::Hint { .. }
        | ContentBlock::Note(_)
        | ContentBlock::Prompt(_) => false,
    }
}

/// The index of the last prose above the answers; none without answers.
fn question_index(content: &[ContentBlock]) -> Option<usize> {
    let is_answer = |block: &ContentBlock| matches!(block, ContentBlock::Answer { .. });
    let answers = content.iter().position(is_answer)?;
    content.iter().take(answers).rposition(is_prose)
}

/// The part of each block; none for one that always has the normal size. Without a `question`, all prose belongs to it.
fn page_parts(content: &[ContentBlock], question: Option<usize>) -> Vec<Option<PagePart>> {
    let part = |(at, block): (usize, &ContentBlock)| match block {
        ContentBlock::Paragraph(_) | ContentBlock::Item { .. } | ContentBlock::Code(_) => {
            let asks = question.is_none_or(|question| question == at);
            Some(if asks {
                PagePart::Question
            } else {
                PagePart::Body
            })
        }
        ContentBlock::Answer { .. } => Some(PagePart::Answers),
        ContentBlock::Feedback { .. } | ContentBlock::Success(_) => Some(PagePart::Feedback),
        ContentBlock::Heading(_) => Some(PagePart::Heading),
        ContentBlock::Goal { .. }
        | ContentBlock::Table(_)
        | ContentBlock::Hint { .. }
        | ContentBlock::Note(_)
        | ContentBlock::Prompt(_) => None,
    };
    content.iter().enumerate().map(part).collect()
}

/// `content` with the paragraph at `at` divided into what comes before its question and the question. None if it is no
/// paragraph or has nothing before it.
fn divide_question(content: &[ContentBlock], at: usize) -> Option<Vec<ContentBlock>> {
    let ContentBlock::Paragraph(text) = content.get(at)? else {
        return None;
    };
    let (before, question) = divide(text, question_start(text)?);
    let mut blocks = content.to_vec();
    let both = [before, question].map(ContentBlock::Paragraph);
    blocks.splice(at..=at, both);
    Some(blocks)
}

/// The byte at which the last sentence with a question mark begins, else the last sentence; none if that is the first one.
fn question_start(text: &RichText) -> Option<usize> {
    let whole: String = text.iter().map(|inline| inline.text.as_str()).collect();
    let ends = whole.match_indices(['.', '?', '!']);
    let starts: Vec<usize> = ends
        .filter_map(|(at, mark)| {
            let rest = whole.get(at + mark.len()..)?;
            let sentence = rest.trim_start();
            (rest.starts_with(char::is_whitespace) && !sentence.is_empty())
                .then(|| whole.len() - sentence.len())
        })
        .collect();
    let asks = |start: &&usize| whole.get(**start..).is_some_and(|rest| rest.contains('?'));
    starts.iter().rfind(asks).or_else(|| starts.last()).copied()
}

/// `text` before and from byte `at` on, without the blanks between.
fn divide(text: &RichText, at: usize) -> (RichText, RichText) {
    let (mut before, mut after) = (RichText::new(), RichText::new());
    let mut start = 0;
    for inline in text {
        let cut = at.saturating_sub(start).min(inline.text.len());
        start += inline.text.len();
        let (head, tail) = inline
            .text
            .split_at_checked(cut)
            .unwrap_or((&inline.text, ""));
        let part = |text: &str| Inline {
            text: text.to_owned(),
            ..inline.clone()
        };
        if !head.is_empty() {
            before.push(part(head));
        }
        if !tail.is_empty() {
            after.push(part(tail));
        }
    }
    if let Some(last) = before.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::InlineKind;
    use crate::lesson::Emphasis;

    fn words(text: &str) -> Inline {
        Inline {
            text: text.to_owned(),
            emphasis: Emphasis::Plain,
            kind: InlineKind::Words,
        }
    }

    fn paragraph(text: &str) -> ContentBlock {
        ContentBlock::Paragraph(vec![words(text)])
    }

    fn answer(number: usize) -> ContentBlock {
        ContentBlock::Answer {
            number,
            text: vec![words("yes")],
            status: crate::app::AnswerStatus::Open,
            predicted: false,
            votes: Some(Vec::new()),
        }
    }

    /// The paragraphs of a page with this paragraph and an answer, where `rows` rows fit: 2 for a large block, else 1.
    fn chosen(text: &str, rows: usize) -> Vec<(String, TextSize)> {
        let content = [paragraph(text), answer(1)];
        let needed = |size: &TextSize| if *size == TextSize::Large { 2 } else { 1 };
        let fits = |_: &[ContentBlock], sizes: &[TextSize]| {
            sizes.iter().map(needed).sum::<usize>() <= rows
        };
        let (blocks, sizes) = choose(&content, fits);
        assert_eq!(blocks.len(), sizes.len());
        let texts = blocks.iter().zip(sizes);
        let texts = texts.filter_map(|(block, size)| {
            let ContentBlock::Paragraph(text) = block else {
                return None;
            };
            let text = text.iter().map(|inline| inline.text.as_str()).collect();
            Some((text, size))
        });
        texts.collect()
    }

    #[test]
    fn the_sentence_that_asks_is_large_where_the_paragraph_is_not() {
        let text = "The bias is 0.5. Where is the kink? Look at the chart.";
        let (large, normal) = (TextSize::Large, TextSize::Normal);
        let question = ("Where is the kink? Look at the chart.".to_owned(), large);
        let before = ("The bias is 0.5.".to_owned(), normal);
        assert_eq!(chosen(text, 4), [before, question]);
        assert_eq!(chosen(text, 6), [(text.to_owned(), large)]);
        assert_eq!(chosen(text, 3), [(text.to_owned(), normal)]);
    }

    #[test]
    fn the_last_sentence_asks_where_none_has_a_question_mark() {
        let texts = |text| chosen(text, 4).into_iter().map(|(text, _)| text);
        let texts = |text| texts(text).collect::<Vec<_>>();
        assert_eq!(texts("One. Two 1.5!"), ["One.", "Two 1.5!"]);
        assert_eq!(texts("One sentence."), ["One sentence."]);
        assert_eq!(
            texts("꺾이는 곳은 0이에요. 어디로 갈까요?"),
            ["꺾이는 곳은 0이에요.", "어디로 갈까요?"]
        );
        assert_eq!(texts("No end"), ["No end"]);
        assert_eq!(texts(""), [""]);
    }

    #[test]
    fn a_sentence_is_divided_across_styles() {
        let strong = Inline {
            emphasis: Emphasis::Strong,
            ..words("kink")
        };
        let text = vec![words("First. Where is the "), strong.clone(), words("? ")];
        let start = question_start(&text).unwrap();
        assert_eq!(
            divide(&text, start),
            (
                vec![words("First.")],
                vec![words("Where is the "), strong, words("? ")]
            )
        );
    }
}
