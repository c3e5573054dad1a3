//! The votes of a round for each answer, and what they advise.

/// The fewest and the most right votes in percent between which talking helps most (Crouch & Mazur 2001: 35 to 70 %).
const TALK_PERCENT: (usize, usize) = (30, 70);

/// The answers of a question, as far as a vote needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The number of answers.
    pub answers: usize,
    /// The index of the right one.
    pub right: usize,
}

/// The votes for each answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteTally {
    counts: Vec<usize>,
}

impl VoteTally {
    /// The tally with these votes for each answer.
    pub fn new(counts: Vec<usize>) -> Self {
        Self { counts }
    }

    /// The tally without votes for a question with so many answers.
    pub(super) fn empty(answers: usize) -> Self {
        Self {
            counts: vec![0; answers],
        }
    }

    /// Counts a vote; an answer that does not exist has none.
    pub(super) fn add(&mut self, answer: usize) {
        if let Some(count) = self.counts.get_mut(answer) {
            *count += 1;
        }
    }

    /// The votes for the answer with the index `answer`.
    pub fn count(&self, answer: usize) -> usize {
        self.counts.get(answer).copied().unwrap_or(0)
    }

    /// All votes.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The answer with most votes, the first of several; none without votes.
    pub fn leading(&self) -> Option<usize> {
        let counts = self.counts.iter().enumerate();
        counts
            .filter(|(_, count)| **count > 0)
            .max_by_key(|(at, count)| (**count, std::cmp::Reverse(*at)))
            .map(|(at, _)| at)
    }

    /// The advice for the presenter; none without votes.
    pub fn advice(&self, right: usize) -> Option<RoundAdvice> {
        let percent = (100 * self.count(right)).checked_div(self.total())?;
        Some(match percent {
            _ if percent < TALK_PERCENT.0 => RoundAdvice::Explain,
            _ if percent > TALK_PERCENT.1 => RoundAdvice::GoOn,
            _ => RoundAdvice::Talk,
        })
    }
}

/// The advice for the presenter after a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundAdvice {
    /// Few are right: give a hint before another round.
    Explain,
    /// Some are right: let neighbours talk, then vote again.
    Talk,
    /// Most are right: reveal the answer.
    GoOn,
}
