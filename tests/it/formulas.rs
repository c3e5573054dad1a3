//! Formulas: they show what a step has introduced, mark the focused control, and are not broken across lines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::support::{Driver, app, course, step_after};
use relutor::app::{App, Appearance, Key, Msg, Transcript};
use relutor::lab::Values;
use relutor::locale::{Lang, Words};
use relutor::ui::PlainText;

/// The title of the first figure, with the marked part in brackets.
fn title(driver: &Driver) -> String {
    let figures = driver.app.session().unwrap().figures();
    let parts = driver.app.words().format_marked(figures[0].title());
    let parts = parts.into_iter().map(
        |(text, is_marked)| {
            if is_marked { format!("[{text}]") } else { text }
        },
    );
    parts.collect()
}

#[test]
fn a_title_shows_the_controls_of_its_step_and_marks_the_focused_one() {
    let asked = step_after("bias", "guess", "");
    assert_eq!(
        title(&asked),
        "y = relu(A + 0)",
        "locked, so nothing is marked"
    );
    let mut answered = step_after("bias", "guess", "3");
    assert_eq!(title(&answered), "y = relu(A + [7])");
    answered.press("=-10<Enter>");
    assert_eq!(title(&answered), "y = relu(A − [10])");
    let mut weight = step_after("bias", "weight", "");
    assert_eq!(title(&weight), "y = relu([1] · A + 4)");
    weight.press("<Tab>");
    assert_eq!(title(&weight), "y = relu(1 · A + [4])");
    let outside = step_after("bias", "outside", "");
    assert_eq!(title(&outside), "y = 1 · relu(A + 0) + [0]");
    let hinges = step_after("hinges", "one", "<Tab>");
    assert_eq!(title(&hinges), "y = [1]·relu(x + 1)");
}

#[test]
fn no_title_of_the_course_has_a_number_that_its_step_does_not_need() {
    let course = course();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for place in 0..lesson.steps.len() {
            let mut app = app(Arc::clone(&course), Appearance::default());
            app.open(at, place, &Values::new()).unwrap();
            for figure in app.session().unwrap().figures() {
                let title = app.words().format(figure.title());
                for odd in ["+ −", "1.0 ·", "+ 0.0", "− −"] {
                    assert!(!title.contains(odd), "{} {place}: {title}", lesson.name);
                }
            }
        }
    }
}

#[test]
fn no_line_of_the_course_begins_or_ends_at_an_equals_sign() {
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
                let page = Transcript {
                    content: app.content(),
                    figures: Vec::new(),
                };
                // The columns of the text at 80 and at 100 columns.
                for width in [76, 37] {
                    for line in PlainText::new(&app, width).page(&page) {
                        let line = line.trim();
                        let is_broken = line.starts_with("= ") || line.ends_with(" =");
                        assert!(!is_broken, "{} {lang}: {line}", lesson.name);
                    }
                }
            }
        }
    }
}

#[test]
fn a_formula_is_the_same_in_every_language() {
    let english = Words::load(&Lang::english()).unwrap();
    for lang in Words::available() {
        let words = Words::load(&lang).unwrap();
        let figures = step_after("bias", "weight", "")
            .app
            .session()
            .unwrap()
            .figures();
        let title = figures[0].title();
        assert_eq!(words.format(title), english.format(title), "{lang}");
    }
}
