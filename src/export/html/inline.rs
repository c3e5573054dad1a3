//! Text with emphasis, keys and links.

use super::escape;
use crate::app::{Inline, InlineKind, RichText};
use crate::lesson::Emphasis;
use crate::text::join_formulas;

/// Text in which no line ends inside a formula. Terms link to the page `glossary`.
pub(super) fn rich(text: &RichText, glossary: &str) -> String {
    let spans: Vec<&str> = text.iter().map(|inline| inline.text.as_str()).collect();
    let joined = join_formulas(&spans);
    let parts = text.iter().zip(&joined).map(|(part, joined)| {
        // Code is copied.
        let is_code = part.emphasis == Emphasis::Code;
        inline(part, if is_code { &part.text } else { joined }, glossary)
    });
    parts.collect()
}

/// The text of a block of code.
pub(super) fn code(text: &RichText, glossary: &str) -> String {
    text.iter()
        .map(|part| inline(part, &part.text, glossary))
        .collect()
}

/// The anchor of a term in the glossary.
pub(super) fn term_anchor(name: &str) -> String {
    let name = name.chars();
    let letters = name.map(|c| if c.is_alphanumeric() { c } else { '-' });
    format!("term-{}", letters.collect::<String>())
}

fn inline(inline: &Inline, text: &str, glossary: &str) -> String {
    let text = escape(text);
    let text = match &inline.kind {
        InlineKind::Words | InlineKind::Citation | InlineKind::Figure => text,
        InlineKind::Live => format!("<span class=\"live\">{text}</span>"),
        InlineKind::Key => format!("<kbd>{text}</kbd>"),
        InlineKind::Term(name) => {
            format!("<a href=\"{glossary}#{}\">{text}</a>", term_anchor(name))
        }
        InlineKind::Link(address) => format!("<a href=\"{}\">{text}</a>", escape(address)),
        InlineKind::Foreign => format!("<span class=\"foreign\">{text}</span>"),
    };
    match inline.emphasis {
        Emphasis::Plain => text,
        Emphasis::Stressed => format!("<em>{text}</em>"),
        Emphasis::Strong => format!("<strong>{text}</strong>"),
        Emphasis::Code => format!("<code>{text}</code>"),
    }
}
