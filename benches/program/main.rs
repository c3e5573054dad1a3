//! Measures the whole program against its limits: `cargo bench --bench program`.
//!
//! Runs the binary in a pseudo-terminal (the smallest one with `--profile dist`) and prints the binary's size, the time to
//! the first frame beside that of other terminal programs, the memory after a walk through the whole course, the bytes that
//! a turned control sends, and the bytes and CPU time of ten idle seconds in each lesson. The exit code is 1 if a value is
//! above its limit.

mod control_bytes;
#[path = "../report/rows.rs"]
mod report;
mod start;
mod walk;

#[path = "../../tests/support/pty.rs"]
#[expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot start has no result"
)]
#[expect(dead_code, reason = "the tests use all of it")]
mod pty;

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use pty::Session;
use report::Row;

/// The measured program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");

/// Size limit in MiB of the binary of `dist`, the profile for the smallest one.
const DIST_BINARY: f64 = 10.0;
/// Size limit in MiB of the binary of other profiles, which nobody downloads.
const BINARY: f64 = 18.0;
/// Limit in bytes for a turned control. A turned seed repeats the run of an answer, so every chart changes.
const TURN: f64 = 12.0 * 1024.0;
/// Limit in bytes for a turned control of a workbench, which may draw another network.
const WORKBENCH_TURN: f64 = 9.0 * 1024.0;
/// Limit in MiB for the memory after a walk through the course.
const MEMORY: f64 = 28.0;

fn main() -> io::Result<ExitCode> {
    let mebibytes = |bytes: u64| bytes as f64 / f64::from(1 << 20);
    let is_dist = Path::new(PROGRAM)
        .parent()
        .is_some_and(|folder| folder.ends_with("dist"));
    let mut rows = vec![Row::with_limit(
        "binary, MiB",
        mebibytes(fs::metadata(PROGRAM)?.len()),
        if is_dist { DIST_BINARY } else { BINARY },
    )];
    rows.extend(start::rows());
    let walk = walk::walk_course()?;
    let [figure_turn, workbench_turn] = control_bytes::measure_largest();
    rows.extend([
        Row::with_limit("memory after a walk, MiB", mebibytes(walk.memory), MEMORY),
        Row::with_limit(
            &format!("a turn of {} at 120 x 40, bytes", figure_turn.control),
            figure_turn.bytes as f64,
            TURN,
        ),
        Row::with_limit(
            &format!("a turn of {} there, bytes", workbench_turn.control),
            workbench_turn.bytes as f64,
            WORKBENCH_TURN,
        ),
        Row::with_limit(
            "idle 10 s in each lesson, bytes",
            walk.idle_bytes as f64,
            0.0,
        ),
        Row::with_limit(
            "idle 10 s in each lesson, CPU ticks",
            walk.idle_ticks as f64,
            0.0,
        ),
    ]);
    report::print(&rows)
}

/// Waits until the program has stopped writing.
fn settle(session: &Session) {
    while !session.is_quiet_for(Duration::from_millis(50)) {}
}
