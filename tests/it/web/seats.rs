//! Seats of browsers: codes, the PIN, limits and the end of the room.

use std::thread;
use std::time::Duration;

use serde_json::{Value as Json, json};

use super::browser::Browser;
use super::{QUESTION, WebRoom};

/// The code of a guest's seat.
fn seat_of(browser: &mut Browser) -> String {
    let seat = browser.until("its seat", |message| message.get("seat").is_some());
    seat["seat"].as_str().unwrap().to_owned()
}

fn join(room: &WebRoom, hello: &Json) -> (Browser, String) {
    let mut browser = Browser::open(room.address, "/vote", hello);
    let code = seat_of(&mut browser);
    (browser, code)
}

/// Waits until the room is as it should be.
fn wait_until(is_so: impl Fn() -> bool) {
    for _ in 0..4000 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("the room is not as it should be");
}

#[test]
fn a_browser_that_returns_has_its_seat_and_its_vote_again() {
    let room = WebRoom::open();
    room.go(QUESTION);
    let _other = Browser::vote_page(room.address);
    let (mut browser, code) = join(&room, &json!({}));
    browser.send(&json!({"vote": 1}));
    browser.until("its vote", |state| state["vote"]["voted"] == 1);
    drop(browser);
    wait_until(|| room.snapshot().present() == 1);
    assert_eq!(room.snapshot().seats.len(), 2);
    let (mut browser, again) = join(&room, &json!({"code": code.to_lowercase()}));
    assert_eq!(code, again);
    let state = browser.until("its vote", |state| state.get("vote").is_some());
    assert_eq!(state["vote"]["answers"][1]["own"], true);
    assert_eq!(room.snapshot().present(), 2);
}

#[test]
fn wrong_codes_cost_tries_and_without_tries_no_code_is_listened_to() {
    let room = WebRoom::open();
    let (_first, code) = join(&room, &json!({}));
    let mut seats = Vec::new();
    for wrong in ["2222", "3333", "4444", "5555", "6666"] {
        let (browser, other) = join(&room, &json!({"code": wrong}));
        assert_ne!(other, wrong);
        seats.push(browser);
    }
    let (_late, other) = join(&room, &json!({"code": code}));
    assert_ne!(other, code, "the right code after five wrong ones");
    assert_eq!(room.snapshot().seats.len(), 7);
}

#[test]
fn a_room_with_a_pin_asks_browsers_for_it() {
    let room = WebRoom::open_with(|options| options.pin = Some("314159".to_owned()));
    let asked = |hello: Json| {
        let mut browser = Browser::open(room.address, "/vote", &hello);
        let message = browser.next().unwrap();
        let is_over = message.get("seat").is_none() && browser.next().is_none();
        (message, is_over)
    };
    let (asks, is_over) = asked(json!({}));
    assert!(
        asks["pin"].as_str().unwrap().contains("has a PIN") && is_over,
        "{asks}"
    );
    let (wrong, is_over) = asked(json!({"pin": "111111"}));
    assert!(
        wrong["pin"].as_str().unwrap().contains("not the PIN") && is_over,
        "{wrong}"
    );
    assert!(room.snapshot().seats.is_empty());
    let (right, _) = asked(json!({"pin": "314159"}));
    assert!(right.get("seat").is_some(), "{right}");
    for _ in 0..5 {
        asked(json!({"pin": "111111"}));
    }
    let (late, _) = asked(json!({"pin": "314159"}));
    assert!(
        late["pin"]
            .as_str()
            .unwrap()
            .contains("Too many wrong tries"),
        "a PIN after too many tries: {late}"
    );
}

#[test]
fn a_full_room_says_so() {
    let room = WebRoom::open_with(|options| {
        options.seats = 1;
        // As many connections as seats would be admitted at once.
        options.limits.connections_per_second = 1e6;
    });
    let (_first, _) = join(&room, &json!({}));
    for path in ["/vote", "/course"] {
        let mut late = Browser::open(room.address, path, &json!({"size": [80, 24]}));
        let bye = late.next().unwrap();
        assert!(
            bye["bye"].as_str().unwrap().contains("The room is full"),
            "{bye}"
        );
        assert_eq!(late.next(), None);
    }
}

#[test]
fn a_message_above_the_limit_or_without_sense_closes_the_connection() {
    let room = WebRoom::open();
    let padded = |length: usize| json!({"hand": true, "pad": "x".repeat(length)}).to_string();
    for text in [padded(9 * 1024), "{\"vote\":".to_owned()] {
        let (mut browser, _) = join(&room, &json!({}));
        browser.send_text(text);
        while let Some(state) = browser.next() {
            assert_ne!(state["hand"], true, "it is not handled");
        }
    }
    wait_until(|| room.snapshot().present() == 0);
    let (mut browser, _) = join(&room, &json!({}));
    for nonsense in [
        json!([1]),
        json!({"vote": -1}),
        json!({"vote": 1e30}),
        json!(null),
    ] {
        browser.send(&nonsense);
    }
    browser.send_text(padded(7 * 1024));
    browser.until("an answer after nonsense", |state| state["hand"] == true);
}

#[test]
fn the_end_of_the_room_is_told_to_both_pages() {
    let room = WebRoom::open();
    let (mut phone, _) = join(&room, &json!({}));
    let mut laptop = Browser::open(room.address, "/course", &json!({"size": [80, 24]}));
    let _seat = seat_of(&mut laptop);
    drop(room);
    for browser in [&mut phone, &mut laptop] {
        let bye = browser.until("the farewell", |message| message.get("bye").is_some());
        assert_eq!(bye["bye"], "The presenter has ended the room.");
    }
}

#[test]
fn a_page_that_answers_no_check_loses_its_connection() {
    let room = WebRoom::open_with(|options| {
        options.limits.keepalive_interval = Duration::from_millis(100);
    });
    // A browser answers while it is read here.
    let (mut answering, _) = join(&room, &json!({}));
    let (_silent, _) = join(&room, &json!({}));
    assert_eq!(room.snapshot().present(), 2);
    for raised in [true, false, true, false, true, false] {
        thread::sleep(Duration::from_millis(100));
        answering.send(&json!({"hand": raised}));
        answering.until("the hand", |state| state["hand"] == raised);
    }
    wait_until(|| room.snapshot().present() < 2);
}
