//! The shortest way for the cursor from one place to another.

use std::fmt::Write as _;

/// A column and a row.
type Place = (u16, u16);

/// Where the cursor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// Nobody knows.
    Nowhere,
    /// Somewhere in this row: behind its last column, or behind a character that some terminals draw wider than others.
    Row(u16),
    /// At this place.
    At(Place),
}

/// Adds what moves the cursor from `from` to `to`.
pub(super) fn leap(from: From, to: Place, text: &mut String) {
    let mut best = placed(from, to);
    if let From::At(from) = from
        && let Some(way) = stepped(from, to)
        && way.len() < best.len()
    {
        best = way;
    }
    text.push_str(&best);
}

fn placed(from: From, (x, y): Place) -> String {
    match from {
        From::Row(row) | From::At((_, row)) if row == y => format!("\x1b[{}G", x + 1),
        From::Nowhere | From::Row(_) | From::At(_) => format!("\x1b[{};{}H", y + 1, x + 1),
    }
}

/// The way by steps: down, then across; none upwards.
fn stepped((from, row): Place, (x, y): Place) -> Option<String> {
    let mut way = match y.checked_sub(row)? {
        0 => String::new(),
        1 => "\x1b[B".to_owned(),
        rows => format!("\x1b[{rows}B"),
    };
    let by = x.abs_diff(from);
    let to = if x > from { 'C' } else { 'D' };
    let _always_fits = match (by, to) {
        (0, _) => Ok(()),
        (1..=3, 'D') => {
            way.extend((0..by).map(|_| '\x08'));
            Ok(())
        }
        (1, _) => write!(way, "\x1b[{to}"),
        (_, _) => write!(way, "\x1b[{by}{to}"),
    };
    Some(way)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: From, to: Place) -> String {
        let mut text = String::new();
        leap(from, to, &mut text);
        text
    }

    #[test]
    fn short_ways_are_stepped_and_long_ones_leapt() {
        assert_eq!(way(From::Nowhere, (0, 0)), "\x1b[1;1H");
        assert_eq!(way(From::At((5, 3)), (7, 3)), "\x1b[8G");
        assert_eq!(way(From::At((15, 3)), (17, 3)), "\x1b[2C");
        assert_eq!(way(From::At((15, 3)), (15, 4)), "\x1b[B");
        assert_eq!(way(From::At((80, 9)), (78, 10)), "\x1b[B\x08\x08");
        assert_eq!(way(From::At((80, 9)), (75, 10)), "\x1b[B\x1b[5D");
        assert_eq!(way(From::Row(9), (75, 9)), "\x1b[76G");
        assert_eq!(way(From::Row(9), (75, 10)), "\x1b[11;76H");
        assert_eq!(way(From::At((80, 9)), (60, 30)), "\x1b[31;61H");
        assert_eq!(way(From::At((80, 9)), (79, 12)), "\x1b[3B\x08");
        assert_eq!(way(From::At((80, 9)), (79, 8)), "\x1b[9;80H");
    }
}
