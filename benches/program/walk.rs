//! A walk through the whole course that idles in each lesson.

use std::fs;
use std::io;
use std::time::Duration;

use super::pty::Session;
use super::{PROGRAM, settle};

/// Number of lessons, including the quiz.
const LESSONS: usize = 11;
/// The idle time in each lesson.
const IDLE: Duration = Duration::from_secs(10);

/// The cost of a walk.
#[derive(Default)]
pub(super) struct Walk {
    /// Bytes of memory after all pages of all lessons.
    pub(super) memory: u64,
    /// Bytes written during the idle times.
    pub(super) idle_bytes: usize,
    /// Ticks of CPU time during the idle times.
    pub(super) idle_ticks: u64,
}

pub(super) fn walk_course() -> io::Result<Walk> {
    let mut walk = Walk::default();
    let mut session = Session::start(PROGRAM, &["1"], &[]);
    for lesson in 1..=LESSONS {
        session.wait_for_text("step 1 of");
        let before = (session.bytes(), cpu_ticks(session.pid())?);
        let _is_quiet = session.is_quiet_for(IDLE);
        walk.idle_bytes += session.bytes() - before.0;
        walk.idle_ticks += cpu_ticks(session.pid())? - before.1;
        // A step may take two presses, because the first may only skip a question.
        for _ in 0..60 {
            if session.screen().contents().contains("n → ") {
                break;
            }
            session.press("n");
            settle(&session);
        }
        if lesson < LESSONS {
            session.press("n");
            settle(&session);
        }
    }
    walk.memory = resident_memory(session.pid())?;
    session.press("q");
    let _status = session.wait_for_exit();
    Ok(walk)
}

/// The resident memory of a process in bytes.
fn resident_memory(pid: i32) -> io::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    Ok(kibibytes.unwrap_or(0) << 10)
}

/// The CPU time of a process in ticks.
fn cpu_ticks(pid: i32) -> io::Result<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<_> = after_name.split_whitespace().collect();
    let field = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    Ok(field(11).unwrap_or(0) + field(12).unwrap_or(0))
}
