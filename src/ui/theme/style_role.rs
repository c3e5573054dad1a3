//! The roles that styles are chosen by.

use crate::figure::Role;

/// The meaning of a part of the screen, which decides its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleRole {
    /// Prose, and the background of everything.
    Text,
    /// Secondary text.
    Dim,
    /// Titles and headings.
    Title,
    /// Pointers, cursors and other signs in the colour of the program.
    Accent,
    /// A number that the model has at this moment.
    Live,
    /// A key to press.
    Key,
    /// The selected entry.
    Selected,
    /// Rules, frames and the rails of sliders.
    Rule,
    /// A hint or a notice of the program.
    Notice,
    /// A right answer.
    Right,
    /// A wrong answer or a fault.
    Wrong,
    /// A goal.
    Goal,
    /// The learner's prediction.
    Prediction,
    /// Code and formulas in prose.
    Code,
    /// Axes and their ticks.
    Axis,
    /// The lines through zero.
    Zero,
    /// The grid lines of ticks.
    Grid,
    /// A kink.
    Kink,
    /// The point that the learner moves.
    Probe,
    /// A code that phones read: dark on light in every theme.
    QrCode,
    /// A curve, bar or dot of a figure.
    Series(Role),
    /// The name of a curve: text in its hue.
    SeriesName(Role),
}

impl StyleRole {
    /// Every style role.
    pub const ALL: [Self; 34] = [
        Self::Text,
        Self::Dim,
        Self::Title,
        Self::Accent,
        Self::Live,
        Self::Key,
        Self::Selected,
        Self::Rule,
        Self::Notice,
        Self::Right,
        Self::Wrong,
        Self::Goal,
        Self::Prediction,
        Self::Code,
        Self::Axis,
        Self::Zero,
        Self::Grid,
        Self::Kink,
        Self::Probe,
        Self::QrCode,
        Self::Series(Role::First),
        Self::Series(Role::Second),
        Self::Series(Role::Third),
        Self::Series(Role::Fourth),
        Self::Series(Role::Target),
        Self::Series(Role::Ghost),
        Self::Series(Role::Prediction),
        Self::SeriesName(Role::First),
        Self::SeriesName(Role::Second),
        Self::SeriesName(Role::Third),
        Self::SeriesName(Role::Fourth),
        Self::SeriesName(Role::Target),
        Self::SeriesName(Role::Ghost),
        Self::SeriesName(Role::Prediction),
    ];
}
