//! The activity of a step: a question with its answers, or goals with their conditions.

use super::toml_reader::TableReader;
use crate::lesson::model::{
    Activity, Answer, Comparison, Condition, Goal, Prediction, Question, Subject,
};
use crate::locale::Phrase;

/// The least number of answers.
const FEWEST_ANSWERS: usize = 2;

pub(super) fn activity(table: &TableReader<'_, '_>) -> Activity {
    let goals: Vec<_> = table.tables("goal").iter().map(goal).collect();
    let question = question(table);
    match (question, goals.is_empty()) {
        (Some(question), true) => Activity::Question(question),
        (Some(question), false) => {
            table.report(table.place_in("goal"), Phrase::key("check.two-activities"));
            Activity::Question(question)
        }
        (None, false) => Activity::Challenge(goals),
        (None, true) => Activity::Explore,
    }
}

fn question(table: &TableReader<'_, '_>) -> Option<Question> {
    let right = table.string("right");
    let answers: Vec<_> = table
        .named_tables("option")
        .iter()
        .map(|(id, option)| answer(id, option))
        .collect();
    let then = table.values("then");
    let taught_in = table.string("taught_in");
    let at = table.training_step();
    if !table.has("right") {
        if ["option", "then", "at", "taught_in"]
            .iter()
            .any(|key| table.has(key))
        {
            table.report_missing("right");
        }
        return None;
    }
    if answers.len() < FEWEST_ANSWERS {
        let message = Phrase::key("check.few-options").with("fewest", FEWEST_ANSWERS);
        table.report(table.place_in("right"), message);
    }
    let right = right?;
    let index = answers.iter().position(|answer| answer.id == right);
    if index.is_none() && !answers.is_empty() {
        let names: Vec<_> = answers.iter().map(|answer| answer.id.as_str()).collect();
        let message = Phrase::key("check.right")
            .with("right", right)
            .with("names", names.join(", "));
        table.report(table.place_in("right"), message);
    }
    Some(Question {
        answers,
        right: index.unwrap_or(0),
        then,
        taught_in,
        at,
    })
}

fn answer(id: &str, table: &TableReader<'_, '_>) -> Answer {
    let answer = Answer {
        id: id.to_owned(),
        code: table.string("code"),
        prediction: prediction(table),
        holds: proof(table),
        source: table.string("source"),
        place: table.place(),
    };
    table.report_unknown_keys(&["code", "mark", "ghost", "holds", "source"]);
    answer
}

/// A condition under `holds`, or a list of them.
fn proof(table: &TableReader<'_, '_>) -> Vec<Condition> {
    if table.is_list("holds") {
        let conditions = table.tables("holds");
        return conditions.iter().filter_map(condition).collect();
    }
    let only = table.table("holds");
    only.as_ref().and_then(condition).into_iter().collect()
}

fn prediction(table: &TableReader<'_, '_>) -> Option<Prediction> {
    if table.has("mark") && table.has("ghost") {
        table.report(
            table.place_in("ghost"),
            Phrase::key("check.two-predictions"),
        );
    }
    let mark = table.table("mark").and_then(|mark| parse_mark(&mark));
    let ghost = table.table("ghost").map(|ghost| {
        if !ghost.has("set") {
            ghost.report_missing("set");
        }
        let set = ghost.values("set");
        ghost.report_unknown_keys(&["set"]);
        Prediction::Ghost { set }
    });
    mark.or(ghost)
}

fn parse_mark(mark: &TableReader<'_, '_>) -> Option<Prediction> {
    let figures = mark.entries();
    let [(figure, _)] = figures.as_slice() else {
        mark.report(mark.place(), Phrase::key("check.mark"));
        return None;
    };
    Some(Prediction::Mark {
        figure: figure.clone(),
        x: mark.number(figure)?,
    })
}

/// The conditions under `all`, which look at the model as it stands.
pub(super) fn conditions(table: &TableReader<'_, '_>) -> Vec<Condition> {
    let conditions = table.tables("all");
    if !table.has("all") {
        table.report_missing("all");
    } else if conditions.is_empty() && table.is_list("all") {
        table.report(table.place_in("all"), Phrase::key("check.no-condition"));
    }
    for condition in conditions.iter().filter(|condition| condition.has("at")) {
        let place = condition.place_in("at");
        condition.report(place, Phrase::key("check.at-in-goal"));
    }
    conditions.iter().filter_map(condition).collect()
}

fn goal(table: &TableReader<'_, '_>) -> Goal {
    let all = conditions(table);
    if !table.has("solution") {
        table.report_missing("solution");
    }
    let goal = Goal {
        all,
        solution: table.values("solution"),
        at: table.training_step(),
        easy: table.string("easy"),
        place: table.place(),
    };
    table.report_unknown_keys(&["all", "solution", "at", "easy"]);
    goal
}

/// The keys of comparisons.
const COMPARISONS: [&str; 5] = ["is", "above", "below", "at_least", "at_most"];

pub(super) fn condition(table: &TableReader<'_, '_>) -> Option<Condition> {
    let subject = match (table.string("reading"), table.string("control")) {
        (Some(reading), None) => Some(Subject::Reading(reading)),
        (None, Some(control)) => Some(Subject::Control(control)),
        (Some(_), Some(_)) | (None, None) => {
            table.report(table.place(), Phrase::key("check.subject"));
            None
        }
    };
    let within = table.tolerance();
    let keys: Vec<_> = COMPARISONS
        .into_iter()
        .filter(|key| table.has(key))
        .collect();
    let test = match keys.as_slice() {
        ["is"] if table.is_text("is") => table.string("is").map(Comparison::Chosen),
        ["is"] => table
            .number("is")
            .map(|value| Comparison::Is { value, within }),
        ["above"] => table.number("above").map(Comparison::Above),
        ["below"] => table.number("below").map(Comparison::Below),
        ["at_least"] => table.number("at_least").map(Comparison::AtLeast),
        ["at_most"] => table.number("at_most").map(Comparison::AtMost),
        _ => {
            table.report(
                table.place(),
                Phrase::key("check.one-test").with("names", COMPARISONS.join(", ")),
            );
            None
        }
    };
    if table.has("within") && !matches!(test, None | Some(Comparison::Is { .. })) {
        table.report(table.place_in("within"), Phrase::key("check.within-alone"));
    }
    let at = table.training_step();
    table.report_unknown_keys(&[
        "reading", "control", "is", "within", "above", "below", "at_least", "at_most", "at",
    ]);
    Some(Condition {
        subject: subject?,
        test: test?,
        at,
        place: table.place(),
    })
}
