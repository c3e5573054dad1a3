//! Checks of a parsed course: names, values, texts, translations and facts.
//!
//! The modules about numbers:
//!
//! | module | numbers |
//! |---|---|
//! | `numbers` | typed in a text |
//! | `spoken_numbers` | in digits or words, compound words as one number |
//! | `stated_numbers` | in prose, to compare languages |
//! | `stated_values` | said twice: in a hint and in the solution, in a goal and in its condition |
//! | `named_numbers` | beside names, to compare the pairs of languages |
//! | `known_numbers` | that `lesson.toml` says, which need no reason |
//! | `value_names` | beside the name of a control |
//! | `word_literals`, `literals` | typed ones without a reason |

mod answers;
mod claims;
mod conditions;
mod control_names;
mod counts;
mod course_texts;
mod fact_digits;
mod fact_keys;
mod fact_mentions;
mod fact_names;
mod fact_settings;
mod fact_statistics;
mod fact_uses;
mod facts;
mod faults;
mod formulas;
mod glossary;
mod goal_bounds;
mod goal_order;
mod goal_texts;
mod goal_words;
mod goals;
mod known_numbers;
mod known_places;
mod lab_steps;
mod labels;
mod labs;
mod lesson_prose;
mod literals;
mod live_values;
mod misconceptions;
mod moved;
mod named_numbers;
mod named_text;
mod names;
mod numbers;
mod operators;
mod phrases;
mod placed_text;
mod prompt_values;
mod questions;
mod references;
mod rounded_facts;
mod sentences;
mod slot_equations;
mod slot_formats;
mod slot_labels;
mod slot_order;
mod slots;
mod source_names;
mod spoken_numbers;
mod stated_numbers;
mod stated_values;
mod statements;
mod step_models;
mod step_prose;
mod taught_in;
mod titles;
mod translation;
mod value_names;
mod variants;
mod word_literals;

use self::faults::check;
pub use self::glossary::undeclared_literals_of_course;
pub use self::literals::{TODO, UndeclaredLiterals, undeclared_literals};
pub use self::names::name_faults;
use super::model::{Course, Fault, Lesson};
use super::verify::{Check, run_checks};

/// All faults of `course`, by location. `keys` are the names of actions that a `{key:…}` slot may use.
pub fn lint(course: &Course, keys: &[&str]) -> Vec<Fault> {
    run_checks(lint_checks(course, keys), |_, _| {})
}

/// The checks that [`lint`] runs. `keys` are the names of actions that a `{key:…}` slot may use.
pub fn lint_checks<'a>(course: &'a Course, keys: &'a [&'a str]) -> Vec<Check<'a>> {
    let mut checks = vec![course_check(course, keys)];
    for lesson in &course.lessons {
        checks.extend(lesson_checks(course, lesson, keys));
    }
    checks
}

/// That of [`lint_checks`] that looks at the files of the course itself, and at all lessons together.
pub fn course_check<'a>(course: &'a Course, keys: &'a [&'a str]) -> Check<'a> {
    check(0, move |faults| {
        titles::check(course, faults);
        course_texts::check(course, faults);
        claims::check(course, faults);
        glossary::check(course, keys, faults);
        answers::check(course, faults);
        taught_in::check(course, faults);
        moved::check(course, faults);
        misconceptions::check(course, faults);
    })
}

/// Those of [`lint_checks`] that look at `lesson` alone; none for one of the built-in course.
pub fn lesson_checks<'a>(
    course: &'a Course,
    lesson: &'a Lesson,
    keys: &'a [&'a str],
) -> Vec<Check<'a>> {
    if lesson.is_builtin() {
        return Vec::new();
    }
    let mut checks = vec![check(0, move |faults| {
        labs::check(lesson, faults);
        answers::check_proofs(lesson, faults);
        labels::check(lesson, faults);
        source_names::check(lesson, faults);
        lesson_prose::check(course, lesson, keys, faults);
        literals::check(lesson, faults);
        fact_mentions::check(lesson, faults);
        fact_settings::check(lesson, faults);
        slot_order::check(lesson, faults);
        slot_equations::check(lesson, faults);
        slot_formats::check(lesson, faults);
        live_values::check(lesson, faults);
        slot_labels::check(lesson, faults);
        prompt_values::check(lesson, faults);
        goal_order::check(lesson, faults);
        rounded_facts::check(lesson, faults);
        fact_names::check(lesson, faults);
        fact_statistics::check(lesson, faults);
    })];
    checks.extend(step_models::checks(lesson));
    checks.extend(facts::checks(lesson));
    checks
}
