//! The context of a session at the keyboard: the state that all screens share.

mod glyphs;
mod input_wording;
mod setting_values;

use std::sync::Arc;

use super::appearance::{Appearance, ColorDepth, GlyphSetting};
use super::input::action::AppAction;
use super::lesson_pictures::LessonPictures;
use super::list_entry::ListEntry;
use super::message::ScrollExtent;
use super::participant::Participant;
use super::progress::{Day, Progress};
use super::settings::Behaviour;
use super::terminal_profile::TerminalProfile;
use crate::figure::Figure;
use crate::lesson::{Course, Lesson, LessonRole};
use crate::locale::{Lang, Phrase, Words};
use crate::text::Toward;
pub use input_wording::InputWording;

/// The state that all screens share: course, words, settings, the learner.
pub struct Context {
    course: Arc<Course>,
    lesson_pictures: LessonPictures,
    words: Words,
    appearance: Appearance,
    /// The number of colours without images.
    color_depth: ColorDepth,
    terminal: TerminalProfile,
    glyph_setting: GlyphSetting,
    pub(super) behaviour: Behaviour,
    pub(super) input_wording: InputWording,
    /// The path of the settings file, for the learner.
    pub(super) settings_place: Option<String>,
    seed: Option<u64>,
    /// The folder of the course; none for the built-in course.
    pub(super) course_folder: Option<String>,
    /// The names of the courses that the list offers besides, as `--course` takes them.
    pub(super) other_courses: Vec<String>,
    /// The course that the learner wants to open instead.
    pub(super) next_course: Option<String>,
    pub(super) participant: Participant,
    /// The progress that was stored when the program started.
    pub(super) stored_progress: Progress,
    pub(super) today: Option<Day>,
    /// The notice in the footer, until the next key.
    pub(super) notice: Option<Phrase>,
    /// The first fault in the files of the course, in the footer until it is mended.
    pub(super) course_fault: Option<Phrase>,
    /// The notice that the last key has removed.
    pub(super) dismissed_notice: Option<Phrase>,
    /// Whether figures are shown as text.
    pub(super) shows_text: bool,
    /// How far the text that was drawn last can be scrolled.
    pub(super) scroll_extent: ScrollExtent,
}

impl Context {
    pub(super) fn new(
        course: Arc<Course>,
        words: Words,
        appearance: Appearance,
        seed: Option<u64>,
    ) -> Self {
        Self {
            course,
            lesson_pictures: LessonPictures::default(),
            words,
            appearance,
            color_depth: appearance.depth,
            terminal: TerminalProfile::default(),
            glyph_setting: GlyphSetting::Fixed(appearance.glyphs),
            behaviour: Behaviour::default(),
            input_wording: InputWording::default(),
            settings_place: None,
            seed,
            course_folder: None,
            other_courses: Vec::new(),
            next_course: None,
            participant: Participant::Alone,
            stored_progress: Progress::default(),
            today: None,
            notice: None,
            course_fault: None,
            dismissed_notice: None,
            shows_text: false,
            scroll_extent: ScrollExtent::default(),
        }
    }

    /// The context of a learner without progress, with the same course, words, appearance and seed.
    pub(super) fn without_learner(&self) -> Self {
        let course = Arc::clone(&self.course);
        Self {
            input_wording: self.input_wording,
            ..Self::new(course, self.words.clone(), self.appearance, self.seed)
        }
    }

    /// The course.
    pub fn course(&self) -> &Arc<Course> {
        &self.course
    }

    /// The picture of the lesson with the index `at` in the course.
    pub(super) fn lesson_picture(&self, at: usize) -> Option<&Arc<Figure>> {
        self.lesson_pictures.of(&self.course, at)
    }

    /// Takes over a new version of the course, which has no faults.
    pub(super) fn replace_course(&mut self, course: Arc<Course>) {
        let progress = std::mem::take(&mut self.stored_progress);
        self.stored_progress = progress.follow_moved_steps(&course);
        self.course = course;
        self.lesson_pictures = LessonPictures::default();
        self.course_fault = None;
    }

    /// The words of the language in use.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The appearance of the screen.
    pub fn appearance(&self) -> Appearance {
        self.appearance
    }

    /// Takes another appearance, without images.
    pub(super) fn set_appearance(&mut self, appearance: Appearance) {
        self.color_depth = appearance.depth;
        self.appearance = appearance;
    }

    /// The seed of every lab; none for the seeds of the lessons.
    pub(super) fn seed(&self) -> Option<u64> {
        self.seed
    }

    /// The settings that do not change the appearance.
    pub fn behaviour(&self) -> Behaviour {
        self.behaviour
    }

    /// The path of the settings file; none where settings are not saved.
    pub fn settings_place(&self) -> Option<&str> {
        self.settings_place
            .as_deref()
            .filter(|_| self.participant.keeps_progress())
    }

    /// Whether the program is shown to a class.
    pub fn is_presenting(&self) -> bool {
        self.participant.is_presenting()
    }

    /// Whether the person at this screen is in a workshop, as its presenter or as a guest.
    pub fn is_in_workshop(&self) -> bool {
        !self.participant.keeps_progress()
    }

    /// Whether figures are shown as text.
    pub fn shows_text(&self) -> bool {
        self.shows_text
    }

    /// The notice in the footer, or the first fault in the files of the course.
    pub fn notice(&self) -> Option<&Phrase> {
        self.notice.as_ref().or(self.course_fault.as_ref())
    }

    /// The day of the session.
    pub fn today(&self) -> Option<Day> {
        self.today
    }

    /// The languages of the program and of the course, English first.
    pub fn languages(&self) -> Vec<Lang> {
        let mut all = Words::available();
        let of_course = self.course.titles.keys().cloned();
        all.extend(of_course.filter(|lang| !Words::available().contains(lang)));
        all
    }

    /// Whether `action` is enabled on a screen without an overlay.
    pub(super) fn is_enabled(&self, action: AppAction) -> bool {
        match action {
            AppAction::Language => self.languages().len() > 1,
            AppAction::RoomMenu => self.is_in_workshop(),
            // It would be a file on the presenter's machine, or stop the presenter's program.
            AppAction::Export | AppAction::Suspend => self.participant.seat().is_none(),
            AppAction::Help
            | AppAction::Find
            | AppAction::Settings
            | AppAction::Theme
            | AppAction::Blank
            | AppAction::Quit
            | AppAction::Interrupt => true,
        }
    }

    /// The title of `lesson` in the language in use.
    pub fn lesson_title(&self, lesson: &Lesson) -> String {
        match lesson.role {
            LessonRole::Before => return self.words.get("ui.survey.before"),
            LessonRole::After => return self.words.get("ui.survey.after"),
            LessonRole::Lesson | LessonRole::Quiz | LessonRole::Play => {}
        }
        let title = |lang: &Lang| {
            let title = lesson.texts.title(lang)?;
            (!title.is_empty()).then(|| title.to_owned())
        };
        let others = || Lang::english_first(lesson.texts.languages()).into_iter();
        title(self.words.lang())
            .or_else(|| others().find_map(|lang| Some(mark_language(lang, &title(lang)?))))
            .unwrap_or_else(|| lesson.name.clone())
    }

    /// The word of a glossary term; its name where the glossary lacks it.
    pub fn term(&self, name: &str) -> String {
        let glossary = &self.course.glossary;
        let word = |lang: &Lang| Some(glossary.get(lang)?.get(name)?.word.clone());
        word(self.words.lang())
            .or_else(|| {
                let others = Lang::english_first(glossary.keys());
                let mut others = others.into_iter();
                others.find_map(|lang| Some(mark_language(lang, &word(lang)?)))
            })
            .unwrap_or_else(|| name.to_owned())
    }

    /// The names of the courses that the list offers besides, as `--course` takes them.
    pub fn other_courses(&self) -> &[String] {
        &self.other_courses
    }

    /// The number of the lesson called `name`, as prose shows it.
    pub(super) fn lesson_number(&self, name: &str) -> String {
        let lesson = self.course.lesson_named(name);
        lesson.map_or_else(|| name.to_owned(), |lesson| lesson.number.to_string())
    }

    /// The index in the course of the lesson called `name`.
    pub(super) fn lesson_index(&self, name: &str) -> Option<usize> {
        let mut listing = self.course.listing().into_iter();
        listing.find(|at| {
            let lesson = self.course.entry(*at);
            lesson.is_some_and(|lesson| lesson.name == name)
        })
    }

    /// The entries of the list: the lessons, then the other courses.
    pub fn list_entries(&self) -> Vec<ListEntry> {
        let lessons = self.course.listing().into_iter().map(ListEntry::Lesson);
        let courses = (0..self.other_courses.len()).map(ListEntry::Course);
        lessons.chain(courses).collect()
    }

    /// The entry of the list below or above `at`; `at` itself at the end.
    pub(super) fn entry_beside(&self, at: ListEntry, toward: Toward) -> ListEntry {
        let listing = self.list_entries();
        let row = listing.iter().position(|other| *other == at).unwrap_or(0);
        let row = match toward {
            Toward::Next => row + 1,
            Toward::Previous => row.saturating_sub(1),
        };
        listing.get(row).copied().unwrap_or(at)
    }

    /// The index in the course of the entry that is selected when the list opens: the first of the list for a learner
    /// without progress, else the first lesson.
    pub(super) fn first_selected(&self) -> usize {
        let is_new = self.stored_progress.lessons.is_empty();
        let first = self.course.listing().first().copied();
        first.filter(|_| is_new).unwrap_or(0)
    }

    /// The index of the step at which the learner left the lesson with the index `lesson`, from the stored progress.
    pub(super) fn last_step(&self, lesson: usize) -> usize {
        let step = self.course.entry(lesson).and_then(|lesson| {
            let progress = self.stored_progress.lessons.get(&lesson.name)?;
            let id = progress.at.as_ref()?;
            lesson.steps.iter().position(|step| step.id == *id)
        });
        step.unwrap_or(0)
    }
}

/// `text` marked as being in `lang` because its translation is missing.
pub(super) fn mark_language(lang: &Lang, text: &str) -> String {
    format!("[{lang}] {text}")
}
