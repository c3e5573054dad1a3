//! Screens: the list of lessons, a lesson, the workbench of a lesson, and the import page.

pub(super) mod end_page;
pub(super) mod import_page;
pub(super) mod lesson;
pub(super) mod lesson_list;
pub(super) mod lesson_mouse;
pub(super) mod workbench;

use super::session::LessonName;
use import_page::ImportPage;
use lesson_list::LessonList;

/// The screen that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The list of lessons.
    List(LessonList),
    /// A lesson.
    Lesson(LessonName),
    /// The import page over a lesson.
    Import(Box<ImportPage>),
}
