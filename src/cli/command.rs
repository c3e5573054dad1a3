//! The arguments and help pages of the command line.

use std::path::PathBuf;

use clap::builder::{FalseyValueParser, PossibleValuesParser};
use clap::{Arg, ArgAction, Command, ValueEnum, value_parser};
use clap_complete::Shell;

use crate::app::{GlyphSetting, SETTINGS, SettingValues};
use crate::export::Format;
use crate::locale::{Phrase, Words};
use crate::terminal::ColorChoice;

/// The whole command line with help in the language of `words`.
pub(super) fn command_line(words: &Words) -> Command {
    let say = |key: &str| words.get(&format!("cli.{key}"));
    let command = Command::new("relutor")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("about"))
        .after_help(say("after"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say("heading.commands"))
        .arg(positional("lesson", words))
        .arg(value_option("step", "step", words))
        .arg(set(words))
        .arg(at(words).action(ArgAction::Append))
        .arg(load(words))
        .args(global_options(words))
        .arg(flag("version", words).short('V').action(ArgAction::Version))
        .subcommand(play(words))
        .subcommand(list(words))
        .subcommand(check(words))
        .subcommand(lab(words))
        .subcommand(new(words))
        .subcommand(read(words))
        .subcommand(export(words))
        .subcommand(reset(words))
        .subcommands(workshop(words))
        .subcommand(completions(words))
        .subcommand(with_help(subcommand("man", words), "man", words));
    with_help(command, "course", words)
}

fn play(words: &Words) -> Command {
    let command = subcommand("play", words)
        .arg(set(words))
        .arg(at(words).action(ArgAction::Append))
        .arg(load(words).conflicts_with("data"))
        .args(data(words));
    with_help(command, "play", words)
}

/// The commands of a workshop, in programs that have it.
#[cfg(not(feature = "host"))]
fn workshop(_: &Words) -> [Command; 0] {
    []
}

/// The commands of a workshop, in programs that have it.
#[cfg(feature = "host")]
fn workshop(words: &Words) -> [Command; 2] {
    use std::net::IpAddr;

    let seats = i64::try_from(crate::host::MAX_SEATS).unwrap_or(i64::MAX);
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
                .value_parser(value_parser!(u16))
                .default_value("2222")
                .hide_default_value(true),
        )
        .arg(flag("no-ssh", words).conflicts_with("no-web"))
        .arg(
            value_option("web", "number", words)
                .value_parser(value_parser!(u16))
                .default_value("8080")
                .hide_default_value(true),
        )
        .arg(flag("no-web", words))
        .arg(
            value_option("max", "number", words)
                .value_parser(value_parser!(u16).range(1..=seats))
                .default_value("250")
                .hide_default_value(true),
        )
        .arg(
            value_option("mdns", "name", words)
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("relutor"),
        )
        .arg(flag("fresh", words))
        .arg(value_option("report", "file", words).value_parser(value_parser!(PathBuf)))
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

fn load(words: &Words) -> Arg {
    value_option("load", "file", words).value_parser(value_parser!(PathBuf))
}

/// The options that name the learner's own data.
fn data(words: &Words) -> [Arg; 2] {
    [
        value_option("data", "file", words).value_parser(value_parser!(PathBuf)),
        value_option("columns", "columns", words).requires("data"),
    ]
}

fn list(words: &Words) -> Command {
    let command = subcommand("list", words).arg(flag("json", words));
    with_help(command, "list", words)
}

fn check(words: &Words) -> Command {
    let dir = positional("dir", words).value_parser(value_parser!(PathBuf));
    let lessons = positional("lessons", words)
        .action(ArgAction::Append)
        .num_args(1..);
    let command = subcommand("check", words)
        .arg(dir)
        .arg(lessons)
        .arg(flag("fix", words))
        .arg(flag("reviewed", words))
        .arg(flag("watch", words).conflicts_with_all(["fix", "reviewed", "json"]))
        .arg(flag("json", words).conflicts_with_all(["fix", "reviewed"]));
    with_help(command, "check", words)
}

fn read(words: &Words) -> Command {
    let command = subcommand("read", words)
        .arg(positional("lesson", words).help(words.get("cli.option.read")))
        .arg(value_option("step", "step", words).help(words.get("cli.option.page")))
        .arg(value_option("width", "number", words).value_parser(value_parser!(u16)))
        .arg(flag("answers", words));
    with_help(command, "read", words)
}

fn export(words: &Words) -> Command {
    let command = subcommand("export", words)
        .arg(positional("lesson", words).help(words.get("cli.option.export")))
        .arg(format(words))
        .arg(value_option("step", "step", words).help(words.get("cli.option.page")))
        .arg(flag("all", words).conflicts_with("step"))
        .arg(flag("moving", words).conflicts_with_all(["all", "format"]))
        .arg(value_option("answer", "id", words).requires("moving"))
        .arg(set(words))
        .arg(at(words).action(ArgAction::Append))
        .args(data(words))
        .arg(value_option("size", "size", words))
        .arg(
            value_option("output", "file", words)
                .short('o')
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("force", words));
    with_help(command, "export", words)
}

fn completions(words: &Words) -> Command {
    let shell = positional("shell", words)
        .help(words.format(&Phrase::key("cli.option.shell").with("names", shell_names())))
        .hide_possible_values(true)
        .value_parser(value_parser!(Shell));
    let command = subcommand("completions", words).arg(shell);
    with_help(command, "completions", words)
}

/// The names of the shells: `bash, elvish`.
pub(super) fn shell_names() -> String {
    let values = Shell::value_variants()
        .iter()
        .filter_map(Shell::to_possible_value);
    let names: Vec<_> = values.map(|value| value.get_name().to_owned()).collect();
    names.join(", ")
}

fn format(words: &Words) -> Arg {
    let names = Format::ALL.map(Format::name);
    option("format", words)
        .value_name(names.join("|"))
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(names))
}

fn reset(words: &Words) -> Command {
    let command = subcommand("reset", words)
        .arg(positional("lesson", words).help(words.get("cli.option.forget")))
        .arg(flag("yes", words));
    with_help(command, "reset", words)
}

fn lab(words: &Words) -> Command {
    let command = subcommand("lab", words)
        .arg(positional("kind", words))
        .arg(set(words))
        .arg(at(words))
        .args(data(words))
        .arg(value_option("seeds", "number", words).value_parser(value_parser!(u64)))
        .arg(flag("json", words));
    with_help(command, "lab", words)
}

fn new(words: &Words) -> Command {
    let folder = positional("folder", words).value_parser(value_parser!(PathBuf));
    with_help(subcommand("new", words).arg(folder), "new", words)
}

/// The options that every command takes.
fn global_options(words: &Words) -> Vec<Arg> {
    let langs: Vec<_> = Words::available().iter().map(ToString::to_string).collect();
    let mut args = Vec::new();
    for spec in &SETTINGS {
        match &spec.values {
            SettingValues::Choice { names, .. } => args.push(choice(spec.name, names, words)),
            SettingValues::Glyphs => args.push(choice(spec.name, &GlyphSetting::NAMES, words)),
            SettingValues::Language | SettingValues::Switch { .. } => {}
        }
    }
    args.extend([
        choice("color", &ColorChoice::ALL.map(ColorChoice::name), words),
        value_option("course", "dir", words).value_parser(value_parser!(PathBuf)),
        option("lang", words).value_name(langs.join("|")),
        value_option("seed", "number", words).value_parser(value_parser!(u64)),
        flag("present", words),
    ]);
    for spec in &SETTINGS {
        if let SettingValues::Switch { flag, .. } = &spec.values {
            args.push(switch(flag, words));
        }
    }
    args.push(flag("help", words).short('h').action(ArgAction::Help));
    let heading = words.get("cli.heading.everywhere");
    let global = |arg: Arg| arg.global(true).help_heading(heading.clone());
    args.into_iter().map(global).collect()
}

fn subcommand(name: &'static str, words: &Words) -> Command {
    Command::new(name)
        .about(words.get(&format!("cli.command.{name}")))
        .disable_help_flag(true)
}

/// Replaces clap's English help template.
fn with_help(command: Command, line: &str, words: &Words) -> Command {
    let line = words.get(&format!("cli.line.{line}"));
    let usage = words.format(&Phrase::key("cli.usage").with("usage", line.as_str()));
    command.override_usage(line).help_template(format!(
        "{{about}}\n\n{usage}\n\n{{all-args}}{{after-help}}\n"
    ))
}

fn option(name: &'static str, words: &Words) -> Arg {
    Arg::new(name)
        .long(name)
        .help(words.get(&format!("cli.option.{name}")))
        .help_heading(words.get("cli.heading.options"))
}

fn flag(name: &'static str, words: &Words) -> Arg {
    option(name, words).action(ArgAction::SetTrue)
}

/// A flag that an environment variable can set as well.
fn switch(name: &'static str, words: &Words) -> Arg {
    flag(name, words)
        .env(variable(name))
        .hide_env(true)
        .value_parser(FalseyValueParser::new())
}

fn value_option(name: &'static str, value: &str, words: &Words) -> Arg {
    option(name, words).value_name(words.get(&format!("cli.value.{value}")))
}

fn choice(name: &'static str, values: &[&'static str], words: &Words) -> Arg {
    option(name, words)
        .value_name(values.join("|"))
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(values.to_vec()))
        .env(variable(name))
        .hide_env(true)
}

/// The environment variable of an option.
fn variable(option: &str) -> String {
    format!("RELUTOR_{}", option.to_uppercase().replace('-', "_"))
}

fn set(words: &Words) -> Arg {
    value_option("set", "set", words)
        .action(ArgAction::Append)
        .allow_hyphen_values(true)
}

fn at(words: &Words) -> Arg {
    value_option("at", "steps", words).value_parser(value_parser!(u64))
}

fn positional(name: &'static str, words: &Words) -> Arg {
    Arg::new(name)
        .value_name(words.get(&format!("cli.value.{name}")))
        .help(words.get(&format!("cli.option.{name}")))
        .help_heading(words.get("cli.heading.arguments"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn the_command_line_is_valid_and_has_all_words() {
        let words = Words::load(&Lang::english()).unwrap();
        let mut command = command_line(&words);
        command.clone().debug_assert();
        command.build();
        let mut pages = vec![command.render_long_help().to_string()];
        for sub in command.get_subcommands_mut() {
            pages.push(sub.render_long_help().to_string());
        }
        for page in pages {
            assert!(!page.contains("cli."), "a key without words:\n{page}");
        }
    }

    #[test]
    fn help_has_no_words_of_the_parser() {
        let words = Words::load(&Lang::of("ko")).unwrap();
        let mut command = command_line(&words);
        command.build();
        let mut pages = vec![command.render_long_help().to_string()];
        for sub in command.get_subcommands_mut() {
            pages.push(sub.render_long_help().to_string());
        }
        for page in pages {
            for word in ["possible", "default", "Usage", "Options", "env:", "aliases"] {
                assert!(!page.contains(word), "{word}:\n{page}");
            }
        }
    }
}
