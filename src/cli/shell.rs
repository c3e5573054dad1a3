//! `relutor completions SHELL` and `relutor man`, both from the command line of `command`.

use std::io;

use clap::builder::{Str, StyledStr};
use clap::{ArgMatches, Command};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{Failure, Report, command};
use crate::app::bindings;
use crate::locale::{Phrase, Words};

/// The completion script of the shell that `matches` names.
pub(super) fn completions(matches: &ArgMatches, words: &Words) -> Result<Report, Failure> {
    let Some(shell) = matches.get_one::<Shell>("shell") else {
        return Err(Failure::Usage(
            Phrase::key("cli.fault.which-shell").with("names", command::shell_names()),
        ));
    };
    let mut script = Vec::new();
    let mut command = command::command_line(words);
    clap_complete::generate(*shell, &mut command, "relutor", &mut script);
    Ok(Report::data(String::from_utf8_lossy(&script).into_owned()))
}

/// The manual page: `relutor man | man -l -`.
pub(super) fn man(words: &Words) -> Result<Report, Failure> {
    let mut page = Vec::new();
    write_man(&mut page, words).map_err(|error| Failure::system("cli.fault.output", &error))?;
    Ok(Report::data(String::from_utf8_lossy(&page).into_owned()))
}

fn write_man(page: &mut Vec<u8>, words: &Words) -> io::Result<()> {
    let command = command::command_line(words);
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    let mut roff = Roff::new();
    commands(&mut roff, &command, words);
    keys(&mut roff, words);
    roff.to_writer(page)
}

/// Every command with its own options.
fn commands(roff: &mut Roff, command: &Command, words: &Words) {
    roff.control(
        "SH",
        [words.get("cli.heading.commands").to_uppercase().as_str()],
    );
    for sub in command.get_subcommands() {
        let line = words.get(&format!("cli.line.{}", sub.get_name()));
        roff.control("SS", [line.as_str()]);
        roff.text([roman(plain(sub.get_about()))]);
        for arg in sub.get_arguments() {
            let value = arg.get_value_names().into_iter().flatten();
            let takes_value = arg.get_action().takes_values();
            let value = value.filter(|_| takes_value).map(Str::as_str);
            let name = arg.get_long().map(|name| format!("--{name}"));
            let parts: Vec<_> = name.as_deref().into_iter().chain(value).collect();
            roff.control("TP", []);
            roff.text([bold(parts.join(" "))]);
            roff.text([roman(plain(arg.get_help()))]);
        }
    }
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// Every key with its effect, from the key map.
fn keys(roff: &mut Roff, words: &Words) {
    roff.control("SH", [words.get("cli.heading.keys").as_str()]);
    for binding in bindings() {
        roff.control("TP", []);
        roff.text([bold(binding.long_of(|_, _| true))]);
        roff.text([roman(words.get(&format!("ui.help.{}", binding.name)))]);
    }
}
