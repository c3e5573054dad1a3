//! Attacks on a room by machines of its network: whatever they send, others still join and vote.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use relutor::host::{HostOptions, NotesAccess};
use russh::client::{Config, connect};
use tokio::time::timeout;

use crate::hosting::{room_at_question, voter};
use crate::support::ssh_guest::{AnyKey, TestRoom};

/// A room at a question, for both ssh and browsers, which admits any number of connections.
fn open_to_many(change: impl FnOnce(&mut HostOptions)) -> (TestRoom, SocketAddr) {
    let room = TestRoom::open(|options| {
        options.web = Some(0);
        options.limits.connections_per_second = 1e6;
        change(options);
    });
    room.go("bias-moves-the-kink", "guess");
    let web = room.room.join_info().web.clone().unwrap();
    let web = web.strip_prefix("http://").unwrap().parse().unwrap();
    (room, web)
}

/// Waits until something is so.
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..4000 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("{what}");
}

/// Votes from a new seat.
fn vote(room: &TestRoom, user: &str) {
    let mut guest = voter(room, user);
    guest.type_keys("2");
    guest.until("its vote", |text| {
        text.contains("Your vote: 2.") || text.contains("The vote is closed.")
    });
}

#[test]
fn handshakes_that_never_end_keep_nobody_out() {
    let (room, web) = open_to_many(|options| {
        options.limits.handshake_grace = Duration::from_millis(50);
    });
    let ssh = SocketAddr::from(room.address());
    let mut silent = Vec::new();
    for at in 0..120 {
        let mut stream = TcpStream::connect(if at % 2 == 0 { ssh } else { web }).unwrap();
        let half = if at % 3 == 0 { "" } else { "SSH-2.0-half\r\n" };
        stream.write_all(half.as_bytes()).unwrap();
        silent.push(stream);
    }
    vote(&room, "mina");
}

#[test]
fn connections_that_take_no_seat_are_closed_for_others() {
    let (room, _) = open_to_many(|options| {
        options.seats = 3;
        options.limits.handshakes = 3;
        // Nothing else closes them.
        options.limits.keepalive_interval = Duration::from_secs(60 * 60);
    });
    let seated = voter(&room, "mina");
    let mut waiting = Vec::new();
    for _ in 0..8 {
        let connecting = connect(Arc::new(Config::default()), room.address(), AnyKey);
        waiting.push(room.runtime.block_on(connecting).unwrap());
    }
    let open = || {
        waiting
            .iter()
            .filter(|session| !session.is_closed())
            .count()
    };
    wait_until("some are closed", || open() <= 3);
    assert!(!waiting[7].is_closed() && !seated.session.is_closed());
    vote(&room, "b");
}

#[test]
fn a_thousand_short_connections_do_no_harm() {
    let (room, web) = open_to_many(|_| {});
    let ssh = SocketAddr::from(room.address());
    for at in 0..1000 {
        let mut stream = TcpStream::connect(if at % 2 == 0 { ssh } else { web }).unwrap();
        // The room may have closed it.
        drop(stream.write_all(b"GET"));
        drop(stream.shutdown(Shutdown::Both));
    }
    vote(&room, "mina");
}

#[test]
fn another_protocol_on_a_port_is_turned_away() {
    let (room, web) = open_to_many(|_| {});
    let ssh = SocketAddr::from(room.address());
    let hello: Vec<u8> = [&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3][..], &[7; 600]].concat();
    let zeros = vec![0; 4096];
    let page = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(40);
    for (address, bytes) in [
        (ssh, &page),
        (ssh, &hello),
        (ssh, &zeros),
        (ssh, &b"SSH-2.0-x\r\n\xff\xff\xff\xff".repeat(200)),
        (web, &b"SSH-2.0-OpenSSH_9.6\r\n\r\n\r\n".to_vec()),
        (web, &hello),
        (web, &zeros),
    ] {
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        // The room may close the connection before the end, and may have unread bytes then.
        drop(stream.write_all(bytes));
        drop(stream.shutdown(Shutdown::Write));
        let mut answer = Vec::new();
        let end = stream.read_to_end(&mut answer);
        let is_open = end.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock);
        assert!(!is_open, "{address} {:?}", bytes.get(..12));
    }
    vote(&room, "mina");
}

#[test]
fn a_window_that_changes_without_end_takes_no_time_of_others() {
    let room = room_at_question();
    let mut restless = voter(&room, "restless");
    for at in 0..600 {
        let (columns, rows) = if at % 2 == 0 {
            (1, 1)
        } else {
            (10_000, 10_000)
        };
        let changing = restless.channel.window_change(columns, rows, 0, 0);
        room.runtime.block_on(changing).unwrap();
    }
    vote(&room, "mina");
    let changing = restless.channel.window_change(100, 30, 0, 0);
    room.runtime.block_on(changing).unwrap();
    // What waits in front of its key is one frame, of a limited size.
    restless.type_keys("3");
    restless.until_shows("Your vote: 3.");
}

#[test]
fn a_client_that_sends_without_end_waits_and_others_do_not() {
    let room = room_at_question();
    let guest = voter(&room, "flood");
    let paste = [&b"\x1b[200~"[..], &vec![b'x'; 400 << 10]].concat();
    // It takes half a minute to be read.
    let time = Duration::from_millis(500);
    let sending = async { timeout(time, guest.channel.data_bytes(paste)).await };
    let sent = room.runtime.block_on(sending);
    assert!(sent.is_err(), "as fast as it likes");
    vote(&room, "mina");
}

#[test]
fn a_client_that_is_gone_without_a_word_loses_its_connection() {
    let room = TestRoom::open(|options| {
        options.limits.keepalive_interval = Duration::from_millis(100);
    });
    room.go("bias-moves-the-kink", "guess");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let between = listener.local_addr().unwrap();
    let address = room.address();
    let is_cut = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let (client, _) = listener.accept().unwrap();
            let server = TcpStream::connect(address).unwrap();
            let forward = |mut from: &TcpStream, mut to: &TcpStream| {
                let mut bytes = [0; 4096];
                while let Ok(read @ 1..) = from.read(&mut bytes) {
                    if !is_cut.load(Ordering::SeqCst) && to.write_all(&bytes[..read]).is_err() {
                        break;
                    }
                }
                drop(to.shutdown(Shutdown::Both));
            };
            thread::scope(|scope| {
                scope.spawn(|| forward(&client, &server));
                forward(&server, &client);
            });
        });
        let session = room.runtime.block_on(async {
            let config = Arc::new(Config::default());
            let mut session = connect(config, between, AnyKey).await.unwrap();
            let _in = session.authenticate_none("mina").await.unwrap();
            let channel = session.channel_open_session().await.unwrap();
            let pty = channel.request_pty(false, "xterm", 80, 24, 0, 0, &[]);
            pty.await.unwrap();
            channel.request_shell(false).await.unwrap();
            (session, channel)
        });
        let seats = || room.room.server().snapshot().seats;
        wait_until("it joins", || !seats().is_empty());
        thread::sleep(Duration::from_millis(600));
        assert!(!seats()[0].is_away, "it answers");
        is_cut.store(true, Ordering::SeqCst);
        wait_until("it is away", || seats()[0].is_away);
        drop(session);
    });
}

#[test]
fn more_than_one_terminal_and_everything_but_a_terminal_is_refused() {
    let room = room_at_question();
    let mut guest = voter(&room, "mina");
    let refused = |guest: &mut crate::support::ssh_guest::TestGuest<'_>| guest.next_is_failure();
    room.runtime.block_on(async {
        let channel = &guest.channel;
        let again = channel.request_pty(true, "xterm", 80, 24, 0, 0, &[]);
        again.await.unwrap();
    });
    assert!(refused(&mut guest), "a second terminal");
    room.runtime
        .block_on(guest.channel.agent_forward(true))
        .unwrap();
    assert!(refused(&mut guest), "the agent");
    let cookie = "0".repeat(32);
    let x11 = guest
        .channel
        .request_x11(true, false, "MIT-MAGIC-COOKIE-1", cookie, 0);
    room.runtime.block_on(x11).unwrap();
    assert!(refused(&mut guest), "X11");
    room.runtime.block_on(async {
        let session = &mut guest.session;
        let socket = session
            .channel_open_direct_streamlocal("/run/docker.sock")
            .await;
        assert!(socket.is_err(), "-L with a socket");
        let listening = session.streamlocal_forward("/tmp/relutor.sock").await;
        assert!(listening.is_err(), "-R with a socket");
    });
    let shell = room_at_question();
    let mut second = voter(&shell, "b");
    shell
        .runtime
        .block_on(second.channel.request_shell(true))
        .unwrap();
    assert!(
        second.until_end().contains("only its course"),
        "a second shell"
    );
}

#[test]
fn ssh_and_browsers_have_one_count() {
    let (room, web) = open_to_many(|options| {
        options.seats = 2;
        options.limits.connections_per_second = 1e-6;
    });
    drop(TcpStream::connect(web).unwrap());
    assert!(room.try_connect("a", None).is_some());
    assert!(room.try_connect("b", None).is_none(), "the third");
}

#[test]
fn the_token_of_the_notes_is_not_guessed_and_its_file_is_for_the_presenter_alone() {
    let folder = tempfile::tempdir().unwrap();
    let room = TestRoom::open(|options| {
        options.state_folder = Some(folder.path().to_owned());
    });
    let port = room.room.port().unwrap();
    let file = NotesAccess::read(folder.path(), port).unwrap().unwrap();
    #[cfg(unix)]
    for file in std::fs::read_dir(folder.path()).unwrap() {
        use std::os::unix::fs::PermissionsExt as _;
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", file.path());
    }
    for _ in 0..5 {
        assert!(room.try_connect("notes", Some("AAAAAAAA")).is_none());
    }
    assert!(room.try_connect("notes", Some(&file.token)).is_none());
}
