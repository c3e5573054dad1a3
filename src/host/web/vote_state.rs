//! The state of a vote page as JSON.

use serde_json::{Value as Json, json};

use crate::host::page_text::{TextBlock, VotePageQuestion, VotePageText};
use crate::locale::{Phrase, Words};
use crate::room::{SeatName, SeatView, VotePhase, VoteTally, VoteView};

/// The state of the page that shows `view` beside `text`.
pub(super) fn vote_state(view: &SeatView, text: &VotePageText, words: &Words) -> Json {
    let blocks = text.blocks.iter().map(|block| match block {
        TextBlock::Heading(text) => json!(["h2", text]),
        TextBlock::Paragraph(text) => json!(["p", text]),
        TextBlock::Item(text) => json!(["li", text]),
        TextBlock::Code(text) => json!(["pre", text]),
    });
    let name = view.name.as_ref().map(SeatName::as_str);
    let name_label = match name {
        Some(name) => Phrase::key("ui.web.name-now").with("name", name),
        None => Phrase::key("ui.web.name"),
    };
    let hand = if view.has_raised_hand {
        "ui.web.hand-up"
    } else {
        "ui.web.raise-hand"
    };
    let mut state = json!({
        "place": text.place,
        "title": text.title,
        "text": blocks.collect::<Vec<_>>(),
        "follow": words.get("ui.room.following"),
        "hand": view.has_raised_hand,
        "handLabel": words.get(hand),
        "name": name,
        "nameLabel": words.format(&name_label),
        "notice": view.is_gathering.then(|| words.get("ui.room.gathering")),
    });
    if let (Some(vote), Some(question)) = (&view.vote, &text.question) {
        state["vote"] = vote_json(vote, question, words);
    }
    state
}

fn vote_json(vote: &VoteView, question: &VotePageQuestion, words: &Words) -> Json {
    let is_revealed = vote.phase == VotePhase::Revealed;
    let right = question.right.filter(|_| is_revealed);
    let answers = question.answers.iter().enumerate().map(|(at, answer)| {
        let mut marks = Vec::new();
        if vote.own == Some(at) {
            marks.push(format!("✓ {}", words.get("ui.web.own")));
        }
        if right == Some(at) {
            marks.push(words.get("ui.web.right-mark"));
        }
        // Rounds of a survey would tell its answer.
        let tallies = vote.result.as_deref().filter(|_| right.is_some());
        marks.extend(tallies.and_then(|tallies| votes_for(at, tallies, words)));
        json!({
            "text": answer.label,
            "own": vote.own == Some(at),
            "right": right == Some(at),
            "mark": marks.join(" · "),
            "percent": tallies.and_then(<[VoteTally]>::last).map(|tally| percent(tally, at)),
        })
    });
    let count = match (vote.phase, vote.round) {
        (VotePhase::Open, 1) => Some("ui.room.voting-alone"),
        (VotePhase::Open, _) => Some("ui.room.voting-again"),
        (VotePhase::Closed | VotePhase::Revealed, _) => None,
    };
    let count = count.map(|key| {
        let count = Phrase::key(key)
            .with("voted", vote.voted)
            .with("voters", vote.voters)
            .with("round", vote.round);
        words.format(&count)
    });
    let feedback = match (right, vote.own) {
        (None, _) => None,
        (Some(_), Some(own)) => question.answers.get(own),
        (Some(right), None) => question.answers.get(right),
    };
    json!({
        "open": vote.phase == VotePhase::Open,
        "answers": answers.collect::<Vec<_>>(),
        "status": words.format(&status(vote, question)),
        "feedback": feedback.map(|answer| answer.feedback.as_str()),
        "count": count,
        "voted": vote.voted,
        "voters": vote.voters,
    })
}

/// The state of the vote in a sentence.
fn status(vote: &VoteView, question: &VotePageQuestion) -> Phrase {
    let numbered = |key, own: usize| Phrase::key(key).with("n", own + 1);
    match (vote.phase, vote.own) {
        (VotePhase::Open, None) if vote.has_lost_votes => Phrase::key("ui.web.choose-anew"),
        (VotePhase::Open, None) => Phrase::key("ui.web.choose"),
        (VotePhase::Open, Some(own)) => numbered("ui.room.own-vote", own),
        (VotePhase::Closed, None) => Phrase::key("ui.room.closed-without-vote"),
        (VotePhase::Closed, Some(own)) => numbered("ui.room.closed-with-vote", own),
        (VotePhase::Revealed, own) => match (question.right, own) {
            (None, _) => Phrase::key("ui.web.noted"),
            (Some(right), Some(own)) if own == right => numbered("ui.web.right", own),
            (Some(right), Some(own)) => numbered("ui.web.wrong", own).with("right", right + 1),
            (Some(right), None) => Phrase::key("ui.web.unanswered").with("right", right + 1),
        },
    }
}

/// The votes for an answer in the first and the last round.
fn votes_for(answer: usize, tallies: &[VoteTally], words: &Words) -> Option<String> {
    let phrase = match tallies {
        [] => return None,
        [only] => Phrase::key("ui.web.votes").with("n", only.count(answer)),
        [first, .., last] => Phrase::key("ui.web.votes-in-rounds")
            .with("before", first.count(answer))
            .with("after", last.count(answer)),
    };
    Some(words.format(&phrase))
}

fn percent(tally: &VoteTally, answer: usize) -> usize {
    (100 * tally.count(answer))
        .checked_div(tally.total())
        .unwrap_or(0)
}
