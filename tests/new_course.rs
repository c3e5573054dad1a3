//! `relutor new DIR`: a course that passes its check, written whole or not at all.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use relutor::lesson::{Beat, Source, load};

/// An empty folder of the test called `name`.
fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&place));
    fs::create_dir_all(&place).unwrap();
    place
}

/// Exit code, standard output and standard error of `relutor args`, run in `place`.
fn relutor(place: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .current_dir(place)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
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

/// The names of everything in `folder`.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_course_passes_its_check_and_says_what_to_do_next() {
    let place = place("new-course");
    let (code, said, _) = relutor(&place, &["new", "deep/my course"]);
    assert_eq!((code, said.lines().count()), (0, 3), "{said}");
    assert!(said.contains("relutor --course 'deep/my course'"), "{said}");
    assert_eq!(names(&place.join("deep")), ["my course"]);
    let (code, said, err) = relutor(&place, &["check", "deep/my course"]);
    assert_eq!((code, err.as_str()), (0, ""), "{said}");
}

#[test]
fn each_of_its_two_lessons_has_a_question_a_challenge_and_a_fact() {
    let place = place("new-course-inside");
    relutor(&place, &["new", "mine"]);
    let course = load(&Source::Folder(place.join("mine"))).unwrap();
    assert_eq!(course.lessons.len(), 2);
    for lesson in &course.lessons {
        let beats = || lesson.steps.iter().map(|step| &step.beat);
        assert!(beats().any(|beat| matches!(beat, Beat::Ask(_))));
        assert!(beats().any(|beat| matches!(beat, Beat::Try(_))));
        assert!(!lesson.facts.is_empty());
    }
}

#[test]
fn an_empty_folder_is_filled_where_it_stands() {
    let place = place("new-course-empty");
    assert_eq!(relutor(&place, &["new", "."]).0, 0);
    assert!(names(&place).contains(&"course.toml".to_owned()));
    assert_eq!(relutor(&place, &["check", "."]).0, 0);
}

#[test]
fn what_stands_there_is_left_alone() {
    let place = place("new-course-taken");
    fs::create_dir(place.join("mine")).unwrap();
    fs::write(place.join("mine/notes.txt"), "mine").unwrap();
    fs::write(place.join("file"), "mine").unwrap();
    for (folder, why) in [("mine", "is not empty"), ("file", "is a file")] {
        let (code, said, err) = relutor(&place, &["new", folder]);
        assert_eq!((code, said.as_str()), (2, ""));
        assert!(err.contains(folder) && err.contains(why), "{err}");
    }
    assert_eq!(names(&place.join("mine")), ["notes.txt"]);
    assert_eq!(names(&place), ["file", "mine"]);
}

#[test]
fn without_a_folder_it_asks_for_one() {
    let place = place("new-course-nowhere");
    let (code, _, err) = relutor(&place, &["new"]);
    assert_eq!(code, 2);
    assert!(err.contains("relutor new my-course"), "{err}");
    assert_eq!(names(&place), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_nothing_is_left_behind() {
    use std::os::unix::fs::PermissionsExt;
    let place = place("new-course-locked");
    fs::create_dir(place.join("locked")).unwrap();
    fs::set_permissions(place.join("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may write everywhere cannot be refused.
    if fs::write(place.join("locked/probe"), "").is_err() {
        let (code, _, err) = relutor(&place, &["new", "locked/mine"]);
        assert_eq!(
            (code, err.contains("cannot be written")),
            (1, true),
            "{err}"
        );
        assert_eq!(names(&place.join("locked")), Vec::<String>::new());
    }
    fs::set_permissions(place.join("locked"), fs::Permissions::from_mode(0o755)).unwrap();
}
