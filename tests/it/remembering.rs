//! Progress is restored on another day: answers, goals, steps, and the last step.

use std::time::Duration;

use crate::support::{Driver, app, course, without_motion};
use relutor::app::{App, Appearance, Day, Effect, Key, KeyCode, LessonStatus, Msg, Progress};

const SIZE: (u16, u16) = (100, 30);

fn app_on_day(day: i64, progress: Progress) -> App {
    without_motion(app(course(), Appearance::default())).with_progress(progress, Some(Day(day)))
}

fn lesson_index(name: &str) -> usize {
    course().find(name).expect("there is such a lesson")
}

/// A learner who answers the first question of lesson 3 wrong, meets its challenges and reaches its end.
fn complete_lesson(day: i64) -> Driver {
    let mut driver = Driver::new(app_on_day(day, Progress::default()), SIZE);
    let course = course();
    let lesson = &course.lessons[lesson_index("bias")];
    driver
        .app
        .open(lesson_index("bias"), 0, &relutor::lab::Values::new())
        .expect("nothing is set");
    for step in &lesson.steps {
        match &step.activity {
            relutor::lesson::Activity::Question(question) => {
                let wrong = usize::from(question.right == 0);
                driver.press(&(wrong + 1).to_string());
            }
            relutor::lesson::Activity::Challenge(goals) => {
                for goal in goals {
                    let session = driver.app.session().expect("a lesson is open");
                    let at = session.at();
                    driver
                        .app
                        .open(lesson_index("bias"), at, &goal.solution)
                        .expect("the solution can be set");
                }
            }
            relutor::lesson::Activity::Explore => {}
        }
        driver.press("n");
    }
    driver
}

fn press_and_collect_saves(app: &mut App, key: char) -> Vec<Progress> {
    let update = app.update(Msg::Key(Key::char(key)));
    let progress = update
        .effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::SaveProgress(progress) => Some(progress),
            Effect::Quit
            | Effect::SaveSetting(_)
            | Effect::MouseCapture(_)
            | Effect::Copy(_)
            | Effect::SaveState(_)
            | Effect::ReadData(_)
            | Effect::CompletePath(_)
            | Effect::Export
            | Effect::QueryTerminal(_)
            | Effect::Present(_)
            | Effect::Seat(_)
            | Effect::Remote(_)
            | Effect::Suspend => None,
        });
    progress.collect()
}

#[test]
fn answers_goals_and_steps_are_restored_on_another_day() {
    let first = complete_lesson(100);
    let progress = first.app.progress();
    let mut later = Driver::new(app_on_day(101, progress.clone()), SIZE);
    later.app.resume();
    later.draw();
    let session = later.app.session().expect("the lesson is open again");
    assert_eq!(session.lesson().name, "bias-moves-the-kink");
    let course = course();
    let steps = course.lessons[lesson_index("bias")].steps.len();
    for at in 0..steps {
        let session = later.app.session().expect("a lesson is open");
        let lesson = session.lesson();
        assert_eq!(session.at(), at);
        assert!(session.visited(at));
        assert!(session.open_question().is_none(), "step {at} is open again");
        if let relutor::lesson::Activity::Challenge(_) = &lesson.steps[at].activity {
            let state = session.state().expect("the step is open");
            assert!(state.is_done(&lesson.steps[at]));
        }
        later.press("n");
    }
    assert_eq!(
        later.app.progress().lessons["bias-moves-the-kink"].answers,
        progress.lessons["bias-moves-the-kink"].answers
    );
    later.press("n");
    assert!(
        later.text().contains("Predictions right: 0"),
        "{}",
        later.text()
    );
}

#[test]
fn only_changes_of_progress_are_saved_and_none_in_front_of_a_class() {
    let mut driver = Driver::new(app_on_day(100, Progress::default()), SIZE);
    driver
        .app
        .open(lesson_index("bias"), 0, &relutor::lab::Values::new())
        .expect("nothing is set");
    let question = |app: &App| {
        let session = app.session().expect("a lesson is open");
        session.open_question().is_some()
    };
    while !question(&driver.app) {
        driver.press("n");
    }
    assert_eq!(press_and_collect_saves(&mut driver.app, 't').len(), 0);
    assert_eq!(press_and_collect_saves(&mut driver.app, '1').len(), 1);
    assert_eq!(
        press_and_collect_saves(&mut driver.app, '2').len(),
        1,
        "the feedback that is shown"
    );
    assert_eq!(press_and_collect_saves(&mut driver.app, 'n').len(), 1);
    let mut class = Driver::new(
        app_on_day(100, Progress::default()).with_presentation(),
        SIZE,
    );
    class
        .app
        .open(lesson_index("bias"), 0, &relutor::lab::Values::new())
        .expect("nothing is set");
    assert_eq!(press_and_collect_saves(&mut class.app, 'n').len(), 0);
}

#[test]
fn a_finished_lesson_is_due_until_two_more_lessons_are_started() {
    let done = complete_lesson(100).app.progress();
    let status = |day: i64, progress: &Progress| {
        let app = app_on_day(day, progress.clone());
        let today = app.context().today();
        app.progress()
            .status_in(app.course(), lesson_index("bias"), today)
    };
    assert_eq!(status(100, &Progress::default()), LessonStatus::New);
    assert_eq!(status(100, &done), LessonStatus::Finished);
    assert_eq!(status(101, &done), LessonStatus::Due);
    let mut on_two = done;
    for name in ["many-hinges", "flat-spots"] {
        on_two.lessons.entry(name.to_owned()).or_default();
    }
    assert_eq!(status(101, &on_two), LessonStatus::Finished);
}

#[test]
fn progress_of_two_concurrent_programs_is_merged() {
    let one = complete_lesson(100).app.progress();
    let mut other = Driver::new(app_on_day(100, Progress::default()), SIZE);
    other
        .app
        .open(lesson_index("interaction"), 0, &relutor::lab::Values::new())
        .expect("nothing is set");
    let both = other.app.progress().merge(&one);
    assert_eq!(both.lessons.len(), 2);
    assert_eq!(
        both.lessons["bias-moves-the-kink"],
        one.lessons["bias-moves-the-kink"]
    );
    assert_eq!(both.clone().merge(&both), both);
}

#[test]
fn time_counts_only_while_the_learner_is_active() {
    let mut app = app_on_day(100, Progress::default());
    app.open(lesson_index("bias"), 0, &relutor::lab::Values::new())
        .expect("nothing is set");
    for seconds in [10, 20, 100_000] {
        let elapsed = Duration::from_secs(seconds);
        assert!(!app.update(Msg::TimePassed { elapsed }).redraw);
    }
    let time = app.progress().lessons["bias-moves-the-kink"].time;
    assert_eq!(time, Duration::from_secs(10 + 20 + 120));
    let _update = app.update(Msg::Key(Key::plain(KeyCode::Esc)));
}

#[test]
fn leaving_for_the_list_does_not_bring_back_an_earlier_last_lesson() {
    let earlier = Progress {
        last: Some("interaction".to_owned()),
        ..Progress::default()
    };
    let mut app = app_on_day(100, earlier);
    app.open(lesson_index("bias"), 0, &relutor::lab::Values::new())
        .expect("nothing is set");
    let update = app.update(Msg::Key(Key::plain(KeyCode::Esc)));
    let saved = update.effects.iter().find_map(|effect| match effect {
        Effect::SaveProgress(progress) => Some(progress),
        _ => None,
    });
    assert!(app.session().is_none(), "the list is open");
    assert_eq!(saved.expect("leaving saves").last, None);
}
