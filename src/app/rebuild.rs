//! Rebuilding the state of a step: the command line that reopens it, and the saved state where no command line can hold it.

use super::App;
use crate::lab::{ReplayEntry, Value};
use crate::lesson::{LessonRole, opening_values};

/// A command longer than this is not one that anybody reads or pastes.
const LONGEST_COMMAND: usize = 240;

/// A step with its model in some state, and how it came there.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedState {
    /// The lesson, by its name.
    pub lesson: String,
    /// The step, by its name.
    pub step: String,
    /// The seed that the lab began from, where it was not the lesson's own.
    pub seed: Option<u64>,
    /// What was done to the lab since the step opened.
    pub moves: Vec<ReplayEntry>,
}

impl App {
    /// The command that opens the step of the moment with its model in exactly this state; none outside a lesson.
    pub fn command(&self) -> Option<String> {
        let (lesson, session) = self.session()?;
        let step = session.step(lesson)?;
        let mut command = match lesson.role {
            LessonRole::Play => "relutor play".to_owned(),
            LessonRole::Lesson | LessonRole::Quiz | LessonRole::Before | LessonRole::After => {
                format!("relutor {} --step {}", lesson.name, step.id)
            }
        };
        if let Some(lab) = session.lab() {
            for one in lab.replay_since(&opening_values(lesson, session.at())) {
                command += &options(&one);
            }
        }
        Some(command + &self.of_course())
    }

    /// The options that say which course, and from which seed.
    fn of_course(&self) -> String {
        let mut options = String::new();
        if let Some(seed) = self.seed {
            options += " --seed ";
            options += &seed.to_string();
        }
        if let Some(folder) = &self.folder {
            options += " --course ";
            options += &quoted(folder);
        }
        options
    }
}

/// The options that do `one`.
fn options(one: &ReplayEntry) -> String {
    match one {
        ReplayEntry::Run(at) => format!(" --at {at}"),
        ReplayEntry::Set(values) => {
            let set = values.iter().map(|(name, value)| match value {
                Value::Number(number) => format!(" --set {name}={number}"),
                Value::Choice(option) => format!(" --set {}", quoted(&format!("{name}={option}"))),
            });
            set.collect::<Vec<_>>().concat()
        }
    }
}

/// `word` as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:,@=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

impl App {
    /// What brings the open step to where it stands; none outside a step with a lab.
    pub fn saved_state(&self) -> Option<SavedState> {
        let (lesson, session) = self.session()?;
        let step = session.step(lesson)?;
        let opening = opening_values(lesson, session.at());
        Some(SavedState {
            lesson: lesson.name.clone(),
            step: step.id.clone(),
            seed: self.seed,
            moves: session.lab()?.replay_since(&opening),
        })
    }

    /// The sketch, where a command line cannot well hold it: hands set weights, or the data are the learner's own.
    pub(super) fn state_to_save(&self) -> Option<SavedState> {
        let (_, session) = self.session()?;
        session.workbench()?;
        let state = self.saved_state()?;
        let controls = session.lab()?.controls();
        let is_written = |name: &str, value: &Value| match controls.get(name) {
            Some(control) => control.is_override || control.holds_data(),
            None => matches!(value, Value::Number(_)),
        };
        let holds_much = state.moves.iter().any(|one| match one {
            ReplayEntry::Set(values) => values.iter().any(|(name, value)| is_written(name, value)),
            ReplayEntry::Run(_) => false,
        });
        let is_long = self.command()?.len() > LONGEST_COMMAND;
        (holds_much || is_long).then_some(state)
    }

    /// The command that opens the sketch that was kept at `path`.
    pub(super) fn command_to_load(&self, path: &str) -> Option<String> {
        let (lesson, session) = self.session()?;
        let opens = match lesson.role {
            LessonRole::Play => "relutor play".to_owned(),
            LessonRole::Lesson | LessonRole::Quiz | LessonRole::Before | LessonRole::After => {
                let step = session.step(lesson)?;
                format!("relutor {} --step {}", lesson.name, step.id)
            }
        };
        let command = format!("{opens} --load {}", quoted(path));
        Some(command + &self.of_course())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_blanks_is_one_word() {
        assert_eq!(quoted("courses/mine"), "courses/mine");
        assert_eq!(quoted("it's mine"), r"'it'\''s mine'");
    }
}
