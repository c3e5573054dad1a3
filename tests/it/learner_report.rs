//! `relutor report`: what a learner answered and met, and the misconceptions that were held and dropped.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use relutor::app::{
    Appearance, Day, LearnerReport, LessonProgress, Progress, StepName, StepResult,
};

use crate::support;

/// The progress of a learner who held one misconception twice, and dropped it in the end if `drops`.
fn progress(drops: bool) -> Progress {
    let lesson = |answers: &[(&str, Option<&str>)], met: &[(&str, usize)]| LessonProgress {
        answers: answers
            .iter()
            .map(|(step, answer)| ((*step).to_owned(), answer.map(str::to_owned)))
            .collect(),
        met: met
            .iter()
            .map(|(step, met)| ((*step).to_owned(), *met))
            .collect(),
        time: Duration::from_secs(125),
        ..LessonProgress::default()
    };
    let last = if drops { "two" } else { "minus-two" };
    let recall = support::course().lessons[4].steps[0].id.clone();
    let mut all = Progress::default();
    all.lessons.insert(
        "bias-moves-the-kink".to_owned(),
        lesson(&[("guess", Some("right")), ("recall", None)], &[("try", 1)]),
    );
    all.lessons.insert(
        "one-node-everywhere".to_owned(),
        lesson(&[(recall.as_str(), Some(last))], &[]),
    );
    all
}

fn report(drops: bool) -> LearnerReport {
    let app = support::app(support::course(), Appearance::default());
    let app = app.with_progress(progress(drops), None);
    LearnerReport::new(app.context())
}

#[test]
fn answers_are_told_in_the_words_of_the_question() {
    let report = report(true);
    let lesson = &report.lessons[0];
    assert_eq!(lesson.name, "bias-moves-the-kink");
    let guess = lesson.steps.iter().find_map(|step| match step {
        StepResult::Question {
            step,
            prompt,
            answer,
            right,
            is_right,
        } if step == "guess" => Some((
            prompt.as_str(),
            answer.as_deref(),
            right.as_str(),
            *is_right,
        )),
        _ => None,
    });
    let (prompt, answer, right, is_right) = guess.unwrap();
    assert!(prompt.contains("Where does the kink of"), "{prompt}");
    assert_eq!(
        (answer, right, is_right),
        (Some("At A = 7"), "At A = −7", Some(false))
    );
}

#[test]
fn a_misconception_is_held_until_a_later_question_that_offers_it_is_answered_right() {
    let place = |lesson: &str, step: &str| StepName {
        lesson: lesson.to_owned(),
        step: step.to_owned(),
    };
    let recall = support::course().lessons[4].steps[0].id.clone();
    let first = place("bias-moves-the-kink", "guess");
    let second = place("one-node-everywhere", &recall);
    let dropped = &report(true).beliefs[0];
    assert_eq!(dropped.code, "M8");
    assert!(
        dropped.words.as_ref().unwrap().contains("bias"),
        "{dropped:?}"
    );
    assert_eq!(dropped.held.as_slice(), std::slice::from_ref(&first));
    assert_eq!(dropped.dropped, Some(second.clone()));
    let held = &report(false).beliefs[0];
    assert_eq!(held.held, [first, second]);
    assert_eq!(held.dropped, None);
}

/// The program in a home folder of its own.
fn relutor(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .current_dir(home)
        .env("LANG", "C.UTF-8")
        .env("XDG_STATE_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .output()
        .unwrap()
}

#[test]
fn the_end_of_the_files_name_decides_about_the_form() {
    let home = tempfile::tempdir().unwrap();
    let said = relutor(home.path(), &["report"]);
    let text = String::from_utf8(said.stdout).unwrap();
    assert!(text.contains("Nothing was answered yet."), "{text}");
    for (file, start) in [
        ("r.html", "<!DOCTYPE html>"),
        ("r.json", "{"),
        ("r.md", "# Results"),
    ] {
        let said = relutor(home.path(), &["report", "-o", file]);
        assert!(said.status.success(), "{said:?}");
        let text = fs::read_to_string(home.path().join(file)).unwrap();
        assert!(text.starts_with(start), "{text}");
    }
    let other = relutor(home.path(), &["report", "-o", "r.pdf"]);
    assert_eq!(
        other.status.code(),
        Some(2),
        "no report in disguise: {other:?}"
    );
    let again = relutor(home.path(), &["report", "-o", "r.md"]);
    assert_eq!(
        again.status.code(),
        Some(1),
        "an existing file stays: {again:?}"
    );
    assert!(
        relutor(home.path(), &["report", "-o", "r.md", "--force"])
            .status
            .success()
    );
}

#[test]
fn a_report_names_lessons_and_steps_as_the_course_does() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(["3", "--step", "guess", "--plain", "--lang", "en"])
        .env("XDG_STATE_HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(b"1\nq\n").unwrap();
    assert!(program.wait().unwrap().success());
    let said = relutor(home.path(), &["report", "--lang", "en"]);
    let text = String::from_utf8(said.stdout).unwrap();
    for told in [
        "## 3 Bias moves the kink",
        "(in 3 Bias moves the kink, step 2)",
        "0 of 1 answered right",
        "As of 2",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(
        text.contains("- ✗ Where does the kink"),
        "the question alone: {text}"
    );
    assert!(!text.contains("0 min"), "{text}");
}

#[test]
fn a_day_is_written_as_a_date() {
    for (day, date) in [
        (0, "1970-01-01"),
        (-1, "1969-12-31"),
        (11_016, "2000-02-29"),
        (11_017, "2000-03-01"),
        (20_787, "2026-11-30"),
    ] {
        assert_eq!(Day(day).to_string(), date);
    }
}
