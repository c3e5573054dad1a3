//! The sections of a lesson: its steps, its limits, its summary, its sources.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::block::BlockWriter;
use super::escape;
use super::picture::{FigureWriter, GroupHtml, PictureWidth};
use crate::app::{App, ContentBlock, Edition, InlineKind, Page, Transcript, transcript};
use crate::lesson::{Activity, Lesson, Step};
use crate::locale::Phrase;

/// Lines to write on below a task.
const RULED_LINES: usize = 2;

/// The place of the figures of a step on paper.
#[derive(Clone, Copy)]
enum Layout {
    /// The first picture beside the text, the others below, two in a row.
    Beside,
    /// Below the text, two in a row.
    Below,
}

impl Layout {
    /// Pictures of several states stand below the text, each below the sentence of its state.
    fn of(transcript: &Transcript, figures: &GroupHtml) -> Self {
        let has_states = transcript.figures.iter().any(|group| group.state.is_some());
        if has_states || figures.pictures.is_empty() {
            Self::Below
        } else {
            Self::Beside
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Beside => "beside",
            Self::Below => "below",
        }
    }
}

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
            figures: FigureWriter::new(app, PictureWidth::Paper),
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
        let figures = self.figures(page, &transcript, id, &heading);
        let _ = writeln!(
            self.html,
            "<section{} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n<div class=\"page {}\">",
            if self.is_kept_together(page) {
                " class=\"task\""
            } else {
                ""
            },
            escape(&heading),
            Layout::of(&transcript, &figures).class(),
        );
        let is_heading = |block: &ContentBlock| matches!(block, ContentBlock::Heading(_));
        let headings = transcript.content.iter().take_while(|it| is_heading(it));
        let below_heading = transcript.content.get(headings.count()..);
        let text = self.blocks.content(below_heading.unwrap_or_default());
        let _ = write!(
            self.html,
            "<div class=\"text\">\n{text}{}</div>\n<div class=\"figures\">\n{}</div>\n",
            figures.sentences, figures.pictures
        );
        match self.edition {
            Edition::Student => self.ruled_lines(page),
            Edition::Answered => {}
            Edition::Teacher => self.notes(&transcript, id),
        }
        self.html.push_str("</div>\n</section>\n");
    }

    /// The figures of a page in all their states.
    fn figures(
        &mut self,
        page: Page,
        transcript: &Transcript,
        id: &str,
        heading: &str,
    ) -> GroupHtml {
        let mut all = GroupHtml::default();
        if self.is_workbench(page) {
            return all;
        }
        for (at, group) in transcript.figures.iter().enumerate() {
            let html = self.figures.group(group, heading, &format!("{id}-{at}"));
            all.sentences.push_str(&html.sentences);
            all.pictures.push_str(&html.pictures);
        }
        all
    }

    /// Whether a learner needs text and figures at the same time, to answer or to solve something.
    fn is_kept_together(&self, page: Page) -> bool {
        let step = match page {
            Page::Step(at) => self.lesson.steps.get(at),
            Page::Breaks | Page::Summary => None,
        };
        step.is_some_and(|step| match step.activity {
            Activity::Question(_) | Activity::Challenge(_) => true,
            Activity::Explore => false,
        })
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
        for (_, text) in self.lesson.ordered_sources() {
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
