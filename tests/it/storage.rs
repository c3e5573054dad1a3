//! Progress and settings on disk: they round-trip, and existing files are never lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use relutor::app::{Day, LessonProgress, Progress, Setting, Settings};
use relutor::locale::{Lang, Words};
use relutor::storage::{Notice, Storage, StorageError};

/// A temporary folder for one test.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("storage-{}-{number}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn storage(&self) -> Storage {
        Storage::in_folders(Some(self.0.join("state")), Some(self.0.join("config")))
    }

    fn progress(&self) -> PathBuf {
        self.0.join("state/relutor/progress.toml")
    }

    fn settings(&self) -> PathBuf {
        self.0.join("config/relutor/settings.toml")
    }

    fn write(&self, path: &Path, text: impl AsRef<[u8]>) {
        assert!(path.starts_with(&self.0));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn english() -> Words {
    Words::load(&Lang::english()).unwrap()
}

fn some_progress() -> Progress {
    let lesson = LessonProgress {
        at: Some("try".to_owned()),
        seen: ["look", "guess", "try"].map(str::to_owned).into(),
        answers: [
            ("guess".to_owned(), Some("left".to_owned())),
            ("why".to_owned(), None),
        ]
        .into(),
        met: [("try".to_owned(), 2)].into(),
        time: Duration::from_secs(421),
        finished: Some(Day(20_781)),
    };
    Progress {
        lessons: [("bias-moves-the-kink".to_owned(), lesson)].into(),
        last: Some("bias-moves-the-kink".to_owned()),
    }
}

#[test]
fn the_progress_file_is_human_readable() {
    let home = Home::new();
    home.storage()
        .save_progress(&some_progress(), &english())
        .unwrap();
    let text = fs::read_to_string(home.progress()).unwrap();
    for line in [
        "# What relutor remembers of you.",
        "[lesson.bias-moves-the-kink]",
        "at = \"try\"  # the step that was open last",
        "finished = 2026-11-24  # ",
        "answers = { guess = \"left\" }  # ",
        "skipped = [\"why\"]  # ",
        "met = { try = 2 }  # ",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
}

#[test]
fn progress_round_trips_in_every_language() {
    for lang in Words::available() {
        let home = Home::new();
        let words = Words::load(&lang).unwrap();
        home.storage()
            .save_progress(&some_progress(), &words)
            .unwrap();
        let read = home.storage().load_progress();
        assert_eq!((read.value, read.notices), (some_progress(), vec![]));
    }
}

#[test]
fn missing_files_mean_empty_progress_and_loading_creates_none() {
    let home = Home::new();
    assert_eq!(home.storage().load_progress().value, Progress::default());
    assert_eq!(home.storage().load_settings().value, Settings::default());
    assert_eq!(fs::read_dir(&home.0).unwrap().count(), 0);
}

#[test]
fn a_damaged_file_is_backed_up_and_never_overwritten() {
    let home = Home::new();
    let damages: [&[u8]; 5] = [
        b"version = 1\nlast = \"bias",
        b"\xff\xfe",
        b"version = 1\nlesson = 3\n",
        b"version = 1\n[lesson.bias]\nseen = [7]\n",
        b"last = \"bias\"\n",
    ];
    for (at, damage) in damages.iter().enumerate() {
        home.write(&home.progress(), damage);
        let read = home.storage().load_progress();
        assert_eq!(read.value, Progress::default());
        let aside = home
            .progress()
            .with_file_name(format!("progress.damaged-{}.toml", at + 1));
        let [Notice::SetAside { aside: told, .. }] = read.notices.as_slice() else {
            panic!("{:?}", read.notices);
        };
        assert_eq!((told, fs::read(told).unwrap()), (&aside, damage.to_vec()));
        home.storage()
            .save_progress(&some_progress(), &english())
            .unwrap();
        assert_eq!(home.storage().load_progress().value, some_progress());
    }
}

#[test]
fn a_file_found_damaged_while_saving_is_backed_up() {
    let home = Home::new();
    home.write(&home.progress(), "][");
    let notices = home
        .storage()
        .save_progress(&some_progress(), &english())
        .unwrap();
    assert!(matches!(notices.as_slice(), [Notice::SetAside { .. }]));
    assert_eq!(home.storage().load_progress().value, some_progress());
}

#[test]
fn a_file_of_a_later_version_is_not_touched() {
    let home = Home::new();
    let later = "version = 2\nall = \"different\"\n";
    home.write(&home.progress(), later);
    let read = home.storage().load_progress();
    assert!(matches!(
        read.notices.as_slice(),
        [Notice::Unread(StorageError::NewerVersion(_))]
    ));
    let saved = home.storage().save_progress(&some_progress(), &english());
    assert!(matches!(saved, Err(StorageError::NewerVersion(_))));
    assert_eq!(fs::read_to_string(home.progress()).unwrap(), later);
}

#[test]
fn a_state_folder_that_is_a_file_gives_a_notice() {
    let home = Home::new();
    home.write(&home.0.join("state"), "a file in the way");
    let saved = home.storage().save_progress(&some_progress(), &english());
    assert!(matches!(saved, Err(StorageError::Io { .. })), "{saved:?}");
    let nowhere = Storage::in_folders(None, None);
    assert_eq!(
        nowhere.save_progress(&some_progress(), &english()),
        Err(StorageError::NoHome)
    );
    assert_eq!(nowhere.load_progress().value, Progress::default());
}

#[test]
fn concurrent_writers_lose_nothing() {
    let home = Home::new();
    thread::scope(|scope| {
        for writer in 0..8 {
            let storage = home.storage();
            scope.spawn(move || {
                let mut mine = Progress::default();
                for lesson in 0..6 {
                    let name = format!("writer-{writer}-lesson-{lesson}");
                    mine.lessons.insert(name, LessonProgress::default());
                    storage.save_progress(&mine, &english()).unwrap();
                }
            });
        }
    });
    assert_eq!(home.storage().load_progress().value.lessons.len(), 8 * 6);
    let left = fs::read_dir(home.progress().parent().unwrap()).unwrap();
    let names: Vec<_> = left.map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "the file and its lock: {names:?}");
}

#[test]
fn resetting_a_lesson_keeps_the_others() {
    let home = Home::new();
    let mut progress = some_progress();
    progress
        .lessons
        .insert("depth-folds".to_owned(), LessonProgress::default());
    home.storage().save_progress(&progress, &english()).unwrap();
    home.storage()
        .reset_progress(Some("bias-moves-the-kink"), &english())
        .unwrap();
    let left = home.storage().load_progress().value;
    assert_eq!(left.lessons.keys().collect::<Vec<_>>(), ["depth-folds"]);
    assert_eq!(left.last, None);
    home.storage().reset_progress(None, &english()).unwrap();
    assert_eq!(home.storage().load_progress().value, Progress::default());
}

#[test]
fn the_progress_of_each_course_is_stored_separately() {
    let home = Home::new();
    home.storage()
        .save_progress(&some_progress(), &english())
        .unwrap();
    let other = home.storage().for_course(&home.0);
    assert_eq!(other.load_progress().value, Progress::default());
    other
        .save_progress(&Progress::default(), &english())
        .unwrap();
    assert_eq!(home.storage().load_progress().value, some_progress());
}

#[test]
fn saving_a_setting_keeps_handwritten_lines_and_comments() {
    let home = Home::new();
    let mine = "# mine\ntheme = 'light' # easier\nmouse = false\nother = 3\n";
    home.write(&home.settings(), mine);
    let wanted =
        Settings::from_iter([Setting::new("theme", "light"), Setting::new("mouse", "off")]);
    assert_eq!(home.storage().load_settings().value, wanted);
    let dark = Setting::new("theme", "dark");
    home.storage().save_setting(&dark, &english()).unwrap();
    let korean = Setting::new("language", "ko");
    home.storage().save_setting(&korean, &english()).unwrap();
    let text = fs::read_to_string(home.settings()).unwrap();
    assert_eq!(
        text,
        "# mine\ntheme = \"dark\" # easier\nmouse = false\nother = 3\nlanguage = \"ko\"\n"
    );
}

#[test]
fn every_setting_round_trips() {
    let home = Home::new();
    home.write(&home.settings(), "mouse = true # as it is\n");
    for setting in [
        Setting::new("glyphs", "blocks"),
        Setting::new("mouse", "off"),
        Setting::new("motion", "off"),
    ] {
        home.storage().save_setting(&setting, &english()).unwrap();
    }
    let wanted = Settings::from_iter([
        Setting::new("glyphs", "blocks"),
        Setting::new("mouse", "off"),
        Setting::new("motion", "off"),
    ]);
    assert_eq!(home.storage().load_settings().value, wanted);
    let text = fs::read_to_string(home.settings()).unwrap();
    assert_eq!(
        text,
        "mouse = false # as it is\nglyphs = \"blocks\"\nmotion = false\n"
    );
    let motion = Setting::new("motion", "on");
    home.storage().save_setting(&motion, &english()).unwrap();
    let value = home.storage().load_settings().value;
    assert_eq!(value.get("motion"), Some("on"));
    assert_eq!(home.storage().settings_path(), Some(home.settings()));
    assert_eq!(Storage::in_folders(None, None).settings_path(), None);
}

#[test]
fn a_new_settings_file_lists_the_possible_values() {
    let home = Home::new();
    let mono = Setting::new("theme", "mono");
    home.storage().save_setting(&mono, &english()).unwrap();
    let text = fs::read_to_string(home.settings()).unwrap();
    assert!(text.starts_with("# Settings of relutor."), "{text}");
    assert!(text.ends_with("\ntheme = \"mono\"\n"), "{text}");
    assert_eq!(
        home.storage().load_settings().value.get("theme"),
        Some("mono")
    );
}

#[test]
fn an_invalid_setting_gives_a_notice_and_the_others_apply() {
    let home = Home::new();
    home.write(
        &home.settings(),
        "theme = \"purple\"\nglyphs = \"ascii\"\nmouse = 1\nmotion = \"no\"\n",
    );
    let read = home.storage().load_settings();
    assert_eq!(read.value.get("glyphs"), Some("ascii"));
    assert_eq!(read.value.get("theme"), None);
    let told: Vec<_> = read
        .notices
        .iter()
        .map(|notice| english().format(&notice.phrase()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told[0].contains("theme") && told[0].contains("projector"),
        "{told:?}"
    );
}

#[cfg(unix)]
#[test]
fn saving_through_a_symlink_keeps_the_symlink() {
    let home = Home::new();
    let elsewhere = home.0.join("dotfiles.toml");
    fs::write(&elsewhere, "theme = \"dark\"\n").unwrap();
    fs::create_dir_all(home.settings().parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(&elsewhere, home.settings()).unwrap();
    let light = Setting::new("theme", "light");
    home.storage().save_setting(&light, &english()).unwrap();
    assert!(fs::symlink_metadata(home.settings()).unwrap().is_symlink());
    assert_eq!(
        fs::read_to_string(&elsewhere).unwrap(),
        "theme = \"light\"\n"
    );
}

#[cfg(unix)]
#[test]
fn a_rewritten_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let save = || home.storage().save_progress(&some_progress(), &english());
    save().unwrap();
    for mode in [0o600, 0o640, 0o666] {
        fs::set_permissions(home.progress(), fs::Permissions::from_mode(mode)).unwrap();
        save().unwrap();
        assert_eq!(mode_of(&home.progress()), mode);
    }
    let reset = home.storage().reset_progress(None, &english()).unwrap();
    assert_eq!(mode_of(&reset.backup.unwrap()), 0o666);
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_usual_permissions() {
    let home = Home::new();
    home.storage()
        .save_progress(&some_progress(), &english())
        .unwrap();
    let usual = home.0.join("usual");
    fs::write(&usual, "").unwrap();
    assert_eq!(mode_of(&home.progress()), mode_of(&usual));
}

/// Only root can try this.
#[cfg(unix)]
#[test]
fn what_root_writes_belongs_to_the_owner_of_the_folder_or_of_the_file() {
    use std::os::unix::fs::{MetadataExt, chown};
    let home = Home::new();
    let folder = home.progress().parent().unwrap().to_owned();
    fs::create_dir_all(&folder).unwrap();
    if chown(&folder, Some(1234), Some(1235)).is_err() {
        return;
    }
    let save = || home.storage().save_progress(&some_progress(), &english());
    let owner = |path: &Path| {
        let metadata = fs::metadata(path).unwrap();
        (metadata.uid(), metadata.gid())
    };
    save().unwrap();
    assert_eq!(owner(&home.progress()), (1234, 1235));
    chown(home.progress(), Some(2345), Some(2346)).unwrap();
    save().unwrap();
    assert_eq!(owner(&home.progress()), (2345, 2346));
    let reset = home.storage().reset_progress(None, &english()).unwrap();
    assert_eq!(owner(&reset.backup.unwrap()), (2345, 2346));
}

#[cfg(unix)]
fn mode_of(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn a_symlink_at_the_temporary_path_is_not_followed() {
    let home = Home::new();
    home.storage()
        .save_progress(&some_progress(), &english())
        .unwrap();
    let precious = home.0.join("precious");
    home.write(&precious, "mine");
    std::os::unix::fs::symlink(&precious, home.progress().with_extension("toml.new")).unwrap();
    home.storage()
        .save_progress(&some_progress(), &english())
        .unwrap();
    assert_eq!(fs::read_to_string(&precious).unwrap(), "mine");
}

fn names() -> impl Strategy<Value = String> {
    "[a-z0-9가-힣\"\\\\. #=\\[\\]\n-]{0,12}"
}

fn lessons() -> impl Strategy<Value = LessonProgress> {
    (
        prop::option::of(names()),
        prop::collection::btree_set(names(), 0..4),
        prop::collection::btree_map(names(), prop::option::of(names()), 0..4),
        prop::collection::btree_map(names(), 0_usize..1000, 0..4),
        0_u64..10_000_000,
        prop::option::of(-10_000_i64..100_000),
    )
        .prop_map(
            |(at, seen, answers, met, seconds, finished)| LessonProgress {
                at,
                seen,
                answers,
                met,
                time: Duration::from_secs(seconds),
                finished: finished.map(Day),
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_progress_round_trips(
        lessons in prop::collection::btree_map(names(), lessons(), 0..4),
        last in prop::option::of(names()),
    ) {
        let home = Home::new();
        let progress = Progress { lessons, last };
        home.storage().save_progress(&progress, &english()).unwrap();
        prop_assert_eq!(home.storage().load_progress().value, progress);
    }

    #[test]
    fn any_text_can_be_loaded_without_a_panic(text in "\\PC{0,80}") {
        let home = Home::new();
        home.write(&home.progress(), &text);
        home.write(&home.settings(), &text);
        let _read = home.storage().load_progress();
        let _read = home.storage().load_settings();
        home.storage().save_progress(&some_progress(), &english()).unwrap();
    }
}

#[test]
fn saving_keeps_comments_and_unknown_keys_of_the_progress() {
    let home = Home::new();
    let mine = "# mine\nversion = 1 # first\nextra = 3\nlast = 'bias' # here\n\n# of the lesson\n[lesson.bias]\nat = 'look' # look again\nseconds = 5\nnote = \"hard\"\nseen = [\n  'look', # twice\n]\nanswers = { a = 'x' } # sure\n\n[other]\nkey = true # stays\n";
    home.write(&home.progress(), mine);
    let storage = home.storage();
    let mut progress = storage.load_progress().value;
    let bias = progress.lessons.get_mut("bias").unwrap();
    bias.at = Some("guess".to_owned());
    bias.seen.insert("guess".to_owned());
    bias.answers.insert("b".to_owned(), Some("y".to_owned()));
    storage.save_progress(&progress, &english()).unwrap();
    let text = fs::read_to_string(home.progress()).unwrap();
    for line in [
        "# mine\n",
        "version = 1 # first\n",
        "extra = 3\n",
        "last = 'bias' # here\n",
        "# of the lesson\n",
        "at = \"guess\" # look again\n",
        "note = \"hard\"\n",
        "# twice\n",
        " # sure\n",
        "key = true # stays\n",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
    assert_eq!(home.storage().load_progress().value, progress);
}

#[test]
fn lessons_without_a_change_stay_byte_for_byte() {
    let home = Home::new();
    let others = "[lesson.elsewhere]\nmark = [1,2]   # of another course\n\n[lesson.empty]\n\n[lesson.short]\nseen=['a' ,'b']\n";
    let inline = "inline = { seen = [ 'x' ], later = 1 }\n";
    let mine = format!("version = 1\n\n[lesson]\n{inline}\n{others}");
    home.write(&home.progress(), &mine);
    let storage = home.storage();
    let mut progress = storage.load_progress().value;
    progress.lessons.extend(some_progress().lessons);
    storage.save_progress(&progress, &english()).unwrap();
    let text = fs::read_to_string(home.progress()).unwrap();
    for part in [others, inline] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
    assert_eq!(home.storage().load_progress().value, progress);
}

#[test]
fn progress_in_inline_tables_can_be_changed() {
    let home = Home::new();
    let inline = "version = 1\nlesson = { bias = { seen = ['look'] } }\n";
    let dotted = "version = 1\nlesson.bias.seen = ['look']\nlesson.bias.answers.a = 'x'\n";
    for text in [inline, dotted] {
        home.write(&home.progress(), text);
        let storage = home.storage();
        let mut progress = storage.load_progress().value;
        let bias = progress.lessons.get_mut("bias").unwrap();
        bias.answers.insert("b".to_owned(), Some("y".to_owned()));
        bias.at = Some("look".to_owned());
        let more = some_progress().lessons;
        progress.lessons.extend(more);
        storage.save_progress(&progress, &english()).unwrap();
        let read = home.storage().load_progress();
        assert_eq!((read.value, read.notices), (progress, vec![]), "{text}");
    }
}

#[test]
fn a_reset_is_not_undone_by_another_running_program() {
    let home = Home::new();
    let mut before = some_progress();
    let other = before.lessons["bias-moves-the-kink"].clone();
    before.lessons.insert("depth-folds".to_owned(), other);
    home.storage().save_progress(&before, &english()).unwrap();
    let running = home.storage();
    let mut progress = running.load_progress().value;
    let reset = home.storage().reset_progress(None, &english()).unwrap();
    assert_eq!(home.storage().load_progress().value, Progress::default());
    let copy = reset.backup.unwrap();
    assert!(copy.ends_with("progress.backup-1.toml"), "{copy:?}");
    assert!(fs::read_to_string(&copy).unwrap().contains("depth-folds"));

    // Time alone brings nothing back.
    let lesson = progress.lessons.get_mut("depth-folds").unwrap();
    lesson.time += Duration::from_secs(9);
    running.save_progress(&progress, &english()).unwrap();
    assert!(home.storage().load_progress().value.lessons.is_empty());

    // The list, on which no lesson is open, names no last one.
    progress.last = None;
    running.save_progress(&progress, &english()).unwrap();
    assert_eq!(home.storage().load_progress().value, Progress::default());

    // A new answer is stored without the forgotten ones, also at later saves.
    let lesson = progress.lessons.get_mut("depth-folds").unwrap();
    lesson.time += Duration::from_secs(7);
    lesson
        .answers
        .insert("new".to_owned(), Some("right".to_owned()));
    for _ in 0..2 {
        running.save_progress(&progress, &english()).unwrap();
    }
    let stored = home.storage().load_progress().value;
    assert_eq!(stored.lessons.keys().collect::<Vec<_>>(), ["depth-folds"]);
    let stored = &stored.lessons["depth-folds"];
    assert_eq!(stored.answers.keys().collect::<Vec<_>>(), ["new"]);
    assert!(
        stored.seen.is_empty() && stored.met.is_empty(),
        "{stored:?}"
    );
    assert_eq!(stored.time, Duration::ZERO, "the time was before the reset");
    let lesson = progress.lessons.get_mut("depth-folds").unwrap();
    lesson.time += Duration::from_secs(3);
    running.save_progress(&progress, &english()).unwrap();
    let stored = home.storage().load_progress().value;
    assert_eq!(stored.lessons["depth-folds"].time, Duration::from_secs(3));
}

#[test]
fn a_lost_progress_file_is_written_again_in_full() {
    let home = Home::new();
    home.storage()
        .save_progress(&some_progress(), &english())
        .unwrap();
    for damage in [None, Some("]["), Some("")] {
        let running = home.storage();
        let progress = running.load_progress().value;
        match damage {
            None => fs::remove_file(home.progress()).unwrap(),
            Some(text) => home.write(&home.progress(), text),
        }
        running.save_progress(&progress, &english()).unwrap();
        assert_eq!(home.storage().load_progress().value, some_progress());
    }
}

#[test]
fn a_reset_without_progress_makes_no_copy() {
    let home = Home::new();
    let reset = home.storage().reset_progress(None, &english()).unwrap();
    assert_eq!(reset.backup, None);
}

#[test]
fn a_file_that_is_too_large_is_left_alone() {
    let home = Home::new();
    let large = vec![b'#'; 9 << 20];
    home.write(&home.progress(), &large);
    let read = home.storage().load_progress();
    assert!(matches!(
        read.notices.as_slice(),
        [Notice::Unread(StorageError::TooLarge { .. })]
    ));
    let saved = home.storage().save_progress(&some_progress(), &english());
    assert!(
        matches!(saved, Err(StorageError::TooLarge { .. })),
        "{saved:?}"
    );
    assert_eq!(fs::read(home.progress()).unwrap(), large);
}

#[cfg(unix)]
mod special_files {
    use std::fs::Permissions;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::process::Command;
    use std::sync::mpsc;

    use super::*;

    fn make_pipe(path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    /// The result of `act`, which must not wait for another process.
    fn without_waiting<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> T {
        let (send, receive) = mpsc::channel();
        #[expect(
            clippy::disallowed_methods,
            reason = "a thread that waits for ever must not block the test"
        )]
        drop(thread::spawn(move || send.send(act()).unwrap()));
        let limit = Duration::from_secs(20);
        receive.recv_timeout(limit).expect("it waits for a pipe")
    }

    #[test]
    fn pipes_and_folders_are_neither_read_nor_replaced() {
        let make_folder = |path: &Path| fs::create_dir_all(path).unwrap();
        for make in [make_pipe, make_folder] {
            let home = Home::new();
            make(&home.progress());
            make(&home.settings());
            let storage = home.storage();
            let (loaded, settings, saved, setting, reset) = without_waiting(move || {
                (
                    storage.load_progress(),
                    storage.load_settings(),
                    storage.save_progress(&some_progress(), &english()),
                    storage.save_setting(&Setting::new("mouse", "off"), &english()),
                    storage.reset_progress(None, &english()),
                )
            });
            let refused = |notices: &[Notice]| {
                matches!(notices, [Notice::Unread(StorageError::NotRegular(_))])
            };
            assert!(refused(&loaded.notices) && refused(&settings.notices));
            assert!(
                matches!(saved, Err(StorageError::NotRegular(_))),
                "{saved:?}"
            );
            assert!(matches!(setting, Err(StorageError::NotRegular(_))));
            assert!(matches!(reset, Err(StorageError::NotRegular(_))));
            for path in [home.progress(), home.settings()] {
                assert!(!fs::metadata(path).unwrap().is_file());
            }
        }
    }

    #[test]
    fn a_pipe_as_lock_gives_an_error() {
        let home = Home::new();
        let lock = home.progress().with_extension("lock");
        make_pipe(&lock);
        let storage = home.storage();
        let saved = without_waiting(move || storage.save_progress(&some_progress(), &english()));
        assert_eq!(saved, Err(StorageError::NotRegular(lock)));
    }

    #[test]
    fn a_pipe_at_the_temporary_path_stays() {
        let home = Home::new();
        let pipe = home.progress().with_extension("toml.new");
        make_pipe(&pipe);
        let storage = home.storage();
        without_waiting(move || storage.save_progress(&some_progress(), &english())).unwrap();
        assert_eq!(home.storage().load_progress().value, some_progress());
        assert!(fs::metadata(pipe).unwrap().file_type().is_fifo());
    }

    #[test]
    fn the_null_device_keeps_nothing_and_says_nothing() {
        let home = Home::new();
        fs::create_dir_all(home.progress().parent().unwrap()).unwrap();
        symlink("/dev/null", home.progress()).unwrap();
        let storage = home.storage();
        let saved = storage.save_progress(&some_progress(), &english());
        assert_eq!(saved, Ok(vec![]));
        let reset = storage.reset_progress(None, &english()).unwrap();
        assert_eq!((reset.backup, reset.notices), (None, vec![]));
        assert_eq!(home.storage().load_progress().notices, vec![]);
        let target = fs::read_link(home.progress()).unwrap();
        assert_eq!(target, Path::new("/dev/null"));
        let names = fs::read_dir(home.progress().parent().unwrap()).unwrap();
        assert_eq!(names.count(), 1);
    }

    #[test]
    fn an_endless_device_is_not_read() {
        let home = Home::new();
        fs::create_dir_all(home.progress().parent().unwrap()).unwrap();
        symlink("/dev/zero", home.progress()).unwrap();
        let read = home.storage().load_progress();
        assert!(matches!(
            read.notices.as_slice(),
            [Notice::Unread(StorageError::NotRegular(_))]
        ));
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let home = Home::new();
        let mine = "version = 1\n";
        home.write(&home.progress(), mine);
        fs::set_permissions(home.progress(), Permissions::from_mode(0o444)).unwrap();
        let saved = home.storage().save_progress(&some_progress(), &english());
        assert!(matches!(saved, Err(StorageError::Io { .. })), "{saved:?}");
        assert_eq!(fs::read_to_string(home.progress()).unwrap(), mine);
        let mode = fs::metadata(home.progress()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o444);
    }

    #[test]
    fn a_link_to_a_missing_file_is_followed() {
        let home = Home::new();
        fs::create_dir_all(home.progress().parent().unwrap()).unwrap();
        symlink("../../mine.toml", home.progress()).unwrap();
        home.storage()
            .save_progress(&some_progress(), &english())
            .unwrap();
        assert!(fs::symlink_metadata(home.progress()).unwrap().is_symlink());
        assert!(home.0.join("mine.toml").is_file());
    }
}
