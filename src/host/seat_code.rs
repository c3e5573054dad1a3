//! Codes that lead back to a seat.

use std::fmt;

use rand::RngExt as _;

/// Letters and digits that are not mistaken for each other.
pub(super) const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// The letters of a code: 31⁴ ≈ 920,000 codes.
const LETTERS: usize = 4;

/// The code of a seat: `K7MX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct SeatCode([u8; LETTERS]);

impl SeatCode {
    /// A code that no one can guess from others.
    pub(super) fn random() -> Self {
        let mut rng = rand::rng();
        Self([(); LETTERS].map(|()| ALPHABET[rng.random_range(0..ALPHABET.len())]))
    }

    /// Reads a code in letters of either case.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let letters: [u8; LETTERS] = text.to_ascii_uppercase().into_bytes().try_into().ok()?;
        let is_known = letters.iter().all(|letter| ALPHABET.contains(letter));
        is_known.then_some(Self(letters))
    }

    /// Whether `text` is meant to be a code: it could be one, and has a digit or a capital letter. Names of accounts have small
    /// letters.
    pub(super) fn is_written_like_one(text: &str) -> bool {
        let is_unlike_a_name = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
        Self::parse(text).is_some() && text.chars().any(is_unlike_a_name)
    }
}

impl fmt::Display for SeatCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0 {
            write!(f, "{}", char::from(letter))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written_and_other_words_are_none() {
        for _ in 0..100 {
            let code = SeatCode::random();
            assert_eq!(
                SeatCode::parse(&code.to_string().to_lowercase()),
                Some(code)
            );
        }
        for other in ["", "ABC", "ABCDE", "K7M0", "K7MI", "K7Mé", "notes"] {
            assert_eq!(SeatCode::parse(other), None, "{other}");
        }
    }
}
