//! Cells of a file: numbers as people write them, missing values, words.

use std::borrow::Cow;

use super::format::DecimalMark;

/// The largest magnitude of a number: squares and sums of half a thousand of them stay finite and exact enough.
const MAX_MAGNITUDE: f64 = 1e15;

/// The most characters of a word or a name that are kept.
const MAX_WORD: usize = 40;

/// A number in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CellNumber {
    pub(super) value: f64,
    pub(super) has_percent: bool,
}

/// The text of a cell without blanks and quotes around it.
pub(super) fn trim_cell(cell: &str) -> &str {
    let cell = cell.trim();
    let unquoted = cell
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    unquoted.map_or(cell, str::trim)
}

/// Whether a cell stands for a missing value.
pub(super) fn is_missing(cell: &str) -> bool {
    const MARKS: [&str; 8] = ["na", "n/a", "#n/a", "nan", "null", "missing", "?", "."];
    cell.is_empty() || is_dash(cell) || MARKS.iter().any(|mark| cell.eq_ignore_ascii_case(mark))
}

/// Whether a cell is a dash, which stands for a missing value or for the class beside `+`.
pub(super) fn is_dash(cell: &str) -> bool {
    matches!(cell, "-" | "−" | "–" | "—")
}

/// The number in a cell: with a minus sign of any kind, thousands in groups of three, an exponent and a percent sign.
pub(super) fn parse_number(cell: &str, mark: DecimalMark) -> Option<CellNumber> {
    let first = cell.chars().next()?;
    if !(first.is_ascii_digit() || matches!(first, '+' | '-' | '−' | '.' | ',')) {
        return None;
    }
    let (text, has_percent) = match cell.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (cell, false),
    };
    let text: Cow<'_, str> = if text.contains('−') {
        text.replace('−', "-").into()
    } else {
        text.into()
    };
    let is_plain = |text: &str| {
        mark == DecimalMark::Point
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))
    };
    let value: f64 = if is_plain(&text) {
        text.parse().ok()?
    } else {
        plain_number(&text, mark)?.parse().ok()?
    };
    (value.abs() <= MAX_MAGNITUDE).then_some(CellNumber { value, has_percent })
}

/// `text` with a decimal point and without separators of thousands; none where they are not in groups of three.
fn plain_number(text: &str, mark: DecimalMark) -> Option<String> {
    let mark = mark.character();
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let (whole, fraction) = match mantissa.split_once(mark) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let unsigned = whole.trim_start_matches(['+', '-']);
    let sign = &whole[..whole.len() - unsigned.len()];
    let mut plain = format!("{sign}{}", join_groups(unsigned)?);
    if let Some(fraction) = fraction {
        if !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        plain.push('.');
        plain.push_str(fraction);
    }
    plain.push_str(exponent);
    Some(plain)
}

/// The digits of a whole number without its separators of thousands.
fn join_groups(whole: &str) -> Option<String> {
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(whole.to_owned());
    };
    let is_separator = [',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}'].contains(&separator);
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    (is_separator && is_first && groups.all(is_group)).then(|| whole.replace(separator, ""))
}

/// The decimal mark that a cell shows: none where it has none, or where a mark may stand for thousands.
pub(super) fn shown_mark(cell: &str) -> Option<DecimalMark> {
    let is_number = |mark| parse_number(cell, mark).is_some();
    let has_mark = cell.contains([',', '.']);
    match (
        has_mark,
        is_number(DecimalMark::Point),
        is_number(DecimalMark::Comma),
    ) {
        (true, true, false) => Some(DecimalMark::Point),
        (true, false, true) => Some(DecimalMark::Comma),
        (_, _, _) => None,
    }
}

/// A name or a word for display: of bounded length, without control characters.
pub(super) fn display_word(cell: &str) -> Cow<'_, str> {
    if cell.len() <= MAX_WORD && !cell.chars().any(char::is_control) {
        return cell.trim().into();
    }
    let mut shown = cell.chars().filter(|c| !c.is_control());
    let word: String = shown.by_ref().take(MAX_WORD).collect();
    let is_cut = shown.next().is_some();
    let word = word.trim();
    if is_cut || word.is_empty() {
        format!("{word}…").into()
    } else {
        word.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(cell: &str) -> Option<f64> {
        parse_number(cell, DecimalMark::Point).map(|number| number.value)
    }

    fn comma(cell: &str) -> Option<f64> {
        parse_number(cell, DecimalMark::Comma).map(|number| number.value)
    }

    #[test]
    fn numbers_are_parsed_as_people_write_them() {
        for (cell, value) in [
            ("1", 1.0),
            ("-0.5", -0.5),
            ("−0.5", -0.5),
            ("+2e3", 2000.0),
            (".5", 0.5),
            ("1,234", 1234.0),
            ("1,234,567.5", 1_234_567.5),
            ("12'500", 12500.0),
            ("12 500", 12500.0),
            ("45%", 45.0),
            ("4.5 %", 4.5),
        ] {
            assert_eq!(point(cell), Some(value), "{cell}");
        }
        for (cell, value) in [
            ("0,5", 0.5),
            ("-1.234,5", -1234.5),
            ("1.234", 1234.0),
            ("1,5e3", 1500.0),
        ] {
            assert_eq!(comma(cell), Some(value), "{cell}");
        }
    }

    #[test]
    fn a_cell_in_another_notation_is_no_number() {
        for cell in [
            "0,5",
            "1,23",
            "01,234",
            "1,234,5",
            "",
            "-",
            "abc",
            "inf",
            "nan",
            "1e99",
            "2020-01-02",
            "1.2.3",
            "12 kg",
        ] {
            assert_eq!(point(cell), None, "{cell}");
        }
        for cell in ["0.5", "0.512", "1.5"] {
            assert_eq!(comma(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_mark_is_shown_only_where_it_cannot_stand_for_thousands() {
        assert_eq!(shown_mark("0,512"), Some(DecimalMark::Comma));
        assert_eq!(shown_mark("0.512"), Some(DecimalMark::Point));
        assert_eq!(shown_mark("1,234"), None);
        assert_eq!(shown_mark("1,234.5"), Some(DecimalMark::Point));
        assert_eq!(shown_mark("12"), None);
    }
}
