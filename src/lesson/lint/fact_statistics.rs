//! Words of a sentence about all seeds or the typical one, and the statistics of the facts beside them.

use super::fact_keys::KeyedFact;
use super::faults::{Faults, words_in};
use super::phrases::words_of;
use super::sentences::{Sentence, matches, sentences};
use crate::lesson::model::{Fact, Lesson, Stat};
use crate::locale::{Phrase, Words};

/// Reports facts whose statistic is not the one that a sentence with them speaks of.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for lang in lesson.texts.languages() {
        let (Some(text), Some(words)) = (lesson.texts.get(lang), words_in(lang)) else {
            continue;
        };
        for sentence in text.all().flat_map(sentences) {
            check_sentence(lesson, &sentence, &words, faults);
        }
    }
}

fn check_sentence(lesson: &Lesson, sentence: &Sentence<'_>, words: &Words, faults: &mut Faults) {
    let said: Vec<Claim> = CLAIMS
        .into_iter()
        .filter(|(_, key)| sentence.has_word(&words.get(key)))
        .map(|(claim, _)| claim)
        .collect();
    for (at, (slot, place)) in sentence.slots.iter().enumerate() {
        let Some((name, fact)) = slot
            .fact()
            .and_then(|name| lesson.facts.get_key_value(name))
        else {
            continue;
        };
        let mut said = said.clone();
        for (claim, key) in CLAIMS_BESIDE {
            if sentence.is_before(at, &words.get(key)) {
                said.push(claim);
            }
        }
        if is_middle(lesson, name, words) {
            said.push(Claim::Middle);
        }
        if let Some(key) = fault_of(fact, &said) {
            let message = Phrase::key(key).with("name", name.as_str());
            faults.report_in(lesson, &format!("facts.{name}.stat"), message.clone());
            if said.contains(&Claim::Limit) {
                faults.report((*place).clone(), message);
            }
        }
    }
}

/// Whether the label of the reading of the fact `name` says that its lab takes a median or a mean.
fn is_middle(lesson: &Lesson, name: &str, words: &Words) -> bool {
    let Some(run) = KeyedFact::new(lesson, name) else {
        return false;
    };
    let patterns = words.get("check.middle-words");
    let label = run.reading_label(words);
    words_of(&label).any(|(_, word)| patterns.split_whitespace().any(|it| matches(it, word)))
}

/// A statistic that the words of a sentence name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// Something never happens: no, never, none.
    None,
    /// The typical seed.
    Typical,
    /// All seeds: most, every.
    Bound,
    /// A tenth of the seeds.
    Percentile,
    /// A number of seeds: 9 of 20.
    Share,
    /// The number is a limit: at most 9.
    Limit,
    /// The lab itself takes a median or a mean: `median step`.
    Middle,
}

/// The claims of a word anywhere in a sentence, each with the list of its words.
const CLAIMS: [(Claim, &str); 4] = [
    (Claim::None, "check.none-words"),
    (Claim::Typical, "check.median-words"),
    (Claim::Bound, "check.bound-words"),
    (Claim::Percentile, "check.percentile-words"),
];
/// The claims of the words beside a number, each with the list of its patterns.
const CLAIMS_BESIDE: [(Claim, &str); 2] = [
    (Claim::Share, "check.share-patterns"),
    (Claim::Limit, "check.limit-patterns"),
];

/// The fault of a fact in a sentence that says `said`.
fn fault_of(fact: &Fact, said: &[Claim]) -> Option<&'static str> {
    let says = |claim: Claim| said.contains(&claim);
    if says(Claim::Limit) && fact.stat.is_none() && says(Claim::Middle) {
        return Some("check.limit-of-median");
    }
    let stat = fact.stat?;
    match stat {
        // The smallest of many readings is 0 as soon as one is.
        Stat::Min if fact.value == 0.0 => Some("check.min-of-zero"),
        Stat::Median | Stat::P10 | Stat::P90
            if fact.value == 0.0 && says(Claim::None) && !says(Claim::Typical) =>
        {
            Some("check.stat-of-none")
        }
        Stat::Median | Stat::P10 | Stat::P90 | Stat::Min | Stat::Max if says(Claim::Share) => {
            Some("check.stat-of-share")
        }
        Stat::Median if says(Claim::Limit) => Some("check.limit-of-median"),
        Stat::Min | Stat::Max if fact.value != 0.0 && !says(Claim::Bound) => Some("check.no-bound"),
        Stat::P10 | Stat::P90 if !says(Claim::Percentile) => Some("check.no-percentile"),
        Stat::Count | Stat::Median | Stat::P10 | Stat::P90 | Stat::Min | Stat::Max => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(stat: Stat, value: f64) -> Fact {
        Fact {
            lab: String::new(),
            set: crate::lab::Values::new(),
            at: None,
            seeds: 20,
            reading: String::new(),
            stat: Some(stat),
            value,
            within: 0.0,
            place: crate::lesson::model::Location::default(),
        }
    }

    #[test]
    fn what_never_happens_is_the_largest_of_all_seeds() {
        let fault = |stat| fault_of(&fact(stat, 0.0), &[Claim::None]);
        assert_eq!(fault(Stat::Max), None);
        assert_eq!(fault(Stat::Median), Some("check.stat-of-none"));
        assert_eq!(fault(Stat::Min), Some("check.min-of-zero"));
    }

    #[test]
    fn limits_and_shares_are_said() {
        let fault = |stat, said: &[Claim]| fault_of(&fact(stat, 7.0), said);
        let (bound, share) = (Claim::Bound, Claim::Share);
        assert_eq!(fault(Stat::Max, &[]), Some("check.no-bound"));
        assert_eq!(fault(Stat::Max, &[bound]), None);
        let found = fault(Stat::Median, &[bound, share]);
        assert_eq!(found, Some("check.stat-of-share"));
        assert_eq!(fault(Stat::Count, &[bound, share]), None);
        assert_eq!(fault(Stat::P90, &[bound]), Some("check.no-percentile"));
    }

    #[test]
    fn a_median_is_no_limit() {
        let fault = |stat, said: &[Claim]| fault_of(&fact(stat, 7.0), said);
        let (bound, limit) = (Claim::Bound, Claim::Limit);
        let found = fault(Stat::Median, &[bound, limit]);
        assert_eq!(found, Some("check.limit-of-median"));
        assert_eq!(fault(Stat::Max, &[bound, limit]), None);
        assert_eq!(fault(Stat::Median, &[Claim::Typical]), None);
    }
}
