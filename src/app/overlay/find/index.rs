//! The entries of the search: terms, lessons, steps and keys.

use super::{Find, FindResult, FindResultKind, FindTarget};
use crate::app::content::plain_prose::{plain_prose, term_meaning};
use crate::app::context::Context;
use crate::app::input::action::Action;
use crate::app::input::key::Key;
use crate::app::input::keymap::{Binding, bindings};
use crate::app::session::Session;
use crate::lesson::{Lesson, Localized, Prose};
use crate::locale::{Phrase, SlotSource};

/// A search over everything that can be found. `triggers` says whether a key triggers an action on the screen below.
pub(in crate::app) fn new_find(
    context: &Context,
    session: Option<&Session>,
    triggers: impl Fn(Key, Action) -> bool,
) -> Find {
    let page_terms = session.map(|session| page_terms(context, session));
    Find::new(entries(context, triggers), page_terms.unwrap_or_default())
}

fn entries(context: &Context, triggers: impl Fn(Key, Action) -> bool) -> Vec<FindResult> {
    let mut entries = terms(context);
    entries.extend(lessons(context));
    entries.extend(keys(context, triggers));
    entries
}

/// The terms of the page that is open.
fn page_terms(context: &Context, session: &Session) -> Vec<String> {
    let step = session.step();
    let body = step.and_then(|step| step_body(context, session.lesson(), &step.id));
    let Some(body) = body else {
        return Vec::new();
    };
    let slots = body.spans().flat_map(|span| span.text.slots());
    let terms = slots.filter_map(|slot| match &slot.source {
        SlotSource::Term(name) => Some(context.term(name)),
        SlotSource::Value(_)
        | SlotSource::Fact(_)
        | SlotSource::Key(_)
        | SlotSource::Citation(_)
        | SlotSource::Figure(_)
        | SlotSource::Lesson(_) => None,
    });
    terms.collect()
}

/// The glossary in the language in use, in the order of its alphabet: each word and its meaning.
pub fn glossary(context: &Context) -> Vec<(String, String)> {
    let mut terms = terms(context);
    terms.sort_by_key(|term| term.title.to_lowercase());
    let terms = terms.into_iter();
    terms.map(|term| (term.title, term.message)).collect()
}

/// The terms of the glossary, each with the first step that links to it.
fn terms(context: &Context) -> Vec<FindResult> {
    let glossary = &context.course().glossary;
    let names = glossary.values().flat_map(|terms| terms.keys());
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    let terms = names.into_iter().map(|name| FindResult {
        kind: FindResultKind::Term,
        title: context.term(name),
        message: term_meaning(context, name),
        aliases: term_aliases(context, name),
        target: first_use(context, name).unwrap_or(FindTarget::Nowhere),
    });
    terms.collect()
}

/// The words and the aliases of a term in all languages.
fn term_aliases(context: &Context, name: &str) -> Vec<String> {
    let glossary = context.course().glossary.values();
    let terms = glossary.filter_map(|terms| terms.get(name));
    let words = terms.flat_map(|term| std::iter::once(&term.word).chain(&term.aliases));
    words.cloned().collect()
}

/// The first step of the course that links to a term.
fn first_use(context: &Context, term: &str) -> Option<FindTarget> {
    let term = SlotSource::Term(term.to_owned());
    let links = |prose: &Prose| {
        let mut slots = prose.spans().flat_map(|span| span.text.slots());
        slots.any(|slot| slot.source == term)
    };
    let mut lessons = context.course().lessons.iter().enumerate();
    lessons.find_map(|(at, lesson)| {
        let text = lesson.text(context.words().lang())?;
        let step = lesson.steps.iter().position(|step| {
            let step = text.steps.get(&step.id);
            step.is_some_and(|step| links(&step.body))
        })?;
        Some(FindTarget::Step(at, step))
    })
}

/// Every lesson and every step.
fn lessons(context: &Context) -> Vec<FindResult> {
    let mut found = Vec::new();
    for (at, lesson) in context.course().lessons.iter().enumerate() {
        let title = context.lesson_title(lesson);
        let minutes = Phrase::key("ui.minutes").with("n", u64::from(lesson.minutes));
        found.push(FindResult {
            kind: FindResultKind::Lesson,
            title: format!("{} {title}", lesson.number),
            message: context.words().format(&minutes),
            aliases: lesson_aliases(context, lesson),
            target: FindTarget::Step(at, 0),
        });
        for (place, step) in lesson.steps.iter().enumerate() {
            let phrase = Phrase::key("ui.find.place")
                .with("title", title.as_str())
                .with("at", place + 1);
            let body = step_body(context, lesson, &step.id);
            let text = body.map(|body| plain_prose(context, Some(lesson), body));
            found.push(FindResult {
                kind: FindResultKind::Step,
                title: context.words().format(&phrase),
                message: text.unwrap_or_default(),
                aliases: Vec::new(),
                target: FindTarget::Step(at, place),
            });
        }
    }
    found
}

/// The titles of a lesson in all languages, and its number behind the word for a lesson.
fn lesson_aliases(context: &Context, lesson: &Lesson) -> Vec<String> {
    let languages = lesson.texts.languages();
    let titles = languages.filter_map(|lang| lesson.texts.title(lang));
    let kind = context.words().get(FindResultKind::Lesson.key());
    let numbered = format!("{kind} {}", lesson.number);
    titles.map(str::to_owned).chain([numbered]).collect()
}

/// Every key.
fn keys(context: &Context, triggers: impl Fn(Key, Action) -> bool) -> Vec<FindResult> {
    let target = |binding: &Binding| {
        let mut keys = binding.keys.iter();
        let enabled = keys.find(|(key, action)| triggers(*key, *action));
        enabled.map_or(FindTarget::Nowhere, |(key, _)| FindTarget::Key(*key))
    };
    let keys = bindings().iter().map(|binding| FindResult {
        kind: FindResultKind::Key,
        title: binding.long_of(|_, _| true),
        message: context.words().get(&format!("ui.help.{}", binding.name)),
        aliases: Vec::new(),
        target: target(binding),
    });
    keys.collect()
}

fn step_body<'a>(context: &Context, lesson: &'a Lesson, step: &str) -> Option<&'a Prose> {
    let body = lesson.localized(context.words().lang(), |text| {
        Some(&text.steps.get(step)?.body)
    });
    match body {
        Localized::Translated(prose) | Localized::Foreign { prose, .. } => Some(prose),
        Localized::Missing => None,
    }
}
