//! Missing files, binary files, and files in a language that the course does not have.

use std::fs;
use std::path::PathBuf;

use relutor::lesson::{CourseSource, load};

use super::Files;

#[test]
fn missing_and_binary_files_are_reported() {
    let files = Files::unchanged();
    fs::remove_file(files.0.join("01-first/lesson.toml")).unwrap();
    assert_eq!(
        files.lines(),
        [
            "01-first/lesson.toml:1:1: there is no such file; create it, or take it out of the course"
        ]
    );
    let files = Files::unchanged();
    files.write("01-first/en.md", [0xff, 0xfe]);
    assert_eq!(
        files.lines(),
        ["01-first/en.md:1:1: the file is not UTF-8; save it as UTF-8"]
    );
    let nowhere = load(&CourseSource::Folder(PathBuf::from("there/is/none"))).unwrap_err();
    assert_eq!(nowhere[0].place.to_string(), "course.toml:1:1");
}

#[test]
fn a_lesson_without_prose_is_reported_once() {
    let files = Files::unchanged();
    fs::remove_file(files.0.join("01-first/en.md")).unwrap();
    assert_eq!(
        files.lines(),
        ["01-first/lesson.toml:1:1: the lesson `first` has no text in `en`; write en.md"]
    );
}
