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

#[test]
fn a_file_that_is_too_large_is_reported() {
    let files = Files::unchanged();
    files.write("01-first/en.md", vec![b' '; (16 << 20) + 1]);
    assert_eq!(
        files.lines()[0],
        "01-first/en.md:1:1: the file is larger than 16 MiB; make it shorter"
    );
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_folders_are_reported_and_not_read() {
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;

    let replace_by_pipe = |path: &Path| {
        let made = Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    };
    let replace_by_device = |path: &Path| symlink("/dev/zero", path).unwrap();
    let replace_by_folder = |path: &Path| fs::create_dir(path).unwrap();
    let ways: [&dyn Fn(&Path); 3] = [&replace_by_pipe, &replace_by_device, &replace_by_folder];
    let names = [
        "course.toml",
        "01-first/lesson.toml",
        "01-first/en.md",
        "claims.md",
    ];
    for replace in ways {
        for name in names {
            let files = Files::unchanged();
            let path = files.0.join(name);
            drop(fs::remove_file(&path));
            replace(&path);
            let wanted =
                format!("{name}:1:1: this is a folder, a pipe or a device; put a file here");
            assert!(files.lines().contains(&wanted), "{:?}", files.lines());
        }
    }
}
