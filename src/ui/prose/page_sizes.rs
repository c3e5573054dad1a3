//! The sizes of the text of a page in front of a class.

use super::TextSize;
use crate::app::ContentBlock;

/// A part of a page that has one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PagePart {
    /// The paragraph above the answers; all paragraphs of a page without answers.
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

/// The largest sizes for `content` with which all of it `fits`, part by part: a part that does not fit as a whole at double
/// size has the normal one.
pub(super) fn choose(
    content: &[ContentBlock],
    fits: impl Fn(&[TextSize]) -> bool,
) -> Vec<TextSize> {
    let parts = page_parts(content);
    let mut sizes = vec![TextSize::Normal; parts.len()];
    for part in PagePart::ALL {
        let mut larger = sizes.clone();
        for (size, own) in larger.iter_mut().zip(&parts) {
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

/// The part of each block; none for one that always has the normal size.
fn page_parts(content: &[ContentBlock]) -> Vec<Option<PagePart>> {
    use ContentBlock::{
        Answer, Code, Feedback, Goal, Heading, Hint, Item, Note, Paragraph, Success,
    };
    let is_prose = |block: &ContentBlock| matches!(block, Paragraph(_) | Item { .. } | Code(_));
    let answers = content
        .iter()
        .position(|block| matches!(block, Answer { .. }));
    let question = answers.and_then(|end| content.iter().take(end).rposition(is_prose));
    let part = |(at, block): (usize, &ContentBlock)| match block {
        Paragraph(_) | Item { .. } | Code(_) if question.is_none_or(|question| question == at) => {
            Some(PagePart::Question)
        }
        Paragraph(_) | Item { .. } | Code(_) => Some(PagePart::Body),
        Answer { .. } => Some(PagePart::Answers),
        Feedback { .. } | Success(_) => Some(PagePart::Feedback),
        Heading(_) => Some(PagePart::Heading),
        Goal { .. } | Hint { .. } | Note(_) => None,
    };
    content.iter().enumerate().map(part).collect()
}
