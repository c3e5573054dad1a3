//! The readings of a lab over seeds, with the statistics that facts can state.

use std::iter;

use serde_json::{Map, Value, json};

use crate::lab::{Readings, json_number};
use crate::lesson::Stat;
use crate::locale::{NumberFormat, Phrase, Words, format_number};
use crate::text::align_columns;

/// A seed and the readings of its run.
pub(super) type SeedReadings = (u64, Readings);

/// The statistics in the order of a table: from the least to the most.
const STATS: [Stat; 6] = [
    Stat::Count,
    Stat::Min,
    Stat::P10,
    Stat::Median,
    Stat::P90,
    Stat::Max,
];

/// Every reading with its values over the seeds.
fn values(all: &[SeedReadings]) -> impl Iterator<Item = (&str, Vec<f64>)> {
    let names = all.first().into_iter().flat_map(|(_, first)| first.iter());
    names.map(|(name, _)| {
        let values = all.iter().filter_map(|(_, readings)| readings.get(name));
        (name, values.collect())
    })
}

/// A table of the statistics of every reading, and the number of seeds.
pub(super) fn page(all: &[SeedReadings], words: &Words) -> String {
    let say = |name: &str| words.get(&format!("cli.lab.stat.{name}"));
    let head = iter::once(say("reading")).chain(STATS.map(|stat| say(stat.name())));
    let rows = values(all).map(|(name, values)| {
        let stats =
            STATS.map(|stat| format_number(stat.compute(&values), NumberFormat::Significant(6)));
        iter::once(name.to_owned()).chain(stats).collect()
    });
    let table: Vec<Vec<_>> = iter::once(head.collect()).chain(rows).collect();
    let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let over = words.format(&Phrase::key("cli.lab.over-seeds").with("n", count));
    format!("{}\n{over}\n", align_columns(&table, 0))
}

/// The fields of the output: the readings of every seed, and the statistics of every reading.
pub(super) fn json(kind: &str, all: &[SeedReadings]) -> Map<String, Value> {
    let one = |(seed, readings): &SeedReadings| {
        let readings: Map<_, _> = readings
            .iter()
            .map(|(name, value)| (name.to_owned(), json_number(value)))
            .collect();
        json!({"seed": seed, "readings": readings})
    };
    let statistics = values(all).map(|(name, values)| {
        let stats = STATS.map(|stat| (stat.name().to_owned(), json_number(stat.compute(&values))));
        (name.to_owned(), Value::Object(Map::from_iter(stats)))
    });
    Map::from_iter([
        ("lab".to_owned(), json!(kind)),
        ("seeds".to_owned(), all.iter().map(one).collect()),
        ("statistics".to_owned(), Value::Object(statistics.collect())),
    ])
}
