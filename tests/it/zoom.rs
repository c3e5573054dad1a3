//! The zoom: one figure at the full size of the body, and the note on figures that find no room.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::support::{Driver, app, course};
use relutor::app::{Appearance, MouseInput, Msg};
use relutor::lab::Values;
use relutor::ui;

fn open(name: &str, step: &str, size: (u16, u16)) -> Driver {
    let course = course();
    let at = course.find(name).unwrap();
    let steps = &course.lessons[at].steps;
    let step = steps.iter().position(|other| other.id == step).unwrap();
    let mut app = app(course, Appearance::default());
    app.open(at, step, &Values::new()).unwrap();
    Driver::new(app, size)
}

/// The rows of the screen that contain any of `words`.
fn rows_with(driver: &mut Driver, words: &str) -> usize {
    driver
        .text()
        .lines()
        .filter(|line| line.contains(words))
        .count()
}

#[test]
fn z_pages_through_the_figures_and_esc_returns() {
    let mut driver = open("bias", "earlier", (100, 30));
    let whole = driver.text();
    assert!(whole.contains("y = relu(A + 7)") && whole.contains("slope 0"));
    driver.press("z");
    let first = driver.text();
    assert!(
        first.contains("y = relu(A + 7)") && !first.contains("slope 0"),
        "{first}"
    );
    assert!(first.contains("Figure 1 of 3"), "{first}");
    driver.press("zz");
    let last = driver.text();
    assert!(
        last.contains("slope of y") && last.contains("Figure 3 of 3"),
        "{last}"
    );
    driver.press("<Esc>");
    assert_eq!(driver.text(), whole);
    driver.press("zzzz");
    assert_eq!(
        driver.text(),
        whole,
        "behind the last figure comes the whole step"
    );
}

#[test]
fn a_figure_that_only_a_denser_page_would_hold_is_counted() {
    let screen = open("zero", "count", (100, 30)).text();
    assert!(screen.contains("1 more · z"), "{screen}");
}

#[test]
fn controls_turn_while_a_figure_is_shown_alone() {
    let mut driver = open("bias", "earlier", (100, 30));
    driver.press("z<Right><Right>");
    let text = driver.text();
    assert!(
        text.contains("y = relu(A + 8)") && text.contains("Figure 1 of 3"),
        "{text}"
    );
    driver.press("n");
    assert_eq!(
        rows_with(&mut driver, "Figure 1 of"),
        0,
        "the next step is shown whole"
    );
}

#[test]
fn a_hint_is_shown_beside_the_whole_step() {
    let mut driver = open("bias", "try-left", (80, 24));
    driver.press("zi");
    let text = driver.text();
    assert!(text.contains("Two things to get right"), "{text}");
    assert_eq!(rows_with(&mut driver, "Figure 1 of"), 0);
}

#[test]
fn a_kink_is_dragged_on_a_figure_that_is_shown_alone() {
    let mut driver = open("bias", "earlier", (100, 30));
    driver.press("zzz");
    let kink = |driver: &Driver| driver.app.session().unwrap().lab().unwrap().number("kink");
    let before = kink(&driver);
    let target = ui::hit_test(&driver.app, (100, 30), 70, 12);
    let _update = driver.app.update(Msg::Mouse(MouseInput::Press(target)));
    assert_ne!(kink(&driver), before);
}

#[test]
fn figures_without_room_are_counted_and_the_count_opens_them() {
    let mut driver = open("race-day", "fair", (80, 24));
    let text = driver.text();
    let row = text.lines().position(|line| line.contains(" more · z"));
    let row = row.unwrap_or_else(|| panic!("no count:\n{text}"));
    let count: usize = text
        .lines()
        .nth(row)
        .unwrap()
        .trim()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let shown = driver.app.session().unwrap().figures().len() - count;
    assert!(shown >= 1 && count >= 1, "{text}");
    let target = ui::hit_test(&driver.app, (80, 24), 3, u16::try_from(row).unwrap());
    let _update = driver.app.update(Msg::Mouse(MouseInput::Press(target)));
    driver.draw();
    let first_hidden = format!("Figure {} of", shown + 1);
    assert_eq!(rows_with(&mut driver, &first_hidden), 1);
    driver.press(&"z".repeat(count));
    assert_eq!(
        rows_with(&mut driver, "Figure 1 of"),
        1,
        "then come the others"
    );
    let mut roomy = open("bias", "earlier", (100, 30));
    assert_eq!(rows_with(&mut roomy, "more · z"), 0);
}

#[test]
fn a_small_screen_shows_the_text_or_one_figure() {
    for size in [(79, 24), (80, 23), (60, 18)] {
        let mut driver = open("bias", "earlier", size);
        let text = driver.text();
        assert!(text.contains("3 figures · z"), "{text}");
        assert!(!text.contains("y = relu(A + 7)"), "{text}");
        driver.press("z");
        let figure = driver.text();
        assert!(figure.contains("y = relu(A + 7)"), "{figure}");
        driver.press("<Esc>");
        assert_eq!(driver.text(), text);
    }
}

#[test]
fn the_figures_of_the_playground_are_shown_alone_too() {
    let mut driver = open("playground", "play", (100, 30));
    driver.press("z");
    assert_eq!(rows_with(&mut driver, "Figure 1 of"), 1);
    driver.press("z");
    let network = driver.text();
    driver.press("<Esc>");
    assert!(network.contains("Figure 2 of") && network != driver.text());
}

#[test]
fn the_control_of_a_hidden_figure_is_hidden_until_its_figure_is_shown() {
    let mut driver = open("learn", "dots", (80, 24));
    let figures = driver.app.session().unwrap().figure_ids();
    let winner = figures.iter().position(|id| id == "winner").unwrap();
    let label = "seed shown";
    driver.draw();
    assert_eq!(rows_with(&mut driver, label), 0, "{}", driver.text());
    let unlocked = driver.app.session().unwrap().unlocked();
    assert!(!unlocked.contains(&"seed".to_owned()), "{unlocked:?}");
    let place = format!("Figure {} of", winner + 1);
    while rows_with(&mut driver, &place) == 0 {
        driver.press("z");
    }
    assert_eq!(rows_with(&mut driver, label), 1, "{}", driver.text());
    let seed = |driver: &Driver| {
        let lab = driver.app.session().unwrap().lab().unwrap();
        lab.values().choice("seed").to_owned()
    };
    let before = seed(&driver);
    driver.press("<Right>");
    assert_ne!(seed(&driver), before);
    driver.press("<Esc>");
    assert_eq!(rows_with(&mut driver, label), 0);
    // The words view has every figure.
    driver.press("v");
    assert_eq!(rows_with(&mut driver, label), 1);
    driver.press("v");
    driver.size = (160, 60);
    driver.draw();
    assert_eq!(rows_with(&mut driver, label), 1, "{}", driver.text());
}

#[test]
fn hidden_controls_do_not_flicker() {
    for (name, step) in [
        ("learn", "dots"),
        ("race-day", "surprises"),
        ("race-day", "guess-bump"),
    ] {
        for height in 24..40 {
            for width in [80, 100, 140] {
                let mut driver = open(name, step, (width, height));
                driver.draw();
                let before = driver.text();
                driver.draw();
                assert_eq!(driver.text(), before, "{name} {step} {width}x{height}");
            }
        }
    }
}

/// The titles of `titles` that are on the screen.
fn shown<'a>(driver: &mut Driver, titles: &[&'a str]) -> Vec<&'a str> {
    let screen = driver.text();
    let titles = titles.iter().copied();
    titles.filter(|title| screen.contains(title)).collect()
}

/// The column of `words` on the screen.
fn column_of(driver: &mut Driver, words: &str) -> usize {
    let screen = driver.text();
    let line = screen.lines().find(|line| line.contains(words));
    let line = line.unwrap_or_else(|| panic!("no `{words}`:\n{screen}"));
    let (before, _) = line.split_once(words).unwrap();
    before.chars().count()
}

#[test]
fn the_figures_of_xor_keep_their_places_at_every_value() {
    for step in ["xor", "try-xor"] {
        let mut driver = open("hinges", step, (100, 30));
        let titles = ["What comes out", "y over both inputs", "more · z"];
        let (before, column) = (
            shown(&mut driver, &titles),
            column_of(&mut driver, "What comes out"),
        );
        for keys in ["<Home>", "<Tab><Home>", "<Tab><End>", "<Tab><End>"] {
            driver.press(keys);
            assert_eq!(shown(&mut driver, &titles), before, "{step} {keys}");
            assert_eq!(
                column_of(&mut driver, "What comes out"),
                column,
                "{step} {keys}"
            );
        }
    }
}

#[test]
fn a_read_out_keeps_its_column_from_answer_to_answer() {
    for (lesson, step, words) in [
        ("one-hinge", "guess-linear", "The addition test"),
        ("zero", "guess-batch", "This draw"),
    ] {
        let mut columns = Vec::new();
        for answer in ["1", "2", "3", "4"] {
            let mut driver = open(lesson, step, (100, 30));
            driver.press(answer);
            columns.push(column_of(&mut driver, words));
        }
        columns.dedup();
        assert_eq!(columns.len(), 1, "{lesson} {step}: {columns:?}");
    }
}
