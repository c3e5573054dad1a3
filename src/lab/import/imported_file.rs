//! A file of the learner in one of the formats in which it can be read.

use std::fmt;
use std::sync::Arc;

use super::cell::display_word;
use super::format::FileFormat;
use super::plan::ImportPlan;
use super::rows::{self, RowSelection};
use super::scan::{ScannedTable, scan};
use crate::locale::Phrase;

/// A file in one of the formats in which it can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedFile {
    name: String,
    bytes: FileBytes,
    /// The format that was detected, then the others.
    formats: Vec<FileFormat>,
    format: usize,
    table: ScannedTable,
}

/// The bytes of a file. Its debug text is their number.
#[derive(Clone, PartialEq, Eq)]
pub struct FileBytes(Arc<Vec<u8>>);

impl fmt::Debug for FileBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// Most bytes of a line: every cell of a line that is read takes memory of its own.
const MAX_LINE_BYTES: usize = 1 << 20;

impl ImportedFile {
    /// The file called `name`, without its folder, that consists of `bytes`.
    ///
    /// # Errors
    /// A sentence, where it is no table of at least two columns.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Self, Phrase> {
        let fault = |key: &'static str| Phrase::key(key).with("file", name);
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(fault("fault.import.empty"));
        }
        let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
        if lines.any(|line| line.len() > MAX_LINE_BYTES) {
            return Err(fault("fault.import.long-line").with("mebibytes", MAX_LINE_BYTES >> 20));
        }
        let format = FileFormat::detect(&bytes).ok_or_else(|| fault("fault.import.binary"))?;
        let formats = format.alternatives(&bytes);
        let table = scan(&format.encoding.decode(&bytes), format);
        if table.width < 2 {
            return Err(fault("fault.import.one-column"));
        }
        if table.rows == 0 {
            return Err(fault("fault.import.no-rows"));
        }
        Ok(Self {
            name: display_word(name).into_owned(),
            bytes: FileBytes(Arc::new(bytes)),
            formats,
            format: 0,
            table,
        })
    }

    /// Reads the file in the next format.
    pub fn read_differently(&mut self) {
        self.format = (self.format + 1) % self.formats.len();
        let format = self.format();
        self.table = scan(&format.encoding.decode(&self.bytes.0), format);
    }

    /// Whether the file is read in the format that was detected.
    pub fn is_read_as_detected(&self) -> bool {
        self.format == 0
    }

    /// The rows that `plan` uses.
    pub fn select_rows(&self, plan: &ImportPlan) -> RowSelection {
        let format = self.format();
        let text = format.encoding.decode(&self.bytes.0);
        rows::select(&text, format, &self.table, plan)
    }

    /// The name without its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of bytes.
    pub fn size(&self) -> usize {
        self.bytes.0.len()
    }

    /// The format in which the file is read.
    pub fn format(&self) -> FileFormat {
        self.formats[self.format]
    }

    /// The columns and the first rows.
    pub fn table(&self) -> &ScannedTable {
        &self.table
    }
}
