//! The mouse: whatever is drawn can be clicked where it stands, and each click does what a key does.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

#[cfg(test)]
#[path = "support/course.rs"]
mod support;

use relutor::app::{App, Look, Msg, Pointer, Screen};
use relutor::lab::{Values, Way};
use relutor::ui;
use support::{Driver, app, course};

const SIZE: (u16, u16) = (100, 30);

fn lesson(name: &str, step: &str) -> Driver {
    let course = course();
    let mut app = app(course.clone(), Look::default());
    let at = course.find(name).expect("there is such a lesson");
    let step = course.lessons[at]
        .steps
        .iter()
        .position(|other| other.id == step)
        .expect("there is such a step");
    app.open(at, step, &Values::new()).expect("nothing is set");
    Driver::new(app, SIZE)
}

fn tell(driver: &mut Driver, pointer: Pointer) {
    let _update = driver.app.update(Msg::Pointer(pointer));
    driver.draw();
}

fn press(driver: &mut Driver, (x, y): (u16, u16)) {
    let target = ui::hit(&driver.app, SIZE, x, y);
    tell(driver, Pointer::Press(target));
}

fn drag(driver: &mut Driver, (x, y): (u16, u16)) {
    let target = ui::hit(&driver.app, SIZE, x, y);
    tell(driver, Pointer::Drag(target));
}

fn click(driver: &mut Driver, place: (u16, u16)) {
    press(driver, place);
    tell(driver, Pointer::Release);
}

/// The column and row at which `words` stand for the first time.
fn place_of(driver: &mut Driver, words: &str) -> (u16, u16) {
    let text = driver.text();
    let found = text.lines().enumerate().find_map(|(y, line)| {
        let at = line.find(words)?;
        Some((line[..at].chars().count(), y))
    });
    let (x, y) = found.unwrap_or_else(|| panic!("`{words}` is missing:\n{text}"));
    (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
}

fn number(app: &App, name: &str) -> f64 {
    let lab = app.session().and_then(|(_, session)| session.lab());
    lab.and_then(|lab| lab.number(name)).unwrap_or(f64::NAN)
}

#[test]
fn a_click_opens_a_lesson_and_a_dot_its_step() {
    let mut driver = Driver::new(app(course(), Look::default()), SIZE);
    let place = place_of(&mut driver, "Bias moves the kink");
    click(&mut driver, place);
    assert!(matches!(driver.app.screen(), Screen::Lesson { .. }));
    let (x, y) = place_of(&mut driver, "◉");
    click(&mut driver, (x + 2, y));
    let at = driver.app.session().map(|(_, session)| session.at());
    assert_eq!(at, Some(2));
}

#[test]
fn an_answer_is_clicked_on_any_of_its_lines() {
    let mut by_mouse = lesson("bias", "guess");
    let place = place_of(&mut by_mouse, "At A = −7");
    click(&mut by_mouse, place);
    let mut by_key = lesson("bias", "guess");
    let digit = by_key.text();
    let line = digit.lines().find(|line| line.contains("At A = −7"));
    let digit = line.and_then(|line| line.trim().chars().next());
    by_key.press(&digit.expect("the answer has its number").to_string());
    assert_eq!(by_mouse.text(), by_key.text());
}

#[test]
fn keys_of_the_footer_are_buttons() {
    let mut driver = lesson("bias", "earlier");
    let before = number(&driver.app, "b");
    let place = place_of(&mut driver, "→ turn");
    click(&mut driver, place);
    assert!(number(&driver.app, "b") > before);
    let step = |driver: &Driver| driver.app.session().map(|(_, session)| session.at());
    let here = step(&driver);
    let place = place_of(&mut driver, "n next");
    click(&mut driver, (place.0 + 3, place.1));
    assert_eq!(step(&driver), here.map(|at| at + 1));
    let place = place_of(&mut driver, "? all keys");
    click(&mut driver, place);
    assert!(driver.app.overlay().is_some());
}

#[test]
fn a_slider_follows_the_mouse_and_a_drag_is_undone_at_once() {
    let mut driver = lesson("bias", "earlier");
    let start = number(&driver.app, "b");
    let (knob, row) = place_of(&mut driver, "●──");
    press(&mut driver, (knob - 5, row));
    drag(&mut driver, (knob - 9, row));
    // The rail is held, wherever the mouse goes.
    drag(&mut driver, (0, 3));
    assert_eq!(number(&driver.app, "b"), -10.0);
    drag(&mut driver, (SIZE.0 - 1, 3));
    assert_eq!(number(&driver.app, "b"), 10.0);
    tell(&mut driver, Pointer::Release);
    drag(&mut driver, (0, row));
    assert_eq!(number(&driver.app, "b"), 10.0);
    driver.press("u");
    assert_eq!(number(&driver.app, "b"), start);
}

#[test]
fn the_kink_is_dragged_on_its_chart() {
    let mut driver = lesson("bias", "earlier");
    let (x, y) = place_of(&mut driver, "▲");
    press(&mut driver, (x, y - 3));
    let kink = number(&driver.app, "kink");
    drag(&mut driver, (x + 10, y - 3));
    let moved = number(&driver.app, "kink");
    assert!(moved > kink + 1.0, "from {kink} to {moved}");
    let (x_now, _) = place_of(&mut driver, "▲");
    assert!(x_now.abs_diff(x + 10) <= 1, "the kink is under the mouse");
}

#[test]
fn what_is_locked_is_not_moved() {
    let mut driver = lesson("bias", "guess");
    let (x, y) = place_of(&mut driver, "▲");
    press(&mut driver, (x, y - 3));
    drag(&mut driver, (x + 10, y - 3));
    let (knob, row) = place_of(&mut driver, "●──");
    press(&mut driver, (knob + 4, row));
    assert_eq!(number(&driver.app, "b"), 0.0);
}

#[test]
fn the_wheel_scrolls_what_is_longer_than_its_box() {
    let mut driver = lesson("bias", "earlier");
    driver.size = (60, 18);
    driver.press("?");
    tell(&mut driver, Pointer::Wheel(Way::Down));
    assert_eq!(driver.app.scroll(), 3);
    tell(&mut driver, Pointer::Wheel(Way::Up));
    assert_eq!(driver.app.scroll(), 0);
}

#[test]
fn a_click_on_nothing_does_nothing() {
    let mut driver = lesson("bias", "earlier");
    let before = driver.text();
    for place in [(0, 0), (40, 1), (99, 29), (200, 200)] {
        click(&mut driver, place);
    }
    assert_eq!(driver.text(), before);
}
