//! Every command of the README, of the authors' guides and of the manual page is run as it is printed.
//!
//! A command that opens the screen is started, answered once, and quit.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::guide::files_in_guide;
use crate::support::pty::Session;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PROGRAM: &str = env!("CARGO_BIN_EXE_relutor");

/// The folders of a course that the documents name.
const COURSES: [&str; 4] = ["my-course", "mine", "DIR", "폴더"];

/// A folder in which the commands of a document are run, with the files that they name.
struct Sandbox {
    folder: PathBuf,
    guide: &'static str,
    lang: &'static str,
}

/// How a command behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// It prints or writes, and ends.
    Ends,
    /// It opens the screen.
    Opens,
    /// It opens a room on the screen.
    Hosts,
    /// It opens the notes of a room.
    Notes,
    /// It asks before it acts.
    Asks,
    /// It goes through the course line by line.
    Talks,
    /// It prints again after each change, until it is stopped.
    Watches,
}

fn manner(line: &str) -> Manner {
    let mut words = line.split_whitespace().skip(1);
    match words.next() {
        Some("host") => Manner::Hosts,
        Some("notes") => Manner::Notes,
        Some("reset") if !line.contains("--yes") => Manner::Asks,
        _ if line.contains("--plain") => Manner::Talks,
        _ if line.contains("--watch") => Manner::Watches,
        Some(
            "list" | "read" | "export" | "reset" | "lab" | "check" | "new" | "completions" | "man"
            | "help" | "guide" | "version" | "report" | "add" | "remove",
        ) => Manner::Ends,
        _ => Manner::Opens,
    }
}

/// The commands of a Markdown text, without their comments: the lines of its shell blocks, and its code in sentences.
fn commands_in_markdown(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut block = None;
    for line in text.lines() {
        match (block, line.strip_prefix("```")) {
            (None, Some(language)) => block = Some(language),
            (Some(_), Some(_)) => block = None,
            (Some("sh"), None) => {
                let command = line.split(" #").next().unwrap_or_default();
                commands.push(command.trim().to_owned());
            }
            (Some(_), None) => {}
            (None, None) => commands.extend(line.split('`').skip(1).step_by(2).map(str::to_owned)),
        }
    }
    commands.retain(|command| command == "relutor" || command.starts_with("relutor "));
    commands
}

/// The commands among the examples of the manual page.
fn commands_in_manual(page: &str) -> Vec<String> {
    let (_, examples) = page.split_once(".SH EXAMPLES\n").unwrap();
    let (examples, _) = examples.split_once("\n.SH").unwrap();
    let lines = examples
        .lines()
        .filter_map(|line| line.strip_prefix("\\fB"));
    lines
        .map(|line| line.replace("\\fR", "").replace("\\-", "-"))
        .collect()
}

/// A course in a ZIP file: what `relutor new` writes.
fn zipped_course() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let source = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/new/en"));
    for folder in ["", "01-first-kink", "02-long-way", "glossary"] {
        for entry in fs::read_dir(source.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(source).unwrap().display().to_string();
                writer
                    .start_file(name, SimpleFileOptions::default())
                    .unwrap();
                writer.write_all(&fs::read(path).unwrap()).unwrap();
            }
        }
    }
    writer.finish().unwrap().into_inner()
}

impl Sandbox {
    fn new(name: &str, guide: &'static str, lang: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("documented-{name}"));
        drop(fs::remove_dir_all(&folder));
        for path in [
            "assets",
            ".local/share/bash-completion/completions",
            ".local/share/man/man1",
        ] {
            fs::create_dir_all(folder.join(path)).unwrap();
        }
        let data = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/pumps.csv");
        for copy in ["pumps.csv", "assets/pumps.csv"] {
            fs::copy(data, folder.join(copy)).unwrap();
        }
        fs::write(folder.join("kinks.zip"), zipped_course()).unwrap();
        Self {
            folder,
            guide,
            lang,
        }
    }

    /// The environment: no file of the user, and the program under test in front of others.
    fn environment(&self) -> [(&'static str, String); 6] {
        let bin = Path::new(PROGRAM).parent().unwrap().display();
        let path = std::env::var("PATH").unwrap_or_default();
        let home = self.folder.display().to_string();
        [
            ("HOME", home.clone()),
            ("XDG_STATE_HOME", format!("{home}/.local/state")),
            ("XDG_CONFIG_HOME", format!("{home}/.config")),
            ("XDG_DATA_HOME", format!("{home}/.local/share")),
            ("PATH", format!("{bin}:{path}")),
            ("LANG", "C.UTF-8".to_owned()),
        ]
    }

    /// Runs a command that ends, and returns what it prints.
    fn run(&self, line: &str) -> String {
        let output = Command::new("sh")
            .args(["-c", line])
            .current_dir(&self.folder)
            .env_remove("LC_ALL")
            .envs(self.environment())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Makes the course that `line` names, as its document has its readers do; a command that makes it finds no folder.
    fn prepare(&self, line: &str) {
        let words: Vec<_> = line.split_whitespace().collect();
        for course in COURSES.into_iter().filter(|course| words.contains(course)) {
            let folder = self.folder.join(course);
            if words.contains(&"new") {
                drop(fs::remove_dir_all(&folder));
            } else if !folder.exists() {
                self.run(&format!("relutor new {course} --lang {}", self.lang));
            }
            if course == "mine" && !words.contains(&"new") {
                for (path, text) in files_in_guide(self.guide) {
                    let path = self.folder.join(path);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, text).unwrap();
                }
            }
        }
    }

    /// Starts a command in a terminal.
    fn start(&self, line: &str) -> Session {
        let script = format!("cd '{}' && exec {line}", self.folder.display());
        let environment = self.environment();
        let environment = environment
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Session::start("sh", &["-c", &script], &environment)
    }

    /// Starts a command that opens the screen, looks at its help, and quits.
    fn open(&self, line: &str) {
        let mut session = self.start(line);
        session.wait_until("screen", |screen| screen.contents().lines().count() > 3);
        session.press("?");
        session.wait_for_text("Esc close   e language");
        session.press("q");
        assert!(session.wait_for_exit().success(), "{line}");
    }

    /// Starts a command that asks, and says yes.
    fn answer(&self, line: &str) {
        let mut session = self.start(line);
        session.wait_for_text("[y/N]");
        session.press("y\r");
        assert!(session.wait_for_exit().success(), "{line}");
    }

    /// Starts the course line by line, and leaves it.
    fn talk(&self, line: &str) {
        let mut session = self.start(line);
        session.wait_for_text("> ");
        session.press("q\r");
        assert!(session.wait_for_exit().success(), "{line}");
    }

    /// Waits for what a command prints that never ends, and stops it.
    fn watch(&self, line: &str) {
        let mut session = self.start(line);
        session.wait_until("a report", |screen| !screen.contents().trim().is_empty());
        session.press("\x03");
        let _stopped = session.wait_for_exit();
    }

    /// Opens a room and quits. It takes free ports, so that it does not meet rooms of other tests.
    fn host(&self, line: &str) {
        self.open(&format!(
            "{line} --port {} --web {} --fresh",
            free_port(),
            free_port()
        ));
    }

    /// Opens the notes of a room at a free port, and closes them.
    fn notes(&self, line: &str) {
        let port = free_port();
        let room = self.start(&format!("relutor host --port {port} --no-web --fresh"));
        room.wait_for_text("Type yes if it shows this");
        let mut notes = self.start(&format!("{line} 127.0.0.1:{port}"));
        notes.wait_until("screen", |screen| screen.contents().lines().count() > 3);
        notes.press("q");
        assert!(notes.wait_for_exit().success(), "{line}");
    }

    fn try_out(&self, line: &str) {
        self.prepare(line);
        match manner(line) {
            Manner::Ends => {
                let said = self.run(line);
                assert!(
                    !said.is_empty() || line.contains('>'),
                    "{line} says nothing"
                );
            }
            Manner::Opens => self.open(line),
            Manner::Asks => self.answer(line),
            Manner::Talks => self.talk(line),
            Manner::Watches => self.watch(line),
            Manner::Hosts if cfg!(feature = "host") => self.host(line),
            Manner::Notes if cfg!(feature = "host") => self.notes(line),
            Manner::Hosts | Manner::Notes => {}
        }
    }

    /// Tries every command once. The test of the command line runs the check of the built-in course, which takes long.
    fn try_all(&self, commands: &[String], at_least: usize) {
        let mut tried = BTreeSet::from(["relutor check"]);
        for line in commands {
            if tried.insert(line) {
                self.try_out(line);
            }
        }
        assert!(tried.len() > at_least, "{tried:?}");
    }
}

/// A port that is free at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

#[test]
fn the_commands_of_the_readme_run_as_printed() {
    let sandbox = Sandbox::new("readme", "", "en");
    let commands = commands_in_markdown(include_str!("../../README.md"));
    sandbox.try_all(&commands, 30);
}

#[test]
fn the_commands_of_the_guide_run_as_printed() {
    let guide = include_str!("../../lessons/README.md");
    let sandbox = Sandbox::new("guide", guide, "en");
    sandbox.try_all(&commands_in_markdown(guide), 14);
}

#[test]
fn the_commands_of_the_korean_guide_run_as_printed() {
    let guide = include_str!("../../lessons/README.ko.md");
    let sandbox = Sandbox::new("guide-ko", guide, "ko");
    sandbox.try_all(&commands_in_markdown(guide), 14);
}

#[test]
fn the_examples_of_the_manual_page_run_as_printed() {
    let sandbox = Sandbox::new("manual", "", "en");
    let page = sandbox.run("relutor man");
    sandbox.try_all(&commands_in_manual(&page), 20);
}

#[test]
fn the_guide_opens_in_the_pager_of_the_environment() {
    let sandbox = Sandbox::new("pager", "", "en");
    let mut session = sandbox.start("env 'PAGER=head -n 2' relutor guide");
    assert!(session.wait_for_exit().success());
    let screen = session.screen().contents();
    assert!(screen.starts_with("# Writing lessons"), "{screen}");
    assert!(!screen.contains("Ten minutes"), "{screen}");
    // Another pager is taken for one that does not start.
    let mut session =
        sandbox.start("env PAGER=no-such-pager PATH=/nowhere \"$(command -v relutor)\" guide");
    assert!(session.wait_for_exit().success());
    let written = session.written();
    assert!(
        written.contains("formula after it"),
        "the last line is printed"
    );
}

#[test]
fn commands_are_found_in_blocks_and_in_sentences() {
    let text = "Say `relutor 3` or `ls`.\n\n```sh\nrelutor new DIR   # a course\ncargo test\n```\n\n```toml\nx = \"relutor\"\n```\n";
    assert_eq!(commands_in_markdown(text), ["relutor 3", "relutor new DIR"]);
    let page =
        ".SH EXAMPLES\n.TP\n\\fBrelutor lab \\-\\-json\\fR\ndata\n.SH \"SEE ALSO\"\n\\fBno\\fR\n";
    assert_eq!(commands_in_manual(page), ["relutor lab --json"]);
}
