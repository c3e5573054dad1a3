//! Words beside numbers: one and many, ranges of values, and how much is hidden.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::time::Duration;

use relutor::app::{App, Appearance, Msg};
use relutor::figure::{Axis, Figure, Plot};
use relutor::lab::Values;
use relutor::locale::{Lang, Phrase, Words};

use crate::support::figures::v;
use crate::support::{Driver, course, step_after, without_motion};

/// The app in `lang`, without movement.
fn in_language(lang: &str) -> App {
    let words = Words::load(&Lang::of(lang)).unwrap();
    without_motion(App::new(course(), words, Appearance::default(), None))
}

#[test]
fn the_list_counts_the_lessons_that_have_no_room() {
    for (lang, more) in [("en", "more"), ("ko", "개 더")] {
        let mut driver = Driver::new(in_language(lang), (80, 20));
        let text = driver.text();
        let note = text.lines().find(|line| line.contains('▾')).unwrap();
        assert!(note.contains(more), "{note}");
        assert!(!text.contains('▴'), "{text}");
        driver.press(&"<Down>".repeat(20));
        let text = driver.text();
        assert!(text.contains('▴') && !text.contains('▾'), "{text}");
        let mut roomy = Driver::new(in_language(lang), (80, 40));
        assert!(!roomy.text().contains('▾'));
    }
}

#[test]
fn one_fold_is_in_the_singular() {
    let mut driver = step_after("depth-folds", "paper", "");
    driver.press("<Home>");
    let text = driver.text();
    assert!(text.contains("k = 1 fold"), "{text}");
    assert!(
        !text.contains("1 folds") && !text.contains("1 layers"),
        "{text}"
    );
}

#[test]
fn large_numbers_of_pieces_are_grouped_everywhere() {
    let mut driver = step_after("depth-folds", "doubling", "");
    driver.press("<End>zz");
    let text = driver.text();
    assert!(text.contains("1,024") && !text.contains("1024"), "{text}");
}

#[test]
fn the_input_of_a_weight_says_that_it_is_not_zero() {
    for (lang, hint) in [
        ("en", "a number from −3 to 3, not 0"),
        ("ko", "−3에서 3까지의 수, 0은 빼고"),
    ] {
        let course = course();
        let at = course.find("bias-moves-the-kink").unwrap();
        let steps = &course.lessons[at].steps;
        let step = steps.iter().position(|step| step.id == "weight").unwrap();
        let mut app = in_language(lang);
        app.open(at, step, &Values::new()).unwrap();
        let mut driver = Driver::new(app, (100, 30));
        driver.press("=");
        assert!(driver.text().contains(hint), "{}", driver.text());
    }
}

#[test]
fn a_seed_of_many_has_its_range() {
    let mut driver = step_after("watch-it-learn", "line", "");
    let text = driver.text();
    assert!(
        text.contains("0 to 23") && !text.contains("of 24"),
        "{text}"
    );
}

#[test]
fn a_run_at_its_end_is_not_offered() {
    let mut driver = step_after("watch-it-learn", "line", "");
    assert!(driver.text().contains("Space run"), "{}", driver.text());
    driver.press(" ");
    for _ in 0..2000 {
        if !driver.app.session().unwrap().is_running() {
            break;
        }
        let elapsed = Duration::from_millis(500);
        let _update = driver.app.update(Msg::Frame { elapsed });
    }
    let text = driver.text();
    assert!(!text.contains("Space run"), "{text}");
}

#[test]
fn a_kink_at_the_edge_of_the_chart_is_on_it() {
    let words = Words::load(&Lang::english()).unwrap();
    let told = |x: f64| {
        let plot = Plot::tall(
            v("t"),
            Axis::named("x", -1.0, 1.0),
            Axis::named("step", 0.0, 1.0),
        )
        .trail(v("kink"), vec![(0.5, 0.0), (x, 1.0)]);
        let sentences = Figure::Plot(plot).describe();
        words.format(&sentences[0])
    };
    assert!(
        !told(1.0 + 1e-9).contains("outside"),
        "{}",
        told(1.0 + 1e-9)
    );
    assert!(told(1.1).contains("outside"), "{}", told(1.1));
}

#[test]
fn one_reviewed_text_is_in_the_singular() {
    for (lang, count, said) in [
        ("en", 1, "1 text reviewed"),
        ("en", 2, "2 texts reviewed"),
        ("ko", 1, "글 1개를"),
    ] {
        let message = Phrase::key("cli.check.reviewed")
            .with("file", "reviewed.toml")
            .with("count", f64::from(count));
        let told = Words::load(&Lang::of(lang)).unwrap().format(&message);
        assert!(told.contains(said), "{told}");
    }
}
