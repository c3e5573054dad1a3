//! The variants of a step and the conditions of its statements.

use super::activity::{condition, conditions};
use super::toml_reader::TableReader;
use crate::lesson::model::{Statement, Variant, When};
use crate::locale::Phrase;

/// `[step.variant.ID]`: a condition under `when`, or `otherwise = true`.
pub(super) fn variants(step: &TableReader<'_, '_>) -> Vec<Variant> {
    let variants = step.named_tables("variant");
    variants
        .iter()
        .filter_map(|(id, table)| variant(id, table))
        .collect()
}

fn variant(id: &str, table: &TableReader<'_, '_>) -> Option<Variant> {
    let conditions = table.tables("when");
    for condition in conditions.iter().filter(|condition| condition.has("at")) {
        condition.report(condition.place_in("at"), Phrase::key("check.at-in-variant"));
    }
    let when = match (table.has("when"), table.boolean("otherwise")) {
        (true, None) => {
            if conditions.is_empty() && table.is_list("when") {
                table.report(table.place_in("when"), Phrase::key("check.no-condition"));
            }
            Some(When::All(conditions.iter().filter_map(condition).collect()))
        }
        (false, Some(true)) => Some(When::Otherwise),
        (true, Some(_)) | (false, Some(false) | None) => {
            table.report(table.place(), Phrase::key("check.variant-when"));
            None
        }
    };
    table.report_unknown_keys(&["group", "when", "otherwise"]);
    Some(Variant {
        id: id.to_owned(),
        group: table.string("group").unwrap_or_default(),
        when: when?,
        place: table.place(),
    })
}

/// `[[step.always]]`: the number of a paragraph, and conditions under `all`.
pub(super) fn statements(step: &TableReader<'_, '_>) -> Vec<Statement> {
    let tables = step.tables("always");
    tables.iter().map(statement).collect()
}

fn statement(table: &TableReader<'_, '_>) -> Statement {
    if !table.has("text") {
        table.report_missing("text");
    }
    let statement = Statement {
        text: table.count("text").unwrap_or(1),
        all: conditions(table),
        place: table.place(),
    };
    table.report_unknown_keys(&["text", "all"]);
    statement
}
