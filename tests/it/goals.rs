//! The goals of the course as learners see them: each condition with its own tick and a bar that tells the truth.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support::{Driver, app, course};
use relutor::app::{Appearance, ConditionStatus, ContentBlock};
use relutor::lab::Values;
use relutor::lesson::Activity;

const SIZE: (u16, u16) = (100, 30);

/// Every challenge of the course, as the indices of its lesson and its step.
fn challenges() -> Vec<(usize, usize)> {
    let course = course();
    let lessons = course.lessons.iter().enumerate();
    let steps = lessons.flat_map(|(lesson, content)| {
        let steps = content.steps.iter().enumerate();
        let asking = steps.filter(|(_, step)| matches!(step.activity, Activity::Challenge(_)));
        asking.map(move |(step, _)| (lesson, step))
    });
    steps.collect()
}

fn open((lesson, step): (usize, usize)) -> Driver {
    let mut app = app(course(), Appearance::default());
    app.open(lesson, step, &Values::new()).unwrap();
    Driver::new(app, SIZE)
}

/// The conditions of the goals on the page.
fn conditions(driver: &Driver) -> Vec<ConditionStatus> {
    let blocks = driver.app.content().into_iter();
    let goals = blocks.filter_map(|block| match block {
        ContentBlock::Goal { conditions, .. } => Some(conditions),
        _ => None,
    });
    goals.flatten().collect()
}

#[test]
fn a_bar_is_never_full_before_its_condition_holds() {
    let mut measured = 0;
    for place in challenges() {
        let mut driver = open(place);
        for key in [
            "", "<Right>", "<Right>", "<End>", "<Home>", "<Left>", "<Tab>", "<Right>",
        ] {
            driver.press(key);
            for condition in conditions(&driver)
                .iter()
                .filter(|condition| !condition.met)
            {
                let progress = condition.progress.unwrap_or(0.0);
                assert!((0.0..1.0).contains(&progress), "{place:?}: {condition:?}");
                measured += 1;
            }
        }
    }
    assert!(measured > 100, "{measured} open conditions");
}

#[test]
fn goals_are_stated_in_words_and_short_numbers() {
    for place in challenges() {
        for condition in conditions(&open(place)) {
            let shown = condition.now.as_deref().unwrap_or_default();
            let digits = condition.text.chars().filter(char::is_ascii_digit).count();
            assert!(
                !condition.text.contains(['±', '×']) && digits < 9,
                "{place:?}: {condition:?}"
            );
            assert!(
                !condition.met || shown != "not yet",
                "{place:?}: {condition:?}"
            );
        }
    }
}

#[test]
fn the_slopes_of_the_sine_are_ticked_one_by_one() {
    let course = course();
    let lesson = course.find("many-hinges").unwrap();
    let steps = &course.lessons[lesson].steps;
    let step = steps.iter().position(|step| step.id == "try-wave").unwrap();
    let mut driver = open((lesson, step));
    let ticks = |driver: &Driver| -> Vec<bool> {
        conditions(driver)
            .iter()
            .map(|condition| condition.met)
            .collect()
    };
    assert_eq!(ticks(&driver), [false; 3]);
    driver.press("=-2<Enter>");
    assert_eq!(ticks(&driver), [true, false, true]);
    driver.press("<Tab>=4<Enter>");
    assert_eq!(ticks(&driver), [true, true, false]);
    driver.press("<Tab>=-4<Enter>");
    assert!(
        driver.text().contains("Done: the goal is met."),
        "{}",
        driver.text()
    );
}

#[test]
fn relu_is_said_to_stand_still_only_after_a_run() {
    let course = course();
    let lesson = course.find("flat-spots").unwrap();
    let steps = &course.lessons[lesson].steps;
    let step = steps.iter().position(|step| step.id == "relu").unwrap();
    let mut driver = open((lesson, step));
    driver.press("=relu<Enter> ");
    while driver.app.session().unwrap().is_running() {
        let _update = driver.app.update(relutor::app::Msg::Work);
    }
    let open_goals = |driver: &Driver| {
        let all = conditions(driver);
        all.iter().filter(|condition| !condition.met).count()
    };
    assert_eq!(open_goals(&driver), 1, "ReLU has arrived");
    driver.press("<Tab><Left><Left><Left><Left><Left><Left>");
    assert_eq!(open_goals(&driver), 1, "no run, no goal");
    assert!(!driver.text().contains("never\n"), "{}", driver.text());
    driver.press(" ");
    while driver.app.session().unwrap().is_running() {
        let _update = driver.app.update(relutor::app::Msg::Work);
    }
    assert_eq!(open_goals(&driver), 0);
}

#[test]
fn no_single_key_meets_a_challenge() {
    let mut keys: Vec<String> = [
        "Home", "End", "Left", "Right", "Up", "Down", "PageUp", "PageDown",
    ]
    .map(|name| format!("<{name}>"))
    .to_vec();
    keys.extend(('0'..='9').chain(" []{}".chars()).map(String::from));
    let mut tried = 0;
    for place in challenges() {
        let opened = conditions(&open(place));
        for key in &keys {
            let mut driver = open(place);
            driver.press(key);
            let met = conditions(&driver);
            assert!(
                met.is_empty() || met.iter().any(|condition| !condition.met),
                "{place:?}: {key} meets {opened:?}"
            );
            tried += usize::from(!met.is_empty());
        }
    }
    assert!(tried > 100, "{tried} presses beside open goals");
}

#[test]
fn the_present_value_of_a_goal_says_what_it_counts_as_its_figure_does() {
    let shown = |name: &str, step: &str, set: &Values, keys: &str| {
        let course = course();
        let at = course.find(name).unwrap();
        let steps = &course.lessons[at].steps;
        let step = steps.iter().position(|other| other.id == step).unwrap();
        let mut app = app(course, Appearance::default());
        app.open(at, step, set).unwrap();
        let mut driver = Driver::new(app, SIZE);
        driver.press(keys);
        driver.text()
    };
    let chain = shown("chains", "try-weight", &Values::new().with("w", 1.9), "");
    assert!(chain.contains("now 380,000"), "{chain}");
    assert!(chain.contains("380,000 is left"), "{chain}");
}
