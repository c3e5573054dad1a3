//! The prose of a lesson and of the glossary, from their `<language>.md`.

use std::collections::BTreeMap;

use super::markdown::{Section, sections};
use crate::lesson::model::{AnswerText, Block, Fault, LessonText, Location, Prose, StepText, Term};
use crate::locale::Phrase;

/// The prose of a lesson.
pub(super) fn lesson_text(file: &str, text: &str, faults: &mut Vec<Fault>) -> LessonText {
    let sections = sections(file, text, faults);
    let mut builder = TextBuilder {
        lesson: LessonText {
            file: file.to_owned(),
            ..LessonText::default()
        },
        step: None,
        faults,
    };
    for section in sections {
        match section.level {
            1 => builder.add_title(section),
            2 => builder.add_step(section),
            3 => builder.add_part(section),
            _ => builder.report("check.heading", section.place, &section.title),
        }
    }
    builder.lesson
}

struct TextBuilder<'a> {
    lesson: LessonText,
    /// The step to which headings of level 3 belong.
    step: Option<String>,
    faults: &'a mut Vec<Fault>,
}

impl TextBuilder<'_> {
    fn report(&mut self, key: &'static str, place: Location, title: &str) {
        self.faults.push(Fault {
            place,
            message: Phrase::key(key).with("title", title),
        });
    }

    fn add_title(&mut self, section: Section) {
        if !section.blocks.is_empty() {
            let place = section.place.clone();
            self.report("check.text-under-title", place, &section.title);
        }
        if self.lesson.title.is_empty() {
            self.lesson.title = section.title;
            self.lesson.title_place = section.place;
        } else {
            self.report("check.second-title", section.place, &section.title);
        }
    }

    /// Adds the prose of a step, or one of the pages behind the steps.
    fn add_step(&mut self, section: Section) {
        self.step = None;
        let page = match section.title.as_str() {
            "breaks" => Some(&mut self.lesson.breaks),
            "summary" => Some(&mut self.lesson.summary),
            _ => None,
        };
        match page {
            Some(prose) if prose.is_empty() => *prose = section.into_prose(),
            Some(_) => self.report("check.twice", section.place, &section.title),
            None => {
                let (title, place) = (section.title.clone(), section.place.clone());
                let text = StepText {
                    body: section.into_prose(),
                    place: place.clone(),
                    ..StepText::default()
                };
                if self.lesson.steps.insert(title.clone(), text).is_some() {
                    self.report("check.twice", place, &title);
                }
                self.step = Some(title);
            }
        }
    }

    /// Adds an answer, a hint, the notes or the principle to the current step.
    fn add_part(&mut self, section: Section) {
        let step = self.step.as_ref();
        let Some(text) = step.and_then(|id| self.lesson.steps.get_mut(id)) else {
            return self.report("check.heading-without-step", section.place, &section.title);
        };
        let title = section.title.clone();
        let words: Vec<_> = title.split_whitespace().collect();
        match words.as_slice() {
            ["notes"] if text.notes.is_empty() => text.notes = section.into_prose(),
            ["option", id] if !text.answers.contains_key(*id) => {
                let answer = answer_text(section);
                text.answers.insert((*id).to_owned(), answer);
            }
            ["variant", id] if !text.variants.contains_key(*id) => {
                let id = (*id).to_owned();
                text.variants.insert(id, section.into_prose());
            }
            ["principle"] if text.principle.is_empty() => text.principle = section.into_prose(),
            ["notes" | "principle"] | ["option" | "variant", _] => {
                self.report("check.twice", section.place, &section.title);
            }
            ["hint", number] if number.parse() == Ok(text.hints.len() + 1) => {
                text.hints.push(section.into_prose());
            }
            _ => self.report("check.heading", section.place, &section.title),
        }
    }
}

/// The answer of a section: the first block is its label, the rest its feedback.
fn answer_text(section: Section) -> AnswerText {
    let place = section.place.clone();
    let (label, feedback) = section.split_first_block();
    AnswerText {
        label,
        feedback,
        place,
    }
}

/// The terms of a glossary.
pub(super) fn glossary(file: &str, text: &str, faults: &mut Vec<Fault>) -> BTreeMap<String, Term> {
    let mut terms = BTreeMap::new();
    for section in sections(file, text, faults) {
        let (title, place) = (section.title.clone(), section.place.clone());
        let mut report = |key: &'static str| {
            faults.push(Fault {
                place: place.clone(),
                message: Phrase::key(key).with("title", title.as_str()),
            });
        };
        match section.level {
            1 if section.blocks.is_empty() => {}
            1 => report("check.text-under-title"),
            2 if terms.contains_key(&title) => report("check.twice"),
            2 => {
                let (word, mut meaning) = section.split_first_block();
                let aliases = take_aliases(&mut meaning);
                if word.is_empty() || meaning.is_empty() {
                    report("check.term");
                }
                let word = word.plain();
                let term = Term {
                    word,
                    meaning,
                    aliases,
                    place,
                };
                terms.insert(title, term);
            }
            _ => report("check.heading-of-glossary"),
        }
    }
    terms
}

/// Removes the list under the meaning of a term and returns its words, which commas divide.
fn take_aliases(meaning: &mut Prose) -> Vec<String> {
    let mut aliases = Vec::new();
    let mut others = Vec::new();
    for block in std::mem::take(&mut meaning.blocks) {
        match block {
            item @ Block::Item { .. } => {
                let list = Prose {
                    blocks: vec![item],
                    ..Prose::default()
                };
                let list = list.plain();
                let words = list.split(',').map(str::trim);
                aliases.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
            }
            Block::Paragraph(_) | Block::Code(_) | Block::Row { .. } => others.push(block),
        }
    }
    meaning.blocks = others;
    aliases
}
