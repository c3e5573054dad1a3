//! The app in a workshop: following the presenter, and telling the room what happens at this screen. The presenter's notes are
//! in [`notes`].

mod notes;

use super::App;
use super::context::Context;
use super::input::key::{Key, KeyCode};
use super::input::keymap::key_names;
use super::join_info::JoinInfo;
use super::message::{Effect, Msg, RoomUpdate, Update};
use super::name_fault::name_fault;
use super::overlay::Overlay;
use super::overlay::text_input::InputPurpose;
use super::participant::{GuestSeat, HostedRoom, Participant};
use super::screen::Screen;
use super::screen::lesson_list::LessonList;
use super::session::Session;
use crate::lab::Values;
use crate::locale::Phrase;
use crate::room::{Ballot, Place, RoomSnapshot, SeatEvent, SeatName, SeatView, VotePhase};

/// The question whether the room ends for its guests.
const END_ROOM: &str = "ui.room.end-room";

impl App {
    /// The same app for a class: votes are counted before the answer is shown, the text of questions is large, and the
    /// instructor can read notes.
    #[must_use]
    pub fn with_presentation(mut self) -> Self {
        self.context.participant = Participant::presenter();
        self
    }

    /// The same app for the presenter of a room that a server has. It begins with the join screen.
    #[must_use]
    pub fn with_hosted_room(mut self, join: JoinInfo) -> Self {
        self.context.participant = Participant::Host(Box::new(HostedRoom::new(join)));
        self.overlay = Some(Overlay::Join);
        self
    }

    /// The same app for a guest of a room that a server has. `code` names the seat, and `way_back` leads back to it after a
    /// lost connection.
    #[must_use]
    pub fn with_seat(mut self, view: SeatView, code: String, way_back: String) -> Self {
        let place = view.place;
        let seat = GuestSeat::new(view, code, way_back);
        self.context.participant = Participant::Guest(Box::new(seat));
        self.go_to_place(place);
        self.take_revealed_answer();
        self.repeat_run();
        self
    }

    /// The same app of a guest in a room with a page for phones at `address`.
    #[must_use]
    pub fn with_vote_page(mut self, address: Option<String>) -> Self {
        if let Participant::Guest(seat) = &mut self.context.participant {
            seat.page = address;
        }
        self
    }

    /// The place of this screen; none on the list of lessons.
    pub(super) fn place(&self) -> Option<Place> {
        let session = self.session()?;
        let lesson = self.context.lesson_index(session.name().as_str())?;
        Some(Place {
            lesson,
            step: session.at(),
        })
    }

    /// Asks the presenter whether the room ends for the guests who are there; false once it was asked, or without guests.
    pub(super) fn asks_to_end_room(&mut self) -> bool {
        let Some(room) = self.context.participant.hosted_room() else {
            return false;
        };
        let guests = room.snapshot.present();
        let key = key_names("quit").unwrap_or_default();
        let ask = Phrase::key(END_ROOM).with("n", guests).with("key", key);
        if guests == 0 || self.context.dismissed_notice.as_ref() == Some(&ask) {
            return false;
        }
        self.context.notice = Some(ask);
        true
    }

    /// Whether `key` only takes back the question whether the room ends.
    pub(super) fn takes_question_back(&self, key: Key) -> bool {
        let asked = self.context.dismissed_notice.as_ref();
        key == Key::plain(KeyCode::Esc) && asked.is_some_and(|asked| asked.name() == END_ROOM)
    }

    /// Tells the room where this screen is.
    pub(super) fn tell_room(&mut self) -> Update {
        let place = self.place();
        let question = self.session().and_then(Session::open_question);
        let ballot = question.map(|question| Ballot {
            answers: question.answers.len(),
            right: question.right,
        });
        let done = self.session().is_some_and(Session::is_step_done);
        let gone = self.context.participant.go(place, ballot);
        let arrived = gone.merge(self.context.participant.arrive(place, done));
        match (&mut self.context.participant, &self.screen) {
            (Participant::Host(room), Screen::Lesson(name)) => {
                let Some(session) = self.sessions.get(name) else {
                    return arrived;
                };
                let run = session.run_of_presenter();
                arrived.merge(run.map_or_else(Update::none, |run| {
                    room.tell_run(run, || session.edits_before_run())
                }))
            }
            _ => arrived,
        }
    }

    /// Repeats the run of the presenter's model on the model of a guest who follows.
    fn repeat_run(&mut self) {
        let place = self.place();
        let Participant::Guest(seat) = &mut self.context.participant else {
            return;
        };
        if !seat.view.follows || seat.view.place != place {
            return;
        }
        let Some(run) = seat.view.run.clone() else {
            return;
        };
        let is_new = seat.repeated_run.replace(run.number) != Some(run.number);
        if let Some(session) = self.session_mut() {
            session.repeat_run(&run, is_new);
        }
    }

    /// Whether `msg` is something that the person at this screen did.
    pub(super) fn is_own(msg: &Msg) -> bool {
        matches!(msg, Msg::Key(_) | Msg::Mouse(_) | Msg::Paste(_))
    }

    /// Lets a guest explore who left the presenter's step alone.
    pub(super) fn detach_if_moved(&mut self, before: Option<Place>) -> Update {
        let place = self.place();
        let Participant::Guest(seat) = &mut self.context.participant else {
            return Update::none();
        };
        if !seat.view.follows || place == before || place == seat.view.place {
            return Update::none();
        }
        seat.view.follows = false;
        let follow = format!("{}f", key_names("room").unwrap_or_default());
        self.context.notice = Some(Phrase::key("ui.room.detached").with("follow", follow));
        Update {
            redraw: true,
            effects: vec![Effect::Seat(SeatEvent::Explore)],
        }
    }

    /// Handles a change of the room.
    pub(super) fn handle_room(&mut self, update: RoomUpdate) -> Update {
        match (update, &mut self.context.participant) {
            (RoomUpdate::Snapshot(snapshot), Participant::Host(room)) => {
                let has_changed = room.snapshot != *snapshot;
                room.snapshot = *snapshot;
                self.take_revealed_answer();
                has_changed.into()
            }
            (RoomUpdate::View(view), Participant::Guest(seat)) => {
                if seat.view.looks_like(&view) {
                    seat.view = *view;
                    return Update::none();
                }
                let follows_anew = view.follows && !seat.view.follows;
                // A sentence about the room before it changed may be false now.
                let gathering = || Phrase::key("ui.room.gathering");
                self.context.notice = view.is_gathering.then(gathering);
                let has_moved = seat.view.place != view.place;
                seat.view = *view;
                if seat.view.follows {
                    let place = seat.view.place;
                    if has_moved || follows_anew {
                        self.go_to_place(place);
                    }
                    if follows_anew {
                        self.return_to_vote();
                    }
                    self.take_revealed_answer();
                    self.repeat_run();
                }
                Update::redraw()
            }
            (RoomUpdate::Notes(snapshot, clock), Participant::Notes(desk)) => {
                let place = snapshot.place;
                desk.show(*snapshot, clock);
                self.go_to_place(place);
                self.take_revealed_answer();
                Update::redraw()
            }
            (
                RoomUpdate::Snapshot(_) | RoomUpdate::View(_) | RoomUpdate::Notes(..),
                Participant::Alone
                | Participant::Presenter(_)
                | Participant::Host(_)
                | Participant::Guest(_)
                | Participant::Notes(_),
            ) => Update::none(),
        }
    }

    /// Goes to the presenter's place.
    fn go_to_place(&mut self, place: Option<Place>) {
        if self.place() == place {
            return;
        }
        let types_name = matches!(
            &self.overlay,
            Some(Overlay::TextInput(input)) if input.purpose == InputPurpose::SeatName
        );
        if !types_name {
            self.close_overlay();
        }
        if let Some(place) = place {
            // Without values there is nothing to refuse.
            drop(self.open(place.lesson, place.step, &Values::new()));
            self.go_to_step(place.step);
        } else {
            let selected = self.place().map_or(0, |place| place.lesson);
            if let Some(session) = self.session_mut() {
                session.pause();
            }
            self.screen = Screen::List(LessonList::new(selected));
        }
    }

    /// Opens a question that a guest has answered alone, if the room counts another vote of the guest: the screen shows what
    /// the room counts.
    fn return_to_vote(&mut self) {
        let view = self.context.participant.view();
        let counts = view.and_then(|view| view.vote.as_ref()?.own).is_some();
        if let Some(session) = self.session_mut().filter(|_| counts) {
            session.reopen_question();
        }
    }

    /// Answers the open question once the room shows the answer: for a guest with the own vote, for the presenter with that of
    /// most. Without a vote it is skipped.
    fn take_revealed_answer(&mut self) {
        let place = self.place();
        let participant = &self.context.participant;
        let (is_revealed, answer) = match (participant.view(), participant.snapshot()) {
            (Some(view), _) => {
                let vote = view.vote.as_ref().filter(|_| view.place == place);
                let is_revealed = vote.is_some_and(|vote| vote.phase == VotePhase::Revealed);
                (is_revealed, vote.and_then(|vote| vote.own))
            }
            (None, Some(room)) => {
                let vote = room.vote.as_ref().filter(|_| room.place == place);
                let is_revealed = vote.is_some_and(|vote| vote.phase == VotePhase::Revealed);
                (is_revealed, vote.and_then(|vote| vote.tally()?.leading()))
            }
            (None, None) => return,
        };
        let (is_guest, is_notes) = (
            participant.seat().is_some(),
            participant.notes_desk().is_some(),
        );
        let motion = self.context.behaviour().motion;
        let Some(session) = self.session_mut().filter(|_| is_revealed) else {
            return;
        };
        if session.open_question().is_none() {
            return;
        }
        let _changed = match answer {
            // The notes show no model.
            answer if is_notes => session.close_question(answer),
            Some(answer) if is_guest => session.reveal(motion, |session| session.answer(answer)),
            answer => session.reveal(motion, |session| session.close_question(answer)),
        };
    }

    /// Takes the typed name of a guest, or says why it is none.
    pub(super) fn set_seat_name(&mut self, text: &str) -> Update {
        let name = if text.trim().is_empty() {
            Ok(None)
        } else {
            SeatName::parse(text).map(Some)
        };
        match (name, &mut self.overlay) {
            (Ok(name), overlay) => {
                *overlay = None;
                self.context.participant.seat_event(SeatEvent::Name(name))
            }
            (Err(fault), Some(Overlay::TextInput(input))) => {
                input.fault = Some(name_fault(fault));
                Update::redraw()
            }
            (Err(_), _) => Update::none(),
        }
    }

    /// The room as the server showed it last, on the screens of its presenter.
    pub fn room_snapshot(&self) -> Option<&RoomSnapshot> {
        self.context.participant.snapshot()
    }

    /// Whether the presenter has left the join screen once.
    pub fn has_room_begun(&self) -> bool {
        let room = self.context.participant.hosted_room();
        room.is_some_and(|room| room.has_begun)
    }

    /// The ways into the room, on the presenter's screen.
    pub fn join_info(&self) -> Option<&JoinInfo> {
        let room = self.context.participant.hosted_room()?;
        Some(&room.join)
    }
}

impl Context {
    /// The room as a guest sees it; none for others.
    pub fn seat_view(&self) -> Option<&SeatView> {
        self.participant.view()
    }

    /// The seat of a guest; none for others.
    pub fn seat(&self) -> Option<&GuestSeat> {
        self.participant.seat()
    }

    /// Whether the room takes the answers of this guest as votes.
    pub fn is_voting(&self) -> bool {
        self.participant.seat().is_some_and(GuestSeat::votes)
    }

    /// Whether the presenter's next key ends the round of a vote.
    pub fn closes_vote(&self) -> bool {
        self.participant.has_round_to_close()
    }
}
