//! The entries of the list of lessons.

/// An entry of the list of lessons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEntry {
    /// The lesson with this index in the course.
    Lesson(usize),
    /// The other course with this index among the other courses.
    Course(usize),
}
