//! Facts, answers and goals that the models contradict.

use super::{Files, assert_faults};

#[test]
fn a_contradicted_fact_is_reported_with_both_numbers() {
    assert_faults(
        "value = -9",
        "value = -8",
        &[
            "01-first/lesson.toml:33:9: the fact `far` states −8 (within 0), but the model says −9; correct it",
        ],
    );
    assert_faults(
        "value = 103",
        "value = 100\nwithin = 2",
        &[
            "01-first/lesson.toml:57:9: the fact `two` states 100 (within 2), but the model says 103; correct it",
        ],
    );
    assert_faults(
        "value = 103",
        "value = 100\nwithin = 3",
        &[
            "01-first/lesson.toml:58:10: the model gives 103 and the fact `two` is printed as 100, so `within` is at most 0.5 and not 3; narrow it, or say about in every sentence in `en` that has the fact",
        ],
    );
    let about = Files::unchanged()
        .replacing("needs {fact:two:steps}", "needs about {fact:two:steps}")
        .replacing("value = 103", "value = 100\nwithin = 3");
    assert_eq!(about.lines(), Vec::<String>::new());
}

#[test]
fn only_the_right_answer_satisfies_its_condition() {
    assert_faults(
        "holds = { reading = \"kink\", is = -7 }",
        "holds = { reading = \"kink\", is = 7 }",
        &[
            "01-first/lesson.toml:17:9: the right answer `left` does not hold for the model: kink is −7; mend the answer or its condition",
        ],
    );
    assert_faults(
        "mark = { curve = 7 }",
        "holds = { reading = \"kink\", below = 0 }",
        &[
            "01-first/lesson.toml:15:9: the wrong answer `right` holds for the model: kink is −7; mend the answer or its condition",
        ],
    );
}

#[test]
fn a_goal_that_is_met_at_the_start_is_reported() {
    assert_faults(
        "set = { b = 0 }",
        "set = { b = 3 }",
        &[
            "01-first/lesson.toml:25:1: the goal is met before anything is turned; set the model elsewhere",
        ],
    );
    assert_faults(
        "set = { f = \"tanh\", z0 = 3 }",
        "set = { f = \"tanh\", z0 = 2 }",
        &[
            "01-first/lesson.toml:47:1: the goal is met by running alone; set the model elsewhere, or ask for more",
        ],
    );
}

#[test]
fn a_goal_that_a_key_meets_is_reported_unless_it_is_said_to_be_easy() {
    assert_faults(
        "set = { b = 0 }",
        "set = { b = 2.5 }",
        &[
            "01-first/lesson.toml:25:1: → meets the goal without a thought; set the model elsewhere, ask for more, or say `easy = \"…\"` with the reason",
        ],
    );
    let easy = "solution = { b = 3 }\neasy = \"a first goal\"";
    let files = Files::unchanged()
        .replacing("set = { b = 0 }", "set = { b = 2.5 }")
        .replacing("solution = { b = 3 }", easy);
    assert_eq!(files.lines(), Vec::<String>::new());
    assert_faults(
        "solution = { b = 3 }",
        easy,
        &["01-first/lesson.toml:28:8: no key meets the goal at once; leave out `easy`"],
    );
}

#[test]
fn a_step_starts_with_the_lab_state_of_earlier_steps() {
    // The question before sets b to 7: the goal is not met there, but a goal of 7 is.
    assert_faults("set = { b = 0 }\n", "", &[]);
    let files = Files::unchanged()
        .replacing("set = { b = 0 }\n", "")
        .replacing("is = -3, within = 0.1", "is = -7, within = 0.1");
    assert_eq!(
        files.lines(),
        [
            "01-first/lesson.toml:24:1: the goal is met before anything is turned; set the model elsewhere",
            "01-first/lesson.toml:26:12: the solution does not meet the goal: kink is −3; mend one of them",
        ]
    );
}

#[test]
fn a_solution_meets_its_goal_with_unlocked_controls() {
    assert_faults(
        "solution = { b = 3 }",
        "solution = { b = 4 }",
        &[
            "01-first/en.md:33:1: the last hint does not say b = 4, which the solution sets; say it",
            "01-first/en.md:33:1: three is typed out; write a slot or a fact, or give a reason under [step.literals], where `relutor check --fix` writes it down",
            "01-first/lesson.toml:27:12: the solution does not meet the goal: kink is −4; mend one of them",
        ],
    );
    assert_faults(
        "at = 30000\n\n",
        "at = 50\n\n",
        &[
            "01-first/lesson.toml:49:12: the solution does not meet the goal: error is 0.410068; mend one of them",
        ],
    );
    assert_faults(
        "solution = { b = 3 }",
        "solution = { b = 3, w = 1 }",
        &[
            "01-first/lesson.toml:27:25: the solution turns `w`, which is locked; unlock it, or use one of: b",
        ],
    );
    assert_faults(
        "solution = { b = 3 }",
        "solution = { b = 3 }\nat = 9",
        &["01-first/lesson.toml:28:6: this lab does not run; take `at` away"],
    );
}

#[test]
fn right_answers_vary_in_position() {
    let files = Files::unchanged();
    let recall = |i: usize| {
        format!(
            "\n[[step]]\nid = \"recall-{i}\"\nright = \"yes\"\n[step.option.no]\n[step.option.yes]\n"
        )
    };
    let said = |i: usize| {
        format!(
            "\n## recall-{i}\n\nIs it?\n\n### option no\n\nNo\n\nIt is.\n\n### option yes\n\nYes\n\nRight.\n"
        )
    };
    let questions = |text: &dyn Fn(usize) -> String| (0..4).map(text).collect::<String>();
    for (file, more) in [
        ("01-first/lesson.toml", questions(&recall)),
        ("01-first/en.md", questions(&said)),
    ] {
        files.write(file, files.read(file) + &more);
    }
    let lines = files.lines();
    let of_course: Vec<_> = lines.iter().filter(|it| it.starts_with("course")).collect();
    assert_eq!(
        of_course,
        ["course.toml:1:1: 5 of 5 right answers stand in place 2; mix them"]
    );
}

/// The base course with two variants in the step `try`; `right` is the condition of the second one.
fn with_variants(right: &str) -> Files {
    let variants = format!(
        "solution = {{ b = 3 }}\n[step.variant.left]\nwhen = [{{ control = \"b\", above = 0 }}]\n[step.variant.right]\n{right}\n"
    );
    Files::unchanged()
        .replacing("solution = { b = 3 }\n", &variants)
        .replacing(
            "Turn b with {key:turn}.\n",
            "Turn b with {key:turn}.\n\n### variant left\n\nTo the left.\n\n### variant right\n\nNot to the left.\n",
        )
}

#[test]
fn exactly_one_variant_is_shown_at_every_value() {
    let lines = with_variants("otherwise = true").lines();
    assert_eq!(lines, Vec::<String>::new());
    let lines = with_variants("when = [{ control = \"b\", below = 0 }]").lines();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].contains("lesson.toml:28:")
            && lines[0].contains("0 of these variants are shown at b=0;"),
        "{lines:#?}"
    );
    let lines = with_variants("when = [{ control = \"b\", at_most = 5 }]").lines();
    assert!(
        lines.len() == 1 && lines[0].contains("2 of these variants are shown at b="),
        "{lines:#?}"
    );
}

#[test]
fn what_stands_beside_a_live_number_holds_at_every_value() {
    let stated = |conditions: &str| {
        let always = format!("solution = {{ b = 3 }}\n{conditions}");
        Files::unchanged()
            .replacing("solution = { b = 3 }\n", &always)
            .replacing(
                "Turn b with {key:turn}.",
                "With b = {b} the kink stands more to the left.",
            )
            .lines()
    };
    let always = |slope: u8| {
        format!("[[step.always]]\ntext = 1\nall = [{{ reading = \"slope\", is = {slope} }}]\n")
    };
    let lines = stated("");
    assert!(
        lines.len() == 1 && lines[0].contains("en.md:21:") && lines[0].contains("says `more`"),
        "{lines:#?}"
    );
    assert_eq!(stated(&always(1)), Vec::<String>::new());
    let lines = stated(&always(2));
    assert!(
        lines.len() == 1 && lines[0].contains("this does not hold at b=0"),
        "{lines:#?}"
    );
}
