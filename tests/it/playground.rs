//! The playground through the real key map: every part can be used by keyboard alone, at every size.

use std::time::Duration;

use crate::support::{Driver, app, course};
use relutor::app::{
    App, Appearance, ClickTarget, Effect, Key, KeyCode, MouseInput, Msg, Pane, rebuild_command,
};
use relutor::lab::import::ImportedFile;
use relutor::lab::{Lab, ReplayEntry, Run, Value, Values, Workbench};
use relutor::lesson::LessonRole;
use relutor::ui;

const SIZES: [(u16, u16); 3] = [(80, 24), (100, 30), (160, 45)];

/// The playground, open.
fn open_playground(size: (u16, u16)) -> Driver {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    let at = course
        .lessons
        .iter()
        .position(|lesson| lesson.role == LessonRole::Play);
    app.open(at.expect("there is a playground"), 0, &Values::new())
        .expect("nothing is set");
    Driver::new(app, size)
}

fn lab(app: &App) -> &Lab {
    let session = app.session().expect("the playground is open");
    session.lab().expect("it has a lab")
}

fn workbench(app: &App) -> &dyn Workbench {
    lab(app).workbench().expect("it has a workbench")
}

fn reading(driver: &Driver, name: &str) -> f64 {
    lab(&driver.app)
        .number(name)
        .expect("there is such a number")
}

fn control_value(driver: &Driver, name: &str) -> String {
    let value = lab(&driver.app).values().get(name);
    value.expect("there is such a control").to_string()
}

fn focused_pane(driver: &Driver) -> Pane {
    let session = driver.app.session().expect("the playground is open");
    session.workbench().expect("it is a workbench").pane
}

/// Moves the focus to the control `name` with the arrow keys.
fn focus_control(driver: &mut Driver, name: &str) {
    for _ in 0..60 {
        let session = driver.app.session().expect("the playground is open");
        if session.focused().as_deref() == Some(name) {
            return;
        }
        driver.press("<Down>");
    }
    assert_eq!(name, "a control that is there");
}

fn focus_pane(driver: &mut Driver, wanted: Pane) {
    for _ in 0..4 {
        if focused_pane(driver) == wanted {
            return;
        }
        driver.press("<Tab>");
    }
    assert_eq!(focused_pane(driver), wanted);
}

/// Sends frames until no model runs, for at most this many seconds.
fn run_frames(driver: &mut Driver, seconds: u32) {
    for _ in 0..60 * seconds {
        let elapsed = Duration::from_micros(16_667);
        let _update = driver.app.update(Msg::Frame { elapsed });
        let session = driver.app.session().expect("the playground is open");
        if !session.is_running() {
            break;
        }
    }
    driver.draw();
}

#[test]
fn tab_cycles_through_the_panes_and_back() {
    for size in SIZES {
        let mut driver = open_playground(size);
        let mut seen = Vec::new();
        for _ in 0..4 {
            seen.push(focused_pane(&driver));
            driver.press("<Tab>");
        }
        assert_eq!(seen, Pane::ALL);
        assert_eq!(focused_pane(&driver), Pane::Controls);
        for word in ["Controls", "Network", "Data", "Chart"] {
            assert!(driver.text().contains(word), "{size:?}: {word}");
        }
    }
}

#[test]
fn keys_add_and_remove_layers_and_units() {
    for size in SIZES {
        let mut driver = open_playground(size);
        driver.press("))");
        assert_eq!(reading(&driver, "layers"), 3.0);
        driver.press("(");
        assert_eq!(reading(&driver, "layers"), 2.0);
        focus_pane(&mut driver, Pane::Network);
        driver.press("+++-");
        assert_eq!(reading(&driver, "units_1"), 6.0);
        driver.press("<Right><Right>+");
        assert_eq!(reading(&driver, "units_2"), 5.0, "the layer of the cursor");
        driver.press("uu");
        assert_eq!(
            reading(&driver, "units_1"),
            4.0,
            "a run of turns is undone at once"
        );
        for _ in 0..20 {
            driver.press(")");
        }
        assert_eq!(reading(&driver, "layers"), 8.0);
        for _ in 0..20 {
            driver.press("+");
        }
        assert!(driver.text().contains("The net:"), "{size:?}");
    }
}

#[test]
fn every_weight_and_bias_can_be_selected_grabbed_changed_and_typed() {
    for size in SIZES {
        let mut driver = open_playground(size);
        driver.press(")");
        focus_pane(&mut driver, Pane::Network);
        // A unit, its weight from the second input, its bias.
        driver.press("<Down><Left>");
        assert_eq!(control_value(&driver, "at"), "1.2.2");
        let before = reading(&driver, "w_1_2_2");
        driver.press("<Enter><Right><Right>");
        let turned = reading(&driver, "w_1_2_2");
        assert!(turned > before + 0.1 - 1e-9 && turned <= before + 0.2 + 1e-9);
        driver.press("<Left>");
        assert!(reading(&driver, "w_1_2_2") < turned);
        assert_eq!(
            control_value(&driver, "at"),
            "1.2.2",
            "a held weight stays chosen"
        );
        driver.press("<Esc>");
        assert!(
            driver.app.session().is_some(),
            "the playground is still open"
        );
        driver.press("=-1.25<Enter>");
        assert_eq!(reading(&driver, "w_1_2_2"), -1.25);
        driver.press("<Up><Up>");
        assert_eq!(control_value(&driver, "at"), "1.2.0");
        driver.press("=0.5<Enter>");
        assert_eq!(reading(&driver, "b_1_2"), 0.5);
        assert!(driver.text().contains("0.5"), "{size:?}");
        // The parameters of the output unit.
        driver.press("<Right><Right><Right><Right><Right>");
        assert_eq!(control_value(&driver, "at").split('.').next(), Some("3"));
        driver.press("<Left><Up><Up><Up><Up><Up>=2<Enter>");
        assert_eq!(reading(&driver, "b_3_1"), 2.0);
        driver.press("=x<Enter>");
        assert!(
            driver.text().contains("takes a number"),
            "{size:?}: {}",
            driver.text()
        );
    }
}

#[test]
fn keys_place_and_delete_points_and_draw_a_curve() {
    for size in SIZES {
        let mut driver = open_playground(size);
        focus_pane(&mut driver, Pane::Data);
        let count = |driver: &Driver| lab(&driver.app).training_record().unwrap().inputs.len();
        let before = count(&driver);
        driver.press("<Right><Right><Up>1");
        assert_eq!(control_value(&driver, "data"), "own");
        driver.press("<Down><Down><Down>2");
        let placed = count(&driver);
        assert!(placed > before, "{before} {placed}");
        driver.press("d");
        assert!(count(&driver) <= placed);
        driver.press("<Tab><Tab>");
        focus_control(&mut driver, "data");
        driver.press("<Right>");
        assert_eq!(control_value(&driver, "data"), "sine");
        focus_pane(&mut driver, Pane::Data);
        driver.press("<Right><Right><Up><Up><Up>");
        assert_eq!(control_value(&driver, "data"), "drawn");
        let curve = workbench(&driver.app).drawable_curve();
        let sine = |x: f64| (std::f64::consts::PI * x).sin();
        let moved = curve.iter().filter(|(x, y)| (y - sine(*x)).abs() > 0.05);
        assert_eq!(moved.count(), 1, "one place was drawn higher");
        driver.press("u");
        assert!(driver.text().contains("The net and its target"), "{size:?}");
    }
}

#[test]
fn a_file_that_was_read_becomes_the_data() {
    let mut driver = open_playground((80, 24));
    focus_pane(&mut driver, Pane::Data);
    driver.press("opoints.csv");
    assert!(driver.text().contains("points.csv"));
    let update = driver.app.update(Msg::Key(Key::plain(KeyCode::Enter)));
    assert_eq!(update.effects, [Effect::ReadData("points.csv".to_owned())]);
    assert!(driver.text().contains("reading points.csv"));
    let text = "0,0,1\n1,1,0\nx,1\n1,2,1\n";
    let file = ImportedFile::read("points.csv", text.into()).unwrap();
    let _update = driver.app.update(Msg::DataRead {
        path: "points.csv".to_owned(),
        result: Ok(Box::new(file)),
    });
    let text = driver.text();
    assert!(text.contains("line 3"), "{text}");
    driver.press("<Enter>");
    assert_eq!(control_value(&driver, "data"), "file");
    assert!(driver.text().contains("3 rows of points.csv"));
}

#[test]
fn a_two_column_file_gives_a_regression_data_set_from_any_state() {
    for data in ["circle", "xor", "spiral", "own", "sine", "drawn"] {
        for layers in ["0", "3"] {
            let mut driver = open_playground((80, 24));
            let (course, listing) = (driver.app.course().clone(), LessonRole::Play);
            let at = course
                .lessons
                .iter()
                .position(|lesson| lesson.role == listing);
            let set = Values::new()
                .with("data", data)
                .with("layers", layers.parse::<f64>().unwrap());
            driver.app.open(at.unwrap(), 0, &set).unwrap();
            let file = ImportedFile::read("c.csv", b"0,0\n1,1\n2,0.5\n".to_vec()).unwrap();
            driver.app.open_import(file);
            driver.press("<Enter>");
            assert_eq!(workbench(&driver.app).layer_sizes()[0], 1, "{data}");
            let text = driver.text();
            assert!(text.contains("c2: R²"), "{data}: {text}");
            driver.press("u");
            assert_eq!(control_value(&driver, "data"), data);
            driver.text();
        }
    }
}

#[test]
fn every_chart_view_is_drawn_at_every_size() {
    let titles = [
        "Loss",
        "What layer 1, unit 1 answers",
        "a = relu(",
        "Back-signal",
        "Who is on",
        "Slope of the net",
        "Kinks: which unit",
    ];
    for size in SIZES {
        let mut driver = open_playground(size);
        focus_control(&mut driver, "data");
        for _ in 0..7 {
            driver.press("<Right>");
        }
        assert_eq!(control_value(&driver, "data"), "sine");
        focus_pane(&mut driver, Pane::Chart);
        for title in titles {
            let text = driver.text();
            assert!(text.contains(title), "{size:?}: {title}\n{text}");
            driver.press("<Right>");
        }
        assert!(driver.text().contains("Loss"), "they go round");
    }
}

#[test]
fn panes_do_not_move_when_advice_appears() {
    let row_of = |driver: &mut Driver, words: &str| {
        let text = driver.text();
        text.lines().position(|line| line.contains(words))
    };
    for size in [(120, 40), (160, 45)] {
        let mut driver = open_playground(size);
        focus_control(&mut driver, "init");
        let before = row_of(&mut driver, "[Controls]");
        assert!(before.is_some() && row_of(&mut driver, "copies").is_none());
        for _ in 0..6 {
            driver.press("<Right>");
        }
        assert_eq!(control_value(&driver, "init"), "same");
        assert!(row_of(&mut driver, "copies").is_some(), "{}", driver.text());
        assert_eq!(row_of(&mut driver, "[Controls]"), before);
    }
}

#[test]
fn a_rewound_run_repeats_the_same_numbers() {
    for size in SIZES {
        let mut driver = open_playground(size);
        driver.press("}}]]]");
        assert_eq!(reading(&driver, "steps"), 203.0);
        let there = reading(&driver, "loss");
        driver.press("{[[");
        assert_eq!(reading(&driver, "steps"), 101.0);
        assert_ne!(reading(&driver, "loss"), there);
        driver.press("}]]");
        assert_eq!(reading(&driver, "loss").to_bits(), there.to_bits());
    }
}

#[test]
fn marks_can_be_set_visited_and_compared() {
    let mut driver = open_playground((100, 30));
    driver.press("}w");
    let marked = reading(&driver, "loss");
    driver.press("}c");
    assert!(
        driver.text().contains("before"),
        "the mark is a ghost: {}",
        driver.text()
    );
    driver.press("a");
    assert_eq!(reading(&driver, "loss"), marked);
    assert_eq!(reading(&driver, "steps"), 100.0);
    driver.press("u");
    assert_eq!(
        reading(&driver, "steps"),
        200.0,
        "going to a mark is undone"
    );
}

#[test]
fn a_click_selects_a_unit_or_pane_and_places_a_point() {
    let mut driver = open_playground((160, 45));
    let click = |driver: &mut Driver, target: ClickTarget| {
        let _update = driver
            .app
            .update(Msg::Mouse(MouseInput::Press(Some(target))));
        let _update = driver.app.update(Msg::Mouse(MouseInput::Release));
        driver.draw();
    };
    // The third unit of the first layer is somewhere on the screen.
    let found = (0..45)
        .flat_map(|y| (0..160).map(move |x| (x, y)))
        .find_map(|(x, y)| {
            let hit = ui::hit_test(&driver.app, (160, 45), x, y)?;
            matches!(
                hit,
                ClickTarget::Unit {
                    tier: 1,
                    node: 2,
                    ..
                }
            )
            .then_some(hit)
        });
    click(&mut driver, found.expect("the unit can be pointed at"));
    assert_eq!(
        (focused_pane(&driver), control_value(&driver, "at")),
        (Pane::Network, "1.3".to_owned())
    );
    click(&mut driver, ClickTarget::Pane(Pane::Chart));
    assert_eq!(focused_pane(&driver), Pane::Chart);
    click(
        &mut driver,
        ClickTarget::Plane {
            figure: 0,
            x: 0.05,
            y: 1.1,
        },
    );
    assert_eq!(control_value(&driver, "data"), "own");
}

#[test]
fn a_spiral_run_is_solved_broken_explained_repaired_rewound_and_copied() {
    for size in SIZES {
        let mut driver = open_playground(size);
        focus_control(&mut driver, "data");
        driver.press("<Right><Right>");
        focus_control(&mut driver, "layers");
        driver.press("<Right>");
        for layer in ["units_1", "units_2"] {
            focus_control(&mut driver, layer);
            driver.press("<Right><Right><Right><Right>");
        }
        driver.press("+ ");
        run_frames(&mut driver, 60);
        assert_eq!(reading(&driver, "solved"), 1.0, "{}", driver.text());
        assert!(driver.text().contains("finished"));
        let solved = reading(&driver, "steps");
        let good = reading(&driver, "loss");

        focus_control(&mut driver, "lr");
        driver.press("<Right><Right><Right><Right>");
        assert_eq!(control_value(&driver, "lr"), "3");
        driver.press(" ");
        run_frames(&mut driver, 1);
        driver.press(" ");
        // The sentence may be wrapped.
        let text = driver.text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("learning rate"),
            "{size:?}: it says why\n{text}"
        );
        assert!(
            text.contains("back to step"),
            "{size:?}: and what helps\n{text}"
        );

        driver.press("f");
        assert_eq!(control_value(&driver, "lr"), "0.3");
        assert_eq!(reading(&driver, "steps"), solved, "back before it broke");
        assert_eq!(reading(&driver, "loss").to_bits(), good.to_bits());
        driver.press("{");
        assert_eq!(reading(&driver, "steps"), solved - 100.0);

        let update = driver.app.update(Msg::Key(Key::char('y')));
        let session = driver.app.session().expect("the playground is open");
        let command = rebuild_command(driver.app.context(), session).expect("there is a command");
        assert_eq!(update.effects.first(), Some(&Effect::Copy(command.clone())));
        assert!(command.starts_with("relutor play --set"), "{command}");
        let again = relutor_lab(&command);
        let there = lab(&driver.app);
        // Compared as text, since NaN is not equal to itself.
        let (is, was) = (again.readings(), there.readings());
        assert_eq!(format!("{is:?}"), format!("{was:?}"), "{command}");
        assert_eq!(again.run().map(Run::at), there.run().map(Run::at));
    }
}

/// The lab with the options of `command`.
fn relutor_lab(command: &str) -> Lab {
    let mut driver = open_playground((80, 24));
    let mut words = command.split(' ').skip(2);
    let mut moves = Vec::new();
    let mut set = Values::new();
    while let (Some(option), Some(value)) = (words.next(), words.next()) {
        match option {
            "--at" => {
                // Adjacent values are one change.
                moves.push(ReplayEntry::Set(std::mem::take(&mut set)));
                moves.push(ReplayEntry::Run(value.parse().expect("a step")));
            }
            "--set" => {
                let (name, value) = value.split_once('=').expect("a value");
                let value = value
                    .parse::<f64>()
                    .map_or_else(|_| Value::Choice(value.to_owned()), Value::Number);
                set.set(name, value);
            }
            other => assert_eq!(other, "--at or --set"),
        }
    }
    moves.push(ReplayEntry::Set(set));
    moves.retain(|one| *one != ReplayEntry::Set(Values::new()));
    driver.app.replay(&moves).expect("every move is allowed");
    lab(&driver.app).without_history()
}

#[test]
fn a_state_that_a_command_cannot_express_is_saved_to_a_file() {
    let mut driver = open_playground((80, 24));
    focus_pane(&mut driver, Pane::Network);
    driver.press("<Left>=0.75<Enter>");
    let update = driver.app.update(Msg::Key(Key::char('y')));
    let Some(Effect::SaveState(saved_state)) = update.effects.first() else {
        panic!("{:?}", update.effects)
    };
    let mut again = open_playground((80, 24));
    again
        .app
        .replay(&saved_state.moves)
        .expect("every move is allowed");
    assert_eq!(reading(&again, "w_1_1_1"), 0.75);
    let path = "playground.toml".to_owned();
    let update = driver.app.update(Msg::StateSaved { path });
    let command = "relutor play --load playground.toml".to_owned();
    assert_eq!(update.effects, [Effect::Copy(command.clone())]);
    assert!(driver.text().contains(&command));
}

#[test]
fn nothing_is_drawn_over_the_rule_above_the_keys() {
    for size in SIZES {
        let text = open_playground(size).text();
        let rule = text.lines().rev().nth(1).unwrap_or_default();
        assert!(rule.chars().all(|c| c == '─'), "{size:?}\n{text}");
    }
}
