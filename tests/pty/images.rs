//! Images in a terminal: shown where it has reported that it shows them, and never left behind.

#![cfg(unix)]

use std::process::Command;
use std::time::Duration;

use crate::support::pty::{Session, Terminal, eventually};

const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");
/// The command that shows an image.
const SHOW: &str = "\x1b_Ga=T,";
/// The command that deletes an image.
const DELETE: &str = "\x1b_Ga=d,d=I,";

const WITH_IMAGES: Terminal = Terminal {
    images: true,
    ..Terminal::USUAL
};

/// The program at its settings page, which shows a sample of an image.
fn open_settings(terminal: Terminal, environment: &[(&str, &str)]) -> Session {
    let session = Session::start_on(terminal, PROGRAM, &[], environment);
    session.wait_for_text("all keys");
    session.press(",");
    session.wait_for_text("Charts are drawn");
    session
}

/// The commands that show and delete images, in the order of writing.
fn commands(session: &Session) -> Vec<&'static str> {
    let written = session.written();
    let mut found: Vec<_> = [SHOW, DELETE]
        .into_iter()
        .flat_map(|command| {
            written
                .match_indices(command)
                .map(move |(at, _)| (at, command))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, command)| command).collect()
}

fn wait_for_commands(session: &Session, wanted: &[&str]) {
    eventually("the image", || commands(session) == wanted);
}

#[test]
fn an_image_is_sent_once_and_deleted_when_the_page_closes() {
    let mut session = open_settings(WITH_IMAGES, &[]);
    wait_for_commands(&session, &[SHOW]);
    // Another row is selected; the image stays as it is.
    session.press("j");
    session.wait_for_text("Dark or light");
    assert_eq!(commands(&session), [SHOW]);
    session.press("\x1b");
    wait_for_commands(&session, &[SHOW, DELETE]);
    session.press(",");
    wait_for_commands(&session, &[SHOW, DELETE, SHOW]);
    // All is drawn again, in a terminal without the images of before.
    session.resize((100, 30));
    wait_for_commands(&session, &[SHOW, DELETE, SHOW, DELETE, SHOW]);
    session.press("q");
    assert!(session.wait_for_exit().success());
    assert_eq!(commands(&session).last(), Some(&DELETE));
    session.assert_restored();
}

#[test]
fn a_signal_deletes_the_images() {
    let mut session = open_settings(WITH_IMAGES, &[]);
    wait_for_commands(&session, &[SHOW]);
    let sent = Command::new("kill")
        .args(["-TERM", &session.pid().to_string()])
        .status();
    assert!(sent.is_ok_and(|status| status.success()));
    session.wait_for_exit();
    assert_eq!(commands(&session), [SHOW, DELETE]);
    let written = session.written();
    let (deleted, left) = (written.rfind(DELETE), written.rfind("\x1b[?1049l"));
    assert!(deleted < left, "before the screen is left");
}

#[test]
fn a_suspended_program_leaves_no_image_and_sends_it_again() {
    let session = open_settings(WITH_IMAGES, &[]);
    wait_for_commands(&session, &[SHOW]);
    session.press("\x1a");
    wait_for_commands(&session, &[SHOW, DELETE]);
    let resume = || {
        let sent = Command::new("kill")
            .args(["-CONT", &session.pid().to_string()])
            .status();
        assert!(sent.is_ok_and(|status| status.success()));
    };
    // The signal may come before the program has stopped, and a program that has not stopped draws again as well.
    eventually("the image", || {
        resume();
        session.is_quiet_for(Duration::from_millis(100));
        commands(&session).len() > 2
    });
    eventually("the image", || {
        commands(&session).ends_with(&[DELETE, SHOW])
    });
}

#[test]
fn a_multiplexer_gets_no_application_command_whatever_it_replies() {
    for environment in [
        [("TMUX", "/tmp/tmux"), ("RELUTOR_GLYPHS", "auto")],
        [("TERM", "screen-256color"), ("RELUTOR_GLYPHS", "pixels")],
    ] {
        let mut session = open_settings(WITH_IMAGES, &environment);
        session.wait_for_text("tmux, screen and zellij");
        session.press("q");
        assert!(session.wait_for_exit().success());
        let written = session.written();
        assert!(!written.contains("\x1b_") && !written.contains("\x1bP"));
    }
}

#[test]
fn a_terminal_without_images_gets_none() {
    let mut session = open_settings(Terminal::USUAL, &[("RELUTOR_GLYPHS", "pixels")]);
    session.wait_for_text("has reported no images");
    session.press("q");
    assert!(session.wait_for_exit().success());
    assert_eq!(commands(&session), Vec::<&str>::new());
}
