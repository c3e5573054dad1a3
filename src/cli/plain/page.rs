//! The open page in words: text, figures, controls.

use crate::app::{App, ContentBlock, EndContent, EndRow, EndSection, Session};
use crate::cli::lab::range_phrase;
use crate::figure::Figure;
use crate::lab::{Control, Domain, Lab, Run, Status, Value};
use crate::lesson::Activity;
use crate::locale::{NumberFormat, Phrase, Words, format_number};
use crate::ui::{FigureText, PlainText};

/// Columns of a line.
const WIDTH: u16 = 72;

/// The open page as lines of text.
pub(super) struct PlainPage<'a> {
    app: &'a App,
    text: PlainText<'a>,
}

/// The state of a page, to tell what is new.
#[derive(PartialEq)]
pub(super) struct PageState {
    heading: Vec<String>,
    /// The index of the step; the closing page and the end page have the same heading.
    at: Option<usize>,
    content: Vec<ContentBlock>,
    rest: Vec<String>,
}

impl<'a> PlainPage<'a> {
    pub(super) fn new(app: &'a App) -> Self {
        Self {
            app,
            text: PlainText::new(app, WIDTH).with_figures(FigureText::Words),
        }
    }

    /// The same page, a sentence in a line.
    fn unwrapped(app: &'a App) -> Self {
        Self {
            app,
            text: PlainText::new(app, u16::MAX).with_figures(FigureText::Words),
        }
    }

    fn words(&self) -> &'a Words {
        self.app.words()
    }

    /// `phrase` as lines.
    pub(super) fn format(&self, phrase: &Phrase) -> Vec<String> {
        self.text.format(phrase)
    }

    /// The whole page: place, text, figures, controls.
    pub(super) fn whole(&self) -> Vec<String> {
        let mut lines = self.heading();
        lines.push(String::new());
        lines.extend(self.body());
        lines.extend(self.figures_and_controls());
        lines.push(String::new());
        lines
    }

    /// The place, the figures and the controls.
    pub(super) fn place(&self) -> Vec<String> {
        if self.app.session().is_none() {
            return self.whole();
        }
        let mut lines = self.heading();
        lines.extend(self.figures_and_controls());
        lines.push(String::new());
        lines
    }

    /// The goals of the step, or the answers of its question.
    pub(super) fn goals(&self) -> Vec<String> {
        let is_asked = |block: &ContentBlock| {
            matches!(
                block,
                ContentBlock::Goal { .. } | ContentBlock::Answer { .. }
            )
        };
        let blocks: Vec<_> = self.app.content().into_iter().filter(is_asked).collect();
        if blocks.is_empty() {
            return self.format(&Phrase::key("cli.plain.no-goal"));
        }
        self.text.blocks(&blocks)
    }

    /// The commands.
    pub(super) fn help(&self) -> Vec<String> {
        let help = self.words().get("cli.plain.help");
        help.lines()
            .flat_map(|line| self.text.wrap(line, "    "))
            .collect()
    }

    /// The state of the page.
    pub(super) fn state(&self) -> PageState {
        PageState {
            heading: self.heading(),
            at: self.app.session().map(Session::at),
            content: self.app.content(),
            // A sentence that changes may be wrapped at other places.
            rest: Self::unwrapped(self.app).figures_and_controls(),
        }
    }

    /// The lines that are new since `before`: the whole page at another place, else the blocks and sentences that changed.
    /// None if nothing is new.
    pub(super) fn news(&self, before: &PageState) -> Option<Vec<String>> {
        let now = self.state();
        if now == *before {
            return None;
        }
        if (&now.heading, now.at) != (&before.heading, before.at) {
            return Some(self.whole());
        }
        let blocks = now.content.iter();
        let blocks: Vec<_> = blocks
            .filter(|block| !before.content.contains(block))
            .cloned()
            .collect();
        let mut lines = self.text.blocks(&blocks);
        let rest = new_lines(&before.rest, &now.rest);
        let rest = rest.iter().flat_map(|line| self.text.wrap(line, "  "));
        let rest: Vec<_> = rest.collect();
        if !rest.is_empty() && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(rest);
        Some(lines)
    }

    /// The title of the lesson and the number of the step.
    fn heading(&self) -> Vec<String> {
        let words = self.words();
        let Some(session) = self.app.session() else {
            let title = self.app.course().title(words.lang());
            return self.text.wrap(title.unwrap_or_default(), "");
        };
        let lesson = session.lesson();
        let place = if session.is_closing() {
            Phrase::key("ui.closing")
        } else {
            Phrase::key("ui.step")
                .with("at", session.at() + 1)
                .with("of", lesson.steps.len())
        };
        let title = self.app.context().lesson_title(lesson);
        let title = format!("{} {title}, {}", lesson.number, words.format(&place));
        self.text.wrap(&title, "")
    }

    /// The text: of the step, of the end page, or the list of lessons.
    fn body(&self) -> Vec<String> {
        if let Some(end) = self.app.end_content() {
            return self.end(&end);
        }
        match self.app.session() {
            Some(_) => self.text.blocks(&self.app.content()),
            None => self.list(),
        }
    }

    fn list(&self) -> Vec<String> {
        let words = self.words();
        let lessons = self.app.course().lessons.iter();
        let mut lines: Vec<_> = lessons
            .map(|lesson| {
                let minutes = Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes));
                let title = self.app.context().lesson_title(lesson);
                format!("{}. {title}, {}", lesson.number, words.format(&minutes))
            })
            .collect();
        lines.extend(self.format(&Phrase::key("cli.plain.choose")));
        lines
    }

    fn end(&self, end: &EndContent) -> Vec<String> {
        let mut lines = self.text.blocks(&end.intro);
        let mut number = 0;
        for EndSection { heading, rows } in &end.sections {
            lines.push(String::new());
            lines.extend(self.text.wrap(heading, ""));
            for row in rows {
                let mark = if has_key(row) {
                    number += 1;
                    format!("{number})")
                } else {
                    "-".to_owned()
                };
                lines.extend(
                    self.text
                        .wrap(&format!("{mark} {}", self.end_row(row)), "  "),
                );
            }
        }
        let next = Phrase::key("cli.plain.next-lesson").with("title", end.next.title.clone());
        lines.push(String::new());
        lines.extend(self.format(&next));
        lines
    }

    fn end_row(&self, row: &EndRow) -> String {
        match row {
            EndRow::Step { status, label, .. } => {
                let status = self.text.answer_status(*status);
                format!("{label}{status}")
            }
            EndRow::Lesson { title, .. } => title.clone(),
        }
    }

    /// The figures in words, the controls with their ranges, and the step of the run.
    fn figures_and_controls(&self) -> Vec<String> {
        let Some(session) = self.app.session() else {
            return Vec::new();
        };
        let mut figures: Vec<Figure> = session.figures();
        if session.open_question().is_none() {
            for figure in &mut figures {
                figure.wait_for(&Phrase::key("cli.plain.starts"));
            }
        }
        figures.dedup_by(|figure, before| match (figure, before) {
            // The reason why there is no figure is said once.
            (Figure::Lines(lines), Figure::Lines(before)) => lines.lines == before.lines,
            _ => false,
        });
        let mut lines = self.text.figures(&figures);
        let Some(lab) = session.lab().filter(|_| session.step().is_some()) else {
            return lines;
        };
        let shown = session.shown_controls();
        if !shown.is_empty() {
            lines.push(String::new());
        }
        for name in &shown {
            if let Some(control) = lab.controls().get(name) {
                lines.extend(self.format(&self.control(lab, control)));
            }
        }
        if session.open_question().is_some() {
            if !shown.is_empty() {
                lines.extend(self.format(&Phrase::key("cli.plain.locked")));
            }
            return lines;
        }
        lines.extend(self.advice(lab));
        if let Some(run) = lab.run() {
            lines.extend(self.format(&run_phrase(run)));
        }
        lines
    }

    /// Why training fails, and what helps.
    fn advice(&self, lab: &Lab) -> Vec<String> {
        let Some(advice) = lab.advice() else {
            return Vec::new();
        };
        let mut lines = self.format(&advice.message);
        if let Some(fix) = advice.fix {
            let fix = Phrase::key("cli.plain.fix").with("what", fix.message);
            lines.extend(self.format(&fix));
        }
        lines
    }

    /// Name, label, value and range of a control.
    fn control(&self, lab: &Lab, control: &Control) -> Phrase {
        let value = match lab.values().get(&control.name) {
            Some(Value::Number(number)) => {
                Phrase::verbatim(format_number(*number, NumberFormat::Plain))
            }
            Some(Value::Choice(option)) => control.option_label(option),
            Some(Value::Text(_)) | None => Phrase::verbatim(""),
        };
        let range = match &control.domain {
            Domain::Number(range) => range_phrase(range),
            Domain::Choice(options) => {
                let names = options.names.iter();
                let names: Vec<_> = names
                    .map(|name| self.words().format(&control.option_label(name)))
                    .collect();
                Phrase::key("cli.lab.options").with("names", names.join(", "))
            }
            Domain::Text { default } => Phrase::key(default.format().key()),
        };
        let label = lab.kind().control_label(&control.name);
        let is_same = self.words().format(&label) == control.name;
        Phrase::key(if is_same {
            "cli.plain.control"
        } else {
            "cli.plain.labelled-control"
        })
        .with("name", control.name.as_str())
        .with("label", label)
        .with("value", value)
        .with("range", range)
    }
}

/// The step of a run, and how it goes on.
fn run_phrase(run: &dyn Run) -> Phrase {
    let key = match (run.status(), run.progress()) {
        (Status::Going, None) => "cli.plain.run",
        (Status::Going, Some(_)) => "cli.plain.run-to-end",
        (Status::Finished, _) => "cli.plain.run-finished",
        (Status::Stuck, _) => "cli.plain.run-stuck",
        (Status::Diverged { .. }, _) => "cli.plain.run-diverged",
    };
    Phrase::key(key).with("at", run.at())
}

/// Whether a number opens the row of an end page.
fn has_key(row: &EndRow) -> bool {
    match row {
        EndRow::Step { key, .. } => key.is_some(),
        EndRow::Lesson { .. } => false,
    }
}

/// How many rows of an end page a number opens.
pub(super) fn numbered_rows(end: &EndContent) -> usize {
    let rows = end.sections.iter().flat_map(|section| &section.rows);
    rows.filter(|row| has_key(row)).count()
}

/// The lines of `now` that `before` lacks. Those of a figure stand below its title.
fn new_lines(before: &[String], now: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut title: Option<&String> = None;
    for line in now.iter().filter(|line| !line.is_empty()) {
        let is_new = !before.contains(line);
        let is_below_title = line.starts_with(' ');
        if is_new && is_below_title {
            lines.extend(title.take().cloned());
        }
        if is_new {
            lines.push(line.clone());
        }
        if !is_below_title {
            title = (!is_new).then_some(line);
        }
    }
    lines
}

/// The number of answers of the open step.
pub(super) fn answer_count(session: &Session) -> usize {
    match session.step().map(|step| &step.activity) {
        Some(Activity::Question(question)) => question.answers.len(),
        Some(Activity::Explore | Activity::Challenge(_)) | None => 0,
    }
}
