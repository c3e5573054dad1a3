//! Prose with its numbers filled in, questions and goals as they stand.

use super::tally::Tally;
use super::{Inline, InlineKind, Mood, Passage, Rich, Tick};
use crate::app::{App, Reply, Session, StepState, key_names};
use crate::lab::{Lab, Value};
use crate::lesson::{
    AnswerText, Beat, Block, Condition, Goal, Lesson, LessonText, Prose, Question, Span, Step,
    StepText, Subject, Test,
};
use crate::locale::{Filled, Part, Phrase, Slot, Source};

/// Fills the prose of a lesson with the numbers of the moment.
pub(super) struct Writer<'a> {
    pub(super) app: &'a App,
    pub(super) lesson: &'a Lesson,
    pub(super) lab: Option<&'a Lab>,
}

impl Writer<'_> {
    pub(super) fn step(&self, step: &Step, state: &StepState, said: &StepText) -> Vec<Passage> {
        let mut page = Vec::new();
        match &step.beat {
            Beat::Explore => page.extend(self.prose(&said.body)),
            Beat::Ask(question) => {
                page.push(self.heading(if step.lab.is_some() {
                    "ui.heading.predict"
                } else {
                    "ui.heading.recall"
                }));
                page.extend(self.prose(&said.body));
                page.extend(self.question(question, state.reply, said));
            }
            Beat::Try(goals) => {
                page.push(self.heading("ui.heading.try"));
                page.extend(self.prose(&said.body));
                page.extend(self.goals(goals, state));
                if state.is_done(step) {
                    page.extend(self.principle(said, state));
                } else {
                    page.extend(self.hint(said, state));
                }
            }
        }
        page
    }

    pub(super) fn closing(&self, text: &LessonText, session: &Session) -> Vec<Passage> {
        let mut page = vec![self.heading("ui.heading.breaks")];
        page.extend(self.prose(&text.breaks));
        page.push(self.heading("ui.heading.summary"));
        page.extend(self.prose(&text.summary));
        let tally = Tally::of(self.lesson, session);
        page.push(self.note(&tally.phrase()));
        page
    }

    fn question(&self, question: &Question, reply: Reply, said: &StepText) -> Vec<Passage> {
        let nothing = AnswerText::default();
        let text = |at: usize| {
            said.answers
                .get(&question.answers[at].id)
                .unwrap_or(&nothing)
        };
        let mood = |at: usize| match reply {
            Reply::Awaited => Mood::Open,
            Reply::Given { .. } | Reply::Skipped if at == question.right => Mood::Right,
            Reply::Given { first, shown } if at == shown || at == first => Mood::Wrong,
            Reply::Given { .. } | Reply::Skipped => Mood::Other,
        };
        let mut page: Vec<_> = (0..question.answers.len())
            .map(|at| Passage::Answer {
                number: at + 1,
                text: self.line(&text(at).label),
                mood: mood(at),
                predicted: matches!(reply, Reply::Given { first, .. } if first == at),
            })
            .collect();
        let shown = match reply {
            Reply::Awaited => None,
            Reply::Given { shown, .. } => Some(shown),
            Reply::Skipped => Some(question.right),
        };
        match shown {
            Some(at) => page.push(Passage::Feedback {
                text: self.line(&text(at).feedback),
                mood: mood(at),
            }),
            None => page
                .push(self.note(&Phrase::key("ui.note.answer").with("n", question.answers.len()))),
        }
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
            now: now.map(|number| words.say(&Phrase::key("ui.goal.now").with("value", number))),
            met: holds,
            progress: progress.filter(|_| !met),
        }
    }

    /// The question which principle was used; the principle itself once it was asked for.
    fn principle(&self, said: &StepText, state: &StepState) -> Vec<Passage> {
        if said.principle.is_empty() {
            return vec![self.note(&Phrase::key("ui.note.done"))];
        }
        if state.told {
            return vec![Passage::Feedback {
                text: self.line(&said.principle),
                mood: Mood::Right,
            }];
        }
        let key = key_names("hint").unwrap_or_default();
        vec![self.note(&Phrase::key("ui.note.principle").with("key", key))]
    }

    /// The latest hint that was asked for.
    fn hint(&self, said: &StepText, state: &StepState) -> Option<Passage> {
        let at = state.hints.checked_sub(1)?;
        Some(Passage::Hint {
            number: state.hints,
            of: said.hints.len(),
            text: self.line(said.hints.get(at)?),
        })
    }

    fn heading(&self, key: &'static str) -> Passage {
        Passage::Heading(self.app.words().get(key))
    }

    fn note(&self, phrase: &Phrase) -> Passage {
        Passage::Note(self.app.words().say(phrase))
    }

    fn prose(&self, prose: &Prose) -> Vec<Passage> {
        prose
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(spans) => Passage::Paragraph(self.rich(spans)),
                Block::Item { number, spans } => Passage::Item {
                    number: *number,
                    text: self.rich(spans),
                },
                Block::Code(spans) => Passage::Code(self.rich(spans)),
            })
            .collect()
    }

    /// All of `prose` as one paragraph.
    fn line(&self, prose: &Prose) -> Rich {
        let mut line = Rich::new();
        for block in &prose.blocks {
            if !line.is_empty() {
                line.push(Inline::words(" "));
            }
            let (Block::Paragraph(spans) | Block::Item { spans, .. } | Block::Code(spans)) = block;
            line.extend(self.rich(spans));
        }
        line
    }

    fn rich(&self, spans: &[Span]) -> Rich {
        let mut rich = Rich::new();
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

/// The words for an option of a control.
fn option_label(lab: &Lab, subject: &Subject, option: &str) -> Phrase {
    let (Subject::Control(name) | Subject::Reading(name)) = subject;
    lab.controls().get(name).map_or_else(
        || Phrase::verbatim(option),
        |control| control.option_label(option),
    )
}
