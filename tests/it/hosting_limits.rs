//! Limits and refusals of a room over ssh: each is met by a client that breaks it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use relutor::host::Limits;
use russh::client::{Config, connect};
use russh::{Pty, kex};

use crate::hosting::{room_at_question, voter};
use crate::support;
use crate::support::ssh_guest::{AnyKey, TestRoom};

#[test]
fn a_full_room_says_so_and_a_seat_that_is_left_is_free() {
    let room = TestRoom::open(|options| options.seats = 1);
    room.go("bias-moves-the-kink", "guess");
    let mut first = voter(&room, "a");
    let mut second = room.join("b");
    assert!(second.until_end().contains("The room is full"));
    first.type_keys("q");
    assert!(first.until_end().contains("You have left the room."));
    let _third = voter(&room, "c");
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
fn a_pin_may_be_typed_slowly() {
    let room = TestRoom::open(|options| {
        options.pin = Some("4711".to_owned());
        options.limits.keepalive_interval = Duration::from_millis(50);
    });
    let config = Arc::new(Config::default());
    let connecting = connect(config, room.address(), AnyKey);
    let mut session = room.runtime.block_on(connecting).unwrap();
    std::thread::sleep(Duration::from_millis(600));
    let answering = session.authenticate_password("mina", "4711");
    let answer = room.runtime.block_on(answering).unwrap();
    assert!(answer.success(), "{answer:?}");
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
    let mut guest = voter(&room, "mina");
    guest.type_keys("\x1b[<999999999999999;1;1M\x1b[200~never ends");
    guest.type_keys(&"\x1b[".repeat(500));
    let channel = &guest.channel;
    let noise: Vec<u8> = (0..2000_u32)
        .map(|at| (at * 7919).to_le_bytes()[0])
        .collect();
    room.runtime.block_on(channel.data_bytes(noise)).unwrap();
    guest.rest(Duration::from_millis(1500));
    let _other = voter(&room, "b");
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
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).unwrap();
        // Ends when the room closes the connection.
        let mut all = Vec::new();
        let end = stream.read_to_end(&mut all);
        let is_open = end.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock);
        assert!(!is_open, "it is still open");
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
    let mut reader = room.join("jun");
    reader.until("its first screen", |screen| !screen.trim().is_empty());
    let _silent = room.join_without_reading("mina");
    // In the order in which they joined.
    let away = || {
        let seats = room.room.server().snapshot().seats;
        seats.iter().map(|seat| seat.is_away).collect::<Vec<_>>()
    };
    // Both follow the presenter, and each step draws the whole screen.
    for step in ["guess", "recall"].into_iter().cycle().take(200) {
        room.go("bias-moves-the-kink", step);
        reader.rest(Duration::from_millis(50));
        if away().contains(&true) {
            break;
        }
    }
    assert_eq!(away(), [false, true], "who reads stays");
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
    let _other = voter(&room, "b");
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
