//! The built-in course.

use std::sync::Arc;

use relutor::lesson::{self, Course, CourseSource};

/// The built-in course.
pub(crate) fn course() -> Arc<Course> {
    Arc::new(lesson::load(&CourseSource::Builtin).expect("the built-in course is whole"))
}
