//! A browser as far as the room sees one.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value as Json, json};
use tokio::net::TcpStream as AsyncStream;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::http::Request;
use tokio_tungstenite::{WebSocketStream, client_async};

/// The time after which a test gives up.
const GIVE_UP: Duration = Duration::from_secs(20);

/// Sends bytes and returns everything that comes back until the room closes the connection.
pub(super) fn answer_to(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(GIVE_UP)).unwrap();
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

/// The answer to a GET of `path` with more lines of header.
pub(super) fn get(address: SocketAddr, path: &str, lines: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{lines}\r\n");
    answer_to(address, request.as_bytes())
}

/// A page at the other end of a WebSocket.
pub(super) struct Browser {
    runtime: Runtime,
    socket: WebSocketStream<AsyncStream>,
}

impl Browser {
    /// Opens the WebSocket at `path`, and sends the first message.
    pub(super) fn open(address: SocketAddr, path: &str, hello: &Json) -> Self {
        Self::open_in(address, path, hello, "en")
    }

    /// The same for a browser with this `Accept-Language`.
    pub(super) fn open_in(address: SocketAddr, path: &str, hello: &Json, language: &str) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let request = Request::get(format!("ws://{address}{path}"))
            .header("Host", address.to_string())
            .header("Origin", format!("http://{address}"))
            .header("Accept-Language", language)
            .header("Connection", "Upgrade")
            .header("Upgrade", "websocket")
            .header("Sec-WebSocket-Version", "13")
            .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
            .body(())
            .unwrap();
        let socket = runtime.block_on(async {
            let stream = AsyncStream::connect(address).await.unwrap();
            client_async(request, stream).await.unwrap().0
        });
        let mut browser = Self { runtime, socket };
        browser.send(hello);
        browser
    }

    /// A guest on a vote page with a new seat.
    pub(super) fn vote_page(address: SocketAddr) -> Self {
        let mut browser = Self::open(address, "/vote", &json!({}));
        browser.until("its seat", |message| message.get("seat").is_some());
        browser
    }

    /// Sends a message.
    pub(super) fn send(&mut self, message: &Json) {
        self.send_text(message.to_string());
    }

    /// Sends a text.
    pub(super) fn send_text(&mut self, text: String) {
        let sent = self.socket.send(Message::Text(text.into()));
        // The room may have closed the connection.
        drop(self.runtime.block_on(sent));
    }

    /// The next message; none once the room has closed the connection.
    pub(super) fn next(&mut self) -> Option<Json> {
        let socket = &mut self.socket;
        let next = async {
            loop {
                match socket.next().await? {
                    Ok(Message::Text(text)) => return Some(text),
                    Ok(Message::Close(_)) | Err(_) => return None,
                    Ok(_) => {}
                }
            }
        };
        let next = async { timeout(GIVE_UP, next).await };
        let next = self.runtime.block_on(next);
        let text = next.expect("the room answers or closes")?;
        Some(serde_json::from_str(&text).unwrap())
    }

    /// The first message that is `wanted`.
    pub(super) fn until(&mut self, what: &str, wanted: impl Fn(&Json) -> bool) -> Json {
        loop {
            let message = self
                .next()
                .unwrap_or_else(|| panic!("closed before {what}"));
            if wanted(&message) {
                return message;
            }
        }
    }
}
