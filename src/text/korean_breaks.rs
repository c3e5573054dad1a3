//! The blanks of Korean at which a line must not end: between a number and its counter, `3 개` and `두 번`, or the word
//! that compares with it, `4 이상`, or the place it names, `−0.9 사이`; behind a number that is a determiner, `한 입력`; before a
//! noun that needs the verb before it, `만들 수`; and between the name of a key and the word for it, `Tab 키`.

/// Korean numbers as they stand before a counter.
const NUMBERS: [&str; 17] = [
    "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "스무", "백", "천", "몇",
    "첫", "여러", "어느",
];

/// Words that count. A particle may follow them.
const COUNTERS: [&str; 21] = [
    "개", "번", "단계", "층", "조각", "점", "명", "사람", "분", "초", "쪽", "칸", "줄", "자리",
    "가지", "배", "곳", "군데", "장", "걸음", "픽셀",
];

/// The numbers of [`NUMBERS`] that stand before any noun.
const DETERMINERS: [&str; 4] = ["한", "두", "세", "네"];

/// Starts of words that compare with the number in digits before them, or change something by it.
const COMPARISONS: [&str; 12] = [
    "이상",
    "이하",
    "초과",
    "미만",
    "보다",
    "커질",
    "커지",
    "작아질",
    "작아지",
    "사이",
    "아래",
    "중",
];

/// Nouns that need the verb before them, whose ending has a ㄹ: `만들 수`, `멈출 때까지`.
const DEPENDENT_NOUNS: [&str; 4] = ["수", "때", "뿐", "만큼"];

/// The number of syllables that end in other consonants than ㄹ before the one that does, in the order of Unicode.
const RIEUL: u32 = 8;

/// The number of syllables that differ in their last consonant alone.
const FINAL_CONSONANTS: u32 = 28;

/// The word for a key.
const KEY: &str = "키";

/// The Korean names of keys.
const KEY_WORDS: [&str; 2] = ["화살표", "방향"];

/// The particles and endings that may follow the word for a key; `키우다` is another word.
const KEY_ENDINGS: [&str; 15] = [
    "",
    "를",
    "는",
    "가",
    "로",
    "와",
    "의",
    "나",
    "도",
    "만",
    "마다",
    "에",
    "예요",
    "입니다",
    "뿐",
];

/// Whether `word` belongs to the word `last` before it.
pub(super) fn joins(last: &str, word: &str) -> bool {
    is_key_behind(last, word)
        || is_counter_behind(last, word)
        || is_comparison_behind(last, word)
        || is_noun_behind_verb(last, word)
        || DETERMINERS.contains(&without_bracket(last))
}

fn is_key_behind(last: &str, word: &str) -> bool {
    let ending = word.strip_prefix(KEY);
    let ending = ending.map(|it| it.trim_end_matches(|c: char| c.is_ascii_punctuation()));
    is_key_name(last) && ending.is_some_and(|ending| KEY_ENDINGS.contains(&ending))
}

/// Whether `word` names a key: in letters, digits or signs of a keyboard, or as one of the arrows.
fn is_key_name(word: &str) -> bool {
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let is_sign = !word.is_empty() && !word.contains(is_hangul);
    is_sign || KEY_WORDS.contains(&word)
}

fn is_counter_behind(last: &str, word: &str) -> bool {
    let is_number = ends_in_digit(last) || NUMBERS.contains(&without_bracket(last));
    is_number && COUNTERS.iter().any(|counter| word.starts_with(counter))
}

fn is_comparison_behind(last: &str, word: &str) -> bool {
    ends_in_number(last) && COMPARISONS.iter().any(|start| word.starts_with(start))
}

fn is_noun_behind_verb(last: &str, word: &str) -> bool {
    let ends_in_rieul = last.chars().next_back().is_some_and(|c| {
        ('가'..='힣').contains(&c) && (u32::from(c) - u32::from('가')) % FINAL_CONSONANTS == RIEUL
    });
    ends_in_rieul && DEPENDENT_NOUNS.iter().any(|noun| word.starts_with(noun))
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether `word` is a number in digits, which its counter may follow: `−0.9`, `20개`.
fn ends_in_number(word: &str) -> bool {
    let number = COUNTERS
        .iter()
        .find_map(|counter| word.strip_suffix(counter));
    ends_in_digit(number.unwrap_or(word))
}

/// `word` without a bracket or a quotation mark before it.
fn without_bracket(word: &str) -> &str {
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::wrap;

    /// The lines of `text` in every width in which its longest pair of words fits.
    fn all_lines(text: &str) -> Vec<String> {
        (14..40).flat_map(|width| wrap(text, width, "")).collect()
    }

    #[test]
    fn a_number_stays_with_its_counter() {
        for (text, number) in [
            ("꺾이는 점은 모두 3 개예요", "3"),
            ("여기서는 두 번 접어요", "두"),
            ("손실이 (스무 배로 커지면", "(스무"),
            ("합쳐서 1,000 단계를 가요", "1,000"),
            ("기울기는 −3 이상으로 하세요", "−3"),
            ("입력이 1 커질 때의 효과", "1"),
            ("값은 −0.9 사이에 있어요", "−0.9"),
            ("시드는 20개 중 9개예요", "20개"),
            ("뽑기를 여러 번 해 보세요", "여러"),
        ] {
            for line in all_lines(text) {
                assert!(!line.ends_with(number), "{text}: {line}");
            }
        }
    }

    #[test]
    fn a_number_that_is_a_determiner_stays_with_its_noun() {
        for (text, number) in [
            ("효과는 한 입력의 값이에요", "한"),
            ("이렇게 두 수는 달라요", "두"),
            ("답은 ‘한 문장으로’ 하세요", "‘한"),
        ] {
            for line in all_lines(text) {
                assert!(!line.ends_with(number), "{text}: {line}");
            }
        }
    }

    #[test]
    fn a_noun_stays_with_the_verb_that_it_needs() {
        for (text, verb) in [
            ("조각을 더 만들 수 없어요", "만들"),
            ("공이 다 멈출 때까지 가요", "멈출"),
            ("둘은 더해질 뿐이죠", "더해질"),
        ] {
            for line in all_lines(text) {
                assert!(!line.ends_with(verb), "{text}: {line}");
            }
        }
    }

    #[test]
    fn the_word_for_a_key_stays_with_its_name() {
        for (text, name) in [
            ("조절값은 Tab 키로 골라요", "Tab"),
            ("멈추려면 [Space] 키, 그다음", "[Space]"),
            ("돌아가려면 ← 키를 눌러요", "←"),
        ] {
            for line in all_lines(text) {
                assert!(!line.ends_with(name), "{text}: {line}");
            }
        }
    }

    #[test]
    fn other_words_can_be_parted() {
        assert_eq!(wrap("가중치를 키우면", 9, ""), ["가중치를", "키우면"]);
        assert_eq!(wrap("강사 노트 키를", 9, ""), ["강사 노트", "키를"]);
        assert_eq!(wrap("창을 열 곧은 날", 8, ""), ["창을 열", "곧은 날"]);
    }
}
