//! The last sound of words, numbers and signs in Korean pronunciation.

use Ending::{Consonant, Rieul, Vowel};

/// The last sound of a syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A vowel.
    Vowel,
    /// The consonant ㄹ, which the particle 로 treats as a vowel.
    Rieul,
    /// Any other consonant.
    Consonant,
}

/// Abbreviations that are pronounced as other words: 킬로그램, 센티미터, 코사인.
const ABBREVIATIONS: [(&str, Ending); 3] = [("kg", Consonant), ("cm", Vowel), ("cos", Consonant)];

/// The last sound of `text`; a vowel if nothing in it is pronounced.
pub(super) fn ending_of(text: &str) -> Ending {
    let text = without_gloss(text).trim_end_matches(|c| !is_pronounced(c));
    let Some(last) = text.chars().next_back() else {
        return Vowel;
    };
    match last {
        '가'..='힣' => match (u32::from(last) - u32::from('가')) % 28 {
            0 => Vowel,
            8 => Rieul,
            _ => Consonant,
        },
        '0'..='9' => digit_ending(u32::from(last) - u32::from('0')),
        '₀'..='₉' => digit_ending(u32::from(last) - u32::from('₀')),
        // 제곱, 승; 프라임; 엡실론, 오미크론, 입실론. 퍼센트, 도, 무한대 and the other letters end in a vowel.
        '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '′' | 'ε' | 'ο' | 'υ' => Consonant,
        'a'..='z' | 'A'..='Z' => {
            let start = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            latin_ending(&text[start.len()..])
        }
        _ => Vowel,
    }
}

/// `text` without a gloss in brackets behind a Korean word: 편향(bias).
fn without_gloss(text: &str) -> &str {
    let word = text
        .strip_suffix(')')
        .and_then(|inside| inside.rsplit_once('('))
        .map(|(before, _)| before.trim_end())
        .filter(|before| before.ends_with(|c| ('가'..='힣').contains(&c)));
    word.unwrap_or(text)
}

fn is_pronounced(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '°' | '∞' | '′')
}

/// The last sound of 영 일 이 삼 사 오 육 칠 팔 구. A final zero also stands for 십, 백, 천, 만, which end in a consonant too.
fn digit_ending(digit: u32) -> Ending {
    match digit {
        1 | 7 | 8 => Rieul,
        0 | 3 | 6 => Consonant,
        _ => Vowel,
    }
}

/// The last sound of a Latin word: a letter or an abbreviation is spelled out, another word is pronounced as a loanword.
fn latin_ending(word: &str) -> Ending {
    if let Some((_, known)) = ABBREVIATIONS.iter().find(|(name, _)| *name == word) {
        return *known;
    }
    let letters: Vec<char> = word.chars().collect();
    let is_spelled = word.len() == 1 || word.ends_with(|c: char| c.is_ascii_uppercase());
    match letters.last() {
        Some('l' | 'r' | 'L' | 'R') if is_spelled => Rieul,
        Some('m' | 'n' | 'M' | 'N') if is_spelled => Consonant,
        Some(_) if is_spelled => Vowel,
        _ => spelling_ending(&letters),
    }
}

/// The last sound of a loanword by its spelling: l, m, n and ng stay consonants, also before a silent e; p, t, k, b and c
/// stay consonants after one short vowel; any other consonant gets a vowel.
fn spelling_ending(letters: &[char]) -> Ending {
    match letters {
        [.., 'l'] | [.., 'l', 'e'] => Rieul,
        [.., 'm' | 'n'] | [.., 'm' | 'n', 'e'] | [.., 'n', 'g'] | [.., 'c', 'k'] => Consonant,
        [before @ .., vowel, 'p' | 't' | 'k' | 'b' | 'c'] if is_vowel(*vowel) => {
            if before.last().is_some_and(|c| is_vowel(*c)) {
                Vowel
            } else {
                Consonant
            }
        }
        _ => Vowel,
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}
