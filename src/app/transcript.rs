//! A page of a lesson told whole, for who reads it instead of turning it.

use std::sync::Arc;

use super::{Action, AnswerStatus, App, ConditionStatus, ContentBlock, Screen};
use crate::figure::Figure;
use crate::lab::{Lab, ReplayEntry, Value, Values};
use crate::lesson::{Activity, Goal, Question, Step};
use crate::locale::Phrase;

/// A page of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The step at this place.
    Step(usize),
    /// Where the lesson breaks.
    Breaks,
    /// What to take away.
    Summary,
}

/// What a page says in all its states, with its models as they begin.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Transcript {
    /// Its text: every goal, every hint; with answers what is said to each, solutions, the principle.
    pub content: Vec<ContentBlock>,
    /// Its figures as the page opens.
    pub figures: Vec<Figure>,
}

impl App {
    /// The page `page` of the lesson at place `lesson`, told whole; answers only if they are asked for.
    pub fn transcript(&self, lesson: usize, page: Page, answers: bool) -> Transcript {
        let Some(content) = self.course.entry(lesson) else {
            return Transcript::default();
        };
        let place = match page {
            Page::Step(at) => at,
            Page::Breaks | Page::Summary => content.steps.len(),
        };
        let Some(app) = self.afresh(lesson, place) else {
            return Transcript::default();
        };
        let Some((_, session)) = app.session() else {
            return Transcript::default();
        };
        let content = match (page, session.step(content)) {
            (Page::Breaks, _) => app.writer(content, session).breaks(),
            (Page::Summary, _) => app.writer(content, session).summary(),
            (Page::Step(_), None) => Vec::new(),
            (Page::Step(at), Some(step)) => match &step.activity {
                Activity::Explore => app.content(),
                Activity::Question(question) => self.asked(&app, question, (lesson, at), answers),
                Activity::Challenge(goals) => self.tried(&app, step, goals, (lesson, at), answers),
            },
        };
        let figures = app.figures();
        Transcript { content, figures }
    }

    /// The same app as it begins, open at this place; where that is the open step, its model as it was set.
    fn afresh(&self, lesson: usize, at: usize) -> Option<Self> {
        let course = Arc::clone(&self.course);
        let mut app = Self::new(course, self.words.clone(), self.appearance, self.seed);
        app.open(lesson, at, &Values::new()).ok()?;
        let is_open = (self.screen, self.session().map(|(_, session)| session.at()))
            == (Screen::Lesson { lesson }, Some(at));
        if let Some(saved_state) = self.saved_state().filter(|_| is_open) {
            app.replay(&saved_state.moves).ok()?;
        }
        Some(app)
    }

    /// A question; behind each answer what is said to it.
    fn asked(
        &self,
        open: &Self,
        question: &Question,
        (lesson, at): (usize, usize),
        answers: bool,
    ) -> Vec<ContentBlock> {
        let mut page = Vec::new();
        for passage in open.content() {
            match passage {
                ContentBlock::Note(_) => {}
                ContentBlock::Answer { number, .. } if answers => {
                    let chosen = number - 1;
                    page.push(with_verdict(passage, chosen == question.right));
                    let told = self.afresh(lesson, at).map(|mut app| {
                        let _update = app.act(Action::Answer(chosen));
                        app.content()
                    });
                    let is_feedback =
                        |passage: &ContentBlock| matches!(passage, ContentBlock::Feedback { .. });
                    page.extend(told.into_iter().flatten().filter(is_feedback).map(unmarked));
                }
                other => page.push(other),
            }
        }
        page
    }

    /// A challenge: all goals, all hints; with answers a solution of each goal, and the principle.
    fn tried(
        &self,
        open: &Self,
        step: &Step,
        goals: &[Goal],
        (lesson, at): (usize, usize),
        answers: bool,
    ) -> Vec<ContentBlock> {
        let is_text = |passage: &ContentBlock| {
            !matches!(passage, ContentBlock::Note(_) | ContentBlock::Goal { .. })
        };
        let mut page: Vec<_> = open.content().into_iter().filter(is_text).collect();
        let mut solved = self.afresh(lesson, at);
        if let Some(app) = &mut solved {
            for goal in goals {
                // `check` has solved it before; a course that was not checked keeps its goal open.
                drop(app.open(lesson, at, &goal.solution));
                drop(
                    app.replay(
                        &goal
                            .at
                            .map(ReplayEntry::Run)
                            .into_iter()
                            .collect::<Vec<_>>(),
                    ),
                );
            }
            page.extend(app.content().into_iter().filter_map(to_be_met));
        }
        let mut hinted = self.afresh(lesson, at);
        while let Some(app) = hinted.as_mut().filter(|app| app.is_enabled(Action::Hint)) {
            let _update = app.act(Action::Hint);
            let is_hint = |passage: &ContentBlock| matches!(passage, ContentBlock::Hint { .. });
            page.extend(app.content().into_iter().filter(is_hint));
        }
        if !answers {
            return page;
        }
        if let Some(lab) = open.session().and_then(|(_, session)| session.lab()) {
            page.extend(goals.iter().filter_map(|goal| self.solution(goal, lab)));
        }
        if let Some(app) = solved.as_mut().filter(|app| app.is_done(step)) {
            let _update = app.act(Action::Hint);
            let is_principle =
                |passage: &ContentBlock| matches!(passage, ContentBlock::Feedback { .. });
            page.extend(app.content().into_iter().filter(is_principle));
        }
        page
    }

    fn is_done(&self, step: &Step) -> bool {
        let state = self.session().and_then(|(_, session)| session.state());
        state.is_some_and(|state| state.is_done(step))
    }

    /// What the author gives as a solution of `goal`.
    fn solution(&self, goal: &Goal, lab: &Lab) -> Option<ContentBlock> {
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
            }
            .with("name", label)
        });
        let steps = goal.at.map(|at| Phrase::key("ui.run.at").with("n", at));
        let values: Vec<_> = values.chain(steps).collect();
        let phrase = Phrase::key("ui.told.solution").with("values", values.clone());
        (!values.is_empty()).then(|| ContentBlock::Note(self.words.format(&phrase)))
    }
}

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

/// What is said to an answer, without the sign that stands before the answer itself.
fn unmarked(feedback: ContentBlock) -> ContentBlock {
    match feedback {
        ContentBlock::Feedback { text, .. } => ContentBlock::Feedback {
            text,
            status: AnswerStatus::Open,
        },
        other => other,
    }
}

/// A goal that was met, as it stands before that; nothing of other passages.
fn to_be_met(passage: ContentBlock) -> Option<ContentBlock> {
    let ContentBlock::Goal { conditions, .. } = passage else {
        return None;
    };
    let conditions = conditions.into_iter().map(|tick| ConditionStatus {
        now: None,
        met: false,
        progress: None,
        ..tick
    });
    Some(ContentBlock::Goal {
        met: false,
        conditions: conditions.collect(),
    })
}
