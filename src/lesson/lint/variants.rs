//! Variants and statements of a step: for every value of its free controls, one variant of each group is shown and every
//! statement holds.

use std::collections::BTreeSet;

use super::step_models::StepChecker;
use crate::lab::{Lab, Values};
use crate::lesson::model::{Activity, Condition, Unlock, When};
use crate::lesson::verify::{run_to, samples};
use crate::locale::Phrase;

/// The training step to which the lab of a step without a stop of its own runs.
const STOP: u64 = 1_000;

impl StepChecker<'_> {
    pub(super) fn check_variants(&mut self, opening: &Values) {
        if self.step.variants.is_empty() && self.step.statements.is_empty() {
            return;
        }
        if let (Activity::Question(_), Some(variant)) =
            (&self.step.activity, self.step.variants.first())
        {
            let tail = format!("variant.{}", variant.id);
            self.report(&tail, Phrase::key("check.variant-in-question"));
            return;
        }
        let Ok(lab) = self.setup.lab(opening, None) else {
            return;
        };
        if !self.are_sound(&lab) {
            return;
        }
        let labs = self.sampled_labs(opening);
        self.check_groups(&labs);
        for (at, statement) in self.step.statements.iter().enumerate() {
            for (j, condition) in statement.all.iter().enumerate() {
                self.check_statement(condition, &format!("always.{at}.all.{j}"), &labs);
            }
        }
    }

    /// Whether the conditions of all variants and statements are free of faults.
    fn are_sound(&mut self, lab: &Lab) -> bool {
        let before = self.faults.count();
        for (at, variant) in self.step.variants.iter().enumerate() {
            let path = format!("variant.{}", variant.id);
            match &variant.when {
                When::All(conditions) => {
                    for (j, condition) in conditions.iter().enumerate() {
                        self.is_sound(condition, lab, &format!("{path}.when.{j}"));
                    }
                }
                When::Otherwise => {
                    let mut behind = self.step.variants[at + 1..].iter();
                    if behind.any(|other| other.group == variant.group) {
                        self.report(&path, Phrase::key("check.last-otherwise"));
                    }
                }
            }
        }
        for (at, statement) in self.step.statements.iter().enumerate() {
            for (j, condition) in statement.all.iter().enumerate() {
                self.is_sound(condition, lab, &format!("always.{at}.all.{j}"));
            }
        }
        self.faults.count() == before
    }

    /// The lab at every sample, and at the stop of its run.
    fn sampled_labs(&self, opening: &Values) -> Vec<Lab> {
        let stop = match &self.step.activity {
            Activity::Challenge(goals) => goals.iter().filter_map(|goal| goal.at).max(),
            Activity::Explore | Activity::Question(_) => None,
        };
        let samples = samples(self.step, self.setup, opening);
        let mut labs = Vec::new();
        for values in samples {
            let Ok(lab) = self.setup.lab(&values, None) else {
                continue;
            };
            if lab.run().is_some()
                && let Ok(mut stopped) = self.setup.lab(&values, None)
            {
                run_to(&mut stopped, Some(stop.unwrap_or(STOP)));
                labs.push(stopped);
            }
            labs.push(lab);
        }
        labs
    }

    /// Reports a group that shows none or several of its variants at one of `labs`.
    fn check_groups(&mut self, labs: &[Lab]) {
        let groups: BTreeSet<_> = self.step.variants.iter().map(|it| &it.group).collect();
        for group in groups {
            let members = || self.step.variants.iter().filter(|it| it.group == *group);
            let failing = labs.iter().find_map(|lab| {
                let shown = self
                    .step
                    .shown_variants(lab)
                    .filter(|it| it.group == *group);
                let count = shown.count();
                (count != 1).then_some((count, lab))
            });
            let (Some((count, lab)), Some(first)) = (failing, members().next()) else {
                continue;
            };
            let message = Phrase::key("check.variants-shown")
                .with("count", count)
                .with("values", self.free_values(lab));
            self.report(&format!("variant.{}", first.id), message);
        }
    }

    /// Reports a condition of a statement that one of `labs` does not meet.
    fn check_statement(&mut self, condition: &Condition, tail: &str, labs: &[Lab]) {
        if let Some(lab) = labs.iter().find(|lab| !condition.holds(lab)) {
            let message = Phrase::key("check.not-always").with("values", self.free_values(lab));
            self.report(tail, message);
        }
    }

    /// The values of the free controls in words: `w=-2, b=1`, with the step of a run.
    fn free_values(&self, lab: &Lab) -> String {
        let is_free = |name: &str| match &self.step.unlock {
            Unlock::All => true,
            Unlock::Only(names) => names.iter().any(|free| free == name),
        };
        let values = lab.values().iter().filter(|(name, _)| is_free(name));
        let mut words: Vec<_> = values
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        words.extend(lab.run().map(|run| format!("at={}", run.at())));
        words.join(", ")
    }
}
