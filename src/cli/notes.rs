//! `relutor notes`: the presenter's second screen.

use std::io::{self, BufRead, IsTerminal, Write};
use std::net::{IpAddr, SocketAddr};

use clap::ArgMatches;

use super::command_output::CommandOutput;
use super::failure::Failure;
use super::home::Home;
use crate::host::{CheckKey, NotesAccess, NotesError, show_notes};
use crate::locale::{ErrorReason, Phrase, Words};

/// The port of a room that is not named.
const USUAL_PORT: u16 = 2222;

/// Shows the notes of a room until they are closed.
pub(super) fn notes(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
) -> Result<CommandOutput, Failure> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::Usage(Phrase::key("cli.fault.no-terminal")));
    }
    let (host, port) = match matches.get_one::<String>("room") {
        Some(address) => parse_address(address)?,
        None => ("127.0.0.1".to_owned(), only_port(home)?),
    };
    let address = if host.contains(':') {
        format!("[{host}]:{port}")
    } else {
        format!("{host}:{port}")
    };
    let is_named = matches.contains_id("room");
    let room = own_room(&host, port, home, is_named)?;
    let is_own = room.is_some();
    let (token, check_key): (String, CheckKey) = if let Some(room) = room {
        let known = room.fingerprint;
        let is_known = move |fingerprint: &str| fingerprint == known;
        (room.token, Box::new(is_known))
    } else {
        let token = ask(words, "cli.notes.token")?;
        let words = words.clone();
        let confirm = move |fingerprint: &str| {
            let question = Phrase::key("cli.notes.key").with("fingerprint", fingerprint);
            // Without an answer, the key is not the one.
            ask_phrase(&words, &question).is_ok_and(|answer| answer.trim() == "yes")
        };
        (token, Box::new(confirm))
    };
    let shown = show_notes(&address, token.trim(), words.lang(), environment, check_key);
    shown.map_err(|error| failure(error, &address, is_own))?;
    Ok(CommandOutput::success(String::new()))
}

/// The port of the only room that is open on this machine, else the usual one.
fn only_port(home: &Home) -> Result<u16, Failure> {
    let Some(folder) = home.state_folder() else {
        return Ok(USUAL_PORT);
    };
    let ports = NotesAccess::open_ports(&folder);
    let ports = ports.map_err(|error| Failure::system("cli.fault.room-file", &error))?;
    match ports.as_slice() {
        [only] => Ok(*only),
        [] => Ok(USUAL_PORT),
        several => {
            let named: Vec<_> = several.iter().map(u16::to_string).collect();
            let fault = Phrase::key("cli.fault.several-rooms").with("ports", named.join(", "));
            Err(Failure::Usage(fault))
        }
    }
}

/// The room of this machine at `port`; none where `host` is another machine.
fn own_room(
    host: &str,
    port: u16,
    home: &Home,
    is_named: bool,
) -> Result<Option<NotesAccess>, Failure> {
    let is_own = host == "localhost" || host.parse().is_ok_and(|host: IpAddr| host.is_loopback());
    if !is_own {
        return Ok(None);
    }
    let Some(folder) = home.state_folder() else {
        return Ok(None);
    };
    let room = NotesAccess::read(&folder, port);
    let room = room.map_err(|error| Failure::system("cli.fault.room-file", &error))?;
    match room {
        // The room of another account has its file in another folder.
        None if !is_named => {
            let missing = Phrase::key("cli.fault.no-room").with("port", port.to_string());
            Err(Failure::Usage(missing))
        }
        room => Ok(room),
    }
}

/// `HOST`, `HOST:PORT` or `[IPv6]:PORT`.
fn parse_address(text: &str) -> Result<(String, u16), Failure> {
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Ok((address.ip().to_string(), address.port()));
    }
    if let Ok(address) = text.parse::<IpAddr>() {
        return Ok((address.to_string(), USUAL_PORT));
    }
    let fault = || Failure::Usage(Phrase::key("cli.fault.room-address").with("text", text));
    match text.split_once(':') {
        None => Ok((text.to_owned(), USUAL_PORT)),
        Some((host, port)) if !host.is_empty() => {
            let port = port.parse().map_err(|_not_a_number| fault())?;
            Ok((host.to_owned(), port))
        }
        Some(_) => Err(fault()),
    }
}

fn ask(words: &Words, key: &'static str) -> Result<String, Failure> {
    ask_phrase(words, &Phrase::key(key))
        .map_err(|error| Failure::system("cli.fault.output", &error))
}

/// Asks on the terminal and reads a line.
fn ask_phrase(words: &Words, question: &Phrase) -> io::Result<String> {
    let mut out = io::stdout();
    write!(out, "{} ", words.format(question))?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer)
}

fn failure(error: NotesError, address: &str, is_own: bool) -> Failure {
    let key = match error {
        NotesError::NoRoom(_) => "cli.fault.room-silent",
        NotesError::OtherKey(_) if is_own => "cli.fault.room-key",
        NotesError::OtherKey(_) => "cli.fault.room-key-refused",
        NotesError::Refused => "cli.fault.room-token",
        NotesError::Lost => "cli.fault.room-lost",
        NotesError::Terminal(error) => {
            return Failure::System(
                ErrorReason::from(&error).explain(Phrase::key("cli.fault.terminal")),
            );
        }
    };
    Failure::System(Phrase::key(key).with("address", address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_room_may_leave_its_port_out() {
        let parsed = |text: &str| parse_address(text).ok();
        let at = |host: &str, port| Some((host.to_owned(), port));
        assert_eq!(parsed("192.168.0.14"), at("192.168.0.14", 2222));
        assert_eq!(parsed("192.168.0.14:2300"), at("192.168.0.14", 2300));
        assert_eq!(parsed("laptop.local:2300"), at("laptop.local", 2300));
        assert_eq!(parsed("laptop"), at("laptop", 2222));
        assert_eq!(parsed("[::1]:2300"), at("::1", 2300));
        assert_eq!(parsed("::1"), at("::1", 2222));
        assert_eq!(parsed("laptop:port"), None);
        assert_eq!(parsed(":2300"), None);
    }
}
