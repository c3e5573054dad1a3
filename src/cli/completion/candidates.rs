//! The names that fit the line so far.

use std::ffi::OsString;
use std::sync::Arc;

use clap::{ArgMatches, Command};
use clap_complete::engine::CompletionCandidate;

use super::super::help::Topic;
use super::super::{content, list, options};
use crate::lab::{Domain, Kind, catalogue};
use crate::lesson::{Activity, Course, Lesson, Step};
use crate::locale::{Lang, Words};

/// The line so far.
pub(super) struct Line {
    command: Command,
    matches: Option<ArgMatches>,
    words: Words,
}

/// A name and what it stands for.
type Name = (String, String);

/// A candidate of the completion engine.
pub(super) fn candidate((name, about): Name) -> CompletionCandidate {
    let about = (!about.is_empty()).then(|| about.into());
    CompletionCandidate::new(name).help(about)
}

impl Line {
    /// The words of a line in the grammar of `command`.
    pub(super) fn new(command: Command, line: &[OsString], words: Words) -> Self {
        let tolerant = command.clone().ignore_errors(true);
        Self {
            command,
            matches: tolerant.try_get_matches_from(line).ok(),
            words,
        }
    }

    /// The name and the arguments of the command; `course` without one.
    fn command(&self) -> Option<(&str, &ArgMatches)> {
        let matches = self.matches.as_ref()?;
        Some(matches.subcommand().unwrap_or(("course", matches)))
    }

    /// The text of the argument `name`.
    fn text(&self, name: &str) -> Option<&str> {
        let (_, matches) = self.command()?;
        let value = matches.try_get_one::<String>(name).ok().flatten();
        value.map(String::as_str)
    }

    fn course(&self) -> Option<Course> {
        let (name, matches) = self.command()?;
        let is_checked = name == "check" && matches.contains_id("dir");
        content::course(matches, if is_checked { "dir" } else { "course" }).ok()
    }

    /// The lesson that is named, with its course.
    fn lesson(&self) -> Option<Arc<Lesson>> {
        let course = self.course()?;
        let at = course.find(self.text("lesson")?)?;
        course.lessons.get(at).cloned()
    }

    /// The step that is named, else the first one.
    fn step<'l>(&self, lesson: &'l Lesson) -> Option<&'l Step> {
        match self.text("step") {
            Some(step) => lesson.steps.get(content::step_at(lesson, step).ok()?),
            None => lesson.steps.first(),
        }
    }

    /// The lessons with their titles.
    pub(super) fn lessons(&self) -> Vec<Name> {
        let lessons = self.course().map_or_else(Vec::new, |course| course.lessons);
        let named = lessons.iter();
        named
            .map(|lesson| {
                (
                    lesson.name.clone(),
                    list::title(lesson, &self.words).to_owned(),
                )
            })
            .collect()
    }

    /// The steps of the named lesson.
    pub(super) fn steps(&self) -> Vec<Name> {
        let lesson = self.lesson();
        let steps = lesson.iter().flat_map(|lesson| &lesson.steps);
        steps.map(|step| (step.id.clone(), String::new())).collect()
    }

    /// The steps of the named lesson and its last two pages.
    pub(super) fn pages(&self) -> Vec<Name> {
        let last = ["breaks", "summary"].map(|page| (page.to_owned(), String::new()));
        let mut pages = self.steps();
        if !pages.is_empty() {
            pages.extend(last);
        }
        pages
    }

    /// The answers to the question of the named step.
    pub(super) fn answers(&self) -> Vec<Name> {
        let lesson = self.lesson();
        let step = lesson.as_ref().and_then(|lesson| self.step(lesson));
        match step.map(|step| &step.activity) {
            Some(Activity::Question(question)) => {
                let answers = question.answers.iter();
                answers
                    .map(|answer| (answer.id.clone(), String::new()))
                    .collect()
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// The kinds of labs with their titles, and the labs of the course as `LESSON/LAB` with the titles of the lessons.
    pub(super) fn labs(&self) -> Vec<Name> {
        let kinds = catalogue::KINDS.iter();
        let kinds = kinds.map(|kind| (kind.name.to_owned(), self.words.format(&kind.title())));
        let lessons = self.course().map_or_else(Vec::new, |course| course.lessons);
        let of_lessons = lessons.iter().flat_map(|lesson| {
            let title = list::title(lesson, &self.words);
            let labs = lesson.labs.keys();
            labs.map(move |lab| (format!("{}/{lab}", lesson.name), title.to_owned()))
        });
        kinds.chain(of_lessons).collect()
    }

    /// The lab whose controls `--set` takes.
    fn lab(&self) -> Option<Kind> {
        match self.command()? {
            ("lab", _) => match self.text("kind")?.split_once('/') {
                Some((lesson, lab)) => {
                    let course = self.course()?;
                    let lesson = course.lessons.get(course.find(lesson)?)?;
                    Some(lesson.labs.get(lab)?.kind.clone())
                }
                None => catalogue::find(self.text("kind")?).map(Kind::from),
            },
            ("play", _) => catalogue::find("playground").map(Kind::from),
            _ => {
                let lesson = self.lesson()?;
                let lab = self.step(&lesson)?.lab.as_ref()?;
                Some(lesson.labs.get(lab)?.kind.clone())
            }
        }
    }

    /// `NAME=` for each control of the lab, and `NAME=VALUE` for each of the options of those that are choices.
    pub(super) fn controls(&self) -> Vec<Name> {
        let Some(kind) = self.lab() else {
            return Vec::new();
        };
        let set = self
            .command()
            .and_then(|(_, matches)| options::values(matches).ok());
        let mut names = Vec::new();
        for control in kind.controls(&set.unwrap_or_default()).0 {
            let label = self.words.format(&kind.control_label(&control.name));
            match &control.domain {
                Domain::Number(_) | Domain::Text { .. } => {
                    names.push((format!("{}=", control.name), label));
                }
                Domain::Choice(options) => {
                    let values = options.names.iter();
                    names.extend(
                        values.map(|value| (format!("{}={value}", control.name), label.clone())),
                    );
                }
            }
        }
        names
    }

    /// The commands and topics of `relutor help`.
    pub(super) fn topics(&self) -> Vec<Name> {
        let commands = self.command.get_subcommands().map(|command| {
            let about = command.get_about().map(ToString::to_string);
            (command.get_name().to_owned(), about.unwrap_or_default())
        });
        let topics = Topic::ALL.into_iter();
        commands
            .chain(topics.map(|topic| (topic.name().to_owned(), topic.about(&self.words))))
            .collect()
    }

    /// The added courses; a folder is completed by the shell.
    pub(super) fn courses(_: &Self) -> Vec<Name> {
        let names = content::added_courses().into_iter();
        names.map(|name| (name, String::new())).collect()
    }

    /// The languages of the program and of the course.
    pub(super) fn languages(&self) -> Vec<Name> {
        let mut langs = Words::available();
        let titles = self.course().map(|course| course.titles.into_keys());
        langs.extend(titles.into_iter().flatten());
        langs.sort();
        langs.dedup();
        let named = langs.iter();
        named
            .map(|lang: &Lang| (lang.tag().to_owned(), Words::native_name(lang)))
            .collect()
    }
}
