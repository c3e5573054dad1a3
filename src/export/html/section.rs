//! The sections of a lesson: its steps, its limits, its summary, its sources.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::block::BlockWriter;
use super::escape;
use super::picture::FigureWriter;
use crate::app::{App, ContentBlock, Edition, InlineKind, Page, Transcript, transcript};
use crate::lesson::{Activity, Lesson, Step};
use crate::locale::Phrase;

/// Lines to write on below a task.
const RULED_LINES: usize = 2;

/// Writes the pages of a lesson one after the other.
pub(super) struct SectionWriter<'a> {
    app: &'a App,
    lesson: &'a Arc<Lesson>,
    edition: Edition,
    blocks: BlockWriter<'a>,
    figures: FigureWriter<'a>,
    html: String,
    terms: BTreeSet<String>,
}

impl<'a> SectionWriter<'a> {
    pub(super) fn new(
        app: &'a App,
        lesson: &'a Arc<Lesson>,
        edition: Edition,
        glossary: &'a str,
    ) -> Self {
        Self {
            app,
            lesson,
            edition,
            blocks: BlockWriter {
                app,
                edition,
                glossary,
            },
            figures: FigureWriter::new(app),
            html: String::new(),
            terms: BTreeSet::new(),
        }
    }

    /// The sections, and the names of the terms in them.
    pub(super) fn finish(self) -> (String, BTreeSet<String>) {
        (self.html, self.terms)
    }

    /// Writes a page; a page without text is left out.
    pub(super) fn section(&mut self, page: Page) {
        let context = self.app.context();
        let transcript = transcript(context, self.app.session(), self.lesson, page, self.edition);
        if transcript.content.is_empty() {
            return;
        }
        self.terms.extend(terms(&transcript));
        let (id, heading) = self.heading(page, &transcript);
        let _ = writeln!(
            self.html,
            "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>",
            escape(&heading)
        );
        let is_heading = |block: &ContentBlock| matches!(block, ContentBlock::Heading(_));
        let headings = transcript.content.iter().take_while(|it| is_heading(it));
        let below_heading = transcript.content.get(headings.count()..);
        self.html
            .push_str(&self.blocks.content(below_heading.unwrap_or_default()));
        if !self.is_workbench(page) {
            for (at, group) in transcript.figures.iter().enumerate() {
                let id = format!("{id}-{at}");
                self.figures.group(&mut self.html, group, &heading, &id);
            }
        }
        match self.edition {
            Edition::Student => self.ruled_lines(page),
            Edition::Answered => {}
            Edition::Teacher => self.notes(&transcript, id),
        }
        self.html.push_str("</section>\n");
    }

    /// Whether the page has panes to work with, which mean nothing on paper.
    fn is_workbench(&self, page: Page) -> bool {
        match page {
            Page::Step(at) => self.lesson.steps.get(at).is_some_and(Step::is_workbench),
            Page::Breaks | Page::Summary => false,
        }
    }

    /// The id and the heading of a page.
    fn heading(&self, page: Page, transcript: &Transcript) -> (&'a str, String) {
        let words = self.app.words();
        let heading = match transcript.content.first() {
            Some(ContentBlock::Heading(heading)) => heading.clone(),
            Some(_) | None => words.get("ui.heading.explore"),
        };
        let (id, heading) = match page {
            Page::Step(at) => {
                let id = self.lesson.steps.get(at).map_or("", |step| &step.id);
                let heading = Phrase::key("ui.handout.step")
                    .with("n", at + 1)
                    .with("heading", heading);
                (id, words.format(&heading))
            }
            Page::Breaks => ("breaks", heading),
            Page::Summary => ("summary", heading),
        };
        (id, heading)
    }

    /// Lines for what a learner thinks, on paper only.
    fn ruled_lines(&mut self, page: Page) {
        let step = match page {
            Page::Step(at) => self.lesson.steps.get(at),
            Page::Breaks | Page::Summary => None,
        };
        let key = match step.map(|step| &step.activity) {
            Some(Activity::Question(_)) => "ui.handout.reason",
            Some(Activity::Challenge(_)) => "ui.handout.solved",
            Some(Activity::Explore) | None => return,
        };
        let _ = writeln!(
            self.html,
            "<div class=\"write\"><p>{}</p>{}</div>",
            escape(&self.app.words().get(key)),
            "<hr>".repeat(RULED_LINES)
        );
    }

    /// The notes for the instructor.
    fn notes(&mut self, transcript: &Transcript, id: &str) {
        if transcript.notes.is_empty() {
            return;
        }
        let heading = escape(&self.app.words().get("ui.page.notes"));
        let _ = writeln!(
            self.html,
            "<div class=\"notes\">\n<h3 id=\"{id}-notes\">{heading}</h3>\n{}</div>",
            self.blocks.content(&transcript.notes)
        );
    }

    /// The sources of the numbers from the literature.
    pub(super) fn sources(&mut self) {
        if self.lesson.sources.is_empty() {
            return;
        }
        let heading = escape(&self.app.words().get("ui.page.sources"));
        let _ = writeln!(
            self.html,
            "<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">{heading}</h2>\n<ol>"
        );
        for text in self.lesson.sources.values() {
            let _ = writeln!(self.html, "<li>{}</li>", escape(text));
        }
        self.html.push_str("</ol>\n</section>\n");
    }
}

/// The names of the terms that a page links to.
fn terms(transcript: &Transcript) -> impl Iterator<Item = String> {
    let blocks = transcript.content.iter().chain(&transcript.notes);
    let inlines = blocks.flat_map(ContentBlock::texts).flatten();
    inlines.filter_map(|inline| match &inline.kind {
        InlineKind::Term(name) => Some(name.clone()),
        InlineKind::Words
        | InlineKind::Live
        | InlineKind::Key
        | InlineKind::Citation
        | InlineKind::Figure
        | InlineKind::Link(_)
        | InlineKind::Foreign => None,
    })
}
