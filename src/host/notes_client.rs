//! `relutor notes`: shows the presenter's notes of a room, over ssh, in this terminal.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::time::Duration;

use russh::client::{self, AuthResult, Handler};
use russh::keys::{HashAlg, PublicKeyOrCertificate};
use russh::{Channel, ChannelMsg, Disconnect};
use tokio::sync::mpsc;

use crate::locale::Lang;
use crate::terminal::RawTerminal;

/// The user name of the notes.
pub(super) const NOTES_USER: &str = "notes";

/// The time between two looks at the size of the terminal.
const SIZE_INTERVAL: Duration = Duration::from_millis(500);

/// The time until the room has to answer.
const CONNECT_TIME: Duration = Duration::from_secs(10);

/// The time after which a room that sends nothing is asked whether it is there.
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(15);

/// The variables that tell the room about the colours of this terminal.
const COLOR_VARIABLES: [&str; 2] = ["COLORTERM", "NO_COLOR"];

/// The variables that name the characters of this terminal, by precedence (POSIX, section 8.2).
const CHARACTER_VARIABLES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// The reason why the notes cannot be shown.
#[derive(Debug)]
pub enum NotesError {
    /// No room answers at the address.
    NoRoom(String),
    /// The host key has another fingerprint than expected.
    OtherKey(String),
    /// The token is wrong, or was tried too often.
    Refused,
    /// The room was there, and its connection is gone without a word.
    Lost,
    /// This terminal cannot be used.
    Terminal(io::Error),
}

/// The decision about a host key by its fingerprint.
pub type CheckKey = Box<dyn Fn(&str) -> bool + Send>;

struct NotesHandler {
    check_key: CheckKey,
    refused_key: Arc<std::sync::Mutex<Option<String>>>,
}

impl Handler for NotesHandler {
    type Error = russh::Error;

    async fn check_server_key(
        &mut self,
        key: &PublicKeyOrCertificate,
    ) -> Result<bool, Self::Error> {
        let PublicKeyOrCertificate::PublicKey { key, .. } = key else {
            return Ok(false);
        };
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        let is_known = (self.check_key)(&fingerprint);
        if !is_known && let Ok(mut refused) = self.refused_key.lock() {
            *refused = Some(fingerprint);
        }
        Ok(is_known)
    }
}

/// Shows the notes of the room at `address` in `lang` until they end. `check_key` decides about the fingerprint of its host
/// key.
///
/// # Errors
/// There is no room, its key or the token is refused, or the terminal cannot be used.
pub fn show_notes(
    address: &str,
    token: &str,
    lang: &Lang,
    environment: &dyn Fn(&str) -> Option<String>,
    check_key: CheckKey,
) -> Result<(), NotesError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_io()
        .enable_time()
        .build()
        .map_err(NotesError::Terminal)?;
    runtime.block_on(run(address, token, lang, environment, check_key))
}

async fn run(
    address: &str,
    token: &str,
    lang: &Lang,
    environment: &dyn Fn(&str) -> Option<String>,
    check_key: CheckKey,
) -> Result<(), NotesError> {
    let mut session = connect(address, check_key).await?;
    let answer = session.authenticate_password(NOTES_USER, token).await;
    if !matches!(answer.map_err(no_room)?, AuthResult::Success) {
        return Err(NotesError::Refused);
    }
    let channel = session.channel_open_session().await.map_err(no_room)?;
    let of_name = |name: &'static str| Some((name, environment(name)?));
    let characters = CHARACTER_VARIABLES
        .iter()
        .find_map(|name| environment(name).filter(|value| !value.is_empty()))
        .map(|value| ("LC_CTYPE", value));
    let variables = COLOR_VARIABLES
        .into_iter()
        .filter_map(of_name)
        .chain(characters)
        .chain([("LC_MESSAGES", lang.tag().to_owned())]);
    for (name, value) in variables {
        channel.set_env(false, name, value).await.map_err(no_room)?;
    }
    let term = environment("TERM").unwrap_or_default();
    let terminal = RawTerminal::open().map_err(NotesError::Terminal)?;
    let carried = carry(channel, &terminal, &term).await;
    if matches!(carried, Err(NotesError::Lost)) {
        // The room cannot take back what it has asked of this terminal.
        terminal.restore_screen().map_err(NotesError::Terminal)?;
    }
    carried?;
    // The room may have closed the connection already.
    drop(session.disconnect(Disconnect::ByApplication, "", "").await);
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands errors over")]
fn no_room(error: russh::Error) -> NotesError {
    NotesError::NoRoom(error.to_string())
}

/// Connects to the room at `address`, if `check_key` accepts its host key.
async fn connect(
    address: &str,
    check_key: CheckKey,
) -> Result<client::Handle<NotesHandler>, NotesError> {
    let refused_key = Arc::default();
    let handler = NotesHandler {
        check_key,
        refused_key: Arc::clone(&refused_key),
    };
    let config = client::Config {
        keepalive_interval: Some(KEEPALIVE_INTERVAL),
        ..client::Config::default()
    };
    let connecting = client::connect(Arc::new(config), address, handler);
    match tokio::time::timeout(CONNECT_TIME, connecting).await {
        Ok(Ok(session)) => Ok(session),
        Ok(Err(error)) => {
            let key = refused_key.lock().ok().and_then(|mut key| key.take());
            Err(key.map_or_else(|| no_room(error), NotesError::OtherKey))
        }
        Err(_) => Err(NotesError::NoRoom("timeout".to_owned())),
    }
}

/// Carries keys to the room and frames to the terminal, until one of them ends.
///
/// # Errors
/// The connection is lost, or the terminal is gone.
async fn carry(
    mut channel: Channel<client::Msg>,
    terminal: &RawTerminal,
    term: &str,
) -> Result<(), NotesError> {
    let measure = || terminal.size().map_err(NotesError::Terminal);
    let mut size = measure()?;
    let (columns, rows) = (u32::from(size.0), u32::from(size.1));
    let pty = channel.request_pty(false, term, columns, rows, 0, 0, &[]);
    pty.await.map_err(no_room)?;
    channel.request_shell(false).await.map_err(no_room)?;
    let mut keys = read_keys().map_err(NotesError::Terminal)?;
    let mut screen = io::stdout();
    let mut look = tokio::time::interval(SIZE_INTERVAL);
    let mut has_ended = false;
    loop {
        tokio::select! {
            message = channel.wait() => match message {
                Some(ChannelMsg::Data { data }) => {
                    let shown = screen.write_all(&data).and_then(|()| screen.flush());
                    shown.map_err(NotesError::Terminal)?;
                }
                // A room that ends its notes says so before.
                Some(ChannelMsg::ExitStatus { .. }) => has_ended = true,
                Some(ChannelMsg::Close) | None if has_ended => return Ok(()),
                Some(ChannelMsg::Close) | None => return Err(NotesError::Lost),
                Some(_) => {}
            },
            typed = keys.recv() => match typed {
                Some(bytes) => channel.data_bytes(bytes).await.map_err(|_gone| NotesError::Lost)?,
                None => return Ok(()),
            },
            _ = look.tick() => {
                let now = measure()?;
                if now != size {
                    size = now;
                    let (columns, rows) = (u32::from(size.0), u32::from(size.1));
                    let changed = channel.window_change(columns, rows, 0, 0).await;
                    changed.map_err(|_gone| NotesError::Lost)?;
                }
            }
        }
    }
}

/// The keys that are typed, from a thread that ends with the program.
fn read_keys() -> io::Result<mpsc::Receiver<Vec<u8>>> {
    let (sender, keys) = mpsc::channel(8);
    let read = move || {
        let mut chunk = [0; 1024];
        while let Ok(count @ 1..) = io::stdin().read(&mut chunk) {
            if sender.blocking_send(chunk[..count].to_vec()).is_err() {
                break;
            }
        }
    };
    std::thread::Builder::new()
        .name("keys".to_owned())
        .spawn(read)?;
    Ok(keys)
}
