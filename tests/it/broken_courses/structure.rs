//! Keys and tables of `course.toml` and `lesson.toml`.

use super::{Files, assert_faults};

/// The only goal of the step `try`.
const GOAL: &str = "all = [{ reading = \"kink\", is = -3, within = 0.1 }]";

#[test]
fn invalid_toml_is_reported_at_its_start() {
    assert_faults(
        "minutes = 5",
        "minutes = = 5",
        &["01-first/lesson.toml:1:11: this is no TOML: there is one `=` too many; mend the line"],
    );
    for broken in ["minutes = four", "minutes = [5", "[minutes"] {
        let lines = Files::unchanged().replacing("minutes = 5", broken).lines();
        let is_one = lines.len() == 1 && lines[0].contains("this is no TOML");
        assert!(is_one, "nothing follows from it: {lines:?}");
    }
}

#[test]
fn columns_count_characters_not_bytes() {
    assert_faults(
        "set = { b = 9 }",
        "set = { \"기울기\" = 1, b = 90 }",
        &[
            "01-first/lesson.toml:31:17: unknown control `기울기`; use one of: b, c, v",
            "01-first/lesson.toml:31:24: `b` goes from −10 to 10, so it cannot be 90",
        ],
    );
}

#[test]
fn missing_unknown_and_mistyped_keys_are_reported() {
    assert_faults(
        "minutes = 5",
        "minutes = \"five\"",
        &["01-first/lesson.toml:1:11: `minutes` is a text; make it a whole number from 0"],
    );
    assert_faults(
        "unlock = [\"b\"]\nthen",
        "unlok = [\"b\"]\nthen",
        &["01-first/lesson.toml:11:1: unknown key `unlok`; use one of: unlock, lab, show"],
    );
    assert_faults(
        "unlock = [\"b\"]\nset",
        "unlock = \"al\"\nset",
        &["01-first/lesson.toml:23:10: `unlock` cannot be `al`; list the controls, or say \"all\""],
    );
    assert_faults(
        "unlock = [\"b\"]\nset",
        "kind = \"bench\"\nunlock = [\"b\"]\nset",
        &[
            "01-first/lesson.toml:23:8: `kind` cannot be `bench`; say \"workbench\", or leave it out",
        ],
    );
    for (speed, shown) in [("\"slow\"", "slow"), ("0", "0"), ("2000000", "2,000,000")] {
        let fault = format!(
            "01-first/lesson.toml:23:9: `speed` cannot be `{shown}`; give steps a second from 0.5 to 1,000,000, or say \"log\""
        );
        assert_faults(
            "unlock = [\"b\"]\nset",
            &format!("speed = {speed}\nunlock = [\"b\"]\nset"),
            &[&fault],
        );
    }
    assert_faults(
        "kind = \"bias-node\"\n",
        "",
        &["01-first/lesson.toml:3:1: `kind` is missing here; add it"],
    );
    assert_faults(
        "solution = { b = 3 }\n",
        "",
        &["01-first/lesson.toml:25:1: `solution` is missing here; add it"],
    );
}

#[test]
fn a_course_without_a_title_or_with_duplicate_lessons_is_reported() {
    assert_faults(
        "en = \"A course\"\n",
        "",
        &["course.toml:3:1: `en` is missing here; add it"],
    );
    assert_faults(
        "[\"01-first\"]",
        "[]",
        &["course.toml:1:11: the course has no lessons; name their folders"],
    );
    assert_faults(
        "01-first",
        "first",
        &[
            "course.toml:1:12: `first` is no lesson folder's name; call it by number and name, like `03-bias`",
        ],
    );
    assert_faults(
        "[\"01-first\"]",
        "[\"01-first\", \"02-../../elsewhere\"]",
        &[
            "course.toml:1:24: `02-../../elsewhere` is no lesson folder's name; call it by number and name, like `03-bias`",
        ],
    );
    assert_faults(
        "[\"01-first\"]",
        "[\"01-first\", \"01-second\"]",
        &[
            "course.toml:1:24: another lesson has the number or the name of `01-second`; give each its own",
        ],
    );
}

#[test]
fn a_step_has_one_activity_and_a_unique_name() {
    assert_faults(
        "solution = { b = 3 }",
        "solution = { b = 3 }\n[step.option.yes]\n[step.option.no]",
        &["01-first/lesson.toml:19:1: `right` is missing here; add it"],
    );
    assert_faults(
        "set = { b = 0 }",
        "set = { b = 0 }\nthen = { b = 1 }",
        &["01-first/lesson.toml:19:1: `right` is missing here; add it"],
    );
    assert_faults(
        "holds = { reading = \"kink\", is = -7 }",
        "[[step.goal]]\nall = [{ reading = \"kink\", is = -7 }]\nsolution = { b = 7 }",
        &[
            "01-first/lesson.toml:17:1: a step has a question or goals, not both; make two steps of it",
        ],
    );
    assert_faults(
        "id = \"try\"",
        "id = \"summary\"",
        &[
            "01-first/lesson.toml:20:6: `summary` is a heading of the lesson's end; give the step another name",
        ],
    );
    assert_faults(
        "id = \"try\"",
        "id = \"guess\"",
        &[
            "01-first/en.md:19:1: the lesson has no step `try`; use one of: roll, guess, guess",
            "01-first/lesson.toml:20:6: another step is called `guess` already; give this one a name of its own",
        ],
    );
}

#[test]
fn an_answer_has_one_belief_and_alternatives() {
    assert_faults(
        "mark = { curve = 7 }",
        "mark = { curve = 7, slope = 7 }",
        &[
            "01-first/lesson.toml:15:8: `mark` names one figure and a place on its x axis; write { FIGURE = X }",
        ],
    );
    assert_faults(
        "mark = { curve = 7 }",
        "mark = { curve = 7 }\nghost = { set = { b = 1 } }",
        &[
            "01-first/lesson.toml:16:9: an answer has a `mark` or a `ghost`, not both; take one away",
        ],
    );
    assert_faults(
        "mark = { curve = 7 }",
        "ghost = { b = 1 }",
        &[
            "01-first/lesson.toml:15:9: `set` is missing here; add it",
            "01-first/lesson.toml:15:11: unknown key `b`; use one of: set",
        ],
    );
    assert_faults(
        "[step.option.right]\nmark = { curve = 7 }\n",
        "",
        &["01-first/lesson.toml:13:9: a question has at least 2 answers; add `[step.option.ID]`"],
    );
    assert_faults(
        "right = \"left\"",
        "right = \"lift\"",
        &[
            "01-first/lesson.toml:13:9: `right` names no option, but `lift`; use one of: right, left",
        ],
    );
}

#[test]
fn a_condition_has_one_subject_and_one_comparison() {
    assert_faults(
        GOAL,
        "all = []",
        &["01-first/lesson.toml:26:7: a goal needs something to reach; write a condition"],
    );
    assert_faults(
        GOAL,
        "all = [{ is = -3 }]",
        &[
            "01-first/lesson.toml:26:8: a condition looks at one thing; give it a `reading` or a `control`",
        ],
    );
    assert_faults(
        GOAL,
        "all = [{ reading = \"kink\", above = -3, below = 3 }]",
        &[
            "01-first/lesson.toml:26:8: a condition makes one comparison; use one of: is, above, below, at_least, at_most",
        ],
    );
    assert_faults(
        GOAL,
        "all = [{ reading = \"kink\", below = -3, within = 0.1 }]",
        &["01-first/lesson.toml:26:49: `within` goes with `is` alone; take it away"],
    );
    assert_faults(
        GOAL,
        "all = [{ reading = \"kink\", is = -3, within = -0.1, at = 5 }]",
        &[
            "01-first/lesson.toml:26:46: `within` is a distance; make it 0 or more",
            "01-first/lesson.toml:26:57: a goal looks at the model as it stands; give `at` to the goal",
        ],
    );
}

#[test]
fn facts_and_literals_need_a_basis() {
    assert_faults(
        "value = 103",
        "value = 103\nseeds = 0\nstat = \"mean\"",
        &[
            "01-first/lesson.toml:58:9: over 0 seeds nothing runs; make `seeds` 1 or more",
            "01-first/lesson.toml:59:8: unknown statistic `mean`; use one of: count, median, p10, p90, min, max",
        ],
    );
    assert_faults(
        "value = 103",
        "value = 103\nseeds = 5",
        &["01-first/lesson.toml:52:1: a fact over several seeds needs a statistic; add `stat`"],
    );
    assert_faults(
        "\"a bias in the summary\"",
        "\"\"",
        &["01-first/lesson.toml:36:7: the literal 7 has no reason; say why no model produces it"],
    );
}

#[test]
fn too_many_training_steps_are_refused_with_the_limit() {
    assert_faults(
        "at = 30000\n\n",
        "at = 30000000\n\n",
        &[
            "01-first/lesson.toml:50:6: `at` is 30,000,000, but at most 1,000,000 are run; ask for less",
        ],
    );
    assert_faults(
        "holds = { reading = \"kink\", is = -7 }",
        "holds = { reading = \"kink\", is = -7, at = 9999999 }",
        &[
            "01-first/lesson.toml:17:43: `at` is 9,999,999, but at most 1,000,000 are run; ask for less",
        ],
    );
    assert_faults(
        "value = 103",
        "value = 103\nseeds = 5000\nstat = \"max\"",
        &[
            "01-first/lesson.toml:55:6: 1,000 seeds of 30,000 steps each are too much; ask for at most 10,000,000 steps in all",
            "01-first/lesson.toml:58:9: `seeds` is 5,000, but at most 1,000 are run; ask for less",
        ],
    );
}

#[test]
fn a_course_with_many_faults_is_read_to_its_end() {
    let files = Files::unchanged();
    files.write(
        "01-first/lesson.toml",
        "step = 1\nlabs = 2\nfacts = 3\nliterals = 4\n",
    );
    assert_eq!(
        files.lines(),
        [
            "01-first/lesson.toml:1:1: `minutes` is missing here; add it",
            "01-first/lesson.toml:1:1: `step` is missing here; add it",
            "01-first/lesson.toml:1:8: `step` is a whole number; make it a list of tables",
            "01-first/lesson.toml:2:8: `labs` is a whole number; make it a table",
            "01-first/lesson.toml:3:9: `facts` is a whole number; make it a table",
            "01-first/lesson.toml:4:12: `literals` is a whole number; make it a table",
        ]
    );
}

#[test]
fn a_count_out_of_range_is_reported_as_such() {
    assert_faults(
        "minutes = 5",
        "minutes = -5",
        &[
            "01-first/lesson.toml:1:11: `minutes` is a negative number; make it a whole number from 0",
        ],
    );
    assert_faults(
        "minutes = 5",
        "minutes = 99999999999999999999",
        &[
            "01-first/lesson.toml:1:11: `minutes` is too large a number; make it a whole number from 0",
        ],
    );
}

#[test]
fn lessons_and_steps_beyond_the_limits_are_refused() {
    let files = Files::unchanged();
    let steps: Vec<_> = (0..600)
        .map(|at| format!("[[step]]\nid = \"s{at}\"\n"))
        .collect();
    // Steps beyond the limit are not looked at.
    let steps = steps.concat() + "[[step]]\nid = 5\n";
    files.write("01-first/lesson.toml", format!("minutes = 5\n{steps}"));
    assert_eq!(
        files.lines(),
        ["01-first/lesson.toml:1002:1: the lesson has 601 steps, and 500 are the limit; divide it"]
    );
    let names: Vec<_> = (0..9_000).map(|at| format!("\"{at}-a{at}\"")).collect();
    let names = names.join(", ");
    files.write(
        "course.toml",
        format!("lessons = [{names}]\n[title]\nen = \"A\"\n"),
    );
    let wanted = "course.toml:1:11: the course has 9,000 lessons, and 500 are the limit; divide it";
    assert!(files.lines().contains(&wanted.to_owned()));
}

#[test]
fn a_step_that_does_not_exist_teaches_nothing() {
    let wanted = "01-first/lesson.toml:14:13: the course has no step `first/trie`; write LESSON/STEP, like: first/try, first/roll, first/guess";
    assert_faults(
        "right = \"left\"\n",
        "right = \"left\"\ntaught_in = \"first/trie\"\n",
        &[wanted],
    );
    assert_faults(
        "right = \"left\"\n",
        "right = \"left\"\ntaught_in = \"first/try\"\n",
        &[],
    );
}
