//! Runs in a workshop: the models of followers repeat what the presenter runs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::time::Duration;

use relutor::app::{
    App, Appearance, Effect, JoinInfo, Key, KeyCode, LoopMode, Msg, RoomUpdate, ScrollExtent,
    Update,
};
use relutor::lab::{Lab, Run, Values};
use relutor::room::{PresenterEvent, Room, SeatEvent, SeatId};

use crate::support;

/// The presenter and one guest of a room without a network.
struct Pair {
    room: Room,
    seat: SeatId,
    presenter: App,
    guest: App,
}

impl Pair {
    /// Both at a step of a lesson.
    fn at(lesson: &str, step: &str) -> Self {
        let course = support::course();
        let lessons = &course.lessons;
        let at = lessons
            .iter()
            .position(|other| other.name == lesson)
            .unwrap();
        let steps = &lessons[at].steps;
        let step = steps.iter().position(|other| other.id == step).unwrap();
        let app = || support::app(support::course(), Appearance::default());
        let mut room = Room::new(3);
        let seat = room.join(Duration::ZERO).unwrap();
        let mut presenter = app();
        presenter.open(at, step, &Values::new()).unwrap();
        presenter.go_to_step(step);
        let guest = app().with_seat(room.view(seat).unwrap(), "K7MX".to_owned(), String::new());
        let presenter = presenter.with_hosted_room(JoinInfo::default());
        let mut pair = Self {
            room,
            seat,
            presenter,
            guest,
        };
        pair.present(Msg::Drawn(ScrollExtent::default()));
        // The join screen closes.
        pair.press(Key::char('n'));
        pair
    }

    fn present(&mut self, msg: Msg) {
        let update = self.presenter.update(msg);
        for effect in update.effects {
            if let Effect::Present(event) = effect {
                let _changed = self.room.present(event, Duration::ZERO);
                self.show();
            }
        }
    }

    fn press(&mut self, key: Key) {
        self.present(Msg::Key(key));
    }

    /// Shows the guest the room, and tells the room what the guest does then.
    fn show(&mut self) {
        let view = Box::new(self.room.view(self.seat).unwrap());
        let update = self.guest.update(Msg::Room(RoomUpdate::View(view)));
        self.take(update);
    }

    fn take(&mut self, update: Update) {
        for effect in update.effects {
            if let Effect::Seat(event) = effect {
                let _changed = self.room.update(self.seat, event, Duration::ZERO);
            }
        }
    }

    fn guest_presses(&mut self, key: Key) {
        let update = self.guest.update(Msg::Key(key));
        self.take(update);
    }

    /// Runs the presenter's model for so many frames.
    fn run_presenter(&mut self, frames: usize) {
        for _ in 0..frames {
            let elapsed = Duration::from_millis(40);
            self.present(Msg::Frame { elapsed });
        }
    }

    /// Runs the guest's model until it waits.
    fn run_guest(&mut self) {
        for _ in 0..100_000 {
            if self.guest.loop_mode() == LoopMode::Wait {
                return;
            }
            let elapsed = Duration::from_millis(40);
            let update = self.guest.update(Msg::Frame { elapsed });
            self.take(update);
        }
    }

    fn assert_same(&self) {
        let (presenter, guest) = (lab(&self.presenter), lab(&self.guest));
        assert_eq!(step(guest), step(presenter));
        assert_eq!(guest.values(), presenter.values());
        let readings = |lab: &Lab| format!("{:?}", lab.readings());
        assert_eq!(readings(guest), readings(presenter));
    }
}

fn lab(app: &App) -> &Lab {
    app.session().unwrap().lab().unwrap()
}

fn step(lab: &Lab) -> u64 {
    lab.run().map_or(0, Run::at)
}

const SPACE: Key = Key::char(' ');
const RIGHT: Key = Key::plain(KeyCode::Right);

#[test]
fn followers_run_what_the_presenter_runs_with_the_same_numbers() {
    let mut pair = Pair::at("playground", "play");
    pair.guest_presses(RIGHT);
    for key in [RIGHT, RIGHT, SPACE] {
        pair.press(key);
    }
    pair.run_presenter(20);
    assert_ne!(pair.guest.loop_mode(), LoopMode::Wait, "it runs");
    pair.press(SPACE);
    pair.run_guest();
    assert!(step(lab(&pair.presenter)) > 0);
    pair.assert_same();
    // The presenter goes on with another value, and a guest who is late catches up.
    pair.press(RIGHT);
    pair.press(SPACE);
    pair.run_presenter(20);
    pair.press(SPACE);
    pair.run_guest();
    pair.assert_same();
}

#[test]
fn a_reset_of_the_presenter_resets_the_followers() {
    let mut pair = Pair::at("playground", "play");
    pair.press(SPACE);
    pair.run_presenter(10);
    pair.press(SPACE);
    pair.run_guest();
    pair.press(Key::char('r'));
    pair.run_guest();
    assert_eq!(step(lab(&pair.presenter)), 0);
    pair.assert_same();
}

#[test]
fn a_guest_who_explores_or_comes_late_is_not_disturbed_and_catches_up() {
    let mut pair = Pair::at("playground", "play");
    let _exploring = pair
        .room
        .update(pair.seat, SeatEvent::Explore, Duration::ZERO);
    pair.show();
    pair.press(RIGHT);
    pair.press(SPACE);
    pair.run_presenter(10);
    pair.press(SPACE);
    pair.run_guest();
    assert_eq!(step(lab(&pair.guest)), 0);
    let _following = pair
        .room
        .update(pair.seat, SeatEvent::Follow, Duration::ZERO);
    pair.show();
    pair.run_guest();
    pair.assert_same();
}

#[test]
fn the_next_step_of_the_presenter_ends_the_run_of_the_room() {
    let mut pair = Pair::at("playground", "play");
    pair.press(SPACE);
    assert!(pair.room.view(pair.seat).unwrap().run.is_some());
    let elsewhere = PresenterEvent::Go {
        place: None,
        ballot: None,
    };
    let _changed = pair.room.present(elsewhere, Duration::ZERO);
    assert_eq!(pair.room.view(pair.seat).unwrap().run, None);
}
