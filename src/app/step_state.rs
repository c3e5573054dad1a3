//! What the app remembers of a step.

use super::{LessonProgress, WorkbenchState};
use crate::lab::Lab;
use crate::lesson::{
    Activity, Goal, Lesson, LessonRole, Prediction, Question, Step, opening_values,
};

/// What the learner said to the question of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerState {
    /// Nothing yet: the controls are locked.
    Open,
    /// An answer.
    Given {
        /// The place of the first answer, which counts as the prediction.
        first: usize,
        /// The place of the answer whose feedback is shown.
        shown: usize,
    },
    /// The question was skipped.
    Skipped,
}

/// What the app remembers of a step: its lab as the learner left it, the answer, the goals met.
pub struct StepState {
    /// The lab, for steps that have one; it may rest while another step is open.
    pub lab: Option<Lab>,
    /// Whether the lab goes on from that of a step before.
    is_carried: bool,
    /// What the learner said, for steps that ask.
    pub answer_state: AnswerState,
    /// How many goals have been met, in turn.
    pub met: usize,
    /// How many hints are shown.
    pub hints: usize,
    /// Whether the principle behind the goals has been told.
    pub told: bool,
    /// The answers that hands went up for in front of a class, one after the other.
    pub votes: Vec<usize>,
    /// A lab as the learner believes it, where the answer can be drawn as a curve.
    pub belief: Option<Lab>,
    /// Panes, cursor and bookmarks, for steps in which a network is taken apart.
    pub workbench: Option<WorkbenchState>,
    /// How far the next goal was when it was set, for each of its conditions.
    pub start_gaps: Vec<f64>,
}

impl StepState {
    /// The state of step `at` of `lesson` as it opens, its lab carried on from `before` if that was visited.
    pub(super) fn open(
        lesson: &Lesson,
        at: usize,
        before: Option<&Lab>,
        seed: Option<u64>,
    ) -> Self {
        let step = &lesson.steps[at];
        let lab = match before {
            Some(before) => Some(carried(before, step)),
            None => fresh(lesson, at, seed),
        };
        let mut state = Self {
            lab,
            is_carried: before.is_some(),
            answer_state: AnswerState::Open,
            met: 0,
            hints: 0,
            told: false,
            votes: Vec::new(),
            belief: None,
            workbench: step.is_workbench().then(WorkbenchState::new),
            start_gaps: Vec::new(),
        };
        state.aim(step);
        state
    }

    /// Lets go of a lab that nobody has touched: [`StepState::wake`] makes the same one again.
    pub(super) fn rest(&mut self) {
        if !self.is_carried && self.lab.as_ref().is_some_and(Lab::is_pristine) {
            self.lab = None;
        }
    }

    /// Makes the lab that was let go.
    pub(super) fn wake(&mut self, lesson: &Lesson, at: usize, seed: Option<u64>) {
        if self.lab.is_none() {
            self.lab = fresh(lesson, at, seed);
        }
    }

    /// Takes up what was done here on another day: the answer, and the goals that were met.
    pub(super) fn remember(&mut self, role: LessonRole, step: &Step, before: &LessonProgress) {
        match (&step.activity, before.answers.get(&step.id)) {
            (Activity::Question(question), Some(Some(id))) => {
                let chosen = question.answers.iter().position(|answer| answer.id == *id);
                match (chosen, role) {
                    (Some(chosen), LessonRole::Before) => self.note(chosen),
                    (
                        Some(chosen),
                        LessonRole::Lesson
                        | LessonRole::Quiz
                        | LessonRole::Play
                        | LessonRole::After,
                    ) => {
                        self.answer(question, chosen);
                    }
                    (None, _) => {}
                }
            }
            (Activity::Question(_), Some(None)) if role == LessonRole::Before => {
                self.answer_state = AnswerState::Skipped;
            }
            (Activity::Question(question), Some(None)) => self.skip(question),
            (Activity::Challenge(goals), _) => {
                let met = before.met.get(&step.id).copied().unwrap_or(0);
                self.met = met.min(goals.len());
                self.aim(step);
            }
            (Activity::Question(_) | Activity::Explore, _) => {}
        }
    }

    /// Whether every goal of the step is met.
    pub fn is_done(&self, step: &Step) -> bool {
        matches!(&step.activity, Activity::Challenge(goals) if self.met >= goals.len())
    }

    /// Whether the controls wait for an answer.
    pub fn is_locked(&self, step: &Step) -> bool {
        matches!(step.activity, Activity::Question(_)) && self.answer_state == AnswerState::Open
    }

    /// Takes the answer at place `chosen`; the first one moves the model.
    pub(super) fn answer(&mut self, question: &Question, chosen: usize) {
        self.answer_state = match self.answer_state {
            AnswerState::Open => {
                self.believe(question, chosen);
                self.reveal(question);
                AnswerState::Given {
                    first: chosen,
                    shown: chosen,
                }
            }
            AnswerState::Given { first, .. } => AnswerState::Given {
                first,
                shown: chosen,
            },
            AnswerState::Skipped => AnswerState::Skipped,
        };
    }

    /// Notes an answer to what is asked before the course: nothing moves and nothing is told.
    pub(super) fn note(&mut self, chosen: usize) {
        self.answer_state = AnswerState::Given {
            first: chosen,
            shown: chosen,
        };
    }

    /// How many hands went up for the answer at place `at`, and for all of them.
    pub fn votes_for(&self, at: usize) -> (usize, usize) {
        let count = self.votes.iter().filter(|vote| **vote == at).count();
        (count, self.votes.len())
    }

    /// Tells the room: what most hands went up for is its prediction.
    pub(super) fn reveal_to_room(&mut self, question: &Question) {
        let most = (0..question.answers.len())
            .map(|at| (self.votes_for(at).0, at))
            .filter(|(count, _)| *count > 0)
            .max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)));
        let Some((_, predicted)) = most else {
            return self.skip(question);
        };
        self.answer(question, predicted);
        self.answer_state = AnswerState::Given {
            first: predicted,
            shown: question.right,
        };
    }

    /// Skips the question: the model moves, and the right answer is told.
    pub(super) fn skip(&mut self, question: &Question) {
        self.reveal(question);
        self.answer_state = AnswerState::Skipped;
    }

    fn believe(&mut self, question: &Question, chosen: usize) {
        let belief = question
            .answers
            .get(chosen)
            .and_then(|answer| answer.prediction.as_ref());
        if let (Some(Prediction::Ghost { set }), Some(lab)) = (belief, &self.lab) {
            let mut believed = lab.without_history();
            self.belief = believed.set(set).ok().map(|_| believed);
        }
    }

    fn reveal(&mut self, question: &Question) {
        if let Some(lab) = &mut self.lab {
            // `check` has set these values before; a course that was not checked shows the model unmoved.
            drop(lab.set(&question.then));
            lab.set_baseline();
        }
    }

    /// Ticks off the goals that are met now, in turn; whether one was.
    pub(super) fn tick(&mut self, step: &Step) -> bool {
        let Activity::Challenge(goals) = &step.activity else {
            return false;
        };
        let Some(lab) = &self.lab else { return false };
        let before = self.met;
        while goals.get(self.met).is_some_and(|goal| is_met(goal, lab)) {
            self.met += 1;
        }
        if self.met > before {
            self.aim(step);
        }
        self.met > before
    }

    /// Notes how far the next goal is, for its progress bar.
    fn aim(&mut self, step: &Step) {
        let Activity::Challenge(goals) = &step.activity else {
            return;
        };
        let (Some(goal), Some(lab)) = (goals.get(self.met), &self.lab) else {
            return;
        };
        self.start_gaps = goal
            .all
            .iter()
            .map(|condition| condition.gap(lab).unwrap_or(0.0))
            .collect();
    }
}

/// Whether all conditions of `goal` hold for `lab` as it stands.
fn is_met(goal: &Goal, lab: &Lab) -> bool {
    goal.all.iter().all(|condition| condition.holds(lab))
}

/// The lab of step `at` as the lesson describes it.
fn fresh(lesson: &Lesson, at: usize, seed: Option<u64>) -> Option<Lab> {
    let source = lesson.labs.get(lesson.steps[at].lab.as_ref()?)?;
    source.lab(&opening_values(lesson, at), seed).ok()
}

fn carried(before: &Lab, step: &Step) -> Lab {
    let mut lab = before.without_history();
    if !step.set.is_empty() {
        drop(lab.set(&step.set));
    }
    lab.drop_ghost();
    lab.set_baseline();
    lab
}
