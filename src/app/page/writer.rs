//! Prose with its numbers filled in, questions and goals as they stand.

use super::tally::Tally;
use super::{Inline, InlineKind, Mood, Passage, Rich, Tick};
use crate::app::{App, Reply, StepState, key_names};
use crate::lab::{Lab, Value};
use crate::lesson::{
    Beat, Block, Condition, Emphasis, Goal, Lesson, Prose, Question, Role, Said, Span, Step,
    StepText, Subject, Test,
};
use crate::locale::{Filled, Lang, Part, Phrase, Slot, Source};

/// A step of this name looks back at an earlier lesson.
const RECALL: &str = "recall";

/// Fills the prose of a lesson with the numbers of the moment.
pub(in crate::app) struct Writer<'a> {
    pub(super) app: &'a App,
    pub(super) lesson: &'a Lesson,
    pub(super) lab: Option<&'a Lab>,
}

impl Writer<'_> {
    pub(super) fn step(&self, step: &Step, state: &StepState) -> Vec<Passage> {
        let body = self.prose(self.of_step(step, |said| &said.body));
        let mut page = Vec::new();
        match &step.beat {
            Beat::Explore => page.extend(body),
            Beat::Ask(question) => {
                page.push(self.heading(self.heading_of(step)));
                page.extend(body);
                page.extend(self.question(step, question, state));
            }
            Beat::Try(goals) => {
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
            Role::Lesson if step.id == RECALL || step.lab.is_none() => "ui.heading.recall",
            Role::Lesson => "ui.heading.predict",
            Role::Quiz | Role::Play => "ui.heading.recall",
            Role::Before | Role::After => "ui.heading.survey",
        }
    }

    pub(super) fn closing(&self) -> Vec<Passage> {
        let mut page = self.breaks();
        page.extend(self.summary());
        page.extend(self.results());
        page
    }

    /// Where what the lesson says breaks.
    pub(in crate::app) fn breaks(&self) -> Vec<Passage> {
        let lang = self.app.words().lang();
        let breaks = self.lesson.said(lang, |text| Some(&text.breaks));
        self.headed("ui.heading.breaks", breaks)
    }

    /// What to take away.
    pub(in crate::app) fn summary(&self) -> Vec<Passage> {
        let lang = self.app.words().lang();
        let summary = self.lesson.said(lang, |text| Some(&text.summary));
        self.headed("ui.heading.summary", summary)
    }

    /// Prose under a heading; nothing where there is none.
    fn headed(&self, heading: &'static str, said: Said<'_>) -> Vec<Passage> {
        let prose = self.prose(said);
        if prose.is_empty() {
            return prose;
        }
        std::iter::once(self.heading(heading))
            .chain(prose)
            .collect()
    }

    /// What the learner has done, in a line or two.
    fn results(&self) -> Vec<Passage> {
        let tally = self.tally(self.lesson);
        match self.lesson.role {
            Role::Lesson => vec![self.note(&tally.phrase("ui.note.tally"))],
            Role::Quiz => vec![self.note(&tally.phrase("ui.note.quiz"))],
            Role::Play => Vec::new(),
            Role::Before => vec![Passage::Paragraph(
                self.plain(&tally.phrase("ui.note.before")),
            )],
            Role::After => self.gain(&tally),
        }
    }

    /// What was done in `lesson`, now and on other days.
    fn tally(&self, lesson: &Lesson) -> Tally {
        let mut progress = self.app.progress();
        let done = progress.lessons.remove(&lesson.name);
        Tally::of(lesson, &done.unwrap_or_default())
    }

    /// How much more is known than before the course.
    fn gain(&self, after: &Tally) -> Vec<Passage> {
        let mut page = vec![Passage::Paragraph(
            self.plain(&after.phrase("ui.note.after")),
        )];
        let survey = self.app.course().survey.as_ref();
        let before = survey.map(|survey| self.tally(&survey.before));
        if let Some(before) = before.filter(Tally::has_answers) {
            let gain = after
                .phrase("ui.note.gain")
                .with("before", before.right())
                .with("gain", after.right() as f64 - before.right() as f64);
            page.push(Passage::Paragraph(self.plain(&gain)));
        }
        page
    }

    fn question(&self, step: &Step, question: &Question, state: &StepState) -> Vec<Passage> {
        let reply = state.reply;
        let is_told = self.lesson.role != Role::Before;
        let mood = |at: usize| match reply {
            Reply::Awaited => Mood::Open,
            Reply::Given { .. } | Reply::Skipped if !is_told => Mood::Other,
            Reply::Given { .. } | Reply::Skipped if at == question.right => Mood::Right,
            Reply::Given { first, shown } if at == shown || at == first => Mood::Wrong,
            Reply::Given { .. } | Reply::Skipped => Mood::Other,
        };
        let of_answer = |at: usize, label: bool| {
            let id = &question.answers[at].id;
            self.lesson.said(self.app.words().lang(), |text| {
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
            .map(|at| Passage::Answer {
                number: at + 1,
                text: self.line(of_answer(at, true)),
                mood: mood(at),
                predicted: matches!(reply, Reply::Given { first, .. } if first == at),
                votes: presenting.then(|| state.votes_for(at)),
            })
            .collect();
        let shown = match reply {
            Reply::Awaited => None,
            Reply::Given { shown, .. } => Some(shown),
            Reply::Skipped => Some(question.right),
        };
        let ask = |key| Phrase::key(key).with("n", question.answers.len());
        page.push(match shown {
            Some(_) if !is_told => self.note(&Phrase::key("ui.note.noted")),
            Some(at) => Passage::Feedback {
                text: self.line(of_answer(at, false)),
                mood: mood(at),
            },
            None if presenting => self.note(&ask("ui.note.hands")),
            None => self.note(&ask("ui.note.answer")),
        });
        page
    }

    fn goals(&self, goals: &[Goal], state: &StepState) -> Vec<Passage> {
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
                let ticks = goal.all.iter().enumerate().map(|(i, condition)| {
                    let start = state.start_gaps.get(i).copied().unwrap_or(0.0);
                    self.condition(condition, lab, met, start)
                });
                Passage::Goal {
                    met,
                    ticks: ticks.collect(),
                }
            })
            .collect()
    }

    fn condition(&self, condition: &Condition, lab: &Lab, met: bool, start: f64) -> Tick {
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
            Test::Is { value, within } if *within > 0.0 => {
                sentence("ui.goal.near", *value).with("within", *within)
            }
            Test::Is { value, .. } => sentence("ui.goal.is", *value),
            Test::Chosen(option) => Phrase::key("ui.goal.chosen")
                .with("name", name.clone())
                .with("option", option_label(lab, &condition.subject, option)),
            Test::Above(limit) => sentence("ui.goal.above", *limit),
            Test::Below(limit) => sentence("ui.goal.below", *limit),
            Test::AtLeast(limit) => sentence("ui.goal.at-least", *limit),
            Test::AtMost(limit) => sentence("ui.goal.at-most", *limit),
        };
        let holds = met || condition.holds(lab);
        let progress = condition.gap(lab).map(|gap| {
            if holds || start <= 0.0 {
                f64::from(u8::from(holds))
            } else {
                (1.0 - gap / start).clamp(0.0, 1.0)
            }
        });
        Tick {
            text: words.say(&text),
            now: now.map(|number| {
                words.say(&if number.is_nan() {
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
    fn principle(&self, step: &Step, state: &StepState) -> Vec<Passage> {
        let principle = self.of_step(step, |said| &said.principle);
        if principle == Said::Nothing {
            return vec![self.note(&Phrase::key("ui.note.done"))];
        }
        if state.told {
            return vec![Passage::Feedback {
                text: self.line(principle),
                mood: Mood::Right,
            }];
        }
        let key = key_names("hint").unwrap_or_default();
        vec![self.note(&Phrase::key("ui.note.principle").with("key", key))]
    }

    /// The latest hint that was asked for.
    fn hint(&self, step: &Step, state: &StepState) -> Option<Passage> {
        let at = state.hints.checked_sub(1)?;
        let hint = self.lesson.said(self.app.words().lang(), |text| {
            text.steps.get(&step.id)?.hints.get(at)
        });
        (hint != Said::Nothing).then(|| Passage::Hint {
            number: state.hints,
            of: hint_count(self.lesson, &step.id),
            text: self.line(hint),
        })
    }

    /// What the instructor is told about a step.
    pub(super) fn notes(&self, step: &Step) -> Vec<Passage> {
        self.prose(self.of_step(step, |said| &said.notes))
    }

    /// A piece of the prose of a step.
    fn of_step(&self, step: &Step, piece: impl Fn(&StepText) -> &Prose) -> Said<'_> {
        self.lesson.said(self.app.words().lang(), |text| {
            text.steps.get(&step.id).map(&piece)
        })
    }

    fn heading(&self, key: &'static str) -> Passage {
        Passage::Heading(self.app.words().get(key))
    }

    fn note(&self, phrase: &Phrase) -> Passage {
        Passage::Note(self.app.words().say(phrase))
    }

    /// The program's own words as a paragraph.
    fn plain(&self, phrase: &Phrase) -> Rich {
        vec![Inline::words(&self.app.words().say(phrase))]
    }

    pub(super) fn prose(&self, said: Said<'_>) -> Vec<Passage> {
        let (prose, mark) = match said {
            Said::Translated(prose) => (prose, None),
            Said::English(prose) => (prose, Some(self.mark())),
            Said::Nothing => return Vec::new(),
        };
        let mut mark = mark.into_iter();
        let blocks = prose.blocks.iter().map(|block| match block {
            Block::Paragraph(spans) => Passage::Paragraph(self.rich(mark.next(), spans)),
            Block::Item { number, spans } => Passage::Item {
                number: *number,
                text: self.rich(mark.next(), spans),
            },
            Block::Code(spans) => Passage::Code(self.rich(mark.next(), spans)),
        });
        blocks.collect()
    }

    /// All of a prose as one paragraph.
    fn line(&self, said: Said<'_>) -> Rich {
        let (prose, mut line) = match said {
            Said::Translated(prose) => (prose, Rich::new()),
            Said::English(prose) => (prose, vec![self.mark()]),
            Said::Nothing => return Rich::new(),
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

    fn rich(&self, mark: Option<Inline>, spans: &[Span]) -> Rich {
        let mut rich: Rich = mark.into_iter().collect();
        for span in spans {
            for part in span.text.parts() {
                let (text, kind) = match part {
                    Part::Text(text) => (text.clone(), InlineKind::Words),
                    Part::Slot(slot) => self.slot(slot),
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
            Source::Value(name) => (self.value(name), InlineKind::Live),
            Source::Fact(name) => {
                let stated = self
                    .lesson
                    .facts
                    .get(name)
                    .map_or(f64::NAN, |fact| fact.value);
                (Filled::Number(stated), InlineKind::Words)
            }
            Source::Key(name) => (
                Filled::Text(key_names(name).unwrap_or_default()),
                InlineKind::Key,
            ),
            Source::Citation(name) => (Filled::Text(self.citation(name)), InlineKind::Citation),
            Source::Term(name) => (Filled::Text(self.app.term(name)), InlineKind::Term),
        };
        (self.app.words().slot(slot, &filled), kind)
    }

    /// The number of a source as it stands in prose: `[1]`.
    fn citation(&self, name: &str) -> String {
        self.lesson
            .source_number(name)
            .map_or_else(|| format!("[{name}]"), |number| format!("[{number}]"))
    }

    fn value(&self, name: &str) -> Filled {
        let Some(lab) = self.lab else {
            return Filled::Number(f64::NAN);
        };
        match (lab.number(name), lab.values().get(name)) {
            (Some(number), _) => Filled::Number(number),
            (None, Some(Value::Choice(option))) => {
                let subject = Subject::Control(name.to_owned());
                Filled::Text(self.app.words().say(&option_label(lab, &subject, option)))
            }
            (None, Some(Value::Number(_)) | None) => Filled::Number(f64::NAN),
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
