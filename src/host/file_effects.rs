//! Effects that would reach a file of the presenter's machine.

use crate::app::{Effect, Msg};
use crate::locale::Phrase;

/// The answer to an effect that asks for a file; none for the others, which need no answer.
pub(super) fn refuse_files(effect: Effect) -> Option<Msg> {
    match effect {
        Effect::Export | Effect::SaveState(_) => Some(Msg::Notice(Phrase::key("ui.room.not-here"))),
        Effect::ReadData(path) => Some(Msg::DataRead {
            path,
            result: Err(Phrase::key("ui.room.no-file")),
        }),
        Effect::CompletePath(_)
        | Effect::SaveProgress(_)
        | Effect::SaveSetting(_)
        | Effect::Present(_)
        | Effect::Seat(_)
        | Effect::Remote(_)
        | Effect::Quit
        | Effect::Copy(_)
        | Effect::MouseCapture(_)
        | Effect::QueryTerminal(_)
        | Effect::Suspend => None,
    }
}
