//! The stored files of the user, and the date.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::ArgMatches;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use super::content;
use super::failure::error_line;
use crate::app::{Day, Settings};
use crate::locale::{Phrase, Words};
use crate::storage::{self, Notice, Storage};

/// The stored files of the user.
pub(super) struct Home {
    storage: Storage,
    /// The stored settings.
    pub settings: Settings,
    /// Notices about the settings file and the locale.
    pub notices: Vec<Phrase>,
}

impl Home {
    /// Finds the files of the user and reads the settings.
    pub(super) fn open() -> Self {
        let storage = Storage::from_environment();
        let settings = storage.load_settings();
        Self {
            storage,
            settings: settings.value,
            notices: settings.notices.iter().map(Notice::phrase).collect(),
        }
    }

    /// The files for the course that `matches` name.
    pub(super) fn storage(&self, matches: &ArgMatches) -> Storage {
        let storage = self.storage.clone();
        match content::folder(matches, "course") {
            Some(folder) => storage.for_course(&folder),
            None => storage,
        }
    }

    /// The path of the settings file; none where the platform names no folder for it.
    pub(super) fn settings_path(&self) -> Option<PathBuf> {
        self.storage.settings_path()
    }

    /// The folder for the state of the program; none where the platform names no folder for it.
    pub(super) fn state_folder(&self) -> Option<PathBuf> {
        self.storage.state_folder()
    }

    /// The folder for the settings; none where the platform names no folder for them.
    pub(super) fn config_folder(&self) -> Option<PathBuf> {
        let settings = self.storage.settings_path()?;
        settings.parent().map(Path::to_owned)
    }

    /// Writes the notices about the settings file and the locale.
    pub(super) fn tell(&self, err: &mut impl Write, words: &Words) {
        tell_all(self.notices.iter().cloned(), err, words);
    }
}

/// Writes `notices`, one per line.
pub(super) fn tell(notices: &[Notice], err: &mut impl Write, words: &Words) {
    tell_all(notices.iter().map(Notice::phrase), err, words);
}

/// Writes `notices`, one per line.
pub(super) fn tell_all(notices: impl Iterator<Item = Phrase>, err: &mut impl Write, words: &Words) {
    for notice in notices {
        // A closed standard error leaves no place for the notice.
        drop(write!(err, "{}", error_line(&notice, words)));
    }
}

/// `path` with `~` for the home folder.
pub(super) fn abbreviate_home(path: &Path, environment: &dyn Fn(&str) -> Option<String>) -> String {
    let home = environment("HOME").filter(|home| !home.is_empty());
    let within = home.as_ref().and_then(|home| path.strip_prefix(home).ok());
    let path = within.map_or_else(|| path.to_owned(), |rest| Path::new("~").join(rest));
    path.display().to_string()
}

/// The date in the time zone of the learner.
pub(super) fn today() -> Day {
    #[expect(
        clippy::disallowed_methods,
        reason = "the date enters here; jiff's own function panics in the year 10000"
    )]
    let now = SystemTime::now();
    date(now, &zone())
}

/// The hour and the minute of the day in the time zone of the learner.
#[cfg(feature = "host")]
pub(super) fn time_of_day() -> (u8, u8) {
    #[expect(clippy::disallowed_methods, reason = "the time of day enters here")]
    let now = Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::MIN);
    let time = zone().to_datetime(now).time();
    let part = |value: i8| u8::try_from(value).unwrap_or(0);
    (part(time.hour()), part(time.minute()))
}

/// The date at `now`. A clock beyond the years that the calendar knows counts as their first or last day.
fn date(now: SystemTime, zone: &TimeZone) -> Day {
    let limit = if now < SystemTime::UNIX_EPOCH {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    let now = Timestamp::try_from(now).unwrap_or(limit);
    let since = zone.to_datetime(now).date() - civil::date(1970, 1, 1);
    Day(i64::from(since.get_days()))
}

/// The time zone of `TZ`, else of the machine.
fn zone() -> TimeZone {
    let of_machine = || TimeZone::tzif("", &storage::time_zone_rules()?).ok();
    let is_named = std::env::var_os("TZ").is_some();
    let rules = if is_named { None } else { of_machine() };
    rules.unwrap_or_else(TimeZone::system)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_beyond_the_calendar_gives_a_date() {
        let zone = TimeZone::fixed(jiff::tz::offset(14));
        let after = |seconds| date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds), &zone);
        assert_eq!(after(0), Day(0));
        // 9999-12-31T23:59:59Z, the last moment before the year 10000.
        let last = after(253_402_300_799);
        assert!(last > Day(2_932_000), "{last:?}");
        assert_eq!(after(i64::MAX as u64 / 2), last);
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1 << 60);
        assert!(date(before, &zone) < Day(0));
    }
}
