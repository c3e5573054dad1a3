//! The session of the presenter's notes.

use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::fair_scheduler::{FairScheduler, WorkTurn};
use super::file_effects::refuse_files;
use super::guest_events::GuestEvents;
use super::guest_session::{self, appearance};
use super::guest_terminal::{Connection, GuestWriter};
use super::limits::STACK;
use super::mailbox::Mailbox;
use super::server::Server;
use crate::app::{App, Behaviour, Detection, Effect, Msg};
use crate::locale::Phrase;
use crate::nn::parallel;
use crate::terminal::{ExitReason, RemoteDisplay, UiView, run_event_loop};

/// Starts the thread of a notes screen.
pub(super) fn start(
    server: Arc<Server>,
    mailbox: Arc<Mailbox>,
    connection: Connection,
) -> io::Result<JoinHandle<()>> {
    thread::Builder::new()
        .name("notes".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            parallel::limit_threads(1);
            // A connection that is gone needs no more.
            drop(run(&server, &mailbox, connection));
            server.forget_notes(&mailbox);
        })
}

fn run(server: &Arc<Server>, mailbox: &Arc<Mailbox>, connection: Connection) -> io::Result<()> {
    let options = &server.options;
    let terminal = &connection.terminal;
    let Some(words) = guest_session::words(terminal, &options.lang) else {
        return Ok(());
    };
    let course = Arc::clone(&options.course);
    let mut app =
        App::new(course, words, appearance(terminal), options.seed).with_behaviour(Behaviour {
            detection: Detection {
                theme: true,
                ..Detection::default()
            },
            ..Behaviour::default()
        });
    guest_session::adapt_terminal(&mut app, terminal);
    let mut app = app.with_notes(server.snapshot(), server.room_clock(), server.notes_token());
    // Notes never wait for guests.
    let turns = Arc::new(FairScheduler::new(1));
    let turn = Rc::new(WorkTurn::new(turns, Arc::clone(mailbox)));
    let writer = GuestWriter::new(connection.output, Rc::clone(&turn));
    let mouse = app.context().behaviour().mouse;
    let mut display = RemoteDisplay::open(writer, connection.size, mouse)?;
    let mut events = GuestEvents::new(Arc::clone(mailbox), turn, server.clock);
    let result = run_event_loop(
        &mut app,
        &mut display,
        &mut events,
        &mut UiView,
        |effect, _| handle(server, effect),
    );
    let farewell = match result {
        Ok(ExitReason::Quit) => Phrase::verbatim(""),
        Ok(ExitReason::EndOfInput | ExitReason::Signal(_)) | Err(_) => {
            Phrase::key("ui.notes.ended")
        }
    };
    display.close(&app.words().format(&farewell))
}

/// Handles an effect: only the remote control reaches the room.
fn handle(server: &Server, effect: Effect) -> Option<Msg> {
    match effect {
        Effect::Remote(action) => {
            server.use_remote(action);
            None
        }
        effect => refuse_files(effect),
    }
}
