//! How words, numbers and signs end when a Korean reader says them.

use Ending::{Closed, Open, Rieul};

/// How a spoken syllable ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// In a vowel.
    Open,
    /// In ㄹ, which 로 treats as a vowel.
    Rieul,
    /// In any other consonant.
    Closed,
}

/// Foreign words that are not read as they are spelled: 킬로그램, 센티미터, 코사인.
const READINGS: [(&str, Ending); 3] = [("kg", Closed), ("cm", Open), ("cos", Closed)];

/// How the last spoken syllable of `text` ends; open where there is nothing to say.
pub(super) fn ending(text: &str) -> Ending {
    let text = without_gloss(text).trim_end_matches(|c| !is_spoken(c));
    let Some(last) = text.chars().next_back() else {
        return Open;
    };
    match last {
        '가'..='힣' => match (u32::from(last) - u32::from('가')) % 28 {
            0 => Open,
            8 => Rieul,
            _ => Closed,
        },
        '0'..='9' => of_digit(u32::from(last) - u32::from('0')),
        '₀'..='₉' => of_digit(u32::from(last) - u32::from('₀')),
        // 제곱, 승; 프라임; 엡실론, 오미크론, 입실론. 퍼센트, 도, 무한대 and the other letters are open.
        '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '′' | 'ε' | 'ο' | 'υ' => Closed,
        'a'..='z' | 'A'..='Z' => {
            let start = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            of_latin(&text[start.len()..])
        }
        _ => Open,
    }
}

/// `text` without the explanation that stands in brackets behind a Korean word: 편향(bias).
fn without_gloss(text: &str) -> &str {
    let explained = text
        .strip_suffix(')')
        .and_then(|inside| inside.rsplit_once('('))
        .map(|(before, _)| before.trim_end())
        .filter(|before| before.ends_with(|c| ('가'..='힣').contains(&c)));
    explained.unwrap_or(text)
}

fn is_spoken(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '°' | '∞' | '′')
}

/// 영 일 이 삼 사 오 육 칠 팔 구; what a zero stands for at the end (십, 백, 천, 만) is closed as well.
fn of_digit(digit: u32) -> Ending {
    match digit {
        1 | 7 | 8 => Rieul,
        0 | 3 | 6 => Closed,
        _ => Open,
    }
}

/// A letter or an abbreviation by the name of its last letter, a word as Korean borrows it.
fn of_latin(word: &str) -> Ending {
    if let Some((_, known)) = READINGS.iter().find(|(name, _)| *name == word) {
        return *known;
    }
    let letters: Vec<char> = word.chars().collect();
    let is_spelled = word.len() == 1 || word.ends_with(|c: char| c.is_ascii_uppercase());
    match letters.last() {
        Some('l' | 'r' | 'L' | 'R') if is_spelled => Rieul,
        Some('m' | 'n' | 'M' | 'N') if is_spelled => Closed,
        Some(_) if is_spelled => Open,
        _ => of_spelling(&letters),
    }
}

/// The usual rules of borrowing: l, m, n and ng close the syllable, also before a silent e; p, t, k, b and c
/// close it after one short vowel; everything else gets a vowel of its own.
fn of_spelling(letters: &[char]) -> Ending {
    match letters {
        [.., 'l'] | [.., 'l', 'e'] => Rieul,
        [.., 'm' | 'n'] | [.., 'm' | 'n', 'e'] | [.., 'n', 'g'] | [.., 'c', 'k'] => Closed,
        [before @ .., vowel, 'p' | 't' | 'k' | 'b' | 'c'] if is_vowel(*vowel) => {
            if before.last().is_some_and(|c| is_vowel(*c)) {
                Open
            } else {
                Closed
            }
        }
        _ => Open,
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}
