//! Rooms over ssh: joining, following, votes, limits and refusals, with russh's own client.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use relutor::host::{HostOptions, Limits, RoomFile, SavedHost};
use relutor::locale::{Lang, Words};
use relutor::room::{PresenterEvent, VotePhase};
use russh::client::{Config, connect};
use russh::{Pty, kex};

use crate::support;
use crate::support::ssh_guest::{AnyKey, TestRoom};

fn room_at_question() -> TestRoom {
    let room = TestRoom::open(|_| {});
    room.go("bias-moves-the-kink", "guess");
    room
}

fn show_answer(room: &TestRoom) {
    let server = room.room.server();
    let _closed = server.present(PresenterEvent::CloseVote);
    let _revealed = server.present(PresenterEvent::Reveal);
}

#[test]
fn a_guest_follows_the_presenter_through_the_course() {
    let room = room_at_question();
    let mut guest = room.join("mina");
    guest.until_shows("Vote with 1 to 4.");
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
    let tally = vote.tally().unwrap();
    assert_eq!((tally.count(0), tally.count(2), vote.voted), (1, 1, 2));
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
    let mut guest = room.join("mina");
    guest.until_shows("Vote with 1 to 4.");
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
    let mut guest = room.join("mina");
    guest.until_shows("Vote with 1 to 4.");
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
    let mut guest = room.join("mina");
    guest.until_shows("Vote with 1 to 4.");
    // The keys `;a`, then `;f`, of the two-set layout.
    guest.type_keys(";ㅁ");
    guest.until_shows("hand up");
    guest.type_keys(";ㄹ");
    guest.until_shows("exploring");
}

#[test]
fn a_name_is_shown_to_the_presenter_alone_and_may_not_control_a_terminal() {
    let room = room_at_question();
    let mut guest = room.join("mina");
    guest.until_shows("Vote with 1 to 4.");
    guest.type_keys(";n");
    guest.until_shows("your name");
    guest.type_keys("a b\r");
    guest.until_shows("A name may not have");
    guest.type_keys("\x7f\x7f\x7f민아\r");
    guest.until("the input is closed", |text| !text.contains("your name"));
    let seats = room.room.server().snapshot().seats;
    assert_eq!(seats[0].name.as_ref().unwrap().as_str(), "민아");
}

#[test]
fn a_guest_returns_to_the_seat_by_its_code() {
    let room = room_at_question();
    let mut guest = room.join("mina");
    guest.until_shows("Vote with 1 to 4.");
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
fn a_full_room_says_so_and_a_seat_that_is_left_is_free() {
    let room = TestRoom::open(|options| options.seats = 1);
    room.go("bias-moves-the-kink", "guess");
    let mut first = room.join("a");
    first.until_shows("Vote with 1 to 4.");
    let mut second = room.join("b");
    assert!(second.until_end().contains("The room is full"));
    first.type_keys("q");
    assert!(first.until_end().contains("You have left the room."));
    let mut third = room.join("c");
    third.until_shows("Vote with 1 to 4.");
}

#[test]
fn the_end_of_the_room_is_told_to_everyone() {
    let room = room_at_question();
    let mut guest = room.join("a");
    guest.until_shows("Vote with 1 to 4.");
    room.room.server().end();
    assert!(
        guest
            .until_end()
            .contains("The presenter has ended the room.")
    );
}

#[test]
fn a_guest_reaches_no_file_of_the_presenters_machine() {
    let room = TestRoom::open(|_| {});
    room.go("playground", "play");
    let mut guest = room.join("mina");
    guest.until_shows("Controls");
    guest.type_keys("\t\to/etc/passwd\r");
    guest.until_shows("Files cannot be read in a shared room");
}

#[test]
fn a_pin_lets_only_those_in_who_know_it() {
    let room = TestRoom::open(|options| options.pin = Some("4711".to_owned()));
    assert!(room.try_connect("mina", None).is_none());
    assert!(room.try_connect("mina", Some("4712")).is_none());
    let mut guest = room.connect("mina", Some("4711"));
    guest.open_shell(100, 30);
    guest.until_shows("relutor");
    // After five wrong tries, an address is refused even with the right PIN.
    for _ in 0..4 {
        assert!(room.try_connect("mina", Some("0000")).is_none());
    }
    assert!(room.try_connect("mina", Some("4711")).is_none());
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
    let file = RoomFile::read(folder.path(), room.room.port().unwrap())
        .unwrap()
        .unwrap();
    let mut notes = room.connect("notes", Some(&file.token.to_lowercase()));
    notes.open_shell(100, 30);
    notes.until_shows("10:46");
    notes.until_shows("round 1 open");
    let mut guest = room.join("mina");
    guest.until_shows("Vote with 1 to 4.");
    guest.type_keys("1");
    notes.until_shows("They may think:");
    assert_eq!(
        room.room.server().snapshot().seats.len(),
        1,
        "notes take no seat"
    );
    let port = room.room.port().unwrap();
    drop(room);
    assert_eq!(RoomFile::read(folder.path(), port).unwrap(), None);
}

#[test]
fn the_host_key_stays_the_same_between_rooms() {
    let folder = tempfile::tempdir().unwrap();
    let fingerprint = || {
        let room = TestRoom::open(|options| {
            options.state_folder = Some(folder.path().to_owned());
        });
        room.room.join_info().fingerprint.clone().unwrap()
    };
    let first = fingerprint();
    assert!(first.starts_with("SHA256:"), "{first}");
    assert_eq!(fingerprint(), first);
}

#[test]
fn commands_files_and_forwarding_are_refused() {
    let room = room_at_question();
    let mut command = room.connect("mina", None);
    room.runtime
        .block_on(command.channel.exec(true, "cat /etc/passwd"))
        .unwrap();
    assert!(command.until_end().contains("only its course"));

    let mut files = room.connect("mina", None);
    room.runtime
        .block_on(files.channel.request_subsystem(true, "sftp"))
        .unwrap();
    assert!(files.until_end().contains("only its course"));

    let mut without_terminal = room.connect("mina", None);
    room.runtime
        .block_on(without_terminal.channel.request_shell(true))
        .unwrap();
    assert!(without_terminal.until_end().contains("only its course"));

    let mut forwarding = room.connect("mina", None);
    room.runtime.block_on(async {
        let session = &mut forwarding.session;
        assert!(
            session.channel_open_session().await.is_err(),
            "a second channel"
        );
        let tunnel = session
            .channel_open_direct_tcpip("127.0.0.1", 80, "127.0.0.1", 1)
            .await;
        assert!(tunnel.is_err(), "-L");
        assert!(session.tcpip_forward("127.0.0.1", 0).await.is_err(), "-R");
    });
}

#[test]
fn any_size_of_a_screen_is_drawn() {
    let room = room_at_question();
    for (columns, rows) in [(0, 0), (1, 1), (u32::MAX, u32::MAX), (200, 60)] {
        let mut guest = room.connect("mina", None);
        guest.open_shell(columns, rows);
        let drawn = |guest: &support::ssh_guest::TestGuest<'_>| !guest.bytes.is_empty();
        while !drawn(&guest) {
            guest.rest(Duration::from_millis(20));
        }
        let channel = &guest.channel;
        room.runtime
            .block_on(channel.window_change(3, 70_000, 0, 0))
            .unwrap();
        guest.rest(Duration::from_millis(50));
        room.runtime
            .block_on(guest.channel.window_change(100, 30, 0, 0))
            .unwrap();
        guest.until_shows("Vote with 1 to 4.");
    }
}

#[test]
fn broken_input_does_no_harm() {
    let room = room_at_question();
    let mut guest = room.join("mina");
    guest.until_shows("Vote with 1 to 4.");
    guest.type_keys("\x1b[<999999999999999;1;1M\x1b[200~never ends");
    guest.type_keys(&"\x1b[".repeat(500));
    let channel = &guest.channel;
    let noise: Vec<u8> = (0..2000_u32)
        .map(|at| (at * 7919).to_le_bytes()[0])
        .collect();
    room.runtime.block_on(channel.data_bytes(noise)).unwrap();
    guest.rest(Duration::from_millis(1500));
    let mut other = room.join("b");
    other.until_shows("Vote with 1 to 4.");
}

#[test]
fn a_client_that_is_silent_is_disconnected() {
    let limits = Limits {
        handshake_time: Duration::from_millis(100),
        ..Limits::default()
    };
    let room = TestRoom::open(|options| options.limits = limits);
    let mut silent = TcpStream::connect(room.address()).unwrap();
    let mut greeted = TcpStream::connect(room.address()).unwrap();
    greeted.write_all(b"SSH-2.0-silent\r\n").unwrap();
    for stream in [&mut silent, &mut greeted] {
        // Ends when the room closes the connection.
        let mut all = Vec::new();
        let _end = stream.read_to_end(&mut all);
        assert!(all.starts_with(b"SSH-2.0-"));
    }
}

#[test]
fn a_client_that_does_not_read_is_disconnected() {
    let limits = Limits {
        stalled_time: Duration::from_millis(300),
        ..Limits::default()
    };
    let room = TestRoom::open(|options| options.limits = limits);
    room.go("bias-moves-the-kink", "guess");
    let guest = room.join("mina");
    // Each of these keys draws the whole screen; nothing is received.
    let mut is_gone = false;
    for _ in 0..2000 {
        let channel = &guest.channel;
        let sent = room.runtime.block_on(channel.data_bytes(b"??".to_vec()));
        is_gone = sent.is_err()
            || room
                .room
                .server()
                .snapshot()
                .seats
                .iter()
                .all(|seat| seat.is_away);
        if is_gone {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(is_gone, "its seat is still connected");
}

#[test]
fn a_guest_who_types_nothing_is_disconnected_and_told() {
    let limits = Limits {
        idle_time: Duration::from_millis(300),
        ..Limits::default()
    };
    let room = TestRoom::open(|options| options.limits = limits);
    let mut guest = room.join("mina");
    assert!(guest.until_end().contains("nothing was typed"));
}

#[test]
fn an_address_that_connects_too_often_waits() {
    let limits = Limits {
        connections_per_second: 0.1,
        ..Limits::default()
    };
    let room = TestRoom::open(|options| {
        options.seats = 3;
        options.limits = limits;
    });
    let joined = (0..5)
        .filter(|_| room.try_connect("mina", None).is_some())
        .count();
    assert_eq!(joined, 3, "as many as there are seats");
}

#[test]
fn a_room_goes_on_after_its_presenters_program_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let keep = |options: &mut HostOptions| options.state_folder = Some(folder.path().to_owned());
    let room = TestRoom::open(keep);
    room.go("bias-moves-the-kink", "guess");
    let mut guests = [room.join("a"), room.join("b"), room.join("c")];
    let mut codes = Vec::new();
    for (guest, answer) in guests.iter_mut().zip(["1", "3", "3"]) {
        guest.until_shows("Vote with 1 to 4.");
        codes.push(seat_code(&guest.text()));
        guest.type_keys(answer);
    }
    guests[0].until_shows("The vote is closed.");
    let course = support::course();
    let kept = || SavedHost::read(folder.path(), 0, &course).unwrap();
    let is_whole = |saved: &SavedHost| saved.room.votes.iter().any(|vote| !vote.tallies.is_empty());
    while !kept().as_ref().is_some_and(is_whole) {
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(room);

    let saved = kept();
    let again = TestRoom::open(|options| {
        keep(options);
        options.saved = saved;
    });
    let snapshot = again.room.server().snapshot();
    assert!(snapshot.seats.iter().all(|seat| seat.is_away));
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
    let mut guest = room.join("a");
    guest.until_shows("Vote with 1 to 4.");
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
fn the_report_has_the_votes_of_each_round_and_no_names() {
    let room = TestRoom::open(|_| {});
    room.go("bias-moves-the-kink", "guess");
    let mut guests = [room.join("a"), room.join("b"), room.join("c")];
    for guest in &mut guests {
        guest.until_shows("Vote with 1 to 4.");
        guest.type_keys(";nMina\r");
        guest.type_keys("1");
    }
    guests[0].until_shows("The vote is closed.");
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
fn costly_key_exchanges_are_not_offered() {
    let room = TestRoom::open(|_| {});
    for costly in [
        kex::DH_G18_SHA512,
        kex::DH_G14_SHA256,
        kex::ECDH_SHA2_NISTP521,
    ] {
        let mut config = Config::default();
        config.preferred.kex = vec![costly].into();
        let connecting = connect(Arc::new(config), room.address(), AnyKey);
        let connected = room.runtime.block_on(connecting);
        assert!(connected.is_err(), "{costly:?}");
    }
}

#[test]
fn hundreds_of_terminal_modes_do_no_harm() {
    let room = room_at_question();
    let mut guest = room.connect("mina", None);
    let modes = vec![(Pty::ECHO, 1); 400];
    let channel = &guest.channel;
    let pty = channel.request_pty(false, "xterm", 100, 30, 0, 0, &modes);
    // The room may refuse it, or read as many as it knows.
    drop(room.runtime.block_on(pty));
    guest.rest(Duration::from_millis(100));
    let mut other = room.join("b");
    other.until_shows("Vote with 1 to 4.");
}

#[test]
fn any_number_of_variables_is_read() {
    let room = room_at_question();
    let mut guest = room.connect("mina", None);
    let channel = &guest.channel;
    for at in 0..300 {
        let name = if at % 2 == 0 { "LC_TIME" } else { "SECRET" };
        room.runtime
            .block_on(channel.set_env(false, name, "en_GB.UTF-8"))
            .unwrap();
    }
    guest.open_shell(100, 30);
    guest.until_shows("Vote with 1 to 4.");
}

#[test]
fn the_right_pin_costs_no_try() {
    let room = TestRoom::open(|options| options.pin = Some("4711".to_owned()));
    for _ in 0..8 {
        assert!(room.try_connect("mina", Some("4711")).is_some());
    }
}
