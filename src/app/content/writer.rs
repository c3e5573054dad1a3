//! Prose with its numbers filled in, questions and goals as they stand.

use super::tally::Tally;
use super::{AnswerStatus, ConditionStatus, ContentBlock, Inline, InlineKind, RichText};
use crate::app::{AnswerState, App, StepState, key_names};
use crate::lab::{Lab, Value};
use crate::lesson::{
    Activity, Block, Comparison, Condition, Emphasis, Goal, Lesson, LessonRole, Localized, Prose,
    Question, Span, Step, StepText, Subject,
};
use crate::locale::{Lang, Phrase, Slot, SlotSource, SlotValue, TemplatePart};

/// A step of this name looks back at an earlier lesson.
const RECALL: &str = "recall";

/// Fills the prose of a lesson with the numbers of the moment.
pub(in crate::app) struct Writer<'a> {
    pub(super) app: &'a App,
    pub(super) lesson: &'a Lesson,
    pub(super) lab: Option<&'a Lab>,
}

impl Writer<'_> {
    pub(super) fn step(&self, step: &Step, state: &StepState) -> Vec<ContentBlock> {
        let body = self.prose(self.of_step(step, |said| &said.body));
        let mut page = Vec::new();
        match &step.activity {
            Activity::Explore => page.extend(body),
            Activity::Question(question) => {
                page.push(self.heading(self.heading_of(step)));
                page.extend(body);
                page.extend(self.question(step, question, state));
            }
            Activity::Challenge(goals) => {
                page.push(self.heading("ui.heading.try"));
                page.extend(body);
                page.extend(self.goals(goals, state));
                if state.is_done(step) {
                    page.extend(self.principle(step, state));
                } else {
                    page.extend(self.hint(step, state));
                }
            }
        }
        page
    }

    /// What stands over a question: whether it looks back or ahead.
    fn heading_of(&self, step: &Step) -> &'static str {
        match self.lesson.role {
            LessonRole::Lesson if step.id == RECALL || step.lab.is_none() => "ui.heading.recall",
            LessonRole::Lesson => "ui.heading.predict",
            LessonRole::Quiz | LessonRole::Play => "ui.heading.recall",
            LessonRole::Before | LessonRole::After => "ui.heading.survey",
        }
    }

    pub(super) fn closing(&self) -> Vec<ContentBlock> {
        let mut page = self.breaks();
        page.extend(self.summary());
        page.extend(self.results());
        page
    }

    /// Where what the lesson says breaks.
    pub(in crate::app) fn breaks(&self) -> Vec<ContentBlock> {
        let lang = self.app.words().lang();
        let breaks = self.lesson.localized(lang, |text| Some(&text.breaks));
        self.headed("ui.heading.breaks", breaks)
    }

    /// What to take away.
    pub(in crate::app) fn summary(&self) -> Vec<ContentBlock> {
        let lang = self.app.words().lang();
        let summary = self.lesson.localized(lang, |text| Some(&text.summary));
        self.headed("ui.heading.summary", summary)
    }

    /// Prose under a heading; nothing where there is none.
    fn headed(&self, heading: &'static str, said: Localized<'_>) -> Vec<ContentBlock> {
        let prose = self.prose(said);
        if prose.is_empty() {
            return prose;
        }
        std::iter::once(self.heading(heading))
            .chain(prose)
            .collect()
    }

    /// What the learner has done, in a line or two.
    fn results(&self) -> Vec<ContentBlock> {
        let tally = self.tally(self.lesson);
        match self.lesson.role {
            LessonRole::Lesson => vec![self.note(&tally.phrase("ui.note.tally"))],
            LessonRole::Quiz => vec![self.note(&tally.phrase("ui.note.quiz"))],
            LessonRole::Play => Vec::new(),
            LessonRole::Before => vec![ContentBlock::Paragraph(
                self.plain(&tally.phrase("ui.note.before")),
            )],
            LessonRole::After => self.gain(&tally),
        }
    }

    /// What was done in `lesson`, now and on other days.
    fn tally(&self, lesson: &Lesson) -> Tally {
        let mut progress = self.app.progress();
        let done = progress.lessons.remove(&lesson.name);
        Tally::of(lesson, &done.unwrap_or_default())
    }

    /// How much more is known than before the course.
    fn gain(&self, after: &Tally) -> Vec<ContentBlock> {
        let mut page = vec![ContentBlock::Paragraph(
            self.plain(&after.phrase("ui.note.after")),
        )];
        let survey = self.app.course().survey.as_ref();
        let before = survey.map(|survey| self.tally(&survey.before));
        if let Some(before) = before.filter(Tally::has_answers) {
            let gain = after
                .phrase("ui.note.gain")
                .with("before", before.right())
                .with("gain", after.right() as f64 - before.right() as f64);
            page.push(ContentBlock::Paragraph(self.plain(&gain)));
        }
        page
    }

    fn question(&self, step: &Step, question: &Question, state: &StepState) -> Vec<ContentBlock> {
        let reply = state.answer_state;
        let is_told = self.lesson.role != LessonRole::Before;
        let status = |at: usize| match reply {
            AnswerState::Open => AnswerStatus::Open,
            AnswerState::Given { .. } | AnswerState::Skipped if !is_told => AnswerStatus::Other,
            AnswerState::Given { .. } | AnswerState::Skipped if at == question.right => {
                AnswerStatus::Right
            }
            AnswerState::Given { first, shown } if at == shown || at == first => {
                AnswerStatus::Wrong
            }
            AnswerState::Given { .. } | AnswerState::Skipped => AnswerStatus::Other,
        };
        let of_answer = |at: usize, label: bool| {
            let id = &question.answers[at].id;
            self.lesson.localized(self.app.words().lang(), |text| {
                let answer = text.steps.get(&step.id)?.answers.get(id)?;
                Some(if label {
                    &answer.label
                } else {
                    &answer.feedback
                })
            })
        };
        let presenting = self.app.is_presenting();
        let mut page: Vec<_> = (0..question.answers.len())
            .map(|at| ContentBlock::Answer {
                number: at + 1,
                text: self.line(of_answer(at, true)),
                status: status(at),
                predicted: matches!(reply, AnswerState::Given { first, .. } if first == at),
                votes: presenting.then(|| state.votes_for(at)),
            })
            .collect();
        let shown = match reply {
            AnswerState::Open => None,
            AnswerState::Given { shown, .. } => Some(shown),
            AnswerState::Skipped => Some(question.right),
        };
        let ask = |key| Phrase::key(key).with("n", question.answers.len());
        page.push(match shown {
            Some(_) if !is_told => self.note(&Phrase::key("ui.note.noted")),
            Some(at) => ContentBlock::Feedback {
                text: self.line(of_answer(at, false)),
                status: status(at),
            },
            None if presenting => self.note(&ask("ui.note.hands")),
            None => self.note(&ask("ui.note.answer")),
        });
        page
    }

    fn goals(&self, goals: &[Goal], state: &StepState) -> Vec<ContentBlock> {
        let Some(lab) = self.lab else {
            return Vec::new();
        };
        let current = state.met.min(goals.len().saturating_sub(1));
        goals
            .iter()
            .enumerate()
            .filter(|(at, _)| *at <= current)
            .map(|(at, goal)| {
                let met = at < state.met;
                let conditions = goal.all.iter().enumerate().map(|(i, condition)| {
                    let start = state.start_gaps.get(i).copied().unwrap_or(0.0);
                    self.condition(condition, lab, met, start)
                });
                ContentBlock::Goal {
                    met,
                    conditions: conditions.collect(),
                }
            })
            .collect()
    }

    fn condition(
        &self,
        condition: &Condition,
        lab: &Lab,
        met: bool,
        start: f64,
    ) -> ConditionStatus {
        let words = self.app.words();
        let (name, now) = match &condition.subject {
            Subject::Reading(reading) => {
                let label = lab.kind().reading_label(reading);
                let name = if words.has(label.name()) {
                    label
                } else {
                    Phrase::verbatim(reading.as_str())
                };
                (name, lab.readings().get(reading))
            }
            Subject::Control(control) => {
                let number = lab.values().number(control);
                (
                    lab.kind().control_label(control),
                    (!number.is_nan()).then_some(number),
                )
            }
        };
        let sentence = |key: &'static str, value: f64| {
            Phrase::key(key)
                .with("name", name.clone())
                .with("value", value)
        };
        let text = match &condition.test {
            Comparison::Is { value, within } if *within > 0.0 => {
                sentence("ui.goal.near", *value).with("within", *within)
            }
            Comparison::Is { value, .. } => sentence("ui.goal.is", *value),
            Comparison::Chosen(option) => Phrase::key("ui.goal.chosen")
                .with("name", name.clone())
                .with("option", option_label(lab, &condition.subject, option)),
            Comparison::Above(limit) => sentence("ui.goal.above", *limit),
            Comparison::Below(limit) => sentence("ui.goal.below", *limit),
            Comparison::AtLeast(limit) => sentence("ui.goal.at-least", *limit),
            Comparison::AtMost(limit) => sentence("ui.goal.at-most", *limit),
        };
        let holds = met || condition.holds(lab);
        let progress = condition.gap(lab).map(|gap| {
            if holds || start <= 0.0 {
                f64::from(u8::from(holds))
            } else {
                (1.0 - gap / start).clamp(0.0, 1.0)
            }
        });
        ConditionStatus {
            text: words.format(&text),
            now: now.map(|number| {
                words.format(&if number.is_nan() {
                    Phrase::key("ui.goal.not-yet")
                } else {
                    Phrase::key("ui.goal.now").with("value", number)
                })
            }),
            met: holds,
            progress: progress.filter(|_| !met),
        }
    }

    /// The question which principle was used; the principle itself once it was asked for.
    fn principle(&self, step: &Step, state: &StepState) -> Vec<ContentBlock> {
        let principle = self.of_step(step, |said| &said.principle);
        if principle == Localized::Missing {
            return vec![self.note(&Phrase::key("ui.note.done"))];
        }
        if state.told {
            return vec![ContentBlock::Feedback {
                text: self.line(principle),
                status: AnswerStatus::Right,
            }];
        }
        let key = key_names("hint").unwrap_or_default();
        vec![self.note(&Phrase::key("ui.note.principle").with("key", key))]
    }

    /// The latest hint that was asked for.
    fn hint(&self, step: &Step, state: &StepState) -> Option<ContentBlock> {
        let at = state.hints.checked_sub(1)?;
        let hint = self.lesson.localized(self.app.words().lang(), |text| {
            text.steps.get(&step.id)?.hints.get(at)
        });
        (hint != Localized::Missing).then(|| ContentBlock::Hint {
            number: state.hints,
            of: hint_count(self.lesson, &step.id),
            text: self.line(hint),
        })
    }

    /// What the instructor is told about a step.
    pub(super) fn notes(&self, step: &Step) -> Vec<ContentBlock> {
        self.prose(self.of_step(step, |said| &said.notes))
    }

    /// A piece of the prose of a step.
    fn of_step(&self, step: &Step, piece: impl Fn(&StepText) -> &Prose) -> Localized<'_> {
        self.lesson.localized(self.app.words().lang(), |text| {
            text.steps.get(&step.id).map(&piece)
        })
    }

    fn heading(&self, key: &'static str) -> ContentBlock {
        ContentBlock::Heading(self.app.words().get(key))
    }

    fn note(&self, phrase: &Phrase) -> ContentBlock {
        ContentBlock::Note(self.app.words().format(phrase))
    }

    /// The program's own words as a paragraph.
    fn plain(&self, phrase: &Phrase) -> RichText {
        vec![Inline::words(&self.app.words().format(phrase))]
    }

    pub(super) fn prose(&self, said: Localized<'_>) -> Vec<ContentBlock> {
        let (prose, mark) = match said {
            Localized::Translated(prose) => (prose, None),
            Localized::English(prose) => (prose, Some(self.mark())),
            Localized::Missing => return Vec::new(),
        };
        let mut mark = mark.into_iter();
        let blocks = prose.blocks.iter().map(|block| match block {
            Block::Paragraph(spans) => ContentBlock::Paragraph(self.rich(mark.next(), spans)),
            Block::Item { number, spans } => ContentBlock::Item {
                number: *number,
                text: self.rich(mark.next(), spans),
            },
            Block::Code(spans) => ContentBlock::Code(self.rich(mark.next(), spans)),
        });
        blocks.collect()
    }

    /// All of a prose as one paragraph.
    fn line(&self, said: Localized<'_>) -> RichText {
        let (prose, mut line) = match said {
            Localized::Translated(prose) => (prose, RichText::new()),
            Localized::English(prose) => (prose, vec![self.mark()]),
            Localized::Missing => return RichText::new(),
        };
        for (at, block) in prose.blocks.iter().enumerate() {
            if at > 0 {
                line.push(Inline::words(" "));
            }
            let (Block::Paragraph(spans) | Block::Item { spans, .. } | Block::Code(spans)) = block;
            line.extend(self.rich(None, spans));
        }
        line
    }

    /// What stands before prose whose translation is missing.
    fn mark(&self) -> Inline {
        Inline {
            text: self.app.marked_as(&Lang::english(), ""),
            emphasis: Emphasis::Plain,
            kind: InlineKind::Foreign,
        }
    }

    fn rich(&self, mark: Option<Inline>, spans: &[Span]) -> RichText {
        let mut rich: RichText = mark.into_iter().collect();
        for span in spans {
            for part in span.text.parts() {
                let (text, kind) = match part {
                    TemplatePart::Text(text) => (text.clone(), InlineKind::Words),
                    TemplatePart::Slot(slot) => self.slot(slot),
                };
                rich.push(Inline {
                    text,
                    emphasis: span.emphasis,
                    kind,
                });
            }
        }
        rich
    }

    fn slot(&self, slot: &Slot) -> (String, InlineKind) {
        let (filled, kind) = match &slot.source {
            SlotSource::Value(name) => (self.value(name), InlineKind::Live),
            SlotSource::Fact(name) => {
                let stated = self
                    .lesson
                    .facts
                    .get(name)
                    .map_or(f64::NAN, |fact| fact.value);
                (SlotValue::Number(stated), InlineKind::Words)
            }
            SlotSource::Key(name) => (
                SlotValue::Text(key_names(name).unwrap_or_default()),
                InlineKind::Key,
            ),
            SlotSource::Citation(name) => {
                (SlotValue::Text(self.citation(name)), InlineKind::Citation)
            }
            SlotSource::Term(name) => (SlotValue::Text(self.app.term(name)), InlineKind::Term),
        };
        (self.app.words().format_slot(slot, &filled), kind)
    }

    /// The number of a source as it stands in prose: `[1]`.
    fn citation(&self, name: &str) -> String {
        self.lesson
            .source_number(name)
            .map_or_else(|| format!("[{name}]"), |number| format!("[{number}]"))
    }

    fn value(&self, name: &str) -> SlotValue {
        let Some(lab) = self.lab else {
            return SlotValue::Number(f64::NAN);
        };
        match (lab.number(name), lab.values().get(name)) {
            (Some(number), _) => SlotValue::Number(number),
            (None, Some(Value::Choice(option))) => {
                let subject = Subject::Control(name.to_owned());
                SlotValue::Text(
                    self.app
                        .words()
                        .format(&option_label(lab, &subject, option)),
                )
            }
            (None, Some(Value::Number(_)) | None) => SlotValue::Number(f64::NAN),
        }
    }
}

/// How many hints a step has, in the language that has most of them.
fn hint_count(lesson: &Lesson, step: &str) -> usize {
    let counts = lesson
        .texts
        .all()
        .filter_map(|text| Some(text.steps.get(step)?.hints.len()));
    counts.max().unwrap_or(0)
}

/// The words for an option of a control.
fn option_label(lab: &Lab, subject: &Subject, option: &str) -> Phrase {
    let (Subject::Control(name) | Subject::Reading(name)) = subject;
    lab.controls().get(name).map_or_else(
        || Phrase::verbatim(option),
        |control| control.option_label(option),
    )
}
