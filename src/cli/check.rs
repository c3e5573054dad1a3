//! `relutor check [DIR]`: every fault of a course, including those of its facts.

mod fix;
mod progress;
mod review;

use std::io::Stderr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;

use super::{Failure, Home, Report, content, options};
use crate::app::{self, Motion};
use crate::lesson::{self, Course, Fault, Review};
use crate::locale::{Phrase, Words};
use crate::ui;
use progress::ProgressBar;

/// Reports every fault, one per line, and their number.
pub(super) fn check(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
) -> Result<Report, Failure> {
    let option = if matches.contains_id("dir") {
        "dir"
    } else {
        "course"
    };
    let course = match content::course(matches, option) {
        Ok(course) => Arc::new(course),
        Err(Failure::Course(faults)) => return Ok(report_faults(faults, words)),
        Err(other) => return Err(other),
    };
    let mut first_lines = String::new();
    let course = if matches.get_flag("fix") {
        let folder = changed_folder(matches, option, "--fix")?;
        first_lines = fix::write_literals(&course, &folder, words)?;
        Arc::new(content::course(matches, option)?)
    } else {
        course
    };
    let reviewed = if matches.get_flag("reviewed") {
        let names = review::folders(matches, &course)?;
        Some((changed_folder(matches, option, "--reviewed")?, names))
    } else {
        None
    };
    let bar = match options::behaviour(matches, &home.settings).motion {
        Motion::On => ProgressBar::on_terminal(words, environment),
        Motion::Off => ProgressBar::hidden(words),
    };
    let mut faults = find_faults(&course, bar)?;
    let source = content::source(matches, option);
    if let Some((folder, names)) = reviewed {
        if !faults.is_empty() {
            let refused = words.format(&Phrase::key("cli.check.not-signed"));
            return Ok(report_faults(faults, words).with_first_lines(&(refused + "\n")));
        }
        let review = Review::read(&source, &course);
        first_lines += &review::write_records(&review, &names, &folder, words)?;
    }
    let review = Review::read(&source, &course);
    faults.extend(review.faults());
    let report = if faults.is_empty() {
        report_success(&course, &review, words)
    } else {
        report_faults(faults, words)
    };
    Ok(report.with_first_lines(&first_lines))
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

/// Runs all checks of the course on all cores.
fn find_faults(
    course: &Arc<Course>,
    mut bar: ProgressBar<'_, Stderr>,
) -> Result<Vec<Fault>, Failure> {
    let languages: Vec<Words> = Words::available()
        .iter()
        .map(|lang| Words::load(lang).map_err(|why| Failure::words(&why)))
        .collect::<Result<_, _>>()?;
    let keys = app::action_names();
    let mut checks = lesson::lint_checks(course, &keys);
    for words in &languages {
        checks.extend(ui::fit_checks(course, words));
    }
    Ok(lesson::run_checks(checks, |done, all| {
        bar.update(done, all);
    }))
}

fn report_success(course: &Course, review: &Review, words: &Words) -> Report {
    let steps: usize = course.lessons.iter().map(|lesson| lesson.steps.len()).sum();
    let facts: usize = course.lessons.iter().map(|lesson| lesson.facts.len()).sum();
    let message = Phrase::key("cli.check.fine")
        .with("lessons", course.lessons.len())
        .with("steps", steps)
        .with("facts", facts);
    let mut text = words.format(&message) + "\n";
    if review.is_kept() {
        let message = Phrase::key("cli.check.all-reviewed").with("count", review.piece_count());
        text += &(words.format(&message) + "\n");
    }
    Report::success(text)
}

fn report_faults(mut faults: Vec<Fault>, words: &Words) -> Report {
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    let count = Phrase::key("cli.check.faults").with("faults", faults.len());
    let lines: String = faults
        .iter()
        .map(|fault| fault.line(words) + "\n")
        .collect();
    Report {
        code: 1,
        ..Report::success(format!("{lines}{}\n", words.format(&count)))
    }
}
