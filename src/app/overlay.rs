//! What lies over the screen.

use super::Entry;

/// What lies over the screen, if anything.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// Every key that works here.
    Help {
        /// Lines scrolled.
        scroll: u16,
    },
    /// A box for typing a value.
    Entry(Entry),
    /// Nothing at all, for a talk.
    Blank,
}
