//! `claims.md`: a line that lists all claims, and a table with one row for each.

use crate::lesson::model::{Claim, Claims, Fault, Location, Verdict};
use crate::locale::Phrase;

/// The file, from the course's folder.
pub(super) const FILE: &str = "claims.md";

/// What the line that lists all claims begins with.
const LIST: &str = "Claims:";

/// A range of names stands for at most so many.
const MOST: u32 = 1_000;

/// Some of a line, and where it begins.
type Cell = (String, Location);

pub(super) fn claims(text: &str, faults: &mut Vec<Fault>) -> Claims {
    let mut claims = Claims::default();
    let mut fault = |place: Location, what: Phrase| faults.push(Fault { place, what });
    for (at, line) in text.lines().enumerate() {
        if let Some(names) = line.strip_prefix(LIST) {
            for (name, place) in cells(names, ',', at, LIST.chars().count()) {
                match range(&name) {
                    Some(names) => {
                        let placed = names.into_iter().map(|name| (name, place.clone()));
                        claims.listed.extend(placed);
                    }
                    None => fault(place, Phrase::key("check.claim.range").with("name", name)),
                }
            }
        } else if let Some(inner) = line.strip_prefix('|') {
            let inner = inner.trim_end();
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            let cells = cells(inner, '|', at, 1);
            if !is_head(&cells) {
                match row(cells, at) {
                    Ok(claim) => claims.judged.push(claim),
                    Err((place, what)) => fault(place, what),
                }
            }
        }
    }
    if claims.listed.is_empty() {
        fault(place(0, 0), Phrase::key("check.claim.no-list"));
    }
    claims
}

/// The row above the rule of the table, and the rule.
fn is_head(cells: &[Cell]) -> bool {
    let is_rule = |text: &str| text.chars().all(|c| matches!(c, '-' | ':'));
    cells
        .first()
        .is_none_or(|(first, _)| first == "claim" || is_rule(first))
}

/// A row of the table as a claim, or what is wrong with it.
fn row(cells: Vec<Cell>, at: usize) -> Result<Claim, (Location, Phrase)> {
    let Ok(
        [
            (id, here),
            (verdict, its_place),
            (says, said_at),
            (steps, steps_at),
        ],
    ) = <[Cell; 4]>::try_from(cells)
    else {
        return Err((place(at, 0), Phrase::key("check.claim.row")));
    };
    let Some(verdict) = Verdict::ALL
        .into_iter()
        .find(|known| known.name() == verdict)
    else {
        let names = Verdict::ALL.map(Verdict::name).join(", ");
        let what = Phrase::key("check.claim.verdict")
            .with("word", verdict)
            .with("names", names);
        return Err((its_place, what));
    };
    if says.is_empty() {
        return Err((
            said_at,
            Phrase::key("check.claim.says-nothing").with("name", id),
        ));
    }
    if steps.is_empty() {
        return Err((
            steps_at,
            Phrase::key("check.claim.nowhere").with("name", id),
        ));
    }
    Ok(Claim {
        id,
        verdict,
        steps: self::cells(&steps, ',', at, steps_at.column - 1),
        place: here,
    })
}

/// The parts of `text` between its `separator`s without the blanks around them; it begins behind `before` characters of
/// line `line`, counted from 0.
fn cells(text: &str, separator: char, line: usize, before: usize) -> Vec<Cell> {
    let mut begin = before;
    let mut cells = Vec::new();
    for part in text.split(separator) {
        let blanks = part.chars().take_while(|c| c.is_whitespace()).count();
        cells.push((part.trim().to_owned(), place(line, begin + blanks)));
        begin += part.chars().count() + 1;
    }
    cells
}

/// `C1–C3` as C1, C2, C3; a single name as itself.
fn range(text: &str) -> Option<Vec<String>> {
    let Some((first, last)) = text.split_once(['–', '-']) else {
        return numbered(text).map(|_| vec![text.to_owned()]);
    };
    let ((kind, first), (same, last)) = (numbered(first)?, numbered(last)?);
    let is_range = kind == same && first <= last && last - first < MOST;
    is_range.then(|| (first..=last).map(|n| format!("{kind}{n}")).collect())
}

/// `C12` as C and 12.
fn numbered(name: &str) -> Option<(&str, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (kind, number) = name.split_at(digits);
    Some((kind, number.parse().ok()?))
}

/// A place from a line and a column that are counted from 0.
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
    fn a_range_is_all_its_names() {
        assert_eq!(range("C9–C11").unwrap(), ["C9", "C10", "C11"]);
        assert_eq!(range("N1-N2").unwrap(), ["N1", "N2"]);
        assert_eq!(range("C7").unwrap(), ["C7"]);
        for none in ["C3–C1", "C1–N2", "C1–C9999999", "C", "", "–"] {
            assert_eq!(range(none), None, "{none}");
        }
    }

    #[test]
    fn cells_know_where_they_begin() {
        let found = cells(" a |  bé | c", '|', 4, 1);
        let places: Vec<_> = found
            .iter()
            .map(|(text, place)| (text.as_str(), place.column))
            .collect();
        assert_eq!(places, [("a", 3), ("bé", 8), ("c", 13)]);
    }
}
