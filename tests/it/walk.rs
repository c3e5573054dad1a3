//! Every lesson from its first step to its last, through the real key map: wrong answers show their feedback, and
//! goals are met by their solutions only.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::support::{Driver, app, course, without_motion};
use relutor::app::{
    AnswerState, AnswerStatus, App, Appearance, ContentBlock, RichText, Session, key_names,
};
use relutor::lab::{Lab, Values};
use relutor::lesson::{Activity, Goal, LessonRole, Question, Subject};
use relutor::locale::{Phrase, Words};

const SIZES: [(u16, u16); 2] = [(80, 24), (100, 30)];
/// The longest solution that is typed step by step.
const MAX_SINGLE_STEPS: u64 = 5;

fn plain_text(rich: &RichText) -> String {
    rich.iter().map(|inline| inline.text.as_str()).collect()
}

fn shown_feedback(app: &App) -> Option<(String, AnswerStatus)> {
    app.content().into_iter().find_map(|passage| match passage {
        ContentBlock::Feedback { text, status } => Some((plain_text(&text), status)),
        _ => None,
    })
}

fn lab(app: &App) -> &Lab {
    app.session()
        .and_then(|session| session.lab())
        .expect("the step has a lab")
}

/// Types every value of `set` into its control.
fn type_values(driver: &mut Driver, set: &Values) {
    for (name, value) in set.iter() {
        for _ in 0..20 {
            let session = driver.app.session().unwrap();
            if session.focused().as_deref() == Some(name) {
                break;
            }
            driver.press("<Tab>");
        }
        let session = driver.app.session().unwrap();
        assert_eq!(
            session.focused().as_deref(),
            Some(name),
            "{name} can be chosen"
        );
        let text = value.to_string();
        driver.press(&format!("={text}<Enter>"));
        assert_eq!(driver.app.overlay(), None, "{name} takes {text}");
    }
}

fn answer(driver: &mut Driver, question: &Question) {
    let wrong = (0..question.answers.len())
        .find(|at| *at != question.right)
        .unwrap();
    let before = numbers_of_labs(&driver.app);
    assert!(
        shown_feedback(&driver.app).is_none(),
        "feedback waits for the answer"
    );
    driver.press("<Right><Left><Home>");
    assert_eq!(
        numbers_of_labs(&driver.app),
        before,
        "controls are locked until then"
    );
    let screen = driver.press(&(wrong + 1).to_string());
    drop(screen);
    let mut heard = Vec::new();
    for at in 0..question.answers.len() {
        driver.press(&(at + 1).to_string());
        let (text, status) = shown_feedback(&driver.app).expect("every answer has feedback");
        assert_eq!(status == AnswerStatus::Right, at == question.right);
        assert!(
            !text.trim().is_empty() && !heard.contains(&text),
            "feedback of its own: {text}"
        );
        heard.push(text);
    }
    let session = driver.app.session().unwrap();
    let reply = session.state().unwrap().answer_state;
    assert!(
        matches!(reply, AnswerState::Given { first, .. } if first == wrong),
        "the first answer counts"
    );
}

fn numbers_of_labs(app: &App) -> String {
    app.session()
        .and_then(|session| session.lab())
        .map_or_else(String::new, |lab| format!("{:?}", lab.values()))
}

fn reach_goals(driver: &mut Driver, goals: &[Goal]) {
    for (at, goal) in goals.iter().enumerate() {
        let met = |app: &App| app.session().unwrap().state().unwrap().goals_met;
        assert_eq!(
            met(&driver.app),
            at,
            "a goal is not met before it is reached"
        );
        type_values(driver, &goal.solution);
        assert!(!driver.text().contains("NaN"), "{:?}", goal.solution);
        match goal.at {
            None => {}
            Some(few @ 1..=MAX_SINGLE_STEPS) => (0..few).for_each(|_| drop(driver.press("]"))),
            Some(_) => {
                driver.press("++ ");
                for _ in 0..10_000 {
                    let _update = driver.app.update(relutor::app::Msg::Work);
                }
            }
        }
        assert_eq!(
            met(&driver.app),
            at + 1,
            "{:?} reaches its goal",
            goal.solution
        );
        for condition in &goal.all {
            if let Subject::Reading(name) = &condition.subject {
                assert!(lab(&driver.app).number(name).is_some());
            }
        }
    }
    let said = |driver: &Driver, told: &str| {
        let content = driver.app.content();
        content.iter().any(|passage| match passage {
            ContentBlock::Success(text) => text == told,
            ContentBlock::Paragraph(text) => plain_text(text) == told,
            _ => false,
        })
    };
    let words = driver.app.words();
    let key = key_names("hint").unwrap();
    let asks = words.format(&Phrase::key("ui.goal.principle").with("key", key));
    let met = words.get("ui.goal.met");
    assert!(said(driver, &met), "the screen says so");
    if said(driver, &asks) {
        driver.press("i");
        assert!(
            shown_feedback(&driver.app).is_some(),
            "the principle is told"
        );
    }
}

#[test]
fn every_lesson_can_be_completed_in_every_language() {
    let course = course();
    let walks = course
        .titles
        .keys()
        .flat_map(|lang| SIZES.map(|size| (lang, size)));
    for (lang, size) in walks {
        let words = Words::load(lang).expect("the program speaks the languages of its course");
        for (place, lesson) in course.lessons.iter().enumerate() {
            let app = App::new(course.clone(), words.clone(), Appearance::default(), None);
            let mut driver = Driver::new(app, size);
            // The questions before the course stand above the lessons.
            driver.press(&"<Down>".repeat(place + 1));
            driver.press("<Enter>");
            for (at, step) in lesson.steps.iter().enumerate() {
                let session = driver.app.session().expect("a lesson is open");
                assert_eq!((session.lesson().number, session.at()), (lesson.number, at));
                assert!(!driver.text().contains("NaN"), "{lang} {}", step.id);
                match &step.activity {
                    Activity::Explore => {}
                    Activity::Question(question) => answer(&mut driver, question),
                    Activity::Challenge(goals) => reach_goals(&mut driver, goals),
                }
                driver.press("n");
            }
            let session = driver.app.session().unwrap();
            if lesson.role == LessonRole::Play {
                assert!(
                    !session.is_closing(),
                    "there is nothing behind a playground"
                );
                continue;
            }
            assert!(session.is_closing());
            if lesson.role == LessonRole::Lesson {
                let heading = words.get("ui.heading.breaks");
                assert!(
                    driver.text().contains(&heading),
                    "{heading} is on the last page"
                );
            }
            driver.press("n");
            assert!(driver.app.session().unwrap().is_at_end());
            let next = course.following(place).and_then(|at| course.entry(at));
            let next = next.map(|lesson| lesson.name.clone());
            driver.press("n");
            let opened = driver.app.session().map(Session::name);
            assert_eq!(opened.map(|name| name.as_str().to_owned()), next);
        }
    }
}

#[test]
fn going_back_restores_each_step() {
    let course = course();
    let bias = course.find("bias").expect("there is a lesson on the bias");
    let question = course.lessons[bias]
        .steps
        .iter()
        .position(|step| step.id == "guess")
        .expect("it asks where the kink goes");
    let mut app = without_motion(app(course, Appearance::default()));
    app.open(bias, question, &Values::new()).unwrap();
    let mut driver = Driver::new(app, SIZES[0]);
    driver.press("1n");
    let before = numbers_of_labs(&driver.app);
    driver.press("n<Right><Right><Right>p");
    assert_eq!(numbers_of_labs(&driver.app), before);
}

#[test]
fn an_untouched_lab_is_paused_and_unchanged_while_another_step_is_open() {
    let course = course();
    let chains = course.find("chains").expect("there is such a lesson");
    let steps = &course.lessons[chains].steps;
    let train = steps
        .iter()
        .position(|step| step.id == "train")
        .expect("ten layers learn in it");
    let rests = |app: &App| {
        let session = app.session().unwrap();
        session.state_at(train).unwrap().lab.is_none()
    };
    let mut app = app(Arc::clone(&course), Appearance::default());
    app.open(chains, train, &Values::new()).unwrap();
    let mut driver = Driver::new(app, SIZES[0]);
    let before = numbers_of_labs(&driver.app);
    driver.press("p");
    assert!(rests(&driver.app));
    driver.press("n");
    assert_eq!(numbers_of_labs(&driver.app), before);
    driver.press(".p");
    assert!(!rests(&driver.app), "a step of training is not forgotten");
}
