//! The topics of `relutor help`, which are sections of the manual page, too.

use clap::{Arg, Command};

use super::super::home::{Home, abbreviate_home};
use super::super::json;
use super::section::{HelpSection, Row};
use crate::app::{Action, Binding, bindings};
use crate::locale::{Phrase, Words};
use crate::storage::AddedCourses;

/// A topic of help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Topic {
    /// The author's guide.
    Writing,
    /// The keys.
    Keys,
    /// Themes, colours and characters.
    Terminal,
    /// The files of the program.
    Files,
    /// The environment variables.
    Environment,
    /// The exit codes.
    Status,
    /// The data that commands print.
    Json,
    /// The schema of that data.
    Schema,
}

/// The paths that the topic about files names.
#[derive(Clone, Copy)]
pub(in crate::cli) enum Paths<'a> {
    /// Those of the user of this machine.
    OfUser {
        /// The files.
        home: &'a Home,
        /// The environment.
        environment: &'a dyn Fn(&str) -> Option<String>,
    },
    /// Those that most machines have.
    Usual,
}

/// The files in the state folder, and those in the configuration folder. Their words are `cli.topic.files.KEY`.
const STATE_FILES: [(&str, &str); 7] = [
    ("progress.toml", "progress"),
    ("progress.backup-{index}.toml", "backup"),
    ("progress.damaged-{index}.toml", "damaged"),
    ("courses", "courses"),
    ("panic.txt", "panic"),
    ("host-key", "host-key"),
    ("room-{port}.toml", "room"),
];
const SETTINGS_FILE: (&str, &str) = ("settings.toml", "settings");
/// The folder of each added course, in the folder of all of them.
const ADDED_COURSE: (&str, &str) = ("{name}", "added");

/// The keys of what differs from user to user in names. Their words are `cli.placeholder.KEY`.
const PLACEHOLDERS: [&str; 5] = ["index", "port", "name", "kind", "count"];

/// The environment variables that belong to no option of clap. Their words are `cli.topic.environment.KEY`.
const VARIABLES: [(&str, &str); 10] = [
    ("NO_COLOR", "no-color"),
    ("TERM, COLORTERM", "term"),
    ("COLORFGBG", "background"),
    ("LC_ALL, LC_MESSAGES, LC_CTYPE, LANG", "locale"),
    ("TZ", "zone"),
    ("HOME", "home"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_DATA_HOME", "data"),
    ("PAGER", "pager"),
];

/// The exit codes. Their words are `cli.topic.status.KEY`.
const CODES: [(&str, &str); 4] = [
    ("0", "success"),
    ("1", "fault"),
    ("2", "usage"),
    ("128+N", "signal"),
];

/// The options of the topic about the terminal. Their words are `cli.topic.terminal.KEY`.
const LOOKS: [(&str, &str); 5] = [
    ("--theme", "theme"),
    ("--glyphs", "glyphs"),
    ("--color", "color"),
    ("--no-motion", "motion"),
    ("--no-mouse", "mouse"),
];

/// The places where keys apply, in the order of help.
const KEY_PLACES: [&str; 8] = [
    "everywhere",
    "list",
    "lesson",
    "model",
    "playground",
    "import",
    "room",
    "page",
];

impl Topic {
    /// Every topic.
    pub(in crate::cli) const ALL: [Self; 8] = [
        Self::Writing,
        Self::Keys,
        Self::Terminal,
        Self::Files,
        Self::Environment,
        Self::Status,
        Self::Json,
        Self::Schema,
    ];

    /// Its name and the other words that name it.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Writing => &["writing", "authors"],
            Self::Keys => &["keys"],
            Self::Terminal => &["terminal", "colours", "colors", "themes"],
            Self::Files => &["files"],
            Self::Environment => &["environment", "variables"],
            Self::Status => &["status", "exit"],
            Self::Json => &["json"],
            Self::Schema => &["schema"],
        }
    }

    /// Its name.
    pub(in crate::cli) fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// A line about it.
    pub(in crate::cli) fn about(self, words: &Words) -> String {
        words.get(&format!("cli.topic.{}", self.name()))
    }

    /// The topic that is called `wanted`.
    pub(super) fn find(wanted: &str) -> Option<Self> {
        let wanted = wanted.to_lowercase();
        let is_called = |topic: &Self| topic.names().contains(&wanted.as_str());
        Self::ALL.into_iter().find(is_called)
    }
}

/// The page of `topic`. `command` is the whole command line.
pub(in crate::cli) fn sections(
    topic: Topic,
    command: &Command,
    words: &Words,
    paths: Paths<'_>,
) -> Vec<HelpSection> {
    let name = topic.name();
    let say = |key: &str| words.get(&format!("cli.topic.{name}.{key}"));
    let head = || HelpSection::new(say("title")).text(&say("text"));
    let rows = |table: &[(&str, &str)]| -> Vec<Row> {
        let rows = table.iter();
        rows.map(|(name, key)| Row::new(name, say(key))).collect()
    };
    match topic {
        // Two texts that are shown as they are.
        Topic::Writing | Topic::Schema => Vec::new(),
        Topic::Keys => keys(words),
        Topic::Terminal => vec![head().rows(rows(&LOOKS))],
        Topic::Files => vec![head().rows(file_rows(paths, words))],
        Topic::Environment => {
            let mut variables = option_rows(command, words);
            variables.extend(rows(&VARIABLES));
            vec![head().rows(variables)]
        }
        Topic::Status => vec![head().rows(rows(&CODES))],
        Topic::Json => {
            let outputs = json::Output::ALL.map(|output| {
                let command = with_placeholders(output.command(), words);
                Row::new(&command, say(output.name()))
            });
            vec![head().rows(outputs.to_vec())]
        }
    }
}

/// `name` with words in place of `{…}`, for what differs from user to user: `room-PORT.toml`.
fn with_placeholders(name: &str, words: &Words) -> String {
    PLACEHOLDERS.iter().fold(name.to_owned(), |name, key| {
        name.replace(
            &format!("{{{key}}}"),
            &words.get(&format!("cli.placeholder.{key}")),
        )
    })
}

/// The files, with these paths.
fn file_rows(paths: Paths<'_>, words: &Words) -> Vec<Row> {
    let (state, config, added) = match paths {
        Paths::Usual => (None, None, None),
        Paths::OfUser { home, environment } => (
            home.state_folder()
                .map(|folder| abbreviate_home(&folder, environment)),
            home.config_folder()
                .map(|folder| abbreviate_home(&folder, environment)),
            AddedCourses::from_environment()
                .map(|courses| abbreviate_home(courses.folder(), environment)),
        ),
    };
    let state = state.unwrap_or_else(|| "~/.local/state/relutor".to_owned());
    let config = config.unwrap_or_else(|| "~/.config/relutor".to_owned());
    let row = |folder: &str, (name, key): (&str, &str)| {
        let about = words.get(&format!("cli.topic.files.{key}"));
        let name = with_placeholders(name, words);
        Row::new(&format!("{folder}/{name}"), about)
    };
    let mut rows = vec![row(&config, SETTINGS_FILE)];
    rows.extend(STATE_FILES.map(|file| row(&state, file)));
    let added = added.unwrap_or_else(|| "~/.local/share/relutor/added-courses".to_owned());
    rows.push(row(&added, ADDED_COURSE));
    rows
}

/// The variables that stand for options, with what the option says.
fn option_rows(command: &Command, words: &Words) -> Vec<Row> {
    let about = |option: &str, help: String| {
        let about = Phrase::key("cli.topic.environment.option").with("option", option);
        words.format(&about.with("help", help))
    };
    let row = |arg: &Arg| {
        let variable = arg.get_env()?.to_str()?;
        let help = arg.get_help().map(ToString::to_string);
        Some(Row::new(
            variable,
            about(arg.get_long()?, help.unwrap_or_default()),
        ))
    };
    let lang = Row::new("RELUTOR_LANG", about("lang", words.get("cli.option.lang")));
    let options = command.get_arguments().filter_map(row);
    std::iter::once(lang).chain(options).collect()
}

/// The keys by the place where they apply.
fn keys(words: &Words) -> Vec<HelpSection> {
    let of_place = |place: &&str| {
        let bound = bindings()
            .iter()
            .filter(|binding| key_place(binding) == *place);
        let rows = bound.map(|binding| {
            let about = words.get(&format!("ui.help.{}", binding.name));
            Row::new(&binding.long_of(|_, _| true), about)
        });
        let heading = words.get(&format!("cli.topic.keys.{place}"));
        HelpSection::new(heading).rows(rows.collect())
    };
    KEY_PLACES.iter().map(of_place).collect()
}

/// The place where the keys of `binding` apply, one of [`KEY_PLACES`].
fn key_place(binding: &Binding) -> &'static str {
    match binding.keys.first().map(|(_, action)| action) {
        Some(Action::App(_) | Action::Close) | None => "everywhere",
        Some(Action::List(_)) => "list",
        Some(Action::Lesson(_)) => "lesson",
        Some(Action::Model(_)) => "model",
        Some(Action::Workbench(_)) => "playground",
        Some(Action::Import(_)) => "import",
        Some(Action::Room(_)) => "room",
        Some(Action::Overlay(_)) => "page",
    }
}
