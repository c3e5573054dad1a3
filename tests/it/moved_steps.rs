//! Progress and copied commands of version 0.1.0 find the steps that moved to another lesson.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{Driver, app, course};
use relutor::app::{App, Appearance, Day};
use relutor::lab::Values;
use relutor::lesson::Course;
use relutor::storage::Storage;
use serde_json::Value;

/// The progress of a learner who stopped in the lesson *Flat spots* before it became two lessons.
const PROGRESS: &str = include_str!("saved_0_1_0/progress.toml");

/// A home folder with that progress.
fn home(name: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&home));
    fs::create_dir_all(home.join("relutor")).expect("a folder can be made");
    fs::write(home.join("relutor/progress.toml"), PROGRESS).expect("written");
    home
}

/// The program's standard output with these arguments.
fn stdout_of(home: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env("XDG_STATE_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

/// The seen steps of a lesson in `relutor list --json`.
fn seen_steps(home: &Path, lesson: &str) -> Vec<String> {
    let list: Value = serde_json::from_str(&stdout_of(home, &["list", "--json"])).expect("JSON");
    let lessons = list["lessons"].as_array().expect("a list");
    let entry = lessons.iter().find(|entry| entry["name"] == lesson);
    let seen = entry.expect("there is such a lesson")["seen"].as_array();
    let steps = seen.expect("a list").iter();
    steps
        .map(|step| step.as_str().expect("a name").to_owned())
        .collect()
}

/// The app of the learner, some days later.
fn app_of(home: &Path) -> App {
    let stored = Storage::in_folders(Some(home.to_owned()), Some(home.to_owned())).load_progress();
    assert_eq!(stored.notices, vec![], "the file is whole");
    app(course(), Appearance::default()).with_progress(stored.value, Some(Day(20_000)))
}

fn step_index(course: &Course, lesson: &str, step: &str) -> usize {
    let lesson = course.lesson_named(lesson).expect("there is such a lesson");
    let at = lesson.steps.iter().position(|other| other.id == step);
    at.expect("there is such a step")
}

#[test]
fn stored_progress_follows_steps_to_their_new_lesson() {
    let mut driver = Driver::new(app_of(&home("moved-progress")), (100, 30));
    driver.app.resume();
    driver.draw();
    let course = course();
    let at = |step: &str| step_index(&course, "chains-of-slopes", step);
    {
        let session = driver.app.session().expect("the last lesson is open");
        assert_eq!(session.lesson().name, "chains-of-slopes");
        assert_eq!(session.at(), at("try-gain"));
        assert!(session.visited(at("links")) && session.visited(at("guess-random")));
        assert!(!session.visited(at("train")), "0.1.0 did not open it");
        let step = session.step().expect("a step is open");
        assert!(
            session.state().expect("it is open").is_done(step),
            "both goals are met"
        );
    }
    let lessons = driver.app.progress().lessons;
    let (flat, chains) = (&lessons["flat-spots"], &lessons["chains-of-slopes"]);
    assert_eq!(
        flat.answers.keys().collect::<Vec<_>>(),
        ["guess", "recall"],
        "each lesson has a recall of its own"
    );
    assert_eq!(
        chains.answers["guess-random"],
        Some("becomes-one".to_owned())
    );
    assert_eq!(chains.answers["guess-weight"], None, "it was skipped");
    assert!(!chains.answers.contains_key("recall"));
    let chapter = course
        .find("chains-of-slopes")
        .expect("there is such a lesson");
    driver
        .app
        .open(chapter, at("guess-random"), &Values::new())
        .expect("nothing is set");
    while driver.app.session().expect("it is open").at() > at("guess-random") {
        driver.press("p");
    }
    assert!(
        driver.text().contains("Only if the weights fit as well"),
        "the feedback to the stored answer:\n{}",
        driver.text()
    );
}

#[test]
fn the_list_counts_steps_in_their_new_lesson() {
    let home = home("moved-list");
    assert_eq!(
        seen_steps(&home, "flat-spots"),
        ["recall", "flat", "roll", "guess", "relu"]
    );
    let moved = seen_steps(&home, "chains-of-slopes");
    assert_eq!(moved.first().map(String::as_str), Some("links"));
    assert_eq!(moved.last().map(String::as_str), Some("try-gain"));
    assert_eq!(moved.len(), 8);
}

#[test]
fn a_reset_of_the_new_lesson_stays_reset() {
    let home = home("moved-reset");
    assert_eq!(seen_steps(&home, "chains-of-slopes").len(), 8);
    stdout_of(&home, &["reset", "chains-of-slopes", "--yes"]);
    assert_eq!(seen_steps(&home, "chains-of-slopes"), Vec::<String>::new());
    assert_eq!(seen_steps(&home, "flat-spots").len(), 5);
    let app = app_of(&home);
    let lessons = app.progress().lessons;
    assert!(!lessons.contains_key("chains-of-slopes"));
    assert_eq!(
        lessons["flat-spots"].answers["guess"],
        Some("exponential".to_owned())
    );
}

#[test]
fn a_reset_of_the_old_lesson_keeps_the_steps_that_moved() {
    let home = home("moved-keep");
    stdout_of(&home, &["reset", "flat-spots", "--yes"]);
    assert_eq!(seen_steps(&home, "flat-spots"), Vec::<String>::new());
    assert_eq!(seen_steps(&home, "chains-of-slopes").len(), 8);
}

#[test]
fn copied_commands_open_steps_in_their_new_lesson() {
    let home = home("moved-command");
    let open = |lesson: &str, step: &str| {
        let export = [
            "export", lesson, "--step", step, "--format", "text", "-o", "-",
        ];
        stdout_of(&home, &export)
    };
    for step in ["guess-random", "try-gain", "links"] {
        let screen = open("flat-spots", step);
        assert!(screen.contains("Chains of slopes"), "{step}\n{screen}");
        assert_eq!(screen, open("chains-of-slopes", step));
        let read = |lesson: &str| stdout_of(&home, &["read", lesson, "--step", step]);
        assert_eq!(read("flat-spots"), read("chains-of-slopes"));
    }
    // Steps that both lessons have, or that another lesson has as well, stay where they are.
    assert!(open("flat-spots", "recall").contains("Flat spots"));
    assert!(open("depth-folds", "guess-random").contains("Depth folds"));
}
