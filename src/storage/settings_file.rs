//! Format of the settings file, which a person may edit as well.

use toml_edit::{DocumentMut, Item, Value};

use super::locked_file::Parsed;
use super::progress_file::{comment, syntax_failure};
use crate::app::{
    GlyphSetting, SETTINGS, SWITCH_VALUES, Setting, SettingSpec, SettingValues, Settings,
};
use crate::locale::Words;

/// The settings in `text`, and the values that are not valid.
pub(super) fn parse(text: &str) -> Parsed<Settings> {
    let document: DocumentMut = text.parse().map_err(|error| syntax_failure(text, &error))?;
    let mut invalid = Vec::new();
    let mut settings = Vec::new();
    for spec in &SETTINGS {
        let Some(item) = document.get(spec.name) else {
            continue;
        };
        match value(spec, item) {
            Ok(value) => settings.push(Setting::new(spec.name, &value)),
            Err(valid) => invalid.push((spec.name, valid)),
        }
    }
    Ok((settings.into_iter().collect(), invalid))
}

/// The name of the value that stands in the file for a setting. The error is all values that are valid there.
fn value(spec: &SettingSpec, item: &Item) -> Result<String, Vec<String>> {
    let names: Vec<String> = match &spec.values {
        SettingValues::Language => {
            let languages = Words::available();
            languages.iter().map(|lang| lang.tag().to_owned()).collect()
        }
        SettingValues::Choice { names, .. } => {
            names.iter().map(|name| (*name).to_owned()).collect()
        }
        SettingValues::Glyphs => GlyphSetting::NAMES.map(str::to_owned).to_vec(),
        SettingValues::Switch { .. } => {
            let [on, off] = SWITCH_VALUES;
            return match item.as_bool() {
                Some(is_on) => Ok(if is_on { on } else { off }.to_owned()),
                None => Err(vec!["true".to_owned(), "false".to_owned()]),
            };
        }
    };
    match item.as_str() {
        Some(text) if names.iter().any(|name| name == text) => Ok(text.to_owned()),
        Some(_) | None => Err(names),
    }
}

/// `text` with `setting` in it; none if nothing changes or `text` is no TOML.
pub(super) fn with_setting(text: &str, setting: &Setting, words: &Words) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let (name, wanted) = (setting.name, file_value(setting));
    let before = document.get(name);
    let is_unchanged = match &wanted {
        Value::Boolean(yes) => before.and_then(Item::as_bool) == Some(*yes.value()),
        other => other.as_str().is_some() && before.and_then(Item::as_str) == other.as_str(),
    };
    if is_unchanged {
        return None;
    }
    match document.get_mut(name).and_then(Item::as_value_mut) {
        Some(there) => {
            // A comment behind the value stays.
            let decor = there.decor().clone();
            *there = wanted;
            *there.decor_mut() = decor;
        }
        None => {
            document.insert(name, Item::Value(wanted));
        }
    }
    let head = if text.trim().is_empty() {
        comment(&words.get("storage.settings.head"))
    } else {
        String::new()
    };
    Some(head + &document.to_string())
}

/// The value of a setting in the file.
fn file_value(setting: &Setting) -> Value {
    let is_switch = |spec: &SettingSpec| {
        spec.name == setting.name && matches!(spec.values, SettingValues::Switch { .. })
    };
    if SETTINGS.iter().any(is_switch) {
        (setting.value == SWITCH_VALUES[0]).into()
    } else {
        setting.value.as_str().into()
    }
}
