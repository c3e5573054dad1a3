//! The change to another step: its state is created on the first visit, and its lab continues that of an earlier step.

use super::Session;
use crate::app::figure_set::FigureSet;
use crate::app::playback::Speed;
use crate::app::step_state::{AnswerState, StepState};
use crate::lab::Lab;
use crate::lesson::LessonRole;

impl Session {
    /// Opens the step with the index `at`, or a page behind the steps.
    pub(in crate::app) fn go_to_step(&mut self, at: usize) {
        self.finish_motion();
        let at = at.min(self.end_index());
        let left = std::mem::replace(&mut self.at, at);
        self.pause();
        self.room_stop = None;
        self.scroll = 0;
        self.zoom = None;
        self.pen = None;
        self.hidden_figures = FigureSet::default();
        self.focus = 0;
        self.restore_lab(self.at);
        let previous = self.previous_step_with_same_lab();
        if let Some(slot) = self.states.get(self.at)
            && slot.is_none()
        {
            self.open_step(previous);
        }
        self.playback.speed = self.initial_speed();
        self.finish_motion();
        for at in previous.into_iter().chain([left]) {
            if at != self.at
                && let Some(Some(state)) = self.states.get_mut(at)
            {
                state.drop_untouched_lab();
            }
        }
        if self.is_at_end() {
            self.open_end_page();
        }
    }

    /// Takes back the answer to the question of the open step.
    pub(in crate::app) fn reopen_question(&mut self) {
        let is_answered = |state: &StepState| state.answer_state != AnswerState::Open;
        if !self.state().is_some_and(is_answered) {
            return;
        }
        if let Some(step) = self.lesson.steps.get(self.at) {
            self.stored.answers.remove(&step.id);
        }
        if let Some(slot) = self.states.get_mut(self.at) {
            *slot = None;
        }
        self.go_to_step(self.at);
    }

    /// Creates the state of the open step; its lab continues that of the step `previous`.
    fn open_step(&mut self, previous: Option<usize>) {
        if let Some(previous) = previous {
            self.restore_lab(previous);
        }
        let lab = previous.and_then(|previous| self.states[previous].as_ref()?.lab.as_ref());
        let mut state = StepState::open(&self.lesson, self.at, lab, self.seed);
        state.restore(self.lesson.role, &self.lesson.steps[self.at], &self.stored);
        let is_answered = state.answer_state != AnswerState::Open;
        self.states[self.at] = Some(state);
        if is_answered && self.lesson.role != LessonRole::Before {
            self.await_run();
        }
    }

    /// The speed at which the open step runs at first.
    fn initial_speed(&self) -> Speed {
        if let Some(speed) = self.step().and_then(|step| step.speed) {
            return Speed::OfStep(speed);
        }
        let run = self.lab().and_then(Lab::run);
        let is_race = run.is_some_and(|run| run.progress().is_some());
        if is_race { Speed::Full } else { Speed::Brisk }
    }

    /// Creates the lab of the step with the index `at` again if it was dropped.
    pub(super) fn restore_lab(&mut self, at: usize) {
        if let Some(Some(state)) = self.states.get_mut(at) {
            state.restore_lab(&self.lesson, at, self.seed);
        }
    }

    /// The nearest earlier step with the same lab.
    fn previous_step_with_same_lab(&self) -> Option<usize> {
        let name = self.lesson.steps.get(self.at)?.lab.as_ref()?;
        (0..self.at)
            .rev()
            .find(|at| self.lesson.steps[*at].lab.as_ref() == Some(name))
    }
}
