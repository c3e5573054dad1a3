//! Names that must exist: labs, controls, readings, figures, facts, keys, terms, units.

use super::{Files, assert_faults};

#[test]
fn unknown_names_are_reported_with_the_known_names() {
    assert_faults(
        "\"bias-node\"",
        "\"bias-nod\"",
        &["01-first/lesson.toml:4:8: unknown lab `bias-nod`; use one of: bias-node, chain, filter"],
    );
    assert_faults(
        "then = { b = 7 }",
        "then = { bais = 7 }",
        &["01-first/lesson.toml:12:17: unknown control `bais`; use one of: b, c, v"],
    );
    assert_faults(
        "\"slope\"]",
        "\"slop\"]",
        &["01-first/lesson.toml:10:18: unknown figure `slop`; use one of: curve, slope, sentence"],
    );
    assert_faults(
        "mark = { curve = 7 }",
        "mark = { cruve = 7 }",
        &["01-first/lesson.toml:15:8: unknown figure `cruve`; use one of: curve, slope, sentence"],
    );
    assert_faults(
        "mark = { curve = 7 }",
        "ghost = { set = { q = 1 } }",
        &["01-first/lesson.toml:15:23: unknown control `q`; use one of: b, c, v"],
    );
    assert_faults(
        "unlock = [\"b\"]\nthen",
        "unlock = [\"q\"]\nthen",
        &["01-first/lesson.toml:11:11: unknown control `q`; use one of: b, c, v"],
    );
    assert_faults(
        "lab = \"node\"\nshow = [\"curve\"]",
        "lab = \"nod\"\nshow = [\"curve\"]",
        &["01-first/lesson.toml:21:7: the lesson has no lab `nod`; use one of: node, unit"],
    );
    assert_faults(
        "lab = \"node\"\nshow = [\"curve\"]",
        "show = [\"curve\"]",
        &["01-first/lesson.toml:19:1: this step shows or sets a model but has no lab; add `lab`"],
    );
}

#[test]
fn invalid_control_values_are_reported_with_the_valid_ones() {
    assert_faults(
        "set = { b = 9 }",
        "set = { b = 11 }",
        &["01-first/lesson.toml:31:13: `b` goes from −10 to 10, so it cannot be 11"],
    );
    assert_faults(
        "f = \"tanh\"",
        "f = \"tan\"",
        &[
            "01-first/lesson.toml:46:13: `f` has no option `tan`; choose one of: tanh, sigmoid, relu",
        ],
    );
    assert_faults(
        "unlock = [\"b\"]\nset",
        "unlock = [\"b\", \"w\", \"v\", \"b\"]\nset",
        &["01-first/lesson.toml:23:26: `b` stands here twice; take one away"],
    );
    assert_faults(
        "unlock = [\"b\"]\nset",
        "unlock = [\"b\", \"w\", \"v\", \"c\"]\nset",
        &["01-first/lesson.toml:23:10: 4 controls are unlocked at once; unlock at most 3"],
    );
}

#[test]
fn conditions_with_unknown_subjects_or_impossible_values_are_reported() {
    assert_faults(
        "{ reading = \"kink\", is = -3",
        "{ reading = \"kinks\", is = -3",
        &["01-first/lesson.toml:26:20: unknown reading `kinks`; use one of: kink, floor, slope"],
    );
    assert_faults(
        "reading = \"kink\", is = -3, within = 0.1",
        "reading = \"kink\", is = \"left\"",
        &[
            "01-first/lesson.toml:26:33: the reading `kink` is a number, never `left`; compare it with a number",
        ],
    );
    assert_faults(
        "{ control = \"z0\", is = 2 }",
        "{ control = \"f\", is = \"tan\" }",
        &[
            "01-first/lesson.toml:48:30: `f` has no option `tan`; choose one of: tanh, sigmoid, relu",
        ],
    );
    assert_faults(
        "is = -7 }",
        "is = -7, at = 5 }",
        &["01-first/lesson.toml:17:43: this lab does not run; take `at` away"],
    );
    for (key, place) in [("at = 5", "13:6"), ("speed = 30", "13:9")] {
        let name = key.split(' ').next().unwrap();
        let fault =
            format!("01-first/lesson.toml:{place}: this lab does not run; take `{name}` away");
        let line = "then = { b = 7 }";
        assert_faults(line, &format!("{line}\n{key}"), &[&fault]);
    }
    assert_faults(
        "reading = \"kink\"\nvalue",
        "reading = \"knik\"\nvalue",
        &["01-first/lesson.toml:32:11: unknown reading `knik`; use one of: kink, floor, slope"],
    );
}

#[test]
fn unknown_slots_are_reported() {
    assert_faults(
        "Now, to {kink:.0}",
        "Now, **to {knick:.0}**",
        &[
            "01-first/en.md:17:11: the model has no reading or control `knick`; use one of: kink, c, b",
        ],
    );
    assert_faults(
        "{fact:far}",
        "{fact:fare}",
        &[
            "01-first/en.md:41:21: the lesson has no fact `fare`; use one of: far, two",
            "01-first/lesson.toml:29:1: no text uses the fact `far`; write {fact:far} or take it away",
        ],
    );
    assert_faults(
        "{fact:far}",
        "{fact:far} or {kink}",
        &["01-first/en.md:41:35: `kink` needs a model, and there is none here; use a fact"],
    );
    assert_faults(
        "{key:turn}",
        "{key:trun}",
        &["01-first/en.md:21:13: no key does `trun`; use one of: run, turn, join"],
    );
    assert_faults(
        "{steps:steps}",
        "{steps:stops}",
        &["01-first/en.md:49:58: there is no unit `stops`; use one of: steps, rows, seats"],
    );
    assert_faults(
        "## kink",
        "## knick",
        &["01-first/en.md:5:39: the glossary has no term `kink` in `en`; add it"],
    );
}

#[test]
fn slots_of_the_glossary_are_checked() {
    assert_faults(
        "Where the slope changes.",
        "Where {slope} changes, a {term:hinge}.",
        &[
            "glossary/en.md:7:7: `slope` needs a model, and there is none here; use a fact",
            "glossary/en.md:7:26: the glossary has no term `hinge` in `en`; add it",
        ],
    );
}

#[test]
fn an_unused_lab_is_reported() {
    assert_faults(
        "[labs.unit]",
        "[labs.spare]\nkind = \"plateau\"\n\n[labs.unit]",
        &["01-first/lesson.toml:38:1: no step and no fact uses the lab `spare`; take it away"],
    );
}

#[test]
fn the_code_of_an_answer_has_words_in_every_language() {
    let coded = || Files::unchanged().replacing("mark = { curve = 7 }", "code = \"M8\"");
    assert_eq!(
        coded().lines(),
        [
            "01-first/lesson.toml:15:8: the code M8 has no words in misconceptions/en.toml; add: M8 = \"the belief in one sentence\""
        ]
    );
    let worded = coded();
    worded.write("misconceptions/en.toml", "M8 = \"to the right\"\n");
    assert_eq!(worded.lines(), Vec::<String>::new());
    worded.write(
        "misconceptions/en.toml",
        "M8 = \"to the right\"\nM9 = \"both\"\n",
    );
    assert_eq!(
        worded.lines(),
        [
            "misconceptions/en.toml:2:1: no answer has the code M9; give it to one, or delete the line"
        ]
    );
}
