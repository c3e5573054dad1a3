//! Saved states and copied commands that version 0.1.0 wrote open in the same state, to the last bit.

use std::process::Command;

use crate::support::{app, course};
use relutor::app::{App, Appearance, Effect, Key, Msg};
use relutor::lab::{Lab, Run, Values};
use relutor::lesson::LessonRole;
use relutor::locale::{Lang, Words};
use relutor::storage::{format_saved_state, parse_saved_state};

/// Files saved with the key `y`.
const POINTS: &str = include_str!("saved_0_1_0/points.toml");
const CURVE: &str = include_str!("saved_0_1_0/curve.toml");

/// The playground, open.
fn open_playground() -> App {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    let mut lessons = course.lessons.iter();
    let at = lessons.position(|lesson| lesson.role == LessonRole::Play);
    app.open(at.expect("there is a playground"), 0, &Values::new())
        .expect("nothing is set");
    app
}

/// The playground after loading the saved state `text`.
fn load(text: &str) -> App {
    let saved = parse_saved_state(text).expect("0.1.0 wrote it");
    assert_eq!(
        (saved.lesson.as_str(), saved.step.as_str()),
        ("playground", "play")
    );
    let mut app = open_playground();
    app.replay(&saved.moves)
        .expect("0.1.0 allowed every change");
    app
}

fn lab(app: &App) -> &Lab {
    let session = app.session().expect("the playground is open");
    session.lab().expect("it has a lab")
}

/// The step of the run and the bits of some readings.
fn bits(app: &App, readings: &[&str]) -> (u64, Vec<u64>) {
    let lab = lab(app);
    let number = |name: &&str| lab.number(name).expect("there is such a number").to_bits();
    let step = lab.run().map(Run::at).expect("it runs");
    (step, readings.iter().map(number).collect())
}

/// The file that `y` writes now.
fn save(app: &mut App) -> String {
    let words = Words::load(&Lang::english()).expect("the words are whole");
    let update = app.update(Msg::Key(Key::char('y')));
    let state = update.effects.into_iter().find_map(|effect| match effect {
        Effect::SaveState(state) => Some(state),
        _ => None,
    });
    format_saved_state(&state.expect("the state is saved"), &words)
}

#[test]
fn saved_points_and_weights_open_in_the_same_state() {
    let mut app = load(POINTS);
    let readings = ["loss", "accuracy", "w_1_1_1", "b_1_1", "w_3_1_4"];
    // The loss of class 1 is computed without cancellation since then, so its last bits differ; the weights do not.
    let expected = vec![
        4_579_784_168_585_596_653,
        4_607_182_418_800_017_408,
        4_612_039_745_574_844_674,
        13_831_042_302_306_871_690,
        4_608_526_250_369_232_040,
    ];
    assert_eq!(bits(&app, &readings), (300, expected));
    // A control that 0.1.0 did not have is saved with its default.
    let saved = save(&mut app).replace(r#", standardise = "off""#, "");
    assert_eq!(saved, POINTS);
}

#[test]
fn a_saved_curve_opens_in_the_same_state() {
    let mut app = load(CURVE);
    let expected = vec![
        4_587_274_899_024_154_635,
        4_593_694_073_832_976_775,
        13_810_516_868_872_054_089,
        4_604_703_784_288_874_525,
    ];
    assert_eq!(
        bits(&app, &["loss", "test", "w_1_1_1", "b_2_1"]),
        (99, expected)
    );
    assert_eq!(save(&mut app), CURVE);
}

/// Commands copied with the key `y`, and the readings of their screens.
const COMMANDS: [(&str, &[&str]); 3] = [
    (
        "--set data=spiral --set test=0.3 --at 200",
        &["step 200", "17 weights", "Loss 0.548, test 0.602"],
    ),
    (
        "--set f_2=relu --set f_3=relu --set f_4=relu --set layers=4 --set units_2=4 --set units_3=4 --set units_4=4 \
         --at 199",
        &["step 199", "77 weights", "Loss 0.361, test 0.401"],
    ),
    (
        "--set data=own --set layers=2 --set points=-0.6:-0.5:0,-0.4:-0.7:0,0.12:0.06:1,0.7:-0.1:1 \
         --set w_1_1_1=0.75 --at 100 --set at=2.1.3 --set lr=1 --at 150 --set b_2_1=-1.5 --at 160",
        &[
            "step 160",
            "your points",
            "37 weights",
            "Loss 0.0172, test 0.254",
            "−1.5",
        ],
    ),
];

#[test]
fn copied_commands_open_the_same_state() {
    for (options, shown) in COMMANDS {
        let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
            .args([
                "export",
                "playground",
                "--format",
                "text",
                "-o",
                "-",
                "--size",
                "160x45",
            ])
            .args(options.split(' '))
            .env("LANG", "C.UTF-8")
            .output()
            .expect("the program starts");
        let screen = String::from_utf8(output.stdout).expect("it prints text");
        for text in shown {
            assert!(screen.contains(text), "{options}: {text}\n{screen}");
        }
    }
}
