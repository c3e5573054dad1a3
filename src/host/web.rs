//! Browsers: one page, its script and style sheet, and a `WebSocket` each for the vote page and the course page.

mod accept_language;
mod course_input;
mod course_page;
mod page;
mod request;
mod response;
mod route;
mod socket;
mod visit;
mod vote_page;
mod vote_state;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::connections::Guard;
use super::guarded_stream::GuardedStream;
use super::limits::ACCEPT_PAUSE;
use super::page_text::VotePageTexts;
use super::server::Server;
use crate::locale::Words;
use request::{Request, RequestFault};
use response::{Refusal, Response};
use route::Route;
use visit::Visit;

/// The time to read the rest of a request that was refused, so that the client reads the reason.
const LINGER_TIME: Duration = Duration::from_secs(1);

/// Clients that are told at the same time why they are refused; others are dropped without a word.
const MAX_REFUSALS: usize = 32;

/// The part of the room that browsers see.
pub(super) struct WebServer {
    server: Arc<Server>,
    texts: Arc<VotePageTexts>,
    /// Places for clients that are told why they are refused.
    refusals: Arc<Semaphore>,
}

impl WebServer {
    /// The pages of the room of `server`.
    pub(super) fn new(server: Arc<Server>) -> Self {
        Self {
            server,
            texts: Arc::default(),
            refusals: Arc::new(Semaphore::new(MAX_REFUSALS)),
        }
    }
}

/// Accepts connections as long as the room is open.
pub(super) async fn accept(web: Arc<WebServer>, listener: TcpListener) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if web.server.connections.admits(peer.ip()) {
                    let _serving = tokio::spawn(serve(Arc::clone(&web), stream, peer));
                } else if let Ok(place) = Arc::clone(&web.refusals).try_acquire_owned() {
                    let refusing = refuse_for_now(Arc::clone(&web), stream, place);
                    let _refusing = tokio::spawn(refusing);
                }
            }
            // The system has no more connections at this moment.
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

/// Tells an address that it opens too many connections.
async fn refuse_for_now(web: Arc<WebServer>, mut stream: TcpStream, _place: OwnedSemaphorePermit) {
    if let Ok(words) = Words::load_or_english(&web.server.options.lang) {
        let refusal = Response::refusal(Refusal::TooFast, &words);
        let told = timeout(LINGER_TIME, send(&mut stream, refusal)).await;
        // It may be gone.
        drop(told);
    }
}

async fn serve(web: Arc<WebServer>, stream: TcpStream, peer: SocketAddr) {
    // Without these, the connection is gone already.
    let Ok(local) = stream.local_addr() else {
        return;
    };
    let Ok(stream) = stream.set_nodelay(true).and_then(|()| stream.into_std()) else {
        return;
    };
    let Ok(socket) = stream.try_clone() else {
        return;
    };
    let connections = &web.server.connections;
    let Some(guard) = connections.guard(peer.ip(), socket).await else {
        return;
    };
    if let Ok(stream) = TcpStream::from_std(stream) {
        let stream = GuardedStream::new(stream, Arc::clone(&guard), web.server.clock);
        answer(&web, &guard, stream, (local, peer)).await;
    }
    guard.close();
    connections.forget(&guard);
}

/// Answers the request of a connection between two addresses.
async fn answer(
    web: &WebServer,
    guard: &Arc<Guard>,
    mut stream: GuardedStream,
    (local, peer): (SocketAddr, SocketAddr),
) {
    let read = timeout(
        web.server.options.limits.header_time,
        request::read(&mut stream),
    )
    .await;
    let read = read.unwrap_or(Err(RequestFault::Slow));
    let preferred = read.as_ref().ok().and_then(Request::accept_language);
    let lang = accept_language::choose(preferred, &web.server.options.lang);
    let Ok(words) = Words::load_or_english(&lang) else {
        return;
    };
    let routed = match &read {
        Ok(request) => route::route(request, local, web.server.join.web.as_deref()),
        Err(RequestFault::Gone) => return,
        Err(RequestFault::Malformed | RequestFault::TooLong | RequestFault::Slow) => {
            Err(Refusal::BadRequest)
        }
    };
    let response = match routed {
        Ok(Route::Socket { route, accept }) => {
            let visit = Visit {
                server: Arc::clone(&web.server),
                texts: Arc::clone(&web.texts),
                guard: Arc::clone(guard),
                address: peer.ip(),
                words,
            };
            let rest = read.map(|request| request.rest).unwrap_or_default();
            let response = Response::switching(&accept).into_bytes();
            if stream.write_all(&response).await.is_ok() {
                visit.run(route, stream, rest).await;
            }
            return;
        }
        Ok(Route::Page { host }) => Response::page(page::html(&words), &host),
        Ok(Route::Script) => Response::script(&page::SCRIPT),
        Ok(Route::Style) => Response::style(&page::STYLE),
        Err(refusal) => Response::refusal(refusal, &words),
    };
    send(&mut stream, response).await;
}

/// Sends a response, and reads what the client still sends: a socket that is closed with unread bytes drops what it has sent.
async fn send(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), response: Response) {
    if stream.write_all(&response.into_bytes()).await.is_err() || stream.shutdown().await.is_err() {
        return;
    }
    let mut rest = [0; 1024];
    let read_rest = async { while stream.read(&mut rest).await.is_ok_and(|n| n > 0) {} };
    let _in_time = timeout(LINGER_TIME, read_rest).await;
}
