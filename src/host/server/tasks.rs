//! The tasks of a server beside its connections: telling the presenter, keeping the room, hints.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::Server;
use crate::app::{Msg, RoomUpdate};
use crate::host::limits::TELLING_INTERVAL;
use crate::locale::{ErrorReason, Phrase};

/// The time between two writes of a room that has changed.
const SAVE_INTERVAL: Duration = Duration::from_secs(1);

/// The time after which a room without guests tells its presenter what may be in their way.
const HINT_TIME: Duration = Duration::from_secs(60);

/// The time between two looks at the clock.
const CLOCK_INTERVAL: Duration = Duration::from_secs(1);

/// Sends changes to the presenter, at most once in an interval, and moves everyone when the notice of it is over.
pub(in crate::host) async fn tell_presenter(server: Arc<Server>) {
    loop {
        let next_tick = server.lock().room.next_tick();
        match next_tick {
            None => server.changed.notified().await,
            Some(at) => {
                let left = at.saturating_sub(server.clock.now());
                let _is_early = tokio::time::timeout(left, server.changed.notified()).await;
            }
        }
        let (snapshot, notice) = {
            let mut state = server.lock();
            let changed = state.room.tick(server.clock.now());
            server.tell(&mut state, changed);
            server.tell_notes(&state);
            (state.room.snapshot(), state.notice.take())
        };
        let update = RoomUpdate::Snapshot(Box::new(snapshot));
        if !server.presenter.send_message(Msg::Room(update)) {
            return;
        }
        if let Some(notice) = notice {
            // Without a presenter, the room has ended.
            let _is_received = server.presenter.send_message(Msg::Notice(notice));
        }
        tokio::time::sleep(TELLING_INTERVAL).await;
    }
}

/// Shows the notes the time, once a second.
pub(in crate::host) async fn tick(server: Arc<Server>) {
    loop {
        tokio::time::sleep(CLOCK_INTERVAL).await;
        let state = server.lock();
        server.tell_notes(&state);
    }
}

/// Keeps the room in its file, once a second while it changes.
pub(in crate::host) async fn save(server: Arc<Server>, folder: PathBuf, port: u16) {
    let mut kept = None;
    loop {
        tokio::time::sleep(SAVE_INTERVAL).await;
        let saved = server.save();
        if kept.as_ref() == Some(&saved) {
            continue;
        }
        let course = &server.options.course;
        if let Err(error) = saved.write(&folder, port, course) {
            let notice = ErrorReason::from(&error).explain(Phrase::key("ui.room.not-saved"));
            // Without a presenter, the room has ended.
            let _is_received = server.presenter.send_message(Msg::Notice(notice));
            return;
        }
        kept = Some(saved);
    }
}

/// Names to the presenter what may be in the way of guests, if none has come for a minute.
pub(in crate::host) async fn hint(server: Arc<Server>) {
    tokio::time::sleep(HINT_TIME).await;
    if server.snapshot().seats.is_empty() {
        let notice = Msg::Notice(Phrase::key("ui.join.hotspot"));
        // Without a presenter, the room has ended.
        let _is_received = server.presenter.send_message(notice);
    }
}
