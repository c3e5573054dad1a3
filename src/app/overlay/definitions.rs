//! The definitions of the glossary terms of a page, one at a time.

use super::enabled::stays_enabled;
use crate::app::context::Context;
use crate::app::input::action::{Action, LessonAction, OverlayAction};
use crate::text::Toward;

/// The definitions of the terms of a page: one of them is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definitions {
    /// The names of the terms in the order of the page.
    terms: Vec<String>,
    /// The index of the open one.
    selected: usize,
}

impl Definitions {
    /// The `terms` of a page, with the one called `selected` open, else the first one. None for a page without terms.
    pub(in crate::app) fn new(terms: Vec<String>, selected: Option<&str>) -> Option<Self> {
        let at = selected.and_then(|name| terms.iter().position(|term| term == name));
        (!terms.is_empty()).then(|| Self {
            terms,
            selected: at.unwrap_or(0),
        })
    }

    /// The name of the open term.
    pub fn term(&self) -> &str {
        self.terms.get(self.selected).map_or("", String::as_str)
    }

    /// The number of the open term on its page, from 1.
    pub fn number(&self) -> usize {
        self.selected + 1
    }

    /// The number of terms on the page.
    pub fn count(&self) -> usize {
        self.terms.len()
    }

    pub(super) fn is_enabled(&self, action: Action, context: &Context) -> bool {
        match action {
            Action::Lesson(LessonAction::Define)
            | Action::Overlay(OverlayAction::CloseDefinition) => true,
            Action::Overlay(OverlayAction::SelectTerm(_)) => self.count() > 1,
            Action::App(action) => stays_enabled(action, context),
            Action::Overlay(_)
            | Action::List(_)
            | Action::Import(_)
            | Action::Lesson(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_)
            | Action::Close => false,
        }
    }

    /// Opens the next or the previous term, cyclically.
    pub(super) fn select_beside(&mut self, toward: Toward) {
        let count = self.count().max(1);
        let step = match toward {
            Toward::Next => 1,
            Toward::Previous => count - 1,
        };
        self.selected = (self.selected + step) % count;
    }
}
