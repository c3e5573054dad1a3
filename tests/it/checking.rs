//! `relutor check` while a course is written: single lessons, one language, each change, and faults that an editor opens.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The folder of a test, with a new course in `my`.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("checking-{name}"));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        let place = Self(folder);
        let (code, said) = place.relutor(&["new", "my"]);
        assert_eq!(code, 0, "{said}");
        place
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relutor"));
        command
            .args(args)
            .current_dir(&self.0)
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env("RELUTOR_LANG", "en")
            .stdin(Stdio::null());
        command
    }

    /// Exit code and standard output of `relutor args`.
    fn relutor(&self, args: &[&str]) -> (i32, String) {
        let output = self.command(args).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code().unwrap(), said)
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.0.join("my").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has {old}");
        fs::write(path, text.replace(old, new)).unwrap();
    }

    /// Makes the right answer of the first lesson wrong.
    fn break_answer(&self) {
        self.replace("01-first-kink/lesson.toml", "is = -4 ", "is = -5 ");
    }
}

/// A program that ends with the test, also with one that fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill().and_then(|()| self.0.wait()));
    }
}

const WRONG: &str = "01-first-kink/lesson.toml:19:9: the right answer `left` does not hold for the model: kink is −4;";

#[test]
fn a_fault_names_its_file_from_the_working_folder() {
    let place = Place::new("paths");
    place.break_answer();
    let absolute = place.0.join("my").display().to_string();
    for dir in ["my", "./my", "my/", absolute.as_str()] {
        let (code, said) = place.relutor(&["check", dir]);
        assert_eq!(code, 1);
        let mut lines = said.lines();
        assert!(
            lines.any(|line| line.starts_with(&format!("my/{WRONG}"))),
            "{said}"
        );
    }
    let inside = Place(place.0.join("my"));
    let (_, said) = inside.relutor(&["check", "."]);
    assert!(said.lines().any(|line| line.starts_with(WRONG)), "{said}");
}

#[test]
fn only_the_lessons_that_are_named_are_checked() {
    let place = Place::new("lessons");
    place.break_answer();
    let (code, said) = place.relutor(&["check", "my", "long-way"]);
    assert_eq!(
        said,
        "No faults: 1 lesson, 2 steps, 3 facts. All of it holds.\n"
    );
    assert_eq!(code, 0);
    let (code, said) = place.relutor(&["check", "my", "2", "1"]);
    assert!(code == 1 && said.contains(WRONG), "{said}");
    place.replace("02-long-way/en.md", "## try", "> quoted\n\n## try");
    let (_, said) = place.relutor(&["check", "my", "1"]);
    assert!(said.contains(WRONG) && !said.contains("02-"), "{said}");
    for folder in ["02-long-way", "02-long-way/"] {
        let (_, by_folder) = place.relutor(&["check", "my", folder]);
        assert!(by_folder.contains("02-long-way/en.md:"), "{by_folder}");
        assert!(!by_folder.contains("01-"), "{by_folder}");
    }
    let (code, _) = place.relutor(&["check", "my", "nowhere"]);
    assert_eq!(code, 2);
}

#[test]
fn faults_are_data_for_an_editor() {
    let place = Place::new("data");
    let (code, said) = place.relutor(&["check", "my", "--json"]);
    let data: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (code, data),
        (
            0,
            serde_json::json!({"relutor": 1, "output": "faults", "faults": []})
        )
    );
    place.break_answer();
    let (code, said) = place.relutor(&["check", "my", "--json"]);
    assert_eq!(code, 1);
    let data: serde_json::Value = serde_json::from_str(&said).unwrap();
    let faults = data["faults"].as_array().unwrap();
    let wrong = faults.iter().find(|fault| {
        let message = fault["message"].as_str().unwrap();
        message.starts_with("the right answer `left` does not hold")
    });
    let wrong = wrong.unwrap();
    assert_eq!(wrong["file"], "my/01-first-kink/lesson.toml");
    assert_eq!((&wrong["line"], &wrong["column"]), (&19.into(), &9.into()));
}

#[test]
fn a_block_that_cannot_be_shown_hides_no_other_fault_and_causes_none() {
    let place = Place::new("all");
    place.break_answer();
    // The quote has the only use of the fact `steep`.
    let prose = "01-first-kink/en.md";
    place.replace(prose, "Doubling the output", "> Doubling the output");
    place.replace(prose, "{b} is zero at", "{b} is zero 17 at");
    let (_, said) = place.relutor(&["check", "my"]);
    let lines: Vec<_> = said.lines().collect();
    assert!(
        lines[0].starts_with("my/01-first-kink/en.md:12:17: 17 is typed out;"),
        "{said}"
    );
    assert!(
        lines[1].starts_with("my/01-first-kink/en.md:52:1: "),
        "{said}"
    );
    assert!(lines[2].starts_with(&format!("my/{WRONG}")), "{said}");
    assert_eq!(lines[3..], ["3 faults."], "{said}");
    // A lesson whose numbers cannot be read completely hides no fault of another one.
    place.replace(
        "02-long-way/lesson.toml",
        "minutes = 4",
        "minutes = 4\nbad = 1",
    );
    let (_, said) = place.relutor(&["check", "my"]);
    assert!(
        said.contains("02-long-way/lesson.toml:2:1: unknown key `bad`"),
        "{said}"
    );
    assert!(said.contains(WRONG), "{said}");
    assert!(said.ends_with("\n4 faults.\n"), "{said}");
}

#[test]
fn a_language_that_is_named_is_checked_alone() {
    let place = Place::new("language");
    let korean = "# 첫 번째 꺾이는 점\n\n## guess\n\n> 인용\n";
    fs::write(place.0.join("my/01-first-kink/ko.md"), korean).unwrap();
    let (code, said) = place.relutor(&["check", "my", "--lang", "en"]);
    assert_eq!(code, 0, "{said}");
    let restricted = "Only the texts in `en` were checked.\n";
    assert!(said.ends_with(restricted), "{said}");
    place.break_answer();
    let (_, said) = place.relutor(&["check", "my", "--lang", "en"]);
    assert!(said.ends_with(restricted), "{said}");
    assert!(said.contains(WRONG) && !said.contains("ko.md"), "{said}");
    let (code, said) = place.relutor(&["check", "my"]);
    assert!(
        code == 1 && said.contains("my/01-first-kink/ko.md:5:1: "),
        "{said}"
    );
}

#[test]
fn a_title_that_is_cut_is_reported_once() {
    let place = Place::new("layout");
    let long = "A kink that moves wherever the bias sends it, far to the left or right";
    place.replace(
        "01-first-kink/en.md",
        "# The first kink",
        &format!("# {long}"),
    );
    let (_, said) = place.relutor(&["check", "my"]);
    let title =
        "my/01-first-kink/en.md:1:1: the title of the lesson is cut at 80 × 24 in `en`; shorten it";
    assert_eq!(said, format!("{title}\n1 fault.\n"));
}

#[test]
fn a_watched_course_is_checked_after_each_change() {
    let place = Place::new("watch");
    let mut command = place.command(&["check", "my", "1", "--watch"]);
    let mut child = Running(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    assert_eq!(
        next(),
        "No faults: 1 lesson, 2 steps, 1 fact. All of it holds."
    );
    place.replace(
        "01-first-kink/lesson.toml",
        "solution = { b = -3 }",
        "solution = { b = -2.5 }",
    );
    let found = [next(), next(), next()];
    assert!(
        found
            .iter()
            .any(|line| line.contains("the solution does not meet the goal: kink is 2.5;")),
        "{found:?}"
    );
    place.replace(
        "01-first-kink/lesson.toml",
        "solution = { b = -2.5 }",
        "solution = { b = -3 }",
    );
    let fine = (0..4)
        .map(|_| next())
        .any(|line| line.starts_with("No faults: "));
    assert!(fine);
}

#[test]
fn only_a_folder_can_be_watched() {
    let place = Place::new("watch-nothing");
    let output = place.command(&["check", "--watch"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn numbers_in_words_are_written_down_for_their_reasons() {
    let place = Place::new("fix-words");
    place.replace(
        "02-long-way/en.md",
        "learning is slow",
        "seven of 19 are slow",
    );
    let (_, said) = place.relutor(&["check", "my", "--fix"]);
    let toml = fs::read_to_string(place.0.join("my/02-long-way/lesson.toml")).unwrap();
    let literals = "[literals]\n\"19\" = \"TODO\"\n\"seven\" = \"TODO\"\n";
    assert!(toml.ends_with(literals), "{said}{toml}");
}

#[test]
fn a_fix_says_why_it_wrote_nothing_and_what_it_leaves() {
    let place = Place::new("fix-nothing");
    let fix = || place.relutor(&["check", "my", "02-long-way", "--fix"]);
    let (code, said) = fix();
    assert!(
        code == 0 && said.starts_with("nothing was written: no typed number lacks its entry"),
        "{said}"
    );
    place.replace(
        "02-long-way/en.md",
        "learning is slow",
        "{limmit} of 19 is slow",
    );
    let (code, said) = fix();
    assert!(
        code == 1
            && said.starts_with("wrote 1 literal without a reason into 02-long-way/lesson.toml\n")
            && said.contains("1 fault of another kind cannot be mended by it")
            && said.contains("the literal 19 has no reason yet"),
        "{said}"
    );
    let (_, said) = fix();
    assert!(
        said.starts_with("nothing was written: no typed number")
            && said.contains("of another kind cannot be mended by it"),
        "{said}"
    );
    place.replace("02-long-way/lesson.toml", "minutes", "minuten");
    let (code, said) = fix();
    assert!(
        code == 1
            && said.starts_with("nothing was written: `--fix` needs a course that can be read"),
        "{said}"
    );
}

#[test]
fn a_lesson_that_is_not_there_is_told_with_those_of_its_course() {
    let place = Place::new("no-lesson");
    let told = |args: &[&str]| {
        let output = place.command(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let err = told(&["check", "my", "first-kinc"]);
    assert!(
        err.contains("did you mean one of: first-kink?")
            && err.contains("`relutor list --course my` has them all")
            && !err.contains("command"),
        "{err}"
    );
    let err = told(&["read", "first-kinc", "--course", "my"]);
    assert!(
        err.contains("`relutor list --course my` has them all"),
        "{err}"
    );
    let err = told(&["read", "first-kinc"]);
    assert!(err.contains("`relutor list` has them all"), "{err}");
}

#[test]
fn a_count_in_words_of_something_that_is_there_needs_no_reason() {
    let place = Place::new("counts");
    let check = |old: &str, new: &str| {
        place.replace("02-long-way/en.md", old, new);
        let (_, said) = place.relutor(&["check", "my", "02-long-way", "--lang", "en"]);
        place.replace("02-long-way/en.md", new, old);
        said
    };
    let old = "## breaks\n";
    let listed = "## breaks\n\nAll of the five:\n\n- a\n- b\n- c\n- d\n- e\n";
    let said = check(old, listed);
    assert!(!said.contains("five"), "{said}");
    let said = check(old, &listed.replace("- e\n", ""));
    assert!(said.contains("five is typed out"), "{said}");
}
