//! The numbers of a lab that learners can change, with the words by which sentences name them.

use super::value_names::ValueNames;
use crate::lab::{Domain, Kind, Values};
use crate::locale::Words;

/// A control with the words for it in a language.
pub(super) struct ControlNames {
    /// Its name in `lesson.toml`.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) names: ValueNames,
}

/// The controls of `kind` with a number, at `values`.
pub(super) fn number_controls(kind: &Kind, values: &Values, words: &Words) -> Vec<ControlNames> {
    let controls = kind.controls(values);
    let label = |name: &str| words.format(&kind.control_label(name));
    let numbers = controls.0.iter().filter(|control| match &control.domain {
        Domain::Number(_) => true,
        Domain::Choice(options) => options.words.is_empty(),
        Domain::Text { .. } => false,
    });
    numbers
        .map(|control| {
            let others = controls.names().filter(|other| *other != control.name);
            let label_of_control = label(&control.name);
            ControlNames {
                names: ValueNames::of_control(control, &label_of_control, words)
                    .beside(others.map(label)),
                name: control.name.clone(),
                label: label_of_control,
            }
        })
        .collect()
}
