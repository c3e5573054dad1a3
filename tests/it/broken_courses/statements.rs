//! Sentences that the model contradicts: printed digits, settings beside facts, operators, and words that demand one number.

use super::Files;
use super::translations::bilingual;

/// Asserts that `files` have exactly these faults among those whose line has `part`.
fn assert_faults_with(files: &Files, part: &str, wanted: &[&str]) {
    let mut lines = files.lines();
    lines.retain(|line| line.contains(part));
    assert_eq!(lines, wanted);
}

#[test]
fn a_live_number_that_is_not_zero_is_not_printed_as_zero() {
    let files = Files::unchanged().replacing("Now at {z:.2},", "Now at {z:.2} with {slope:.2},");
    assert_faults_with(
        &files,
        "prints 0.00",
        &[
            "01-first/en.md:49:56: `slope` is 0.00134095 here, but the slot prints 0.00; give it more digits",
        ],
    );
    let files = Files::unchanged().replacing("Now at {z:.2},", "Now at {z:.2} with {slope:~2},");
    assert_eq!(files.lines(), Vec::<String>::new());
}

#[test]
fn a_fact_that_is_not_zero_is_not_printed_as_about_zero() {
    let files = Files::unchanged()
        .replacing("set = { b = 9 }", "set = { b = 0.3 }")
        .replacing("value = -9", "value = -0.3")
        .replacing("as far as {fact:far}", "as far as about {fact:far:.0}");
    assert_faults_with(
        &files,
        "prints it as 0",
        &[
            "01-first/en.md:41:27: the fact `far` is −0.3, but a slot prints it as 0; give it more digits",
        ],
    );
}

#[test]
fn a_fact_prints_the_digits_of_its_model() {
    let files = Files::unchanged()
        .replacing("value = 103", "value = 103.5\nwithin = 0.5")
        .replacing("{fact:two:steps}", "{fact:two:.0}");
    let message = "the fact `two` is printed as 104, but the model's number as 103; print the model's digits, or say about in the sentence in `en`";
    assert_faults_with(
        &files,
        "the fact `two`",
        &[
            &format!("01-first/en.md:49:92: {message}"),
            &format!("01-first/lesson.toml:57:9: {message}"),
        ],
    );
}

#[test]
fn a_number_that_is_about_right_is_near_the_model_in_its_last_digit() {
    let about = |value: &str| {
        Files::unchanged()
            .replacing("value = 103", &format!("value = {value}\nwithin = 8"))
            .replacing("needs {fact:two:steps}", "needs about {fact:two}")
    };
    assert_faults_with(
        &about("109"),
        "the fact `two`",
        &[
            "01-first/en.md:49:98: the fact `two` is printed as about 109, which is not near the model's 103; print the model's digits in `en`",
            "01-first/lesson.toml:57:9: the fact `two` is printed as about 109, which is not near the model's 103; print the model's digits in `en`",
        ],
    );
    for value in ["100", "103"] {
        assert_faults_with(&about(value), "the fact `two`", &[]);
    }
}

#[test]
fn a_fact_runs_the_setting_that_its_paragraph_says() {
    let files = Files::unchanged().replacing("It can go as far", "Set b = 8. It can go as far");
    assert_faults_with(
        &files,
        "the fact `far`",
        &[
            "01-first/en.md:41:32: a sentence with the fact `far` names 8, but the fact runs 9; make them the same",
            "01-first/lesson.toml:31:13: the fact `far` runs 9, but a sentence with it names 8; make them the same",
        ],
    );
    let files = Files::unchanged().replacing("It can go as far", "Set b = 9. It can go as far");
    assert_faults_with(&files, "the fact `far`", &[]);
}

#[test]
fn each_fact_of_a_sentence_with_one_setting_runs_it() {
    let near = "[facts.near]\nlab = \"node\"\nset = { b = 4 }\nreading = \"kink\"\nvalue = -4\n";
    let files = Files::with_structure(near).replacing(
        "It can go as far as {fact:far}.",
        "A bias of 9 moves it to {fact:far} and back to {fact:near}. Now turn the bias to 4.",
    );
    let lines = files.lines();
    assert!(
        lines.iter().any(|line| line
            == "01-first/en.md:41:48: a sentence with the fact `near` names 9, but the fact runs 4; make them the same"),
        "{lines:#?}"
    );
}

#[test]
fn operators_are_the_same_in_every_language() {
    let files = bilingual();
    for (file, formula) in [("01-first/en.md", "n + 1"), ("01-first/ko.md", "n − 1")] {
        let text = files.read(file);
        let (before, behind) = text.split_once("## roll\n\n").unwrap();
        files.write(file, format!("{before}## roll\n\n{formula}: {behind}"));
    }
    assert_faults_with(
        &files,
        "between two numbers or names",
        &[
            "01-first/en.md:49:3: `+` between two numbers or names does not stand in this paragraph in the other language; write formulas alike in both",
            "01-first/ko.md:41:3: `−` between two numbers or names does not stand in this paragraph in the other language; write formulas alike in both",
        ],
    );
}

#[test]
fn a_goal_that_says_once_or_exactly_has_a_condition_with_is() {
    let files = Files::unchanged().replacing("Turn b with", "Turn b once with");
    assert_faults_with(
        &files,
        "allow other numbers",
        &[
            "01-first/en.md:21:8: the text says `once`, and the conditions allow other numbers as well; write a condition with `is`, or leave out the word",
            "01-first/lesson.toml:26:7: the text says `once`, and the conditions allow other numbers as well; write a condition with `is`, or leave out the word",
        ],
    );
    let exactly = Files::unchanged().replacing("Turn b with", "Turn b exactly with");
    assert_faults_with(&exactly, "allow other numbers", &[]);
    let exactly = exactly.replacing("is = -3, within = 0.1", "at_most = -3");
    assert_faults_with(
        &exactly,
        "01-first/en.md:21:8: the text says `exactly`",
        &[
            "01-first/en.md:21:8: the text says `exactly`, and the conditions allow other numbers as well; write a condition with `is`, or leave out the word",
        ],
    );
}

#[test]
fn a_goal_that_frees_only_one_control_unlocks_it_alone() {
    let only = |name: &str| {
        Files::unchanged().replacing("Turn b with", &format!("Turn *only {name}* with"))
    };
    for name in ["b", "the bias"] {
        assert_eq!(only(name).lines(), Vec::<String>::new(), "{name}");
    }
    let message = "the text says that only `w` changes, and `unlock` has b; unlock `w` alone, or say all of them";
    assert_faults_with(
        &only("w"),
        "changes, and `unlock`",
        &[
            &format!("01-first/en.md:21:7: {message}"),
            &format!("01-first/lesson.toml:23:10: {message}"),
        ],
    );
}

#[test]
fn an_equation_of_live_numbers_holds() {
    let equation = |sign: &str| {
        let text = format!("Here {{w}} {sign} {{b}} = {{b}}. Turn b with");
        Files::unchanged().replacing("Turn b with", &text)
    };
    assert_faults_with(&equation("·"), "as the equation says", &[]);
    assert_faults_with(
        &equation("+"),
        "as the equation says",
        &[
            "01-first/en.md:21:6: 1 + 0 is not 0, as the equation says; exchange its slots, or correct its sign",
        ],
    );
}

#[test]
fn a_range_of_live_numbers_goes_upwards() {
    let range = |low: &str, high: &str| {
        Files::unchanged().replacing(
            "Now at {z:.2},",
            &format!("The numbers range from {{{low}}} to {{{high}}}. Now at {{z:.2}},"),
        )
    };
    assert_faults_with(&range("steps", "error"), "lower end", &[]);
    assert_faults_with(
        &range("error", "steps"),
        "lower end",
        &[
            "01-first/en.md:49:60: `error` is larger than `steps` wherever the model goes, and the sentence names it as the lower end; exchange them",
        ],
    );
}
