//! Format of the progress file: steps seen, answers and goals, by lesson.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{ToSpan, civil};
use toml_edit::{
    Array, Datetime, DocumentMut, InlineTable, Item, Table, TableLike, TomlError, Value, value,
};

use super::locked_file::{ParseFailure, Parsed};
use crate::app::{Day, LessonProgress, Progress};
use crate::locale::Words;

/// Version of the format. A file of a later version is left alone.
const VERSION: i64 = 1;

/// Parses the text of a progress file.
pub(super) fn parse(text: &str) -> Parsed<Progress> {
    let damaged = |why: &dyn ToString| ParseFailure::Damaged(why.to_string());
    let document: DocumentMut = text.parse().map_err(|error| syntax_failure(text, &error))?;
    // A full disk can leave an empty file behind; there is nothing in it to lose.
    if document.is_empty() {
        return Ok((Progress::default(), Vec::new()));
    }
    match document.get("version").and_then(Item::as_integer) {
        Some(version) if version > VERSION => return Err(ParseFailure::NewerVersion),
        Some(_) => {}
        None => return Err(damaged(&"version?")),
    }
    let mut progress = Progress {
        last: string(document.get("last")),
        ..Progress::default()
    };
    if let Some(lessons) = document.get("lesson") {
        let lessons = lessons.as_table_like().ok_or_else(|| damaged(&"lesson?"))?;
        for (name, item) in lessons.iter() {
            let lesson = item
                .as_table_like()
                .and_then(parse_lesson)
                .ok_or_else(|| damaged(&format!("lesson.{name}?")))?;
            progress.lessons.insert(name.to_owned(), lesson);
        }
    }
    Ok((progress, Vec::new()))
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

/// Formats `progress` with comments in the language of `words`.
pub(super) fn format(progress: &Progress, words: &Words) -> String {
    let mut document = DocumentMut::new();
    document.insert("version", value(VERSION));
    if let Some(last) = &progress.last {
        document.insert(
            "last",
            commented(last.as_str(), "storage.progress.last", words),
        );
    }
    let mut lessons = Table::new();
    lessons.set_implicit(true);
    for (name, lesson) in &progress.lessons {
        lessons.insert(name, Item::Table(lesson_table(lesson, words)));
    }
    document.insert("lesson", Item::Table(lessons));
    comment(&words.get("storage.progress.head")) + &document.to_string()
}

fn lesson_table(lesson: &LessonProgress, words: &Words) -> Table {
    let mut table = Table::new();
    if let Some(at) = &lesson.at {
        table.insert("at", commented(at.as_str(), "storage.progress.at", words));
    }
    let seconds = i64::try_from(lesson.time.as_secs()).unwrap_or(i64::MAX);
    table.insert(
        "seconds",
        commented(seconds, "storage.progress.seconds", words),
    );
    if let Some(date) = lesson.finished.and_then(format_day) {
        table.insert(
            "finished",
            commented(date, "storage.progress.finished", words),
        );
    }
    let seen: Array = lesson.seen.iter().map(String::as_str).collect();
    table.insert("seen", commented(seen, "storage.progress.seen", words));
    let given = lesson.answers.iter().filter_map(|(step, answer)| {
        let answer = answer.as_deref()?;
        Some((step.as_str(), Value::from(answer)))
    });
    let answers: InlineTable = given.collect();
    if !answers.is_empty() {
        table.insert(
            "answers",
            commented(answers, "storage.progress.answers", words),
        );
    }
    let skipped = lesson.answers.iter().filter(|(_, answer)| answer.is_none());
    let skipped: Array = skipped.map(|(step, _)| step.as_str()).collect();
    if !skipped.is_empty() {
        table.insert(
            "skipped",
            commented(skipped, "storage.progress.skipped", words),
        );
    }
    let met = lesson.met.iter().map(|(step, count)| {
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        (step.as_str(), Value::from(count))
    });
    let met: InlineTable = met.collect();
    if !met.is_empty() {
        table.insert("met", commented(met, "storage.progress.met", words));
    }
    table
}

/// A value followed by the comment under `key`.
fn commented(plain: impl Into<Value>, key: &str, words: &Words) -> Item {
    let mut commented: Value = plain.into();
    commented
        .decor_mut()
        .set_suffix(format!("  # {}", words.get(key)));
    Item::Value(commented)
}

/// The failure for a text that is no TOML: line and reason.
pub(super) fn syntax_failure(text: &str, error: &TomlError) -> ParseFailure {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map_or(1, |before| before.matches('\n').count() + 1);
    ParseFailure::Damaged(format!("{line}: {}", error.message().replace('\n', ", ")))
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
