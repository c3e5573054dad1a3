//! The screens of a workshop: join screen, votes on the projector, notes, a guest's step.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use relutor::app::{
    App, Appearance, ColorDepth, Effect, JoinInfo, Msg, QrCode, RemoteAction, RoomClock,
    RoomUpdate, ScrollExtent, ThemeChoice, Update,
};
use relutor::export;
use relutor::lab::Values;
use relutor::room::{Room, SeatEvent, SeatId, VotePhase};

use crate::support::{self, Driver};

/// The presenter and the guests of a room without a network.
pub(crate) struct Workshop {
    pub(crate) room: Room,
    pub(crate) presenter: Driver,
    seats: Vec<SeatId>,
    now: Duration,
}

fn join_info() -> JoinInfo {
    JoinInfo {
        ssh: Some("ssh -p 2222 192.168.0.14".to_owned()),
        fingerprint: Some("SHA256:hQ2vT8mXr0LzB5eKcY7nWf3uJd9aPiS1oGxR4tVbMkE".to_owned()),
        web: Some("http://192.168.0.14:8080".to_owned()),
        code: QrCode::new(25, (0..625).map(|at| at % 3 == 0).collect()),
        pin: None,
        reach: None,
        seats: 250,
    }
}

fn app_at(lesson: &str, step: &str) -> App {
    let course = support::course();
    let at = course
        .lessons
        .iter()
        .position(|other| other.name == lesson)
        .unwrap();
    let step = course.lessons[at]
        .steps
        .iter()
        .position(|other| other.id == step)
        .unwrap();
    let mut app = support::app(course, Appearance::default());
    app.open(at, step, &Values::new()).unwrap();
    app
}

impl Workshop {
    /// A room at the question of lesson 3 with so many guests, the join screen closed.
    pub(crate) fn new(guests: usize) -> Self {
        let mut app = app_at("bias-moves-the-kink", "guess").with_hosted_room(join_info());
        let told = app.update(Msg::Drawn(ScrollExtent::default()));
        let mut workshop = Self {
            room: Room::new(250),
            presenter: Driver::new(app, (120, 36)),
            seats: Vec::new(),
            now: Duration::ZERO,
        };
        workshop.handle(told);
        for _ in 0..guests {
            let seat = workshop.room.join(Duration::ZERO).unwrap();
            workshop.seats.push(seat);
        }
        workshop.show();
        workshop.press("n");
        workshop
    }

    /// Presses keys on the presenter's screen.
    pub(crate) fn press(&mut self, keys: &str) {
        for key in support::parse_keys(keys) {
            self.send(Msg::Key(key));
        }
    }

    fn send(&mut self, msg: Msg) {
        let update = self.presenter.app.update(msg);
        self.handle(update);
    }

    /// Carries out the effects of the presenter's app.
    fn handle(&mut self, update: Update) {
        for effect in update.effects {
            if let Effect::Present(event) = effect {
                let _changed = self.room.present(event, self.now);
                self.show();
            }
        }
    }

    /// Shows the presenter the room.
    fn show(&mut self) {
        let snapshot = Box::new(self.room.snapshot());
        self.send(Msg::Room(RoomUpdate::Snapshot(snapshot)));
    }

    pub(crate) fn vote(&mut self, seat: usize, answer: usize) {
        let _changed = self
            .room
            .update(self.seats[seat], SeatEvent::Vote(answer), self.now);
        self.show();
    }

    pub(crate) fn text(&mut self) -> String {
        self.presenter.text()
    }

    /// Lets a time pass.
    fn wait(&mut self, time: Duration) {
        self.now += time;
        let _changed = self.room.tick(self.now);
        self.show();
    }

    fn phase(&self) -> VotePhase {
        self.room.snapshot().vote.unwrap().phase
    }
}

#[test]
fn the_projector_shows_no_tally_before_the_answer() {
    let mut workshop = Workshop::new(5);
    let bars = |text: &str| text.contains('█') || text.contains('░');
    for (seat, answer) in [0, 0, 2, 1].into_iter().enumerate() {
        workshop.vote(seat, answer);
        let text = workshop.text();
        assert!(text.contains(&format!("{} of 5 voted", seat + 1)), "{text}");
        assert!(!bars(&question_part(&text)), "{text}");
    }
    // Closed by the presenter, then a second round.
    workshop.press("n");
    assert_eq!(workshop.phase(), VotePhase::Closed);
    assert!(workshop.text().contains("Round 1 is closed: 4 votes."));
    assert!(!bars(&question_part(&workshop.text())));
    workshop.press(";v");
    assert_eq!(workshop.phase(), VotePhase::Open);
    for seat in 0..5 {
        workshop.vote(seat, 2);
    }
    assert_eq!(workshop.phase(), VotePhase::Closed, "everyone has voted");
    assert!(!bars(&question_part(&workshop.text())));
    workshop.wait(Duration::from_secs(2));
    workshop.press("n");
    assert_eq!(workshop.phase(), VotePhase::Revealed);
    let text = workshop.text();
    assert!(bars(&question_part(&text)), "{text}");
    assert!(
        text.contains("Right: 1 of 4 in the first vote, 5 of 5 in"),
        "{text}"
    );
    assert!(text.contains("the room's prediction"), "{text}");
    workshop.press(";t");
    assert!(!bars(&question_part(&workshop.text())), "hidden");
    workshop.press(";t");
    assert!(bars(&question_part(&workshop.text())), "shown again");
}

/// The columns of the question, left of the figures.
fn question_part(text: &str) -> String {
    let rows = text
        .lines()
        .map(|row| row.split('│').next().unwrap_or_default());
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn raised_hands_count_beside_the_votes_of_seats() {
    let mut workshop = Workshop::new(3);
    workshop.vote(0, 2);
    workshop.press("22u3");
    let vote = workshop.room.snapshot().vote.unwrap();
    let tally = vote.tally().unwrap();
    assert_eq!((tally.count(1), tally.count(2), vote.hands), (1, 2, 2));
    assert!(
        workshop.text().contains("3 of 5 voted"),
        "{}",
        workshop.text()
    );
}

#[test]
fn the_join_screen_shows_every_way_in_at_the_smallest_common_size() {
    let app = app_at("bias-moves-the-kink", "guess").with_hosted_room(join_info());
    let mut driver = Driver::new(app, (80, 24));
    let text = driver.text();
    for part in [
        "ssh -p 2222 192.168.0.14",
        "SHA256:hQ2vT8mXr0LzB5eKcY",
        "7nWf3uJd9aPiS1oGxR4tVbMkE",
        "http://192.168.0.14:8080",
        "▀",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    driver.press("n");
    assert!(driver.text().contains("relu(A + 7)"), "{}", driver.text());
}

#[test]
fn the_remote_control_works_whatever_covers_the_projector() {
    for covered in ["", "?", "/x", ",", ";"] {
        let mut workshop = Workshop::new(2);
        workshop.press(covered);
        workshop.send(Msg::Remote(RemoteAction::Next));
        assert_eq!(workshop.phase(), VotePhase::Closed, "{covered}");
        workshop.send(Msg::Remote(RemoteAction::ChangeRound));
        assert_eq!(workshop.phase(), VotePhase::Open, "{covered}");
        workshop.send(Msg::Remote(RemoteAction::Next));
        workshop.send(Msg::Remote(RemoteAction::Next));
        assert_eq!(workshop.phase(), VotePhase::Revealed, "{covered}");
        workshop.send(Msg::Remote(RemoteAction::Next));
        let place = workshop.room.snapshot().place.unwrap();
        assert_eq!(place.step, 2, "{covered}");
        workshop.send(Msg::Remote(RemoteAction::Previous));
        assert_eq!(workshop.room.snapshot().place.unwrap().step, 1, "{covered}");
    }
}

#[test]
fn the_remote_control_leaves_the_join_screen_before_it_does_more() {
    let mut workshop = Workshop::new(2);
    workshop.press(";j");
    workshop.send(Msg::Remote(RemoteAction::Next));
    assert_eq!(workshop.phase(), VotePhase::Open);
    assert!(
        workshop.text().contains("0 of 2 voted"),
        "{}",
        workshop.text()
    );
}

#[test]
fn the_presenter_is_asked_before_the_room_ends_for_its_guests() {
    let mut workshop = Workshop::new(2);
    let quits = |workshop: &mut Workshop| {
        let keys = support::parse_keys("q");
        let update = workshop.presenter.app.update(Msg::Key(keys[0]));
        update.effects.contains(&Effect::Quit)
    };
    assert!(!quits(&mut workshop));
    let text = workshop.presenter.text();
    assert!(text.contains("End the room for 2 seats? q again"), "{text}");
    assert!(quits(&mut workshop));
    assert!(quits(&mut Workshop::new(0)), "nobody is there");
    // Esc takes the question away and does nothing else.
    let mut workshop = Workshop::new(2);
    let before = workshop.text();
    workshop.press("q<Esc>");
    assert_eq!(workshop.text(), before);
    assert!(!quits(&mut workshop), "it is asked again");
}

#[test]
fn a_key_for_the_end_of_a_round_that_has_just_ended_shows_no_answer() {
    for keys in ["n", ";v"] {
        let mut workshop = Workshop::new(3);
        for seat in 0..3 {
            workshop.vote(seat, 2);
        }
        workshop.wait(Duration::from_millis(150));
        workshop.press(keys);
        let vote = workshop.room.snapshot().vote.unwrap();
        assert_eq!((vote.phase, vote.round), (VotePhase::Closed, 1), "{keys}");
        let text = workshop.text();
        assert!(text.contains("Round 1 is closed."), "{text}");
        workshop.send(Msg::Remote(RemoteAction::Next));
        assert_eq!(workshop.phase(), VotePhase::Closed, "the remote control");
        workshop.wait(Duration::from_secs(1));
        workshop.press("n");
        assert_eq!(workshop.phase(), VotePhase::Revealed);
    }
}

#[test]
fn two_votes_are_shown_as_bars_on_no_screen() {
    let bars = |text: &str| text.contains('█') || text.contains('░');
    let mut workshop = Workshop::new(3);
    workshop.vote(0, 0);
    workshop.vote(1, 2);
    workshop.press("nn");
    assert_eq!(workshop.phase(), VotePhase::Revealed);
    let text = workshop.text();
    assert!(!bars(&question_part(&text)), "{text}");
    assert!(!text.contains("the room's prediction"), "{text}");
    assert!(text.contains("Fewer than three voted"), "{text}");
    let clock = RoomClock {
        elapsed: Duration::from_secs(100),
        time: (9, 5),
    };
    let app = support::app(support::course(), Appearance::default());
    let app = app.with_notes(workshop.room.snapshot(), clock, "ABCDEFGH".to_owned());
    let text = Driver::new(app, (80, 60)).text();
    assert!(!bars(&text), "{text}");
    assert!(text.contains("Fewer than three voted"), "{text}");
}

#[test]
fn the_notes_are_scrolled_by_keys_and_show_raised_hands_in_their_title() {
    let mut workshop = Workshop::new(3);
    let raise = SeatEvent::RaiseHand(true);
    let _changed = workshop.room.update(workshop.seats[1], raise, workshop.now);
    let clock = RoomClock {
        elapsed: Duration::from_secs(100),
        time: (9, 5),
    };
    let app = support::app(support::course(), Appearance::default());
    let app = app.with_notes(workshop.room.snapshot(), clock, "ABCDEFGH".to_owned());
    let mut driver = Driver::new(app, (80, 24));
    let top = driver.text();
    assert!(top.lines().next().unwrap().contains("1 hand up"), "{top}");
    assert!(!top.contains("ABCDEFGH"), "{top}");
    for down in ["<Down>", "j"] {
        for _ in 0..20 {
            driver.press(down);
        }
        let end = driver.text();
        assert!(end.contains("Next: step 3"), "{down}: {end}");
        let up = if down == "j" { "k" } else { "<Up>" };
        for _ in 0..20 {
            driver.press(up);
        }
        assert_eq!(driver.text(), top, "{up}");
    }
    driver.press("?");
    assert!(driver.text().contains("scroll"), "{}", driver.text());
}

#[test]
fn a_guest_sees_the_next_round_and_the_vote_that_the_room_counts() {
    let mut workshop = Workshop::new(3);
    let seat = workshop.seats[0];
    let view = |workshop: &Workshop| workshop.room.view(seat).unwrap();
    let app = app_at("bias-moves-the-kink", "guess");
    let guest = app.with_seat(view(&workshop), "K7MX".to_owned(), String::new());
    let mut driver = Driver::new(guest, (100, 30));
    let act = |workshop: &mut Workshop, driver: &mut Driver, event: SeatEvent| {
        let _changed = workshop.room.update(seat, event, workshop.now);
        let view = Box::new(workshop.room.view(seat).unwrap());
        let _update = driver.app.update(Msg::Room(RoomUpdate::View(view)));
    };
    act(&mut workshop, &mut driver, SeatEvent::Vote(1));
    act(&mut workshop, &mut driver, SeatEvent::Explore);
    driver.press("1");
    assert!(driver.text().contains("your prediction"));
    act(&mut workshop, &mut driver, SeatEvent::Follow);
    let text = driver.text();
    assert!(text.contains("Your vote: 2."), "{text}");
    workshop.press("n;v");
    let again = Box::new(view(&workshop));
    let _update = driver.app.update(Msg::Room(RoomUpdate::View(again)));
    let text = driver.text();
    assert!(
        text.contains("Round 2: vote again after talking."),
        "{text}"
    );
}

#[test]
fn a_round_without_votes_may_be_opened_again() {
    let mut workshop = Workshop::new(2);
    workshop.press("n");
    assert_eq!(workshop.phase(), VotePhase::Closed);
    workshop.press(";v");
    assert_eq!(workshop.phase(), VotePhase::Open);
}

#[test]
fn everyone_is_brought_here_after_a_notice() {
    let mut workshop = Workshop::new(2);
    let seat = workshop.seats[0];
    let _changed = workshop.room.update(seat, SeatEvent::Explore, workshop.now);
    let app = app_at("bias-moves-the-kink", "guess");
    let view = workshop.room.view(seat).unwrap();
    let mut guest = app.with_seat(view, "K7MX".to_owned(), "ssh K7MX@host".to_owned());
    workshop.press(";g");
    let show = |workshop: &Workshop, guest: &mut App| {
        let view = Box::new(workshop.room.view(seat).unwrap());
        let _update = guest.update(Msg::Room(RoomUpdate::View(view)));
    };
    show(&workshop, &mut guest);
    let mut driver = Driver::new(guest, (100, 30));
    assert!(
        driver.text().contains("in three seconds"),
        "{}",
        driver.text()
    );
    assert!(driver.text().contains("exploring"));
    let _changed = workshop.room.tick(Duration::from_secs(3));
    show(&workshop, &mut driver.app);
    assert!(driver.text().contains("following"), "{}", driver.text());
}

#[test]
fn the_notes_show_the_vote_with_its_misconceptions_and_the_hands() {
    let mut workshop = Workshop::new(4);
    for (seat, answer) in [0, 0, 2].into_iter().enumerate() {
        workshop.vote(seat, answer);
    }
    workshop.now = Duration::from_secs(60);
    let raise = SeatEvent::RaiseHand(true);
    let _changed = workshop.room.update(workshop.seats[3], raise, workshop.now);
    let clock = RoomClock {
        elapsed: Duration::from_secs(100),
        time: (9, 5),
    };
    for size in [(120, 36), (80, 40)] {
        let app = support::app(support::course(), Appearance::default());
        let app = app.with_notes(workshop.room.snapshot(), clock, "ABCDEFGH".to_owned());
        let text = Driver::new(app, size).text();
        for part in [
            "09:05",
            "round 1 open: 3 of 4 voted",
            "They may think:",
            "raises a hand, 0:40",
        ] {
            assert!(text.contains(part), "{part} at {size:?}:\n{text}");
        }
    }
}

/// The picture of an app, as `relutor export` draws it.
fn picture(app: App, theme: ThemeChoice) -> String {
    let mut app = app;
    app.set_appearance(Appearance {
        theme,
        depth: ColorDepth::True,
        heavy: false,
        ..Appearance::default()
    });
    let mut driver = Driver::new(app, (110, 32));
    driver.draw();
    export::picture(&driver.app, driver.size, "relutor in a workshop")
}

#[test]
fn the_pictures_of_a_workshop_are_up_to_date() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let mut stale = Vec::new();
    for (theme, name) in [(ThemeChoice::Dark, "dark"), (ThemeChoice::Light, "light")] {
        let mut workshop = Workshop::new(24);
        let votes = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3, 0];
        for (seat, answer) in votes.into_iter().enumerate() {
            workshop.vote(seat, answer);
        }
        let clock = RoomClock {
            elapsed: Duration::from_secs(44 * 60),
            time: (10, 46),
        };
        let notes = support::app(support::course(), Appearance::default());
        let notes = notes.with_notes(workshop.room.snapshot(), clock, "K7MXR3QT".to_owned());
        for (part, app) in [("projector", workshop.presenter.app), ("notes", notes)] {
            let file = format!("workshop-{part}-{name}.svg");
            let now = picture(app, theme);
            let path = assets.join(&file);
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, now).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != now {
                stale.push(file);
            }
        }
    }
    assert!(
        stale.is_empty(),
        "{stale:?} differ; UPDATE=1 draws them anew"
    );
}

#[test]
fn the_keys_of_the_notes_are_those_of_the_remote_control() {
    let workshop = Workshop::new(2);
    let app = support::app(support::course(), Appearance::default());
    let clock = RoomClock::default();
    let mut notes = app.with_notes(workshop.room.snapshot(), clock, "ABCDEFGH".to_owned());
    let mut press = |keys: &str| {
        let mut effects = Vec::new();
        for key in support::parse_keys(keys) {
            effects.extend(notes.update(Msg::Key(key)).effects);
        }
        effects
    };
    assert_eq!(press("n"), [Effect::Remote(RemoteAction::Next)]);
    assert_eq!(press("p"), [Effect::Remote(RemoteAction::Previous)]);
    assert_eq!(press(";v"), [Effect::Remote(RemoteAction::ChangeRound)]);
    assert_eq!(press(";g"), [Effect::Remote(RemoteAction::Gather)]);
    // Nothing else acts on the course.
    assert_eq!(press("1234u<Right>x=ry"), []);
}

#[test]
fn no_vote_counts_on_a_screen_that_is_too_small_for_the_question() {
    let workshop = Workshop::new(2);
    let view = workshop.room.view(workshop.seats[0]).unwrap();
    let app = app_at("bias-moves-the-kink", "guess");
    let guest = app.with_seat(view, "K7MX".to_owned(), String::new());
    let page = "http://192.168.0.14:8080/#K7MX";
    let guest = guest.with_vote_page(Some(page.to_owned()));
    let votes = |app: &mut App| {
        let update = app.update(Msg::Key(support::parse_keys("1")[0]));
        let vote = Effect::Seat(SeatEvent::Vote(0));
        update.effects.contains(&vote)
    };
    let mut driver = Driver::new(guest, (60, 16));
    let text = driver.text();
    assert!(text.contains(page), "{text}");
    assert!(!votes(&mut driver.app));
    let mut driver = Driver::new(driver.app, (100, 30));
    let _drawn = driver.text();
    assert!(votes(&mut driver.app));
}

#[test]
fn the_join_screen_counts_the_seats_of_who_is_away() {
    let mut workshop = Workshop::new(3);
    for seat in workshop.seats.clone() {
        let _changed = workshop.room.update(seat, SeatEvent::Away, workshop.now);
    }
    workshop.show();
    workshop.press(";j");
    let text = workshop.text();
    assert!(text.contains("3 seats joined, 3 away"), "{text}");
}
