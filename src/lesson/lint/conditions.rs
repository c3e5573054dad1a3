//! Conditions: that what they look at is there, and can be what they want.

use super::step_models::{Checker, unknown_control};
use crate::lab::{Lab, Value};
use crate::lesson::model::{Comparison, Condition, Subject};
use crate::locale::Phrase;
use crate::text::nearest_names;

impl Checker<'_> {
    /// Whether the condition under `tail` can be looked at.
    pub(super) fn is_sound(&mut self, condition: &Condition, lab: &Lab, tail: &str) -> bool {
        let before = self.faults.0.len();
        match &condition.subject {
            Subject::Reading(name) => self.reading(name, &condition.test, lab, tail),
            Subject::Control(name) => self.control(name, &condition.test, lab, tail),
        }
        if condition.at.is_some() && lab.run().is_none() {
            self.fault(&format!("{tail}.at"), Phrase::key("check.no-run"));
        }
        self.faults.0.len() == before
    }

    fn reading(&mut self, name: &str, test: &Comparison, lab: &Lab, tail: &str) {
        if lab.readings().get(name).is_none() {
            self.fault(&format!("{tail}.reading"), unknown_reading(name, lab));
        } else if let Comparison::Chosen(text) = test {
            let what = Phrase::key("check.reading-is-number")
                .with("reading", name)
                .with("text", text.as_str());
            self.fault(&format!("{tail}.is"), what);
        }
    }

    fn control(&mut self, name: &str, test: &Comparison, lab: &Lab, tail: &str) {
        let controls = lab.controls();
        let Some(control) = controls.get(name) else {
            let path = self.path(&format!("{tail}.control"));
            return unknown_control(self.lesson, name, controls, &path, self.faults);
        };
        if let Comparison::Chosen(option) = test
            && let Err(refused) = control.validate(&Value::Choice(option.clone()))
        {
            self.fault(&format!("{tail}.is"), refused.phrase());
        }
    }
}

/// The fault of naming a reading that the lab does not have.
pub(super) fn unknown_reading(name: &str, lab: &Lab) -> Phrase {
    let readings = lab.readings();
    let names = nearest_names(name, readings.iter().map(|(name, _)| name)).join(", ");
    Phrase::key("check.unknown-reading")
        .with("reading", name)
        .with("names", names)
}
