//! `relutor list`: the title of a course, and its lessons with the progress.

use std::io;

use clap::ArgMatches;
use serde_json::{Map, json};

use super::json::Output;
use super::{CommandOutput, Failure, Home, content, home};
use crate::app::{Day, LessonStatus, Progress};
use crate::lesson::{Course, Lesson};
use crate::locale::{Phrase, Words};
use crate::text::{align_columns, printable_line};

/// A course with the progress in it.
struct Listing<'a> {
    course: &'a Course,
    progress: Progress,
    today: Day,
    /// The names of the courses that were added.
    added: Vec<String>,
    words: &'a Words,
}

/// Lists the lessons, one per line, and those due for recall; or all as JSON.
pub(super) fn list(
    matches: &ArgMatches,
    words: &Words,
    home: &Home,
) -> Result<CommandOutput, Failure> {
    let course = content::course(matches, "course")?;
    let read = home.storage(matches).load_progress();
    home::tell(&read.notices, &mut io::stderr(), words);
    let listing = Listing {
        course: &course,
        progress: read.value.follow_moved_steps(&course),
        today: home::today(),
        added: content::added_courses(),
        words,
    };
    Ok(if matches.get_flag("json") {
        CommandOutput::data(Output::Lessons.text(listing.json()))
    } else {
        CommandOutput::success(listing.page())
    })
}

/// The title of a lesson.
pub(super) fn title<'a>(lesson: &'a Lesson, words: &Words) -> &'a str {
    lesson.text(words.lang()).map_or("", |text| &text.title)
}

impl Listing<'_> {
    fn page(&self) -> String {
        let rows: Vec<_> = (0..self.course.lessons.len())
            .map(|at| self.row(at))
            .collect();
        let title = self.course.title(self.words.lang()).unwrap_or_default();
        let mut text = printable_line(title).into_owned();
        if !text.is_empty() {
            text += "\n\n";
        }
        text += &align_columns(&rows, 0);
        let due = (0..self.course.lessons.len()).filter(|at| self.status(*at) == LessonStatus::Due);
        let due: Vec<_> = due
            .map(|at| self.course.lessons[at].number.to_string())
            .collect();
        if !due.is_empty() {
            let due = Phrase::key("cli.list.due").with("lessons", due.join(", "));
            text.extend(["\n", &self.words.format(&due), "\n"]);
        }
        if let Some(byline) = self.course.description.byline() {
            text.extend(["\n", &self.words.format(&byline), "\n"]);
        }
        if !self.added.is_empty() {
            let added = Phrase::key("cli.list.added").with("names", self.added.join(", "));
            text.extend(["\n", &self.words.format(&added), "\n"]);
        }
        text
    }

    fn status(&self, at: usize) -> LessonStatus {
        self.progress.status_in(self.course, at, Some(self.today))
    }

    /// Number, name, title, minutes and status.
    fn row(&self, at: usize) -> Vec<String> {
        let lesson = &self.course.lessons[at];
        let minutes = Phrase::key("cli.list.minutes").with("n", u64::from(lesson.minutes));
        let status = match self.status(at) {
            LessonStatus::New => String::new(),
            LessonStatus::Begun => {
                let seen = self.seen(lesson).len();
                let of = lesson.steps.len();
                format!("{} {seen}/{of}", self.words.get("ui.status.begun"))
            }
            LessonStatus::Finished => self.words.get("ui.status.finished"),
            LessonStatus::Due => self.words.get("ui.status.due"),
        };
        vec![
            format!("{:>2}", lesson.number),
            lesson.name.clone(),
            title(lesson, self.words).to_owned(),
            self.words.format(&minutes),
            status,
        ]
    }

    /// The seen steps of `lesson` that still exist, in order.
    fn seen<'l>(&self, lesson: &'l Lesson) -> Vec<&'l str> {
        let done = self.progress.lessons.get(&lesson.name);
        let steps = lesson.steps.iter().map(|step| step.id.as_str());
        let seen = |id: &&str| done.is_some_and(|done| done.seen.contains(*id));
        steps.filter(seen).collect()
    }

    fn json(&self) -> Map<String, serde_json::Value> {
        let lessons = self.course.lessons.iter().enumerate().map(|(at, lesson)| {
            let steps: Vec<_> = lesson.steps.iter().map(|step| &step.id).collect();
            let done = self.progress.lessons.get(&lesson.name);
            let status = match self.status(at) {
                LessonStatus::New => "new",
                LessonStatus::Begun => "begun",
                LessonStatus::Finished => "finished",
                LessonStatus::Due => "due",
            };
            json!({
                "number": lesson.number,
                "name": lesson.name,
                "title": title(lesson, self.words),
                "minutes": lesson.minutes,
                "steps": steps,
                "status": status,
                "seen": self.seen(lesson),
                "seconds": done.map_or(0, |done| done.time.as_secs()),
            })
        });
        let lessons: Vec<_> = lessons.collect();
        let lang = self.words.lang();
        let title = self.course.title(lang);
        let description = &self.course.description;
        Map::from_iter([
            ("course".to_owned(), json!(title)),
            ("intro".to_owned(), json!(description.intro(lang))),
            ("authors".to_owned(), json!(description.authors)),
            ("licence".to_owned(), json!(description.licence)),
            ("lessons".to_owned(), json!(lessons)),
            ("added_courses".to_owned(), json!(self.added)),
        ])
    }
}
