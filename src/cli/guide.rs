//! `relutor guide`: the author's guide.

mod reflow;

use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use super::CommandOutput;
use super::help::page_width;
use crate::locale::{Lang, Words};

/// The guide in every language that has one, English first.
const GUIDES: [(&str, &str); 2] = [
    ("en", include_str!("../../lessons/README.md")),
    ("ko", include_str!("../../lessons/README.ko.md")),
];

/// The pager without `PAGER`.
const USUAL_PAGER: &str = "less -R";

/// The text of the guide in `lang`, else in English. In its links to the guide in other languages, which are files of the
/// source, are the commands that print them.
pub(super) fn text(lang: &Lang) -> String {
    let own = GUIDES.iter().find(|(tag, _)| *tag == lang.tag());
    let [english, _] = GUIDES;
    let (_, text) = own.copied().unwrap_or(english);
    GUIDES.iter().fold(text.to_owned(), |text, (tag, _)| {
        let file = if *tag == "en" {
            "README.md".to_owned()
        } else {
            format!("README.{tag}.md")
        };
        without_link(&text, &file, &format!("`relutor guide --lang {tag}`"))
    })
}

/// `text` with `: command` in place of the target of a link to `file`.
fn without_link(text: &str, file: &str, command: &str) -> String {
    let Some((before, after)) = text.split_once(&format!("]({file})")) else {
        return text.to_owned();
    };
    match before.rsplit_once('[') {
        Some((before, label)) => format!("{before}{label}: {command}{after}"),
        None => text.to_owned(),
    }
}

/// Shows the guide in a pager where standard output is a terminal, else prints it.
pub(super) fn guide(words: &Words, environment: &dyn Fn(&str) -> Option<String>) -> CommandOutput {
    let text = text(words.lang());
    if io::stdout().is_terminal() {
        let chosen = environment("PAGER").filter(|pager| !pager.trim().is_empty());
        let page = reflow::reflow(&text, page_width());
        let mut pagers = chosen.into_iter().chain([USUAL_PAGER.to_owned()]);
        if pagers.any(|pager| show_in(&pager, &page)) {
            return CommandOutput::success(String::new());
        }
        return CommandOutput::success(page);
    }
    CommandOutput::success(text)
}

/// Shows `text` in `pager`, a command with arguments; false if it did not start.
fn show_in(pager: &str, text: &str) -> bool {
    let mut parts = pager.split_whitespace();
    let Some(program) = parts.next() else {
        return false;
    };
    let started = Command::new(program)
        .args(parts)
        .stdin(Stdio::piped())
        .spawn();
    let Ok(mut pager) = started else {
        return false;
    };
    if let Some(mut input) = pager.stdin.take() {
        // Who leaves the pager early closes the pipe.
        drop(input.write_all(text.as_bytes()));
    }
    pager.wait().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_links_to_no_file_beside_it() {
        for (tag, _) in GUIDES {
            let text = text(&Lang::of(tag));
            assert!(!text.contains("](README"), "{tag}");
            for (other, _) in GUIDES.iter().filter(|(other, _)| *other != tag) {
                let command = format!("relutor guide --lang {other}");
                assert!(text.contains(&command), "{tag}: {command}");
            }
        }
    }
}
