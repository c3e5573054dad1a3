//! `relutor new DIR` writes a course to start from: a small one, or the built-in one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use include_dir::{Dir, File, include_dir};
use toml_edit::DocumentMut;

use super::{CommandOutput, Failure, guide};
use crate::lesson;
use crate::locale::{Lang, Phrase, Words};

/// The files of the small course, in a folder for each language.
static COURSES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/new");

/// The lines of the final message behind the first one.
const NEXT: [&str; 4] = [
    "cli.new.guide",
    "cli.new.check",
    "cli.new.change",
    "cli.new.translate",
];

/// The file in which a folder of a course records its texts as they were last read.
const RECORD: &str = "reviewed.toml";

/// The course that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Template {
    /// The small course in a language.
    Small(Lang),
    /// The built-in course.
    BuiltIn,
}

/// Writes the course into the folder that `matches` names, completely or not at all, and reports the next commands.
pub(super) fn new(matches: &ArgMatches, words: &Words) -> Result<CommandOutput, Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else {
        return Err(Failure::Usage(Phrase::key("cli.fault.which-folder")));
    };
    let is_there = require_empty(folder)?;
    let lang = course_language(words.lang());
    // There is nothing else to name with `--from`.
    let template = match matches.get_one::<String>("from") {
        Some(_built_in) => Template::BuiltIn,
        None => Template::Small(lang.clone()),
    };
    write(folder, is_there, &template).map_err(|why| Failure::system("cli.fault.new", &why))?;
    let path = shell_quote(folder);
    let first = match template {
        Template::Small(_) => "cli.new.play",
        Template::BuiltIn => "cli.new.play-built-in",
    };
    let lines = std::iter::once(first).chain(NEXT).map(|key| {
        let line = Phrase::key(key).with("dir", path.as_str());
        words.format(&line.with("lang", lang.tag()))
    });
    let lines: Vec<_> = lines.collect();
    Ok(CommandOutput::success(lines.join("\n") + "\n"))
}

/// Whether the folder exists and is empty; a failure for a folder with content or another kind of file.
fn require_empty(folder: &Path) -> Result<bool, Failure> {
    let refused = |key| {
        let named = folder.display().to_string();
        Err(Failure::Usage(Phrase::key(key).with("dir", named)))
    };
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(true),
            Some(_) => refused("cli.fault.not-empty"),
        },
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(why) if why.kind() == io::ErrorKind::NotADirectory => refused("cli.fault.not-folder"),
        Err(why) => Err(Failure::system("cli.fault.new", &why)),
    }
}

/// The language of the new course: `lang`, or English if there is none in that language.
fn course_language(lang: &Lang) -> Lang {
    if COURSES.get_dir(lang.tag()).is_some() {
        lang.clone()
    } else {
        Lang::english()
    }
}

impl Template {
    /// Writes its files into the folder `course`.
    fn write_files(&self, course: &Path) -> io::Result<()> {
        match self {
            Self::Small(lang) => {
                for file in COURSES.get_dir(lang.tag()).into_iter().flat_map(files_in) {
                    let inner = file
                        .path()
                        .strip_prefix(lang.tag())
                        .unwrap_or_else(|_| file.path());
                    write_file(&course.join(inner), file.contents())?;
                }
                write_file(&course.join("README.md"), guide::text(lang).as_bytes())
            }
            Self::BuiltIn => {
                // Nobody has read the texts that an author changes, so the records stay away.
                let files = lesson::builtin_files().into_iter();
                for (path, content) in files.filter(|(path, _)| !path.ends_with(RECORD)) {
                    let text = (path == Path::new("course.toml")).then(|| without_records(content));
                    let content = text.as_ref().map_or(content, String::as_bytes);
                    write_file(&course.join(path), content)?;
                }
                Ok(())
            }
        }
    }
}

/// The files in `folder` and in the folders of it.
fn files_in<'a>(folder: &'a Dir<'a>) -> Vec<&'a File<'a>> {
    let inner = folder.dirs().flat_map(files_in);
    folder.files().chain(inner).collect()
}

/// Writes a file and the folder that it is in.
fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)
}

/// A course.toml that wants no record of its texts.
fn without_records(course: &[u8]) -> String {
    let text = String::from_utf8_lossy(course);
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        return text.into_owned();
    };
    document.remove("reviewed");
    document.to_string()
}

/// Writes the course to a temporary folder beside `folder` first, so that `folder` is never half written.
fn write(folder: &Path, is_there: bool, template: &Template) -> io::Result<()> {
    let folder = std::path::absolute(folder)?;
    let beside = folder.parent().unwrap_or(&folder);
    fs::create_dir_all(beside)?;
    let stage = beside.join(format!(".relutor-new-{}", std::process::id()));
    fs::create_dir(&stage)?;
    let course = stage.join("course");
    let written = template.write_files(&course);
    let moved = written.and_then(|()| {
        if is_there {
            // The folder may be the working folder of a shell, so it is filled and not replaced.
            fill(&folder, &course)
        } else {
            fs::rename(course, &folder)
        }
    });
    if stage.exists() {
        // It holds only files written just now; `moved` has the error.
        drop(fs::remove_dir_all(&stage));
    }
    moved
}

/// Moves the content of `stage` into `folder`, and back again if a move fails.
fn fill(folder: &Path, stage: &Path) -> io::Result<()> {
    let mut moved = Vec::new();
    for entry in fs::read_dir(stage)? {
        let name = entry?.file_name();
        let goal = folder.join(&name);
        if let Err(why) = fs::rename(stage.join(&name), &goal) {
            for gone in moved {
                drop(fs::rename(folder.join(&gone), stage.join(&gone)));
            }
            return Err(why);
        }
        moved.push(name);
    }
    Ok(())
}

/// The path of the folder, quoted for a shell.
fn shell_quote(folder: &Path) -> String {
    let named = folder.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-~".contains(c);
    if named.chars().all(is_plain) {
        named
    } else {
        format!("'{}'", named.replace('\'', r"'\''"))
    }
}
