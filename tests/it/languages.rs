//! Every language on the screen: labels of controls and titles of figures fit at 80 × 24, and every reachable screen
//! shows the key that leads on.

use crate::support::{Driver, course};
use ratatui::buffer::Buffer;
use relutor::app::{App, Appearance};
use relutor::lab::catalogue::KINDS;
use relutor::lab::{Domain, Lab, Seed, Values};
use relutor::lesson::LessonRole;
use relutor::locale::{Lang, Phrase, Words};
use unicode_width::UnicodeWidthStr;

/// Columns of the smallest supported screen.
const WIDTH: usize = 80;
/// Columns at both sides of a figure.
const MARGINS: usize = 4;
/// A label takes at most a third of the screen.
const LABEL: usize = WIDTH / 3;

/// The words of every language.
fn all_languages() -> Vec<Words> {
    let all: Vec<_> = Words::available()
        .iter()
        .map(|lang| Words::load(lang).expect("it is built in"))
        .collect();
    assert!(all.len() > 1, "there is one language only");
    all
}

fn all_labs() -> impl Iterator<Item = Lab> {
    KINDS.iter().map(|kind| {
        Lab::new(kind, &Values::new(), Seed(0)).expect("the default values are in range")
    })
}

/// The rows of a screen. The second cell of a wide character is skipped.
fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| {
        let mut text = String::new();
        let mut x = 0;
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            text.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        }
        text
    };
    (0..area.height).map(row).collect()
}

#[test]
fn no_control_label_is_truncated() {
    for words in all_languages() {
        for lab in all_labs() {
            for control in &lab.controls().0 {
                let label = words.format(&lab.kind().control_label(&control.name));
                assert!(label.width() <= LABEL, "{}: {label}", words.lang());
            }
        }
    }
}

#[test]
fn no_figure_title_is_truncated() {
    for words in all_languages() {
        for lab in all_labs() {
            for id in lab.kind().figures() {
                let figure = lab.figure(id).expect("it is one of its figures");
                let title = words.format(figure.title());
                assert!(
                    title.width() <= WIDTH - MARGINS,
                    "{}: {title}",
                    words.lang()
                );
            }
        }
    }
}

#[test]
fn the_error_of_a_typed_value_is_not_truncated() {
    let typed = "99999";
    for words in all_languages() {
        for mut lab in all_labs() {
            for control in lab.controls().0.clone() {
                // Only numbers have an input line.
                if !matches!(control.domain, Domain::Number(_)) {
                    continue;
                }
                let label = words.format(&lab.kind().control_label(&control.name));
                let before = format!(
                    "   {label}{}  = {typed}_  ",
                    " ".repeat(12_usize.saturating_sub(label.width()))
                );
                for value in [typed, "x"] {
                    let values = Values::new().with(&control.name, value);
                    let fault = lab.set(&values).expect_err("it is out of range");
                    let line = before.clone() + &words.format(&fault.phrase());
                    assert!(line.width() <= WIDTH, "{}: {line}", words.lang());
                }
            }
        }
    }
}

#[test]
fn every_step_shows_its_most_useful_keys_and_the_help_key() {
    let course = course();
    for words in all_languages() {
        let (next, help) = (words.get("ui.key.next"), words.get("ui.key.help"));
        for (at, lesson) in course.lessons.iter().enumerate() {
            for (place, step) in lesson.steps.iter().enumerate() {
                let mut app = App::new(course.clone(), words.clone(), Appearance::default(), None);
                app.open(at, place, &Values::new()).expect("nothing is set");
                let mut driver = Driver::new(app, (80, 24));
                let buffer = driver.press("1");
                let footer = rows(&buffer).pop().unwrap_or_default();
                // A playground has no next step, and its help lists the keys of its panes.
                let next = (lesson.role != LessonRole::Play).then_some(&next);
                for word in next.into_iter().chain([&help]) {
                    let what = format!("{} {} {}", words.lang(), lesson.name, step.id);
                    assert!(footer.contains(word.as_str()), "{what}: {footer}");
                }
            }
        }
    }
}

#[test]
fn a_value_out_of_range_is_refused_with_the_label_that_is_on_the_screen() {
    for words in all_languages() {
        let label = words.get("lab.bias-node.control.b");
        let course = course();
        let mut lessons = course.lessons.iter();
        let at = lessons.position(|it| it.name == "bias-moves-the-kink");
        let at = at.expect("the course has this lesson");
        let mut steps = course.lessons[at].steps.iter();
        let place = steps.position(|step| step.id == "try-right");
        let place = place.expect("the lesson has this step");
        let mut app = App::new(course, words, Appearance::default(), None);
        app.open(at, place, &Values::new()).expect("nothing is set");
        let mut driver = Driver::new(app, (100, 30));
        driver.press("=9999<Enter>");
        let text = driver.text();
        assert!(text.contains(&format!("`{label}`")), "{label}:\n{text}");
    }
}

#[test]
fn a_korean_goal_has_the_particle_that_fits_its_noun() {
    let words = Words::load(&Lang::of("ko")).expect("it is built in");
    let goal = |name: &str, key: &'static str| {
        words.format(&Phrase::key(key).with("name", name).with("value", 2.0))
    };
    assert_eq!(goal("가중치 w", "ui.goal.above"), "가중치 w가 2보다 큼");
    assert_eq!(goal("꺾이는 점", "ui.goal.at-most"), "꺾이는 점이 2 이하");
    assert_eq!(goal("층 수 L", "ui.goal.at-least"), "층 수 L이 2 이상");
}
