//! Errors of the argument parser in our own words.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Error};

use super::Failure;
use crate::locale::Phrase;

/// The arguments that say which lesson to open, and how.
const LESSON: [&str; 4] = ["lesson", "step", "set", "at"];

/// Why the arguments are not understood, as a sentence that names the argument and the remedy.
pub(super) fn phrase(error: &Error) -> Phrase {
    let arg = of(error, ContextKind::InvalidArg);
    let value = of(error, ContextKind::InvalidValue);
    let names = of(error, ContextKind::ValidValue);
    let about = |key| Phrase::key(key).with("arg", arg.as_str());
    match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => about("cli.fault.surplus"),
        ErrorKind::UnknownArgument => match of(error, ContextKind::SuggestedArg) {
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
        // Only counts are parsed; all else is text.
        ErrorKind::ValueValidation => about("cli.fault.whole-number").with("value", value),
        ErrorKind::ArgumentConflict => match of(error, ContextKind::PriorArg) {
            other if other.is_empty() || other == arg => about("cli.fault.twice"),
            other => about("cli.fault.together").with("other", other),
        },
        ErrorKind::InvalidUtf8 => Phrase::key("cli.fault.not-text"),
        _ => Phrase::key("cli.fault.arguments"),
    }
}

/// Refuses what belongs to a lesson where a command stands as well. Clap would refuse the options that every
/// command takes along with it: `relutor --lang ko list`.
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

/// The text of the error for `kind`, without the names of values: `--seed`, not `--seed <N>`.
fn of(error: &Error, kind: ContextKind) -> String {
    let bare = |text: &String| text.split(" <").next().unwrap_or(text).to_owned();
    match error.get(kind) {
        Some(ContextValue::String(text)) => bare(text),
        Some(ContextValue::Strings(texts)) => texts.iter().map(bare).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}
