//! `relutor --plain`: the course line by line.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use relutor::app::{App, Appearance, InputWording};
use relutor::lab::Values;
use relutor::locale::{Lang, Words};
use relutor::ui::{FigureText, PlainText};

use crate::support;

/// An empty home for one test.
fn home(name: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&home));
    fs::create_dir_all(&home).expect("a folder can be made");
    home
}

/// The answers of the program to `lines`, one a line.
fn talk(home: &Path, args: &[&str], lines: &[&str]) -> Vec<String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .arg("--plain")
        .env("LANG", "C.UTF-8")
        .env("TERM", "dumb")
        .env_remove("LC_ALL")
        .env("XDG_STATE_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = program.stdin.take().expect("a pipe");
    input
        .write_all((lines.join("\n") + "\n").as_bytes())
        .expect("it reads");
    drop(input);
    let output = program.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(
        !text.contains(['\u{1b}', '\r', '\u{8}']),
        "control characters: {text}"
    );
    text.split("> ").map(str::to_owned).collect()
}

fn progress(home: &Path) -> String {
    fs::read_to_string(home.join("relutor/progress.toml")).expect("the progress is saved")
}

#[test]
fn an_answer_moves_the_model_and_is_saved() {
    let home = home("plain-answer");
    let said = talk(
        &home,
        &["3", "--step", "guess"],
        &["1", "n", "b=-3", "", "i"],
    );
    assert!(said[0].contains("3) At A = −7"), "{said:#?}");
    assert!(said[0].contains("Kink at 0."), "{said:#?}");
    for told in [
        "1) At A = 7 (wrong, your prediction)",
        "Most people guess",
        "Kink at −7.",
    ] {
        assert!(said[1].contains(told), "{told}: {}", said[1]);
    }
    assert!(
        said[2].starts_with("3 Bias moves the kink, step 3 of 8"),
        "{}",
        said[2]
    );
    assert!(said[3].contains("Kink at 3."), "{}", said[3]);
    assert!(
        !said[3].contains("A ReLU node starts"),
        "only news: {}",
        said[3]
    );
    assert!(said[4].contains("b = −3"), "{}", said[4]);
    assert_eq!(said[4], said[5], "an empty line says the same as i");
    let saved = progress(&home);
    assert!(saved.contains("guess = \"right\""), "{saved}");
    assert!(saved.contains("at = \"earlier\""), "{saved}");

    let resumed = talk(&home, &[], &["q", "n"]);
    assert!(resumed[0].contains("step 3 of 8"), "{resumed:#?}");
    assert_eq!(resumed.len(), 2, "q quits: {resumed:#?}");
}

#[test]
fn a_sentence_that_changes_is_told_whole() {
    let home = home("plain-sentences");
    let said = talk(&home, &["watch"], &["4", "n", "n", "run 100"]);
    let text = said.concat();
    // Each sentence of a figure ends with a full stop, wherever its lines end.
    let told = said[4].split_once("loss").expect("the loss is told").1;
    let sentence: Vec<_> = told
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .collect();
    assert!(
        sentence
            .last()
            .is_some_and(|line| line.trim_end().ends_with('.')),
        "{text}"
    );
    assert!(!text.contains("now now"), "{text}");
}

#[test]
fn a_model_runs_by_steps_and_goes_back() {
    let home = home("plain-run");
    let said = talk(
        &home,
        &["zero-half", "--step", "dead"],
        &["run 3", "run 12", "u", "b=1", "lr=0.05", "2"],
    );
    assert!(said[0].contains("at step 0"), "{}", said[0]);
    assert!(said[1].contains("at step 3"), "{}", said[1]);
    assert!(said[2].contains("at step 15"), "{}", said[2]);
    assert!(said[4].contains("no control `b`"), "{}", said[4]);
    assert!(said[5].contains("lr = 0.05"), "{}", said[5]);
    assert!(said[6].contains("no question"), "{}", said[6]);
}

#[test]
fn what_cannot_be_done_is_refused_in_words() {
    let home = home("plain-refused");
    let lines = ["b=7", "9", "run", "x\u{1b}[2J", "?"];
    let said = talk(&home, &["3", "--step", "guess"], &lines);
    assert!(said[1].contains("until you answer"), "{}", said[1]);
    assert!(said[2].contains("from 1 to 4"), "{}", said[2]);
    assert!(said[3].contains("nothing to run"), "{}", said[3]);
    assert!(said[4].contains("no command"), "{}", said[4]);
    assert!(said[5].contains("NAME=VALUE"), "{}", said[5]);
    let said = talk(&home, &["3", "--step", "earlier"], &["b=99", "b=much"]);
    assert!(
        said[1].contains("99") && said[1].contains("−"),
        "{}",
        said[1]
    );
    assert!(said[2].contains("much"), "{}", said[2]);
}

#[test]
fn the_list_opens_lessons_in_both_languages() {
    let home = home("plain-list");
    let said = talk(&home, &["--lang", "ko"], &["3", "ㅜ", "l", "99"]);
    assert!(
        said[0].contains("3. 편향은 꺾이는 점을 옮긴다"),
        "{}",
        said[0]
    );
    assert!(said[1].contains("8단계 중 1단계"), "{}", said[1]);
    assert!(
        said[2].contains("(정답)"),
        "a skipped question is answered: {}",
        said[2]
    );
    assert!(said[3].contains("12. 경주의 날"), "{}", said[3]);
    assert!(said[4].contains("99번 레슨은 없어요"), "{}", said[4]);
}

#[test]
fn a_lesson_can_be_taken_to_its_end() {
    let home = home("plain-end");
    let mut lines = vec!["n"; 60];
    lines.push("i");
    let said = talk(&home, &["1"], &lines);
    let end = said
        .iter()
        .position(|page| page.contains("n goes on to: 2"));
    let end = end.expect("the end page names the next lesson");
    assert!(
        said[end + 1].starts_with("2 Interaction"),
        "{}",
        said[end + 1]
    );
    let saved = progress(&home);
    assert!(saved.contains("finished = "), "{saved}");
}

/// The keys of the screen that no text may name line by line.
const KEYS: [&str; 6] = ["←", "Tab", "Space", "press [", "press ]", "키를 누"];

#[test]
fn no_text_names_a_key_of_the_screen() {
    for lang in ["en", "ko"] {
        let words = Words::load(&Lang::of(lang)).expect("the language is there");
        let mut app = App::new(support::course(), words, Appearance::default(), None)
            .with_input_wording(InputWording::Commands);
        let lessons = app.course().lessons.clone();
        for (at, lesson) in lessons.iter().enumerate() {
            for step in 0..lesson.steps.len() {
                app.open(at, step, &Values::new()).expect("it opens");
                app.go_to_step(step);
                let text = PlainText::new(&app, u16::MAX)
                    .with_figures(FigureText::Words)
                    .blocks(&app.content())
                    .join("\n");
                for key in KEYS {
                    assert!(!text.contains(key), "{lang} {} {step}: {text}", lesson.name);
                }
            }
        }
    }
}

#[test]
fn a_task_names_the_command_that_does_it() {
    let home = home("plain-commands");
    let said = talk(
        &home,
        &["zero-half", "--step", "try-limit"],
        &["run 2", "run -1"],
    );
    assert!(said[0].contains("Type run 1 once"), "{}", said[0]);
    assert!(said[2].contains("at step 1"), "{}", said[2]);
    let said = talk(&home, &["--lang", "ko", "watch", "--step", "try"], &["g"]);
    let task = said[0].replace('\n', " ");
    assert!(task.contains("run 명령을 입력하세요"), "{task}");
    assert!(said[1].starts_with("목표"), "{}", said[1]);
}

#[test]
fn a_command_that_changes_nothing_says_why() {
    let home = home("plain-why");
    let lines = ["h", "u", "p", "g", "n", "1", "2", "2", "e"];
    let said = talk(&home, &["1"], &lines);
    for (at, told) in [
        (1, "hints where there is a goal"),
        (2, "nothing to undo"),
        (3, "Nothing comes before"),
        (4, "no goal and no question"),
        (6, "1) "),
        (7, "Both are negative"),
        (8, "chosen already"),
        (9, "이번에만 한국어"),
    ] {
        assert!(said[at].contains(told), "{at}, {told}: {}", said[at]);
    }
    let said = talk(&home, &["2", "--step", "guess"], &["n"]);
    assert!(said[1].starts_with("You have skipped"), "{}", said[1]);
}

#[test]
fn the_numbers_of_an_end_page_open_its_rows() {
    let home = home("plain-rows");
    let mut lines = vec!["n"; 9];
    lines.push("2");
    let said = talk(&home, &["1"], &lines);
    let end = said
        .iter()
        .position(|page| page.contains("2) Is it linear?"));
    let end = end.expect("the rows have numbers");
    assert!(said[end].contains("The number of a row"), "{}", said[end]);
    assert!(said[end + 1].contains("step 5 of 6"), "{}", said[end + 1]);
}

#[test]
fn the_playground_is_told_in_words() {
    let home = home("plain-play");
    let args = ["play", "--set", "lr=100", "--seed", "0"];
    let said = talk(&home, &args, &["run 100", "f"]);
    assert!(said[0].contains("4 on for some samples"), "{}", said[0]);
    assert!(!said[0].contains("····"), "{}", said[0]);
    let reason = "Only a net with one input has kinks";
    assert_eq!(said[0].matches(reason).count(), 1, "{}", said[0]);
    assert!(said[1].contains("4 dead"), "{}", said[1]);
    assert!(said[1].contains("f: "), "a change that helps: {}", said[1]);
    assert!(said[2].contains("lr = "), "{}", said[2]);
}

#[test]
fn the_end_of_a_run_is_told() {
    let home = home("plain-run-end");
    let said = talk(
        &home,
        &["flat-spots", "--step", "guess"],
        &["n", "run", "run"],
    );
    let text = said.concat();
    assert!(text.contains("The run is over, at step"), "{text}");
    assert!(said[3].contains("end of its run"), "{}", said[3]);
}
