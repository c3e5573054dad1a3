//! Progress as a file: what was seen, answered and met, lesson by lesson.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{ToSpan, civil};
use toml_edit::{
    Array, Datetime, DocumentMut, InlineTable, Item, Table, TableLike, TomlError, Value, value,
};

use super::locked_file::{Meaning, Refusal};
use crate::app::{Day, LessonProgress, Progress};
use crate::locale::Words;

/// The version of the format; a file of a later one is left alone.
const VERSION: i64 = 1;

/// What `text` says was done.
pub(super) fn read(text: &str) -> Meaning<Progress> {
    let damaged = |why: &dyn ToString| Refusal::Damaged(why.to_string());
    let document: DocumentMut = text.parse().map_err(|error| unreadable(text, &error))?;
    // An empty file is what a full disk may leave behind of one: there is nothing in it to lose.
    if document.is_empty() {
        return Ok((Progress::default(), Vec::new()));
    }
    match document.get("version").and_then(Item::as_integer) {
        Some(version) if version > VERSION => return Err(Refusal::Later),
        Some(_) => {}
        None => return Err(damaged(&"version?")),
    }
    let mut progress = Progress {
        last: text_of(document.get("last")),
        ..Progress::default()
    };
    if let Some(lessons) = document.get("lesson") {
        let lessons = lessons.as_table_like().ok_or_else(|| damaged(&"lesson?"))?;
        for (name, item) in lessons.iter() {
            let lesson = item
                .as_table_like()
                .and_then(lesson)
                .ok_or_else(|| damaged(&format!("lesson.{name}?")))?;
            progress.lessons.insert(name.to_owned(), lesson);
        }
    }
    Ok((progress, Vec::new()))
}

/// What is remembered of a lesson; none where something has another shape than we write.
fn lesson(table: &dyn TableLike) -> Option<LessonProgress> {
    let seconds = match table.get("seconds") {
        Some(item) => u64::try_from(item.as_integer()?).ok()?,
        None => 0,
    };
    let finished = match table.get("finished") {
        Some(item) => Some(day(item.as_datetime()?)?),
        None => None,
    };
    let mut answers = BTreeMap::new();
    for step in texts(table.get("skipped"))? {
        answers.insert(step, None);
    }
    for (step, item) in pairs(table.get("answers"))? {
        answers.insert(step, Some(item.as_str()?.to_owned()));
    }
    let mut met = BTreeMap::new();
    for (step, item) in pairs(table.get("met"))? {
        met.insert(step, usize::try_from(item.as_integer()?).ok()?);
    }
    Some(LessonProgress {
        at: text_of(table.get("at")),
        seen: texts(table.get("seen"))?,
        answers,
        met,
        time: Duration::from_secs(seconds),
        finished,
    })
}

fn text_of(item: Option<&Item>) -> Option<String> {
    item?.as_str().map(str::to_owned)
}

fn texts(item: Option<&Item>) -> Option<BTreeSet<String>> {
    let Some(item) = item else {
        return Some(BTreeSet::new());
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    item.as_array()?.iter().map(text).collect()
}

fn pairs(item: Option<&Item>) -> Option<Vec<(String, &Item)>> {
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

/// `progress` as a file that a person can read.
pub(super) fn written(progress: &Progress, words: &Words) -> String {
    let mut document = DocumentMut::new();
    document.insert("version", value(VERSION));
    if let Some(last) = &progress.last {
        document.insert("last", said(last.as_str(), "storage.progress.last", words));
    }
    let mut lessons = Table::new();
    lessons.set_implicit(true);
    for (name, lesson) in &progress.lessons {
        lessons.insert(name, Item::Table(table(lesson, words)));
    }
    document.insert("lesson", Item::Table(lessons));
    comment(&words.get("storage.progress.head")) + &document.to_string()
}

fn table(lesson: &LessonProgress, words: &Words) -> Table {
    let mut table = Table::new();
    if let Some(at) = &lesson.at {
        table.insert("at", said(at.as_str(), "storage.progress.at", words));
    }
    let seconds = i64::try_from(lesson.time.as_secs()).unwrap_or(i64::MAX);
    table.insert("seconds", said(seconds, "storage.progress.seconds", words));
    if let Some(date) = lesson.finished.and_then(date) {
        table.insert("finished", said(date, "storage.progress.finished", words));
    }
    let seen: Array = lesson.seen.iter().map(String::as_str).collect();
    table.insert("seen", said(seen, "storage.progress.seen", words));
    let given = lesson.answers.iter().filter_map(|(step, answer)| {
        let answer = answer.as_deref()?;
        Some((step.as_str(), Value::from(answer)))
    });
    let answers: InlineTable = given.collect();
    if !answers.is_empty() {
        table.insert("answers", said(answers, "storage.progress.answers", words));
    }
    let skipped = lesson.answers.iter().filter(|(_, answer)| answer.is_none());
    let skipped: Array = skipped.map(|(step, _)| step.as_str()).collect();
    if !skipped.is_empty() {
        table.insert("skipped", said(skipped, "storage.progress.skipped", words));
    }
    let met = lesson.met.iter().map(|(step, count)| {
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        (step.as_str(), Value::from(count))
    });
    let met: InlineTable = met.collect();
    if !met.is_empty() {
        table.insert("met", said(met, "storage.progress.met", words));
    }
    table
}

/// A value with what it means behind it.
fn said(what: impl Into<Value>, key: &str, words: &Words) -> Item {
    let mut what: Value = what.into();
    what.decor_mut()
        .set_suffix(format!("  # {}", words.get(key)));
    Item::Value(what)
}

/// `text` is no TOML: where, and why, in a line.
pub(super) fn unreadable(text: &str, error: &TomlError) -> Refusal {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map_or(1, |before| before.matches('\n').count() + 1);
    Refusal::Damaged(format!("{line}: {}", error.message().replace('\n', ", ")))
}

/// `text` as lines that TOML passes over, with a blank one behind them.
pub(super) fn comment(text: &str) -> String {
    let lines: String = text
        .lines()
        .map(|line| format!("# {line}").trim_end().to_owned() + "\n")
        .collect();
    lines + "\n"
}

/// The first of all days.
const EPOCH: civil::Date = civil::date(1970, 1, 1);

fn date(day: Day) -> Option<Datetime> {
    // Further off than any calendar: jiff refuses the sum, and a huge span panics, so the range is looked at first.
    let days = i32::try_from(day.0)
        .ok()
        .filter(|days| days.abs() < 2_000_000)?;
    let date = EPOCH.checked_add(i64::from(days).days()).ok()?;
    date.to_string().parse().ok()
}

fn day(date: &Datetime) -> Option<Day> {
    let date: civil::Date = date.date?.to_string().parse().ok()?;
    let days = (date - EPOCH).get_days();
    Some(Day(i64::from(days)))
}
