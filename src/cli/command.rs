//! The arguments and help pages of the command line.

mod argument;
mod whole_number;
mod workshop;

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

use super::completion;
use super::content;
use super::example;
use super::read;
use crate::app::{GlyphSetting, SETTINGS, SettingValues};
use crate::locale::{Phrase, Words};
use crate::terminal::ColorChoice;
use crate::ui::FigureText;
use argument::{
    at, choice, data, flag, format, load, option, positional, set, subcommand, switch,
    value_option, variable, with_help,
};
use whole_number::WholeNumber;
use workshop::workshop;

/// The whole command line with help in the language of `words`.
pub(super) fn command_line(words: &Words) -> Command {
    let say = |key: &str| words.get(&format!("cli.{key}"));
    let command = Command::new("relutor")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("about"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say("heading.commands"))
        .arg(positional("lesson", words))
        .arg(value_option("step", "step", words))
        .arg(set(words))
        .arg(at(words).action(ArgAction::Append))
        .arg(load(words))
        .arg(flag("plain", words))
        .args(global_options(words))
        .arg(
            flag("version", words)
                .short('V')
                .short_alias('v')
                .action(ArgAction::Version),
        )
        .subcommand(play(words))
        .subcommand(list(words))
        .subcommand(check(words))
        .subcommand(lab(words))
        .subcommand(new(words))
        .subcommand(add(words))
        .subcommand(remove(words))
        .subcommand(read(words))
        .subcommand(export(words))
        .subcommand(reset(words))
        .subcommand(report(words))
        .subcommands(workshop(words))
        .subcommand(help(words))
        .subcommand(simple("guide", words))
        .subcommand(completions(words))
        .subcommand(simple("man", words))
        .subcommand(simple("version", words))
        .mut_subcommands(|command| add_examples(hide_unused(command, words), words));
    let after = [say("after"), examples("course", words).unwrap_or_default()].join("\n\n");
    with_help(command.after_help(after), "course", words)
}

/// The name and the version: `relutor 0.1.0`.
pub(super) fn version(words: &Words) -> String {
    command_line(words).render_version()
}

/// A command without arguments of its own.
fn simple(name: &'static str, words: &Words) -> Command {
    with_help(subcommand(name, words), name, words)
}

fn help(words: &Words) -> Command {
    let command = subcommand("help", words).arg(positional("topic", words));
    with_help(command, "help", words)
}

/// The global options that the help of `command` lists beside `--lang` and `--help`; none if it lists all of them.
fn used_options(command: &str) -> Option<&'static [&'static str]> {
    match command {
        "list" | "reset" | "report" => Some(&["course"]),
        "check" => Some(&["no-motion"]),
        "lab" => Some(&["course", "seed"]),
        "read" => Some(&["course", "glyphs", "seed"]),
        "export" => Some(&["course", "theme", "glyphs", "color", "seed", "present"]),
        "new" | "add" | "remove" | "notes" | "help" | "guide" | "completions" | "man"
        | "version" => Some(&[]),
        _ => None,
    }
}

/// `command` with its own copies of the global options that it does not use, which its help leaves out. They are accepted
/// all the same, so that an option may stand before every command.
fn hide_unused(command: Command, words: &Words) -> Command {
    let Some(used) = used_options(command.get_name()) else {
        return command;
    };
    let is_unused = |arg: &Arg| {
        let name = arg.get_id().as_str();
        !["lang", "help"].contains(&name) && !used.contains(&name)
    };
    let unused = global_options(words).into_iter().filter(is_unused);
    command.args(unused.map(|arg| arg.hide(true)))
}

/// `command` with its examples at the end of its help.
fn add_examples(command: Command, words: &Words) -> Command {
    match examples(command.get_name(), words) {
        Some(examples) => command.after_help(examples),
        None => command,
    }
}

/// The examples of the command `name` under their heading, if it has any.
fn examples(name: &str, words: &Words) -> Option<String> {
    let lines: Vec<_> = example::of_command(name)
        .map(|example| format!("  {}\n      {}", example.line, example.about(words)))
        .collect();
    let heading = words.get("cli.heading.examples");
    (!lines.is_empty()).then(|| format!("{heading}:\n{}", lines.join("\n")))
}

fn play(words: &Words) -> Command {
    let command = subcommand("play", words)
        .arg(set(words))
        .arg(at(words).action(ArgAction::Append))
        .arg(load(words).conflicts_with("data"))
        .arg(flag("plain", words))
        .args(data(words));
    with_help(command, "play", words)
}

fn list(words: &Words) -> Command {
    let command = subcommand("list", words).arg(flag("json", words));
    with_help(command, "list", words)
}

fn check(words: &Words) -> Command {
    let dir = positional("dir", words)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath);
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
        .arg(
            value_option("width", "number", words)
                .value_parser(WholeNumber::<u16>::between(read::WIDTHS.0, u16::MAX)),
        )
        .arg(figures(words))
        .arg(flag("answers", words));
    with_help(command, "read", words)
}

fn export(words: &Words) -> Command {
    let command = subcommand("export", words)
        .arg(positional("lesson", words).help(words.get("cli.option.export")))
        .arg(format(words))
        .arg(value_option("step", "step", words).help(words.get("cli.option.page")))
        .arg(flag("all", words).conflicts_with("step"))
        .arg(flag("answers", words).help(words.get("cli.option.key")))
        .arg(flag("moving", words).conflicts_with_all(["all", "format"]))
        .arg(value_option("answer", "id", words).requires("moving"))
        .arg(set(words))
        .arg(at(words).action(ArgAction::Append))
        .args(data(words))
        .arg(value_option("size", "size", words))
        .arg(
            value_option("output", "file", words)
                .short('o')
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::AnyPath),
        )
        .arg(flag("force", words));
    with_help(command, "export", words)
}

fn completions(words: &Words) -> Command {
    let shell = positional("shell", words)
        .help(words.format(
            &Phrase::key("cli.option.shell").with("names", completion::shell_names().join(", ")),
        ))
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(completion::shell_names()));
    let command = subcommand("completions", words).arg(shell);
    with_help(command, "completions", words)
}

fn figures(words: &Words) -> Arg {
    choice("figures", &FigureText::ALL.map(FigureText::name), words)
}

fn reset(words: &Words) -> Command {
    let command = subcommand("reset", words)
        .arg(positional("lesson", words).help(words.get("cli.option.forget")))
        .arg(flag("yes", words));
    with_help(command, "reset", words)
}

fn report(words: &Words) -> Command {
    let command = subcommand("report", words)
        .arg(flag("json", words))
        .arg(
            value_option("output", "file", words)
                .help(words.get("cli.option.results"))
                .short('o')
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
        )
        .arg(flag("force", words).requires("output"));
    with_help(command, "report", words)
}

fn lab(words: &Words) -> Command {
    let command = subcommand("lab", words)
        .arg(positional("kind", words))
        .arg(set(words))
        .arg(at(words))
        .args(data(words))
        .arg(
            value_option("seeds", "number", words)
                .value_parser(WholeNumber::<u64>::up_to(u64::MAX)),
        )
        .arg(flag("json", words));
    with_help(command, "lab", words)
}

fn new(words: &Words) -> Command {
    let folder = positional("folder", words)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath);
    let from = value_option("from", "course", words)
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new([content::BUILT_IN]));
    let command = subcommand("new", words).arg(folder).arg(from);
    with_help(command, "new", words)
}

fn add(words: &Words) -> Command {
    let source = positional("source", words)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::AnyPath);
    let command = subcommand("add", words)
        .arg(source)
        .arg(value_option("name", "name", words))
        .arg(flag("replace", words));
    with_help(command, "add", words)
}

fn remove(words: &Words) -> Command {
    let command = subcommand("remove", words).arg(positional("course-name", words));
    with_help(command, "remove", words)
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
        // The empty text names the built-in course.
        value_option("course", "course", words)
            .value_parser(OsStringValueParser::new().map(PathBuf::from))
            .value_hint(ValueHint::DirPath)
            .env(variable("course"))
            .hide_env(true),
        option("lang", words).value_name(langs.join("|")),
        value_option("seed", "number", words).value_parser(WholeNumber::<u64>::up_to(u64::MAX)),
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

#[cfg(test)]
mod tests {
    use super::super::open;
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
    fn a_mistyped_word_may_be_any_command() {
        let words = Words::load(&Lang::english()).unwrap();
        let mut names = open::COMMANDS.to_vec();
        names.sort_unstable();
        let command = command_line(&words);
        let mut commands: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
        if !cfg!(feature = "host") {
            commands.extend(["host", "notes"]);
        }
        commands.sort_unstable();
        assert_eq!(names, commands);
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
