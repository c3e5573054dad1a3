//! The shortest way for the cursor from one place to another.

use std::fmt::Write as _;

/// A column and a row.
pub(super) type Place = (u16, u16);

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

/// A way of the cursor.
#[derive(Clone, Copy)]
enum Way {
    /// To a column of the row it is in.
    Column(u16),
    /// To a place, wherever it is.
    Place(Place),
    /// Down or up, then to the right or back, so many each.
    Steps { down: i32, right: i32 },
}

/// From so many columns or rows on, going by a number is shorter than going one by one.
const COUNTED: u32 = 4;
/// One column back.
const BACK: Option<char> = Some('\x08');
/// One row down in the same column; the console of Windows would go to the first one.
const DOWN: Option<char> = if cfg!(windows) { None } else { Some('\n') };

/// Adds what moves the cursor from `from` to `to`.
pub(super) fn leap(from: From, to: Place, text: &mut String) {
    let way = Way::shortest(from, to);
    // Adding to a string cannot fail.
    let _always_fits = way.write(text);
}

/// The bytes of that.
pub(super) fn bytes(from: From, to: Place) -> usize {
    Way::shortest(from, to).bytes()
}

impl Way {
    fn shortest(from: From, (x, y): Place) -> Self {
        let leap = match from {
            From::Row(row) | From::At((_, row)) if row == y => Self::Column(x),
            From::Nowhere | From::Row(_) | From::At(_) => Self::Place((x, y)),
        };
        match from {
            From::At((column, row)) => {
                let steps = Self::Steps {
                    down: i32::from(y) - i32::from(row),
                    right: i32::from(x) - i32::from(column),
                };
                if steps.bytes() < leap.bytes() {
                    steps
                } else {
                    leap
                }
            }
            From::Nowhere | From::Row(_) => leap,
        }
    }

    fn bytes(self) -> usize {
        match self {
            Self::Column(x) => 3 + digits(u32::from(x) + 1),
            Self::Place((x, y)) => 4 + digits(u32::from(x) + 1) + digits(u32::from(y) + 1),
            Self::Steps { down, right } => stride(down, None, DOWN) + stride(right, BACK, None),
        }
    }

    fn write(self, text: &mut String) -> std::fmt::Result {
        match self {
            Self::Column(x) => write!(text, "\x1b[{}G", x + 1),
            Self::Place((x, y)) => write!(text, "\x1b[{};{}H", y + 1, x + 1),
            Self::Steps { down, right } => {
                step(text, down, ('A', None), ('B', DOWN))?;
                step(text, right, ('D', BACK), ('C', None))
            }
        }
    }
}

/// Goes `by` columns or rows, with `back` where that is negative: the letter that ends a number of them, and what goes
/// by one.
fn step(
    text: &mut String,
    by: i32,
    back: (char, Option<char>),
    on: (char, Option<char>),
) -> std::fmt::Result {
    let (end, one) = if by < 0 { back } else { on };
    match (by.unsigned_abs(), one) {
        (0, _) => Ok(()),
        (by, Some(one)) if by < COUNTED => (0..by).try_for_each(|_| text.write_char(one)),
        (1, _) => write!(text, "\x1b[{end}"),
        (by, _) => write!(text, "\x1b[{by}{end}"),
    }
}

/// The bytes of that.
fn stride(by: i32, back: Option<char>, on: Option<char>) -> usize {
    let one = if by < 0 { back } else { on };
    match (by.unsigned_abs(), one) {
        (0, _) => 0,
        (by, Some(_)) if by < COUNTED => by as usize,
        (1, _) => 3,
        (by, _) => 3 + digits(by),
    }
}

fn digits(number: u32) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        100..1_000 => 3,
        1_000..10_000 => 4,
        // No terminal has more columns or rows than a `u16` can count.
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: From, to: Place) -> String {
        let mut text = String::new();
        leap(from, to, &mut text);
        assert_eq!(text.len(), bytes(from, to), "{text:?}");
        text
    }

    #[test]
    fn short_ways_are_stepped_and_long_ones_leapt() {
        assert_eq!(way(From::Nowhere, (0, 0)), "\x1b[1;1H");
        assert_eq!(way(From::At((5, 3)), (7, 3)), "\x1b[8G");
        assert_eq!(way(From::At((15, 3)), (17, 3)), "\x1b[2C");
        assert_eq!(way(From::At((15, 3)), (15, 4)), "\n");
        assert_eq!(way(From::At((80, 9)), (78, 10)), "\n\x08\x08");
        assert_eq!(way(From::At((80, 9)), (75, 10)), "\n\x1b[5D");
        assert_eq!(way(From::Row(9), (75, 9)), "\x1b[76G");
        assert_eq!(way(From::Row(9), (75, 10)), "\x1b[11;76H");
        assert_eq!(way(From::At((80, 9)), (60, 30)), "\x1b[31;61H");
        assert_eq!(way(From::At((80, 9)), (79, 12)), "\n\n\n\x08");
        assert_eq!(way(From::At((80, 9)), (79, 8)), "\x1b[A\x08");
        assert_eq!(way(From::At((100, 9)), (101, 2)), "\x1b[7A\x1b[C");
        assert_eq!(way(From::At((80, 9)), (92, 2)), "\x1b[3;93H");
    }

    #[test]
    fn every_way_arrives_and_is_as_long_as_was_said() {
        for (from, to) in (0..40_000).map(|n| ((n % 14, n / 14 % 14), (n / 196 % 14, n / 2744))) {
            let mut terminal = vt100::Parser::default();
            let start = way(From::Nowhere, from);
            terminal.process((start + &way(From::At(from), to)).as_bytes());
            assert_eq!(terminal.screen().cursor_position(), (to.1, to.0));
        }
    }
}
