//! Undo reverts the latest changes one by one.

use crate::support::{Driver, app, course};
use relutor::app::Appearance;
use relutor::lab::Values;

#[test]
fn manual_training_steps_are_undone_together_and_apart_from_control_changes() {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    let lesson = course.find("flat").expect("there is such a lesson");
    let steps = &course.lessons[lesson].steps;
    let at = steps.iter().position(|step| step.id == "roll");
    app.open(lesson, at.expect("there is such a step"), &Values::new())
        .expect("nothing is set");
    let mut driver = Driver::new(app, (80, 24));
    let stands = |driver: &Driver| {
        let session = driver.app.session().expect("a lesson is open");
        let lab = session.lab().expect("it has a lab");
        (lab.run().expect("it runs").at(), lab.number("z0"))
    };
    let start = stands(&driver);
    driver.press("]]}[");
    let stepped = stands(&driver);
    assert!(stepped.0 > 2, "{stepped:?}");
    driver.press("<Right>");
    let turned = stands(&driver);
    assert_ne!(turned.1, start.1);
    driver.press("]]");
    driver.press("u");
    assert_eq!(stands(&driver), turned);
    driver.press("u");
    assert_eq!(stands(&driver), stepped);
    driver.press("u");
    assert_eq!(stands(&driver), start);
}
