//! Bar charts.

use super::{Axis, Role};
use crate::locale::Phrase;

/// Horizontal bars on one axis of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The quantity that their length shows.
    pub title: Phrase,
    /// The axis of values; bars start at zero, on a logarithmic axis at its low end.
    pub axis: Axis,
    /// The bars, from top to bottom.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The label beside the bar.
    pub label: Phrase,
    /// The value, in the units of the axis.
    pub value: f64,
    /// The value as text.
    pub value_text: Phrase,
    /// The role, which decides its colour.
    pub role: Role,
}
