//! Goals: open at the start, reached by their solutions, with unlocked controls only.

use super::conditions::found;
use super::goal_texts::{is_narrow, is_same};
use super::stated_numbers::typed_values;
use super::step_models::StepChecker;
use crate::lab::{Lab, Turn, Values};
use crate::lesson::model::{Comparison, Goal, Subject, Unlock};
use crate::lesson::verify::run_to;
use crate::locale::Phrase;
use crate::text::Toward;

/// The steps of a control that a learner takes before thinking.
const FEW_TURNS: usize = 2;

impl StepChecker<'_> {
    /// Checks the goals in order, each from the values that the solution of the previous one leaves.
    pub(super) fn check_goals(&mut self, goals: &[Goal], opening: Values) {
        let mut values = opening;
        for (i, goal) in goals.iter().enumerate() {
            let Some(solved) = self.check_goal(goal, &values, &format!("goal.{i}")) else {
                return;
            };
            values = solved;
        }
    }

    /// The values after the solution; `None` if a value is refused.
    fn check_goal(&mut self, goal: &Goal, opening: &Values, tail: &str) -> Option<Values> {
        let mut lab = self.setup.lab(opening, None).ok()?;
        let mut is_sound = true;
        for (j, condition) in goal.all.iter().enumerate() {
            is_sound &= self.is_sound(condition, &lab, &format!("{tail}.all.{j}"));
        }
        if goal.at.is_some() && lab.run().is_none() {
            self.report(
                &format!("{tail}.at"),
                Phrase::key("check.no-run").with("key", "at"),
            );
        }
        self.check_solution_is_unlocked(goal, tail);
        let solution = format!("{tail}.solution");
        let values = self.check_set(opening, &goal.solution, &solution)?;
        if !is_sound {
            return Some(values);
        }
        self.check_tolerances(goal, &lab, tail);
        if is_met(goal, &lab) {
            self.report(tail, Phrase::key("check.goal-at-default"));
        } else {
            run_to(&mut lab, goal.at);
            if is_met(goal, &lab) {
                self.report(tail, Phrase::key("check.goal-by-running"));
            }
            self.check_accident(goal, opening, tail);
        }
        let mut solved = self.setup.lab(&values, None).ok()?;
        run_to(&mut solved, goal.at);
        let missed = goal.all.iter().filter(|it| !it.holds(&solved));
        if let Some(found) = found(missed, &solved) {
            let message = Phrase::key("check.solution-fails").with("found", found);
            self.report(&solution, message);
        }
        Some(values)
    }

    /// Reports a goal that a few presses of a key meet, and a reason for it that is not needed.
    fn check_accident(&mut self, goal: &Goal, opening: &Values, tail: &str) {
        let keys = self.accident(goal, opening);
        match (&goal.easy, keys) {
            (None, Some(keys)) => {
                self.report(
                    tail,
                    Phrase::key("check.goal-by-accident").with("keys", keys),
                );
            }
            (Some(_), None) => {
                self.report(&format!("{tail}.easy"), Phrase::key("check.goal-not-easy"));
            }
            (None, None) | (Some(_), Some(_)) => {}
        }
    }

    /// The keys that meet the goal without a thought and without a run: at most [`FEW_TURNS`] steps of the control that is
    /// chosen first, or a jump to one of its ends. None where there are none.
    fn accident(&self, goal: &Goal, opening: &Values) -> Option<&'static str> {
        let Unlock::Only(unlocked) = &self.step.unlock else {
            return None;
        };
        let presses = [
            ("→", Turn::Step(Toward::Next), FEW_TURNS),
            ("←", Turn::Step(Toward::Previous), FEW_TURNS),
            ("End", Turn::High, 1),
            ("Home", Turn::Low, 1),
        ];
        let meets = |(_, turn, times): &(&str, Turn, usize)| {
            let Ok(mut lab) = self.setup.lab(opening, None) else {
                return false;
            };
            let exists = |name: &&String| lab.controls().get(name).is_some();
            let Some(control) = unlocked.iter().find(exists) else {
                return false;
            };
            (0..*times).any(|_| lab.turn(control, *turn).is_some() && is_met(goal, &lab))
        };
        let found = presses.iter().find(|press| meets(press));
        found.map(|(key, _, _)| *key)
    }

    /// Reports conditions that hold far from their number, unless the text says both limits.
    fn check_tolerances(&mut self, goal: &Goal, lab: &Lab, tail: &str) {
        for (j, condition) in goal.all.iter().enumerate() {
            let Comparison::Is { value, within } = condition.test else {
                continue;
            };
            let opening = match &condition.subject {
                Subject::Reading(name) => lab.readings().get(name),
                Subject::Control(name) => Some(lab.values().number(name)),
            };
            if is_narrow(value, within, opening.filter(|it| it.is_finite()))
                || self.says_limits(value, within)
            {
                continue;
            }
            let message = Phrase::key("check.wide-goal")
                .with("value", value)
                .with("within", within);
            self.report(&format!("{tail}.all.{j}.within"), message);
        }
    }

    /// Whether the texts of the step say both limits of a number.
    fn says_limits(&self, value: f64, within: f64) -> bool {
        let mut texts = self.lesson.texts.all();
        texts.any(|text| {
            let Some(text) = text.steps.get(&self.step.id) else {
                return false;
            };
            let numbers = typed_values(&text.body);
            let says = |limit: f64| numbers.iter().any(|it| is_same(it.value, limit));
            says(value - within) && says(value + within)
        })
    }

    /// Reports locked controls in the solution.
    fn check_solution_is_unlocked(&mut self, goal: &Goal, tail: &str) {
        let Unlock::Only(unlocked) = &self.step.unlock else {
            return;
        };
        for (name, _) in goal.solution.iter() {
            if !unlocked.iter().any(|control| control == name) {
                let message = Phrase::key("check.solution-locked")
                    .with("control", name)
                    .with("names", unlocked.join(", "));
                self.report(&format!("{tail}.solution.{name}"), message);
            }
        }
    }
}

fn is_met(goal: &Goal, lab: &Lab) -> bool {
    goal.all.iter().all(|condition| condition.holds(lab))
}
