//! Finding a lesson, a step, a term or a key by some of its letters.

use super::{App, Binding, Key, KeyCode, Overlay, Screen, Update, bindings, hangul, key_names};
use crate::lab::{Toward, Values};
use crate::lesson::{Lesson, Localized, Prose};
use crate::locale::{Phrase, Slot, SlotSource, TemplatePart};

/// As many characters as anybody will search for.
const LONGEST: usize = 40;
/// At most so many are listed.
const MOST: usize = 50;

/// A search: what was typed, and which of the results is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Find {
    /// What was typed.
    pub query: String,
    /// The place of the result that is chosen.
    pub chosen: usize,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindResult {
    /// What it is.
    pub kind: FindResultKind,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub message: String,
    /// Where it leads.
    pub leads: FindTarget,
}

/// Where something that was found leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindTarget {
    /// To a step: the lesson's place in the course, and the step's in the lesson.
    Step(usize, usize),
    /// To what a key does here.
    Key(Key),
    /// Nowhere: it is a term that no lesson links, or a key that does nothing here.
    Nowhere,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindResultKind {
    /// A term of the glossary.
    Term,
    /// A lesson.
    Lesson,
    /// A step of a lesson.
    Step,
    /// A key.
    Key,
}

/// How well something fits what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its title is it.
    Is,
    /// Its title begins with it.
    Begins,
    /// A word of its title begins with it.
    WordBegins,
    /// Its title has it.
    Has,
    /// What it says has it.
    Says,
}

/// What a key did to the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    Text,
    Moved(Toward),
    Done,
    Closed,
    Nothing,
}

impl FindResultKind {
    /// The word for it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Term => "ui.find.term",
            Self::Lesson => "ui.find.lesson",
            Self::Step => "ui.find.step",
            Self::Key => "ui.find.key",
        }
    }
}

impl Find {
    fn take(&mut self, key: Key) -> Typed {
        match key.code {
            KeyCode::Esc => Typed::Closed,
            KeyCode::Enter => Typed::Done,
            KeyCode::Up | KeyCode::BackTab => Typed::Moved(Toward::Previous),
            KeyCode::Down | KeyCode::Tab => Typed::Moved(Toward::Next),
            KeyCode::Backspace if self.query.pop().is_some() => Typed::Text,
            KeyCode::Char(c)
                if !key.ctrl && !c.is_control() && self.query.chars().count() < LONGEST =>
            {
                self.query.push(c);
                Typed::Text
            }
            KeyCode::Char(_)
            | KeyCode::Backspace
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown => Typed::Nothing,
        }
    }
}

impl App {
    /// Takes a key while a search is open.
    pub(super) fn search(&mut self, key: Key) -> Update {
        let Some(Overlay::Find(find)) = &mut self.overlay else {
            return Update::none();
        };
        match find.take(key) {
            Typed::Nothing => return Update::none(),
            Typed::Text => find.chosen = 0,
            Typed::Closed => self.overlay = None,
            Typed::Moved(way) => return self.choose_found(way).into(),
            Typed::Done => return self.go_to_found(),
        }
        Update::redraw()
    }

    /// Chooses the next or the previous result.
    pub(super) fn choose_found(&mut self, way: Toward) -> bool {
        let last = self.found().len().saturating_sub(1);
        let Some(Overlay::Find(find)) = &mut self.overlay else {
            return false;
        };
        let before = find.chosen;
        find.chosen = match way {
            Toward::Next => (before + 1).min(last),
            Toward::Previous => before.saturating_sub(1),
        };
        find.chosen != before
    }

    /// Goes to the step that was found, or does what the key that was found does.
    fn go_to_found(&mut self) -> Update {
        let Some(Overlay::Find(find)) = &self.overlay else {
            return Update::none();
        };
        match self.found().get(find.chosen).map(|found| found.leads) {
            Some(FindTarget::Step(lesson, step)) => self.open_step(lesson, step).into(),
            Some(FindTarget::Key(key)) => {
                self.overlay = None;
                self.key(key).and_redraw(true)
            }
            Some(FindTarget::Nowhere) | None => Update::none(),
        }
    }

    fn open_step(&mut self, lesson: usize, step: usize) -> bool {
        self.overlay = None;
        // Nothing is set, so nothing can be refused.
        if self.open(lesson, step, &Values::new()).is_err() {
            return false;
        }
        let _ = self.with_session(|content, session| session.go(content, step));
        self.screen = Screen::Lesson { lesson };
        true
    }

    /// What the open search has found, the best first; the terms of the page and all lessons before anything is typed.
    pub fn found(&self) -> Vec<FindResult> {
        let Some(Overlay::Find(find)) = &self.overlay else {
            return Vec::new();
        };
        let query = folded(find.query.trim());
        let all = self
            .terms()
            .into_iter()
            .chain(self.places())
            .chain(self.keys());
        if query.is_empty() {
            let here = self.terms_here();
            let is_offered = |found: &FindResult| match found.kind {
                FindResultKind::Term => here.contains(&found.title),
                FindResultKind::Lesson => true,
                FindResultKind::Step | FindResultKind::Key => false,
            };
            return all.filter(is_offered).take(MOST).collect();
        }
        let mut fitting: Vec<_> = all
            .filter_map(|found| Some(((fit(&found, &query)?, found.kind), found)))
            .collect();
        fitting.sort_by_key(|(rank, _)| *rank);
        let found = fitting.into_iter().map(|(_, found)| found);
        found.take(MOST).collect()
    }

    /// The glossary, each term leading to where a lesson first uses it.
    fn terms(&self) -> Vec<FindResult> {
        let names = self.course.glossary.values().flat_map(|terms| terms.keys());
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names.dedup();
        let lang = self.words.lang().clone();
        let terms = names.into_iter().map(|name| {
            let meaning = [&lang, &crate::locale::Lang::english()]
                .into_iter()
                .find_map(|lang| self.course.glossary.get(lang)?.get(name))
                .map(|term| self.plainly(&term.meaning));
            FindResult {
                kind: FindResultKind::Term,
                title: self.term(name),
                message: meaning.unwrap_or_default(),
                leads: self.first_use(name).unwrap_or(FindTarget::Nowhere),
            }
        });
        terms.collect()
    }

    /// The glossary in the language in use: each word and what it means.
    pub fn glossary(&self) -> Vec<(String, String)> {
        let terms = self.terms().into_iter();
        terms.map(|found| (found.title, found.message)).collect()
    }

    /// Where the course first links a term.
    fn first_use(&self, name: &str) -> Option<FindTarget> {
        let links = |prose: &Prose| {
            prose.spans().any(|span| {
                span.text
                    .slots()
                    .any(|slot| slot.source == SlotSource::Term(name.to_owned()))
            })
        };
        let lessons = self.course.lessons.iter().enumerate();
        lessons.into_iter().find_map(|(at, lesson)| {
            let text = lesson.text(self.words.lang())?;
            let step = lesson.steps.iter().position(|step| {
                text.steps
                    .get(&step.id)
                    .is_some_and(|said| links(&said.body))
            })?;
            Some(FindTarget::Step(at, step))
        })
    }

    /// The terms of the open page.
    fn terms_here(&self) -> Vec<String> {
        let Some((lesson, session)) = self.session() else {
            return Vec::new();
        };
        let Some(step) = session.step(lesson) else {
            return Vec::new();
        };
        let Some(body) = self.body(lesson, &step.id) else {
            return Vec::new();
        };
        let slots = body.spans().flat_map(|span| span.text.slots());
        let terms = slots.filter_map(|slot| match &slot.source {
            SlotSource::Term(name) => Some(self.term(name)),
            SlotSource::Value(_)
            | SlotSource::Fact(_)
            | SlotSource::Key(_)
            | SlotSource::Citation(_) => None,
        });
        terms.collect()
    }

    /// Every lesson and every step.
    fn places(&self) -> Vec<FindResult> {
        let mut found = Vec::new();
        for (at, lesson) in self.course.lessons.iter().enumerate() {
            let title = self.lesson_title(lesson);
            let minutes = Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes));
            found.push(FindResult {
                kind: FindResultKind::Lesson,
                title: format!("{} {title}", lesson.number),
                message: self.words.format(&minutes),
                leads: FindTarget::Step(at, 0),
            });
            for (place, step) in lesson.steps.iter().enumerate() {
                let phrase = Phrase::key("ui.find.place")
                    .with("title", title.as_str())
                    .with("at", place + 1);
                let says = self.body(lesson, &step.id).map(|body| self.plainly(body));
                found.push(FindResult {
                    kind: FindResultKind::Step,
                    title: self.words.format(&phrase),
                    message: says.unwrap_or_default(),
                    leads: FindTarget::Step(at, place),
                });
            }
        }
        found
    }

    /// Every key that there is.
    fn keys(&self) -> Vec<FindResult> {
        let keys = bindings().iter().map(|binding| FindResult {
            kind: FindResultKind::Key,
            title: binding.long_of(|_, _| true),
            message: self.words.get(&format!("ui.help.{}", binding.name)),
            leads: self.key_here(binding),
        });
        keys.collect()
    }

    /// The first key of `binding` that does something on the screen under the search.
    fn key_here(&self, binding: &Binding) -> FindTarget {
        let keys = binding.keys.iter();
        let mut working =
            keys.filter(|(key, action)| self.key_triggers_below_overlay(*key, *action));
        working
            .next()
            .map_or(FindTarget::Nowhere, |(key, _)| FindTarget::Key(*key))
    }

    fn body<'a>(&self, lesson: &'a Lesson, step: &str) -> Option<&'a Prose> {
        let said = lesson.localized(self.words.lang(), |text| Some(&text.steps.get(step)?.body));
        match said {
            Localized::Translated(prose) | Localized::English(prose) => Some(prose),
            Localized::Missing => None,
        }
    }

    /// Prose as one line, with dots for the numbers of its model.
    fn plainly(&self, prose: &Prose) -> String {
        let parts = prose.spans().flat_map(|span| span.text.parts());
        let words = parts.map(|part| match part {
            TemplatePart::Text(text) => text.replace('\n', " "),
            TemplatePart::Slot(slot) => self.plain_slot(slot),
        });
        words.collect()
    }

    fn plain_slot(&self, slot: &Slot) -> String {
        let text = match &slot.source {
            SlotSource::Term(name) => self.term(name),
            SlotSource::Key(name) => key_names(name).unwrap_or_default(),
            SlotSource::Value(_) | SlotSource::Fact(_) => "…".to_owned(),
            SlotSource::Citation(_) => return String::new(),
        };
        self.words
            .format_slot(slot, &crate::locale::SlotValue::Text(text))
    }
}

/// `text` as it is compared: in lower case, Hangul letter by letter, so that a syllable is found by its beginning.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match hangul::letters(c) {
            Some(letters) => folded.extend(letters),
            None => folded.push(c),
        }
    }
    folded
}

/// How well `found` fits `query`, which is folded; nothing where it does not.
fn fit(found: &FindResult, query: &str) -> Option<Fit> {
    let title = folded(&found.title);
    if title == query {
        return Some(Fit::Is);
    }
    if title.starts_with(query) {
        return Some(Fit::Begins);
    }
    if title.split_whitespace().any(|word| word.starts_with(query)) {
        return Some(Fit::WordBegins);
    }
    if title.contains(query) {
        return Some(Fit::Has);
    }
    folded(&found.message).contains(query).then_some(Fit::Says)
}
