//! `relutor` and `relutor LESSON`: the course on the screen.

mod opened_course;
mod shown;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;

use super::content::{self, LessonArgument};
use super::{Failure, Home, command, data, home, options, usage};
use crate::app::{
    App, Appearance, Behaviour, Day, InputWording, Motion, Page, Progress, SavedState, Session,
};
use crate::lab::Values;
use crate::locale::{Phrase, Words};
use crate::storage;
use crate::terminal::ExitReason;
use opened_course::{MakeApp, OpenedCourse};
pub(super) use shown::Shown;

/// The commands that are suggested for a mistyped word.
pub(super) const COMMANDS: [&str; 18] = [
    "play",
    "list",
    "check",
    "lab",
    "new",
    "add",
    "remove",
    "read",
    "export",
    "host",
    "notes",
    "reset",
    "report",
    "help",
    "guide",
    "completions",
    "man",
    "version",
];

/// The screen that opens if no lesson is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryPoint {
    /// The course at the step that was open last: `relutor`.
    Course,
    /// The playground: `relutor play`.
    Playground,
}

/// Shows the course until the learner quits; another course of the list opens in its place.
pub(super) fn open(
    entry: EntryPoint,
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
) -> Result<ExitReason, Failure> {
    let is_dumb = environment("TERM").as_deref() == Some("dumb");
    let is_terminal = !is_dumb && io::stdout().is_terminal();
    let mut shown = Shown::new(matches, environment, home);
    let settings_place = home
        .settings_path()
        .map(|path| home::abbreviate_home(&path, environment));
    let read = |matches: &ArgMatches, shown: &Shown, make: MakeApp<'_>| {
        OpenedCourse::read(matches, home, settings_place.as_deref(), shown, make)
    };
    let mut open = read(matches, &shown, &|appearance, learner| {
        app(entry, matches, words, appearance, learner)
    })?;
    if !is_terminal {
        return Err(Failure::Usage(Phrase::key("cli.fault.no-terminal")));
    }
    home::tell(&open.notices, &mut io::stderr(), words);
    open.notify(
        home.notices
            .iter()
            .cloned()
            .chain(content::namesake(matches)),
    );
    let first = matches.get_one::<PathBuf>("course");
    let first = first.map(|course| course.display().to_string());
    loop {
        let end = open.show(words)?;
        let Some(name) = open.app.take_next_course() else {
            return Ok(end);
        };
        shown = shown.as_left_by(&open.app);
        let chosen = open.app.words();
        let has_words = Words::available().contains(chosen.lang());
        let words = if has_words { chosen } else { words };
        let next = course_matches(&name, matches, words).and_then(|matches| {
            read(&matches, &shown, &|appearance, learner| {
                listed_app(&matches, words, appearance, learner, first.as_deref())
            })
        });
        let refusal = match next {
            Ok(next) => {
                open = next;
                None
            }
            // The course that was open stays.
            Err(failure) => {
                open.notices.clear();
                Some(failure.first_phrase())
            }
        };
        open.notify(refusal.into_iter());
    }
}

/// The arguments for the course called `name`, with those of `matches` that are for every course.
fn course_matches(name: &str, matches: &ArgMatches, words: &Words) -> Result<ArgMatches, Failure> {
    let mut line = vec!["relutor".to_owned(), format!("--course={name}")];
    if options::is_presenting(matches) {
        line.push("--present".to_owned());
    }
    if let Some(seed) = matches.get_one::<u64>("seed") {
        line.push(format!("--seed={seed}"));
    }
    let parsed = command::command_line(words).try_get_matches_from(line);
    parsed.map_err(|error| Failure::Usage(usage::phrase(&error)))
}

/// The app for a learner with the stored `progress`, in which nothing moves by itself and texts name commands.
pub(super) fn still_app(
    entry: EntryPoint,
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
    home: &Home,
    progress: Progress,
) -> Result<App, Failure> {
    let shown = Shown::new(matches, environment, home);
    let learner = StoredProgress {
        progress,
        today: Some(home::today()),
    };
    let app = app(entry, matches, words, shown.appearance, learner)?;
    let app = app.with_behaviour(Behaviour {
        motion: Motion::Off,
        ..shown.behaviour
    });
    Ok(app.with_input_wording(InputWording::Commands))
}

/// The stored progress of the learner and the date.
#[derive(Default)]
pub(super) struct StoredProgress {
    progress: Progress,
    today: Option<Day>,
}

/// The app with the stored progress at the place that the arguments name.
pub(super) fn app(
    entry: EntryPoint,
    matches: &ArgMatches,
    words: &Words,
    appearance: Appearance,
    learner: StoredProgress,
) -> Result<App, Failure> {
    let mut app = listed_app(matches, words, appearance, learner, None)?;
    if !open_place(entry, &mut app, matches)? {
        app.resume();
    }
    Ok(app)
}

/// The app with the stored progress at the list, which offers the other courses and the one that was open `first`.
fn listed_app(
    matches: &ArgMatches,
    words: &Words,
    appearance: Appearance,
    learner: StoredProgress,
    first: Option<&str>,
) -> Result<App, Failure> {
    let course = Arc::new(content::course(matches, "course")?);
    let seed = seed(matches)?;
    let mut app = App::new(course, words.clone(), appearance, seed);
    if let Some(folder) = content::folder(matches, "course") {
        app = app.with_course_folder(folder.display().to_string());
    }
    app = app.with_other_courses(content::other_courses(matches, first));
    // A presentation neither reads nor writes progress.
    Ok(if options::is_presenting(matches) {
        app.with_presentation()
    } else {
        app.with_progress(learner.progress, learner.today)
    })
}

/// The app without progress at the place that the arguments name, or at the list.
pub(super) fn requested_app(
    matches: &ArgMatches,
    words: &Words,
    appearance: Appearance,
) -> Result<App, Failure> {
    let course = Arc::new(content::course(matches, "course")?);
    let seed = seed(matches)?;
    let mut app = App::new(course, words.clone(), appearance, seed);
    let _is_lesson = open_place(EntryPoint::Course, &mut app, matches)?;
    Ok(app)
}

/// The lesson and the step that the arguments name, else those of the saved state. `LESSON/STEP` names both.
fn named_place(
    matches: &ArgMatches,
    state: Option<&SavedState>,
) -> (Option<String>, Option<String>) {
    let named = |id: &str| matches.try_get_one::<String>(id).ok().flatten();
    let (lesson, named_step) = match named("lesson").map(|name| name.split_once('/')) {
        Some(Some((lesson, step))) => (Some(lesson.to_owned()), Some(step.to_owned())),
        Some(None) | None => (named("lesson").cloned(), None),
    };
    let step = named("step").cloned().or(named_step);
    (
        lesson.or_else(|| state.map(|state| state.lesson.clone())),
        step.or_else(|| state.map(|state| state.step.clone())),
    )
}

/// Opens the lesson and the step that the arguments name and sets its model. False if they name none.
fn open_place(entry: EntryPoint, app: &mut App, matches: &ArgMatches) -> Result<bool, Failure> {
    let course = Arc::clone(app.course());
    let state = load_saved_state(matches)?;
    let mut moves = state
        .as_ref()
        .map_or_else(Vec::new, |state| state.moves.clone());
    moves.extend(options::moves(matches)?);
    let (wanted, step) = named_place(matches, state.as_ref());
    let at = match wanted {
        Some(wanted) => content::lesson_at(
            &course,
            &wanted,
            LessonArgument::OrCommand(&COMMANDS),
            matches,
        )?,
        None if entry == EntryPoint::Playground => content::playground(&course)?,
        None if step.is_some() || !moves.is_empty() => {
            return Err(Failure::Usage(Phrase::key("cli.fault.needs-lesson")));
        }
        None => return Ok(false),
    };
    let at = content::lesson_of_step(&course, at, step.as_deref());
    let lesson = &course.lessons[at];
    let step = match step
        .as_deref()
        .map(|wanted| content::page_at(lesson, wanted))
    {
        None => 0,
        Some(page) => match page? {
            Page::Step(at) => at,
            Page::Breaks | Page::Summary => lesson.steps.len(),
        },
    };
    if let (Some(step), false) = (lesson.steps.get(step), moves.is_empty())
        && step.lab.is_none()
    {
        let what = Phrase::key("cli.fault.no-step-lab")
            .with("lesson", u64::from(lesson.number))
            .with("step", step.id.as_str());
        return Err(Failure::Usage(what));
    }
    app.open(at, step, &Values::new())?;
    let file = data::file(matches)?;
    if file.is_some() && app.session().and_then(Session::workbench).is_none() {
        return Err(Failure::Usage(Phrase::key("cli.fault.needs-playground")));
    }
    // The import page asks for the columns, where somebody is there to answer.
    let asks =
        entry == EntryPoint::Playground && data::columns(matches).is_none() && !is_plain(matches);
    if let Some(file) = file.as_ref().filter(|_| !asks) {
        app.set_data(&data::table(file, matches)?)?;
    }
    app.replay(&moves)?;
    if let Some(file) = file.filter(|_| asks) {
        app.open_import(file);
    }
    Ok(true)
}

/// Whether the course is gone through line by line.
fn is_plain(matches: &ArgMatches) -> bool {
    let flag = matches.try_get_one::<bool>("plain").ok().flatten();
    flag.copied().unwrap_or(false)
}

/// The saved state in the file that `--load` names.
fn load_saved_state(matches: &ArgMatches) -> Result<Option<SavedState>, Failure> {
    let Some(path) = matches.try_get_one::<PathBuf>("load").ok().flatten() else {
        return Ok(None);
    };
    let read = storage::read_saved_state(path);
    read.map(Some).map_err(|why| {
        let path = path.display().to_string();
        let key = if why.name() == "storage.saved-state.no-toml" {
            "cli.fault.load-data"
        } else {
            "cli.fault.load"
        };
        let what = Phrase::key(key).with("path", path).with("why", why);
        Failure::Usage(what)
    })
}

/// The seed of `--seed`, else of the saved state.
pub(super) fn seed(matches: &ArgMatches) -> Result<Option<u64>, Failure> {
    match matches.get_one("seed") {
        Some(seed) => Ok(Some(*seed)),
        None => Ok(load_saved_state(matches)?.and_then(|state| state.seed)),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::super::command;
    use super::*;
    use crate::app::{Key, KeyCode, Msg, rebuild_command};
    use crate::locale::Lang;

    fn open_command(line: &str) -> App {
        let words = Words::load(&Lang::english()).unwrap();
        let args = line.split(' ').map(OsString::from);
        let matches = command::command_line(&words)
            .try_get_matches_from(args)
            .unwrap_or_else(|error| panic!("{line}: {error}"));
        let (entry, matches) = match matches.subcommand() {
            Some((_, inner)) => (EntryPoint::Playground, inner),
            None => (EntryPoint::Course, &matches),
        };
        app(
            entry,
            matches,
            &words,
            Appearance::default(),
            StoredProgress::default(),
        )
        .unwrap_or_else(|_| panic!("{line} is refused"))
    }

    fn press(app: &mut App, keys: &[Key]) {
        for key in keys {
            let _update = app.update(Msg::Key(*key));
        }
    }

    /// Values, readings and step of the model as text, because NaN is not equal to itself.
    fn model_state(app: &App) -> String {
        let lab = app.session().and_then(Session::lab).unwrap();
        let at = lab.run().map(crate::lab::Run::at);
        format!("{:?} {:?} {at:?}", lab.values(), lab.readings())
    }

    #[test]
    fn a_lesson_and_its_step_can_be_one_word() {
        for line in ["relutor bias/weight", "relutor 3 --step weight"] {
            let app = open_command(line);
            let session = app.session().unwrap();
            assert_eq!(session.lesson().name, "bias-moves-the-kink", "{line}");
            assert_eq!(session.step().unwrap().id, "weight", "{line}");
        }
    }

    #[test]
    fn the_copied_command_rebuilds_the_state_of_every_step() {
        let turns = [
            vec![Key::char('2')],
            vec![Key::plain(KeyCode::Right), Key::plain(KeyCode::Right)],
            vec![Key::char(']'), Key::char('}'), Key::plain(KeyCode::Left)],
            vec![Key::plain(KeyCode::Tab), Key::plain(KeyCode::Right)],
            vec![Key::char('}'), Key::char('['), Key::char('[')],
        ];
        let course = open_command("relutor");
        for (at, lesson) in course.course().lessons.iter().enumerate() {
            let steps = lesson.steps.iter().enumerate();
            for (step, _) in steps.filter(|(_, step)| step.lab.is_some()) {
                let mut app = open_command("relutor");
                app.open(at, step, &Values::new()).unwrap();
                for keys in &turns {
                    press(&mut app, keys);
                    let session = app.session().unwrap();
                    let command = rebuild_command(app.context(), session).unwrap();
                    assert_eq!(
                        model_state(&open_command(&command)),
                        model_state(&app),
                        "{command}"
                    );
                }
            }
        }
    }
}
