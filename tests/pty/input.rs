//! Input of real terminals: replies at any time, pastes, floods, stops from outside, terminals that go away.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::SplitMix64;

use crate::support::pty::{LineSpeed, Session, Terminal, eventually};

const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");
/// Time without output after which a screen counts as drawn.
const SETTLED: Duration = Duration::from_millis(300);

/// An empty home folder for one test.
fn home(name: &str) -> PathBuf {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&home));
    fs::create_dir_all(&home).expect("a folder can be made");
    home
}

fn start(args: &[&str]) -> Session {
    let session = Session::start(PROGRAM, args, &[]);
    session.wait_for_text("all keys");
    session
}

fn quit(session: &mut Session) {
    session.press("q");
    assert!(session.wait_for_exit().success());
    session.assert_restored();
}

/// The screen with an open question or an open search, and the saved progress, with a terminal that replies like `terminal`.
fn screen_and_progress(name: &str, terminal: Terminal, keys: &str) -> (String, String) {
    let home = home(name);
    let path = home.to_str().expect("a path that is text");
    let environment = [("HOME", path), ("XDG_STATE_HOME", path)];
    let args = ["3", "--step", "guess"];
    let mut session = Session::start_on(terminal, PROGRAM, &args, &environment);
    session.wait_for_text("all keys");
    session.press(keys);
    eventually("every reply has arrived", || {
        session.is_quiet_for(terminal.delay + SETTLED)
    });
    let shown = session.screen().contents();
    if !keys.is_empty() {
        session.press("\x1b[27u");
        session.wait_for_text("At A");
    }
    quit(&mut session);
    let saved = fs::read_to_string(home.join("relutor/progress.toml")).unwrap_or_default();
    let answers = saved.lines().filter(|line| line.contains("answers"));
    (shown, answers.collect())
}

#[test]
fn replies_of_the_terminal_are_never_keys_whenever_they_arrive() {
    for keys in ["", "/"] {
        let want = screen_and_progress("replies-none", Terminal::USUAL, keys);
        assert_eq!(want.1, "");
        thread::scope(|scope| {
            let delays = [0, 50, 150, 200, 500, 2_000].into_iter();
            let runs: Vec<_> = delays
                .flat_map(|delay| [(delay, false), (delay, true)])
                .map(|(delay, splits_replies)| {
                    let terminal = Terminal {
                        background: Some("1e1e/1e1e/2e2e"),
                        delay: Duration::from_millis(delay),
                        splits_replies,
                        ..Terminal::USUAL
                    };
                    let name = format!("replies-{delay}-{splits_replies}-{}", keys.len());
                    scope.spawn(move || (terminal, screen_and_progress(&name, terminal, keys)))
                })
                .collect();
            for run in runs {
                let (terminal, got) = run.join().expect("the run ends");
                assert_eq!(got, want, "{terminal:?}");
            }
        });
    }
}

#[test]
fn a_path_and_a_number_can_be_pasted() {
    let mut session = start(&["play"]);
    session.press("\t\to");
    session.press("\x1b[200~no such folder/points.csv\x1b[201~");
    session.wait_for_text("no such folder/points.csv");
    assert!(!session.screen().hide_cursor(), "the cursor is at the text");
    session.press("\x17");
    session.wait_until("a shorter path", |screen| {
        let shown = screen.contents();
        shown.contains("no such") && !shown.contains("points.csv")
    });
    session.press("\x15\x08\x7f\r");
    session.wait_until("no cursor", vt100::Screen::hide_cursor);
    quit(&mut session);
}

#[test]
fn the_cursor_of_the_terminal_follows_the_selection() {
    let mut session = start(&["--no-mouse", "3", "--step", "weight"]);
    let row_of = |session: &Session| {
        let screen = session.screen();
        let (row, _) = screen.cursor_position();
        let rows: Vec<_> = screen.rows(0, 80).collect();
        rows[usize::from(row)].clone()
    };
    eventually("the first control", || row_of(&session).contains('▸'));
    let first = row_of(&session);
    session.press("\t");
    eventually("the second control", || {
        row_of(&session).contains('▸') && row_of(&session) != first
    });
    assert!(session.screen().hide_cursor());
    quit(&mut session);
}

#[test]
fn a_flood_of_keys_leaves_the_keyboard_alive() {
    for flood in ["jk".repeat(3_000), "\x1b[<65;5;5M".repeat(3_000)] {
        let mut session = start(&["3"]);
        session.press(&flood);
        quit(&mut session);
    }
}

/// Random bytes of all kinds, without those that end or stop the program or write a picture.
fn random_bytes(random: &mut SplitMix64, count: usize) -> Vec<u8> {
    let pieces: [&[u8]; 9] = [
        b"\x1b[",
        b"\x1b]",
        b"\x1bP",
        b"\x1b_",
        b"\x1bO",
        b"\x1b[200~",
        b"\x1b[<",
        b"\xed\x95\x9c",
        b"\r",
    ];
    let mut bytes = Vec::new();
    while bytes.len() < count {
        if random.random_range(0..8) == 0 {
            bytes.extend_from_slice(pieces[random.random_range(0..pieces.len())]);
        } else {
            let byte = random.random_range(0..=255_u8);
            let is_harmless = !matches!(byte, b'q' | b'x' | b'w' | 0x03 | 0x1a);
            bytes.extend(is_harmless.then_some(byte));
        }
    }
    bytes
}

#[test]
fn after_random_bytes_and_resizes_the_next_key_is_answered() {
    let mut random = SplitMix64::seed_from_u64(15);
    let mut session = start(&["3"]);
    for _ in 0..40 {
        session.press_bytes(&random_bytes(&mut random, 500));
        session.resize((random.random_range(2..=200), random.random_range(2..=80)));
    }
    session.resize((80, 24));
    // An unended sequence or paste is dropped after a second without input.
    thread::sleep(Duration::from_millis(1_500));
    session.press("\x03");
    assert!(session.wait_for_exit().success());
    session.assert_restored();
}

#[test]
fn a_process_that_is_stopped_from_outside_is_drawn_again_when_it_continues() {
    for signal in ["-STOP", "-TSTP", "-TTIN"] {
        let environment = [("PS1", "ready> "), ("ENV", "")];
        let mut shell = Session::start("sh", &["-i"], &environment);
        shell.wait_for_text("ready>");
        shell.press(&format!("{PROGRAM} 3\r"));
        shell.wait_for_text("all keys");
        let pid = fs::read_to_string(format!("/proc/{}/task/{0}/children", shell.pid()));
        let pid = pid.expect("a child").trim().to_owned();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.expect("kill is there").success());
        shell.wait_until("the prompt", |screen| {
            let shown = screen.contents();
            let after = shown.split_once("Stopped").map(|(_, after)| after);
            after.is_some_and(|after| after.contains("ready>"))
        });
        // The stopped program has left the terminal raw, where Enter is no end of a line.
        // A reply of the terminal may have come meanwhile; it ends with its own line.
        shell.press("\nfg\n");
        shell.wait_until("the screen again", |screen| {
            let shown = screen.contents();
            screen.alternate_screen() && shown.contains("all keys") && !shown.contains("Stopped")
        });
        shell.press("?");
        shell.wait_for_text("this page");
        shell.press("q");
        shell.wait_until("the shell", |screen| !screen.alternate_screen());
        shell.press("exit\n");
        shell.wait_for_exit();
    }
}

#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_the_program() {
    let session = Session::start_without_signals(PROGRAM, &["3"]);
    session.wait_for_text("all keys");
    let status = session.hang_up("?");
    assert!(!status.success(), "{status:?}");
}

#[test]
fn a_terminal_of_any_size_is_drawn_or_told_about() {
    let mut session = start(&["3"]);
    for size in [
        (65_535, 65_535),
        (32_767, 32_767),
        (20_000, 2_000),
        (1, 1),
        (80, 24),
    ] {
        session.resize(size);
        eventually("it is drawn", || session.is_quiet_for(SETTLED));
    }
    session.wait_for_text("all keys");
    quit(&mut session);
}

#[test]
fn quitting_does_not_wait_until_a_slow_terminal_has_drawn_every_frame() {
    let serial = Terminal {
        line: LineSpeed::Serial,
        ..Terminal::USUAL
    };
    let mut session = Session::start_on(serial, PROGRAM, &["play"], &[]);
    session.wait_for_text("all keys");
    session.press(" ");
    thread::sleep(Duration::from_secs(3));
    let before = session.bytes();
    session.press("\x03");
    assert!(session.wait_for_exit().success());
    let after = session.bytes() - before;
    assert!(after < 4_000, "{after} bytes after the key");
    session.assert_restored();
}
