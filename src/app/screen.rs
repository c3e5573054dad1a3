//! Screens: the list of lessons, a lesson, and the workbench of a lesson.

pub(super) mod lesson;
pub(super) mod lesson_list;
pub(super) mod lesson_mouse;
pub(super) mod workbench;

use super::session::LessonName;
use lesson_list::LessonList;

/// The screen that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The list of lessons.
    List(LessonList),
    /// A lesson.
    Lesson(LessonName),
}
