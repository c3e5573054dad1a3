//! `reviewed.toml`: `check` reports the texts that changed after they were last read, and `check --reviewed` records them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use relutor::lesson::{CourseSource, Review, load};
use relutor::locale::{Lang, Words};

use crate::broken_courses::BASE;

/// A course in a temporary folder, which is deleted on drop.
struct Reviewed(PathBuf);

impl Reviewed {
    /// The course of `broken_courses`, with every text recorded.
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reviewed-{name}"));
        drop(fs::remove_dir_all(&folder));
        let course = Self(folder);
        for (file, text) in BASE {
            course.write(file, text);
        }
        course.sign();
        course
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has {from}");
        self.write(file, &text.replacen(from, to, 1));
    }

    fn review(&self) -> Review {
        let source = CourseSource::Folder(self.0.clone());
        Review::read(&source, &load(&source).unwrap())
    }

    /// Records every text as read.
    fn sign(&self) {
        for update in self.review().updates(&[]) {
            self.write(&update.file, &update.text);
        }
    }

    /// The places and beginnings of the faults.
    fn faults(&self) -> Vec<String> {
        let words = Words::load(&Lang::english()).unwrap();
        let faults = self.review().faults();
        let lines = faults.iter().map(|fault| fault.line(&words));
        lines
            .map(|line| line.split(';').next().unwrap().to_owned())
            .collect()
    }
}

impl Drop for Reviewed {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// The line of `text` that has `part`, counted from 1.
fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

#[test]
fn a_text_that_was_read_is_reported_once_it_changes() {
    let course = Reviewed::new("changed");
    assert_eq!(course.faults(), Vec::<String>::new());
    let text = course.read("01-first/en.md");
    course.replace("01-first/en.md", "moves against", "never moves against");
    let at = line_of(&text, "moves against");
    let faults = course.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    let wanted = format!("01-first/en.md:{at}:27: not reviewed: `summary/1`");
    assert!(faults[0].starts_with(&wanted), "{faults:?}");
    course.sign();
    assert_eq!(course.faults(), Vec::<String>::new());
}

#[test]
fn an_element_of_a_lesson_is_reported_at_its_changed_key() {
    let course = Reviewed::new("element");
    let text = course.read("01-first/lesson.toml");
    course.replace("01-first/lesson.toml", "value = 103", "value = 104");
    let faults = course.faults();
    let at = line_of(&text, "value = 103");
    let wanted = format!("01-first/lesson.toml:{at}:9: not reviewed: `facts.");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with(&wanted), "{faults:?} {wanted}");
}

#[test]
fn a_comment_and_another_wrapping_are_no_change() {
    let course = Reviewed::new("wrapping");
    let lesson = course.read("01-first/lesson.toml");
    course.write("01-first/lesson.toml", &format!("# Read.\n{lesson}"));
    let prose = course.read("01-first/en.md");
    let lines: Vec<_> = prose
        .lines()
        .map(|line| {
            if line.starts_with(['#', '-']) {
                line.to_owned()
            } else {
                line.replacen(' ', "\n", 1)
            }
        })
        .collect();
    course.write("01-first/en.md", &lines.join("\n"));
    assert_eq!(course.faults(), Vec::<String>::new());
}

#[test]
fn a_change_in_one_language_names_the_others() {
    let course = Reviewed::new("languages");
    let english = course.read("glossary/en.md");
    course.write("glossary/ko.md", &english);
    course.sign();
    let word = english.lines().last().unwrap();
    course.replace("glossary/ko.md", word, &format!("{word} 아니에요."));
    let faults = course.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("glossary/ko.md:"), "{faults:?}");
    assert!(
        faults[0].contains("in `en` it did not change with it"),
        "{faults:?}"
    );
    course.replace("glossary/en.md", word, &format!("{word} Not so."));
    let faults = course.faults();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(!faults[0].contains("did not change with it"), "{faults:?}");
}

#[test]
fn an_added_paragraph_is_the_only_one_reported() {
    let course = Reviewed::new("added");
    let heading = "## summary\n\n";
    course.replace("01-first/en.md", heading, &format!("{heading}Added.\n\n"));
    let faults = course.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("summary/"), "{faults:?}");
    course.sign();
    course.replace("01-first/en.md", "Added.\n\n", "");
    let faults = course.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("was taken away"), "{faults:?}");
}

#[test]
fn a_record_may_be_missing_only_from_all_folders() {
    let course = Reviewed::new("missing");
    fs::remove_file(course.0.join("01-first/reviewed.toml")).unwrap();
    let faults = course.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    let wanted = "01-first/reviewed.toml:1:1: not reviewed: this record is missing";
    assert!(faults[0].starts_with(wanted), "{faults:?}");
    fs::remove_file(course.0.join("reviewed.toml")).unwrap();
    assert_eq!(course.faults(), Vec::<String>::new());
}

#[test]
fn a_course_that_wants_records_may_not_lose_all_of_them() {
    let course = Reviewed::new("lost");
    let text = course.read("course.toml");
    course.write("course.toml", &format!("reviewed = true\n{text}"));
    course.sign();
    assert_eq!(course.faults(), Vec::<String>::new());
    for file in ["reviewed.toml", "01-first/reviewed.toml"] {
        fs::remove_file(course.0.join(file)).unwrap();
    }
    let faults = course.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    let wanted = "course.toml:1:12: not reviewed: `reviewed = true` wants a record";
    assert!(faults[0].starts_with(wanted), "{faults:?}");
}

#[test]
fn another_order_of_options_is_a_change() {
    let course = Reviewed::new("order");
    let text = course.read("01-first/lesson.toml");
    let start = text.find("[step.option.").unwrap();
    let second = start + 1 + text[start + 1..].find("[step.option.").unwrap();
    let end = second + text[second..].find("\n[").map_or(0, |at| at + 1);
    let (first, other) = (&text[start..second], &text[second..end]);
    course.write(
        "01-first/lesson.toml",
        &format!("{}{other}{first}{}", &text[..start], &text[end..]),
    );
    let faults = course.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    let at = line_of(
        &course.read("01-first/lesson.toml"),
        other.lines().next().unwrap(),
    );
    assert!(
        faults[0].starts_with(&format!("01-first/lesson.toml:{at}:")),
        "{faults:?}"
    );
    assert!(faults[0].contains(".options`"), "{faults:?}");
}

#[test]
fn a_file_that_is_no_record_is_reported() {
    let course = Reviewed::new("unreadable");
    course.write("01-first/reviewed.toml", "[[");
    let faults = course.faults();
    assert_eq!(
        faults,
        ["01-first/reviewed.toml:1:1: not reviewed: this is no record"]
    );
    course.sign();
    assert_eq!(course.faults(), Vec::<String>::new());
}

/// Exit code and standard output and error of `relutor args`.
fn relutor(args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let said = text(output.stdout) + &text(output.stderr);
    (output.status.code().unwrap(), said)
}

#[test]
fn the_command_lists_what_it_records_and_refuses_a_course_with_faults() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reviewed-command");
    drop(fs::remove_dir_all(&folder));
    let course = Reviewed(folder);
    let dir = course.0.to_str().unwrap();
    assert_eq!(relutor(&["new", dir]).0, 0);
    let (code, said) = relutor(&["check", dir, "--reviewed"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("texts are as they were last read"), "{said}");
    let prose = "01-first-kink/en.md";
    course.replace(prose, "## breaks\n\n", "## breaks\n\nNow this: ");
    let (code, said) = relutor(&["check", dir]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains(": not reviewed: `breaks/1`"), "{said}");
    let (code, said) = relutor(&["check", dir, "course", "--reviewed"]);
    assert_eq!(code, 1, "only the course's own files were read: {said}");
    let (code, said) = relutor(&["check", dir, "first", "--reviewed"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("reviewed breaks/1 (was "), "{said}");
    assert!(said.contains("\n    Now this: "), "{said}");
    assert!(
        said.contains("wrote 01-first-kink/reviewed.toml: 1 "),
        "{said}"
    );
    let before = course.read("01-first-kink/reviewed.toml");
    course.replace("01-first-kink/lesson.toml", "value = ", "value = 9");
    let (code, said) = relutor(&["check", dir, "--reviewed"]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.starts_with("nothing is recorded as reviewed"),
        "{said}"
    );
    assert_eq!(course.read("01-first-kink/reviewed.toml"), before);
    assert_eq!(relutor(&["check", dir, "frist", "--reviewed"]).0, 2);
    assert_eq!(relutor(&["check", "--reviewed"]).0, 2);
    let (code, said) = relutor(&["check", dir, "long-way"]);
    assert_eq!(code, 0, "another lesson has the fault: {said}");
}
