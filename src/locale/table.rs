//! The word tables of a language, built into the program.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, anyhow};
use include_dir::{Dir, File, include_dir};
use toml::de::{DeTable, DeValue};

use super::lang::Lang;
use super::template::Template;

static TABLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/locale");

/// The tables that were loaded, so that each language is parsed once.
static LOADED: Mutex<BTreeMap<Lang, Arc<Table>>> = Mutex::new(BTreeMap::new());

/// The templates of a language by key: `ui.key.next`.
pub(super) type Table = BTreeMap<String, Template>;

/// The languages that have a folder of tables, English first.
pub(super) fn languages() -> Vec<Lang> {
    let mut langs: Vec<_> = TABLES
        .dirs()
        .filter(|dir| dir.files().any(is_table))
        .filter_map(|dir| dir.path().file_name()?.to_str())
        .map(Lang::of)
        .collect();
    langs.sort_by_key(|lang| (*lang != Lang::english(), lang.clone()));
    langs
}

/// All templates of `lang`.
///
/// # Errors
/// The language has no folder, or a file is not valid.
pub(super) fn load(lang: &Lang) -> Result<Arc<Table>> {
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(table) = loaded.get(lang) {
        return Ok(Arc::clone(table));
    }
    let table = Arc::new(parse_folder(lang)?);
    loaded.insert(lang.clone(), Arc::clone(&table));
    Ok(table)
}

fn parse_folder(lang: &Lang) -> Result<Table> {
    let folder = TABLES.get_dir(lang.tag()).ok_or_else(|| {
        let known: Vec<_> = languages().iter().map(ToString::to_string).collect();
        anyhow!(
            "there is no language `{lang}`; choose one of: {}",
            known.join(", ")
        )
    })?;
    let mut table = Table::new();
    let mut folders = vec![folder];
    while let Some(dir) = folders.pop() {
        folders.extend(dir.dirs());
        for file in dir.files() {
            parse_file(file, &mut table).with_context(|| file.path().display().to_string())?;
        }
    }
    Ok(table)
}

fn is_table(file: &File<'_>) -> bool {
    file.path().extension().is_some_and(|end| end == "toml")
}

/// The prefix of the keys in `file`: its path without the language and the extension, with dots.
fn key_prefix(file: &File<'_>) -> String {
    let path = file.path().with_extension("");
    let parts: Vec<_> = path.iter().filter_map(|part| part.to_str()).collect();
    parts[1..].join(".")
}

fn parse_file(file: &File<'_>, table: &mut Table) -> Result<()> {
    let text = file.contents_utf8().context("not UTF-8")?;
    let entries = DeTable::parse(text)?;
    add_entries(&key_prefix(file), entries.get_ref(), table)
}

/// Adds the texts of `entries` and of the tables in it. The key `_` stands for the prefix itself.
fn add_entries(prefix: &str, entries: &DeTable<'_>, table: &mut Table) -> Result<()> {
    for (key, value) in entries {
        let key = match key.get_ref().as_ref() {
            "_" => prefix.to_owned(),
            key => format!("{prefix}.{key}"),
        };
        match value.get_ref() {
            DeValue::Table(inner) => add_entries(&key, inner, table)?,
            DeValue::String(text) => {
                let template =
                    Template::parse(text).map_err(|fault| anyhow!("{key}: {fault:?}"))?;
                table.insert(key, template);
            }
            other => return Err(anyhow!("{key} is {}, not a text", other.type_str())),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
