//! Formula labs: a lesson's own model behaves as a built-in one, and every mistake in it is reported at its place.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use relutor::app::{App, Appearance, binding_names};
use relutor::figure::{Figure, MarkKind, Plot, Role};
use relutor::lab::{Lab, Values};
use relutor::lesson::{Course, CourseSource, Fault, lint, load};
use relutor::locale::{Lang, Words};

use crate::new_course::bilingual_formula_course;
use crate::support::{Driver, without_motion};

/// A lesson with one step that shows a formula lab; the lab follows.
const LESSON: &str = r#"minutes = 1
[[step]]
id = "look"
lab = "own"
show = ["curves"]
[labs.own]
kind = "formula"
"#;

/// A hinge that two controls move, with what can be read off it.
const HINGE: &str = r#"title = { en = "A hinge", ko = "힌지" }
x = { from = -5, to = 5, label = "A" }
[labs.own.controls]
w = { min = -3, max = 3, value = 1, label = { en = "weight", ko = "가중치" } }
b = { min = -4, max = 4, value = 2 }
at = { min = -5, max = 5, value = 1 }
[labs.own.let]
relu_of_z = "max(0, z)"
z = "w * x + b"
[labs.own.curves]
y = "relu_of_z"
z = { formula = "z", label = { en = "sum", ko = "합" } }
[labs.own.readings]
kink = { take = "kink", of = "y", label = { en = "kink", ko = "꺾이는 점" } }
slope = { take = "slope", of = "y", at = "at" }
ratio = "b / w"
[labs.own.marks]
probe = { x = "at", on = "y", label = "here" }
"#;

/// A course of one lesson in a folder of its own.
fn course_folder(lab: &str, languages: &[&str]) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("formula-labs-{}-{number}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("01-own")).unwrap();
    let titles = languages.iter().map(|lang| format!("{lang} = \"Own\"\n"));
    let titles = titles.collect::<Vec<_>>().concat();
    let course = format!("lessons = [\"01-own\"]\n[title]\n{titles}");
    fs::write(folder.join("course.toml"), course).unwrap();
    fs::write(folder.join("01-own/lesson.toml"), LESSON.to_owned() + lab).unwrap();
    for lang in languages {
        let text = "# Own\n\n## look\n\nLook.\n\n## breaks\n\nNowhere.\n\n## summary\n\n- Look.\n";
        fs::write(folder.join(format!("01-own/{lang}.md")), text).unwrap();
    }
    folder
}

fn faults_of(folder: &Path) -> Vec<String> {
    let source = CourseSource::Folder(folder.to_owned());
    let faults: Vec<Fault> = match load(&source) {
        Ok(course) => lint(&course, &binding_names()),
        Err(faults) => faults,
    };
    let words = Words::load(&Lang::english()).unwrap();
    faults.iter().map(|fault| fault.line(&words)).collect()
}

fn course(lab: &str) -> Course {
    let folder = course_folder(lab, &["en", "ko"]);
    assert_eq!(faults_of(&folder), Vec::<String>::new());
    let course = load(&CourseSource::Folder(folder.clone())).unwrap();
    fs::remove_dir_all(folder).unwrap();
    course
}

fn lab_of(course: &Course) -> Lab {
    course.lessons[0].labs["own"]
        .lab(&Values::new(), None)
        .unwrap()
}

fn hinge() -> Lab {
    lab_of(&course(HINGE))
}

fn plot(lab: &Lab, id: &str) -> Plot {
    let figure = lab.figure_with_ghost(id);
    let plot = figure.and_then(|figure| match figure {
        Figure::Plot(plot) => Some(plot),
        _ => None,
    });
    plot.unwrap()
}

fn english(lab: &Lab, id: &str) -> String {
    let words = Words::load(&Lang::english()).unwrap();
    let figure = lab.figure_with_ghost(id).unwrap();
    let sentences = figure.describe();
    let sentences: Vec<_> = sentences.iter().map(|one| words.format(one)).collect();
    sentences.join(" ")
}

#[test]
fn a_kink_is_marked_read_and_described_as_that_of_a_built_in_curve() {
    let mut lab = hinge();
    assert_eq!(lab.number("kink"), Some(-2.0));
    assert_eq!(plot(&lab, "curves").only_kink(), Some(-2.0));
    let said = english(&lab, "curves");
    assert!(
        said.contains("y: flat at 0 until A = −2, rising with slope 1"),
        "{said}"
    );
    assert!(said.contains("Kink at −2"), "{said}");
    let _ = lab.set(&Values::new().with("b", 3.3)).unwrap();
    assert!((lab.number("kink").unwrap() + 3.3).abs() < 1e-12);
    let ghosted = plot(&lab, "curves");
    let before = ghosted
        .marks
        .iter()
        .find(|mark| mark.kind == MarkKind::KinkBefore);
    assert_eq!(before.map(|mark| mark.x), Some(-2.0));
    assert!(
        ghosted
            .series
            .iter()
            .any(|series| series.role == Role::Ghost)
    );
}

#[test]
fn slopes_are_a_staircase_with_a_jump_at_the_kink() {
    let plot = plot(&hinge(), "slopes");
    assert_eq!(
        plot.series[0].points,
        [(-5.0, 0.0), (-2.0, 1.0), (5.0, 1.0)]
    );
    let mut lab = hinge();
    for (at, slope) in [(-3.0, 0.0), (-2.0, 1.0), (4.0, 1.0)] {
        let _ = lab.set(&Values::new().with("at", at)).unwrap();
        assert!((lab.number("slope").unwrap() - slope).abs() < 1e-6, "{at}");
    }
}

#[test]
fn a_mark_that_is_a_control_is_dragged_along_the_curve() {
    let lab = hinge();
    let probe = plot(&lab, "curves")
        .marks
        .into_iter()
        .find(|mark| mark.kind == MarkKind::Probe);
    assert_eq!(probe.map(|mark| (mark.x, mark.y)), Some((1.0, Some(3.0))));
    let free = ["at".to_owned()];
    let dragged = lab.drag_values("curves", (-1.5, 4.0), &free);
    assert_eq!(dragged, Values::new().with("at", -1.5));
    assert!(
        lab.drag_values("curves", (-1.5, 4.0), &["b".to_owned()])
            .is_empty()
    );
}

#[test]
fn labels_are_in_the_language_of_the_reader() {
    let lab = hinge();
    for (lang, title, control, reading, curve) in [
        ("en", "A hinge", "weight", "kink", "sum"),
        ("ko", "힌지", "가중치", "꺾이는 점", "합"),
    ] {
        let words = Words::load(&Lang::of(lang)).unwrap();
        let kind = lab.kind();
        assert_eq!(words.format(&kind.title()), title);
        assert_eq!(words.format(&kind.control_label("w")), control);
        assert_eq!(words.format(&kind.reading_label("kink")), reading);
        assert_eq!(words.format(&plot(&lab, "curves").series[1].name), curve);
        assert_eq!(words.format(&kind.control_label("b")), "b");
    }
}

#[test]
fn a_curve_breaks_off_where_it_is_no_number_and_has_no_kink_where_it_jumps() {
    let lab = r#"title = "Odd"
x = { from = -4, to = 4 }
[labs.own.curves]
log = "ln(x)"
jump = "x > 1.5"
[labs.own.readings]
kinks = { take = "kinks", of = "jump" }
nothing = "0 / 0"
"#;
    let lab = lab_of(&course(lab));
    assert_eq!(lab.number("kinks"), Some(0.0));
    assert!(lab.number("nothing").unwrap().is_nan());
    let said = english(&lab, "curves");
    assert!(
        said.contains("breaks off where the value stops being a number"),
        "{said}"
    );
    assert!(!said.contains("Kink"), "{said}");
}

#[test]
fn a_heat_map_has_the_value_of_each_cell() {
    let lab = r#"title = "Plane"
x = { from = 0, to = 2 }
[labs.own.controls]
k = { min = 1, max = 3, value = 2 }
[labs.own.let]
square = "k * x"
[labs.own.heat]
formula = "square + 10 * y"
y = { from = 0, to = 1 }
"#;
    let folder = course_folder(lab, &["en"]);
    let path = folder.join("01-own/lesson.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"curves\"", "\"heat\"")).unwrap();
    assert_eq!(faults_of(&folder), Vec::<String>::new());
    let lab = lab_of(&load(&CourseSource::Folder(folder)).unwrap());
    assert!(lab.figure("curves").is_none());
    let Some(Figure::Heat(heat)) = lab.figure("heat") else {
        unreachable!("there is a heat map");
    };
    let cell = 1.0 / 48.0;
    assert!((heat.values[0] - (2.0 * cell + 5.0 * cell)).abs() < 1e-12);
    let last = heat.values.last().unwrap();
    assert!(
        (last - (4.0 - 2.0 * cell + 10.0 - 5.0 * cell)).abs() < 1e-12,
        "{last}"
    );
    assert_eq!(heat.range, (0.0, 14.0));
}

/// Asserts that the only fault of the hinge with `from` replaced by `to` is this one.
fn assert_fault(from: &str, to: &str, wanted: &str) {
    assert!(HINGE.contains(from), "{from}");
    let folder = course_folder(&HINGE.replacen(from, to, 1), &["en", "ko"]);
    let faults = faults_of(&folder);
    fs::remove_dir_all(folder).unwrap();
    assert_eq!(
        faults,
        [format!("01-own/lesson.toml:{wanted}")],
        "{from} → {to}"
    );
}

/// Changes of the hinge that break an expression, each with its fault.
const BROKEN_EXPRESSIONS: &[(&str, &str, &str)] = &[
    (
        "w * x + b",
        "w * x + c",
        "16:14: there is no `c` here; use one of: b, w, x",
    ),
    (
        "w * x + b",
        "w * x + ",
        "16:13: the expression ends before it is complete; write what is missing",
    ),
    (
        "w * x + b",
        "w x + b",
        "16:8: an operator is missing before `x`; write one, such as `*`",
    ),
    (
        "w * x + b",
        "w * (x + b",
        "16:10: this bracket is never closed; write `)`",
    ),
    (
        "max(0, z)",
        "max(0, z",
        "15:13: this bracket is never closed; write `)`",
    ),
    (
        "w * x + b",
        "w * exp + b",
        "16:10: `exp` is a function; put what it is taken of in brackets: `exp(x)`",
    ),
    (
        "w * x + b",
        "w * relu_of_z",
        "15:13: each of these needs another one of them first: relu_of_z, z; take one of the names out",
    ),
    (
        "\"z\", label",
        "\"z * y\", label",
        "19:22: `y` changes along y, which only a heat map has; leave it out",
    ),
    (
        "\"b / w\"",
        "\"b / z\"",
        "23:14: `z` changes along x, and one number is needed here; use the controls, or `take` a number of a curve",
    ),
    (
        "\"relu_of_z\"\n",
        "\"sqrt(-1 - x * x)\"\n",
        "18:5: the expression is nowhere a number between the ends of `x`; change it, or the ends",
    ),
    (
        "at = \"at\"",
        "at = \"sin(at\"",
        "22:42: this bracket is never closed; write `)`",
    ),
];

#[test]
fn mistakes_in_expressions_are_reported_at_their_column() {
    for (from, to, wanted) in BROKEN_EXPRESSIONS {
        assert_fault(from, to, wanted);
    }
    let deep = format!("{}x{}", "(".repeat(65), ")".repeat(65));
    let message =
        "more than 64 brackets are open here; give a part of the expression a name under `let`";
    assert_fault("w * x + b", &deep, &format!("16:70: {message}"));
    let long = format!("x{}", " + x".repeat(125));
    let message = "the expression has 501 characters, and 500 are the limit; give a part of it a name under `let`";
    assert_fault("w * x + b", &long, &format!("16:5: {message}"));
}

/// Changes of the hinge that break a name or a range, each with its fault.
const BROKEN_PARTS: &[(&str, &str, &str)] = &[
    (
        "to = 5,",
        "to = -5,",
        "9:23: `from` is −5 and `to` is −5; make `from` the smaller one",
    ),
    (
        "min = -3, max = 3",
        "min = 3, max = -3",
        "11:22: `min` is 3 and `max` is −3; make `min` the smaller one",
    ),
    (
        "value = 2 }",
        "value = 20 }",
        "12:34: `value` is 20, and the control goes from −4 to 4; choose one between them",
    ),
    (
        "value = 2 }",
        "value = 2, step = 0 }",
        "12:44: `step` cannot be 0; make it greater than 0 and at most the length of the range",
    ),
    (
        "value = 2 }",
        "value = 2, steps = 1 }",
        "12:37: unknown key `steps`; use one of: step, label, max",
    ),
    (
        "z = \"w",
        "exp = \"w",
        "16:7: `exp` has a meaning of its own in expressions; choose another name",
    ),
    (
        "z = \"w",
        "w = \"w",
        "16:5: a control is called `w` already; choose another name",
    ),
    (
        "ratio =",
        "b =",
        "23:5: a control is called `b` already; choose another name",
    ),
    (
        "ratio =",
        "\"b/w\" =",
        "23:9: `b/w` cannot stand in an expression; begin the name with a letter and go on with letters, digits and `_`",
    ),
    (
        "of = \"y\", label",
        "of = \"yy\", label",
        "21:30: the lab has no curve `yy`; use one of: y, z",
    ),
    (
        "take = \"kink\"",
        "take = \"kinky\"",
        "21:17: `take` cannot be `kinky`; use one of: value, slope, kink, kinks, zero, area, highest, highest_at, lowest, lowest_at",
    ),
    (
        ", ko = \"합\"",
        "",
        "19:30: the lesson is in `ko` too, and this text is not; add it",
    ),
    (
        "on = \"y\"",
        "on = \"w\"",
        "25:26: the lab has no curve `w`; use one of: y, z",
    ),
];

#[test]
fn mistakes_in_names_and_ranges_are_reported_at_their_place() {
    for (from, to, wanted) in BROKEN_PARTS {
        assert_fault(from, to, wanted);
    }
    let folder = course_folder("title = \"Empty\"\n", &["en"]);
    let message = "the lab draws nothing; give it `curves` or a `heat` map";
    assert_eq!(
        faults_of(&folder),
        [format!("01-own/lesson.toml:6:1: {message}")]
    );
    let folder = course_folder(
        "x = { from = 0, to = 1 }\n[labs.own.curves]\np = \"x\"\n",
        &["en"],
    );
    assert_eq!(
        faults_of(&folder),
        ["01-own/lesson.toml:6:1: `title` is missing here; add it"]
    );
}

#[test]
fn the_lesson_of_the_guide_is_answered_and_solved_on_the_screen() {
    let folder = bilingual_formula_course("formula-labs-screen");
    let course = Arc::new(load(&CourseSource::Folder(folder)).unwrap());
    for (lang, right, goal, met) in [
        ("en", "Yes. What divides the scores got", "p at A = 2", "✓"),
        ("ko", "커져요: 1.00", "A = 2일 때의 p", "✓"),
    ] {
        let words = Words::load(&Lang::of(lang)).unwrap();
        let app = App::new(course.clone(), words, Appearance::default(), None);
        let mut driver = Driver::new(without_motion(app), (100, 40));
        driver.app.open(0, 0, &Values::new()).unwrap();
        let asked = driver.text();
        assert!(!asked.contains(right), "{asked}");
        driver.press("3");
        let answered = driver.text();
        assert!(answered.contains(right), "{answered}");
        driver.press("n");
        let open = driver.text();
        assert!(open.contains(goal) && !open.contains(met), "{open}");
        driver.press("=1.82<Enter>");
        let solved = driver.text();
        assert!(solved.contains(met), "{solved}");
    }
}

#[test]
fn a_curve_that_jumps_says_so_and_one_with_a_plateau_names_both_of_its_ends() {
    let lab = lab_of(&course(
        r#"title = { en = "Shapes", ko = "모양" }
x = { from = 0, to = 10, label = "A" }
[labs.own.curves]
gate = "if(x < 4, 0, 1)"
wave = "min(sin(x), 0.5)"
bell = "exp(-(x - 3)^2)"
"#,
    ));
    let said = english(&lab, "curves");
    assert!(
        said.contains("gate: flat at 0 until A = 4, jumping to 1 at A = 4, flat at 1."),
        "{said}"
    );
    assert!(said.contains("highest 0.5 from 0.524 to 2.62"), "{said}");
    assert!(said.contains("highest 1 at 3"), "{said}");
}

#[test]
fn a_curve_ends_where_it_stops_being_a_number_and_a_pole_interrupts_it() {
    let lab = lab_of(&course(
        r#"title = { en = "Ends", ko = "끝" }
x = { from = -4, to = 4, label = "A" }
[labs.own.curves]
root = "sqrt(x^2 - 4)"
late = "ln(x - 1)"
pole = "1 / x"
"#,
    ));
    let plot = plot(&lab, "curves");
    let range = |name: usize| {
        let points = plot.series[name].points.iter();
        let finite = points
            .filter(|point| point.1.is_finite())
            .map(|point| point.0);
        let (low, high) = finite.fold((f64::NAN, f64::NAN), |(low, high), x| {
            (x.min(low), x.max(high))
        });
        (low, high)
    };
    let (low, high) = range(0);
    assert!(low == -4.0 && (-2.1..=-2.0).contains(&high), "{low} {high}");
    let (low, high) = range(1);
    assert!((1.0..1.1).contains(&low) && high == 4.0, "{low} {high}");
    assert_eq!(range(2), (-4.0, 4.0));
}

#[test]
fn the_slope_of_a_parabola_is_one_straight_line_in_words() {
    let bowl = |curve: &str| {
        let lab = format!(
            "title = {{ en = \"A bowl\", ko = \"그릇\" }}\nx = {{ from = -4, to = 4, label = \"w\" }}\n\
             [labs.own.controls]\nc = {{ min = 0.5, max = 4, value = 1 }}\n\
             [labs.own.curves]\nloss = \"{curve}\"\n"
        );
        english(&lab_of(&course(&lab)), "slopes")
    };
    let said = bowl("c * x^2 / 2");
    assert!(
        said.contains("rising with slope 1.") && !said.contains("until"),
        "{said}"
    );
    let said = bowl("c * max(x, 0.3)^2 / 2");
    assert!(
        said.contains("flat at 0 until w = 0.3") && said.contains("rising with slope 1."),
        "{said}"
    );
    assert!(!said.contains("slope 0.5"), "{said}");
}
