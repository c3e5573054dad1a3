//! The part that data lack before a playground can learn them.

use super::column::ImportColumn;
use super::roles::{ColumnRole, ColumnRoles};
use super::rows::RowSelection;
use crate::lab::{MIN_POINTS, TableRow};
use crate::locale::Phrase;

/// The reason why a plan makes no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportGap {
    /// Fewer than two columns can be an input or the target.
    TooFewColumns,
    /// No column is an input.
    NoInput,
    /// No column is the target.
    NoTarget,
    /// Fewer rows than can be learned from have all values.
    TooFewRows,
    /// All rows have the same class.
    OneClass,
    /// All rows have the same input.
    OnePlace,
}

impl ImportGap {
    /// The part that the rows of `selection` lack with these roles; none where they are enough.
    pub(super) fn find(
        roles: &ColumnRoles,
        columns: &[ImportColumn],
        selection: &RowSelection,
    ) -> Option<Self> {
        let rows = &selection.rows;
        let is_class = matches!(roles.target, Some((_, ColumnRole::ClassTarget)));
        let differs = |key: fn(&TableRow) -> f64| {
            rows.first()
                .is_some_and(|first| rows.iter().any(|row| key(row) != key(first)))
        };
        let has_places = differs(|row| row.inputs[0]) || differs(|row| row.inputs[1]);
        let is_incomplete = roles.target.is_none() || roles.inputs.is_empty();
        if is_incomplete && !can_be_completed(columns) {
            Some(Self::TooFewColumns)
        } else if roles.target.is_none() {
            Some(Self::NoTarget)
        } else if roles.inputs.is_empty() {
            Some(Self::NoInput)
        } else if rows.len() < MIN_POINTS {
            Some(Self::TooFewRows)
        } else if is_class && !differs(|row| row.target) {
            Some(Self::OneClass)
        } else if !has_places {
            Some(Self::OnePlace)
        } else {
            None
        }
    }

    /// The part that is missing, and the key that helps.
    pub fn phrase(self) -> Phrase {
        self.with_remedy("key")
    }

    /// The part that is missing, and the option of the command line that helps.
    pub fn phrase_for_command(self) -> Phrase {
        self.with_remedy("option")
    }

    /// The part that is missing, and the key of a lesson that helps.
    pub fn phrase_for_lesson(self) -> Phrase {
        self.with_remedy("lesson")
    }

    fn with_remedy(self, remedy: &str) -> Phrase {
        let (name, has_remedies) = match self {
            Self::TooFewColumns => ("too-few-columns", false),
            Self::NoInput => ("no-input", true),
            Self::NoTarget => ("no-target", true),
            Self::TooFewRows => ("too-few-rows", false),
            Self::OneClass => ("one-class", true),
            Self::OnePlace => ("one-place", true),
        };
        let key = if has_remedies {
            format!("ui.import.gap.{remedy}.{name}")
        } else {
            format!("ui.import.gap.{name}")
        };
        Phrase::key(key).with("least", MIN_POINTS)
    }
}

/// Whether one column can be an input while another one is the target.
fn can_be_completed(columns: &[ImportColumn]) -> bool {
    let can_be_target = |column: &ImportColumn| column.has_numbers() || column.has_classes();
    let targets = columns.iter().filter(|column| can_be_target(column));
    columns.iter().any(ImportColumn::has_numbers) && targets.count() > 1
}
