//! The questions before the course: offered first, with a welcome, and without their answers.

use std::sync::Arc;

use crate::support::{Driver, app, course, parse_keys};
use relutor::app::{App, Appearance, LessonProgress, LoopMode, Msg, Progress, Session};
use relutor::lab::Run;
use relutor::lesson::Activity;
use relutor::locale::{Lang, Words};

const SIZE: (u16, u16) = (80, 24);

fn lesson_name(driver: &Driver) -> Option<String> {
    let session = driver.app.session()?;
    Some(session.lesson().name.clone())
}

#[test]
fn a_new_learner_begins_with_the_questions_and_is_told_that_nothing_is_graded() {
    for (tag, promise) in [("en", "Nothing is graded"), ("ko", "채점하지")] {
        let words = Words::load(&Lang::of(tag)).unwrap();
        let app = App::new(course(), words, Appearance::default(), None);
        let mut driver = Driver::new(app, SIZE);
        driver.press("<Enter>");
        assert_eq!(lesson_name(&driver).as_deref(), Some("before"));
        let text = driver.text();
        assert!(text.contains(promise) && !text.contains('□'), "{text}");
        driver.press("n");
        let session = driver.app.session().unwrap();
        assert!(session.open_question().is_some(), "the first question");
    }
}

#[test]
fn the_questions_can_be_skipped_for_lesson_1() {
    let mut driver = Driver::new(app(course(), Appearance::default()), SIZE);
    driver.press("<Enter>");
    assert!(driver.text().contains("s to lesson 1"), "{}", driver.text());
    driver.press("s");
    assert_eq!(lesson_name(&driver).as_deref(), Some("one-hinge"));
    assert_eq!(driver.app.session().map(Session::at), Some(0));
}

#[test]
fn no_model_runs_or_turns_before_the_course() {
    let course = course();
    let before = Arc::clone(&course.survey.as_ref().unwrap().before);
    let mut driver = Driver::new(app(course, Appearance::default()), SIZE);
    driver.press("<Enter>");
    for _ in &before.steps {
        let lab = |driver: &Driver| {
            let lab = driver.app.session().unwrap().lab();
            lab.map(|lab| (lab.values().clone(), lab.run().map(Run::at)))
        };
        let asked = lab(&driver);
        driver.press("1 ]<Right>");
        assert_eq!(driver.app.loop_mode(), LoopMode::Wait);
        assert_eq!(lab(&driver), asked);
        driver.press("n");
    }
}

#[test]
fn a_skipped_question_before_the_course_gives_way_to_the_next() {
    let mut driver = Driver::new(app(course(), Appearance::default()), SIZE);
    driver.press("<Enter>nn");
    assert!(!driver.text().contains("Noted."), "{}", driver.text());
    assert_eq!(driver.app.session().map(Session::at), Some(2));
}

#[test]
fn a_learner_with_progress_finds_lesson_1_selected() {
    let mut progress = Progress::default();
    let begun = LessonProgress::default();
    progress.lessons.insert("interaction".to_owned(), begun);
    let app = app(course(), Appearance::default()).with_progress(progress, None);
    let mut driver = Driver::new(app, SIZE);
    driver.press("<Enter>");
    assert_eq!(lesson_name(&driver).as_deref(), Some("one-hinge"));
}

#[test]
fn no_question_before_the_course_shows_the_state_of_its_answer() {
    let course = course();
    let before = Arc::clone(&course.survey.as_ref().unwrap().before);
    let mut driver = Driver::new(app(course, Appearance::default()), (100, 30));
    driver.press("<Enter>");
    let mut asked = 0;
    for step in &before.steps {
        if let Activity::Question(question) = &step.activity {
            asked += 1;
            let right = &question.answers[question.right];
            for answered in [false, true] {
                let session = driver.app.session().unwrap();
                let lab = session.lab().unwrap();
                let holds = right.holds.iter().all(|condition| condition.holds(lab));
                assert!(
                    right.holds.is_empty() || !holds,
                    "{}, answered: {answered}",
                    step.id
                );
                if !answered {
                    let key = parse_keys("1").into_iter().next().unwrap();
                    let _update = driver.app.update(Msg::Key(key));
                }
            }
        }
        driver.press("n");
    }
    assert_eq!(asked, 5);
}
