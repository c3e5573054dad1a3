//! Runs that followers in a workshop repeat after their presenter.

use super::Session;
use crate::lab::{Lab, ReplayEntry, Run, Status};
use crate::lesson::opening_values;
use crate::room::RoomRun;

impl Session {
    /// Starts or pauses the run.
    pub(in crate::app) fn toggle_run(&mut self) {
        self.room_stop = None;
        self.repeated_stop = None;
        let progress = self.lab().and_then(|lab| lab.run()?.progress());
        self.playback.toggle(progress);
    }

    /// The step of the run, and whether it goes on; none where there is no run, or where it belongs to a question, which
    /// everyone's own program runs.
    pub(in crate::app) fn run_of_presenter(&self) -> Option<(u64, bool)> {
        let belongs_to_question =
            self.open_question().is_some() || self.awaited_stop().is_some() || self.sweep.is_some();
        let run = self.lab()?.run().filter(|_| !belongs_to_question)?;
        Some((run.at(), self.is_running()))
    }

    /// The edits that bring the model of the step to its present state, but for the last part of its run.
    pub(in crate::app) fn edits_before_run(&self) -> Vec<ReplayEntry> {
        let opening = opening_values(&self.lesson, self.at);
        let mut edits = self
            .lab()
            .map_or_else(Vec::new, |lab| lab.replay_since(&opening));
        if let Some(ReplayEntry::Run(_)) = edits.last() {
            edits.pop();
        }
        edits
    }

    /// Repeats the presenter's `run`; one that `is_new` begins in the presenter's state.
    pub(in crate::app) fn repeat_run(&mut self, run: &RoomRun, is_new: bool) {
        if self.open_question().is_some() {
            return;
        }
        if is_new {
            self.finish_motion();
            self.take_edits(&run.edits);
            if let Some(lab) = self.lab_mut() {
                let is_ahead = lab.run().is_some_and(|own| own.at() > run.from);
                if is_ahead {
                    lab.go_to(run.from);
                }
            }
        }
        self.room_stop = run.stop;
        self.repeated_stop = None;
        let own = self.lab().and_then(Lab::run);
        let goes_on = own.is_some_and(|own| {
            own.status() == Status::Going && run.stop.is_none_or(|stop| own.at() < stop)
        });
        if !goes_on {
            self.pause();
        } else if is_new || !self.is_running() {
            let progress = own.and_then(Run::progress);
            self.playback.start(progress);
        }
        self.after_change();
    }

    /// Brings the model to the state after `edits`, unless it is there; the guest can undo that.
    fn take_edits(&mut self, edits: &[ReplayEntry]) {
        if self.edits_before_run() == edits {
            return;
        }
        let opening = opening_values(&self.lesson, self.at);
        let Some(lab) = self.lab_mut() else {
            return;
        };
        let Ok(mut model) = Lab::new(lab.kind().clone(), &opening, lab.seed()) else {
            return;
        };
        // The same course accepts the same values.
        if model.replay(edits).is_ok() {
            lab.return_to(&model);
        }
    }
}
