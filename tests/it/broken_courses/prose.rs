//! Missing, superfluous and literal prose.

use super::{Files, assert_faults};

#[test]
fn missing_prose_is_reported() {
    assert_faults(
        "## try",
        "## tri",
        &[
            "01-first/en.md:19:1: the lesson has no step `tri`; use one of: try, roll, guess",
            "01-first/lesson.toml:20:6: `## try` is missing in 01-first/en.md; write it there",
        ],
    );
    assert_faults(
        "## breaks\n\nIt can",
        "## brakes\n\nIt can",
        &[
            "01-first/en.md:1:1: `## breaks` is missing or empty; write it",
            "01-first/en.md:39:1: the lesson has no step `brakes`; use one of: guess, roll, try",
        ],
    );
    assert_faults(
        "Now, to {kink:.0}.\n",
        "",
        &["01-first/en.md:13:1: the option `left` has no feedback; write it as a second paragraph"],
    );
    assert_faults(
        "### option left",
        "### option lift",
        &[
            "01-first/en.md:13:1: the step has no option `lift`; use one of: right, left",
            "01-first/lesson.toml:16:1: `### option left` is missing in 01-first/en.md; write it there",
        ],
    );
    assert_faults(
        "### hint 3\n\nThree.\n\n",
        "",
        &["01-first/en.md:19:1: `### hint 3` is missing or empty; write it"],
    );
    assert_faults(
        "Two.\n\n",
        "",
        &["01-first/en.md:27:1: `### hint 2` is missing or empty; write it"],
    );
}

#[test]
fn only_steps_with_goals_have_a_principle() {
    assert_faults(
        "### principle\n\nThe sum is zero at the kink.\n\n",
        "",
        &["01-first/en.md:19:1: `### principle` is missing or empty; write it"],
    );
    assert_faults(
        "### option left\n\nLeft",
        "### principle\n\nSums.\n\n### option left\n\nLeft",
        &[
            "01-first/en.md:3:1: the step `guess` has no goal to reach, so no principle is asked for; take `### principle` away",
        ],
    );
}

#[test]
fn prose_that_is_never_shown_is_reported() {
    assert_faults(
        "# First",
        "Hello\n\n# First",
        &["01-first/en.md:1:1: text before the first heading; start the file with `# Title`"],
    );
    assert_faults(
        "# First",
        "# First\n\nHello",
        &[
            "01-first/en.md:1:1: text between the title and the first `##` is shown nowhere; put it under a `##` heading",
        ],
    );
    assert_faults(
        "# First",
        "# First\n\n# Second",
        &["01-first/en.md:3:1: a file has one title; make `Second` a heading of a lower level"],
    );
    assert_faults(
        "## summary",
        "## breaks\n\nAgain.\n\n## summary",
        &["01-first/en.md:43:1: `breaks` stands here twice; take one away"],
    );
    assert_faults(
        "### hint 2",
        "### hint 5",
        &[
            "01-first/en.md:27:1: `hint 5` is no heading of a step; use `option ID`, `hint 1` to `hint 3` in order, `variant ID`, `principle`, or `notes`",
            "01-first/en.md:31:1: `hint 3` is no heading of a step; use `option ID`, `hint 1` to `hint 3` in order, `variant ID`, `principle`, or `notes`",
        ],
    );
    assert_faults(
        "Turn b with {key:turn}.",
        "Turn b.\n\n### option left\n\nLeft\n\nNo.",
        &["01-first/en.md:23:1: the step asks nothing, so `left` is no option of it; take it away"],
    );
    assert_faults(
        "Where the slope changes.",
        "Where the slope changes.\n\n## kink\n\nkink\n\nAgain.",
        &["glossary/en.md:9:1: `kink` stands here twice; take one away"],
    );
}

#[test]
fn unsupported_markdown_is_reported() {
    assert_faults(
        "Now, to {kink:.0}.",
        "> Now, to {kink:.0}.",
        &[
            "01-first/en.md:17:1: a quote cannot be shown; write a paragraph, a list, a table or a code block",
        ],
    );
    assert_faults(
        "Now, to {kink:.0}.",
        "- Now:\n\n  ```\n  {kink}\n  ```",
        &[
            "01-first/en.md:19:3: a code block in a list cannot be shown; write a paragraph, a list, a table or a code block",
        ],
    );
    assert_faults(
        "Now, to",
        "Now, <b>to</b>",
        &[
            "01-first/en.md:17:6: HTML cannot be shown; write *stress*, **weight**, `code`, a link or a formula",
            "01-first/en.md:17:11: HTML cannot be shown; write *stress*, **weight**, `code`, a link or a formula",
        ],
    );
    assert_faults(
        "{kink:.0}.\n\n### option left",
        "{kink:.0.\n\n### option left",
        &["01-first/en.md:11:23: a { without its }; close it, or write {{ for a brace"],
    );
}

#[test]
fn the_fault_names_the_element_that_cannot_be_shown() {
    let with = |text: &str| {
        let files = Files::unchanged().replacing("Now, to {kink:.0}.", text);
        files.lines()
    };
    let block = "cannot be shown; write a paragraph, a list, a table or a code block";
    let inline = "cannot be shown; write *stress*, **weight**, `code`, a link or a formula";
    for (text, fault) in [
        ("![a](b.png)", format!("17:1: an image {inline}")),
        ("Now.\n\n* * *", format!("19:1: a rule {block}")),
        (
            "Now:\n\n- a\n  - b",
            format!("20:3: a list in a list {block}"),
        ),
        ("Now:\n\n- [ ] a", format!("19:1: a check box {block}")),
        (
            "See [this](javascript:alert).",
            "17:5: links lead to http, https or mailto addresses; `javascript:alert` does not"
                .to_owned(),
        ),
        (
            "So $\\begin{a} b$.",
            "17:4: the command `\\begin` of the formula is not known; write the character itself"
                .to_owned(),
        ),
        (
            "So $a^{q}$.",
            "17:4: `q` has no small characters for a script; write it in words".to_owned(),
        ),
        (
            "So $x}$.",
            "17:4: the braces of the formula do not match; close each".to_owned(),
        ),
        (
            "Now:\n\n|a|b|c|d|e|f|g|\n|-|-|-|-|-|-|-|",
            "19:1: a table has at most 6 columns; make two tables".to_owned(),
        ),
        (
            "Now:\n\n|a|b|\n|-|-|\n|c||\n|d|",
            "22:1: the row has 1 of the 2 cells of the table's head; add what is missing, also a cell that is empty"
                .to_owned(),
        ),
        (
            "Now:\n\n|a|b|\n|-|-|\n|c|`d \\| e`|\n|g|h|i|",
            "22:1: the row has 3 cells, the head of the table 2; take out what is too much, or write a bar in a cell as `\\|`"
                .to_owned(),
        ),
    ] {
        assert_eq!(with(text), [format!("01-first/en.md:{fault}")], "{text}");
    }
    let footnote = with("Now[^1].\n\n[^1]: Later.");
    assert!(
        footnote
            .iter()
            .any(|line| line.contains("a footnote cannot be shown")),
        "{footnote:?}"
    );
}

#[test]
fn literal_numbers_in_prose_are_reported_with_their_location() {
    let typed = |at: &str, numbers: &str| {
        format!(
            "01-first/en.md:{at}: {numbers} is typed out; write a slot or a fact, or give a reason under [step.literals], where `relutor check --fix` writes it down"
        )
    };
    let lines = Files::unchanged()
        .replacing(
            "Now, to {kink:.0}.",
            "Now, {kink:.0} and −1.5 `13` \\*14 &amp; **1.8×10⁻⁵** {{16\n\n```\nx₁ = {kink} + 17\n```",
        )
        .lines();
    assert_eq!(
        lines,
        [
            "01-first/en.md:17:20: −1.5, 13, 14, 1.8×10⁻⁵, 16 are typed out; write slots or facts, or give reasons under [step.literals], where `relutor check --fix` writes them down".to_owned(),
            typed("20:15", "17"),
        ]
    );
    assert_faults(
        "With a bias of 7 the",
        "The",
        &[
            "01-first/lesson.toml:36:7: the number 7 is declared here, but the title, the limits and the summary do not type it any more; take this line away, or write the number there again",
        ],
    );
}

#[test]
fn literal_numbers_in_titles_and_glossary_are_reported() {
    assert_faults(
        "# First",
        "# First of 3",
        &[
            "01-first/en.md:1:1: 3 is typed out; write a fact, or give a reason under [literals], where `relutor check --fix` writes it down",
        ],
    );
    assert_faults("# First", "# First of 7", &[]);
    assert_faults(
        "\"A course\"",
        "\"A 2 day course\"",
        &[
            "course.toml:4:6: the number 2 is typed out where no fact and no reason can stand; say it in words",
        ],
    );
    let in_glossary = |at: &str| {
        format!(
            "glossary/en.md:{at}: the number 2 is typed out; give a reason under [literals] in course.toml, where `relutor check --fix` writes it down"
        )
    };
    assert_faults("kink\n\nWhere", "kink 2\n\nWhere", &[&in_glossary("3:1")]);
    assert_faults(
        "the slope changes",
        "the 2 slopes meet",
        &[&in_glossary("7:11")],
    );
}

#[test]
fn a_step_with_too_much_prose_is_reported() {
    let many = format!("Turn b with{}", " word".repeat(70));
    assert_faults(
        "Turn b with",
        &many,
        &["01-first/en.md:19:1: the step says 74 words; say it in at most 60"],
    );
}

#[test]
fn prose_beyond_the_limits_is_refused_before_it_is_parsed() {
    let long = "word ".repeat(14_000);
    let stars = "*a ".repeat(8_000) + &"a*".repeat(8_000);
    for (prose, why) in [
        (
            long,
            "the text under one heading is longer than 64 KiB; shorten or divide it",
        ),
        (
            stars,
            "the paragraph has more than 1,000 `*` and `_`; divide it",
        ),
    ] {
        let files = Files::unchanged().replacing("The bias goes", &format!("{prose}\n\nThe"));
        assert_eq!(files.lines(), [format!("01-first/en.md:5:1: {why}")]);
    }
}

#[test]
fn an_ampersand_is_no_search_through_the_rest_of_the_line() {
    // Without a limit of the search this takes a minute.
    let prose = "&a ".repeat(21_000);
    let files = Files::unchanged().replacing("The bias goes", &format!("{prose}\n\nThe"));
    assert!(relutor::lesson::load(&relutor::lesson::CourseSource::Folder(files.0.clone())).is_ok());
}

#[test]
fn prose_names_figures_and_lessons_by_slots() {
    assert_faults(
        "Turn b with {key:turn}.",
        "Turn b, and see {figure:curve} and {lesson:first}.",
        &[],
    );
    assert_faults(
        "Turn b with {key:turn}.",
        "Turn b. Read the Strip, not {figure:slope}.",
        &[
            "01-first/en.md:21:18: `Strip` stands for a figure; write {figure:ID} for its title, or another word",
            "01-first/en.md:21:29: the step does not show the figure `slope`; put it into `show`, or use one of: curve",
        ],
    );
    assert_faults(
        "It can go as far as {fact:far}.",
        "As in {lesson:fist}, not lesson 7, as far as {fact:far}.",
        &[
            "01-first/en.md:41:7: the course has no lesson `fist`; use one of: first",
            "01-first/en.md:41:26: `lesson 7` is wrong when lessons move; write `lesson {lesson:NAME}`",
        ],
    );
    // No figure is shown beside the limits of a lesson, so `bar` is a word like any other there.
    assert_faults("It can go as far", "A bar can go as far", &[]);
}

#[test]
fn a_figure_that_prose_names_has_a_title() {
    assert_faults(
        "Turn b with {key:turn}.",
        "Turn b and read {figure:sentence}.",
        &[
            "01-first/en.md:21:17: the step does not show the figure `sentence`; put it into `show`, or use one of: curve",
        ],
    );
    let files = Files::unchanged()
        .replacing(
            "show = [\"curve\"]\nunlock = [\"b\"]\nset",
            "show = [\"curve\", \"sentence\"]\nunlock = [\"b\"]\nset",
        )
        .replacing(
            "Turn b with {key:turn}.",
            "Turn b and read {figure:sentence}.",
        );
    assert_eq!(
        files.lines(),
        [
            "01-first/en.md:21:17: the figure `sentence` has no title to call it by; say it in other words"
        ]
    );
}
