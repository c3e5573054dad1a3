//! The votes of a class for the instructor: the tally of the round, the misconception behind each answer, and advice.

use super::page_writer::PageWriter;
use super::{AnswerStatus, ContentBlock, RoundVotes};
use crate::lesson::{Activity, Answer, Misconception, Step};
use crate::locale::{Lang, Phrase};
use crate::room::RoundAdvice;

/// The votes on the question of `step`; empty before the first vote.
pub(super) fn vote_notes(writer: &PageWriter<'_>, step: &Step) -> Vec<ContentBlock> {
    let vote = writer.context.participant.vote();
    let (Activity::Question(question), Some(vote)) = (&step.activity, vote) else {
        return Vec::new();
    };
    let Some((tally, advice)) = vote
        .tally()
        .and_then(|tally| Some((tally, tally.advice(vote.ballot.right)?)))
    else {
        return Vec::new();
    };
    let mut notes = vec![writer.heading("ui.heading.votes")];
    for (at, answer) in question.answers.iter().enumerate() {
        notes.push(ContentBlock::Answer {
            number: at + 1,
            text: writer.answer_label(step, answer),
            status: if at == question.right {
                AnswerStatus::Right
            } else {
                AnswerStatus::Other
            },
            predicted: false,
            votes: Some(vec![RoundVotes {
                count: tally.count(at),
                total: tally.total(),
            }]),
        });
        if let Some(belief) = belief(writer, answer) {
            let note = Phrase::key("ui.note.belief").with("belief", belief);
            notes.push(writer.note(&note));
        }
    }
    notes.push(writer.note(&Phrase::key(advice_key(advice))));
    notes
}

/// The misconception behind `answer` in words, in English where the language lacks it.
fn belief<'a>(writer: &PageWriter<'a>, answer: &Answer) -> Option<&'a str> {
    let code = answer.code.as_ref()?;
    let all = &writer.context.course().misconceptions;
    let words = |lang: &Lang| all.get(lang)?.get(code).map(Misconception::as_str);
    words(writer.context.words().lang()).or_else(|| words(&Lang::english()))
}

fn advice_key(advice: RoundAdvice) -> &'static str {
    match advice {
        RoundAdvice::Explain => "ui.note.advice-explain",
        RoundAdvice::Talk => "ui.note.advice-talk",
        RoundAdvice::GoOn => "ui.note.advice-go-on",
    }
}
