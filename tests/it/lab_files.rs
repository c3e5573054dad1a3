//! Files beside a lesson that its playground starts with: they are read when the course is loaded, and from the lesson's folder
//! alone.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use relutor::app::binding_names;
use relutor::lab::Lab;
use relutor::lesson::{CourseSource, lint, load};
use relutor::locale::{Lang, Words};

const POINTS: &str = "size,weight,kind\n1,2,cat\n2,3,cat\n8,9,dog\n9,8,dog\n";

const STATE: &str = r#"lesson = "playground"
step = "play"

[[move]]
set = { layers = 2 }

[[move]]
set = { units_1 = 3, w_1_1_1 = 1.25 }
"#;

/// A course whose only lab has the keys `lab`, with these files beside the lesson.
fn course_folder(name: &str, lab: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("lab-files-{name}"));
    drop(fs::remove_dir_all(&folder));
    let lesson = folder.join("01-own");
    fs::create_dir_all(&lesson).unwrap();
    let course = "lessons = [\"01-own\"]\n[title]\nen = \"Own\"\n";
    fs::write(folder.join("course.toml"), course).unwrap();
    let step =
        "minutes = 1\n[[step]]\nid = \"look\"\nlab = \"own\"\nshow = [\"output\"]\n[labs.own]\n";
    fs::write(lesson.join("lesson.toml"), step.to_owned() + lab).unwrap();
    let text = "# Own\n\n## look\n\nLook.\n\n## breaks\n\nNowhere.\n\n## summary\n\n- Look.\n";
    fs::write(lesson.join("en.md"), text).unwrap();
    for (name, text) in files {
        fs::write(lesson.join(name), text).unwrap();
    }
    folder
}

fn faults_of(folder: &Path) -> Vec<String> {
    let source = CourseSource::Folder(folder.to_owned());
    let faults = match load(&source) {
        Ok(course) => lint(&course, &binding_names()),
        Err(faults) => faults,
    };
    let words = Words::load(&Lang::english()).unwrap();
    faults.iter().map(|fault| fault.line(&words)).collect()
}

fn opening_lab(folder: PathBuf) -> Lab {
    assert_eq!(faults_of(&folder), Vec::<String>::new());
    let course = load(&CourseSource::Folder(folder)).unwrap();
    let setup = &course.lessons[0].labs["own"];
    setup.lab(&setup.kind.complete(&setup.set), None).unwrap()
}

#[test]
fn a_table_is_the_data_of_the_playground() {
    let lab = "kind = \"playground\"\nload = \"points.csv\"\n";
    let lab = opening_lab(course_folder("table", lab, &[("points.csv", POINTS)]));
    let table = lab.values().text("table").unwrap().to_string();
    assert!(
        table.starts_with("points.csv/z/size,weight/kind,cat,dog/"),
        "{table}"
    );
    assert_eq!(lab.values().choice("data"), "file");
}

#[test]
fn columns_choose_inputs_and_target() {
    let lab = "kind = \"playground\"\nload = \"points.csv\"\ncolumns = [\"size\", \"weight\"]\n";
    let lab = opening_lab(course_folder("columns", lab, &[("points.csv", POINTS)]));
    let table = lab.values().text("table").unwrap().to_string();
    assert!(
        table.contains("weight") && !table.contains("cat"),
        "{table}"
    );
}

#[test]
fn a_saved_state_gives_layers_and_weights_and_set_goes_before_it() {
    let lab =
        "kind = \"playground\"\nload = [\"points.csv\", \"net.toml\"]\nset = { units_1 = 4 }\n";
    let files = [("points.csv", POINTS), ("net.toml", STATE)];
    let lab = opening_lab(course_folder("state", lab, &files));
    assert_eq!(lab.number("layers"), Some(2.0));
    assert_eq!(lab.number("units_1"), Some(4.0));
    assert_eq!(lab.number("w_1_1_1"), Some(1.25));
    assert_eq!(lab.values().choice("data"), "file");
}

#[test]
fn only_files_in_the_folder_of_the_lesson_are_read() {
    let outside = "leads out of the lesson's folder; put the file there and write its name alone";
    for (name, written) in [
        ("up", "../course.toml"),
        ("absolute", "/etc/passwd"),
        ("up-again", "x/../../course.toml"),
        ("backslash", "..\\\\course.toml"),
        ("drive", "C:points.csv"),
        ("dot", "."),
    ] {
        let lab = format!("kind = \"playground\"\nload = \"{written}\"\n");
        let faults = faults_of(&course_folder(name, &lab, &[]));
        assert!(
            faults.len() == 1 && faults[0].ends_with(outside),
            "{faults:?}"
        );
        assert!(
            faults[0].starts_with("01-own/lesson.toml:8:8: "),
            "{faults:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let lab = "kind = \"playground\"\nload = \"points.csv\"\n";
    let folder = course_folder("link", lab, &[]);
    fs::write(folder.join("points.csv"), POINTS).unwrap();
    std::os::unix::fs::symlink("../points.csv", folder.join("01-own/points.csv")).unwrap();
    let faults = faults_of(&folder);
    assert!(
        faults.len() == 1 && faults[0].contains("leads out of"),
        "{faults:?}"
    );
}

const RUN: &str = "lesson = \"playground\"\nstep = \"play\"\n\n[[move]]\nrun = 20\n";
const RANGE: &str = "lesson = \"playground\"\nstep = \"play\"\n\n[[move]]\nset = { layers = 99 }\n";

/// The keys of a lab, the file beside it with its text, and the start of the fault.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    (
        "load = \"a.csv\"",
        "b.csv",
        POINTS,
        "lesson.toml:8:8: there is no file `a.csv` in the lesson's folder; put it there",
    ),
    (
        "columns = [\"a\", \"b\"]",
        "a.csv",
        POINTS,
        "lesson.toml:8:11: `columns` goes with `load`; take it away, or name the file",
    ),
    (
        "load = \"a.csv\"\ncolumns = [\"size\"]",
        "a.csv",
        POINTS,
        "lesson.toml:9:11: `columns` names two or three different columns, the target last; write `[\"height\", \"weight\", \"kind\"]`",
    ),
    (
        "load = \"a.csv\"\ncolumns = [\"size\", \"kinds\"]",
        "a.csv",
        POINTS,
        "lesson.toml:9:11: there is no column `kinds`; did you mean one of: kind, size, weight?",
    ),
    (
        "load = \"a.csv\"",
        "a.csv",
        "",
        "a.csv:1:1: a.csv is empty; name a file with rows of numbers",
    ),
    (
        "load = \"a.csv\"",
        "a.csv",
        "x,y\n1,2\n",
        "a.csv:1:1: too few rows: at least 2 with all values are needed",
    ),
    (
        "load = \"a.csv\"",
        "a.csv",
        "a,b,c,d\n1.5,2.5,3.5,4.5\n2.25,3.25,1.25,7.5\n8.5,1.75,6.5,2.5\n",
        "lesson.toml:8:8: the table has more columns than a network of two inputs takes; name them under `columns`, the target last, out of: a, b, c, d",
    ),
    (
        "load = \"a.toml\"",
        "a.toml",
        RUN,
        "a.toml:5:7: the saved state trains here, and a lab starts before its training; save it before it trains",
    ),
    (
        "load = \"a.toml\"",
        "a.toml",
        RANGE,
        "a.toml:5:7: `layers` goes from 0 to 8, so it cannot be 99",
    ),
    (
        "load = \"a.toml\"",
        "a.toml",
        "a = ",
        "a.toml:1:5: this is no TOML",
    ),
];

#[test]
fn mistakes_are_reported_where_they_are() {
    for (at, (rest, file, text, wanted)) in BROKEN.iter().enumerate() {
        let lab = format!("kind = \"playground\"\n{rest}\n");
        let faults = faults_of(&course_folder(
            &format!("broken-{at}"),
            &lab,
            &[(file, text)],
        ));
        let wanted = format!("01-own/{wanted}");
        let is_reported = faults.iter().any(|fault| fault.starts_with(&wanted));
        assert!(is_reported, "{wanted}: {faults:?}");
    }
}

#[test]
fn only_a_playground_loads_files() {
    let lab = "kind = \"bias-node\"\nload = \"a.csv\"\n";
    let faults = faults_of(&course_folder("kind", lab, &[("a.csv", POINTS)]));
    let wanted = "01-own/lesson.toml:8:8: only a lab of kind `playground` can load a file";
    assert!(faults[0].starts_with(wanted), "{faults:?}");
}

#[test]
fn a_value_of_a_lesson_is_still_checked() {
    let lab = "kind = \"playground\"\nload = \"net.toml\"\nset = { layers = 99 }\n";
    let faults = faults_of(&course_folder("checked", lab, &[("net.toml", STATE)]));
    let wanted = "01-own/lesson.toml:9:18: `layers` goes from 0 to 8, so it cannot be 99";
    assert!(faults.iter().any(|fault| fault == wanted), "{faults:?}");
}
