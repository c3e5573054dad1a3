//! The page: one document for the vote page and the course page.

use std::sync::LazyLock;

use crate::export::escape;
use crate::locale::Words;

/// The script of the page.
pub(super) static SCRIPT: LazyLock<String> =
    LazyLock::new(|| without_indentation(include_str!("page/page.js")));
/// The style sheet of the page.
pub(super) static STYLE: LazyLock<String> =
    LazyLock::new(|| without_indentation(include_str!("page/page.css")));
/// The document; `{{KEY}}` stands for the word of the key.
const TEMPLATE: &str = include_str!("page/page.html");

/// The lines of `text` without indentation and without comments on lines of their own, which only authors read.
fn without_indentation(text: &str) -> String {
    let lines = text.lines().map(str::trim_start);
    let is_comment = |line: &&str| line.starts_with("//") || line.starts_with("/*");
    lines
        .filter(|line| !is_comment(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The document in the language of `words`.
pub(super) fn html(words: &Words) -> String {
    let mut html = String::new();
    let mut rest = TEMPLATE;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (key, after) = behind.split_once("}}").unwrap_or((behind, ""));
        html.push_str(before);
        html.push_str(&match key {
            "lang" => escape(words.lang().tag()),
            key => escape(&words.get(key)),
        });
        rest = after;
    }
    html.push_str(rest);
    html
}
