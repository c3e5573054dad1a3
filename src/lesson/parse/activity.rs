//! What the learner does in a step: a question with its options, or goals with their conditions.

use super::lesson_toml::named;
use super::toml_reader::Reader;
use crate::lesson::model::{
    Activity, Answer, Comparison, Condition, Goal, Prediction, Question, Subject,
};
use crate::locale::Phrase;

/// Fewer answers leave nothing to choose.
const FEWEST_ANSWERS: usize = 2;

pub(super) fn beat(table: &Reader<'_, '_>) -> Activity {
    let goals: Vec<_> = table.tables("goal").iter().map(goal).collect();
    let question = question(table);
    match (question, goals.is_empty()) {
        (Some(question), true) => Activity::Question(question),
        (Some(question), false) => {
            table.fault(table.place_in("goal"), Phrase::key("check.two-beats"));
            Activity::Question(question)
        }
        (None, false) => Activity::Challenge(goals),
        (None, true) => Activity::Explore,
    }
}

fn question(table: &Reader<'_, '_>) -> Option<Question> {
    let right = table.string("right");
    let answers: Vec<_> = named(table, "option")
        .iter()
        .map(|(id, option)| answer(id, option))
        .collect();
    let then = table.values("then");
    if !table.has("right") {
        if table.has("option") || table.has("then") {
            table.missing("right");
        }
        return None;
    }
    if answers.len() < FEWEST_ANSWERS {
        let what = Phrase::key("check.few-options").with("fewest", FEWEST_ANSWERS);
        table.fault(table.place_in("right"), what);
    }
    let right = right?;
    let at = answers.iter().position(|answer| answer.id == right);
    if at.is_none() && !answers.is_empty() {
        let names: Vec<_> = answers.iter().map(|answer| answer.id.as_str()).collect();
        let what = Phrase::key("check.right")
            .with("right", right)
            .with("names", names.join(", "));
        table.fault(table.place_in("right"), what);
    }
    Some(Question {
        answers,
        right: at.unwrap_or(0),
        then,
    })
}

fn answer(id: &str, table: &Reader<'_, '_>) -> Answer {
    let answer = Answer {
        id: id.to_owned(),
        code: table.string("code"),
        belief: belief(table),
        holds: table.table("holds").as_ref().and_then(condition),
        place: table.place(),
    };
    table.finish(&["code", "mark", "ghost", "holds"]);
    answer
}

fn belief(table: &Reader<'_, '_>) -> Option<Prediction> {
    if table.has("mark") && table.has("ghost") {
        table.fault(table.place_in("ghost"), Phrase::key("check.two-beliefs"));
    }
    let mark = table.table("mark").and_then(|mark| mark_of(&mark));
    let ghost = table.table("ghost").map(|ghost| {
        if !ghost.has("set") {
            ghost.missing("set");
        }
        let set = ghost.values("set");
        ghost.finish(&["set"]);
        Prediction::Ghost { set }
    });
    mark.or(ghost)
}

fn mark_of(mark: &Reader<'_, '_>) -> Option<Prediction> {
    let figures = mark.entries();
    let [(figure, _)] = figures.as_slice() else {
        mark.fault(mark.place(), Phrase::key("check.mark"));
        return None;
    };
    Some(Prediction::Mark {
        figure: figure.clone(),
        x: mark.number(figure)?,
    })
}

fn goal(table: &Reader<'_, '_>) -> Goal {
    let conditions = table.tables("all");
    if !table.has("all") {
        table.missing("all");
    } else if conditions.is_empty() && table.is_list("all") {
        table.fault(table.place_in("all"), Phrase::key("check.no-condition"));
    }
    for condition in conditions.iter().filter(|condition| condition.has("at")) {
        let place = condition.place_in("at");
        condition.fault(place, Phrase::key("check.at-in-goal"));
    }
    let all = conditions.iter().filter_map(condition).collect();
    if !table.has("solution") {
        table.missing("solution");
    }
    let goal = Goal {
        all,
        solution: table.values("solution"),
        at: table.at(),
        place: table.place(),
    };
    table.finish(&["all", "solution", "at"]);
    goal
}

/// The keys that say what a number must be.
const TESTS: [&str; 5] = ["is", "above", "below", "at_least", "at_most"];

fn condition(table: &Reader<'_, '_>) -> Option<Condition> {
    let subject = match (table.string("reading"), table.string("control")) {
        (Some(reading), None) => Some(Subject::Reading(reading)),
        (None, Some(control)) => Some(Subject::Control(control)),
        (Some(_), Some(_)) | (None, None) => {
            table.fault(table.place(), Phrase::key("check.subject"));
            None
        }
    };
    let within = table.within();
    let named: Vec<_> = TESTS.into_iter().filter(|key| table.has(key)).collect();
    let test = match named.as_slice() {
        ["is"] if table.is_text("is") => table.string("is").map(Comparison::Chosen),
        ["is"] => table
            .number("is")
            .map(|value| Comparison::Is { value, within }),
        ["above"] => table.number("above").map(Comparison::Above),
        ["below"] => table.number("below").map(Comparison::Below),
        ["at_least"] => table.number("at_least").map(Comparison::AtLeast),
        ["at_most"] => table.number("at_most").map(Comparison::AtMost),
        _ => {
            table.fault(
                table.place(),
                Phrase::key("check.one-test").with("names", TESTS.join(", ")),
            );
            None
        }
    };
    if table.has("within") && !matches!(test, None | Some(Comparison::Is { .. })) {
        table.fault(table.place_in("within"), Phrase::key("check.within-alone"));
    }
    let at = table.at();
    table.finish(&[
        "reading", "control", "is", "within", "above", "below", "at_least", "at_most", "at",
    ]);
    Some(Condition {
        subject: subject?,
        test: test?,
        at,
        place: table.place(),
    })
}
