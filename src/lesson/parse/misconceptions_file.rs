//! The words of misconceptions from `misconceptions/LANGUAGE.toml`.

use std::collections::BTreeMap;

use super::toml_file::TomlFile;
use crate::lesson::model::{Fault, Misconception};

/// The folder of the files.
pub(super) const FOLDER: &str = "misconceptions";

/// The misconceptions of the file `text` at `path`, by code.
pub(super) fn misconceptions(
    path: &str,
    text: &str,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, Misconception> {
    let file = TomlFile::parse(path, text);
    let root = file.root();
    let entries = root.entries().into_iter().filter_map(|(code, place)| {
        let words = root.string(&code)?;
        Some((code, Misconception { words, place }))
    });
    let misconceptions = entries.collect();
    let (_, mut found) = file.finish();
    faults.append(&mut found);
    misconceptions
}
