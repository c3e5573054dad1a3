//! The progress bar of a check.

use std::io::{self, IsTerminal, Write};

use crate::locale::{Phrase, Words};

/// Columns between the brackets of the bar.
const WIDTH: usize = 30;
/// Moves to the start of the line and erases it.
const CLEAR: &str = "\r\x1b[K";

/// A bar on one line, which is erased at the end of the check.
pub(super) struct ProgressBar<'a, W: Write> {
    /// The terminal; `None` draws no bar.
    out: Option<W>,
    words: &'a Words,
    /// The line on the terminal.
    drawn: String,
}

impl<'a> ProgressBar<'a, io::Stderr> {
    /// A bar on standard error, if that is a terminal that can erase a line.
    pub(super) fn on_terminal(
        words: &'a Words,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let err = io::stderr();
        let is_dumb = environment("TERM").is_none_or(|term| term == "dumb");
        Self::new((err.is_terminal() && !is_dumb).then_some(err), words)
    }
}

impl<'a, W: Write> ProgressBar<'a, W> {
    /// No bar.
    pub(super) fn hidden(words: &'a Words) -> Self {
        Self::new(None, words)
    }

    fn new(out: Option<W>, words: &'a Words) -> Self {
        Self {
            out,
            words,
            drawn: String::new(),
        }
    }

    /// Draws `done` of `all` checks; erases the bar after the last one.
    pub(super) fn update(&mut self, done: usize, all: usize) {
        let Some(out) = &mut self.out else {
            return;
        };
        let line = if done < all {
            line(done, all, self.words)
        } else {
            CLEAR.to_owned()
        };
        if line != self.drawn {
            // The check continues when the bar cannot be drawn.
            drop(write!(out, "{line}").and_then(|()| out.flush()));
            self.drawn = line;
        }
    }
}

fn line(done: usize, all: usize, words: &Words) -> String {
    let full = WIDTH * done / all.max(1);
    let bar = "#".repeat(full) + &"-".repeat(WIDTH - full);
    let message = Phrase::key("cli.check.progress")
        .with("done", done)
        .with("all", all);
    format!("{CLEAR}[{bar}] {}", words.format(&message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn the_bar_fills_and_is_erased_at_the_end() {
        let words = Words::load(&Lang::english()).unwrap();
        let mut out = Vec::new();
        let mut progress = ProgressBar::new(Some(&mut out), &words);
        for done in 1..=3 {
            progress.update(done, 3);
        }
        let drawn = String::from_utf8(out).unwrap();
        let lines: Vec<_> = drawn.split(CLEAR).skip(1).collect();
        assert_eq!(lines.len(), 3, "{drawn:?}");
        assert!(lines[0].starts_with("[##########----"), "{drawn:?}");
        assert!(
            lines[1].starts_with("[####################----"),
            "{drawn:?}"
        );
        assert_eq!(lines[2], "");
    }

    #[test]
    fn a_hidden_bar_draws_nothing() {
        let words = Words::load(&Lang::english()).unwrap();
        let mut progress = ProgressBar::<Vec<u8>>::hidden(&words);
        progress.update(1, 2);
        assert_eq!(progress.drawn, "");
    }
}
