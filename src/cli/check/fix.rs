//! `relutor check --fix`: writes down which typed numbers need a reason.

use std::collections::BTreeMap;
use std::path::Path;

use super::scope::Scope;
use crate::cli::Failure;
use crate::cli::output::{self, Overwrite};
use crate::lesson::{self, Course, CourseSource, Fault};
use crate::locale::{Phrase, Words};

/// The file with the reasons for numbers of the glossary and of the course's own texts.
const COURSE_FILE: &str = "course.toml";

/// Adds a literal without a reason for each typed number in `scope` of `course`, which was read from `folder`. Returns a line
/// for each changed file, or one that says that there is none. All new texts are made before the first file is written, and
/// each file is written completely or not at all.
///
/// # Errors
/// A file whose place for literals cannot be told, or that cannot be read or written.
pub(super) fn write_literals(
    course: &Course,
    scope: &Scope,
    folder: &Path,
    words: &Words,
) -> Result<String, Failure> {
    let source = CourseSource::Folder(folder.to_owned());
    let mut texts: BTreeMap<&str, (String, usize)> = BTreeMap::new();
    for missing in lesson::undeclared_literals(course) {
        let lesson = &course.lessons[missing.lesson];
        if !scope.checks_lesson(lesson) {
            continue;
        }
        let file = &*lesson.place.file;
        let (text, count) = match texts.remove(file) {
            Some(entry) => entry,
            None => (
                source
                    .read(file)
                    .map_err(|fault| Failure::Course(vec![fault]))?,
                0,
            ),
        };
        let fixed = lesson::with_literals(&text, missing.step, &missing.numbers);
        let fixed = fixed.ok_or_else(|| {
            Failure::System(Phrase::key("cli.check.not-fixed").with("file", file))
        })?;
        texts.insert(file, (fixed, count + missing.numbers.len()));
    }
    if scope.checks_course_files() {
        let numbers = lesson::undeclared_literals_of_course(course);
        if !numbers.is_empty() {
            let text = source
                .read(COURSE_FILE)
                .map_err(|fault| Failure::Course(vec![fault]))?;
            let fixed = lesson::with_literals(&text, None, &numbers);
            let fixed = fixed.ok_or_else(|| {
                Failure::System(Phrase::key("cli.check.not-fixed").with("file", COURSE_FILE))
            })?;
            texts.insert(COURSE_FILE, (fixed, numbers.len()));
        }
    }
    let mut lines = String::new();
    for (file, (text, count)) in texts {
        let path = folder.join(file);
        output::write(&path, &text, Overwrite::Always).map_err(Failure::System)?;
        let line = Phrase::key("cli.check.fixed")
            .with("file", file)
            .with("count", count);
        lines.extend([&words.format(&line), "\n"]);
    }
    if lines.is_empty() {
        lines = words.format(&Phrase::key("cli.check.nothing-to-fix")) + "\n";
    }
    Ok(lines)
}

/// A line that says why nothing is written into a course whose structure has `faults` faults.
pub(super) fn refusal(faults: usize, words: &Words) -> String {
    let line = Phrase::key("cli.check.fix-refused").with("faults", faults);
    words.format(&line) + "\n"
}

/// A line with the number of `faults` that `--fix` leaves to the author, beside the literals without a reason; empty without
/// such faults.
pub(super) fn remainder(faults: &[Fault], words: &Words) -> String {
    let others = faults
        .iter()
        .filter(|fault| fault.message.name() != "check.todo-literal");
    match others.count() {
        0 => String::new(),
        count => {
            let line = Phrase::key("cli.check.fix-leaves").with("faults", count);
            words.format(&line) + "\n"
        }
    }
}
