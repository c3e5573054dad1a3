//! `relutor new DIR`: creates a course that passes `check`, completely or not at all.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use relutor::lesson::{Activity, CourseSource, load};

/// An empty folder with this name.
fn empty_folder(name: &str) -> PathBuf {
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

/// The names of all entries of `folder`.
fn file_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_course_passes_check_and_prints_the_next_steps() {
    let place = empty_folder("new-course");
    let (code, said, _) = relutor(&place, &["new", "deep/my course"]);
    assert_eq!((code, said.lines().count()), (0, 3), "{said}");
    assert!(said.contains("relutor --course 'deep/my course'"), "{said}");
    assert_eq!(file_names(&place.join("deep")), ["my course"]);
    let (code, said, err) = relutor(&place, &["check", "deep/my course"]);
    assert_eq!((code, err.as_str()), (0, ""), "{said}");
}

#[test]
fn each_lesson_of_a_new_course_has_a_question_a_challenge_and_a_fact() {
    let place = empty_folder("new-course-inside");
    relutor(&place, &["new", "mine"]);
    let course = load(&CourseSource::Folder(place.join("mine"))).unwrap();
    assert_eq!(course.lessons.len(), 2);
    for lesson in &course.lessons {
        let beats = || lesson.steps.iter().map(|step| &step.activity);
        assert!(beats().any(|activity| matches!(activity, Activity::Question(_))));
        assert!(beats().any(|activity| matches!(activity, Activity::Challenge(_))));
        assert!(!lesson.facts.is_empty());
    }
}

#[test]
fn an_existing_empty_folder_is_filled() {
    let place = empty_folder("new-course-empty");
    assert_eq!(relutor(&place, &["new", "."]).0, 0);
    assert!(file_names(&place).contains(&"course.toml".to_owned()));
    assert_eq!(relutor(&place, &["check", "."]).0, 0);
}

#[test]
fn existing_files_are_not_touched() {
    let place = empty_folder("new-course-taken");
    fs::create_dir(place.join("mine")).unwrap();
    fs::write(place.join("mine/notes.txt"), "mine").unwrap();
    fs::write(place.join("file"), "mine").unwrap();
    for (folder, why) in [("mine", "is not empty"), ("file", "is a file")] {
        let (code, said, err) = relutor(&place, &["new", folder]);
        assert_eq!((code, said.as_str()), (2, ""));
        assert!(err.contains(folder) && err.contains(why), "{err}");
    }
    assert_eq!(file_names(&place.join("mine")), ["notes.txt"]);
    assert_eq!(file_names(&place), ["file", "mine"]);
}

#[test]
fn a_missing_folder_argument_is_refused() {
    let place = empty_folder("new-course-nowhere");
    let (code, _, err) = relutor(&place, &["new"]);
    assert_eq!(code, 2);
    assert!(err.contains("relutor new my-course"), "{err}");
    assert_eq!(file_names(&place), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_failed_write_leaves_no_files() {
    use std::os::unix::fs::PermissionsExt;
    let place = empty_folder("new-course-locked");
    fs::create_dir(place.join("locked")).unwrap();
    fs::set_permissions(place.join("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser can write here all the same.
    if fs::write(place.join("locked/probe"), "").is_err() {
        let (code, _, err) = relutor(&place, &["new", "locked/mine"]);
        assert_eq!(
            (code, err.contains("cannot be written")),
            (1, true),
            "{err}"
        );
        assert_eq!(file_names(&place.join("locked")), Vec::<String>::new());
    }
    fs::set_permissions(place.join("locked"), fs::Permissions::from_mode(0o755)).unwrap();
}

/// The files in the author's guide: path and text.
fn files_in_guide() -> Vec<(String, String)> {
    let guide = include_str!("../../lessons/README.md");
    let mut files = Vec::new();
    let mut lines = guide.lines();
    let mut named = None;
    while let Some(line) = lines.next() {
        if let Some((before, _)) = line.rsplit_once("`:") {
            named = before.rsplit_once('`').map(|(_, path)| path.to_owned());
        } else if line.starts_with("```") {
            let text: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            files.extend(named.take().map(|path| (path, text.join("\n") + "\n")));
        } else if !line.is_empty() {
            named = None;
        }
    }
    files
}

#[test]
fn following_the_guide_yields_a_course_that_passes_check() {
    let place = empty_folder("new-course-guide");
    relutor(&place, &["new", "mine"]);
    let files = files_in_guide();
    let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
    let lesson = "mine/03-weighted-kink";
    let (structure, prose) = (format!("{lesson}/lesson.toml"), format!("{lesson}/en.md"));
    assert_eq!(paths, ["mine/course.toml", &structure, &prose]);
    for (path, text) in &files {
        let path = place.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (code, said, _) = relutor(&place, &["check", "mine"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("3 lessons"), "{said}");
    // The next section of the guide: the model contradicts a changed fact.
    let changed = files[1].1.replace("value = 6", "value = 7");
    fs::write(place.join(&structure), changed).unwrap();
    let (code, said, _) = relutor(&place, &["check", "mine"]);
    assert_eq!(code, 1);
    assert!(
        said.starts_with("03-weighted-kink/lesson.toml:49:9: the fact `steep` states 7"),
        "{said}"
    );
}
