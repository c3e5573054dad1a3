//! The transcript of a page: its whole text, to read without the program.

use std::sync::Arc;

use super::page_writer::PageWriter;
use super::vote_notes::belief_note;
use super::{AnswerStatus, ConditionStatus, ContentBlock};
use crate::app::context::Context;
use crate::app::rebuild;
use crate::app::session::Session;
use crate::figure::Figure;
use crate::lab::{Lab, ReplayEntry, SetError, Value};
use crate::lesson::{Activity, Goal, Lesson, LessonRole, Question, SOLUTION_HINT, Step};
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

/// The reader that a transcript is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// A learner who has yet to answer: no right answer, no feedback, no solution, and no hint that says the solution.
    Student,
    /// A learner who has answered: with feedback, solutions, every hint and the principle.
    Answered,
    /// An instructor: as for those who have answered, with the belief behind each wrong answer, the notes, and the figures
    /// after the answer and of each solution.
    Teacher,
}

impl Edition {
    /// Whether right answers and solutions are told.
    pub const fn has_answers(self) -> bool {
        match self {
            Self::Student => false,
            Self::Answered | Self::Teacher => true,
        }
    }
}

/// Figures that show one state of the model.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FigureGroup {
    /// The state as a sentence; none for the state in which the page opens.
    pub state: Option<String>,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// The text of a page in all its states, and its figures.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Transcript {
    /// The text, with every goal. With answers, it includes feedback, solutions and the principle.
    pub content: Vec<ContentBlock>,
    /// The figures when the page opens; for an instructor those after the answer, and of each solution.
    pub figures: Vec<FigureGroup>,
    /// The notes for the instructor; empty for learners.
    pub notes: Vec<ContentBlock>,
}

/// The transcript of `page` of `lesson` for the reader of `edition`. If the page is open in `open`, its figures show the
/// present state of the model.
pub fn transcript(
    context: &Context,
    open: Option<&Session>,
    lesson: &Arc<Lesson>,
    page: Page,
    edition: Edition,
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
        edition,
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
    edition: Edition,
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
        let notes = match (self.edition, page) {
            (Edition::Teacher, Page::Step(_)) => writer.step_notes(),
            (Edition::Student | Edition::Answered, _) | (_, Page::Breaks | Page::Summary) => {
                Vec::new()
            }
        };
        Some(Transcript {
            content,
            figures: self.figures(&session),
            notes,
        })
    }

    /// The figures of the page, each state of the model for itself.
    fn figures(&self, open: &Session) -> Vec<FigureGroup> {
        let activity = open.step().map(|step| &step.activity);
        let later = match (self.edition, activity) {
            (Edition::Teacher, Some(Activity::Question(question))) => {
                self.answered_figures(question).into_iter().collect()
            }
            (Edition::Teacher, Some(Activity::Challenge(goals))) => self.solved_figures(goals),
            (Edition::Teacher, Some(Activity::Explore)) => {
                self.finished_figures().into_iter().collect()
            }
            (Edition::Student | Edition::Answered, _) | (Edition::Teacher, None) => Vec::new(),
        };
        if later.is_empty() {
            let figures = open.figures();
            return vec![FigureGroup {
                state: None,
                figures,
            }];
        }
        later
    }

    /// The figures after the answer, at the step that the feedback is about.
    fn answered_figures(&self, question: &Question) -> Option<FigureGroup> {
        let mut session = self.open_session()?;
        let is_told = self.lesson.role != LessonRole::Before;
        if !is_told || session.lab().is_none() {
            return None;
        }
        session.close_question(None);
        drop(run_to(&mut session, question.at));
        let words = self.context.words();
        let state = match question.at {
            Some(at) => {
                let steps = Phrase::key("ui.run.at").with("n", at);
                words.format(&Phrase::key("ui.transcript.answered-at").with("steps", steps))
            }
            None => words.get("ui.transcript.answered"),
        };
        Some(FigureGroup {
            state: Some(state),
            figures: session.figures(),
        })
    }

    /// The figures at the end of a run that has one.
    fn finished_figures(&self) -> Option<FigureGroup> {
        let mut session = self.open_session()?;
        session.lab()?.run()?.progress()?;
        drop(run_to(&mut session, Some(u64::MAX)));
        Some(FigureGroup {
            state: Some(self.context.words().get("ui.transcript.finished")),
            figures: session.figures(),
        })
    }

    /// The figures of a solution of each of `goals`, one after the other.
    fn solved_figures(&self, goals: &[Goal]) -> Vec<FigureGroup> {
        let Some(mut session) = self.open_session() else {
            return Vec::new();
        };
        let words = self.context.words();
        let mut solved = Vec::new();
        for goal in goals {
            drop(session.set_values(&goal.solution));
            drop(run_to(&mut session, goal.at));
            let state = session.lab().and_then(|lab| solution(goal, lab, words));
            if let Some(state) = state {
                let figures = session.figures();
                solved.push(FigureGroup {
                    state: Some(state),
                    figures,
                });
            }
        }
        solved
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

    /// A question; with answers, the feedback follows each answer, and for an instructor the belief behind it.
    fn question(&self, open: &Session, question: &Question) -> Vec<ContentBlock> {
        let mut page = Vec::new();
        for block in self.page(open) {
            match block {
                ContentBlock::Note(_) | ContentBlock::Prompt(_) => {}
                ContentBlock::Answer { number, .. } if self.edition.has_answers() => {
                    let chosen = number - 1;
                    page.push(with_verdict(block, chosen == question.right));
                    let answered = self.open_session().map(|mut session| {
                        session.answer(chosen);
                        self.page(&session)
                    });
                    let feedback = answered.into_iter().flatten().filter(is_feedback);
                    page.extend(feedback.map(without_status));
                    if self.edition == Edition::Teacher {
                        page.extend(self.belief(open, question, chosen));
                    }
                }
                other => page.push(other),
            }
        }
        page
    }

    /// The note on the belief behind the answer with the index `at`.
    fn belief(&self, open: &Session, question: &Question, at: usize) -> Option<ContentBlock> {
        let writer = PageWriter::new(&self.context, open);
        belief_note(&writer, question.answers.get(at)?)
    }

    /// A challenge: all goals and hints; with answers, a solution of each goal, and the principle.
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
        if !self.edition.has_answers() {
            return page;
        }
        // An instructor reads the solution above its figures.
        if let (Edition::Answered, Some(lab)) = (self.edition, open.lab()) {
            let words = self.context.words();
            let solutions = goals.iter().filter_map(|goal| solution(goal, lab, words));
            page.extend(solutions.map(ContentBlock::Note));
        }
        if let Some(session) = &mut solved
            && session.state().is_some_and(|state| state.is_done(step))
        {
            session.show_hint();
            page.extend(self.page(session).into_iter().filter(is_feedback));
        }
        page
    }

    /// The hints of the step; without answers, those that do not say the solution.
    fn hints(&self) -> Vec<ContentBlock> {
        let mut hints = Vec::new();
        let Some(mut session) = self.open_session() else {
            return hints;
        };
        while session.has_more_hints(&self.context) {
            if !self.edition.has_answers() && hints.len() == SOLUTION_HINT {
                break;
            }
            session.show_hint();
            let is_hint = |block: &ContentBlock| matches!(block, ContentBlock::Hint { .. });
            hints.extend(self.page(&session).into_iter().filter(is_hint));
        }
        let count = hints.len();
        for hint in &mut hints {
            // A hint that is left out is not counted, either.
            if let ContentBlock::Hint { of, .. } = hint {
                *of = count;
            }
        }
        hints
    }
}

/// Meets `goals` by their solutions.
fn solve(session: &mut Session, goals: &[Goal]) {
    for goal in goals {
        // `check` sets the solution, too; in a course that was not checked the goal stays open.
        drop(session.set_values(&goal.solution));
        drop(run_to(session, goal.at));
    }
}

/// Runs the model to the step `at`, if there is one, or to its end before.
fn run_to(session: &mut Session, at: Option<u64>) -> Result<(), SetError> {
    let run: Vec<_> = at.map(ReplayEntry::Run).into_iter().collect();
    session.replay(&run)
}

/// The author's solution of `goal` as a sentence.
fn solution(goal: &Goal, lab: &Lab, words: &Words) -> Option<String> {
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
    (!values.is_empty()).then(|| words.format(&phrase))
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
