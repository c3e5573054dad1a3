//! The texts of steps for vote pages: each is made once for all guests who read it.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::options::HostOptions;
use crate::app::{
    App, Appearance, ColorDepth, ConditionStatus, ContentBlock, Edition, GlyphChoice,
    OctantSupport, Page, RichText, ThemeChoice, transcript,
};
use crate::export;
use crate::lesson::{Activity, Lesson, LessonRole};
use crate::locale::{Lang, Phrase, Words};
use crate::room::Place;
use crate::text::join_formulas;

/// The text of a step.
#[derive(Debug, Default)]
pub(super) struct VotePageText {
    /// The number of the lesson and of the step.
    pub(super) place: String,
    /// The title of the lesson.
    pub(super) title: String,
    /// The text.
    pub(super) blocks: Vec<TextBlock>,
    /// The figures, each with its description.
    pub(super) figures: FigureHtml,
    /// The figures after the answer.
    pub(super) answered_figures: FigureHtml,
    /// The question.
    pub(super) question: Option<VotePageQuestion>,
}

/// Figures as HTML, for pages on either ground.
#[derive(Clone, Debug, Default)]
pub(super) struct FigureHtml {
    dark: String,
    light: String,
}

impl FigureHtml {
    /// The figures for a page with a dark or a light ground.
    pub(super) fn on_ground(&self, is_dark: bool) -> &str {
        if is_dark { &self.dark } else { &self.light }
    }
}

/// A block of text.
#[derive(Debug)]
pub(super) enum TextBlock {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// An item of a list.
    Item(String),
    /// Lines of code.
    Code(String),
}

/// The text of a question.
#[derive(Debug)]
pub(super) struct VotePageQuestion {
    /// The answers.
    pub(super) answers: Vec<VotePageAnswer>,
    /// The index of the right one; none in the questions before the course, which tell it at the end.
    pub(super) right: Option<usize>,
}

/// The text of an answer.
#[derive(Debug)]
pub(super) struct VotePageAnswer {
    /// The answer.
    pub(super) label: String,
    /// The feedback to this answer.
    pub(super) feedback: String,
}

type Entry = Arc<OnceLock<Arc<VotePageText>>>;

/// The texts of all steps that were read.
#[derive(Debug, Default)]
pub(super) struct VotePageTexts {
    entries: Mutex<BTreeMap<(Option<Place>, Lang), Entry>>,
}

impl VotePageTexts {
    /// The text at `place` in the language of `words`. It may take a while: the numbers of the text are computed.
    pub(super) fn get(
        &self,
        options: &HostOptions,
        place: Option<Place>,
        words: &Words,
    ) -> Arc<VotePageText> {
        let key = (place, words.lang().clone());
        let entry = {
            let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(entries.entry(key).or_default())
        };
        let text = entry.get_or_init(|| Arc::new(page_text(options, place, words)));
        Arc::clone(text)
    }

    /// The same text, if it is there already.
    pub(super) fn ready(&self, place: Option<Place>, words: &Words) -> Option<Arc<VotePageText>> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = entries.get(&(place, words.lang().clone()))?;
        entry.get().cloned()
    }
}

fn page_text(options: &HostOptions, place: Option<Place>, words: &Words) -> VotePageText {
    let found = place.and_then(|place| Some((place, options.course.entry(place.lesson)?)));
    let Some((place, lesson)) = found else {
        return VotePageText {
            title: words.get("ui.web.list"),
            ..VotePageText::default()
        };
    };
    let mut app = App::new(
        Arc::clone(&options.course),
        words.clone(),
        appearance(ThemeChoice::Dark),
        options.seed,
    );
    let steps = lesson.steps.len();
    let place_text = if place.step < steps {
        Phrase::key(place_keys(lesson.role).0)
            .with("at", place.step + 1)
            .with("of", steps)
    } else {
        Phrase::key(place_keys(lesson.role).1)
    };
    let mut text = VotePageText {
        place: words.format(&place_text.with("n", u64::from(lesson.number))),
        title: app.context().lesson_title(lesson),
        ..VotePageText::default()
    };
    let pages: &[Page] = match place.step.cmp(&steps) {
        Ordering::Less => &[Page::Step(place.step)],
        Ordering::Equal => &[Page::Breaks, Page::Summary],
        Ordering::Greater => {
            let done = words.get("ui.web.finished");
            text.blocks.push(TextBlock::Paragraph(done));
            &[]
        }
    };
    let right = right_answer(lesson, place.step);
    let edition = match right {
        Some(_) => Edition::Answered,
        None => Edition::Student,
    };
    text.figures = figures(&mut app, lesson, pages, Edition::Student);
    text.answered_figures = match right {
        Some(_) => figures(&mut app, lesson, pages, Edition::Teacher),
        None => text.figures.clone(),
    };
    for page in pages {
        let page = transcript(app.context(), None, lesson, *page, edition);
        for block in page.content {
            add_block(&mut text, block);
        }
    }
    if let Some(question) = &mut text.question {
        question.right = right.filter(|_| lesson.role != LessonRole::Before);
    }
    text
}

/// The words for the place of a step, and for the place behind the steps. A title stands for the number of what is no lesson.
fn place_keys(role: LessonRole) -> (&'static str, &'static str) {
    match role {
        LessonRole::Lesson => ("ui.web.lesson", "ui.web.lesson-end"),
        LessonRole::Before | LessonRole::Quiz | LessonRole::Play | LessonRole::After => {
            ("ui.web.step", "ui.web.end")
        }
    }
}

/// The figures of pages: those after the answer for an instructor, else those when a page opens.
fn figures(app: &mut App, lesson: &Arc<Lesson>, pages: &[Page], edition: Edition) -> FigureHtml {
    let mut groups = Vec::new();
    for page in pages {
        let figures = transcript(app.context(), None, lesson, *page, edition).figures;
        let answered = usize::from(edition == Edition::Teacher && figures.len() > 1);
        groups.extend(figures.into_iter().skip(answered));
    }
    let mut on_ground = |theme| {
        app.set_appearance(appearance(theme));
        export::figures(app, &groups)
    };
    FigureHtml {
        dark: on_ground(ThemeChoice::Dark),
        light: on_ground(ThemeChoice::Light),
    }
}

/// It decides nothing about a text.
fn appearance(theme: ThemeChoice) -> Appearance {
    Appearance {
        theme,
        glyphs: GlyphChoice::Braille,
        depth: ColorDepth::None,
        heavy: false,
        octants: OctantSupport::Unknown,
    }
}

/// The index of the right answer of a step with a question.
fn right_answer(lesson: &Lesson, step: usize) -> Option<usize> {
    match &lesson.steps.get(step)?.activity {
        Activity::Question(question) => Some(question.right),
        Activity::Explore | Activity::Challenge(_) => None,
    }
}

fn add_block(text: &mut VotePageText, block: ContentBlock) {
    match block {
        ContentBlock::Heading(heading) => text.blocks.push(TextBlock::Heading(heading)),
        ContentBlock::Paragraph(paragraph) => {
            text.blocks.push(TextBlock::Paragraph(plain(&paragraph)));
        }
        ContentBlock::Item { number, text: item } => {
            let number = number.map_or_else(String::new, |number| format!("{number}. "));
            let item = TextBlock::Item(number + &plain(&item));
            text.blocks.push(item);
        }
        ContentBlock::Code(code) => {
            let code = code.iter().map(|inline| inline.text.as_str()).collect();
            text.blocks.push(TextBlock::Code(code));
        }
        ContentBlock::Table(table) => {
            for row in std::iter::once(&table.head).chain(&table.rows) {
                let cells: Vec<_> = row.iter().map(plain).collect();
                text.blocks.push(TextBlock::Item(cells.join(" | ")));
            }
        }
        ContentBlock::Answer { text: label, .. } => {
            let question = text.question.get_or_insert_with(|| VotePageQuestion {
                answers: Vec::new(),
                right: None,
            });
            question.answers.push(VotePageAnswer {
                label: plain(&label),
                feedback: String::new(),
            });
        }
        ContentBlock::Feedback { text: feedback, .. } => {
            let question = text.question.as_mut();
            if let Some(answer) = question.and_then(|question| question.answers.last_mut()) {
                answer.feedback = plain(&feedback);
            }
        }
        ContentBlock::Goal { conditions, .. } => {
            let conditions = conditions
                .into_iter()
                .map(|ConditionStatus { text, .. }| text);
            let goal = conditions.collect::<Vec<_>>().join(", ");
            text.blocks.push(TextBlock::Item(goal));
        }
        // A hint is for somebody who has asked for it, and the others speak of keys.
        ContentBlock::Hint { .. }
        | ContentBlock::Success(_)
        | ContentBlock::Note(_)
        | ContentBlock::Prompt(_) => {}
    }
}

/// Text without emphasis, in which no line ends inside a formula.
fn plain(text: &RichText) -> String {
    let spans: Vec<_> = text.iter().map(|inline| inline.text.as_str()).collect();
    join_formulas(&spans).concat()
}
