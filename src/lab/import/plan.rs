//! The choices of an import: roles, classes, standardisation; and the table that they make of a file.

use super::cell::display_word;
use super::column::{ClassWord, ColumnKind, ImportColumn};
use super::gap::ImportGap;
use super::imported_file::ImportedFile;
use super::roles::{ColumnRole, ColumnRoles};
use super::rows::RowSelection;
use super::scan::ScannedTable;
use super::standardise_reason::StandardiseReason;
use crate::lab::{DataTable, TableColumn, TableTarget};
use crate::locale::Phrase;
use crate::text::{Toward, nearest_names};

/// Fewer rows than this are few: a network fits each of them, and the fifth that is held back as a test has under 4 rows.
const FEW_ROWS: usize = 20;

/// The choices of an import.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportPlan {
    roles: ColumnRoles,
    /// The two classes that are compared, by their index; none for the most frequent ones.
    pair: Option<(usize, usize)>,
    /// The choice of the learner; none for the suggested one.
    standardise: Option<bool>,
}

impl ImportPlan {
    /// The plan that is suggested for `table`.
    pub fn suggest(table: &ScannedTable) -> Self {
        Self::with_roles(ColumnRoles::guess(&table.columns))
    }

    fn with_roles(roles: ColumnRoles) -> Self {
        Self {
            roles,
            pair: None,
            standardise: None,
        }
    }

    /// The plan that takes the columns called `names`, the last one as the target.
    ///
    /// # Errors
    /// A sentence about a column that does not exist or cannot have its role.
    pub fn from_names(table: &ScannedTable, names: &[&str]) -> Result<Self, Phrase> {
        let Some((target, inputs)) = names
            .split_last()
            .filter(|_| (2..=3).contains(&names.len()))
        else {
            return Err(Phrase::key("fault.import.column-count"));
        };
        let inputs = inputs.iter().map(|name| {
            let at = find_column(table, name)?;
            if table.columns[at].has_numbers() {
                Ok(at)
            } else {
                Err(Phrase::key("fault.import.input-no-number").with("column", *name))
            }
        });
        let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
        let target = find_column(table, target)?;
        let column = &table.columns[target];
        let guessed = ColumnRoles::guess(&table.columns);
        let is_guessed_number = guessed.target == Some((target, ColumnRole::NumberTarget));
        let is_curve = inputs.len() == 1 && column.has_numbers();
        let role = match (column.has_classes(), column.has_numbers()) {
            (true, true) if is_curve || is_guessed_number => ColumnRole::NumberTarget,
            (true, true) if column.kind == ColumnKind::Class => ColumnRole::ClassTarget,
            (_, true) => ColumnRole::NumberTarget,
            (true, false) => ColumnRole::ClassTarget,
            (false, false) => {
                let name = column.name.clone();
                return Err(Phrase::key("fault.import.no-target").with("column", name));
            }
        };
        if inputs.contains(&target) || inputs.first() == inputs.get(1) {
            return Err(Phrase::key("fault.import.same-column"));
        }
        Ok(Self::with_roles(ColumnRoles {
            inputs,
            target: Some((target, role)),
        }))
    }

    /// The roles of the columns.
    pub fn roles(&self) -> &ColumnRoles {
        &self.roles
    }

    /// Whether the target is a class or a number; none without a target.
    pub fn target_role(&self) -> Option<ColumnRole> {
        self.roles.target.map(|(_, role)| role)
    }

    /// Whether other columns than the suggested ones, or other classes, could be meant as well.
    pub fn is_ambiguous(&self, table: &ScannedTable) -> bool {
        let is_left = |at: usize, column: &ImportColumn| {
            column.kind == ColumnKind::Number && self.roles.role(at) == ColumnRole::Unused
        };
        let mut columns = table.columns.iter().enumerate();
        self.has_other_pairs(table) || columns.any(|(at, column)| is_left(at, column))
    }

    /// Gives the column with the index `at` the next or the previous role that it may have beside the roles of `base`.
    pub fn change_role(
        &mut self,
        at: usize,
        toward: Toward,
        base: &ColumnRoles,
        table: &ScannedTable,
    ) {
        let Some(column) = table.columns.get(at) else {
            return;
        };
        let possible = base.possible(at, column);
        let role = self.roles.role(at);
        let now = possible.iter().position(|it| *it == role).unwrap_or(0);
        let next = match toward {
            Toward::Next => now + 1,
            Toward::Previous => now + possible.len() - 1,
        };
        let target = self.roles.target;
        self.roles = base.with_role(at, possible[next % possible.len()], &table.columns);
        if self.roles.target != target {
            self.pair = None;
        }
    }

    /// Compares the next two classes of the target.
    pub fn next_pair(&mut self, table: &ScannedTable) {
        let Some((zero, one)) = self.class_pair(table) else {
            return;
        };
        let count = self.target(table).map_or(0, |column| column.classes.len());
        let (low, high) = (zero.min(one), zero.max(one));
        self.pair = Some(if high + 1 < count {
            (low, high + 1)
        } else if low + 2 < count {
            (low + 1, low + 2)
        } else {
            (0, 1)
        });
    }

    /// Whether more than two classes are there to choose from.
    pub fn has_other_pairs(&self, table: &ScannedTable) -> bool {
        self.target_role() == Some(ColumnRole::ClassTarget)
            && self.target(table).is_some_and(|it| it.classes.len() > 2)
    }

    /// The indices of class 0 and class 1 of a target of classes, the smaller one first.
    pub fn class_pair(&self, table: &ScannedTable) -> Option<(usize, usize)> {
        let (_, role) = self.roles.target?;
        let classes = &self.target(table)?.classes;
        if role != ColumnRole::ClassTarget || classes.len() < 2 {
            return None;
        }
        Some(self.pair.unwrap_or_else(|| most_frequent(classes)))
    }

    /// Class 0 and class 1 of a target of classes.
    pub fn class_words<'a>(&self, table: &'a ScannedTable) -> Option<[&'a ClassWord; 2]> {
        let (zero, one) = self.class_pair(table)?;
        let classes = &self.target(table)?.classes;
        Some([classes.get(zero)?, classes.get(one)?])
    }

    fn target<'a>(&self, table: &'a ScannedTable) -> Option<&'a ImportColumn> {
        table.columns.get(self.roles.target?.0)
    }

    /// Switches the standardisation.
    pub fn toggle_standardise(&mut self, table: &ScannedTable) {
        self.standardise = Some(!self.is_standardised(table));
    }

    /// Whether the learner chose the standardisation against the suggestion.
    pub fn overrides_suggestion(&self, table: &ScannedTable) -> bool {
        self.is_standardised(table) != self.standardise_reason(table).suggests()
    }

    /// Whether the network sees z-scores.
    pub fn is_standardised(&self, table: &ScannedTable) -> bool {
        let suggested = || self.standardise_reason(table).suggests();
        self.standardise.unwrap_or_else(suggested)
    }

    /// Why the chosen columns are suggested to be standardised or not.
    pub fn standardise_reason(&self, table: &ScannedTable) -> StandardiseReason {
        let range = |at: &usize| table.columns.get(*at).and_then(|column| column.range);
        let inputs: Vec<_> = self.roles.inputs.iter().filter_map(range).collect();
        let target = match self.roles.target {
            Some((at, ColumnRole::NumberTarget)) => range(&at),
            _ => None,
        };
        StandardiseReason::new(&inputs, target)
    }

    /// The part that the rows of `selection` from `table` lack; none where they are enough.
    pub fn gap(&self, table: &ScannedTable, selection: &RowSelection) -> Option<ImportGap> {
        ImportGap::find(&self.roles, &table.columns, selection)
    }

    /// Whether the rows of `selection` can be learned, but are too few to show more than that.
    pub fn has_few_rows(&self, selection: &RowSelection) -> bool {
        selection.rows.len() < FEW_ROWS
    }

    /// The table of the rows that were selected from `file` with this plan.
    ///
    /// # Errors
    /// The part that is missing.
    pub fn data_table(
        &self,
        file: &ImportedFile,
        selection: &RowSelection,
    ) -> Result<DataTable, ImportGap> {
        let table = file.table();
        if let Some(gap) = self.gap(table, selection) {
            return Err(gap);
        }
        let target = self.target(table).ok_or(ImportGap::NoTarget)?;
        let name = target.name.clone();
        let target_name = target.name_with_unit();
        let inputs = self
            .roles
            .inputs
            .iter()
            .filter_map(|at| table.columns.get(*at));
        Ok(DataTable {
            file: file.name().to_owned(),
            inputs: inputs
                .map(|column| TableColumn {
                    name: column.name_with_unit(),
                })
                .collect(),
            target: match (self.class_words(table), self.roles.inputs.len()) {
                (Some(classes), 2) => TableTarget::Class {
                    name,
                    words: classes.map(|class| class.word.clone()),
                },
                // A border between classes needs a plane; over one input, a curve goes from 0 to 1.
                (Some([_, one]), _) => TableTarget::Number {
                    name: display_word(&format!("{name} = {}", one.word)).into_owned(),
                },
                (None, _) => TableTarget::Number { name: target_name },
            },
            is_standardised: self.is_standardised(table),
            rows: selection.rows.as_slice().into(),
        }
        .with_clean_names())
    }
}

/// The indices of the two classes with the most rows, the smaller one first.
fn most_frequent(classes: &[ClassWord]) -> (usize, usize) {
    let mut order: Vec<usize> = (0..classes.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(classes[*at].count));
    let (a, b) = (order[0], order[1]);
    (a.min(b), a.max(b))
}

/// The index of the column called `name`, or with this number, from 1.
fn find_column(table: &ScannedTable, name: &str) -> Result<usize, Phrase> {
    let columns = &table.columns;
    let found = columns.iter().position(|column| column.name == name);
    let number = || name.parse::<usize>().ok()?.checked_sub(1);
    let at = found.or_else(|| number().filter(|at| *at < columns.len()));
    at.ok_or_else(|| {
        let names = columns.iter().map(|column| column.name.as_str());
        Phrase::key("fault.import.no-column")
            .with("column", name)
            .with("names", nearest_names(name, names).join(", "))
    })
}
