//! `relutor read [LESSON]`: the course as plain text, from top to bottom.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use clap::ArgMatches;

use super::content::{self, LessonArgument};
use super::{CommandOutput, Failure, Home, options};
use crate::app::{App, Appearance, Edition, Page, glossary, transcript};
use crate::lesson::Lesson;
use crate::locale::{Phrase, Words};
use crate::ui::{FigureText, PlainText};

/// The default width in columns.
const WIDTH: u16 = 72;
/// The smallest width that a figure needs, and the largest one that is readable.
pub(super) const WIDTHS: (u16, u16) = (40, 200);

/// The whole course, a lesson, or one page of it.
pub(super) fn read(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
) -> Result<CommandOutput, Failure> {
    let course = Arc::new(content::course(matches, "course")?);
    let appearance = Appearance {
        glyphs: options::appearance(matches, environment, &home.settings, None).glyphs,
        ..Appearance::default()
    };
    let seed = matches.get_one("seed").copied();
    let app = App::new(Arc::clone(&course), words.clone(), appearance, seed);
    let width = matches.get_one::<u16>("width").copied().unwrap_or(WIDTH);
    let text = PlainText::new(&app, width.clamp(WIDTHS.0, WIDTHS.1));
    let reading = Reading {
        app: &app,
        edition: if matches.get_flag("answers") {
            Edition::Teacher
        } else {
            Edition::Student
        },
        text: text.with_figures(figures(matches)),
    };
    let wanted = matches.get_one::<String>("lesson");
    let step = matches.get_one::<String>("step");
    let lines = match (wanted, step) {
        (None, Some(_)) => {
            return Err(Failure::Usage(Phrase::key(
                "cli.fault.needs-lesson-to-read",
            )));
        }
        (None, None) => reading.course(),
        (Some(wanted), None) => reading.lesson(content::lesson_at(
            &course,
            wanted,
            LessonArgument::Lesson,
            matches,
        )?),
        (Some(wanted), Some(step)) => {
            let at = content::lesson_at(&course, wanted, LessonArgument::Lesson, matches)?;
            let at = content::lesson_of_step(&course, at, Some(step));
            let page = content::page_at(&course.lessons[at], step)?;
            reading.page(at, page)
        }
    };
    Ok(CommandOutput::success(lines.join("\n") + "\n"))
}

/// How figures are shown: as the option says, else in words alone where nobody looks at a terminal.
fn figures(matches: &ArgMatches) -> FigureText {
    let wanted = matches.get_one::<String>("figures");
    let named = |figures: &FigureText| wanted.is_some_and(|wanted| wanted == figures.name());
    let usual = || {
        if io::stdout().is_terminal() {
            FigureText::Both
        } else {
            FigureText::Words
        }
    };
    FigureText::ALL
        .into_iter()
        .find(named)
        .unwrap_or_else(usual)
}

/// A course with the options of the output.
struct Reading<'a> {
    app: &'a App,
    edition: Edition,
    text: PlainText<'a>,
}

impl Reading<'_> {
    fn course(&self) -> Vec<String> {
        let course = self.app.course();
        let mut lines = Vec::new();
        if let Some(title) = course.title(self.app.words().lang()) {
            lines.extend(self.text.title(title, "="));
            lines.push(String::new());
        }
        let lang = self.app.words().lang();
        let description = &course.description;
        if let Some(intro) = description.intro(lang) {
            lines.extend(self.text.wrap(intro, ""));
        }
        if let Some(byline) = description.byline() {
            lines.push(String::new());
            lines.extend(self.text.format(&byline));
        }
        for at in 0..course.lessons.len() {
            lines.extend([String::new(), String::new()]);
            lines.extend(self.lesson(at));
        }
        if let Some(end) = description.end(lang) {
            lines.extend([String::new(), String::new()]);
            lines.extend(self.text.wrap(end, ""));
        }
        lines.extend(self.glossary());
        lines
    }

    fn lesson(&self, at: usize) -> Vec<String> {
        let Some(lesson) = self.app.course().lessons.get(at) else {
            return Vec::new();
        };
        let title = format!(
            "{}  {}",
            lesson.number,
            self.app.context().lesson_title(lesson)
        );
        let mut lines = self.text.title(&title, "=");
        let minutes = Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes));
        lines.extend(self.text.format(&minutes));
        for step in 0..lesson.steps.len() {
            lines.push(String::new());
            lines.extend(self.page(at, Page::Step(step)));
        }
        for page in [Page::Breaks, Page::Summary] {
            lines.push(String::new());
            lines.extend(self.page(at, page));
        }
        lines.extend(self.sources(lesson));
        lines
    }

    fn page(&self, at: usize, page: Page) -> Vec<String> {
        let course = self.app.course();
        let step = match (page, course.lessons.get(at)) {
            (Page::Step(step), Some(lesson)) => lesson.steps.get(step).map(|found| {
                let place = Phrase::key("ui.step")
                    .with("at", step + 1)
                    .with("of", lesson.steps.len());
                format!("{} ({})", self.app.words().format(&place), found.id)
            }),
            (Page::Step(_) | Page::Breaks | Page::Summary, _) => None,
        };
        let mut lines = step.map_or_else(Vec::new, |step| self.text.title(&step, "-"));
        if let Some(lesson) = course.lessons.get(at) {
            let transcript = transcript(self.app.context(), None, lesson, page, self.edition);
            lines.extend(self.text.page(&transcript));
        }
        lines
    }

    /// The sources of the numbers from the literature.
    fn sources(&self, lesson: &Lesson) -> Vec<String> {
        if lesson.sources.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![String::new()];
        lines.extend(self.text.format(&Phrase::key("ui.page.sources")));
        for (at, (_, text)) in lesson.ordered_sources().into_iter().enumerate() {
            let number = at + 1;
            lines.extend(self.text.wrap(&format!("[{number}] {text}"), "    "));
        }
        lines
    }

    /// Every term with its meaning.
    fn glossary(&self) -> Vec<String> {
        let terms = glossary(self.app.context());
        if terms.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![String::new(), String::new()];
        let title = self.app.words().get("ui.transcript.glossary");
        lines.extend(self.text.title(&title, "="));
        for (word, meaning) in terms {
            lines.push(String::new());
            lines.extend(self.text.wrap(&format!("{word}: {meaning}"), "  "));
        }
        lines
    }
}
