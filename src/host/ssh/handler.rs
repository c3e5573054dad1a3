//! The answers to an ssh client: a terminal with the course, and nothing else.

use std::net::IpAddr;
use std::sync::Arc;

use russh::server::{Auth, ChannelOpenHandle, Handler, Msg, Session};
use russh::{Channel, ChannelId, ChannelOpenFailure, MethodKind, MethodSet, Pty};

use tokio::sync::oneshot;

use super::seat_channel::{self, ChannelPlace, SeatChannel};
use crate::host::connections::Guard;
use crate::host::guest_terminal::{GuestTerminal, large_screen_notice, screen_size};
use crate::host::limits::MAX_CHANNELS;
use crate::host::notes_client::NOTES_USER;
use crate::host::seat_code::SeatCode;
use crate::host::server::Server;
use crate::locale::{Phrase, Words};
use crate::terminal::RemoteSize;

/// The answers to one client.
pub(super) struct GuestHandler {
    server: Arc<Server>,
    address: IpAddr,
    guard: Arc<Guard>,
    /// The code of a seat to return to.
    code: Option<SeatCode>,
    /// The first sentence for the guest.
    notice: Option<Phrase>,
    /// Whether the client has the token of the presenter's notes.
    is_notes: bool,
    terminal: GuestTerminal,
    size: Option<RemoteSize>,
    /// Starts the seat of the channel that is open.
    start: Option<oneshot::Sender<SeatChannel>>,
    channels: usize,
}

impl GuestHandler {
    pub(super) fn new(server: Arc<Server>, address: IpAddr, guard: Arc<Guard>) -> Self {
        Self {
            server,
            address,
            guard,
            code: None,
            notice: None,
            is_notes: false,
            terminal: GuestTerminal::default(),
            size: None,
            start: None,
            channels: 0,
        }
    }

    /// Reads a seat code from the user name. Names that are no code are names of accounts on the guest's machine.
    fn take_user(&mut self, user: &str) {
        let has_no_tries = self.server.connections.has_no_tries(self.address);
        if let Some(code) = self.server.known_code(self.address, user) {
            self.code = Some(code);
        } else if SeatCode::is_written_like_one(user) {
            let key = if has_no_tries {
                "ui.room.unread-code"
            } else {
                "ui.room.unknown-code"
            };
            self.notice = Some(Phrase::key(key).with("code", user.to_ascii_uppercase()));
        }
    }

    /// Refuses a request with a sentence. OpenSSH shows it only where the request has begun; nothing is run.
    fn refuse(&self, channel: ChannelId, session: &mut Session) -> Result<(), russh::Error> {
        session.channel_success(channel)?;
        self.tell_refusal(channel, session)?;
        session.exit_status_request(channel, 1)?;
        session.close(channel)
    }

    /// Tells that the room has only its course.
    fn tell_refusal(&self, channel: ChannelId, session: &mut Session) -> Result<(), russh::Error> {
        let command = self.server.join.ssh.clone().unwrap_or_default();
        let sentence = Phrase::key("ui.room.terminal-only").with("command", command);
        let words = Words::load_or_english(&self.server.options.lang);
        if let Ok(words) = words {
            let text = format!("{}\r\n", words.format(&sentence));
            session.extended_data(channel, 1, text.into_bytes())?;
        }
        Ok(())
    }
}

impl Handler for GuestHandler {
    type Error = russh::Error;

    async fn authentication_banner(&mut self) -> Result<Option<String>, Self::Error> {
        let Ok(words) = Words::load_or_english(&self.server.options.lang) else {
            return Ok(None);
        };
        let has_no_tries = self.server.connections.has_no_tries(self.address);
        let key = match (has_no_tries, &self.server.options.pin) {
            (true, _) => "ui.room.no-tries",
            (false, Some(_)) => "ui.web.pin-needed",
            (false, None) => return Ok(None),
        };
        Ok(Some(format!("{}\r\n", words.get(key))))
    }

    async fn auth_none(&mut self, user: &str) -> Result<Auth, Self::Error> {
        if user == NOTES_USER {
            return Ok(ask_password());
        }
        self.take_user(user);
        Ok(match self.server.options.pin {
            None => Auth::Accept,
            Some(_) => ask_password(),
        })
    }

    async fn auth_password(&mut self, user: &str, password: &str) -> Result<Auth, Self::Error> {
        if user == NOTES_USER {
            let token = self.server.notes_token();
            let typed = password.to_ascii_uppercase();
            self.is_notes = self.server.accepts_secret(self.address, &token, &typed);
            return Ok(if self.is_notes {
                Auth::Accept
            } else {
                ask_password()
            });
        }
        if self.server.accepts_pin(self.address, password) {
            self.take_user(user);
            Ok(Auth::Accept)
        } else {
            Ok(ask_password())
        }
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Self::Error> {
        if self.channels >= MAX_CHANNELS {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
            return Ok(());
        }
        self.channels += 1;
        let (start, started) = oneshot::channel();
        self.start = Some(start);
        let _waiting = tokio::spawn(seat_channel::wait_for_shell(channel, started));
        reply.accept().await;
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        // One terminal for one channel.
        if self.size.is_some() {
            return session.channel_failure(channel);
        }
        let notice = self.notice.take();
        self.notice = notice.or_else(|| large_screen_notice(columns, rows));
        let (columns, rows) = screen_size(columns, rows);
        self.size = Some(RemoteSize::new(columns, rows));
        self.terminal.set_type(term);
        session.channel_success(channel)
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        value: &str,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        if self.terminal.set_variable(name, value) {
            session.channel_success(channel)
        } else {
            session.channel_failure(channel)
        }
    }

    async fn shell_request(
        &mut self,
        channel: ChannelId,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        let (Some(size), Some(start)) = (&self.size, self.start.take()) else {
            return self.refuse(channel, session);
        };
        session.channel_success(channel)?;
        let seat = SeatChannel {
            server: Arc::clone(&self.server),
            address: self.address,
            guard: Arc::clone(&self.guard),
            place: if self.is_notes {
                ChannelPlace::Notes
            } else {
                ChannelPlace::Seat(self.code)
            },
            terminal: self.terminal.clone(),
            size: size.clone(),
            notice: self.notice.clone(),
        };
        // A client that is gone needs no seat.
        let _started = start.send(seat);
        Ok(())
    }

    async fn exec_request(
        &mut self,
        channel: ChannelId,
        _: &[u8],
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        self.refuse(channel, session)
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _: bool,
        _: &str,
        _: &str,
        _: u32,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        session.channel_failure(channel)
    }

    async fn subsystem_request(
        &mut self,
        channel: ChannelId,
        _: &str,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        self.refuse(channel, session)
    }
}

/// Asks for a password, again if there was one.
fn ask_password() -> Auth {
    Auth::Reject {
        proceed_with_methods: Some(MethodSet::from(&[MethodKind::Password][..])),
        partial_success: false,
    }
}
