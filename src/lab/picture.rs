//! Pictures of 16 × 16 pixels that are lit or dark.

use std::fmt;

/// The pixels along each side.
pub const PICTURE_SIDE: usize = 16;
/// The hexadecimal digits of a row.
const ROW_DIGITS: usize = PICTURE_SIDE / 4;

/// A picture of 16 × 16 pixels, each lit or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Picture {
    /// The rows from top to bottom, the leftmost pixel in the highest bit.
    rows: [u16; PICTURE_SIDE],
}

impl Picture {
    /// The picture with these rows from top to bottom, the leftmost pixel in the highest bit.
    pub const fn new(rows: [u16; PICTURE_SIDE]) -> Self {
        Self { rows }
    }

    /// Parses 64 hexadecimal digits, four for each row, the upper row first.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hexadecimal = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if text.len() != PICTURE_SIDE * ROW_DIGITS || !is_hexadecimal {
            return None;
        }
        let mut picture = Self::default();
        for (at, row) in picture.rows.iter_mut().enumerate() {
            let digits = text.get(at * ROW_DIGITS..(at + 1) * ROW_DIGITS)?;
            *row = u16::from_str_radix(digits, 16).ok()?;
        }
        Some(picture)
    }

    /// This picture with one more pixel lit. Pixels outside do not exist.
    #[must_use]
    pub fn lit(mut self, row: usize, column: usize) -> Self {
        if let Some(row) = self.rows.get_mut(row)
            && column < PICTURE_SIDE
        {
            *row |= 1 << (PICTURE_SIDE - 1 - column);
        }
        self
    }

    /// This picture with one pixel switched from lit to dark or back. Pixels outside do not exist.
    #[must_use]
    pub fn switched(mut self, row: usize, column: usize) -> Self {
        if let Some(row) = self.rows.get_mut(row)
            && column < PICTURE_SIDE
        {
            *row ^= 1 << (PICTURE_SIDE - 1 - column);
        }
        self
    }

    /// The number of lit pixels.
    pub fn lit_count(&self) -> u32 {
        self.rows.iter().map(|row| row.count_ones()).sum()
    }

    /// Whether the pixel in this row and column, each counted from 0, is lit. Pixels outside are dark.
    pub fn is_lit(&self, row: usize, column: usize) -> bool {
        let row = self.rows.get(row).copied().unwrap_or(0);
        column < PICTURE_SIDE && row >> (PICTURE_SIDE - 1 - column) & 1 == 1
    }
}

impl fmt::Display for Picture {
    /// Writes what [`Picture::parse`] parses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.iter().try_for_each(|row| write!(f, "{row:04x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_digit_is_the_upper_left_corner() {
        let text = format!("8{}1", "0".repeat(62));
        let picture = Picture::parse(&text).unwrap();
        assert_eq!(picture.to_string(), text);
        let lit: Vec<_> = (0..PICTURE_SIDE)
            .flat_map(|row| (0..PICTURE_SIDE).map(move |column| (row, column)))
            .filter(|(row, column)| picture.is_lit(*row, *column))
            .collect();
        assert_eq!(lit, [(0, 0), (15, 15)]);
        assert!(!picture.is_lit(16, 0) && !picture.is_lit(0, 16));
    }

    #[test]
    fn a_text_of_another_length_or_with_other_characters_is_rejected() {
        let texts = [
            String::new(),
            "f".repeat(63),
            "f".repeat(65),
            format!("{}g", "f".repeat(63)),
            format!("+{}", "f".repeat(63)),
            "ä".repeat(32),
        ];
        for text in texts {
            assert_eq!(Picture::parse(&text), None, "{text}");
        }
        assert!(Picture::parse(&"F".repeat(64)).is_some());
    }
}
