//! The command line through the binary: output, errors and exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

struct CommandOutput {
    code: i32,
    out: String,
    err: String,
}

fn relutor(args: &[&str]) -> CommandOutput {
    run_in_locale("C.UTF-8", args)
}

/// The output of the program in this locale.
fn run_in_locale(locale: &str, args: &[&str]) -> CommandOutput {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relutor"));
    command
        .args(args)
        .env("LANG", locale)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("NO_COLOR")
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null());
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the program starts");
    CommandOutput {
        code: status.code().expect("it ends by itself"),
        out: String::from_utf8(stdout).expect("it prints text"),
        err: String::from_utf8(stderr).expect("it prints text"),
    }
}

/// Asserts exit code 2, empty standard output, and one error line that contains all of `words`.
fn assert_refused(args: &[&str], words: &[&str]) {
    let said = relutor(args);
    assert_eq!(
        (said.code, said.out.as_str()),
        (2, ""),
        "{args:?}: {}",
        said.err
    );
    assert_eq!(said.err.trim().lines().count(), 1, "{args:?}: {}", said.err);
    for word in words {
        assert!(
            said.err.contains(word),
            "{args:?} should say {word}: {}",
            said.err
        );
    }
}

#[test]
fn a_second_word_is_answered_with_the_command_that_opens_a_step() {
    for (lesson, step) in [("bias", "weight"), ("many-hinges", "xor")] {
        let command = format!("relutor {lesson} --step {step}");
        assert_refused(&[lesson, step], &[&command]);
    }
}

#[test]
fn errors_of_the_system_and_of_toml_are_told_in_the_language_with_a_remedy_that_fits() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("errors-in-words");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder");
    let path = |name: &str| folder.join(name).display().to_string();
    fs::write(folder.join("file"), "").expect("a file");
    let (inside, lost) = (path("file/x.svg"), path("lost/x.svg"));
    for (args, words) in [
        (
            vec!["play", "--load", "none"],
            "그런 파일이나 폴더가 없음. 이름과 폴더를 확인하세요",
        ),
        (
            vec!["export", "3", "-o", &lost],
            "(그런 파일이나 폴더가 없음). 이름과 폴더를 확인하세요",
        ),
        (
            vec!["export", "3", "-o", &inside],
            "(경로 중간에 폴더가 아닌 파일이 있음). 경로를 확인하세요",
        ),
    ] {
        let said = relutor(&[args, vec!["--lang", "ko"]].concat());
        assert!(said.err.contains(words), "{}", said.err);
        assert!(
            !said.err.contains("os error") && !said.err.contains("공간"),
            "{}",
            said.err
        );
    }
    let said = relutor(&["export", "3", "-o", &lost]);
    let english = "there is no such file or folder; check the name and the folder";
    assert!(said.err.contains(english), "{}", said.err);
    // Missing folders are made for many files.
    let deep = path("a/b");
    assert_eq!(relutor(&["export", "14", "--all", "-o", &deep]).code, 0);
}

#[test]
fn a_progress_file_with_a_typing_error_is_told_with_line_and_reason() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("typing-error");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("relutor")).expect("a folder");
    fs::write(
        folder.join("relutor/progress.toml"),
        "version = 1\nlast = \n",
    )
    .expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(["list", "--lang", "ko"])
        .env("XDG_STATE_HOME", &folder)
        .env("XDG_CONFIG_HOME", &folder)
        .output()
        .expect("the program starts");
    let err = String::from_utf8(output.stderr).expect("it prints text");
    assert!(err.contains("(2번째 줄, 값이 없거나 잘못됨"), "{err}");
    // The command line is formal.
    assert!(err.contains("손상됐습니다"), "{err}");
}

#[test]
fn an_unknown_lesson_may_be_a_command_and_brackets_are_not_repeated() {
    assert_refused(&["lst"], &["no lesson and no command `lst`", "list"]);
    assert_refused(
        &["completions", "tcsh", "--lang", "ko"],
        &["`셸`에는 `tcsh`", "bash, elvish, fish, powershell, zsh"],
    );
}

#[test]
fn the_list_names_every_lesson() {
    let said = relutor(&["list"]);
    assert_eq!(said.code, 0);
    for title in [
        "Interaction",
        "Bias moves the kink",
        "Many hinges",
        "Flat spots",
    ] {
        assert!(said.out.contains(title), "{}", said.out);
    }
    let json: Value = serde_json::from_str(&relutor(&["list", "--json"]).out).expect("it is JSON");
    let text = json.to_string();
    assert!(
        text.contains("\"number\":3") && text.contains("bias-moves-the-kink"),
        "{text}"
    );
}

#[test]
fn a_lab_prints_controls_readings_and_figures() {
    let said = relutor(&["lab", "bias-node", "--set", "b=7", "--json"]);
    let json: Value = serde_json::from_str(&said.out).expect("it is JSON");
    assert_eq!(json["controls"]["b"]["value"], 7.0);
    assert_eq!(json["controls"]["b"]["min"], -10.0);
    assert_eq!(json["readings"]["kink"], -7.0);
    assert!(
        json["figures"]["curve"]["series"][0]["points"]
            .as_array()
            .expect("points")
            .len()
            > 100
    );
    let page = relutor(&["lab", "bias-node", "--set", "b=7"]).out;
    assert!(page.contains("Kink at −7"), "{page}");
}

#[test]
fn a_lab_runs_the_requested_number_of_steps() {
    let steps = |at: &str| {
        let said = relutor(&["lab", "plateau", "--set", "z0=3", "--at", at, "--json"]);
        let json: Value = serde_json::from_str(&said.out).expect("it is JSON");
        (json["step"].as_u64(), json["readings"]["needs"].clone())
    };
    assert_eq!(steps("100").0, Some(100));
    assert_eq!(steps("100000"), (Some(555), Value::from(555.0)));
}

#[test]
fn unknown_names_are_refused_with_the_nearest_names() {
    assert_refused(&["interacton"], &["interacton", "interaction"]);
    assert_refused(&["3", "--step", "gues"], &["gues", "guess"]);
    assert_refused(&["lab", "bias-nod"], &["bias-nod", "bias-node"]);
    assert_refused(&["lab", "bias-node", "--set", "bais=1"], &["bais", "b"]);
    assert_refused(&["lab", "bias-node", "--set", "b=99"], &["−10", "10", "99"]);
    assert_refused(
        &["lab", "two-input-node", "--set", "f=rleu"],
        &["rleu", "relu"],
    );
    assert_refused(&["--theme", "dusk"], &["dusk"]);
    assert_refused(&["--lang", "xx", "list"], &["xx", "en", "ko"]);
}

#[test]
fn only_global_options_are_accepted_before_a_command() {
    assert_eq!(relutor(&["--lang", "ko", "list"]).code, 0);
    assert_eq!(
        relutor(&["--theme", "mono", "--seed", "2", "lab", "race"]).code,
        0
    );
    assert_refused(&["3", "list"], &["`3`"]);
    assert_refused(&["--step", "2", "list"], &["--step"]);
    assert_refused(&["--set", "b=1", "lab", "bias-node"], &["--set"]);
    assert_refused(&["--at", "9", "check"], &["--at"]);
}

#[test]
fn the_language_is_that_of_the_locale_unless_an_option_sets_it() {
    let said = run_in_locale("ko_KR.UTF-8", &["lab", "bias-node", "--set", "b=99"]);
    assert!(said.err.contains("범위는 −10에서 10까지"), "{}", said.err);
    let said = run_in_locale("ko_KR.UTF-8", &["--lang", "en", "--help"]);
    assert!(said.out.contains("Usage: relutor"), "{}", said.out);
    let said = run_in_locale("C.UTF-8", &["lab", "plateau", "--lang=ko"]);
    assert!(said.out.contains("출발점 z₀"), "{}", said.out);
}

#[test]
fn an_unknown_language_is_refused_in_the_language_of_the_locale() {
    let said = run_in_locale("ko_KR.UTF-8", &["--lang", "kr", "list"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("`kr` 언어는 없습니다"), "{}", said.err);
    assert!(said.err.contains("en, ko"), "{}", said.err);
}

#[test]
fn a_course_can_be_in_a_language_without_interface_translation() {
    let course = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/class_course");
    let said = relutor(&["--course", course, "--lang", "fr", "list", "--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let list: Value = serde_json::from_str(&said.out).expect("it is JSON");
    let french = fs::read_to_string(format!("{course}/01-kink/fr.md")).expect("there is French");
    let title = french
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("# "));
    assert_eq!(list["lessons"][0]["title"].as_str(), title);
    assert_refused(
        &["--course", course, "--lang", "xx", "list"],
        &["xx", "en, ko, fr"],
    );
}

#[test]
fn korean_help_is_aligned_by_display_width() {
    let help = relutor(&["--lang", "ko", "lab", "--help"]).out;
    let starts: Vec<_> = help
        .lines()
        .filter_map(|line| line.split_once("> "))
        .filter(|(option, _)| option.contains("--set") || option.contains("--at"))
        .map(|(option, rest)| option.width() + rest.len() - rest.trim_start().len())
        .collect();
    assert_eq!(starts.len(), 2, "{help}");
    assert_eq!(starts[0], starts[1], "{help}");
    assert!(help.contains("사용법: relutor lab [종류] [옵션]"), "{help}");
}

#[test]
fn without_a_terminal_alternatives_are_printed() {
    assert_refused(&[], &["relutor read", "relutor lab"]);
    assert_refused(&["3"], &["relutor read", "relutor lab"]);
}

#[test]
fn the_built_in_course_passes_its_check_and_a_folder_without_one_fails() {
    let said = relutor(&["check"]);
    assert_eq!(said.code, 0, "{}", said.out);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("without-a-course");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let folder = folder.to_str().expect("a path that is text");
    let said = relutor(&["check", folder]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("without-a-course/course.toml:1:1: "),
        "{}",
        said.out
    );
    assert_refused(&["--course", folder, "list"], &[folder, "course.toml"]);
}

#[test]
fn a_course_that_is_no_folder_is_refused_by_its_name() {
    assert_refused(
        &["--course", "nonexist", "list"],
        &["nonexist", "no folder"],
    );
    assert_refused(&["check", "nonexist"], &["nonexist", "no folder"]);
    assert_refused(
        &["list", "--course", "README.md"],
        &["README.md", "is a file"],
    );
    let address = "https://example.org/course";
    assert_refused(&["read", "--course", address], &[address, "is an address"]);
}

#[test]
fn a_number_out_of_range_is_refused_with_the_range() {
    let range = |low: &str, high: &str| format!("from {low} to {high}");
    assert_refused(
        &["read", "--width", "70000"],
        &["--width", &range("40", "65535")],
    );
    assert_refused(
        &["lab", "bias-node", "--at", "x"],
        &["--at", "from 0", "`x`"],
    );
    if cfg!(feature = "host") {
        assert_refused(
            &["host", "--max", "0"],
            &["--max", &range("1", "250"), "`0`"],
        );
        assert_refused(
            &["host", "--port", "99999"],
            &["--port", &range("0", "65535")],
        );
        assert_refused(
            &["host", "--max", "0", "--lang", "ko"],
            &["`--max`에는 `0` 대신 1에서 250까지의 정수"],
        );
        assert_refused(
            &["host", "--bind", "here"],
            &["--bind", "IP address", "`here`"],
        );
    }
}

#[test]
fn help_and_version_are_printed() {
    let help = relutor(&["--help"]);
    assert_eq!(help.code, 0);
    for word in [
        "list", "check", "lab", "--theme", "--glyphs", "--color", "--course",
    ] {
        assert!(help.out.contains(word), "{word}: {}", help.out);
    }
    assert!(
        relutor(&["--version"])
            .out
            .contains(env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let shell = format!(
        "{} lab hinge-sum --json | head -c 1; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_relutor")
    );
    let output = Command::new("bash")
        .args(["-c", &shell])
        .output()
        .expect("there is a shell");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_race_without_racers_is_described() {
    let args = ["lab", "race", "--set", "preset=own", "--set", "f1=none"];
    let none = ["--set", "f2=none", "--set", "f3=none", "--set", "f4=none"];
    let output = relutor(&[&args[..], &none[..]].concat());
    assert_eq!(output.code, 0, "{}", output.err);
    assert!(output.out.contains("f1"), "{}", output.out);
}

#[test]
fn more_seeds_than_fit_into_memory_are_refused() {
    let args = ["lab", "bias-node", "--seeds", "1000000000"];
    assert_refused(&args, &["1,000,000,000", "100,000"]);
}

/// The path of a new file with these bytes.
fn data_file(name: &str, bytes: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("the file can be written");
    path.display().to_string()
}

#[test]
fn a_lab_learns_the_columns_of_a_file() {
    let rows = "0.1,0.2,no,7\n0.9,0.8,yes,5\n0.2,0.1,no,6\n0.8,0.9,yes,4\n";
    let path = data_file("four.csv", format!("a,b,c,d\n{rows}").as_bytes());
    assert_refused(
        &["lab", "playground", "--data", &path],
        &["--columns", "a, b, c, d"],
    );
    let columns = [
        "lab",
        "playground",
        "--data",
        &path,
        "--columns",
        "a,b,c",
        "--json",
    ];
    let said = relutor(&columns);
    assert_eq!(said.code, 0, "{}", said.err);
    let lab: Value = serde_json::from_str(&said.out).expect("it is JSON");
    assert_eq!(lab["controls"]["data"]["value"], "file", "{}", said.out);
    let wrong = ["lab", "playground", "--data", &path, "--columns", "a,bb,c"];
    assert_refused(&wrong, &["bb", "did you mean"]);
    assert_refused(
        &["lab", "bias-node", "--data", &path],
        &["relutor lab playground"],
    );
    assert_refused(&["lab", "playground", "--columns", "a,b"], &["--data"]);
    assert_refused(&["export", "bias", "--answer", "zz"], &["--moving"]);
    let moving = [
        "export", "bias", "--step", "guess", "--answer", "zz", "--moving",
    ];
    assert_refused(&moving, &["no answer `zz`", "steeper"]);
}

#[test]
fn a_path_without_a_table_is_refused_in_one_sentence() {
    let binary = data_file("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    for (path, word) in [
        (binary.as_str(), "no text"),
        (env!("CARGO_TARGET_TMPDIR"), "is a folder"),
        ("no-such-file.csv", "is not there"),
    ] {
        assert_refused(&["lab", "playground", "--data", path], &[word]);
        assert_refused(&["export", "playground", "--data", path], &[word]);
    }
}

#[test]
fn loading_a_table_as_a_saved_state_points_to_data() {
    let path = data_file("points.csv", b"0.5,0.2,1\n0.1,0.3,0\n");
    assert_refused(&["play", "--load", &path], &["--data"]);
}

#[test]
fn a_message_names_some_of_many_columns() {
    let line = |cell: fn(usize) -> String| (0..1000).map(cell).collect::<Vec<_>>().join(",");
    let head = line(|i| format!("column{i}"));
    let rows: String = (0..8)
        .map(|_| line(|i| (i * i % 7).to_string()) + "\n")
        .collect();
    let path = data_file("wide.csv", format!("{head}\n{rows}").as_bytes());
    let said = relutor(&["lab", "playground", "--data", &path]);
    assert_eq!(said.code, 2);
    assert!(said.err.len() < 400, "{}", said.err);
}

#[test]
fn a_file_without_a_target_points_to_an_option_and_not_to_a_key() {
    let words = data_file("words.csv", b"id,n,city\n1,3,a\n2,4,b\n3,5,b\n4,5,c\n");
    let constant = data_file("constant.csv", b"n,c\n5,7\n6,7\n8,7\n9,7\n");
    let equal = data_file("equal.csv", b"n,c\n5,7.5\n5,7\n5,8\n5,9\n");
    for path in [&words, &constant, &equal] {
        let said = relutor(&["lab", "playground", "--data", path]);
        assert!(!said.err.contains('↓'), "{}", said.err);
    }
    assert_refused(&["lab", "playground", "--data", &constant], &["a target"]);
}

#[test]
fn a_slip_in_a_command_is_told_also_with_options() {
    assert_refused(&["exprot", "--all"], &["`exprot`", "`export`"]);
    assert_refused(&["reprot", "-o", "x"], &["`report`"]);
    assert_refused(&["lab", "biaas"], &["one of: bias-node"]);
    assert_refused(&["biaas"], &["bias-moves-the-kink"]);
}

#[test]
fn a_lab_is_found_by_the_start_of_its_name() {
    let short = relutor(&["lab", "bias"]);
    assert_eq!(short.out, relutor(&["lab", "bias-node"]).out);
    // Two labs begin so.
    assert_refused(&["lab", "random"], &["random-network", "random-pieces"]);
}

#[test]
fn seeds_are_counted_and_none_is_too_few() {
    assert_refused(&["lab", "bias", "--seeds", "0"], &["at least 1"]);
    let said = relutor(&["lab", "bias", "--seeds", "3"]);
    assert!(said.out.contains("Over 3 seeds"), "{}", said.out);
}

#[test]
fn a_width_that_is_too_small_is_refused_with_the_least() {
    assert_refused(&["read", "1", "--width", "5"], &["from 40"]);
}
