//! `relutor check [DIR [LESSON…]]`: every fault of a course, including those of its facts.

mod faults;
mod fix;
mod progress;
mod review;
mod scope;
mod watch;

use std::io::Stderr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;

use super::command_output::Encoding;
use super::content::{self, LessonArgument};
use super::{CommandOutput, Failure, Home, options};
use crate::app::{self, Motion};
use crate::lesson::{self, COURSE_FOLDER, Course, CourseSource, Fault, Review};
use crate::locale::{Phrase, Words};
use crate::ui;
use progress::ProgressBar;
use scope::Scope;

/// Reports every fault and their number; with `--watch` again after each change.
pub(super) fn check(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
    encoding: Encoding,
) -> Result<CommandOutput, Failure> {
    let option = if matches.contains_id("dir") {
        "dir"
    } else {
        "course"
    };
    let bar = || match options::behaviour(matches, &home.settings).motion {
        Motion::On => ProgressBar::on_terminal(words, environment),
        Motion::Off => ProgressBar::hidden(words),
    };
    if matches.get_flag("watch") {
        let source = content::source(matches, option);
        if source == CourseSource::Builtin {
            let what = Phrase::key("cli.check.watch-folder");
            return Err(Failure::Usage(what));
        }
        return watch::check_again(&source, words, encoding, || {
            check_once(matches, option, words, bar())
        });
    }
    check_once(matches, option, words, bar())
}

fn check_once(
    matches: &ArgMatches,
    option: &str,
    words: &Words,
    bar: ProgressBar<'_, Stderr>,
) -> Result<CommandOutput, Failure> {
    let report = |faults: Vec<Fault>| report_faults(matches, option, faults, words);
    let (mut course, mut broken) = content::course_in_part(matches, option)?;
    let mut first_lines = String::new();
    let is_fixed = matches.get_flag("fix");
    if is_fixed {
        let folder = changed_folder(matches, option, "--fix")?;
        first_lines = match &course {
            Some(course) if broken.is_empty() => {
                let scope = Scope::new(matches, course, &broken)?;
                fix::write_literals(course, &scope, &folder, words)?
            }
            Some(_) | None => fix::refusal(broken.len(), words),
        };
        (course, broken) = content::course_in_part(matches, option)?;
    }
    let Some(course) = course else {
        return Ok(report(broken).with_first_lines(&first_lines));
    };
    let scope = Scope::new(matches, &course, &broken)?;
    let reviewed = if matches.get_flag("reviewed") {
        let folder = changed_folder(matches, option, "--reviewed")?;
        Some((folder, lesson_names(matches, &course)?))
    } else {
        None
    };
    if !scope.can_check(&course) {
        return Ok(report(broken).with_first_lines(&first_lines));
    }
    let mut faults = broken.clone();
    faults.retain(|fault| scope.has_file(fault));
    faults.extend(find_faults(&course, &scope, bar)?);
    let source = content::source(matches, option);
    if let Some((folder, names)) = reviewed {
        if !faults.is_empty() {
            let refused = words.format(&Phrase::key("cli.check.not-signed"));
            return Ok(report(faults).with_first_lines(&(refused + "\n")));
        }
        let review = Review::read(&source, &course);
        first_lines += &review::write_records(&review, &names, &folder, words)?;
    }
    let review = Review::read(&source, &course);
    if broken.is_empty() {
        faults.extend(review.faults().into_iter().filter(|it| scope.has_file(it)));
    }
    if is_fixed && broken.is_empty() {
        first_lines += &fix::remainder(&faults, words);
    }
    let is_fine = faults.is_empty() && !matches.get_flag("json");
    let report = if is_fine {
        report_success(&course, &scope, &review, words)
    } else {
        let report = report(faults);
        let restriction = scope.restriction().filter(|_| !matches.get_flag("json"));
        match restriction {
            Some(line) => report.with_last_line(&words.format(&line)),
            None => report,
        }
    };
    Ok(report.with_first_lines(&first_lines))
}

/// The names of the lessons of the command line, and `course` for the course's own files; none if it names none.
///
/// # Errors
/// A lesson that the course does not have.
fn lesson_names(matches: &ArgMatches, course: &Course) -> Result<Vec<String>, Failure> {
    let wanted = matches.get_many::<String>("lessons").unwrap_or_default();
    let names = wanted.map(|wanted| {
        if wanted == COURSE_FOLDER {
            return Ok(wanted.clone());
        }
        let at = content::lesson_at(course, wanted, LessonArgument::OrCourse, matches)?;
        Ok(course
            .lessons
            .get(at)
            .map_or_else(String::new, |lesson| lesson.name.clone()))
    });
    names.collect()
}

/// The folder whose files `flag` changes.
fn changed_folder(
    matches: &ArgMatches,
    option: &str,
    flag: &'static str,
) -> Result<PathBuf, Failure> {
    content::folder(matches, option)
        .ok_or_else(|| Failure::Usage(Phrase::key("cli.check.which-folder").with("flag", flag)))
}

/// Runs the checks of the course in `scope` on all cores.
fn find_faults(
    course: &Course,
    scope: &Scope,
    mut bar: ProgressBar<'_, Stderr>,
) -> Result<Vec<Fault>, Failure> {
    let course = Arc::new(match &scope.lang {
        Some(lang) => course.in_language(lang),
        None => course.clone(),
    });
    let of_course = course.languages();
    let languages = Words::available().into_iter();
    let languages = languages.filter(|lang| of_course.contains(lang));
    let languages: Vec<Words> = languages
        .map(|lang| Words::load(&lang).map_err(|why| Failure::words(&why)))
        .collect::<Result<_, _>>()?;
    let keys = app::binding_names();
    let mut checks = Vec::new();
    if scope.checks_course() {
        checks.push(lesson::course_check(&course, &keys));
    }
    for (at, lesson) in course.lessons.iter().enumerate() {
        if scope.checks_lesson(lesson) {
            checks.extend(lesson::lesson_checks(&course, lesson, &keys));
            // A text that is not there yet is reported as missing, and its lesson is not laid out in another language instead.
            let written = languages
                .iter()
                .filter(|words| lesson.texts.get(words.lang()).is_some());
            for words in written {
                checks.extend(ui::lesson_fit_checks(&course, words, at));
            }
        }
    }
    let mut faults = lesson::run_checks(checks, |done, all| {
        bar.update(done, all);
    });
    faults.retain(|fault| scope.has_file(fault) && scope.is_certain(fault));
    Ok(faults)
}

fn report_success(course: &Course, scope: &Scope, review: &Review, words: &Words) -> CommandOutput {
    let checked = course.lessons.iter();
    let checked = checked.filter(|lesson| scope.checks_lesson(lesson));
    let (borrowed, lessons): (Vec<_>, Vec<_>) = checked.partition(|lesson| lesson.is_builtin());
    let steps: usize = lessons.iter().map(|lesson| lesson.steps.len()).sum();
    let facts: usize = lessons.iter().map(|lesson| lesson.facts.len()).sum();
    let fine = Phrase::key("cli.check.fine")
        .with("lessons", lessons.len())
        .with("steps", steps)
        .with("facts", facts);
    let is_any_checked = borrowed.is_empty() || !lessons.is_empty();
    let fine = is_any_checked.then_some(fine);
    let names = borrowed.iter().map(|lesson| lesson.name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let of_builtin = Phrase::key("cli.check.borrowed")
        .with("count", borrowed.len())
        .with("names", names);
    let of_builtin = (!borrowed.is_empty()).then_some(of_builtin);
    let lines = fine
        .into_iter()
        .chain(of_builtin)
        .chain(scope.restriction());
    let mut text: String = lines.map(|line| words.format(&line) + "\n").collect();
    if review.is_kept() && scope.is_whole() {
        let message = Phrase::key("cli.check.all-reviewed").with("count", review.piece_count());
        text += &(words.format(&message) + "\n");
    }
    CommandOutput::success(text)
}

/// `faults` by location, as lines or as data.
fn report_faults(
    matches: &ArgMatches,
    option: &str,
    mut faults: Vec<Fault>,
    words: &Words,
) -> CommandOutput {
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    let faults = content::in_working_folder(faults, &content::source(matches, option));
    if matches.get_flag("json") {
        faults::data(&faults, words)
    } else {
        faults::report(&faults, words)
    }
}
