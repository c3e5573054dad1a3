//! The first lessons of an author: `relutor check` asks for few reasons, and for those that are needed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::folders::copy_folder;

use relutor::app::binding_names;
use relutor::lesson::{CourseSource, load, name_faults};

/// A copy of a course in `tests`.
struct AuthorCourse(PathBuf);

impl AuthorCourse {
    fn new(name: &str) -> Self {
        Self::copy_of("author_course", name)
    }

    fn copy_of(course: &str, name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("authors-{name}"));
        drop(fs::remove_dir_all(&folder));
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        copy_folder(&tests.join(course), &folder);
        Self(folder)
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has {old}");
        fs::write(path, text.replace(old, new)).unwrap();
    }

    /// The lines that `relutor check` prints.
    fn check(&self) -> Vec<String> {
        self.relutor(&["check", "."])
    }

    /// The lines that `relutor args` prints in the folder of the course.
    fn relutor(&self, args: &[&str]) -> Vec<String> {
        let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
            .args(args)
            .current_dir(&self.0)
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env("RELUTOR_LANG", "en")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        said.lines().map(str::to_owned).collect()
    }

    /// The places and numbers that need a reason: `01-steeper-node/en.md:5 −2`.
    fn typed_numbers(&self) -> Vec<String> {
        let lines = self.check();
        let typed = lines.iter().filter_map(|line| {
            let (before, _) = line
                .split_once(" is typed out; ")
                .or_else(|| line.split_once(" are typed out; "))?;
            let (place, number) = before.split_once(": ")?;
            let (place, _) = place.rsplit_once(':')?;
            Some(format!("{place} {number}"))
        });
        typed.collect()
    }
}

/// The numbers of the course that nothing in `lesson.toml` says.
const NEEDED: [&str; 6] = [
    "01-steeper-node/en.md:5 −2",
    "01-steeper-node/en.md:46 third",
    "01-steeper-node/en.md:64 8",
    "02-moving-average/en.md:23 tenth",
    "02-moving-average/en.md:57 0.05",
    "02-moving-average/en.md:71 9, 0.999",
];

#[test]
fn numbers_that_the_lesson_says_elsewhere_need_no_reason() {
    let course = AuthorCourse::new("reasons");
    assert_eq!(course.typed_numbers(), NEEDED);
    let others: Vec<_> = course.check();
    let others = others.iter().filter(|line| !line.contains(" typed out; "));
    assert_eq!(others.collect::<Vec<_>>(), ["6 faults."]);
}

#[test]
fn a_number_of_the_model_that_is_typed_out_is_found() {
    let course = AuthorCourse::new("typed");
    let first = "01-steeper-node/en.md";
    course.replace(
        first,
        "the kink stands at {kink}.",
        "the kink stands at −4.",
    );
    let second = "02-moving-average/en.md";
    course.replace(
        second,
        "{span:.0} values.\n\n### option double",
        "$1/(1 - 0.99) = 101$ values.\n\n### option double",
    );
    course.replace(second, "| t = 30 |", "| t = 31 |");
    course.replace(second, "β goes to 0.99.", "β goes to 0.98.");
    let found = course.typed_numbers();
    for number in ["−4", "101", "31", "0.98"] {
        let is_found = found.iter().any(|line| {
            let (_, numbers) = line.split_once(' ').unwrap();
            numbers.split(", ").any(|it| it == number)
        });
        assert!(is_found, "{number}: {found:#?}");
    }
}

/// The faults of the quick look at names, each with its place.
fn quick_faults(course: &AuthorCourse) -> Vec<String> {
    let course = load(&CourseSource::Folder(course.0.clone())).unwrap();
    let faults = name_faults(&course, &binding_names());
    let lines = faults
        .iter()
        .map(|it| format!("{} {}", it.place, it.message.name()));
    lines.collect()
}

#[test]
fn a_quick_look_finds_an_answer_without_text_and_a_right_answer_that_is_wrong() {
    let course = AuthorCourse::copy_of("teacher_course", "quick");
    assert_eq!(quick_faults(&course), Vec::<String>::new());
    let (english, korean) = ("01-learning-rate/en.md", "01-learning-rate/ko.md");
    course.replace(english, "### option stops\n", "### option stop\n");
    let toml = "01-learning-rate/lesson.toml";
    course.replace(
        toml,
        "reading = \"next\", is = -1",
        "reading = \"next\", is = -2",
    );
    // The Korean text still has the answer.
    assert_eq!(
        quick_faults(&course),
        [
            "01-learning-rate/en.md:53:1 check.unknown-option",
            "01-learning-rate/lesson.toml:66:9 check.right-does-not-hold",
        ]
    );
    course.replace(korean, "### option stops\n", "### option stop\n");
    let faults = quick_faults(&course);
    assert!(
        faults.contains(&"01-learning-rate/lesson.toml:59:1 check.no-heading".to_owned()),
        "{faults:#?}"
    );
}

#[test]
fn an_unknown_slot_of_the_english_text_is_no_fault_of_its_translation() {
    let course = AuthorCourse::copy_of("teacher_course", "unknown-slot");
    course.replace("01-learning-rate/en.md", "{next}", "{nxt}");
    let lines = course.check();
    let translated = lines.iter().filter(|line| line.contains("ko.md"));
    assert_eq!(translated.collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(
        lines.iter().any(|line| line.contains("`nxt`")),
        "{lines:#?}"
    );
}

#[test]
fn a_quick_look_at_names_finds_those_that_do_not_exist_and_nothing_else() {
    let course = AuthorCourse::new("names");
    // The course has numbers without a reason.
    assert_eq!(quick_faults(&course), Vec::<String>::new());
    let (prose, toml) = ("02-moving-average/en.md", "02-moving-average/lesson.toml");
    course.replace(prose, "{memory:.2}", "{memry:.2}");
    course.replace(prose, "### option same", "### option sam");
    course.replace(prose, "{fact:share:.2}", "{fact:shre:.2}");
    course.replace(toml, "then = { beta = 0.99 }", "then = { beta = 1.99 }");
    course.replace(toml, "solution = { beta", "solution = { beat");
    course.replace(toml, "reading = \"w30\"", "reading = \"w31\"");
    assert_eq!(
        quick_faults(&course),
        [
            "02-moving-average/en.md:11:12 check.unknown-slot",
            "02-moving-average/en.md:37:1 check.unknown-option",
            "02-moving-average/en.md:65:70 check.unknown-fact",
            "02-moving-average/lesson.toml:32:17 fault.out-of-range",
            "02-moving-average/lesson.toml:52:21 check.unknown-control",
            "02-moving-average/lesson.toml:64:11 check.unknown-reading",
        ]
    );
}

#[test]
fn formulas_in_tex_are_the_same_in_every_language() {
    let course = AuthorCourse::new("tex");
    let ko = "02-moving-average/ko.md";
    course.replace(ko, "$1 - \\beta^t$로", "$1 - \\beta^k$로");
    course.replace(ko, "$1 - \\beta$가 1/20이면", "1 − β가 1/20이면");
    let lines = course.check();
    let differing: Vec<_> = lines
        .iter()
        .filter(|line| line.contains("write formulas alike"))
        .collect();
    let [english, korean] = differing.as_slice() else {
        panic!("{lines:#?}");
    };
    assert!(
        english.contains("en.md:66:") && english.contains("1−βᵗ"),
        "{english}"
    );
    assert!(
        korean.contains("ko.md:66:") && korean.contains("1−βᵏ"),
        "{korean}"
    );
}

#[test]
fn a_function_that_is_misspelled_is_named_with_the_nearest() {
    let course = AuthorCourse::new("function");
    course.replace(
        "02-moving-average/lesson.toml",
        "\"1 - beta^x\"",
        "\"reluu(1 - beta^x)\"",
    );
    let lines = course.check();
    let found = lines
        .iter()
        .any(|line| line.contains("there is no function `reluu`; use one of: relu"));
    assert!(found, "{lines:#?}");
}

#[test]
fn a_lab_of_a_lesson_runs_without_a_screen() {
    let course = AuthorCourse::new("lab");
    let run = |lab: &str, more: &[&str]| {
        let args = [&["lab", lab, "--course", "."], more].concat();
        course.relutor(&args).join("\n")
    };
    let page = run("moving-average/ema", &["--set", "beta=0.95"]);
    assert!(
        page.starts_with("Weights of past steps (formula, seed 0)"),
        "{page}"
    );
    assert!(page.contains("0.95") && page.contains("span"), "{page}");
    let span = page
        .lines()
        .find(|line| line.trim_start().starts_with("span"));
    assert!(span.is_some_and(|line| line.contains(" 20 ")), "{page}");
    assert!(run("1/node", &[]).contains("bias-node"));
    assert_eq!(run("1/nowhere", &[]), "", "a usage error");
}

#[test]
fn sound_sentences_about_a_model_of_ones_own_have_no_fault() {
    let course = AuthorCourse::copy_of("teacher_course", "sound");
    assert_eq!(
        course.check(),
        ["No faults: 2 lessons, 7 steps, 7 facts. All of it holds."]
    );
}

#[test]
fn a_share_in_per_cent_is_compared_with_the_limit() {
    let course = AuthorCourse::copy_of("teacher_course", "percent");
    let prose = "02-temperature/en.md";
    course.replace(prose, "90 % sure of cat", "80 % sure of cat");
    let lines = course.check();
    let is_found = lines.iter().any(|line| {
        line.starts_with("02-temperature/en.md:43:") && line.contains("`80` is in no condition")
    });
    assert!(is_found, "{lines:#?}");
}

#[test]
fn exchanged_live_numbers_are_named_with_their_words() {
    let course = AuthorCourse::copy_of("teacher_course", "order");
    let prose = "01-learning-rate/en.md";
    course.replace(
        prose,
        "The step is 1.5 times the slope {slope}",
        "The loss before is {slope} and the slope {before}",
    );
    let lines = course.check();
    let is_found = lines.iter().any(|line| {
        line.contains("`slope` and `before` stand in the opposite order")
            && line.contains("name them, `slope` and `loss`; exchange them")
    });
    assert!(is_found, "{lines:#?}");
}

#[test]
fn a_power_of_e_that_has_no_small_characters_is_offered_as_a_function() {
    let course = AuthorCourse::copy_of("teacher_course", "power");
    let prose = "02-temperature/en.md";
    course.replace(prose, r"\frac{\exp(z_i/T)}", r"\frac{e^{z_i/T}}");
    let lines = course.check();
    let is_found = lines.iter().any(|line| {
        line.starts_with("02-temperature/en.md:5:") && line.contains(r"write `\exp(z_i/T)`")
    });
    assert!(is_found, "{lines:#?}");
}
