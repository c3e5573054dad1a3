//! Reads the learner's own files of numbers and words as they are: detects encoding, delimiter, decimal mark, header and the
//! type of each column, and makes a [`DataTable`](super::DataTable) of the columns that are chosen.
//!
//! [`ImportedFile`] holds the bytes of a file, its format and a summary of its columns; [`ImportPlan`] holds the choices:
//! inputs, target, classes, standardisation. Cells are parsed again for the chosen columns, so that a file of a million rows
//! needs no more memory than its bytes.

mod cell;
mod class_order;
mod column;
mod encoding;
mod format;
mod gap;
mod imported_file;
mod plan;
mod roles;
mod rows;
mod scan;
mod standardise_reason;

pub use column::{ClassWord, ColumnKind, ImportColumn};
pub use encoding::TextEncoding;
pub use format::{DecimalMark, Delimiter, FileFormat};
pub use gap::ImportGap;
pub use imported_file::{FileBytes, ImportedFile};
pub use plan::ImportPlan;
pub use roles::{ColumnRole, ColumnRoles};
pub use rows::{MAX_USED_ROWS, RowSelection};
pub use scan::{MAX_COLUMNS, MAX_ROWS, ScannedTable, StrayLine};
pub use standardise_reason::StandardiseReason;

#[cfg(test)]
mod tests;
