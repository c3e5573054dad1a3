//! Format of a saved state: the step, and the entries of the replay log since it opened.

use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use super::progress_file::comment;
use crate::app::SavedState;
use crate::lab::{ReplayEntry, Value, Values};
use crate::locale::{ErrorReason, Phrase, Words};
use crate::regular_file::{FileError, read_regular_file};

/// The limit for a file in bytes.
const MAX_BYTES: u64 = 16 << 20;

/// Formats a saved state with a comment in the language of `words`.
pub fn format_saved_state(saved_state: &SavedState, words: &Words) -> String {
    let mut document = DocumentMut::new();
    document.insert("lesson", value(saved_state.lesson.as_str()));
    document.insert("step", value(saved_state.step.as_str()));
    if let Some(seed) = saved_state.seed {
        // Text, because TOML's numbers end at 2⁶³.
        document.insert("seed", value(seed.to_string()));
    }
    let mut entries = ArrayOfTables::new();
    for one in &saved_state.moves {
        let mut table = Table::new();
        match one {
            ReplayEntry::Run(at) => {
                table.insert("run", value(i64::try_from(*at).unwrap_or(i64::MAX)))
            }
            ReplayEntry::Set(values) => table.insert("set", value(inline_table(values))),
        };
        entries.push(table);
    }
    document.insert("move", Item::ArrayOfTables(entries));
    comment(&words.get("storage.saved-state.head")) + &document.to_string()
}

fn inline_table(values: &Values) -> InlineTable {
    let mut table = InlineTable::new();
    for (name, one) in values.iter() {
        match one {
            Value::Number(number) => table.insert(name, (*number).into()),
            Value::Choice(text) => table.insert(name, text.as_str().into()),
            Value::Text(text) => table.insert(name, text.to_string().into()),
        };
    }
    table
}

/// Reads the saved state in the file at `path`.
///
/// # Errors
/// A phrase that says why the file cannot be read, or names the first entry that is missing or has the wrong type.
pub fn read_saved_state(path: &Path) -> Result<SavedState, Phrase> {
    let bytes = read_regular_file(path, MAX_BYTES).map_err(|error| match error {
        FileError::NotRegular => Phrase::key("storage.saved-state.not-regular"),
        FileError::TooLarge(limit) => with_remedy(&ErrorReason::TooLarge(limit)),
        FileError::Io(error) => with_remedy(&ErrorReason::from(&error)),
    })?;
    let text = String::from_utf8(bytes).map_err(|_invalid| no_toml(&ErrorReason::NotUtf8))?;
    parse_saved_state(&text)
}

/// Parses the text of a saved state file.
///
/// # Errors
/// A phrase that names the first entry that is missing or has the wrong type.
pub fn parse_saved_state(text: &str) -> Result<SavedState, Phrase> {
    let document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| no_toml(&ErrorReason::of_toml(error.message())))?;
    let required = |name: &'static str| {
        let text = document.get(name).and_then(Item::as_str);
        text.map(str::to_owned).ok_or_else(|| missing(name))
    };
    let seed = match document.get("seed") {
        None => None,
        Some(seed) => {
            let seed = seed.as_str().and_then(|seed| seed.parse().ok());
            Some(seed.ok_or_else(|| missing("seed"))?)
        }
    };
    let tables = document.get("move").and_then(Item::as_array_of_tables);
    let entries = tables.into_iter().flatten().map(parse_entry);
    Ok(SavedState {
        lesson: required("lesson")?,
        step: required("step")?,
        seed,
        moves: entries.collect::<Result<_, _>>()?,
    })
}

fn no_toml(why: &ErrorReason) -> Phrase {
    why.explain(Phrase::key("storage.saved-state.no-toml"))
}

fn with_remedy(why: &ErrorReason) -> Phrase {
    why.explain(Phrase::key("storage.saved-state.unread"))
}

fn missing(name: &'static str) -> Phrase {
    Phrase::key("storage.saved-state.missing").with("name", name)
}

fn parse_entry(table: &Table) -> Result<ReplayEntry, Phrase> {
    if let Some(at) = table.get("run").and_then(Item::as_integer) {
        return u64::try_from(at)
            .map(ReplayEntry::Run)
            .map_err(|_negative| missing("run"));
    }
    let set = table.get("set").and_then(Item::as_table_like);
    let mut values = Values::new();
    for (name, item) in set.ok_or_else(|| missing("move"))?.iter() {
        let number = item
            .as_float()
            .or_else(|| item.as_integer().map(|number| number as f64));
        match (number, item.as_str()) {
            (Some(number), _) => values.set(name, Value::Number(number)),
            (None, Some(text)) => values.set(name, Value::Choice(text.to_owned())),
            (None, None) => {
                return Err(Phrase::key("storage.saved-state.no-value").with("name", name));
            }
        }
    }
    Ok(ReplayEntry::Set(values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn a_saved_state_survives_formatting_and_parsing() {
        let third = 1.0 / 3.0;
        let saved_state = SavedState {
            lesson: "playground".to_owned(),
            step: "play".to_owned(),
            seed: Some(u64::MAX),
            moves: vec![
                ReplayEntry::Set(Values::new().with("w_1_1_1", third).with("data", "own")),
                ReplayEntry::Run(120),
                ReplayEntry::Set(Values::new().with("b_2_1", -0.0).with("layers", 3.0)),
            ],
        };
        let words = Words::load(&Lang::english()).unwrap();
        let text = format_saved_state(&saved_state, &words);
        assert!(text.starts_with("# "), "{text}");
        assert_eq!(parse_saved_state(&text).unwrap(), saved_state);
    }

    #[test]
    fn a_malformed_saved_state_is_refused() {
        for text in [
            "",
            "lesson = 3",
            "lesson = \"a\"\nstep = \"b\"\n[[move]]\nset = { a = true }",
            "lesson = \"a\"\nstep = \"b\"\n[[move]]\n",
            "lesson = \"a\"\nstep = \"b\"\n[[move]]\nrun = -1",
            "[[[",
        ] {
            assert!(parse_saved_state(text).is_err(), "{text}");
        }
    }
}
