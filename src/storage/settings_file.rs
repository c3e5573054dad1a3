//! Settings as a file that a person may write as well.

use toml_edit::{DocumentMut, Item, Value};

use super::locked_file::{BadValue, Meaning};
use super::progress_file::{comment, unreadable};
use crate::app::{GlyphChoice, Motion, MouseCapture, Setting, Settings, ThemeChoice};
use crate::locale::{Lang, Words};

/// What `text` says was chosen; a value that means nothing is passed over and told.
pub(super) fn read(text: &str) -> Meaning<Settings> {
    let document: DocumentMut = text.parse().map_err(|error| unreadable(text, &error))?;
    let mut bad = Vec::new();
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
        language: one_of(&document, "language", &languages, &mut bad),
        theme: one_of(&document, "theme", &themes, &mut bad),
        glyphs: one_of(&document, "glyphs", &glyphs, &mut bad),
        mouse: yes_or_no(&document, "mouse", MouseCapture::ALL, &mut bad),
        motion: yes_or_no(&document, "motion", Motion::ALL, &mut bad),
    };
    Ok((settings, bad))
}

fn one_of<T: Clone>(
    document: &DocumentMut,
    name: &'static str,
    all: &[(&str, T)],
    bad: &mut Vec<BadValue>,
) -> Option<T> {
    let item = document.get(name)?;
    let found = all.iter().find(|(one, _)| item.as_str() == Some(one));
    if found.is_none() {
        let names = all.iter().map(|(one, _)| (*one).to_owned());
        bad.push((name, names.collect()));
    }
    found.map(|(_, value)| value.clone())
}

/// What `true` stands for, or `false`.
fn yes_or_no<T>(
    document: &DocumentMut,
    name: &'static str,
    [yes, no]: [T; 2],
    bad: &mut Vec<BadValue>,
) -> Option<T> {
    let item = document.get(name)?;
    let found = item.as_bool();
    if found.is_none() {
        bad.push((name, vec!["true".to_owned(), "false".to_owned()]));
    }
    found.map(|found| if found { yes } else { no })
}

/// `text` with `setting` in it; none where it is there already, or where `text` is no TOML.
pub(super) fn changed(text: &str, setting: &Setting, words: &Words) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let (name, wanted) = written(setting);
    let before = document.get(name);
    let is_there = match &wanted {
        Value::Boolean(yes) => before.and_then(Item::as_bool) == Some(*yes.value()),
        other => other.as_str().is_some() && before.and_then(Item::as_str) == other.as_str(),
    };
    if is_there {
        return None;
    }
    match document.get_mut(name).and_then(Item::as_value_mut) {
        Some(there) => {
            // What a person wrote behind the value stays there.
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

/// The name of a setting in the file, and what stands behind it.
fn written(setting: &Setting) -> (&'static str, Value) {
    match setting {
        Setting::Language(lang) => ("language", Lang::tag(lang).into()),
        Setting::Theme(theme) => ("theme", theme.name().into()),
        Setting::Glyphs(glyphs) => ("glyphs", glyphs.name().into()),
        Setting::MouseCapture(mouse) => ("mouse", (*mouse == MouseCapture::On).into()),
        Setting::Motion(motion) => ("motion", (*motion == Motion::On).into()),
    }
}
