//! The results of a learner as an HTML page.

use std::fmt::Write as _;

use super::escape;
use crate::locale::Lang;

/// A part of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultPart {
    /// The heading of the parts below it.
    Heading(String),
    /// A line.
    Line(String),
    /// An item of a list.
    Item(String),
}

/// The style sheet.
const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color:#111;background:#fff}\
li{margin:.3rem 0}@media print{body{margin:0;max-width:none}}";

/// A page titled `title`, which loads no other file.
pub fn results_page(title: &str, lang: &Lang, parts: &[ResultPart]) -> String {
    let title = escape(title);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        lang.tag(),
    );
    let mut is_in_list = false;
    for part in parts {
        let is_item = matches!(part, ResultPart::Item(_));
        if is_item != is_in_list {
            html.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
            is_in_list = is_item;
        }
        // Writing to a string cannot fail.
        let _infallible = match part {
            ResultPart::Heading(heading) => writeln!(html, "<h2>{}</h2>", escape(heading)),
            ResultPart::Line(line) => writeln!(html, "<p>{}</p>", escape(line)),
            ResultPart::Item(item) => writeln!(html, "<li>{}</li>", escape(item)),
        };
    }
    html.push_str(if is_in_list { "</ul>\n" } else { "" });
    html.push_str("</main>\n</body>\n</html>\n");
    html
}
