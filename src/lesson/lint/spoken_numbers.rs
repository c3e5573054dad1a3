//! Numbers that a text states in digits or in words, with compound words as one number: `twenty-five`, `220 million`, `a
//! third`.

mod compound;
mod token;
mod word_sum;

use super::goal_texts::is_same;
use super::sentences::matches;
use super::stated_numbers::value_of;
use crate::locale::Words;
use token::{Token, tokens};
use word_sum::Sum;

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SpokenNumber {
    /// The index of its first byte.
    pub(super) start: usize,
    /// The index behind its last byte.
    pub(super) end: usize,
    pub(super) value: f64,
    /// Of a part, the number of parts: 10 in `10분의 1`.
    pub(super) part_of: Option<f64>,
    /// Whether a word of it is spelled out.
    pub(super) is_word: bool,
    pub(super) measure: NumberMeasure,
}

/// The meaning that the text around a number gives to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberMeasure {
    /// A value: `0.5`.
    Value,
    /// A value, or a hundred times a value: `50 %`.
    Percent,
    /// A factor, which is no value: `three times`.
    Factor,
}

impl SpokenNumber {
    /// Whether it states `value`.
    pub(super) fn is(&self, value: f64) -> bool {
        self.values().any(|own| is_same(value, own))
    }

    /// The values that it may state.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        let share = match self.measure {
            NumberMeasure::Percent => Some(self.value / 100.0),
            NumberMeasure::Value | NumberMeasure::Factor => None,
        };
        [Some(self.value), share].into_iter().flatten()
    }
}

/// The number words of a language.
pub(super) struct NumberTable {
    /// Words that are added: `twenty=20 five=5`.
    digits: Vec<(String, f64)>,
    /// Words that multiply what stands before them: `thousand=1000`.
    scales: Vec<(String, f64)>,
    /// Words that are a number of their own: `half=0.5 twice=2`.
    ratios: Vec<(String, f64)>,
    /// Words that are a part only behind an article or a number: `third=3` in `a third`.
    parts: Vec<(String, f64)>,
    /// The words before a part.
    articles: Vec<String>,
    /// Words that count ones behind tens only, or before a part: `one=1` in `twenty-one`, `one and a half`.
    ones: Vec<(String, f64)>,
    /// The words between a whole number and a part: `and a`.
    mixed: String,
    /// Words that are a sign: `minus`.
    negatives: Vec<String>,
    /// Characters that write a number in one word: `백=100` in `이백만`.
    characters: Vec<(String, f64)>,
    /// The syllables behind such a word that make it a part.
    part_suffix: String,
    /// The signs and words behind a share in per cent.
    percents: Vec<String>,
    /// Words that are a factor, or make a factor of the number before them: `times *fold`.
    factors: Vec<String>,
}

impl NumberTable {
    pub(super) fn new(words: &Words) -> Self {
        let [digits, scales, ratios, parts, ones, characters] =
            ["digits", "scale", "ratios", "parts", "ones", "characters"]
                .map(|table| entries(&words.get(&format!("check.spoken-{table}"))));
        let list = |key: &str| -> Vec<String> {
            let list = words.get(key);
            list.split_whitespace().map(str::to_owned).collect()
        };
        Self {
            digits,
            scales,
            ratios,
            parts,
            articles: list("check.spoken-articles"),
            ones,
            mixed: words.get("check.spoken-mixed"),
            negatives: list("check.spoken-negatives"),
            characters,
            part_suffix: words.get("check.spoken-part-suffix"),
            percents: list("check.spoken-percents"),
            factors: list("check.spoken-factors"),
        }
    }

    /// The numbers in `text`, in order.
    pub(super) fn numbers(&self, text: &str) -> Vec<SpokenNumber> {
        let tokens = tokens(text);
        let mut found: Vec<SpokenNumber> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (number, next) = self.number_at(text, &tokens, at);
            if let Some(number) = number {
                match found.pop() {
                    Some(last) => found.extend(self.joined(text, last, number)),
                    None => found.push(number),
                }
            }
            at = next;
        }
        let mut found = self.mixed(text, found);
        for number in &mut found {
            number.measure = self.measure(text, number);
        }
        self.signed(text, found)
    }

    fn measure(&self, text: &str, number: &SpokenNumber) -> NumberMeasure {
        let own = text.get(number.start..number.end).unwrap_or_default();
        let behind = text.get(number.end..).unwrap_or_default().trim_start();
        let next = behind.split(|c: char| !c.is_alphabetic()).next();
        let is_factor = |word: &str| self.factors.iter().any(|it| matches(it, word));
        let mut percents = self.percents.iter();
        if percents.any(|it| behind.starts_with(it.as_str())) {
            NumberMeasure::Percent
        } else if is_factor(own) || next.is_some_and(is_factor) {
            NumberMeasure::Factor
        } else {
            NumberMeasure::Value
        }
    }

    /// Two numbers in a row, or the one that they are together: `three quarters`, 10분의 1.
    fn joined(&self, text: &str, first: SpokenNumber, second: SpokenNumber) -> Vec<SpokenNumber> {
        let between = text.get(first.end..second.start).unwrap_or_default();
        let own = text.get(first.start..first.end).unwrap_or_default();
        let is_blank = |text: &str| text.chars().all(char::is_whitespace);
        let is_beside = matches!(between, " " | "-");
        let last = text.get(second.start..second.end).unwrap_or_default();
        if let Some(scaled) = self.scaled(text, &first, &second) {
            return vec![scaled];
        }
        let is_count = (2.0..20.0).contains(&first.value) && first.value.fract() == 0.0;
        let parts = if !self.part_suffix.is_empty()
            && between
                .strip_prefix(&self.part_suffix)
                .is_some_and(is_blank)
        {
            Some(first.value)
        } else if self.is_part_at_end(own) && is_blank(between) {
            Some(1.0 / first.value)
        } else {
            None
        };
        let (value, part_of) = match (parts, value_in(&self.parts, last)) {
            (Some(parts), _) if parts != 0.0 => (second.value / parts, Some(parts)),
            (None, Some(parts)) if is_beside && is_count && second.is_word => {
                (first.value / parts, None)
            }
            (Some(_) | None, _) => return vec![first, second],
        };
        vec![SpokenNumber {
            start: first.start,
            end: second.end,
            value,
            part_of,
            is_word: first.is_word && second.is_word,
            measure: NumberMeasure::Value,
        }]
    }

    /// Whether `word` ends with the syllables of a part: 백만분의.
    fn is_part_at_end(&self, word: &str) -> bool {
        !self.part_suffix.is_empty() && word.ends_with(&self.part_suffix)
    }

    /// The number whose words begin at token `at`, and the index of the token behind it.
    fn number_at(
        &self,
        text: &str,
        tokens: &[Token<'_>],
        at: usize,
    ) -> (Option<SpokenNumber>, usize) {
        let first = tokens[at];
        let is_behind_article = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|before| self.is_article(before));
        let alone = value_in(&self.ratios, first.text).or_else(|| {
            let part = value_in(&self.parts, first.text)?;
            is_behind_article.then_some(1.0 / part)
        });
        if let Some(value) = alone.or_else(|| self.written(first.text)) {
            return (Some(number(first, first, value, true)), at + 1);
        }
        let mut sum = Sum::default();
        let mut end = at;
        while let Some(token) = tokens.get(end) {
            let before = (end > at).then(|| &text[tokens[end - 1].end..token.start]);
            let is_adjacent = before.is_none_or(|before| {
                matches!(before.trim(), "" | "-") && !before.is_empty()
                    || token.is_typed != tokens[end - 1].is_typed && before.is_empty()
            });
            if !is_adjacent || !self.add(&mut sum, token, before) {
                break;
            }
            end += 1;
        }
        if end == at {
            return (None, at + 1);
        }
        let is_word = tokens[at..end].iter().any(|token| !token.is_typed);
        let found = number(first, tokens[end - 1], sum.value(), is_word);
        (Some(found), end)
    }

    /// Whether `rest`, behind the characters of a number, makes it a part: 백만분의.
    fn is_part_behind(&self, rest: &str) -> bool {
        !self.part_suffix.is_empty() && rest.starts_with(&self.part_suffix)
    }

    fn is_article(&self, token: &Token<'_>) -> bool {
        let word = token.text.to_lowercase();
        self.articles.contains(&word)
    }

    /// Adds the token, which stands behind the text `before` of the number; no if it does not belong to it.
    fn add(&self, sum: &mut Sum, token: &Token<'_>, before: Option<&str>) -> bool {
        if token.is_typed {
            return value_of(token.text).is_some_and(|value| sum.add(value));
        }
        // A scale of one character stands behind digits only: 억 alone may begin a word.
        let is_scale = before.is_some() || token.text.chars().nth(1).is_some();
        if let Some(scale) = value_in(&self.scales, token.text).filter(|_| is_scale) {
            sum.multiply(scale, 1000.0);
            return true;
        }
        let value = match before {
            Some("-") => self.ones(token.text),
            Some(_) | None => None,
        };
        let value = value.or_else(|| self.count(token.text));
        value.is_some_and(|value| sum.add(value))
    }

    /// The value of a word that is written with the characters of numbers: 이천, 백만.
    fn written(&self, word: &str) -> Option<f64> {
        let (mut sum, mut count, mut has_scale) = (Sum::default(), 0, false);
        for c in word.chars() {
            let Some(value) = value_in(&self.characters, &c.to_string()) else {
                break;
            };
            if value >= 10.0 {
                has_scale = true;
                sum.multiply(value, 10_000.0);
            } else {
                sum.add(value);
            }
            count += 1;
        }
        // One character may be a word of its own, and a repeated one an adverb.
        let rest: String = word.chars().skip(count).collect();
        // 만 of 만큼 is no ten thousand: 이만큼 is `as much as this`.
        let is_number = count > 1 && has_scale && !sum.is_broken && !rest.starts_with('큼');
        let is_part = self.is_part_behind(&rest);
        is_number.then(|| {
            if is_part {
                1.0 / sum.value()
            } else {
                sum.value()
            }
        })
    }
}

fn number(first: Token<'_>, last: Token<'_>, value: f64, is_word: bool) -> SpokenNumber {
    SpokenNumber {
        start: first.start,
        end: last.end,
        value,
        part_of: None,
        is_word,
        measure: NumberMeasure::Value,
    }
}

/// The entries of a table: `two=2 half*=0.5`.
fn entries(table: &str) -> Vec<(String, f64)> {
    let entries = table.split_whitespace().filter_map(|entry| {
        let (word, value) = entry.split_once('=')?;
        Some((word.to_owned(), value.parse().ok()?))
    });
    entries.collect()
}

fn value_in(table: &[(String, f64)], word: &str) -> Option<f64> {
    let mut entries = table.iter();
    entries
        .find(|(pattern, _)| matches(pattern, word))
        .map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    fn values(lang: &str, text: &str) -> Vec<f64> {
        let words = Words::load(&Lang::of(lang)).unwrap();
        let numbers = NumberTable::new(&words).numbers(text);
        numbers.into_iter().map(|number| number.value).collect()
    }

    #[test]
    fn compound_words_are_one_number() {
        assert_eq!(
            values("en", "twenty-five people, two thousand"),
            [25.0, 2000.0]
        );
        assert_eq!(values("en", "220 million and 1.5"), [220e6, 1.5]);
        assert_eq!(
            values("en", "a million, a dozen, three hundred five"),
            [1e6, 12.0, 305.0]
        );
        assert_eq!(
            values("en", "five, six or seven eight"),
            [5.0, 6.0, 7.0, 8.0]
        );
        assert_eq!(
            values("ko", "이천 조각, 백만 이상, 열두 명, 스물다섯"),
            [2000.0, 1e6, 12.0, 25.0]
        );
        assert_eq!(values("ko", "2억 2천만 개"), [2.2e8]);
        assert_eq!(
            values("en", "twenty-one, thirty-two or forty"),
            [21.0, 32.0, 40.0]
        );
        assert_eq!(
            values("ko", "스물한 개, 서른두 개, 마흔네 명, 예순하나"),
            [21.0, 32.0, 44.0, 61.0]
        );
        assert_eq!(
            values("en", "Half a million, one and a half, two and a quarter"),
            [5e5, 1.5, 2.25]
        );
        assert_eq!(values("en", "a minute and a half"), [0.5]);
    }

    #[test]
    fn a_word_before_a_number_is_a_sign_unless_it_is_an_operator() {
        assert_eq!(values("en", "Minus three, at minus 2"), [-3.0, -2.0]);
        assert_eq!(
            values("en", "b minus three, 2.5 minus 27"),
            [3.0, 2.5, 27.0]
        );
        assert_eq!(values("ko", "마이너스 3"), [-3.0]);
    }

    #[test]
    fn parts_and_multiples_are_numbers() {
        assert_eq!(values("en", "half, a quarter, twice"), [0.5, 0.25, 2.0]);
        assert_eq!(values("en", "a fifth of it; the fifth one"), [0.2]);
        assert_eq!(values("ko", "절반, 두 배, 백만분의 1"), [0.5, 2.0, 1e-6]);
        assert_eq!(values("en", "three quarters, two-fifths"), [0.75, 0.4]);
        assert_eq!(
            values(
                "en",
                "Nine tenths, six sevenths, eight ninths, eleven twelfths"
            ),
            [0.9, 6.0 / 7.0, 8.0 / 9.0, 11.0 / 12.0]
        );
        assert_eq!(
            values("en", "one hundredth, three sixteenths"),
            [0.01, 0.1875]
        );
        assert_eq!(
            values("en", "thrice, tenfold, three times"),
            [3.0, 10.0, 3.0]
        );
        assert_eq!(
            values("ko", "10분의 1, 4분의 3, 세 배, 열 배"),
            [0.1, 0.75, 3.0, 10.0]
        );
    }

    #[test]
    fn a_factor_and_a_share_in_per_cent_are_told_from_values() {
        use NumberMeasure::{Factor, Percent, Value};

        let measures = |lang: &str, text: &str| -> Vec<NumberMeasure> {
            let words = Words::load(&Lang::of(lang)).unwrap();
            let numbers = NumberTable::new(&words).numbers(text);
            numbers.into_iter().map(|number| number.measure).collect()
        };
        let text = "90% or 90 percent, three times 2, tenfold";
        let expected = [Percent, Percent, Factor, Value, Factor];
        assert_eq!(measures("en", text), expected);
        let text = "90 %, 세 배인 1.5, 1.5배로, 배치 32";
        assert_eq!(
            measures("ko", text),
            [Percent, Factor, Value, Factor, Value]
        );
        let words = Words::load(&Lang::english()).unwrap();
        let share = &NumberTable::new(&words).numbers("90 %")[0];
        assert!(share.is(0.9) && share.is(90.0) && !share.is(9.0));
    }

    #[test]
    fn other_words_are_no_numbers() {
        assert_eq!(values("en", "often a tone, no one"), Vec::<f64>::new());
        assert_eq!(values("ko", "천천히 하나만 조각"), Vec::<f64>::new());
    }
}
