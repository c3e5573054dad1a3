//! Files of data that a user names: at the input of a path, and with `--data FILE --columns A,B,C`.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::Failure;
use crate::lab::DataTable;
use crate::lab::import::{ImportPlan, ImportedFile};
use crate::locale::Phrase;
use crate::storage::{self, home_folder, user_path};

/// The most columns that a message names.
const MAX_NAMED_COLUMNS: usize = 8;

/// The file at a path as it was typed, dropped or pasted.
///
/// # Errors
/// A sentence about a file that cannot be read or is no table.
pub(super) fn read_typed(path: &str) -> Result<ImportedFile, Phrase> {
    read(&user_path(path, home_folder().as_deref()))
}

fn read(path: &Path) -> Result<ImportedFile, Phrase> {
    let bytes = storage::read_data_file(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    ImportedFile::read(&name.to_string_lossy(), bytes)
}

/// The file that `--data` names, if it is given.
pub(super) fn file(matches: &ArgMatches) -> Result<Option<ImportedFile>, Failure> {
    let path = matches.try_get_one::<PathBuf>("data").ok().flatten();
    path.map(|path| read(path).map_err(Failure::Usage))
        .transpose()
}

/// The columns that `--columns` names, if it is given.
pub(super) fn columns(matches: &ArgMatches) -> Option<Vec<&str>> {
    let names = matches.try_get_one::<String>("columns").ok().flatten()?;
    Some(names.split(',').map(str::trim).collect())
}

/// The data of `file` in the columns that `--columns` names, or else in those that were detected.
///
/// # Errors
/// A sentence about columns that do not fit, or that are not clear without `--columns`.
pub(super) fn table(file: &ImportedFile, matches: &ArgMatches) -> Result<DataTable, Failure> {
    let wanted = columns(matches);
    let plan = match &wanted {
        Some(wanted) => ImportPlan::from_names(file.table(), wanted).map_err(Failure::Usage)?,
        None => ImportPlan::suggest(file.table()),
    };
    if wanted.is_none() && plan.is_ambiguous(file.table()) {
        let what = Phrase::key("cli.fault.which-columns")
            .with("file", file.name())
            .with("names", column_names(file));
        return Err(Failure::Usage(what));
    }
    plan.data_table(file, &file.select_rows(&plan))
        .map_err(|gap| {
            let what = Phrase::key("cli.fault.no-data")
                .with("file", file.name())
                .with("why", gap.phrase_for_command());
            Failure::Usage(what)
        })
}

/// The names of the first columns, and the number of the others.
fn column_names(file: &ImportedFile) -> Phrase {
    let table = file.table();
    let names = table.columns.iter().map(|column| column.name.as_str());
    let first: Vec<_> = names.take(MAX_NAMED_COLUMNS).collect();
    let others = table.width.saturating_sub(first.len());
    let names = first.join(", ");
    if others == 0 {
        Phrase::verbatim(names)
    } else {
        Phrase::key("cli.fault.names-and-more")
            .with("names", names)
            .with("n", others)
    }
}
