//! Conditions: their readings and controls exist and have the compared type.

use super::labs::report_unknown_control;
use super::step_models::StepChecker;
use crate::lab::{Lab, Value};
use crate::lesson::model::{Comparison, Condition, Subject};
use crate::locale::Phrase;
use crate::text::nearest_names;

impl StepChecker<'_> {
    /// Whether the condition at `tail` of the step is free of faults.
    pub(super) fn is_sound(&mut self, condition: &Condition, lab: &Lab, tail: &str) -> bool {
        let before = self.faults.count();
        match &condition.subject {
            Subject::Reading(name) => self.check_reading(name, &condition.test, lab, tail),
            Subject::Control(name) => self.check_control(name, &condition.test, lab, tail),
        }
        if condition.at.is_some() && lab.run().is_none() {
            self.report(
                &format!("{tail}.at"),
                Phrase::key("check.no-run").with("key", "at"),
            );
        }
        self.faults.count() == before
    }

    fn check_reading(&mut self, name: &str, test: &Comparison, lab: &Lab, tail: &str) {
        if lab.readings().get(name).is_none() {
            self.report(&format!("{tail}.reading"), unknown_reading(name, lab));
        } else if let Comparison::Chosen(text) = test {
            let message = Phrase::key("check.reading-is-number")
                .with("reading", name)
                .with("text", text.as_str());
            self.report(&format!("{tail}.is"), message);
        }
    }

    fn check_control(&mut self, name: &str, test: &Comparison, lab: &Lab, tail: &str) {
        let controls = lab.controls();
        let Some(control) = controls.get(name) else {
            let path = self.path(&format!("{tail}.control"));
            return report_unknown_control(self.lesson, name, controls, &path, self.faults);
        };
        if let Comparison::Chosen(option) = test
            && let Err(refused) = control.validate(&Value::Choice(option.clone()))
        {
            self.report(&format!("{tail}.is"), refused.phrase());
        }
    }
}

/// The message for a reading that the lab does not have.
pub(super) fn unknown_reading(name: &str, lab: &Lab) -> Phrase {
    let readings = lab.readings();
    let names = nearest_names(name, readings.iter().map(|(name, _)| name)).join(", ");
    Phrase::key("check.unknown-reading")
        .with("reading", name)
        .with("names", names)
}

/// The present values of `lab` that `conditions` compare: "pieces is 3". None without conditions.
pub(super) fn found<'a>(
    conditions: impl Iterator<Item = &'a Condition>,
    lab: &Lab,
) -> Option<Phrase> {
    let all = conditions.map(|condition| {
        let (name, value) = match &condition.subject {
            Subject::Reading(name) => (name, lab.readings().get(name).map(Value::Number)),
            Subject::Control(name) => (name, lab.values().get(name).cloned()),
        };
        let named = |key| Phrase::key(key).with("name", name.as_str());
        match value {
            Some(Value::Number(number)) if !number.is_nan() => {
                named("check.found-number").with("found", number)
            }
            Some(Value::Choice(option)) => named("check.found-option").with("found", option),
            Some(Value::Number(_) | Value::Text(_)) | None => named("check.found-nothing"),
        }
    });
    all.reduce(|first, next| {
        Phrase::key("check.found-several")
            .with("first", first)
            .with("next", next)
    })
}
