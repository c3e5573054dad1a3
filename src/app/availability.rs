//! Which actions do something where: what keys, footer and help agree on.

use super::{Action, App, Key, Overlay, Screen, Session, bindings};
use crate::lab::{Domain, Lab, Run, Toward, Turn};
use crate::lesson::{Activity, Lesson, LessonRole, Localized};

impl App {
    /// Whether `action` does something here.
    pub fn is_enabled(&self, action: Action) -> bool {
        self.is_enabled_under(self.overlay.as_ref(), action)
    }

    /// Whether `action` does something on the screen under what lies over it: what help tells of.
    pub fn is_enabled_below_overlay(&self, action: Action) -> bool {
        self.is_enabled_under(None, action)
    }

    /// Whether `key` does `action` here: it is offered, and no binding before it takes the key.
    pub fn key_triggers(&self, key: Key, action: Action) -> bool {
        self.action_for(key) == Some(action)
    }

    /// Whether `key` does `action` on the screen under what lies over it.
    pub fn key_triggers_below_overlay(&self, key: Key, action: Action) -> bool {
        first_of(key, |action| self.is_enabled_below_overlay(action)) == Some(action)
    }

    /// What `key` does here.
    pub(super) fn action_for(&self, key: Key) -> Option<Action> {
        first_of(key, |action| self.is_enabled(action))
    }

    fn is_enabled_under(&self, overlay: Option<&Overlay>, action: Action) -> bool {
        if matches!(action, Action::Suspend | Action::Interrupt) {
            return true;
        }
        match (overlay, self.screen) {
            (Some(Overlay::Find(_)), _) => {
                matches!(action, Action::Confirm | Action::Cancel | Action::Select(_))
            }
            (Some(Overlay::TextInput(_)), _) => matches!(action, Action::Confirm | Action::Cancel),
            (_, _) if action == Action::Quit => true,
            (Some(Overlay::Blank), _) => false,
            (Some(Overlay::InfoPage { page, .. }), _) => {
                let scrolls = matches!(action, Action::ScrollPage(_)) && self.extent.hidden > 0;
                let is_its_key = page.action() == action;
                scrolls
                    || is_its_key
                    || matches!(action, Action::Close | Action::Theme)
                    || (action == Action::Language && self.languages().len() > 1)
            }
            (Some(Overlay::Settings(_)), _) => {
                matches!(
                    action,
                    Action::Settings
                        | Action::Close
                        | Action::SelectSetting(_)
                        | Action::ChangeSetting(_)
                        | Action::Theme
                ) || (action == Action::Language && self.languages().len() > 1)
            }
            (None, Screen::List { .. }) => {
                let chooses = matches!(action, Action::Open | Action::Select(_));
                let shows = matches!(
                    action,
                    Action::Help
                        | Action::Theme
                        | Action::Settings
                        | Action::Blank
                        | Action::Find
                        | Action::Export
                ) || (action == Action::Language && self.languages().len() > 1);
                shows || (chooses && !self.course.lessons.is_empty())
            }
            (None, Screen::Lesson { .. }) => self.lesson_offers(action),
        }
    }

    fn lesson_offers(&self, action: Action) -> bool {
        let Some((lesson, session)) = self.session() else {
            return false;
        };
        let unlocked = || session.unlocked(lesson);
        let locked = session.open_question(lesson).is_some();
        let free_lab = session.lab().filter(|_| !locked);
        let run = free_lab.and_then(|lab| lab.run());
        if let Some(offered) = on_bench(lesson, session, action) {
            return offered;
        }
        match action {
            Action::Language => self.languages().len() > 1,
            Action::Copy => self.command().is_some(),
            Action::Notes => self.presenting,
            // A playground has no page behind it.
            Action::Next => lesson.role != LessonRole::Play,
            Action::Find
            | Action::Help
            | Action::Theme
            | Action::Settings
            | Action::Export
            | Action::Blank
            | Action::Close
            | Action::Quit
            | Action::Interrupt
            | Action::Suspend => true,
            Action::Previous => session.at() > 0,
            Action::Open
            | Action::Select(_)
            | Action::Confirm
            | Action::Cancel
            | Action::ScrollPage(_)
            | Action::SelectSetting(_)
            | Action::ChangeSetting(_)
            | Action::Workbench(_) => false,
            Action::Choose(_) => unlocked().len() > 1,
            Action::Turn(Turn::Fine(_) | Turn::Coarse(_)) => {
                session.focused(lesson).is_some_and(|name| {
                    let control = free_lab.and_then(|lab| lab.controls().get(&name).cloned());
                    control.is_some_and(|control| matches!(control.domain, Domain::Number(_)))
                })
            }
            Action::Turn(_) | Action::TypeValue => !unlocked().is_empty(),
            Action::Answer(at) => {
                let is_final = lesson.role == LessonRole::Before && !locked;
                answers(lesson, session) > at && !is_final
            }
            Action::Hint => self.has_more_to_tell(lesson, session),
            Action::Sources => !self.citations().is_empty(),
            Action::Undo if self.has_votes() => true,
            Action::Undo => free_lab.is_some_and(Lab::can_undo),
            Action::Reset | Action::Ghost => free_lab.is_some(),
            Action::Describe => session.lab().is_some(),
            Action::Scroll(_) => self.extent.hidden > 0,
            Action::Run | Action::Speed(_) | Action::Seek(..) => {
                run.is_some_and(|run| of_run(run, session, action))
            }
        }
    }

    /// Whether there is one more hint or, once the goals are met, the principle.
    fn has_more_to_tell(&self, lesson: &Lesson, session: &Session) -> bool {
        let (Some(step), Some(state)) = (session.step(lesson), session.state()) else {
            return false;
        };
        let said = lesson.localized(self.words.lang(), |text| {
            let said = text.steps.get(&step.id)?;
            if state.is_done(step) {
                Some(&said.principle).filter(|_| !state.told)
            } else {
                said.hints.get(state.hints)
            }
        });
        said != Localized::Missing
    }
}

/// Whether a model that runs in steps offers `action`: what leads nowhere from where it stands is not offered.
fn of_run(run: &dyn Run, session: &Session, action: Action) -> bool {
    match action {
        Action::Speed(way) => {
            let speed = session.running.speed;
            speed.shifted(way) != speed
        }
        // A race has no way back but from the start, and no step that could be looked at.
        Action::Seek(way, _) => run.progress().is_none() && (way == Toward::Next || run.at() > 0),
        _ => true,
    }
}

fn answers(lesson: &Lesson, session: &Session) -> usize {
    match session.step(lesson).map(|step| &step.activity) {
        Some(Activity::Question(question)) => question.answers.len(),
        Some(Activity::Explore | Activity::Challenge(_)) | None => 0,
    }
}

/// The first action of `key` that is offered.
fn first_of(key: Key, offers: impl Fn(Action) -> bool) -> Option<Action> {
    let keys = bindings().iter().flat_map(|binding| binding.keys);
    let mut here = keys.filter(|(pressed, _)| *pressed == key);
    here.find(|(_, action)| offers(*action))
        .map(|(_, action)| *action)
}

/// Whether the workbench of the open step offers `action`; none where there is none, or it is like any other step there.
fn on_bench(lesson: &Lesson, session: &Session, action: Action) -> Option<bool> {
    let step = session.step(lesson)?;
    session
        .workbench()?
        .is_enabled(session.lab()?, step, action)
}
