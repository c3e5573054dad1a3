//! `relutor export [LESSON]`: screens as pictures, lessons as pages.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use super::output::{self, Overwrite};
use super::{CommandOutput, Failure, Home, content, open, options};
use crate::app::{App, Edition, Key, Page, Session, TerminalReport, ThemeChoice};
use crate::export::{self, Format};
use crate::lesson::{Activity, Lesson};
use crate::locale::{Phrase, Words};

/// The default size of a screen in columns and rows.
const SIZE: (u16, u16) = (100, 32);
/// The smallest size with room for a lesson, and the largest one.
const SIZES: [(u16, u16); 2] = [(60, 18), (500, 300)];

/// Writes the requested files and reports their paths, or writes to standard output with `-o -`.
pub(super) fn export(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
) -> Result<CommandOutput, Failure> {
    let format = format(matches);
    let size = size(matches)?;
    // Pages are usually printed; pictures look like a terminal.
    let background = match format {
        Format::Html => TerminalReport::LightBackground,
        Format::Svg | Format::Text => TerminalReport::DarkBackground,
    };
    let mut appearance =
        options::appearance(matches, environment, &home.settings, Some(background));
    if format == Format::Html && !matches.contains_id("theme") {
        // Paper is black and white, whatever the screen's colours are.
        appearance.theme = ThemeChoice::Mono;
    }
    let edition = edition(matches, format)?;
    let mut app = open::requested_app(matches, words, appearance)?;
    let Some(lesson) = app.session().map(|session| Arc::clone(session.lesson())) else {
        let content = match format {
            Format::Html if matches.get_flag("all") => {
                let files = export::handout(&app, edition).into_iter();
                let files = files.map(|file| (file.name, file.html)).collect();
                return write_files(matches, words, files, format);
            }
            Format::Html => return Err(Failure::Usage(Phrase::key("cli.fault.page-of-a-lesson"))),
            Format::Svg | Format::Text => screen(&app, size, format),
        };
        return write_files(matches, words, vec![(name(&app), content)], format);
    };
    if matches.get_flag("moving") {
        let content = moving(matches, &mut app, size)?;
        return write_files(matches, words, vec![(name(&app), content)], format);
    }
    let mut files = Vec::new();
    match (format, matches.get_flag("all")) {
        (Format::Html, _) => {
            let pages = pages(matches, &lesson)?;
            let page = export::page(&app, &lesson, &pages, edition);
            files.push((lesson.name.clone(), page));
        }
        (Format::Svg | Format::Text, false) => files.push((name(&app), screen(&app, size, format))),
        (Format::Svg | Format::Text, true) => {
            for step in 0..=lesson.steps.len() {
                app.go_to_step(step);
                files.push((name(&app), screen(&app, size, format)));
            }
        }
    }
    write_files(matches, words, files, format)
}

/// The screen of `app` as a picture.
pub(super) fn picture(app: &App, size: (u16, u16)) -> String {
    screen(app, size, Format::Svg)
}

/// The file name of the open screen, without extension: `bias-moves-the-kink-guess`.
pub(super) fn name(app: &App) -> String {
    let Some(session) = app.session() else {
        return "relutor".to_owned();
    };
    let step = session.step().map_or("summary", |step| &step.id);
    format!("{}-{step}", session.name())
}

fn screen(app: &App, size: (u16, u16), format: Format) -> String {
    match format {
        Format::Svg | Format::Html => export::picture(app, size, &title(app)),
        Format::Text => export::text(&export::screen(app, size)),
    }
}

/// The open step as a moving picture: the answer to its question and the movement after it, or the run of its model.
fn moving(matches: &ArgMatches, app: &mut App, size: (u16, u16)) -> Result<String, Failure> {
    let key = first_key(matches, app)?;
    Ok(export::moving_picture(app, size, &title(app), key))
}

/// The key that starts the movement: of the answer that `--answer` names, else of the right one; without a question, of
/// the run.
fn first_key(matches: &ArgMatches, app: &App) -> Result<Key, Failure> {
    let session = app.session();
    let step = session.and_then(Session::step);
    let wanted = matches.get_one::<String>("answer");
    let nothing_moves = || Failure::Usage(Phrase::key("cli.fault.nothing-moves"));
    let Some(Activity::Question(question)) = step.map(|step| &step.activity) else {
        let runs = session
            .and_then(Session::lab)
            .is_some_and(|lab| lab.run().is_some());
        return match wanted {
            None if runs => Ok(Key::char(' ')),
            None | Some(_) => Err(nothing_moves()),
        };
    };
    let at = match wanted {
        None => question.right,
        Some(wanted) => {
            let ids = question.answers.iter().map(|answer| answer.id.as_str());
            ids.clone().position(|id| id == wanted).ok_or_else(|| {
                let names = ids.collect::<Vec<_>>().join(", ");
                Failure::Usage(
                    Phrase::key("cli.fault.no-answer")
                        .with("wanted", wanted.as_str())
                        .with("names", names),
                )
            })?
        }
    };
    let digit = u32::try_from(at + 1)
        .ok()
        .and_then(|number| char::from_digit(number, 10));
    digit.map(Key::char).ok_or_else(nothing_moves)
}

/// The accessible title of a picture.
fn title(app: &App) -> String {
    let Some(session) = app.session() else {
        let title = app.course().title(app.words().lang());
        return format!("relutor: {}", title.unwrap_or_default());
    };
    let place = match session.step() {
        Some(_) => Phrase::key("ui.step")
            .with("at", session.at() + 1)
            .with("of", session.lesson().steps.len()),
        None => Phrase::key("ui.closing"),
    };
    let place = app.words().format(&place);
    let title = app.context().lesson_title(session.lesson());
    format!("relutor: {title}, {place}")
}

/// The reader of a page; pictures of screens have no edition.
fn edition(matches: &ArgMatches, format: Format) -> Result<Edition, Failure> {
    match (matches.get_flag("answers"), format) {
        (false, _) => Ok(Edition::Student),
        (true, Format::Html) => Ok(Edition::Teacher),
        (true, Format::Svg | Format::Text) => {
            Err(Failure::Usage(Phrase::key("cli.fault.answers-of-a-page")))
        }
    }
}

fn format(matches: &ArgMatches) -> Format {
    let wanted = matches.get_one::<String>("format");
    let named = |format: &Format| wanted.is_some_and(|wanted| wanted == format.name());
    Format::ALL.into_iter().find(named).unwrap_or(Format::Svg)
}

/// Parses `COLSxROWS`; × is accepted, too.
fn size(matches: &ArgMatches) -> Result<(u16, u16), Failure> {
    let Some(text) = matches.get_one::<String>("size") else {
        return Ok(SIZE);
    };
    let parsed = text
        .split_once(['x', 'X', '×'])
        .and_then(|(width, height)| {
            Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
        });
    let [least, most] = SIZES;
    let fits = |(width, height): &(u16, u16)| {
        (least.0..=most.0).contains(width) && (least.1..=most.1).contains(height)
    };
    parsed
        .filter(fits)
        .ok_or_else(|| Failure::Usage(Phrase::key("cli.fault.no-size").with("text", text.as_str())))
}

/// The requested pages: one step, or the whole lesson.
fn pages(matches: &ArgMatches, lesson: &Lesson) -> Result<Vec<Page>, Failure> {
    if let Some(step) = matches.get_one::<String>("step") {
        return Ok(vec![content::page_at(lesson, step)?]);
    }
    let steps = (0..lesson.steps.len()).map(Page::Step);
    Ok(steps.chain([Page::Breaks, Page::Summary]).collect())
}

/// Writes the files, name and content, to the place that `-o` names.
fn write_files(
    matches: &ArgMatches,
    words: &Words,
    files: Vec<(String, String)>,
    format: Format,
) -> Result<CommandOutput, Failure> {
    let output = matches.get_one::<PathBuf>("output");
    if output.is_some_and(|output| output == Path::new("-")) {
        return Ok(CommandOutput::data(
            files.into_iter().map(|(_, text)| text).collect(),
        ));
    }
    let over = if matches.get_flag("force") {
        Overwrite::Always
    } else {
        Overwrite::Never
    };
    if let (Some(folder), true) = (output, matches.get_flag("all")) {
        output::create_folder(folder).map_err(Failure::System)?;
    }
    let mut text = String::new();
    for (name, content) in files {
        let file = format!("{name}.{}", format.extension());
        let path = match (output, matches.get_flag("all")) {
            (Some(folder), true) => folder.join(file),
            (Some(path), false) => path.clone(),
            (None, _) => PathBuf::from(file),
        };
        output::write(&path, &content, over).map_err(Failure::System)?;
        let saved = Phrase::key("cli.export.saved").with("path", path.display().to_string());
        text.extend([&words.for_command_line().format(&saved), "\n"]);
    }
    Ok(CommandOutput::success(text))
}
