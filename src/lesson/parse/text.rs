//! `<language>.md`: the prose of a lesson, and of the glossary.

use std::collections::BTreeMap;

use super::markdown::{Section, sections};
use crate::lesson::{AnswerText, Block, Fault, LessonText, Prose, StepText, Term};
use crate::locale::Phrase;

/// The prose of a lesson.
pub(super) fn lesson_text(file: &str, text: &str, faults: &mut Vec<Fault>) -> LessonText {
    let mut lesson = LessonText {
        file: file.to_owned(),
        ..LessonText::default()
    };
    let mut step: Option<String> = None;
    for section in sections(file, text, faults) {
        match section.level {
            1 => lesson.title = section.title,
            2 => step = second_level(section, &mut lesson, faults),
            _ => third_level(section, step.as_deref(), &mut lesson, faults),
        }
    }
    lesson
}

fn second_level(
    section: Section,
    lesson: &mut LessonText,
    faults: &mut Vec<Fault>,
) -> Option<String> {
    let prose = Prose {
        blocks: section.blocks,
    };
    match section.title.as_str() {
        "breaks" => lesson.breaks = prose,
        "summary" => lesson.summary = prose,
        id => {
            if lesson.steps.contains_key(id) {
                let what = Phrase::key("check.twice").with("title", id);
                faults.push(Fault {
                    place: section.place.clone(),
                    what,
                });
            }
            let text = StepText {
                body: prose,
                place: section.place,
                ..StepText::default()
            };
            lesson.steps.insert(id.to_owned(), text);
            return Some(id.to_owned());
        }
    }
    None
}

fn third_level(
    section: Section,
    step: Option<&str>,
    lesson: &mut LessonText,
    faults: &mut Vec<Fault>,
) {
    let words: Vec<_> = section.title.split_whitespace().collect();
    let Some(text) = step.and_then(|id| lesson.steps.get_mut(id)) else {
        faults.push(Fault {
            place: section.place,
            what: Phrase::key("check.heading-without-step").with("title", section.title),
        });
        return;
    };
    match words.as_slice() {
        ["notes"] => {
            text.notes = Prose {
                blocks: section.blocks,
            }
        }
        ["option", id] => {
            let answer = answer(section.blocks, section.place.clone());
            if text.answers.insert((*id).to_owned(), answer).is_some() {
                let what = Phrase::key("check.twice").with("title", section.title.as_str());
                faults.push(Fault {
                    place: section.place,
                    what,
                });
            }
        }
        ["hint", number] if number.parse() == Ok(text.hints.len() + 1) => {
            text.hints.push(Prose {
                blocks: section.blocks,
            });
        }
        _ => faults.push(Fault {
            place: section.place,
            what: Phrase::key("check.heading").with("title", section.title),
        }),
    }
}

/// The first block is the answer, the rest its feedback.
fn answer(blocks: Vec<Block>, place: crate::lesson::Place) -> AnswerText {
    let mut blocks = blocks.into_iter();
    AnswerText {
        label: Prose {
            blocks: blocks.next().into_iter().collect(),
        },
        feedback: Prose {
            blocks: blocks.collect(),
        },
        place,
    }
}

/// The terms of a glossary.
pub(super) fn glossary(file: &str, text: &str, faults: &mut Vec<Fault>) -> BTreeMap<String, Term> {
    let mut terms = BTreeMap::new();
    for section in sections(file, text, faults)
        .into_iter()
        .filter(|section| section.level == 2)
    {
        let mut blocks = section.blocks.into_iter();
        let word = Prose {
            blocks: blocks.next().into_iter().collect(),
        };
        let meaning = Prose {
            blocks: blocks.collect(),
        };
        if word.is_empty() || meaning.is_empty() {
            let what = Phrase::key("check.term").with("title", section.title.as_str());
            faults.push(Fault {
                place: section.place,
                what,
            });
        }
        let term = Term {
            word: word.plain(),
            meaning,
        };
        terms.insert(section.title, term);
    }
    terms
}
