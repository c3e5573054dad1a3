//! `relutor lab` without a kind: every kind with its controls, readings and figures.

use serde_json::{Map, Value};

use super::super::help::page_width;
use super::super::json::Output;
use super::super::{CommandOutput, Failure};
use crate::lab::{Lab, Seed, Values, catalogue};
use crate::locale::{Phrase, Words};
use crate::text::{pad, width, wrap};

/// The list of the kinds as a page or as JSON.
pub(super) fn kinds(json: bool, words: &Words) -> Result<CommandOutput, Failure> {
    let kinds = catalogue::KINDS.iter();
    let labs = kinds.map(|kind| Lab::new(kind, &Values::new(), Seed(0)));
    let labs: Vec<_> = labs.collect::<Result<_, _>>()?;
    Ok(if json {
        let kinds = labs
            .iter()
            .map(|lab| Value::Object(lab.json_of_kind(words)));
        let fields = [("labs".to_owned(), kinds.collect())];
        CommandOutput::data(Output::Labs.text(Map::from_iter(fields)))
    } else {
        CommandOutput::success(page(&labs, page_width(), words))
    })
}

/// A block of lines for each lab, at most `limit` columns wide.
fn page(labs: &[Lab], limit: u16, words: &Words) -> String {
    let headings =
        ["controls", "readings", "figures"].map(|key| words.get(&format!("cli.lab.kinds.{key}")));
    let widest = headings
        .iter()
        .map(|heading| width(heading))
        .max()
        .unwrap_or(0);
    let mut lines = Vec::new();
    for lab in labs {
        let kind = lab.kind();
        let key = if lab.run().is_some() {
            "cli.lab.kinds.running"
        } else {
            "cli.lab.kinds.title"
        };
        let title = Phrase::key(key)
            .with("kind", kind.name())
            .with("title", kind.title());
        lines.extend(wrap(&words.format(&title), limit, "  "));
        let controls: Vec<_> = lab.controls().names().collect();
        let readings = lab.readings();
        let readings: Vec<_> = readings.iter().map(|(name, _)| name).collect();
        let names = [
            controls.join(", "),
            readings.join(", "),
            kind.figures().join(", "),
        ];
        for (heading, names) in headings.iter().zip(names) {
            let indent = " ".repeat(widest + 4);
            let line = format!(
                "\u{a0}\u{a0}{}{names}",
                pad(heading, widest + 2).replace(' ', "\u{a0}")
            );
            lines.extend(wrap(&line, limit, &indent));
        }
        lines.push(String::new());
    }
    lines.extend(wrap(&words.get("cli.lab.kinds.next"), limit, ""));
    lines.join("\n") + "\n"
}
