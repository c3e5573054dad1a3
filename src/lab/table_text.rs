//! Data tables as text without blanks, as command lines and saved states hold them:
//! `people.csv/z/height,weight/kind,tall,short/152:51:0,190:93:1`.
//!
//! The parts are the name of the file, `z` for standardised data or `raw`, the input columns, the target column (with two
//! words for classes), and the rows: the inputs, then the target.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use super::text_value::{MAX_POINTS, MIN_POINTS, parse_rows, write_list};
use super::{DataTable, TableColumn, TableRow, TableTarget};
use crate::text::is_unprintable;

/// The largest number, in either direction, that a table holds.
pub const MAX_TABLE_NUMBER: f64 = 1e15;

/// The most characters of a name or a word of a table.
pub const MAX_TABLE_NAME: usize = 80;

const STANDARDISED: &str = "z";
const RAW: &str = "raw";

impl DataTable {
    /// Whether a playground can learn it: one or two inputs, from 2 to 512 rows of finite numbers up to
    /// [`MAX_TABLE_NUMBER`], classes 0 and 1, and names of 1 to [`MAX_TABLE_NAME`] characters without control characters.
    pub fn is_valid(&self) -> bool {
        let is_number = |x: f64| x.abs() <= MAX_TABLE_NUMBER;
        let has_valid_target = |row: &TableRow| match self.target {
            TableTarget::Number { .. } => is_number(row.target),
            TableTarget::Class { .. } => [0.0, 1.0].contains(&row.target),
        };
        let has_valid_inputs = |row: &TableRow| match self.inputs.len() {
            1 => is_number(row.inputs[0]) && row.inputs[1] == 0.0,
            _ => row.inputs.into_iter().all(is_number),
        };
        (1..=2).contains(&self.inputs.len())
            && (MIN_POINTS..=MAX_POINTS).contains(&self.rows.len())
            && self
                .rows
                .iter()
                .all(|row| has_valid_inputs(row) && has_valid_target(row))
            && self.names().all(is_valid_name)
            // A border between classes needs a plane.
            && (self.inputs.len() == 2 || matches!(self.target, TableTarget::Number { .. }))
    }

    /// The name of the file, of the columns, and the words for the classes.
    fn names(&self) -> impl Iterator<Item = &str> {
        let inputs = self.inputs.iter().map(|column| column.name.as_str());
        let target: Vec<&str> = match &self.target {
            TableTarget::Number { name } => vec![name],
            TableTarget::Class { name, words } => vec![name, &words[0], &words[1]],
        };
        std::iter::once(self.file.as_str())
            .chain(inputs)
            .chain(target)
    }

    /// This table with valid names: each by [`DataTable::clean_name`], and `?` where nothing is left.
    #[must_use]
    pub fn with_clean_names(mut self) -> Self {
        let clean = |name: &mut String| {
            *name = Self::clean_name(name);
            if name.is_empty() {
                "?".clone_into(name);
            }
        };
        clean(&mut self.file);
        for column in &mut self.inputs {
            clean(&mut column.name);
        }
        match &mut self.target {
            TableTarget::Number { name } => clean(name),
            TableTarget::Class { name, words } => {
                clean(name);
                words.iter_mut().for_each(clean);
            }
        }
        self
    }

    /// `name` as a table takes it: without characters that control a terminal or reorder text, blanks around it and what is
    /// beyond [`MAX_TABLE_NAME`] characters. Empty where nothing is left.
    pub fn clean_name(name: &str) -> String {
        let shown = name.chars().filter(|c| !is_unprintable(*c));
        let shown: String = shown.collect();
        let short: String = shown.trim().chars().take(MAX_TABLE_NAME).collect();
        short.trim_end().to_owned()
    }
}

fn is_valid_name(name: &str) -> bool {
    !name.is_empty() && DataTable::clean_name(name) == name
}

/// Parses a table; none for anything that [`DataTable::is_valid`] refuses.
pub(super) fn parse_table(text: &str) -> Option<DataTable> {
    let mut parts = text.split('/');
    let mut part = || parts.next();
    let (file, scale, inputs, target, rows) = (part()?, part()?, part()?, part()?, part()?);
    if parts.next().is_some() {
        return None;
    }
    let inputs: Vec<TableColumn> = inputs
        .split(',')
        .map(|name| decode(name).map(|name| TableColumn { name }))
        .collect::<Option<_>>()?;
    let width = inputs.len();
    let table = DataTable {
        file: decode(file)?,
        inputs,
        target: parse_target(target)?,
        is_standardised: match scale {
            STANDARDISED => true,
            RAW => false,
            _ => return None,
        },
        rows: Arc::from(parse_rows(rows, |numbers| parse_row(width, numbers))?),
    };
    table.is_valid().then_some(table)
}

fn parse_target(text: &str) -> Option<TableTarget> {
    let names: Vec<String> = text.split(',').map(decode).collect::<Option<_>>()?;
    match <[String; 3]>::try_from(names) {
        Ok([name, zero, one]) => Some(TableTarget::Class {
            name,
            words: [zero, one],
        }),
        Err(mut names) if names.len() == 1 => Some(TableTarget::Number { name: names.pop()? }),
        Err(_) => None,
    }
}

fn parse_row(width: usize, numbers: &[f64]) -> Option<TableRow> {
    match (width, numbers) {
        (1, [x, target]) => Some(TableRow {
            inputs: [*x, 0.0],
            target: *target,
        }),
        (2, [x, y, target]) => Some(TableRow {
            inputs: [*x, *y],
            target: *target,
        }),
        _ => None,
    }
}

/// Writes what [`parse_table`] parses.
pub(super) fn write_table(f: &mut fmt::Formatter<'_>, table: &DataTable) -> fmt::Result {
    let scale = if table.is_standardised {
        STANDARDISED
    } else {
        RAW
    };
    let inputs: Vec<String> = table.inputs.iter().map(|c| encode(&c.name)).collect();
    let target = match &table.target {
        TableTarget::Number { name } => encode(name),
        TableTarget::Class { name, words } => [name, &words[0], &words[1]]
            .map(|name| encode(name))
            .join(","),
    };
    let (file, inputs) = (encode(&table.file), inputs.join(","));
    write!(f, "{file}/{scale}/{inputs}/{target}/")?;
    write_list(f, &table.rows, |f, row| {
        for x in &row.inputs[..table.inputs.len().min(2)] {
            write!(f, "{}:", Shortest(*x))?;
        }
        write!(f, "{}", Shortest(row.target))
    })
}

/// A number that parses to the same bits, with an exponent where it is tiny.
struct Shortest(f64);

impl fmt::Display for Shortest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number) = self;
        if *number != 0.0 && number.abs() < 1e-5 {
            return write!(f, "{number:e}");
        }
        number.fmt(f)
    }
}

/// `name` with everything but letters, digits, `.`, `_` and `-` as `%` and two hexadecimal digits per byte.
fn encode(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() || "._-".contains(c) {
            text.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

/// The name that [`encode`] wrote; none for a `%` without two hexadecimal digits, or for bytes that are no UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(u8::try_from(16 * high + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEIGHTS: &str = "people.csv/z/height,weight/kind,tall,short/152:51:0,190:93:1";

    fn rewrite(text: &str) -> Option<String> {
        let table = parse_table(text)?;
        Some(super::super::TextValue::Table(Arc::new(table)).to_string())
    }

    #[test]
    fn a_table_is_written_as_it_was_parsed() {
        for text in [
            HEIGHTS,
            "a/raw/x/y/0:1,1:1000000000000000",
            "a/raw/x/y/0:1e-9,-1:2.5",
            "%ED%95%9C%20%EA%B8%80.csv/z/%25,a%2Fb/c/1:2:3,4:5:6",
            "키.csv/z/키,몸무게/구분,크다,작다/152:51:0,190:93:1",
        ] {
            let once = rewrite(text).unwrap();
            assert_eq!(rewrite(&once).as_deref(), Some(once.as_str()), "{text}");
            assert!(!once.contains(char::is_whitespace), "{once}");
        }
        assert_eq!(rewrite(HEIGHTS).as_deref(), Some(HEIGHTS));
        let named = parse_table("a%20b/z/x%3A%2C,y/n/1:2:3,4:5:6").unwrap();
        assert_eq!(
            (named.file.as_str(), named.inputs[0].name.as_str()),
            ("a b", "x:,")
        );
    }

    #[test]
    fn a_text_that_is_no_table_is_rejected() {
        for text in [
            "",
            "/",
            "a/z/x/y",
            "a/z/x/y/1:2",
            "a/z/x/y/1:2,1:nan",
            "a/z/x/y/1:2,1:inf",
            "a/z/x/y/1:2,1:2e15",
            "a/z/x/y/1:2,1:2:3",
            "a/zz/x/y/1:2,3:4",
            "a/z/x,y,z/t/1:2:3:4,1:2:3:4",
            "a/z/x/y,b/1:2,3:4",
            "a/z/x/y,b,c/1:0,3:1",
            "a/z/x,y/t,b,c/1:0:0,3:1:0.5",
            "/z/x/y/1:2,3:4",
            "a/z//y/1:2,3:4",
            "a%/z/x/y/1:2,3:4",
            "a%FF/z/x/y/1:2,3:4",
            "a%0A/z/x/y/1:2,3:4",
            "a/z/x/y/1:2,3:4/",
            "a%\u{e9}/z/x/y/1:2,3:4",
        ] {
            assert_eq!(rewrite(text), None, "{text}");
        }
        let rows = vec!["1:2"; MAX_POINTS + 1].join(",");
        assert_eq!(rewrite(&format!("a/z/x/y/{rows}")), None);
    }

    #[test]
    fn a_name_is_cleaned_for_a_table() {
        assert_eq!(DataTable::clean_name("  a\u{1b}[1m\tb "), "a[1mb");
        assert_eq!(
            DataTable::clean_name(&"x".repeat(500)).len(),
            MAX_TABLE_NAME
        );
        assert_eq!(DataTable::clean_name("\n"), "");
    }
}
