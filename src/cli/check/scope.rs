//! The part of a course that is checked.

use std::collections::BTreeSet;
use std::sync::Arc;

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::lesson_names;
use crate::cli::Failure;
use crate::lesson::{COURSE_FOLDER, Course, Fault, Lesson};
use crate::locale::{Lang, Phrase};

/// The part of a course that is checked: the lessons and the language that the command line names, without the places whose
/// structure has faults already.
pub(super) struct Scope {
    /// The folders of the lessons that are checked; all if there is none.
    folders: Option<BTreeSet<String>>,
    /// The folders of all lessons.
    lesson_folders: BTreeSet<String>,
    /// Whether the files of the course itself are checked.
    has_course_files: bool,
    /// The language whose texts are checked; all if there is none.
    pub(super) lang: Option<Lang>,
    /// The other languages of the course.
    other_languages: BTreeSet<String>,
    /// The files whose structure has faults.
    broken_files: BTreeSet<String>,
}

impl Scope {
    /// The scope that the command line names, in a course with these `faults` in the structure of its files.
    ///
    /// # Errors
    /// A lesson that the course does not have.
    pub(super) fn new(
        matches: &ArgMatches,
        course: &Course,
        faults: &[Fault],
    ) -> Result<Self, Failure> {
        // With `--reviewed`, the names are those of the lessons to sign.
        let names = if matches.get_flag("reviewed") {
            Vec::new()
        } else {
            lesson_names(matches, course)?
        };
        let folder = |lesson: &Arc<Lesson>| folder_of(&lesson.place.file).to_owned();
        let is_wanted = |lesson: &&Arc<Lesson>| names.contains(&lesson.name);
        let folders = course
            .lessons
            .iter()
            .filter(is_wanted)
            .map(folder)
            .collect();
        let lang = explicit_language(matches).filter(|lang| course.languages().contains(lang));
        let languages = course.languages().into_iter();
        let others = languages.filter(|other| lang.as_ref().is_some_and(|lang| lang != *other));
        let mut scope = Self {
            lesson_folders: course.lessons.iter().map(folder).collect(),
            folders: (!names.is_empty()).then_some(folders),
            has_course_files: names.is_empty() || names.iter().any(|name| name == COURSE_FOLDER),
            other_languages: others.map(|lang| lang.tag().to_owned()).collect(),
            lang,
            broken_files: BTreeSet::new(),
        };
        let files = faults.iter().map(|fault| &*fault.place.file);
        let files = files.filter(|file| scope.has_language_of(file));
        scope.broken_files = files.map(str::to_owned).collect();
        Ok(scope)
    }

    /// Whether the models and texts of `course` can be checked at all: a fault in `course.toml` or the glossary, or a lesson
    /// that cannot be read, would seem to be a fault everywhere.
    pub(super) fn can_check(&self, course: &Course) -> bool {
        let mut files = self.broken_files.iter();
        files.all(|file| {
            let mut lessons = course.lessons.iter();
            lessons.any(|lesson| folder_of(&lesson.place.file) == folder_of(file))
        })
    }

    /// Whether the files of the course itself are checked.
    pub(super) fn checks_course_files(&self) -> bool {
        self.has_course_files
    }

    /// Whether the checks of the course as a whole are run.
    pub(super) fn checks_course(&self) -> bool {
        self.broken_files.is_empty()
    }

    /// Whether the models and texts of `lesson` are checked.
    pub(super) fn checks_lesson(&self, lesson: &Lesson) -> bool {
        self.has_folder(folder_of(&lesson.place.file))
            && !self.broken_files.contains(&*lesson.place.file)
    }

    /// Whether a fault of the structure of a file is reported.
    pub(super) fn has_file(&self, fault: &Fault) -> bool {
        let file = &*fault.place.file;
        self.has_folder(folder_of(file)) && self.has_language_of(file)
    }

    /// Whether a fault that a check has found is reported. A lesson with a text that cannot be read completely has only the
    /// faults of what was read: what seems to be missing may be in the rest.
    pub(super) fn is_certain(&self, fault: &Fault) -> bool {
        let folder = folder_of(&fault.place.file);
        let mut files = self.broken_files.iter();
        let is_partly_read = files.any(|file| folder_of(file) == folder);
        !is_partly_read || CERTAIN.contains(&fault.message.name())
    }

    /// A sentence about the only language that is checked.
    pub(super) fn restriction(&self) -> Option<Phrase> {
        let lang = self
            .lang
            .as_ref()
            .filter(|_| !self.other_languages.is_empty())?;
        Some(Phrase::key("cli.check.one-language").with("lang", lang.tag()))
    }

    /// Whether all of the course is checked.
    pub(super) fn is_whole(&self) -> bool {
        self.folders.is_none() && self.lang.is_none()
    }

    fn has_language_of(&self, file: &str) -> bool {
        let name = file.rsplit('/').next().unwrap_or(file);
        let stem = name.split('.').next().unwrap_or(name);
        !self.other_languages.contains(stem)
    }

    fn has_folder(&self, folder: &str) -> bool {
        match &self.folders {
            None => true,
            Some(folders) => {
                folders.contains(folder)
                    || (self.has_course_files && !self.lesson_folders.contains(folder))
            }
        }
    }
}

/// The folder of a file of a course; none for the files beside `course.toml`.
fn folder_of(file: &str) -> &str {
    file.split_once('/').map_or("", |(folder, _)| folder)
}

/// The language of `--lang`.
fn explicit_language(matches: &ArgMatches) -> Option<Lang> {
    let is_given = matches.value_source("lang") == Some(ValueSource::CommandLine);
    let tag = matches.get_one::<String>("lang").filter(|_| is_given);
    tag.map(|tag| Lang::of(tag))
}

/// The faults that do not depend on text that was not read: those of a model, and those of a place in a text.
const CERTAIN: [&str; 30] = [
    "check.contradicted",
    "check.cuts",
    "check.does-not-fit",
    "check.goal-at-default",
    "check.goal-by-accident",
    "check.goal-by-running",
    "check.holds-always",
    "check.holds-before",
    "check.holds-for-ghost",
    "check.no-proof",
    "check.no-run",
    "check.no-workbench",
    "check.number-without-reason",
    "check.right-does-not-hold",
    "check.same-id",
    "check.slot-without-lab",
    "check.solution-fails",
    "check.solution-locked",
    "check.title-cut",
    "check.too-many-unlocked",
    "check.typed-number",
    "check.typed-number-of-lesson",
    "check.unknown-control",
    "check.unknown-figure",
    "check.unknown-lab",
    "check.unknown-option",
    "check.unknown-reading",
    "check.unknown-source",
    "check.unknown-term",
    "check.wrong-holds",
];
