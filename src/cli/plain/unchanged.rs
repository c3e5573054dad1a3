//! Why a command has changed nothing.

use super::command::Command;
use crate::app::{App, Session};
use crate::lesson::Activity;
use crate::locale::Phrase;

/// Why `command` has changed nothing.
pub(super) fn unchanged(command: &Command, app: &App) -> Phrase {
    let is_challenge = app
        .session()
        .and_then(Session::step)
        .is_some_and(|step| matches!(step.activity, Activity::Challenge(_)));
    let key = match command {
        Command::Number(_) => "chosen-already",
        Command::Set { .. } => "same-value",
        Command::Run(_) => "cannot-run-on",
        Command::Next => "last-page",
        Command::Previous => "first-page",
        Command::Hint if is_challenge => "no-more-hints",
        Command::Hint => "no-hint",
        Command::Fix => "no-fix",
        Command::Skip => "nothing-to-skip",
        Command::Undo => "nothing-to-undo",
        Command::Reset => "at-start",
        Command::Language => "one-language",
        Command::List => "is-list",
        Command::Where
        | Command::Whole
        | Command::Goals
        | Command::Help
        | Command::Quit
        | Command::Unknown(_) => "nothing-new",
    };
    Phrase::key(format!("cli.plain.{key}"))
}
