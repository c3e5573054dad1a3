//! Goals: not met by themselves, met by their solutions, reached with what is unlocked.

use super::step_models::Checker;
use crate::lab::{Lab, Values};
use crate::lesson::model::{Goal, Unlock};
use crate::lesson::verify::run_to;
use crate::locale::Phrase;

impl Checker<'_> {
    /// Each goal in turn, from where the solution of the one before it has left the lab.
    pub(super) fn goals(&mut self, goals: &[Goal], opening: Values) {
        let mut values = opening;
        for (i, goal) in goals.iter().enumerate() {
            let Some(solved) = self.goal(goal, &values, &format!("goal.{i}")) else {
                return;
            };
            values = solved;
        }
    }

    /// The values that the solution leads to; none where it leads nowhere.
    fn goal(&mut self, goal: &Goal, opening: &Values, tail: &str) -> Option<Values> {
        let mut lab = self.setup.lab(opening, None).ok()?;
        let mut is_sound = true;
        for (j, condition) in goal.all.iter().enumerate() {
            is_sound &= self.is_sound(condition, &lab, &format!("{tail}.all.{j}"));
        }
        if goal.at.is_some() && lab.run().is_none() {
            self.fault(&format!("{tail}.at"), Phrase::key("check.no-run"));
        }
        self.only_unlocked(goal, tail);
        let solution = format!("{tail}.solution");
        let values = self.admits(opening, &goal.solution, &solution)?;
        if !is_sound {
            return Some(values);
        }
        if is_met(goal, &lab) {
            self.fault(tail, Phrase::key("check.goal-at-default"));
        } else {
            run_to(&mut lab, goal.at);
            if is_met(goal, &lab) {
                self.fault(tail, Phrase::key("check.goal-by-running"));
            }
        }
        let mut solved = self.setup.lab(&values, None).ok()?;
        run_to(&mut solved, goal.at);
        if !is_met(goal, &solved) {
            self.fault(&solution, Phrase::key("check.solution-fails"));
        }
        Some(values)
    }

    fn only_unlocked(&mut self, goal: &Goal, tail: &str) {
        let Unlock::Only(unlocked) = &self.step.unlock else {
            return;
        };
        for (name, _) in goal.solution.iter() {
            if !unlocked.iter().any(|free| free == name) {
                let what = Phrase::key("check.solution-locked")
                    .with("control", name)
                    .with("names", unlocked.join(", "));
                self.fault(&format!("{tail}.solution.{name}"), what);
            }
        }
    }
}

fn is_met(goal: &Goal, lab: &Lab) -> bool {
    goal.all.iter().all(|condition| condition.holds(lab))
}
