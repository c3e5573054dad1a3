//! Faults that `relutor check` reports once and at their place, and sound texts of two languages that it lets pass.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A lesson with a model of its own and a challenge.
const LESSON: &str = r#"minutes = 1
[labs.own]
kind = "formula"
title = { en = "A parabola", ko = "포물선" }
x = { from = -5, to = 5, label = "w" }
[labs.own.controls]
w0 = { min = -4, max = 4, value = 2, step = 0.5, label = { en = "start", ko = "출발점" } }
[labs.own.curves]
loss = { formula = "x^2", label = { en = "loss", ko = "손실" } }
[labs.own.readings]
slope = { formula = "2 * w0", label = { en = "gradient", ko = "기울기" } }
[[step]]
id = "look"
lab = "own"
show = ["curves"]
unlock = ["w0"]
[[step]]
id = "try"
lab = "own"
show = ["curves"]
unlock = ["w0"]
set = { w0 = 0 }
[[step.goal]]
easy = "End meets it, and that is all right here"
all = [{ reading = "slope", at_least = 6 }]
solution = { w0 = 3 }
"#;

const ENGLISH: &str = "# Own parabola\n\n## look\n\nThe gradient is {slope}.\n\n## try\n\nMake the gradient at least 6.\n\n\
                       ### hint 1\n\nTurn it.\n\n### hint 2\n\nTo the right.\n\n### hint 3\n\nThe start is 3.\n\n### principle\n\n\
                       It grows with w.\n\n## breaks\n\nNowhere.\n\n## summary\n\n- Look.\n";

const KOREAN: &str = "# 나만의 포물선\n\n## look\n\n기울기는 {slope}입니다.\n\n## try\n\n기울기를 6 이상으로 만드세요.\n\n\
                      ### hint 1\n\n돌려 보세요.\n\n### hint 2\n\n오른쪽으로요.\n\n### hint 3\n\n출발점은 3입니다.\n\n### principle\n\n\
                      w와 함께 커집니다.\n\n## breaks\n\n없습니다.\n\n## summary\n\n- 보세요.\n";

const COURSE: &str = "lessons = [\"01-own\"]\n[title]\nen = \"Own\"\nko = \"나만의 강좌\"\n[intro]\nen = \"Labels are zero and one.\"\n\
                      ko = \"라벨은 0과 1입니다.\"\n";

/// A folder with the course in `own`.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("author-faults-{name}"));
        drop(fs::remove_dir_all(&folder));
        let place = Self(folder);
        for (file, text) in [
            ("course.toml", COURSE),
            ("01-own/lesson.toml", LESSON),
            ("01-own/en.md", ENGLISH),
            ("01-own/ko.md", KOREAN),
            (
                "glossary/en.md",
                "# Glossary\n\n## floor\n\nfloor\n\nWhere it is exactly zero.\n",
            ),
            (
                "glossary/ko.md",
                "# 용어집\n\n## floor\n\n바닥\n\n정확히 0인 곳.\n",
            ),
        ] {
            let path = place.0.join("own").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        place
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.0.join("own").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has {old}");
        fs::write(path, text.replacen(old, new, 1)).unwrap();
    }

    /// The output of `relutor args`, with its errors.
    fn relutor(&self, args: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
            .args(args)
            .current_dir(&self.0)
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env("RELUTOR_LANG", "en")
            .env("XDG_DATA_HOME", self.0.join("data"))
            .env("XDG_STATE_HOME", self.0.join("state"))
            .env("XDG_CONFIG_HOME", self.0.join("config"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let bytes = [output.stdout, output.stderr].concat();
        String::from_utf8(bytes).unwrap()
    }

    /// The faults that `relutor check` prints, without their number.
    fn faults(&self, args: &[&str]) -> Vec<String> {
        let said = self.relutor(&[&["check", "own"], args].concat());
        let faults = said.lines().filter(|line| line.starts_with("own/"));
        faults.map(str::to_owned).collect()
    }
}

#[test]
fn the_unchanged_course_has_no_fault_in_any_language() {
    let place = Place::new("unchanged");
    for args in [&[][..], &["--lang", "en"], &["--lang", "ko"]] {
        assert_eq!(place.faults(args), Vec::<String>::new(), "{args:?}");
    }
}

#[test]
fn a_live_number_that_is_no_number_somewhere_is_named_with_its_control() {
    let place = Place::new("no-number");
    place.replace("01-own/lesson.toml", "\"2 * w0\"", "\"6 * sqrt(w0)\"");
    place.replace("01-own/lesson.toml", "min = -4", "min = -4.5");
    let faults = place.faults(&[]);
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(
        faults[0].starts_with("own/01-own/en.md:5:")
            && faults[0].contains("`slope` is NaN at w0=-")
            && faults[1].starts_with("own/01-own/ko.md:5:"),
        "{faults:#?}"
    );
    place.replace("01-own/lesson.toml", "min = -4.5", "min = 0");
    assert_eq!(place.faults(&[]), Vec::<String>::new());
}

#[test]
fn a_row_of_a_table_has_the_cells_of_its_head() {
    let place = Place::new("short-row");
    let table = "## breaks\n\n| a | b |\n|---|---|\n| c | d |\n";
    for file in ["01-own/en.md", "01-own/ko.md"] {
        place.replace(file, "## breaks\n", table);
    }
    assert_eq!(place.faults(&[]), Vec::<String>::new());
    place.replace("01-own/en.md", "| c | d |", "| c |");
    let faults = place.faults(&[]);
    assert!(
        faults.len() == 1 && faults[0].contains("the row has 1 of the 2 cells"),
        "{faults:#?}"
    );
}

#[test]
fn an_open_code_block_is_the_only_fault() {
    let place = Place::new("open-code");
    let code = "{slope}.\n\n```python\nw = {w} - rate\n\nstep(w)\n";
    place.replace(
        "01-own/ko.md",
        "{slope}입니다.\n",
        &format!("{}```\n", code.replace("{w}", "w")),
    );
    place.replace("01-own/en.md", "{slope}.\n", code);
    for summary in ["- Look.\n", "- Look.\n\n```\nend\n```\n"] {
        place.replace("01-own/en.md", "- Look.\n", summary);
        let faults = place.faults(&[]);
        assert!(
            faults.len() == 1
                && faults[0].starts_with(
                    "own/01-own/en.md:7:1: the code block that begins here is not closed"
                ),
            "{faults:#?}"
        );
    }
}

#[test]
fn a_code_block_is_read_line_after_line_and_keeps_its_indentation() {
    let place = Place::new("code-lines");
    let code = "{slope}.\n\n```\nif w:\n    step(w, momentum, weight_decay, nesterov)\n```\n";
    place.replace("01-own/en.md", "{slope}.\n", code);
    let read = |figures: &str| {
        let args = [
            "read",
            "own",
            "--course",
            "own",
            "--step",
            "look",
            "--figures",
            figures,
        ];
        place.relutor(&[&args[..], &["--width", "40"]].concat())
    };
    let words = read("words");
    assert!(words.contains("\nif w:\n    step(w, momentum,"), "{words}");
    let drawn = read("drawn");
    assert!(
        drawn.contains("\n    if w:\n        step(w, momentum,")
            && drawn.contains("\n          nesterov)\n"),
        "{drawn}"
    );
}

#[test]
fn a_language_that_is_left_out_of_the_course_texts_has_no_fault() {
    let place = Place::new("course-texts");
    place.replace("course.toml", "0과 1", "0과 17");
    assert_eq!(place.faults(&["--lang", "en"]), Vec::<String>::new());
    let faults = place.faults(&["--lang", "ko"]);
    assert!(
        faults.len() == 1 && faults[0].contains("17") && faults[0].contains("course.toml:7:"),
        "{faults:#?}"
    );
}

#[test]
fn a_fix_writes_the_reasons_of_the_course_itself() {
    let place = Place::new("course-fix");
    place.replace("course.toml", "zero and one", "about 17");
    place.replace("course.toml", "0과 1", "17쯤");
    let said = place.relutor(&["check", "own", "--fix"]);
    assert!(
        said.starts_with("wrote 1 literal without a reason into course.toml\n"),
        "{said}"
    );
    assert!(said.contains("the literal 17 has no reason yet"), "{said}");
    let text = fs::read_to_string(place.0.join("own/course.toml")).unwrap();
    assert!(
        text.ends_with("\n[literals]\n\"17\" = \"TODO\"\n"),
        "{text}"
    );
    place.replace("course.toml", "about 17", "some");
    place.replace("course.toml", "17쯤", "몇몇");
    let faults = place.faults(&[]);
    assert!(
        faults.len() == 1 && faults[0].contains("neither the glossary nor [intro]"),
        "{faults:#?}"
    );
}

#[test]
fn the_same_number_in_words_and_in_digits_is_no_difference() {
    let place = Place::new("same-numbers");
    let pairs = [
        ("Nine tenths stay.", "10분의 9가 남아요."),
        ("Six sevenths stay.", "7분의 6이 남아요."),
        ("Eleven twelfths stay.", "12분의 11이 남아요."),
        ("Three twentieths stay.", "20분의 3이 남아요."),
        ("Twenty-five units.", "유닛은 스물다섯 개예요."),
        ("There are thirty-two.", "서른두 개가 있어요."),
        ("It began in the 1990s.", "1990년대에 시작했어요."),
        ("It is of the twentieth century.", "20세기의 것이에요."),
        ("Half a million came.", "50만 명이 왔어요."),
        ("One and a half times.", "1.5배예요."),
        ("Minus three.", "−3이에요."),
    ];
    let differences = |english: &str, korean: &str| {
        place.replace("01-own/en.md", "Nowhere.", english);
        place.replace("01-own/ko.md", "없습니다.", korean);
        let faults = place.faults(&[]);
        place.replace("01-own/en.md", english, "Nowhere.");
        place.replace("01-own/ko.md", korean, "없습니다.");
        let differs = |line: &&String| line.contains("does not stand in this");
        faults.iter().filter(differs).count()
    };
    for (english, korean) in pairs {
        assert_eq!(differences(english, korean), 0, "{english} {korean}");
    }
    for (english, korean) in [
        ("Nine tenths stay.", "10분의 8이 남아요."),
        ("There are thirty-two.", "서른세 개가 있어요."),
        ("Minus three.", "4예요."),
        ("One and a half times.", "2.5배예요."),
    ] {
        assert_ne!(differences(english, korean), 0, "{english} {korean}");
    }
}

#[test]
fn a_goal_is_not_said_as_its_opposite() {
    let place = Place::new("opposite");
    place.replace("01-own/en.md", "at least 6", "at most 6");
    place.replace("01-own/ko.md", "6 이상", "6 미만");
    let faults = place.faults(&[]);
    assert_eq!(faults.len(), 2, "{faults:#?}");
    for fault in &faults {
        assert!(
            fault.contains("the text says 6 as an upper limit")
                && fault.contains("line 25 of lesson.toml as a lower one"),
            "{faults:#?}"
        );
    }
    place.replace("01-own/en.md", "at most 6", "no less than 6");
    place.replace("01-own/ko.md", "6 미만으로", "6 초과로");
    assert_eq!(place.faults(&[]), Vec::<String>::new());
    place.replace(
        "01-own/en.md",
        "Make the gradient no less than 6.",
        "The gradient must not lie below 6.",
    );
    place.replace(
        "01-own/ko.md",
        "기울기를 6 초과로 만드세요.",
        "기울기가 6보다 작아지면 안 돼요.",
    );
    assert_eq!(place.faults(&[]), Vec::<String>::new());
}

#[test]
fn a_course_is_added_with_a_word_about_its_check() {
    let place = Place::new("added");
    let said = place.relutor(&["add", "own"]);
    assert!(
        said.contains("checked for loading only; `relutor check --course own`"),
        "{said}"
    );
}

#[test]
fn only_near_names_and_titles_with_the_word_are_suggested() {
    let place = Place::new("near");
    place.replace("01-own/en.md", "# Own parabola", "# The steep perceptron");
    let told = |word: &str| place.relutor(&["read", word, "--course", "own"]);
    assert!(
        told("perceptron").contains("did you mean one of: own?"),
        "{}",
        told("perceptron")
    );
    assert!(
        told("onw").contains("did you mean one of: own?"),
        "{}",
        told("onw")
    );
    let noise = place.relutor(&["transformer", "--course", "own"]);
    assert!(!noise.contains("did you mean"), "{noise}");
}
