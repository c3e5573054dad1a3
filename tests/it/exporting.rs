//! `relutor export`, `completions`, `man`, `list` and `reset`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// The output of the program with these arguments in `folder`.
fn relutor(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .current_dir(folder)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env("XDG_STATE_HOME", folder)
        .env("XDG_CONFIG_HOME", folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

/// The standard output of a successful run.
fn stdout_of(folder: &Path, args: &[&str]) -> String {
    let output = relutor(folder, args);
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

#[test]
fn export_overwrites_a_file_only_with_force() {
    let folder = folder("export-over");
    let file = folder.join("mine.svg");
    fs::write(&file, "mine").expect("written");
    let refused = relutor(&folder, &["export", "3", "-o", "mine.svg"]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let why = String::from_utf8(refused.stderr).expect("text");
    assert!(why.contains("mine.svg") && why.contains("--force"), "{why}");
    assert_eq!(fs::read_to_string(&file).expect("read"), "mine");
    let said = stdout_of(&folder, &["export", "3", "-o", "mine.svg", "--force"]);
    assert!(said.contains("mine.svg"), "{said}");
    assert!(fs::read_to_string(&file).expect("read").starts_with("<svg"));
}

#[test]
fn every_step_of_a_lesson_is_exported_to_its_own_file() {
    let folder = folder("export-all");
    let said = stdout_of(&folder, &["export", "bias", "--all", "--format", "text"]);
    let list = stdout_of(&folder, &["list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let lessons = list["lessons"].as_array().expect("a list");
    let bias = lessons.iter().find(|lesson| lesson["number"] == 3);
    let steps = bias.and_then(|lesson| lesson["steps"].as_array());
    let steps = steps.expect("steps").len();
    assert_eq!(said.lines().count(), steps + 1, "{said}");
    for line in said.lines() {
        let file = line.split(' ').next_back().expect("a name");
        let text = fs::read_to_string(folder.join(file)).expect("it is there");
        assert!(text.contains("3 Bias moves the kink"), "{text}");
        assert_eq!(text.lines().count(), 32, "{file}");
    }
}

#[test]
fn an_impossible_export_is_refused_with_a_remedy() {
    let folder = folder("export-refused");
    let cases: [(&[&str], &str); 5] = [
        (
            &["export", "--format", "html"],
            "relutor export 3 --format html",
        ),
        (&["export", "3", "--size", "10x10"], "100x32"),
        (&["export", "3", "--size", "many"], "100x32"),
        (&["export", "3", "--all", "--step", "guess"], "--step"),
        (&["export", "--step", "guess"], "name it"),
    ];
    for (args, fix) in cases {
        let refused = relutor(&folder, args);
        assert_eq!(refused.status.code(), Some(2), "{args:?}: {refused:?}");
        let why = String::from_utf8(refused.stderr).expect("text");
        assert!(why.contains(fix), "{args:?}: {why}");
    }
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 0);
}

#[test]
fn the_list_shows_progress_and_due_lessons() {
    let folder = folder("list-due");
    let state = folder.join("relutor");
    fs::create_dir_all(&state).expect("a folder");
    let progress = "version = 1\n[lesson.one-hinge]\nfinished = 2020-01-01\nseen = []\n\
                    [lesson.bias-moves-the-kink]\nseen = [\"guess\"]\n";
    fs::write(state.join("progress.toml"), progress).expect("written");
    let list = stdout_of(&folder, &["list"]);
    assert!(list.contains("begun 1/"), "{list}");
    assert!(list.contains("Time to look back: 1."), "{list}");
    let json = stdout_of(&folder, &["list", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let lessons = &json["lessons"];
    assert_eq!(lessons[0]["status"], "due");
    assert_eq!(lessons[1]["status"], "new");
    assert_eq!(lessons[2]["seen"], serde_json::json!(["guess"]));
}

#[test]
fn reset_needs_confirmation() {
    let folder = folder("reset-asks");
    let refused = relutor(&folder, &["reset"]);
    assert_eq!(refused.status.code(), Some(2));
    let why = String::from_utf8(refused.stderr).expect("text");
    assert!(why.contains("--yes"), "{why}");
    assert!(stdout_of(&folder, &["reset", "--yes"]).contains("Forgotten"));
}

#[test]
fn options_override_variables_and_variables_override_settings() {
    let folder = folder("precedence");
    let config = folder.join("relutor");
    fs::create_dir_all(&config).expect("a folder");
    fs::write(config.join("settings.toml"), "language = \"ko\"\n").expect("written");
    let list = |variable: Option<&str>, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relutor"));
        command.arg("list").args(args).env("LANG", "en_GB.UTF-8");
        command
            .env("XDG_CONFIG_HOME", &folder)
            .env("XDG_STATE_HOME", &folder);
        if let Some(lang) = variable {
            command.env("RELUTOR_LANG", lang);
        }
        let output = command.output().expect("the program starts");
        String::from_utf8(output.stdout).expect("text")
    };
    let is_korean = |text: String| text.contains('분');
    assert!(
        is_korean(list(None, &[])),
        "the settings go before the locale"
    );
    assert!(!is_korean(list(Some("en"), &[])));
    assert!(is_korean(list(Some("en"), &["--lang", "ko"])));
}

#[test]
fn the_man_page_lists_every_command_and_an_unknown_shell_is_refused() {
    let folder = folder("shells");
    let man = stdout_of(&folder, &["man"]);
    let all = [
        "list",
        "check",
        "lab",
        "new",
        "read",
        "export",
        "reset",
        "help",
        "guide",
        "completions",
        "man",
        "version",
    ];
    for command in all {
        assert!(
            man.contains(&format!(".SS \"relutor {command}")),
            "{command}: {man}"
        );
    }
    assert!(man.contains("save this screen as a picture"), "keys: {man}");
    assert_eq!(
        relutor(&folder, &["completions", "cmd"]).status.code(),
        Some(2)
    );
}

#[test]
fn the_folder_of_many_screens_is_created() {
    let folder = folder("export-into");
    let args = ["export", "3", "--all", "--format", "text", "-o", "a/b"];
    let said = stdout_of(&folder, &args);
    let count = fs::read_dir(folder.join("a/b")).expect("a folder").count();
    assert_eq!(said.lines().count(), count);
}

#[cfg(unix)]
#[test]
fn an_export_replaces_only_regular_files() {
    let folder = folder("export-pipe");
    let made = Command::new("mkfifo").arg(folder.join("pipe")).status();
    assert!(made.expect("mkfifo starts").success());
    for name in ["pipe", ".", "/dev/full"] {
        let args = ["export", "3", "-o", name, "--force"];
        let refused = relutor(&folder, &args);
        assert_eq!(refused.status.code(), Some(1), "{name}: {refused:?}");
        let why = String::from_utf8(refused.stderr).expect("text");
        assert!(why.contains(name) && why.contains("-o -"), "{why}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_export_that_does_not_fit_leaves_no_file() {
    let folder = folder("export-full");
    // The limit of the shell stands for a full disk: 1 block of 512 or 1,024 bytes.
    let line = format!(
        "trap '' XFSZ; ulimit -f 1; exec '{}' export 3 -o mine.svg",
        env!("CARGO_BIN_EXE_relutor")
    );
    let output = Command::new("sh")
        .args(["-c", &line])
        .current_dir(&folder)
        .env("XDG_STATE_HOME", &folder)
        .env("XDG_CONFIG_HOME", &folder)
        .output()
        .expect("the shell starts");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!folder.join("mine.svg").exists());
}

#[test]
fn reset_names_its_copy() {
    let folder = folder("reset-copy");
    let state = folder.join("relutor");
    fs::create_dir_all(&state).expect("a folder");
    let progress = "version = 1\n[lesson.one-hinge]\nseen = []\n";
    fs::write(state.join("progress.toml"), progress).expect("written");
    let said = stdout_of(&folder, &["reset", "--yes"]);
    assert!(said.contains("progress.backup-1.toml"), "{said}");
    let copy = fs::read_to_string(state.join("progress.backup-1.toml")).expect("a copy");
    assert_eq!(copy, progress);
}

#[test]
fn a_moving_picture_goes_from_the_open_question_to_the_final_state() {
    let folder = folder("export-moving");
    let export = ["export", "3", "--step", "guess", "-o", "-"];
    let open = stdout_of(&folder, &export);
    let moving = stdout_of(&folder, &[&export[..], &["--moving"]].concat());
    // Each element that is not on all screens has the class of its frames.
    assert!(moving.contains("class=\"f0-"), "the open question is left");
    let rules = moving.lines().filter(|line| line.starts_with("@keyframes"));
    assert!(rules.clone().count() > 8, "it moves");
    for rule in rules {
        let (_, steps) = rule.split_once('{').unwrap_or_default();
        let places = steps.split('}').filter_map(|step| step.split_once("%{"));
        let places: Vec<f64> = places
            .map(|(place, _)| place.parse().expect("a number"))
            .collect();
        assert!(
            places
                .iter()
                .all(|it| it.is_sign_positive() && *it <= 100.0),
            "{rule}"
        );
        assert!(places.is_sorted() && places.len() > 1, "{rule}");
    }
    assert!(moving.contains("@media(prefers-reduced-motion:reduce)"));
    let texts = |svg: &str| -> Vec<String> {
        let lines = svg.lines().filter(|line| line.starts_with("<text"));
        let texts = lines.map(|line| line.split_once('>').unwrap_or_default().1.to_owned());
        texts.collect()
    };
    let all = texts(&moving);
    for text in texts(&open) {
        assert!(all.contains(&text), "{text} of the open question");
    }
    assert!(
        all.iter().any(|text| text.contains("Yes")),
        "the feedback: {all:#?}"
    );

    let wrong = [&export[..], &["--moving", "--answer", "up"]].concat();
    assert_ne!(stdout_of(&folder, &wrong), moving);
    let unknown = relutor(
        &folder,
        &[&export[..], &["--moving", "--answer", "down"]].concat(),
    );
    let why = String::from_utf8(unknown.stderr).expect("text");
    assert!(
        why.contains("`down`") && why.contains("right, up, left"),
        "{why}"
    );
    let still = relutor(
        &folder,
        &["export", "1", "--step", "breaks", "--moving", "-o", "-"],
    );
    assert_eq!(still.status.code(), Some(2), "{still:?}");
}
