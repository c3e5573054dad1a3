//! Translations are compared with the English text piece by piece.

use std::fs;

use super::{Files, assert_faults};

/// The complete Korean prose of the course.
const KOREAN: &str = "# 첫 레슨

## guess

편향이 더욱 커요. 꺾이는 점 {term:kink}은 어디로 갈까요?

### option right

오른쪽

실은 왼쪽이에요: {kink:.0}.

### option left

왼쪽

바로 {kink:.1|으로/로} 가요.

## try

{key:turn} 키로 b를 돌려요.

### hint 1

하나.

### hint 2

둘.

### hint 3

셋.

### principle

합이 영이 되는 자리에서 꺾여요.

## roll

{key:run} 키로 시작해요. 지금 {z:.2}, {steps:steps}. 가까우면 {fact:two:steps}.

### hint 1

하나.

### hint 2

둘.

### hint 3

둘.

### principle

가까우면 길이 짧아요.

## breaks

{fact:far}까지 가요.

## summary

편향이 7이면 꺾이는 점은 반대로 움직여요.
";

/// The course in English and Korean.
pub(super) fn bilingual() -> Files {
    let files =
        Files::unchanged().replacing("en = \"A course\"", "en = \"A course\"\nko = \"강좌\"");
    files.write("01-first/ko.md", KOREAN);
    files.write(
        "glossary/ko.md",
        "# 용어\n\n## kink\n\n꺾이는 점\n\n기울기가 바뀌는 자리예요.\n",
    );
    files
}

/// Asserts that `check` reports exactly these lines after `from` is replaced by `to` in the Korean prose.
fn assert_korean_faults(from: &str, to: &str, wanted: &[&str]) {
    assert!(KOREAN.contains(from), "{from}");
    let files = bilingual();
    files.write("01-first/ko.md", KOREAN.replacen(from, to, 1));
    assert_eq!(files.lines(), wanted, "{from} → {to}");
}

#[test]
fn a_complete_translation_has_no_fault() {
    assert_eq!(bilingual().lines(), Vec::<String>::new());
}

#[test]
fn a_language_of_one_file_is_required_in_every_file() {
    let (no_text, no_glossary) = (
        "01-first/lesson.toml:1:1: the lesson `first` has no text in `ko`; write ko.md",
        "glossary/ko.md:1:1: the glossary is missing in `ko`; write it",
    );
    let no_title =
        "course.toml:3:1: the course has no title in `ko`; add it under `[title]` in course.toml";
    assert_faults(
        "en = \"A course\"",
        "en = \"A course\"\nko = \"강좌\"",
        &[no_text, no_glossary],
    );
    let files = Files::unchanged();
    files.write("glossary/ko.md", files.read("glossary/en.md"));
    assert_eq!(files.lines(), [no_text, no_title]);
    let files = bilingual();
    fs::remove_file(files.0.join("01-first/ko.md")).unwrap();
    assert!(files.lines().contains(&no_text.to_owned()));
}

#[test]
fn a_heading_missing_from_a_translation_is_reported() {
    assert_korean_faults(
        "### principle\n\n가까우면 길이 짧아요.\n\n",
        "",
        &["01-first/ko.md:39:1: `### principle` is missing or empty; write it"],
    );
    assert_korean_faults(
        "합이 영이 되는 자리에서 꺾여요.\n\n",
        "",
        &["01-first/ko.md:35:1: `### principle` is missing or empty; write it"],
    );
    assert_korean_faults(
        "편향이 7이면 꺾이는 점은 반대로 움직여요.\n",
        "",
        &["01-first/ko.md:63:1: `## summary` is missing or empty; write it"],
    );
    assert_korean_faults(
        "## summary\n\n편향이 7이면 꺾이는 점은 반대로 움직여요.\n",
        "",
        &["01-first/ko.md:1:1: `## summary` is missing or empty; write it"],
    );
    let files = bilingual().replacing("## try\n\nTurn", "### notes\n\nAsk.\n\n## try\n\nTurn");
    assert_eq!(
        files.lines(),
        ["01-first/ko.md:3:1: `### notes` is missing or empty; write it"]
    );
}

#[test]
fn a_paragraph_missing_from_a_translation_is_reported_at_its_heading() {
    let files = bilingual().replacing("against the bias.", "against the bias.\n\nSo it does.");
    assert_eq!(
        files.lines(),
        [
            "01-first/ko.md:63:1: `## summary` has 1 of the 2 paragraphs that it has in English; translate the rest"
        ]
    );
    let files = bilingual().replacing(
        "Where the slope changes.",
        "Where the slope changes.\n\nSo.",
    );
    assert_eq!(
        files.lines(),
        [
            "glossary/ko.md:3:1: `## kink` has 1 of the 2 paragraphs that it has in English; translate the rest"
        ]
    );
}

#[test]
fn a_missing_or_extra_slot_is_reported() {
    assert_korean_faults(
        "{fact:far}까지",
        "끝까지",
        &["01-first/ko.md:59:1: `## breaks` lacks {fact:far}, which it has in English; put it in"],
    );
    assert_korean_faults(
        "가까우면 {fact:two:steps}",
        "가까우면 {fact:two:steps}, {needs:steps}",
        &[
            "01-first/ko.md:41:69: {needs} does not stand here in English; take it away, or put it into the English text, too",
        ],
    );
}

#[test]
fn terms_missing_from_a_translation_are_reported() {
    let files = bilingual();
    files.write("glossary/ko.md", "# 용어\n");
    assert_eq!(
        files.lines(),
        [
            "01-first/ko.md:5:18: the glossary has no term `kink` in `ko`; add it",
            "glossary/ko.md:1:1: the glossary has no term `kink` in `ko`; add it",
        ]
    );
}
