//! Figures in words: every curve has its name, nothing is said twice, and an empty figure says what it waits for.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::support::{course, step_after};
use relutor::app::{App, Appearance, Key, Msg};
use relutor::figure::Figure;
use relutor::lab::Values;
use relutor::locale::Words;

fn sentences(app: &App, figure: &Figure) -> Vec<String> {
    let sentences = figure.describe().into_iter();
    sentences
        .map(|sentence| app.words().format(&sentence))
        .collect()
}

/// The sentences about the figure `id` of the open step.
fn figure_sentences(app: &App, id: &str) -> Vec<String> {
    let session = app.session().unwrap();
    let at = session
        .step()
        .unwrap()
        .show
        .iter()
        .position(|shown| shown == id);
    sentences(app, &session.figures()[at.unwrap()])
}

/// The parts of sentences before their colons.
fn names(sentences: &[String]) -> Vec<&str> {
    sentences
        .iter()
        .filter_map(|sentence| Some(sentence.split_once(": ")?.0))
        .collect()
}

#[test]
fn the_curves_before_and_predicted_are_not_called_by_the_name_of_the_present_one() {
    let driver = step_after("bias", "guess", "4");
    let told = figure_sentences(&driver.app, "curve");
    assert_eq!(
        names(&told),
        ["before", "your prediction", "y now", "Kink before"]
    );
    assert_eq!(
        told[0],
        "before: flat at 0 until A = 0, rising with slope 1."
    );
    assert_eq!(
        told[2],
        "y now: flat at 0 until A = −7, rising with slope 1."
    );
    let alone = step_after("bias", "earlier", "");
    assert_eq!(names(&figure_sentences(&alone.app, "curve")), ["y"]);
}

#[test]
fn a_prediction_on_the_axis_is_named() {
    let driver = step_after("bias", "guess", "1");
    let told = figure_sentences(&driver.app, "curve");
    assert!(told.contains(&"Your prediction: 7.".to_owned()), "{told:?}");
}

#[test]
fn the_losses_of_a_run_are_listed_once() {
    let mut driver = step_after("learn", "relu", "]]]]");
    driver.press("<Right>]]");
    let told = figure_sentences(&driver.app, "loss");
    let mut courses: Vec<_> = told
        .iter()
        .filter_map(|told| told.split_once(": "))
        .collect();
    assert_eq!(names(&told), ["before", "loss now"]);
    courses.dedup_by_key(|(_, course)| *course);
    assert_eq!(courses.len(), 2, "{told:?}");
}

#[test]
fn a_run_that_has_not_begun_says_what_starts_it() {
    let driver = step_after("learn", "line", "");
    let told = figure_sentences(&driver.app, "loss");
    assert_eq!(
        told.last().unwrap(),
        "Nothing after that yet; Space trains."
    );
    let driver = step_after("race-day", "fair", "");
    let told = figure_sentences(&driver.app, "dots");
    assert_eq!(told, ["Nothing yet; Space starts the race."]);
}

#[test]
fn a_marked_point_of_a_map_has_its_exact_value() {
    let driver = step_after("interaction", "asleep", "");
    let told = figure_sentences(&driver.app, "plane");
    let corner = told.iter().find(|told| told.contains("(1, 1)")).unwrap();
    assert_eq!(corner, "Marked point at (1, 1): 5.");
}

#[test]
fn every_figure_of_the_course_is_described_in_whole_sentences() {
    let course = course();
    for lang in Words::available() {
        let words = Words::load(&lang).unwrap();
        for (at, lesson) in course.lessons.iter().enumerate() {
            let mut app = App::new(
                Arc::clone(&course),
                words.clone(),
                Appearance::default(),
                None,
            );
            app.open(at, 0, &Values::new()).unwrap();
            for place in 0..lesson.steps.len() {
                app.go_to_step(place);
                let _update = app.update(Msg::Key(Key::char('1')));
                for figure in app.session().unwrap().figures() {
                    for told in sentences(&app, &figure) {
                        for odd in [": .", "figure.", "nothing to draw", "NaN", "그릴 것이 없음"]
                        {
                            assert!(!told.contains(odd), "{} {place}: {told}", lesson.name);
                        }
                    }
                }
            }
        }
    }
}
