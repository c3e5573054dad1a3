//! The playground in a terminal: the first five minutes of a learner who sees only the screen, and a file saved with
//! `y` and opened again.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::pty::Session;
use vt100::Screen;

const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");
const RIGHT: &str = "\u{1b}[C";
const LEFT: &str = "\u{1b}[D";
const DOWN: &str = "\u{1b}[B";

/// An empty folder of this name, to start the program in.
fn folder(name: &str) -> PathBuf {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    // An earlier process may have had the same id.
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn start(home: &Path, args: &[&str]) -> Session {
    let home = home.to_str().expect("a plain path");
    // A terminal starts its program in the home folder.
    Session::start(
        PROGRAM,
        args,
        &[
            ("HOME", home),
            ("XDG_STATE_HOME", home),
            ("XDG_CONFIG_HOME", home),
        ],
    )
}

/// The text between the header and the footer.
fn body(screen: &Screen) -> String {
    let contents = screen.contents();
    let rows: Vec<_> = contents.lines().collect();
    rows[1..rows.len() - 1].join("\n")
}

#[test]
fn a_weight_set_by_hand_is_saved_and_reopened() {
    let home = folder("kept-playground");
    let mut session = start(&home, &["play"]);
    session.wait_for_text("[Controls]");
    session.press(&format!("\t{LEFT}=0.75\r"));
    session.wait_for_text("0.75");
    session.press("}y");
    session.wait_for_text("relutor play --load playground.toml");
    session.press("y");
    session.wait_for_text("layer 1, 1: 1.07");
    let there = body(&session.screen());
    session.press("q");
    assert!(session.wait_for_exit().success());
    session.assert_restored();
    let kept = fs::read_to_string(home.join("playground.toml")).expect("the file is there");
    assert!(
        kept.starts_with("# ") && kept.contains("w_1_1_1 = 0.75"),
        "{kept}"
    );

    let mut again = start(&home, &["play", "--load", "playground.toml"]);
    again.wait_for_text("[Controls]");
    again.press("\t");
    again.wait_for_text("[Network]");
    again.wait_for_text("layer 1, 1: 1.07");
    assert_eq!(body(&again.screen()), there);
    again.press("q");
    assert!(again.wait_for_exit().success());
}

#[test]
fn an_invalid_playground_file_is_refused_with_a_reason() {
    let home = folder("no-playground");
    fs::write(home.join("notes.toml"), "lesson = 3\n").expect("written");
    for (file, why) in [
        ("notes.toml", "it lacks"),
        ("nowhere.toml", "cannot be loaded"),
    ] {
        let mut session = start(&home, &["play", "--load", file]);
        session.wait_for_text(why);
        assert!(!session.wait_for_exit().success());
    }
}

#[test]
fn points_are_read_from_a_file_and_bad_lines_are_reported() {
    let home = folder("points");
    let good = "0.5,0.5,1\n-0.5,-0.5,0\n".repeat(10);
    let text = format!("x,y,class\n0.4,0.6,1\n-0.5,oops,0\n{good}");
    fs::write(home.join("points.csv"), text).expect("written");
    let mut session = start(&home, &["play"]);
    session.wait_for_text("[Controls]");
    session.press("\t\t");
    session.wait_for_text("[Data]");
    session.press("opoi\t\r");
    session.wait_for_text("line 3");
    session.press("\r");
    session.wait_for_text("21 rows of points.csv");
    session.wait_for_text("your file");
    session.press("onowhere.csv\r");
    session.wait_for_text("is not there");
    session.press("q");
    assert!(session.wait_for_exit().success());
}

#[test]
fn a_spiral_can_be_solved_broken_and_repaired_from_the_screen_alone() {
    let home = folder("five-minutes");
    let mut session = start(&home, &["play"]);
    session.wait_for_text("[Controls]");
    session.press(&RIGHT.repeat(2));
    session.wait_for_text("spiral");
    session.press(&(DOWN.repeat(4) + RIGHT));
    session.wait_for_text("layer 2: units");
    session.press(&(DOWN.to_owned() + &RIGHT.repeat(4) + &DOWN.repeat(2) + &RIGHT.repeat(4)));
    session.press("++ ");
    session.wait_for_text("finished");
    // Down over f, weights, biases, seed and the rule to the learning rate.
    session.press(&DOWN.repeat(6));
    session.press(&RIGHT.repeat(4));
    session.press(" ");
    session.wait_for_text("back to step");
    session.press(" f");
    session.wait_until("the remedy", |screen| {
        !screen.contents().contains("back to step")
    });
    session.press("{y");
    session.wait_for_text("relutor play --set data=spiral");
    session.press("yq");
    assert!(session.wait_for_exit().success());
}
