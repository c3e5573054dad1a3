//! The rows that are used: those with a value in each chosen column, and of too many a sample.

use rand::Rng;

use super::cell::{display_word, trim_cell};
use super::column::ImportColumn;
use super::format::{FileFormat, fits};
use super::plan::ImportPlan;
use super::roles::ColumnRole;
use super::scan::{MAX_NAMED_LINES, MAX_ROWS, ScannedTable, StrayLine, is_header};
use crate::lab::{MAX_POINTS, TableRow};
use crate::locale::Phrase;
use crate::nn::rng::{Generator, Stream, generator, shuffle};

/// The most rows that are used.
pub const MAX_USED_ROWS: usize = MAX_POINTS;
/// The seed of the sample, so that a file gives the same rows each time.
const SEED: u64 = 0;

/// The rows of a file that are used, and why others are not.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RowSelection {
    /// The rows in the order of the file, at most [`MAX_USED_ROWS`].
    pub rows: Vec<TableRow>,
    /// The number of rows that could be used.
    pub usable: usize,
    /// The rows without a value in a chosen column.
    pub without_value: usize,
    /// The rows with a word in place of a number.
    pub without_number: usize,
    /// The rows of classes that are not compared.
    pub of_other_class: usize,
    /// The first lines that are left out because of a word in place of a number.
    pub stray_lines: Vec<StrayLine>,
}

/// A sample of at most [`MAX_USED_ROWS`] rows of a stream of unknown length (Vitter 1985, algorithm R).
#[derive(Default)]
struct Reservoir {
    rows: Vec<(usize, TableRow)>,
    seen: usize,
}

/// Why a row is left out.
enum LeftOut {
    Missing,
    Word { column: usize, cell: String },
    OtherClass,
}

/// A chosen column.
struct ChosenColumn<'a> {
    at: usize,
    column: &'a ImportColumn,
    /// The classes 0 and 1; none for a number.
    pair: Option<(usize, usize)>,
}

/// The rows of `text` that `plan` uses.
pub(super) fn select(
    text: &str,
    format: FileFormat,
    table: &ScannedTable,
    plan: &ImportPlan,
) -> RowSelection {
    let mut selection = RowSelection::default();
    let Some(chosen) = chosen_columns(table, plan) else {
        return selection;
    };
    let mut random = generator(SEED, Stream::Data);
    let mut strata = [Reservoir::default(), Reservoir::default()];
    let mut is_first = true;
    let mut count = 0;
    format.each_record(text, |line, record| {
        let is_names = std::mem::take(&mut is_first) && is_header(record, format);
        if is_names || !fits(record, format.width) {
            return true;
        }
        let cell = |column: &ChosenColumn| trim_cell(record.get(column.at).unwrap_or_default());
        match row(&chosen, cell, format) {
            Ok(row) => {
                let stratum = usize::from(
                    plan.target_role() == Some(ColumnRole::ClassTarget) && row.target > 0.5,
                );
                strata[stratum].add(count, row, &mut random);
            }
            Err(reason) => selection.leave_out(line, reason, table),
        }
        count += 1;
        count < MAX_ROWS
    });
    selection.usable = strata.iter().map(|stratum| stratum.seen).sum();
    selection.rows = sample(strata, &mut random);
    selection
}

/// The inputs and the target; none where one is missing.
fn chosen_columns<'a>(table: &'a ScannedTable, plan: &ImportPlan) -> Option<Vec<ChosenColumn<'a>>> {
    let (target, role) = plan.roles().target?;
    let pair = match role {
        ColumnRole::ClassTarget => Some(plan.class_pair(table)?),
        ColumnRole::NumberTarget | ColumnRole::Unused | ColumnRole::Input(_) => None,
    };
    let inputs = plan.roles().inputs.iter().map(|at| (*at, None));
    let chosen: Option<Vec<_>> = inputs
        .chain([(target, pair)])
        .map(|(at, pair)| {
            let column = table.columns.get(at)?;
            Some(ChosenColumn { at, column, pair })
        })
        .collect();
    chosen.filter(|chosen| chosen.len() > 1)
}

/// The row of a record, whose `cell` in a column is given.
fn row<'a>(
    chosen: &[ChosenColumn],
    cell: impl Fn(&ChosenColumn) -> &'a str,
    format: FileFormat,
) -> Result<TableRow, LeftOut> {
    if chosen.iter().any(|it| it.column.is_missing(cell(it))) {
        return Err(LeftOut::Missing);
    }
    let mut row = TableRow {
        inputs: [0.0; 2],
        target: 0.0,
    };
    let last = chosen.len() - 1;
    for (place, column) in chosen.iter().enumerate() {
        let text = cell(column);
        let value = match column.pair {
            Some((zero, one)) => match column.column.class(text, format.decimal) {
                Some(class) if class == zero => 0.0,
                Some(class) if class == one => 1.0,
                Some(_) | None => return Err(LeftOut::OtherClass),
            },
            None => ImportColumn::number(text, format.decimal).ok_or_else(|| LeftOut::Word {
                column: column.at,
                cell: display_word(text).into_owned(),
            })?,
        };
        if place == last {
            row.target = value;
        } else {
            row.inputs[place] = value;
        }
    }
    Ok(row)
}

impl RowSelection {
    fn leave_out(&mut self, line: u64, reason: LeftOut, table: &ScannedTable) {
        match reason {
            LeftOut::Missing => self.without_value += 1,
            LeftOut::OtherClass => self.of_other_class += 1,
            LeftOut::Word { column, cell } => {
                self.without_number += 1;
                if self.stray_lines.len() < MAX_NAMED_LINES {
                    let why = Phrase::key("fault.import.no-number")
                        .with("text", cell)
                        .with("column", table.columns[column].name.clone());
                    self.stray_lines.push(StrayLine { line, why });
                }
            }
        }
    }
}

impl Reservoir {
    fn add(&mut self, at: usize, row: TableRow, random: &mut Generator) {
        self.seen += 1;
        if self.rows.len() < MAX_USED_ROWS {
            self.rows.push((at, row));
            return;
        }
        // Multiply and shift (Lemire 2019): a uniform place among all rows so far.
        let place = (u128::from(random.next_u64()) * self.seen as u128) >> 64;
        let kept = usize::try_from(place)
            .ok()
            .and_then(|place| self.rows.get_mut(place));
        if let Some(kept) = kept {
            *kept = (at, row);
        }
    }
}

/// A sample of two classes in which each has its share of the rows, and at least one row, in the order of the file.
fn sample(strata: [Reservoir; 2], random: &mut Generator) -> Vec<TableRow> {
    let seen = strata.each_ref().map(|stratum| stratum.seen);
    let all = seen[0] + seen[1];
    let mut quota = seen;
    if all > MAX_USED_ROWS {
        let share = (MAX_USED_ROWS * seen[1] + all / 2) / all;
        let least = seen.map(|seen| seen.min(2));
        quota[1] = share.clamp(least[1], MAX_USED_ROWS - least[0]);
        quota[0] = (MAX_USED_ROWS - quota[1]).min(seen[0]);
    }
    let mut rows = Vec::new();
    for (stratum, quota) in strata.into_iter().zip(quota) {
        let mut order: Vec<usize> = (0..stratum.rows.len()).collect();
        if quota < order.len() {
            shuffle(random, &mut order);
            order.truncate(quota);
        }
        rows.extend(order.into_iter().map(|at| stratum.rows[at]));
    }
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}
