//! `relutor man`: the manual page, from the command line of `command` and the topics of `help`.

use std::io;

use clap::Command;
use clap::builder::{Str, StyledStr};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::help::{HelpSection, Paths, Row, Topic, sections};
use super::{CommandOutput, Failure, command, example};
use crate::locale::Words;

/// The day of the last change to the text of this page.
const DATE: &str = "2026-11-30";

/// The manual page: `relutor man | man -l -`.
pub(super) fn man(words: &Words) -> Result<CommandOutput, Failure> {
    let mut page = Vec::new();
    write_page(&mut page, words).map_err(|error| Failure::system("cli.fault.output", &error))?;
    Ok(CommandOutput::data(
        String::from_utf8_lossy(&page).into_owned(),
    ))
}

fn write_page(page: &mut Vec<u8>, words: &Words) -> io::Result<()> {
    let mut command = command::command_line(words);
    command.build();
    let man = Man::new(command.clone())
        .title("RELUTOR")
        .date(DATE)
        .manual(words.get("cli.man.manual"));
    man.render_title(page)?;
    let mut roff = Roff::new();
    let say = |key: &str| words.get(&format!("cli.man.{key}"));
    let heading = |roff: &mut Roff, key: &str| {
        roff.control("SH", [say(key).as_str()]);
    };
    heading(&mut roff, "name");
    roff.text([roman(format!("relutor - {}", plain(command.get_about())))]);
    heading(&mut roff, "synopsis");
    for (at, line) in std::iter::once("course").chain(names(&command)).enumerate() {
        if at > 0 {
            roff.control("PP", []);
        }
        roff.text([bold(words.get(&format!("cli.line.{line}")))]);
    }
    heading(&mut roff, "description");
    roff.text([roman(words.get("cli.after"))]);
    heading(&mut roff, "options");
    arguments(&mut roff, &command);
    heading(&mut roff, "commands");
    commands(&mut roff, &command, words);
    for (key, topic) in [
        ("keys", Topic::Keys),
        ("files", Topic::Files),
        ("environment", Topic::Environment),
        ("status", Topic::Status),
        ("terminal", Topic::Terminal),
        ("json", Topic::Json),
    ] {
        heading(&mut roff, key);
        let sections = sections(topic, &command, words, Paths::Usual);
        let is_one = sections.len() == 1;
        for section in &sections {
            if !is_one {
                roff.control("SS", [section.heading.as_str()]);
            }
            body(&mut roff, section);
        }
    }
    heading(&mut roff, "examples");
    let examples = example::all(|name| command.find_subcommand(name).is_some());
    let rows = examples.map(|example| Row::new(example.line, example.about(words)));
    list(&mut roff, &rows.collect::<Vec<_>>());
    heading(&mut roff, "see-also");
    roff.text([roman(say("related"))]);
    roff.to_writer(page)
}

/// The names of the commands.
fn names(command: &Command) -> impl Iterator<Item = &str> {
    command.get_subcommands().map(Command::get_name)
}

/// Every command with its own options.
fn commands(roff: &mut Roff, command: &Command, words: &Words) {
    for sub in command.get_subcommands() {
        let line = words.get(&format!("cli.line.{}", sub.get_name()));
        roff.control("SS", [line.as_str()]);
        roff.text([roman(plain(sub.get_about()))]);
        arguments(roff, &without_global(sub));
    }
}

/// `command` with its own arguments only; those of every command are told once.
fn without_global(command: &Command) -> Command {
    let own = command.get_arguments().filter(|arg| !arg.is_global_set());
    Command::new(command.get_name().to_owned()).args(own.cloned())
}

/// The options of `command` with their values.
fn arguments(roff: &mut Roff, command: &Command) {
    let rows: Vec<_> = command
        .get_arguments()
        .map(|arg| {
            let short = arg.get_short().map(|name| format!("-{name}"));
            let long = arg.get_long().map(|name| format!("--{name}"));
            let names: Vec<_> = short.into_iter().chain(long).collect();
            let takes_value = arg.get_action().takes_values();
            let values = arg.get_value_names().into_iter().flatten();
            let values = values.filter(|_| takes_value).map(Str::to_string);
            let parts: Vec<_> = std::iter::once(names.join(", "))
                .filter(|names| !names.is_empty())
                .chain(values)
                .collect();
            Row::new(&parts.join(" "), plain(arg.get_help()))
        })
        .collect();
    list(roff, &rows);
}

/// Paragraphs and rows of a section.
fn body(roff: &mut Roff, section: &HelpSection) {
    for (at, paragraph) in section.text.iter().enumerate() {
        if at > 0 {
            roff.control("PP", []);
        }
        roff.text([roman(paragraph.as_str())]);
    }
    list(roff, &section.rows);
}

fn list(roff: &mut Roff, rows: &[Row]) {
    for row in rows {
        roff.control("TP", []);
        roff.text([bold(row.name.as_str())]);
        roff.text([roman(row.about.as_str())]);
    }
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
