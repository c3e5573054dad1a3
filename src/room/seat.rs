//! Seats and their names.

use std::fmt;
use std::time::Duration;

use super::Place;
use crate::text::width;

/// The longest name in columns.
const NAME_COLUMNS: usize = 16;

/// The largest number of characters of a name; some letters of Indic and Hangul scripts have no width of their own.
const NAME_CHARS: usize = 48;

/// The number of a seat. A number is never given twice in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeatId(u32);

impl SeatId {
    /// The seat with this number.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number as it is shown.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// A seat that is taken.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    pub(super) name: Option<SeatName>,
    /// Whether the presenter's steps move this guest.
    pub(super) follows: bool,
    /// The place of the guest; none on the list of lessons.
    pub(super) place: Option<Place>,
    /// Whether the goals of the step there are met.
    pub(super) is_done: bool,
    /// The time at which the hand was raised, while it is up.
    pub(super) hand_raised_at: Option<Duration>,
    /// The time at which the connection was lost, until it is there again.
    pub(super) away_since: Option<Duration>,
}

impl Seat {
    /// The seat of a guest who follows the presenter to `place`.
    pub(super) fn new(place: Option<Place>) -> Self {
        Self {
            name: None,
            follows: true,
            place,
            is_done: false,
            hand_raised_at: None,
            away_since: None,
        }
    }
}

/// The name that a guest chose.
///
/// It has at most 16 columns of letters, digits and `-`, `_`, `.`, `'`. Control characters, escape sequences, marks of writing
/// direction and stacks of accents are no letters, so none reaches another screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatName(String);

/// The reason why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// It has no letter and no digit.
    Empty,
    /// It has more than 16 columns.
    TooLong,
    /// This character is neither a letter, a digit nor one of `-`, `_`, `.`, `'`.
    Character(char),
}

impl SeatName {
    /// Reads a name; spaces at its ends are dropped.
    ///
    /// # Errors
    /// The text is empty or too long, or has a character that a name may not have.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if let Some(other) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(NameError::Character(other));
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err(NameError::Empty);
        }
        if width(text) > NAME_COLUMNS || text.chars().count() > NAME_CHARS {
            return Err(NameError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SeatName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Letters of Hangul that look like blanks.
const FILLERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

fn is_allowed(c: char) -> bool {
    (c.is_alphanumeric() && !FILLERS.contains(&c)) || "-_.'".contains(c)
}
