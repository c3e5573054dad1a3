//! A course whose files change while it is on the screen.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::App;
use super::list_entry::ListEntry;
use super::message::{CourseUpdate, Update};
use super::overlay::Overlay;
use super::screen::Screen;
use super::screen::lesson_list::LessonList;
use super::session::LessonName;
use crate::lesson::Course;
use crate::locale::Phrase;

impl App {
    /// Shows the new version of the course, or the first fault in its files.
    pub(super) fn update_course(&mut self, update: CourseUpdate) -> Update {
        match update {
            CourseUpdate::Loaded(course) => self.replace_course(course),
            CourseUpdate::Faulty(faults) => {
                let shown = faults.into_iter().next().map(|fault| {
                    Phrase::key("ui.course.fault")
                        .with("file", fault.place.file.to_string())
                        .with("line", fault.place.line.to_string())
                        .with("what", fault.message)
                });
                self.context.course_fault = shown;
            }
        }
        Update::redraw()
    }

    /// Goes on with `course`, a new version of the course. A lesson that is gone gives way to the list.
    fn replace_course(&mut self, course: Arc<Course>) {
        // The session of a lesson that is gone ends; its progress stays.
        let progress = self.progress().lessons;
        self.context.stored_progress.lessons = progress;
        let selected = match &self.screen {
            Screen::List(list) => match list.selected() {
                ListEntry::Lesson(at) => self.context.course().entry(at),
                ListEntry::Course(_) => None,
            },
            Screen::Lesson(_) | Screen::Import(_) => None,
        };
        let selected = selected.map(|lesson| LessonName::of(lesson));
        self.context.replace_course(course);
        let mut sessions = BTreeMap::new();
        for (name, mut session) in std::mem::take(&mut self.sessions) {
            let at = self.context.lesson_index(name.as_str());
            let lesson = at.and_then(|at| self.context.course().entry(at));
            if let Some(lesson) = lesson {
                session.reload(Arc::clone(lesson));
                sessions.insert(name, session);
            }
        }
        self.sessions = sessions;
        self.active_drag = None;
        if self.overlay.as_ref().is_some_and(Overlay::shows_course) {
            self.close_overlay();
        }
        match &self.screen {
            // The other courses stay as they are.
            Screen::List(list) if matches!(list.selected(), ListEntry::Course(_)) => {}
            Screen::List(_) => {
                let at = selected.and_then(|name| self.context.lesson_index(name.as_str()));
                let at = at.unwrap_or_else(|| self.context.first_selected());
                self.screen = Screen::List(LessonList::new(at));
            }
            Screen::Lesson(name) => self.leave_if_gone(&name.clone()),
            Screen::Import(page) => self.leave_if_gone(&page.lesson().clone()),
        }
    }

    /// Shows the list if the course has no lesson called `name`.
    fn leave_if_gone(&mut self, name: &LessonName) {
        if !self.sessions.contains_key(name) {
            self.overlay = None;
            self.screen = Screen::List(LessonList::new(self.context.first_selected()));
            let gone = Phrase::key("ui.course.lesson-gone").with("lesson", name.as_str());
            self.context.notice = Some(gone);
        }
    }
}
