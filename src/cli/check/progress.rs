//! How far a check has come, as a bar on a terminal.

use std::io::{self, IsTerminal, Write};

use crate::locale::{Phrase, Words};

/// Columns between the brackets of the bar.
const WIDTH: usize = 30;
/// Back to the beginning of the line, and nothing on it.
const CLEAR: &str = "\r\x1b[K";

/// A bar on one line that is gone when the check is over.
pub(super) struct Progress<'a, W: Write> {
    /// Where it is drawn; nowhere where nobody looks.
    out: Option<W>,
    words: &'a Words,
    drawn: String,
}

impl<'a> Progress<'a, io::Stderr> {
    /// On standard error, if that is a terminal that can wipe out a line.
    pub(super) fn on_terminal(
        words: &'a Words,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let err = io::stderr();
        let is_dumb = environment("TERM").is_none_or(|term| term == "dumb");
        Self::new((err.is_terminal() && !is_dumb).then_some(err), words)
    }
}

impl<'a, W: Write> Progress<'a, W> {
    /// Told to nobody.
    pub(super) fn nowhere(words: &'a Words) -> Self {
        Self::new(None, words)
    }

    fn new(out: Option<W>, words: &'a Words) -> Self {
        Self {
            out,
            words,
            drawn: String::new(),
        }
    }

    /// Draws that `done` of `all` pieces are done; takes the bar away with the last.
    pub(super) fn tell(&mut self, done: usize, all: usize) {
        let Some(out) = &mut self.out else {
            return;
        };
        let line = if done < all {
            line(done, all, self.words)
        } else {
            CLEAR.to_owned()
        };
        if line != self.drawn {
            // A bar that cannot be drawn is no reason to stop checking.
            drop(write!(out, "{line}").and_then(|()| out.flush()));
            self.drawn = line;
        }
    }
}

fn line(done: usize, all: usize, words: &Words) -> String {
    let full = WIDTH * done / all.max(1);
    let bar = "#".repeat(full) + &"-".repeat(WIDTH - full);
    let what = Phrase::key("cli.check.progress")
        .with("done", done)
        .with("all", all);
    format!("{CLEAR}[{bar}] {}", words.format(&what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn the_bar_fills_and_leaves_nothing_behind() {
        let words = Words::load(&Lang::english()).unwrap();
        let mut out = Vec::new();
        let mut progress = Progress::new(Some(&mut out), &words);
        for done in 1..=3 {
            progress.tell(done, 3);
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
    fn where_nobody_looks_nothing_is_drawn() {
        let words = Words::load(&Lang::english()).unwrap();
        let mut progress = Progress::<Vec<u8>>::nowhere(&words);
        progress.tell(1, 2);
        assert_eq!(progress.drawn, "");
    }
}
