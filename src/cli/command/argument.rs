//! The builders of arguments, with their words.

use std::path::PathBuf;

use clap::builder::{FalseyValueParser, PossibleValuesParser};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

use super::whole_number::WholeNumber;
use crate::export::Format;
use crate::locale::{Phrase, Words};

pub(super) fn subcommand(name: &'static str, words: &Words) -> Command {
    Command::new(name)
        .about(words.get(&format!("cli.command.{name}")))
        .disable_help_flag(true)
}

/// Replaces clap's English help template.
pub(super) fn with_help(command: Command, line: &str, words: &Words) -> Command {
    let line = words.get(&format!("cli.line.{line}"));
    let usage = words.format(&Phrase::key("cli.usage").with("usage", line.as_str()));
    command.override_usage(line).help_template(format!(
        "{{about}}\n\n{usage}\n\n{{all-args}}{{after-help}}\n"
    ))
}

pub(super) fn option(name: &'static str, words: &Words) -> Arg {
    Arg::new(name)
        .long(name)
        .help(words.get(&format!("cli.option.{name}")))
        .help_heading(words.get("cli.heading.options"))
}

pub(super) fn flag(name: &'static str, words: &Words) -> Arg {
    option(name, words).action(ArgAction::SetTrue)
}

/// A flag that an environment variable can set as well.
pub(super) fn switch(name: &'static str, words: &Words) -> Arg {
    flag(name, words)
        .env(variable(name))
        .hide_env(true)
        .value_parser(FalseyValueParser::new())
}

pub(super) fn value_option(name: &'static str, value: &str, words: &Words) -> Arg {
    option(name, words).value_name(words.get(&format!("cli.value.{value}")))
}

pub(super) fn choice(name: &'static str, values: &[&'static str], words: &Words) -> Arg {
    option(name, words)
        .value_name(values.join("|"))
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(values.to_vec()))
        .env(variable(name))
        .hide_env(true)
}

/// The environment variable of an option.
pub(super) fn variable(option: &str) -> String {
    format!("RELUTOR_{}", option.to_uppercase().replace('-', "_"))
}

pub(super) fn set(words: &Words) -> Arg {
    value_option("set", "set", words)
        .action(ArgAction::Append)
        .allow_hyphen_values(true)
}

pub(super) fn at(words: &Words) -> Arg {
    value_option("at", "steps", words).value_parser(WholeNumber::<u64>::up_to(u64::MAX))
}

pub(super) fn positional(name: &'static str, words: &Words) -> Arg {
    Arg::new(name)
        .value_name(words.get(&format!("cli.value.{name}")))
        .help(words.get(&format!("cli.option.{name}")))
        .help_heading(words.get("cli.heading.arguments"))
}

pub(super) fn load(words: &Words) -> Arg {
    value_option("load", "file", words)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
}

/// The options that name the learner's own data.
pub(super) fn data(words: &Words) -> [Arg; 2] {
    [
        value_option("data", "file", words)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
        value_option("columns", "columns", words).requires("data"),
    ]
}

pub(super) fn format(words: &Words) -> Arg {
    let names = Format::ALL.map(Format::name);
    option("format", words)
        .value_name(names.join("|"))
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(names))
}
