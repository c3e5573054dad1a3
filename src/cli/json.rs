//! The JSON that commands print. Every output is an object with the version of the shapes and the name of its own.

use serde_json::{Map, Value, json};

/// The version of the shapes. A change that breaks a reader raises it; a new field does not.
const VERSION: u32 = 1;

/// The schema of every output.
pub(super) const SCHEMA: &str = include_str!("json/output.schema.json");

/// An output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// The lessons and the progress.
    Lessons,
    /// The kinds of labs.
    Labs,
    /// One lab.
    Lab,
    /// The readings of one lab over seeds.
    Seeds,
    /// The results of the learner: `relutor report`.
    Report,
    /// The faults of a course.
    Faults,
}

impl Output {
    /// Every output.
    pub(super) const ALL: [Self; 6] = [
        Self::Lessons,
        Self::Labs,
        Self::Lab,
        Self::Seeds,
        Self::Report,
        Self::Faults,
    ];

    /// The name, which the field `output` has.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Lessons => "lessons",
            Self::Labs => "labs",
            Self::Lab => "lab",
            Self::Seeds => "seeds",
            Self::Report => "report",
            Self::Faults => "faults",
        }
    }

    /// The command that prints it, with `{…}` for what differs from call to call.
    pub(super) fn command(self) -> &'static str {
        match self {
            Self::Lessons => "relutor list --json",
            Self::Labs => "relutor lab --json",
            Self::Lab => "relutor lab {kind} --json",
            Self::Seeds => "relutor lab {kind} --seeds {count} --json",
            Self::Report => "relutor report --json",
            Self::Faults => "relutor check --json",
        }
    }

    /// The text of the output with these fields.
    pub(super) fn text(self, fields: Map<String, Value>) -> String {
        let mut whole = Map::new();
        whole.insert("relutor".to_owned(), json!(VERSION));
        whole.insert("output".to_owned(), json!(self.name()));
        whole.extend(fields);
        format!("{:#}\n", Value::Object(whole))
    }
}
