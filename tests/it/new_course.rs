//! `relutor new DIR`: creates a course that passes `check`, completely or not at all.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::guide::files_in_guide;
use relutor::lesson::{Activity, CourseSource, Lesson, Step, load};

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
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
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
    assert_eq!((code, said.lines().count()), (0, 5), "{said}");
    assert!(said.contains("relutor --course 'deep/my course'"), "{said}");
    assert!(
        said.contains("README.md") && said.contains("relutor guide"),
        "{said}"
    );
    let guide = fs::read_to_string(place.join("deep/my course/README.md")).unwrap();
    assert_eq!(relutor(&place, &["guide"]).1, guide);
    assert!(guide.starts_with("# Writing lessons"), "{guide}");
    assert_eq!(file_names(&place.join("deep")), ["my course"]);
    let (code, said, err) = relutor(&place, &["check", "deep/my course"]);
    assert_eq!((code, err.as_str()), (0, ""), "{said}");
}

#[test]
fn a_new_course_in_korean_is_all_korean_and_passes_check() {
    let place = empty_folder("new-course-korean");
    let (code, said, _) = relutor(&place, &["new", "mine", "--lang", "ko"]);
    assert_eq!(code, 0, "{said}");
    let guide = fs::read_to_string(place.join("mine/README.md")).unwrap();
    assert!(guide.starts_with("# 레슨 만들기"), "{guide}");
    let course = load(&CourseSource::Folder(place.join("mine"))).unwrap();
    let languages: Vec<_> = course.languages().iter().map(|lang| lang.tag()).collect();
    assert_eq!(languages, ["ko"]);
    for lesson in ["01-first-kink", "02-long-way"] {
        let folder = place.join("mine").join(lesson);
        assert_eq!(file_names(&folder), ["ko.md", "lesson.toml"]);
    }
    for lang in ["ko", "en"] {
        let (code, said, err) = relutor(&place, &["check", "mine", "--lang", lang]);
        assert_eq!((code, err.as_str()), (0, ""), "{said}");
    }
    let (_, text, _) = relutor(&place, &["read", "1", "--course", "mine", "--lang", "ko"]);
    assert!(
        text.contains("첫 번째 꺾이는 점") && !text.contains("[en]"),
        "{text}"
    );
    // In another language, the text is marked.
    let (_, text, _) = relutor(&place, &["read", "1", "--course", "mine", "--lang", "en"]);
    assert!(text.contains("[ko] 노드가"), "{text}");
}

#[test]
fn the_courses_of_all_languages_have_the_same_structure() {
    let place = empty_folder("new-course-languages");
    let load_in = |lang: &str| {
        relutor(&place, &["new", lang, "--lang", lang]);
        load(&CourseSource::Folder(place.join(lang))).unwrap()
    };
    let (english, korean) = (load_in("en"), load_in("ko"));
    for (ours, theirs) in korean.lessons.iter().zip(&english.lessons) {
        let structure = |steps: &[Step]| -> Vec<_> {
            let parts = steps
                .iter()
                .map(|step| (step.id.clone(), step.set.clone(), step.activity.clone()));
            parts.collect()
        };
        assert_eq!(structure(&ours.steps), structure(&theirs.steps));
        let values = |lesson: &Lesson| -> Vec<(String, f64)> {
            let facts = lesson.facts.iter();
            facts
                .map(|(name, fact)| (name.clone(), fact.value))
                .collect()
        };
        assert_eq!(values(ours), values(theirs));
    }
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

/// Writes `files` of a guide into `place`.
fn write_files(place: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = place.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Follows the guide in `lang`, and expects the `summaries` of its course after its two lessons, and `contradiction` after a
/// fact was changed.
fn follow_guide(guide: &str, lang: &str, summaries: [&str; 2], contradiction: &str) {
    let place = empty_folder(&format!("new-course-guide-{lang}"));
    relutor(&place, &["new", "mine", "--lang", lang]);
    let files = files_in_guide(guide);
    let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
    let lesson = "mine/03-weighted-kink";
    let structure = format!("{lesson}/lesson.toml");
    let prose = format!("{lesson}/{lang}.md");
    let own = "mine/04-temperature";
    let expected = [
        "mine/course.toml".to_owned(),
        structure.clone(),
        prose,
        "mine/course.toml".to_owned(),
        format!("mine/misconceptions/{lang}.toml"),
        format!("{own}/lesson.toml"),
        format!("{own}/{lang}.md"),
    ];
    assert_eq!(paths, expected);
    write_files(&place, &files[..3]);
    let check = || relutor(&place, &["check", "mine", "--lang", lang]);
    let (code, said, _) = check();
    assert_eq!(code, 0, "{said}");
    assert!(said.contains(summaries[0]), "{said}");
    // The next section of the guide: the model contradicts a changed fact.
    let changed = files[1].1.replace("value = 6", "value = 7");
    fs::write(place.join(&structure), changed).unwrap();
    let (code, said, _) = check();
    assert_eq!(code, 1);
    assert!(
        said.starts_with(&format!(
            "mine/03-weighted-kink/lesson.toml:{contradiction}"
        )),
        "{said}"
    );
    // Then a lesson with a model of its own.
    write_files(&place, &files[1..2]);
    write_files(&place, &files[3..]);
    let (code, said, _) = check();
    assert_eq!(code, 0, "{said}");
    assert!(said.contains(summaries[1]), "{said}");
}

const GUIDE: &str = include_str!("../../lessons/README.md");
const KOREAN_GUIDE: &str = include_str!("../../lessons/README.ko.md");

#[test]
fn following_the_guide_yields_a_course_that_passes_check() {
    follow_guide(
        GUIDE,
        "en",
        ["3 lessons", "4 lessons"],
        "48:9: the fact `steep` states 7",
    );
    follow_guide(
        KOREAN_GUIDE,
        "ko",
        ["레슨 3개", "레슨 4개"],
        "50:9: `steep` 사실에는 7",
    );
}

/// The lesson with a formula lab of both guides, in one course in both languages.
pub(crate) fn bilingual_formula_course(name: &str) -> PathBuf {
    let place = empty_folder(name);
    let course = "lessons = [\"04-temperature\"]\n[title]\nen = \"Mine\"\nko = \"나의 강좌\"\n";
    for guide in [KOREAN_GUIDE, GUIDE] {
        write_files(&place, &files_in_guide(guide)[4..]);
    }
    fs::write(place.join("mine/course.toml"), course).unwrap();
    place.join("mine")
}

#[test]
fn the_lesson_with_a_model_of_its_own_holds_in_two_languages() {
    let course = bilingual_formula_course("new-course-bilingual");
    let (code, said, _) = relutor(&course, &["check", ".", "--lang", "en"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("1 lesson, 2 steps, 1 fact"), "{said}");
}
