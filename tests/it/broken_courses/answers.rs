//! Answers and sources agree with their texts, and formulas and numbers of a translation with the English ones.

use super::translations::bilingual;
use super::{Files, assert_faults};

/// The faults of `files` that say `part`, without the sentence.
fn places(files: &Files, part: &str) -> Vec<String> {
    let lines = files.lines().into_iter().filter(|line| line.contains(part));
    lines
        .map(|line| line.split(": ").next().unwrap().to_owned())
        .collect()
}

#[test]
fn formulas_are_the_same_in_every_language() {
    let with = |english: &str, korean: &str| {
        let english = format!("the kink {english} moves against");
        let files = bilingual().replacing("the kink moves against", &english);
        let text = files.read("01-first/ko.md");
        let korean = format!("꺾이는 점{korean} 반대로");
        files.write(
            "01-first/ko.md",
            text.replace("꺾이는 점은 반대로", &korean),
        );
        places(&files, "write formulas alike")
    };
    assert_eq!(with("−b/w", " −b/w는"), Vec::<String>::new());
    let both = ["01-first/en.md:45:28", "01-first/ko.md:65:15"];
    assert_eq!(with("−b/w", " b/w는"), both);
    let lost = ["01-first/en.md:45:27", "01-first/ko.md:65:1"];
    assert_eq!(with("xᵏ", "은"), lost);
    assert_eq!(with("minus b over w", " −b/w는"), Vec::<String>::new());
}

#[test]
fn numbers_stand_beside_the_same_names_in_every_language() {
    let with = |korean: &str| {
        let files = bilingual()
            .replacing("\"7\" = ", "\"3\" = \"one\"\n\"5\" = \"other\"\n\"7\" = ")
            .replacing(
                "the kink moves against the bias",
                "PyTorch takes 3, Keras 5",
            );
        let text = files.read("01-first/ko.md");
        let text = text.replace("꺾이는 점은 반대로 움직여요", korean);
        files.write("01-first/ko.md", text);
        places(&files, "stands beside")
    };
    assert_eq!(with("PyTorch는 3, Keras는 5예요"), Vec::<String>::new());
    assert_eq!(with("Keras는 5, PyTorch는 3이에요"), Vec::<String>::new());
    let exchanged = with("PyTorch는 5, Keras는 3이에요");
    assert_eq!(exchanged.len(), 4, "{exchanged:?}");
    let in_korean = exchanged
        .iter()
        .filter(|it| it.starts_with("01-first/ko.md:65:"));
    assert_eq!(in_korean.count(), 2, "{exchanged:?}");
}

#[test]
fn only_the_right_answer_is_confirmed() {
    assert_faults(
        "To the left, in fact",
        "Yes, to the left",
        &[
            "01-first/en.md:11:1: the feedback of `right` begins with `Yes`, but another answer is right; make them the same",
            "01-first/lesson.toml:13:9: the feedback of `right` begins with `Yes`, but another answer is right; make them the same",
        ],
    );
}

#[test]
fn the_program_says_yes_and_the_feedback_does_not() {
    assert_faults(
        "Now, to {kink:.0}.",
        "Yes, to {kink:.0}.",
        &[
            "01-first/en.md:17:1: the feedback of `left` begins with `Yes`, which relutor writes before the feedback of the right answer; take it out",
        ],
    );
}

#[test]
fn the_right_answer_says_the_number_of_its_condition() {
    assert_faults(
        "Left\n\nNow",
        "{fact:far}\n\nTo",
        &[
            "01-first/en.md:15:1: the right answer says −9, which none of its conditions has; make them the same",
            "01-first/lesson.toml:17:9: the right answer says −9, which none of its conditions has; make them the same",
        ],
    );
}

#[test]
fn a_condition_fails_for_the_number_of_a_wrong_answer() {
    let with = |condition: &str| {
        let files = Files::unchanged()
            .replacing("Left\n\nNow", "−7\n\nNow")
            .replacing("Right\n\nTo", "−4\n\nTo")
            .replacing(
                "is = -7 }",
                &format!("{condition} }}\n[step.literals]\n\"−7\" = \"one\"\n\"−4\" = \"other\""),
            );
        places(&files, "the number of the wrong answer")
    };
    assert_eq!(with("is = -7"), Vec::<String>::new());
    assert_eq!(
        with("below = -3"),
        ["01-first/en.md:9:1", "01-first/lesson.toml:17:9"]
    );
}

#[test]
fn a_condition_is_narrow() {
    assert_faults(
        "is = -7 }",
        "is = -7, within = 2 }",
        &[
            "01-first/lesson.toml:17:47: `within` is 2, so the condition holds for other answers as well; make it at most 1.75",
        ],
    );
}

#[test]
fn the_name_of_a_source_is_an_author_of_it() {
    let with = |author: &str| {
        let files = Files::unchanged()
            .replacing("{fact:far}.", "{fact:far}.{source:bezier1962}")
            .replacing(
                "[literals]",
                &format!("[sources]\nbezier1962 = \"{author} (1962), Curves\"\n\n[literals]"),
            );
        places(&files, "whom its text does not")
    };
    assert_eq!(with("Bézier"), Vec::<String>::new());
    assert_eq!(with("Casteljau"), ["01-first/lesson.toml:36:14"]);
}
