//! Courses, progress, settings and saved states of random bytes: nothing panics, and nothing of the learner is lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;
use relutor::app::Appearance;
use relutor::lesson::{CourseSource, load};
use relutor::locale::{Lang, Words};
use relutor::storage::{Storage, parse_saved_state};

use crate::broken_courses::BASE;
use crate::support::{Driver, app, course};

/// A change of a file.
#[derive(Clone, Debug)]
enum Mutation {
    /// Other bytes in place of a range.
    Replace(Index, usize, Vec<u8>),
    /// A range once more somewhere else.
    Repeat(Index, Index, usize),
    /// The end is missing.
    Truncate(Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let hostile = prop_oneof![
        any::<Vec<u8>>(),
        "[\\[\\]{}\"'=#.,:|*_`&;<>0-9a-z \n\\\\-]{0,9}".prop_map(String::into_bytes),
        Just("9999999999999999999999".into()),
        Just("-1e308".into()),
        Just("nan".into()),
        Just("{fact:far:.999}".into()),
        Just("9999-12-31".into()),
        Just("\u{202e}\u{1b}[2J".into()),
    ];
    prop_oneof![
        4 => (any::<Index>(), 0_usize..12, hostile).prop_map(|(at, len, new)| Mutation::Replace(at, len, new)),
        2 => (any::<Index>(), any::<Index>(), 1_usize..80).prop_map(|(from, to, len)| Mutation::Repeat(from, to, len)),
        1 => any::<Index>().prop_map(Mutation::Truncate),
    ]
}

fn mutate(text: &str, mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for mutation in mutations {
        let place = |index: &Index, bytes: &[u8]| index.index(bytes.len() + 1);
        match mutation {
            Mutation::Replace(at, len, new) => {
                let at = place(at, &bytes);
                let end = (at + len).min(bytes.len());
                bytes.splice(at..end, new.iter().copied());
            }
            Mutation::Repeat(from, to, len) => {
                let from = place(from, &bytes);
                let end = (from + len).min(bytes.len());
                let copy = bytes[from..end].to_vec();
                let to = place(to, &bytes);
                bytes.splice(to..to, copy);
            }
            Mutation::Truncate(at) => bytes.truncate(place(at, &bytes)),
        }
    }
    bytes
}

/// An empty folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

const PROGRESS: &str = "version = 1\nlast = \"bias\" # here\n\n[lesson.bias]\nat = \"try\"\nseconds = 421\n\
    finished = 2026-11-24\nseen = [\"guess\", \"look\"]\nanswers = { guess = \"left\" }\nskipped = [\"why\"]\nmet = { try = 2 }\n\n\
    [lesson.depth-folds]\nseen = []\n";

const SAVED: &str = "lesson = \"playground\"\nstep = \"play\"\nseed = \"7\"\n\n[[move]]\nset = { data = \"own\", layers = 2.0, w_1_1_1 = 0.5 }\n\n\
    [[move]]\nrun = 12\n\n[[move]]\nset = { b_1_1 = -0.25, points = \"0 0 a\" }\n";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_mutated_course_gives_faults_or_screens(
        file in 0..BASE.len(),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let folder = folder("random-course");
        for (at, (name, text)) in BASE.iter().enumerate() {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let text = if at == file { mutate(text, &mutations) } else { text.as_bytes().to_vec() };
            fs::write(path, text).unwrap();
        }
        match load(&CourseSource::Folder(folder)) {
            Ok(course) => {
                let mut driver = Driver::new(app(Arc::new(course), Appearance::default()), (80, 24));
                for key in ["<Enter>", "1", "n", "h", "n", "n"] {
                    driver.press(key);
                }
            }
            Err(faults) => {
                let words = Words::load(&Lang::english()).unwrap();
                prop_assert!(faults.iter().all(|fault| !fault.line(&words).is_empty()));
            }
        }
    }

    #[test]
    fn mutated_progress_is_read_and_saved_without_loss(
        mutations in prop::collection::vec(mutation(), 1..6),
        is_settings in any::<bool>(),
    ) {
        let home = folder("random-progress");
        let state = home.join("relutor");
        fs::create_dir_all(&state).unwrap();
        let bytes = mutate(PROGRESS, &mutations);
        fs::write(state.join("progress.toml"), &bytes).unwrap();
        if is_settings {
            fs::write(state.join("settings.toml"), &bytes).unwrap();
        }
        let storage = Storage::in_folders(Some(home.clone()), Some(home));
        let words = Words::load(&Lang::english()).unwrap();
        let _settings = storage.load_settings();
        let mut progress = storage.load_progress().value;
        progress.lessons.entry("bias".to_owned()).or_default().seen.insert("new".to_owned());
        if storage.save_progress(&progress, &words).is_ok() {
            let again = storage.load_progress();
            prop_assert_eq!(again.value, progress);
            prop_assert!(again.notices.is_empty());
        }
        let reset = storage.reset_progress(None, &words);
        prop_assert!(reset.is_ok() || storage.load_progress().value.lessons.is_empty());
    }

    #[test]
    fn a_mutated_saved_state_is_replayed_or_refused(
        mutations in prop::collection::vec(mutation(), 0..4),
    ) {
        let text = mutate(SAVED, &mutations);
        if let Ok(state) = parse_saved_state(&String::from_utf8_lossy(&text)) {
            let mut app = app(course(), Appearance::default());
            let playground = app.course().find("playground").unwrap();
            app.open(playground, 0, &relutor::lab::Values::new()).unwrap();
            let moves: Vec<_> = state.moves.into_iter().map(|one| match one {
                relutor::lab::ReplayEntry::Run(at) => relutor::lab::ReplayEntry::Run(at.min(50)),
                set @ relutor::lab::ReplayEntry::Set(_) => set,
            }).collect();
            let _replayed = app.replay(&moves);
            Driver::new(app, (100, 30));
        }
    }
}
