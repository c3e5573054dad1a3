//! A walk through the whole course, with a rest in each lesson.

use std::fs;
use std::io;
use std::time::Duration;

use super::pty::Session;
use super::{PROGRAM, settle};

/// Lessons, the quiz among them, that are walked through.
const LESSONS: usize = 11;
/// How long each lesson is left alone.
const IDLE: Duration = Duration::from_secs(10);

/// What a walk costs.
#[derive(Default)]
pub(super) struct Walk {
    /// Bytes of memory after every page of every lesson has been seen.
    pub(super) memory: u64,
    /// Bytes that were written while the lessons were left alone.
    pub(super) idle_bytes: usize,
    /// Ticks of CPU time that were used meanwhile.
    pub(super) idle_ticks: u64,
}

pub(super) fn through_the_course() -> io::Result<Walk> {
    let mut walk = Walk::default();
    let mut session = Session::start(PROGRAM, &["1"], &[]);
    for lesson in 1..=LESSONS {
        session.until_text("step 1 of");
        let before = (session.bytes(), cpu_ticks(session.pid())?);
        let _is_quiet = session.is_quiet_for(IDLE);
        walk.idle_bytes += session.bytes() - before.0;
        walk.idle_ticks += cpu_ticks(session.pid())? - before.1;
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
    walk.memory = resident(session.pid())?;
    session.press("q");
    let _status = session.end();
    Ok(walk)
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
    let conditions = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    Ok(conditions(11).unwrap_or(0) + conditions(12).unwrap_or(0))
}
