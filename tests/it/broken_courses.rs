//! Single faults in a small course, `broken_courses/base`: `check` reports each with its line and column.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use relutor::app::binding_names;
use relutor::lesson::{CourseSource, Fault, lint, load};
use relutor::locale::{Lang, Words};

mod answers;
mod claims;
mod damage;
mod files;
mod models;
mod names;
mod prose;
mod sentences;
mod statements;
mod structure;
mod translations;

/// The files of the unchanged course.
pub(crate) const BASE: [(&str, &str); 4] = [
    (
        "course.toml",
        include_str!("broken_courses/base/course.toml"),
    ),
    (
        "01-first/lesson.toml",
        include_str!("broken_courses/base/01-first/lesson.toml"),
    ),
    (
        "01-first/en.md",
        include_str!("broken_courses/base/01-first/en.md"),
    ),
    (
        "glossary/en.md",
        include_str!("broken_courses/base/glossary/en.md"),
    ),
];

/// The files of a course in a temporary folder, which is deleted on drop.
struct Files(PathBuf);

impl Files {
    /// The unchanged course.
    fn unchanged() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("broken-course-{}-{number}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(fs::remove_dir_all(&folder));
        let files = Self(folder);
        for (file, text) in BASE {
            files.write(file, text);
        }
        files
    }

    /// The course with `text` at the end of its `lesson.toml`.
    fn with_structure(text: &str) -> Self {
        let files = Self::unchanged();
        let structure = files.read("01-first/lesson.toml");
        files.write("01-first/lesson.toml", structure + "\n" + text);
        files
    }

    /// The course with `from` replaced by `to` at its first occurrence in the only file that has it.
    fn replacing(self, from: &str, to: &str) -> Self {
        let files = BASE.map(|(file, _)| (file, self.read(file)));
        let mut having = files.iter().filter(|(_, text)| text.contains(from));
        let (file, text) = having.next().unwrap();
        assert!(having.next().is_none(), "only one file has {from}");
        self.write(file, text.replacen(from, to, 1));
        self
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn faults(&self) -> Vec<Fault> {
        match load(&CourseSource::Folder(self.0.clone())) {
            Ok(course) => lint(&course, &binding_names()),
            Err(faults) => faults,
        }
    }

    fn lines(&self) -> Vec<String> {
        let words = Words::load(&Lang::english()).unwrap();
        self.faults()
            .iter()
            .map(|fault| fault.line(&words))
            .collect()
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Asserts that `check` reports exactly these lines after `from` is replaced by `to`.
fn assert_faults(from: &str, to: &str, wanted: &[&str]) {
    assert_eq!(
        Files::unchanged().replacing(from, to).lines(),
        wanted,
        "{from} → {to}"
    );
}

#[test]
fn the_unchanged_course_has_no_fault() {
    assert_eq!(Files::unchanged().lines(), Vec::<String>::new());
}

#[test]
fn all_faults_are_reported_together_in_order_of_location() {
    let files = Files::unchanged()
        .replacing("minutes = 5", "minuts = 5")
        .replacing("right = \"left\"", "right = 4")
        .replacing("value = 103", "value = \"many\"")
        .replacing("{key:turn}", "{key turn} or {key:}");
    assert_eq!(
        files.lines(),
        [
            "01-first/en.md:21:13: this is no slot; write {name}, {name:.2}, {fact:name}, {key:action}, {term:name}, {source:name}, {figure:id} or {lesson:name}",
            "01-first/en.md:21:27: this is no slot; write {name}, {name:.2}, {fact:name}, {key:action}, {term:name}, {source:name}, {figure:id} or {lesson:name}",
            "01-first/lesson.toml:1:1: `minutes` is missing here; add it",
            "01-first/lesson.toml:1:1: unknown key `minuts`; use one of: minutes, facts, labs",
            "01-first/lesson.toml:13:9: `right` is a whole number; make it a text in quotes",
            "01-first/lesson.toml:57:9: `value` is a text; make it a number",
        ]
    );
}

#[test]
fn all_faults_of_names_and_numbers_are_reported_together() {
    let files = Files::unchanged()
        .replacing("\"slope\"]", "\"slop\"]")
        .replacing("then = { b = 7 }", "then = { b = 70 }")
        .replacing("value = -9", "value = -8")
        .replacing("{key:turn}", "{key:trun}");
    assert_eq!(
        files.lines(),
        [
            "01-first/en.md:21:13: no key does `trun`; use one of: run, turn, join",
            "01-first/lesson.toml:10:18: unknown figure `slop`; use one of: curve, slope, sentence",
            "01-first/lesson.toml:12:14: `b` goes from −10 to 10, so it cannot be 70",
            "01-first/lesson.toml:33:9: the fact `far` states −8 (within 0), but the model says −9; correct it",
        ]
    );
}
