//! `relutor lab [KIND|LESSON/LAB]`: a mini-model without a screen, or the list of them.

mod kinds;
mod lesson_lab;
mod over_seeds;

use std::fmt::Write as _;

use clap::ArgMatches;

use super::json::Output;
use super::{CommandOutput, Failure, data, options};
use crate::lab::{Control, Domain, FORMULA, Lab, LabKind, Range, Seed, Value, Values, catalogue};
use crate::lesson::run_to;
use crate::locale::{NumberFormat, Phrase, Words, format_number};
use crate::text::nearest_names;
use crate::text::{align_columns, clip};
use over_seeds::SeedReadings;

/// The limit of `--seeds`. The readings of all seeds are in memory until they are printed.
const MOST_SEEDS: u64 = 100_000;

/// The page of the lab that `matches` names, or its JSON; without a name, the kinds of labs.
pub(super) fn lab(matches: &ArgMatches, words: &Words) -> Result<CommandOutput, Failure> {
    let seeds = seeds(matches)?;
    let json = matches.get_flag("json");
    let Some(wanted) = matches.get_one::<String>("kind") else {
        require_no_lab_options(matches)?;
        return kinds::kinds(json, words);
    };
    let kind = catalogue::find_by_start(wanted);
    let races = kind.is_some_and(has_seeds);
    let name = kind.map_or(wanted.as_str(), |kind| kind.name);
    let report = match (seeds.filter(|_| !races), json) {
        (Some(seeds), true) => {
            let all = over_seeds(matches, seeds)?;
            CommandOutput::data(Output::Seeds.text(over_seeds::json(name, &all)))
        }
        (Some(seeds), false) => {
            CommandOutput::success(over_seeds::page(&over_seeds(matches, seeds)?, words))
        }
        (None, true) => {
            CommandOutput::data(Output::Lab.text(build_lab(matches, None)?.json(words)))
        }
        (None, false) => CommandOutput::success(page(&build_lab(matches, None)?, words)),
    };
    Ok(report)
}

/// Refuses the options of one lab where no lab is named.
fn require_no_lab_options(matches: &ArgMatches) -> Result<(), Failure> {
    let is_given = |name: &&str| matches.contains_id(name);
    match ["set", "at", "seeds", "data"].into_iter().find(is_given) {
        Some(option) => {
            let what = Phrase::key("cli.fault.which-lab").with("option", format!("--{option}"));
            Err(Failure::Usage(what))
        }
        None => Ok(()),
    }
}

/// The value of `--seeds`.
fn seeds(matches: &ArgMatches) -> Result<Option<u64>, Failure> {
    let seeds = matches.get_one::<u64>("seeds").copied();
    match seeds {
        Some(0) => Err(Failure::Usage(Phrase::key("cli.fault.no-seeds"))),
        Some(seeds) if seeds > MOST_SEEDS => {
            let what = Phrase::key("cli.fault.many-seeds")
                .with("seeds", seeds)
                .with("most", MOST_SEEDS);
            Err(Failure::Usage(what))
        }
        Some(_) | None => Ok(seeds),
    }
}

/// Builds the lab with the values of the options and runs it to `--at`.
fn build_lab(matches: &ArgMatches, own_seed: Option<u64>) -> Result<Lab, Failure> {
    let names = || catalogue::KINDS.iter().map(|kind| kind.name);
    let wanted = matches.get_one::<String>("kind").map_or("", String::as_str);
    if let Some((lesson, lab)) = wanted.split_once('/') {
        return lesson_lab::lesson_lab(matches, lesson, lab, own_seed);
    }
    if wanted == FORMULA {
        return Err(Failure::Usage(Phrase::key("cli.fault.formula-lab")));
    }
    let Some(kind) = catalogue::find_by_start(wanted) else {
        let what = Phrase::key("cli.fault.no-lab")
            .with("wanted", wanted)
            .with("names", nearest_names(wanted, names()).join(", "));
        return Err(Failure::Usage(what));
    };
    let seed = own_seed
        .or_else(|| matches.get_one("seed").copied())
        .unwrap_or_default();
    let seeds = seeds(matches)?;
    let values = with_seeds(kind, options::values(matches)?, seeds);
    let values = data_values(kind, matches, &values)?.merge(&values);
    let mut lab = Lab::new(kind, &values, Seed(seed))?;
    // Without `--at`, a race runs to its end.
    let end = (has_seeds(kind) && seeds.is_some()).then_some(u64::MAX);
    if let Some(steps) = matches.get_one("at").copied().or(end) {
        if lab.run().is_none() {
            let what = Phrase::key("cli.fault.no-run").with("kind", kind.name);
            return Err(Failure::Usage(what));
        }
        run_to(&mut lab, Some(steps));
    }
    Ok(lab)
}

/// The values of the data that `--data` names, beside the values of `--set`.
fn data_values(kind: &LabKind, matches: &ArgMatches, set: &Values) -> Result<Values, Failure> {
    let Some(file) = data::file(matches)? else {
        return Ok(Values::new());
    };
    if kind.name != "playground" {
        return Err(Failure::Usage(Phrase::key("cli.fault.needs-playground")));
    }
    let table = data::table(&file, matches)?;
    Ok(table.to_values()?.merge(&table.training_values(set)))
}

/// `values` for a lab that races over seeds of its own: `--seeds` is one of its controls.
fn with_seeds(kind: &LabKind, values: Values, seeds: Option<u64>) -> Values {
    match seeds {
        Some(seeds) if has_seeds(kind) => values.with("seeds", seeds.to_string().as_str()),
        Some(_) | None => values,
    }
}

fn has_seeds(kind: &LabKind) -> bool {
    (kind.controls)(&Values::new()).get("seeds").is_some()
}

/// The readings of every seed, for labs that have one seed at a time.
fn over_seeds(matches: &ArgMatches, seeds: u64) -> Result<Vec<SeedReadings>, Failure> {
    (0..seeds)
        .map(|seed| Ok((seed, build_lab(matches, Some(seed))?.readings())))
        .collect()
}

/// The lab as a page to read.
fn page(lab: &Lab, words: &Words) -> String {
    let kind = lab.kind();
    let title = match lab.run() {
        Some(run) => Phrase::key("cli.lab.title-at").with("at", run.at()),
        None => Phrase::key("cli.lab.title"),
    };
    let title = title
        .with("title", kind.title())
        .with("kind", kind.name())
        .with("seed", lab.seed().0.to_string());
    let mut text = format!("{}\n", words.format(&title));
    let mut section = |heading: &str, body: &str| {
        let heading = words.get(&format!("cli.lab.{heading}"));
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{heading}\n{body}");
    };
    let controls = lab.controls();
    let rows: Vec<_> = controls
        .0
        .iter()
        .map(|control| control_row(lab, control, words))
        .collect();
    section("controls", &align_columns(&rows, 2));
    section("readings", &align_columns(&reading_rows(lab, words), 2));
    section("figures", &figures(lab, words));
    text
}

/// The most columns of a value; own data may be long.
const MAX_VALUE: usize = 60;

/// Name, value, range and label of a control.
fn control_row(lab: &Lab, control: &Control, words: &Words) -> Vec<String> {
    let value = match lab.values().get(&control.name) {
        Some(Value::Number(number)) => format_number(*number, NumberFormat::Plain),
        Some(Value::Choice(name)) => name.clone(),
        Some(Value::Text(text)) => clip(&text.to_string(), MAX_VALUE, "…"),
        None => String::new(),
    };
    let range = match &control.domain {
        Domain::Number(range) => range_phrase(range),
        Domain::Choice(options) => {
            Phrase::key("cli.lab.options").with("names", options.names.join(", "))
        }
        Domain::Text { default } => Phrase::key(default.format().key()),
    };
    let label = words.format(&lab.kind().control_label(&control.name));
    vec![control.name.clone(), value, words.format(&range), label]
}

/// Name, value and label of every reading; the label is empty without words for it.
fn reading_rows(lab: &Lab, words: &Words) -> Vec<Vec<String>> {
    lab.readings()
        .iter()
        .map(|(name, value)| {
            let label = lab.kind().reading_label(name);
            let called = if words.has_words_for(&label) {
                words.format(&label)
            } else {
                String::new()
            };
            vec![
                name.to_owned(),
                format_number(value, NumberFormat::Significant(6)),
                called,
            ]
        })
        .collect()
}

/// The description of every figure.
fn figures(lab: &Lab, words: &Words) -> String {
    let mut text = String::new();
    let shown = lab.kind().figures().iter();
    for (id, figure) in shown.filter_map(|id| Some((id, lab.figure(id)?))) {
        let _ = writeln!(text, "  {id}: {}", words.format(figure.title()));
        for sentence in figure.describe() {
            let _ = writeln!(text, "    {}", words.format(&sentence));
        }
    }
    text
}

/// The range of a control: "from −10 to 10".
pub(super) fn range_phrase(range: &Range) -> Phrase {
    let key = if range.skips_zero {
        "cli.lab.range-without-zero"
    } else {
        "cli.lab.range"
    };
    Phrase::key(key)
        .with("min", range.min)
        .with("max", range.max)
}
