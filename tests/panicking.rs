//! A panic while the screen is in use restores the terminal and is reported in two sentences, with the details in a file.
//!
//! The program itself has no way to panic on request, so this test is its own program: it runs
//! itself in a pseudo-terminal, with a drawing that panics at the first key.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[cfg(test)]
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "the tests in `pty` use the rest of it")]
mod pty;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use ratatui::Frame;
use relutor::app::{App, Appearance, Behaviour, MouseCapture};
use relutor::lesson::Course;
use relutor::locale::{Lang, Words};
use relutor::terminal::{self, EventQueue};
use relutor::ui::DrawnScreen;

const CHILD: &str = "RELUTOR_TEST_CHILD";

fn main() {
    if std::env::var_os(CHILD).is_some() {
        panic_at_the_second_frame();
    } else {
        a_panic_restores_the_terminal_and_is_reported();
    }
}

fn panic_at_the_second_frame() {
    let course = Course::default();
    let words = Words::load(&Lang::english()).unwrap();
    let behaviour = Behaviour {
        mouse: MouseCapture::Off,
        ..Behaviour::default()
    };
    relutor::cli::report_panics(&words);
    let app = App::new(Arc::new(course), words, Appearance::default(), None);
    let mut app = app.with_behaviour(behaviour);
    let mut frames = 0;
    let mut draw = |frame: &mut Frame<'_>, _: &App| {
        frames += 1;
        assert!(frames < 2, "the drawing is at fault");
        frame.render_widget("all is well", frame.area());
        DrawnScreen::default()
    };
    let _end = terminal::run(&mut app, EventQueue::new(), &mut draw, |_, _| None);
}

fn a_panic_restores_the_terminal_and_is_reported() {
    let own = std::env::current_exe().unwrap();
    let state = Path::new(env!("CARGO_TARGET_TMPDIR")).join("panicking");
    drop(fs::remove_dir_all(&state));
    let variables = [(CHILD, "1"), ("XDG_STATE_HOME", state.to_str().unwrap())];
    let mut session = pty::Session::start(own.to_str().unwrap(), &[], &variables);
    session.wait_for_text("all is well");
    assert!(session.screen().alternate_screen());
    session.press("t");
    session.wait_for_text("send this file");
    assert_eq!(session.wait_for_exit().exit_code(), 101);
    session.assert_restored();
    let shown = session.screen().contents();
    assert!(!shown.contains("all is well"));
    for text in ["thread", "panicked", "the drawing is at fault", "backtrace"] {
        assert!(!shown.contains(text), "{text} is in: {shown}");
    }
    assert!(shown.contains("error of its own"), "{shown}");
    let details = fs::read_to_string(state.join("relutor/panic.txt")).unwrap();
    for text in [
        "the drawing is at fault",
        "tests/panicking.rs:",
        env!("CARGO_PKG_VERSION"),
        "panic_at_the_second_frame",
    ] {
        assert!(details.contains(text), "{text} is not in: {details}");
    }
}
