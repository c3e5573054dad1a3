//! `relutor completions SHELL`, and the names that the shell asks for while a line is typed.
//!
//! The script of a shell calls the program with the line so far, so that lessons of another course, the steps of a lesson and
//! the controls of a model are known.

mod candidates;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::sync::Arc;

use clap::{Arg, ArgMatches};
use clap_complete::engine::ArgValueCandidates;
use clap_complete::env::{EnvCompleter, Shells};

use super::{CommandOutput, Failure, command, language};
use crate::locale::Phrase;
use candidates::Line;

/// The variable by which the script of a shell asks for candidates; its value is the shell.
pub(super) const VARIABLE: &str = "RELUTOR_COMPLETE";

/// The names of the shells: `bash`, `elvish`.
pub(super) fn shell_names() -> Vec<&'static str> {
    Shells::builtins().names().collect()
}

/// The completion script of the shell that `matches` names.
pub(super) fn script(matches: &ArgMatches) -> Result<CommandOutput, Failure> {
    let shells = Shells::builtins();
    let wanted = matches.get_one::<String>("shell");
    let Some(shell) = wanted.and_then(|name| shells.completer(name)) else {
        return Err(Failure::Usage(
            Phrase::key("cli.fault.which-shell").with("names", shell_names().join(", ")),
        ));
    };
    let mut script = Vec::new();
    shell
        .write_registration(VARIABLE, "relutor", "relutor", "relutor", &mut script)
        .map_err(|error| Failure::system("cli.fault.output", &error))?;
    Ok(CommandOutput::data(
        String::from_utf8_lossy(&script).into_owned(),
    ))
}

/// Prints the candidates for the word of a line that is being typed, and returns the exit code. `args` are those of the
/// process: its name, `--`, and the words of the line. A line that cannot be completed has no candidates.
pub(super) fn complete(
    shell: &str,
    args: Vec<OsString>,
    environment: &dyn Fn(&str) -> Option<String>,
) -> u8 {
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(shell) else {
        return 2;
    };
    let line: Vec<_> = args
        .into_iter()
        .skip_while(|arg| arg != "--")
        .skip(1)
        .collect();
    match candidates(shell, line, environment) {
        Ok(text) => {
            // A shell that was closed reads no candidates.
            drop(io::stdout().write_all(&text));
            0
        }
        Err(_no_candidates) => 1,
    }
}

fn candidates(
    shell: &dyn EnvCompleter,
    line: Vec<OsString>,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<u8>, Failure> {
    let words = language::words(&line, environment, None)?;
    let plain = command::command_line(&words);
    let typed = Arc::new(Line::new(plain.clone(), &line, words));
    let mut known = plain
        .mut_args(|arg| with_candidates(arg, "course", &typed))
        .mut_subcommands(|command| {
            let name = command.get_name().to_owned();
            command.mut_args(|arg| with_candidates(arg, &name, &typed))
        });
    let mut text = Vec::new();
    let folder = std::env::current_dir().ok();
    shell
        .write_complete(&mut known, line, folder.as_deref(), &mut text)
        .map_err(|error| Failure::system("cli.fault.output", &error))?;
    Ok(text)
}

/// `arg` of `command` with its candidates, if it takes names that the program knows.
fn with_candidates(arg: Arg, command: &str, typed: &Arc<Line>) -> Arg {
    let typed = Arc::clone(typed);
    let names: fn(&Line) -> Vec<(String, String)> = match (arg.get_id().as_str(), command) {
        ("lesson", _) | ("lessons", "check") => Line::lessons,
        ("step", "read" | "export") => Line::pages,
        ("step", _) => Line::steps,
        ("answer", _) => Line::answers,
        ("kind", "lab") => Line::labs,
        ("set", _) => Line::controls,
        ("topic", "help") => Line::topics,
        ("lang", _) => Line::languages,
        ("course-name", "remove") => Line::courses,
        _ => return arg,
    };
    arg.add(ArgValueCandidates::new(move || {
        names(&typed)
            .into_iter()
            .map(candidates::candidate)
            .collect()
    }))
}
