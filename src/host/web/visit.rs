//! The visit of a browser at a WebSocket: its first message, and its refusals.

use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use tokio::time::timeout;

use super::route::SocketRoute;
use super::socket::{self, SocketWriter};
use super::{course_page, vote_page};
use crate::host::connections::Guard;
use crate::host::dismissal::Dismissal;
use crate::host::guarded_stream::GuardedStream;
use crate::host::mailbox::SessionEnd;
use crate::host::page_text::VotePageTexts;
use crate::host::seat_code::SeatCode;
use crate::host::server::{NoSeat, Server};
use crate::locale::{Lang, Phrase, Words};

/// The visit of a browser at a WebSocket.
pub(super) struct Visit {
    pub(super) server: Arc<Server>,
    pub(super) texts: Arc<VotePageTexts>,
    pub(super) guard: Arc<Guard>,
    /// The address of the browser.
    pub(super) address: IpAddr,
    /// The words in its language.
    pub(super) words: Words,
}

/// A visitor who may take a seat.
pub(super) struct Visitor {
    /// The code of a seat to return to.
    pub(super) code: Option<SeatCode>,
    /// The first message.
    pub(super) hello: Json,
}

impl Visit {
    /// Runs the page at the other end of `stream`; `rest` was read from it already.
    pub(super) async fn run(mut self, route: SocketRoute, stream: GuardedStream, rest: Vec<u8>) {
        let (clock, limits) = (self.server.clock, self.server.options.limits);
        let (mut reader, mut writer) = socket::open(stream, rest, clock, limits).await;
        let hello = tokio::select! {
            hello = timeout(limits.handshake_time, reader.next()) => hello.map_err(|_elapsed| Dismissal::Late),
            reason = self.guard.dismissed() => Err(reason),
        };
        let visitor = match hello {
            Ok(Ok(hello)) => {
                self.speak_as_page(&hello);
                self.admit(hello, &mut writer).await
            }
            Ok(Err(_gone)) => None,
            Err(reason) => {
                let sentence = Phrase::key(reason.key());
                self.say_farewell(&sentence, &mut writer).await;
                None
            }
        };
        match (visitor, route) {
            (None, _) => writer.close().await,
            (Some(visitor), SocketRoute::Vote) => {
                vote_page::run(self, visitor, reader, writer).await;
            }
            (Some(visitor), SocketRoute::Course) => {
                course_page::run(self, visitor, reader, writer).await;
            }
        }
    }

    /// Takes the language of the page. Some browsers ask for a WebSocket in another one.
    fn speak_as_page(&mut self, hello: &Json) {
        let named = hello.get("lang").and_then(Json::as_str).map(Lang::of);
        let known = named.filter(|lang| Words::available().contains(lang));
        if let Some(words) = known.and_then(|lang| Words::load_or_english(&lang).ok()) {
            self.words = words;
        }
    }

    /// Checks the PIN and the seat code of the first message.
    async fn admit(&self, hello: Json, writer: &mut SocketWriter) -> Option<Visitor> {
        let member = |name: &str| hello.get(name).and_then(Json::as_str).unwrap_or_default();
        if self.server.options.pin.is_some() {
            let pin = member("pin");
            let fault = if pin.is_empty() {
                Some("ui.web.pin-needed")
            } else {
                let is_right = self.server.accepts_pin(self.address, pin);
                let has_no_tries = self.server.connections.has_no_tries(self.address);
                match (is_right, has_no_tries) {
                    (true, _) => None,
                    (false, false) => Some("ui.room.wrong-pin"),
                    (false, true) => Some("ui.room.no-tries"),
                }
            };
            if let Some(fault) = fault {
                let _sent = writer.send(&json!({"pin": self.words.get(fault)})).await;
                return None;
            }
        }
        let code = self.server.known_code(self.address, member("code"));
        Some(Visitor { code, hello })
    }

    /// Tells the page why it ends.
    pub(super) async fn say_farewell(&self, sentence: &Phrase, writer: &mut SocketWriter) {
        let bye = json!({"bye": self.words.format(sentence)});
        // It may be gone.
        let _sent = writer.send(&bye).await;
    }

    /// Tells the page that there is no seat for it.
    pub(super) async fn refuse(&self, none: NoSeat, mut writer: SocketWriter) {
        self.say_farewell(&none.sentence(), &mut writer).await;
        writer.close().await;
    }

    /// The end of a session: its sentence, except for a page that is gone.
    pub(super) async fn end(&self, end: SessionEnd, mut writer: SocketWriter) {
        if end != SessionEnd::Disconnected {
            self.say_farewell(&end.farewell(), &mut writer).await;
        }
        writer.close().await;
    }
}
