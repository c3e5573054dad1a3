//! `<language>.md`: the prose of a lesson, and of the glossary.

use std::collections::BTreeMap;

use super::markdown::{Section, sections};
use crate::lesson::model::{AnswerText, Fault, LessonText, Location, StepText, Term};
use crate::locale::Phrase;

/// The prose of a lesson.
pub(super) fn lesson_text(file: &str, text: &str, faults: &mut Vec<Fault>) -> LessonText {
    let sections = sections(file, text, faults);
    let mut reader = Reader {
        lesson: LessonText {
            file: file.to_owned(),
            ..LessonText::default()
        },
        step: None,
        faults,
    };
    for section in sections {
        match section.level {
            1 => reader.title(section),
            2 => reader.step(section),
            3 => reader.part(section),
            _ => reader.fault("check.heading", section.place, &section.title),
        }
    }
    reader.lesson
}

struct Reader<'a> {
    lesson: LessonText,
    /// The step under which the next heading of level 3 belongs.
    step: Option<String>,
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, key: &'static str, place: Location, title: &str) {
        self.faults.push(Fault {
            place,
            what: Phrase::key(key).with("title", title),
        });
    }

    fn title(&mut self, section: Section) {
        if !section.blocks.is_empty() {
            let place = section.place.clone();
            self.fault("check.text-under-title", place, &section.title);
        }
        if self.lesson.title.is_empty() {
            self.lesson.title = section.title;
            self.lesson.title_place = section.place;
        } else {
            self.fault("check.second-title", section.place, &section.title);
        }
    }

    fn step(&mut self, section: Section) {
        self.step = None;
        let ending = match section.title.as_str() {
            "breaks" => Some(&mut self.lesson.breaks),
            "summary" => Some(&mut self.lesson.summary),
            _ => None,
        };
        match ending {
            Some(prose) if prose.is_empty() => *prose = section.prose(),
            Some(_) => self.fault("check.twice", section.place, &section.title),
            None => {
                let (title, place) = (section.title.clone(), section.place.clone());
                let text = StepText {
                    body: section.prose(),
                    place: place.clone(),
                    ..StepText::default()
                };
                if self.lesson.steps.insert(title.clone(), text).is_some() {
                    self.fault("check.twice", place, &title);
                }
                self.step = Some(title);
            }
        }
    }

    fn part(&mut self, section: Section) {
        let step = self.step.as_ref();
        let Some(text) = step.and_then(|id| self.lesson.steps.get_mut(id)) else {
            return self.fault("check.heading-without-step", section.place, &section.title);
        };
        let title = section.title.clone();
        let words: Vec<_> = title.split_whitespace().collect();
        match words.as_slice() {
            ["notes"] if text.notes.is_empty() => text.notes = section.prose(),
            ["option", id] if !text.answers.contains_key(*id) => {
                let answer = answer(section);
                text.answers.insert((*id).to_owned(), answer);
            }
            ["principle"] if text.principle.is_empty() => text.principle = section.prose(),
            ["notes" | "principle"] | ["option", _] => {
                self.fault("check.twice", section.place, &section.title);
            }
            ["hint", number] if number.parse() == Ok(text.hints.len() + 1) => {
                text.hints.push(section.prose());
            }
            _ => self.fault("check.heading", section.place, &section.title),
        }
    }
}

/// The first block is the answer, the rest its feedback.
fn answer(section: Section) -> AnswerText {
    let place = section.place.clone();
    let (label, feedback) = section.first_and_rest();
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
        let mut fault = |key: &'static str| {
            faults.push(Fault {
                place: place.clone(),
                what: Phrase::key(key).with("title", title.as_str()),
            });
        };
        match section.level {
            1 if section.blocks.is_empty() => {}
            1 => fault("check.text-under-title"),
            2 if terms.contains_key(&title) => fault("check.twice"),
            2 => {
                let (word, meaning) = section.first_and_rest();
                if word.is_empty() || meaning.is_empty() {
                    fault("check.term");
                }
                let word = word.plain();
                let term = Term {
                    word,
                    meaning,
                    place,
                };
                terms.insert(title, term);
            }
            _ => fault("check.heading-of-glossary"),
        }
    }
    terms
}
