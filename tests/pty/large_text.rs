//! Text at double size in a terminal: written where it has shown that it can draw it, and never left behind.

#![cfg(unix)]

use crate::support::pty::{Session, Terminal, eventually};

const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");
/// The beginning of a sequence with text at double size.
const LARGE: &str = "\x1b]66;s=2;";
/// The sequence that asks whether the terminal can draw it.
const QUERY: &str = "\x1b]66;s=2; \x07";
const ERASED: &str = "\x1b[2J";
const SCREEN_LEFT: &str = "\x1b[?1049l";

const WITH_LARGE_TEXT: Terminal = Terminal {
    large_text: true,
    ..Terminal::USUAL
};

/// A question in front of a class, on a screen with room for large text.
fn open_question(terminal: Terminal, args: &[&str], environment: &[(&str, &str)]) -> Session {
    let args = [&["--present", "bias", "--step", "guess"], args].concat();
    let session = Session::start_on(terminal, PROGRAM, &args, environment);
    session.wait_for_text("all keys");
    session.resize((160, 45));
    session
}

/// The texts at double size that were written.
fn large_texts(session: &Session) -> Vec<String> {
    let written = session.written().replace(QUERY, "");
    let texts = written.split(LARGE).skip(1);
    let texts = texts.filter_map(|rest| rest.split('\x07').next());
    texts.map(str::to_owned).collect()
}

#[test]
fn a_question_has_double_size_until_the_program_ends() {
    let mut session = open_question(WITH_LARGE_TEXT, &[], &[]);
    eventually("the question", || {
        large_texts(&session)
            .iter()
            .any(|text| text.contains("kink"))
    });
    let count = large_texts(&session).len();
    // A hand that is counted changes no large text.
    session.press("1");
    session.wait_for_text("█");
    assert_eq!(large_texts(&session).len(), count);
    session.press("q");
    assert!(session.wait_for_exit().success());
    session.assert_restored();
    let written = session.written();
    let (last, left) = (written.rfind(LARGE), written.rfind(SCREEN_LEFT));
    let erased = written.rfind(ERASED);
    assert!(
        last < erased && erased < left,
        "erased before the screen is left"
    );
}

#[test]
fn the_text_is_bold_where_double_size_is_not_reported_or_switched_off() {
    for (terminal, args, why) in [
        (
            Terminal::USUAL,
            &[][..],
            "has not reported text at double size",
        ),
        (
            WITH_LARGE_TEXT,
            &["--no-large-text"][..],
            "large text is switched off",
        ),
    ] {
        let mut session = open_question(terminal, args, &[]);
        session.wait_for_text("At A = 7");
        session.press("?");
        session.wait_for_text(why);
        session.press("q");
        assert!(session.wait_for_exit().success());
        assert_eq!(large_texts(&session), [""; 0]);
    }
}

#[test]
fn only_a_class_and_no_multiplexer_is_asked() {
    let mut session = open_question(WITH_LARGE_TEXT, &[], &[("TMUX", "/tmp/tmux")]);
    session.wait_for_text("At A = 7");
    session.press("q");
    assert!(session.wait_for_exit().success());
    assert!(!session.written().contains("\x1b]66"));
    let mut session = Session::start_on(WITH_LARGE_TEXT, PROGRAM, &["bias"], &[]);
    session.wait_for_text("all keys");
    session.press("q");
    assert!(session.wait_for_exit().success());
    assert!(!session.written().contains("\x1b]66"));
}
