//! Names of sources: `shazeer2020` names an author of its text. Its year is compared with the text as well.

use super::faults::Faults;
use crate::lesson::model::Lesson;
use crate::locale::Phrase;

/// Reports a source whose name begins with letters that its text does not have, before a year.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for (name, text) in &lesson.sources {
        let author = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let has_year = name.len() == author.len() + 4;
        if has_year && !author.is_empty() && !letters(text).contains(&letters(author)) {
            let message = Phrase::key("check.other-author")
                .with("name", name.as_str())
                .with("author", author);
            faults.report_in(lesson, &format!("sources.{name}"), message);
        }
    }
}

/// The letters of `text` in lower case, without accents that Latin names often have.
fn letters(text: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    };
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(plain)
        .collect()
}
