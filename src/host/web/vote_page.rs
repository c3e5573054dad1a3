//! The session of a vote page: views of the room out, votes in.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use tokio::time::{MissedTickBehavior, interval, sleep};

use super::socket::{SocketReader, SocketWriter};
use super::visit::{Visit, Visitor};
use super::vote_state::vote_state;
use crate::app::name_fault;
use crate::host::limits::TELLING_INTERVAL;
use crate::host::mailbox::SessionEnd;
use crate::host::page_text::VotePageText;
use crate::host::server::VoteSeat;
use crate::locale::Phrase;
use crate::room::{Place, SeatEvent, SeatName, SeatView, VotePhase};

/// Gives a visitor a seat, and runs the vote page on it until it ends.
pub(super) async fn run(
    visit: Visit,
    visitor: Visitor,
    reader: SocketReader,
    writer: SocketWriter,
) {
    let seat = match visit.server.vote_seat(visitor.code, visit.address) {
        Ok(seat) => seat,
        Err(none) => return visit.refuse(none, writer).await,
    };
    visit.guard.join(seat.sender());
    let is_dark = visitor.hello.get("dark").and_then(Json::as_bool);
    let mut page = VotePage {
        visit: &visit,
        seat,
        writer,
        is_dark: is_dark.unwrap_or(true),
        sent: Json::Null,
        sent_figures: String::new(),
    };
    let end = page.run(reader).await;
    visit.end(end, page.writer).await;
}

struct VotePage<'a> {
    visit: &'a Visit,
    seat: VoteSeat,
    writer: SocketWriter,
    /// Whether the page has a dark ground.
    is_dark: bool,
    /// The state that the page has.
    sent: Json,
    /// The figures that the page has.
    sent_figures: String,
}

impl VotePage<'_> {
    async fn run(&mut self, mut reader: SocketReader) -> SessionEnd {
        let code = self.seat.code().to_string();
        let label = Phrase::key("ui.web.seat").with("code", code.as_str());
        let label = self.visit.words.format(&label);
        if let Err(end) = self
            .writer
            .send(&json!({"seat": code, "label": label}))
            .await
        {
            return end;
        }
        let mut pings = interval(self.visit.server.options.limits.keepalive_interval);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let done = tokio::select! {
                view = self.seat.next_view() => match view {
                    Ok(view) => {
                        let shown = self.show(&view).await;
                        // Many vote at once; a page needs the newest count only.
                        sleep(TELLING_INTERVAL).await;
                        shown
                    }
                    Err(end) => Err(end),
                },
                message = reader.next() => match message {
                    Ok(message) => {
                        self.visit.guard.note_input();
                        if reader.admits_key() {
                            self.handle(&message).await
                        } else {
                            Ok(())
                        }
                    }
                    Err(end) => Err(end),
                },
                _ = pings.tick() => self.writer.ping().await,
            };
            if let Err(end) = done {
                return end;
            }
        }
    }

    /// Handles a message of the page; others than these change nothing.
    async fn handle(&mut self, message: &Json) -> Result<(), SessionEnd> {
        if let Some(is_dark) = message.get("dark").and_then(Json::as_bool) {
            self.is_dark = is_dark;
            return match self.seat.view() {
                Some(view) => self.show(&view).await,
                None => Ok(()),
            };
        }
        let event = if let Some(answer) = message.get("vote").and_then(Json::as_u64) {
            SeatEvent::Vote(usize::try_from(answer).unwrap_or(usize::MAX))
        } else if let Some(is_raised) = message.get("hand").and_then(Json::as_bool) {
            SeatEvent::RaiseHand(is_raised)
        } else if let Some(name) = message.get("name").and_then(Json::as_str) {
            if name.trim().is_empty() {
                SeatEvent::Name(None)
            } else {
                match SeatName::parse(name) {
                    Ok(name) => SeatEvent::Name(Some(name)),
                    Err(fault) => {
                        let sentence = self.visit.words.format(&name_fault(fault));
                        return self.writer.send(&json!({"fault": sentence})).await;
                    }
                }
            }
        } else {
            return Ok(());
        };
        match self.seat.update(event) {
            Some(view) => self.show(&view).await,
            None => Ok(()),
        }
    }

    /// Shows the room, unless the page shows the same already.
    async fn show(&mut self, view: &SeatView) -> Result<(), SessionEnd> {
        let text = self.text(view.place).await;
        self.show_figures(view, &text).await?;
        let state = vote_state(view, &text, &self.visit.words);
        if state == self.sent {
            return Ok(());
        }
        self.writer.send(&state).await?;
        self.sent = state;
        Ok(())
    }

    /// Shows the figures of the step; those after the answer once it is shown.
    async fn show_figures(
        &mut self,
        view: &SeatView,
        text: &VotePageText,
    ) -> Result<(), SessionEnd> {
        let vote = view.vote.as_ref();
        let is_revealed = vote.is_some_and(|vote| vote.phase == VotePhase::Revealed);
        let figures = if is_revealed {
            &text.answered_figures
        } else {
            &text.figures
        };
        let figures = figures.on_ground(self.is_dark);
        if figures != self.sent_figures {
            self.writer.send(&json!({"figures": figures})).await?;
            figures.clone_into(&mut self.sent_figures);
        }
        Ok(())
    }

    /// The text at a place. Whoever is first waits until its numbers are computed.
    async fn text(&self, place: Option<Place>) -> Arc<VotePageText> {
        let visit = self.visit;
        if let Some(text) = visit.texts.ready(place, &visit.words) {
            return text;
        }
        let (texts, server) = (Arc::clone(&visit.texts), Arc::clone(&visit.server));
        let words = visit.words.clone();
        let made =
            tokio::task::spawn_blocking(move || texts.get(&server.options, place, &words)).await;
        made.unwrap_or_default()
    }
}
