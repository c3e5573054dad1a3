//! Literals: numbers that prose types out, each with a reason in `lesson.toml`. Numbers that `lesson.toml` itself says need
//! none.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::known_counts;
use super::faults::{Faults, words_in};
use super::known_numbers::{KnownNumbers, Piece, pieces};
use super::known_places::{KnownPlaces, fractions};
use super::numbers::{stated_in, typed_numbers};
use super::spoken_numbers::NumberTable;
use super::stated_numbers::{stated_numbers, value_of};
use super::word_literals::{WordNumber, word_numbers};
use crate::lesson::model::{Course, Lesson, LessonText, Location, Prose};
use crate::locale::{Lang, Phrase, Words};

/// A reason that says that none was given yet.
pub const TODO: &str = "TODO";

/// The smallest and the largest number that English writes in words without a reason.
const SMALL_COUNTS: [f64; 2] = [0.0, 2.0];
/// The fewest letters of a word that is meant as a number: `a` and `no` rarely are.
const LETTERS_OF_COUNT: usize = 3;

/// A number that prose types out in digits or in words.
struct TypedNumber {
    number: WordNumber,
    is_word: bool,
    /// Whether it needs no reason.
    is_known: bool,
}

impl TypedNumber {
    /// Whether `literal` is the reason for it.
    fn is_named_by(&self, literal: &str) -> bool {
        if self.is_word {
            self.number.is_named_by(literal)
        } else {
            self.number.text == literal
        }
    }
}

/// The numbers that a part of a lesson types out in `text`, which is in `lang`.
fn typed(lesson: &Lesson, step: Option<usize>, lang: &Lang, text: &LessonText) -> Vec<TypedNumber> {
    let mut found = Vec::new();
    if step.is_none() {
        let numbers = typed_numbers(&text.title).into_iter();
        found.extend(numbers.map(|(_, number)| digits(text.title_place.clone(), number, false)));
    }
    let words = words_in(lang);
    let table = words.as_ref().map(NumberTable::new);
    let english = english_pieces(lesson, step, lang);
    for (at, (piece, prose)) in pieces(lesson, step, text).into_iter().enumerate() {
        let known = KnownNumbers::of(lesson, step, piece);
        let said = english.as_ref().and_then(|(pieces, words)| {
            // Texts with other hints or answers are reported elsewhere.
            let same = pieces.get(at).filter(|(other, _)| *other == piece);
            same.map(|(_, prose)| (prose, words))
        });
        let (counts, fractions) = said.map_or_else(Default::default, |(prose, words)| {
            let fractions = fractions(prose, &NumberTable::new(words));
            (small_counts(prose, words), fractions)
        });
        let of_things = known_counts(lesson, step, prose);
        for block in &prose.blocks {
            let known = known.in_block(lesson, block);
            let places = table
                .as_ref()
                .map(|table| KnownPlaces::of(block, table, &fractions));
            for (place, number) in stated_in(block) {
                let is_percent = places.as_ref().is_some_and(|it| it.is_percent(&place));
                let is_in_part = places.as_ref().is_some_and(|it| it.is_in_part(&place));
                let is_known = value_of(&number).is_some_and(|it| {
                    known.has(it) || counts.contains(&it) || is_percent && known.has(it / 100.0)
                });
                found.push(digits(place, number, is_known || is_in_part));
            }
            let (Some(table), Some(words)) = (&table, &words) else {
                continue;
            };
            let numbers = word_numbers(block, table, words).into_iter();
            found.extend(numbers.map(|number| TypedNumber {
                is_known: known.has(number.value) || of_things.contains(&number.value),
                is_word: true,
                number,
            }));
        }
    }
    found
}

/// A number in digits.
fn digits(place: Location, text: String, is_known: bool) -> TypedNumber {
    let value = value_of(&text).unwrap_or(f64::NAN);
    TypedNumber {
        number: WordNumber { place, text, value },
        is_word: false,
        is_known,
    }
}

/// The English pieces of a part of a lesson that is also in `lang`, and the English words.
fn english_pieces<'a>(
    lesson: &'a Lesson,
    step: Option<usize>,
    lang: &Lang,
) -> Option<(Vec<(Piece<'a>, &'a Prose)>, Words)> {
    let english = Lang::english();
    if *lang == english {
        return None;
    }
    let text = lesson.texts.get_any(&english)?;
    Some((pieces(lesson, step, text), words_in(&english)?))
}

/// The small counts that an English text says in words, `zero` or `one`. Other languages write them in digits.
pub(super) fn small_counts(prose: &Prose, words: &Words) -> Vec<f64> {
    let [least, most] = SMALL_COUNTS;
    let numbers = stated_numbers(prose, words).into_iter();
    numbers
        .filter(|it| it.text.chars().all(char::is_alphabetic))
        .filter(|it| it.text.len() >= LETTERS_OF_COUNT)
        .map(|it| it.value)
        .filter(|value| (least..=most).contains(value))
        .collect()
}

/// The numbers that a part of a lesson types out without a reason, each once, in the first language that does.
fn undeclared(lesson: &Lesson, step: Option<usize>) -> Vec<WordNumber> {
    let declared = declared(lesson, step);
    let mut all: Vec<WordNumber> = Vec::new();
    for found in typed_in(lesson, step, lesson.texts.languages()) {
        let is_declared = declared.keys().any(|it| found.is_named_by(it));
        let is_told = all
            .iter()
            .any(|it| it.text == found.number.text || found.is_word && it.is(found.number.value));
        if !found.is_known && !is_declared && !is_told {
            all.push(found.number);
        }
    }
    all
}

/// The numbers that a part of a lesson types out in any of `languages`, English first.
fn typed_in<'a>(
    lesson: &Lesson,
    step: Option<usize>,
    languages: impl Iterator<Item = &'a Lang>,
) -> Vec<TypedNumber> {
    let languages = Lang::english_first(languages).into_iter();
    let texts = languages.filter_map(|lang| Some((lang, lesson.texts.get_any(lang)?)));
    texts
        .flat_map(|(lang, text)| typed(lesson, step, lang, text))
        .collect()
}

/// The numbers that a part of a lesson types out without a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndeclaredLiterals {
    /// The index of the lesson in the course.
    pub lesson: usize,
    /// The index of the step; none for the title, the limits and the summary of the lesson.
    pub step: Option<usize>,
    /// The numbers as the prose writes them.
    pub numbers: BTreeSet<String>,
}

/// The numbers that the prose of `course` types out without a reason, in any language.
pub fn undeclared_literals(course: &Course) -> Vec<UndeclaredLiterals> {
    let mut all = Vec::new();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for step in scopes(lesson) {
            let numbers = undeclared(lesson, step).into_iter();
            let numbers: BTreeSet<_> = numbers.map(|it| it.text).collect();
            if !numbers.is_empty() {
                all.push(UndeclaredLiterals {
                    lesson: at,
                    step,
                    numbers,
                });
            }
        }
    }
    all
}

/// Reports typed numbers without a reason, one fault for each line, reasons that are still to be written, and reasons of
/// numbers that nothing types.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    // Missing prose is reported elsewhere; nothing can be used without it.
    if lesson.texts.is_empty() {
        return;
    }
    for step in scopes(lesson) {
        let mut lines: BTreeMap<_, Vec<WordNumber>> = BTreeMap::new();
        for number in undeclared(lesson, step) {
            let line = (number.place.file.clone(), number.place.line);
            lines.entry(line).or_default().push(number);
        }
        for numbers in lines.into_values() {
            report_line(numbers, step, faults);
        }
        let typed = typed_in(lesson, step, lesson.texts.all_languages());
        for (literal, reason) in declared(lesson, step) {
            let path = literal_path(step, literal);
            if !typed.iter().any(|it| it.is_named_by(literal)) {
                let key = if step.is_some() {
                    "check.unused-literal"
                } else {
                    "check.unused-literal-of-lesson"
                };
                let message = Phrase::key(key).with("literal", literal.as_str());
                faults.report_in(lesson, &path, message);
            } else if reason.trim() == TODO {
                let message = Phrase::key("check.todo-literal").with("literal", literal.as_str());
                faults.report_in(lesson, &path, message);
            }
        }
    }
}

/// Reports the typed numbers of a line.
fn report_line(mut numbers: Vec<WordNumber>, step: Option<usize>, faults: &mut Faults) {
    numbers.sort_by(|a, b| a.place.cmp(&b.place));
    let names: Vec<_> = numbers.iter().map(|it| it.text.as_str()).collect();
    let key = match (step, names.as_slice()) {
        (Some(_), [_]) => "check.typed-number",
        (Some(_), _) => "check.typed-numbers",
        (None, [_]) => "check.typed-number-of-lesson",
        (None, _) => "check.typed-numbers-of-lesson",
    };
    let message = Phrase::key(key).with("number", names.join(", "));
    if let Some(first) = numbers.into_iter().next() {
        faults.report(first.place, message);
    }
}

/// The path in `lesson.toml` of the reason for `literal`.
fn literal_path(step: Option<usize>, literal: &str) -> String {
    match step {
        Some(at) => format!("step.{at}.literals.{literal}"),
        None => format!("literals.{literal}"),
    }
}

/// The parts of a lesson that have literals of their own: the lesson itself and its steps.
fn scopes(lesson: &Lesson) -> impl Iterator<Item = Option<usize>> {
    std::iter::once(None).chain((0..lesson.steps.len()).map(Some))
}

fn declared(lesson: &Lesson, step: Option<usize>) -> &BTreeMap<String, String> {
    step.and_then(|at| lesson.steps.get(at))
        .map_or(&lesson.literals, |step| &step.literals)
}
