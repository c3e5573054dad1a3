//! The program on every kind of terminal: without colours, of every size, resized many times, on a slow line.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::support::pty::{LineSpeed, Session, Terminal, eventually};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::SplitMix64;
use vt100::{Color, Screen};

const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");
/// Time without output after which a screen counts as drawn.
const SETTLED: Duration = Duration::from_millis(300);
const SIZES: [(u16, u16); 5] = [(60, 18), (80, 24), (100, 30), (160, 45), (300, 100)];

fn start(args: &[&str], environment: &[(&str, &str)]) -> Session {
    let session = Session::start(PROGRAM, args, environment);
    session.wait_for_text("all keys");
    session
}

fn settle(session: &Session) {
    eventually("the screen is painted", || session.is_quiet_for(SETTLED));
}

/// The foreground and background colours of all cells.
fn colours(screen: &Screen) -> BTreeSet<String> {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let cells = places.filter_map(|(row, column)| screen.cell(row, column));
    let shades = cells.flat_map(|cell| [cell.fgcolor(), cell.bgcolor()]);
    shades.map(|shade| format!("{shade:?}")).collect()
}

fn assert_colours(term: &str, environment: &[(&str, &str)], allowed: impl Fn(&str) -> bool) {
    for lesson in ["2", "4", "race-day"] {
        let environment = [&[("TERM", term)], environment].concat();
        let mut session = start(&[lesson], &environment);
        session.press("1");
        settle(&session);
        let shades = colours(&session.screen());
        let strange: Vec<_> = shades.iter().filter(|shade| !allowed(shade)).collect();
        assert!(strange.is_empty(), "{term}, lesson {lesson}: {strange:?}");
        session.press("q");
        assert!(session.wait_for_exit().success());
    }
}

#[test]
fn output_uses_only_colours_that_the_terminal_supports() {
    let none = format!("{:?}", Color::Default);
    let indices = |count: u8| (0..count).map(|at| format!("{:?}", Color::Idx(at)));
    let sixteen: BTreeSet<_> = indices(16).chain([none.clone()]).collect();
    assert_colours("xterm", &[], |shade| sixteen.contains(shade));
    assert_colours("xterm-256color", &[], |shade| {
        shade == none || shade.starts_with("Idx")
    });
    assert_colours("xterm-256color", &[("NO_COLOR", "1")], |shade| {
        shade == none
    });
}

#[test]
fn a_terminal_without_cursor_addressing_gets_a_list_of_alternatives() {
    let mut session = Session::start(PROGRAM, &["3"], &[("TERM", "dumb")]);
    session.wait_for_text("relutor read");
    assert!(!session.wait_for_exit().success());
    assert!(!session.screen().alternate_screen());
}

/// The background of the cell in the middle of the screen.
fn background_at_centre(session: &Session) -> Color {
    let screen = session.screen();
    screen.cell(12, 40).expect("the screen has it").bgcolor()
}

#[test]
fn the_theme_follows_the_reported_background() {
    let shown = |background| {
        let terminal = Terminal {
            background,
            ..Terminal::USUAL
        };
        let session = Session::start_on(terminal, PROGRAM, &["3"], &[("COLORTERM", "truecolor")]);
        session.wait_for_text("all keys");
        settle(&session);
        background_at_centre(&session)
    };
    let dark = shown(None);
    assert_eq!(shown(Some("1111/1111/1111")), dark);
    let light = shown(Some("ffff/ffff/eeee"));
    assert_ne!(light, dark);
    assert_eq!(light, Color::Rgb(250, 250, 247));
}

#[test]
fn a_late_colour_reply_is_not_read_as_keys() {
    for end in ["\x1b\\", "\x07"] {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("late-reply");
        drop(fs::remove_dir_all(&home));
        fs::create_dir_all(&home).expect("a folder can be made");
        let path = home.to_str().expect("a path that is text");
        let environment = [("HOME", path), ("XDG_STATE_HOME", path)];
        let slow = Terminal {
            background: Some("1e1e/1e1e/2e2e"),
            delay: Duration::from_millis(300),
            ..Terminal::USUAL
        };
        let args = ["3", "--step", "guess"];
        let mut session = Session::start_on(slow, PROGRAM, &args, &environment);
        session.wait_for_text("all keys");
        settle(&session);
        let before = session.screen().contents();
        session.press(&format!("\x1b]11;rgb:1111/2222/3333{end}"));
        session.press("e");
        session.wait_until("Korean", |screen| screen.contents() != before);
        session.press("e");
        session.wait_until("the screen of before", |screen| screen.contents() == before);
        session.press("q");
        assert!(session.wait_for_exit().success());
        let saved = fs::read_to_string(home.join("relutor/progress.toml")).unwrap_or_default();
        assert!(!saved.contains("answers"), "{saved}");
    }
}

#[test]
fn no_line_glyphs_are_used_where_they_are_two_columns_wide() {
    let shown = |ambiguous, lang, args: &[&str]| {
        let terminal = Terminal {
            ambiguous,
            ..Terminal::USUAL
        };
        let session = Session::start_on(terminal, PROGRAM, args, &[("LANG", lang)]);
        session.wait_until("the first line of the header", |screen| {
            screen.contents().contains("relutor")
        });
        settle(&session);
        session.screen().contents()
    };
    let drawn = |text: &str| text.contains('─');
    assert!(drawn(&shown(1, "ko_KR.UTF-8", &["3"])));
    assert!(!drawn(&shown(2, "ko_KR.UTF-8", &["3"])));
    assert!(drawn(&shown(
        2,
        "ko_KR.UTF-8",
        &["3", "--glyphs", "braille"]
    )));
    assert!(drawn(&shown(2, "en_GB.UTF-8", &["3"])), "nobody is asked");
}

#[test]
fn a_monochrome_terminal_gets_no_colours() {
    let none = format!("{:?}", Color::Default);
    assert_colours("vt220", &[], |shade| shade == none);
}

#[test]
fn a_saved_screenshot_does_not_overwrite_existing_ones() {
    // A pseudo-terminal starts its program in the home folder.
    let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures-of-a-screen");
    fs::create_dir_all(&here).expect("a folder can be made");
    let home = here.to_str().expect("a path that is text");
    let session = start(&["3", "--step", "guess"], &[("HOME", home)]);
    settle(&session);
    let pictures = || {
        let entries = fs::read_dir(&here).expect("it can be read");
        let names = entries.flatten().map(|entry| entry.file_name());
        let names = names.filter_map(|name| name.into_string().ok());
        names
            .filter(|name| Path::new(name).extension().is_some_and(|end| end == "svg"))
            .collect::<Vec<_>>()
    };
    let before = pictures();
    session.press("x");
    session.wait_for_text(".svg");
    let after = pictures();
    let new: Vec<_> = after.iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(new.len(), 1, "{after:?}");
    let path = here.join(new[0]);
    let picture = fs::read_to_string(&path).expect("it is there");
    fs::remove_file(&path).expect("it can be taken away");
    assert!(picture.starts_with("<svg") && picture.contains("kink"));
}

#[test]
fn after_a_thousand_resizes_the_screen_equals_a_fresh_start() {
    let args = ["4", "--step", "hat"];
    let mut random = SplitMix64::seed_from_u64(4);
    let mut session = start(&args, &[]);
    for _ in 0..1_000 {
        session.resize((random.random_range(2..=300), random.random_range(2..=100)));
        if random.random_range(0..20) == 0 {
            session.press("v");
            session.press("v");
        }
    }
    settle(&session);
    for size in SIZES {
        session.resize(size);
        let fresh = start(&args, &[]);
        fresh.resize(size);
        settle(&fresh);
        eventually("the same screen as a fresh program's", || {
            fresh.screen().contents() == session.screen().contents()
        });
    }
    session.press("q");
    assert!(session.wait_for_exit().success());
}

#[test]
fn on_a_slow_line_frames_are_skipped() {
    let args = ["3", "--step", "earlier"];
    let fast = start(&args, &[]);
    settle(&fast);
    let first = fast.bytes();
    drop(fast);

    let serial = Terminal {
        line: LineSpeed::Serial,
        ..Terminal::USUAL
    };
    let mut session = Session::start_on(serial, PROGRAM, &args, &[]);
    session.wait_for_text("all keys");
    for key in ["\x1b[C", "\x1b[D"].repeat(50) {
        session.press(key);
    }
    session.press("?");
    session.wait_for_text("the previous step, its model");
    let (sent, frames) = (session.bytes(), 4);
    assert!(sent < frames * first, "{sent} bytes, {first} for a screen");
    session.press("q");
    assert!(session.wait_for_exit().success());
}

#[test]
fn a_terminal_that_shrinks_and_grows_back_is_drawn_completely() {
    let mut session = start(&["4", "--step", "hat"], &[]);
    settle(&session);
    let before = session.screen().contents();
    for _ in 0..40 {
        session.resize((40, 10));
        session.resize((80, 24));
    }
    eventually("the screen of before", || {
        session.screen().contents() == before
    });
    session.press("q");
    assert!(session.wait_for_exit().success());
}
