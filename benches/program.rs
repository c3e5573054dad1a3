//! What the program costs as a whole, each beside its limit: `cargo bench --bench program`.
//!
//! It runs the release binary in a pseudo-terminal as a learner would, and prints the binary's size, the time to the first
//! frame, the memory after a walk through the whole course, the bytes that a turned control sends, and what it does
//! while nobody touches it for ten seconds in each lesson. The exit code is 1 where a limit is passed.

#[path = "../tests/support/pty.rs"]
#[expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot begin has nothing to tell"
)]
#[expect(dead_code, reason = "the tests use all of it")]
mod pty;

use std::fs;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use pty::Session;

const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");
/// Lessons, the quiz among them, that are walked through.
const LESSONS: usize = 11;
/// The lesson whose control doubles the pieces of a curve.
const FOLDS: usize = 5;
/// Starts of which the middle one is told.
const STARTS: usize = 21;
/// How long each lesson is left alone.
const IDLE: Duration = Duration::from_secs(10);
const RIGHT: &str = "\u{1b}[C";

fn main() -> io::Result<ExitCode> {
    let mebibytes = |bytes: u64| bytes as f64 / f64::from(1 << 20);
    let (memory, idle_bytes, idle_ticks) = walk()?;
    let binary = fs::metadata(PROGRAM)?.len();
    let most = turned((1..=10).filter(|lesson| *lesson != FOLDS));
    // What was measured, its value, and what it may be at most.
    let rows = [
        ("binary, MiB", mebibytes(binary), 6.0),
        ("start to first frame, median, ms", first_frame(), 8.0),
        ("memory after a walk, MiB", mebibytes(memory), 12.0),
        ("a turned control at 120 x 40, bytes", most, 4096.0),
        // A curve of 64 pieces fills its chart: 60 times 27 cells, three bytes each as characters are written.
        ("the same, of the folds, bytes", turned([FOLDS]), 6144.0),
        ("idle 10 s in each lesson, bytes", idle_bytes, 0.0),
        ("idle 10 s in each lesson, CPU ticks", idle_ticks, 0.0),
    ];
    let mut out = io::stdout();
    let mut code = ExitCode::SUCCESS;
    for (what, value, most) in rows {
        let verdict = if value <= most { "" } else { "   TOO MUCH" };
        if value > most {
            code = ExitCode::FAILURE;
        }
        writeln!(out, "{what:<38} {value:>8.2}   at most {most}{verdict}")?;
    }
    Ok(code)
}

/// Milliseconds from the start of the process to a whole list of lessons on the screen.
#[expect(clippy::disallowed_methods, reason = "what is measured is time itself")]
fn first_frame() -> f64 {
    let mut times: Vec<f64> = (0..STARTS)
        .map(|_| {
            let began = Instant::now();
            let mut session = Session::start(PROGRAM, &[], &[]);
            session.until_text("all keys");
            let took = began.elapsed().as_secs_f64() * 1000.0;
            session.press("q");
            let _status = session.end();
            took
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[STARTS / 2]
}

/// Bytes of memory after every page of every lesson has been seen, and what was written and computed while each lesson
/// was left alone.
fn walk() -> io::Result<(u64, f64, f64)> {
    let mut session = Session::start(PROGRAM, &["1"], &[]);
    session.until_text("step 1 of");
    let (mut bytes, mut ticks) = (0, 0);
    for lesson in 1..=LESSONS {
        session.until_text("step 1 of");
        let before = (session.bytes(), cpu_ticks(session.pid())?);
        let _is_quiet = session.is_quiet_for(IDLE);
        bytes += session.bytes() - before.0;
        ticks += cpu_ticks(session.pid())? - before.1;
        // Two presses a step: one may only skip a question.
        for _ in 0..60 {
            if session.screen().contents().contains("Why does ReLU work?") {
                break;
            }
            session.press("n");
            settle(&session);
        }
        if lesson < LESSONS {
            session.press("\r");
            settle(&session);
        }
    }
    let memory = resident(session.pid())?;
    session.press("q");
    let _status = session.end();
    Ok((memory, bytes as f64, ticks as f64))
}

/// Waits until the program has said all that it has to say.
fn settle(session: &Session) {
    while !session.is_quiet_for(Duration::from_millis(50)) {}
}

/// The most bytes that one turn of a control sends, over turns in the first step with controls of each of `lessons`.
fn turned(lessons: impl IntoIterator<Item = usize>) -> f64 {
    let mut most = 0;
    for lesson in lessons {
        let mut session = Session::start(PROGRAM, &[&lesson.to_string(), "--step", "2"], &[]);
        session.resize((120, 40));
        session.until_text("step 2 of");
        session.press("nn");
        settle(&session);
        for _ in 0..12 {
            let before = session.bytes();
            session.press(RIGHT);
            settle(&session);
            most = most.max(session.bytes() - before);
        }
        session.press("q");
        let _status = session.end();
    }
    most as f64
}

/// Bytes of memory that a process has.
fn resident(pid: i32) -> io::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    Ok(kibibytes.unwrap_or(0) << 10)
}

/// The ticks of CPU time that a process has used.
fn cpu_ticks(pid: i32) -> io::Result<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<_> = behind_name.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    Ok(ticks(11).unwrap_or(0) + ticks(12).unwrap_or(0))
}
