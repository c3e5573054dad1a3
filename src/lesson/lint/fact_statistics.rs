//! Words of a sentence about all seeds or the typical one, and the statistics of the facts beside them.

use super::faults::{Faults, words_in};
use super::sentences::{Sentence, sentences};
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
    let says = |key: &str| sentence.has_word(&words.get(key));
    let said = Said {
        none: says("check.none-words"),
        typical: says("check.median-words"),
        bound: says("check.bound-words"),
        percentile: says("check.percentile-words"),
    };
    for (at, (slot, _)) in sentence.slots.iter().enumerate() {
        let Some((name, fact)) = slot
            .fact()
            .and_then(|name| lesson.facts.get_key_value(name))
        else {
            continue;
        };
        let is_share = sentence.is_before(at, &words.get("check.share-patterns"));
        if let Some(key) = fault_of(fact, said, is_share) {
            let message = Phrase::key(key).with("name", name.as_str());
            faults.report_in(lesson, &format!("facts.{name}.stat"), message);
        }
    }
}

/// The statistic that the words of a sentence name.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a sentence may say any of these"
)]
struct Said {
    /// That something never happens: no, never, none.
    none: bool,
    /// The typical seed.
    typical: bool,
    /// A limit of all seeds: at most, every.
    bound: bool,
    /// A tenth of the seeds.
    percentile: bool,
}

/// The fault of a fact in a sentence that says `said`; `is_share` if a number of seeds follows: 9 of 20.
fn fault_of(fact: &Fact, said: Said, is_share: bool) -> Option<&'static str> {
    let stat = fact.stat?;
    match stat {
        // The smallest of many readings is 0 as soon as one is.
        Stat::Min if fact.value == 0.0 => Some("check.min-of-zero"),
        Stat::Median | Stat::P10 | Stat::P90 if fact.value == 0.0 && said.none && !said.typical => {
            Some("check.stat-of-none")
        }
        Stat::Median | Stat::P10 | Stat::P90 | Stat::Min | Stat::Max if is_share => {
            Some("check.stat-of-share")
        }
        Stat::Min | Stat::Max if fact.value != 0.0 && !said.bound => Some("check.no-bound"),
        Stat::P10 | Stat::P90 if !said.percentile => Some("check.no-percentile"),
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
        let never = Said {
            none: true,
            ..Said::default()
        };
        let fault = |stat| fault_of(&fact(stat, 0.0), never, false);
        assert_eq!(fault(Stat::Max), None);
        assert_eq!(fault(Stat::Median), Some("check.stat-of-none"));
        assert_eq!(fault(Stat::Min), Some("check.min-of-zero"));
    }

    #[test]
    fn limits_and_shares_are_said() {
        let fault = |stat, said: Said, is_share| fault_of(&fact(stat, 7.0), said, is_share);
        let bound = Said {
            bound: true,
            ..Said::default()
        };
        assert_eq!(
            fault(Stat::Max, Said::default(), false),
            Some("check.no-bound")
        );
        assert_eq!(fault(Stat::Max, bound, false), None);
        assert_eq!(
            fault(Stat::Median, bound, true),
            Some("check.stat-of-share")
        );
        assert_eq!(fault(Stat::Count, bound, true), None);
        assert_eq!(fault(Stat::P90, bound, false), Some("check.no-percentile"));
    }
}
