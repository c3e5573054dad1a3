//! The reveal after an answer: the controls move to their values, then the model runs to the step that the text is about.

use super::Session;
use crate::app::playback::Speed;
use crate::app::settings::Motion;
use crate::app::sweep::{Sweep, SweepCause};
use crate::lab::{Domain, Lab, Run, Status, Turn};
use crate::lesson::{Activity, LessonRole};

/// The most slices of work by which a run is finished at once; a longer one goes on at full speed.
const MAX_REVEAL_SLICES: usize = 500;

impl Session {
    /// The lab as it is shown: between two states while its controls move, else that of the open step.
    pub fn shown_lab(&self) -> Option<&Lab> {
        match &self.sweep {
            Some(sweep) => Some(sweep.shown()),
            None => self.lab(),
        }
    }

    /// Answers or skips the open question by `change`, and begins what follows.
    pub(in crate::app) fn reveal(
        &mut self,
        motion: Motion,
        change: impl FnOnce(&mut Self) -> bool,
    ) -> bool {
        let before = self.open_question().and_then(|_| self.lab());
        let before = before.map(Lab::without_history);
        let changed = change(self);
        if let Some(before) = before
            && self.open_question().is_none()
            && self.lesson.role != LessonRole::Before
        {
            let end = self.lab();
            self.sweep = end.and_then(|end| Sweep::new(SweepCause::Answer, before, end));
            self.await_run();
            match motion {
                Motion::On => {}
                Motion::Off => {
                    self.finish_motion();
                }
            }
        }
        changed
    }

    /// Whether something moves that the answer to a question began.
    pub(in crate::app) fn is_revealing(&self) -> bool {
        let sweep = self.sweep.as_ref().map(|sweep| sweep.cause);
        sweep == Some(SweepCause::Answer) || self.awaited_stop().is_some()
    }

    /// Turns the focused control. A count that moves shows its way to the new value.
    pub(in crate::app) fn turn_in_motion(&mut self, turn: Turn, motion: Motion) -> bool {
        let before = match motion {
            Motion::On if self.focuses_moving_count() => self.lab().map(Lab::without_history),
            Motion::On | Motion::Off => None,
        };
        let turned = self.turn(turn);
        if let (Some(before), Some(end)) = (before, self.lab()) {
            self.sweep = Sweep::new(SweepCause::Turn, before, end);
        }
        turned
    }

    /// Whether an animation shows the states between the values of the focused control.
    fn focuses_moving_count(&self) -> bool {
        let control = self.focused().and_then(|name| {
            let lab = self.lab()?;
            lab.controls().get(&name)
        });
        control.is_some_and(|control| match &control.domain {
            Domain::Number(range) => range.is_moving,
            Domain::Choice(_) | Domain::Text { .. } => false,
        })
    }

    /// Starts the run that begins with the answer, if there is one.
    pub(super) fn await_run(&mut self) {
        let stop = match self.step().map(|step| &step.activity) {
            Some(Activity::Question(question)) => question.at,
            Some(Activity::Explore | Activity::Challenge(_)) | None => None,
        };
        let run = self.lab().and_then(Lab::run);
        if let (Some(stop), Some(progress)) = (stop, run.map(Run::progress)) {
            self.playback.start(progress);
            if let Some(state) = self.state_mut() {
                state.awaited_stop = Some(stop);
            }
        }
    }

    /// The step at which the run that began with the answer stops.
    pub(super) fn awaited_stop(&self) -> Option<u64> {
        self.state()?.awaited_stop
    }

    /// Shows the feedback once the run that began with the answer has stopped.
    pub(super) fn end_awaited_run(&mut self) {
        let run = self.lab().and_then(Lab::run);
        let (Some(stop), Some(run)) = (self.awaited_stop(), run) else {
            return;
        };
        if run.at() >= stop || run.status() != Status::Going {
            self.stop_awaiting();
        }
    }

    fn stop_awaiting(&mut self) {
        self.pause();
        if let Some(state) = self.state_mut() {
            state.awaited_stop = None;
        }
    }

    /// Ends the movement of the controls; whether they moved.
    pub(in crate::app) fn finish_sweep(&mut self) -> bool {
        self.sweep.take().is_some()
    }

    /// Ends the movement of the controls and the run that began with the answer; whether there was anything to end.
    pub(in crate::app) fn finish_motion(&mut self) -> bool {
        let was_moving = self.finish_sweep();
        if self.awaited_stop().is_none() {
            return was_moving;
        }
        for _ in 0..MAX_REVEAL_SLICES {
            self.playback.is_running = true;
            self.advance_run(None);
            if self.awaited_stop().is_none() {
                return true;
            }
        }
        self.playback.speed = Speed::Full;
        true
    }

    /// Shows the feedback without the run that began with the answer.
    pub(in crate::app) fn skip_run(&mut self) {
        self.finish_sweep();
        if self.awaited_stop().is_some() {
            self.stop_awaiting();
        }
    }
}
