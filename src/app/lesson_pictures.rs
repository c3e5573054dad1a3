//! A picture of each lesson of a course, for the end of the course.

use std::cell::OnceCell;
use std::sync::Arc;

use super::question_labs::new_lab;
use crate::figure::Figure;
use crate::lab::Lab;
use crate::lesson::{Activity, Course, Lesson, LessonRole, Step, StepKind};

/// The pictures of the lessons of a course. They depend on the course alone, and are made when one is first asked for.
#[derive(Default)]
pub(super) struct LessonPictures(OnceCell<Vec<Option<Arc<Figure>>>>);

impl LessonPictures {
    /// The picture of the lesson with the index `at` in `course`; none in a lesson without curves and maps.
    pub(super) fn of(&self, course: &Course, at: usize) -> Option<&Arc<Figure>> {
        let all = || {
            let lessons = course.lessons.iter();
            lessons
                .map(|lesson| lesson_picture(lesson).map(Arc::new))
                .collect()
        };
        self.0.get_or_init(all).get(at)?.as_ref()
    }
}

/// The figure of the last step of `lesson` that shows one before anything has run. A challenge comes after all others: its
/// figure as it opens is what the learner was asked to change.
fn lesson_picture(lesson: &Lesson) -> Option<Figure> {
    match lesson.role {
        LessonRole::Lesson => {}
        LessonRole::Quiz | LessonRole::Play | LessonRole::Before | LessonRole::After => {
            return None;
        }
    }
    let is_challenge = |step: &Step| matches!(step.activity, Activity::Challenge(_));
    let (challenges, others): (Vec<_>, Vec<_>) =
        (0..lesson.steps.len()).partition(|at| is_challenge(&lesson.steps[*at]));
    let candidates = others.into_iter().rev().chain(challenges.into_iter().rev());
    candidates
        .filter(|at| lesson.steps[*at].kind != StepKind::Workbench)
        .find_map(|at| step_picture(lesson, at))
}

/// The first figure with curves or colours that the step with the index `at` shows, behind its answer.
fn step_picture(lesson: &Lesson, at: usize) -> Option<Figure> {
    let step = lesson.steps.get(at)?;
    let mut lab = new_lab(lesson, at, None)?;
    if let Activity::Question(question) = &step.activity {
        // `check` sets these values, too.
        drop(lab.set(&question.then));
    }
    step.show.iter().find_map(|id| picture(&lab, id))
}

fn picture(lab: &Lab, id: &str) -> Option<Figure> {
    let figure = lab.figure(id)?;
    (figure.is_picture() && !figure.is_waiting()).then_some(figure)
}
