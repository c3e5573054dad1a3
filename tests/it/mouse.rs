//! The mouse: every drawn element can be clicked, and each click has the effect of a key.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

use crate::support::{Driver, app, course};
use relutor::app::{App, Appearance, ClickTarget, MouseInput, Msg, Pane, Screen, Session};
use relutor::lab::{TextValue, Values};
use relutor::text::Toward;
use relutor::ui;

const SIZE: (u16, u16) = (100, 30);

fn open_step(name: &str, step: &str) -> Driver {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    let at = course.find(name).expect("there is such a lesson");
    let step = course.lessons[at]
        .steps
        .iter()
        .position(|other| other.id == step)
        .expect("there is such a step");
    app.open(at, step, &Values::new()).expect("nothing is set");
    Driver::new(app, SIZE)
}

fn send_mouse(driver: &mut Driver, pointer: MouseInput) {
    let _update = driver.app.update(Msg::Mouse(pointer));
    driver.draw();
}

fn press(driver: &mut Driver, (x, y): (u16, u16)) {
    let target = ui::hit_test(&driver.app, SIZE, x, y);
    send_mouse(driver, MouseInput::Press(target));
}

fn drag(driver: &mut Driver, (x, y): (u16, u16)) {
    let target = ui::hit_test(&driver.app, SIZE, x, y);
    send_mouse(driver, MouseInput::Drag(target));
}

fn click(driver: &mut Driver, place: (u16, u16)) {
    press(driver, place);
    send_mouse(driver, MouseInput::Release);
}

/// The column and row of the first occurrence of `words`.
fn position_of_text(driver: &mut Driver, words: &str) -> (u16, u16) {
    let text = driver.text();
    let found = text.lines().enumerate().find_map(|(y, line)| {
        let at = line.find(words)?;
        Some((line[..at].chars().count(), y))
    });
    let (x, y) = found.unwrap_or_else(|| panic!("`{words}` is missing:\n{text}"));
    (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
}

fn reading(app: &App, name: &str) -> f64 {
    let lab = app.session().and_then(|session| session.lab());
    lab.and_then(|lab| lab.number(name)).unwrap_or(f64::NAN)
}

#[test]
fn a_click_opens_a_lesson_and_a_click_on_a_dot_opens_its_step() {
    let mut driver = Driver::new(app(course(), Appearance::default()), SIZE);
    let place = position_of_text(&mut driver, "Bias moves the kink");
    click(&mut driver, place);
    assert!(matches!(driver.app.screen(), Screen::Lesson(_)));
    let (x, y) = position_of_text(&mut driver, "◉");
    click(&mut driver, (x + 2, y));
    let at = driver.app.session().map(Session::at);
    assert_eq!(at, Some(2));
}

#[test]
fn an_answer_is_clicked_on_any_of_its_lines() {
    let mut by_mouse = open_step("bias", "guess");
    let place = position_of_text(&mut by_mouse, "At A = −7");
    click(&mut by_mouse, place);
    let mut by_key = open_step("bias", "guess");
    let digit = by_key.text();
    let line = digit.lines().find(|line| line.contains("At A = −7"));
    let digit = line.and_then(|line| line.trim().chars().next());
    by_key.press(&digit.expect("the answer has its number").to_string());
    assert_eq!(by_mouse.text(), by_key.text());
}

#[test]
fn footer_keys_can_be_clicked() {
    let mut driver = open_step("bias", "earlier");
    let before = reading(&driver.app, "b");
    let place = position_of_text(&mut driver, "→ turn");
    click(&mut driver, place);
    assert!(reading(&driver.app, "b") > before);
    let step = |driver: &Driver| driver.app.session().map(Session::at);
    let here = step(&driver);
    let place = position_of_text(&mut driver, "n next");
    click(&mut driver, (place.0 + 3, place.1));
    assert_eq!(step(&driver), here.map(|at| at + 1));
    let place = position_of_text(&mut driver, "? all keys");
    click(&mut driver, place);
    assert!(driver.app.overlay().is_some());
}

#[test]
fn a_slider_follows_the_mouse_and_one_undo_reverts_the_drag() {
    let mut driver = open_step("bias", "earlier");
    let start = reading(&driver.app, "b");
    let (knob, row) = position_of_text(&mut driver, "●──");
    press(&mut driver, (knob - 5, row));
    drag(&mut driver, (knob - 9, row));
    // A drag keeps its slider when the mouse leaves the rail.
    drag(&mut driver, (0, 3));
    assert_eq!(reading(&driver.app, "b"), -10.0);
    drag(&mut driver, (SIZE.0 - 1, 3));
    assert_eq!(reading(&driver.app, "b"), 10.0);
    send_mouse(&mut driver, MouseInput::Release);
    drag(&mut driver, (0, row));
    assert_eq!(reading(&driver.app, "b"), 10.0);
    driver.press("u");
    assert_eq!(reading(&driver.app, "b"), start);
}

#[test]
fn every_cell_of_a_rail_sets_the_value_at_its_place() {
    let mut driver = open_step("bias", "earlier");
    let (left, row) = position_of_text(&mut driver, "├──");
    let (right, _) = position_of_text(&mut driver, "┤ 10");
    let cells = right - left - 1;
    for cell in 0..cells {
        click(&mut driver, (left + 1 + cell, row));
        let place = f64::from(cell) / f64::from(cells - 1);
        let nearest = ((-10.0 + 20.0 * place) * 2.0).round() / 2.0;
        assert_eq!(reading(&driver.app, "b"), nearest, "cell {cell} of {cells}");
        let knob = position_of_text(&mut driver, "●").0;
        assert!(
            knob.abs_diff(left + 1 + cell) <= 1,
            "the knob is under the mouse"
        );
    }
    for beside in [left, right] {
        let before = reading(&driver.app, "b");
        click(&mut driver, (beside, row));
        assert_eq!(reading(&driver.app, "b"), before);
    }
}

#[test]
fn the_arrows_of_a_choice_turn_it_once_a_click() {
    let mut driver = open_step("race-day", "play");
    let (x, row) = position_of_text(&mut driver, "‹ your own");
    let chosen = |driver: &Driver| control_values(driver).choice("preset").to_owned();
    let first = chosen(&driver);
    click(&mut driver, (x, row));
    assert_eq!(
        chosen(&driver),
        first,
        "there is nothing before the first one"
    );
    let (next, _) = position_of_text(&mut driver, "›");
    press(&mut driver, (next, row));
    let second = chosen(&driver);
    assert_ne!(second, first);
    drag(&mut driver, (next - 1, row));
    drag(&mut driver, (next, row));
    assert_eq!(chosen(&driver), second, "a move of the mouse turns nothing");
    send_mouse(&mut driver, MouseInput::Release);
    let (still, _) = position_of_text(&mut driver, "›");
    assert_eq!(still, next, "the arrow stays under the mouse");
    let back = position_of_text(&mut driver, "‹");
    click(&mut driver, back);
    assert_eq!(chosen(&driver), first);
}

#[test]
fn a_seed_is_turned_by_arrows() {
    let mut driver = open_step("chains", "train");
    let (x, row) = position_of_text(&mut driver, "‹ 0");
    let (next, _) = position_of_text(&mut driver, "›");
    assert!(next > x);
    click(&mut driver, (next, row));
    assert_eq!(control_values(&driver).number("seed"), 1.0);
}

#[test]
fn the_kink_can_be_dragged_on_its_chart() {
    let mut driver = open_step("bias", "earlier");
    let (x, y) = position_of_text(&mut driver, "⣶");
    press(&mut driver, (x, y - 3));
    let kink = reading(&driver.app, "kink");
    drag(&mut driver, (x + 10, y - 3));
    let moved = reading(&driver.app, "kink");
    assert!(moved > kink + 1.0, "from {kink} to {moved}");
    let Some(ClickTarget::Plane { x: under, .. }) = ui::hit_test(&driver.app, SIZE, x + 10, y - 3)
    else {
        panic!("the mouse is on the chart");
    };
    assert!(
        (moved - under).abs() <= 0.5,
        "{moved} is not under the mouse at {under}"
    );
}

#[test]
fn locked_controls_do_not_move() {
    let mut driver = open_step("bias", "guess");
    let (x, y) = position_of_text(&mut driver, "kink 0.00");
    let x = x + 4;
    press(&mut driver, (x, y - 5));
    drag(&mut driver, (x + 10, y - 5));
    let (knob, row) = position_of_text(&mut driver, "●──");
    press(&mut driver, (knob + 4, row));
    assert_eq!(reading(&driver.app, "b"), 0.0);
}

#[test]
fn the_wheel_scrolls_text_that_overflows_its_box() {
    let mut driver = open_step("bias", "earlier");
    driver.size = (60, 18);
    driver.press("?");
    send_mouse(&mut driver, MouseInput::Wheel(Toward::Next));
    assert_eq!(driver.app.scroll(), 3);
    send_mouse(&mut driver, MouseInput::Wheel(Toward::Previous));
    assert_eq!(driver.app.scroll(), 0);
}

#[test]
fn a_click_on_nothing_does_nothing() {
    let mut driver = open_step("bias", "earlier");
    let before = driver.text();
    for place in [(0, 0), (40, 1), (99, 29), (200, 200)] {
        click(&mut driver, place);
    }
    assert_eq!(driver.text(), before);
}

/// The values of the controls.
fn control_values(driver: &Driver) -> Values {
    let lab = driver.app.session().and_then(|session| session.lab());
    lab.map_or_else(Values::new, |lab| lab.values().clone())
}

/// A click target in the first figure, in the units of its axes.
fn plane_target(x: f64, y: f64) -> ClickTarget {
    let figure = 0;
    ClickTarget::Plane { figure, x, y }
}

#[test]
fn dragging_on_a_figure_sets_its_control() {
    // The step, the drag target in its figure, and the keys that set the focused control to the same value.
    let cases = [
        ("one-hinge", "guess", (3.0, 0.0), "=3<Enter>"),
        ("bias", "earlier", (-3.0, 0.0), "=3<Enter>"),
        ("hinges", "one", (0.25, 0.0), "=0.25<Enter>"),
        ("interaction", "guess", (40.0, 0.0), "=40<Enter>"),
        ("flat", "roll", (4.0, 0.0), "=4<Enter>"),
        ("folds", "guess-folds", (0.6, 0.0), "<Tab>=0.6<Enter>"),
    ];
    for (name, step, (x, y), keys) in cases {
        let open = || {
            let mut driver = open_step(name, step);
            driver.press("1");
            driver
        };
        let (mut by_mouse, mut by_key) = (open(), open());
        let before = control_values(&by_key);
        send_mouse(&mut by_mouse, MouseInput::Press(Some(plane_target(x, y))));
        send_mouse(&mut by_mouse, MouseInput::Release);
        by_key.press(keys);
        assert_ne!(control_values(&by_key), before, "{name} {step}");
        assert_eq!(
            control_values(&by_mouse),
            control_values(&by_key),
            "{name} {step}"
        );
    }
}

#[test]
fn a_drag_draws_the_target_curve_and_one_undo_reverts_it() {
    let mut driver = open_step("playground", "play");
    let set = Values::new().with("data", "sine");
    let at = driver.app.course().find("playground").unwrap();
    driver.app.open(at, 0, &set).unwrap();
    driver.draw();
    let sine = control_values(&driver);
    send_mouse(
        &mut driver,
        MouseInput::Press(Some(plane_target(0.5, -0.8))),
    );
    send_mouse(&mut driver, MouseInput::Drag(Some(plane_target(0.5, -0.5))));
    send_mouse(&mut driver, MouseInput::Drag(Some(plane_target(0.75, 0.2))));
    send_mouse(&mut driver, MouseInput::Release);
    let values = control_values(&driver);
    assert!(values.is_choice("data", "drawn"));
    let Some(TextValue::Curve(curve)) = values.text("curve") else {
        panic!("{values:?} has no curve")
    };
    let y = |x: f64| curve.iter().find(|point| point.0 == x).unwrap().1;
    assert_eq!((y(0.5), y(0.75)), (-0.5, 0.2));
    assert_eq!((y(-0.5), y(0.25)), (-1.0, 0.707), "the rest is the sine");
    let cursor = driver.app.session().and_then(|session| session.workbench());
    assert_eq!(cursor.unwrap().cursor, (0.75, 0.2));
    driver.press("u");
    assert_eq!(control_values(&driver), sine);
}

#[test]
fn the_mouse_places_drags_and_deletes_points_as_keys_do() {
    let open = || {
        let mut driver = open_step("race-day", "net");
        driver.press("<Tab><Tab>");
        driver
    };
    let count = |driver: &Driver| {
        let values = control_values(driver);
        match values.text("points") {
            Some(TextValue::Points(points)) => points.len(),
            other => panic!("{other:?} are no points"),
        }
    };
    let cursor = |driver: &Driver| {
        let workbench = driver.app.session().and_then(|session| session.workbench());
        workbench.expect("it is a workbench").cursor
    };
    // A corner without points, then three cursor steps to the left and one up.
    let (mut by_mouse, mut by_key) = (open(), open());
    by_key.press(&"<Right><Down>".repeat(19));
    let start = cursor(&by_key);
    by_key.press("1");
    let placed = control_values(&by_key);
    by_key.press("<Enter><Left><Left><Left><Up><Enter>");
    assert_ne!(control_values(&by_key), placed);
    let end = cursor(&by_key);
    send_mouse(
        &mut by_mouse,
        MouseInput::Press(Some(plane_target(start.0, start.1))),
    );
    assert_eq!(control_values(&by_mouse), placed);
    send_mouse(
        &mut by_mouse,
        MouseInput::Drag(Some(plane_target(start.0 / 2.0, 0.0))),
    );
    send_mouse(
        &mut by_mouse,
        MouseInput::Drag(Some(plane_target(end.0, end.1))),
    );
    send_mouse(&mut by_mouse, MouseInput::Release);
    assert_eq!(control_values(&by_mouse), control_values(&by_key));
    let all = count(&by_mouse);
    // A click on a point deletes it; a drag does not.
    send_mouse(
        &mut by_mouse,
        MouseInput::Press(Some(plane_target(end.0, end.1))),
    );
    assert_eq!(count(&by_mouse), all);
    send_mouse(&mut by_mouse, MouseInput::Release);
    by_key.press("d");
    assert_eq!(count(&by_mouse), all - 1);
    assert_eq!(control_values(&by_mouse), control_values(&by_key));
    by_mouse.press("u");
    assert_eq!(count(&by_mouse), all);
}

#[test]
fn clicks_reach_the_panes_units_and_values_that_keys_reach() {
    let open = || open_step("race-day", "net");
    let (mut by_mouse, mut by_key) = (open(), open());
    send_mouse(
        &mut by_mouse,
        MouseInput::Press(Some(ClickTarget::Pane(Pane::Network))),
    );
    by_key.press("<Tab>");
    assert_eq!(by_mouse.text(), by_key.text());
    let (figure, tier, node) = (0, 1, 1);
    send_mouse(
        &mut by_mouse,
        MouseInput::Press(Some(ClickTarget::Unit { figure, tier, node })),
    );
    by_key.press("<Down>");
    assert_eq!(by_mouse.text(), by_key.text());
    let (mut by_mouse, mut by_key) = (open(), open());
    let place = position_of_text(&mut by_mouse, "circle");
    click(&mut by_mouse, (place.0 + 7, place.1));
    by_key.press("<Right>");
    assert_ne!(control_values(&by_key), control_values(&open()));
    assert_eq!(control_values(&by_mouse), control_values(&by_key));
}

#[test]
fn a_click_chooses_a_search_result_as_arrows_do() {
    let open = || {
        let mut driver = open_step("bias", "earlier");
        driver.press("/kink");
        driver
    };
    let (mut by_mouse, mut by_key) = (open(), open());
    let place = position_of_text(&mut by_mouse, "step 2");
    click(&mut by_mouse, place);
    let chosen = |driver: &Driver| driver.app.overlay().cloned();
    for _ in 0..20 {
        if chosen(&by_mouse) == chosen(&by_key) {
            break;
        }
        by_key.press("<Down>");
    }
    assert_eq!(by_mouse.text(), by_key.text());
}
