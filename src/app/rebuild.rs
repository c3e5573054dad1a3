//! Rebuilding a state: the command line that opens it, or a saved state where a command line would be too long.

use super::context::Context;
use super::saved_state::SavedState;
use super::session::Session;
use crate::lab::{ReplayEntry, Value};
use crate::lesson::{LessonRole, Step, opening_values};

/// The longest command that a person reads or pastes, in characters.
const LONGEST_COMMAND: usize = 240;

/// The command that opens the step of `session` with its model in the present state; none on the closing page.
pub fn rebuild_command(context: &Context, session: &Session) -> Option<String> {
    let mut command = open_command(session, session.step()?);
    if let Some(lab) = session.lab() {
        for entry in lab.replay_since(&opening_values(session.lesson(), session.at())) {
            command += &replay_options(&entry);
        }
    }
    Some(command + &course_options(context))
}

/// The command that opens the state that was saved in the file `path`; none on the closing page.
pub(super) fn load_command(context: &Context, session: &Session, path: &str) -> Option<String> {
    let open = open_command(session, session.step()?);
    let command = format!("{open} --load {}", shell_quote(path));
    Some(command + &course_options(context))
}

/// The command that opens `step`.
fn open_command(session: &Session, step: &Step) -> String {
    let lesson = session.lesson();
    match lesson.role {
        LessonRole::Play => "relutor play".to_owned(),
        LessonRole::Lesson | LessonRole::Quiz | LessonRole::Before | LessonRole::After => {
            format!("relutor {} --step {}", lesson.name, step.id)
        }
    }
}

/// The options for seed and course.
fn course_options(context: &Context) -> String {
    let mut options = String::new();
    if let Some(seed) = context.seed() {
        options += " --seed ";
        options += &seed.to_string();
    }
    if let Some(folder) = &context.course_folder {
        options += " --course ";
        options += &shell_quote(folder);
    }
    options
}

/// The options that repeat `entry`.
fn replay_options(entry: &ReplayEntry) -> String {
    match entry {
        ReplayEntry::Run(at) => format!(" --at {at}"),
        ReplayEntry::Set(values) => {
            let set = values
                .iter()
                .map(|(name, value)| format!(" --set {}", shell_quote(&format!("{name}={value}"))));
            set.collect::<Vec<_>>().concat()
        }
    }
}

/// `word`, quoted for a shell where necessary.
fn shell_quote(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:,@=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// The state of the open step; none for a step without a lab.
pub(super) fn saved_state(context: &Context, session: &Session) -> Option<SavedState> {
    let step = session.step()?;
    let opening = opening_values(session.lesson(), session.at());
    Some(SavedState {
        lesson: session.lesson().name.clone(),
        step: step.id.clone(),
        seed: context.seed(),
        moves: session.lab()?.replay_since(&opening),
    })
}

/// The state of a workbench, where it belongs in a file: weights or data were changed by hand, or the command is long.
pub(super) fn state_for_file(context: &Context, session: &Session) -> Option<SavedState> {
    session.workbench()?;
    let state = saved_state(context, session)?;
    let controls = session.lab()?.controls();
    let is_by_hand = |name: &str, value: &Value| match controls.get(name) {
        Some(control) => control.is_override || control.holds_data(),
        None => matches!(value, Value::Number(_)),
    };
    let has_changes_by_hand = state.moves.iter().any(|entry| match entry {
        ReplayEntry::Set(values) => values.iter().any(|(name, value)| is_by_hand(name, value)),
        ReplayEntry::Run(_) => false,
    });
    let is_long = rebuild_command(context, session)?.len() > LONGEST_COMMAND;
    (has_changes_by_hand || is_long).then_some(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_blanks_is_shell_quote() {
        assert_eq!(shell_quote("courses/mine"), "courses/mine");
        assert_eq!(shell_quote("it's mine"), r"'it'\''s mine'");
    }
}
