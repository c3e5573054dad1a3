//! `relutor lab KIND`: a mini-model without a screen.

use std::fmt::Write as _;

use clap::ArgMatches;

use super::columns::aligned;
use super::{Failure, Report, options};
use crate::lab::{Control, Domain, Lab, Run, Seed, Status, Value, Work, catalogue, nearest};
use crate::locale::{Format, Phrase, Words, written};

/// The page of the lab that `matches` names, or its JSON.
pub(super) fn lab(matches: &ArgMatches, words: &Words) -> Result<Report, Failure> {
    let lab = asked_for(matches)?;
    let text = if matches.get_flag("json") {
        format!("{:#}\n", lab.json(words))
    } else {
        page(&lab, words)
    };
    Ok(Report::fine(text))
}

/// The lab as the options set it, run as far as they say.
fn asked_for(matches: &ArgMatches) -> Result<Lab, Failure> {
    let names = || catalogue::KINDS.iter().map(|kind| kind.name);
    let Some(wanted) = matches.get_one::<String>("kind") else {
        let all = names().collect::<Vec<_>>().join(", ");
        let what = Phrase::key("cli.fault.which-lab").with("names", all);
        return Err(Failure::Usage(what));
    };
    let Some(kind) = catalogue::find(wanted) else {
        let what = Phrase::key("cli.fault.no-lab")
            .with("wanted", wanted.as_str())
            .with("names", nearest(wanted, names()).join(", "));
        return Err(Failure::Usage(what));
    };
    let seed = matches.get_one("seed").copied().unwrap_or_default();
    let mut lab = Lab::new(kind, &options::values(matches)?, Seed(seed))?;
    if let Some(steps) = matches.get_one("at") {
        let Some(run) = lab.run_mut() else {
            let what = Phrase::key("cli.fault.no-run").with("kind", kind.name);
            return Err(Failure::Usage(what));
        };
        run_to(run, *steps);
    }
    Ok(lab)
}

/// Goes on to step `at`, or to the run's end if that comes first.
fn run_to(run: &mut dyn Run, at: u64) {
    while let Some(left @ 1..) = at.checked_sub(run.at()) {
        match run.advance(Work::slice(left)) {
            Status::Going => {}
            Status::Finished | Status::Diverged { .. } => return,
        }
    }
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
        .with("kind", kind.name)
        .with("seed", lab.seed().0.to_string());
    let mut text = format!("{}\n", words.say(&title));
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
    section("controls", &aligned(&rows, 2));
    section("readings", &aligned(&reading_rows(lab, words), 2));
    section("figures", &figures(lab, words));
    text
}

/// Name, value, range, and what the control is called.
fn control_row(lab: &Lab, control: &Control, words: &Words) -> Vec<String> {
    let value = match lab.values().get(&control.name) {
        Some(Value::Number(number)) => written(*number, Format::Plain),
        Some(Value::Choice(name)) => name.clone(),
        None => String::new(),
    };
    let range = match &control.domain {
        Domain::Number(range) => Phrase::key(if range.skips_zero {
            "cli.lab.range-without-zero"
        } else {
            "cli.lab.range"
        })
        .with("min", range.min)
        .with("max", range.max),
        Domain::Choice(options) => {
            Phrase::key("cli.lab.options").with("names", options.names.join(", "))
        }
    };
    let label = words.say(&lab.kind().control_label(&control.name));
    vec![control.name.clone(), value, words.say(&range), label]
}

/// Name, value, and what the reading is called where there are words for it.
fn reading_rows(lab: &Lab, words: &Words) -> Vec<Vec<String>> {
    lab.readings()
        .iter()
        .map(|(name, value)| {
            let label = lab.kind().reading_label(name);
            let called = if words.has(label.name()) {
                words.say(&label)
            } else {
                String::new()
            };
            vec![
                name.to_owned(),
                written(value, Format::Significant(6)),
                called,
            ]
        })
        .collect()
}

/// Every figure in words.
fn figures(lab: &Lab, words: &Words) -> String {
    let mut text = String::new();
    let shown = lab.kind().figures.iter();
    for (id, figure) in shown.filter_map(|id| Some((id, lab.figure(id)?))) {
        let _ = writeln!(text, "  {id}: {}", words.say(figure.title()));
        for sentence in figure.describe() {
            let _ = writeln!(text, "    {}", words.say(&sentence));
        }
    }
    text
}
