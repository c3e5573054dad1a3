//! The pages behind the steps: the closing page with the lesson's limits and summary, and the end page with the results.

use std::sync::Arc;

use super::Session;
use crate::app::screen::end_page::{EndPage, EndPicture};
use crate::app::step_state::StepState;
use crate::figure::Figure;
use crate::lab::Lab;
use crate::lesson::LessonRole;

impl Session {
    /// The index of the end page. A lesson with closing prose has a closing page between its steps and the end page.
    pub fn end_index(&self) -> usize {
        self.lesson.steps.len() + usize::from(self.lesson.has_closing_prose())
    }

    /// Whether the goals of the open step are met.
    pub fn has_met_goals(&self) -> bool {
        let step = self.step().zip(self.state());
        step.is_some_and(|(step, state)| state.is_done(step))
    }

    /// Whether the closing page or the end page is open.
    pub fn is_closing(&self) -> bool {
        self.at >= self.lesson.steps.len()
    }

    /// Whether the end page is open.
    pub fn is_at_end(&self) -> bool {
        self.at >= self.end_index()
    }

    /// The end page, if it is open.
    pub fn end_page(&self) -> Option<&EndPage> {
        self.is_at_end().then_some(&self.end)
    }

    /// Opens the end page with the picture of this moment.
    pub(super) fn open_end_page(&mut self) {
        self.end = EndPage::new(match self.lesson.role {
            LessonRole::Lesson => self.end_picture(),
            // These ask questions; the learner builds nothing.
            LessonRole::Quiz | LessonRole::Play | LessonRole::Before | LessonRole::After => None,
        });
    }

    /// The first figure of the last challenge that was met, as the learner left it; else that of the last step with figures.
    fn end_picture(&mut self) -> Option<EndPicture> {
        let steps = 0..self.lesson.steps.len();
        if let Some(at) = steps.clone().rfind(|at| self.is_built(*at)) {
            return self.first_figure(at).map(EndPicture::Built);
        }
        let at = steps.rev().find(|at| {
            let step = &self.lesson.steps[*at];
            step.lab.is_some() && !step.show.is_empty()
        })?;
        self.first_figure(at).map(EndPicture::Last)
    }

    /// Whether the learner met the goals of the step with the index `at` in this session.
    fn is_built(&self, at: usize) -> bool {
        let (Some(step), Some(state)) = (self.lesson.steps.get(at), self.state_at(at)) else {
            return false;
        };
        // Goals that were met on another day left no lab behind.
        let lab = state.lab.as_ref();
        state.is_done(step) && lab.is_some_and(|lab| !Lab::is_pristine(lab))
    }

    /// The first figure of the step with the index `at` that shows more than words and numbers, else its first one. The step
    /// does not count as opened by this.
    fn first_figure(&mut self, at: usize) -> Option<Figure> {
        self.restore_lab(at);
        let lesson = Arc::clone(&self.lesson);
        let step = lesson.steps.get(at)?;
        let figures = match self.state_at(at) {
            Some(state) => self.figures_of(step, state),
            None => self.figures_of(step, &StepState::open(&lesson, at, None, self.seed)),
        };
        if let Some(Some(state)) = self.states.get_mut(at) {
            state.drop_untouched_lab();
        }
        let picture = figures.iter().position(Figure::is_picture).unwrap_or(0);
        figures.into_iter().nth(picture)
    }
}
