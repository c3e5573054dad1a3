//! The values of a TOML file that are no tables and no lists.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::toml_file::TomlFile;
use crate::lesson::model::Location;

/// A value, or an empty table or list.
#[derive(Clone, Debug)]
pub(in crate::lesson) struct TomlLeaf {
    /// The keys that lead to it, and the indices of lists, from 0.
    pub(in crate::lesson) path: Vec<String>,
    /// The value as text, with one blank between words.
    pub(in crate::lesson) value: String,
    pub(in crate::lesson) place: Location,
}

/// The location of every value and table of `text`, by its path: `step.2.option.half`.
pub(in crate::lesson) fn toml_places(file: &str, text: &str) -> BTreeMap<String, Location> {
    TomlFile::parse(file, text).finish().0
}

/// The values of `text`, by path; none if it is not valid TOML.
pub(in crate::lesson) fn toml_leaves(file: &str, text: &str) -> Vec<TomlLeaf> {
    let (places, faults) = TomlFile::parse(file, text).finish();
    let (Ok(table), true) = (DeTable::parse(text), faults.is_empty()) else {
        return Vec::new();
    };
    let mut leaves = Vec::new();
    add_table(&mut Vec::new(), table.get_ref(), &mut leaves);
    for leaf in &mut leaves {
        let place = places.get(&leaf.path.join("."));
        leaf.place = place.cloned().unwrap_or_else(|| Location::start_of(file));
    }
    leaves.sort_by(|a, b| a.path.cmp(&b.path));
    leaves
}

fn add_table(path: &mut Vec<String>, table: &DeTable<'_>, leaves: &mut Vec<TomlLeaf>) {
    if table.is_empty() {
        add_leaf(path, String::new(), leaves);
    }
    for (key, value) in table {
        path.push(key.get_ref().to_string());
        add_value(path, value.get_ref(), leaves);
        path.pop();
    }
}

fn add_value(path: &mut Vec<String>, value: &DeValue<'_>, leaves: &mut Vec<TomlLeaf>) {
    let text = match value {
        DeValue::Table(table) => return add_table(path, table, leaves),
        DeValue::Array(array) if !array.is_empty() => {
            for (at, item) in array.iter().enumerate() {
                path.push(at.to_string());
                add_value(path, item.get_ref(), leaves);
                path.pop();
            }
            return;
        }
        DeValue::Array(_) => String::new(),
        DeValue::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(date) => date.to_string(),
    };
    add_leaf(path, text, leaves);
}

fn add_leaf(path: &[String], value: String, leaves: &mut Vec<TomlLeaf>) {
    leaves.push(TomlLeaf {
        path: path.to_vec(),
        value,
        place: Location::default(),
    });
}
