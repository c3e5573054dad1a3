//! Translates Hangul into the keys of the two-set layout that typed it.

/// First consonants, in the order of Unicode's syllables, as keys of the two-set layout (KS X 5002).
const LEADS: [&str; 19] = [
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
];
/// Vowels.
const VOWELS: [&str; 21] = [
    "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b",
    "m", "ml", "l",
];
/// Last consonants; the first entry stands for none.
const TAILS: [&str; 28] = [
    "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a",
    "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g",
];
/// Single consonants, in Unicode's order from ㄱ to ㅎ.
const LONE_CONSONANTS: [&str; 30] = [
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a",
    "q", "Q", "qt", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
];

/// The keys that type `c`; none for a character outside Hangul.
pub(in crate::app) fn keys(c: char) -> Option<String> {
    let from = |first: char| (u32::from(c).checked_sub(u32::from(first))).map(|at| at as usize);
    if let Some(at) = from('가').filter(|_| c <= '힣') {
        let lead = LEADS.get(at / (VOWELS.len() * TAILS.len()))?;
        let vowel = VOWELS.get(at / TAILS.len() % VOWELS.len())?;
        let tail = TAILS.get(at % TAILS.len())?;
        return Some([*lead, *vowel, *tail].concat());
    }
    let vowel = from('ㅏ').and_then(|at| VOWELS.get(at));
    let consonant = from('ㄱ').and_then(|at| LONE_CONSONANTS.get(at));
    vowel.or(consonant).map(|keys| (*keys).to_owned())
}

/// Whether `c` is a single consonant: ㄱ.
pub(in crate::app) fn is_consonant(c: char) -> bool {
    ('ㄱ'..='ㅎ').contains(&c)
}

/// The letters of the Hangul `c`, each as one private-use character; none for a character outside Hangul. The letters of
/// an unfinished syllable are a prefix of the letters of the finished one.
pub(in crate::app) fn letters(c: char) -> Option<impl Iterator<Item = char>> {
    /// The first private-use character of Unicode.
    const PRIVATE: u32 = 0xE000;
    let keys: Vec<char> = keys(c)?.chars().collect();
    let private = |key: char| char::from_u32(PRIVATE + u32::from(key));
    Some(keys.into_iter().filter_map(private))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_maps_to_its_key() {
        let typed = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ";
        let keys: String = typed.chars().filter_map(keys).collect();
        assert_eq!(keys, "qwertyuiopasdfghjklzxcvbnm");
        let shifted: String = "ㅃㅉㄸㄲㅆㅒㅖ".chars().filter_map(super::keys).collect();
        assert_eq!(shifted, "QWERTOP");
    }

    #[test]
    fn a_syllable_maps_to_all_its_keys() {
        assert_eq!(keys('각').as_deref(), Some("rkr"));
        assert_eq!(keys('힣').as_deref(), Some("glg"));
        assert_eq!(keys('뷁').as_deref(), Some("qnpfr"));
        assert_eq!(keys('ㅢ').as_deref(), Some("ml"));
    }

    #[test]
    fn other_characters_map_to_no_keys() {
        for c in ['n', '1', ' ', '中', 'ア', 'ꥠ', '\u{318f}'] {
            assert_eq!(keys(c), None, "{c}");
        }
    }
}
