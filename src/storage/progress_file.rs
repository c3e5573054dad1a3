//! Format of the progress file: steps seen, answers and goals, by lesson.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{ToSpan, civil};
use toml_edit::{
    Array, Datetime, DocumentMut, InlineTable, Item, Table, TableLike, TomlError, Value,
};

use super::locked_file::{ParseFailure, Parsed};
use crate::app::{Day, LessonProgress, Progress};
use crate::locale::{ErrorReason, Phrase, Words};

/// Version of the format. A file of a later version is left alone.
const VERSION: i64 = 1;

/// Parses the text of a progress file.
pub(super) fn parse(text: &str) -> Parsed<Progress> {
    let document: DocumentMut = text.parse().map_err(|error| syntax_failure(text, &error))?;
    // A full disk can leave an empty file behind; there is nothing in it to lose.
    if document.is_empty() {
        return Ok((Progress::default(), Vec::new()));
    }
    match document.get("version").and_then(Item::as_integer) {
        Some(version) if version > VERSION => return Err(ParseFailure::NewerVersion),
        Some(_) => {}
        None => return Err(invalid_entry("version")),
    }
    let mut progress = Progress {
        last: string(document.get("last")),
        ..Progress::default()
    };
    if let Some(lessons) = document.get("lesson") {
        let lessons = lessons
            .as_table_like()
            .ok_or_else(|| invalid_entry("lesson"))?;
        for (name, item) in lessons.iter() {
            let lesson = item
                .as_table_like()
                .and_then(parse_lesson)
                .ok_or_else(|| invalid_entry(&format!("lesson.{name}")))?;
            progress.lessons.insert(name.to_owned(), lesson);
        }
    }
    Ok((progress, Vec::new()))
}

fn invalid_entry(name: &str) -> ParseFailure {
    ParseFailure::Damaged(Phrase::key("storage.damage.entry").with("name", name))
}

/// The progress of one lesson; none if an entry has an unexpected type.
fn parse_lesson(table: &dyn TableLike) -> Option<LessonProgress> {
    let seconds = match table.get("seconds") {
        Some(item) => u64::try_from(item.as_integer()?).ok()?,
        None => 0,
    };
    let finished = match table.get("finished") {
        Some(item) => Some(parse_day(item.as_datetime()?)?),
        None => None,
    };
    let mut answers = BTreeMap::new();
    for step in string_set(table.get("skipped"))? {
        answers.insert(step, None);
    }
    for (step, item) in entries(table.get("answers"))? {
        answers.insert(step, Some(item.as_str()?.to_owned()));
    }
    let mut met = BTreeMap::new();
    for (step, item) in entries(table.get("met"))? {
        met.insert(step, usize::try_from(item.as_integer()?).ok()?);
    }
    Some(LessonProgress {
        at: string(table.get("at")),
        seen: string_set(table.get("seen"))?,
        answers,
        met,
        time: Duration::from_secs(seconds),
        finished,
    })
}

fn string(item: Option<&Item>) -> Option<String> {
    item?.as_str().map(str::to_owned)
}

fn string_set(item: Option<&Item>) -> Option<BTreeSet<String>> {
    let Some(item) = item else {
        return Some(BTreeSet::new());
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    item.as_array()?.iter().map(text).collect()
}

fn entries(item: Option<&Item>) -> Option<Vec<(String, &Item)>> {
    let Some(item) = item else {
        return Some(Vec::new());
    };
    let table = item.as_table_like()?;
    Some(
        table
            .iter()
            .map(|(name, item)| (name.to_owned(), item))
            .collect(),
    )
}

/// Writes `progress` into `text`, the text of a valid progress file or an empty one. Comments and unknown keys stay; new
/// entries have comments in the language of `words`.
pub(super) fn update(text: &str, progress: &Progress, words: &Words) -> String {
    let mut document: DocumentMut = text.parse().unwrap_or_default();
    let head = if document.is_empty() {
        comment(&words.get("storage.progress.head"))
    } else {
        String::new()
    };
    let root = Editor { words };
    root.set(&mut document, "version", Some(VERSION.into()));
    let last = progress.last.as_deref().map(Value::from);
    root.set(&mut document, "last", last);
    let mut implicit = Table::new();
    implicit.set_implicit(true);
    let lessons = document.entry("lesson").or_insert(Item::Table(implicit));
    if let Some(lessons) = as_table(lessons) {
        lessons.retain(|name, _| progress.lessons.contains_key(name));
        for (name, lesson) in &progress.lessons {
            // A lesson without a change stays as it is written, also one of another course or a later version.
            let written = lessons.get(name).and_then(Item::as_table_like);
            if written.and_then(parse_lesson).as_ref() == Some(lesson) {
                continue;
            }
            let table = lessons.entry(name).or_insert_with(toml_edit::table);
            if let Some(table) = as_table(table) {
                root.set_lesson(table, lesson);
            }
        }
    }
    head + &document.to_string()
}

/// The table in `item`; an inline table, which has no room for comments, becomes one with lines.
fn as_table(item: &mut Item) -> Option<&mut Table> {
    if item.is_inline_table() {
        *item = std::mem::take(item)
            .into_table()
            .map_or_else(|item| item, Item::Table);
    }
    item.as_table_mut()
}

/// Changes entries and leaves their comments. New entries get comments in the language of `words`.
struct Editor<'a> {
    words: &'a Words,
}

impl Editor<'_> {
    fn set_lesson(&self, table: &mut Table, lesson: &LessonProgress) {
        let seconds = i64::try_from(lesson.time.as_secs()).unwrap_or(i64::MAX);
        let finished = lesson.finished.and_then(format_day);
        self.set(table, "at", lesson.at.as_deref().map(Value::from));
        self.set(table, "seconds", Some(seconds.into()));
        self.set(table, "finished", finished.map(Value::from));
        self.set_texts(table, "seen", lesson.seen.iter());
        let answers = lesson.answers.iter().filter_map(|(step, answer)| {
            let answer = answer.as_deref()?;
            Some((step.as_str(), Value::from(answer)))
        });
        self.set_entries(table, "answers", answers);
        let skipped = lesson.answers.iter().filter(|(_, answer)| answer.is_none());
        let skipped: Vec<_> = skipped.map(|(step, _)| step).collect();
        if skipped.is_empty() {
            table.remove("skipped");
        } else {
            self.set_texts(table, "skipped", skipped.into_iter());
        }
        let met = lesson.met.iter().map(|(step, count)| {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            (step.as_str(), Value::from(count))
        });
        self.set_entries(table, "met", met);
    }

    fn set(&self, table: &mut Table, key: &str, wanted: Option<Value>) {
        let Some(wanted) = wanted else {
            table.remove(key);
            return;
        };
        match table.get_mut(key).and_then(Item::as_value_mut) {
            Some(value) => replace(value, wanted),
            None => self.insert(table, key, wanted),
        }
    }

    /// The list under `key` with exactly these texts.
    fn set_texts<'t>(&self, table: &mut Table, key: &str, texts: impl Iterator<Item = &'t String>) {
        let mut missing: BTreeSet<&str> = texts.map(String::as_str).collect();
        match table.get_mut(key).and_then(Item::as_array_mut) {
            Some(array) => {
                array.retain(|item| item.as_str().is_some_and(|text| missing.remove(text)));
                array.extend(missing);
            }
            None => self.insert(table, key, missing.into_iter().collect::<Array>()),
        }
    }

    /// The table under `key` with exactly these entries.
    fn set_entries<'t>(
        &self,
        table: &mut Table,
        key: &str,
        entries: impl Iterator<Item = (&'t str, Value)>,
    ) {
        let Some(inner) = table.get_mut(key).and_then(Item::as_table_like_mut) else {
            let inner: InlineTable = entries.collect();
            if !inner.is_empty() {
                self.insert(table, key, inner);
            }
            return;
        };
        let entries: BTreeMap<&str, Value> = entries.collect();
        let written: Vec<_> = inner.iter().map(|(name, _)| name.to_owned()).collect();
        for name in written
            .iter()
            .filter(|name| !entries.contains_key(name.as_str()))
        {
            inner.remove(name);
        }
        for (name, wanted) in entries {
            match inner.get_mut(name).and_then(Item::as_value_mut) {
                Some(value) => replace(value, wanted),
                None => drop(inner.insert(name, Item::Value(wanted))),
            }
        }
    }

    /// Adds a value, followed by a comment if there are words for it.
    fn insert(&self, table: &mut Table, key: &str, value: impl Into<Value>) {
        let mut value: Value = value.into();
        let comment = format!("storage.progress.{key}");
        if self.words.has(&comment) {
            let suffix = format!("  # {}", self.words.get(&comment));
            value.decor_mut().set_suffix(suffix);
        }
        table.insert(key, Item::Value(value));
    }
}

/// Replaces a value that is different, and keeps its comment.
fn replace(value: &mut Value, wanted: Value) {
    let is_same = match (&*value, &wanted) {
        (Value::String(old), Value::String(new)) => old.value() == new.value(),
        (Value::Integer(old), Value::Integer(new)) => old.value() == new.value(),
        (Value::Datetime(old), Value::Datetime(new)) => old.value().date == new.value().date,
        (_, _) => false,
    };
    if !is_same {
        let decor = value.decor().clone();
        *value = wanted;
        *value.decor_mut() = decor;
    }
}

/// The failure for a text that is no TOML: line and reason.
pub(super) fn syntax_failure(text: &str, error: &TomlError) -> ParseFailure {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map_or(1, |before| before.matches('\n').count() + 1);
    let why = ErrorReason::of_toml(error.message());
    ParseFailure::Damaged(
        Phrase::key("storage.damage.line")
            .with("line", line)
            .with("why", why.phrase()),
    )
}

/// `text` as comment lines of TOML, followed by a blank line.
pub(super) fn comment(text: &str) -> String {
    let lines: String = text
        .lines()
        .map(|line| format!("# {line}").trim_end().to_owned() + "\n")
        .collect();
    lines + "\n"
}

/// Day 0 of [`Day`].
const EPOCH: civil::Date = civil::date(1970, 1, 1);

fn format_day(day: Day) -> Option<Datetime> {
    // jiff panics for a huge span, so the range is checked first.
    let days = i32::try_from(day.0)
        .ok()
        .filter(|days| days.abs() < 2_000_000)?;
    let date = EPOCH.checked_add(i64::from(days).days()).ok()?;
    date.to_string().parse().ok()
}

fn parse_day(date: &Datetime) -> Option<Day> {
    let date: civil::Date = date.date?.to_string().parse().ok()?;
    let days = (date - EPOCH).get_days();
    Some(Day(i64::from(days)))
}
