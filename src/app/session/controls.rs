//! The controls of the open step, and the focus on one of them.

use super::Session;
use crate::lab::Turn;
use crate::lesson::{LessonRole, Unlock};
use crate::text::Toward;

impl Session {
    /// The names of the controls that can be changed now.
    pub fn unlocked(&self) -> Vec<String> {
        let (Some(step), Some(state)) = (self.step(), self.state()) else {
            return Vec::new();
        };
        if state.is_locked(step) || self.keeps_answer_secret() {
            return Vec::new();
        }
        self.shown_controls()
    }

    /// Whether the model stays as it is, because its run would show the answer: in the questions before the course.
    pub fn keeps_answer_secret(&self) -> bool {
        self.lesson.role == LessonRole::Before
    }

    /// The names of the controls that the step shows, locked or not. The control of a figure is hidden with it.
    pub fn shown_controls(&self) -> Vec<String> {
        let mut names = self.step_controls();
        let Some(lab) = self.lab() else { return names };
        names.retain(|name| {
            let figure = lab.controls().get(name).and_then(|control| control.figure);
            figure.is_none_or(|figure| self.shows_figure(figure))
        });
        names
    }

    /// The names of the controls of the step, also those whose figure is hidden.
    pub fn step_controls(&self) -> Vec<String> {
        let (Some(step), Some(lab)) = (self.step(), self.lab()) else {
            return Vec::new();
        };
        let controls = lab.controls();
        match &step.unlock {
            // Text controls and the weights of a network have panes of their own.
            Unlock::All => {
                let turned = controls
                    .0
                    .iter()
                    .filter(|c| c.is_turnable() && !c.is_override);
                turned.map(|control| control.name.clone()).collect()
            }
            Unlock::Only(names) => names
                .iter()
                .filter(|name| controls.get(name).is_some())
                .cloned()
                .collect(),
        }
    }

    /// The name of the focused control.
    pub fn focused(&self) -> Option<String> {
        let names = self.unlocked();
        let last = names.len().checked_sub(1)?;
        names.into_iter().nth(self.focus.min(last))
    }

    /// Focuses the next or the previous control, cyclically.
    pub(in crate::app) fn focus_beside(&mut self, toward: Toward) {
        let count = self.unlocked().len();
        if count > 0 {
            let step = if toward == Toward::Next { 1 } else { count - 1 };
            self.focus = (self.focus.min(count - 1) + step) % count;
        }
    }

    /// Focuses the control called `name`.
    pub(in crate::app) fn focus_on(&mut self, name: &str) {
        let names = self.unlocked();
        if let Some(at) = names.iter().position(|free| free == name) {
            self.focus = at;
        }
    }

    /// Changes the focused control; false if it did not move.
    pub(in crate::app) fn turn(&mut self, turn: Turn) -> bool {
        let Some(name) = self.focused() else {
            return false;
        };
        let repeated = self.step_to_repeat();
        let lab = self.lab_mut();
        let turned = lab.and_then(|lab| lab.turn(&name, turn)).is_some();
        self.after_change();
        self.repeat_to(repeated);
        turned
    }
}
