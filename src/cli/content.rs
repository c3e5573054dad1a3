//! The course of a command, and its lessons and steps by number or name.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::Failure;
use crate::app::Page;
use crate::lesson::{self, COURSE_FOLDER, Course, CourseSource, Fault, Lesson, LessonRole};
use crate::locale::Phrase;
use crate::storage::AddedCourses;
use crate::text::{near_names, nearest_names};

/// At most this many lessons are suggested.
const MOST_SUGGESTIONS: usize = 3;

/// The name of the built-in course.
pub(super) const BUILT_IN: &str = "built-in";

/// The course in the folder of the argument `option`, else the built-in course.
pub(super) fn course(matches: &ArgMatches, option: &str) -> Result<Course, Failure> {
    let source = course_source(matches, option)?;
    lesson::load(&source).map_err(|faults| Failure::Course(in_working_folder(faults, &source)))
}

/// The same course as far as it can be read, and the faults in the structure of its files, which name the files from the
/// course's folder.
pub(super) fn course_in_part(
    matches: &ArgMatches,
    option: &str,
) -> Result<(Option<Course>, Vec<Fault>), Failure> {
    Ok(lesson::load_partly(&course_source(matches, option)?))
}

/// The source of the course, whose folder is there.
fn course_source(matches: &ArgMatches, option: &str) -> Result<CourseSource, Failure> {
    if let Some(folder) = folder(matches, option) {
        let is_variable = matches.value_source(option) == Some(ValueSource::EnvVariable);
        require_folder(&folder, option).map_err(|what| {
            Failure::Usage(if is_variable {
                Phrase::key("cli.fault.course-variable").with("what", what)
            } else {
                what
            })
        })?;
    }
    Ok(source(matches, option))
}

/// `faults` of the course in `source` with files that are named from the working folder, so that a terminal or an editor
/// opens them.
pub(super) fn in_working_folder(mut faults: Vec<Fault>, source: &CourseSource) -> Vec<Fault> {
    let CourseSource::Folder(folder) = source else {
        return faults;
    };
    let working = env::current_dir().ok();
    let inside = working.and_then(|working| folder.strip_prefix(working).ok());
    let folder = inside.unwrap_or(folder);
    for fault in &mut faults {
        let file = folder.join(&*fault.place.file);
        let file = file.strip_prefix(".").unwrap_or(&file);
        fault.place.file = file.display().to_string().into();
    }
    faults
}

/// The folder that the argument `option` names, or that of the added course of this name; none for the built-in course, which
/// has no folder.
pub(super) fn folder(matches: &ArgMatches, option: &str) -> Option<PathBuf> {
    let named = matches.get_one::<PathBuf>(option)?;
    if option == "dir" {
        return Some(named.clone());
    }
    named_folder(named)
}

/// The folder of the course that `--course` names; none for the built-in course.
fn named_folder(named: &Path) -> Option<PathBuf> {
    let is_built_in = named.as_os_str().is_empty() || named == Path::new(BUILT_IN);
    (!is_built_in).then(|| added_course(named).unwrap_or_else(|| named.to_owned()))
}

/// The courses beside the one of `matches`, as `--course` names them: the built-in one, the added ones, and the `first` one
/// that was open.
pub(super) fn other_courses(matches: &ArgMatches, first: Option<&str>) -> Vec<String> {
    let mut names = vec![BUILT_IN.to_owned()];
    names.extend(added_courses());
    if let Some(first) = first
        .map(str::to_owned)
        .filter(|name| !names.contains(name))
    {
        names.push(first);
    }
    let open = folder(matches, "course");
    names.retain(|name| named_folder(Path::new(name)) != open);
    names
}

/// The folder of the added course that `named` names. A path with a slash is a folder.
fn added_course(named: &Path) -> Option<PathBuf> {
    AddedCourses::from_environment()?.find(named.to_str()?)
}

/// A sentence about the course that is meant, where an added course and a folder have the name on the command line.
pub(super) fn namesake(matches: &ArgMatches) -> Option<Phrase> {
    let named = matches.try_get_one::<PathBuf>("course").ok()??;
    added_course(named).filter(|_| named.join("course.toml").exists())?;
    Some(Phrase::key("cli.fault.namesake").with("name", named.display().to_string()))
}

/// The names of the courses that were added.
pub(super) fn added_courses() -> Vec<String> {
    let courses = AddedCourses::from_environment();
    courses.map(|courses| courses.names()).unwrap_or_default()
}

/// Refuses a path that is no folder, in words about what is there.
///
/// `check` reports what is missing in a folder as faults of its course; every other command needs a course.
fn require_folder(path: &Path, option: &str) -> Result<(), Phrase> {
    let named = path.display().to_string();
    let key = if path.is_dir() {
        if option == "dir" || path.join("course.toml").exists() {
            return Ok(());
        }
        "cli.fault.no-course"
    } else if named.contains("://") {
        "cli.fault.course-address"
    } else if path.exists() {
        "cli.fault.course-file"
    } else {
        "cli.fault.no-course-folder"
    };
    Err(Phrase::key(key).with("dir", named))
}

/// The source of the course in the folder of the argument `option`, else of the built-in course.
pub(super) fn source(matches: &ArgMatches, option: &str) -> CourseSource {
    folder(matches, option).map_or(CourseSource::Builtin, CourseSource::Folder)
}

/// The words that an argument takes where it may name a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LessonArgument {
    /// Lessons.
    Lesson,
    /// Lessons, and these commands in their place.
    OrCommand(&'static [&'static str]),
    /// Lessons, and the word for the files of the course itself.
    OrCourse,
}

/// The index of the lesson with the number or name `wanted` in the `course` of `matches`. The error suggests lessons whose
/// title has this word, and names like it that `argument` takes; it names the command that lists the lessons of this course.
pub(super) fn lesson_at(
    course: &Course,
    wanted: &str,
    argument: LessonArgument,
    matches: &ArgMatches,
) -> Result<usize, Failure> {
    course.find(wanted).ok_or_else(|| {
        let lessons = course.lessons.iter().map(|lesson| lesson.name.as_str());
        let (like, alone, others): (_, _, &[&str]) = match argument {
            LessonArgument::Lesson => ("cli.fault.no-lesson-like", "cli.fault.no-lesson", &[]),
            LessonArgument::OrCommand(commands) => (
                "cli.fault.no-lesson-or-command-like",
                "cli.fault.no-lesson-or-command",
                commands,
            ),
            LessonArgument::OrCourse => (
                "cli.fault.no-lesson-to-check-like",
                "cli.fault.no-lesson-to-check",
                &[COURSE_FOLDER],
            ),
        };
        let mut names = near_names(wanted, lessons.chain(others.iter().copied()));
        let titled = titled(course, wanted).into_iter();
        let titled: Vec<_> = titled.filter(|name| !names.contains(name)).collect();
        names.extend(titled);
        names.truncate(MOST_SUGGESTIONS);
        let what = Phrase::key(if names.is_empty() { alone } else { like })
            .with("wanted", wanted)
            .with("names", names.join(", "))
            .with("list", list_command(matches));
        Failure::Usage(what)
    })
}

/// The lessons whose title has the word `wanted`, in any language.
fn titled(course: &Course, wanted: &str) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let has_word = |lesson: &&Arc<Lesson>| {
        let mut titles = lesson.texts.all().map(|text| text.title.to_lowercase());
        titles.any(|title| {
            let mut words = title.split(|c: char| !c.is_alphanumeric());
            words.any(|word| word == wanted)
        })
    };
    let lessons = course.lessons.iter().filter(has_word);
    lessons.map(|lesson| lesson.name.clone()).collect()
}

/// The command that lists the lessons of the course of `matches`.
fn list_command(matches: &ArgMatches) -> String {
    let option = if matches.try_contains_id("dir").unwrap_or_default() {
        "dir"
    } else {
        "course"
    };
    let is_given = matches.value_source(option) == Some(ValueSource::CommandLine);
    let named = matches.get_one::<PathBuf>(option).filter(|_| is_given);
    named.map_or_else(
        || "relutor list".to_owned(),
        |course| format!("relutor list --course {}", course.display()),
    )
}

/// The index of the playground.
pub(super) fn playground(course: &Course) -> Result<usize, Failure> {
    let at = (course.lessons.iter()).position(|lesson| lesson.role == LessonRole::Play);
    at.ok_or_else(|| Failure::Usage(Phrase::key("cli.fault.no-playground")))
}

/// The index of the lesson that has the step `step` now, if it has moved there from the lesson with the index `at`.
pub(super) fn lesson_of_step(course: &Course, at: usize, step: Option<&str>) -> usize {
    let Some(lesson) = course.lessons.get(at) else {
        return at;
    };
    let mut moved = course.moved_steps(&lesson.name);
    moved
        .find(|(id, _)| Some(*id) == step)
        .and_then(|(_, name)| course.lessons.iter().position(|other| other.name == name))
        .unwrap_or(at)
}

/// The index of the step with the number `wanted`, from 1, or the name `wanted`.
pub(super) fn step_at(lesson: &Lesson, wanted: &str) -> Result<usize, Failure> {
    let count = lesson.steps.len();
    let by_number = wanted
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1))
        .filter(|at| *at < count);
    let by_name = || lesson.steps.iter().position(|step| step.id == wanted);
    by_number.or_else(by_name).ok_or_else(|| {
        let names = nearest_names(wanted, lesson.steps.iter().map(|step| step.id.as_str()));
        let what = Phrase::key("cli.fault.no-step")
            .with("lesson", u64::from(lesson.number))
            .with("wanted", wanted)
            .with("count", count)
            .with("names", names.join(", "));
        Failure::Usage(what)
    })
}

/// The page `wanted` of `lesson`: the number or name of a step, `breaks` or `summary`.
pub(super) fn page_at(lesson: &Lesson, wanted: &str) -> Result<Page, Failure> {
    let closing_page = match wanted {
        "breaks" => Some(Page::Breaks),
        "summary" => Some(Page::Summary),
        _ => None,
    };
    closing_page.map_or_else(|| step_at(lesson, wanted).map(Page::Step), Ok)
}
