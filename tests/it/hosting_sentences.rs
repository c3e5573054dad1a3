//! Limits of a room: whoever meets one is told so in a sentence.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use relutor::host::{HostOptions, SavedHost};
use russh::client::{Config, DisconnectReason, Handle, Handler, Session, connect};
use russh::keys::PublicKeyOrCertificate;
use tokio::time::timeout;

use crate::hosting::{room_at_question, voter};
use crate::support;
use crate::support::ssh_guest::TestRoom;

const GIVE_UP: Duration = Duration::from_secs(20);

/// A room for ssh and browsers, and the address of its page.
fn open(change: impl FnOnce(&mut HostOptions)) -> (TestRoom, SocketAddr) {
    let room = TestRoom::open(|options| {
        options.web = Some(0);
        change(options);
    });
    let web = room.room.join_info().web.clone().unwrap();
    let web = web.strip_prefix("http://").unwrap().parse().unwrap();
    (room, web)
}

/// A connection that sends nothing.
fn silent(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(GIVE_UP)).unwrap();
    stream
}

/// All that the room sends until it closes the connection.
fn read_all(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes);
    assert!(end.is_ok(), "the room closes it: {end:?}");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A client that keeps the sentences that it is told beside a terminal.
#[derive(Clone, Default)]
struct Listener {
    told: Arc<Mutex<String>>,
}

impl Listener {
    fn told(&self) -> String {
        self.told.lock().unwrap().clone()
    }

    fn connect(&self, room: &TestRoom) -> Handle<Self> {
        let config = Arc::new(Config::default());
        let connecting = connect(config, room.address(), self.clone());
        room.runtime.block_on(connecting).unwrap()
    }

    fn wait_for(&self, sentence: &str) {
        for _ in 0..4000 {
            if self.told().contains(sentence) {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("{sentence} is not in: {}", self.told());
    }
}

impl Handler for Listener {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        Ok(true)
    }

    async fn auth_banner(&mut self, banner: &str, _: &mut Session) -> Result<(), Self::Error> {
        self.told.lock().unwrap().push_str(banner);
        Ok(())
    }

    async fn disconnected(
        &mut self,
        reason: DisconnectReason<Self::Error>,
    ) -> Result<(), Self::Error> {
        if let DisconnectReason::ReceivedDisconnect(info) = reason {
            self.told.lock().unwrap().push_str(&info.message);
        }
        Ok(())
    }
}

#[test]
fn an_address_that_connects_too_fast_is_told_so_in_both_protocols() {
    let (room, web) = open(|options| {
        options.seats = 2;
        options.limits.connections_per_second = 1e-6;
    });
    let ssh = SocketAddr::from(room.address());
    let _admitted = [silent(ssh), silent(ssh)];
    let refused = read_all(silent(ssh));
    assert!(refused.starts_with("SSH-2.0-"), "{refused}");
    assert!(
        refused.contains("Too many connections came from this address."),
        "{refused}"
    );
    let refused = read_all(silent(web));
    assert!(refused.starts_with("HTTP/1.1 429 "), "{refused}");
    assert!(
        refused.contains("Too many connections came from this address."),
        "{refused}"
    );
}

#[test]
fn a_half_open_connection_that_gives_its_place_up_is_told_so() {
    let (room, web) = open(|options| {
        options.limits.handshakes_of_address = 2;
        options.limits.handshake_grace = Duration::from_millis(50);
    });
    let ssh = SocketAddr::from(room.address());
    for (address, begin) in [(ssh, "SSH-2.0-"), (web, "HTTP/1.1 503 ")] {
        let first = silent(address);
        thread::sleep(Duration::from_millis(100));
        let _others = (silent(address), silent(address));
        let told = read_all(first);
        assert!(told.starts_with(begin), "{told}");
        assert!(
            told.contains("Too many are joining at this moment."),
            "{told}"
        );
    }
}

#[test]
fn a_connection_that_waits_in_vain_for_a_place_is_told_so() {
    let (room, web) = open(|options| {
        options.limits.handshakes_of_address = 1;
        options.limits.handshake_grace = Duration::from_secs(60 * 60);
        options.limits.handshake_time = Duration::from_millis(300);
    });
    let ssh = SocketAddr::from(room.address());
    let holding = silent(ssh);
    thread::sleep(Duration::from_millis(100));
    let waiting = [silent(ssh), silent(web)];
    let told = read_all(holding);
    assert!(told.contains("had not joined the room in time."), "{told}");
    for (stream, begin) in waiting.into_iter().zip(["SSH-2.0-", "HTTP/1.1 "]) {
        let told = read_all(stream);
        // One of them may get the place of the first, and has not joined in time then.
        let is_told = told.contains("Please try again") || told.contains("Please join again");
        assert!(told.starts_with(begin) && is_told, "{told}");
    }
}

#[test]
fn a_connection_that_takes_no_seat_in_time_is_told_so() {
    let (room, _) = open(|options| {
        options.limits.confirming_time = Duration::from_millis(300);
    });
    let listener = Listener::default();
    let session = listener.connect(&room);
    listener.wait_for("had not joined the room in time.");
    assert!(session.is_closed());
}

#[test]
fn one_of_many_connections_without_a_seat_is_told_that_it_gives_way() {
    let (room, _) = open(|options| {
        options.seats = 2;
        options.limits.handshakes = 2;
        options.limits.connections_per_second = 1e6;
    });
    let listener = Listener::default();
    let _first = listener.connect(&room);
    let others = Listener::default();
    let _others = [others.connect(&room), others.connect(&room)];
    listener.wait_for("Too many are joining at this moment.");
}

#[test]
fn a_pin_is_asked_for_in_words_and_too_many_tries_are_told() {
    let (room, _) = open(|options| options.pin = Some("4711".to_owned()));
    let try_pin = |pin: &str| {
        let listener = Listener::default();
        let mut session = listener.connect(&room);
        let answering = session.authenticate_password("mina", pin);
        let answering = async { timeout(GIVE_UP, answering).await };
        let _answer = room.runtime.block_on(answering).unwrap();
        listener.told()
    };
    let told = try_pin("0000");
    assert!(told.contains("This room has a PIN."), "{told}");
    for _ in 0..4 {
        let _wrong = try_pin("0000");
    }
    let told = try_pin("4711");
    assert!(
        told.contains("Too many wrong tries came from this address."),
        "{told}"
    );
}

#[test]
fn a_code_that_is_not_read_after_wrong_ones_is_told_so() {
    let room = room_at_question();
    for wrong in ["2222", "3333", "4444", "5555", "6666"] {
        let mut guest = room.join(wrong);
        guest.until_shows("No seat has the code");
        guest.type_keys("q");
        let _end = guest.until_end();
    }
    let mut guest = room.join("7777");
    guest.until_shows("Too many wrong codes came from this address");
}

#[test]
fn keys_beyond_the_limit_are_dropped_and_their_guest_is_told() {
    let room = room_at_question();
    let mut guest = voter(&room, "mina");
    guest.type_keys(&"~".repeat(2000));
    guest.until_shows("More keys came at once");
    // A second has room for 60 more.
    guest.rest(Duration::from_millis(500));
    guest.type_keys("2");
    guest.until("its vote", |text| text.contains("The vote is closed."));
}

#[test]
fn a_screen_above_the_limit_is_clamped_and_its_guest_is_told() {
    let room = room_at_question();
    let mut guest = room.connect("mina", None);
    guest.open_shell(u32::MAX, u32::MAX);
    guest.until_shows("at most 200 columns and 60 rows");
    let text = String::from_utf8_lossy(&guest.bytes).into_owned();
    // Where the cursor goes: `ESC [ ROW ; COLUMN H`.
    let places = text.split("\x1b[").filter_map(|part| {
        let (place, _) = part.split_once('H')?;
        let (row, column) = place.split_once(';')?;
        Some((row.parse::<u32>().ok()?, column.parse::<u32>().ok()?))
    });
    let places: Vec<_> = places.collect();
    assert!(!places.is_empty());
    assert!(
        places
            .iter()
            .all(|(row, column)| *row <= 60 && *column <= 200)
    );
}

#[test]
fn who_is_away_for_long_is_told_that_the_models_begin_anew() {
    let room = TestRoom::open(|options| {
        options.limits.away_time = Duration::from_millis(50);
    });
    room.go("bias-moves-the-kink", "guess");
    let guest = voter(&room, "a");
    let text = guest.text();
    let code: String = text
        .split("following · ")
        .nth(1)
        .unwrap()
        .chars()
        .take(4)
        .collect();
    drop(guest);
    while !room.room.server().snapshot().seats[0].is_away {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(300));
    let mut again = room.join(&code);
    again.until_shows("the models of this seat begin anew");
}

#[test]
fn a_slow_reader_gets_the_newest_screen_and_not_all_that_it_missed() {
    let room = room_at_question();
    let mut reader = voter(&room, "jun");
    let mut slow = room.join_without_reading("mina");
    let steps = ["guess", "recall"];
    for step in steps.into_iter().cycle().take(80) {
        room.go("bias-moves-the-kink", step);
        reader.rest(Duration::from_millis(40));
    }
    room.go("interaction", "guess-separate");
    reader.until_shows("2 Interaction");
    slow.until_shows("2 Interaction");
    let (slow, reader) = (slow.bytes.len(), reader.bytes.len());
    assert!(3 * slow < reader, "{slow} of {reader} bytes");
}

#[cfg(unix)]
#[test]
fn the_room_that_is_kept_for_a_restart_is_for_its_presenter_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let room = TestRoom::open(|options| {
        options.state_folder = Some(folder.path().to_owned());
    });
    room.go("bias-moves-the-kink", "guess");
    let _guest = voter(&room, "mina");
    let course = support::course();
    while SavedHost::read(folder.path(), 0, &course)
        .unwrap()
        .is_none()
    {
        thread::sleep(Duration::from_millis(20));
    }
    let files = std::fs::read_dir(folder.path())
        .unwrap()
        .map(Result::unwrap);
    let files: Vec<_> = files
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (name, file.metadata().unwrap().permissions().mode() & 0o777)
        })
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    assert!(
        files.iter().any(|(name, _)| name.ends_with("toml")),
        "{files:?}"
    );
    assert!(files.iter().all(|(_, mode)| *mode == 0o600), "{files:?}");
}

#[test]
fn a_browser_that_wants_tls_is_not_kept_waiting() {
    // The timeout is longer than this test may take.
    let (_room, web) = open(|options| options.limits.header_time = 2 * GIVE_UP);
    let mut stream = silent(web);
    stream.write_all(&[0x16, 3, 1, 0, 200, 1]).unwrap();
    assert_eq!(read_all(stream), "");
}
