//! The transcript of a page: its whole text, to read without the program.

use std::sync::Arc;

use super::page_writer::PageWriter;
use super::{AnswerStatus, ConditionStatus, ContentBlock};
use crate::app::context::Context;
use crate::app::rebuild;
use crate::app::session::Session;
use crate::figure::Figure;
use crate::lab::{Lab, ReplayEntry, Value};
use crate::lesson::{Activity, Goal, Lesson, Question, Step};
use crate::locale::{Phrase, Words};

/// A page of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The step with this index.
    Step(usize),
    /// The limits of the lesson's model.
    Breaks,
    /// The summary.
    Summary,
}

/// The text of a page in all its states, and its figures.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Transcript {
    /// The text, with every goal and every hint. With answers, it includes feedback, solutions and the principle.
    pub content: Vec<ContentBlock>,
    /// The figures when the page opens.
    pub figures: Vec<Figure>,
}

/// The transcript of `page` of `lesson`, with the answers on request. If the page is open in `open`, its figures show the
/// present state of the model.
pub fn transcript(
    context: &Context,
    open: Option<&Session>,
    lesson: &Arc<Lesson>,
    page: Page,
    answers: bool,
) -> Transcript {
    let at = match page {
        Page::Step(at) => at,
        Page::Breaks | Page::Summary => lesson.steps.len(),
    };
    let open = open.filter(|open| open.lesson().name == lesson.name && open.at() == at);
    let state = open.and_then(|open| rebuild::saved_state(context, open));
    let transcriber = Transcriber {
        context: context.without_learner(),
        lesson,
        at,
        moves: state.map(|state| state.moves).unwrap_or_default(),
        answers,
    };
    transcriber.transcript(page).unwrap_or_default()
}

/// Writes the transcript of a page, as a learner without progress sees it.
struct Transcriber<'a> {
    context: Context,
    lesson: &'a Arc<Lesson>,
    /// The index of the step; the number of steps stands for the closing page.
    at: usize,
    /// The changes of the lab before the transcript.
    moves: Vec<ReplayEntry>,
    answers: bool,
}

impl Transcriber<'_> {
    fn transcript(&self, page: Page) -> Option<Transcript> {
        let session = self.open_session()?;
        let writer = PageWriter::new(&self.context, &session);
        let content = match (page, session.step()) {
            (Page::Breaks, _) => writer.breaks(),
            (Page::Summary, _) => writer.summary(),
            (Page::Step(_), None) => Vec::new(),
            (Page::Step(_), Some(step)) => match &step.activity {
                Activity::Explore => writer.page(),
                Activity::Question(question) => self.question(&session, question),
                Activity::Challenge(goals) => self.challenge(&session, step, goals),
            },
        };
        let figures = session.figures();
        Some(Transcript { content, figures })
    }

    /// The lesson opened at the page; none if a change of the lab is refused.
    fn open_session(&self) -> Option<Session> {
        let lesson = Arc::clone(self.lesson);
        let mut session = Session::open(lesson, self.at, self.context.seed(), None);
        session.replay(&self.moves).ok()?;
        Some(session)
    }

    fn page(&self, session: &Session) -> Vec<ContentBlock> {
        PageWriter::new(&self.context, session).page()
    }

    /// A question; with answers, the feedback follows each answer.
    fn question(&self, open: &Session, question: &Question) -> Vec<ContentBlock> {
        let mut page = Vec::new();
        for block in self.page(open) {
            match block {
                ContentBlock::Note(_) | ContentBlock::Prompt(_) => {}
                ContentBlock::Answer { number, .. } if self.answers => {
                    let chosen = number - 1;
                    page.push(with_verdict(block, chosen == question.right));
                    let answered = self.open_session().map(|mut session| {
                        session.answer(chosen);
                        self.page(&session)
                    });
                    let feedback = answered.into_iter().flatten().filter(is_feedback);
                    page.extend(feedback.map(without_status));
                }
                other => page.push(other),
            }
        }
        page
    }

    /// A challenge: all goals, all hints; with answers, a solution of each goal, and the principle.
    fn challenge(&self, open: &Session, step: &Step, goals: &[Goal]) -> Vec<ContentBlock> {
        let is_text = |block: &ContentBlock| {
            !matches!(
                block,
                ContentBlock::Note(_) | ContentBlock::Prompt(_) | ContentBlock::Goal { .. }
            )
        };
        let mut page: Vec<_> = self.page(open).into_iter().filter(is_text).collect();
        let mut solved = self.open_session();
        if let Some(session) = &mut solved {
            solve(session, goals);
            page.extend(self.page(session).into_iter().filter_map(open_goal));
        }
        page.extend(self.hints());
        if !self.answers {
            return page;
        }
        if let Some(lab) = open.lab() {
            let words = self.context.words();
            page.extend(goals.iter().filter_map(|goal| solution(goal, lab, words)));
        }
        if let Some(session) = &mut solved
            && session.state().is_some_and(|state| state.is_done(step))
        {
            session.show_hint();
            page.extend(self.page(session).into_iter().filter(is_feedback));
        }
        page
    }

    /// Every hint of the step.
    fn hints(&self) -> Vec<ContentBlock> {
        let mut hints = Vec::new();
        let Some(mut session) = self.open_session() else {
            return hints;
        };
        while session.has_more_hints(&self.context) {
            session.show_hint();
            let is_hint = |block: &ContentBlock| matches!(block, ContentBlock::Hint { .. });
            hints.extend(self.page(&session).into_iter().filter(is_hint));
        }
        hints
    }
}

/// Meets `goals` by their solutions.
fn solve(session: &mut Session, goals: &[Goal]) {
    for goal in goals {
        // `check` sets the solution, too; in a course that was not checked the goal stays open.
        drop(session.set_values(&goal.solution));
        let run: Vec<_> = goal.at.map(ReplayEntry::Run).into_iter().collect();
        drop(session.replay(&run));
    }
}

/// The author's solution of `goal`.
fn solution(goal: &Goal, lab: &Lab, words: &Words) -> Option<ContentBlock> {
    let values = goal.solution.iter().map(|(name, value)| {
        let label = lab.kind().control_label(name);
        match value {
            Value::Number(number) => Phrase::key("ui.goal.is").with("value", *number),
            Value::Choice(option) => {
                let control = lab.controls().get(name).cloned();
                let chosen = control.map(|control| control.option_label(option));
                Phrase::key("ui.goal.chosen").with(
                    "option",
                    chosen.unwrap_or_else(|| Phrase::verbatim(option.as_str())),
                )
            }
            Value::Text(text) => {
                Phrase::key("ui.goal.chosen").with("option", Phrase::verbatim(text.to_string()))
            }
        }
        .with("name", label)
    });
    let steps = goal.at.map(|at| Phrase::key("ui.run.at").with("n", at));
    let values: Vec<_> = values.chain(steps).collect();
    let phrase = Phrase::key("ui.transcript.solution").with("values", values.clone());
    (!values.is_empty()).then(|| ContentBlock::Note(words.format(&phrase)))
}

fn is_feedback(block: &ContentBlock) -> bool {
    matches!(block, ContentBlock::Feedback { .. })
}

/// An answer with its verdict, without votes.
fn with_verdict(answer: ContentBlock, is_right: bool) -> ContentBlock {
    match answer {
        ContentBlock::Answer { number, text, .. } => ContentBlock::Answer {
            number,
            text,
            status: if is_right {
                AnswerStatus::Right
            } else {
                AnswerStatus::Open
            },
            predicted: false,
            votes: None,
        },
        other => other,
    }
}

/// Feedback without its status, since the answer before it shows the status.
fn without_status(feedback: ContentBlock) -> ContentBlock {
    match feedback {
        ContentBlock::Feedback { text, .. } => ContentBlock::Feedback {
            text,
            status: AnswerStatus::Open,
        },
        other => other,
    }
}

/// A goal as it is before it is met; none for other blocks.
fn open_goal(block: ContentBlock) -> Option<ContentBlock> {
    let ContentBlock::Goal { conditions, .. } = block else {
        return None;
    };
    let conditions = conditions.into_iter().map(|condition| ConditionStatus {
        now: None,
        met: false,
        progress: None,
        ..condition
    });
    Some(ContentBlock::Goal {
        met: false,
        conditions: conditions.collect(),
    })
}
