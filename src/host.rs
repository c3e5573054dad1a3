//! The workshop: learners join a room by ssh or with a browser, and the presenter's program keeps it.
//!
//! [`Server`] owns the [`Room`](crate::room::Room) behind one lock that is held for microseconds. Each seat has a `mailbox` and
//! a thread of its own, which runs the program's event loop on a [`RemoteDisplay`](crate::terminal::RemoteDisplay), or on a
//! [`CellDisplay`](crate::terminal::CellDisplay) for a browser; so no model is touched by two threads. The seat of a vote page,
//! for phones and screen readers, needs no thread: a task reads its mailbox. tokio carries the bytes between connections and
//! mailboxes. The presenter's event loop stays on the main thread and never waits for a guest.
//!
//! A mailbox keeps the newest view of the room and a limited number of keys, and a connection at most one frame, so nothing
//! grows behind a slow reader. Frames and training take turns in a `fair_scheduler`; keys are answered at once.

mod clock;
mod connections;
mod dismissal;
mod fair_scheduler;
mod file_effects;
#[cfg(unix)]
mod file_limit;
mod guarded_stream;
mod guest_display;
mod guest_events;
mod guest_session;
mod guest_terminal;
mod host_key;
mod input_limit;
mod join_code;
mod lan_address;
mod limits;
mod mailbox;
mod mdns;
mod notes_access;
mod notes_client;
mod notes_session;
mod options;
mod page_text;
mod report;
mod saved_room;
mod seat_code;
mod server;
mod ssh;
mod web;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::app::JoinInfo;
use crate::locale::{Phrase, Words};
use crate::terminal::EventSender;
use mdns::{AnnouncedName, Announcement};

pub use limits::{Limits, MAX_SEATS};
pub use notes_access::NotesAccess;
pub use notes_client::{CheckKey, NotesError, show_notes};
pub use options::{HostError, HostOptions};
pub use saved_room::SavedHost;
pub use server::Server;

/// The name of the file with the host key in the state folder.
const KEY_FILE: &str = "host-key";

/// The threads that carry bytes.
const NETWORK_THREADS: usize = 2;

/// A room that is open until it is dropped.
pub struct RoomHost {
    server: Arc<Server>,
    join: JoinInfo,
    port: Option<u16>,
    /// The name in the network, as long as the room is open.
    _name: Option<AnnouncedName>,
    // Dropped last: it ends the connections.
    _runtime: Runtime,
}

impl RoomHost {
    /// Opens a room; `presenter` receives what changes in it.
    ///
    /// # Errors
    /// An address is in use or not of this machine, or the host key cannot be used.
    pub fn open(options: HostOptions, presenter: EventSender) -> Result<Self, HostError> {
        #[cfg(unix)]
        file_limit::raise_file_limit();
        let folder = options.state_folder.clone();
        let key_file = folder.as_ref().map(|folder| folder.join(KEY_FILE));
        let runtime = Builder::new_multi_thread()
            .worker_threads(NETWORK_THREADS)
            .enable_io()
            .enable_time()
            .thread_name("network")
            .build()
            .map_err(HostError::Threads)?;
        let ssh = match options.port {
            Some(port) => Some((
                host_key::load_or_create(key_file.as_deref())?,
                listen(&runtime, &options.addresses, port)?,
            )),
            None => None,
        };
        let web = match options.web {
            Some(port) => Some(listen(&runtime, &options.addresses, port)?),
            None => None,
        };
        let ways = Ways {
            ssh: ssh.as_ref().map(|(key, at)| (key.fingerprint(), at.port)),
            web: web.as_ref().map(|at| at.port),
        };
        let port = ways.ssh.as_ref().map(|(_, port)| *port);
        let address = lan_address::announced_address(&options.addresses);
        let announcement = announcement(&options, &ways, address);
        let join = join_info(&options, &ways, address, announcement.as_ref());
        let name = announcement.as_ref().map(AnnouncedName::announce);
        let name = name.transpose()?;
        let server = Arc::new(Server::new(options, join.clone(), presenter));
        if let Some((key, Listening { listeners, .. })) = ssh {
            let sshd = Arc::new(ssh::SshServer::new(Arc::clone(&server), key));
            for listener in listeners {
                let _accepting = runtime.spawn(ssh::accept(Arc::clone(&sshd), listener));
            }
        }
        if let Some(Listening { listeners, .. }) = web {
            let web = Arc::new(web::WebServer::new(Arc::clone(&server)));
            for listener in listeners {
                let _accepting = runtime.spawn(web::accept(Arc::clone(&web), listener));
            }
        }
        if let (Some(folder), Some((fingerprint, port))) = (&folder, ways.ssh) {
            let token = server.notes_token();
            write_notes_access(folder, port, &NotesAccess { token, fingerprint })?;
        }
        start_tasks(&runtime, &server, folder);
        Ok(Self {
            server,
            join,
            port,
            _name: name,
            _runtime: runtime,
        })
    }

    /// Checks that the ports of a room are free, before its presenter is asked anything.
    ///
    /// # Errors
    /// An address is in use or not of this machine.
    pub fn check_ports(options: &HostOptions) -> Result<(), HostError> {
        for port in options.port.into_iter().chain(options.web) {
            for address in &options.addresses {
                let address = SocketAddr::new(*address, port);
                let bound = std::net::TcpListener::bind(address);
                drop(bound.map_err(|error| HostError::Listen { address, error })?);
            }
        }
        Ok(())
    }

    /// A PIN of six digits that no one can guess.
    pub fn random_pin() -> String {
        use rand::RngExt as _;
        let mut rng = rand::rng();
        format!("{:06}", rng.random_range(0..1_000_000))
    }

    /// The room's server.
    pub fn server(&self) -> &Arc<Server> {
        &self.server
    }

    /// The votes of the room as Markdown, in the language of `words`.
    pub fn report(&self, words: &Words) -> String {
        report::report(&self.server, words)
    }

    /// The port of ssh; none without ssh.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// How to join.
    pub fn join_info(&self) -> &JoinInfo {
        &self.join
    }
}

impl Drop for RoomHost {
    fn drop(&mut self) {
        self.server.end();
        if let (Some(folder), Some(port)) = (&self.server.options.state_folder, self.port) {
            NotesAccess::remove(folder, port);
        }
    }
}

/// Whether only this machine reaches the room.
fn is_local(options: &HostOptions) -> bool {
    options.addresses.iter().all(IpAddr::is_loopback)
}

/// The name that the room announces in its network: none without `--mdns`, without a network, and where only this machine
/// reaches the room.
fn announcement(
    options: &HostOptions,
    ways: &Ways,
    address: Option<IpAddr>,
) -> Option<Announcement> {
    let name = options.name.clone().filter(|_| !is_local(options))?;
    Some(Announcement {
        name,
        address: address?,
        ssh: ways.ssh.as_ref().map(|(_, port)| *port),
        web: ways.web,
    })
}

/// Writes the file by which the notes of this machine find the room.
fn write_notes_access(folder: &Path, port: u16, access: &NotesAccess) -> Result<(), HostError> {
    access.write(folder, port).map_err(|error| HostError::Key {
        file: Some(NotesAccess::path(folder, port)),
        reason: error.to_string(),
    })
}

/// Starts what the room does beside its connections.
fn start_tasks(runtime: &Runtime, server: &Arc<Server>, folder: Option<PathBuf>) {
    let _watching = runtime.spawn(connections::watch(Arc::clone(&server.connections)));
    let _ticking = runtime.spawn(server::tasks::tick(Arc::clone(server)));
    let _telling = runtime.spawn(server::tasks::tell_presenter(Arc::clone(server)));
    if let Some((folder, port)) = folder.zip(server.options.kept_at()) {
        let _saving = runtime.spawn(server::tasks::save(Arc::clone(server), folder, port));
    }
    if !is_local(&server.options) {
        let _hinting = runtime.spawn(server::tasks::hint(Arc::clone(server)));
    }
}

/// Listeners at one port.
struct Listening {
    listeners: Vec<TcpListener>,
    port: u16,
}

fn listen(runtime: &Runtime, addresses: &[IpAddr], port: u16) -> Result<Listening, HostError> {
    let mut listeners = Vec::new();
    for address in addresses {
        let address = SocketAddr::new(*address, port);
        let listener = runtime
            .block_on(TcpListener::bind(address))
            .map_err(|error| HostError::Listen { address, error })?;
        listeners.push(listener);
    }
    // Port 0 lets the system choose one.
    let port = listeners
        .first()
        .and_then(|listener| Some(listener.local_addr().ok()?.port()))
        .unwrap_or(port);
    Ok(Listening { listeners, port })
}

/// The ways into a room that are open.
struct Ways {
    /// The fingerprint of the host key, and the port.
    ssh: Option<(String, u16)>,
    /// The port.
    web: Option<u16>,
}

/// How to join; `announced` is the address that guests are told, none if this machine is in no network.
fn join_info(
    options: &HostOptions,
    ways: &Ways,
    announced: Option<IpAddr>,
    announcement: Option<&Announcement>,
) -> JoinInfo {
    let has_guests = announced.is_some() && !is_local(options);
    let address = announced.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let name = announcement.map(|announced| mdns::local_name(&announced.name));
    let host = name.unwrap_or_else(|| address.to_string());
    let ssh = ways.ssh.as_ref().map(|(_, port)| match port {
        22 => format!("ssh {host}"),
        port => format!("ssh -p {port} {host}"),
    });
    let web = ways.web.map(|port| match port {
        80 => format!("http://{}", join_code::url_host(address)),
        port => format!("http://{}:{port}", join_code::url_host(address)),
    });
    let reach = match (announced, &web) {
        (None, _) => "ui.join.no-network",
        (Some(_), _) if is_local(options) => "ui.join.local-only",
        (Some(_), Some(_)) => "ui.join.network",
        (Some(_), None) => "ui.join.network-ssh",
    };
    JoinInfo {
        ssh,
        fingerprint: ways
            .ssh
            .as_ref()
            .map(|(fingerprint, _)| fingerprint.clone()),
        // A phone that scans the address of this machine finds itself.
        code: web
            .as_deref()
            .filter(|_| has_guests)
            .and_then(join_code::qr_code),
        web,
        pin: options.pin.clone(),
        reach: Some(Phrase::key(reach)),
        seats: options.seats,
    }
}

#[cfg(test)]
mod tests;
