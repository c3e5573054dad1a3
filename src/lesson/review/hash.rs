//! Hashes of words, the same on every machine and in every version.

/// The offset basis and the prime of FNV-1a with 64 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The digits of a letter hash.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// FNV-1a with 64 bits.
fn fnv1a(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(BASIS, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    })
}

/// The 64 bits of FNV-1a folded to 32, as its authors recommend for shorter hashes.
fn folded(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let hash = fnv1a(bytes);
    let (high, low) = (hash >> 32, hash & u64::from(u32::MAX));
    u32::try_from(high ^ low).unwrap_or_default()
}

/// The hash of `words` with one blank between them, in eight hexadecimal digits.
pub(super) fn text_hash<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let bytes = words.enumerate().flat_map(|(at, word)| {
        let blank = (at > 0).then_some(b' ');
        blank.into_iter().chain(word.bytes())
    });
    format!("{:08x}", folded(bytes))
}

/// The hash of a word as one letter: it tells where a text changed, not whether. The last letters of a word hardly change the
/// upper bits of FNV-1a, so these are mixed once more, as in the last step of `MurmurHash3`.
pub(super) fn word_letter(word: &str) -> char {
    let hash = fnv1a(word.bytes());
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 58;
    let letter = usize::try_from(mixed).ok().and_then(|at| LETTERS.get(at));
    letter.copied().map_or('?', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_published_test_vectors() {
        assert_eq!(fnv1a(*b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(*b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(*b"foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(text_hash(["foobar"].into_iter()), "72ad2699");
    }

    #[test]
    fn words_that_differ_at_their_end_have_different_letters() {
        let letters: Vec<_> = (0..10)
            .map(|digit| word_letter(&format!("value=10{digit}")))
            .collect();
        let mut different = letters.clone();
        different.sort_unstable();
        different.dedup();
        assert!(different.len() >= 8, "{letters:?}");
    }

    #[test]
    fn words_are_joined_by_one_blank() {
        let joined = text_hash(["a b"].into_iter());
        assert_eq!(text_hash(["a", "b"].into_iter()), joined);
        assert_ne!(text_hash(["ab"].into_iter()), joined);
    }
}
