//! The format of a file: encoding, delimiter, decimal mark, header; its detection from the first rows.

use csv::{ReaderBuilder, StringRecord, Terminator, Trim};

use super::cell::{is_missing, parse_number, shown_mark, trim_cell};
use super::encoding::TextEncoding;
use crate::locale::Phrase;

/// The bytes from which the format is detected.
const SAMPLE_BYTES: usize = 256 << 10;
/// The records from which the format is detected.
const SAMPLE_RECORDS: usize = 2000;

/// The character between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// A tab.
    Tab,
    /// A semicolon.
    Semicolon,
    /// A comma.
    Comma,
    /// Blanks or tabs, as many as there are.
    Blanks,
}

/// The mark before the decimals of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `0.5`.
    Point,
    /// `0,5`.
    Comma,
}

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileFormat {
    /// The encoding.
    pub encoding: TextEncoding,
    /// The delimiter.
    pub delimiter: Delimiter,
    /// The decimal mark.
    pub decimal: DecimalMark,
    /// Whether the first record names the columns.
    pub has_header: bool,
    /// Whether quotes around a cell are no part of it.
    pub(super) has_quotes: bool,
    /// Whether lines that begin with `#` are comments.
    pub(super) has_comments: bool,
    /// The number of cells of a record.
    pub(super) width: usize,
}

impl Delimiter {
    /// Every delimiter, the rarer ones in other texts first.
    const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Comma, Self::Blanks];

    fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Blanks => b' ',
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Tab => "ui.import.format.tab",
            Self::Semicolon => "ui.import.format.semicolon",
            Self::Comma => "ui.import.format.comma",
            Self::Blanks => "ui.import.format.blanks",
        }
    }
}

impl DecimalMark {
    /// The mark.
    pub(super) fn character(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// The records of a text in a delimiter, with the number of cells that most of them have.
struct Sample {
    records: Vec<StringRecord>,
    width: usize,
}

impl FileFormat {
    /// The format of the file that consists of `bytes`; none where they are no text.
    pub(super) fn detect(bytes: &[u8]) -> Option<Self> {
        let encoding = TextEncoding::detect(bytes)?;
        Some(Self::detect_in(&encoding.decode(bytes), encoding))
    }

    /// The format of `text`, which was decoded from `encoding`.
    fn detect_in(text: &str, encoding: TextEncoding) -> Self {
        let sample_text = sample_text(text);
        let base = Self {
            encoding,
            delimiter: Delimiter::Comma,
            decimal: DecimalMark::Point,
            has_header: false,
            // With a quote that is never closed, the rest of the file would be one cell.
            has_quotes: text.bytes().filter(|b| *b == b'"').count() % 2 == 0,
            has_comments: true,
            width: 1,
        };
        let mut best = (base, 0.0);
        for delimiter in Delimiter::ALL {
            let format = Self {
                has_comments: !starts_with_number_sign_column(sample_text, delimiter),
                delimiter,
                ..base
            };
            let sample = format.sample(sample_text);
            let score = sample.score();
            if score > best.1 + 1e-9 {
                best = (format, score);
            }
        }
        best.0.complete(sample_text)
    }

    /// The same format with the decimal mark, the header and the width that the records of `text` show.
    fn complete(self, text: &str) -> Self {
        let sample = self.sample(text);
        let decimal = sample.decimal(self.delimiter);
        Self {
            decimal,
            has_header: sample.has_header(decimal),
            width: sample.width,
            ..self
        }
    }

    /// Other formats in which `bytes` can be read, the likelier ones first.
    pub(super) fn alternatives(self, bytes: &[u8]) -> Vec<Self> {
        let mut found = vec![self];
        let text = self.encoding.decode(bytes);
        let sample_text = sample_text(&text);
        let decimal = self.decimal.other();
        if self.sample(sample_text).records.iter().any(has_mark) {
            found.push(Self { decimal, ..self });
        }
        found.push(Self {
            has_header: !self.has_header,
            ..self
        });
        for delimiter in Delimiter::ALL {
            let format = Self { delimiter, ..self }.complete(sample_text);
            if delimiter != self.delimiter && format.width > 1 {
                found.push(format);
            }
        }
        if !bytes.is_ascii() && TextEncoding::BYTEWISE.contains(&self.encoding) {
            for encoding in TextEncoding::BYTEWISE {
                if encoding != self.encoding {
                    found.push(Self { encoding, ..self });
                }
            }
        }
        found
    }

    /// The parts of the format in words: `semicolons, decimal comma, header, UTF-8`.
    pub fn parts(&self) -> Vec<Phrase> {
        let mut parts = vec![Phrase::key(self.delimiter.key())];
        if self.decimal == DecimalMark::Comma {
            parts.push(Phrase::key("ui.import.format.decimal-comma"));
        }
        parts.push(Phrase::key(if self.has_header {
            "ui.import.format.header"
        } else {
            "ui.import.format.no-header"
        }));
        parts.push(Phrase::verbatim(self.encoding.name()));
        parts
    }

    /// Calls `visit` with each record that is not blank and the number of its line, until it returns false.
    pub(super) fn each_record(
        &self,
        text: &str,
        mut visit: impl FnMut(u64, &StringRecord) -> bool,
    ) {
        let squeezed;
        let text = if self.delimiter == Delimiter::Blanks {
            squeezed = squeeze_blanks(text);
            squeezed.as_str()
        } else {
            text
        };
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter.byte())
            .quoting(self.has_quotes)
            .comment(self.has_comments.then_some(b'#'))
            .terminator(Terminator::CRLF)
            .trim(Trim::None)
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        while matches!(reader.read_record(&mut record), Ok(true)) {
            if record.iter().all(|cell| trim_cell(cell).is_empty()) {
                continue;
            }
            let line = record.position().map_or(0, csv::Position::line);
            if !visit(line, &record) {
                return;
            }
        }
    }

    fn sample(&self, text: &str) -> Sample {
        let mut records = Vec::new();
        self.each_record(text, |_, record| {
            records.push(record.clone());
            records.len() < SAMPLE_RECORDS
        });
        Sample::new(records)
    }
}

impl Sample {
    fn new(records: Vec<StringRecord>) -> Self {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for record in &records {
            *counts.entry(record.len()).or_default() += 1;
        }
        let mode = counts.into_iter().max_by_key(|(_, count)| *count);
        let mut width = mode.map_or(0, |(width, _)| width);
        let mut usual = records.iter().filter(|record| record.len() == width);
        // A delimiter at the end of each line begins no column.
        if width > 1
            && usual.all(|record| record.get(width - 1).is_some_and(|it| it.trim().is_empty()))
        {
            width -= 1;
        }
        Self { records, width }
    }

    /// From 0 to 1, how well the records fit a table: the share of records with the usual number of cells, and of cells that
    /// are numbers or words without delimiters.
    fn score(&self) -> f64 {
        if self.width < 2 {
            return 0.0;
        }
        let is_usual = |record: &&StringRecord| fits(record, self.width);
        let usual = self.records.iter().filter(is_usual).count();
        let cells = || {
            self.records
                .iter()
                .flat_map(StringRecord::iter)
                .map(trim_cell)
        };
        let (clean, all) = (
            cells().filter(|cell| is_clean(cell)).count(),
            cells().count(),
        );
        let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        share(usual, self.records.len()) * (0.25 + 0.75 * share(clean, all))
    }

    fn decimal(&self, delimiter: Delimiter) -> DecimalMark {
        let cells = || {
            self.records
                .iter()
                .flat_map(StringRecord::iter)
                .map(trim_cell)
        };
        let count = |mark| {
            cells()
                .filter(|cell| shown_mark(cell) == Some(mark))
                .count()
        };
        let (points, commas) = (count(DecimalMark::Point), count(DecimalMark::Comma));
        // `1,234` alone: semicolons are the delimiter where the comma is the decimal mark.
        let has_only_commas = || {
            let is_number = |cell: &&str| parse_number(cell, DecimalMark::Comma).is_some();
            let numbers = || cells().filter(is_number);
            numbers().any(|cell| cell.contains(',')) && !numbers().any(|cell| cell.contains('.'))
        };
        let is_comma = match points.cmp(&commas) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => delimiter == Delimiter::Semicolon && has_only_commas(),
        };
        if is_comma {
            DecimalMark::Comma
        } else {
            DecimalMark::Point
        }
    }

    /// Whether the first record consists of words and a later one has a number.
    fn has_header(&self, decimal: DecimalMark) -> bool {
        let Some((first, rest)) = self.records.split_first() else {
            return false;
        };
        let is_number = |cell: &str| parse_number(trim_cell(cell), decimal).is_some();
        let has_number = |record: &StringRecord| record.iter().any(is_number);
        let is_word = |cell: &str| !is_missing(trim_cell(cell));
        let is_wide = first.len() + 1 >= self.width;
        is_wide && !has_number(first) && first.iter().any(is_word) && rest.iter().any(has_number)
    }
}

/// Whether `record` has `width` cells, or more that are blank.
pub(super) fn fits(record: &StringRecord, width: usize) -> bool {
    record.len() >= width && record.iter().skip(width).all(|cell| cell.trim().is_empty())
}

/// Whether a cell is a number, a missing value, or a word that no other delimiter would divide.
fn is_clean(cell: &str) -> bool {
    let is_number = |cell| {
        [DecimalMark::Point, DecimalMark::Comma]
            .iter()
            .any(|mark| parse_number(cell, *mark).is_some())
    };
    let first = cell.split_whitespace().next().unwrap_or_default();
    let is_divided = first.len() < cell.len() && is_number(first);
    is_number(cell) || is_missing(cell) || !(cell.contains([',', ';', '\t']) || is_divided)
}

fn has_mark(record: &StringRecord) -> bool {
    let is_marked =
        |cell: &str| cell.contains([',', '.']) && cell.bytes().any(|b| b.is_ascii_digit());
    record.iter().any(is_marked)
}

/// The whole lines of `text` from which the format is detected.
fn sample_text(text: &str) -> &str {
    if text.len() <= SAMPLE_BYTES {
        return text;
    }
    let end = text.as_bytes()[..SAMPLE_BYTES]
        .iter()
        .rposition(|b| *b == b'\n');
    let end = end.map_or(0, |at| at + 1);
    if end > 0 {
        &text[..end]
    } else {
        let end = (0..=SAMPLE_BYTES)
            .rev()
            .find(|at| text.is_char_boundary(*at));
        &text[..end.unwrap_or(0)]
    }
}

/// Whether the first line begins with a column called `#`.
fn starts_with_number_sign_column(text: &str, delimiter: Delimiter) -> bool {
    let Some(rest) = text.trim_start().strip_prefix('#') else {
        return false;
    };
    delimiter != Delimiter::Blanks && rest.as_bytes().first() == Some(&delimiter.byte())
}

/// `text` with one blank where a line has several blanks or tabs outside quotes, and none around it.
fn squeeze_blanks(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for line in text.lines() {
        let mut is_quoted = false;
        let mut is_blank = false;
        for c in line.trim().chars() {
            is_quoted ^= c == '"';
            let blank = !is_quoted && matches!(c, ' ' | '\t' | '\u{a0}');
            if !blank {
                if is_blank {
                    squeezed.push(' ');
                }
                squeezed.push(c);
            }
            is_blank = blank;
        }
        squeezed.push('\n');
    }
    squeezed
}
