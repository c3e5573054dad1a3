//! What the program costs as a whole, each beside its limit: `cargo bench --bench program`.
//!
//! It runs the release binary in a pseudo-terminal as a learner would, and prints the binary's size, the time to the first
//! frame beside that of other terminal programs, the memory after a walk through the whole course, the bytes that a turned
//! control sends, and what it does while nobody touches it for ten seconds in each lesson. The exit code is 1 where a limit
//! is passed.

mod start;
mod turns;
mod walk;

#[path = "../../tests/support/pty.rs"]
#[expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot begin has nothing to tell"
)]
#[expect(dead_code, reason = "the tests use all of it")]
mod pty;

use std::fs;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use pty::Session;

/// The program that is measured.
const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");

/// Something that was measured.
struct Row {
    what: String,
    value: f64,
    /// What it may be at most; none where it is told for comparison.
    most: Option<f64>,
}

impl Row {
    fn limited(what: &str, value: f64, most: f64) -> Self {
        Self {
            what: what.to_owned(),
            value,
            most: Some(most),
        }
    }

    fn told(what: String, value: f64) -> Self {
        Self {
            what,
            value,
            most: None,
        }
    }

    fn is_too_much(&self) -> bool {
        self.most.is_some_and(|most| self.value > most)
    }
}

fn main() -> io::Result<ExitCode> {
    let mebibytes = |bytes: u64| bytes as f64 / f64::from(1 << 20);
    let mut rows = vec![Row::limited(
        "binary, MiB",
        mebibytes(fs::metadata(PROGRAM)?.len()),
        6.0,
    )];
    rows.extend(start::rows());
    let walk = walk::through_the_course()?;
    let [of_figures, of_workbench] = turns::most();
    rows.extend([
        Row::limited("memory after a walk, MiB", mebibytes(walk.memory), 12.0),
        Row::limited(
            &format!("a turn of {} at 120 x 40, bytes", of_figures.what),
            of_figures.bytes as f64,
            8192.0,
        ),
        Row::limited(
            &format!("a turn of {} there, bytes", of_workbench.what),
            of_workbench.bytes as f64,
            8192.0,
        ),
        Row::limited(
            "idle 10 s in each lesson, bytes",
            walk.idle_bytes as f64,
            0.0,
        ),
        Row::limited(
            "idle 10 s in each lesson, CPU ticks",
            walk.idle_ticks as f64,
            0.0,
        ),
    ]);
    let mut out = io::stdout();
    for row in &rows {
        let limit = row.most.map_or(String::new(), |most| {
            let verdict = if row.is_too_much() { "   TOO MUCH" } else { "" };
            format!("   at most {most}{verdict}")
        });
        writeln!(out, "{:<56} {:>8.2}{limit}", row.what, row.value)?;
    }
    let is_fine = !rows.iter().any(Row::is_too_much);
    Ok(ExitCode::from(u8::from(!is_fine)))
}

/// Waits until the program has said all that it has to say.
fn settle(session: &Session) {
    while !session.is_quiet_for(Duration::from_millis(50)) {}
}
