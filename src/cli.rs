//! The command line: the arguments in `command`, one file per subcommand.
//!
//! A subcommand returns a report to print or a failure; only the course and the playground open the terminal. Exit codes:
//! 0 success, 1 faults of a course or an error of the system, 2 invalid arguments, 128 + n ended by signal n.

mod add;
mod check;
mod command;
mod command_output;
mod completion;
mod content;
mod course_watch;
mod data;
mod effect_handler;
mod example;
mod export;
mod failure;
mod guide;
mod help;
mod home;
#[cfg(feature = "host")]
mod host;
mod json;
mod lab;
mod language;
mod list;
mod man;
mod new;
#[cfg(feature = "host")]
mod notes;
mod open;
mod options;
mod output;
mod panic_report;
mod plain;
mod read;
mod report;
mod reset;
mod usage;

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};

use clap::ArgMatches;

use crate::locale::{Lang, Phrase, Words};
use crate::terminal::ExitReason;
use command_output::{CommandOutput, Encoding};
use failure::Failure;
use home::Home;
use open::EntryPoint;
pub use panic_report::report_panics;

/// The exit code after the terminal is gone: that of SIGHUP, which usually comes with it.
const CODE_WITHOUT_TERMINAL: u8 = 128 + 1;

/// Runs the command in `args`, whose first item is the name of the program, and returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<_> = args.into_iter().collect();
    if let Some(shell) = environment(completion::VARIABLE).filter(|shell| !shell.is_empty()) {
        return completion::complete(&shell, args, &environment);
    }
    let mut home = Home::open();
    let setting = home.settings.get("language").map(Lang::of);
    let foreign = language::non_utf8_locale(&args, &environment, setting.as_ref());
    let encoding = match foreign {
        Some(locale) => {
            let notice = Phrase::key("cli.non-utf8-locale").with("locale", locale);
            home.notices.push(notice);
            Encoding::Ascii
        }
        None => Encoding::Utf8,
    };
    let (result, words) = match language::words(&args, &environment, setting.as_ref()) {
        Ok(words) => {
            report_panics(&words);
            (run_command(&args, &words, &home, encoding), words)
        }
        Err(failure) => match Words::load(&Lang::english()) {
            Ok(english) => (Err(failure), english),
            Err(_) => return failure.code(),
        },
    };
    result
        .and_then(|report| print(&report, encoding))
        .unwrap_or_else(|failure| {
            let words = language::words_for_failures(words, &environment);
            // A closed standard error leaves no place for the message.
            let text = failure.text(&words);
            drop(io::stderr().write_all(encoding.encode(&text).as_bytes()));
            failure.code()
        })
}

fn run_command(
    args: &[OsString],
    words: &Words,
    home: &Home,
    encoding: Encoding,
) -> Result<CommandOutput, Failure> {
    home.tell(&mut io::stderr(), words);
    let matches = match command::command_line(words).try_get_matches_from(args) {
        Ok(matches) => matches,
        // clap reports help and version as errors, too.
        Err(page) if !page.use_stderr() => return Ok(CommandOutput::success(page.to_string())),
        Err(error) => {
            let command = usage::mistyped_command(&error, args)
                .or_else(|| usage::step_without_option(&error, args));
            return Err(Failure::Usage(
                command.unwrap_or_else(|| usage::phrase(&error)),
            ));
        }
    };
    let command_matches = matches.subcommand().map_or(&matches, |(_, inner)| inner);
    language::require_known(command_matches)?;
    usage::no_lesson_beside_a_command(&matches)?;
    home::tell_all(
        content::namesake(command_matches).into_iter(),
        &mut io::stderr(),
        words,
    );
    match matches.subcommand() {
        Some(("play", matches)) if matches.get_flag("plain") => exit(plain::plain(
            EntryPoint::Playground,
            matches,
            words,
            &environment,
            home,
        )?),
        Some(("play", matches)) => open_app(EntryPoint::Playground, matches, words, home),
        Some(("list", matches)) => list::list(matches, words, home),
        Some(("check", matches)) => check::check(matches, words, &environment, home, encoding),
        Some(("lab", matches)) => lab::lab(matches, words),
        Some(("new", matches)) => new::new(matches, words),
        Some(("add", matches)) => add::add(matches, words),
        Some(("remove", matches)) => add::remove(matches, words),
        Some(("export", matches)) => export::export(matches, words, &environment, home),
        Some(("read", matches)) => read::read(matches, words, &environment, home),
        Some(("help", matches)) => help::help(matches, words, &environment, home),
        Some(("guide", _)) => Ok(guide::guide(words, &environment)),
        Some(("version", _)) => Ok(CommandOutput::success(command::version(words))),
        Some(("completions", matches)) => completion::script(matches),
        Some(("man", _)) => man::man(words),
        Some(("reset", matches)) => reset::reset(matches, words, home),
        Some(("report", matches)) => report::report(matches, words, home),
        #[cfg(feature = "host")]
        Some(("host", matches)) => exit(host::host(matches, words, &environment, home)?),
        #[cfg(feature = "host")]
        Some(("notes", matches)) => notes::notes(matches, words, &environment, home),
        None if matches.get_flag("plain") => exit(plain::plain(
            EntryPoint::Course,
            &matches,
            words,
            &environment,
            home,
        )?),
        Some(_) | None => open_app(EntryPoint::Course, &matches, words, home),
    }
}

fn open_app(
    entry: EntryPoint,
    matches: &ArgMatches,
    words: &Words,
    home: &Home,
) -> Result<CommandOutput, Failure> {
    exit(open::open(entry, matches, words, &environment, home)?)
}

/// The exit code after the course was on the screen.
#[expect(clippy::unnecessary_wraps, reason = "it ends a command")]
fn exit(end: ExitReason) -> Result<CommandOutput, Failure> {
    let code = match end {
        ExitReason::Quit => 0,
        ExitReason::Signal(signal) => signal.saturating_add(128),
        ExitReason::EndOfInput => CODE_WITHOUT_TERMINAL,
    };
    Ok(CommandOutput {
        code,
        ..CommandOutput::success(String::new())
    })
}

/// Prints to standard output and returns the exit code. A closed pipe (`relutor list | head -1`) is no failure.
fn print(report: &CommandOutput, encoding: Encoding) -> Result<u8, Failure> {
    let mut out = io::stdout();
    let written = out
        .write_all(report.printable(encoding).as_bytes())
        .and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::system("cli.fault.output", &error))
        }
        Ok(()) | Err(_) => Ok(report.code),
    }
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
