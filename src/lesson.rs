//! Courses and their lessons as data: model, parser, lints and checks against the labs.
//!
//! A lesson is a folder: `lesson.toml` has its structure, models and numbers, `<language>.md` its
//! prose. The module knows no screen, and no lesson is written in Rust.

mod fix;
mod lint;
mod model;
mod parse;
mod review;
mod verify;

pub use fix::with_literals;
pub use lint::{
    TODO, UndeclaredLiterals, course_check, lesson_checks, lint, lint_checks, name_faults,
    undeclared_literals, undeclared_literals_of_course,
};
pub use model::{
    Activity, Answer, AnswerText, Block, Claim, Claims, ColumnAlign, Comparison, Condition, Course,
    CourseDescription, Emphasis, Fact, Fault, Goal, LabSetup, Lesson, LessonRole, LessonText,
    Localized, Location, Misconception, Prediction, Prose, Question, RunSpeed, SOLUTION_HINT, Span,
    SpanForm, Stat, Statement, Step, StepKind, StepText, Subject, Survey, Term, Texts, Unlock,
    Variant, Verdict, When, opening_values,
};
use parse::has_values;
pub use parse::{CourseSource, FileStamps, builtin_files, load, load_partly};
pub use review::{COURSE_FOLDER, Review, ReviewChange, ReviewUpdate};
pub use verify::{Check, run_checks, run_to};
