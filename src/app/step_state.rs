//! The state of a step.

use super::progress::LessonProgress;
use super::question_labs::{QuestionLabs, new_lab};
use super::screen::workbench::WorkbenchState;
use crate::lab::Lab;
use crate::lesson::{Activity, Goal, Lesson, LessonRole, Prediction, Question, Step, StepKind};

/// The learner's answer to the question of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerState {
    /// No answer yet: the controls are locked.
    Open,
    /// An answer.
    Given {
        /// The index of the first answer, which counts as the prediction.
        first: usize,
        /// The index of the answer whose feedback is shown.
        shown: usize,
    },
    /// The question was skipped.
    Skipped,
}

/// The one who made the prediction of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Predictor {
    /// The learner at this screen.
    Learner,
    /// A room: its prediction is the answer with most votes.
    Room,
}

/// The state of a step: its lab as the learner left it, the answer, the goals met.
pub struct StepState {
    /// The lab, for steps that have one. An untouched lab is dropped while another step is open.
    pub lab: Option<Lab>,
    /// Whether the lab continues that of an earlier step.
    continues_lab: bool,
    /// The answer, for steps with a question.
    pub answer_state: AnswerState,
    /// The one whose prediction the first answer is.
    pub predicted_by: Predictor,
    /// How many goals were met, in order.
    pub goals_met: usize,
    /// How many hints are shown.
    pub hints_shown: usize,
    /// Whether the principle behind the goals is shown.
    pub principle_shown: bool,
    /// The lab as the learner's answer predicts it, where the prediction is a curve.
    pub predicted_lab: Option<Lab>,
    /// Panes, cursor and bookmarks, for steps with a workbench.
    pub workbench: Option<WorkbenchState>,
    /// The distance to the next goal when it was set, for each of its conditions.
    pub start_gaps: Vec<f64>,
    /// The training step at which the run that began with the answer stops; none once it has stopped.
    pub(super) awaited_stop: Option<u64>,
    /// The labs whose numbers a question and its feedback state.
    pub(super) question_labs: QuestionLabs,
}

impl StepState {
    /// The state of the step with the index `at` as it opens. Its lab continues `previous`, where an earlier step has one.
    pub(super) fn open(
        lesson: &Lesson,
        at: usize,
        previous: Option<&Lab>,
        seed: Option<u64>,
    ) -> Self {
        let step = &lesson.steps[at];
        let lab = match previous {
            Some(previous) => Some(continue_lab(previous, step)),
            None => new_lab(lesson, at, seed),
        };
        let mut state = Self {
            lab,
            continues_lab: previous.is_some(),
            answer_state: AnswerState::Open,
            predicted_by: Predictor::Learner,
            goals_met: 0,
            hints_shown: 0,
            principle_shown: false,
            predicted_lab: None,
            workbench: (step.kind == StepKind::Workbench).then(WorkbenchState::new),
            start_gaps: Vec::new(),
            awaited_stop: None,
            question_labs: QuestionLabs::default(),
        };
        state.measure_start_gaps(step);
        if let (Some(workbench), Some(lab)) = (&mut state.workbench, &state.lab) {
            workbench.follow(lab);
        }
        state
    }

    /// Drops an untouched lab; [`StepState::restore_lab`] creates the same one again.
    pub(super) fn drop_untouched_lab(&mut self) {
        if !self.continues_lab && self.lab.as_ref().is_some_and(Lab::is_pristine) {
            self.lab = None;
        }
    }

    /// Creates the lab that was dropped.
    pub(super) fn restore_lab(&mut self, lesson: &Lesson, at: usize, seed: Option<u64>) {
        if self.lab.is_none() {
            self.lab = new_lab(lesson, at, seed);
        }
    }

    /// Restores the stored answer and the goals that were met.
    pub(super) fn restore(&mut self, role: LessonRole, step: &Step, stored: &LessonProgress) {
        match (&step.activity, stored.answers.get(&step.id)) {
            (Activity::Question(question), Some(Some(id))) => {
                let chosen = question.answers.iter().position(|answer| answer.id == *id);
                match (chosen, role) {
                    (Some(chosen), LessonRole::Before) => self.set_answer_without_reveal(chosen),
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
                let met = stored.met.get(&step.id).copied().unwrap_or(0);
                self.goals_met = met.min(goals.len());
                self.measure_start_gaps(step);
            }
            (Activity::Question(_) | Activity::Explore, _) => {}
        }
    }

    /// Whether every goal of the step is met.
    pub fn is_done(&self, step: &Step) -> bool {
        matches!(&step.activity, Activity::Challenge(goals) if self.goals_met >= goals.len())
    }

    /// Whether the feedback waits for the run that began with the answer.
    pub fn awaits_run(&self) -> bool {
        self.awaited_stop.is_some()
    }

    /// Whether the controls are locked until the question is answered.
    pub fn is_locked(&self, step: &Step) -> bool {
        matches!(step.activity, Activity::Question(_)) && self.answer_state == AnswerState::Open
    }

    /// Gives the answer with the index `chosen`; the first one changes the model.
    pub(super) fn answer(&mut self, question: &Question, chosen: usize) {
        self.answer_state = match self.answer_state {
            AnswerState::Open => {
                self.set_predicted_lab(question, chosen);
                self.apply_answer(question);
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

    /// Gives the answer with most votes, `leading`, as the prediction of a room.
    pub(super) fn answer_for_room(&mut self, question: &Question, leading: usize) {
        self.answer(question, leading);
        self.predicted_by = Predictor::Room;
    }

    /// Sets the answer of a question before the course: the model stays, and there is no feedback.
    pub(super) fn set_answer_without_reveal(&mut self, chosen: usize) {
        self.answer_state = AnswerState::Given {
            first: chosen,
            shown: chosen,
        };
    }

    /// Skips the question: the model changes, and the right answer is shown.
    pub(super) fn skip(&mut self, question: &Question) {
        self.apply_answer(question);
        self.answer_state = AnswerState::Skipped;
    }

    fn set_predicted_lab(&mut self, question: &Question, chosen: usize) {
        let prediction = question
            .answers
            .get(chosen)
            .and_then(|answer| answer.prediction.as_ref());
        if let (Some(Prediction::Ghost { set }), Some(lab)) = (prediction, &self.lab) {
            let mut predicted = lab.without_history();
            self.predicted_lab = predicted.set(set).ok().map(|_| predicted);
        }
    }

    /// Sets the values that the question shows once it is answered.
    fn apply_answer(&mut self, question: &Question) {
        if let Some(lab) = &mut self.lab {
            // `check` sets these values, too; in a course that was not checked a refused value leaves the model as it is.
            drop(lab.set(&question.then));
            lab.set_baseline();
        }
    }

    /// Counts the goals that are met now, in order.
    pub(super) fn check_goals(&mut self, step: &Step) {
        let Activity::Challenge(goals) = &step.activity else {
            return;
        };
        let Some(lab) = &self.lab else { return };
        let before = self.goals_met;
        while goals
            .get(self.goals_met)
            .is_some_and(|goal| is_met(goal, lab))
        {
            self.goals_met += 1;
        }
        if self.goals_met > before {
            self.measure_start_gaps(step);
        }
    }

    /// Measures the distance to the next goal, for its progress bar.
    pub(super) fn measure_start_gaps(&mut self, step: &Step) {
        let Activity::Challenge(goals) = &step.activity else {
            return;
        };
        let (Some(goal), Some(lab)) = (goals.get(self.goals_met), &self.lab) else {
            return;
        };
        self.start_gaps = goal
            .all
            .iter()
            .map(|condition| condition.gap(lab).unwrap_or(0.0))
            .collect();
    }
}

/// Whether all conditions of `goal` hold for `lab`.
fn is_met(goal: &Goal, lab: &Lab) -> bool {
    goal.all.iter().all(|condition| condition.holds(lab))
}

/// The lab of an earlier step, with the values of `step`.
fn continue_lab(previous: &Lab, step: &Step) -> Lab {
    let mut lab = previous.without_history();
    if !step.set.is_empty() {
        drop(lab.set(&step.set));
    }
    lab.drop_ghost();
    lab.forget_run_before();
    lab.set_baseline();
    lab
}
