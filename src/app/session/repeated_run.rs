//! Runs that are repeated: a control that is turned after a run shows what it does at the step that was on the screen.
//!
//! These runs start over. A model whose [`crate::lab::Model::retakes_steps`] says so takes its steps again by itself.

use super::Session;
use crate::lab::{Lab, Status};
use crate::lesson::{Activity, Unlock};

/// The slices of work by which a run is repeated at once; a longer one goes on at full speed.
const SLICES_AT_ONCE: usize = 10;

impl Session {
    /// The step that a run is repeated to when a control that restarts it is turned now. Challenges are run by the learner,
    /// and so are models with all their controls, of which several are set before a run.
    pub(in crate::app) fn step_to_repeat(&self) -> Option<u64> {
        let step = self.step()?;
        let end_of_question = match (&step.activity, &step.unlock) {
            (Activity::Challenge(_), _) | (_, Unlock::All) => return None,
            (Activity::Question(question), Unlock::Only(_)) => question.at,
            (Activity::Explore, Unlock::Only(_)) => None,
        };
        if self.is_running() {
            return self.repeated_stop;
        }
        let run = self.lab().and_then(Lab::run).filter(|run| run.at() > 0)?;
        Some(match run.status() {
            Status::Going => run.at(),
            Status::Finished => end_of_question.unwrap_or(u64::MAX),
            Status::Stuck | Status::Diverged { .. } => end_of_question.unwrap_or_else(|| run.at()),
        })
    }

    /// Repeats a run that a change brought back to its start, up to the step `stop` that was shown before, if any.
    pub(in crate::app) fn repeat_to(&mut self, stop: Option<u64>) {
        let Some(run) = self.lab().and_then(Lab::run) else {
            return;
        };
        let is_at_start = run.at() == 0 && run.status() == Status::Going;
        if stop.is_none() || !is_at_start {
            return;
        }
        let progress = run.progress();
        self.repeated_stop = stop;
        self.playback.start(progress);
        for _ in 0..SLICES_AT_ONCE {
            self.advance_run(None);
            if !self.is_running() {
                break;
            }
        }
    }
}
