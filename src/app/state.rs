//! The app and its messages.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::{
    AnswerState, Appearance, Behaviour, Day, Drag, Effect, InfoPage, LoopMode, MouseInput, Msg,
    Overlay, Progress, ScrollExtent, Session, Update,
};
use crate::lab::{ReplayEntry, SetError, Values};
use crate::lesson::{Course, Lesson, LessonRole};
use crate::locale::{Lang, Phrase, Words};

/// The program as a value.
pub struct App {
    pub(super) course: Arc<Course>,
    pub(super) words: Words,
    pub(super) appearance: Appearance,
    pub(super) behaviour: Behaviour,
    /// Where choices are kept, in words for the learner.
    pub(super) settings_place: Option<String>,
    pub(super) seed: Option<u64>,
    /// The folder of the course, where it is not the built-in one.
    pub(super) folder: Option<String>,
    pub(super) screen: Screen,
    pub(super) sessions: BTreeMap<usize, Session>,
    pub(super) overlay: Option<Overlay>,
    pub(super) described: bool,
    pub(super) presenting: bool,
    pub(super) extent: ScrollExtent,
    pub(super) active_drag: Option<Drag>,
    /// What was known of the learner when the program began.
    pub(super) remembered: Progress,
    pub(super) today: Option<Day>,
    /// What the world had to tell since the last key.
    pub(super) notice: Option<Phrase>,
    /// The command that opens what was kept last in a file.
    pub(super) loading: Option<String>,
    /// What the world had to tell that a line would not hold.
    pub(super) report: Vec<Phrase>,
}

/// The screen that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The list of lessons.
    List {
        /// The place of the one that is selected.
        selected: usize,
    },
    /// A lesson.
    Lesson {
        /// Its place in the course.
        lesson: usize,
    },
}

impl App {
    /// The app with the list of lessons open. Every lab begins from `seed` where one is given.
    pub fn new(
        course: Arc<Course>,
        words: Words,
        appearance: Appearance,
        seed: Option<u64>,
    ) -> Self {
        Self {
            course,
            words,
            appearance,
            behaviour: Behaviour::default(),
            settings_place: None,
            seed,
            folder: None,
            screen: Screen::List { selected: 0 },
            sessions: BTreeMap::new(),
            overlay: None,
            described: false,
            presenting: false,
            extent: ScrollExtent::default(),
            active_drag: None,
            remembered: Progress::default(),
            today: None,
            notice: None,
            loading: None,
            report: Vec::new(),
        }
    }

    /// The same app in front of a class: the room's show of hands is counted before an answer is told, and the
    /// instructor's notes can be read.
    #[must_use]
    pub fn with_presentation(mut self) -> Self {
        self.presenting = true;
        self
    }

    /// The same app, behaving in this manner.
    #[must_use]
    pub fn with_behaviour(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// The same app, which tells the learner that choices are kept in `place`.
    #[must_use]
    pub fn with_settings_place(mut self, place: String) -> Self {
        self.settings_place = Some(place);
        self
    }

    /// The same app with a course that was read from `folder`.
    #[must_use]
    pub fn with_course_folder(mut self, folder: String) -> Self {
        self.folder = Some(folder);
        self
    }

    /// Does `moves` to the lab of the open step, as if by hand; the first that is refused ends it.
    pub fn replay(&mut self, moves: &[ReplayEntry]) -> Result<(), SetError> {
        self.with_session(|lesson, session| {
            let done = session.lab_mut().map_or(Ok(()), |lab| lab.replay(moves));
            session.after_change(lesson);
            done
        })
        .unwrap_or(Ok(()))
    }

    /// Opens the lesson at place `lesson` at its step at place `step`, with `set` over its values.
    pub fn open(&mut self, lesson: usize, step: usize, set: &Values) -> Result<(), SetError> {
        let course = Arc::clone(&self.course);
        let Some(content) = course.entry(lesson) else {
            return Ok(());
        };
        let seed = self.seed;
        let before = self.remembered.lessons.get(&content.name).cloned();
        let session = self
            .sessions
            .entry(lesson)
            .or_insert_with(|| Session::open(content, step, seed, before));
        if let (Some(lab), false) = (session.lab_mut(), set.is_empty()) {
            let _ = lab.set(set)?;
            session.after_change(content);
        }
        self.screen = Screen::Lesson { lesson };
        Ok(())
    }

    /// Turns to the step at place `step` of the open lesson.
    pub fn go_to_step(&mut self, step: usize) {
        let _ = self.with_session(|lesson, session| session.go(lesson, step));
    }

    /// The course, for whoever outlives the app.
    pub fn shared_course(&self) -> Arc<Course> {
        Arc::clone(&self.course)
    }

    /// The course.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// The words of the language in use.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// How the screen looks.
    pub fn appearance(&self) -> Appearance {
        self.appearance
    }

    /// How the program behaves.
    pub fn behaviour(&self) -> Behaviour {
        self.behaviour
    }

    /// Where choices are kept; none where they are not.
    pub fn settings_place(&self) -> Option<&str> {
        self.settings_place.as_deref().filter(|_| !self.presenting)
    }

    /// The screen that is open.
    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// What lies over the screen.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// What the world had to tell since the last key.
    pub fn notice(&self) -> Option<&Phrase> {
        self.notice.as_ref()
    }

    /// The command that is shown to be copied.
    pub fn shown_command(&self) -> Option<String> {
        self.loading.clone().or_else(|| self.command())
    }

    /// What the world had to tell at length.
    pub fn report(&self) -> &[Phrase] {
        &self.report
    }

    /// Whether a class is looking on.
    pub fn is_presenting(&self) -> bool {
        self.presenting
    }

    /// The languages that the program or the course speaks, English first.
    pub fn languages(&self) -> Vec<Lang> {
        let mut all = Words::available();
        let of_course = self.course.titles.keys().cloned();
        all.extend(of_course.filter(|lang| !Words::available().contains(lang)));
        all
    }

    pub(super) fn has_votes(&self) -> bool {
        self.session().is_some_and(|(lesson, session)| {
            let votes = session.state().map_or(0, |state| state.votes.len());
            session.open_question(lesson).is_some() && votes > 0
        })
    }

    /// Whether figures are told in words instead of drawn.
    pub fn shows_text(&self) -> bool {
        self.described
    }

    /// The lesson that is open, and how far the learner is in it.
    pub fn session(&self) -> Option<(&Lesson, &Session)> {
        let Screen::Lesson { lesson } = self.screen else {
            return None;
        };
        Some((self.course.entry(lesson)?, self.sessions.get(&lesson)?))
    }

    /// How far the learner is in the lesson at place `lesson`, if it was opened.
    pub fn session_of(&self, lesson: usize) -> Option<&Session> {
        self.sessions.get(&lesson)
    }

    /// Lines by which the text is scrolled.
    pub fn scroll(&self) -> u16 {
        let scroll = match &self.overlay {
            Some(Overlay::InfoPage { scroll, .. }) => *scroll,
            Some(
                Overlay::TextInput(_) | Overlay::Find(_) | Overlay::Settings(_) | Overlay::Blank,
            )
            | None => self.session().map_or(0, |(_, session)| session.scroll),
        };
        scroll.min(self.extent.hidden)
    }

    /// What the event loop should do until the next message.
    pub fn loop_mode(&self) -> LoopMode {
        self.session()
            .map_or(LoopMode::Wait, |(_, session)| session.running.loop_mode())
    }

    /// What a lesson is called in the language in use.
    pub fn lesson_title(&self, lesson: &Lesson) -> String {
        match lesson.role {
            LessonRole::Before => return self.words.get("ui.survey.before"),
            LessonRole::After => return self.words.get("ui.survey.after"),
            LessonRole::Lesson | LessonRole::Quiz | LessonRole::Play => {}
        }
        let titled = |lang: &Lang| {
            let title = lesson.texts.title(lang)?;
            (!title.is_empty()).then(|| title.to_owned())
        };
        let english = Lang::english();
        titled(self.words.lang())
            .or_else(|| Some(self.marked_as(&english, &titled(&english)?)))
            .unwrap_or_else(|| lesson.name.clone())
    }

    /// The word of a glossary term; its name where the glossary lacks it.
    pub fn term(&self, name: &str) -> String {
        let glossary = &self.course.glossary;
        let english = Lang::english();
        let in_lang = |lang: &Lang| Some(glossary.get(lang)?.get(name)?.word.clone());
        in_lang(self.words.lang())
            .or_else(|| Some(self.marked_as(&english, &in_lang(&english)?)))
            .unwrap_or_else(|| name.to_owned())
    }

    /// Takes a message: changes the app and says what follows.
    pub fn update(&mut self, msg: Msg) -> Update {
        let before = self.progress_key();
        let mut update = self.take(msg);
        // What a class does is nobody's progress.
        let is_new = self.progress_key() != before;
        let is_last = update.effects.contains(&Effect::Quit) && !self.sessions.is_empty();
        if !self.presenting && (is_new || is_last) {
            update
                .effects
                .insert(0, Effect::SaveProgress(self.progress()));
        }
        update
    }

    /// What progress is about; as long as it is the same, there is nothing new to remember.
    fn progress_key(&self) -> Option<(usize, usize, Option<AnswerState>, usize)> {
        let Screen::Lesson { lesson } = self.screen else {
            return None;
        };
        let session = self.sessions.get(&lesson)?;
        let state = session.state();
        let met = state.map_or(0, |state| state.met);
        Some((
            lesson,
            session.at(),
            state.map(|state| state.answer_state),
            met,
        ))
    }

    fn take(&mut self, msg: Msg) -> Update {
        match msg {
            Msg::Key(key) => {
                let told = self.notice.take().is_some();
                self.key(key).and_redraw(told)
            }
            Msg::Notice(notice) => {
                self.notice = Some(notice);
                Update::redraw()
            }
            Msg::StateSaved { path } => {
                self.loading = self.command_to_load(&path);
                self.overlay = Some(Overlay::InfoPage {
                    page: InfoPage::Command,
                    scroll: 0,
                });
                Update {
                    redraw: true,
                    effects: self.loading.clone().map(Effect::Copy).into_iter().collect(),
                }
            }
            Msg::Points {
                values,
                message,
                left_out,
            } => {
                self.take_points(&values);
                if left_out.is_empty() {
                    self.notice = Some(message);
                } else {
                    // Whatever was left out is told whole, not as far as a line reaches.
                    self.report = std::iter::once(message).chain(left_out).collect();
                    self.overlay = Some(Overlay::InfoPage {
                        page: InfoPage::Report,
                        scroll: 0,
                    });
                }
                Update::redraw()
            }
            Msg::Mouse(pointer) => {
                let told = matches!(pointer, MouseInput::Press(_)) && self.notice.take().is_some();
                self.point(pointer).and_redraw(told)
            }
            Msg::Frame { elapsed } => self.run(Some(elapsed)).into(),
            Msg::Work => self.run(None).into(),
            Msg::TimePassed { elapsed } => {
                let _ = self.with_session(|_, session| session.spend(elapsed));
                Update::none()
            }
            Msg::Drawn(extent) => {
                self.extent = extent;
                Update::none()
            }
        }
    }

    pub(super) fn with_session<T>(
        &mut self,
        act: impl FnOnce(&Lesson, &mut Session) -> T,
    ) -> Option<T> {
        let Screen::Lesson { lesson } = self.screen else {
            return None;
        };
        let content = self.course.entry(lesson)?;
        let session = self.sessions.get_mut(&lesson)?;
        Some(act(content, session))
    }

    /// Lets what runs go on: by what a frame owes it, or by one slice; whether anything moved.
    fn run(&mut self, elapsed: Option<Duration>) -> bool {
        self.with_session(|lesson, session| {
            let mut running = session.running;
            if !running.on {
                return false;
            }
            let Some(run) = session.lab_mut().and_then(|lab| lab.run_mut()) else {
                return false;
            };
            let moved = match elapsed {
                Some(elapsed) => running.frame(run, elapsed),
                None => running.work(run),
            };
            session.running = running;
            session.after_change(lesson);
            moved
        })
        .unwrap_or(false)
    }
}
