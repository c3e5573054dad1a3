//! A workshop on one machine: the presenter, the notes and a learner with the system's ssh.

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::pty::Session;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");

/// A port that is free at this moment.
fn free_port() -> io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port().to_string())
}

/// The part of `text` behind `start` up to the next blank.
fn word_after(text: &str, start: &str) -> String {
    let rest = text.split(start).nth(1).unwrap_or_default();
    let word = rest.split_whitespace().next().unwrap_or_default();
    format!("{start}{word}")
}

/// Whether the system has ssh.
fn has_ssh() -> bool {
    let version = std::process::Command::new("ssh").arg("-V").output();
    version.is_ok_and(|output| output.status.success())
}

/// Asserts that the notes of the room at `port` end with a sentence, and leave a terminal that can be used.
fn assert_notes_are_lost(notes: &mut Session, port: &str) {
    notes.wait_for_text("연결이 끊겼습니다");
    notes.wait_for_text(&format!("relutor notes 127.0.0.1:{port}"));
    assert_eq!(notes.wait_for_exit().exit_code(), 1);
    let screen = notes.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}

/// A learner who is back on the seat with `code`.
fn come_back(port: &str, code: &str) -> Session {
    let back = format!("{code}@127.0.0.1");
    let ssh = ["-p", port, "-o", "StrictHostKeyChecking=no", &back];
    let learner = Session::start("ssh", &ssh, &[]);
    learner.wait_for_text(code);
    learner
}

#[test]
fn a_learner_joins_with_ssh_votes_and_returns_after_the_presenter_was_killed() {
    // Machines without ssh have the tests with russh's client.
    if !has_ssh() {
        return;
    }
    let port = free_port().unwrap();
    let state = tempfile::tempdir().unwrap();
    let home = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let host = [
        "host", "bias", "--step", "guess", "--port", &port, "--no-web", "--lang", "en",
    ];
    let presenter = Session::start(PROGRAM, &host, &home);
    presenter.wait_for_text("Type yes if it shows this");
    let fingerprint = word_after(&presenter.screen().contents(), "SHA256:");

    let ssh = ["-p", &port, "-o", "StrictHostKeyChecking=ask", "127.0.0.1"];
    let mut learner = Session::start("ssh", &ssh, &[]);
    learner.wait_for_text("continue connecting");
    assert!(
        learner.screen().contents().contains(&fingerprint),
        "{fingerprint}"
    );
    learner.press("yes\r");
    learner.wait_for_text("Vote with 1 to 4.");
    let code = word_after(&learner.screen().contents(), "following · ");
    let code = code.trim_start_matches("following · ").to_owned();

    presenter.press("n");
    presenter.wait_for_text("0 of 1 voted");
    // It finds the only room of this machine.
    let mut notes = Session::start(PROGRAM, &["notes", "--lang", "ko"], &home);
    notes.wait_for_text("1차 투표 중");
    learner.press("3");
    notes.wait_for_text("1차 투표 끝");
    notes.press("n");
    notes.wait_for_text("1차 투표가 끝났어요.");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    notes.press("n");
    learner.wait_for_text("your prediction");
    presenter.wait_for_text("Fewer than three voted");

    // The room is written once a second.
    let file = state
        .path()
        .join("relutor")
        .join(format!("room-{port}.toml"));
    crate::support::pty::eventually("the vote is kept", || {
        std::fs::read_to_string(&file).is_ok_and(|text| text.contains("revealed"))
    });
    // There is something to continue, but not here.
    let mut second = Session::start(PROGRAM, &host, &home);
    second.wait_for_text(&format!("port {port} of 127.0.0.1 is in use"));
    assert_eq!(second.wait_for_exit().exit_code(), 1);
    kill_process(Pid::from_raw(presenter.pid()).unwrap(), Signal::KILL).unwrap();
    // ssh tells it in one of several ways.
    let _status = learner.wait_for_exit();
    assert_notes_are_lost(&mut notes, &port);

    let presenter = Session::start(PROGRAM, &host, &home);
    presenter.wait_for_text("with 1 seat: c continues it");
    presenter.press("c\r");
    presenter.wait_for_text("Type yes if it shows this");
    assert!(
        presenter.screen().contents().contains(&fingerprint),
        "the same key"
    );
    let mut learner = come_back(&port, &code);
    learner.press("q");
    learner.wait_for_text("You have left the room.");
    let _status = learner.wait_for_exit();
}

#[test]
fn a_second_host_at_a_port_is_told_the_port_and_what_to_do() {
    let port = free_port().unwrap();
    let state = tempfile::tempdir().unwrap();
    let home = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let host = ["host", "--port", &port, "--no-web", "--lang", "en"];
    let presenter = Session::start(PROGRAM, &host, &home);
    presenter.wait_for_text("Only this machine can join.");
    assert!(
        TcpStream::connect(format!("127.0.0.2:{port}")).is_err(),
        "without --lan, no other address is open"
    );
    let mut second = Session::start(PROGRAM, &host, &home);
    second.wait_for_text(&format!("port {port} of 127.0.0.1 is in use"));
    second.wait_for_text("another port with --port");
    assert_eq!(second.wait_for_exit().exit_code(), 1);
    presenter.press("n");
    presenter.wait_for_text("Why ReLU works");
}
