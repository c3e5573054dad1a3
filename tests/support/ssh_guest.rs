//! A room on this machine and guests of it, with russh's own client and a terminal of vt100.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use relutor::host::{HostOptions, Limits, RoomHost};
use relutor::lesson::Activity;
use relutor::locale::Lang;
use relutor::room::{Ballot, Place, PresenterEvent};
use relutor::terminal::EventQueue;
use russh::client::{self, AuthResult, Config, Handler};
use russh::keys::PublicKeyOrCertificate;
use russh::{Channel, ChannelMsg};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

/// The longest wait for anything that a room does.
const PATIENCE: Duration = Duration::from_secs(20);

/// The size of a guest's screen.
const ROWS: NonZero<u16> = NonZero::new(30).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(100).unwrap();

/// A room with a runtime for its guests.
pub(crate) struct TestRoom {
    pub(crate) room: RoomHost,
    pub(crate) runtime: Runtime,
    // Takes what the presenter is told.
    _queue: EventQueue,
}

impl TestRoom {
    /// A room whose options `change` changes.
    pub(crate) fn open(change: impl FnOnce(&mut HostOptions)) -> Self {
        let mut options = HostOptions {
            addresses: vec![IpAddr::V4(Ipv4Addr::LOCALHOST)],
            port: Some(0),
            web: None,
            seats: 10,
            seats_of_address: 5,
            pin: None,
            course: super::course(),
            lang: Lang::english(),
            seed: None,
            saved: None,
            name: None,
            limits: Limits::default(),
            state_folder: None,
            time_of_day: || (10, 46),
        };
        change(&mut options);
        let queue = EventQueue::new();
        let room = RoomHost::open(options, queue.sender()).unwrap();
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        Self {
            room,
            runtime,
            _queue: queue,
        }
    }

    /// The address of ssh.
    pub(crate) fn address(&self) -> (Ipv4Addr, u16) {
        (Ipv4Addr::LOCALHOST, self.room.port().unwrap())
    }

    /// Goes to a step of a lesson, as its presenter.
    pub(crate) fn go(&self, lesson: &str, step: &str) {
        let course = super::course();
        let lessons = course.lessons.iter();
        let at = lessons.clone().position(|other| other.name == lesson);
        let at = at.unwrap();
        let steps = course.lessons[at].steps.iter();
        let place = Place {
            lesson: at,
            step: steps.clone().position(|other| other.id == step).unwrap(),
        };
        let step = &course.lessons[at].steps[place.step];
        let ballot = match &step.activity {
            Activity::Question(question) => Some(Ballot {
                answers: question.answers.len(),
                right: question.right,
            }),
            Activity::Explore | Activity::Challenge(_) => None,
        };
        let place = Some(place);
        let go = PresenterEvent::Go { place, ballot };
        let _snapshot = self.room.server().present(go);
    }

    /// A guest with a screen of 100 × 30.
    pub(crate) fn join(&self, user: &str) -> TestGuest<'_> {
        let guest = self.connect(user, None);
        guest.open_shell(100, 30);
        guest
    }

    /// A client that is logged in as `user`, with a password if there is one.
    pub(crate) fn connect(&self, user: &str, password: Option<&str>) -> TestGuest<'_> {
        self.try_connect(user, password).expect("it is let in")
    }

    /// A guest with a screen of 100 × 30 that takes little from its connection until it receives.
    pub(crate) fn join_without_reading(&self, user: &str) -> TestGuest<'_> {
        let config = Config {
            window_size: 4096,
            channel_buffer_size: 1,
            ..Config::default()
        };
        let guest = self.try_connect_as(user, None, config);
        let guest = guest.expect("it is let in");
        guest.open_shell(100, 30);
        guest
    }

    /// The same; none if it is not let in.
    pub(crate) fn try_connect(&self, user: &str, password: Option<&str>) -> Option<TestGuest<'_>> {
        self.try_connect_as(user, password, Config::default())
    }

    fn try_connect_as(
        &self,
        user: &str,
        password: Option<&str>,
        config: Config,
    ) -> Option<TestGuest<'_>> {
        self.runtime.block_on(async {
            let connecting = client::connect(Arc::new(config), self.address(), AnyKey);
            let mut session = timeout(PATIENCE, connecting).await.unwrap().ok()?;
            let answer = match password {
                None => session.authenticate_none(user).await,
                Some(password) => session.authenticate_password(user, password).await,
            };
            if !matches!(answer, Ok(AuthResult::Success)) {
                return None;
            }
            let channel = session.channel_open_session().await.ok()?;
            Some(TestGuest {
                runtime: &self.runtime,
                session,
                channel,
                screen: vt100::Parser::new(ROWS, COLUMNS, 0),
                bytes: Vec::new(),
                has_ended: false,
            })
        })
    }
}

/// Accepts every host key.
pub(crate) struct AnyKey;

impl Handler for AnyKey {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        Ok(true)
    }
}

/// A guest with a terminal.
pub(crate) struct TestGuest<'a> {
    runtime: &'a Runtime,
    pub(crate) session: client::Handle<AnyKey>,
    pub(crate) channel: Channel<client::Msg>,
    screen: vt100::Parser,
    /// Everything that was received.
    pub(crate) bytes: Vec<u8>,
    has_ended: bool,
}

impl TestGuest<'_> {
    /// Asks for a terminal of this size and for the course.
    pub(crate) fn open_shell(&self, columns: u32, rows: u32) {
        let channel = &self.channel;
        self.runtime.block_on(async {
            let pty = channel.request_pty(false, "xterm-256color", columns, rows, 0, 0, &[]);
            pty.await.unwrap();
            channel.request_shell(false).await.unwrap();
        });
    }

    /// Types text.
    pub(crate) fn type_keys(&self, keys: &str) {
        let channel = &self.channel;
        let sent = self
            .runtime
            .block_on(channel.data_bytes(keys.as_bytes().to_vec()));
        sent.unwrap();
    }

    /// The text on the screen, its rows joined by blanks.
    pub(crate) fn text(&self) -> String {
        let rows = self.screen.screen().rows(0, 100);
        let rows: Vec<_> = rows.map(|row| row.trim().to_owned()).collect();
        rows.join(" ")
    }

    /// Waits until the screen satisfies `condition`.
    ///
    /// # Panics
    /// It does not in time.
    pub(crate) fn until(&mut self, what: &str, condition: impl Fn(&str) -> bool) {
        let is_there = self.receive_until(PATIENCE, |guest| condition(&guest.text()));
        assert!(is_there, "{what}:\n{}", self.text());
    }

    /// Waits until the screen has `text`.
    pub(crate) fn until_shows(&mut self, text: &str) {
        self.until(text, |screen| screen.contains(text));
    }

    /// Receives until the channel ends, and returns everything as text.
    ///
    /// # Panics
    /// It does not end in time.
    pub(crate) fn until_end(&mut self) -> String {
        let has_ended = self.receive_until(PATIENCE, |guest| guest.has_ended);
        assert!(has_ended, "the connection does not end:\n{}", self.text());
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Whether the next answer to a request is a refusal.
    pub(crate) fn next_is_failure(&mut self) -> bool {
        let runtime = self.runtime;
        let answer = async {
            loop {
                match self.channel.wait().await {
                    Some(ChannelMsg::Success) | None => return false,
                    Some(ChannelMsg::Failure) => return true,
                    Some(_) => {}
                }
            }
        };
        runtime
            .block_on(async { timeout(PATIENCE, answer).await })
            .is_ok_and(|is_failure| is_failure)
    }

    /// Receives for a short time whatever comes.
    pub(crate) fn rest(&mut self, time: Duration) {
        let _ended = self.receive_until(time, |guest| guest.has_ended);
    }

    /// Receives until `condition` holds, or the channel ends, or `time` is over; whether it holds.
    fn receive_until(&mut self, time: Duration, condition: impl Fn(&Self) -> bool) -> bool {
        let runtime = self.runtime;
        runtime.block_on(async {
            let receiving = async {
                while !condition(self) && !self.has_ended {
                    self.receive().await;
                }
            };
            // Nothing may come, too.
            drop(timeout(time, receiving).await);
        });
        condition(self)
    }

    async fn receive(&mut self) {
        match self.channel.wait().await {
            Some(ChannelMsg::Data { data } | ChannelMsg::ExtendedData { data, .. }) => {
                self.screen.process(&data);
                self.bytes.extend_from_slice(&data);
            }
            Some(ChannelMsg::Close) | None => self.has_ended = true,
            Some(_) => {}
        }
    }
}
