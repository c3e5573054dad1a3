//! The movement after an answer: the controls, then the run that the question is about.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::time::Duration;

use crate::support::{Driver, app, course};
use relutor::app::{
    AnswerStatus, App, Appearance, Behaviour, ContentBlock, LoopMode, Motion, Msg, Progress,
    rebuild_command,
};
use relutor::figure::{Figure, MarkKind, PlotHeight};
use relutor::lab::{Run, Status, Value, Values};

/// The time between two frames.
const FRAME: Duration = Duration::from_millis(33);

fn open(lesson: &str, step: &str, motion: Motion) -> Driver {
    open_with(lesson, step, motion, Progress::default())
}

fn open_with(lesson: &str, step: &str, motion: Motion, progress: Progress) -> Driver {
    let course = course();
    let at = course.find(lesson).expect("there is such a lesson");
    let mut steps = course.lessons[at].steps.iter();
    let step = steps.position(|it| it.id == step).expect("a step");
    let behaviour = Behaviour {
        motion,
        ..Behaviour::default()
    };
    let mut app = app(course, Appearance::default())
        .with_behaviour(behaviour)
        .with_progress(progress, None);
    app.open(at, step, &Values::new()).unwrap();
    Driver::new(app, (100, 30))
}

fn frame(driver: &mut Driver, elapsed: Duration) -> bool {
    driver.app.update(Msg::Frame { elapsed }).redraw
}

fn figures(driver: &Driver) -> Vec<Figure> {
    driver.app.session().unwrap().figures()
}

/// The figures of every frame from the answer until nothing moves.
fn frames_after(driver: &mut Driver, answer: &str) -> Vec<Vec<Figure>> {
    driver.press(answer);
    let mut states = vec![figures(driver)];
    while driver.app.loop_mode() != LoopMode::Wait {
        frame(driver, FRAME);
        if states.last() != Some(&figures(driver)) {
            states.push(figures(driver));
        }
        assert!(states.len() < 1_000, "it stops");
    }
    states
}

/// The place of the kink in the first figure.
fn kink(figures: &[Figure]) -> f64 {
    let Some(Figure::Plot(plot)) = figures.first() else {
        panic!("no chart");
    };
    let mark = plot.marks.iter().find(|mark| mark.kind == MarkKind::Kink);
    mark.expect("a kink").x
}

fn at(app: &App) -> u64 {
    let run = app.session().unwrap().lab().unwrap().run();
    run.map_or(0, Run::at)
}

fn feedback(app: &App) -> Option<AnswerStatus> {
    app.content().into_iter().find_map(|block| match block {
        ContentBlock::Feedback { status, .. } => Some(status),
        _ => None,
    })
}

fn command(app: &App) -> Option<String> {
    rebuild_command(app.context(), app.session()?)
}

#[test]
fn the_kink_moves_to_its_place_in_at_least_fifteen_states() {
    let mut driver = open("bias", "guess", Motion::On);
    let before = figures(&driver);
    let states = frames_after(&mut driver, "1");
    assert!(states.len() >= 15, "{} states", states.len());
    let kinks: Vec<_> = states.iter().map(|figures| kink(figures)).collect();
    assert!(kinks.is_sorted_by(|a, b| a > b), "{kinks:?}");
    assert_eq!(kinks[0], kink(&before));
    let mut still = open("bias", "guess", Motion::Off);
    still.press("1");
    assert_eq!(states.last(), Some(&figures(&still)));
    let has_prediction = |figures: &[Figure]| {
        let Some(Figure::Plot(plot)) = figures.first() else {
            return false;
        };
        let mut marks = plot.marks.iter();
        marks.any(|mark| mark.kind == MarkKind::Prediction && mark.x == 7.0)
    };
    assert!(states.iter().all(|figures| has_prediction(figures)));
    assert!(!frame(&mut driver, FRAME), "then nothing moves");
}

#[test]
fn the_slider_moves_with_the_curve() {
    let mut driver = open("bias", "guess", Motion::On);
    driver.press("1");
    frame(&mut driver, Duration::from_millis(350));
    assert!(driver.text().contains("3.5"), "{}", driver.text());
    frame(&mut driver, Duration::from_millis(350));
    assert!(driver.text().contains("7.0"), "{}", driver.text());
}

#[test]
fn the_state_is_that_of_the_answer_from_the_start() {
    let mut driver = open("bias", "guess", Motion::On);
    let mut still = open("bias", "guess", Motion::Off);
    still.press("1");
    driver.press("1");
    let wanted = Some(Value::Number(7.0));
    let b = |app: &App| {
        app.session()
            .unwrap()
            .lab()
            .unwrap()
            .values()
            .get("b")
            .cloned()
    };
    for _ in 0..30 {
        assert_eq!(b(&driver.app), wanted);
        assert_eq!(command(&driver.app), command(&still.app));
        assert!(feedback(&driver.app).is_some(), "feedback appears at once");
        frame(&mut driver, FRAME);
    }
    assert_eq!(driver.text(), still.text());
}

#[test]
fn a_key_ends_the_movement_and_acts() {
    for key in ["<Right>", "2", "u", "z", "r"] {
        let mut driver = open("bias", "guess", Motion::On);
        let mut still = open("bias", "guess", Motion::Off);
        driver.press("1");
        frame(&mut driver, FRAME);
        driver.press(key);
        still.press("1");
        still.press(key);
        assert_eq!(driver.app.loop_mode(), LoopMode::Wait, "{key}");
        assert_eq!(driver.text(), still.text(), "{key}");
    }
}

#[test]
fn a_key_that_leaves_the_step_only_ends_what_an_answer_began() {
    for (lesson, step) in [
        ("bias", "guess"),
        ("watch", "guess-line"),
        ("race-day", "guess-bump"),
    ] {
        for key in ["n", "<Enter>", "p"] {
            let mut driver = open(lesson, step, Motion::On);
            let mut still = open(lesson, step, Motion::Off);
            driver.press("1");
            frame(&mut driver, FRAME);
            driver.press(key);
            while driver.app.loop_mode() != LoopMode::Wait {
                frame(&mut driver, FRAME);
            }
            still.press("1");
            assert_eq!(driver.text(), still.text(), "{lesson} {key}");
            assert!(feedback(&driver.app).is_some(), "{lesson} {key}");
            driver.press(key);
            still.press(key);
            assert_eq!(driver.text(), still.text(), "{lesson} {key} again");
        }
    }
}

#[test]
fn a_late_frame_ends_the_movement() {
    let mut driver = open("bias", "guess", Motion::On);
    driver.press("1");
    frame(&mut driver, Duration::from_secs(60));
    assert_eq!(kink(&figures(&driver)), -7.0);
    assert_eq!(driver.app.loop_mode(), LoopMode::Wait);
}

#[test]
fn without_motion_the_answer_is_a_single_state() {
    for (lesson, step) in [
        ("bias", "guess"),
        ("watch", "guess-line"),
        ("flat", "guess"),
    ] {
        let mut driver = open(lesson, step, Motion::Off);
        let states = frames_after(&mut driver, "1");
        assert_eq!(states.len(), 1, "{lesson} {step}");
        assert!(feedback(&driver.app).is_some(), "{lesson} {step}");
    }
}

#[test]
fn a_choice_changes_at_half_time() {
    let mut driver = open("interaction", "guess-separate", Motion::On);
    let value = |driver: &Driver| {
        let lab = driver.app.session().unwrap().shown_lab().unwrap();
        lab.values().get("form").cloned()
    };
    let before = value(&driver);
    driver.press("1");
    frame(&mut driver, Duration::from_millis(340));
    assert_eq!(value(&driver), before);
    frame(&mut driver, Duration::from_millis(20));
    assert_ne!(value(&driver), before);
}

/// The right end of the strip in the figure of the fold: its place and its height.
fn right_end(figures: &[Figure]) -> (f64, f64) {
    let strip = figures.iter().find_map(|figure| match figure {
        Figure::Plot(plot) if plot.height == PlotHeight::Strip => plot.current_series(),
        _ => None,
    });
    *strip.unwrap().points.last().unwrap()
}

/// The highest point of the curve in the first figure.
fn highest(figures: &[Figure]) -> f64 {
    let Some(Figure::Plot(plot)) = figures.first() else {
        panic!("no chart");
    };
    let points = &plot.current_series().unwrap().points;
    points.iter().map(|point| point.1).fold(0.0, f64::max)
}

#[test]
fn a_fold_turns_the_right_half_of_the_strip_and_the_curve_with_it() {
    let mut driver = open("folds", "doubling", Motion::On);
    let before = figures(&driver);
    let states = frames_after(&mut driver, "<Right>");
    assert!(states.len() >= 15, "{} states", states.len());
    assert_eq!(right_end(&before), (1.0, 0.0));
    let ends: Vec<_> = states.iter().map(|state| right_end(state)).collect();
    let across: Vec<f64> = ends.iter().map(|end| end.0).collect();
    assert!(
        across[..across.len() - 1].is_sorted_by(|a, b| a >= b),
        "{across:?}"
    );
    assert!(
        ends.iter().any(|end| end.1 > 0.4),
        "it turns above the left half"
    );
    // The part of the curve above the middle turns down, then all of it is stretched.
    let least = states
        .iter()
        .map(|state| highest(state))
        .fold(1.0, f64::min);
    assert!(least < 0.6, "{least}");
    let mut still = open("folds", "doubling", Motion::Off);
    assert_eq!(frames_after(&mut still, "<Right>").len(), 1);
    assert_eq!(states.last(), Some(&figures(&still)));
    driver.press("u");
    still.press("u");
    assert_eq!(driver.app.loop_mode(), LoopMode::Wait);
    assert_eq!(driver.text(), still.text(), "one turn is undone at once");
}

#[test]
fn an_answer_makes_its_folds_one_after_another() {
    let mut driver = open("folds", "guess-folds", Motion::On);
    driver.press("2");
    let mut made = Vec::new();
    while driver.app.loop_mode() != LoopMode::Wait {
        let session = driver.app.session().unwrap();
        let lab = session.shown_lab().unwrap();
        made.push(lab.number("folds").unwrap());
        assert_eq!(session.lab().unwrap().number("folds"), Some(4.0));
        let text = driver.text();
        let count = text.lines().find(|line| line.contains("folds k")).unwrap();
        let reached = format!("‹ {} ", made[made.len() - 1]);
        assert!(count.contains(&reached), "{count}");
        frame(&mut driver, FRAME);
    }
    assert!(made.len() >= 15 && made.is_sorted(), "{made:?}");
    made.dedup();
    assert_eq!(made, [1.0, 2.0, 3.0]);
}

#[test]
fn a_key_ends_a_fold_and_acts() {
    for key in ["<Right>", "<Left>", "v", "z", "r", "n"] {
        let mut driver = open("folds", "doubling", Motion::On);
        let mut still = open("folds", "doubling", Motion::Off);
        driver.press("<Right>");
        frame(&mut driver, FRAME);
        driver.press(key);
        frame(&mut driver, Duration::from_secs(1));
        still.press("<Right>");
        still.press(key);
        assert_eq!(driver.text(), still.text(), "{key}");
    }
}

#[test]
fn a_skipped_question_moves_as_well() {
    let mut driver = open("bias", "guess", Motion::On);
    assert!(frames_after(&mut driver, "n").len() >= 15);
}

#[test]
fn the_run_starts_with_the_answer_and_stops_where_the_text_needs_it() {
    let mut driver = open("watch", "guess-line", Motion::On);
    driver.press("1");
    let mut steps = vec![at(&driver.app)];
    while driver.app.loop_mode() != LoopMode::Wait {
        assert_eq!(feedback(&driver.app), None, "at step {}", at(&driver.app));
        let text = driver.text();
        assert!(!text.contains('✓') && !text.contains('✗'), "{text}");
        assert!(text.contains("Space pause"), "{text}");
        assert!(text.contains("ever faster  -  +"), "{text}");
        frame(&mut driver, FRAME);
        steps.push(at(&driver.app));
        assert!(steps.len() < 1_000, "it stops");
    }
    assert!(steps.len() > 60 && steps.is_sorted(), "{steps:?}");
    assert_eq!(steps.last(), Some(&1000));
    assert_eq!(feedback(&driver.app), Some(AnswerStatus::Wrong));
    let mut still = open("watch", "guess-line", Motion::Off);
    still.press("1");
    assert_eq!(driver.text(), still.text());
}

#[test]
fn a_logarithmic_run_takes_the_same_time_for_every_decade() {
    let mut driver = open("flat", "guess", Motion::On);
    driver.press("1");
    // The controls move first.
    frame(&mut driver, Duration::from_secs(1));
    let mut steps = Vec::new();
    for _ in 0..3 {
        for _ in 0..15 {
            frame(&mut driver, Duration::from_millis(100));
        }
        steps.push(at(&driver.app));
    }
    let wanted = [9u64, 99, 999];
    let is_near = |(step, wanted): (&u64, u64)| step.abs_diff(wanted) <= 1;
    assert!(steps.iter().zip(wanted).all(is_near), "{steps:?}");
}

#[test]
fn the_run_has_the_speed_of_its_step() {
    let mut driver = open("watch", "relu", Motion::On);
    driver.press(" ");
    for _ in 0..20 {
        frame(&mut driver, Duration::from_millis(100));
    }
    assert_eq!(at(&driver.app), 60);
    driver.press("+");
    frame(&mut driver, Duration::from_millis(100));
    assert_eq!(at(&driver.app), 75, "the next faster one is 150 a second");
}

#[test]
fn a_key_jumps_to_the_end_of_the_run_and_acts() {
    for (lesson, step, end) in [
        ("watch", "guess-line", 1000),
        ("flat", "guess", 3793),
        ("zero", "guess-step", 10),
        ("alpha", "guess-wait", 1000),
    ] {
        let mut driver = open(lesson, step, Motion::On);
        driver.press("1");
        frame(&mut driver, FRAME);
        assert_eq!(feedback(&driver.app), None, "{lesson}");
        driver.press("v");
        assert_eq!(at(&driver.app), end, "{lesson}");
        assert_eq!(driver.app.loop_mode(), LoopMode::Wait, "{lesson}");
        assert!(feedback(&driver.app).is_some(), "{lesson}");
        assert!(driver.app.context().shows_text(), "the key acts as well");
    }
}

#[test]
fn the_run_can_be_paused_and_its_speed_changed_before_the_feedback() {
    let mut driver = open("watch", "guess-line", Motion::On);
    driver.press("1");
    for _ in 0..30 {
        frame(&mut driver, FRAME);
    }
    driver.press(" ");
    let paused = at(&driver.app);
    assert!(paused < 1000 && driver.app.loop_mode() == LoopMode::Wait);
    assert_eq!(feedback(&driver.app), None, "the answer still waits");
    assert!(driver.text().contains("Space run"));
    driver.press(" -");
    frame(&mut driver, Duration::from_millis(200));
    assert_eq!(at(&driver.app), paused + 3, "15 steps a second");
    driver.press("z");
    assert_eq!(at(&driver.app), 1000);
    assert!(feedback(&driver.app).is_some());
}

#[test]
fn a_race_can_be_watched() {
    let mut driver = open("race", "guess-bump", Motion::On);
    let states = frames_after(&mut driver, "1");
    assert!(states.len() > 60, "{} states", states.len());
    let arrivals: Vec<(usize, usize)> = states
        .iter()
        .map(|figures| match figures.first() {
            Some(Figure::Lanes(lanes)) => {
                let arrived = |at: usize| lanes.groups[at].arrivals().len();
                (arrived(0), arrived(1))
            }
            other => panic!("no lanes: {other:?}"),
        })
        .collect();
    assert!(arrivals.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1));
    assert_eq!(
        (arrivals.first(), arrivals.last()),
        (Some(&(0, 0)), Some(&(0, 20)))
    );
    let mut steps = arrivals;
    steps.dedup();
    assert!(
        steps.len() > 8,
        "one run arrives after the other: {steps:?}"
    );
    let run = driver.app.session().unwrap().lab().unwrap().run().unwrap();
    assert_eq!(run.status(), Status::Finished);
    assert!(feedback(&driver.app).is_some());
}

#[test]
fn the_time_left_of_a_race_is_that_of_its_decades() {
    let mut driver = open("race", "guess-bump", Motion::On);
    driver.press("1");
    let mut seconds = 0.0;
    for _ in 0..110 {
        frame(&mut driver, FRAME);
        seconds += FRAME.as_secs_f64();
        if seconds > 1.5 {
            let left = driver.app.session().unwrap().time_left().unwrap();
            let total = seconds + left.as_secs_f64();
            assert!((total - 4.5).abs() < 0.3, "{total} s after {seconds} s");
        }
    }
}

#[test]
fn a_stored_answer_shows_the_same_after_a_restart() {
    for (lesson, step) in [
        ("bias", "guess"),
        ("watch", "guess-line"),
        ("flat", "guess"),
    ] {
        let mut driver = open(lesson, step, Motion::Off);
        driver.press("1");
        let mut again = open_with(lesson, step, Motion::On, driver.app.progress());
        assert_eq!(again.text(), driver.text(), "{lesson} {step}");
        assert_eq!(again.app.loop_mode(), LoopMode::Wait, "{lesson} {step}");
    }
}

#[test]
fn the_next_step_has_no_movement_of_the_one_before() {
    let mut driver = open("watch", "guess-line", Motion::On);
    driver.press("1nn");
    assert_eq!(driver.app.loop_mode(), LoopMode::Wait);
    driver.press("p");
    assert!(feedback(&driver.app).is_some());
}
