//! `lesson.toml`: labs, steps, facts.

use std::collections::BTreeMap;

use super::reader::{Reader, TomlFile};
use crate::lab::{catalogue, nearest};
use crate::lesson::{
    Answer, Beat, Belief, Condition, Fact, Goal, LabSetup, Lesson, Question, Stat, Step, Subject,
    Test, Unlock,
};
use crate::locale::Phrase;

pub(super) fn lesson(file: &TomlFile<'_>, number: u32, name: &str) -> Lesson {
    let root = file.root();
    let minutes = root.count("minutes").unwrap_or_else(|| {
        if !root.has("minutes") {
            root.missing("minutes");
        }
        0
    });
    let steps: Vec<_> = root.tables("step").iter().map(step).collect();
    if steps.is_empty() {
        root.missing("step");
    }
    let lesson = Lesson {
        number,
        name: name.to_owned(),
        minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
        labs: labs(&root),
        steps,
        facts: facts(&root),
        literals: literals(&root),
        texts: BTreeMap::new(),
        place: root.place(),
        places: BTreeMap::new(),
    };
    root.finish(&["minutes", "labs", "step", "facts", "literals"]);
    lesson
}

/// The tables in the table under `key`, by name, in the order in which they are written.
fn named<'a, 'i>(reader: &Reader<'a, 'i>, key: &str) -> Vec<(String, Reader<'a, 'i>)> {
    let Some(table) = reader.table(key) else {
        return Vec::new();
    };
    let tables = table.entries().into_iter().filter_map(|(name, _)| {
        let inner = table.table(&name)?;
        Some((name, inner))
    });
    tables.collect()
}

fn labs(root: &Reader<'_, '_>) -> BTreeMap<String, LabSetup> {
    let mut labs = BTreeMap::new();
    for (name, table) in named(root, "labs") {
        let wanted = table.string("kind");
        if wanted.is_none() && !table.has("kind") {
            table.missing("kind");
        }
        let set = table.values("set");
        let seed = table.count("seed").unwrap_or(0);
        table.finish(&["kind", "set", "seed"]);
        let Some(wanted) = wanted else { continue };
        if let Some(kind) = catalogue::find(&wanted) {
            labs.insert(name, LabSetup { kind, set, seed });
        } else {
            let names = nearest(&wanted, catalogue::KINDS.iter().map(|kind| kind.name)).join(", ");
            let what = Phrase::key("check.unknown-kind")
                .with("kind", wanted)
                .with("names", names);
            root.fault(root.place_of(&format!("labs.{name}.kind")), what);
        }
    }
    labs
}

fn step(table: &Reader<'_, '_>) -> Step {
    let id = table.string("id").unwrap_or_default();
    if id.is_empty() {
        table.missing("id");
    }
    let step = Step {
        id,
        lab: table.string("lab"),
        show: table.some_strings("show"),
        unlock: unlock(table),
        set: table.values("set"),
        beat: beat(table),
        place: table.place(),
    };
    table.finish(&[
        "id", "lab", "show", "unlock", "set", "right", "then", "option", "goal",
    ]);
    step
}

fn unlock(table: &Reader<'_, '_>) -> Unlock {
    if table.is_text("unlock") {
        let word = table.string("unlock").unwrap_or_default();
        if word == "all" {
            return Unlock::All;
        }
        table.fault(
            table.place_in("unlock"),
            Phrase::key("check.unlock").with("word", word),
        );
    }
    Unlock::Only(if table.is_text("unlock") {
        Vec::new()
    } else {
        table.some_strings("unlock")
    })
}

fn beat(table: &Reader<'_, '_>) -> Beat {
    let goals: Vec<_> = table.tables("goal").iter().map(goal).collect();
    let question = question(table);
    match (question, goals.is_empty()) {
        (Some(question), true) => Beat::Ask(question),
        (Some(question), false) => {
            table.fault(table.place_in("goal"), Phrase::key("check.two-beats"));
            Beat::Ask(question)
        }
        (None, false) => Beat::Try(goals),
        (None, true) => Beat::Explore,
    }
}

fn question(table: &Reader<'_, '_>) -> Option<Question> {
    let right = table.string("right");
    let answers: Vec<_> = named(table, "option")
        .iter()
        .map(|(id, option)| answer(id, option))
        .collect();
    let then = table.values("then");
    let Some(right) = right else {
        if !answers.is_empty() {
            table.missing("right");
        }
        return None;
    };
    let at = answers.iter().position(|answer| answer.id == right);
    if at.is_none() {
        let names = answers
            .iter()
            .map(|answer| answer.id.clone())
            .collect::<Vec<_>>()
            .join(", ");
        let what = Phrase::key("check.right")
            .with("right", right)
            .with("names", names);
        table.fault(table.place_in("right"), what);
    }
    Some(Question {
        answers,
        right: at.unwrap_or(0),
        then,
    })
}

fn answer(id: &str, table: &Reader<'_, '_>) -> Answer {
    let mark = table.table("mark").and_then(|mark| {
        let (figure, _) = mark.entries().into_iter().next()?;
        let x = mark.number(&figure)?;
        Some(Belief::Mark { figure, x })
    });
    let ghost = table.table("ghost").map(|ghost| Belief::Ghost {
        set: ghost.values("set"),
    });
    let answer = Answer {
        id: id.to_owned(),
        code: table.string("code"),
        belief: mark.or(ghost),
        holds: table.table("holds").as_ref().and_then(condition),
        place: table.place(),
    };
    table.finish(&["code", "mark", "ghost", "holds"]);
    answer
}

fn goal(table: &Reader<'_, '_>) -> Goal {
    let all: Vec<_> = table.tables("all").iter().filter_map(condition).collect();
    if !table.has("all") {
        table.missing("all");
    }
    if !table.has("solution") {
        table.missing("solution");
    }
    let goal = Goal {
        all,
        solution: table.values("solution"),
        at: table.count("at"),
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
    let within = table.number("within").unwrap_or(0.0);
    let named: Vec<_> = TESTS.into_iter().filter(|key| table.has(key)).collect();
    let test = match named.as_slice() {
        ["is"] if table.is_text("is") => table.string("is").map(Test::Chosen),
        ["is"] => table.number("is").map(|value| Test::Is { value, within }),
        ["above"] => table.number("above").map(Test::Above),
        ["below"] => table.number("below").map(Test::Below),
        ["at_least"] => table.number("at_least").map(Test::AtLeast),
        ["at_most"] => table.number("at_most").map(Test::AtMost),
        _ => {
            table.fault(
                table.place(),
                Phrase::key("check.one-test").with("names", TESTS.join(", ")),
            );
            None
        }
    };
    let at = table.count("at");
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

fn facts(root: &Reader<'_, '_>) -> BTreeMap<String, Fact> {
    let mut facts = BTreeMap::new();
    for (name, table) in named(root, "facts") {
        for key in ["lab", "reading", "value"] {
            if !table.has(key) {
                table.missing(key);
            }
        }
        let fact = Fact {
            lab: table.string("lab").unwrap_or_default(),
            set: table.values("set"),
            at: table.count("at"),
            seeds: table.count("seeds").unwrap_or(1),
            reading: table.string("reading").unwrap_or_default(),
            stat: stat(&table),
            value: table.number("value").unwrap_or(f64::NAN),
            within: table.number("within").unwrap_or(0.0),
            place: table.place(),
        };
        table.finish(&[
            "lab", "set", "at", "seeds", "reading", "stat", "value", "within",
        ]);
        facts.insert(name, fact);
    }
    facts
}

fn stat(table: &Reader<'_, '_>) -> Option<Stat> {
    let word = table.string("stat")?;
    let stat = Stat::ALL.into_iter().find(|stat| stat.name() == word);
    if stat.is_none() {
        let names = Stat::ALL.map(Stat::name).join(", ");
        table.fault(
            table.place_in("stat"),
            Phrase::key("check.stat")
                .with("word", word)
                .with("names", names),
        );
    }
    stat
}

fn literals(root: &Reader<'_, '_>) -> BTreeMap<String, String> {
    let Some(table) = root.table("literals") else {
        return BTreeMap::new();
    };
    let entries = table.entries().into_iter();
    entries
        .filter_map(|(literal, _)| Some((literal.clone(), table.string(&literal)?)))
        .collect()
}
