//! Pieces that differ from their record.

use crate::lesson::model::{Fault, Location};
use crate::locale::Phrase;

/// A piece that differs from its record.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewChange {
    /// The location of the first word that changed.
    pub place: Location,
    /// The name of the piece.
    pub piece: String,
    /// The hash in the record; none for a new piece.
    pub old: Option<String>,
    /// The sentences of a text, or the values of an element, that changed; all of them for a new piece, none for one that is
    /// gone.
    pub sentences: Vec<String>,
    /// The name of the lesson, or [`COURSE_FOLDER`](super::COURSE_FOLDER).
    pub(super) folder: String,
    pub(super) kind: ReviewChangeKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum ReviewChangeKind {
    /// Its text changed, and in these languages it did not.
    Changed(Vec<String>),
    New,
    Gone,
}

impl ReviewChange {
    /// The change as a fault of the course.
    pub(super) fn into_fault(self) -> Fault {
        let key = match &self.kind {
            ReviewChangeKind::Changed(unchanged) if unchanged.is_empty() => "check.review.changed",
            ReviewChangeKind::Changed(_) => "check.review.changed-alone",
            ReviewChangeKind::New => "check.review.new",
            ReviewChangeKind::Gone => "check.review.gone",
        };
        let message = Phrase::key(key)
            .with("name", self.folder)
            .with("piece", self.piece);
        let message = match self.kind {
            ReviewChangeKind::Changed(unchanged) => message.with("langs", unchanged.join(", ")),
            ReviewChangeKind::New | ReviewChangeKind::Gone => message,
        };
        Fault {
            place: self.place,
            message,
        }
    }
}
