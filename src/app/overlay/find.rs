//! The search for a lesson, a step, a term or a key.

pub(in crate::app) mod index;

use crate::app::input::action::{Action, AppAction, ListAction, OverlayAction};
use crate::app::input::hangul;
use crate::app::input::key::{Key, KeyCode};
use crate::app::overlay::text_field::TextField;
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::text::Toward;

/// The longest query, in characters.
const LONGEST_QUERY: usize = 40;
/// The largest number of results.
const MAX_RESULTS: usize = 50;

/// The search: the query, its results, and the selected one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    query: TextField,
    selected: usize,
    results: Vec<FindResult>,
    /// Everything that can be found.
    entries: Vec<FindResult>,
    /// The terms of the page below, which are listed before anything is typed.
    page_terms: Vec<String>,
}

/// An entry of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindResult {
    /// The kind of the entry.
    pub kind: FindResultKind,
    /// The title.
    pub title: String,
    /// The text.
    pub message: String,
    /// Other words for it, also in the other languages.
    pub aliases: Vec<String>,
    /// The place that the entry leads to.
    pub target: FindTarget,
}

/// The place that an entry of the search leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindTarget {
    /// A step: the index of the lesson in the course, and of the step in the lesson.
    Step(usize, usize),
    /// The action of a key on the screen below.
    Key(Key),
    /// None: a term that no lesson links to, or a key without an action on the screen below.
    Nowhere,
}

/// The kind of an entry of the search.
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

/// How an entry matches the query, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// The title equals the query.
    Title,
    /// The title starts with it.
    TitleStart,
    /// A word of the title starts with it.
    WordStart,
    /// Another word for the entry starts with it.
    Alias,
    /// The title has syllables of these first consonants, and no others: ㄱㅇㄱ for 기울기.
    AllConsonants,
    /// A word of the title starts with syllables of these first consonants: ㅍㅎ for 포화.
    Consonants,
    /// The title contains it.
    InTitle,
    /// The text contains it.
    InText,
}

impl FindResultKind {
    /// The key of its word.
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
    /// An empty search over `entries`. `page_terms` are the terms of the page below.
    fn new(entries: Vec<FindResult>, page_terms: Vec<String>) -> Self {
        let mut find = Self {
            query: TextField::new(LONGEST_QUERY),
            selected: 0,
            results: Vec::new(),
            entries,
            page_terms,
        };
        find.update_results();
        find
    }

    /// The typed text.
    pub fn query(&self) -> &TextField {
        &self.query
    }

    /// The index of the selected result.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The results, the best first; the terms of the page and all lessons before anything is typed.
    pub fn results(&self) -> &[FindResult] {
        &self.results
    }

    pub(super) fn is_enabled(action: Action) -> bool {
        matches!(
            action,
            Action::Overlay(OverlayAction::Confirm | OverlayAction::Cancel)
                | Action::List(ListAction::Select(_))
                | Action::App(AppAction::Interrupt | AppAction::Suspend)
        )
    }

    pub(super) fn handle_key(&mut self, key: Key) -> ScreenUpdate {
        match key.code {
            KeyCode::Esc => ScreenUpdate::close_overlay(),
            KeyCode::Enter => self.go_to_selected(),
            KeyCode::Up | KeyCode::BackTab => self.select_beside(Toward::Previous).into(),
            KeyCode::Down | KeyCode::Tab => self.select_beside(Toward::Next).into(),
            _ => match self.query.handle_key(key) {
                Some(has_changed) => self.after_edit(has_changed),
                None => ScreenUpdate::none(),
            },
        }
    }

    /// Inserts pasted text into the query.
    pub(super) fn paste(&mut self, pasted: &str) -> ScreenUpdate {
        let has_changed = self.query.paste(pasted);
        self.after_edit(has_changed)
    }

    fn after_edit(&mut self, has_changed: bool) -> ScreenUpdate {
        if has_changed {
            self.update_results();
        }
        has_changed.into()
    }

    /// Selects the result with the index `at`.
    pub(super) fn select(&mut self, at: usize) -> bool {
        self.selected = at;
        true
    }

    /// Selects the next or the previous result; false at the end.
    pub(super) fn select_beside(&mut self, toward: Toward) -> bool {
        let last = self.results.len().saturating_sub(1);
        let before = self.selected;
        self.selected = match toward {
            Toward::Next => (before + 1).min(last),
            Toward::Previous => before.saturating_sub(1),
        };
        self.selected != before
    }

    fn go_to_selected(&self) -> ScreenUpdate {
        match self.results.get(self.selected).map(|result| result.target) {
            Some(FindTarget::Step(lesson, step)) => Transition::OpenStep { lesson, step }.into(),
            Some(FindTarget::Key(key)) => Transition::PressKey(key).into(),
            Some(FindTarget::Nowhere) | None => ScreenUpdate::none(),
        }
    }

    /// Searches for the query, and selects the first result.
    fn update_results(&mut self) {
        self.selected = 0;
        let query = Query::new(self.query.text().trim());
        if query.letters.is_empty() {
            let is_listed = |entry: &&FindResult| match entry.kind {
                FindResultKind::Term => self.page_terms.contains(&entry.title),
                FindResultKind::Lesson => true,
                FindResultKind::Step | FindResultKind::Key => false,
            };
            let listed = self.entries.iter().filter(is_listed);
            self.results = listed.take(MAX_RESULTS).cloned().collect();
            return;
        }
        let mut matches: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| Some(((match_query(entry, &query)?, entry.kind), entry)))
            .collect();
        matches.sort_by_key(|(rank, _)| *rank);
        let entries = matches.into_iter().map(|(_, entry)| entry);
        self.results = entries.take(MAX_RESULTS).cloned().collect();
    }
}

/// A query for comparison.
struct Query {
    /// Its letters, folded.
    letters: String,
    /// Its first consonants, if it has nothing else.
    consonants: Option<String>,
}

impl Query {
    fn new(text: &str) -> Self {
        let letters = fold_letters(text);
        let is_all_consonants = !text.is_empty() && text.chars().all(hangul::is_consonant);
        Self {
            consonants: is_all_consonants.then(|| letters.clone()),
            letters,
        }
    }
}

/// `text` for comparison: in lower case, with Hangul as single letters, so that the start of a syllable finds it.
fn fold_letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match hangul::letters(c) {
            Some(letters) => folded.extend(letters),
            None => folded.push(c),
        }
    }
    folded
}

/// The first letter of each syllable of `text`, folded.
fn fold_consonants(text: &str) -> String {
    let first = |c: char| hangul::letters(c).map_or(Some(c), |mut letters| letters.next());
    text.chars().filter_map(first).collect()
}

/// How `entry` matches the `query`; none where it does not.
fn match_query(entry: &FindResult, query: &Query) -> Option<Match> {
    let letters = query.letters.as_str();
    let title = fold_letters(&entry.title);
    let aliases = entry.aliases.iter().map(|alias| fold_letters(alias));
    let starts_word = |text: &str| {
        text.split_whitespace()
            .any(|word| word.starts_with(letters))
    };
    if title == letters || aliases.clone().any(|alias| alias == letters) {
        return Some(Match::Title);
    }
    if title.starts_with(letters) {
        return Some(Match::TitleStart);
    }
    if starts_word(&title) {
        return Some(Match::WordStart);
    }
    if aliases.clone().any(|alias| starts_word(&alias)) {
        return Some(Match::Alias);
    }
    if let Some(consonants) = &query.consonants {
        return match_consonants(entry, consonants);
    }
    if title.contains(letters) {
        return Some(Match::InTitle);
    }
    fold_letters(&entry.message)
        .contains(letters)
        .then_some(Match::InText)
}

/// The rank with which the first consonants of the syllables of the title, or of another word for the entry, match `consonants`; words
/// may be written together.
fn match_consonants(entry: &FindResult, consonants: &str) -> Option<Match> {
    let title: String = entry.title.split_whitespace().collect();
    if fold_consonants(&title) == consonants {
        return Some(Match::AllConsonants);
    }
    let texts = std::iter::once(&entry.title).chain(&entry.aliases);
    let mut folded = texts.map(|text| fold_consonants(text));
    let starts = folded.any(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        (0..words.len()).any(|first| words[first..].concat().starts_with(consonants))
    });
    starts.then_some(Match::Consonants)
}
