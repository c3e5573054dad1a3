//! The results of a learner in a course as data: answers, goals, and the misconceptions behind wrong answers.

use std::sync::Arc;
use std::time::Duration;

use super::content::page_writer::PageWriter;
use super::content::plain_prose::{question, step_label};
use super::content::results::is_right;
use super::content::vote_notes::belief_words;
use super::content::{ContentBlock, RichText};
use super::context::Context;
use super::progress::{Day, LessonProgress};
use super::session::Session;
use crate::lesson::{Activity, Lesson, LessonRole, Question, Step};

/// The results of a learner in a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnerReport {
    /// The lessons that were opened, in the order of the course, with the questions before and after it.
    pub lessons: Vec<LessonResults>,
    /// The misconceptions behind wrong answers, in the order in which they came up.
    pub beliefs: Vec<BeliefResult>,
}

/// The results of a learner in a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonResults {
    /// The name on the command line.
    pub name: String,
    /// The title.
    pub title: String,
    /// The time spent in it.
    pub time: Duration,
    /// The day on which its end was last reached.
    pub finished: Option<Day>,
    /// The questions and challenges, in order.
    pub steps: Vec<StepResult>,
}

/// The result of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepResult {
    /// A question that was answered or skipped.
    Question {
        /// The name of the step.
        step: String,
        /// The question.
        prompt: String,
        /// The first answer; none if the question was skipped.
        answer: Option<String>,
        /// The right answer.
        right: String,
        /// Whether the first answer was right; none if it was skipped, and before the course, where nothing is graded.
        is_right: Option<bool>,
    },
    /// A challenge.
    Challenge {
        /// The name of the step.
        step: String,
        /// The sentence that says what to do.
        task: String,
        /// The goals that were met.
        met: usize,
        /// All goals.
        goals: usize,
    },
}

/// A misconception that an answer showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeliefResult {
    /// Its code in the course: `M8`.
    pub code: String,
    /// The belief as a sentence; none where the course has no words for it.
    pub words: Option<String>,
    /// The questions whose answer showed it.
    pub held: Vec<StepName>,
    /// The later question that offered it and was answered right; none while it is held.
    pub dropped: Option<StepName>,
}

/// The name of a lesson and of one of its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepName {
    /// The name of the lesson.
    pub lesson: String,
    /// The name of the step.
    pub step: String,
}

/// How many questions were answered, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ReportTally {
    /// The questions whose first answer was right.
    pub right: usize,
    /// The graded questions that were answered.
    pub answered: usize,
    /// The questions that were skipped.
    pub skipped: usize,
    /// The challenges whose goals were all met.
    pub met: usize,
    /// The challenges that were opened.
    pub challenges: usize,
}

impl LearnerReport {
    /// The counts over all lessons.
    pub fn tally(&self) -> ReportTally {
        let mut tally = ReportTally::default();
        for step in self.lessons.iter().flat_map(|lesson| &lesson.steps) {
            match step {
                StepResult::Question {
                    answer, is_right, ..
                } => {
                    tally.skipped += usize::from(answer.is_none());
                    tally.answered += usize::from(answer.is_some() && is_right.is_some());
                    tally.right += usize::from(*is_right == Some(true));
                }
                StepResult::Challenge { met, goals, .. } => {
                    tally.challenges += 1;
                    tally.met += usize::from(met == goals);
                }
            }
        }
        tally
    }

    /// The results in the progress of `context`.
    pub fn new(context: &Context) -> Self {
        let mut report = Self {
            lessons: Vec::new(),
            beliefs: Vec::new(),
        };
        let course = context.course();
        let survey = course.survey.as_ref();
        let before = survey.map(|survey| &survey.before);
        let after = survey.map(|survey| &survey.after);
        for lesson in before.into_iter().chain(&course.lessons).chain(after) {
            if let Some(progress) = context.stored_progress.lessons.get(&lesson.name) {
                report.add(context, lesson, progress);
            }
        }
        report
    }

    fn add(&mut self, context: &Context, lesson: &Arc<Lesson>, progress: &LessonProgress) {
        let mut steps = Vec::new();
        for (at, step) in lesson.steps.iter().enumerate() {
            match &step.activity {
                Activity::Explore => {}
                Activity::Challenge(goals) => {
                    let met = progress.met.get(&step.id).copied().unwrap_or(0);
                    if met > 0 || progress.seen.contains(&step.id) {
                        steps.push(StepResult::Challenge {
                            step: step.id.clone(),
                            task: step_label(context, lesson, step, false),
                            met: met.min(goals.len()),
                            goals: goals.len(),
                        });
                    }
                }
                Activity::Question(question) => {
                    let Some(given) = progress.answers.get(&step.id) else {
                        continue;
                    };
                    let chosen = given
                        .as_ref()
                        .and_then(|id| question.answers.iter().position(|it| it.id == *id));
                    let texts = QuestionTexts::new(context, lesson, at);
                    let is_right = is_right(step, progress);
                    steps.push(StepResult::Question {
                        step: step.id.clone(),
                        prompt: texts.prompt.clone(),
                        answer: chosen.and_then(|at| texts.answers.get(at).cloned()),
                        right: texts
                            .answers
                            .get(question.right)
                            .cloned()
                            .unwrap_or_default(),
                        is_right: is_right.filter(|_| lesson.role != LessonRole::Before),
                    });
                    self.note_belief(context, lesson, step, question, chosen);
                }
            }
        }
        self.lessons.push(LessonResults {
            name: lesson.name.clone(),
            title: context.lesson_title(lesson),
            time: progress.time,
            finished: progress.finished,
            steps,
        });
    }

    /// Notes the misconception that the answer `chosen` shows, or those that a right answer drops.
    fn note_belief(
        &mut self,
        context: &Context,
        lesson: &Lesson,
        step: &Step,
        question: &Question,
        chosen: Option<usize>,
    ) {
        let place = StepName {
            lesson: lesson.name.clone(),
            step: step.id.clone(),
        };
        let code = |at: usize| question.answers.get(at)?.code.as_deref();
        if chosen == Some(question.right) {
            for belief in &mut self.beliefs {
                let offers = |at| code(at) == Some(belief.code.as_str());
                if belief.dropped.is_none() && (0..question.answers.len()).any(offers) {
                    belief.dropped = Some(place.clone());
                }
            }
        } else if let Some(code) = chosen.and_then(code) {
            if let Some(belief) = self.beliefs.iter_mut().find(|belief| belief.code == code) {
                belief.held.push(place);
                belief.dropped = None;
            } else {
                self.beliefs.push(BeliefResult {
                    code: code.to_owned(),
                    words: belief_words(context, code).map(str::to_owned),
                    held: vec![place],
                    dropped: None,
                });
            }
        }
    }
}

/// The texts of a question, as it is asked.
struct QuestionTexts {
    prompt: String,
    answers: Vec<String>,
}

impl QuestionTexts {
    fn new(context: &Context, lesson: &Arc<Lesson>, at: usize) -> Self {
        let session = Session::open(Arc::clone(lesson), at, context.seed(), None);
        let mut texts = Self {
            prompt: String::new(),
            answers: Vec::new(),
        };
        for block in PageWriter::new(context, &session).page() {
            match block {
                ContentBlock::Answer { text, .. } => texts.answers.push(plain(&text)),
                // The paragraph above the answers asks.
                ContentBlock::Paragraph(text) if texts.answers.is_empty() => {
                    question(&plain(&text)).clone_into(&mut texts.prompt);
                }
                _ => {}
            }
        }
        texts
    }
}

fn plain(text: &RichText) -> String {
    text.iter().map(|inline| inline.text.as_str()).collect()
}
