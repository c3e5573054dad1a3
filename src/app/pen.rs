//! The pen on a picture of the learner's own.

use super::input::key::{Key, KeyCode};
use crate::lab::PICTURE_SIDE;

/// The pen on the picture of a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    /// The control that holds the picture.
    pub(super) control: String,
    /// The row and the column below the pen, each counted from 0.
    pub(super) at: (usize, usize),
}

/// A move of the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PenMove {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
}

/// The meaning of a key while a picture is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PenKey {
    /// Moves the pen.
    Move(PenMove),
    /// Lights the dark pixel below the pen, or darkens the lit one.
    Switch,
    /// Ends painting.
    End,
}

impl PenKey {
    /// The meaning of `key`, if it has one.
    pub(super) fn of(key: Key) -> Option<Self> {
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => Some(Self::Move(PenMove::Up)),
            KeyCode::Down | KeyCode::Char('j') => Some(Self::Move(PenMove::Down)),
            KeyCode::Left | KeyCode::Char('h') => Some(Self::Move(PenMove::Left)),
            KeyCode::Right | KeyCode::Char('l') => Some(Self::Move(PenMove::Right)),
            KeyCode::Char(' ') => Some(Self::Switch),
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('=') => Some(Self::End),
            KeyCode::Char(_)
            | KeyCode::Tab
            | KeyCode::BackTab
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown => None,
        }
    }
}

impl Pen {
    /// A pen in the middle of the picture of the control called `control`.
    pub(super) fn new(control: &str) -> Self {
        Self {
            control: control.to_owned(),
            at: (PICTURE_SIDE / 2, PICTURE_SIDE / 2),
        }
    }

    /// Moves it, up to the edges of the picture; whether it moved.
    pub(super) fn go(&mut self, pen_move: PenMove) -> bool {
        let last = PICTURE_SIDE - 1;
        let (row, column) = self.at;
        let to = match pen_move {
            PenMove::Up => (row.saturating_sub(1), column),
            PenMove::Down => ((row + 1).min(last), column),
            PenMove::Left => (row, column.saturating_sub(1)),
            PenMove::Right => (row, (column + 1).min(last)),
        };
        let has_moved = self.at != to;
        self.at = to;
        has_moved
    }
}
