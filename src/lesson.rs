//! Lessons: content as data.
//!
//! A lesson is a folder: `lesson.toml` has its structure, models and numbers, `<language>.md` its
//! prose. Nothing here knows a screen; nothing of a lesson is written in Rust.

mod claim;
mod condition;
mod course;
mod fact;
pub mod facts;
mod fault;
mod jobs;
mod lint;
mod parse;
mod prose;
mod source;
mod state;
mod step;
mod texts;

pub use claim::{Claim, Claims, Verdict};
pub use condition::{Comparison, Condition, Subject};
pub use course::{Course, LabSetup, Lesson, LessonRole, LessonText, Localized, Survey, Term};
pub use fact::{Fact, Stat};
pub use fault::{Fault, Location};
pub use jobs::{Job, faults};
pub use lint::{jobs as lint_jobs, lint};
pub use parse::load;
pub use prose::{Block, Emphasis, Prose, Span};
pub use source::CourseSource;
pub use state::opening_values;
pub use step::{Activity, Answer, AnswerText, Goal, Prediction, Question, Step, StepText, Unlock};
pub use texts::Texts;
