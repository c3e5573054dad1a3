//! The order of classes: which of two words is 0, and which is 1.

use std::cmp::Ordering;

use super::column::{ClassWord, DASH_CLASS};

/// Words for no and for the usual state, which come first.
const NEGATIVE: [&str; 21] = [
    "no",
    "n",
    "false",
    "f",
    "fail",
    "failed",
    "negative",
    "neg",
    "off",
    "ok",
    "normal",
    "healthy",
    DASH_CLASS,
    "아니요",
    "아니오",
    "거짓",
    "불합격",
    "탈락",
    "음성",
    "정상",
    "양호",
];
/// Words for yes and for the state that is looked for, which come last.
const POSITIVE: [&str; 20] = [
    "yes",
    "y",
    "true",
    "t",
    "pass",
    "passed",
    "positive",
    "pos",
    "on",
    "fault",
    "faulty",
    "abnormal",
    "+",
    "예",
    "참",
    "합격",
    "양성",
    "고장",
    "불량",
    "비정상",
];

/// The place of a word before others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Negative,
    Other,
    Positive,
}

/// Sorts numbers by size and words from no to yes, else by the alphabet; numbers come before words.
pub(super) fn sort_classes(classes: &mut [ClassWord]) {
    classes.sort_by(|a, b| match (a.value, b.value) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => rank(&a.word)
            .cmp(&rank(&b.word))
            .then_with(|| a.word.cmp(&b.word)),
    });
}

fn rank(word: &str) -> Rank {
    let word = word.to_lowercase();
    if NEGATIVE.contains(&word.as_str()) {
        Rank::Negative
    } else if POSITIVE.contains(&word.as_str()) {
        Rank::Positive
    } else {
        Rank::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(words: &[&str]) -> Vec<String> {
        let class = |word: &&str| ClassWord {
            word: (*word).to_owned(),
            value: word.parse().ok(),
            count: 1,
        };
        let mut classes: Vec<_> = words.iter().map(class).collect();
        sort_classes(&mut classes);
        classes.into_iter().map(|class| class.word).collect()
    }

    #[test]
    fn no_comes_before_yes_and_other_words_follow_the_alphabet() {
        for pair in [
            ["no", "yes"],
            ["N", "Y"],
            ["False", "True"],
            ["fail", "pass"],
            ["불합격", "합격"],
            ["아니요", "예"],
            [DASH_CLASS, "+"],
            ["ok", "fault"],
            ["retake", "pass"],
            ["Female", "Male"],
            ["남", "여"],
            ["0", "1"],
            ["9", "10"],
            ["3", "few"],
        ] {
            let [zero, one] = pair;
            assert_eq!(sorted(&[zero, one]), pair);
            assert_eq!(sorted(&[one, zero]), pair);
        }
        assert_eq!(sorted(&["c", "a", "b"]), ["a", "b", "c"]);
    }
}
