//! The commands of a workshop, in programs that have it.

use clap::Command;

use crate::locale::Words;

/// No commands.
#[cfg(not(feature = "host"))]
pub(super) fn workshop(_: &Words) -> [Command; 0] {
    []
}

/// `host` and `notes`.
#[cfg(feature = "host")]
pub(super) fn workshop(words: &Words) -> [Command; 2] {
    use std::net::IpAddr;
    use std::path::PathBuf;

    use clap::{ArgAction, ValueHint, value_parser};

    use super::argument::{flag, positional, subcommand, value_option, with_help};
    use super::whole_number::WholeNumber;

    let command = subcommand("host", words)
        .arg(positional("lesson", words))
        .arg(value_option("step", "step", words))
        .arg(flag("lan", words).conflicts_with("bind"))
        .arg(
            value_option("bind", "address", words)
                .action(ArgAction::Append)
                .value_parser(value_parser!(IpAddr)),
        )
        .arg(
            value_option("port", "number", words)
                .value_parser(WholeNumber::<u16>::up_to(u16::MAX))
                .default_value("2222")
                .hide_default_value(true),
        )
        .arg(flag("no-ssh", words).conflicts_with("no-web"))
        .arg(
            value_option("web", "number", words)
                .value_parser(WholeNumber::<u16>::up_to(u16::MAX))
                .default_value("8080")
                .hide_default_value(true),
        )
        .arg(flag("no-web", words))
        .args(seat_options(words))
        .arg(
            value_option("mdns", "name", words)
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("relutor"),
        )
        .arg(flag("fresh", words))
        .arg(
            value_option("report", "file", words)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
        )
        .arg(
            value_option("pin", "pin", words)
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value(""),
        );
    let notes = subcommand("notes", words).arg(positional("room", words));
    [
        with_help(command, "host", words),
        with_help(notes, "notes", words),
    ]
}

/// How many seats there are.
#[cfg(feature = "host")]
fn seat_options(words: &Words) -> [clap::Arg; 2] {
    use super::argument::value_option;
    use super::whole_number::WholeNumber;

    let seats = u16::try_from(crate::host::MAX_SEATS).unwrap_or(u16::MAX);
    let count = || WholeNumber::<u16>::between(1, seats);
    [
        value_option("max", "number", words)
            .value_parser(count())
            .default_value("250")
            .hide_default_value(true),
        value_option("max-per-address", "number", words).value_parser(count()),
    ]
}
