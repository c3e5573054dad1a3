//! The header of a request.

use tokio::io::{AsyncRead, AsyncReadExt};

use crate::host::limits::MAX_HEADER;

/// The most fields of a header.
const MAX_FIELDS: usize = 64;

/// The first byte of a connection that begins with TLS (RFC 8446, section 5.1): it waits for an answer that is not here.
const TLS_HANDSHAKE: u8 = 0x16;

/// The end of a header.
const HEADER_END: &[u8] = b"\r\n\r\n";

/// A request without its body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    /// The method: `GET`.
    pub(super) method: String,
    /// The path as it was sent.
    pub(super) path: String,
    /// Names in lower case and values of the fields.
    fields: Vec<(String, String)>,
    /// Bytes that were read behind the header.
    pub(super) rest: Vec<u8>,
}

/// The reason why there is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RequestFault {
    /// The connection is gone, or nobody there could read a page.
    Gone,
    /// It is no HTTP.
    Malformed,
    /// The header is too long, or has too many fields.
    TooLong,
    /// The header did not end in time.
    Slow,
}

impl Request {
    /// The value of a field that stands in the header exactly once.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let mut values = self.fields.iter().filter(|(field, _)| field == name);
        let (_, value) = values.next()?;
        values.next().is_none().then_some(value.as_str())
    }

    /// Whether a field with a list has this word, in any case.
    pub(super) fn lists(&self, name: &str, word: &str) -> bool {
        let values = self.fields.iter().filter(|(field, _)| field == name);
        let mut words = values.flat_map(|(_, value)| value.split(','));
        words.any(|other| other.trim().eq_ignore_ascii_case(word))
    }

    /// The languages that the browser prefers.
    pub(super) fn accept_language(&self) -> Option<&str> {
        self.field("accept-language")
    }
}

/// Reads the header of a request.
pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Result<Request, RequestFault> {
    let mut bytes = Vec::new();
    loop {
        let read = stream.read_buf(&mut bytes).await;
        if read.map_err(|_gone| RequestFault::Gone)? == 0 || bytes.first() == Some(&TLS_HANDSHAKE) {
            return Err(RequestFault::Gone);
        }
        let end = bytes
            .windows(HEADER_END.len())
            .position(|window| window == HEADER_END);
        let length = end.unwrap_or(bytes.len());
        if length > MAX_HEADER {
            return Err(RequestFault::TooLong);
        }
        if end.is_some() {
            return parse(&bytes);
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Request, RequestFault> {
    let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
    let mut parsed = httparse::Request::new(&mut fields);
    let end = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(end)) => end,
        Ok(httparse::Status::Partial) => return Err(RequestFault::Malformed),
        Err(httparse::Error::TooManyHeaders) => return Err(RequestFault::TooLong),
        Err(_no_http) => return Err(RequestFault::Malformed),
    };
    complete(&parsed, bytes.get(end..)).ok_or(RequestFault::Malformed)
}

/// The request of a header that was read, and the bytes behind it.
fn complete(parsed: &httparse::Request<'_, '_>, rest: Option<&[u8]>) -> Option<Request> {
    let fields = parsed.headers.iter().map(|field| {
        let value = std::str::from_utf8(field.value).ok()?;
        Some((field.name.to_ascii_lowercase(), value.to_owned()))
    });
    Some(Request {
        method: parsed.method?.to_owned(),
        path: parsed.path?.to_owned(),
        fields: fields.collect::<Option<_>>()?,
        rest: rest?.to_vec(),
    })
}
