//! `relutor add DIR|FILE.zip` and `relutor remove NAME`: the courses beside the built-in one.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::content::BUILT_IN;
use super::{CommandOutput, Failure};
use crate::app;
use crate::lesson::{self, CourseSource, Fault};
use crate::locale::{Phrase, Words};
use crate::storage::{AddError, AddedCourses, SameCourse, is_course_name};
use crate::text::nearest_names;

/// Copies a course into the data folder, if it can be read without a fault and names nothing that does not exist.
pub(super) fn add(matches: &ArgMatches, words: &Words) -> Result<CommandOutput, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("source") else {
        return Err(Failure::Usage(Phrase::key("cli.fault.which-source")));
    };
    let shown = path.display().to_string();
    require_source(path, &shown)?;
    let name = course_name(matches.get_one::<String>("name"), path)?;
    let failure = |error: AddError| match error {
        AddError::Io(_) | AddError::NoHome => Failure::System(error.phrase(&shown)),
        AddError::NoCourse(_)
        | AddError::CoursesInside(_)
        | AddError::SeveralCourses(_)
        | AddError::NoZip
        | AddError::Damaged
        | AddError::Link(_)
        | AddError::LeadsOut(_)
        | AddError::UnsafeName(_)
        | AddError::SameName(_)
        | AddError::TooManyFiles(_)
        | AddError::TooLarge(_)
        | AddError::Exists(_) => Failure::Usage(error.phrase(&shown)),
    };
    let courses = AddedCourses::from_environment().ok_or_else(|| failure(AddError::NoHome))?;
    let same = if matches.get_flag("replace") {
        SameCourse::Replace
    } else {
        SameCourse::Keep
    };
    if same == SameCourse::Keep && courses.find(&name).is_some() {
        return Err(failure(AddError::Exists(name)));
    }
    let staged = courses.stage(path).map_err(failure)?;
    let course = match lesson::load(&CourseSource::Folder(staged.folder())) {
        Ok(course) => course,
        Err(faults) => return Ok(refused(&faults, words)),
    };
    let faults = lesson::name_faults(&course, &app::binding_names());
    if !faults.is_empty() {
        return Ok(refused(&faults, words));
    }
    staged.keep(&name, same).map_err(failure)?;
    let title = course.title(words.lang()).unwrap_or(&name);
    let done = Phrase::key("cli.add.done")
        .with("title", title)
        .with("name", name.as_str());
    let byline = course.description.byline();
    let unchecked = Phrase::key("cli.add.unchecked").with("name", name.as_str());
    let lines = std::iter::once(done).chain(byline).chain([unchecked]);
    let lines: Vec<_> = lines.map(|line| words.format(&line)).collect();
    Ok(CommandOutput::success(lines.join("\n") + "\n"))
}

/// The faults that keep a course from being added.
fn refused(faults: &[Fault], words: &Words) -> CommandOutput {
    let mut lines: Vec<_> = faults.iter().map(|fault| fault.line(words)).collect();
    lines.push(words.format(&Phrase::key("cli.add.faults").with("faults", faults.len())));
    CommandOutput {
        code: 1,
        ..CommandOutput::success(lines.join("\n") + "\n")
    }
}

/// Removes an added course. The progress in it stays, for the case that it is added again.
pub(super) fn remove(matches: &ArgMatches, words: &Words) -> Result<CommandOutput, Failure> {
    let courses = AddedCourses::from_environment();
    let names = courses
        .as_ref()
        .map(AddedCourses::names)
        .unwrap_or_default();
    let Some(name) = matches.get_one::<String>("course-name") else {
        let what = Phrase::key("cli.fault.which-course").with("names", names.join(", "));
        return Err(Failure::Usage(what));
    };
    let removed = courses.map_or(Ok(false), |courses| courses.remove(name));
    if !removed.map_err(|error| Failure::System(AddError::Io(error).phrase(name)))? {
        let key = if name == BUILT_IN {
            "cli.fault.remove-built-in"
        } else if names.is_empty() {
            "cli.fault.no-added-course"
        } else {
            "cli.fault.no-added-course-like"
        };
        let like = nearest_names(name, names.iter().map(String::as_str));
        let what = Phrase::key(key).with("wanted", name.as_str());
        return Err(Failure::Usage(what.with("names", like.join(", "))));
    }
    let done = Phrase::key("cli.add.removed").with("name", name.as_str());
    Ok(CommandOutput::success(words.format(&done) + "\n"))
}

/// Refuses an address, and a path where nothing is.
fn require_source(path: &Path, shown: &str) -> Result<(), Failure> {
    let key = if shown.contains("://") || shown.starts_with("git@") {
        "cli.fault.add-address"
    } else if !path.exists() {
        "cli.fault.add-missing"
    } else {
        return Ok(());
    };
    Err(Failure::Usage(Phrase::key(key).with("path", shown)))
}

/// The name of the course: the one that is given, else that of the folder or the file.
fn course_name(given: Option<&String>, path: &Path) -> Result<String, Failure> {
    let name = given.cloned().unwrap_or_else(|| name_of(path));
    if is_course_name(&name) && name != BUILT_IN {
        Ok(name)
    } else {
        Err(Failure::Usage(
            Phrase::key("cli.fault.course-name").with("name", name),
        ))
    }
}

/// The name of the folder or the file at `path`, with `-` for what the name of a course cannot have.
fn name_of(path: &Path) -> String {
    // `.` has no name of its own.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let name = if path.is_dir() {
        whole.file_name()
    } else {
        whole.file_stem()
    };
    let name = name.map(|name| name.to_string_lossy().into_owned());
    let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let name = name
        .unwrap_or_default()
        .replace(|c: char| !is_plain(c), "-");
    name.trim_matches('.').to_owned()
}
