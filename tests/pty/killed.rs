//! The program killed while it saves progress: the file stays valid and contains everything that the screen has shown.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::course;
use crate::support::pty::Session;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::SplitMix64;
use relutor::app::Progress;
use relutor::lesson::{Activity, LessonRole};
use relutor::storage::Storage;

/// How often the program is killed.
const TIMES: u64 = 200;

/// An empty home folder for one test.
fn home(name: &str) -> PathBuf {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&home));
    fs::create_dir_all(&home).expect("a folder can be made");
    home
}

fn start(home: &Path, args: &[&str]) -> Session {
    let home = home.to_str().expect("a path that is text");
    let environment = [("XDG_STATE_HOME", home), ("XDG_CONFIG_HOME", home)];
    let session = Session::start(env!("CARGO_BIN_EXE_relutor"), args, &environment);
    session.wait_for_text("all keys");
    session
}

fn kill(session: &mut Session) {
    let pid = session.pid().to_string();
    let killed = Command::new("kill").args(["-9", &pid]).status();
    assert!(killed.expect("kill is there").success());
    let _status = session.wait_for_exit();
}

fn load_progress_of(home: &Path) -> Progress {
    let read = Storage::in_folders(Some(home.to_owned()), None).load_progress();
    assert_eq!(read.notices, vec![], "the file is whole");
    read.value
}

/// Whether `later` has everything that `earlier` has.
fn contains_progress(later: &Progress, earlier: &Progress) -> bool {
    earlier.clone().merge(later) == *later
}

#[test]
fn a_kill_at_any_moment_leaves_a_valid_file_with_all_earlier_progress() {
    let home = home("killed-at-random");
    let course = course();
    let mut random = SplitMix64::seed_from_u64(9);
    let mut before = Progress::default();
    for _ in 0..TIMES {
        // A playground has a single step.
        let lessons: Vec<_> = course
            .lessons
            .iter()
            .filter(|lesson| lesson.role != LessonRole::Play)
            .collect();
        let lesson = lessons[random.random_range(0..lessons.len())];
        let mut session = start(&home, &[&lesson.name]);
        let first = session.screen().contents();
        session.press(&"1nn".repeat(lesson.steps.len()));
        session.wait_until("another step", |screen| screen.contents() != first);
        // Shorter than the time in which all of it is saved.
        for _ in 0..random.random_range(0..1_000_000_u32) {
            std::hint::spin_loop();
        }
        kill(&mut session);
        let after = load_progress_of(&home);
        assert!(contains_progress(&after, &before), "{before:?}\n{after:?}");
        before = after;
    }
    assert!(before.lessons.len() > 3, "something was remembered");
    let folder = fs::read_dir(home.join("relutor")).expect("there is a folder");
    assert!(folder.count() <= 3, "nothing is left lying about");
}

#[test]
fn an_answer_is_saved_once_its_feedback_is_shown() {
    let home = home("killed-after-answer");
    let course = course();
    let lesson = &course.lessons[course.find("bias").expect("there is such a lesson")];
    let ask = lesson.steps.iter().find_map(|step| match &step.activity {
        Activity::Question(question) => Some((&step.id, question)),
        Activity::Explore | Activity::Challenge(_) => None,
    });
    let (step, question) = ask.expect("it asks something");
    let mut session = start(&home, &[&lesson.name, "--step", step]);
    session.press("1");
    session.wait_for_text("your prediction");
    kill(&mut session);
    let answers = &load_progress_of(&home).lessons[&lesson.name].answers;
    assert_eq!(answers[step], Some(question.answers[0].id.clone()));
}

#[test]
fn the_course_reopens_at_the_last_step_and_reset_clears_it() {
    let home = home("opened-again");
    let mut session = start(&home, &["bias"]);
    session.press("nnn");
    session.wait_for_text("step 2 of");
    session.press("q");
    let _status = session.wait_for_exit();
    let mut again = start(&home, &[]);
    again.wait_for_text("step 2 of");
    again.press("q");
    let _status = again.wait_for_exit();
    let mut asks = Session::start(
        env!("CARGO_BIN_EXE_relutor"),
        &["reset", "bias"],
        &[
            ("XDG_STATE_HOME", home.to_str().expect("text")),
            ("XDG_CONFIG_HOME", home.to_str().expect("text")),
        ],
    );
    asks.wait_for_text("[y/N]");
    asks.press("y\r");
    asks.wait_for_text("Forgotten.");
    let _status = asks.wait_for_exit();
    assert_eq!(load_progress_of(&home), Progress::default());
    let list = start(&home, &[]);
    list.wait_for_text("Why does ReLU work?");
}

#[test]
fn a_class_writes_no_files() {
    let home = home("class");
    let mut session = start(&home, &["bias", "--present"]);
    session.press("nnnt");
    session.wait_for_text("step 2 of");
    session.press("q");
    let _status = session.wait_for_exit();
    assert_eq!(fs::read_dir(&home).expect("a folder").count(), 0);
}

#[test]
fn an_unusable_state_folder_gives_a_notice_and_the_lesson_goes_on() {
    let home = home("in-the-way");
    fs::write(home.join("relutor"), "a file where the folder should be").expect("written");
    let mut session = start(&home, &["bias"]);
    session.press("n");
    session.wait_for_text("cannot be kept");
    session.press("p");
    session.wait_for_text("all keys");
    session.press("q");
    assert!(session.wait_for_exit().success());
}

#[test]
fn two_concurrent_programs_keep_the_progress_of_both() {
    let home = home("two-at-once");
    let course = course();
    let sessions: Vec<_> = ["bias", "hinges", "flat"]
        .map(|lesson| start(&home, &[lesson]))
        .into();
    for _ in 0..12 {
        for session in &sessions {
            session.press("1n");
        }
    }
    for mut session in sessions {
        session.press("\u{3}");
        assert!(session.wait_for_exit().success());
    }
    let all = load_progress_of(&home);
    for lesson in ["bias", "hinges", "flat"] {
        let lesson = &course.lessons[course.find(lesson).expect("there is such a lesson")];
        let kept = &all.lessons[&lesson.name];
        assert!(kept.seen.len() > 4, "{}: {kept:?}", lesson.name);
        assert!(!kept.answers.is_empty(), "{}: {kept:?}", lesson.name);
    }
}

/// A folder in which not even the superuser can create a file.
#[cfg(target_os = "linux")]
#[test]
fn an_unwritable_home_gives_a_notice_and_no_error() {
    let session = |name: &str| {
        let environment = [("XDG_STATE_HOME", "/proc"), ("XDG_CONFIG_HOME", "/proc")];
        let session = Session::start(env!("CARGO_BIN_EXE_relutor"), &[name], &environment);
        session.wait_for_text("all keys");
        session
    };
    let mut session = session("bias");
    session.press("n");
    session.wait_for_text("cannot be kept");
    session.press("t");
    session.wait_for_text("cannot be kept");
    session.press("n");
    session.wait_for_text("all keys");
    session.press("q");
    assert!(session.wait_for_exit().success());
}
