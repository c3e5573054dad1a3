//! The content of the end page of a lesson.

use std::sync::Arc;

use super::page_writer::PageWriter;
use super::plain_prose::step_label;
use super::results::{Tally, is_right, result};
use super::{AnswerStatus, ContentBlock, Inline};
use crate::app::context::{Context, InputWording};
use crate::app::input::action::{Action, LessonAction};
use crate::app::input::key::Key;
use crate::app::input::keymap::key_of;
use crate::app::progress::{LessonProgress, LessonStatus, Progress};
use crate::app::screen::end_page::EndTarget;
use crate::app::session::{Session, StatedState};
use crate::figure::Figure;
use crate::lesson::{Activity, Lesson, LessonRole};
use crate::locale::Phrase;

/// The content of the end page: the results, rows that lead back, and the lesson that comes next.
#[derive(Clone, Debug, PartialEq)]
pub struct EndContent {
    /// The results and what the lesson showed.
    pub intro: Vec<ContentBlock>,
    /// The rows in sections.
    pub sections: Vec<EndSection>,
    /// The last line.
    pub next: NextLesson,
}

/// Rows of the end page under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct EndSection {
    /// The heading.
    pub heading: String,
    /// The rows.
    pub rows: Vec<EndRow>,
}

/// A row of the end page.
#[derive(Clone, Debug, PartialEq)]
pub enum EndRow {
    /// A question or a challenge.
    Step {
        /// The key that opens it; none behind the last row with a key.
        key: Option<Key>,
        /// The result before the course, at the end of the course.
        before: Option<AnswerStatus>,
        /// The result.
        status: AnswerStatus,
        /// The question.
        label: String,
        /// The name of the step that the row opens, if it is a step of another lesson.
        taught_in: Option<String>,
    },
    /// A lesson of the course.
    Lesson {
        /// Its title with its number.
        title: String,
        /// The results of its questions and challenges, in order.
        results: Vec<AnswerStatus>,
        /// Its status.
        status: LessonStatus,
        /// A small picture of it; none where it shows no curves and maps.
        picture: Option<Arc<Figure>>,
    },
}

/// The line that leads to the next lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct NextLesson {
    /// The key that opens it.
    pub key: Option<Key>,
    /// Its title with its number; the list of lessons behind the last one.
    pub title: String,
    /// Its duration in words.
    pub minutes: Option<String>,
}

/// The end page of `session` for a learner with this progress.
pub(in crate::app) fn end_content(
    context: &Context,
    session: &Session,
    progress: &Progress,
) -> EndContent {
    let writer = EndWriter {
        context,
        session,
        progress,
    };
    EndContent {
        intro: writer.intro(),
        sections: writer.sections(),
        next: writer.next(),
    }
}

struct EndWriter<'a> {
    context: &'a Context,
    session: &'a Session,
    progress: &'a Progress,
}

impl EndWriter<'_> {
    fn lesson(&self) -> &Lesson {
        self.session.lesson()
    }

    fn progress_in(&self, lesson: &Lesson) -> LessonProgress {
        let progress = self.progress.lessons.get(&lesson.name);
        progress.cloned().unwrap_or_default()
    }

    fn intro(&self) -> Vec<ContentBlock> {
        let lesson = self.lesson();
        let tally = Tally::of(lesson, &self.progress_in(lesson));
        let words = self.context.words();
        let success = |phrase: &Phrase| ContentBlock::Success(words.format(phrase));
        let paragraph =
            |phrase: &Phrase| ContentBlock::Paragraph(vec![Inline::words(&words.format(phrase))]);
        let mut intro = match lesson.role {
            LessonRole::Lesson | LessonRole::Play => {
                let head = if tally.is_complete() {
                    success(&Phrase::key("ui.end.done"))
                } else {
                    paragraph(&Phrase::key(match self.context.input_wording {
                        InputWording::Keys => "ui.end.open",
                        InputWording::Commands => "ui.command.end",
                    }))
                };
                vec![head, paragraph(&tally.phrase("ui.end.tally"))]
            }
            LessonRole::Quiz => vec![paragraph(&tally.phrase("ui.end.quiz"))],
            LessonRole::Before => vec![paragraph(&tally.phrase("ui.end.before"))],
            LessonRole::After => {
                let mut results = vec![paragraph(&tally.phrase("ui.end.after"))];
                results.extend(self.before().map(|before| {
                    let gain = tally.right as f64 - before.right as f64;
                    let phrase = tally.phrase("ui.end.gain");
                    paragraph(&phrase.with("before", before.right).with("gain", gain))
                }));
                results
            }
        };
        intro.extend(self.sentence());
        intro.extend(self.closing_text());
        intro.extend(self.due().map(|phrase| paragraph(&phrase)));
        intro
    }

    /// The closing text of the course, at its end.
    fn closing_text(&self) -> Option<ContentBlock> {
        let course = self.context.course();
        let own = self.context.lesson_index(&self.lesson().name)?;
        let text = course.description.end(self.context.words().lang())?;
        (course.ends_with(own) && self.lesson().role != LessonRole::Play)
            .then(|| ContentBlock::Paragraph(vec![Inline::words(text)]))
    }

    /// The results before the course; none without an answer.
    fn before(&self) -> Option<Tally> {
        let survey = self.context.course().survey.as_ref()?;
        let tally = Tally::of(&survey.before, &self.progress_in(&survey.before));
        (tally.answered > 0).then_some(tally)
    }

    /// The first point of the summary.
    fn sentence(&self) -> Option<ContentBlock> {
        let lang = self.context.words().lang();
        let summary = self.lesson().localized(lang, |text| Some(&text.summary));
        let writer = PageWriter::new(self.context, self.session);
        let text = match writer
            .prose(summary, StatedState::Present)
            .into_iter()
            .next()?
        {
            ContentBlock::Item { text, .. } | ContentBlock::Paragraph(text) => text,
            ContentBlock::Heading(_)
            | ContentBlock::Code(_)
            | ContentBlock::Table(_)
            | ContentBlock::Answer { .. }
            | ContentBlock::Feedback { .. }
            | ContentBlock::Goal { .. }
            | ContentBlock::Success(_)
            | ContentBlock::Hint { .. }
            | ContentBlock::Note(_)
            | ContentBlock::Prompt(_) => return None,
        };
        (self.lesson().role == LessonRole::Lesson).then_some(ContentBlock::Paragraph(text))
    }

    fn sections(&self) -> Vec<EndSection> {
        let targets = self.session.end_targets(self.context);
        let (lessons, steps): (Vec<_>, Vec<_>) = targets
            .into_iter()
            .enumerate()
            .partition(|(_, target)| matches!(target, EndTarget::Lesson(_)));
        let rows = |targets: Vec<(usize, EndTarget)>| -> Vec<EndRow> {
            let rows = targets.into_iter();
            rows.filter_map(|(at, target)| self.row(at, target))
                .collect()
        };
        let sections = [
            (self.heading(), rows(steps)),
            ("ui.end.course", rows(lessons)),
        ];
        let sections = sections.into_iter().filter(|(_, rows)| !rows.is_empty());
        let section = |(heading, rows)| EndSection {
            heading: self.context.words().get(heading),
            rows,
        };
        sections.map(section).collect()
    }

    /// The key of the heading above the questions.
    fn heading(&self) -> &'static str {
        match self.lesson().role {
            // Of each question, the answer of most.
            _ if self.context.participant.is_presenting() => "ui.end.room-answers",
            LessonRole::After if self.before().is_some() => "ui.end.before-after",
            LessonRole::Lesson
            | LessonRole::Quiz
            | LessonRole::Play
            | LessonRole::Before
            | LessonRole::After => "ui.end.answers",
        }
    }

    fn row(&self, at: usize, target: EndTarget) -> Option<EndRow> {
        let (step, taught_in) = match target {
            EndTarget::OwnStep(step) => (step, None),
            EndTarget::TaughtIn {
                question,
                lesson,
                step,
            } => (question, self.step_name(lesson, step)),
            EndTarget::Lesson(at) => return self.lesson_row(at),
        };
        let lesson = self.lesson();
        let step = lesson.steps.get(step)?;
        let status = result(step, &self.progress_in(lesson), lesson.role);
        Some(EndRow::Step {
            key: key_of(Action::Lesson(LessonAction::Revisit(at))),
            before: self.result_before(&step.id),
            status,
            label: step_label(self.context, lesson, step, status == AnswerStatus::Right),
            taught_in,
        })
    }

    fn lesson_row(&self, at: usize) -> Option<EndRow> {
        let lesson = self.context.course().entry(at)?;
        let progress = self.progress_in(lesson);
        let steps = lesson.steps.iter();
        let asking = steps.filter(|step| !matches!(step.activity, Activity::Explore));
        Some(EndRow::Lesson {
            title: self.title(at)?,
            results: asking
                .map(|step| result(step, &progress, lesson.role))
                .collect(),
            status: self.status(at),
            picture: self.context.lesson_picture(at).map(Arc::clone),
        })
    }

    fn status(&self, at: usize) -> LessonStatus {
        let course = self.context.course();
        self.progress.status_in(course, at, self.context.today())
    }

    /// The lessons that are due for recall, at the end of the course.
    fn due(&self) -> Option<Phrase> {
        let targets = self.session.end_targets(self.context).into_iter();
        let lessons = targets.filter_map(|target| match target {
            EndTarget::Lesson(at) if self.status(at) == LessonStatus::Due => self.title(at),
            EndTarget::Lesson(_) | EndTarget::OwnStep(_) | EndTarget::TaughtIn { .. } => None,
        });
        let lessons: Vec<_> = lessons.map(Phrase::verbatim).collect();
        (!lessons.is_empty()).then(|| Phrase::key("ui.end.due").with("lessons", lessons))
    }

    /// The result of a question before the course, at the end of the course.
    fn result_before(&self, id: &str) -> Option<AnswerStatus> {
        if self.lesson().role != LessonRole::After || self.before().is_none() {
            return None;
        }
        let before = &self.context.course().survey.as_ref()?.before;
        let step = before.steps.iter().find(|step| step.id == id)?;
        Some(match is_right(step, &self.progress_in(before)) {
            None => AnswerStatus::Open,
            Some(true) => AnswerStatus::Right,
            Some(false) => AnswerStatus::Wrong,
        })
    }

    /// The name of a step of a lesson: the title of the lesson and the number of the step.
    fn step_name(&self, lesson: usize, step: usize) -> Option<String> {
        let phrase = Phrase::key("ui.end.step")
            .with("title", self.title(lesson)?)
            .with("at", step + 1);
        Some(self.context.words().format(&phrase))
    }

    /// The title of the lesson with the index `at`, with its number where it has one.
    fn title(&self, at: usize) -> Option<String> {
        let lesson = self.context.course().entry(at)?;
        let title = self.context.lesson_title(lesson);
        Some(match lesson.role {
            LessonRole::Lesson => format!("{} {title}", lesson.number),
            LessonRole::Quiz | LessonRole::Play | LessonRole::Before | LessonRole::After => title,
        })
    }

    fn next(&self) -> NextLesson {
        let words = self.context.words();
        let course = self.context.course();
        let own = self.context.lesson_index(&self.lesson().name);
        let next = own.and_then(|own| course.following(own));
        let minutes = next.and_then(|at| {
            let minutes = u64::from(course.entry(at)?.minutes);
            Some(words.format(&Phrase::key("ui.minutes").with("n", minutes)))
        });
        NextLesson {
            key: key_of(Action::Lesson(LessonAction::NextLesson)),
            title: next
                .and_then(|at| self.title(at))
                .unwrap_or_else(|| words.get("ui.end.list")),
            minutes,
        }
    }
}
