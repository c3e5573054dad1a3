//! ssh: one channel with a terminal for each guest, and nothing else.

mod disconnect;
mod handler;
mod seat_channel;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use russh::keys::{Algorithm, PrivateKey};
use russh::server::{Config, Handle, run_stream};
use russh::{Limits, MethodKind, MethodSet, Preferred, cipher, compression, kex, mac};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use super::connections::Guard;
use super::dismissal::{Dismissal, Dismissals};
use super::guarded_stream::GuardedStream;
use super::host_key::HostKey;
use super::limits::{ACCEPT_PAUSE, KEEPALIVES};
use super::server::Server;
use handler::GuestHandler;

/// The key exchanges: two that cost about a millisecond. The client chooses among them, and some others cost half a second.
const KEY_EXCHANGES: [kex::Name; 5] = [
    kex::MLKEM768X25519_SHA256,
    kex::CURVE25519,
    kex::CURVE25519_PRE_RFC_8731,
    kex::EXTENSION_SUPPORT_AS_SERVER,
    kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER,
];
/// The ciphers of today's clients.
const CIPHERS: [cipher::Name; 4] = [
    cipher::CHACHA20_POLY1305,
    cipher::AES_256_GCM,
    cipher::AES_128_GCM,
    cipher::AES_256_CTR,
];
const MACS: [mac::Name; 2] = [mac::HMAC_SHA256_ETM, mac::HMAC_SHA512_ETM];

/// Bytes of input that a client may send before they are read.
const WINDOW: u32 = 64 << 10;
/// The largest packet in bytes.
const PACKET: u32 = 32 << 10;
/// Messages that wait for a channel.
const CHANNEL_BUFFER: usize = 8;
/// The delay before a wrong password is refused.
const REJECTION_TIME: Duration = Duration::from_secs(1);

/// The part of the room that speaks ssh.
pub(super) struct SshServer {
    server: Arc<Server>,
    config: Arc<Config>,
    dismissals: Arc<Dismissals>,
}

impl SshServer {
    /// ssh for the room of `server`, with this host key.
    pub(super) fn new(server: Arc<Server>, key: HostKey) -> Self {
        let config = config(key.into_inner());
        Self {
            server,
            config: Arc::new(config),
            dismissals: Arc::new(disconnect::dismissals()),
        }
    }
}

fn config(key: PrivateKey) -> Config {
    Config {
        // No authentication: the room is for everyone in it. A password is asked for where the room has a PIN.
        methods: MethodSet::from(&[MethodKind::None, MethodKind::Password][..]),
        auth_rejection_time: REJECTION_TIME,
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![key],
        window_size: WINDOW,
        maximum_packet_size: PACKET,
        channel_buffer_size: CHANNEL_BUFFER,
        event_buffer_size: CHANNEL_BUFFER,
        limits: Limits::default(),
        preferred: Preferred {
            kex: KEY_EXCHANGES.to_vec().into(),
            key: vec![Algorithm::Ed25519].into(),
            cipher: CIPHERS.to_vec().into(),
            mac: MACS.to_vec().into(),
            compression: vec![compression::NONE].into(),
            ..Preferred::default()
        },
        max_auth_attempts: 3,
        // It counts our own output; `Guard` has the deadlines.
        inactivity_timeout: None,
        // It would begin before the password, where OpenSSH gives up at any other message.
        keepalive_interval: None,
        nodelay: true,
        ..Config::default()
    }
}

/// Accepts connections as long as the room is open.
pub(super) async fn accept(sshd: Arc<SshServer>, listener: TcpListener) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if sshd.server.connections.admits(peer.ip()) {
                    let _serving = tokio::spawn(serve(Arc::clone(&sshd), stream, peer));
                } else {
                    sshd.dismissals.refuse(stream, Dismissal::TooFast);
                }
            }
            // The system has no more connections at this moment.
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
    }
}

async fn serve(sshd: Arc<SshServer>, stream: TcpStream, peer: SocketAddr) {
    // Without these, the connection is gone already.
    let Ok(stream) = stream.set_nodelay(true).and_then(|()| stream.into_std()) else {
        return;
    };
    let Ok(socket) = stream.try_clone() else {
        return;
    };
    let connections = &sshd.server.connections;
    let guard = connections.guard(peer.ip(), socket, &sshd.dismissals);
    let Some(guard) = guard.await else {
        if let Ok(stream) = TcpStream::from_std(stream) {
            sshd.dismissals.refuse(stream, Dismissal::Busy);
        }
        return;
    };
    if let Ok(stream) = TcpStream::from_std(stream) {
        let stream = GuardedStream::new(stream, Arc::clone(&guard), sshd.server.clock);
        let handler = GuestHandler::new(Arc::clone(&sshd.server), peer.ip(), Arc::clone(&guard));
        let running = run_stream(Arc::clone(&sshd.config), stream, handler).await;
        if let Ok(mut session) = running {
            let handle = session.handle();
            tokio::select! {
                // The end of a connection is no fault of the room.
                _ = &mut session => {}
                () = wait_for_silence(&handle, &guard, sshd.server.options.limits.keepalive_interval) => {}
                reason = guard.dismissed() => {
                    let (code, sentence) = (disconnect::code(reason), disconnect::sentence(reason));
                    let telling = handle.disconnect(code, sentence, "en".to_owned());
                    // In the key exchange it cannot be told; the watch closes the connection then.
                    drop(telling.await);
                    drop(session.await);
                }
            }
        }
    }
    guard.close();
    connections.forget(&guard);
}

/// Waits until a client with a seat no longer answers.
async fn wait_for_silence(handle: &Handle, guard: &Guard, interval: Duration) {
    let mut read = 0;
    loop {
        sleep(interval).await;
        let before = std::mem::replace(&mut read, guard.bytes_read());
        if !guard.is_joined() || read > before {
            continue;
        }
        // A request that changes nothing, and that every client has to answer: there is no such forwarding.
        let asking = handle.cancel_forward_tcpip(String::new(), 0);
        let checks = u32::try_from(KEEPALIVES).unwrap_or(u32::MAX);
        if timeout(interval * checks, asking).await.is_err() {
            return;
        }
    }
}
