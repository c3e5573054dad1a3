//! The roles of the columns: inputs and target.

use super::column::{ColumnKind, ImportColumn};
use crate::locale::Phrase;

/// The most inputs.
const MAX_INPUTS: usize = 2;

/// The role of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// Not used.
    Unused,
    /// The input of this index, from 0.
    Input(usize),
    /// The target, as one of two classes.
    ClassTarget,
    /// The target, as a number.
    NumberTarget,
}

/// The columns that are inputs and target, by their index.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ColumnRoles {
    /// The inputs, at most two.
    pub inputs: Vec<usize>,
    /// The target, and whether it is a class or a number.
    pub target: Option<(usize, ColumnRole)>,
}

impl ColumnRole {
    /// The role in words.
    pub fn phrase(self) -> Phrase {
        Phrase::key(match self {
            Self::Unused => "ui.import.role.unused",
            Self::Input(0) => "ui.import.role.input-a",
            Self::Input(_) => "ui.import.role.input-b",
            Self::ClassTarget => "ui.import.role.class-target",
            Self::NumberTarget => "ui.import.role.number-target",
        })
    }
}

impl ColumnRoles {
    /// The likely roles: a column of classes is the target, else the last column of numbers; the first other columns of
    /// numbers are the inputs.
    pub fn guess(columns: &[ImportColumn]) -> Self {
        let numbers = |kinds: &[ColumnKind], target: Option<usize>| -> Vec<usize> {
            let is_input = |at: &usize| {
                let column = &columns[*at];
                Some(*at) != target && kinds.contains(&column.kind) && column.has_numbers()
            };
            (0..columns.len()).filter(is_input).collect()
        };
        if let Some(target) = guess_class_target(columns) {
            let target_index = Some(target);
            let mut inputs = numbers(&[ColumnKind::Number], target_index);
            if inputs.len() < MAX_INPUTS {
                inputs.extend(numbers(&[ColumnKind::Class], target_index));
            }
            if inputs.is_empty() {
                inputs = numbers(&[ColumnKind::Index], target_index);
            }
            inputs.truncate(MAX_INPUTS);
            // Over one input, the numbers 0 and 1 are heights of a curve.
            let is_curve = inputs.len() == 1 && columns[target].has_numbers();
            let role = if is_curve {
                ColumnRole::NumberTarget
            } else {
                ColumnRole::ClassTarget
            };
            return Self {
                inputs,
                target: Some((target, role)),
            };
        }
        let last = |kind| numbers(&[kind], None).pop();
        // An index is a target only beside another one: it says nothing of its row.
        let has_two_indices = numbers(&[ColumnKind::Index], None).len() > 1;
        let target = last(ColumnKind::Number)
            .or_else(|| last(ColumnKind::Class))
            .or_else(|| last(ColumnKind::Index).filter(|_| has_two_indices));
        let kinds = [ColumnKind::Number, ColumnKind::Class, ColumnKind::Index];
        let groups = kinds.iter().map(|kind| numbers(&[*kind], target));
        let mut inputs = groups
            .into_iter()
            .find(|group| !group.is_empty())
            .unwrap_or_default();
        inputs.truncate(MAX_INPUTS);
        Self {
            inputs,
            target: target.map(|target| (target, ColumnRole::NumberTarget)),
        }
    }

    /// The role of the column with the index `at`.
    pub fn role(&self, at: usize) -> ColumnRole {
        match (
            self.inputs.iter().position(|input| *input == at),
            self.target,
        ) {
            (Some(input), _) => ColumnRole::Input(input),
            (None, Some((target, role))) if target == at => role,
            (None, _) => ColumnRole::Unused,
        }
    }

    /// The roles that the column with the index `at` may have beside the others.
    pub(super) fn possible(&self, at: usize, column: &ImportColumn) -> Vec<ColumnRole> {
        let other_inputs = self.inputs.iter().filter(|input| **input != at).count();
        let mut roles = vec![ColumnRole::Unused];
        if column.has_numbers() {
            roles.push(ColumnRole::Input(0));
            if other_inputs > 0 {
                roles.push(ColumnRole::Input(1));
            }
        }
        if column.has_classes() {
            roles.push(ColumnRole::ClassTarget);
        }
        if column.has_numbers() {
            roles.push(ColumnRole::NumberTarget);
        }
        roles
    }

    /// The same roles with `role` for the column with the index `at`. A column that had this role takes the former role of
    /// the other one, if it can.
    #[must_use]
    pub(super) fn with_role(&self, at: usize, role: ColumnRole, columns: &[ImportColumn]) -> Self {
        let before = self.role(at);
        let mut roles = self.clone();
        roles.inputs.retain(|input| *input != at);
        roles.target = roles.target.filter(|(target, _)| *target != at);
        match role {
            ColumnRole::Unused => {}
            ColumnRole::Input(place) => {
                let place = place.min(roles.inputs.len());
                if matches!(before, ColumnRole::Input(_)) || place == roles.inputs.len() {
                    roles.inputs.insert(place, at);
                } else {
                    roles.inputs[place] = at;
                }
                roles.inputs.truncate(MAX_INPUTS);
            }
            ColumnRole::ClassTarget | ColumnRole::NumberTarget => {
                let other = roles.target.replace((at, role));
                if let (ColumnRole::Input(place), Some((other, _))) = (before, other)
                    && columns[other].has_numbers()
                {
                    roles.inputs.insert(place.min(roles.inputs.len()), other);
                }
            }
        }
        roles
    }
}

/// The column of classes that is most likely the target.
fn guess_class_target(columns: &[ImportColumn]) -> Option<usize> {
    let is_class = |at: &usize| columns[*at].kind == ColumnKind::Class;
    let has_two = |at: &usize| is_class(at) && columns[*at].classes.len() == 2;
    let has_words = |at: &usize| is_class(at) && !columns[*at].has_numbers();
    let last = columns.len().checked_sub(1)?;
    let ends = || [last, 0].into_iter();
    let all = || (0..columns.len()).rev();
    ends()
        .find(has_two)
        .or_else(|| all().find(|at| has_two(at) && has_words(at)))
        .or_else(|| ends().find(is_class))
        .or_else(|| all().find(has_words))
}
