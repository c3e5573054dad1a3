//! Replay logs: the edits that bring a lab to its present state.

use super::{Lab, Run, SetError, Status, Values, Work};

/// A recorded edit of a lab.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplayEntry {
    /// Controls were set as one change.
    Set(Values),
    /// The run went to this step, forward or back.
    Run(u64),
}

/// The edits since the run last restarted. They bring any lab of the same kind and seed to the same state, bit by bit.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct ReplayLog {
    /// The values at step 0.
    start: Values,
    /// Values that were set during the run, with their steps, in order.
    edits: Vec<(u64, Values)>,
    /// Values that were set since and only change the view.
    views: Values,
}

impl ReplayLog {
    pub(super) fn new(start: &Values) -> Self {
        Self {
            start: start.clone(),
            edits: Vec::new(),
            views: Values::new(),
        }
    }

    /// Records values that were set before the first step; they become part of the start.
    pub(super) fn record_start(&mut self, set: &Values) {
        self.edits.retain(|(step, _)| *step == 0);
        self.start = std::mem::take(&mut self.start).merge(set);
    }

    /// The values at step 0.
    pub(super) fn start(&self) -> &Values {
        &self.start
    }

    /// Records values that only change the view.
    pub(super) fn record_view(&mut self, set: &Values) {
        self.views = std::mem::take(&mut self.views).merge(set);
    }

    /// The last step up to `at` at which values were set; step 0 where there is none.
    pub(super) fn last_edit(&self, at: u64) -> u64 {
        let steps = self.edits.iter().map(|(step, _)| *step);
        steps.filter(|step| *step <= at).max().unwrap_or(0)
    }

    /// Records values that were set at step `at`; edits of later steps are dropped.
    pub(super) fn record_edit(&mut self, at: u64, set: Values) {
        self.edits.retain(|(step, _)| *step <= at);
        match self.edits.last_mut() {
            Some((last, before)) if *last == at => *before = std::mem::take(before).merge(&set),
            Some(_) | None => self.edits.push((at, set)),
        }
    }

    /// The values at step `at`, in the present view.
    fn values_at(&self, at: u64) -> Values {
        let before = self.edits.iter().filter(|(step, _)| *step <= at);
        let set = before.fold(self.start.clone(), |values, (_, set)| values.merge(set));
        set.merge(&self.views)
    }
}

impl Lab {
    /// The entries that bring the same lab with the values `opening` to the present state.
    pub fn replay_since(&self, opening: &Values) -> Vec<ReplayEntry> {
        let mut entries = Vec::new();
        let log = &self.replay_log;
        let mut values = log.start.clone();
        let set = |set: Values| (!set.is_empty()).then_some(ReplayEntry::Set(set));
        entries.extend(set(values.changes_since(opening)));
        for (at, edit) in &log.edits {
            entries.push(ReplayEntry::Run(*at));
            entries.extend(set(edit.clone()));
            values = values.merge(edit);
        }
        entries.extend(set(log.views.changes_since(&values)));
        if let Some(at) = self.run().map(Run::at)
            // A run that was rewound to step 0 after edits still needs the rewind.
            && (at > 0 || log.edits.iter().any(|(step, _)| *step > 0))
        {
            entries.push(ReplayEntry::Run(at));
        }
        entries
    }

    /// Shows the values of the run's present step on the controls: after a rewind, a learning rate that was changed later
    /// shows its earlier value.
    pub fn follow_run(&mut self) {
        let Some(at) = self.run().map(Run::at) else {
            return;
        };
        if !self.replay_log.edits.is_empty() {
            let values = self.replay_log.values_at(at);
            self.restore_values(&values);
        }
    }

    /// Replays `entries` in order.
    ///
    /// # Errors
    /// The first value that its control rejects. Later entries are not replayed then.
    pub fn replay(&mut self, entries: &[ReplayEntry]) -> Result<(), SetError> {
        for entry in entries {
            match entry {
                ReplayEntry::Set(values) => drop(self.set_at_present_step(values)?),
                ReplayEntry::Run(at) => self.go_to(*at),
            }
        }
        Ok(())
    }

    /// Advances or rewinds the run to step `at`, or to its end if that comes sooner. A lab without a run stays as it is.
    pub fn go_to(&mut self, at: u64) {
        let Some(run) = self.run_mut() else { return };
        if run.at() > at {
            run.seek(at);
        }
        while run.at() < at {
            let before = run.at();
            // A run that reached its goal may continue.
            let _: Status = run.advance(Work::slice(at - before));
            if run.at() == before {
                break;
            }
        }
        self.follow_run();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Seed, catalogue};
    use super::*;

    /// The readings as text: some of them are not numbers.
    fn stated(lab: &Lab) -> String {
        format!("{:?}", lab.readings())
    }

    #[test]
    fn a_branched_run_replays_to_the_same_numbers() {
        let kind = catalogue::find("playground").unwrap();
        let opening = kind.complete(&Values::new().with("lr", "0.03"));
        let mut lab = Lab::new(kind, &opening, Seed(3)).unwrap();
        lab.go_to(40);
        let _ = lab.set(&Values::new().with("lr", "0.1")).unwrap();
        lab.go_to(90);
        lab.go_to(70);
        let entries = lab.replay_since(&opening);
        let mut again = Lab::new(kind, &opening, Seed(3)).unwrap();
        again.replay(&entries).unwrap();
        assert_eq!(again.run().map(Run::at), Some(70));
        assert_eq!(stated(&again), stated(&lab));
        assert_eq!(again.values(), lab.values());
        assert_eq!(
            entries.len(),
            3,
            "advance, another rate, advance: {entries:?}"
        );
    }

    #[test]
    fn setting_a_control_to_its_shown_value_is_recorded() {
        let kind = catalogue::find("dying-neuron").unwrap();
        let opening = kind.complete(&Values::new());
        let mut lab = Lab::new(kind, &opening, Seed(0)).unwrap();
        lab.go_to(5);
        let shown = opening.only(&["b"]);
        let _ = lab.set(&shown).unwrap();
        lab.go_to(9);
        let mut again = Lab::new(kind, &opening, Seed(0)).unwrap();
        again.replay(&lab.replay_since(&opening)).unwrap();
        assert_eq!(again.readings(), lab.readings());
    }

    #[test]
    fn controls_show_the_values_of_the_present_step() {
        let kind = catalogue::find("playground").unwrap();
        let opening = kind.complete(&Values::new().with("lr", "0.03"));
        let mut lab = Lab::new(kind, &opening, Seed(0)).unwrap();
        let rate = |lab: &Lab| lab.values().choice("lr").to_owned();
        lab.go_to(40);
        let _ = lab.set(&Values::new().with("lr", "0.1")).unwrap();
        lab.go_to(60);
        let end = stated(&lab);
        lab.go_to(20);
        assert_eq!(rate(&lab), "0.03");
        lab.go_to(60);
        assert_eq!((rate(&lab).as_str(), stated(&lab)), ("0.1", end));
        lab.go_to(20);
        let _ = lab.set(&Values::new().with("lr", "0.01")).unwrap();
        lab.go_to(60);
        assert_eq!(rate(&lab), "0.01", "later edits are dropped");
    }

    #[test]
    fn an_unchanged_lab_has_an_empty_replay() {
        let kind = catalogue::find("bias-node").unwrap();
        let opening = kind.complete(&Values::new());
        let mut lab = Lab::new(kind, &opening, Seed(0)).unwrap();
        assert_eq!(lab.replay_since(&opening), []);
        let _ = lab.set(&Values::new().with("b", 3.0)).unwrap();
        assert_eq!(
            lab.replay_since(&opening),
            [ReplayEntry::Set(Values::new().with("b", 3.0))]
        );
        assert!(lab.undo());
        assert_eq!(lab.replay_since(&opening), []);
    }
}
