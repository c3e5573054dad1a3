//! A course whose files change while it is open: the new version appears, and the state stays where it still fits.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use relutor::app::{
    AnswerState, App, Appearance, CourseUpdate, Effect, Msg, Progress, Screen, Session,
};
use relutor::lab::Values;
use relutor::lesson::{Course, CourseSource, Fault, load};
use relutor::locale::{Lang, Words};

use crate::support::folders::copy_folder;
use crate::support::{Driver, app};

const SIZE: (u16, u16) = (100, 30);

/// A copy of the course that `relutor new` writes.
struct CourseFolder(PathBuf);

impl CourseFolder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reload-{name}"));
        drop(fs::remove_dir_all(&folder));
        let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/new/en");
        copy_folder(&template, &folder);
        Self(folder)
    }

    /// A copy of the course in `tests/author_course`.
    fn with_formulas(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reload-{name}"));
        drop(fs::remove_dir_all(&folder));
        let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/author_course");
        copy_folder(&course, &folder);
        Self(folder)
    }

    fn load(&self) -> Result<Arc<Course>, Vec<Fault>> {
        load(&CourseSource::Folder(self.0.clone())).map(Arc::new)
    }

    /// The app at the step with the index `step` of the first lesson.
    fn open(&self, step: usize) -> Driver {
        let mut driver = Driver::new(app(self.load().unwrap(), Appearance::default()), SIZE);
        driver.app.open(0, step, &Values::new()).unwrap();
        driver
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has {old}");
        fs::write(path, text.replace(old, new)).unwrap();
    }

    /// Tells the app what the files are now; returns what it saves.
    fn tell(&self, app: &mut App) -> Vec<Progress> {
        let update = app.update(Msg::Course(match self.load() {
            Ok(course) => CourseUpdate::Loaded(course),
            Err(faults) => CourseUpdate::Faulty(faults),
        }));
        assert!(update.redraw);
        let saved = update
            .effects
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::SaveProgress(progress) => Some(progress),
                _ => None,
            });
        saved.collect()
    }
}

fn bias(app: &App) -> f64 {
    let lab = app.session().and_then(Session::lab).unwrap();
    lab.values().number("b")
}

fn answer(app: &App) -> AnswerState {
    let state = app.session().and_then(Session::state).unwrap();
    state.answer_state
}

#[test]
fn a_changed_text_appears_and_the_model_stays_as_it_is() {
    let folder = CourseFolder::new("text");
    let mut driver = folder.open(0);
    driver.press("2<Right><Right>r<Right>");
    let (turned, answered) = (bias(&driver.app), answer(&driver.app));
    assert!(turned > 4.0, "{turned}");
    folder.replace("01-first-kink/en.md", "already", "surely");
    assert!(folder.tell(&mut driver.app).is_empty());
    let shown = driver.text();
    assert!(shown.contains("surely"), "{shown}");
    assert_eq!((bias(&driver.app), answer(&driver.app)), (turned, answered));
    driver.press("uu");
    assert_eq!(bias(&driver.app), 5.0, "the first turns can be undone, too");
}

#[test]
fn a_model_that_begins_otherwise_keeps_the_answer_and_the_turned_controls() {
    let folder = CourseFolder::new("values");
    let mut driver = folder.open(0);
    driver.press("2<Right><Right>");
    let (turned, answered) = (bias(&driver.app), answer(&driver.app));
    folder.replace(
        "01-first-kink/lesson.toml",
        "set = { w = 1, b = 0 }",
        "set = { w = 2, b = 0 }",
    );
    folder.tell(&mut driver.app);
    let lab = driver.app.session().and_then(Session::lab).unwrap();
    assert_eq!(lab.values().number("w"), 2.0);
    assert_eq!((bias(&driver.app), answer(&driver.app)), (turned, answered));
    driver.press("u");
    assert_eq!(bias(&driver.app), 4.0, "the value of the lesson");
}

#[test]
fn an_answer_that_is_gone_leaves_its_question_open() {
    let folder = CourseFolder::new("answer");
    let mut driver = folder.open(0);
    driver.press("2");
    folder.replace(
        "01-first-kink/lesson.toml",
        "option.right",
        "option.sideways",
    );
    folder.replace("01-first-kink/en.md", "option right", "option sideways");
    folder.tell(&mut driver.app);
    assert_eq!(answer(&driver.app), AnswerState::Open);
}

#[test]
fn the_open_step_is_found_by_its_name_and_a_renamed_one_by_its_place() {
    let folder = CourseFolder::new("steps");
    let mut driver = folder.open(1);
    driver.press("<Right>");
    let turned = bias(&driver.app);
    let at = |driver: &Driver| driver.app.session().unwrap().at();
    let toml = "01-first-kink/lesson.toml";
    folder.replace(toml, "id = \"try\"", "id = \"reach\"");
    folder.replace("01-first-kink/en.md", "## try", "## reach");
    let saved = folder.tell(&mut driver.app);
    assert_eq!((at(&driver), bias(&driver.app)), (1, turned));
    assert!(saved.is_empty(), "{saved:?}");

    let look = "[[step]]\nid = \"look\"\nlab = \"node\"\nshow = [\"curve\"]\nunlock = [\"b\"]\n\n";
    let first = "# A question: predict, then see.\n";
    folder.replace(toml, first, &format!("{look}{first}"));
    folder.replace(
        "01-first-kink/en.md",
        "## guess",
        "## look\n\nLook.\n\n## guess",
    );
    folder.tell(&mut driver.app);
    assert_eq!((at(&driver), bias(&driver.app)), (2, turned));

    driver.app.go_to_step(0);
    folder.replace(toml, look, "");
    folder.replace("01-first-kink/en.md", "## look\n\nLook.\n\n", "");
    folder.tell(&mut driver.app);
    let step = driver.app.session().and_then(Session::step).unwrap();
    assert_eq!(
        step.id, "guess",
        "a step that is gone gives way to the one at its place"
    );
}

#[test]
fn a_lesson_that_is_gone_gives_way_to_the_list_and_keeps_its_progress() {
    let folder = CourseFolder::new("lesson");
    let mut driver = folder.open(0);
    driver.press("1");
    folder.replace("course.toml", "\"01-first-kink\", ", "");
    folder.tell(&mut driver.app);
    assert!(matches!(driver.app.screen(), Screen::List(_)));
    let shown = driver.text();
    assert!(
        shown.contains("The lesson `first-kink` is no longer in the course."),
        "{shown}"
    );
    assert!(!shown.contains("The first kink"), "{shown}");
    let answers = &driver.app.progress().lessons["first-kink"].answers;
    assert_eq!(answers["guess"].as_deref(), Some("left"));
}

#[test]
fn a_fault_is_in_the_footer_until_it_is_mended() {
    let folder = CourseFolder::new("fault");
    let mut driver = folder.open(0);
    driver.press("2");
    let toml = "01-first-kink/lesson.toml";
    let whole = fs::read_to_string(folder.0.join(toml)).unwrap();
    for half in ["", whole.split_once("b = 4").unwrap().0, "minutes = "] {
        fs::write(folder.0.join(toml), half).unwrap();
        folder.tell(&mut driver.app);
        let shown = driver.press("<Right>x");
        drop(shown);
        let shown = driver.text();
        assert!(shown.contains("01-first-kink/"), "{shown}");
        assert!(shown.contains("already"), "the lesson stays: {shown}");
    }
    fs::write(folder.0.join(toml), whole).unwrap();
    let answered = answer(&driver.app);
    folder.tell(&mut driver.app);
    let shown = driver.text();
    assert!(!shown.contains("01-first-kink/"), "{shown}");
    assert_eq!(answer(&driver.app), answered);
}

#[test]
fn a_fault_fits_on_a_small_screen() {
    let folder = CourseFolder::new("small");
    let mut driver = Driver::new(app(folder.load().unwrap(), Appearance::default()), (80, 24));
    folder.replace(
        "01-first-kink/en.md",
        "## breaks\n",
        "## breaks\n\n> quoted\n",
    );
    folder.tell(&mut driver.app);
    let shown = driver.text();
    let lines: Vec<_> = shown.lines().collect();
    let [.., first, second] = lines.as_slice() else {
        panic!("{shown}");
    };
    let said = format!("{} {}", first.trim(), second.trim());
    let faults = folder.load().unwrap_err();
    let words = Words::load(&Lang::english()).unwrap();
    let fault = words.format(&faults[0].message);
    assert!(fault.len() > 60, "a long one: {fault}");
    let place = format!("01-first-kink/en.md:{}: ", faults[0].place.line);
    assert_eq!(said, place + &fault);
}

#[test]
fn the_curve_before_the_answer_stays_when_a_lesson_with_formulas_changes() {
    let folder = CourseFolder::with_formulas("formulas");
    let mut driver = Driver::new(app(folder.load().unwrap(), Appearance::default()), SIZE);
    driver.app.open(1, 1, &Values::new()).unwrap();
    driver.press("1");
    let before = |driver: &Driver| {
        let lab = driver.app.session().and_then(Session::lab).unwrap();
        lab.ghost_value("beta").cloned()
    };
    assert_eq!(before(&driver), Some(0.9.into()));
    for (file, old, new) in [
        (
            "02-moving-average/en.md",
            "Ten times as wide",
            "Ten times wider",
        ),
        ("02-moving-average/lesson.toml", "to = 60", "to = 50"),
    ] {
        folder.replace(file, old, new);
        folder.tell(&mut driver.app);
        assert_eq!(before(&driver), Some(0.9.into()), "{file}");
    }
}
