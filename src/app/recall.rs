//! The command line that brings the program to where it stands.

use super::App;
use crate::lab::{Move, Value};
use crate::lesson::{Role, opening_values};

impl App {
    /// The command that opens the step of the moment with its model in exactly this state; none outside a lesson.
    pub fn command(&self) -> Option<String> {
        let (lesson, session) = self.session()?;
        let step = session.step(lesson)?;
        let mut command = match lesson.role {
            Role::Play => "relutor play".to_owned(),
            Role::Lesson | Role::Quiz | Role::Before | Role::After => {
                format!("relutor {} --step {}", lesson.name, step.id)
            }
        };
        if let Some(lab) = session.lab() {
            for one in lab.moves_from(&opening_values(lesson, session.at())) {
                command += &options(&one);
            }
        }
        Some(command + &self.of_course())
    }

    /// The options that say which course, and from which seed.
    pub(super) fn of_course(&self) -> String {
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
fn options(one: &Move) -> String {
    match one {
        Move::Run(at) => format!(" --at {at}"),
        Move::Set(values) => {
            let set = values.iter().map(|(name, value)| match value {
                Value::Number(number) => format!(" --set {name}={number}"),
                Value::Choice(option) => format!(" --set {}", quoted(&format!("{name}={option}"))),
            });
            set.collect::<Vec<_>>().concat()
        }
    }
}

/// `word` as a shell takes it for one.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:,@=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
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
