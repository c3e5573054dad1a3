//! `relutor report`: what the learner at this computer answered and met, as text, as a page or as data. Nothing is sent
//! anywhere.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::sync::Arc;

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use super::json::Output;
use super::output::{self, Overwrite};
use super::{CommandOutput, Failure, Home, content, home};
use crate::app::{
    App, Appearance, BeliefResult, LearnerReport, LessonResults, ReportTally, StepName, StepResult,
};
use crate::export::{ResultPart, results_page};
use crate::lesson::LessonRole;
use crate::locale::{Phrase, Words};

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Page,
    Data,
}

/// Prints the report, or writes it to the file of `-o`; the end of its name tells the form.
pub(super) fn report(
    matches: &ArgMatches,
    words: &Words,
    home: &Home,
) -> Result<CommandOutput, Failure> {
    let course = Arc::new(content::course(matches, "course")?);
    let read = home.storage(matches).load_progress();
    home::tell(&read.notices, &mut io::stderr(), words);
    let progress = read.value.follow_moved_steps(&course);
    let app = App::new(course, words.clone(), Appearance::default(), None)
        .with_progress(progress, Some(home::today()));
    let report = LearnerReport::new(app.context());
    let file = matches.get_one::<std::path::PathBuf>("output");
    let form = match file {
        _ if matches.get_flag("json") => Form::Data,
        Some(file) => form_of(file)?,
        None => Form::Text,
    };
    let text = match form {
        Form::Data => Output::Report.text(fields(&report, &app)),
        Form::Page => results_page(&title(&app), words.lang(), &parts(&report, &app)),
        Form::Text => text(&title(&app), &parts(&report, &app)),
    };
    let Some(file) = file else {
        return Ok(match form {
            Form::Data => CommandOutput::data(text),
            Form::Text | Form::Page => CommandOutput::success(text),
        });
    };
    let over = if matches.get_flag("force") {
        Overwrite::Always
    } else {
        Overwrite::Never
    };
    output::write(file, &text, over).map_err(Failure::System)?;
    let said = Phrase::key("cli.results.written").with("path", file.display().to_string());
    Ok(CommandOutput::success(words.format(&said) + "\n"))
}

fn form_of(file: &Path) -> Result<Form, Failure> {
    let end = file
        .extension()
        .map(|end| end.to_string_lossy().to_ascii_lowercase());
    match end.as_deref() {
        Some("json") => Ok(Form::Data),
        Some("html" | "htm") => Ok(Form::Page),
        Some("md" | "txt") | None => Ok(Form::Text),
        Some(end) => {
            let what = Phrase::key("cli.fault.report-form").with("end", end);
            Err(Failure::Usage(what))
        }
    }
}

fn title(app: &App) -> String {
    let course = app.course().title(app.words().lang());
    let title = Phrase::key("cli.results.title").with("course", course.unwrap_or("relutor"));
    app.words().format(&title)
}

/// The report in headings and lines.
fn parts(report: &LearnerReport, app: &App) -> Vec<ResultPart> {
    let words = app.words();
    let mut parts = Vec::new();
    if let Some(today) = app.context().today() {
        let date = Phrase::key("cli.results.date").with("date", today.to_string());
        parts.push(ResultPart::Line(words.format(&date)));
    }
    if report.lessons.is_empty() {
        parts.push(ResultPart::Line(words.get("cli.results.empty")));
    } else {
        parts.push(ResultPart::Line(words.format(&counts(report.tally()))));
    }
    for lesson in &report.lessons {
        parts.push(ResultPart::Heading(lesson_name(app, &lesson.name)));
        parts.push(ResultPart::Line(words.format(&summary(lesson))));
        parts.extend(lesson.steps.iter().map(|step| step_part(step, words)));
    }
    if !report.beliefs.is_empty() {
        let heading = words.get("cli.results.beliefs");
        parts.push(ResultPart::Heading(heading));
        parts.extend(report.beliefs.iter().map(|belief| belief_part(belief, app)));
    }
    parts
}

fn counts(tally: ReportTally) -> Phrase {
    Phrase::key("cli.results.counts")
        .with("right", tally.right)
        .with("answered", tally.answered)
        .with("skipped", tally.skipped)
        .with("met", tally.met)
        .with("challenges", tally.challenges)
}

/// Whether the lesson is finished, and the time spent in it, if any was measured.
fn summary(lesson: &LessonResults) -> Phrase {
    let minutes = lesson.time.as_secs().div_ceil(60);
    let key = match (lesson.finished, minutes) {
        (Some(_), 0) => "cli.results.finished-at-once",
        (Some(_), _) => "cli.results.finished",
        (None, 0) => "cli.results.begun-at-once",
        (None, _) => "cli.results.begun",
    };
    let date = lesson.finished.map(|day| day.to_string());
    Phrase::key(key)
        .with("minutes", minutes)
        .with("date", date.unwrap_or_default())
}

/// The number and the title of the lesson called `name`.
fn lesson_name(app: &App, name: &str) -> String {
    let course = app.course();
    let Some(lesson) = course.find(name).and_then(|at| course.lessons.get(at)) else {
        return survey_title(app, name);
    };
    let title = app.context().lesson_title(lesson);
    match lesson.role {
        LessonRole::Lesson => format!("{} {title}", lesson.number),
        LessonRole::Quiz | LessonRole::Play | LessonRole::Before | LessonRole::After => title,
    }
}

/// The title of the questions before or after the course that are called `name`.
fn survey_title(app: &App, name: &str) -> String {
    let survey = app.course().survey.as_ref();
    let parts = survey.map(|survey| [&survey.before, &survey.after]);
    let found = parts
        .into_iter()
        .flatten()
        .find(|lesson| lesson.name == name);
    found.map_or_else(
        || name.to_owned(),
        |lesson| app.context().lesson_title(lesson),
    )
}

/// The lesson and the number of a step.
fn step_name(app: &App, place: &StepName) -> String {
    let course = app.course();
    let lesson = course
        .find(&place.lesson)
        .and_then(|at| course.lessons.get(at));
    let at = lesson.and_then(|lesson| lesson.steps.iter().position(|step| step.id == place.step));
    let title = lesson_name(app, &place.lesson);
    match at {
        Some(at) => {
            let phrase = Phrase::key("ui.end.step")
                .with("title", title)
                .with("at", at + 1);
            app.words().format(&phrase)
        }
        None => title,
    }
}

fn step_part(step: &StepResult, words: &Words) -> ResultPart {
    let (sign, phrase) = match step {
        StepResult::Question {
            prompt,
            answer,
            right,
            is_right,
            ..
        } => {
            let (sign, key) = match (answer, is_right) {
                (None, _) => ("–", "cli.results.skipped"),
                (Some(_), None) => ("·", "cli.results.answered"),
                (Some(_), Some(true)) => ("✓", "cli.results.right"),
                (Some(_), Some(false)) => ("✗", "cli.results.wrong"),
            };
            let phrase = Phrase::key(key)
                .with("question", prompt.as_str())
                .with("answer", answer.as_deref().unwrap_or_default())
                .with("right", right.as_str());
            (sign, phrase)
        }
        StepResult::Challenge {
            task, met, goals, ..
        } => {
            let sign = if met == goals { "✓" } else { "–" };
            let phrase = Phrase::key("cli.results.challenge")
                .with("task", task.as_str())
                .with("met", *met)
                .with("goals", *goals);
            (sign, phrase)
        }
    };
    ResultPart::Item(format!("{sign} {}", words.format(&phrase)))
}

fn belief_part(belief: &BeliefResult, app: &App) -> ResultPart {
    let key = if belief.dropped.is_some() {
        "cli.results.dropped"
    } else {
        "cli.results.held"
    };
    let place = |place: &StepName| step_name(app, place);
    let held: Vec<_> = belief.held.iter().map(place).collect();
    let phrase = Phrase::key(key)
        .with("belief", belief.words.as_deref().unwrap_or(&belief.code))
        .with("held", held.join("; "))
        .with(
            "dropped",
            belief.dropped.as_ref().map_or_else(String::new, place),
        );
    ResultPart::Item(app.words().format(&phrase))
}

/// The report as plain text.
fn text(title: &str, parts: &[ResultPart]) -> String {
    let mut text = format!("# {title}\n");
    for part in parts {
        // Writing to a string cannot fail.
        let _infallible = match part {
            ResultPart::Heading(heading) => writeln!(text, "\n## {heading}\n"),
            ResultPart::Line(line) => writeln!(text, "{line}"),
            ResultPart::Item(item) => writeln!(text, "- {item}"),
        };
    }
    text
}

/// The fields of the JSON.
fn fields(report: &LearnerReport, app: &App) -> Map<String, Value> {
    let place = |place: &StepName| json!({"lesson": place.lesson, "step": place.step});
    let lessons = report.lessons.iter().map(|lesson| {
        let steps: Vec<_> = lesson.steps.iter().map(step_json).collect();
        json!({
            "name": lesson.name,
            "title": lesson.title,
            "seconds": lesson.time.as_secs(),
            "finished": lesson.finished.is_some(),
            "steps": steps,
        })
    });
    let beliefs = report.beliefs.iter().map(|belief| {
        let held: Vec<_> = belief.held.iter().map(place).collect();
        json!({
            "code": belief.code,
            "words": belief.words,
            "held": held,
            "dropped": belief.dropped.as_ref().map(place),
        })
    });
    Map::from_iter([
        (
            "course".to_owned(),
            json!(app.course().title(app.words().lang())),
        ),
        ("lessons".to_owned(), lessons.collect()),
        ("misconceptions".to_owned(), beliefs.collect()),
    ])
}

fn step_json(step: &StepResult) -> Value {
    match step {
        StepResult::Question {
            step,
            prompt,
            answer,
            right,
            is_right,
        } => json!({
            "step": step,
            "question": prompt,
            "answer": answer,
            "right_answer": right,
            "right": is_right,
        }),
        StepResult::Challenge {
            step, met, goals, ..
        } => {
            json!({"step": step, "met": met, "goals": goals})
        }
    }
}
