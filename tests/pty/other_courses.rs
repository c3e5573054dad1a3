//! The list of lessons opens other courses while the program runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::pty::Session;

#[test]
fn the_list_opens_an_added_course_and_leads_back() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pty-other-courses");
    drop(fs::remove_dir_all(&place));
    fs::create_dir_all(&place).unwrap();
    let data = place.join("data");
    let relutor = env!("CARGO_BIN_EXE_relutor");
    for args in [["new", "kinks"], ["add", "kinks"], ["new", "own"]] {
        let output = Command::new(relutor)
            .args(args)
            .current_dir(&place)
            .env("LANG", "C.UTF-8")
            .env("XDG_DATA_HOME", &data)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    let own = place.join("own");
    let broken = data.join("relutor/added-courses/kinks/course.toml");
    let environment = [
        ("LANG", "C.UTF-8"),
        ("XDG_DATA_HOME", data.to_str().unwrap()),
    ];
    let mut session = Session::start(relutor, &["--course", own.to_str().unwrap()], &environment);
    session.wait_for_text("other courses");
    // The built-in course comes first.
    session.press("o\r");
    session.wait_for_text("Depth folds");
    session.press("o");
    session.wait_for_text("Another course: kinks");
    let whole = fs::read_to_string(&broken).unwrap();
    fs::write(&broken, "lessons = 3").unwrap();
    session.press("\r");
    session.wait_for_text("course.toml:1");
    session.wait_for_text("Depth folds");
    fs::write(&broken, whole).unwrap();
    session.press("\r");
    session.wait_for_text("The first kink");
    // The course that was open first is the last one, behind the built-in one.
    session.press("oo\r");
    session.wait_for_text("Another course: kinks");
    session.press("q");
    assert_eq!(session.wait_for_exit().exit_code(), 0);
    session.assert_restored();
}
