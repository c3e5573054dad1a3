//! The app: its state, the messages that change it, and the effects that it asks for.
//!
//! [`App::update`] takes a [`Msg`] and returns an [`Update`]; drawing reads the app without changing it. Time enters only
//! through [`Msg::Frame`], so the same seed and the same messages give the same screen.

mod appearance;
mod content;
mod context;
mod figure_set;
mod input;
mod join_info;
mod learner_report;
mod lesson_pictures;
mod list_entry;
mod message;
mod name_fault;
mod overlay;
mod participant;
mod pen;
mod playback;
mod progress;
mod question_labs;
mod rebuild;
mod reload;
mod saved_state;
mod screen;
mod screen_update;
mod session;
mod settings;
mod step_state;
mod sweep;
mod terminal_profile;
mod terminal_report;
mod update;
mod workshop;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lab::import::ImportedFile;
use crate::lab::{DataTable, ReplayEntry, SetError, Values};
use crate::lesson::{Course, LessonRole};
use crate::locale::Words;
use crate::room::VoteSnapshot;

pub use appearance::{
    Appearance, ColorDepth, GlyphChoice, GlyphSetting, OctantSupport, ThemeChoice,
};
pub use content::end_content::{EndContent, EndRow, EndSection, NextLesson};
pub use content::page_writer::PageWriter;
pub use content::plain_prose::term_meaning;
pub use content::transcript::{Edition, FigureGroup, Page, Transcript, transcript};
pub use content::{
    AnswerStatus, ConditionStatus, ContentBlock, Inline, InlineKind, RichText, RoundVotes,
    TextTable,
};
pub use context::{Context, InputWording};
pub use figure_set::FigureSet;
pub use input::action::{
    Action, AppAction, Direction, ImportAction, LessonAction, ListAction, ModelAction,
    OverlayAction, RoomAction, WorkbenchAction,
};
pub use input::key::{Key, KeyCode};
pub use input::keymap::{
    Binding, binding, binding_names, bindings, first_key, footer_bindings, key_names,
};
pub use input::mouse::{ClickTarget, Drag, MouseInput};
pub use join_info::{JoinInfo, QrCode};
pub use learner_report::{
    BeliefResult, LearnerReport, LessonResults, ReportTally, StepName, StepResult,
};
pub use list_entry::ListEntry;
pub use message::{
    CourseUpdate, Effect, Msg, RemoteAction, RoomClock, RoomUpdate, ScrollExtent, Update,
};
pub use name_fault::name_fault;
pub use overlay::Overlay;
pub use overlay::definitions::Definitions;
pub use overlay::find::index::glossary;
pub use overlay::find::{Find, FindResult, FindResultKind, FindTarget};
pub use overlay::info_page::InfoPage;
pub use overlay::settings_page::SettingsPage;
pub use overlay::text_field::TextField;
pub use overlay::text_input::{InputPurpose, TextInput};
pub use participant::{GuestSeat, NotesDesk};
pub use playback::{LoopMode, Speed};
pub use progress::{Day, LessonProgress, LessonStatus, Progress};
pub use rebuild::rebuild_command;
pub use saved_state::SavedState;
pub use screen::Screen;
pub use screen::end_page::{EndPage, EndPicture};
pub use screen::import_page::ImportPage;
pub use screen::lesson_list::LessonList;
pub use screen::workbench::{Pane, WorkbenchState, charts};
pub use session::{LessonName, Session};
pub use settings::{
    Behaviour, Detection, LargeText, Motion, MouseCapture, SETTINGS, SWITCH_VALUES, Setting,
    SettingOptions, SettingSpec, SettingValues, Settings,
};
pub use step_state::{AnswerState, StepState};
pub use terminal_profile::{
    GlyphReason, ImageProtocol, LargeTextStatus, SixelLimits, TerminalProfile, TerminalSite,
};
pub use terminal_report::{CellSize, TerminalReport};

/// The state of the program.
pub struct App {
    context: Context,
    screen: Screen,
    overlay: Option<Overlay>,
    /// The lessons that were opened.
    sessions: BTreeMap<LessonName, Session>,
    /// The object that the mouse drags.
    active_drag: Option<Drag>,
}

impl App {
    /// An app that shows the list of lessons. Every lab starts from `seed`, if there is one, instead of the lesson's own.
    pub fn new(
        course: Arc<Course>,
        words: Words,
        appearance: Appearance,
        seed: Option<u64>,
    ) -> Self {
        let context = Context::new(course, words, appearance, seed);
        Self {
            screen: Screen::List(LessonList::new(context.first_selected())),
            context,
            overlay: None,
            sessions: BTreeMap::new(),
            active_drag: None,
        }
    }

    /// The same app with these settings.
    #[must_use]
    pub fn with_behaviour(mut self, behaviour: Behaviour) -> Self {
        self.context.behaviour = behaviour;
        self
    }

    /// The same app, whose texts name what a learner does in this way.
    #[must_use]
    pub fn with_input_wording(mut self, wording: InputWording) -> Self {
        self.context.input_wording = wording;
        self
    }

    /// The same app on this terminal, with this setting for glyphs.
    #[must_use]
    pub fn with_terminal(mut self, profile: TerminalProfile, glyphs: GlyphSetting) -> Self {
        self.set_terminal(profile, glyphs);
        self
    }

    /// Moves the app to this terminal, with this setting for glyphs.
    pub fn set_terminal(&mut self, profile: TerminalProfile, glyphs: GlyphSetting) {
        self.context.set_terminal(profile, glyphs);
    }

    /// Shows the app in another appearance.
    pub fn set_appearance(&mut self, appearance: Appearance) {
        self.context.set_appearance(appearance);
    }

    /// The number of questions of the lessons that were answered right at the first try, and of those that were answered.
    pub fn answers(&self) -> (usize, usize) {
        let sessions = self.sessions.values();
        let counts = sessions.map(Session::answers);
        counts.fold((0, 0), |(right, all), (more, of)| (right + more, all + of))
    }

    /// The same app, which shows `place` as the path of the settings file.
    #[must_use]
    pub fn with_settings_place(mut self, place: String) -> Self {
        self.context.settings_place = Some(place);
        self
    }

    /// The same app with a course from `folder`.
    #[must_use]
    pub fn with_course_folder(mut self, folder: String) -> Self {
        self.context.course_folder = Some(folder);
        self
    }

    /// The same app, whose list of lessons offers these courses, by the names that `--course` takes.
    #[must_use]
    pub fn with_other_courses(mut self, names: Vec<String>) -> Self {
        self.context.other_courses = names;
        self
    }

    /// The course that the learner wants to open instead of this one; asking for it again gives none. The app has ended when
    /// there is one, because a course has files, progress and a watch of its own.
    pub fn take_next_course(&mut self) -> Option<String> {
        self.context.next_course.take()
    }

    /// The same app for a learner with the stored `progress`, on the day `today`.
    #[must_use]
    pub fn with_progress(mut self, progress: Progress, today: Option<Day>) -> Self {
        self.context.stored_progress = progress.follow_moved_steps(self.context.course());
        self.context.today = today;
        if let Screen::List(list) = &mut self.screen {
            *list = LessonList::new(self.context.first_selected());
        }
        self
    }

    /// Opens the lesson with the index `lesson` in the course, and sets `values`. A lesson that was not open yet opens at
    /// the step with the index `step`.
    pub fn open(&mut self, lesson: usize, step: usize, values: &Values) -> Result<(), SetError> {
        let Some(lesson) = self.context.course().entry(lesson).cloned() else {
            return Ok(());
        };
        let name = LessonName::of(&lesson);
        let context = &self.context;
        let session = self.sessions.entry(name.clone()).or_insert_with(|| {
            let stored = context.stored_progress.lessons.get(name.as_str()).cloned();
            Session::open(lesson, step, context.seed(), stored)
        });
        if !values.is_empty() {
            session.set_values(values)?;
        }
        self.screen = Screen::Lesson(name);
        Ok(())
    }

    /// Opens the lesson and the step that were open last; the list if there is none.
    pub fn resume(&mut self) {
        let last = self.context.stored_progress.last.as_deref();
        if let Some(lesson) = last.and_then(|name| self.context.lesson_index(name)) {
            let step = self.context.last_step(lesson);
            // Without values there is nothing to refuse.
            drop(self.open(lesson, step, &Values::new()));
        }
    }

    /// Opens the import page for `file` over the open lesson.
    pub fn open_import(&mut self, file: ImportedFile) {
        let lesson = match &self.screen {
            Screen::Lesson(name) => name.clone(),
            Screen::Import(page) => page.lesson().clone(),
            Screen::List(_) => return,
        };
        if let Some(session) = self.session_mut() {
            session.pause();
        }
        self.overlay = None;
        self.screen = Screen::Import(Box::new(ImportPage::new(file, lesson)));
    }

    /// Makes `table` the data of the open workbench.
    ///
    /// # Errors
    /// The lab refuses the data.
    pub fn set_data(&mut self, table: &DataTable) -> Result<(), SetError> {
        self.session_mut()
            .map_or(Ok(()), |session| session.set_data(table))
    }

    /// Goes to the step with the index `step` of the open lesson.
    pub fn go_to_step(&mut self, step: usize) {
        if let Some(session) = self.session_mut() {
            session.go_to_step(step);
        }
    }

    /// Shows the feedback of an answered question without the run that began with the answer.
    pub fn skip_run(&mut self) {
        if let Some(session) = self.session_mut() {
            session.skip_run();
        }
    }

    /// Repeats `moves` on the lab of the open step; stops at the first one that is refused.
    pub fn replay(&mut self, moves: &[ReplayEntry]) -> Result<(), SetError> {
        self.session_mut()
            .map_or(Ok(()), |session| session.replay(moves))
    }

    /// The state that all screens share.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The course.
    pub fn course(&self) -> &Arc<Course> {
        self.context.course()
    }

    /// The words of the language in use.
    pub fn words(&self) -> &Words {
        self.context.words()
    }

    /// The appearance of the screen.
    pub fn appearance(&self) -> Appearance {
        self.context.appearance()
    }

    /// The screen that is open.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The overlay over the screen.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The session of the lesson that is open; none on the list.
    pub fn session(&self) -> Option<&Session> {
        match &self.screen {
            Screen::Lesson(name) => self.sessions.get(name),
            Screen::List(_) | Screen::Import(_) => None,
        }
    }

    fn session_mut(&mut self) -> Option<&mut Session> {
        match &self.screen {
            Screen::Lesson(name) => self.sessions.get_mut(name),
            Screen::List(_) | Screen::Import(_) => None,
        }
    }

    /// The vote on the question that is open, in front of a class.
    pub fn vote(&self) -> Option<VoteSnapshot> {
        self.context.participant.vote()
    }

    /// The object that the mouse drags.
    pub fn active_drag(&self) -> Option<&Drag> {
        self.active_drag.as_ref()
    }

    /// Lines by which the text is scrolled.
    pub fn scroll(&self) -> u16 {
        let scroll = match &self.overlay {
            Some(Overlay::InfoPage { scroll, .. }) => *scroll,
            Some(
                Overlay::TextInput(_)
                | Overlay::Reading { .. }
                | Overlay::Find(_)
                | Overlay::Definitions(_)
                | Overlay::Settings(_)
                | Overlay::Painting
                | Overlay::RoomMenu
                | Overlay::Join
                | Overlay::Blank,
            )
            | None => match (self.notes_desk(), self.session()) {
                (Some(desk), _) => desk.scroll,
                (None, session) => session.map_or(0, |session| session.scroll),
            },
        };
        scroll.min(self.context.scroll_extent.hidden)
    }

    /// The mode of the event loop until the next message.
    pub fn loop_mode(&self) -> LoopMode {
        self.session().map_or(LoopMode::Wait, Session::loop_mode)
    }

    /// The content of the open step or closing page.
    pub fn content(&self) -> Vec<ContentBlock> {
        let Some(session) = self.session() else {
            return Vec::new();
        };
        PageWriter::new(&self.context, session).page()
    }

    /// The feedback to each answer of the open question; none where the page does not tell it.
    pub fn feedbacks(&self) -> Vec<RichText> {
        let session = self.session();
        session.map_or_else(Vec::new, |session| {
            PageWriter::new(&self.context, session).feedbacks()
        })
    }

    /// The content of the end page, if it is open.
    pub fn end_content(&self) -> Option<EndContent> {
        let session = self.session().filter(|session| session.is_at_end())?;
        let progress = self.progress();
        Some(content::end_content::end_content(
            &self.context,
            session,
            &progress,
        ))
    }

    /// The learner's progress: the stored one, and that of this session.
    pub fn progress(&self) -> Progress {
        let today = self.context.today;
        let sessions = self.sessions.iter();
        let now = Progress {
            lessons: sessions
                .map(|(name, session)| (name.as_str().to_owned(), session.progress(today)))
                .collect(),
            // Neither the list nor a visit to the playground changes the lesson to resume.
            last: self
                .session()
                .filter(|session| session.lesson().role != LessonRole::Play)
                .map(|session| session.lesson().name.clone()),
        };
        let last = now.last.clone();
        let lessons = self.context.stored_progress.clone().merge(&now).lessons;
        Progress { lessons, last }
    }

    /// Whether `key` triggers `action` here.
    pub fn key_triggers(&self, key: Key, action: Action) -> bool {
        self.action_for(key) == Some(action)
    }

    /// Whether `key` triggers `action` on the screen below the overlay.
    pub fn key_triggers_below_overlay(&self, key: Key, action: Action) -> bool {
        let is_enabled = |action| self.is_enabled_on_screen(action);
        input::keymap::action_for(key, is_enabled) == Some(action)
    }
}
