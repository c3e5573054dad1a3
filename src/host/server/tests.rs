use std::net::Ipv4Addr;

use super::*;
use crate::host::limits::Limits;
use crate::lesson::{self, CourseSource};
use crate::locale::Lang;
use crate::terminal::EventQueue;

/// A room with four seats, two of them for one address.
fn server(queue: &EventQueue) -> Arc<Server> {
    let options = HostOptions {
        addresses: vec![Ipv4Addr::UNSPECIFIED.into()],
        port: None,
        web: None,
        name: None,
        seats: 4,
        seats_of_address: 2,
        pin: None,
        course: Arc::new(lesson::load(&CourseSource::Builtin).unwrap()),
        lang: Lang::english(),
        seed: None,
        saved: None,
        limits: Limits::default(),
        state_folder: None,
        time_of_day: || (10, 46),
    };
    Arc::new(Server::new(options, JoinInfo::default(), queue.sender()))
}

fn address(last: u8) -> IpAddr {
    Ipv4Addr::new(192, 168, 0, last).into()
}

#[test]
fn one_address_leaves_seats_for_others_and_the_presenter_is_told_once() {
    let queue = EventQueue::new();
    let server = server(&queue);
    let join = |last: u8| server.vote_seat(None, address(last));
    let _first = (join(7).unwrap(), join(7).unwrap());
    let full = NoSeat::Address { seats: 2 };
    assert_eq!(join(7).err(), Some(full));
    let notice = server.lock().notice.take();
    assert!(notice.is_some());
    for _ in 0..10 {
        assert_eq!(join(7).err(), Some(full));
    }
    assert_eq!(server.lock().notice, None, "it is told once a minute");
    let mapped = Ipv4Addr::new(192, 168, 0, 7).to_ipv6_mapped();
    assert_eq!(server.vote_seat(None, mapped.into()).err(), Some(full));
    let _others = (join(8).unwrap(), join(9).unwrap());
    let room = NoSeat::Room(RoomFull { seats: 4 });
    assert_eq!(join(10).err(), Some(room));
}

#[test]
fn guests_of_this_machine_may_have_every_seat() {
    let queue = EventQueue::new();
    let server = server(&queue);
    let local = IpAddr::from(Ipv4Addr::LOCALHOST);
    let seats: Vec<_> = (0..4).map(|_| server.vote_seat(None, local)).collect();
    assert!(seats.iter().all(Result::is_ok));
}

#[test]
fn an_address_that_comes_and_goes_takes_no_seat_of_a_guest_who_is_away() {
    let queue = EventQueue::new();
    let server = server(&queue);
    let away = server.vote_seat(None, address(8)).unwrap();
    let code = away.code();
    drop(away);
    for _ in 0..20 {
        drop(server.vote_seat(None, address(7)).unwrap());
    }
    assert_eq!(server.snapshot().seats.len(), 3);
    let back = server.vote_seat(Some(code), address(9)).unwrap();
    assert_eq!(back.code(), code);
}
