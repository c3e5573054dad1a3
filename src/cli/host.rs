//! `relutor host`: the course on a projector, and a room that learners join.

use std::io::{self, IsTerminal};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use clap::ArgMatches;

use super::effect_handler::EffectHandler;
use super::open::{self, EntryPoint, Shown, StoredProgress};
use super::{Failure, Home, home};
use crate::app::{Effect, Msg, RoomUpdate};
use crate::host::{HostError, HostOptions, Limits, RoomHost};
use crate::locale::{ErrorReason, Phrase, Words};
use crate::terminal::{self, EventQueue, ExitReason};

/// Opens a room, and shows the course until the presenter quits.
pub(super) fn host(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
) -> Result<ExitReason, Failure> {
    let shown = Shown::new(matches, environment, home);
    let app = open::app(
        EntryPoint::Course,
        matches,
        words,
        shown.appearance,
        StoredProgress::default(),
    )?;
    if environment("TERM").as_deref() == Some("dumb") || !io::stdout().is_terminal() {
        return Err(Failure::Usage(Phrase::key("cli.fault.no-terminal")));
    }
    let storage = home.storage(matches);
    let options = HostOptions {
        addresses: addresses(matches),
        port: port(matches, "port", "no-ssh"),
        web: port(matches, "web", "no-web"),
        seats: usize::from(number(matches, "max")),
        pin: pin(matches)?,
        limits: Limits::default(),
        state_folder: home.state_folder(),
        time_of_day: home::time_of_day,
        course: Arc::clone(app.course()),
        lang: words.lang().clone(),
        seed: open::seed(matches)?,
    };
    let queue = EventQueue::new();
    let room = RoomHost::open(options, queue.sender()).map_err(failure)?;
    let mut app = shown.apply(app).with_hosted_room(room.join_info().clone());
    let mut effect_handler = EffectHandler::new(storage, words.clone(), queue.sender());
    let server = Arc::clone(room.server());
    terminal::run(
        &mut app,
        queue,
        &mut terminal::UiView,
        |effect, shown| match effect {
            Effect::Present(event) => {
                let snapshot = Box::new(server.present(event));
                Some(Msg::Room(RoomUpdate::Snapshot(snapshot)))
            }
            effect => effect_handler.handle(effect, shown),
        },
    )
    .map_err(|error| Failure::system("cli.fault.terminal", &error))
}

/// The addresses to listen at: this machine alone, unless `--lan` or `--bind` says more.
fn addresses(matches: &ArgMatches) -> Vec<IpAddr> {
    let named: Vec<_> = matches
        .get_many::<IpAddr>("bind")
        .into_iter()
        .flatten()
        .copied()
        .collect();
    match (named.is_empty(), matches.get_flag("lan")) {
        (false, _) => named,
        (true, true) => vec![Ipv4Addr::UNSPECIFIED.into()],
        (true, false) => vec![Ipv4Addr::LOCALHOST.into()],
    }
}

/// The port of a way into the room; none if the option `off` leaves it out.
fn port(matches: &ArgMatches, option: &str, off: &str) -> Option<u16> {
    (!matches.get_flag(off)).then(|| number(matches, option))
}

fn number(matches: &ArgMatches, option: &str) -> u16 {
    matches.get_one(option).copied().unwrap_or_default()
}

/// The PIN of `--pin`: the one that is named, or one that is made up.
fn pin(matches: &ArgMatches) -> Result<Option<String>, Failure> {
    let Some(named) = matches.get_one::<String>("pin") else {
        return Ok(None);
    };
    if named.is_empty() {
        return Ok(Some(RoomHost::random_pin()));
    }
    let is_simple = named.len() <= 16 && named.chars().all(|c| c.is_ascii_alphanumeric());
    if is_simple {
        Ok(Some(named.clone()))
    } else {
        Err(Failure::Usage(Phrase::key("cli.fault.pin")))
    }
}

fn failure(error: HostError) -> Failure {
    match error {
        HostError::Listen { address, error } => {
            let key = match error.kind() {
                io::ErrorKind::AddrInUse => "cli.fault.port-in-use",
                io::ErrorKind::AddrNotAvailable => "cli.fault.no-address",
                io::ErrorKind::PermissionDenied => "cli.fault.low-port",
                _ => {
                    let what = Phrase::key("cli.fault.listen").with("address", address.to_string());
                    return Failure::System(ErrorReason::from(&error).explain(what));
                }
            };
            let what = Phrase::key(key)
                .with("address", address.ip().to_string())
                .with("port", address.port().to_string());
            Failure::System(what)
        }
        HostError::Key { file, reason } => {
            let path = file.map(|file| file.display().to_string());
            let what = Phrase::key("cli.fault.host-key")
                .with("path", path.unwrap_or_default())
                .with("why", reason);
            Failure::System(what)
        }
        HostError::Threads(error) => Failure::system("cli.fault.terminal", &error),
    }
}
