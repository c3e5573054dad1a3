//! The structure of a lesson from its `lesson.toml`: labs, steps, facts.

use std::collections::BTreeMap;

use super::activity::activity;
use super::formula_lab::{self, formula_lab};
use super::lab_file::loaded_values;
use super::source::LessonFolder;
use super::toml_reader::TableReader;
use super::variants::{statements, variants};
use crate::lab::{FORMULA, Kind, catalogue};
use crate::lesson::model::{Fact, LabSetup, Lesson, RunSpeed, Stat, Step, StepKind, Unlock};
use crate::locale::Phrase;
use crate::text::nearest_names;

/// The limit of steps of a lesson.
const MOST_STEPS: usize = 500;
/// The limit of seeds of a fact.
const MOST_SEEDS: u64 = 1_000;
/// The limit of training steps of a fact, summed over its seeds.
const MOST_STEPS_IN_ALL: u64 = 10_000_000;

/// The slowest and the fastest speed of a run, in steps per second.
const SLOWEST_RUN: f64 = 0.5;
const FASTEST_RUN: f64 = 1e6;

/// The duration of the lesson in minutes.
fn minutes(root: &TableReader<'_, '_>) -> u32 {
    let minutes = root.count("minutes").unwrap_or_else(|| {
        if !root.has("minutes") {
            root.report_missing("minutes");
        }
        0
    });
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

/// The lesson that `root`, the top-level table of its `lesson.toml`, describes. The name, the role, the prose and
/// the locations are left empty.
pub(super) fn lesson(root: &TableReader<'_, '_>, folder: &LessonFolder<'_>) -> Lesson {
    let minutes = minutes(root);
    let tables = root.tables("step");
    if let Some(surplus) = tables.get(MOST_STEPS) {
        let message = Phrase::key("check.too-many-steps")
            .with("count", tables.len())
            .with("most", MOST_STEPS);
        root.report(surplus.place(), message);
    }
    let steps: Vec<_> = tables.iter().take(MOST_STEPS).map(step).collect();
    if steps.is_empty() {
        root.report_missing("step");
    }
    let lesson = Lesson {
        minutes,
        labs: labs(root, folder),
        steps,
        facts: facts(root),
        literals: root.named_texts("literals", "check.no-reason"),
        sources: root.named_texts("sources", "check.no-citation"),
        place: root.place(),
        ..Lesson::default()
    };
    root.report_unknown_keys(&["minutes", "labs", "step", "facts", "literals", "sources"]);
    lesson
}

/// The text under `key`; a missing one is a fault and empty.
fn required_text(table: &TableReader<'_, '_>, key: &str) -> String {
    if !table.has(key) {
        table.report_missing(key);
    }
    table.string(key).unwrap_or_default()
}

/// The keys of every lab.
const LAB_KEYS: [&str; 5] = ["kind", "set", "seed", "load", "columns"];

fn labs(root: &TableReader<'_, '_>, folder: &LessonFolder<'_>) -> BTreeMap<String, LabSetup> {
    let mut labs = BTreeMap::new();
    for (name, table) in root.named_tables("labs") {
        let wanted = required_text(&table, "kind");
        let set = table.values("set");
        let seed = table.count("seed").unwrap_or(0);
        let own_keys = if wanted == FORMULA {
            &formula_lab::KEYS[..]
        } else {
            &[]
        };
        let kind = if wanted == FORMULA {
            formula_lab(&table, &set)
        } else {
            built_in_kind(&table, &wanted)
        };
        if let Some(kind) = kind {
            let set = loaded_values(&table, &kind, folder).merge(&set);
            table.report_unknown_keys(&[&LAB_KEYS[..], own_keys].concat());
            labs.insert(name, LabSetup { kind, set, seed });
        }
    }
    labs
}

/// The kind of the catalogue called `wanted`; another name is a fault.
fn built_in_kind(table: &TableReader<'_, '_>, wanted: &str) -> Option<Kind> {
    let kind = catalogue::find(wanted);
    if kind.is_none() && !wanted.is_empty() {
        let names = catalogue::KINDS
            .iter()
            .map(|kind| kind.name)
            .chain([FORMULA]);
        let message = Phrase::key("check.unknown-kind")
            .with("kind", wanted)
            .with("names", nearest_names(wanted, names).join(", "));
        table.report(table.place_in("kind"), message);
    }
    kind.map(Kind::from)
}

fn step(table: &TableReader<'_, '_>) -> Step {
    let id = required_text(table, "id");
    if matches!(id.as_str(), "breaks" | "summary") {
        let message = Phrase::key("check.reserved-id").with("id", id.as_str());
        table.report(table.place_in("id"), message);
    }
    let step = Step {
        id,
        kind: step_kind(table),
        lab: table.string("lab"),
        show: table.strings("show"),
        unlock: unlock(table),
        set: table.values("set"),
        speed: run_speed(table),
        variants: variants(table),
        statements: statements(table),
        literals: table.named_texts("literals", "check.no-reason"),
        activity: activity(table),
        place: table.place(),
    };
    table.report_unknown_keys(&[
        "id",
        "kind",
        "lab",
        "show",
        "unlock",
        "set",
        "speed",
        "variant",
        "always",
        "literals",
        "right",
        "then",
        "at",
        "taught_in",
        "option",
        "goal",
    ]);
    step
}

fn step_kind(table: &TableReader<'_, '_>) -> StepKind {
    match table.string("kind").as_deref() {
        None => StepKind::Page,
        Some("workbench") => StepKind::Workbench,
        Some(word) => {
            let message = Phrase::key("check.step-kind").with("word", word);
            table.report(table.place_in("kind"), message);
            StepKind::Page
        }
    }
}

fn run_speed(table: &TableReader<'_, '_>) -> Option<RunSpeed> {
    if table.is_text("speed") {
        let word = table.string("speed").unwrap_or_default();
        if word == "log" {
            return Some(RunSpeed::Logarithmic);
        }
        let message = Phrase::key("check.speed").with("speed", word);
        table.report(table.place_in("speed"), message);
        return None;
    }
    let rate = table.number("speed")?;
    if !(SLOWEST_RUN..=FASTEST_RUN).contains(&rate) {
        let message = Phrase::key("check.speed").with("speed", rate);
        table.report(table.place_in("speed"), message);
        return None;
    }
    Some(RunSpeed::PerSecond(rate))
}

fn unlock(table: &TableReader<'_, '_>) -> Unlock {
    if table.is_text("unlock") {
        let word = table.string("unlock").unwrap_or_default();
        if word == "all" {
            return Unlock::All;
        }
        table.report(
            table.place_in("unlock"),
            Phrase::key("check.unlock").with("word", word),
        );
    }
    let names = if table.is_text("unlock") {
        Vec::new()
    } else {
        table.strings("unlock")
    };
    for (at, name) in names.iter().enumerate() {
        if names[..at].contains(name) {
            let message = Phrase::key("check.twice").with("title", name.as_str());
            table.report(table.place_in(&format!("unlock.{at}")), message);
        }
    }
    Unlock::Only(names)
}

fn facts(root: &TableReader<'_, '_>) -> BTreeMap<String, Fact> {
    let mut facts = BTreeMap::new();
    for (name, table) in root.named_tables("facts") {
        for key in ["lab", "reading", "value"] {
            if !table.has(key) {
                table.report_missing(key);
            }
        }
        let fact = Fact {
            lab: table.string("lab").unwrap_or_default(),
            set: table.values("set"),
            at: table.training_step(),
            seeds: table.count_up_to("seeds", MOST_SEEDS).unwrap_or(1),
            reading: table.string("reading").unwrap_or_default(),
            stat: stat(&table),
            value: table.number("value").unwrap_or(f64::NAN),
            within: table.tolerance(),
            place: table.place(),
        };
        if fact.seeds == 0 {
            table.report(table.place_in("seeds"), Phrase::key("check.no-seeds"));
        }
        let steps = fact.at.unwrap_or(1).saturating_mul(fact.seeds);
        if steps > MOST_STEPS_IN_ALL {
            let message = Phrase::key("check.too-long-a-run")
                .with("seeds", fact.seeds)
                .with("at", fact.at.unwrap_or(1))
                .with("most", MOST_STEPS_IN_ALL);
            table.report(table.place_in("at"), message);
        }
        table.report_unknown_keys(&[
            "lab", "set", "at", "seeds", "reading", "stat", "value", "within",
        ]);
        facts.insert(name, fact);
    }
    facts
}

fn stat(table: &TableReader<'_, '_>) -> Option<Stat> {
    let word = table.string("stat")?;
    let stat = Stat::ALL.into_iter().find(|stat| stat.name() == word);
    if stat.is_none() {
        let names = Stat::ALL.map(Stat::name).join(", ");
        table.report(
            table.place_in("stat"),
            Phrase::key("check.stat")
                .with("word", word)
                .with("names", names),
        );
    }
    stat
}
