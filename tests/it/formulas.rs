//! Formulas: they show what a step has introduced, mark the focused control, and are not broken across lines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::support::{Driver, app, course, step_after};
use relutor::app::{App, Appearance, Edition, Page, Transcript, transcript};
use relutor::lab::Values;
use relutor::lesson::Activity;
use relutor::locale::{Lang, Words};
use relutor::text::{columns, join_formulas};
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

/// The columns of text at 80 and at 100 columns, those of `read`, and wide ones.
const WIDTHS: [u16; 6] = [37, 60, 72, 76, 100, 120];

/// The blank between `line` and the line behind it, if it is inside a formula that fits into `width` columns.
fn broken_formula(line: &str, next: &str, width: u16) -> Option<String> {
    let (line, next) = (line.trim(), next.trim());
    if line.is_empty() || next.is_empty() {
        return None;
    }
    let joined = join_formulas(&[line, " ", next]).concat();
    let broken = joined
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.chars().count() + 1;
            Some((start, word))
        })
        .find(|(start, word)| {
            let at = line.chars().count();
            *start < at && at < start + word.chars().count()
        });
    broken
        .map(|(_, word)| word.to_owned())
        // Lines are indented by up to eight columns.
        .filter(|word| columns(word) + 8 <= width)
}

#[test]
fn no_line_of_the_course_ends_inside_a_formula() {
    let course = course();
    for lang in Words::available() {
        let words = Words::load(&lang).unwrap();
        let app = App::new(Arc::clone(&course), words, Appearance::default(), None);
        for lesson in &course.lessons {
            let steps = (0..lesson.steps.len()).map(Page::Step);
            for page in steps.chain([Page::Breaks, Page::Summary]) {
                let page = Transcript {
                    figures: Vec::new(),
                    ..transcript(app.context(), None, lesson, page, Edition::Teacher)
                };
                for width in WIDTHS {
                    let lines = PlainText::new(&app, width).page(&page);
                    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
                        let broken = broken_formula(line, next, width);
                        assert_eq!(
                            broken, None,
                            "{} {lang} {width}:\n{line}\n{next}",
                            lesson.name
                        );
                        let (starts, ends) = (line.trim_start(), line.trim_end());
                        assert!(!starts.starts_with("= ") && !ends.ends_with(" ="), "{line}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_mark_of_a_prediction_is_not_broken() {
    let course = course();
    for lang in Words::available() {
        let words = Words::load(&lang).unwrap();
        let mark = words.get("ui.predicted");
        for (at, lesson) in course.lessons.iter().enumerate() {
            let app = App::new(
                Arc::clone(&course),
                words.clone(),
                Appearance::default(),
                None,
            );
            let mut driver = Driver::new(app, (100, 30));
            driver.app.open(at, 0, &Values::new()).unwrap();
            for (place, step) in lesson.steps.iter().enumerate() {
                let Activity::Question(question) = &step.activity else {
                    continue;
                };
                driver.app.go_to_step(place);
                driver.press(&question.answers.len().to_string());
                for width in 30..60 {
                    let page = Transcript {
                        content: driver.app.content(),
                        ..Transcript::default()
                    };
                    let lines = PlainText::new(&driver.app, width).page(&page);
                    let marked = lines.iter().filter(|line| line.contains('◂'));
                    for line in marked {
                        let whole = line.contains(&format!("◂ {mark}"));
                        assert!(whole, "{} {lang} {width}: {line}", lesson.name);
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
