//! The data of a course.

mod claim;
mod condition;
mod course;
mod description;
mod fact;
mod fault;
mod lesson;
mod prose;
mod question;
mod step;
mod text;
mod variant;

pub use claim::{Claim, Claims, Verdict};
pub use condition::{Comparison, Condition, Subject};
pub use course::{Course, Misconception, Survey, Term};
pub use description::CourseDescription;
pub use fact::{Fact, Stat};
pub(super) use fault::BUILTIN_MARK;
pub use fault::{Fault, Location};
pub use lesson::{LabSetup, Lesson, LessonRole, opening_values};
pub(super) use prose::TextCell;
pub use prose::{Block, ColumnAlign, Emphasis, Prose, Span, SpanForm};
pub use question::{Answer, Prediction, Question};
pub use step::{Activity, Goal, RunSpeed, SOLUTION_HINT, Step, StepKind, Unlock};
pub use text::{AnswerText, LessonText, Localized, StepText, Texts};
pub use variant::{Statement, Variant, When};
