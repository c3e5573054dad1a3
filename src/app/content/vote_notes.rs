//! The votes of a class for the instructor: the tally of the round, the misconception behind each answer, and advice.

use super::page_writer::PageWriter;
use super::{AnswerStatus, ContentBlock, RoundVotes};
use crate::app::context::Context;
use crate::lesson::{Activity, Answer, Misconception, Step};
use crate::locale::{Lang, Phrase};
use crate::room::{RoundAdvice, VotePhase};

/// The votes on the question of `step`; empty before the first vote, where the projector shows the notes, too.
pub(super) fn vote_notes(writer: &PageWriter<'_>, step: &Step) -> Vec<ContentBlock> {
    let participant = &writer.context.participant;
    let (Activity::Question(question), Some(vote)) = (&step.activity, participant.vote()) else {
        return Vec::new();
    };
    let is_second_screen = participant.notes_desk().is_some();
    // Hands are counted at once; votes of seats arrive one by one, until the round is closed.
    let is_advised = match vote.phase {
        VotePhase::Open => participant.snapshot().is_none(),
        VotePhase::Closed => true,
        VotePhase::Revealed => false,
    };
    let tally = vote.tally().filter(|_| is_advised);
    let advice = tally.and_then(|tally| tally.advice(vote.ballot.right));
    if vote.voted == 0 && !is_second_screen {
        return Vec::new();
    }
    let mut notes = Vec::new();
    if !is_second_screen {
        notes.push(writer.heading("ui.heading.votes"));
    }
    // On the second screen, the presenter compares the rounds.
    let first = if is_second_screen { 0 } else { vote.round - 1 };
    for (at, answer) in question.answers.iter().enumerate() {
        let rounds = vote.tallies.iter().enumerate().skip(first);
        let votes = rounds
            .filter_map(|(round, tally)| Some((round, tally.as_ref()?)))
            .filter(|(_, tally)| tally.total() > 0)
            .map(|(round, tally)| RoundVotes {
                round: round + 1,
                count: tally.count(at),
                total: tally.total(),
            });
        notes.push(ContentBlock::Answer {
            number: at + 1,
            text: writer.answer_label(step, answer),
            status: if at == question.right {
                AnswerStatus::Right
            } else {
                AnswerStatus::Other
            },
            predicted: false,
            votes: Some(votes.collect()),
        });
        notes.extend(belief_note(writer, answer));
    }
    if vote.hides_tally() {
        notes.push(writer.note(&Phrase::key("ui.note.few-votes")));
    }
    if let Some((tally, advice)) = tally.zip(advice) {
        let percent = 100 * tally.count(question.right) / tally.total().max(1);
        let share = Phrase::key("ui.note.right-share").with("percent", percent);
        notes.push(writer.note(&share));
        notes.push(writer.note(&Phrase::key(advice_key(advice))));
    }
    notes
}

/// The note on the misconception behind `answer`.
pub(super) fn belief_note(writer: &PageWriter<'_>, answer: &Answer) -> Option<ContentBlock> {
    let belief = belief_words(writer.context, answer.code.as_deref()?)?;
    let note = Phrase::key("ui.note.belief").with("belief", belief);
    Some(writer.note(&note))
}

/// The misconception with this code in words, in English where the language lacks it.
pub(in crate::app) fn belief_words<'a>(context: &'a Context, code: &str) -> Option<&'a str> {
    let all = &context.course().misconceptions;
    let words = |lang: &Lang| all.get(lang)?.get(code).map(Misconception::as_str);
    words(context.words().lang()).or_else(|| words(&Lang::english()))
}

fn advice_key(advice: RoundAdvice) -> &'static str {
    match advice {
        RoundAdvice::Explain => "ui.note.advice-explain",
        RoundAdvice::Talk => "ui.note.advice-talk",
        RoundAdvice::GoOn => "ui.note.advice-go-on",
    }
}
