//! The text of a question is frozen: no control, run, rewind, undo or language change alters its text, its answers or
//! its feedback once it is answered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::support::{Driver, app, course, parse_keys, without_motion};
use relutor::app::{App, Appearance, ContentBlock, Edition, Inline, Msg, Page, transcript};
use relutor::lab::Values;
use relutor::lesson::{Activity, Course, Question};

/// A question of the course: the indices of its lesson and its step.
struct Place<'a> {
    lesson: usize,
    step: usize,
    name: String,
    question: &'a Question,
}

/// The questions of the course.
fn questions(course: &Course) -> Vec<Place<'_>> {
    let lessons = course.lessons.iter().enumerate();
    let steps = lessons.flat_map(|(lesson, content)| {
        let steps = content.steps.iter().enumerate();
        steps.filter_map(move |(step, it)| match &it.activity {
            Activity::Question(question) => Some(Place {
                lesson,
                step,
                name: format!("{}/{}", content.name, it.id),
                question,
            }),
            Activity::Explore | Activity::Challenge(_) => None,
        })
    });
    steps.collect()
}

fn open(course: &Arc<Course>, place: &Place<'_>) -> Driver {
    let mut app = without_motion(app(Arc::clone(course), Appearance::default()));
    app.open(place.lesson, place.step, &Values::new()).unwrap();
    Driver::new(app, (100, 30))
}

fn plain(text: &[Inline]) -> String {
    text.iter().map(|inline| inline.text.as_str()).collect()
}

/// The question, its answers and its feedback, in lines.
fn said(app: &App) -> Vec<String> {
    let texts = app.content().into_iter().filter_map(|block| match block {
        ContentBlock::Paragraph(text) | ContentBlock::Item { text, .. } => Some(plain(&text)),
        ContentBlock::Answer { text, .. } => Some(format!("answer: {}", plain(&text))),
        ContentBlock::Feedback { text, .. } => Some(format!("feedback: {}", plain(&text))),
        ContentBlock::Heading(_)
        | ContentBlock::Code(_)
        | ContentBlock::Table(_)
        | ContentBlock::Goal { .. }
        | ContentBlock::Hint { .. }
        | ContentBlock::Success(_)
        | ContentBlock::Note(_)
        | ContentBlock::Prompt(_) => None,
    });
    texts.collect()
}

/// The lines that do not depend on the answer.
fn asked(app: &App) -> Vec<String> {
    let lines = said(app).into_iter();
    lines.filter(|line| !line.starts_with("feedback")).collect()
}

/// Keys that turn the focused control to its ends and to several values between.
const TURNS: [&str; 8] = [
    "<Home>",
    "<Right>",
    "<Right><Right>",
    "LL",
    "<End>",
    "<Left>",
    "<Left><Left>",
    "HH",
];

/// Presses `keys` without drawing.
fn press(driver: &mut Driver, keys: &str) {
    for key in parse_keys(keys) {
        let _update = driver.app.update(Msg::Key(key));
    }
}

/// Every change that a learner can make after the answer, with its name.
fn play(driver: &mut Driver, check: &mut impl FnMut(&Driver, &str)) {
    let controls = driver.app.session().unwrap().unlocked().len();
    for _ in 0..controls {
        for keys in TURNS {
            press(driver, keys);
            check(driver, keys);
        }
        press(driver, "<Tab>");
    }
    for keys in ["]", "}", "[", "{", "u", "r", "g"] {
        press(driver, keys);
        check(driver, keys);
    }
    press(driver, " ");
    for _ in 0..3 {
        let _update = driver.app.update(Msg::Work);
    }
    check(driver, "a run");
    press(driver, " [u");
    check(driver, "a pause");
}

#[test]
fn no_change_after_the_answer_alters_a_question_or_its_feedback() {
    let course = course();
    let mut altered = Vec::new();
    for place in &questions(&course) {
        let before = asked(&open(&course, place).app);
        for answer in 0..place.question.answers.len() {
            let mut driver = open(&course, place);
            press(&mut driver, &(answer + 1).to_string());
            let wanted = said(&driver.app);
            let is_told = wanted.iter().any(|line| line.starts_with("feedback: "));
            assert!(is_told, "{} has feedback", place.name);
            if asked(&driver.app) != before {
                altered.push(format!("{}: the answer alters the question", place.name));
            }
            let mut changes = Vec::new();
            let mut check = |driver: &Driver, keys: &str| {
                let now = said(&driver.app);
                let pairs = now.iter().zip(&wanted);
                changes.extend(
                    pairs
                        .filter(|(now, then)| now != then)
                        .map(|(now, _)| format!("{} {keys}: {now}", place.name)),
                );
            };
            play(&mut driver, &mut check);
            press(&mut driver, "ee");
            check(&driver, "another language and back");
            altered.extend(changes.into_iter().take(1));
        }
    }
    altered.dedup();
    assert!(altered.is_empty(), "{}", altered.join("\n"));
}

#[test]
fn a_page_to_read_says_the_same_whatever_the_controls_show() {
    let course = course();
    for place in &questions(&course) {
        let lesson = &course.lessons[place.lesson];
        let page = Page::Step(place.step);
        let mut driver = open(&course, place);
        press(&mut driver, "1");
        let wanted = transcript(driver.app.context(), None, lesson, page, Edition::Answered);
        play(&mut driver, &mut |_: &Driver, _: &str| {});
        let now = transcript(
            driver.app.context(),
            driver.app.session(),
            lesson,
            page,
            Edition::Answered,
        );
        assert_eq!(now.content, wanted.content, "{}", place.name);
    }
}
