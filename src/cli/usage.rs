//! Errors of the argument parser in our own words.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Error};

use super::Failure;
use super::open::COMMANDS;
use crate::locale::Phrase;
use crate::text::is_slip;

/// The arguments that open a lesson.
const LESSON: [&str; 4] = ["lesson", "step", "set", "at"];

/// The error as a sentence that names the argument and the remedy.
pub(super) fn phrase(error: &Error) -> Phrase {
    let arg = context_text(error, ContextKind::InvalidArg);
    let value = context_text(error, ContextKind::InvalidValue);
    let names = context_text(error, ContextKind::ValidValue);
    let about = |key| Phrase::key(key).with("arg", arg.as_str());
    match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => about("cli.fault.surplus"),
        ErrorKind::UnknownArgument => match context_text(error, ContextKind::SuggestedArg) {
            none if none.is_empty() => about("cli.fault.no-option"),
            like => about("cli.fault.no-option-like").with("like", like),
        },
        ErrorKind::InvalidValue if !names.is_empty() && !value.is_empty() => {
            about("cli.fault.choice")
                .with("value", value)
                .with("names", names)
        }
        ErrorKind::InvalidValue if !names.is_empty() => {
            about("cli.fault.missing-choice").with("names", names)
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            about("cli.fault.missing-value")
        }
        ErrorKind::ValueValidation => not_in_range(error, &about, value),
        ErrorKind::ArgumentConflict => match context_text(error, ContextKind::PriorArg) {
            other if other.is_empty() || other == arg => about("cli.fault.twice"),
            other => about("cli.fault.together").with("other", other),
        },
        // Two arguments require another one: the answer of a moving picture, and `--columns`.
        ErrorKind::MissingRequiredArgument if arg.contains("--moving") => {
            Phrase::key("cli.fault.needs-moving")
        }
        ErrorKind::MissingRequiredArgument => Phrase::key("cli.fault.needs-data"),
        ErrorKind::InvalidUtf8 => Phrase::key("cli.fault.not-text"),
        _ => Phrase::key("cli.fault.arguments"),
    }
}

/// The command that the first word of `args` was meant to be, where an option did not fit: `exprot --all`. A lesson may
/// stand there, too, so that only a slip of one letter counts.
pub(super) fn mistyped_command(error: &Error, args: &[OsString]) -> Option<Phrase> {
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let word = args
        .get(1)?
        .to_str()
        .filter(|word| !word.starts_with('-'))?;
    let like = COMMANDS
        .into_iter()
        .find(|command| is_slip(word, command))?;
    let what = Phrase::key("cli.fault.no-command-like");
    Some(what.with("wanted", word).with("like", like))
}

/// The command that opens a step, where two words follow `relutor` and the first one is no command.
pub(super) fn step_without_option(error: &Error, args: &[OsString]) -> Option<Phrase> {
    match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => {}
        _ => return None,
    }
    let mut words = args.iter().skip(1).map(|arg| arg.to_str());
    let (lesson, step) = (words.next()??, words.next()??);
    let are_words = !lesson.starts_with('-') && !step.starts_with('-');
    let what = Phrase::key("cli.fault.surplus-step");
    (are_words && !COMMANDS.contains(&lesson))
        .then(|| what.with("lesson", lesson).with("step", step))
}

/// A value that is no whole number, or none of the range that the error names.
fn not_in_range(error: &Error, about: &dyn Fn(&'static str) -> Phrase, value: String) -> Phrase {
    let ends: Vec<u64> = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(ends)) => {
            ends.iter().filter_map(|end| end.parse().ok()).collect()
        }
        Some(_) | None => Vec::new(),
    };
    match ends.as_slice() {
        [least, most] if *most < u64::MAX => about("cli.fault.number-between")
            .with("min", least.to_string())
            .with("max", most.to_string())
            .with("value", value),
        // The only other values that are parsed here are addresses.
        [] => about("cli.fault.address").with("value", value),
        _ => about("cli.fault.whole-number").with("value", value),
    }
}

/// Refuses arguments of a lesson together with a command. clap could do so, but it would also refuse the global options in
/// `relutor --lang ko list`.
pub(super) fn no_lesson_beside_a_command(matches: &ArgMatches) -> Result<(), Failure> {
    if matches.subcommand_name().is_none() {
        return Ok(());
    }
    let Some(stray) = LESSON.iter().find(|name| matches.contains_id(name)) else {
        return Ok(());
    };
    let arg = match matches.get_one::<String>("lesson") {
        Some(lesson) => lesson.clone(),
        None => format!("--{stray}"),
    };
    Err(Failure::Usage(
        Phrase::key("cli.fault.surplus").with("arg", arg),
    ))
}

/// The text of the error for `kind`, without the names of values and without brackets: `--seed`, not `--seed <N>`.
fn context_text(error: &Error, kind: ContextKind) -> String {
    let bare = |text: &String| {
        let name = text.split(" <").next().unwrap_or(text);
        name.trim_matches(['[', ']', '<', '>']).to_owned()
    };
    match error.get(kind) {
        Some(ContextValue::String(text)) => bare(text),
        Some(ContextValue::Strings(texts)) => texts.iter().map(bare).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}
