//! Files beside a lesson that a playground starts with: a table of data, or a saved state.

use super::source::LessonFolder;
use super::toml_file::TomlFile;
use super::toml_reader::TableReader;
use crate::lab::import::{ImportPlan, ImportedFile};
use crate::lab::{Kind, Lab, Seed, SetError, Values};
use crate::lesson::model::Location;
use crate::locale::Phrase;

/// The name of the kind that files can be loaded into.
const PLAYGROUND: &str = "playground";
/// The most entries of a saved state; each one builds a network.
const MOST_MOVES: usize = 1_000;

/// The values that the files under `load` give a lab of `kind`. Mistakes are reported where they are.
pub(super) fn loaded_values(
    table: &TableReader<'_, '_>,
    kind: &Kind,
    folder: &LessonFolder<'_>,
) -> Values {
    if !table.has("load") {
        if table.has("columns") {
            table.report(
                table.place_in("columns"),
                Phrase::key("check.load.columns-alone"),
            );
        }
        return Values::new();
    }
    if kind.name() != PLAYGROUND {
        table.report(table.place_in("load"), Phrase::key("check.load.kind"));
        return Values::new();
    }
    let names = if table.is_list("load") {
        table.strings("load")
    } else {
        table.string("load").into_iter().collect()
    };
    let Ok(mut lab) = Lab::new(kind, &Values::new(), Seed::default()) else {
        return Values::new();
    };
    for (at, name) in names.iter().enumerate() {
        let place = if table.is_list("load") {
            table.place_in(&format!("load.{at}"))
        } else {
            table.place_in("load")
        };
        match folder.read(name) {
            Ok(bytes) if is_saved_state(name) => {
                apply_saved_state(table, &folder.path(name), bytes, &mut lab);
            }
            Ok(bytes) => {
                if let Err((place, message)) =
                    apply_data(table, &folder.path(name), bytes, &mut lab)
                {
                    table.report(place, message);
                }
            }
            Err(message) => table.report(place, message.with("file", name.as_str())),
        }
    }
    lab.values().changes_since(&kind.complete(&Values::new()))
}

/// A saved state is a TOML file; every other one holds data.
fn is_saved_state(name: &str) -> bool {
    let extension = std::path::Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// Sets the data of `lab` to the table in the file at `path`.
fn apply_data(
    table: &TableReader<'_, '_>,
    path: &str,
    bytes: Vec<u8>,
    lab: &mut Lab,
) -> Result<(), (Location, Phrase)> {
    let in_file = |message: Phrase| (Location::start_of(path), message);
    let name = path.rsplit('/').next().unwrap_or(path);
    let file = ImportedFile::read(name, bytes).map_err(in_file)?;
    let names = table.strings("columns");
    let plan = if table.has("columns") {
        check_columns(&names).map_err(|message| (table.place_in("columns"), message))?;
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        ImportPlan::from_names(file.table(), &names)
            .map_err(|message| (table.place_in("columns"), message))?
    } else {
        ImportPlan::suggest(file.table())
    };
    if !table.has("columns") && plan.is_ambiguous(file.table()) {
        let names = file
            .table()
            .columns
            .iter()
            .map(|column| column.name.as_str());
        let names = names
            .take(MOST_NAMED_COLUMNS)
            .collect::<Vec<_>>()
            .join(", ");
        let message = Phrase::key("check.load.which-columns").with("names", names);
        return Err((table.place_in("load"), message));
    }
    let data = plan
        .data_table(&file, &file.select_rows(&plan))
        .map_err(|gap| in_file(gap.phrase_for_lesson()))?;
    let refused = |error: SetError| in_file(error.phrase());
    let values = data.to_values().map_err(refused)?;
    let values = values.merge(&data.training_values(lab.values()));
    lab.set(&values).map(|_change| ()).map_err(refused)
}

/// The most columns that a message names.
const MOST_NAMED_COLUMNS: usize = 8;

fn check_columns(names: &[String]) -> Result<(), Phrase> {
    let is_twice = (names.iter().enumerate()).any(|(at, name)| names[..at].contains(name));
    if is_twice || !(2..=3).contains(&names.len()) {
        return Err(Phrase::key("check.load.columns"));
    }
    Ok(())
}

/// Makes the changes of the saved state in the file at `path`.
fn apply_saved_state(table: &TableReader<'_, '_>, path: &str, bytes: Vec<u8>, lab: &mut Lab) {
    let Ok(text) = String::from_utf8(bytes) else {
        return table.report(Location::start_of(path), Phrase::key("check.not-utf8"));
    };
    let file = TomlFile::parse(path, text.strip_prefix('\u{feff}').unwrap_or(&text));
    apply_moves(&file.root(), lab);
    for fault in file.finish().1 {
        table.report(fault.place, fault.message);
    }
}

fn apply_moves(root: &TableReader<'_, '_>, lab: &mut Lab) {
    // They say where it was saved, which does not matter here.
    for key in ["lesson", "step", "seed"] {
        root.has(key);
    }
    let moves = root.tables("move");
    if !root.has("move") {
        root.report_missing("move");
    }
    if let Some(surplus) = moves.get(MOST_MOVES) {
        let message = Phrase::key("check.load.long").with("most", MOST_MOVES);
        return root.report(surplus.place(), message);
    }
    for one in &moves {
        if one.has("run") {
            one.report(one.place_in("run"), Phrase::key("check.load.run"));
        } else if !one.has("set") {
            one.report_missing("set");
        } else if let Err(refused) = lab.set(&one.values("set")) {
            one.report(one.place_in("set"), refused.phrase());
        }
        one.report_unknown_keys(&["set", "run"]);
    }
    root.report_unknown_keys(&["lesson", "step", "seed", "move"]);
}
