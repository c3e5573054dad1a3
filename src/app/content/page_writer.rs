//! Writes the pages of a lesson: steps with their questions and goals, the closing page, notes.

use super::{AnswerStatus, ContentBlock, Inline, InlineKind, vote_notes};
use crate::app::context::Context;
use crate::app::session::{Session, StatedState};
use crate::app::step_state::StepState;
use crate::lesson::{Activity, Lesson, LessonRole, Localized, Prose, Step, StepKind, StepText};
use crate::locale::Phrase;

/// The name of a step that repeats a question of an earlier lesson.
const RECALL: &str = "recall";

/// Writes the pages of a session's lesson, with the present numbers of its model.
pub struct PageWriter<'a> {
    pub(super) context: &'a Context,
    pub(super) session: &'a Session,
}

impl<'a> PageWriter<'a> {
    /// A writer for the lesson of `session`.
    pub fn new(context: &'a Context, session: &'a Session) -> Self {
        Self { context, session }
    }

    pub(super) fn lesson(&self) -> &'a Lesson {
        self.session.lesson()
    }

    /// The page of the open step, or the closing page; empty for the end page.
    pub fn page(&self) -> Vec<ContentBlock> {
        if let (Some(step), Some(state)) = (self.session.step(), self.session.state()) {
            return self.step(step, state);
        }
        if self.session.is_at_end() {
            return Vec::new();
        }
        let mut page = self.breaks();
        page.extend(self.summary());
        page
    }

    /// The instructor's notes on the open step, below the votes of the class.
    pub fn notes(&self) -> Vec<ContentBlock> {
        let Some(step) = self.session.step() else {
            return Vec::new();
        };
        let mut notes = self.vote_notes();
        notes.extend(self.prose(self.step_text(step, |text| &text.notes), body_state(step)));
        notes
    }

    /// The instructor's notes on the open step alone.
    pub fn step_notes(&self) -> Vec<ContentBlock> {
        let Some(step) = self.session.step() else {
            return Vec::new();
        };
        self.prose(self.step_text(step, |text| &text.notes), body_state(step))
    }

    /// The votes of the class on the open question; empty before the first vote.
    pub fn vote_notes(&self) -> Vec<ContentBlock> {
        let step = self.session.step();
        step.map_or_else(Vec::new, |step| vote_notes::vote_notes(self, step))
    }

    /// The number of the next step and the heading of its task; none on the last step.
    pub fn next_step(&self) -> Option<(usize, String)> {
        let at = self.session.at() + 1;
        let step = self.lesson().steps.get(at)?;
        let key = match &step.activity {
            Activity::Explore => "ui.heading.explore",
            Activity::Question(_) => self.question_heading(step),
            Activity::Challenge(_) => "ui.heading.try",
        };
        Some((at + 1, self.context.words().get(key)))
    }

    /// The instructor's notes on the next step.
    pub fn next_step_notes(&self) -> Vec<ContentBlock> {
        let Some(step) = self.lesson().steps.get(self.session.at() + 1) else {
            return Vec::new();
        };
        self.prose(
            self.step_text(step, |text| &text.notes),
            StatedState::Present,
        )
    }

    /// The sources that the open page cites, each with its number, in order.
    pub fn citations(&self) -> Vec<(usize, String)> {
        let lesson = self.lesson();
        if lesson.sources.is_empty() {
            return Vec::new();
        }
        let page = self.page();
        let cited_number = |name: &str| {
            let number = lesson.source_number(name)?;
            let mark = format!("[{number}]");
            let mut inlines = page.iter().flat_map(ContentBlock::texts).flatten();
            inlines
                .any(|inline| inline.kind == InlineKind::Citation && inline.text == mark)
                .then_some(number)
        };
        let sources = lesson.ordered_sources().into_iter();
        sources
            .filter_map(|(name, text)| Some((cited_number(name)?, text.to_owned())))
            .collect()
    }

    /// The names of the glossary terms on the open page, each once, in the order of the page.
    pub fn terms(&self) -> Vec<String> {
        let mut terms = Vec::new();
        let page = self.page();
        for inline in page.iter().flat_map(ContentBlock::texts).flatten() {
            if let InlineKind::Term(name) = &inline.kind
                && !terms.contains(name)
            {
                terms.push(name.clone());
            }
        }
        terms
    }

    /// The links of the open page, each once: its text and its address.
    pub fn links(&self) -> Vec<(String, String)> {
        let mut links: Vec<(String, String)> = Vec::new();
        let page = self.page();
        for text in page.iter().flat_map(ContentBlock::texts) {
            let mut parts = text.iter();
            while let Some(part) = parts.next() {
                let InlineKind::Link(address) = &part.kind else {
                    continue;
                };
                let same = |next: &&Inline| next.kind == part.kind;
                let rest: String = parts
                    .clone()
                    .take_while(same)
                    .map(|inline| inline.text.as_str())
                    .collect();
                if !links.iter().any(|(_, known)| known == address) {
                    links.push((part.text.clone() + &rest, address.clone()));
                }
            }
        }
        links
    }

    fn step(&self, step: &Step, state: &StepState) -> Vec<ContentBlock> {
        match step.kind {
            StepKind::Welcome => self.welcome(),
            StepKind::Page | StepKind::Workbench => self.task(step, state),
        }
    }

    /// The welcome to the questions before the course.
    fn welcome(&self) -> Vec<ContentBlock> {
        let words = self.context.words();
        let steps = self.lesson().steps.iter();
        let questions = steps.filter(|step| matches!(step.activity, Activity::Question(_)));
        let count = questions.count();
        let paragraph = |key: &'static str| {
            let text = words.format(&Phrase::key(key).with("n", count));
            ContentBlock::Paragraph(vec![Inline::words(&text)])
        };
        let key = |name: &str| self.context.key_text(name);
        let keys = Phrase::key("ui.welcome.keys")
            .with("next", key("next"))
            .with("skip", key("skip-test"));
        vec![
            self.heading("ui.welcome.title"),
            paragraph("ui.welcome.guesses"),
            paragraph("ui.welcome.later"),
            self.note(&keys),
        ]
    }

    /// The text of a step with its questions or goals.
    fn task(&self, step: &Step, state: &StepState) -> Vec<ContentBlock> {
        let mut body = self.prose(self.step_text(step, |text| &text.body), body_state(step));
        body.extend(self.variants(step));
        let mut page = Vec::new();
        match &step.activity {
            Activity::Explore => page.extend(body),
            Activity::Question(question) => {
                page.push(self.heading(self.question_heading(step)));
                page.extend(body);
                page.extend(self.question(step, question, state));
            }
            Activity::Challenge(goals) => {
                page.push(self.heading("ui.heading.try"));
                page.extend(body);
                page.extend(self.goals(goals, state));
                if state.is_done(step) {
                    page.extend(self.principle(step, state));
                } else {
                    page.extend(self.hint(step, state));
                }
            }
        }
        page
    }

    /// The texts that hold for the present state of the model.
    fn variants(&self, step: &Step) -> Vec<ContentBlock> {
        let Some(lab) = self.session.stated_lab(StatedState::Present) else {
            return Vec::new();
        };
        let lang = self.context.words().lang();
        let variants = step.shown_variants(lab).flat_map(|variant| {
            let text = self.lesson().localized(lang, |text| {
                text.steps.get(&step.id)?.variants.get(&variant.id)
            });
            self.prose(text, StatedState::Present)
        });
        variants.collect()
    }

    /// The key of the heading of a question: prediction, recall or survey.
    fn question_heading(&self, step: &Step) -> &'static str {
        match self.lesson().role {
            LessonRole::Lesson if step.id == RECALL || step.lab.is_none() => "ui.heading.recall",
            LessonRole::Lesson => "ui.heading.predict",
            LessonRole::Quiz | LessonRole::Play => "ui.heading.recall",
            LessonRole::Before | LessonRole::After => "ui.heading.survey",
        }
    }

    /// The limits of the lesson's model.
    pub(super) fn breaks(&self) -> Vec<ContentBlock> {
        let lang = self.context.words().lang();
        let breaks = self.lesson().localized(lang, |text| Some(&text.breaks));
        self.section("ui.heading.breaks", breaks)
    }

    /// The summary of the lesson.
    pub(super) fn summary(&self) -> Vec<ContentBlock> {
        let lang = self.context.words().lang();
        let summary = self.lesson().localized(lang, |text| Some(&text.summary));
        self.section("ui.heading.summary", summary)
    }

    /// Prose under a heading; empty without prose.
    fn section(&self, heading: &'static str, text: Localized<'_>) -> Vec<ContentBlock> {
        let prose = self.prose(text, StatedState::Present);
        if prose.is_empty() {
            return prose;
        }
        std::iter::once(self.heading(heading))
            .chain(prose)
            .collect()
    }

    /// The line that the goals are met, and the question for the principle behind them; the principle itself once it was
    /// asked for.
    fn principle(&self, step: &Step, state: &StepState) -> Vec<ContentBlock> {
        let words = self.context.words();
        let mut page = vec![ContentBlock::Success(words.get("ui.goal.met"))];
        let principle = self.step_text(step, |text| &text.principle);
        if principle == Localized::Missing {
            return page;
        }
        page.push(if state.principle_shown {
            ContentBlock::Feedback {
                text: self.line(principle, StatedState::Present),
                status: AnswerStatus::Right,
            }
        } else {
            let key = self.context.key_text("hint");
            let question = Phrase::key("ui.goal.principle").with("key", key);
            ContentBlock::Paragraph(vec![Inline::words(&words.format(&question))])
        });
        page
    }

    /// The last hint that was asked for.
    fn hint(&self, step: &Step, state: &StepState) -> Option<ContentBlock> {
        let at = state.hints_shown.checked_sub(1)?;
        let hint = self
            .lesson()
            .localized(self.context.words().lang(), |text| {
                text.steps.get(&step.id)?.hints.get(at)
            });
        (hint != Localized::Missing).then(|| ContentBlock::Hint {
            number: state.hints_shown,
            of: hint_count(self.lesson(), &step.id),
            text: self.line(hint, StatedState::Present),
        })
    }

    /// A part of the prose of a step.
    fn step_text(&self, step: &Step, part: impl Fn(&StepText) -> &Prose) -> Localized<'a> {
        self.lesson()
            .localized(self.context.words().lang(), |text| {
                text.steps.get(&step.id).map(&part)
            })
    }

    pub(super) fn heading(&self, key: &'static str) -> ContentBlock {
        ContentBlock::Heading(self.context.words().get(key))
    }

    pub(super) fn note(&self, phrase: &Phrase) -> ContentBlock {
        ContentBlock::Note(self.context.words().format(phrase))
    }
}

/// The state that the text of `step` speaks of.
fn body_state(step: &Step) -> StatedState {
    match step.activity {
        Activity::Question(_) => StatedState::Asked,
        Activity::Explore | Activity::Challenge(_) => StatedState::Present,
    }
}

/// The number of hints of a step, in the language with most of them.
fn hint_count(lesson: &Lesson, step: &str) -> usize {
    let counts = lesson
        .texts
        .all()
        .filter_map(|text| Some(text.steps.get(step)?.hints.len()));
    counts.max().unwrap_or(0)
}
