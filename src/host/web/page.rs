//! The page: one document for the vote page and the course page.

use crate::export::escape;
use crate::locale::Words;

/// The script of the page.
pub(super) const SCRIPT: &str = include_str!("page/page.js");
/// The style sheet of the page.
pub(super) const STYLE: &str = include_str!("page/page.css");
/// The document; `{{KEY}}` stands for the word of the key.
const TEMPLATE: &str = include_str!("page/page.html");

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
