//! Files that are not there, are no text, or are in a language that the course does not have.

use std::fs;
use std::path::PathBuf;

use relutor::lesson::{Source, load};

use super::{Files, says};

#[test]
fn files_that_are_not_there_or_not_text_are_named() {
    let files = Files::whole();
    fs::remove_file(files.0.join("01-first/lesson.toml")).unwrap();
    assert_eq!(
        files.lines(),
        [
            "01-first/lesson.toml:1:1: there is no such file; create it, or take it out of the course"
        ]
    );
    let files = Files::whole();
    files.write("01-first/en.md", [0xff, 0xfe]);
    assert_eq!(
        files.lines(),
        ["01-first/en.md:1:1: the file is not UTF-8; save it as UTF-8"]
    );
    let nowhere = load(&Source::Folder(PathBuf::from("there/is/none"))).unwrap_err();
    assert_eq!(nowhere[0].place.to_string(), "course.toml:1:1");
}

#[test]
fn every_language_of_the_course_is_everywhere_and_no_other_anywhere() {
    says(
        "en = \"A course\"",
        "en = \"A course\"\nko = \"강좌\"",
        &["01-first/lesson.toml:1:1: the lesson `first` has no text in `ko`; write ko.md"],
    );
    let files = Files::whole();
    files.write("01-first/ko.md", files.read("01-first/en.md"));
    files.write("glossary/ko.md", files.read("glossary/en.md"));
    assert_eq!(
        files.lines(),
        [
            "01-first/ko.md:1:1: the course has no title in `ko`; add it under `[title]` in course.toml"
        ]
    );
    let files = files.with("en = \"A course\"", "en = \"A course\"\nko = \"강좌\"");
    assert_eq!(files.lines(), Vec::<String>::new());
    files.write("glossary/ko.md", "# 용어\n");
    assert_eq!(
        files.lines(),
        [
            "01-first/ko.md:5:41: the glossary has no term `kink` in `ko`; add it",
            "glossary/ko.md:1:1: the glossary has no term `kink` in `ko`; add it",
        ]
    );
}

#[test]
fn a_lesson_without_prose_is_one_fault() {
    let files = Files::whole();
    fs::remove_file(files.0.join("01-first/en.md")).unwrap();
    assert_eq!(
        files.lines(),
        ["01-first/lesson.toml:1:1: the lesson `first` has no text in `en`; write en.md"]
    );
}
