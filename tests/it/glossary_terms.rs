//! The underlined terms of a page: a click or a key shows what they mean, and nothing else changes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use crate::support::{Driver, app, course};
use relutor::app::{
    App, Appearance, ClickTarget, Key, MouseInput, Msg, PageWriter, Session, term_meaning,
};
use relutor::lab::Values;
use relutor::lesson::{Course, Span};
use relutor::locale::{Lang, SlotSource, TemplatePart, Words};
use relutor::ui;

const SIZES: [(u16, u16); 3] = [(80, 24), (100, 30), (160, 45)];

fn in_language(tag: &str) -> App {
    let words = Words::load(&Lang::of(tag)).unwrap();
    App::new(course(), words, Appearance::default(), None)
}

fn open(mut app: App, lesson: &str, step: &str, size: (u16, u16)) -> Driver {
    let at = app.course().find(lesson).unwrap();
    let steps = &app.course().lessons[at].steps;
    let step = steps.iter().position(|other| other.id == step).unwrap();
    app.open(at, step, &Values::new()).unwrap();
    Driver::new(app, size)
}

fn slopes() -> Driver {
    open(
        app(course(), Appearance::default()),
        "one-hinge",
        "slopes",
        (100, 30),
    )
}

/// The cells of the term called `name` in the first lines of the page, which are narrow beside figures.
fn cells_of(driver: &Driver, name: &str) -> Vec<(u16, u16)> {
    let width = if driver.size.0 < 96 {
        driver.size.0
    } else {
        40
    };
    let cells = (2..12).flat_map(|y| (0..width).map(move |x| (x, y)));
    let is_term = |(x, y): &(u16, u16)| {
        let target = ui::hit_test(&driver.app, driver.size, *x, *y);
        matches!(target, Some(ClickTarget::Term(term)) if term == name)
    };
    cells.filter(is_term).collect()
}

fn click(driver: &mut Driver, (x, y): (u16, u16)) {
    let target = ui::hit_test(&driver.app, driver.size, x, y);
    for input in [MouseInput::Press(target), MouseInput::Release] {
        let _update = driver.app.update(Msg::Mouse(input));
        driver.draw();
    }
}

/// The words of the screen without its line breaks.
fn words(driver: &mut Driver) -> String {
    let text = driver.text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shows_meaning(driver: &mut Driver, name: &str) -> bool {
    let meaning = term_meaning(driver.app.context(), name);
    assert!(!meaning.is_empty(), "{name}");
    words(driver).contains(&meaning)
}

#[test]
fn a_click_shows_the_meaning_of_a_term_and_leaves_the_page_as_it_was() {
    let mut driver = slopes();
    driver.press("<Right><Right>");
    let before = driver.text();
    let cells = cells_of(&driver, "kink");
    assert!(!shows_meaning(&mut driver, "kink"));
    click(&mut driver, cells[0]);
    assert!(shows_meaning(&mut driver, "kink"));
    let slope = cells_of(&driver, "slope");
    click(&mut driver, slope[0]);
    assert!(shows_meaning(&mut driver, "slope"));
    driver.press("<Esc>");
    assert_eq!(driver.text(), before);
}

#[test]
fn the_key_goes_through_the_terms_of_the_page() {
    let mut driver = slopes();
    let before = driver.text();
    assert!(before.contains("d meaning"), "{before}");
    for (key, name) in [
        ("d", "slope"),
        ("<Tab>", "kink"),
        ("<Right>", "slope"),
        ("<Up>", "kink"),
    ] {
        driver.press(key);
        assert!(shows_meaning(&mut driver, name), "{key}");
    }
    driver.press("<Enter>");
    assert_eq!(driver.text(), before);
}

#[test]
fn a_click_beside_the_terms_closes_the_meaning() {
    let mut driver = slopes();
    let before = driver.text();
    driver.press("d");
    click(&mut driver, (3, 20));
    assert_eq!(driver.text(), before);
}

#[test]
fn a_page_without_terms_names_no_key_for_them() {
    let mut driver = open(
        app(course(), Appearance::default()),
        "one-hinge",
        "guess",
        (100, 30),
    );
    assert!(!driver.text().contains("d meaning"));
    let before = driver.text();
    driver.press("d");
    assert_eq!(driver.text(), before);
    driver.press("?");
    assert!(!driver.text().contains("underlined words"));
    let mut driver = slopes();
    driver.press("?");
    assert!(driver.text().contains("underlined words"));
}

/// Every step of the course with terms, as its lesson and its name.
fn steps_with_terms(course: &Course, app: &mut App) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for (place, step) in lesson.steps.iter().enumerate() {
            app.open(at, place, &Values::new()).unwrap();
            app.go_to_step(place);
            let session = app.session().unwrap();
            let has_terms = !PageWriter::new(app.context(), session).terms().is_empty();
            // The panes of a workbench have keys of their own.
            if has_terms && !step.is_workbench() {
                found.push((lesson.name.clone(), step.id.clone()));
            }
        }
    }
    found
}

#[test]
fn every_term_of_the_course_can_be_opened_at_every_size_in_both_languages() {
    for tag in ["en", "ko"] {
        let steps = steps_with_terms(&course(), &mut in_language(tag));
        assert!(steps.len() > 20, "{} steps", steps.len());
        for (at, (lesson, step)) in steps.iter().enumerate() {
            // One size a step keeps the test short.
            let size = SIZES[at % SIZES.len()];
            let mut driver = open(in_language(tag), lesson, step, size);
            let before = driver.text();
            let at = driver.app.session().map(Session::at);
            let session = driver.app.session().unwrap();
            let terms = PageWriter::new(driver.app.context(), session).terms();
            driver.press("d");
            for term in &terms {
                let place = format!("{tag} {lesson}/{step} at {size:?}: {term}");
                assert!(shows_meaning(&mut driver, term), "{place}");
                driver.press("<Tab>");
            }
            driver.key(Key::char('d'));
            assert_eq!(driver.text(), before);
            assert_eq!(driver.app.session().map(Session::at), at);
        }
    }
}

#[test]
fn a_term_over_two_lines_is_hit_in_both() {
    let rows_of_term = |width: u16| {
        let driver = open(in_language("en"), "watch-it-learn", "try", (width, 30));
        let cells = cells_of(&driver, "rate");
        let rows: BTreeSet<_> = cells.iter().map(|(_, y)| *y).collect();
        // The blank at the end of the first line is not drawn.
        let whole = "learning rate".len() + 1 - rows.len();
        assert_eq!(cells.len(), whole, "{width} columns");
        rows.len()
    };
    assert_eq!(rows_of_term(160), 1);
    assert_eq!(rows_of_term(100), 2);
}

/// Words of everyday language, which need no link where they are not meant as terms.
const EVERYDAY: [&str; 5] = ["fold", "hinge", "layer", "piece", "slope"];

/// Whether `text` contains `word` as a word or as the start of one.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

#[test]
fn every_term_is_linked_in_the_step_that_first_uses_its_word() {
    let course = course();
    let english = Lang::english();
    for (name, term) in &course.glossary[&english] {
        if EVERYDAY.contains(&name.as_str()) {
            continue;
        }
        let word = term.word.to_lowercase();
        // Gradient descent is another term than gradient.
        let all = course.glossary[&english].values();
        let all = all.map(|other| other.word.to_lowercase());
        let longer: Vec<_> = all
            .filter(|other| *other != word && other.contains(&word))
            .collect();
        let pages = course.lessons.iter().flat_map(|lesson| {
            let text = lesson.text(&english).unwrap();
            let steps = lesson.steps.iter();
            steps.map(move |step| {
                let page = &text.steps[&step.id];
                let answers = page.answers.values().map(|answer| &answer.feedback);
                let proses: Vec<_> = std::iter::once(&page.body).chain(answers).collect();
                (format!("{}/{}", lesson.name, step.id), proses)
            })
        });
        for (place, proses) in pages {
            let spans = || proses.iter().flat_map(|prose| prose.spans());
            let is_linked = spans()
                .flat_map(|span| span.text.slots())
                .any(|slot| matches!(&slot.source, SlotSource::Term(linked) if linked == name));
            if is_linked {
                break;
            }
            let says = |span: &Span| {
                let parts = span.text.parts().iter();
                let mut texts = parts.filter_map(|part| match part {
                    TemplatePart::Text(text) => Some(text.to_lowercase().replace('\n', " ")),
                    TemplatePart::Slot(_) => None,
                });
                texts.any(|text| {
                    let text = longer
                        .iter()
                        .fold(text, |text, other| text.replace(other, ""));
                    has_word(&text, &word)
                })
            };
            assert!(
                !spans().any(says),
                "{place} says {} before it is linked",
                term.word
            );
        }
    }
}
