//! `relutor help`, `guide`, `version`, `lab` without a kind, `man`, and completions.

use std::path::Path;
use std::process::{Command, Stdio};

use relutor::app::bindings;
use relutor::lab::catalogue::KINDS;
use unicode_width::UnicodeWidthStr;

use crate::support::course;

/// Exit code, standard output and standard error of the program with these variables.
fn run(args: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env("HOME", "/nobody")
        .env("XDG_STATE_HOME", "/nobody/state")
        .env("XDG_CONFIG_HOME", "/nobody/config")
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("it prints text");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The standard output of a successful run.
fn stdout_of(args: &[&str]) -> String {
    let (code, out, err) = run(args, &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{args:?}");
    out
}

/// The first words of the indented lines behind `heading`.
fn names_under(page: &str, heading: &str) -> Vec<String> {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    lines
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn help_lists_commands_and_topics_and_shows_each_of_them() {
    for (lang, commands, topics) in [("en", "Commands:", "Topics:"), ("ko", "명령:", "주제:")] {
        let page = stdout_of(&["help", "--lang", lang]);
        let commands = names_under(&page, commands);
        assert!(
            commands.contains(&"lab".to_owned()) && commands.len() > 12,
            "{page}"
        );
        for command in &commands {
            let help = stdout_of(&["help", command, "--lang", lang]);
            assert_eq!(help, stdout_of(&[command, "--help", "--lang", lang]));
        }
        let topics = names_under(&page, topics);
        assert_eq!(topics.len(), 8, "{page}");
        for topic in &topics {
            let page = stdout_of(&["help", topic, "--lang", lang]);
            assert!(page.lines().count() > 8, "{topic}: {page}");
            assert!(!page.contains("cli."), "{topic} has no words: {page}");
        }
    }
}

#[test]
fn a_mistyped_topic_gets_the_nearest_ones() {
    let (code, out, err) = run(&["help", "enviroment"], &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.contains("`enviroment`") && err.contains("environment"),
        "{err}"
    );
    assert_eq!(
        stdout_of(&["help", "colours"]),
        stdout_of(&["help", "terminal"])
    );
}

#[test]
fn the_version_is_told_in_every_way_that_is_tried() {
    let version = format!("relutor {}\n", env!("CARGO_PKG_VERSION"));
    for arg in ["version", "--version", "-V", "-v"] {
        assert_eq!(stdout_of(&[arg]), version, "{arg}");
    }
}

#[test]
fn the_help_of_a_command_leaves_out_options_that_it_does_not_use() {
    let help = stdout_of(&["list", "--help"]);
    assert!(
        help.contains("--course") && help.contains("--lang"),
        "{help}"
    );
    for option in ["--theme", "--glyphs", "--seed", "--no-mouse", "--present"] {
        assert!(!help.contains(option), "{option}: {help}");
    }
    assert!(stdout_of(&["play", "--help"]).contains("--theme"));
    for page in [stdout_of(&["--help"]), stdout_of(&["lab", "--help"])] {
        assert!(page.contains("\nExamples:\n  relutor"), "{page}");
    }
    // They are accepted all the same.
    assert_eq!(
        stdout_of(&["list", "--theme", "mono"]),
        stdout_of(&["list"])
    );
}

#[test]
fn files_and_variables_are_those_of_this_machine() {
    let files = stdout_of(&["help", "files"]);
    if cfg!(unix) {
        assert!(files.contains("~/state/relutor/progress.toml"), "{files}");
        assert!(files.contains("~/config/relutor/settings.toml"), "{files}");
    }
    let variables = stdout_of(&["help", "environment"]);
    for name in [
        "LANG",
        "THEME",
        "GLYPHS",
        "COLOR",
        "NO_MOUSE",
        "NO_MOTION",
        "NO_LARGE_TEXT",
    ] {
        assert!(
            variables.contains(&format!("  RELUTOR_{name}\n")),
            "{name}: {variables}"
        );
    }
}

#[test]
fn every_key_is_told_with_the_place_where_it_applies() {
    for lang in ["en", "ko"] {
        let keys = stdout_of(&["help", "keys", "--lang", lang]);
        assert!(!keys.contains("ui.help."), "a key without words: {keys}");
    }
    let page = stdout_of(&["help", "keys"]);
    for binding in bindings() {
        let keys = format!("  {}\n", binding.long_of(|_, _| true));
        assert!(page.contains(&keys), "{keys}: {page}");
    }
    let place = |heading: &str, keys: &str| {
        let block = page.split("\n\n").find(|block| block.starts_with(heading));
        assert!(
            block.is_some_and(|block| block.contains(keys)),
            "{heading}: {page}"
        );
    };
    place("Everywhere", "  q Ctrl-C\n");
    place("In a lesson\n", "  1 2 3 4\n");
    place("In the panes of the playground", "  ( )\n");
}

#[test]
fn korean_help_names_what_differs_in_korean() {
    let korean = ["files", "json"].map(|topic| stdout_of(&["help", topic, "--lang", "ko"]));
    let korean = korean.join("\n") + &stdout_of(&["man", "--lang", "ko"]);
    for placeholder in ["KIND", "NAME", "PORT", "-N.", " N "] {
        assert!(!korean.contains(placeholder), "{placeholder}: {korean}");
    }
    for shown in [
        "relutor lab 종류 --json",
        "room-포트.toml",
        "progress.backup-번호.toml",
    ] {
        assert!(korean.contains(shown), "{shown}: {korean}");
    }
    let english = stdout_of(&["help", "json"]);
    assert!(
        english.contains("  relutor lab KIND --seeds N --json\n"),
        "{english}"
    );
}

#[test]
fn the_guide_is_printed_where_there_is_no_terminal() {
    let english = stdout_of(&["guide"]);
    assert!(english.starts_with("# Writing lessons\n") && english.contains("`holds`"));
    assert_eq!(stdout_of(&["help", "writing"]), english);
    let korean = stdout_of(&["guide", "--lang", "ko"]);
    assert!(korean.starts_with("# 레슨 만들기\n") && korean.contains("relutor guide --lang en"));
}

#[test]
fn the_labs_are_listed_within_eighty_columns() {
    for lang in ["en", "ko"] {
        let page = stdout_of(&["lab", "--lang", lang]);
        for kind in KINDS {
            assert!(
                page.contains(&format!("{}: ", kind.name)),
                "{}: {page}",
                kind.name
            );
            for figure in kind.figures {
                assert!(page.contains(figure), "{figure}: {page}");
            }
        }
        let widest = page.lines().map(UnicodeWidthStr::width).max();
        assert!(widest.is_some_and(|width| width <= 80), "{page}");
    }
    let page = stdout_of(&["lab"]);
    assert!(
        page.contains("plateau: One unit on its way down, runs in steps\n"),
        "{page}"
    );
    assert!(page.contains("  readings  kink, slope, floor\n"), "{page}");
    let (code, out, err) = run(&["lab", "--set", "b=1"], &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.contains("--set") && err.contains("relutor lab bias-node"),
        "{err}"
    );
}

#[test]
fn the_manual_page_has_the_sections_that_people_look_for() {
    let page = stdout_of(&["man"]);
    for section in [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "COMMANDS",
        "KEYS",
        "FILES",
        "ENVIRONMENT",
        "\"EXIT STATUS\"",
        "EXAMPLES",
        "\"SEE ALSO\"",
    ] {
        assert!(
            page.contains(&format!(".SH {section}\n")),
            "{section}: {page}"
        );
    }
    let words = [
        "RELUTOR_THEME",
        "progress.toml",
        "128+N",
        "Everywhere",
        "NO_COLOR",
    ];
    for word in words {
        assert!(page.contains(word), "{word}: {page}");
    }
    let title = page.lines().find(|line| line.starts_with(".TH"));
    let title: Vec<_> = title.unwrap_or_default().split_whitespace().collect();
    assert_eq!(title[..3], [".TH", "RELUTOR", "1"], "{page}");
    let is_date = |text: &str| text.chars().filter(char::is_ascii_digit).count() == 8;
    assert!(is_date(title[3]), "{title:?}");
    // The options of every command are told once.
    assert_eq!(
        page.matches("dark|light|projector|mono").count(),
        1,
        "{page}"
    );
}

/// The candidates of bash for the last word of a line.
fn candidates(line: &[&str]) -> Vec<String> {
    let index = (line.len() - 1).to_string();
    let variables = [
        ("RELUTOR_COMPLETE", "bash"),
        ("_CLAP_COMPLETE_INDEX", index.as_str()),
        ("_CLAP_IFS", "\n"),
    ];
    let (code, out, err) = run(&[&["--"], line].concat(), &variables);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{line:?}");
    out.split('\n').map(str::to_owned).collect()
}

#[test]
fn completions_know_lessons_steps_labs_controls_and_topics() {
    let course = course();
    let lessons = candidates(&["relutor", "read", ""]);
    for lesson in &course.lessons {
        assert!(lessons.contains(&lesson.name), "{lessons:?}");
        let steps = candidates(&["relutor", &lesson.name, "--step", ""]);
        let ids: Vec<_> = lesson.steps.iter().map(|step| step.id.clone()).collect();
        assert_eq!(steps, ids, "{}", lesson.name);
    }
    assert_eq!(candidates(&["relutor", "lab", "bias-n"]), ["bias-node"]);
    let kinds = candidates(&["relutor", "lab", ""]);
    assert!(
        KINDS
            .iter()
            .all(|kind| kinds.contains(&kind.name.to_owned())),
        "{kinds:?}"
    );
    assert_eq!(
        candidates(&["relutor", "lab", "bias-node", "--set", ""]),
        ["b=", "w=", "v=", "c="]
    );
    for lesson in course.lessons.iter().take(2) {
        let of_lesson = lesson.labs.keys();
        let labs: Vec<_> = of_lesson
            .map(|lab| format!("{}/{lab}", lesson.name))
            .collect();
        if let Some(first) = labs.first() {
            let typed = format!("{}/", lesson.name);
            assert_eq!(candidates(&["relutor", "lab", &typed]), labs);
            let sets = candidates(&["relutor", "lab", first, "--set", ""]);
            assert!(
                sets.iter().all(|set| set.contains('=')),
                "{first}: {sets:?}"
            );
        }
    }
    assert_eq!(
        candidates(&["relutor", "lab", "two-input-node", "--set", "f=r"]),
        ["f=relu"]
    );
    assert_eq!(
        candidates(&["relutor", "play", "--set", "data=sp"]),
        ["data=spiral"]
    );
    assert_eq!(candidates(&["relutor", "help", "env"]), ["environment"]);
    assert_eq!(
        candidates(&["relutor", "export", "bias", "--step", "su"]),
        ["summary"]
    );
    let answer = [
        "relutor", "export", "bias", "--step", "guess", "--moving", "--answer", "st",
    ];
    assert_eq!(candidates(&answer), ["steeper"]);
    assert_eq!(candidates(&["relutor", "--lang", "k"]), ["ko"]);
    assert_eq!(candidates(&["relutor", "completions", "z"]), ["zsh"]);
}

#[test]
fn completions_of_a_course_are_folders_and_those_of_data_are_files() {
    let check = candidates(&["relutor", "check", "tests/class"]);
    assert_eq!(check, ["tests/class_course/"]);
    assert_eq!(candidates(&["relutor", "list", "--course", "README"]), [""]);
    let data = candidates(&["relutor", "play", "--data", "assets/pum"]);
    assert_eq!(data, ["assets/pumps.csv"]);
}

#[test]
fn completions_know_the_lessons_of_another_course() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/class_course");
    assert_eq!(
        candidates(&["relutor", "read", "--course", folder, "k"]),
        ["kink"]
    );
    assert_eq!(
        candidates(&["relutor", "read", "--course", "/nobody", "k"]),
        [""]
    );
}

#[test]
fn the_script_of_a_shell_asks_the_program() {
    let bin = Path::new(env!("CARGO_BIN_EXE_relutor"));
    let folder = bin.parent().expect("it is in a folder").display();
    let script = format!(
        "PATH={folder}:$PATH; source <(relutor completions bash); COMP_WORDS=(relutor lab bias-no); COMP_CWORD=2; \
         _clap_complete_relutor relutor bias-no lab; echo \"${{COMPREPLY[@]}}\""
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .output()
        .expect("there is bash");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "bias-node\n",
        "{output:?}"
    );
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(
            stdout_of(&["completions", shell]).contains("RELUTOR_COMPLETE"),
            "{shell}"
        );
    }
}
