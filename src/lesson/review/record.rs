//! `reviewed.toml`: a row for each piece of a folder, as it was last read.

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, Table, value};

use super::piece::ReviewPiece;

/// The name of the record in its folder.
pub(super) const FILE: &str = "reviewed.toml";

const HEAD: &str = "# The texts of this folder as they were last read. `relutor check DIR --reviewed` writes it; do not change it by hand.\n\
                    # A row has the hash of a text, FNV-1a with 64 bits folded to 32, and a letter for each word.\n";

/// The rows of a record: by file and piece.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ReviewRecord(BTreeMap<String, BTreeMap<String, String>>);

impl ReviewRecord {
    /// Parses `text`; none if it is no record.
    pub(super) fn parse(text: &str) -> Option<Self> {
        toml::from_str(text).ok().map(Self)
    }

    /// The record of `files`, each with its pieces.
    pub(super) fn of(files: &[(String, Vec<ReviewPiece>)]) -> Self {
        let rows = |pieces: &[ReviewPiece]| {
            pieces
                .iter()
                .map(|piece| (piece.key.clone(), piece.row()))
                .collect()
        };
        Self(
            files
                .iter()
                .map(|(file, pieces)| (file.clone(), rows(pieces)))
                .collect(),
        )
    }

    /// The row of a piece.
    pub(super) fn row(&self, file: &str, key: &str) -> Option<&str> {
        self.0.get(file)?.get(key).map(String::as_str)
    }

    /// The rows of a file.
    pub(super) fn rows(&self, file: &str) -> impl Iterator<Item = (&str, &str)> {
        let rows = self.0.get(file).into_iter().flatten();
        rows.map(|(key, row)| (key.as_str(), row.as_str()))
    }

    /// The files that have rows.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The text of the file.
impl std::fmt::Display for ReviewRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut document = DocumentMut::new();
        for (file, rows) in &self.0 {
            let mut table = Table::new();
            for (key, row) in rows {
                table.insert(key, value(row));
            }
            document.insert(file, Item::Table(table));
        }
        write!(f, "{HEAD}\n{document}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_is_written() {
        let rows = [("a/1", "3f2a9c11 aZ"), ("a/option \"x\"/1", "00000000 b")];
        let rows = rows.map(|(key, row)| (key.to_owned(), row.to_owned()));
        let record = ReviewRecord([("en.md".to_owned(), rows.into())].into());
        assert_eq!(ReviewRecord::parse(&record.to_string()), Some(record));
        assert_eq!(ReviewRecord::parse("a = 1"), None);
    }
}
