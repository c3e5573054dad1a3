//! The end page of a lesson: rows that lead back to its questions and challenges, and the lesson that comes next.

use crate::app::content::AnswerStatus;
use crate::app::content::results::result;
use crate::app::context::Context;
use crate::app::input::action::ListAction;
use crate::app::progress::LessonProgress;
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::app::session::Session;
use crate::figure::Figure;
use crate::lesson::{Activity, Course, LessonRole, Step};
use crate::text::Toward;

/// The selection and the picture of the end page.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EndPage {
    /// The index of the selected row; none where the line that leads to the next lesson is selected.
    selected: Option<usize>,
    picture: Option<EndPicture>,
}

/// The picture on the end page.
#[derive(Clone, Debug, PartialEq)]
pub enum EndPicture {
    /// A figure of the last challenge that the learner has met.
    Built(Figure),
    /// A figure of the last step that has one.
    Last(Figure),
}

impl EndPicture {
    /// The key of its heading.
    pub const fn heading(&self) -> &'static str {
        match self {
            Self::Built(_) => "ui.end.built",
            Self::Last(_) => "ui.end.last-picture",
        }
    }

    /// The figure.
    pub const fn figure(&self) -> &Figure {
        match self {
            Self::Built(figure) | Self::Last(figure) => figure,
        }
    }
}

/// The place that a row of the end page leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum EndTarget {
    /// A question or a challenge of the lesson.
    OwnStep(usize),
    /// The step of another lesson that teaches the answer to a question that was answered wrongly.
    TaughtIn {
        /// The index of the question in the lesson.
        question: usize,
        /// The index of the other lesson in the course.
        lesson: usize,
        /// The index of the step in the other lesson.
        step: usize,
    },
    /// A lesson of the course, by its index in the course.
    Lesson(usize),
}

impl EndPage {
    /// An end page on which the next lesson is selected.
    pub(in crate::app) fn new(picture: Option<EndPicture>) -> Self {
        Self {
            selected: None,
            picture,
        }
    }

    /// The index of the selected row; none where the line that leads to the next lesson is selected.
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// The picture; none in lessons that only ask.
    pub fn picture(&self) -> Option<&EndPicture> {
        self.picture.as_ref()
    }

    /// Selects the next or the previous of `count` rows; the line of the next lesson is below the last row.
    fn select_beside(&mut self, toward: Toward, count: usize) -> bool {
        let before = self.selected;
        let at = before.unwrap_or(count);
        let beside = match toward {
            Toward::Next => at.saturating_add(1),
            Toward::Previous => at.saturating_sub(1),
        };
        self.selected = Some(beside).filter(|at| *at < count);
        self.selected != before
    }

    /// Selects the first of `count` rows, or the line of the next lesson below them.
    fn select_end(&mut self, toward: Toward, count: usize) -> bool {
        let end = match toward {
            Toward::Next => None,
            Toward::Previous => Some(0).filter(|at| *at < count),
        };
        std::mem::replace(&mut self.selected, end) != end
    }
}

impl Session {
    /// The targets of the rows of the end page: the questions and challenges, and at the end of the course the lessons.
    pub(in crate::app) fn end_targets(&self, context: &Context) -> Vec<EndTarget> {
        let course = context.course();
        let progress = self.merged_progress(context);
        let steps = self.lesson().steps.iter().enumerate();
        let asking = steps.filter(|(_, step)| !matches!(step.activity, Activity::Explore));
        let mut targets: Vec<_> = asking
            .map(|(at, step)| {
                let taught_in = match result(step, &progress, self.lesson().role) {
                    AnswerStatus::Wrong => taught_in(course, step),
                    AnswerStatus::Open | AnswerStatus::Right | AnswerStatus::Other => None,
                };
                taught_in.map_or(EndTarget::OwnStep(at), |(lesson, step)| {
                    let question = at;
                    EndTarget::TaughtIn {
                        question,
                        lesson,
                        step,
                    }
                })
            })
            .collect();
        let own = context.lesson_index(&self.lesson().name);
        if own.is_some_and(|own| course.ends_with(own)) {
            let lessons = course.lessons.iter().enumerate();
            let taught = lessons.filter(|(_, lesson)| match lesson.role {
                LessonRole::Lesson | LessonRole::Quiz => true,
                LessonRole::Play | LessonRole::Before | LessonRole::After => false,
            });
            targets.extend(taught.map(|(at, _)| EndTarget::Lesson(at)));
        }
        targets
    }

    /// The progress in the lesson, including earlier sessions.
    fn merged_progress(&self, context: &Context) -> LessonProgress {
        let stored = context.stored_progress.lessons.get(&self.lesson().name);
        let stored = stored.cloned().unwrap_or_default();
        stored.merge(&self.progress(context.today))
    }

    /// Whether the row with the index `at` has a key of its own: it leads to a step.
    pub(in crate::app) fn can_revisit(&self, at: usize, context: &Context) -> bool {
        match self.end_targets(context).get(at) {
            Some(EndTarget::OwnStep(_) | EndTarget::TaughtIn { .. }) => self.is_at_end(),
            Some(EndTarget::Lesson(_)) | None => false,
        }
    }

    /// Handles an action on the rows of the end page.
    pub(in crate::app) fn update_end(
        &mut self,
        action: ListAction,
        context: &Context,
    ) -> ScreenUpdate {
        match action {
            ListAction::Open => match self.end.selected {
                Some(at) => self.open_end_row(at, context),
                None => self.open_following(context),
            },
            ListAction::Select(toward) => {
                let count = self.end_targets(context).len();
                self.end.select_beside(toward, count).into()
            }
            ListAction::SelectEnd(toward) => {
                let count = self.end_targets(context).len();
                self.end.select_end(toward, count).into()
            }
            ListAction::SelectCourse => ScreenUpdate::none(),
        }
    }

    /// Opens the target of the row with the index `at`.
    pub(in crate::app) fn open_end_row(&mut self, at: usize, context: &Context) -> ScreenUpdate {
        match self.end_targets(context).get(at) {
            Some(EndTarget::OwnStep(step)) => {
                self.go_to_step(*step);
                true.into()
            }
            Some(EndTarget::TaughtIn { lesson, step, .. }) => Transition::OpenStep {
                lesson: *lesson,
                step: *step,
            }
            .into(),
            Some(EndTarget::Lesson(lesson)) => open_lesson(*lesson, context),
            None => ScreenUpdate::none(),
        }
    }

    /// Opens the lesson that follows in the course; the list behind the last one.
    pub(in crate::app) fn open_following(&self, context: &Context) -> ScreenUpdate {
        let own = context.lesson_index(&self.lesson().name).unwrap_or(0);
        match context.course().following(own) {
            Some(next) => open_lesson(next, context),
            None => Transition::ShowList(own).into(),
        }
    }
}

fn open_lesson(lesson: usize, context: &Context) -> ScreenUpdate {
    let step = context.last_step(lesson);
    Transition::OpenLesson { lesson, step }.into()
}

/// The indices of the lesson and the step that teach the answer to a question.
fn taught_in(course: &Course, step: &Step) -> Option<(usize, usize)> {
    match &step.activity {
        Activity::Question(question) => course.find_step(question.taught_in.as_ref()?),
        Activity::Explore | Activity::Challenge(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_next_lesson_is_below_the_last_row() {
        let mut page = EndPage::default();
        assert!(!page.select_beside(Toward::Next, 2));
        assert!(page.select_beside(Toward::Previous, 2));
        assert_eq!(page.selected(), Some(1));
        assert!(page.select_beside(Toward::Previous, 2));
        assert!(!page.select_beside(Toward::Previous, 2));
        assert_eq!(page.selected(), Some(0));
        assert!(page.select_beside(Toward::Next, 2) && page.select_beside(Toward::Next, 2));
        assert_eq!(page.selected(), None);
        assert!(!page.select_beside(Toward::Previous, 0));
    }
}
