//! The course page: cells out, keys in.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};

use relutor::room::Place;
use serde_json::{Value as Json, json};

use super::browser::Browser;
use super::{QUESTION, WebRoom};

/// The cells of a page, drawn as the script does.
#[derive(Default)]
struct Screen {
    size: (u64, u64),
    cells: BTreeMap<(u64, u64), String>,
    styles: u64,
}

impl Screen {
    fn draw(&mut self, frame: &Json) {
        if let Some(size) = frame.get("size") {
            *self = Self {
                size: (size[0].as_u64().unwrap(), size[1].as_u64().unwrap()),
                ..Self::default()
            };
        }
        let empty = Vec::new();
        let array = |name: &str| frame[name].as_array().unwrap_or(&empty);
        self.styles += array("styles").iter().map(|_| 1).sum::<u64>();
        for row in array("rows") {
            let y = row[0].as_u64().unwrap();
            for run in &row.as_array().unwrap()[1..] {
                let (mut x, text) = (run[0].as_u64().unwrap(), run[2].as_str().unwrap());
                assert!(run[1].as_u64().unwrap() < self.styles, "{run}");
                let width = run.get(3).map_or(1, |width| width.as_u64().unwrap());
                if width == 0 {
                    self.cells.insert((y, x), text.to_owned());
                    continue;
                }
                for c in text.chars() {
                    self.cells.insert((y, x), c.to_string());
                    x += width;
                }
                assert!(x <= self.size.0 && y < self.size.1, "{run}");
            }
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for y in 0..self.size.1 {
            for x in 0..self.size.0 {
                text.push_str(self.cells.get(&(y, x)).map_or("", String::as_str));
            }
            text.push('\n');
        }
        text
    }
}

/// A guest with the course page.
struct Guest {
    browser: Browser,
    screen: Screen,
}

impl Guest {
    fn join(room: &WebRoom, hello: &Json) -> (Self, String) {
        let mut browser = Browser::open(room.address, "/course", hello);
        let seat = browser.until("its seat", |message| message.get("seat").is_some());
        let guest = Self {
            browser,
            screen: Screen::default(),
        };
        (guest, seat["seat"].as_str().unwrap().to_owned())
    }

    /// Draws frames and answers questions as the page does, until the screen is `wanted`.
    fn until(&mut self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        while !wanted(&self.screen) {
            let next = panic::catch_unwind(AssertUnwindSafe(|| self.browser.next()));
            let Ok(Some(message)) = next else {
                panic!("closed before {what}:\n{}", self.screen.text());
            };
            if message.get("ask").is_some() {
                self.browser.send(&json!({"ready": true, "dark": true}));
            } else {
                self.screen.draw(&message);
            }
        }
    }

    fn press(&mut self, key: &str) {
        self.browser.send(&json!({"key": key}));
    }
}

#[test]
fn the_course_page_has_keys_votes_and_steps_like_a_terminal() {
    let room = WebRoom::open();
    room.go(QUESTION);
    let (mut guest, code) = Guest::join(&room, &json!({"size": [100, 30]}));
    guest.until("the question", |screen| {
        screen.text().contains("Vote with 1 to 4")
    });
    assert_eq!(guest.screen.size, (100, 30));
    guest.until("its code", |screen| screen.text().contains(&code));
    guest.press("3");
    guest.until("the vote", |screen| screen.text().contains("Your vote: 3"));
    assert_eq!(room.votes().0, 1);
    guest.browser.send(&json!({"size": [70, 24]}));
    guest.until("the other size", |screen| {
        screen.size == (70, 24) && screen.text().contains("vote")
    });
    room.go(Place { lesson: 0, step: 0 });
    guest.until("the lesson of the presenter", |screen| {
        screen.text().contains("ReLU looks at one number")
    });
}

#[test]
fn a_screen_is_never_larger_than_the_limit() {
    let room = WebRoom::open();
    for size in [json!([100_000, 100_000]), json!(["x"]), Json::Null] {
        let (mut guest, _) = Guest::join(&room, &json!({ "size": size }));
        guest.until("a frame", |screen| screen.size != (0, 0));
        assert!([(200, 60), (80, 24)].contains(&guest.screen.size), "{size}");
    }
}

#[test]
fn a_seat_goes_on_from_the_vote_page_to_the_course_page_and_back() {
    let room = WebRoom::open();
    room.go(QUESTION);
    let mut phone = Browser::open(room.address, "/vote", &json!({}));
    let seat = phone.until("its seat", |message| message.get("seat").is_some());
    let _other = Browser::vote_page(room.address);
    phone.send(&json!({"vote": 2}));
    phone.until("its vote", |state| {
        state["vote"]["answers"][2]["own"] == true
    });
    let hello = json!({"code": seat["seat"], "size": [100, 30]});
    let (mut guest, code) = Guest::join(&room, &hello);
    assert_eq!(code, seat["seat"].as_str().unwrap());
    guest.until("the vote on the course page", |screen| {
        screen.text().contains("Your vote: 3")
    });
    let bye = phone.until("its end", |message| message.get("bye").is_some());
    assert!(bye["bye"].as_str().unwrap().contains("taken over"), "{bye}");
    let mut phone = Browser::open(room.address, "/vote", &json!({"code": code}));
    let state = phone.until("the vote page", |state| state.get("vote").is_some());
    assert_eq!(state["vote"]["answers"][2]["own"], true);
    let snapshot = room.snapshot();
    assert_eq!(snapshot.seats.len(), 2);
    assert_eq!((room.votes().0, snapshot.present()), (1, 2));
}
