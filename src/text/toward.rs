//! The direction of a step.

/// The direction of a step through values, options or entries of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// To the previous one; of numbers, to the lower one.
    Previous,
    /// To the next one; of numbers, to the higher one.
    Next,
}
