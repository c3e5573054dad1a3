//! Answers to requests.

use std::fmt::Write as _;

use crate::host::dismissal::Dismissal;
use crate::locale::Words;

/// The reason why a request gets no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no request of a browser.
    BadRequest,
    /// Its header is too long.
    LongHeader,
    /// It names another host.
    WrongHost,
    /// It comes from a page of another site.
    WrongOrigin,
    /// There is no such page.
    NotFound,
    /// It would change something.
    GetOnly,
    /// The connection ends before it has a seat.
    Dismissed(Dismissal),
}

impl Refusal {
    fn status(self) -> &'static str {
        match self {
            Self::BadRequest => "400 Bad Request",
            Self::LongHeader => "431 Request Header Fields Too Large",
            Self::WrongHost | Self::WrongOrigin => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::GetOnly => "405 Method Not Allowed",
            Self::Dismissed(Dismissal::Late) => "408 Request Timeout",
            Self::Dismissed(Dismissal::TooFast) => "429 Too Many Requests",
            Self::Dismissed(Dismissal::Busy) => "503 Service Unavailable",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::BadRequest => "ui.web.bad-request",
            Self::LongHeader => "ui.web.long-header",
            Self::WrongHost => "ui.web.wrong-host",
            Self::WrongOrigin => "ui.web.wrong-origin",
            Self::NotFound => "ui.web.not-found",
            Self::GetOnly => "ui.web.get-only",
            Self::Dismissed(reason) => reason.key(),
        }
    }
}

/// An answer to a request.
pub(super) struct Response {
    header: String,
    body: String,
}

impl Response {
    fn new(status: &str, content: &str, policy: &str, body: impl Into<String>) -> Self {
        let body = body.into();
        let mut header = format!("HTTP/1.1 {status}\r\n");
        for (name, value) in [
            ("Content-Type", &*format!("{content}; charset=utf-8")),
            ("Content-Length", &body.len().to_string()),
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ] {
            // Writing to a string cannot fail.
            let _infallible = write!(header, "{name}: {value}\r\n");
        }
        if status == Refusal::GetOnly.status() {
            header.push_str("Allow: GET\r\n");
        }
        header.push_str("\r\n");
        Self { header, body }
    }

    /// The page for a browser that knows this room as `host`.
    pub(super) fn page(body: String, host: &str) -> Self {
        // Older browsers do not count a WebSocket of the page itself as 'self'.
        let policy = format!(
            "default-src 'self'; connect-src 'self' ws://{host}; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'"
        );
        Self::new("200 OK", "text/html", &policy, body)
    }

    /// A script.
    pub(super) fn script(body: &str) -> Self {
        Self::new("200 OK", "text/javascript", POLICY, body)
    }

    /// A style sheet.
    pub(super) fn style(body: &str) -> Self {
        Self::new("200 OK", "text/css", POLICY, body)
    }

    /// A sentence that tells why there is no page.
    pub(super) fn refusal(refusal: Refusal, words: &Words) -> Self {
        let sentence = format!("{}\n", words.get(refusal.key()));
        Self::new(refusal.status(), "text/plain", POLICY, sentence)
    }

    /// The end of the handshake of a WebSocket.
    pub(super) fn switching(accept: &str) -> Self {
        let header = format!(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Accept: {accept}\r\n\r\n"
        );
        let body = String::new();
        Self { header, body }
    }

    /// Its bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        (self.header + &self.body).into_bytes()
    }
}

/// The policy of everything that is not the page.
const POLICY: &str = "default-src 'self'";
