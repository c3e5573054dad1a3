//! The report on a room: votes by question, without names.

use std::fmt::Write as _;

use super::page_text::{TextBlock, VotePageTexts};
use super::server::Server;
use crate::lesson::{Activity, Misconception};
use crate::locale::{Phrase, Words};
use crate::room::{Place, VoteTally};

/// The votes of a room as Markdown, in the language of `words`.
pub(super) fn report(server: &Server, words: &Words) -> String {
    let results = server.results();
    let mut text = format!("# {}\n", words.get("ui.report.title"));
    if results.is_empty() {
        // Writing to a string cannot fail.
        let _infallible = write!(text, "\n{}\n", words.get("ui.report.no-votes"));
    }
    let pages = VotePageTexts::default();
    for (place, rounds) in results {
        let page = pages.get(&server.options, Some(place), words);
        let _infallible = write!(text, "\n## {}: {}\n\n", page.title, page.place);
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
            let counts: Vec<_> = rounds
                .iter()
                .map(|tally| tally.count(at).to_string())
                .collect();
            let counts = counts.join(" → ");
            let _infallible = writeln!(text, "{}. {}{mark}: {counts}", at + 1, answer.label);
            if let Some(belief) = belief(server, place, at, words) {
                let _infallible = writeln!(text, "   {belief}");
            }
        }
        let _infallible = writeln!(text, "\n{}", words.format(&votes(&rounds)));
    }
    // Editors show no-break spaces as signs.
    text.replace('\u{a0}', " ").replace('\u{2060}', "")
}

/// The number of votes of each round in a sentence.
fn votes(rounds: &[VoteTally]) -> Phrase {
    let totals: Vec<_> = rounds
        .iter()
        .map(|tally| tally.total().to_string())
        .collect();
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
