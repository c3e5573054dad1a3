//! `relutor new DIR` writes a small course to start from.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use include_dir::{Dir, include_dir};

use super::{Failure, Report, guide};
use crate::locale::{Lang, Phrase, Words};

/// The files of the new course, in a folder for each language.
static COURSES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/new");

/// The lines of the final message.
const NEXT: [&str; 5] = [
    "cli.new.play",
    "cli.new.guide",
    "cli.new.check",
    "cli.new.change",
    "cli.new.translate",
];

/// Writes the course into the folder that `matches` names, completely or not at all, and reports the next commands.
pub(super) fn new(matches: &ArgMatches, words: &Words) -> Result<Report, Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else {
        return Err(Failure::Usage(Phrase::key("cli.fault.which-folder")));
    };
    let is_there = require_empty(folder)?;
    let lang = course_language(words.lang());
    write(folder, is_there, &lang).map_err(|why| Failure::system("cli.fault.new", &why))?;
    let path = shell_quote(folder);
    let lines = NEXT.map(|key| {
        let line = Phrase::key(key).with("dir", path.as_str());
        words.format(&line.with("lang", lang.tag()))
    });
    Ok(Report::success(lines.join("\n") + "\n"))
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

/// Writes the course in `lang` to a temporary folder beside `folder` first, so that `folder` is never half written.
fn write(folder: &Path, is_there: bool, lang: &Lang) -> io::Result<()> {
    let folder = std::path::absolute(folder)?;
    let beside = folder.parent().unwrap_or(&folder);
    fs::create_dir_all(beside)?;
    let stage = beside.join(format!(".relutor-new-{}", std::process::id()));
    fs::create_dir(&stage)?;
    let course = stage.join(lang.tag());
    let written = COURSES
        .extract(&stage)
        .and_then(|()| fs::write(course.join("README.md"), guide::text(lang)));
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
