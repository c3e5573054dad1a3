//! A panic in two sentences for the learner, with the details in a file.

use std::backtrace::Backtrace;
use std::env;
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use super::failure::error_line;
use crate::locale::{Phrase, Words};
use crate::storage::{self, Storage};
use crate::text::printable_line;

/// Stands for the path or the message in a prepared sentence.
const SLOT: &str = "\u{fffd}";

/// Variables of the environment that change how the program draws.
const VARIABLES: [&str; 7] = [
    "TERM",
    "COLORTERM",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "COLUMNS",
    "LINES",
];

/// The sentences of the report. They are formatted before a panic, because a panic while one is reported would end the program
/// without a report.
struct Sentences {
    ended: String,
    details: String,
    no_details: String,
}

impl Sentences {
    fn new(words: &Words) -> Self {
        let with_slot = |key, name| error_line(&Phrase::key(key).with(name, SLOT), words);
        Self {
            ended: error_line(&Phrase::key("cli.panic.ended"), words),
            details: with_slot("cli.panic.details", "path"),
            no_details: with_slot("cli.panic.no-details", "message"),
        }
    }

    /// The report of a panic with its details at `path`.
    fn report(&self, path: Option<&Path>, message: &str) -> String {
        let second = match path {
            Some(path) => {
                let path = path.display().to_string();
                self.details.replace(SLOT, &printable_line(&path))
            }
            None => self.no_details.replace(SLOT, &printable_line(message)),
        };
        format!("{}{second}", self.ended)
    }
}

/// From now on, a panic of this thread is reported in two sentences in the language of `words`. The details go into a file in
/// the state folder, also those of panics in other threads, which do not end the program.
pub fn report_panics(words: &Words) {
    let sentences = Sentences::new(words);
    let folder = Storage::from_environment().state_folder();
    let this_thread = thread::current().id();
    let all_details = Mutex::new(String::new());
    panic::set_hook(Box::new(move |info| {
        let details = details(info);
        let path = match all_details.try_lock() {
            Ok(mut all) => {
                all.push_str(&details);
                storage::write_panic_file(folder.as_deref(), &all)
            }
            // Another thread reports its panic at this moment.
            Err(_) => storage::write_panic_file(None, &details),
        };
        if thread::current().id() == this_thread {
            let report = sentences.report(path.as_deref(), &message(info));
            // A closed standard error leaves no place for the report.
            drop(io::stderr().write_all(report.as_bytes()));
        }
    }));
}

/// The message and the location of a panic.
fn message(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = info.location().map(ToString::to_string);
    format!(
        "{} ({})",
        text.unwrap_or("?"),
        place.as_deref().unwrap_or("?")
    )
}

/// The details of a panic: version, command line, terminal, thread, message, location and backtrace.
fn details(info: &PanicHookInfo<'_>) -> String {
    let args: Vec<_> = env::args_os().skip(1).collect();
    let variables = VARIABLES.map(|name| format!("{name}={:?}", env::var_os(name)));
    format!(
        "relutor {} {} {}\narguments: {args:?}\n{}\nthread: {:?}\n{}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        env::consts::OS,
        env::consts::ARCH,
        variables.join(" "),
        thread::current().name(),
        message(info),
        Backtrace::force_capture(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn a_report_has_two_lines_in_every_language() {
        for lang in [Lang::english(), Lang::of("ko")] {
            let sentences = Sentences::new(&Words::load(&lang).unwrap());
            let with_file = sentences.report(Some(Path::new("/tmp/panic.txt")), "");
            assert_eq!(with_file.lines().count(), 2);
            assert!(with_file.contains("`/tmp/panic.txt`"), "{with_file}");
            let without = sentences.report(None, "index\nout of bounds (a.rs:1:2)");
            assert_eq!(without.lines().count(), 2);
            assert!(
                without.contains("index out of bounds (a.rs:1:2)"),
                "{without}"
            );
            let hostile = sentences.report(Some(Path::new("/tmp/\u{1b}]0;x\u{202e}\n.txt")), "");
            assert_eq!(hostile.lines().count(), 2);
            assert!(!hostile.contains(['\u{1b}', '\u{202e}']), "{hostile:?}");
        }
    }
}
