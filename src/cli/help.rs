//! `relutor help [COMMAND|TOPIC]`.

mod section;
mod topic;

use clap::{ArgMatches, Command};

use super::{CommandOutput, Failure, Home, command, guide, json};
use crate::locale::{Phrase, Words};
use crate::terminal;
use crate::text::nearest_names;
pub(super) use section::{HelpSection, Row};
pub(super) use topic::{Paths, Topic, sections};

/// The columns of a page that no terminal shows.
const WIDTH: u16 = 80;

/// The columns of a page.
pub(super) fn page_width() -> u16 {
    terminal::columns().unwrap_or(WIDTH).max(40)
}

/// The list of commands and topics, the help of a command, or a topic.
pub(super) fn help(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
) -> Result<CommandOutput, Failure> {
    let mut command = command::command_line(words);
    command.build();
    let Some(wanted) = matches.get_one::<String>("topic") else {
        return Ok(CommandOutput::success(overview(&command, words)));
    };
    if let Some(sub) = command.find_subcommand_mut(wanted) {
        return Ok(CommandOutput::success(sub.render_help().to_string()));
    }
    match Topic::find(wanted) {
        Some(Topic::Writing) => Ok(guide::guide(words, environment)),
        Some(Topic::Schema) => Ok(CommandOutput::data(json::SCHEMA.to_owned())),
        Some(topic) => {
            let paths = Paths::OfUser { home, environment };
            let sections = sections(topic, &command, words, paths);
            Ok(CommandOutput::success(section::page(
                &sections,
                page_width(),
            )))
        }
        None => Err(unknown(wanted, &command)),
    }
}

/// Every command and every topic, with a line about each.
fn overview(command: &Command, words: &Words) -> String {
    let listed = |name: &str, about: String| Row::new(name, about);
    let commands = command.get_subcommands().map(|sub| {
        let about = sub.get_about().map(ToString::to_string);
        listed(sub.get_name(), about.unwrap_or_default())
    });
    let topics = Topic::ALL.map(|topic| listed(topic.name(), topic.about(words)));
    let list = |heading: &str, rows: Vec<Row>| {
        HelpSection::new(words.get(&format!("cli.heading.{heading}"))).rows(rows)
    };
    let mut text = section::list(&[
        list("commands", commands.collect()),
        list("topics", topics.to_vec()),
    ]);
    text.extend(["\n", &words.get("cli.topic.how"), "\n"]);
    text
}

/// The failure for a word that is neither a command nor a topic.
fn unknown(wanted: &str, command: &Command) -> Failure {
    let commands = command.get_subcommands().map(Command::get_name);
    let names = commands.chain(
        Topic::ALL
            .into_iter()
            .flat_map(|topic| topic.names().iter().copied()),
    );
    let like = nearest_names(wanted, names).join(", ");
    let what = Phrase::key("cli.fault.no-topic")
        .with("wanted", wanted)
        .with("names", like);
    Failure::Usage(what)
}
