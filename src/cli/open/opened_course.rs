//! A course on the screen, with the files of its learner.

use clap::ArgMatches;

use super::{Shown, StoredProgress};
use crate::app::{App, Appearance, Msg};
use crate::cli::course_watch::CourseWatch;
use crate::cli::effect_handler::EffectHandler;
use crate::cli::{Failure, Home, content, home};
use crate::lesson::CourseSource;
use crate::locale::{Phrase, Words};
use crate::storage::{Notice, Storage};
use crate::terminal::{self, EventQueue, ExitReason};

/// Makes the app for an appearance and the stored progress.
pub(super) type MakeApp<'a> = &'a dyn Fn(Appearance, StoredProgress) -> Result<App, Failure>;

/// A course on the screen, with the files of its learner.
pub(super) struct OpenedCourse {
    pub(super) app: App,
    storage: Storage,
    /// The notices about the stored progress.
    pub(super) notices: Vec<Notice>,
    source: CourseSource,
    /// The files of the course as they were before they were read.
    watch: Option<CourseWatch>,
}

impl OpenedCourse {
    /// The course of `matches` in the app that `make` gives.
    pub(super) fn read(
        matches: &ArgMatches,
        home: &Home,
        settings_place: Option<&str>,
        shown: &Shown,
        make: MakeApp<'_>,
    ) -> Result<Self, Failure> {
        let source = content::source(matches, "course");
        let watch = watch_of(&source);
        let storage = home.storage(matches);
        let read = storage.load_progress();
        let learner = StoredProgress {
            progress: read.value,
            today: Some(home::today()),
        };
        let mut app = shown.apply(make(shown.appearance, learner)?);
        if let Some(place) = settings_place {
            app = app.with_settings_place(place.to_owned());
        }
        Ok(Self {
            app,
            storage,
            notices: read.notices,
            source,
            watch,
        })
    }

    /// Shows the first notice: of the stored progress, else of `others`.
    pub(super) fn notify(&mut self, others: impl Iterator<Item = Phrase>) {
        let own = self.notices.iter().map(Notice::phrase);
        if let Some(notice) = own.chain(others).next() {
            let _update = self.app.update(Msg::Notice(notice));
        }
    }

    /// Shows the app until it ends.
    pub(super) fn show(&mut self, words: &Words) -> Result<ExitReason, Failure> {
        let queue = EventQueue::new();
        let watch = self.watch.take().or_else(|| watch_of(&self.source));
        let _watching = watch
            .map(|watch| watch.send_changes(queue.sender()))
            .transpose()
            .map_err(|error| Failure::system("cli.fault.watch", &error))?;
        let mut effect_handler =
            EffectHandler::new(self.storage.clone(), words.clone(), queue.sender());
        let view = &mut terminal::UiView;
        terminal::run(&mut self.app, queue, view, |effect, shown| {
            effect_handler.handle(effect, shown)
        })
        .map_err(|error| Failure::system("cli.fault.terminal", &error))
    }
}

/// The files of the course in `source`, which may change while it is read; none for the built-in course.
fn watch_of(source: &CourseSource) -> Option<CourseWatch> {
    match source {
        CourseSource::Builtin => None,
        CourseSource::Folder(_) => Some(CourseWatch::new(source.clone())),
    }
}
