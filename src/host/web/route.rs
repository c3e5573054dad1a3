//! The routes, and who may use them.

use std::net::{IpAddr, SocketAddr};

use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::request::Request;
use super::response::Refusal;
use crate::host::mdns::local_name;

/// The answer to a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// The page, and the host by which the browser knows it.
    Page { host: String },
    /// Its script.
    Script,
    /// Its style sheet.
    Style,
    /// A WebSocket.
    Socket {
        /// The page behind it.
        route: SocketRoute,
        /// The answer to the key of its handshake.
        accept: String,
    },
}

/// A page behind a WebSocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SocketRoute {
    /// The vote page.
    Vote,
    /// The course page.
    Course,
}

/// The names under which the room tells its page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnNames<'a> {
    /// The address of the page.
    pub(super) address: Option<&'a str>,
    /// The name in the network, without `.local`.
    pub(super) name: Option<&'a str>,
}

/// The route of a request at the address `local`. Pages of other sites, and names of other machines that lead here, get none.
pub(super) fn route(
    request: &Request,
    local: SocketAddr,
    own: OwnNames<'_>,
) -> Result<Route, Refusal> {
    if request.method != "GET" {
        return Err(Refusal::GetOnly);
    }
    let host = request.field("host").ok_or(Refusal::BadRequest)?;
    if !is_own_host(host, local, own) {
        return Err(Refusal::WrongHost);
    }
    let route = match request.path.as_str() {
        "/" => {
            let host = host.to_owned();
            return Ok(Route::Page { host });
        }
        "/page.js" => return Ok(Route::Script),
        "/page.css" => return Ok(Route::Style),
        "/vote" => SocketRoute::Vote,
        "/course" => SocketRoute::Course,
        _ => return Err(Refusal::NotFound),
    };
    let is_own_page = request
        .field("origin")
        .and_then(|origin| origin.strip_prefix("http://"))
        .is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    if !is_own_page {
        return Err(Refusal::WrongOrigin);
    }
    let is_websocket = request.lists("upgrade", "websocket")
        && request.lists("connection", "upgrade")
        && request.field("sec-websocket-version") == Some("13");
    let key = request.field("sec-websocket-key").filter(|_| is_websocket);
    let accept = derive_accept_key(key.ok_or(Refusal::BadRequest)?.as_bytes());
    Ok(Route::Socket { route, accept })
}

/// Whether `host` is this room: the address of the connection, one that is announced, or this machine's name for itself.
fn is_own_host(host: &str, local: SocketAddr, own: OwnNames<'_>) -> bool {
    let ip = local.ip().to_canonical();
    let is_default_port = local.port() == 80;
    let is_name = |expected: &str| {
        let (name, port) = host.split_once(':').unwrap_or((host, "80"));
        name.eq_ignore_ascii_case(expected) && port == local.port().to_string()
    };
    let is_local_name = || ip.is_loopback() && is_name("localhost");
    let is_announced_name = || own.name.is_some_and(|name| is_name(&local_name(name)));
    let is_address = || match (host.parse::<SocketAddr>(), bare_address(host)) {
        (Ok(named), _) => (named.ip().to_canonical(), named.port()) == (ip, local.port()),
        (Err(_), Some(named)) => is_default_port && named.to_canonical() == ip,
        (Err(_), None) => false,
    };
    own.address
        .and_then(|address| address.strip_prefix("http://"))
        == Some(host)
        || is_address()
        || is_local_name()
        || is_announced_name()
}

/// An address without a port: `192.168.0.14`, `[fe80::1]`.
fn bare_address(host: &str) -> Option<IpAddr> {
    let inner = host.strip_prefix('[').and_then(|h| h.strip_suffix(']'));
    inner.unwrap_or(host).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rooms_own_addresses_are_its_hosts() {
        let local: SocketAddr = "192.168.0.14:8080".parse().unwrap();
        let own = OwnNames {
            address: Some("http://10.0.0.7:8080"),
            name: Some("relutor"),
        };
        let none = OwnNames::default();
        let is_own = |host: &str| is_own_host(host, local, own);
        assert!(is_own("192.168.0.14:8080") && is_own("10.0.0.7:8080"));
        assert!(is_own("Relutor.local:8080") && !is_own_host("relutor.local:8080", local, none));
        for other in [
            "",
            "192.168.0.14",
            "192.168.0.14:80",
            "192.168.0.15:8080",
            "evil.example:8080",
            "localhost:8080",
            "relutor.local",
            "relutor.local:80",
            "relutor:8080",
            "other.local:8080",
            "192.168.0.14:8080.evil.example",
            "evil@192.168.0.14:8080",
        ] {
            assert!(!is_own(other), "{other}");
        }
        let loopback: SocketAddr = "127.0.0.1:8080".parse().unwrap();
        assert!(is_own_host("LocalHost:8080", loopback, none));
        assert!(!is_own_host("localhost:81", loopback, none));
        let six: SocketAddr = "[fe80::1]:80".parse().unwrap();
        assert!(is_own_host("[fe80::1]", six, none) && is_own_host("[fe80::1]:80", six, none));
        let mapped: SocketAddr = "[::ffff:10.1.1.1]:8080".parse().unwrap();
        assert!(is_own_host("10.1.1.1:8080", mapped, none));
    }
}
