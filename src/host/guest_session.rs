//! The session of a guest: the program's event loop on a thread of its own.

use std::cell::RefCell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::sync::mpsc::Sender;

use super::fair_scheduler::WorkTurn;
use super::file_effects::refuse_files;
use super::guest_display::{GuestDisplay, GuestScreen};
use super::guest_events::GuestEvents;
use super::guest_terminal::{Connection, GuestTerminal, GuestWriter};
use super::limits::STACK;
use super::mailbox::{Mailbox, SessionEnd};
use super::seat_code::SeatCode;
use super::server::Server;
use crate::app::{
    App, Appearance, Behaviour, Detection, Effect, GlyphSetting, MouseCapture, Msg, Progress,
    RoomUpdate,
};
use crate::locale::{Lang, Phrase, Words};
use crate::nn::parallel;
use crate::room::{SeatEvent, SeatId, SeatView};
use crate::terminal::{
    self, CellDisplay, ColorChoice, ExitReason, RemoteDisplay, ShownFrame, UiView, run_event_loop,
};

/// A seat and what its guest has done so far.
pub(super) struct SeatPlace {
    pub(super) seat: SeatId,
    pub(super) code: SeatCode,
    pub(super) progress: Progress,
}

/// Starts the thread of a seat.
pub(super) fn start(
    server: Arc<Server>,
    place: SeatPlace,
    mailbox: Arc<Mailbox>,
    connection: Connection,
) -> io::Result<JoinHandle<()>> {
    let run = move || {
        let guest = Guest {
            server,
            seat: place.seat,
            code: place.code,
            mailbox,
            output: RefCell::default(),
        };
        guest.run(connection, place.progress);
    };
    thread::Builder::new()
        .name("guest".to_owned())
        .stack_size(STACK)
        .spawn(run)
}

/// A guest on a seat.
struct Guest {
    server: Arc<Server>,
    seat: SeatId,
    code: SeatCode,
    mailbox: Arc<Mailbox>,
    /// The present connection, for the news of a fault.
    output: RefCell<Option<(Sender<Vec<u8>>, GuestScreen)>>,
}

/// The end of a connection.
enum End {
    /// The guest has left.
    Left,
    /// The connection has ended.
    Connection(SessionEnd, Option<Connection>),
}

impl Guest {
    /// Runs the seat until its guest leaves, the room ends, or no connection returns in time.
    fn run(&self, connection: Connection, progress: Progress) {
        // The others of the room are on the remaining cores.
        parallel::limit_threads(1);
        let words = self.words(&connection.terminal);
        let run = AssertUnwindSafe(|| self.run_connections(connection, progress));
        let end = panic::catch_unwind(run);
        if let Ok(Some(progress)) = end {
            self.server.park(self.seat, &self.mailbox, progress);
            return;
        }
        if end.is_err() {
            let sentence = words.map_or_else(String::new, |words| words.get("ui.room.crashed"));
            if let Some((output, screen)) = self.output.take() {
                // Without a reader no one is left to be told.
                drop(output.blocking_send(screen.crash_message(&sentence)));
            }
            let _gone = self.update(SeatEvent::Crash);
        }
        let _gone = self.update(SeatEvent::Leave);
    }

    /// Tells the room what happens at this seat.
    fn update(&self, event: SeatEvent) -> Option<SeatView> {
        self.server.update(self.seat, &self.mailbox, event)
    }

    /// Returns what the guest has done, if no connection returns in time.
    fn run_connections(&self, first: Connection, progress: Progress) -> Option<Progress> {
        let mut app = self.new_app(&first.terminal, first.screen, progress)?;
        if let Some(notice) = &first.notice {
            let notice = notice.clone().with("own", self.code.to_string());
            let _update = app.update(Msg::Notice(notice));
        }
        let mut connection = first;
        loop {
            let end = self.run_connection(&mut app, connection);
            let next = match end {
                End::Left | End::Connection(SessionEnd::RoomEnded | SessionEnd::Moved, _) => {
                    return None;
                }
                End::Connection(_, Some(next)) => Some(next),
                End::Connection(_, None) => {
                    let _view = self.update(SeatEvent::Away);
                    let away = self.server.options.limits.away_time;
                    self.mailbox.wait_for_connection(away)
                }
            };
            let Some(next) = next else {
                return Some(app.progress());
            };
            connection = next;
            app.set_appearance(appearance(&connection.terminal));
            adapt_terminal(&mut app, &connection.terminal);
            if let Some(view) = self.update(SeatEvent::Back) {
                let _update = app.update(Msg::Room(RoomUpdate::View(Box::new(view))));
            }
        }
    }

    /// Runs the event loop on one connection.
    fn run_connection(&self, app: &mut App, connection: Connection) -> End {
        let turn = WorkTurn::new(
            Arc::clone(&self.server.scheduler),
            Arc::clone(&self.mailbox),
        );
        let turn = Rc::new(turn);
        self.output
            .replace(Some((connection.output.clone(), connection.screen)));
        let writer = GuestWriter::new(connection.output, Rc::clone(&turn));
        let end = match connection.screen {
            GuestScreen::Terminal => {
                let mouse = app.context().behaviour().mouse;
                match RemoteDisplay::open(writer, connection.size, mouse) {
                    Ok(display) => self.run_on(app, display, &turn),
                    Err(_) => self.connection_end(),
                }
            }
            GuestScreen::Page => match CellDisplay::open(writer, connection.size) {
                Ok(display) => self.run_on(app, display, &turn),
                Err(_) => self.connection_end(),
            },
        };
        // The connection closes once nothing sends to it.
        self.output.take();
        end
    }

    /// Runs the event loop on a display.
    fn run_on(&self, app: &mut App, mut display: impl GuestDisplay, turn: &Rc<WorkTurn>) -> End {
        let mut events = GuestEvents::new(
            Arc::clone(&self.mailbox),
            Rc::clone(turn),
            self.server.clock,
        );
        let result = run_event_loop(
            app,
            &mut display,
            &mut events,
            &mut UiView,
            |effect, shown| self.handle(effect, shown),
        );
        turn.release();
        let (end, farewell) = match result {
            Ok(ExitReason::Quit) => (End::Left, goodbye(app)),
            Ok(ExitReason::EndOfInput | ExitReason::Signal(_)) | Err(_) => {
                let end = self.connection_end();
                let farewell = farewell(&end);
                (end, farewell)
            }
        };
        let text = app.words().format(&farewell);
        // The connection may be gone.
        drop(display.close(&text));
        end
    }

    fn connection_end(&self) -> End {
        let (end, connection) = self.mailbox.take_end();
        End::Connection(end.unwrap_or(SessionEnd::Disconnected), connection)
    }

    /// The course on this seat.
    fn new_app(
        &self,
        terminal: &GuestTerminal,
        screen: GuestScreen,
        progress: Progress,
    ) -> Option<App> {
        let options = &self.server.options;
        let course = Arc::clone(&options.course);
        let words = self.words(terminal)?;
        let view = self.server.view(self.seat)?;
        let way_back = match (screen, &self.server.join.ssh, &self.server.join.web) {
            (GuestScreen::Page, _, Some(address)) => format!("{address}/#{}", self.code),
            (_, Some(command), _) => with_code(command, self.code),
            (_, None, _) => self.code.to_string(),
        };
        let mut app = App::new(course, words, appearance(terminal), options.seed);
        app = app.with_progress(progress, None).with_behaviour(Behaviour {
            mouse: MouseCapture::On,
            detection: Detection {
                theme: true,
                ..Detection::default()
            },
            ..Behaviour::default()
        });
        adapt_terminal(&mut app, terminal);
        let page = self.server.join.web.as_ref();
        let page = page.map(|address| format!("{address}/#{}", self.code));
        let app = app.with_seat(view, self.code.to_string(), way_back);
        Some(app.with_vote_page(page))
    }

    fn words(&self, terminal: &GuestTerminal) -> Option<Words> {
        words(terminal, &self.server.options.lang)
    }

    /// Handles an effect. No guest reaches a file of this machine.
    fn handle(&self, effect: Effect, _: ShownFrame<'_>) -> Option<Msg> {
        match effect {
            Effect::Seat(event) => {
                let view = self.update(event)?;
                Some(Msg::Room(RoomUpdate::View(Box::new(view))))
            }
            effect => refuse_files(effect),
        }
    }
}

/// The words of the language that the terminal names if the program has it, else of the room's.
pub(super) fn words(terminal: &GuestTerminal, of_room: &Lang) -> Option<Words> {
    let own = terminal.locale().map(Lang::of);
    let lang = own
        .filter(|lang| Words::available().contains(lang))
        .unwrap_or_else(|| of_room.clone());
    Words::load_or_english(&lang).ok()
}

/// Adapts the app to a terminal.
pub(super) fn adapt_terminal(app: &mut App, terminal: &GuestTerminal) {
    let profile = terminal::profile(&|name| terminal.variable(name));
    app.set_terminal(profile, GlyphSetting::Auto);
}

/// The appearance on a terminal.
pub(super) fn appearance(terminal: &GuestTerminal) -> Appearance {
    let variable = |name: &str| terminal.variable(name);
    let appearance = Appearance {
        depth: terminal::color_depth(ColorChoice::Auto, &variable),
        ..Appearance::default()
    };
    Appearance {
        glyphs: terminal::profile(&variable)
            .choose(GlyphSetting::Auto, appearance)
            .0,
        ..appearance
    }
}

/// The command that joins, with the code of a seat: `ssh -p 2222 K7MX@192.168.0.14`.
fn with_code(command: &str, code: SeatCode) -> String {
    match command.rsplit_once(' ') {
        Some((options, address)) => format!("{options} {code}@{address}"),
        None => format!("{command} {code}"),
    }
}

/// The sentence for a guest who leaves.
fn goodbye(app: &App) -> Phrase {
    let (right, answered) = app.answers();
    if answered == 0 {
        return Phrase::key("ui.room.goodbye-without-answers");
    }
    Phrase::key("ui.room.goodbye")
        .with("right", right)
        .with("answered", answered)
}

/// The sentence for a connection that has ended.
fn farewell(end: &End) -> Phrase {
    match end {
        End::Left => Phrase::verbatim(""),
        End::Connection(end, _) => end.farewell(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_has_the_code_before_the_address() {
        let code = SeatCode::parse("K7MX").unwrap();
        let way = with_code("ssh -p 2222 192.168.0.14", code);
        assert_eq!(way, "ssh -p 2222 K7MX@192.168.0.14");
    }
}
