//! Format of the settings file, which a person may edit as well.

use toml_edit::{DocumentMut, Item, Value};

use super::locked_file::{InvalidEntry, Parsed};
use super::progress_file::{comment, syntax_failure};
use crate::app::{GlyphChoice, Motion, MouseCapture, Setting, Settings, ThemeChoice};
use crate::locale::{Lang, Words};

/// Parses the text of a settings file. An invalid value is skipped and reported.
pub(super) fn parse(text: &str) -> Parsed<Settings> {
    let document: DocumentMut = text.parse().map_err(|error| syntax_failure(text, &error))?;
    let mut invalid = Vec::new();
    let themes = ThemeChoice::ALL.map(|theme| (theme.name(), theme));
    let glyphs = GlyphChoice::ALL.map(|glyphs| (glyphs.name(), glyphs));
    let languages: Vec<_> = Words::available()
        .into_iter()
        .map(|lang| (lang.tag().to_owned(), lang))
        .collect();
    let languages: Vec<_> = languages
        .iter()
        .map(|(tag, lang)| (tag.as_str(), lang.clone()))
        .collect();
    let settings = Settings {
        language: choice(&document, "language", &languages, &mut invalid),
        theme: choice(&document, "theme", &themes, &mut invalid),
        glyphs: choice(&document, "glyphs", &glyphs, &mut invalid),
        mouse: switch(&document, "mouse", MouseCapture::ALL, &mut invalid),
        motion: switch(&document, "motion", Motion::ALL, &mut invalid),
    };
    Ok((settings, invalid))
}

fn choice<T: Clone>(
    document: &DocumentMut,
    name: &'static str,
    all: &[(&str, T)],
    invalid: &mut Vec<InvalidEntry>,
) -> Option<T> {
    let item = document.get(name)?;
    let found = all.iter().find(|(one, _)| item.as_str() == Some(one));
    if found.is_none() {
        let names = all.iter().map(|(one, _)| (*one).to_owned());
        invalid.push((name, names.collect()));
    }
    found.map(|(_, value)| value.clone())
}

/// The entry `name` as a switch: `true` and `false` stand for the two values.
fn switch<T>(
    document: &DocumentMut,
    name: &'static str,
    [yes, no]: [T; 2],
    invalid: &mut Vec<InvalidEntry>,
) -> Option<T> {
    let item = document.get(name)?;
    let found = item.as_bool();
    if found.is_none() {
        invalid.push((name, vec!["true".to_owned(), "false".to_owned()]));
    }
    found.map(|found| if found { yes } else { no })
}

/// `text` with `setting` in it; none if nothing changes or `text` is no TOML.
pub(super) fn with_setting(text: &str, setting: &Setting, words: &Words) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let (name, wanted) = entry(setting);
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

/// Name and value of a setting in the file.
fn entry(setting: &Setting) -> (&'static str, Value) {
    match setting {
        Setting::Language(lang) => ("language", Lang::tag(lang).into()),
        Setting::Theme(theme) => ("theme", theme.name().into()),
        Setting::Glyphs(glyphs) => ("glyphs", glyphs.name().into()),
        Setting::MouseCapture(mouse) => ("mouse", (*mouse == MouseCapture::On).into()),
        Setting::Motion(motion) => ("motion", (*motion == Motion::On).into()),
    }
}
