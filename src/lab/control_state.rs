//! The values of a lab's controls, with a cache of the controls that exist at these values.

use super::{Controls, Kind, SetError, Values};
use crate::text::nearest_names;

/// Complete values and the controls that they call for. The controls are computed once, when the values change.
#[derive(Clone)]
pub(super) struct ControlState {
    kind: Kind,
    values: Values,
    controls: Controls,
}

impl ControlState {
    /// `values` as they are; they must be complete.
    pub(super) fn new(kind: &Kind, values: Values) -> Self {
        Self {
            kind: kind.clone(),
            controls: kind.controls(&values),
            values,
        }
    }

    /// `values` with defaults for everything that is missing or not allowed.
    pub(super) fn complete(kind: &Kind, values: &Values) -> Self {
        Self::new(kind, kind.complete(values))
    }

    /// `base` with `set` on top, complete.
    ///
    /// # Errors
    /// The first of `set` that its control rejects.
    pub(super) fn validate(kind: &Kind, base: &Values, set: &Values) -> Result<Self, SetError> {
        let state = Self::complete(kind, &base.clone().merge(set));
        for (name, value) in set.iter() {
            let control = state
                .controls
                .get(name)
                .ok_or_else(|| SetError::NoSuchControl {
                    control: name.to_owned(),
                    names: nearest_names(name, state.controls.names()),
                })?;
            control.validate(value)?;
        }
        Ok(state)
    }

    pub(super) fn kind(&self) -> &Kind {
        &self.kind
    }

    pub(super) fn values(&self) -> &Values {
        &self.values
    }

    pub(super) fn controls(&self) -> &Controls {
        &self.controls
    }
}
