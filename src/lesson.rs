//! Lessons: content as data.
//!
//! A lesson is a folder: `lesson.toml` has its structure, models and numbers, `<language>.md` its
//! prose. Nothing here knows a screen; nothing of a lesson is written in Rust.

mod lint;
mod model;
mod parse;
mod verify;

pub use lint::{jobs as lint_jobs, lint};
pub use model::{
    Activity, Answer, AnswerText, Block, Claim, Claims, Comparison, Condition, Course, Emphasis,
    Fact, Fault, Goal, LabSetup, Lesson, LessonRole, LessonText, Localized, Location, Prediction,
    Prose, Question, Span, Stat, Step, StepKind, StepText, Subject, Survey, Term, Texts, Unlock,
    Verdict, opening_values,
};
pub use parse::{CourseSource, load};
pub use verify::{Job, faults, run_to};
