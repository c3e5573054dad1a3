//! Updating the app: messages, keys, the mouse, and the transitions that screens ask for.

mod mouse;

use super::App;
use super::input::action::{Action, AppAction, LessonAction, ModelAction};
use super::input::key::{Key, KeyCode};
use super::input::mouse::MouseInput;
use super::input::{hangul, keymap};
use super::message::{Effect, Msg, Update};
use super::overlay::Overlay;
use super::overlay::find::index;
use super::overlay::info_page::InfoPage;
use super::overlay::settings_page::SettingsPage;
use super::participant::NotesDesk;
use super::pen::PenKey;
use super::screen::Screen;
use super::screen::lesson_list::LessonList;
use super::screen_update::{ScreenUpdate, Transition};
use super::session::Session;
use crate::lab::import::ImportedFile;
use crate::lab::{DataTable, Value, Values};
use crate::locale::Phrase;

impl App {
    /// Handles a message.
    pub fn update(&mut self, msg: Msg) -> Update {
        let before = self.session().map(Session::progress_key);
        // A lesson may have been opened without a message.
        let arrived = self.tell_room();
        let (place, is_own) = (self.place(), Self::is_own(&msg));
        let mut update = arrived.merge(self.handle(msg));
        if is_own {
            update = update.merge(self.detach_if_moved(place));
        }
        update = update.merge(self.tell_room());
        let is_new = self.session().map(Session::progress_key) != before;
        let is_last = update.effects.contains(&Effect::Quit) && !self.sessions.is_empty();
        // The answers of a class are no learner's progress.
        if self.context.participant.keeps_progress() && (is_new || is_last) {
            let progress = Effect::SaveProgress(self.progress());
            update.effects.insert(0, progress);
        }
        let is_capture = |effect: &Effect| matches!(effect, Effect::MouseCapture(_));
        if update.effects.iter().any(is_capture) {
            // The release of a button that is down may never arrive.
            self.active_drag = None;
        }
        update
    }

    fn handle(&mut self, msg: Msg) -> Update {
        match msg {
            Msg::Key(key) => self.take_key(key),
            Msg::Mouse(input) => self.take_mouse_input(input),
            Msg::Paste(text) => match &mut self.overlay {
                Some(overlay) => {
                    let update = overlay.paste(&text);
                    self.apply(update)
                }
                None => Update::none(),
            },
            Msg::Terminal(report) => self.context.apply_terminal_report(report).into(),
            Msg::Notice(notice) => {
                self.context.notice = Some(notice);
                Update::redraw()
            }
            Msg::Course(update) => self.update_course(update),
            Msg::StateSaved { path } => {
                let session = self.session();
                let shown = session.map(|session| session.show_saved_state(&self.context, &path));
                self.apply(shown.unwrap_or_else(ScreenUpdate::none))
            }
            Msg::PathCompleted { typed, text, names } => self.complete_path(&typed, &text, &names),
            Msg::DataRead { path, result } => self.finish_reading(&path, result),
            Msg::Frame { elapsed } => {
                let session = self.session_mut();
                session
                    .is_some_and(|session| session.run(Some(elapsed)))
                    .into()
            }
            Msg::Work => {
                let session = self.session_mut();
                session.is_some_and(|session| session.run(None)).into()
            }
            Msg::TimePassed { elapsed } => {
                if let Some(session) = self.session_mut() {
                    session.add_time(elapsed);
                }
                Update::none()
            }
            Msg::Room(update) => self.handle_room(update),
            Msg::Remote(action) => self.use_remote(action),
            Msg::Drawn(extent) => {
                self.context.scroll_extent = extent;
                let is_visible = self.overlay.is_none();
                let session = self.session_mut().filter(|_| is_visible);
                session
                    .is_some_and(|session| session.set_hidden_figures(extent.hidden_figures))
                    .into()
            }
        }
    }

    /// Handles a key, which ends what moves, and removes the notice.
    fn take_key(&mut self, key: Key) -> Update {
        self.context.dismissed_notice = self.context.notice.take();
        let had_notice = self.context.dismissed_notice.is_some();
        if self.takes_question_back(key) {
            return Update::redraw();
        }
        let reveals = self.session().is_some_and(Session::is_revealing);
        let had_motion = self.finish_motion(key);
        if reveals && had_motion && self.leaves_step(key) {
            return Update::redraw();
        }
        self.handle_key(key).and_redraw(had_notice || had_motion)
    }

    /// Handles the mouse. A press ends what moves, and removes the notice.
    fn take_mouse_input(&mut self, input: MouseInput) -> Update {
        let is_press = matches!(input, MouseInput::Press(_));
        if is_press {
            self.context.dismissed_notice = self.context.notice.take();
        }
        let had_notice = is_press && self.context.dismissed_notice.is_some();
        let had_motion = is_press && self.session_mut().is_some_and(Session::finish_motion);
        self.handle_mouse(input)
            .and_redraw(had_notice || had_motion)
    }

    /// Opens the import page for a file that was read, or reports its fault. A file that was cancelled is ignored.
    fn finish_reading(&mut self, path: &str, result: Result<Box<ImportedFile>, Phrase>) -> Update {
        let is_awaited =
            matches!(&self.overlay, Some(Overlay::Reading { path: awaited }) if awaited == path);
        if !is_awaited {
            return Update::none();
        }
        match result {
            Ok(file) => self.open_import(*file),
            Err(fault) => self.open_overlay(Overlay::info_page(InfoPage::Report(vec![fault]))),
        }
        Update::redraw()
    }

    /// Continues the path in the input, and shows the names that may follow.
    fn complete_path(&mut self, typed: &str, text: &str, names: &[String]) -> Update {
        let Some(Overlay::TextInput(input)) = &mut self.overlay else {
            return Update::none();
        };
        if !input.complete(typed, text) {
            return Update::none();
        }
        if names.len() > 1 {
            self.context.notice = Some(Phrase::verbatim(names.join("   ")));
        }
        Update::redraw()
    }

    /// Makes `table` the data of the workbench.
    fn use_table(&mut self, table: &DataTable) {
        self.context.notice = Some(match self.set_data(table) {
            Ok(()) => Phrase::key("ui.import.used")
                .with("n", table.rows.len())
                .with("file", table.file.clone()),
            Err(fault) => fault.phrase(),
        });
    }

    /// Ends what moves after an answer before `key` acts; whether anything moved. Keys that pause the run or change its speed
    /// only end the movement of the controls.
    fn finish_motion(&mut self, key: Key) -> bool {
        let action = self.action_for(key);
        let is_for_run = matches!(
            action,
            Some(Action::Model(ModelAction::Run | ModelAction::Speed(_)))
        );
        let Some(session) = self.session_mut() else {
            return false;
        };
        if is_for_run {
            session.finish_sweep()
        } else {
            session.finish_motion()
        }
    }

    /// Whether `key` opens another step. While an answer is revealed it only ends what moves, so that nobody misses the
    /// feedback.
    fn leaves_step(&self, key: Key) -> bool {
        matches!(
            self.action_for(key),
            Some(Action::Lesson(
                LessonAction::NextStep | LessonAction::PreviousStep
            ))
        )
    }

    /// Handles a key. Hangul acts as the keys that typed it, unless the overlay takes it as text.
    fn handle_key(&mut self, key: Key) -> Update {
        let takes_hangul = self.overlay.as_ref().is_some_and(Overlay::takes_hangul);
        let typed = match key.code {
            KeyCode::Char(c) if !takes_hangul => hangul::keys(c),
            _ => None,
        };
        let Some(typed) = typed else {
            return self.press_key(key);
        };
        let keys = typed.chars().map(|c| Key {
            code: KeyCode::Char(c),
            ..key
        });
        keys.fold(Update::none(), |all, key| all.merge(self.press_key(key)))
    }

    fn press_key(&mut self, key: Key) -> Update {
        let action = self.action_for(key);
        if let Some(Action::App(action @ (AppAction::Interrupt | AppAction::Suspend))) = action {
            return self.perform(action);
        }
        if let Some(update) = self
            .overlay
            .as_mut()
            .and_then(|overlay| overlay.handle_key(key))
        {
            return self.apply(update);
        }
        match action {
            Some(action) => self.handle_action(action),
            None => Update::none(),
        }
    }

    /// The action that `key` triggers here.
    pub(super) fn action_for(&self, key: Key) -> Option<Action> {
        keymap::action_for(key, |action| match &self.overlay {
            Some(overlay) => overlay.is_enabled(action, &self.context),
            None => self.is_enabled_on_screen(action),
        })
    }

    /// Whether `action` is enabled on the screen below the overlay.
    pub(super) fn is_enabled_on_screen(&self, action: Action) -> bool {
        if self.notes_desk().is_some() {
            return NotesDesk::is_enabled(action);
        }
        match (&self.screen, self.session()) {
            (_, Some(session)) => session.is_enabled(action, &self.context),
            (Screen::List(_), None) => LessonList::is_enabled(action, &self.context),
            (Screen::Import(page), None) => page.is_enabled(action, &self.context),
            (Screen::Lesson(_), None) => false,
        }
    }

    pub(super) fn handle_action(&mut self, action: Action) -> Update {
        if self.overlay.is_none() && self.notes_desk().is_some() {
            return self.handle_notes_action(action);
        }
        let update = match (&mut self.overlay, &mut self.screen) {
            (Some(overlay), _) => overlay.update(action, &mut self.context),
            (None, Screen::List(list)) => list.update(action, &self.context),
            (None, Screen::Import(page)) => page.update(action),
            (None, Screen::Lesson(name)) => match self.sessions.get_mut(name) {
                Some(session) => session.update(action, &mut self.context),
                None => ScreenUpdate::none(),
            },
        };
        self.apply(update)
    }

    /// Carries out the transition that a screen or an overlay asks for.
    fn apply(&mut self, update: ScreenUpdate) -> Update {
        let ScreenUpdate { update, transition } = update;
        let Some(transition) = transition else {
            return update;
        };
        match transition {
            // Without values there is nothing to refuse.
            Transition::OpenLesson { lesson, step } => {
                drop(self.open(lesson, step, &Values::new()));
            }
            Transition::OpenStep { lesson, step } => {
                self.overlay = None;
                drop(self.open(lesson, step, &Values::new()));
                self.go_to_step(step);
            }
            Transition::OpenCourse(name) => {
                self.context.next_course = Some(name);
                return update.merge(Update::effect(Effect::Quit));
            }
            Transition::ShowList(selected) => self.screen = Screen::List(LessonList::new(selected)),
            Transition::Open(overlay) => self.open_overlay(overlay),
            Transition::Close => self.close_overlay(),
            Transition::UsePen(key) => {
                if key == PenKey::End {
                    self.overlay = None;
                }
                let session = self.session_mut();
                let has_changed = session.is_some_and(|session| session.use_pen(key));
                return update.merge(has_changed.into());
            }
            Transition::Perform(action) => return update.merge(self.perform(action)),
            Transition::PressKey(key) => {
                self.overlay = None;
                return update.merge(self.handle_key(key));
            }
            Transition::SetControl { name, value } => self.set_control(&name, value),
            Transition::SetSeatName(name) => return update.merge(self.set_seat_name(&name)),
            Transition::LeaveImport { lesson, table } => {
                self.screen = Screen::Lesson(lesson);
                if let Some(table) = table {
                    self.use_table(&table);
                }
            }
        }
        update
    }

    /// Performs an action that every screen offers.
    pub(super) fn perform(&mut self, action: AppAction) -> Update {
        let overlay = match action {
            AppAction::Quit if self.asks_to_end_room() => return Update::redraw(),
            AppAction::Quit | AppAction::Interrupt => return Update::effect(Effect::Quit),
            AppAction::Suspend => return Update::effect(Effect::Suspend),
            AppAction::Export => return Update::effect(Effect::Export),
            AppAction::Theme => return self.context.switch_setting("theme"),
            AppAction::Language => return self.context.switch_language(),
            AppAction::Help => Overlay::info_page(InfoPage::Help),
            AppAction::Settings => Overlay::Settings(SettingsPage::default()),
            AppAction::Find => {
                let triggers = |key, action| self.key_triggers_below_overlay(key, action);
                Overlay::Find(index::new_find(&self.context, self.session(), triggers))
            }
            AppAction::RoomMenu => Overlay::RoomMenu,
            AppAction::Blank => Overlay::Blank,
        };
        self.open_overlay(overlay);
        Update::redraw()
    }

    /// Closes the overlay. Until a room has begun, its join screen is below the others.
    pub(super) fn close_overlay(&mut self) {
        let was_joining = matches!(self.overlay, Some(Overlay::Join));
        self.overlay = None;
        if let Some(room) = self.context.participant.hosted_room_mut() {
            room.has_begun |= was_joining;
            if !room.has_begun {
                self.overlay = Some(Overlay::Join);
            }
        }
        if let Some(session) = self.session_mut() {
            session.end_painting();
        }
    }

    fn open_overlay(&mut self, overlay: Overlay) {
        if overlay.pauses_run()
            && let Some(session) = self.session_mut()
        {
            session.pause();
        }
        self.overlay = Some(overlay);
    }

    /// Sets a control to a value that was typed, and closes the input; a refused value stays in it.
    fn set_control(&mut self, name: &str, value: Value) {
        let values = Values::new().with(name, value);
        let Some(session) = self.session_mut() else {
            return;
        };
        let result = session.set_values(&values);
        let label = session.lab().map(|lab| lab.kind().control_label(name));
        match (result, &mut self.overlay) {
            (Err(fault), Some(Overlay::TextInput(input))) => {
                let fault =
                    label.map_or_else(|| fault.phrase(), |label| fault.phrase_naming(label));
                input.fault = Some(fault);
            }
            (_, overlay) => *overlay = None,
        }
    }
}
