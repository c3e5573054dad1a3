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

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::connections::Guard;
use super::dismissal::{Dismissal, Dismissals, send_last};
use super::guarded_stream::GuardedStream;
use super::is_local;
use super::limits::ACCEPT_PAUSE;
use super::page_text::VotePageTexts;
use super::server::Server;
use crate::locale::Words;
use request::{Request, RequestFault};
use response::{Refusal, Response};
use route::{OwnNames, Route};
use visit::Visit;

/// The part of the room that browsers see.
pub(super) struct WebServer {
    server: Arc<Server>,
    texts: Arc<VotePageTexts>,
    dismissals: Arc<Dismissals>,
}

impl WebServer {
    /// The pages of the room of `server`.
    pub(super) fn new(server: Arc<Server>) -> Self {
        // The language of the browser is not known yet.
        let words = Words::load_or_english(&server.options.lang);
        let dismissals = Dismissals::new(Vec::new(), |reason| {
            let refusal = |words| Response::refusal(Refusal::Dismissed(reason), words);
            words
                .as_ref()
                .map_or_else(|_| Vec::new(), |words| refusal(words).into_bytes())
        });
        Self {
            server,
            texts: Arc::default(),
            dismissals: Arc::new(dismissals),
        }
    }
}

impl WebServer {
    fn own_names(&self) -> OwnNames<'_> {
        let name = self.server.options.name.as_deref();
        OwnNames {
            address: self.server.join.web.as_deref(),
            name: name.filter(|_| !is_local(&self.server.options)),
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
                } else {
                    web.dismissals.refuse(stream, Dismissal::TooFast);
                }
            }
            // The system has no more connections at this moment.
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
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
    let guard = connections.guard(peer.ip(), socket, &web.dismissals);
    let Some(guard) = guard.await else {
        if let Ok(stream) = TcpStream::from_std(stream) {
            web.dismissals.refuse(stream, Dismissal::Busy);
        }
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
    guard.leave_handshake();
    let read = read.unwrap_or(Err(RequestFault::Slow));
    let preferred = read.as_ref().ok().and_then(Request::accept_language);
    let lang = accept_language::choose(preferred, &web.server.options.lang);
    let Ok(words) = Words::load_or_english(&lang) else {
        return;
    };
    let routed = match &read {
        Ok(request) => route::route(request, local, web.own_names()),
        Err(RequestFault::Gone) => return,
        Err(RequestFault::Malformed) => Err(Refusal::BadRequest),
        Err(RequestFault::TooLong) => Err(Refusal::LongHeader),
        Err(RequestFault::Slow) => Err(Refusal::Dismissed(Dismissal::Late)),
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
    send_last(&mut stream, &response.into_bytes()).await;
}
