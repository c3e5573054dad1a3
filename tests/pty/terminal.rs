//! The program in a real pseudo-terminal: every exit restores the terminal, and an idle program does nothing.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::support::pty::{Session, eventually};

/// Time without output after which a screen counts as drawn.
const SETTLED: Duration = Duration::from_millis(300);
/// Time for which an idle program is observed.
const IDLE: Duration = Duration::from_millis(700);
const FIRST_SCREEN: &str = "Why does ReLU work?";

fn start(args: &[&str]) -> Session {
    let environment = [
        ("TERM", "xterm-256color"),
        ("COLORTERM", "truecolor"),
        ("LANG", "C.UTF-8"),
    ];
    let session = Session::start(env!("CARGO_BIN_EXE_relutor"), args, &environment);
    session.wait_for_text(if args.is_empty() {
        FIRST_SCREEN
    } else {
        "all keys"
    });
    session
}

fn send(session: &Session, signal: &str) {
    let sent = Command::new("kill")
        .args([signal, &session.pid().to_string()])
        .status()
        .expect("kill is there");
    assert!(sent.success());
}

/// The CPU ticks that a process has used.
fn cpu_ticks(pid: i32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process is there");
    // The name of the program, in parentheses, may contain blanks; the counts follow it.
    let fields: Vec<_> = stat[stat.rfind(')').expect("a name") + 2..]
        .split(' ')
        .collect();
    let ticks = |at: usize| fields[at].parse::<u64>().expect("a count");
    ticks(11) + ticks(12)
}

#[test]
fn quitting_restores_the_terminal() {
    for key in ["q", "\u{3}"] {
        let mut session = start(&[]);
        assert!(session.screen().alternate_screen());
        session.press(key);
        assert_eq!(session.wait_for_exit().exit_code(), 0);
        session.assert_restored();
    }
}

#[test]
fn each_signal_restores_the_terminal_and_sets_the_exit_code() {
    for (signal, number) in [
        ("-HUP", 1),
        ("-INT", 2),
        ("-QUIT", 3),
        ("-ABRT", 6),
        ("-USR1", 10),
        ("-USR2", 12),
        ("-PIPE", 13),
        ("-ALRM", 14),
        ("-TERM", 15),
        ("-XCPU", 24),
        ("-XFSZ", 25),
    ] {
        let mut session = start(&["3"]);
        send(&session, signal);
        assert_eq!(
            session.wait_for_exit().exit_code(),
            128 + number,
            "{signal}"
        );
        session.assert_restored();
    }
}

#[test]
fn a_closed_window_ends_the_program() {
    let session = start(&["3"]);
    let end = session.hang_up("t");
    assert!(!end.success(), "{end:?}");
}

/// Only a shell that does job control can suspend a program: without one the kernel ignores the request.
#[test]
fn suspend_restores_the_terminal_and_continue_redraws_the_screen() {
    let environment = [
        ("TERM", "xterm-256color"),
        ("LANG", "C.UTF-8"),
        ("PS1", "ready> "),
        ("ENV", ""),
    ];
    let mut shell = Session::start("sh", &["-i"], &environment);
    shell.wait_for_text("ready>");
    shell.press(&format!("{} 3\r", env!("CARGO_BIN_EXE_relutor")));
    shell.wait_for_text("Bias moves the kink");
    shell.press("\u{1a}");
    shell.wait_until("the shell", |screen| {
        !screen.alternate_screen() && screen.contents().contains("Stopped")
    });
    shell.press("fg\r");
    shell.wait_until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains("Bias moves the kink")
    });
    shell.press("q");
    shell.wait_until("the shell", |screen| !screen.alternate_screen());
    shell.press("exit\r");
    shell.wait_for_exit();
}

/// A mouse event in the encoding that the program asks for (SGR, 1006), places counted from 1.
fn mouse(button: u8, (column, row): (u16, u16), end: char) -> String {
    format!("\u{1b}[<{button};{column};{row}{end}")
}

#[test]
fn mouse_capture_is_enabled_and_clicks_reach_the_screen() {
    let mut session = start(&["3", "--step", "guess"]);
    session.wait_for_text("At A = −7");
    let row = session
        .screen()
        .contents()
        .lines()
        .position(|line| line.contains("At A = −7"))
        .expect("the answer is shown");
    let row = u16::try_from(row + 1).expect("a screen is not so high");
    session.press(&mouse(0, (10, row), 'M'));
    session.press(&mouse(0, (10, row), 'm'));
    session.wait_for_text("Ask when the sum is zero");
    assert_ne!(
        session.screen().mouse_protocol_mode(),
        vt100::MouseProtocolMode::None
    );
    session.press("q");
    assert!(session.wait_for_exit().success());
    session.assert_restored();
    assert_eq!(
        session.screen().mouse_protocol_mode(),
        vt100::MouseProtocolMode::None
    );
}

/// The background of the cell in the middle of the screen.
fn background_at_centre(session: &Session) -> vt100::Color {
    let screen = session.screen();
    screen.cell(12, 40).expect("the screen has it").bgcolor()
}

#[test]
fn a_light_terminal_gets_the_light_theme_unless_overridden() {
    let with = |args: &[&str], background: &str| {
        let environment = [("COLORFGBG", background), ("COLORTERM", "truecolor")];
        let session = Session::start(env!("CARGO_BIN_EXE_relutor"), args, &environment);
        session.wait_for_text("all keys");
        eventually("the screen is painted", || session.is_quiet_for(SETTLED));
        background_at_centre(&session)
    };
    let dark = with(&["3", "--theme", "dark"], "0;15");
    let light = with(&["3", "--theme", "light"], "15;0");
    assert_ne!(dark, light);
    assert_eq!(with(&["3"], "0;15"), light);
    assert_eq!(with(&["3"], "15;0"), dark);
}

#[test]
fn mouse_capture_can_be_disabled() {
    let mut session = start(&["3", "--no-mouse"]);
    assert_eq!(
        session.screen().mouse_protocol_mode(),
        vt100::MouseProtocolMode::None
    );
    session.press("q");
    assert!(session.wait_for_exit().success());
}

/// The text of `line` on the settings page after a start with these options, variables and settings.
fn displayed_setting(
    line: &str,
    args: &[&str],
    variable: Option<(&str, &str)>,
    settings: &str,
) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("precedence-{}-{line}", std::process::id()));
    fs::create_dir_all(folder.join("relutor")).expect("there is room");
    fs::write(folder.join("relutor/settings.toml"), settings).expect("there is room");
    let mut environment = vec![("XDG_CONFIG_HOME", folder.to_str().expect("it is text"))];
    environment.extend(variable);
    let mut session = Session::start(env!("CARGO_BIN_EXE_relutor"), args, &environment);
    session.wait_for_text(FIRST_SCREEN);
    session.press(",");
    session.wait_for_text("Characters");
    let contents = session.screen().contents();
    session.press("q");
    assert!(session.wait_for_exit().success());
    drop(fs::remove_dir_all(folder));
    let found = contents.lines().find(|row| row.contains(line));
    found.expect("the line is there").trim().to_owned()
}

#[test]
fn flags_override_variables_and_variables_override_settings() {
    for (line, flag, variable, setting) in [
        ("Motion", "--no-motion", "RELUTOR_NO_MOTION", "motion"),
        ("Mouse", "--no-mouse", "RELUTOR_NO_MOUSE", "mouse"),
        (
            "Large text",
            "--no-large-text",
            "RELUTOR_NO_LARGE_TEXT",
            "large-text",
        ),
    ] {
        let (on, off) = (
            format!("{setting} = true\n"),
            format!("{setting} = false\n"),
        );
        let cases: [(&[&str], Option<&str>, &str, bool); 7] = [
            (&[], None, "", true),
            (&[], None, &off, false),
            (&[], Some("1"), &on, false),
            (&[], Some("0"), &off, true),
            (&[], Some(""), &off, false),
            (&[flag], Some("0"), &on, false),
            (&[flag], None, "", false),
        ];
        for (args, value, settings, is_on) in cases {
            let variable = value.map(|value| (variable, value));
            let shown = displayed_setting(line, args, variable, settings);
            let wanted = if is_on { "[on]" } else { "[off]" };
            assert!(
                shown.contains(wanted),
                "{args:?} {variable:?} {settings}: {shown}"
            );
        }
    }
}

#[test]
fn the_mouse_setting_applies_immediately() {
    let mouse = |session: &Session, wanted: bool| {
        session.wait_until("the mouse as it was chosen", |screen| {
            (screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None) == wanted
        });
    };
    let mut session = start(&["3"]);
    mouse(&session, true);
    session.press(",jjj\u{1b}[C");
    mouse(&session, false);
    session.wait_for_text("[off]");
    session.press("h");
    mouse(&session, true);
    session.press("q");
    assert!(session.wait_for_exit().success());
    session.assert_restored();
    mouse(&session, false);
}

#[test]
fn an_idle_program_writes_nothing_and_uses_no_cpu() {
    for lesson in ["2", "3", "4", "7"] {
        let mut session = start(&[lesson]);
        eventually("the screen is painted", || session.is_quiet_for(SETTLED));
        let before = cpu_ticks(session.pid());
        assert!(session.is_quiet_for(IDLE), "lesson {lesson} writes");
        assert_eq!(cpu_ticks(session.pid()), before, "lesson {lesson} works");
        session.press("q");
        assert!(session.wait_for_exit().success());
    }
}

#[test]
fn a_finished_model_uses_no_cpu() {
    let mut session = start(&["flat-spots", "--step", "roll"]);
    session.press("++ ");
    session.wait_for_text("finished");
    eventually("the screen is painted", || session.is_quiet_for(SETTLED));
    let before = cpu_ticks(session.pid());
    assert!(session.is_quiet_for(IDLE));
    assert_eq!(
        cpu_ticks(session.pid()),
        before,
        "a finished model costs nothing"
    );
    session.press("q");
    assert!(session.wait_for_exit().success());
}
