//! Random walks between all kinds of data, by every way that changes them: the figures, the cursor, the selected element
//! and the network fit the data after each step, and every screen can be drawn.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::time::Duration;

use crate::support::{Driver, app, course};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::SplitMix64;
use relutor::app::{App, Appearance, ClickTarget, Effect, Key, MouseInput, Msg};
use relutor::figure::Figure;
use relutor::lab::{Lab, ReplayEntry, Run, TextFormat, TextValue, Value, Values};
use relutor::lesson::LessonRole;
use relutor::locale::{Lang, Words};
use relutor::storage::{format_saved_state, parse_saved_state};
use relutor::ui;

/// Walks, each from a new playground.
const WALKS: u64 = 24;
/// Changes in one walk.
const CHANGES: usize = 80;

const SIZES: [(u16, u16); 6] = [(80, 24), (100, 30), (120, 36), (160, 45), (20, 5), (61, 18)];

const RECIPES: [&str; 10] = [
    "circle",
    "xor",
    "spiral",
    "clouds",
    "xor4",
    "wide-circle",
    "sine",
    "abs",
    "step",
    "bump",
];

/// Keys of the playground; the last ones move in and between its panes.
const KEYS: [&str; 34] = [
    "u", "u", "r", "w", "a", "c", "f", "g", "1", "2", "d", "(", ")", "+", "-", "[", "]", "{", "}",
    "<Enter>", "<Esc>", "v", "<Home>", "<End>", "<Tab>", "<Tab>", "<Up>", "<Down>", "<Left>",
    "<Right>", "<Left>", "<Right>", "<Up>", "<Down>",
];

fn number(random: &mut SplitMix64, (low, high): (f64, f64)) -> f64 {
    let x = low + (high - low) * random.random::<f64>();
    (x * 100.0).round() / 100.0
}

/// A range of a column as files have them.
fn unit(random: &mut SplitMix64) -> (f64, f64) {
    let units = [
        (-1.0, 1.0),
        (150.0, 190.0),
        (50.0, 95.0),
        (0.0, 1e6),
        (-3e-1, 8e12),
        (7.0, 7.0),
        (1950.0, 2020.0),
    ];
    units[random.random_range(0..units.len())]
}

/// A table with one or two inputs and a class or a number, as text.
fn table(random: &mut SplitMix64) -> String {
    let scale = ["z", "raw"][random.random_range(0..2)];
    let (inputs, target, width, is_class) = [
        ("t", "level", 1, false),
        ("height,몸무게", "kind,tall,작다", 2, true),
        ("area%20in%20square%20metres,y", "price", 2, false),
    ][random.random_range(0..3)];
    let columns = [unit(random), unit(random), unit(random)];
    let rows = random.random_range(2..40);
    let mut text = format!("my%20file.csv/{scale}/{inputs}/{target}/");
    for row in 0..rows {
        if row > 0 {
            text.push(',');
        }
        for column in &columns[..width] {
            let _ = write!(text, "{}:", number(random, *column));
        }
        if is_class {
            let _ = write!(text, "{}", random.random_range(0..2));
        } else {
            let _ = write!(text, "{}", number(random, columns[2]));
        }
    }
    text
}

/// Data of any kind.
fn data(random: &mut SplitMix64) -> Values {
    let parsed = |format: TextFormat, text: &str| {
        let value = format.parse(text);
        Value::Text(value.unwrap_or_else(|| panic!("{text}")))
    };
    let count = random.random_range(2..20);
    let set = Values::new();
    match random.random_range(0..6) {
        0 => set.with("data", RECIPES[random.random_range(0..RECIPES.len())]),
        1 => {
            let wide = [1.0, 200.0][random.random_range(0..2)];
            let points: Vec<_> = (0..count)
                .map(|_| {
                    let mut coordinate = || number(random, (-wide, wide));
                    let (x, y) = (coordinate(), coordinate());
                    format!("{x}:{y}:{}", random.random_range(0..2))
                })
                .collect();
            let points = parsed(TextFormat::Points, &points.join(","));
            set.with("data", "own").with("points", points)
        }
        2 => {
            let wide = [1.0, 600.0][random.random_range(0..2)];
            let points: Vec<_> = (0..count)
                .map(|i| format!("{}:{}", wide * f64::from(i), number(random, (-wide, wide))))
                .collect();
            let curve = parsed(TextFormat::Curve, &points.join(","));
            set.with("data", "drawn").with("curve", curve)
        }
        _ => {
            let table = table(random);
            set.with("data", "file")
                .with("table", parsed(TextFormat::Table, &table))
        }
    }
}

/// A playground in the state `set`, as `--set` opens it.
fn open(set: &Values, size: (u16, u16)) -> Driver {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    let at = course
        .lessons
        .iter()
        .position(|lesson| lesson.role == LessonRole::Play);
    app.open(at.expect("there is a playground"), 0, set)
        .expect("the values are allowed");
    Driver::new(app, size)
}

/// Opens the playground again if a key closed it.
fn open_again(driver: &mut Driver) {
    if driver.app.session().is_none() {
        let mut lessons = driver.app.course().lessons.iter();
        let at = lessons.position(|lesson| lesson.role == LessonRole::Play);
        let opened = driver.app.open(at.unwrap_or(0), 0, &Values::new());
        opened.expect("nothing is set");
    }
}

fn lab(app: &App) -> &Lab {
    let session = app.session().expect("the playground is open");
    session.lab().expect("it has a lab")
}

/// The place of the mouse, mostly on a plane.
fn pointer(driver: &Driver, random: &mut SplitMix64) -> Option<ClickTarget> {
    for _ in 0..20 {
        let (x, y) = (
            random.random_range(0..driver.size.0),
            random.random_range(0..driver.size.1),
        );
        let target = ui::hit_test(&driver.app, driver.size, x, y);
        match &target {
            Some(ClickTarget::Plane { .. }) => return target,
            Some(ClickTarget::Key(_)) | None => {}
            Some(_) if random.random_bool(0.3) => return target,
            Some(_) => {}
        }
    }
    None
}

fn use_mouse(driver: &mut Driver, random: &mut SplitMix64) {
    let target = pointer(driver, random);
    let _update = driver.app.update(Msg::Mouse(MouseInput::Press(target)));
    check(driver, "press");
    for _ in 0..random.random_range(0..3) {
        let target = pointer(driver, random);
        let _update = driver.app.update(Msg::Mouse(MouseInput::Drag(target)));
        check(driver, "drag");
    }
    let _update = driver.app.update(Msg::Mouse(MouseInput::Release));
}

/// Saves the state as text and opens it in another playground.
fn save_and_load(driver: &mut Driver) {
    let update = driver.app.update(Msg::Key(Key::char('y')));
    if driver.app.overlay().is_some() {
        driver.press("<Esc>");
    }
    let Some(Effect::SaveState(state)) = update.effects.first() else {
        return;
    };
    let words = Words::load(&Lang::english()).expect("English is built in");
    let text = format_saved_state(state, &words);
    let loaded = parse_saved_state(&text).expect("it was just saved");
    assert_eq!(format_saved_state(&loaded, &words), text);
    let mut again = open(&Values::new(), driver.size);
    again
        .app
        .replay(&loaded.moves)
        .expect("every move was allowed");
    check(&mut again, "load");
    let state = |lab: &Lab| {
        let at = lab.run().map(Run::at);
        format!("{at:?} {:?} {:?}", lab.readings(), lab.figure("output"))
    };
    assert_eq!(state(lab(&again.app)), state(lab(&driver.app)), "{text}");
}

/// Turns the data with a key, from wherever the focus is.
fn turn_data(driver: &mut Driver, random: &mut SplitMix64) {
    for _ in 0..30 {
        let session = driver.app.session().expect("the playground is open");
        if session.focused().as_deref() == Some("data") {
            break;
        }
        driver.press("<Down>");
    }
    driver.press(["<Left>", "<Right>"][random.random_range(0..2)]);
}

fn change(driver: &mut Driver, random: &mut SplitMix64) -> String {
    match random.random_range(0..24) {
        0 | 1 => {
            let set = data(random);
            let moves = [ReplayEntry::Set(set)];
            driver.app.replay(&moves).expect("the values are allowed");
            "set".to_owned()
        }
        2 | 3 => {
            let values = data(random);
            if let Some(TextValue::Table(table)) = values.text("table") {
                driver.app.set_data(table).expect("the table is valid");
            }
            "file".to_owned()
        }
        4..=7 => {
            use_mouse(driver, random);
            "mouse".to_owned()
        }
        8 => {
            save_and_load(driver);
            "save".to_owned()
        }
        9 => {
            driver.size = SIZES[random.random_range(0..SIZES.len())];
            format!("size {:?}", driver.size)
        }
        10 | 11 => {
            driver.press(" ");
            let elapsed = Duration::from_millis(random.random_range(1..60));
            let _update = driver.app.update(Msg::Frame { elapsed });
            driver.press(" ");
            "run".to_owned()
        }
        12 => {
            let moves = [ReplayEntry::Run(random.random_range(0..30))];
            driver.app.replay(&moves).expect("a run is allowed");
            "go to".to_owned()
        }
        13 => {
            turn_data(driver, random);
            "turn".to_owned()
        }
        _ => {
            let key = KEYS[random.random_range(0..KEYS.len())];
            driver.press(key);
            open_again(driver);
            key.to_owned()
        }
    }
}

/// Checks that every figure is there and that those of the network fit its inputs and its axes.
fn check_figures(lab: &Lab, change: &str) {
    let bench = lab.workbench().expect("it has a workbench");
    let data = lab.values().choice("data");
    let inputs = bench.layer_sizes()[0];
    for id in lab.kind().figures() {
        let figure = lab.figure_with_ghost(id);
        let figure = figure.unwrap_or_else(|| panic!("{change}: {data} has no {id}"));
        let _words = figure.describe();
        match (*id, &figure) {
            ("output", Figure::Plot(plot)) => {
                assert_eq!(inputs, 1, "{change}: {data}");
                assert_eq!((plot.x.min, plot.x.max), bench.x_range(), "{change}");
                assert_eq!((plot.y.min, plot.y.max), bench.y_range(), "{change}");
            }
            ("output", Figure::Heat(heat)) => {
                assert_eq!(inputs, 2, "{change}: {data}");
                assert_eq!((heat.x.min, heat.x.max), bench.x_range(), "{change}");
                assert_eq!((heat.y.min, heat.y.max), bench.y_range(), "{change}");
                let is_shown = |at: (f64, f64)| {
                    let (x, y) = (heat.x.place(at.0), heat.y.place(at.1));
                    [x, y]
                        .iter()
                        .all(|place| place.is_some_and(|place| (0.0..=1.0).contains(&place)))
                };
                let recipe = RECIPES.contains(&data);
                assert!(
                    recipe || heat.points.iter().all(|point| is_shown(point.at)),
                    "{change}: {data} lies outside of its axes"
                );
            }
            ("output", other) => panic!("{change}: {data} is shown as {other:?}"),
            ("unit", Figure::Plot(_)) => assert_eq!(inputs, 1, "{change}: {data}"),
            ("unit", Figure::Heat(_)) => assert_eq!(inputs, 2, "{change}: {data}"),
            _ => {}
        }
    }
}

/// Draws the screen, and checks that everything fits the data.
fn check(driver: &mut Driver, change: &str) {
    driver.draw();
    let session = driver.app.session().expect("the playground is open");
    let lab = lab(&driver.app);
    let bench = lab.workbench().expect("it has a workbench");
    let data = lab.values().choice("data");
    let inputs = bench.layer_sizes()[0];
    let record = lab.training_record().expect("it trains");
    assert_eq!(record.inputs[0].len(), inputs, "{change}: {data}");
    check_figures(lab, change);
    let chosen = bench.selected();
    let sizes = bench.layer_sizes();
    let is_in_network = sizes
        .get(chosen.layer)
        .is_some_and(|size| chosen.unit <= *size);
    assert!(
        is_in_network && chosen.layer > 0,
        "{change}: {chosen:?} of {sizes:?}"
    );
    let (x, y) = session.workbench().expect("it is a workbench").cursor;
    let ((left, right), (low, high)) = (bench.x_range(), bench.y_range());
    assert!(
        (left..=right).contains(&x) && (low..=high).contains(&y),
        "{change}: {data}: the cursor {x}, {y} is not in {left}…{right} × {low}…{high}"
    );
    assert_eq!(lab.controls(), &lab.kind().controls(lab.values()));
}

#[test]
fn everything_fits_the_data_after_any_change() {
    for seed in 0..WALKS {
        let mut random = SplitMix64::seed_from_u64(seed);
        let set = data(&mut random)
            .with("units_1", f64::from(random.random_range(1..5_u32)))
            .with("layers", f64::from(random.random_range(1..3_u32)));
        let size = SIZES[random.random_range(0..SIZES.len())];
        let mut driver = open(&set, size);
        check(&mut driver, "open");
        let mut changes = Vec::new();
        for _ in 0..CHANGES {
            let name = change(&mut driver, &mut random);
            changes.push(name);
            check(&mut driver, &format!("walk {seed}, {changes:?}"));
        }
    }
}

#[test]
fn own_curves_and_tables_are_shown_from_the_command_line_on() {
    let curve = Values::new()
        .with("data", "drawn")
        .with("curve", "-1:0,0:1,1:0");
    let table = "a.csv/z/height,weight/kind,tall,short/152:51:0,171:72:1,190:93:1";
    let table = Values::new().with("data", "file").with("table", table);
    for set in [curve, table] {
        for size in SIZES {
            check(&mut open(&set, size), "open");
        }
    }
}
