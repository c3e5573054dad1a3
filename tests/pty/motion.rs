//! The movement after an answer in a terminal: frames while something moves, and none afterwards.

#![cfg(unix)]

use std::time::Duration;

use crate::support::pty::Session;

/// Time without output after which nothing moves any more.
const SETTLED: Duration = Duration::from_millis(1200);

/// Waits until the screen is still.
fn settle(session: &Session) {
    let is_still = (0..1000).any(|_| session.is_quiet_for(SETTLED));
    assert!(is_still, "the screen becomes still");
}

/// The frames that are drawn after a prediction, until the screen is still.
fn frames_after_answer(args: &[&str], wanted: &str) -> usize {
    let program = env!("CARGO_BIN_EXE_relutor");
    let session = Session::start(program, args, &[("LANG", "C.UTF-8")]);
    session.wait_for_text("all keys");
    settle(&session);
    let before = session.frames();
    session.press("1");
    session.wait_for_text(wanted);
    settle(&session);
    session.frames() - before
}

#[test]
fn a_prediction_is_followed_by_several_frames_and_then_by_none() {
    let frames = frames_after_answer(&["3", "--step", "guess"], "A = \u{2212}7.");
    assert!(frames >= 3, "{frames} frames");
}

#[test]
fn without_motion_a_prediction_is_followed_by_one_frame() {
    let args = ["3", "--step", "guess", "--no-motion"];
    assert_eq!(frames_after_answer(&args, "A = \u{2212}7"), 1);
    let args = ["watch-it-learn", "--step", "guess-line", "--no-motion"];
    assert_eq!(frames_after_answer(&args, "step 1,000"), 1);
}
