//! Painting on a picture of one's own.

use crate::support::{Driver, step_after};
use relutor::figure::{Figure, PixelGrid, PixelWindow};

/// The step on which a picture is painted, after `keys`.
fn painting(keys: &str) -> Driver {
    step_after("one-node-everywhere", "shared", keys)
}

fn picture(driver: &Driver) -> PixelGrid {
    let figures = driver.app.session().expect("a lesson is open").figures();
    let grids = figures.into_iter().find_map(|figure| match figure {
        Figure::Pixels(pixels) => pixels.grids.into_iter().next(),
        _ => None,
    });
    grids.expect("the step shows a picture")
}

/// The value of the pixel in this row and column, each counted from 1.
fn pixel(driver: &Driver, row: usize, column: usize) -> f64 {
    picture(driver).values[(row - 1) * 16 + column - 1]
}

fn window(row: usize, column: usize) -> PixelWindow {
    PixelWindow {
        rows: row..=row,
        columns: column..=column,
    }
}

#[test]
fn the_pen_moves_and_switches_pixels_and_undo_takes_them_back() {
    let mut driver = painting("");
    let before = picture(&driver);
    driver.press("=");
    assert_eq!(picture(&driver).window, Some(window(9, 9)));
    assert!(driver.text().contains("Space lights or darkens"));
    driver.press("<Up><Right> ");
    assert_eq!(picture(&driver).window, Some(window(8, 10)));
    assert_eq!(pixel(&driver, 8, 10), 1.0);
    driver.press("<Right> <Right> ");
    assert_eq!(pixel(&driver, 8, 12), 1.0);
    driver.press(" ");
    assert_eq!(pixel(&driver, 8, 12), 0.0);
    driver.press("<Esc>");
    assert_eq!(picture(&driver).window, before.window, "the pen is gone");
    assert_eq!(pixel(&driver, 8, 10), 1.0);
    driver.press("uuuu");
    assert_eq!(picture(&driver), before);
}

#[test]
fn the_pen_stays_on_the_picture() {
    let mut driver = painting("=");
    driver.press(&"<Up><Left>".repeat(20));
    assert_eq!(picture(&driver).window, Some(window(1, 1)));
    driver.press(&"<Down><Right>".repeat(20));
    assert_eq!(picture(&driver).window, Some(window(16, 16)));
    driver.press(" ");
    assert_eq!(pixel(&driver, 16, 16), 1.0);
}

#[test]
fn what_was_painted_stands_in_the_command_that_restores_it() {
    let driver = painting("=<Up> <Esc>");
    let lab = driver.app.session().unwrap().lab().unwrap();
    let digits = lab.values().get("pixels").unwrap().to_string();
    assert_eq!(digits.len(), 64);
    assert!(digits[28..32].starts_with("00"), "{digits}");
    assert_eq!(
        u16::from_str_radix(&digits[28..32], 16).unwrap() >> 7 & 1,
        1
    );
}

#[test]
fn other_controls_are_typed_as_before() {
    let mut driver = painting("<Tab>=");
    assert!(!driver.text().contains("Space lights or darkens"));
    driver.press("blur<Enter>");
    let lab = driver.app.session().unwrap().lab().unwrap();
    assert!(lab.values().is_choice("kernel", "blur"));
}
