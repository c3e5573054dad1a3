//! Bars.

use super::{Axis, Role};
use crate::locale::Phrase;

/// Horizontal bars over one axis of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What their length means.
    pub title: Phrase,
    /// The axis of values; bars start at zero, on a log axis at its low end.
    pub axis: Axis,
    /// One bar a line.
    pub bars: Vec<Bar>,
    /// A value to reach or to stay below, drawn across all bars.
    pub goal: Option<f64>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it measures.
    pub label: Phrase,
    /// Its value, in the units of the axis.
    pub value: f64,
    /// The value in words.
    pub written: Phrase,
    /// What part it plays.
    pub role: Role,
}
