//! The built-in course: no fault of structure, of names, of facts, of fit.

use std::sync::Arc;

use relutor::app::binding_names;
use relutor::lesson::{CourseSource, Fault, Review, lint, load};
use relutor::locale::{Lang, Words};
use relutor::ui;

fn report(faults: &[Fault], words: &Words) -> String {
    faults
        .iter()
        .map(|fault| fault.line(words))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_built_in_course_has_no_fault_and_every_step_fits() {
    let words = Words::load(&Lang::english()).unwrap();
    let course =
        load(&CourseSource::Builtin).unwrap_or_else(|faults| panic!("{}", report(&faults, &words)));
    let faults = lint(&course, &binding_names());
    assert!(faults.is_empty(), "{}", report(&faults, &words));
    let faults = ui::check_fit(&Arc::new(course), &words);
    assert!(faults.is_empty(), "{}", report(&faults, &words));
}

/// After a text was read again in every language: `relutor check lessons --reviewed`.
#[test]
fn every_text_of_the_built_in_course_is_as_it_was_last_read() {
    let words = Words::load(&Lang::english()).unwrap();
    let course = load(&CourseSource::Builtin).unwrap();
    let review = Review::read(&CourseSource::Builtin, &course);
    assert!(review.is_kept(), "the built-in course keeps a record");
    let faults = review.faults();
    assert!(faults.is_empty(), "{}", report(&faults, &words));
}

#[test]
fn the_built_in_course_has_a_verdict_for_every_claim() {
    let course = load(&CourseSource::Builtin).unwrap();
    let claims = course.claims.as_ref().unwrap();
    let mut ids: Vec<_> = claims.judged.iter().map(|claim| claim.id.clone()).collect();
    let mut wanted: Vec<_> = (1..=37).map(|n| format!("C{n}")).collect();
    wanted.extend((1..=5).map(|n| format!("N{n}")));
    ids.sort();
    wanted.sort();
    assert_eq!(ids, wanted);
}
