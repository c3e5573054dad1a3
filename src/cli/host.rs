//! `relutor host`: the course on a projector, and a room that learners join.

use std::io::{self, BufRead as _, IsTerminal, Write as _};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use super::effect_handler::EffectHandler;
use super::open::{self, EntryPoint, Shown, StoredProgress};
use super::output::{self, Overwrite};
use super::{Failure, Home, home};
use crate::app::{App, Effect, Msg, RoomUpdate};
use crate::host::{HostError, HostOptions, Limits, RoomHost, SavedHost};
use crate::lab::Values;
use crate::locale::{ErrorReason, Phrase, Words};
use crate::terminal::{self, EventQueue, ExitReason, ShownFrame};

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
    // The guests of the room are in this course.
    let app = app.with_other_courses(Vec::new());
    if environment("TERM").as_deref() == Some("dumb") || !io::stdout().is_terminal() {
        return Err(Failure::Usage(Phrase::key("cli.fault.no-terminal")));
    }
    let storage = home.storage(matches);
    let mut options = HostOptions {
        addresses: addresses(matches),
        port: port(matches, "port", "no-ssh"),
        web: port(matches, "web", "no-web"),
        seats: usize::from(number(matches, "max")),
        seats_of_address: usize::from(seats_of_address(matches)),
        pin: pin(matches)?,
        name: name(matches)?,
        saved: None,
        limits: Limits::default(),
        state_folder: home.state_folder(),
        time_of_day: home::time_of_day,
        course: Arc::clone(app.course()),
        lang: words.lang().clone(),
        seed: open::seed(matches)?,
    };
    let report = matches.get_one::<PathBuf>("report");
    if let Some(path) = report {
        check_report(path)?;
    }
    RoomHost::check_ports(&options).map_err(failure)?;
    options.saved = continued_room(matches, &options, words)?;
    let named = matches.get_one::<String>("pin").map(String::as_str);
    let kept = options.saved.as_ref().and_then(|saved| saved.pin.clone());
    options.pin = pin_of_room(named, options.pin, kept);
    let mut app = shown.apply(app);
    if let Some(place) = options.saved.as_ref().and_then(|saved| saved.room.place) {
        app.open(place.lesson, place.step, &Values::new())?;
        app.go_to_step(place.step);
    }
    let queue = EventQueue::new();
    let room = RoomHost::open(options, queue.sender()).map_err(failure)?;
    let mut app = app.with_hosted_room(room.join_info().clone());
    let mut effect_handler = EffectHandler::new(storage, words.clone(), queue.sender());
    let end = show(&mut app, queue, &room, &mut effect_handler);
    if let Some(path) = report {
        let text = room.report(app.words());
        // Somebody may have made the file meanwhile.
        let written = output::write(path, &text, Overwrite::Never).or_else(|_taken| {
            let name = path.with_extension("").display().to_string();
            output::write_new(&name, "md", &text).map(drop)
        });
        written.map_err(Failure::System)?;
    }
    end
}

/// Checks before the room opens that its report can be written at its end.
fn check_report(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        let what = Phrase::key("cli.fault.report-exists").with("path", path.display().to_string());
        return Err(Failure::Usage(what));
    }
    output::check_writable(path).map_err(Failure::System)
}

/// Shows the course until the presenter quits.
fn show(
    app: &mut App,
    queue: EventQueue,
    room: &RoomHost,
    effect_handler: &mut EffectHandler,
) -> Result<ExitReason, Failure> {
    let server = room.server();
    let handle = |effect, shown: ShownFrame<'_>| match effect {
        Effect::Present(event) => {
            let snapshot = Box::new(server.present(event));
            Some(Msg::Room(RoomUpdate::Snapshot(snapshot)))
        }
        effect => effect_handler.handle(effect, shown),
    };
    terminal::run(app, queue, &mut terminal::UiView, handle)
        .map_err(|error| Failure::system("cli.fault.terminal", &error))
}

/// The room of this port that was open before, if the presenter wants to continue it.
fn continued_room(
    matches: &ArgMatches,
    options: &HostOptions,
    words: &Words,
) -> Result<Option<SavedHost>, Failure> {
    let folder = options.state_folder.as_ref().zip(options.kept_at());
    let Some((folder, port)) = folder.filter(|_| !matches.get_flag("fresh")) else {
        return Ok(None);
    };
    let saved = SavedHost::read(folder, port, &options.course);
    let saved = saved.map_err(|error| Failure::system("cli.fault.room-file", &error))?;
    let Some(saved) = saved else {
        return Ok(None);
    };
    let question = Phrase::key("cli.host.continue")
        .with("time", saved.began.as_str())
        .with("n", saved.room.seats.len());
    loop {
        let mut answer = String::new();
        let asked = write!(io::stdout(), "{} ", words.format(&question))
            .and_then(|()| io::stdout().flush())
            .and_then(|()| io::stdin().lock().read_line(&mut answer));
        let read = asked.map_err(|error| Failure::system("cli.fault.output", &error))?;
        match answer.trim() {
            "c" | "ㅊ" => return Ok(Some(saved)),
            "f" | "ㄹ" => return Ok(None),
            // Standard input has ended.
            _ if read == 0 => return Ok(None),
            _ => {}
        }
    }
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

/// The seats that one address may have: half of all without another number.
fn seats_of_address(matches: &ArgMatches) -> u16 {
    let named = matches.get_one("max-per-address").copied();
    named.unwrap_or_else(|| number(matches, "max").div_ceil(2))
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

/// The PIN of a room that is continued: the one that is `named`, else the one that it has `kept`, so that a room with a PIN is
/// never opened to everyone by a restart. `new` is the PIN without a room before.
fn pin_of_room(named: Option<&str>, new: Option<String>, kept: Option<String>) -> Option<String> {
    match named {
        None | Some("") => kept.or(new),
        Some(_) => new,
    }
}

/// The name of `--mdns`: letters, digits and hyphens, as in the name of a machine (RFC 1123).
fn name(matches: &ArgMatches) -> Result<Option<String>, Failure> {
    let Some(name) = matches.get_one::<String>("mdns") else {
        return Ok(None);
    };
    let is_known = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_name = (1..=63).contains(&name.len())
        && name.chars().all(is_known)
        && !name.starts_with('-')
        && !name.ends_with('-');
    if is_name {
        Ok(Some(name.clone()))
    } else {
        let what = Phrase::key("cli.fault.mdns").with("name", name.as_str());
        Err(Failure::Usage(what))
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
        HostError::Name { name, reason } => Failure::System(
            Phrase::key("cli.fault.mdns-silent")
                .with("name", name)
                .with("why", reason),
        ),
        HostError::Threads(error) => Failure::system("cli.fault.terminal", &error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_that_is_continued_keeps_its_pin_unless_another_is_named() {
        let pin = |named, new: &str| {
            let new = Some(new.to_owned()).filter(|new| !new.is_empty());
            pin_of_room(named, new, Some("042117".to_owned()))
        };
        assert_eq!(pin(None, "").as_deref(), Some("042117"));
        assert_eq!(pin(Some(""), "998877").as_deref(), Some("042117"));
        assert_eq!(pin(Some("77"), "77").as_deref(), Some("77"));
        assert_eq!(pin_of_room(None, None, None), None);
        let new = Some("998877".to_owned());
        assert_eq!(pin_of_room(Some(""), new.clone(), None), new);
    }
}
