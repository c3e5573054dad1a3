//! `relutor reset [LESSON]`: removes progress after a confirmation.

use std::io::{self, BufRead, IsTerminal, Write};

use clap::ArgMatches;

use super::content::{self, LessonArgument};
use super::{CommandOutput, Failure, Home, home, list};
use crate::app::Progress;
use crate::locale::{Phrase, Words};
use crate::text::printable_line;

/// Removes the progress of a lesson or of the whole course after a confirmation.
pub(super) fn reset(
    matches: &ArgMatches,
    words: &Words,
    home: &Home,
) -> Result<CommandOutput, Failure> {
    let course = content::course(matches, "course")?;
    let lesson = match matches.get_one::<String>("lesson") {
        Some(wanted) => course.lessons.get(content::lesson_at(
            &course,
            wanted,
            LessonArgument::Lesson,
            matches,
        )?),
        None => None,
    };
    let what = match lesson {
        Some(lesson) => Phrase::key("cli.reset.lesson")
            .with("lesson", u64::from(lesson.number))
            .with("title", list::title(lesson, words)),
        None => Phrase::key("cli.reset.everything"),
    };
    if !matches.get_flag("yes") && !confirm(what, words)? {
        return Ok(CommandOutput::success(words.get("cli.reset.kept") + "\n"));
    }
    // Entries of steps that moved to the lesson may still stand with their old lesson.
    let without_lesson = |stored: Progress| match lesson {
        Some(lesson) => stored.follow_moved_steps(&course).without(&lesson.name),
        None => Progress::default(),
    };
    let reset = home
        .storage(matches)
        .reduce_progress(without_lesson, words)
        .map_err(|fault| Failure::System(fault.phrase()))?;
    home::tell(&reset.notices, &mut io::stderr(), words);
    let done = match reset.backup {
        Some(copy) => {
            Phrase::key("cli.reset.done-with-copy").with("path", copy.display().to_string())
        }
        None => Phrase::key("cli.reset.done"),
    };
    Ok(CommandOutput::success(words.format(&done) + "\n"))
}

/// Asks on the terminal; every answer but yes is a no.
fn confirm(what: Phrase, words: &Words) -> Result<bool, Failure> {
    let input = io::stdin();
    if !input.is_terminal() {
        return Err(Failure::Usage(Phrase::key("cli.fault.nobody-to-ask")));
    }
    let ask = words.format(&Phrase::key("cli.reset.ask").with("what", what));
    let mut err = io::stderr();
    let mut answer = String::new();
    write!(err, "{}", printable_line(&ask))
        .and_then(|()| err.flush())
        .and_then(|()| input.lock().read_line(&mut answer))
        .map_err(|error| Failure::system("cli.fault.output", &error))?;
    let answer = answer.trim().to_lowercase();
    let yes = words.get("cli.reset.yes");
    Ok(yes.split_whitespace().any(|word| word == answer))
}
