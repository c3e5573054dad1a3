//! How a lab came to where it stands, so that it can be brought there again.

use super::{Lab, SetError, Status, Values, Work};

/// Something that was done to a lab.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplayEntry {
    /// Controls were set, all in one change.
    Set(Values),
    /// The run went to this step, on or back.
    Run(u64),
}

/// What was done since the run last began: enough to bring any lab of the same kind and seed to the same state,
/// bit by bit.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct ReplayLog {
    /// What the controls stood at when the run began.
    start: Values,
    /// What was set while it went on, and at which steps, in order.
    hands: Vec<(u64, Values)>,
    /// What was set since that only shows the run in another way.
    views: Values,
}

impl ReplayLog {
    pub(super) fn from(start: &Values) -> Self {
        Self {
            start: start.clone(),
            hands: Vec::new(),
            views: Values::new(),
        }
    }

    /// What was set before the first step becomes part of the beginning.
    pub(super) fn begin(&mut self, set: &Values) {
        self.hands.retain(|(step, _)| *step == 0);
        self.start = std::mem::take(&mut self.start).over(set);
    }

    /// What the controls stood at when the run began.
    pub(super) fn start(&self) -> &Values {
        &self.start
    }

    /// The run is shown in another way.
    pub(super) fn view(&mut self, set: &Values) {
        self.views = std::mem::take(&mut self.views).over(set);
    }

    /// What the controls stood at at step `at`, as it is shown now.
    fn values_at(&self, at: u64) -> Values {
        let before = self.hands.iter().filter(|(step, _)| *step <= at);
        let set = before.fold(self.start.clone(), |values, (_, set)| values.over(set));
        set.over(&self.views)
    }

    /// `set` was set while the run stood at step `at`, and it went on from there; what lay ahead is forgotten.
    pub(super) fn hand(&mut self, at: u64, set: Values) {
        self.hands.retain(|(step, _)| *step <= at);
        match self.hands.last_mut() {
            Some((last, before)) if *last == at => *before = std::mem::take(before).over(&set),
            Some(_) | None => self.hands.push((at, set)),
        }
    }
}

impl Lab {
    /// What brings the same lab with its controls at `opening` to where this one stands.
    pub fn replay_since(&self, opening: &Values) -> Vec<ReplayEntry> {
        let mut moves = Vec::new();
        let mut stands = self.replay_log.start.clone();
        let set = |set: Values| (!set.is_empty()).then_some(ReplayEntry::Set(set));
        moves.extend(set(stands.changed_from(opening)));
        for (at, values) in &self.replay_log.hands {
            moves.push(ReplayEntry::Run(*at));
            moves.extend(set(values.clone()));
            stands = stands.over(values);
        }
        moves.extend(set(self.replay_log.views.changed_from(&stands)));
        if let Some(at) = self.run().map(super::Run::at)
            // A run that was taken back to its beginning went on before.
            && (at > 0 || self.replay_log.hands.iter().any(|(step, _)| *step > 0))
        {
            moves.push(ReplayEntry::Run(at));
        }
        moves
    }

    /// Lets the controls show what they stood at when the run was where it is now: a learning rate that was turned later
    /// stands where it stood.
    pub fn follow_run(&mut self) {
        let Some(at) = self.run().map(super::Run::at) else {
            return;
        };
        if !self.replay_log.hands.is_empty() {
            let then = self.replay_log.values_at(at);
            self.recall(&then);
        }
    }

    /// Does `moves`, one after the other; the first that is refused ends it.
    pub fn replay(&mut self, moves: &[ReplayEntry]) -> Result<(), SetError> {
        for one in moves {
            match one {
                ReplayEntry::Set(values) => drop(self.set(values)?),
                ReplayEntry::Run(at) => self.go_to(*at),
            }
        }
        Ok(())
    }

    /// Runs to step `at`, or to the run's end if that comes sooner, or goes back to it; a lab that does not run stays.
    pub fn go_to(&mut self, at: u64) {
        let Some(run) = self.run_mut() else { return };
        if run.at() > at {
            run.seek(at);
        }
        while run.at() < at {
            let before = run.at();
            // A run that has come to its goal may go on.
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

    #[test]
    fn a_run_that_took_branches_is_brought_to_the_same_numbers_again() {
        let kind = catalogue::find("watch-it-learn").unwrap();
        let opening = kind.complete(&Values::new().with("f", "relu"));
        let mut lab = Lab::new(kind, &opening, Seed(3)).unwrap();
        lab.go_to(40);
        let _ = lab.set(&Values::new().with("lr", "0.1")).unwrap();
        lab.go_to(90);
        lab.go_to(70);
        let moves = lab.replay_since(&opening);
        let mut again = Lab::new(kind, &opening, Seed(3)).unwrap();
        again.replay(&moves).unwrap();
        assert_eq!(again.run().map(super::super::Run::at), Some(70));
        assert_eq!(again.readings(), lab.readings());
        assert_eq!(again.values(), lab.values());
        assert_eq!(moves.len(), 3, "on, another rate, further: {moves:?}");
    }

    #[test]
    fn a_hand_that_sets_a_control_to_what_it_shows_already_is_remembered() {
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
    fn controls_show_what_they_stood_at_when_the_run_was_there() {
        let kind = catalogue::find("watch-it-learn").unwrap();
        let opening = kind.complete(&Values::new().with("f", "relu"));
        let mut lab = Lab::new(kind, &opening, Seed(0)).unwrap();
        let rate = |lab: &Lab| lab.values().choice("lr").to_owned();
        lab.go_to(40);
        let _ = lab.set(&Values::new().with("lr", "0.1")).unwrap();
        lab.go_to(60);
        let end = lab.readings();
        lab.go_to(20);
        assert_eq!(rate(&lab), "0.03");
        lab.go_to(60);
        assert_eq!((rate(&lab).as_str(), lab.readings()), ("0.1", end));
        lab.go_to(20);
        let _ = lab.set(&Values::new().with("lr", "0.01")).unwrap();
        lab.go_to(60);
        assert_eq!(rate(&lab), "0.01", "what lay ahead is forgotten");
    }

    #[test]
    fn a_lab_that_stands_as_it_opened_needs_no_move() {
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
