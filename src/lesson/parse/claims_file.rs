//! `claims.md`: a line that lists all claims, and a table with one row per claim.

use crate::lesson::model::{Claim, Claims, Fault, Location, Verdict};
use crate::locale::Phrase;

/// The path from the course's folder.
pub(super) const FILE: &str = "claims.md";

/// The start of the line that lists all claims.
const LIST_PREFIX: &str = "Claims:";

/// The limit of names in a range.
const MOST_NAMES: u32 = 1_000;

/// A part of a line, and the location of its start.
type Cell = (String, Location);

pub(super) fn claims(text: &str, faults: &mut Vec<Fault>) -> Claims {
    let mut claims = Claims::default();
    let mut report = |place: Location, message: Phrase| faults.push(Fault { place, message });
    for (at, line) in text.lines().enumerate() {
        if let Some(names) = line.strip_prefix(LIST_PREFIX) {
            for (name, place) in split_cells(names, ',', at, LIST_PREFIX.chars().count()) {
                match parse_range(&name) {
                    Some(names) => {
                        let names = names.into_iter().map(|name| (name, place.clone()));
                        claims.listed.extend(names);
                    }
                    None => report(place, Phrase::key("check.claim.range").with("name", name)),
                }
            }
        } else if let Some(inner) = line.strip_prefix('|') {
            let inner = inner.trim_end();
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            let cells = split_cells(inner, '|', at, 1);
            if !is_header(&cells) {
                match parse_row(cells, at) {
                    Ok(claim) => claims.judged.push(claim),
                    Err((place, message)) => report(place, message),
                }
            }
        }
    }
    if claims.listed.is_empty() {
        report(place(0, 0), Phrase::key("check.claim.no-list"));
    }
    claims
}

/// Whether the row is the header of the table or the rule below it.
fn is_header(cells: &[Cell]) -> bool {
    let is_rule = |text: &str| text.chars().all(|c| matches!(c, '-' | ':'));
    cells
        .first()
        .is_none_or(|(first, _)| first == "claim" || is_rule(first))
}

/// The claim of a row of the table.
///
/// # Errors
/// The location and the message of a fault.
fn parse_row(cells: Vec<Cell>, at: usize) -> Result<Claim, (Location, Phrase)> {
    let Ok(
        [
            (id, id_place),
            (verdict, verdict_place),
            (statement, statement_place),
            (steps, steps_place),
        ],
    ) = <[Cell; 4]>::try_from(cells)
    else {
        return Err((place(at, 0), Phrase::key("check.claim.row")));
    };
    let Some(verdict) = Verdict::ALL
        .into_iter()
        .find(|other| other.name() == verdict)
    else {
        let names = Verdict::ALL.map(Verdict::name).join(", ");
        let message = Phrase::key("check.claim.verdict")
            .with("word", verdict)
            .with("names", names);
        return Err((verdict_place, message));
    };
    if statement.is_empty() {
        return Err((
            statement_place,
            Phrase::key("check.claim.says-nothing").with("name", id),
        ));
    }
    if steps.is_empty() {
        return Err((
            steps_place,
            Phrase::key("check.claim.nowhere").with("name", id),
        ));
    }
    Ok(Claim {
        id,
        verdict,
        says: (statement, statement_place),
        steps: split_cells(&steps, ',', at, steps_place.column - 1),
        place: id_place,
    })
}

/// The parts of `text` between its `separator`s, trimmed. `text` starts at column `column` of line `line`, both from 0.
fn split_cells(text: &str, separator: char, line: usize, column: usize) -> Vec<Cell> {
    let mut start = column;
    let mut cells = Vec::new();
    for part in text.split(separator) {
        let blanks = part.chars().take_while(|c| c.is_whitespace()).count();
        cells.push((part.trim().to_owned(), place(line, start + blanks)));
        start += part.chars().count() + 1;
    }
    cells
}

/// The names of a range: `C1–C3` gives C1, C2, C3, a single name itself.
fn parse_range(text: &str) -> Option<Vec<String>> {
    let Some((first, last)) = text.split_once(['–', '-']) else {
        return split_number(text).map(|_| vec![text.to_owned()]);
    };
    let ((kind, first), (last_kind, last)) = (split_number(first)?, split_number(last)?);
    let is_range = kind == last_kind && first <= last && last - first < MOST_NAMES;
    is_range.then(|| (first..=last).map(|n| format!("{kind}{n}")).collect())
}

/// The letters and the number of a name: `C12` gives C and 12.
fn split_number(name: &str) -> Option<(&str, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (kind, number) = name.split_at(digits);
    Some((kind, number.parse().ok()?))
}

/// A location from a line and a column that are counted from 0.
fn place(line: usize, column: usize) -> Location {
    Location {
        file: FILE.into(),
        line: line + 1,
        column: column + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_expands_to_all_its_names() {
        assert_eq!(parse_range("C9–C11").unwrap(), ["C9", "C10", "C11"]);
        assert_eq!(parse_range("N1-N2").unwrap(), ["N1", "N2"]);
        assert_eq!(parse_range("C7").unwrap(), ["C7"]);
        for none in ["C3–C1", "C1–N2", "C1–C9999999", "C", "", "–"] {
            assert_eq!(parse_range(none), None, "{none}");
        }
    }

    #[test]
    fn cells_have_the_column_at_which_they_start() {
        let found = split_cells(" a |  bé | c", '|', 4, 1);
        let places: Vec<_> = found
            .iter()
            .map(|(text, place)| (text.as_str(), place.column))
            .collect();
        assert_eq!(places, [("a", 3), ("bé", 8), ("c", 13)]);
    }
}
