//! After a run, a control that is turned shows what it does at the step that was on the screen.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support::{Driver, app, course, without_motion};
use relutor::app::{Appearance, Msg};
use relutor::lab::{Lab, Status, Values};
use relutor::lesson::{Activity, Unlock};

/// The steps of a run that a test lets a model take.
const STEPS: u64 = 12;

/// The longest run of a question that is tried; it runs to its end when it is answered.
const LONGEST: u64 = 1000;

/// Every step of the course that runs and is no challenge, with single controls to turn: the indices of its lesson and of
/// itself.
fn running_steps() -> Vec<(usize, usize)> {
    let course = course();
    let lessons = course.lessons.iter().enumerate();
    let steps = lessons.flat_map(|(lesson, content)| {
        let steps = content.steps.iter().enumerate();
        steps
            .filter(|(_, step)| {
                let is_tried = match &step.activity {
                    Activity::Explore => true,
                    Activity::Question(question) => question.at.is_some_and(|at| at <= LONGEST),
                    Activity::Challenge(_) => false,
                };
                is_tried && matches!(&step.unlock, Unlock::Only(names) if !names.is_empty())
            })
            .map(move |(step, _)| (lesson, step))
    });
    let runs = |place: &(usize, usize)| lab(&open(*place)).is_some_and(|lab| lab.run().is_some());
    steps.filter(runs).collect()
}

fn open((lesson, step): (usize, usize)) -> Driver {
    let mut app = without_motion(app(course(), Appearance::default()));
    app.open(lesson, step, &Values::new()).unwrap();
    Driver::new(app, (100, 30))
}

fn lab(driver: &Driver) -> Option<&Lab> {
    driver.app.session().unwrap().lab()
}

fn at(driver: &Driver) -> u64 {
    lab(driver).unwrap().run().unwrap().at()
}

fn status(driver: &Driver) -> Status {
    lab(driver).unwrap().run().unwrap().status()
}

/// Lets the model run until it stops, at most `slices` slices of work.
fn work(driver: &mut Driver, slices: usize) {
    for _ in 0..slices {
        if !driver.app.session().unwrap().is_running() {
            break;
        }
        let _update = driver.app.update(Msg::Work);
    }
}

/// The step opened, answered if it asks, and paused after [`STEPS`] steps.
fn paused_run(place: (usize, usize)) -> Driver {
    let course = course();
    let step = &course.lessons[place.0].steps[place.1];
    let mut driver = open(place);
    if let Activity::Question(question) = &step.activity {
        driver.press(&(question.right + 1).to_string());
    }
    driver.press("r");
    for _ in 0..STEPS {
        driver.press("]");
    }
    driver
}

#[test]
fn a_control_that_is_turned_after_a_run_repeats_the_run() {
    let places = running_steps();
    assert!(places.len() > 10, "{places:?}");
    let mut repeated = 0;
    for place in places {
        let mut driver = paused_run(place);
        let count = driver.app.session().unwrap().unlocked().len();
        for control in 0..count {
            for key in ["<End>", "<Home>", "<Right>"] {
                let before = at(&driver);
                let values = lab(&driver).unwrap().values().clone();
                driver.press(key);
                work(&mut driver, 50);
                if *lab(&driver).unwrap().values() == values {
                    continue;
                }
                assert!(
                    at(&driver) == before || status(&driver) != Status::Going,
                    "{place:?}: {key} on control {control} goes from step {before} to {}",
                    at(&driver)
                );
                repeated += 1;
            }
            driver.press("<Tab>");
        }
    }
    assert!(repeated > 30, "{repeated} runs");
}

#[test]
fn a_run_that_ended_is_repeated_to_its_end() {
    let course = course();
    let lesson = course.find("flat-spots").unwrap();
    let steps = &course.lessons[lesson].steps;
    let step = steps.iter().position(|step| step.id == "guess").unwrap();
    let mut driver = paused_run((lesson, step));
    driver.press("++++ ");
    work(&mut driver, 10_000);
    assert_ne!(status(&driver), Status::Going);
    driver.press("<Right>");
    assert!(at(&driver) > 0);
    work(&mut driver, 10_000);
    assert!(status(&driver) != Status::Going || at(&driver) == 30_000);
    assert!(!driver.app.session().unwrap().is_running());
}

#[test]
fn a_challenge_is_run_by_the_learner() {
    let course = course();
    let lesson = course.find("watch-it-learn").unwrap();
    let steps = &course.lessons[lesson].steps;
    let step = steps.iter().position(|step| step.id == "try").unwrap();
    let mut driver = open((lesson, step));
    driver.press("]]]<Tab><End>");
    assert_eq!(at(&driver), 0);
    assert!(driver.text().contains("step 0"), "{}", driver.text());
}
