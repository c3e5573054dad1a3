//! The report on a room: votes by question, without names.

use std::fmt::Write as _;

use super::page_text::{TextBlock, VotePageTexts};
use super::server::Server;
use crate::lesson::{Activity, Misconception};
use crate::locale::{Phrase, Words};
use crate::room::{Place, VoteResult, VoteTally};

/// The votes of a room as Markdown, in the language of `words`.
pub(super) fn report(server: &Server, words: &Words) -> String {
    let results = server.results();
    let mut text = format!("# {}\n", words.get("ui.report.title"));
    if results.is_empty() {
        // Writing to a string cannot fail.
        let _infallible = write!(text, "\n{}\n", words.get("ui.report.no-votes"));
    }
    let pages = VotePageTexts::default();
    for VoteResult {
        place,
        totals,
        tallies,
    } in results
    {
        let page = pages.get(&server.options, Some(place), words);
        let _infallible = write!(text, "\n## {} · {}\n\n", page.title, page.place);
        for block in &page.blocks {
            if let TextBlock::Paragraph(paragraph) = block {
                let _infallible = write!(text, "{paragraph}\n\n");
            }
        }
        let question = page.question.as_ref();
        for (at, answer) in question
            .into_iter()
            .flat_map(|page| page.answers.iter().enumerate())
        {
            let is_right = question.and_then(|question| question.right) == Some(at);
            let mark = if is_right {
                format!(" **{}**", words.get("ui.report.right"))
            } else {
                String::new()
            };
            let counts = counts(&tallies, at);
            let _infallible = writeln!(text, "{}. {}{mark}{counts}", at + 1, answer.label);
            if let Some(belief) = belief(server, place, at, words) {
                let _infallible = writeln!(text, "   {belief}");
            }
        }
        let _infallible = writeln!(text, "\n{}", words.format(&votes(&totals)));
        if tallies.iter().any(Option::is_none) {
            let _infallible = writeln!(text, "{}", words.get("ui.note.few-votes"));
        }
    }
    // Editors show no-break spaces as signs.
    text.replace('\u{a0}', " ").replace('\u{2060}', "")
}

/// The votes for an answer in each round, `–` where too few voted; nothing without a round that is shown.
fn counts(tallies: &[Option<VoteTally>], answer: usize) -> String {
    if tallies.iter().all(Option::is_none) {
        return String::new();
    }
    let count = |tally: &Option<VoteTally>| match tally {
        Some(tally) => tally.count(answer).to_string(),
        None => "–".to_owned(),
    };
    let counts: Vec<_> = tallies.iter().map(count).collect();
    format!(": {}", counts.join(" → "))
}

/// The number of votes of each round in a sentence.
fn votes(totals: &[usize]) -> Phrase {
    let totals: Vec<_> = totals.iter().map(usize::to_string).collect();
    Phrase::key("ui.report.votes").with("n", totals.join(" → "))
}

/// The belief behind an answer.
fn belief(server: &Server, place: Place, answer: usize, words: &Words) -> Option<String> {
    let course = &server.options.course;
    let step = course.entry(place.lesson)?.steps.get(place.step)?;
    let Activity::Question(question) = &step.activity else {
        return None;
    };
    let code = question.answers.get(answer)?.code.as_ref()?;
    let of_language = course.misconceptions.get(words.lang())?;
    let belief = of_language.get(code).map(Misconception::as_str)?;
    let phrase = Phrase::key("ui.note.belief").with("belief", belief);
    Some(words.format(&phrase))
}
