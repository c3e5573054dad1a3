//! Example command lines, which the help of a command and the manual page show.

use crate::locale::Words;

/// A command line to try.
#[derive(Debug)]
pub(super) struct Example {
    /// The command; `course` without one.
    command: &'static str,
    /// The line as it is typed.
    pub(super) line: &'static str,
    /// Its words are `cli.example.KEY`.
    key: &'static str,
}

/// Every example: command, line, and the key of its words.
const EXAMPLES: [(&str, &str, &str); 30] = [
    ("course", "relutor", "course"),
    ("course", "relutor 3", "lesson"),
    ("course", "relutor bias --step 2 --set b=7", "step"),
    (
        "play",
        "relutor play --set data=spiral --set layers=2 --at 300",
        "network",
    ),
    (
        "play",
        "relutor play --data pumps.csv --columns temp_C,vibration,state",
        "data",
    ),
    ("list", "relutor list --json", "list-json"),
    ("check", "relutor check my-course", "check"),
    ("check", "relutor check my-course --fix", "fix"),
    ("check", "relutor check my-course --reviewed", "reviewed"),
    ("lab", "relutor lab", "labs"),
    ("lab", "relutor lab bias-node --set b=7 --json", "lab-json"),
    (
        "lab",
        "relutor lab watch-it-learn --at 1000 --seeds 20",
        "seeds",
    ),
    ("lab", "relutor lab race --set preset=P1 --seeds 20", "race"),
    ("new", "relutor new my-course", "new"),
    ("new", "relutor new my-course --from built-in", "built-in"),
    ("add", "relutor add my-course", "add"),
    ("add", "relutor add kinks.zip --replace", "add-zip"),
    ("remove", "relutor remove my-course", "remove"),
    ("read", "relutor read bias --answers", "read"),
    ("export", "relutor export 3 --step guess", "picture"),
    (
        "export",
        "relutor export 3 --format html -o bias.html",
        "page",
    ),
    ("export", "relutor export 3 --all -o pictures", "pictures"),
    ("reset", "relutor reset bias --yes", "reset"),
    ("report", "relutor report -o results.html", "results"),
    ("report", "relutor report --json", "results-json"),
    ("host", "relutor host --lan", "host"),
    ("host", "relutor host 3 --pin --report votes.md", "report"),
    ("notes", "relutor notes", "notes"),
    ("guide", "relutor guide --lang ko", "guide"),
    (
        "completions",
        "relutor completions bash > ~/.local/share/bash-completion/completions/relutor",
        "completions",
    ),
];

impl Example {
    /// The effect of the line in words.
    pub(super) fn about(&self, words: &Words) -> String {
        words.get(&format!("cli.example.{}", self.key))
    }
}

/// Every example whose command `has_command` knows.
pub(super) fn all(has_command: impl Fn(&str) -> bool) -> impl Iterator<Item = Example> {
    let examples = EXAMPLES.into_iter();
    examples
        .filter(move |(command, _, _)| *command == "course" || has_command(command))
        .map(|(command, line, key)| Example { command, line, key })
}

/// The examples of one command.
pub(super) fn of_command(name: &str) -> impl Iterator<Item = Example> {
    all(|_| true).filter(move |example| example.command == name)
}
