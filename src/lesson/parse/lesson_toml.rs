//! `lesson.toml`: labs, steps, facts.

use std::collections::BTreeMap;

use super::activity::beat;
use super::toml_reader::{Reader, TomlFile};
use crate::lab::catalogue;
use crate::lesson::model::{Fact, LabSetup, Lesson, Stat, Step, StepKind, Unlock};
use crate::locale::Phrase;
use crate::text::nearest_names;

/// A fact runs over at most so many seeds.
const MOST_SEEDS: u64 = 1_000;
/// A fact does at most so many steps, over all its seeds.
const MOST_STEPS_IN_ALL: u64 = 10_000_000;

/// How long a lesson takes, in minutes.
fn minutes(root: &Reader<'_, '_>) -> u32 {
    let minutes = root.count("minutes").unwrap_or_else(|| {
        if !root.has("minutes") {
            root.missing("minutes");
        }
        0
    });
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

/// The lesson that `file`, its `lesson.toml`, describes: without a name and without prose.
pub(super) fn lesson(file: &TomlFile<'_>) -> Lesson {
    let root = file.root();
    let minutes = minutes(&root);
    let steps: Vec<_> = root.tables("step").iter().map(step).collect();
    if steps.is_empty() {
        root.missing("step");
    }
    let lesson = Lesson {
        minutes,
        labs: labs(&root),
        steps,
        facts: facts(&root),
        literals: reasons(&root, "literals", "check.no-reason"),
        sources: reasons(&root, "sources", "check.no-citation"),
        place: root.place(),
        places: file.places(),
        ..Lesson::default()
    };
    root.finish(&["minutes", "labs", "step", "facts", "literals", "sources"]);
    lesson
}

/// The tables in the table under `key`, by name, in the order in which they are written.
pub(super) fn named<'a, 'i>(reader: &Reader<'a, 'i>, key: &str) -> Vec<(String, Reader<'a, 'i>)> {
    let Some(table) = reader.table(key) else {
        return Vec::new();
    };
    let tables = table.entries().into_iter().filter_map(|(name, _)| {
        let inner = table.table(&name)?;
        Some((name, inner))
    });
    tables.collect()
}

/// The text under `key`, empty where that is a fault.
fn required_text(table: &Reader<'_, '_>, key: &str) -> String {
    if !table.has(key) {
        table.missing(key);
    }
    table.string(key).unwrap_or_default()
}

fn labs(root: &Reader<'_, '_>) -> BTreeMap<String, LabSetup> {
    let mut labs = BTreeMap::new();
    for (name, table) in named(root, "labs") {
        let wanted = required_text(&table, "kind");
        let set = table.values("set");
        let seed = table.count("seed").unwrap_or(0);
        table.finish(&["kind", "set", "seed"]);
        if wanted.is_empty() {
            continue;
        }
        if let Some(kind) = catalogue::find(&wanted) {
            labs.insert(name, LabSetup { kind, set, seed });
        } else {
            let names =
                nearest_names(&wanted, catalogue::KINDS.iter().map(|kind| kind.name)).join(", ");
            let what = Phrase::key("check.unknown-kind")
                .with("kind", wanted)
                .with("names", names);
            root.fault(root.place_of(&format!("labs.{name}.kind")), what);
        }
    }
    labs
}

fn step(table: &Reader<'_, '_>) -> Step {
    let id = required_text(table, "id");
    if matches!(id.as_str(), "breaks" | "summary") {
        let what = Phrase::key("check.reserved-id").with("id", id.as_str());
        table.fault(table.place_in("id"), what);
    }
    let step = Step {
        id,
        kind: step_kind(table),
        lab: table.string("lab"),
        show: table.some_strings("show"),
        unlock: unlock(table),
        set: table.values("set"),
        beat: beat(table),
        place: table.place(),
    };
    table.finish(&[
        "id", "kind", "lab", "show", "unlock", "set", "right", "then", "option", "goal",
    ]);
    step
}

fn step_kind(table: &Reader<'_, '_>) -> StepKind {
    match table.string("kind").as_deref() {
        None => StepKind::Page,
        Some("workbench") => StepKind::Workbench,
        Some(word) => {
            let what = Phrase::key("check.step-kind").with("word", word);
            table.fault(table.place_in("kind"), what);
            StepKind::Page
        }
    }
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
    let names = if table.is_text("unlock") {
        Vec::new()
    } else {
        table.some_strings("unlock")
    };
    for (at, name) in names.iter().enumerate() {
        if names[..at].contains(name) {
            let what = Phrase::key("check.twice").with("title", name.as_str());
            table.fault(table.place_in(&format!("unlock.{at}")), what);
        }
    }
    Unlock::Only(names)
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
            at: table.at(),
            seeds: table.count_to("seeds", MOST_SEEDS).unwrap_or(1),
            reading: table.string("reading").unwrap_or_default(),
            stat: stat(&table),
            value: table.number("value").unwrap_or(f64::NAN),
            within: table.within(),
            place: table.place(),
        };
        if fact.seeds == 0 {
            table.fault(table.place_in("seeds"), Phrase::key("check.no-seeds"));
        }
        let steps = fact.at.unwrap_or(1).saturating_mul(fact.seeds);
        if steps > MOST_STEPS_IN_ALL {
            let what = Phrase::key("check.too-long-a-run")
                .with("seeds", fact.seeds)
                .with("at", fact.at.unwrap_or(1))
                .with("most", MOST_STEPS_IN_ALL);
            table.fault(table.place_in("at"), what);
        }
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

/// The table under `key`: names, each with a text; one that says nothing is the fault `empty`.
pub(super) fn reasons(
    root: &Reader<'_, '_>,
    key: &str,
    empty: &'static str,
) -> BTreeMap<String, String> {
    let Some(table) = root.table(key) else {
        return BTreeMap::new();
    };
    let mut reasons = BTreeMap::new();
    for (name, _) in table.entries() {
        let Some(reason) = table.string(&name) else {
            continue;
        };
        if reason.trim().is_empty() {
            let what = Phrase::key(empty).with("literal", name.as_str());
            table.fault(table.place_in(&name), what);
        }
        reasons.insert(name, reason);
    }
    reasons
}
