//! A small course that is whole, and what `check` says when one thing in it is broken: the fault, its
//! line and its column.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use relutor::app::action_names;
use relutor::lesson::{Fault, Source, lint, load};
use relutor::locale::{Lang, Words};

const COURSE: &str = "lessons = [\"01-first\"]\n\n[title]\nen = \"A course\"\n";

const LESSON: &str = r#"minutes = 5

[labs.node]
kind = "bias-node"
set = { w = 1 }

[[step]]
id = "guess"
lab = "node"
show = ["curve", "slope"]
unlock = ["b"]
then = { b = 7 }
right = "left"
[step.option.right]
mark = { curve = 7 }
[step.option.left]
holds = { reading = "kink", is = -7 }

[[step]]
id = "try"
lab = "node"
show = ["curve"]
unlock = ["b"]
set = { b = 0 }
[[step.goal]]
all = [{ reading = "kink", is = -3, within = 0.1 }]
solution = { b = 3 }

[facts.far]
lab = "node"
set = { b = 9 }
reading = "kink"
value = -9

[literals]
"7" = "the bias that the question sets"
"#;

const PROSE: &str = "# First

## guess

The bias goes to 7. Where does the kink {term:kink} go?

### option right

Right

To the left, in fact: {kink:.0}.

### option left

Left

Yes, to {kink:.0}.

## try

Turn b with {key:turn}.

### hint 1

One.

### hint 2

Two.

### hint 3

Three.

## breaks

It can go as far as {fact:far}.

## summary

The kink moves against the bias.
";

const GLOSSARY: &str = "# Glossary\n\n## kink\n\nkink\n\nWhere the slope changes.\n";

/// The files of a course, in a folder of their own that goes with them.
struct Files(PathBuf);

impl Files {
    fn of(name: &str, course: &str, lesson: &str, prose: &[u8], glossary: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(fs::remove_dir_all(&folder));
        for (file, text) in [
            ("course.toml", course.as_bytes()),
            ("01-first/lesson.toml", lesson.as_bytes()),
            ("01-first/en.md", prose),
            ("glossary/en.md", glossary.as_bytes()),
        ] {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().expect("a file is in a folder"))
                .expect("a folder to write in");
            fs::write(path, text).expect("a file to write");
        }
        Self(folder)
    }

    fn faults(&self) -> Vec<Fault> {
        match load(&Source::Folder(self.0.clone())) {
            Ok(course) => lint(&course, &action_names()),
            Err(faults) => faults,
        }
    }

    fn lines(&self) -> Vec<String> {
        let words = Words::load(&Lang::english()).expect("English is there");
        self.faults()
            .iter()
            .map(|fault| fault.line(&words))
            .collect()
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// What `check` says with `from` replaced by `to` in the file that has it.
fn broken(name: &str, from: &str, to: &str) -> Vec<String> {
    let all = [COURSE, LESSON, PROSE, GLOSSARY];
    assert_eq!(
        all.iter().filter(|text| text.contains(from)).count(),
        1,
        "{from} is in one file"
    );
    let [course, lesson, prose, glossary] = all.map(|text| text.replacen(from, to, 1));
    Files::of(name, &course, &lesson, prose.as_bytes(), &glossary).lines()
}

/// Asserts that exactly these lines are said.
fn says(name: &str, from: &str, to: &str, wanted: &[&str]) {
    assert_eq!(broken(name, from, to), wanted, "{from} → {to}");
}

#[test]
fn the_whole_course_has_no_fault() {
    let files = Files::of("whole", COURSE, LESSON, PROSE.as_bytes(), GLOSSARY);
    assert_eq!(files.lines(), Vec::<String>::new());
}

#[test]
fn what_is_no_toml_or_no_markdown_of_a_lesson_is_named() {
    let lines = broken("no-toml", "minutes = 5", "minutes = = 5");
    assert!(
        lines[0].starts_with("01-first/lesson.toml:1:11: this is no TOML"),
        "{lines:?}"
    );
    says(
        "number",
        "minutes = 5",
        "minutes = \"five\"",
        &["01-first/lesson.toml:1:11: `minutes` is a text; make it a whole number"],
    );
    says(
        "key",
        "unlock = [\"b\"]\nthen",
        "unlok = [\"b\"]\nthen",
        &["01-first/lesson.toml:11:1: unknown key `unlok`; use one of: unlock, lab, show"],
    );
    says(
        "folder",
        "01-first",
        "first",
        &[
            "course.toml:1:12: `first` is no lesson folder's name; call it by number and name, like `03-bias`",
        ],
    );
    says(
        "slot",
        "{kink:.0}.\n\n### option left",
        "{kink:.0.\n\n### option left",
        &["01-first/en.md:11:23: a { without its }; close it, or write {{ for a brace"],
    );
    says(
        "heading",
        "### hint 2",
        "### hint 5",
        &[
            "01-first/en.md:27:1: `hint 5` is no heading of a step; use `option ID`, `hint 1` to `hint 3` in order, or `notes`",
            "01-first/en.md:31:1: `hint 3` is no heading of a step; use `option ID`, `hint 1` to `hint 3` in order, or `notes`",
        ],
    );
}

#[test]
fn names_that_no_model_knows_come_with_those_it_knows() {
    says(
        "kind",
        "\"bias-node\"",
        "\"bias-nod\"",
        &[
            "01-first/lesson.toml:4:8: unknown lab `bias-nod`; use one of: bias-node, chain, hinge-sum",
        ],
    );
    says(
        "control",
        "then = { b = 7 }",
        "then = { bais = 7 }",
        &["01-first/lesson.toml:12:17: unknown control `bais`; use one of: b, c, v"],
    );
    says(
        "figure",
        "\"slope\"]",
        "\"slop\"]",
        &["01-first/lesson.toml:10:18: unknown figure `slop`; use one of: curve, slope, sentence"],
    );
    says(
        "unlock",
        "unlock = [\"b\"]\nthen",
        "unlock = [\"q\"]\nthen",
        &["01-first/lesson.toml:11:11: unknown control `q`; use one of: b, c, v"],
    );
    says(
        "range",
        "set = { b = 9 }",
        "set = { b = 11 }",
        &["01-first/lesson.toml:31:13: `b` goes from −10 to 10, so it cannot be 11"],
    );
    says(
        "lab",
        "lab = \"node\"\nshow = [\"curve\"]",
        "lab = \"nod\"\nshow = [\"curve\"]",
        &["01-first/lesson.toml:21:7: the lesson has no lab `nod`; use one of: node"],
    );
}

#[test]
fn names_in_conditions_and_prose_come_with_those_there_are() {
    says(
        "reading",
        "{ reading = \"kink\", is = -3",
        "{ reading = \"kinks\", is = -3",
        &["01-first/lesson.toml:26:8: unknown reading `kinks`; use one of: kink, floor, slope"],
    );
    says(
        "right",
        "right = \"left\"",
        "right = \"lift\"",
        &[
            "01-first/lesson.toml:13:9: `right` names no option, but `lift`; use one of: right, left",
        ],
    );
    says(
        "placeholder",
        "Yes, to {kink:.0}",
        "Yes, to {knick:.0}",
        &[
            "01-first/en.md:17:1: the model has no reading or control `knick`; use one of: kink, c, b",
        ],
    );
    says(
        "fact",
        "{fact:far}",
        "{fact:fare}",
        &[
            "01-first/en.md:37:1: the lesson has no fact `fare`; use one of: far",
            "01-first/lesson.toml:29:1: no text uses the fact `far`; write {fact:far} or take it away",
        ],
    );
    says(
        "action",
        "{key:turn}",
        "{key:trun}",
        &["01-first/en.md:21:1: no key does `trun`; use one of: run, turn, open"],
    );
    says(
        "term",
        "## kink",
        "## knick",
        &["01-first/en.md:5:1: the glossary has no term `kink` in `en`; add it"],
    );
}

#[test]
fn what_the_model_contradicts_is_said_with_both_numbers() {
    says(
        "contradicted",
        "value = -9",
        "value = -8",
        &[
            "01-first/lesson.toml:33:9: the fact `far` states −8 (within 0), but the model says −9; correct it",
        ],
    );
    says(
        "holds",
        "holds = { reading = \"kink\", is = -7 }",
        "holds = { reading = \"kink\", is = 7 }",
        &[
            "01-first/lesson.toml:17:9: the right answer `left` does not hold for the model; mend the answer or its condition",
        ],
    );
    says(
        "default",
        "set = { b = 0 }",
        "set = { b = 3 }",
        &[
            "01-first/lesson.toml:25:1: the goal is met before anything is turned; set the model elsewhere",
        ],
    );
    says(
        "solution",
        "solution = { b = 3 }",
        "solution = { b = 4 }",
        &["01-first/lesson.toml:27:12: the solution does not meet the goal; mend one of them"],
    );
    says(
        "locked",
        "solution = { b = 3 }",
        "solution = { b = 3, w = 1 }",
        &[
            "01-first/lesson.toml:27:25: the solution turns `w`, which is locked; unlock it, or use one of: b",
        ],
    );
}

#[test]
fn what_is_missing_or_too_much_in_prose_is_named() {
    says(
        "step",
        "## try",
        "## tri",
        &[
            "01-first/en.md:1:1: `## try` is missing or empty; write it",
            "01-first/en.md:19:1: the lesson has no step `tri`; use one of: try, guess",
        ],
    );
    says(
        "feedback",
        "Yes, to {kink:.0}.\n",
        "",
        &["01-first/en.md:13:1: the option `left` has no feedback; write it as a second paragraph"],
    );
    says(
        "option",
        "### option left",
        "### option lift",
        &[
            "01-first/en.md:3:1: `### option left` is missing or empty; write it",
            "01-first/en.md:13:1: the step has no option `lift`; use one of: right, left",
        ],
    );
    says(
        "hint",
        "### hint 3\n\nThree.\n\n",
        "",
        &["01-first/en.md:19:1: `### hint 3` is missing or empty; write it"],
    );
    says(
        "typed",
        "Turn b with",
        "Turn b to 12 with",
        &[
            "01-first/en.md:21:11: the number 12 is typed out; write a slot or a fact, or give a reason under [literals]",
        ],
    );
    says(
        "literal",
        "The bias goes to 7.",
        "The bias goes up.",
        &["01-first/lesson.toml:36:7: no text types the literal 7; take it away"],
    );
    let many = format!("Turn b with{}", " word".repeat(70));
    says(
        "long",
        "Turn b with",
        &many,
        &["01-first/en.md:19:1: the step says 74 words; say it in at most 60"],
    );
    says(
        "language",
        "en = \"A course\"",
        "en = \"A course\"\nko = \"강좌\"",
        &["01-first/lesson.toml:1:1: the lesson `first` has no text in `ko`; write ko.md"],
    );
}

#[test]
fn all_faults_are_said_at_once() {
    let lesson = LESSON
        .replace("minutes = 5", "minuts = 5")
        .replace("right = \"left\"", "right = 4");
    let prose = PROSE.replace("{key:turn}", "{key turn}");
    let files = Files::of("several", COURSE, &lesson, prose.as_bytes(), GLOSSARY);
    assert_eq!(
        files.lines(),
        [
            "01-first/en.md:21:13: this is no slot; write {name}, {name:.2}, {fact:name}, {key:action} or {term:name}",
            "01-first/lesson.toml:1:1: `minutes` is missing here; add it",
            "01-first/lesson.toml:1:1: unknown key `minuts`; use one of: minutes, facts, labs",
            "01-first/lesson.toml:7:1: `right` is missing here; add it",
            "01-first/lesson.toml:13:9: `right` is a whole number; make it a text in quotes",
        ]
    );
}

#[test]
fn files_that_are_not_there_or_not_text_are_named() {
    let files = Files::of("gone", COURSE, LESSON, PROSE.as_bytes(), GLOSSARY);
    fs::remove_file(files.0.join("01-first/lesson.toml")).expect("it was there");
    assert_eq!(
        files.lines(),
        [
            "01-first/lesson.toml:1:1: there is no such file; create it, or take it out of the course",
        ]
    );
    let files = Files::of("bytes", COURSE, LESSON, &[0xff, 0xfe], GLOSSARY);
    assert_eq!(
        files.lines(),
        ["01-first/en.md:1:1: the file is not UTF-8; save it as UTF-8"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_file_makes_the_reader_panic(cut in 0usize..600, put in "[\\PC\n]{0,12}", file in 0usize..4) {
        let mut texts = [COURSE, LESSON, PROSE, GLOSSARY].map(str::to_owned);
        let text = &mut texts[file];
        let at = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = text[at..].char_indices().nth(9).map_or(text.len(), |(i, _)| at + i);
        text.replace_range(at..end, &put);
        let [course, lesson, prose, glossary] = &texts;
        drop(Files::of("damaged", course, lesson, prose.as_bytes(), glossary).faults());
    }
}
