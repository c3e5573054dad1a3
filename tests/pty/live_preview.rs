//! A course in a folder is read again when its files change.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::folders::copy_folder;
use crate::support::pty::Session;

/// Longer than the time between two looks at the files.
const IDLE: Duration = Duration::from_millis(1500);

/// A copy of the course that `relutor new` writes.
fn new_course(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/new/en");
    copy_folder(&template, &folder);
    folder
}

fn start(args: &[&str]) -> Session {
    let environment = [("LANG", "C.UTF-8")];
    let session = Session::start(env!("CARGO_BIN_EXE_relutor"), args, &environment);
    session.wait_for_text("all keys");
    session
}

/// The names of the threads of the program.
fn threads(session: &Session) -> Vec<String> {
    let tasks = fs::read_dir(format!("/proc/{}/task", session.pid())).unwrap();
    let names = tasks.flatten().filter_map(|task| {
        let name = fs::read_to_string(task.path().join("comm")).ok()?;
        Some(name.trim().to_owned())
    });
    names.collect()
}

#[test]
fn a_saved_change_appears_while_the_course_is_open() {
    let folder = new_course("live-preview");
    let (prose, toml) = (
        folder.join("01-first-kink/en.md"),
        folder.join("01-first-kink/lesson.toml"),
    );
    let mut session = start(&["1", "--no-motion", "--course", folder.to_str().unwrap()]);
    session.press("2");
    session.wait_for_text("already");
    assert!(
        session.is_quiet_for(IDLE),
        "nothing changes, nothing is sent"
    );

    let text = fs::read_to_string(&prose).unwrap();
    fs::write(&prose, text.replace("already", "surely")).unwrap();
    session.wait_for_text("surely");

    // A name that does not exist stays off the screen as well.
    let saved = fs::read_to_string(&prose).unwrap();
    fs::write(&prose, saved.replace("A + {b}", "A + {bb}")).unwrap();
    session.wait_for_text("no reading or control `bb`");
    session.wait_for_text("surely");
    fs::write(&prose, &saved).unwrap();
    session.wait_for_text("all keys");

    let whole = fs::read_to_string(&toml).unwrap();
    fs::write(&toml, "").unwrap();
    session.wait_for_text("01-first-kink/lesson.toml:1: ");
    session.wait_for_text("surely");
    fs::write(&toml, &whole).unwrap();
    session.wait_for_text("all keys");

    session.press("n");
    session.wait_for_text("Put the kink at A = 3.");
    fs::write(&toml, whole.replace("id = \"try\"", "id = \"reach\"")).unwrap();
    fs::write(
        &prose,
        text.replace("## try", "## reach")
            .replace("Put the", "Bring the"),
    )
    .unwrap();
    session.wait_for_text("Bring the kink at A = 3.");

    fs::remove_dir_all(folder.join("01-first-kink")).unwrap();
    session.wait_for_text("01-first-kink/lesson.toml:1: ");
    let course = folder.join("course.toml");
    let text = fs::read_to_string(&course).unwrap();
    fs::write(&course, text.replace("\"01-first-kink\", ", "")).unwrap();
    session.wait_for_text("no longer in the course");
    session.press("q");
    assert_eq!(session.wait_for_exit().exit_code(), 0);
    session.assert_restored();
}

#[test]
#[cfg(target_os = "linux")]
fn files_are_watched_only_with_a_course_of_ones_own() {
    let folder = new_course("live-preview-threads");
    let session = start(&["1", "--course", folder.to_str().unwrap()]);
    assert!(threads(&session).contains(&"course".to_owned()));
    let session = start(&["1"]);
    assert!(!threads(&session).contains(&"course".to_owned()));
}
