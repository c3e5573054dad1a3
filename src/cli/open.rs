//! `relutor` and `relutor LESSON`: the course on the screen.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use clap::ArgMatches;

use super::{Failure, content, options};
use crate::app::App;
use crate::locale::{Phrase, Words};
use crate::terminal::{self, End};
use crate::ui;

/// The commands that a mistyped word may have meant.
const COMMANDS: [&str; 3] = ["list", "check", "lab"];

/// Shows the course until the learner quits.
pub(super) fn open(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<End, Failure> {
    let mut app = app(matches, words, environment)?;
    let is_dumb = environment("TERM").as_deref() == Some("dumb");
    if is_dumb || !io::stdout().is_terminal() {
        return Err(Failure::Usage(Phrase::key("cli.fault.no-terminal")));
    }
    terminal::run(&mut app, ui::draw, |_| None)
        .map_err(|error| Failure::system("cli.fault.terminal", &error))
}

/// The app, open where the arguments say.
fn app(
    matches: &ArgMatches,
    words: &Words,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<App, Failure> {
    let course = Arc::new(content::course(matches, "course")?);
    let set = options::values(matches)?;
    let step = matches.get_one::<String>("step");
    let seed = matches.get_one("seed").copied();
    let look = options::look(matches, environment);
    let mut app = App::new(Arc::clone(&course), words.clone(), look, seed);
    if matches.get_flag("present") {
        app = app.presenting();
    }
    let Some(wanted) = matches.get_one::<String>("lesson") else {
        if step.is_some() || !set.is_empty() {
            return Err(Failure::Usage(Phrase::key("cli.fault.needs-lesson")));
        }
        return Ok(app);
    };
    let at = content::lesson_at(&course, wanted, &COMMANDS)?;
    let lesson = &course.lessons[at];
    let step = step.map_or(Ok(0), |wanted| content::step_at(lesson, wanted))?;
    if let (Some(step), false) = (lesson.steps.get(step), set.is_empty())
        && step.lab.is_none()
    {
        let what = Phrase::key("cli.fault.no-step-lab")
            .with("lesson", u64::from(lesson.number))
            .with("step", step.id.as_str());
        return Err(Failure::Usage(what));
    }
    app.open(at, step, &set)?;
    Ok(app)
}
