//! Races: the presets of the science page through the command line, and a race on the screen.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use crate::support::{Driver, app};
use relutor::app::{Appearance, LoopMode, Msg};
use relutor::lab::Values;
use relutor::lesson::{CourseSource, load};
use serde_json::Value;

fn run_race(preset: &str, seeds: u64) -> Value {
    let set = format!("preset={preset}");
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args([
            "lab",
            "race",
            "--set",
            &set,
            "--seeds",
            &seeds.to_string(),
            "--json",
        ])
        .output()
        .expect("the program starts");
    let json: Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
    json["readings"].clone()
}

fn number(readings: &Value, name: &str) -> f64 {
    match &readings[name] {
        Value::String(text) if text == "Infinity" => f64::INFINITY,
        value => value.as_f64().unwrap_or(f64::NAN),
    }
}

#[test]
fn the_presets_end_as_the_science_page_says() {
    let p1 = run_race("P1", 20);
    assert!(number(&p1, "wins.relu") >= 18.0);
    let p2 = run_race("P2", 20);
    assert!(number(&p2, "wins.tanh") >= 18.0 && number(&p2, "solved.relu") <= 2.0);
    let p3 = run_race("P3", 20);
    assert!(number(&p3, "wins.relu") >= 18.0);
    let p4 = run_race("P4", 100);
    let solved = ["relu", "tanh", "gelu"].map(|name| number(&p4, &format!("at_goal.{name}")));
    assert!(solved[0] < solved[1] && solved[1] < solved[2], "{solved:?}");
    let ratio = |preset: &str| {
        let race = run_race(preset, 20);
        number(&race, "median.tanh") / number(&race, "median.relu")
    };
    assert!(ratio("P5") > 2.0 && ratio("P5-adam") < 1.5);
    let p7 = run_race("P7", 20);
    assert!(number(&p7, "at_goal.relu") <= 2.0 && number(&p7, "at_goal.tanh") >= 12.0);
    let p8 = run_race("P8", 20);
    assert!((number(&p8, "solved.relu") - 17.0).abs() <= 3.0 && number(&p8, "solved.tanh") <= 3.0);
    let p9 = ["P9", "P9-adam"].map(|preset| run_race(preset, 20));
    assert!(number(&p9[0], "wins.relu") >= 14.0 && number(&p9[1], "wins.tanh") >= 18.0);
}

#[test]
fn deep_nets_fail_with_historical_init_and_learn_with_he_init() {
    let old = run_race("P6", 20);
    for name in ["solved.relu", "solved.tanh", "solved.sigmoid"] {
        assert_eq!(number(&old, name), 0.0, "{name}");
    }
    let he = run_race("P6-he", 20);
    assert!(number(&he, "solved.relu") >= 18.0 && number(&he, "solved.tanh") >= 18.0);
}

fn open_race() -> Driver {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/race_course");
    let course = Arc::new(load(&CourseSource::Folder(folder)).expect("the course is whole"));
    let mut app = app(course, Appearance::default());
    app.open(0, 0, &Values::new()).expect("nothing is set");
    Driver::new(app, (120, 40))
}

#[test]
fn a_race_shows_progress_and_its_result() {
    let mut driver = open_race();
    assert!(driver.text().contains("0 %"));
    driver.press(" ");
    assert_eq!(
        driver.app.loop_mode(),
        LoopMode::Work,
        "a race runs at full speed"
    );
    let mut shares = Vec::new();
    while driver.app.loop_mode() != LoopMode::Wait {
        let _update = driver.app.update(Msg::Frame {
            elapsed: Duration::from_millis(33),
        });
        shares.push(
            driver
                .app
                .session()
                .and_then(|session| session.lab()?.number("progress")),
        );
    }
    assert!(
        shares.len() > 5 && shares.is_sorted(),
        "seeds fill in as they finish: {shares:?}"
    );
    assert!(driver.text().contains("20 of 20"), "{}", driver.text());
    assert!(driver.text().contains("100 %"));
}

#[test]
fn leaving_a_race_stops_its_work() {
    let mut driver = open_race();
    driver.press("n ");
    let _update = driver.app.update(Msg::Work);
    driver.press("<Esc>");
    assert_eq!(driver.app.loop_mode(), LoopMode::Wait);
    assert!(!driver.app.update(Msg::Work).redraw);
}
