//! Control characters and bidirectional overrides from courses, file names, arguments and state files reach neither a
//! terminal nor an export.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use relutor::app::Appearance;
use relutor::export;
use relutor::lab::Values;
use relutor::lesson::{CourseSource, load};

use crate::support::{Driver, app};

/// A title of the terminal, a colour with a control character of eight bits, an override and an isolate.
const HOSTILE: &str = "x\u{1b}]0;PWNED\u{7}\u{9b}31m\u{202e}y\u{2066}\u{feff}\u{7f}z";
/// The same in a string of TOML.
const ESCAPED: &str = "x\\u001b]0;PWNED\\u0007\\u009b31m\\u202ey\\u2066\\ufeff\\u007fz";
/// The same in Markdown, as far as it has names for the characters.
const ENTITIES: &str = "&#x1b;]0;PWNED&#7;&#x9b;31m&#x202e;y&#x2066;z";

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A course with hostile text wherever it has room for some.
fn hostile_course(folder: &Path) {
    let write = |file: &str, text: String| {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "course.toml",
        format!("lessons = [\"01-first\"]\n[title]\nen = \"A course {ESCAPED}\"\n"),
    );
    let toml = include_str!("broken_courses/base/01-first/lesson.toml");
    let toml = toml.replace("the bias that", ESCAPED) + "\n[sources]\nbook = \"A book {X}\"\n";
    write(
        "01-first/lesson.toml",
        toml.replace("{X}", ESCAPED)
            .replace("\"node\"", &format!("\"node{ESCAPED}\""))
            .replace("[labs.node]", &format!("[labs.\"node{ESCAPED}\"]")),
    );
    let text = include_str!("broken_courses/base/01-first/en.md");
    let text = text.replace("# First", &format!("# First {HOSTILE}")).replace(
        "The bias goes",
        &format!("{HOSTILE} `code {HOSTILE}` {ENTITIES} *{HOSTILE}*\n\n    {HOSTILE}\n\nThe {{source:book}} bias goes"),
    );
    write(
        "01-first/en.md",
        text.replace("Right\n", &format!("Right {HOSTILE}\n")),
    );
    write(
        "glossary/en.md",
        format!("# Glossary\n\n## kink\n\nkink {HOSTILE}\n\nWhere {HOSTILE} the slope changes.\n"),
    );
}

/// Asserts that `text` has no control character but line breaks, and nothing that reorders it.
fn assert_harmless(about: &str, text: &str) {
    let is_harmful = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
    };
    let found = text.chars().find(is_harmful);
    assert!(found.is_none(), "{about}: {found:?} in {text:?}");
}

/// The output and the errors of the program, which are harmless.
fn run(home: &Path, args: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .current_dir(home)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env("XDG_STATE_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_harmless(&format!("{args:?}"), &out);
    assert_harmless(&format!("{args:?}"), &err);
    (out, err)
}

#[test]
fn commands_print_the_text_of_a_hostile_course_without_control_characters() {
    let home = folder("hostile-commands");
    hostile_course(&home.join("course"));
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["read"],
        &["read", "1", "--answers"],
        &["check"],
        &["export", "1", "--format", "text", "-o", "-"],
        &["export", "1", "--format", "svg", "-o", "-"],
        &["export", "1", "--format", "html", "-o", "-"],
    ] {
        let (out, err) = run(&home, &[args, &["--course", "course"]].concat());
        let shown = if args == ["check"] { "en.md" } else { "PWNED" };
        assert!(out.contains(shown), "{args:?}: {out} {err}");
    }
    for args in [
        &["reset"][..],
        &["2"],
        &["--step", "7"],
        &["1", "--step", "nowhere"],
        &["read", "1", "--step", "nowhere"],
    ] {
        let (_, err) = run(&home, &[args, &["--course", "course"]].concat());
        assert!(!err.is_empty(), "{args:?}");
    }
}

#[test]
fn pictures_and_pages_on_disk_have_no_control_characters() {
    let home = folder("hostile-export");
    hostile_course(&home.join("course"));
    for format in ["svg", "html", "text"] {
        let args = ["export", "1", "--format", format, "-o", format];
        run(&home, &[&args[..], &["--course", "course"]].concat());
        let text = fs::read_to_string(home.join(format)).unwrap();
        assert_harmless(format, &text);
    }
}

#[test]
fn screens_show_a_hostile_course_without_control_characters() {
    let home = folder("hostile-screens");
    hostile_course(&home);
    let course = load(&CourseSource::Folder(home)).unwrap();
    let mut driver = Driver::new(app(Arc::new(course), Appearance::default()), (100, 40));
    for keys in ["", "?", "<Esc>", "/", "x", "<Esc>", "g", "<Esc>"] {
        let buffer = driver.press(keys);
        assert_harmless(keys, &export::text(&buffer));
    }
    driver.app.open(0, 0, &Values::new()).unwrap();
    for keys in ["", "1", "2", "n", "h", "?", "<Esc>", "n", "n", "n", "n"] {
        let buffer = driver.press(keys);
        for cell in &buffer.content {
            assert_harmless(keys, cell.symbol());
        }
    }
    let picture = export::svg(&driver.draw(), &[], Appearance::default(), HOSTILE);
    assert_harmless("the picture", &picture);
}

#[test]
fn names_of_files_arguments_and_entries_are_printed_without_control_characters() {
    let home = folder("hostile-names");
    let course = home.join(format!("course{HOSTILE}"));
    hostile_course(&course);
    let course = course.to_str().unwrap();
    let named = |text: &str| {
        let lessons = format!("lessons = [\"01-first\", \"{text}\"]\n[title]\nen = \"A\"\n");
        fs::write(Path::new(course).join("course.toml"), lessons).unwrap();
    };
    for command in ["check", "list", "read"] {
        named(&format!("02-{ESCAPED}"));
        let (out, err) = run(&home, &[command, "--course", course]);
        assert!((out + &err).contains("02-x"), "{command}");
        named("02-other\\nx\\u001b[2J");
        run(&home, &[command, "--course", course]);
    }
    let state = home.join("relutor");
    fs::create_dir_all(&state).unwrap();
    for args in [
        vec![HOSTILE],
        vec!["lab", HOSTILE],
        vec!["lab", "hinge-sum", "--set", HOSTILE],
        vec!["--seed", HOSTILE],
        vec!["--theme", HOSTILE, "list"],
        vec!["--lang", HOSTILE, "list"],
        vec!["list", HOSTILE],
        vec!["export", "3", "--size", HOSTILE],
        vec!["export", "3", "-o", HOSTILE],
        vec!["export", "3", "-o", HOSTILE],
        vec!["new", HOSTILE],
        vec!["new", HOSTILE],
        vec!["play", "--load", HOSTILE],
        vec!["--course", HOSTILE, "list"],
    ] {
        let (out, err) = run(&home, &args);
        assert!(!(out + &err).is_empty(), "{args:?}");
    }
    let damaged = format!("version = 1\n[lesson.\"{ESCAPED}\"]\nseen = 3\n");
    fs::write(state.join("progress.toml"), damaged).unwrap();
    let (_, err) = run(&home, &["list"]);
    assert!(err.contains("PWNED"), "{err}");
    fs::write(
        state.join("settings.toml"),
        format!("theme = \"{ESCAPED}\"\n"),
    )
    .unwrap();
    run(&home, &["list"]);
}

#[test]
fn the_text_of_the_program_has_no_replacement_characters() {
    let home = folder("hostile-none");
    for args in [
        &["read", "1", "--lang", "ko"][..],
        &["list", "--lang", "en"],
        &["man"],
        &["completions", "zsh"],
        &["--help"],
    ] {
        let (out, _) = run(&home, args);
        assert!(!out.is_empty() && !out.contains('\u{fffd}'), "{args:?}");
    }
}

#[test]
fn a_locale_that_is_not_utf8_gets_ascii_and_english_with_one_sentence() {
    let home = folder("hostile-locale");
    let list = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
            .args(args)
            .env("LC_ALL", "ko_KR.EUC-KR")
            .env_remove("RELUTOR_LANG")
            .env("XDG_STATE_HOME", &home)
            .env("XDG_CONFIG_HOME", &home)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr))
    };
    for args in [
        &["list"][..],
        &["lab", "bias-node"],
        &["read", "3"],
        &["--help"],
    ] {
        let (out, err) = list(args);
        assert!(out.is_ascii() && err.is_ascii(), "{args:?}: {out}{err}");
        assert!(
            err.contains("ko_KR.EUC-KR") && err.contains("--lang"),
            "{err}"
        );
        assert_eq!(err.lines().count(), 1, "{err}");
    }
    let (out, err) = list(&["list", "--lang", "ko"]);
    assert!(out.contains('분') && err.is_empty(), "{out}{err}");
}
