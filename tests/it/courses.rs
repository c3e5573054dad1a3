//! Courses beside the built-in one: their own texts and authors, and the commands that bring and remove them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::support::{Driver, app};
use relutor::app::Appearance;
use relutor::lab::Values;
use relutor::lesson::{CourseSource, load};
use serde_json::Value as Json;

/// An empty folder with this name.
fn empty_folder(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&place));
    fs::create_dir_all(&place).unwrap();
    place
}

/// Exit code, standard output and standard error of `relutor args` of a user whose files are all in `place`.
fn relutor_with(place: &Path, args: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .current_dir(place)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env_remove("RELUTOR_COURSE")
        .env("XDG_STATE_HOME", place.join("state"))
        .env("XDG_CONFIG_HOME", place.join("config"))
        .env("XDG_DATA_HOME", place.join("data"))
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn relutor(place: &Path, args: &[&str]) -> (i32, String, String) {
    relutor_with(place, args, &[])
}

/// What `relutor args` prints.
fn printed(place: &Path, args: &[&str]) -> String {
    let (code, said, err) = relutor(place, args);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    said
}

/// A small course in the folder `mine` of `place`; `head` and `tail` stand at the start and the end of its course.toml.
fn small_course(place: &Path, head: &str, tail: &str) -> PathBuf {
    printed(place, &["new", "mine"]);
    let folder = place.join("mine");
    let file = folder.join("course.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{head}\n{text}\n{tail}\n")).unwrap();
    folder
}

/// The lines of a screen as one line.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_course_has_its_own_first_and_last_words_and_its_authors() {
    let place = empty_folder("course-texts");
    let folder = small_course(
        &place,
        "authors = [\"Ann Lee\", \"Bo\"]\nlicense = \"CC BY\"",
        "[intro]\nen = \"\"\"Kinks for\nbakers.\"\"\"\n[end]\nen = \"Now bake.\"",
    );
    let course = Arc::new(load(&CourseSource::Folder(folder)).unwrap());
    let mut list = Driver::new(app(Arc::clone(&course), Appearance::default()), (80, 24));
    let screen = list.text();
    let wanted = ["Kinks for bakers.", "By Ann Lee, Bo · Licence: CC BY"];
    for words in wanted {
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
    assert!(!joined(&screen).contains("Why does ReLU work"), "{screen}");

    for (at, is_last) in [(0, false), (1, true)] {
        let mut app = app(Arc::clone(&course), Appearance::default());
        app.open(at, 0, &Values::new()).unwrap();
        app.go_to_step(usize::MAX);
        let screen = Driver::new(app, (80, 24)).text();
        assert_eq!(screen.contains("Now bake."), is_last, "{screen}");
    }

    let text = printed(&place, &["read", "--course", "mine"]);
    for words in wanted.iter().chain(&["Now bake."]) {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    assert!(printed(&place, &["list", "--course", "mine"]).contains(wanted[1]));
    let json = printed(&place, &["list", "--json", "--course", "mine"]);
    let json: Json = serde_json::from_str(&json).unwrap();
    assert_eq!(json["intro"], "Kinks for bakers.");
    assert_eq!(json["authors"], serde_json::json!(["Ann Lee", "Bo"]));
    assert_eq!(json["licence"], "CC BY");
    let page = printed(
        &place,
        &[
            "export", "1", "--format", "html", "-o", "-", "--course", "mine",
        ],
    );
    assert!(page.contains("By Ann Lee, Bo"), "{page}");
}

#[test]
fn a_course_without_first_words_has_none_and_faulty_ones_are_named() {
    let place = empty_folder("course-texts-faulty");
    let folder = small_course(&place, "", "");
    let course = Arc::new(load(&CourseSource::Folder(folder.clone())).unwrap());
    let screen = Driver::new(app(course, Appearance::default()), (80, 24)).text();
    assert!(!joined(&screen).contains("Why does ReLU work"), "{screen}");

    let file = folder.join("course.toml");
    let text = fs::read_to_string(&file).unwrap();
    let long = "word ".repeat(150);
    let check = |tail: &str| {
        fs::write(&file, format!("{text}{tail}")).unwrap();
        let (code, said, _) = relutor(&place, &["check", "mine"]);
        assert_eq!(code, 1, "{said}");
        said
    };
    let said = check(&format!("[intro]\nen = \"{long}\"\n[end]\nen = \" \"\n"));
    assert!(said.contains("749 columns wide"), "{said}");
    assert!(said.contains("this text is empty"), "{said}");
    let said = check("[intro]\nko = \"꺾인 점 12개\"\n");
    assert!(said.contains("no text in `en` under `[intro]`"), "{said}");
    assert!(said.contains("the number 12 is typed out"), "{said}");
}

#[test]
fn relutor_course_names_the_course_and_an_option_goes_before_it() {
    let place = empty_folder("course-variable");
    small_course(&place, "", "");
    printed(&place, &["new", "other"]);
    let text = fs::read_to_string(place.join("other/course.toml")).unwrap();
    fs::write(
        place.join("other/course.toml"),
        text.replace("My course", "Other"),
    )
    .unwrap();
    let course = |args: &[&str], variable: &str| {
        let args = [&["list", "--json"], args].concat();
        let (code, said, err) = relutor_with(&place, &args, &[("RELUTOR_COURSE", variable)]);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?} {variable}");
        let json: Json = serde_json::from_str(&said).unwrap();
        json["course"].as_str().unwrap().to_owned()
    };
    assert_eq!(course(&[], "mine"), "My course");
    assert_eq!(course(&["--course", "other"], "mine"), "Other");
    for (args, variable) in [
        (&["--course", "built-in"][..], "mine"),
        (&["--course", ""], "mine"),
        (&[], ""),
        (&[], "built-in"),
    ] {
        assert_eq!(
            course(args, variable),
            "Why ReLU works",
            "{args:?} {variable}"
        );
    }

    let (code, _, err) = relutor_with(&place, &["list"], &[("RELUTOR_COURSE", "gone")]);
    assert_eq!(code, 2);
    assert!(
        err.contains("RELUTOR_COURSE") && err.contains("`gone`"),
        "{err}"
    );
    let topic = printed(&place, &["help", "environment"]);
    assert!(topic.contains("RELUTOR_COURSE"), "{topic}");
}

/// The text of every file below `folder`, by its path.
fn texts_below(folder: &Path) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                texts.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    texts.sort();
    texts
}

#[test]
fn the_built_in_course_can_be_written_out_and_changed() {
    let place = empty_folder("course-from-built-in");
    let said = printed(&place, &["new", "all", "--from", "built-in"]);
    assert!(said.contains("relutor --course all"), "{said}");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let mut wanted = texts_below(&source);
    wanted.retain(|(name, _)| !name.ends_with("reviewed.toml"));
    let written = texts_below(&place.join("all"));
    assert_eq!(written.len(), wanted.len());
    for ((name, text), (other, original)) in written.iter().zip(&wanted) {
        assert_eq!(name, other);
        if name == "course.toml" {
            assert!(!text.contains("reviewed"), "{text}");
            assert!(text.contains("licence = \"MIT\""), "{text}");
        } else {
            assert!(text == original, "{name} has changed");
        }
    }
    let course = load(&CourseSource::Folder(place.join("all"))).unwrap();
    assert_eq!(course.lessons.len(), crate::support::course().lessons.len());

    let (code, _, err) = relutor(&place, &["new", "all", "--from", "built-in"]);
    assert_eq!(code, 2);
    assert!(err.contains("not empty"), "{err}");
    let (code, _, err) = relutor(&place, &["new", "x", "--from", "elsewhere"]);
    assert_eq!(code, 2);
    assert!(err.contains("built-in"), "{err}");
    assert!(!place.join("x").exists());
}
