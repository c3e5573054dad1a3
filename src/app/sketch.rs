//! What brings the program to where it stands, as something that can be kept in a file.

use super::App;
use crate::lab::{Move, Value};
use crate::lesson::{Role, opening_values};

/// A command longer than this is not one that anybody reads or pastes.
const LONGEST_COMMAND: usize = 240;

/// A step with its model in some state, and how it came there.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    /// The lesson, by its name.
    pub lesson: String,
    /// The step, by its name.
    pub step: String,
    /// The seed that the lab began from, where it was not the lesson's own.
    pub seed: Option<u64>,
    /// What was done to the lab since the step opened.
    pub moves: Vec<Move>,
}

impl App {
    /// What brings the open step to where it stands; none outside a step with a lab.
    pub fn sketch(&self) -> Option<Sketch> {
        let (lesson, session) = self.session()?;
        let step = session.step(lesson)?;
        let opening = opening_values(lesson, session.at());
        Some(Sketch {
            lesson: lesson.name.clone(),
            step: step.id.clone(),
            seed: self.seed,
            moves: session.lab()?.moves_from(&opening),
        })
    }

    /// The sketch, where a command line cannot well hold it: hands set weights, or the data are the learner's own.
    pub(super) fn sketch_to_keep(&self) -> Option<Sketch> {
        let (_, session) = self.session()?;
        session.bench()?;
        let sketch = self.sketch()?;
        let controls = session.lab()?.controls();
        let is_written = |name: &str, value: &Value| match controls.get(name) {
            Some(control) => control.by_hand || (!control.turns() && name != "at"),
            None => matches!(value, Value::Number(_)),
        };
        let holds_much = sketch.moves.iter().any(|one| match one {
            Move::Set(values) => values.iter().any(|(name, value)| is_written(name, value)),
            Move::Run(_) => false,
        });
        let is_long = self.command()?.len() > LONGEST_COMMAND;
        (holds_much || is_long).then_some(sketch)
    }

    /// The command that opens the sketch that was kept at `path`.
    pub(super) fn command_to_load(&self, path: &str) -> Option<String> {
        let (lesson, session) = self.session()?;
        let opens = match lesson.role {
            Role::Play => "relutor play".to_owned(),
            Role::Lesson | Role::Quiz | Role::Before | Role::After => {
                let step = session.step(lesson)?;
                format!("relutor {} --step {}", lesson.name, step.id)
            }
        };
        let command = format!("{opens} --load {}", super::recall::quoted(path));
        Some(command + &self.of_course())
    }
}
