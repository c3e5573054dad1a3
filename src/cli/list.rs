//! `relutor list`: the lessons.

use clap::ArgMatches;
use serde_json::json;

use super::columns::aligned;
use super::{Failure, Report, content};
use crate::lesson::{Course, Lesson};
use crate::locale::{Phrase, Words};

/// The lessons, one a line, or as JSON.
pub(super) fn list(matches: &ArgMatches, words: &Words) -> Result<Report, Failure> {
    let course = content::course(matches, "course")?;
    let text = if matches.get_flag("json") {
        format!("{:#}\n", as_json(&course, words))
    } else {
        let rows: Vec<_> = course
            .lessons
            .iter()
            .map(|lesson| row(lesson, words))
            .collect();
        aligned(&rows, 0)
    };
    Ok(Report::fine(text))
}

fn title<'a>(lesson: &'a Lesson, words: &Words) -> &'a str {
    lesson.text(words.lang()).map_or("", |text| &text.title)
}

/// Number, name, title, minutes.
fn row(lesson: &Lesson, words: &Words) -> Vec<String> {
    let minutes = Phrase::key("cli.list.minutes").with("n", u64::from(lesson.minutes));
    vec![
        format!("{:>2}", lesson.number),
        lesson.name.clone(),
        title(lesson, words).to_owned(),
        words.say(&minutes),
    ]
}

fn as_json(course: &Course, words: &Words) -> serde_json::Value {
    let lessons = course.lessons.iter().map(|lesson| {
        let steps: Vec<_> = lesson.steps.iter().map(|step| &step.id).collect();
        json!({
            "number": lesson.number,
            "name": lesson.name,
            "title": title(lesson, words),
            "minutes": lesson.minutes,
            "steps": steps,
        })
    });
    lessons.collect()
}
