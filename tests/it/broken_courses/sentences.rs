//! Sentences that contradict the facts, the live numbers and the goals beside them.

use super::Files;

/// Asserts that each of `wanted` begins or is part of a fault of `files`.
fn assert_reported(files: &Files, wanted: &[&str]) {
    let lines = files.lines();
    for wanted in wanted {
        assert!(
            lines.iter().any(|line| line.contains(wanted)),
            "no {wanted} in {lines:#?}"
        );
    }
}

/// Asserts that no fault of `files` has `part`.
fn assert_none_of(files: &Files, part: &str) {
    let lines = files.lines();
    assert!(
        lines.iter().all(|line| !line.contains(part)),
        "{part} in {lines:#?}"
    );
}

#[test]
fn a_fact_runs_the_value_that_its_sentence_names() {
    let files = Files::unchanged().replacing("It can go as far", "With b = 8 it can go as far");
    assert_reported(
        &files,
        &[
            "a sentence with the fact `far` names 8, but the fact runs 9; make them the same",
            "the fact `far` runs 9, but a sentence with it names 8; make them the same",
        ],
    );
}

#[test]
fn facts_stand_in_the_order_of_the_words_that_name_their_runs() {
    let near = "[facts.near]\nlab = \"node\"\nset = { b = 4 }\nreading = \"kink\"\nvalue = -4\n";
    let sentence = |first: &str, second: &str| {
        Files::with_structure(near).replacing(
            "It can go as far as {fact:far}.",
            &format!("A bias of 9 moves it to {{fact:{first}}}, one of 4 to {{fact:{second}}}."),
        )
    };
    let exchanged = "the facts `near` and `far` stand in the opposite order";
    assert_reported(&sentence("near", "far"), &[exchanged]);
    let lines = sentence("far", "near").lines();
    assert!(
        !lines.iter().any(|line| line.contains("order")),
        "{lines:#?}"
    );
}

#[test]
fn a_race_is_read_at_its_end() {
    let race = "[labs.race]\nkind = \"race\"\nset = { preset = \"P1\", seeds = \"1\" }\n\n[facts.early]\nlab = \"race\"\nat = 10\nreading = \"solved.relu\"\nvalue = 0\n";
    let files =
        Files::with_structure(race).replacing("{fact:far}.", "{fact:far}. ReLU: {fact:early}.");
    assert_reported(
        &files,
        &["the fact `early` is read at step 10, before the end of its race"],
    );
}

#[test]
fn a_fact_is_named_after_what_it_runs() {
    let files = Files::unchanged()
        .replacing("[facts.two]", "[facts.relu5]")
        .replacing("{fact:two:steps}", "{fact:relu5:steps}");
    assert_reported(
        &files,
        &[
            "the fact `relu5` has `relu` in its name, but runs no `relu`",
            "the fact `relu5` has `5` in its name, but runs no `5`",
        ],
    );
}

#[test]
fn live_numbers_stand_in_the_order_of_their_names() {
    let files = Files::unchanged().replacing(
        "Now at {z:.2}, after {steps:steps}.",
        "The slope is {steps}, the error {slope}, and {error:.2} the distance.",
    );
    let lines = files.lines();
    assert!(
        !lines.iter().any(|line| line.contains("order")),
        "{lines:#?}"
    );
    let files = Files::unchanged().replacing(
        "Now at {z:.2}, after {steps:steps}.",
        "The slope is {error:.2}, the distance {slope:.2}.",
    );
    assert_reported(
        &files,
        &["`error` and `slope` stand in the opposite order of the words that name them"],
    );
}

#[test]
fn each_number_of_a_challenge_is_one_of_its_conditions() {
    let files = Files::unchanged().replacing("Turn b with", "Put the kink at −4, with");
    assert_reported(
        &files,
        &[
            "`−4` is in no condition of the goals, and the text does not say the number of line 26 of lesson.toml",
            "the text in `en` says −4, which no condition has",
        ],
    );
}

#[test]
fn a_limit_is_not_explained_by_the_solution() {
    let solved = Files::unchanged().replacing("Turn b with", "Reach −3 from b = 3 with");
    let lines = solved.lines();
    assert!(
        !lines.iter().any(|line| line.contains("condition")),
        "{lines:#?}"
    );
    let files = Files::unchanged().replacing("Turn b with", "Reach −3, at least 3, with");
    assert_reported(
        &files,
        &["`3` is in no condition of the goals; add the condition"],
    );
}

#[test]
fn a_goal_is_narrow() {
    let files = Files::unchanged().replacing("within = 0.1", "within = 2");
    assert_reported(
        &files,
        &["the goal wants −3 give or take 2, which is more than a quarter of it"],
    );
}

#[test]
fn a_side_that_a_challenge_names_has_a_condition() {
    let files = Files::unchanged().replacing("Turn b with", "Keep the *right* side active with");
    assert_reported(
        &files,
        &[
            "the text says `right side`, and no condition tells the sides apart",
            "the text says `right side`",
        ],
    );
}

#[test]
fn a_number_in_words_needs_a_reason() {
    let eleven = || Files::unchanged().replacing("the kink moves", "the kink moves eleven times");
    assert_reported(&eleven(), &["eleven is typed out"]);
    let named = eleven().replacing("[literals]\n", "[literals]\n\"11\" = \"a count\"\n");
    assert_eq!(named.lines(), Vec::<String>::new());
}

#[test]
fn a_question_says_the_values_that_its_step_sets() {
    let files = Files::unchanged().replacing("The bias goes up.", "The bias goes up from b = 2.");
    let wanted = "01-first/en.md:5:27: the question says 2 for bias b, which is 0 in this step";
    assert_reported(&files, &[wanted]);
    let right = "The weight w is 1, and the bias goes from b = 0 to 7.";
    let files = Files::unchanged().replacing("The bias goes up.", right);
    assert_none_of(&files, "the question says");
}

#[test]
fn a_live_number_stands_behind_its_own_name() {
    let text = |sentence: &str| Files::unchanged().replacing("Now, to {kink:.0}.", sentence);
    assert_reported(
        &text("Now, the bias is {w}."),
        &["the number of `w` stands behind the name of the control bias b; write {b}"],
    );
    assert_none_of(&text("Now, the bias is {b}."), "stands behind the name");
}

#[test]
fn goals_stand_in_the_order_of_their_text() {
    let goals = |text: &str| {
        let goal = "[[step.goal]]\nall = [{ reading = \"kink\", is = -5, within = 0.1 }]\nsolution = { b = 5 }\n\n[facts.far]";
        Files::unchanged()
            .replacing("[facts.far]", goal)
            .replacing("Turn b with {key:turn}.", text)
    };
    let files = goals("First put the kink at −5, then at −3.");
    let fault = "the text names goal 2 before goal 1";
    let lines: Vec<_> = files
        .lines()
        .into_iter()
        .filter(|line| line.contains(fault))
        .collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].starts_with("01-first/en.md:"), "{lines:#?}");
    let files = goals("First put the kink at −3, then at −5.");
    assert_none_of(&files, fault);
}

#[test]
fn a_median_is_no_limit() {
    let fact = |sentence: &str| {
        Files::unchanged()
            .replacing("value = -9", "seeds = 20\nstat = \"median\"\nvalue = -9")
            .replacing("It can go as far as {fact:far}.", sentence)
    };
    let fault = "the fact `far` is a median or a mean";
    let files = fact("It goes to at most {fact:far}.");
    assert_reported(&files, &[&format!("01-first/en.md:41:20: {fault}"), fault]);
    assert_none_of(&fact("It usually goes to {fact:far}."), fault);
}

#[test]
fn a_typed_rounding_of_a_fact_is_its_rounding() {
    let text = |number: &str| {
        let sentence = format!("needs {{fact:two:steps}}, some {number}.");
        Files::unchanged().replacing("needs {fact:two:steps}.", &sentence)
    };
    assert_reported(
        &text("107"),
        &["107 is not the rounding of the fact `two`, which is 103"],
    );
    assert_none_of(&text("103"), "is not the rounding");
    assert_none_of(&text("100"), "is not the rounding");
}
