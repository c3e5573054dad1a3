//! The app without movement, and steps opened in it.

use relutor::app::{App, Appearance, Behaviour, Motion};
use relutor::lab::Values;

use super::{Driver, app, course};

/// `app` without movement: answers are shown at once.
pub(crate) fn without_motion(app: App) -> App {
    app.with_behaviour(Behaviour {
        motion: Motion::Off,
        ..Behaviour::default()
    })
}

/// The step `step` of the lesson `name` after `keys`, without movement.
pub(crate) fn step_after(name: &str, step: &str, keys: &str) -> Driver {
    let course = course();
    let at = course.find(name).unwrap();
    let steps = &course.lessons[at].steps;
    let step = steps.iter().position(|other| other.id == step).unwrap();
    let mut app = without_motion(app(course, Appearance::default()));
    app.open(at, step, &Values::new()).unwrap();
    let mut driver = Driver::new(app, (100, 30));
    driver.press(keys);
    driver
}
