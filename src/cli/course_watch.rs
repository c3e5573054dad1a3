//! Notices when the files of a course change.
//!
//! It looks at their times and sizes at intervals: a course has a few dozen files, and this works on network drives, too.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::app::{self, CourseUpdate, Msg};
use crate::lesson::{self, CourseSource, FileStamps};
use crate::terminal::EventSender;

/// The time between two looks at the files.
const INTERVAL: Duration = Duration::from_millis(500);
/// The time for which changed files must stay as they are: a program that saves several files is not done after the first.
const SETTLING_TIME: Duration = Duration::from_millis(100);

/// The files of a course as they were last seen.
pub(super) struct CourseWatch {
    source: CourseSource,
    seen: FileStamps,
}

impl CourseWatch {
    /// The files of `source` as they are now, before the course is read.
    pub(super) fn new(source: CourseSource) -> Self {
        let seen = source.stamps();
        Self { source, seen }
    }

    /// Waits until the files have changed and stay as they are.
    pub(super) fn wait_for_change(&mut self) {
        self.wait_while(|| true);
    }

    /// Waits until the files have changed and stay as they are, while `goes_on`.
    fn wait_while(&mut self, goes_on: impl Fn() -> bool) {
        while goes_on() {
            thread::sleep(INTERVAL);
            let mut stamps = self.source.stamps();
            if stamps == self.seen {
                continue;
            }
            loop {
                thread::sleep(SETTLING_TIME);
                let now = self.source.stamps();
                if now == stamps {
                    break;
                }
                stamps = now;
            }
            self.seen = stamps;
            return;
        }
    }

    /// Reads the course again after each change, in the background, and sends it to the app, until what is returned is
    /// dropped. A fault that the course has already is sent first.
    ///
    /// # Errors
    /// The system starts no thread.
    pub(super) fn send_changes(mut self, messages: EventSender) -> io::Result<Watching> {
        let watching = Watching(Arc::new(()));
        let watched = Arc::downgrade(&watching.0);
        let watch = move || {
            let first = read(&self.source);
            if matches!(first, CourseUpdate::Faulty(_))
                && !messages.send_message(Msg::Course(first))
            {
                return;
            }
            let goes_on = || watched.strong_count() > 0;
            while goes_on() {
                self.wait_while(goes_on);
                if !goes_on() || !messages.send_message(Msg::Course(read(&self.source))) {
                    break;
                }
            }
        };
        let thread = thread::Builder::new().name("course".to_owned());
        thread.spawn(watch).map(|_thread| watching)
    }
}

/// The watch of a course, which ends when this is dropped.
#[must_use]
pub(super) struct Watching(Arc<()>);

/// The course in `source`, or the faults that keep it from the screen: those of its structure, and names that do not exist.
fn read(source: &CourseSource) -> CourseUpdate {
    let faults = match lesson::load(source) {
        Ok(course) => {
            let faults = lesson::name_faults(&course, &app::binding_names());
            if faults.is_empty() {
                return CourseUpdate::Loaded(Arc::new(course));
            }
            faults
        }
        Err(faults) => faults,
    };
    CourseUpdate::Faulty(faults)
}
