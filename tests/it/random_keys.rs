//! Random keys, frames and window sizes: no panic, no drawing outside the screen, and the same messages give the same
//! screen.

use std::time::Duration;

use crate::support::{Driver, app, course};
use rand::RngExt;
use rand::SeedableRng;
use rand_xoshiro::SplitMix64;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use relutor::app::{Appearance, Key, KeyCode, MouseInput, Msg, bindings};
use relutor::text::Toward;
use relutor::ui;

/// Messages in one walk.
const MESSAGES: usize = 100_000;
/// Messages between two draws: a draw costs a hundred times as much as a message.
const DRAWN_EVERY: usize = 10;

fn key(random: &mut SplitMix64) -> Key {
    let known: Vec<Key> = bindings()
        .iter()
        .flat_map(|binding| binding.keys)
        .map(|(key, _)| *key)
        .collect();
    match random.random_range(0..10) {
        // Quit and suspend are handled outside the app; the other numbers type values.
        0 => Key::char(char::from(random.random_range(b'0'..=b'9'))),
        1 => Key::plain(KeyCode::Enter),
        2 => Key::char(['-', '.', 'x', '가', '\u{301}'][random.random_range(0..5)]),
        _ => known[random.random_range(0..known.len())],
    }
}

fn pointer(driver: &Driver, random: &mut SplitMix64) -> MouseInput {
    let place = (random.random_range(0..220), random.random_range(0..80));
    let target = ui::hit_test(&driver.app, driver.size, place.0, place.1);
    match random.random_range(0..5) {
        0 | 1 => MouseInput::Press(target),
        2 => MouseInput::Drag(target),
        3 => MouseInput::Release,
        _ => MouseInput::Wheel([Toward::Next, Toward::Previous][random.random_range(0..2)]),
    }
}

fn walk(seed: u64, messages: usize) -> Buffer {
    let mut random = SplitMix64::seed_from_u64(seed);
    let mut driver = Driver::new(app(course(), Appearance::default()), (80, 24));
    for i in 0..messages {
        let msg = match random.random_range(0..20) {
            0 => Msg::Frame {
                elapsed: Duration::from_millis(random.random_range(0..100)),
            },
            1 => Msg::Work,
            2 => Msg::Mouse(pointer(&driver, &mut random)),
            _ => Msg::Key(key(&mut random)),
        };
        let _update = driver.app.update(msg);
        if random.random_range(0..50) == 0 {
            driver.size = (random.random_range(0..200), random.random_range(0..70));
        }
        if i % DRAWN_EVERY == 0 {
            driver.draw();
        }
    }
    driver.size = (100, 30);
    driver.draw()
}

#[test]
fn a_hundred_thousand_random_messages_do_not_panic() {
    drop(walk(1, MESSAGES));
}

#[test]
fn the_same_messages_give_the_same_screen() {
    for seed in 2..6 {
        assert_eq!(walk(seed, 2_000), walk(seed, 2_000));
    }
}

#[test]
fn drawing_stays_inside_its_area() {
    let course = course();
    let mut random = SplitMix64::seed_from_u64(9);
    for lesson in 0..course.lessons.len() {
        for step in 0..course.lessons[lesson].steps.len() {
            let mut app = app(course.clone(), Appearance::default());
            app.open(lesson, step, &relutor::lab::Values::new())
                .expect("nothing is set");
            let (width, height) = (random.random_range(0..160), random.random_range(0..50));
            let whole = Rect::new(0, 0, width + 6, height + 4);
            let mut buffer = Buffer::empty(whole);
            let inner = Rect::new(3, 2, width, height);
            ui::render(&app, inner, &mut buffer);
            for at in whole.positions().filter(|at| !inner.contains(*at)) {
                assert_eq!(buffer[at].symbol(), " ", "{at} is outside {inner}");
            }
        }
    }
}
