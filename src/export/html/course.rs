//! The whole course as pages that link to each other: contents, lessons, glossary.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::{definitions, document, edition_note, escape, lesson_body};
use crate::app::{App, Edition, Page};
use crate::lesson::{Lesson, LessonRole};
use crate::locale::Phrase;

/// The names of the pages beside the lessons.
const CONTENTS: &str = "index";
const GLOSSARY: &str = "glossary";

/// A file of a handout.
pub struct HandoutFile {
    /// Its name without extension.
    pub name: String,
    /// Its text.
    pub html: String,
}

/// The course as HTML files for the reader of `edition`: the contents, a page for each lesson, and the glossary. The
/// playground is left out: on paper it has nothing to say.
pub fn handout(app: &App, edition: Edition) -> Vec<HandoutFile> {
    let course = app.course();
    let lessons: Vec<_> = course
        .lessons
        .iter()
        .filter(|lesson| match lesson.role {
            LessonRole::Lesson | LessonRole::Quiz | LessonRole::Before | LessonRole::After => true,
            LessonRole::Play => false,
        })
        .collect();
    let handout = Handout {
        app,
        edition,
        lessons,
        terms: course.glossary.values().flat_map(|it| it.keys()).collect(),
    };
    let mut files = vec![handout.contents()];
    let places = 0..handout.lessons.len();
    files.extend(places.filter_map(|at| handout.lesson(at)));
    if !handout.terms.is_empty() {
        files.push(handout.glossary());
    }
    files
}

struct Handout<'a> {
    app: &'a App,
    edition: Edition,
    lessons: Vec<&'a Arc<Lesson>>,
    /// The names of the terms of the glossary.
    terms: BTreeSet<&'a String>,
}

/// The name of the file of a lesson: its number and name, so that no lesson takes the name of another page.
fn file_name(lesson: &Lesson) -> String {
    format!("{:02}-{}", lesson.number, lesson.name)
}

fn link(name: &str, text: &str) -> String {
    format!("<a href=\"{}.html\">{}</a>", escape(name), escape(text))
}

impl Handout<'_> {
    fn say(&self, key: &str) -> String {
        self.app.words().get(key)
    }

    fn minutes(&self, minutes: u64) -> String {
        let minutes = Phrase::key("ui.minutes").with("n", minutes);
        escape(&self.app.words().format(&minutes))
    }

    fn title(&self, lesson: &Lesson) -> String {
        let title = self.app.context().lesson_title(lesson);
        format!("{} {title}", lesson.number)
    }

    /// The contents: the course, its lessons with their minutes, and how it goes on after them.
    fn contents(&self) -> HandoutFile {
        let words = self.app.words();
        let title = self.app.course().title(words.lang());
        let title = title.unwrap_or_default();
        let minutes = self.lessons.iter().map(|it| u64::from(it.minutes)).sum();
        let mut body = format!(
            "<h1>{}</h1>\n<p>{}</p>\n",
            escape(title),
            self.minutes(minutes),
        );
        if let Some(intro) = self.app.course().description.intro(words.lang()) {
            let _ = writeln!(body, "<p>{}</p>", escape(intro));
        }
        if self.edition == Edition::Teacher {
            body.push_str(&edition_note(self.app));
        }
        let _ = writeln!(
            body,
            "<h2>{}</h2>\n<ul class=\"contents\">",
            escape(&self.say("ui.handout.contents"))
        );
        for lesson in &self.lessons {
            let _ = writeln!(
                body,
                "<li>{} <span>{}</span></li>",
                link(&file_name(lesson), &self.title(lesson)),
                self.minutes(u64::from(lesson.minutes))
            );
        }
        if !self.terms.is_empty() {
            let glossary = link(GLOSSARY, &self.say("ui.transcript.glossary"));
            let _ = writeln!(body, "<li>{glossary}</li>");
        }
        let _ = writeln!(
            body,
            "</ul>\n<p>{}</p>",
            escape(&self.say("ui.handout.closing"))
        );
        HandoutFile {
            name: CONTENTS.to_owned(),
            html: document(self.app, title, &body),
        }
    }

    fn lesson(&self, at: usize) -> Option<HandoutFile> {
        let lesson = *self.lessons.get(at)?;
        let steps = (0..lesson.steps.len()).map(Page::Step);
        let pages: Vec<_> = steps.chain([Page::Breaks, Page::Summary]).collect();
        let glossary = format!("{GLOSSARY}.html");
        let (mut body, _) = lesson_body(self.app, lesson, &pages, self.edition, &glossary);
        let is_last = at + 1 == self.lessons.len();
        let end = self.app.course().description.end(self.app.words().lang());
        if let Some(end) = end.filter(|_| is_last) {
            let _ = writeln!(body, "<p class=\"end\">{}</p>", escape(end));
        }
        let previous = at.checked_sub(1).and_then(|at| self.lessons.get(at));
        let next = self.lessons.get(at + 1);
        let beside = |lesson: Option<&&Arc<Lesson>>, key| {
            let title = lesson.map(|lesson| {
                let title = Phrase::key(key).with("title", self.title(lesson));
                link(&file_name(lesson), &self.app.words().format(&title))
            });
            title.unwrap_or_default()
        };
        let nav = format!(
            "<nav>{}{}{}</nav>\n",
            beside(previous, "ui.handout.previous"),
            link(CONTENTS, &self.say("ui.handout.contents")),
            beside(next, "ui.handout.next"),
        );
        Some(HandoutFile {
            name: file_name(lesson),
            html: document(
                self.app,
                &self.app.context().lesson_title(lesson),
                &format!("{body}{nav}"),
            ),
        })
    }

    fn glossary(&self) -> HandoutFile {
        let title = self.say("ui.transcript.glossary");
        let body = format!(
            "<h1>{}</h1>\n{}<nav>{}</nav>\n",
            escape(&title),
            definitions(self.app, self.terms.iter().copied()),
            link(CONTENTS, &self.say("ui.handout.contents"))
        );
        HandoutFile {
            name: GLOSSARY.to_owned(),
            html: document(self.app, &title, &body),
        }
    }
}
