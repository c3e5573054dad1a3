//! The built-in course.

use std::sync::{Arc, LazyLock};

use relutor::lesson::{self, Course, CourseSource};

/// The built-in course, read once for all tests of a process.
pub(crate) fn course() -> Arc<Course> {
    static COURSE: LazyLock<Arc<Course>> = LazyLock::new(|| {
        Arc::new(lesson::load(&CourseSource::Builtin).expect("the built-in course is whole"))
    });
    Arc::clone(&COURSE)
}
