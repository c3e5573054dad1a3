//! What keys do.

use super::hangul;
use super::text_input::Typed;
use super::workbench::parameter;
use super::{
    Action, AnswerState, App, Effect, Find, InfoPage, InputPurpose, Key, KeyCode, Overlay, Pane,
    Preference, Screen, Session, TextInput, Update, WorkbenchAction, WorkbenchState,
};
use crate::lab::{Lab, Toward, Value, Values};
use crate::lesson::{Activity, Lesson, LessonRole};

impl App {
    /// Takes a key press. Hangul acts as the keys that it was typed with, except where text is searched for.
    pub(super) fn key(&mut self, key: Key) -> Update {
        let typed = match (key.code, &self.overlay) {
            (KeyCode::Char(_), Some(Overlay::Find(_))) => None,
            (KeyCode::Char(_), Some(Overlay::TextInput(entry)))
                if entry.purpose == InputPurpose::Points =>
            {
                None
            }
            (KeyCode::Char(c), _) => hangul::keys(c),
            (_, _) => None,
        };
        let Some(typed) = typed else {
            return self.press(key);
        };
        let mut all = Update::none();
        for c in typed.chars() {
            let code = KeyCode::Char(c);
            let Update { redraw, effects } = self.press(Key { code, ..key });
            all.redraw |= redraw;
            all.effects.extend(effects);
        }
        all
    }

    fn press(&mut self, key: Key) -> Update {
        let action = self.action_for(key);
        match (&mut self.overlay, action) {
            (_, Some(Action::Interrupt)) => Update::effect(Effect::Quit),
            (_, Some(Action::Suspend)) => Update::effect(Effect::Suspend),
            (Some(Overlay::Blank), _) => {
                self.overlay = None;
                Update::redraw()
            }
            (Some(Overlay::TextInput(entry)), _) => {
                let typed = entry.take(key);
                self.typed(typed)
            }
            (Some(Overlay::Find(_)), _) => self.search(key),
            (_, Some(action)) => self.act(action),
            (_, None) => Update::none(),
        }
    }

    fn typed(&mut self, typed: Typed) -> Update {
        match typed {
            Typed::Nothing => return Update::none(),
            Typed::Text => {}
            Typed::Closed => self.overlay = None,
            Typed::Done(value) => self.take_value(value),
            Typed::File(path) => {
                self.overlay = None;
                return Update::effect(Effect::ReadPoints(path)).and_redraw(true);
            }
        }
        Update::redraw()
    }

    /// Sets the control that the box is for to what was typed, or says why not.
    fn take_value(&mut self, value: Value) {
        let Some(Overlay::TextInput(TextInput {
            purpose: InputPurpose::Control(control),
            ..
        })) = &self.overlay
        else {
            return;
        };
        let mut set = Values::new();
        set.set(control, value);
        let fault = self.with_session(|lesson, session| {
            let refused = session.lab_mut().and_then(|lab| lab.set(&set).err());
            session.after_change(lesson);
            refused
        });
        match (fault.flatten(), &mut self.overlay) {
            (Some(fault), Some(Overlay::TextInput(entry))) => entry.fault = Some(fault.phrase()),
            (_, overlay) => *overlay = None,
        }
    }

    /// Takes over points that were read from a file.
    pub(super) fn take_points(&mut self, values: &Values) {
        let _ = self.with_session(|lesson, session| {
            session.running.on = false;
            session.on_bench(lesson, |_, lab, _| {
                !values.is_empty() && lab.set(values).is_ok()
            })
        });
    }

    pub(super) fn act(&mut self, action: Action) -> Update {
        let redraw = match action {
            Action::Quit | Action::Interrupt => return Update::effect(Effect::Quit),
            Action::Suspend => return Update::effect(Effect::Suspend),
            Action::Copy => return self.copy(),
            Action::Export => return Update::effect(Effect::Export),
            Action::Close => self.close(),
            Action::Help => self.toggle(InfoPage::Help),
            Action::Sources => self.toggle(InfoPage::Sources),
            Action::Find => self.open_find(),
            Action::Blank => {
                self.overlay = Some(Overlay::Blank);
                true
            }
            Action::Theme => return self.change(Preference::Theme, Toward::Next),
            Action::Language => return self.change(Preference::Language, Toward::Next),
            Action::Settings => self.toggle_settings(),
            Action::SelectSetting(way) => self.choose_preference(way),
            Action::ChangeSetting(way) => return self.change_chosen(way),
            // The box for typing takes these keys itself.
            Action::Confirm | Action::Cancel => false,
            Action::Describe => {
                self.described = !self.described;
                true
            }
            Action::Scroll(way) | Action::ScrollPage(way) => self.scroll_text(way),
            Action::Open => self.open_selected(),
            Action::Next => self.next(),
            Action::Choose(way) => self
                .with_session(|lesson, session| session.choose(lesson, way))
                .is_some(),
            Action::Select(way) => self.select(way),
            Action::TypeValue => self.type_value(),
            Action::Answer(at) => self.answer(at),
            Action::Undo if self.has_votes() => self.take_back_vote(),
            Action::Notes => self.toggle(InfoPage::Notes),
            Action::Workbench(WorkbenchAction::LoadData) => {
                self.overlay = Some(Overlay::TextInput(TextInput::new(InputPurpose::Points)));
                let _ = self.with_session(|_, session| session.running.on = false);
                true
            }
            Action::Workbench(tool) => {
                self.on_bench(|workbench, lab, step| workbench.take(lab, step, tool))
            }
            Action::Turn(turn) if self.is_holding() => {
                self.on_bench(|_, lab, _| WorkbenchState::turn(lab, turn))
            }
            Action::Previous
            | Action::Turn(_)
            | Action::Hint
            | Action::Reset
            | Action::Undo
            | Action::Ghost
            | Action::Run
            | Action::Seek(..)
            | Action::Speed(_) => self
                .with_session(|lesson, session| act_in_lesson(lesson, session, action))
                .unwrap_or(false),
        };
        redraw.into()
    }

    fn open_find(&mut self) -> bool {
        self.overlay = Some(Overlay::Find(Find::default()));
        let _ = self.with_session(|_, session| session.running.on = false);
        true
    }

    /// Whether a hand is on a weight or bias.
    fn is_holding(&self) -> bool {
        let workbench = self.session().and_then(|(_, session)| session.workbench());
        workbench.is_some_and(WorkbenchState::turns_by_hand)
    }

    fn close(&mut self) -> bool {
        if self.overlay.take().is_some() {
            return true;
        }
        if let Screen::Lesson { lesson } = self.screen {
            let _ = self.with_session(|_, session| session.running.on = false);
            self.screen = Screen::List { selected: lesson };
            return true;
        }
        false
    }

    /// Shows the command that rebuilds this state, and puts it where it can be pasted from.
    fn copy(&mut self) -> Update {
        let is_shown = matches!(self.overlay, Some(Overlay::InfoPage { .. }));
        self.loading = None;
        if let Some(saved_state) = self.state_to_save().filter(|_| !is_shown) {
            let _ = self.with_session(|_, session| session.running.on = false);
            return Update::effect(Effect::SaveState(saved_state));
        }
        let redraw = self.toggle(InfoPage::Command);
        let effects = match self.command().filter(|_| !is_shown) {
            Some(command) => vec![Effect::Copy(command)],
            None => Vec::new(),
        };
        Update { redraw, effects }
    }

    /// Opens a page over the screen, or closes it again.
    fn toggle(&mut self, page: InfoPage) -> bool {
        self.overlay = match self.overlay {
            Some(Overlay::InfoPage { .. }) => None,
            Some(
                Overlay::TextInput(_) | Overlay::Find(_) | Overlay::Settings(_) | Overlay::Blank,
            )
            | None => Some(Overlay::InfoPage { page, scroll: 0 }),
        };
        let _ = self.with_session(|_, session| session.running.on = false);
        true
    }

    fn scroll_text(&mut self, way: Toward) -> bool {
        let stride = (self.extent.page / 2).max(1);
        let from = self.scroll();
        let to = match way {
            Toward::Next => from.saturating_add(stride).min(self.extent.hidden),
            Toward::Previous => from.saturating_sub(stride),
        };
        self.scroll_to(to);
        to != from
    }

    /// Shows the text from line `to` on.
    pub(super) fn scroll_to(&mut self, to: u16) {
        if let Some(Overlay::InfoPage { scroll, .. }) = &mut self.overlay {
            *scroll = to;
        } else {
            let _ = self.with_session(|_, session| session.scroll = to);
        }
    }

    fn open_selected(&mut self) -> bool {
        let Screen::List { selected } = self.screen else {
            return false;
        };
        let step = self.place_left(selected);
        // Nothing is set, so nothing can be refused.
        self.open(selected, step, &Values::new()).is_ok()
    }

    fn next(&mut self) -> bool {
        let Screen::Lesson { lesson } = self.screen else {
            return false;
        };
        let presenting = self.presenting;
        let finished = self.with_session(|content, session| {
            if let Some(question) = session.open_question(content) {
                if let Some(state) = session.state_mut() {
                    match (presenting, content.role) {
                        (_, LessonRole::Before) => state.answer_state = AnswerState::Skipped,
                        (true, _) => state.reveal_to_room(question),
                        (false, _) => state.skip(question),
                    }
                }
                return false;
            }
            let closing = session.is_closing();
            if !closing {
                session.go(content, session.at() + 1);
            }
            closing
        });
        if finished == Some(true) {
            self.screen = Screen::List {
                selected: self.beside(lesson, Toward::Next),
            };
        }
        true
    }

    fn select(&mut self, way: Toward) -> bool {
        let Screen::List { selected } = self.screen else {
            return false;
        };
        let beside = self.beside(selected, way);
        self.screen = Screen::List { selected: beside };
        beside != selected
    }

    /// Gives the answer of this place; in front of a class, an open question counts one more hand for it.
    fn answer(&mut self, at: usize) -> bool {
        let presenting = self.presenting;
        self.with_session(|lesson, session| {
            let is_open = session.open_question(lesson).is_some();
            let Some(Activity::Question(question)) =
                session.step(lesson).map(|step| &step.activity)
            else {
                return false;
            };
            let Some(state) = session.state_mut() else {
                return false;
            };
            match lesson.role {
                _ if presenting && is_open => state.votes.push(at),
                LessonRole::Before => state.note(at),
                LessonRole::Lesson | LessonRole::Quiz | LessonRole::Play | LessonRole::After => {
                    state.answer(question, at);
                }
            }
            true
        })
        .unwrap_or(false)
    }

    fn take_back_vote(&mut self) -> bool {
        self.with_session(|_, session| {
            session
                .state_mut()
                .and_then(|state| state.votes.pop())
                .is_some()
        })
        .unwrap_or(false)
    }

    /// What stands below or above `at` in the list; itself at the end.
    fn beside(&self, at: usize, way: Toward) -> usize {
        let listing = self.course.listing();
        let row = listing.iter().position(|other| *other == at).unwrap_or(0);
        let row = match way {
            Toward::Next => row + 1,
            Toward::Previous => row.saturating_sub(1),
        };
        listing.get(row).copied().unwrap_or(at)
    }

    fn type_value(&mut self) -> bool {
        let Some((lesson, session)) = self.session() else {
            return false;
        };
        let on_network = session
            .workbench()
            .is_some_and(|workbench| workbench.pane == Pane::Network);
        let name = match session.lab() {
            Some(lab) if on_network => parameter(lab),
            Some(_) | None => session.focused(lesson),
        };
        let Some(name) = name else { return false };
        self.overlay = Some(Overlay::TextInput(TextInput::new(InputPurpose::Control(
            name,
        ))));
        true
    }
}

/// What a key does to a lesson; whether the screen shows something else now.
fn act_in_lesson(lesson: &Lesson, session: &mut Session, action: Action) -> bool {
    match action {
        Action::Previous => {
            session.go(lesson, session.at().saturating_sub(1));
            true
        }
        Action::Turn(turn) => session.turn(lesson, turn),
        Action::Hint => tell(lesson, session),
        Action::Reset => change(lesson, session, |lab| {
            let _ = lab.reset();
            true
        }),
        Action::Undo => change(lesson, session, Lab::undo),
        Action::Seek(way, steps) => change(lesson, session, |lab| seek(lab, way, steps)),
        Action::Ghost => {
            session.toggle_ghost();
            true
        }
        Action::Run => {
            let progress = session.lab().and_then(|lab| lab.run()?.progress());
            session.running.toggle(progress);
            true
        }
        Action::Speed(way) => {
            session.running.speed = session.running.speed.shifted(way);
            true
        }
        Action::Next
        | Action::Workbench(_)
        | Action::Answer(_)
        | Action::Language
        | Action::Notes
        | Action::Copy
        | Action::Export
        | Action::Find
        | Action::Open
        | Action::Choose(_)
        | Action::Select(_)
        | Action::TypeValue
        | Action::Close
        | Action::Help
        | Action::Sources
        | Action::Describe
        | Action::Theme
        | Action::Settings
        | Action::SelectSetting(_)
        | Action::ChangeSetting(_)
        | Action::Scroll(_)
        | Action::ScrollPage(_)
        | Action::Blank
        | Action::Quit
        | Action::Interrupt
        | Action::Confirm
        | Action::Cancel
        | Action::Suspend => false,
    }
}

/// One more hint; the principle once the goals are met.
fn tell(lesson: &Lesson, session: &mut Session) -> bool {
    let at = session.at();
    let (Some(step), Some(state)) = (lesson.steps.get(at), session.state_mut()) else {
        return false;
    };
    if state.is_done(step) {
        state.told = true;
    } else {
        state.hints += 1;
    }
    true
}

/// Changes the lab while it stands still, and looks at the goals.
fn change(lesson: &Lesson, session: &mut Session, act: impl FnOnce(&mut Lab) -> bool) -> bool {
    session.running.on = false;
    let changed = session.lab_mut().is_some_and(act);
    session.after_change(lesson);
    changed
}

fn seek(lab: &mut Lab, way: Toward, steps: u64) -> bool {
    let Some(run) = lab.step_by_hand() else {
        return false;
    };
    let at = run.at();
    run.seek(match way {
        Toward::Next => at.saturating_add(steps),
        Toward::Previous => at.saturating_sub(steps),
    });
    true
}
