//! The pages of a room for browsers: routes and refusals, the vote page, the course page.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod browser;
mod course_page;
mod requests;
mod seats;
mod vote_page;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use relutor::app::QrCode;
use relutor::host::HostOptions;
use relutor::lesson::Activity;
use relutor::locale::{Lang, Words};
use relutor::room::{Ballot, Place, PresenterEvent, RoomSnapshot, VotePhase};

use crate::support::course;
use crate::support::ssh_guest::TestRoom;

/// A lesson and its step with a question.
const QUESTION: Place = Place { lesson: 2, step: 1 };

/// A room with pages for browsers only.
pub(super) struct WebRoom {
    room: TestRoom,
    pub(super) address: SocketAddr,
}

impl WebRoom {
    pub(super) fn open() -> Self {
        Self::open_with(|_| ())
    }

    pub(super) fn open_with(change: impl FnOnce(&mut HostOptions)) -> Self {
        let room = TestRoom::open(|options| {
            options.port = None;
            options.web = Some(0);
            options.seats = 100;
            change(options);
        });
        let address = room.room.join_info().web.as_deref().unwrap();
        let address = address.strip_prefix("http://").unwrap().parse().unwrap();
        Self { room, address }
    }

    pub(super) fn present(&self, event: PresenterEvent) {
        let _snapshot = self.room.room.server().present(event);
    }

    /// Takes the presenter to a place, and opens the vote on its question.
    pub(super) fn go(&self, place: Place) {
        let course = course();
        let lesson = course.entry(place.lesson).unwrap();
        let ballot = lesson
            .steps
            .get(place.step)
            .and_then(|step| match &step.activity {
                Activity::Question(question) => Some(Ballot {
                    answers: question.answers.len(),
                    right: question.right,
                }),
                Activity::Explore | Activity::Challenge(_) => None,
            });
        self.present(PresenterEvent::Go {
            place: Some(place),
            ballot,
        });
    }

    pub(super) fn snapshot(&self) -> RoomSnapshot {
        self.room.room.server().snapshot()
    }

    /// The number of votes so far, and the phase.
    pub(super) fn votes(&self) -> (usize, VotePhase) {
        let vote = self.snapshot().vote.unwrap();
        (vote.voted, vote.phase)
    }
}

#[test]
fn the_code_of_the_join_screen_is_the_address_of_the_page() {
    let all = vec![IpAddr::V4(Ipv4Addr::UNSPECIFIED)];
    let room = WebRoom::open_with(|options| options.addresses = all);
    let join = room.room.room.join_info();
    assert_eq!(
        read_code(join.code.as_ref().unwrap()),
        *join.web.as_ref().unwrap()
    );
    assert_eq!((&join.ssh, &join.fingerprint), (&None, &None));
}

#[test]
fn a_room_of_this_machine_alone_shows_no_code_and_announces_no_name() {
    let room = WebRoom::open_with(|options| {
        options.port = Some(0);
        options.name = Some("relutor".to_owned());
    });
    let join = room.room.room.join_info();
    assert_eq!(join.code, None);
    assert!(
        join.ssh.as_ref().unwrap().ends_with(" 127.0.0.1"),
        "{join:?}"
    );
    let words = Words::load(&Lang::english()).unwrap();
    let reach = words.format(join.reach.as_ref().unwrap());
    assert!(reach.contains("relutor host --lan"), "{reach}");
}

/// The text of a QR code, read as a camera does: from pixels with a quiet zone.
fn read_code(code: &QrCode) -> String {
    const SCALE: usize = 4;
    const ZONE: usize = 4;
    let side = SCALE * (code.size() + 2 * ZONE);
    let pixel = |x: usize, y: usize| {
        let module = |pixel: usize| (pixel / SCALE).checked_sub(ZONE);
        let is_dark = module(x)
            .zip(module(y))
            .is_some_and(|(x, y)| code.is_dark(x, y));
        if is_dark { 0 } else { 255 }
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, pixel);
    let (_, text) = image.detect_grids()[0].decode().unwrap();
    text
}
