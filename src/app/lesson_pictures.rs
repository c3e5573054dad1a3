//! A picture of each lesson of a course, for the end of the course.

use std::cell::OnceCell;
use std::sync::Arc;

use super::question_labs::new_lab;
use crate::figure::{Figure, PlotHeight, SeriesShape};
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

/// The figure of the last step of `lesson` with a curve of the model before anything has run, else the last map or picture. A
/// challenge comes after all others: its figure as it opens is what the learner was asked to change.
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
    // The first step often looks back at an earlier lesson.
    let (first, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|at| *at == 0);
    let candidates = others.into_iter().rev().chain(challenges.into_iter().rev());
    let candidates = candidates.chain(first);
    let pictures: Vec<Figure> = candidates
        .filter(|at| lesson.steps[*at].kind != StepKind::Workbench)
        .flat_map(|at| step_pictures(lesson, at))
        .collect();
    let curve = pictures.iter().position(has_curve).unwrap_or(0);
    pictures.into_iter().nth(curve)
}

/// Whether `figure` is a tall chart with a line of the model.
fn has_curve(figure: &Figure) -> bool {
    match figure {
        Figure::Plot(plot) => {
            let mut lines = plot.series.iter();
            plot.height == PlotHeight::Tall
                && lines.any(|it| it.shape == SeriesShape::Line && it.role.is_current())
        }
        Figure::Heat(_)
        | Figure::Bars(_)
        | Figure::Panels(_)
        | Figure::Table(_)
        | Figure::Lines(_)
        | Figure::Diagram(_)
        | Figure::Lanes(_)
        | Figure::Pixels(_) => false,
    }
}

/// The figures with curves or colours that the step with the index `at` shows, behind its answer.
fn step_pictures(lesson: &Lesson, at: usize) -> Vec<Figure> {
    let step = lesson.steps.get(at);
    let Some((step, mut lab)) = step.zip(new_lab(lesson, at, None)) else {
        return Vec::new();
    };
    if let Activity::Question(question) = &step.activity {
        // `check` sets these values, too.
        drop(lab.set(&question.then));
    }
    let figures = step.show.iter().filter_map(|id| picture(&lab, id));
    figures.collect()
}

fn picture(lab: &Lab, id: &str) -> Option<Figure> {
    let figure = lab.figure(id)?;
    (figure.is_picture() && !figure.is_waiting()).then_some(figure)
}
