//! Rooms over ssh: joining, following, votes, limits and refusals, with russh's own client.

use std::time::Duration;

use relutor::host::{HostOptions, Limits, NotesAccess, SavedHost};
use relutor::locale::{Lang, Words};
use relutor::room::{Ballot, Place, PresenterEvent, VotePhase};

use crate::support;
use crate::support::ssh_guest::{TestGuest, TestRoom};

/// A room at the question of lesson 3.
pub(crate) fn room_at_question() -> TestRoom {
    let room = TestRoom::open(|_| {});
    room.go("bias-moves-the-kink", "guess");
    room
}

/// A guest at the question whose vote is open.
pub(crate) fn voter<'a>(room: &'a TestRoom, user: &str) -> TestGuest<'a> {
    let mut guest = room.join(user);
    guest.until_shows("Vote with 1 to 4.");
    guest
}

fn show_answer(room: &TestRoom) {
    let server = room.room.server();
    let _closed = server.present(PresenterEvent::CloseVote);
    let _revealed = server.present(PresenterEvent::Reveal);
}

#[test]
fn a_guest_follows_the_presenter_through_the_course() {
    let room = room_at_question();
    let mut guest = voter(&room, "mina");
    assert!(guest.text().contains("following"), "{}", guest.text());
    room.go("bias-moves-the-kink", "earlier");
    guest.until_shows("step 3 of 8");
    room.go("interaction", "guess-separate");
    guest.until_shows("2 Interaction");
}

#[test]
fn votes_count_and_no_guest_sees_them_before_the_answer() {
    let room = room_at_question();
    let mut guests = [room.join("a"), room.join("b"), room.join("c")];
    for guest in &mut guests {
        guest.until_shows("Vote with 1 to 4.");
    }
    guests[0].type_keys("1");
    guests[1].type_keys("3");
    guests[0].until_shows("Your vote: 1.");
    guests[1].until_shows("Your vote: 3.");
    let vote = room.room.server().snapshot().vote.unwrap();
    assert_eq!((vote.tally(), vote.voted), (None, 2), "two tell too much");
    guests[2].rest(Duration::from_millis(200));
    for text in ["Right:", "1 of 3", "2 of 3"] {
        assert!(!guests[2].text().contains(text), "{}", guests[2].text());
    }
    guests[2].type_keys("3");
    guests[2].until_shows("The vote is closed.");
    show_answer(&room);
    guests[0].until_shows("your prediction");
    guests[1].until_shows("Yes. Ask when the sum is zero");
}

#[test]
fn who_did_not_vote_sees_the_answer_as_skipped() {
    let room = room_at_question();
    let mut guest = voter(&room, "mina");
    show_answer(&room);
    guest.until_shows("Ask when the sum is zero");
    assert!(
        !guest.text().contains("your prediction"),
        "{}",
        guest.text()
    );
}

#[test]
fn a_step_of_ones_own_detaches_and_a_key_returns() {
    let room = room_at_question();
    let mut guest = voter(&room, "mina");
    // An open vote is not skipped.
    guest.type_keys("n");
    guest.until_shows("The answer comes after the vote.");
    guest.type_keys("p");
    guest.until_shows("You explore on your own now.");
    guest.until_shows("exploring");
    room.go("bias-moves-the-kink", "weight");
    guest.rest(Duration::from_millis(200));
    assert!(guest.text().contains("step 1 of 8"), "{}", guest.text());
    guest.type_keys(";f");
    guest.until_shows("step 4 of 8");
    guest.until_shows("following");
}

#[test]
fn turning_a_control_does_not_detach() {
    let room = TestRoom::open(|_| {});
    room.go("bias-moves-the-kink", "earlier");
    let mut guest = room.join("mina");
    guest.until_shows("step 3 of 8");
    guest.type_keys("\x1b[D\x1b[D");
    guest.until("the bias is turned", |text| !text.contains("A + 7)"));
    assert!(guest.text().contains("following"), "{}", guest.text());
}

#[test]
fn keys_typed_with_hangul_reach_the_room() {
    let room = room_at_question();
    let mut guest = voter(&room, "mina");
    // The keys `;a`, then `;f`, of the two-set layout.
    guest.type_keys(";ㅁ");
    guest.until_shows("hand up");
    guest.type_keys(";ㄹ");
    guest.until_shows("exploring");
}

#[test]
fn a_name_is_shown_to_the_presenter_alone_and_may_not_control_a_terminal() {
    let room = room_at_question();
    let mut guest = voter(&room, "mina");
    guest.type_keys(";n");
    guest.until_shows("your name");
    guest.type_keys("a b\r");
    guest.until_shows("No blanks in a name");
    guest.type_keys("\x7f\x7f\x7f민아\r");
    guest.until("the input is closed", |text| !text.contains("your name"));
    let seats = room.room.server().snapshot().seats;
    assert_eq!(seats[0].name.as_ref().unwrap().as_str(), "민아");
}

#[test]
fn a_guest_returns_to_the_seat_by_its_code() {
    let room = room_at_question();
    let mut guest = voter(&room, "mina");
    guest.type_keys("2");
    guest.until_shows("Your vote: 2.");
    let text = guest.text();
    let code = text.split("following · ").nth(1).unwrap();
    let code: String = code.chars().take(4).collect();
    drop(guest);
    // The room notices that the connection is gone.
    let is_away = || room.room.server().snapshot().seats[0].is_away;
    while !is_away() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut again = room.join(&code.to_lowercase());
    again.until_shows("Your vote: 2.");
    let snapshot = room.room.server().snapshot();
    assert_eq!(
        (snapshot.seats.len(), snapshot.seats[0].is_away),
        (1, false)
    );
    // A second connection with the code takes the seat over.
    let mut other = room.join(&code);
    other.until_shows("Your vote: 2.");
    assert!(again.until_end().contains("taken over"));
}

#[test]
fn the_end_of_the_room_is_told_to_everyone() {
    let room = room_at_question();
    let mut guest = voter(&room, "a");
    room.room.server().end();
    assert!(
        guest
            .until_end()
            .contains("The presenter has ended the room.")
    );
}

#[test]
fn the_notes_need_their_token_and_drive_the_room() {
    let folder = tempfile::tempdir().unwrap();
    let room = TestRoom::open(|options| {
        options.state_folder = Some(folder.path().to_owned());
    });
    room.go("bias-moves-the-kink", "guess");
    assert!(room.try_connect("notes", None).is_none());
    assert!(room.try_connect("notes", Some("AAAAAAAA")).is_none());
    let file = NotesAccess::read(folder.path(), room.room.port().unwrap())
        .unwrap()
        .unwrap();
    let mut notes = room.connect("notes", Some(&file.token.to_lowercase()));
    notes.open_shell(100, 30);
    notes.until_shows("10:46");
    notes.until_shows("round 1 open");
    let guest = voter(&room, "mina");
    guest.type_keys("1");
    notes.until_shows("They may think:");
    assert_eq!(
        room.room.server().snapshot().seats.len(),
        1,
        "notes take no seat"
    );
    let port = room.room.port().unwrap();
    drop(room);
    assert_eq!(NotesAccess::read(folder.path(), port).unwrap(), None);
}

#[test]
fn a_room_goes_on_after_its_presenters_program_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let keep = |options: &mut HostOptions| options.state_folder = Some(folder.path().to_owned());
    let room = TestRoom::open(keep);
    room.go("bias-moves-the-kink", "guess");
    let mut guests = [room.join("a"), room.join("b"), room.join("c")];
    let mut codes = Vec::new();
    for guest in &mut guests {
        guest.until_shows("Vote with 1 to 4.");
        codes.push(seat_code(&guest.text()));
    }
    for (guest, answer) in guests.iter().zip(["1", "3", "3"]) {
        guest.type_keys(answer);
    }
    guests[0].until_shows("The vote is closed.");
    let course = support::course();
    let kept = || SavedHost::read(folder.path(), 0, &course).unwrap();
    let is_whole = |saved: &SavedHost| saved.room.votes.iter().any(|vote| !vote.tallies.is_empty());
    while !kept().as_ref().is_some_and(is_whole) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let file = NotesAccess::read(folder.path(), room.room.port().unwrap());
    let first_token = file.unwrap().unwrap().token;
    drop(room);

    let saved = kept();
    let again = TestRoom::open(|options| {
        keep(options);
        options.saved = saved;
    });
    let snapshot = again.room.server().snapshot();
    assert!(snapshot.seats.iter().all(|seat| seat.is_away));
    let file = NotesAccess::read(folder.path(), again.room.port().unwrap());
    let token = file.unwrap().unwrap().token;
    assert_eq!(token, first_token, "the notes need no other one");
    let vote = snapshot.vote.unwrap();
    let tally = vote.tally().unwrap();
    assert_eq!(
        (vote.phase, tally.count(0), tally.count(2)),
        (VotePhase::Closed, 1, 2)
    );
    let mut returned = again.join(&codes[1]);
    returned.until_shows("The vote is closed.");
    assert!(returned.text().contains(&codes[1]), "{}", returned.text());
    assert_eq!(again.room.server().snapshot().seats.len(), 3);
}

/// The code of the seat whose screen has this text.
fn seat_code(text: &str) -> String {
    let code = text.split("following · ").nth(1);
    code.unwrap_or_default().chars().take(4).collect()
}

#[test]
fn a_seat_that_is_away_for_long_keeps_its_answers() {
    let limits = Limits {
        away_time: Duration::from_millis(50),
        ..Limits::default()
    };
    let room = TestRoom::open(|options| options.limits = limits);
    room.go("bias-moves-the-kink", "guess");
    let mut guest = voter(&room, "a");
    guest.type_keys(";f");
    guest.until_shows("exploring");
    guest.type_keys("3");
    guest.until_shows("Yes. Ask when the sum is zero");
    let text = guest.text().replace("exploring", "following");
    let code = seat_code(&text);
    drop(guest);
    while !room.room.server().snapshot().seats[0].is_away {
        std::thread::sleep(Duration::from_millis(5));
    }
    // Its models are gone after this, its answers are not.
    std::thread::sleep(Duration::from_millis(300));
    let mut again = room.join(&code);
    again.until_shows("Yes. Ask when the sum is zero");
    assert_eq!(room.room.server().snapshot().seats.len(), 1);
}

#[test]
fn a_code_that_no_seat_has_gives_a_new_seat_and_says_so() {
    let room = room_at_question();
    let mut guest = room.join("K7MX");
    guest.until_shows("No seat has the code K7MX.");
    // A short name of an account is no code.
    let mut other = room.join("anna");
    other.until_shows("Vote with 1 to 4.");
    assert!(!other.text().contains("No seat"), "{}", other.text());
}

#[test]
fn the_report_has_the_votes_of_each_round_and_no_names() {
    let room = TestRoom::open(|_| {});
    room.go("bias-moves-the-kink", "guess");
    let mut guests = [room.join("a"), room.join("b"), room.join("c")];
    for guest in &mut guests {
        guest.until_shows("Vote with 1 to 4.");
    }
    for guest in &guests {
        guest.type_keys(";nMina\r");
        guest.type_keys("1");
    }
    for guest in &mut guests {
        guest.until_shows("The vote is closed.");
    }
    let _again = room.room.server().present(PresenterEvent::VoteAgain);
    for guest in &mut guests {
        guest.until_shows("Vote with 1 to 4.");
        guest.type_keys("3");
    }
    guests[0].until_shows("The vote is closed.");
    show_answer(&room);
    let words = Words::load(&Lang::english()).unwrap();
    let report = room.room.report(&words);
    assert!(report.contains("1. At A = 7: 3 → 0"), "{report}");
    assert!(
        report.contains("3. At A = −7 **(right)**: 0 → 3"),
        "{report}"
    );
    assert!(!report.contains("Mina"), "{report}");
}

#[test]
fn the_report_names_the_questions_before_the_course_by_their_title() {
    let room = TestRoom::open(|_| {});
    let place = Some(Place {
        lesson: support::course().lessons.len(),
        step: 0,
    });
    let ballot = Some(Ballot {
        answers: 4,
        right: 0,
    });
    let go = PresenterEvent::Go { place, ballot };
    let _there = room.room.server().present(go);
    let _counted = room.room.server().present(PresenterEvent::CountHand(0));
    let words = Words::load(&Lang::english()).unwrap();
    let report = room.room.report(&words);
    assert!(report.contains("· Step 1 of"), "{report}");
    assert!(!report.contains("Lesson 0"), "{report}");
}
