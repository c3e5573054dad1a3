//! The answers of a question with their votes, and the feedback.

use super::page_writer::PageWriter;
use super::room_prompt::room_prompt;
use super::{AnswerStatus, ContentBlock, Inline, RichText, RoundVotes};
use crate::app::session::StatedState;
use crate::app::step_state::{AnswerState, StepState};
use crate::lesson::{Activity, Answer, AnswerText, LessonRole, Localized, Prose, Question, Step};
use crate::locale::Phrase;
use crate::room::VoteTally;

impl<'a> PageWriter<'a> {
    /// The status of the answer with the index `at`.
    fn answer_status(&self, at: usize, question: &Question, state: &StepState) -> AnswerStatus {
        let is_told = self.lesson().role != LessonRole::Before;
        match state.answer_state {
            AnswerState::Open => AnswerStatus::Open,
            AnswerState::Given { .. } | AnswerState::Skipped if state.awaits_run() => {
                AnswerStatus::Open
            }
            AnswerState::Given { .. } | AnswerState::Skipped if !is_told => AnswerStatus::Other,
            AnswerState::Given { .. } | AnswerState::Skipped if at == question.right => {
                AnswerStatus::Right
            }
            AnswerState::Given { first, shown } if at == shown || at == first => {
                AnswerStatus::Wrong
            }
            AnswerState::Given { .. } | AnswerState::Skipped => AnswerStatus::Other,
        }
    }

    pub(super) fn question(
        &self,
        step: &Step,
        question: &Question,
        state: &StepState,
    ) -> Vec<ContentBlock> {
        let answer_state = state.answer_state;
        let is_told = self.lesson().role != LessonRole::Before;
        let status = |at: usize| self.answer_status(at, question, state);
        let feedback = |at: usize| {
            let text = self.answer_text(step, &question.answers[at], |text| &text.feedback);
            self.line(text, StatedState::Answered)
        };
        let presenting = self.context.is_presenting();
        let rounds = self.shown_rounds(answer_state);
        let view = self.context.participant.view();
        let own_vote = view.and_then(|view| view.vote.as_ref()?.own);
        let votes_for = |at: usize| {
            let votes = |(round, tally): &(usize, VoteTally)| RoundVotes {
                round: *round,
                count: tally.count(at),
                total: tally.total(),
            };
            rounds.iter().map(votes).collect()
        };
        let mut page: Vec<_> = (0..question.answers.len())
            .map(|at| ContentBlock::Answer {
                number: at + 1,
                text: self.answer_label(step, &question.answers[at]),
                status: status(at),
                predicted: match answer_state {
                    AnswerState::Given { first, .. } => first == at,
                    AnswerState::Open => own_vote == Some(at),
                    AnswerState::Skipped => false,
                },
                votes: presenting.then(|| votes_for(at)),
            })
            .collect();
        let shown = match answer_state {
            AnswerState::Open => None,
            AnswerState::Given { shown, .. } => Some(shown),
            AnswerState::Skipped => Some(question.right),
        };
        if answer_state != AnswerState::Open
            && let [(_, before), .., (_, after)] = rounds.as_slice()
        {
            page.push(self.note(&right_in_rounds(question.right, before, after)));
        }
        page.extend(self.few_votes_note());
        let ask = |key| Phrase::key(key).with("n", question.answers.len());
        page.push(match shown {
            Some(_) if !is_told => self.note(&Phrase::key("ui.note.noted")),
            Some(_) if state.awaits_run() => self.note(&Phrase::key("ui.note.watch")),
            Some(at) => ContentBlock::Feedback {
                text: self.with_yes(answer_state, question.right, feedback(at)),
                status: status(at),
            },
            None => {
                let prompt =
                    room_prompt(&self.context.participant, question.answers.len(), is_told);
                let prompt = prompt.unwrap_or_else(|| ask("ui.note.answer"));
                ContentBlock::Prompt(self.context.words().format(&prompt))
            }
        });
        page
    }

    /// The feedback to each answer of the open question; none where the page does not tell it.
    pub fn feedbacks(&self) -> Vec<RichText> {
        let is_told = self.lesson().role != LessonRole::Before;
        let Some(step) = self.session.step().filter(|_| is_told) else {
            return Vec::new();
        };
        let Activity::Question(question) = &step.activity else {
            return Vec::new();
        };
        let texts = question.answers.iter().enumerate().map(|(at, answer)| {
            let text = self.answer_text(step, answer, |text| &text.feedback);
            let given = AnswerState::Given {
                first: at,
                shown: at,
            };
            self.with_yes(
                given,
                question.right,
                self.line(text, StatedState::Answered),
            )
        });
        texts.collect()
    }

    /// The feedback `text`, with "Yes." in front of it where the right answer was given. Nobody who skipped the question, and
    /// no room that was wrong, is told that it was right.
    fn with_yes(&self, answer_state: AnswerState, right: usize, text: RichText) -> RichText {
        let mut line = RichText::new();
        if matches!(answer_state, AnswerState::Given { shown, .. } if shown == right) {
            let yes = self.context.words().format(&Phrase::key("ui.note.yes"));
            line.push(Inline::words(&(yes + " ")));
        }
        line.extend(text);
        line
    }

    /// The label of an answer.
    pub(super) fn answer_label(&self, step: &Step, answer: &Answer) -> RichText {
        let text = self.answer_text(step, answer, |text| &text.label);
        self.line(text, StatedState::Asked)
    }

    /// A part of the prose of an answer.
    fn answer_text(
        &self,
        step: &Step,
        answer: &Answer,
        part: impl Fn(&AnswerText) -> &Prose,
    ) -> Localized<'a> {
        self.lesson()
            .localized(self.context.words().lang(), |text| {
                let answer = text.steps.get(&step.id)?.answers.get(&answer.id)?;
                Some(part(answer))
            })
    }

    /// The note for a class that would see its tally here, had enough voted.
    fn few_votes_note(&self) -> Option<ContentBlock> {
        let participant = &self.context.participant;
        let vote = participant.vote().filter(|_| participant.shows_tally())?;
        let note = || self.note(&Phrase::key("ui.note.few-votes"));
        vote.hides_tally().then(note)
    }

    /// The rounds of the class that the page shows, with their numbers: that of the present round, and those of all rounds once
    /// the answer is known. A tally of an earlier round would pull the votes of the next one.
    fn shown_rounds(&self, answer_state: AnswerState) -> Vec<(usize, VoteTally)> {
        let participant = &self.context.participant;
        let tallies = if let Some(view) = participant.view() {
            let result = view.vote.as_ref().and_then(|vote| vote.result.clone());
            result.map(|tallies| tallies.into_iter().map(Some).collect::<Vec<_>>())
        } else {
            let vote = participant.vote().filter(|_| participant.shows_tally());
            vote.map(|vote| vote.tallies)
        };
        let tallies = tallies.unwrap_or_default();
        let first = match answer_state {
            AnswerState::Open => tallies.len().saturating_sub(1),
            AnswerState::Given { .. } | AnswerState::Skipped => 0,
        };
        let rounds = (1..).zip(tallies).skip(first);
        let rounds = rounds.filter_map(|(round, tally)| Some((round, tally?)));
        rounds.filter(|(_, tally)| tally.total() > 0).collect()
    }
}

/// The sentence that tells how many were right before and after the class talked.
fn right_in_rounds(right: usize, before: &VoteTally, after: &VoteTally) -> Phrase {
    Phrase::key("ui.note.right-in-rounds")
        .with("before", before.count(right))
        .with("of-before", before.total())
        .with("after", after.count(right))
        .with("of-after", after.total())
}
