//! Cost of the screen: a full draw, a key press up to the finished frame, the start.
//!
//! `cargo bench --bench screen`

use std::path::Path;
use std::sync::Arc;

use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use relutor::app::{App, Appearance, Key, KeyCode, LoopMode, Msg};
use relutor::lab::{ReplayEntry, Values};
use relutor::lesson::{Course, CourseSource, LessonRole, load};
use relutor::locale::{Lang, Words};
use relutor::ui;

fn main() {
    divan::main();
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn course() -> Arc<Course> {
    Arc::new(load(&CourseSource::Builtin).expect("the built-in course is whole"))
}

/// The first lesson at its last step but one: curves, a heat map, a read-out, prose.
fn app() -> App {
    let words = Words::load(&Lang::english()).expect("English is there");
    let mut app = App::new(course(), words, Appearance::default(), None);
    app.open(0, 0, &Values::new()).expect("nothing is set");
    app
}

/// A full draw of a new screen.
#[divan::bench(args = SIZES)]
fn draw(bencher: Bencher, (width, height): (u16, u16)) {
    let app = app();
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    bencher.bench_local(|| {
        buffer.reset();
        ui::render(&app, area, &mut buffer)
    });
}

/// A key that changes a control, and the next frame.
#[divan::bench(args = SIZES)]
fn key_to_frame(bencher: Bencher, (width, height): (u16, u16)) {
    let mut app = app();
    let area = Rect::new(0, 0, width, height);
    let (mut before, mut after) = (Buffer::empty(area), Buffer::empty(area));
    let mut right = false;
    bencher.bench_local(|| {
        right = !right;
        let code = if right { KeyCode::Right } else { KeyCode::Left };
        let update = app.update(Msg::Key(Key::plain(code)));
        std::mem::swap(&mut before, &mut after);
        after.reset();
        ui::render(&app, area, &mut after);
        (update, before.diff(&after).len())
    });
}

/// Parsing the course, loading the words, drawing the first screen: the start without the terminal.
#[divan::bench]
fn start(bencher: Bencher) {
    let area = Rect::new(0, 0, 80, 24);
    bencher.bench_local(|| {
        let app = app();
        ui::render(&app, area, &mut Buffer::empty(area))
    });
}

/// A started race over 20 seeds or more in full view.
fn race(step: usize) -> App {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/race_course");
    let course = Arc::new(load(&CourseSource::Folder(folder)).expect("the course is whole"));
    let words = Words::load(&Lang::english()).expect("English is there");
    let mut app = App::new(course, words, Appearance::default(), None);
    app.open(0, step, &Values::new()).expect("nothing is set");
    let _update = app.update(Msg::Key(Key::char(' ')));
    app
}

/// From starting a 20-seed P1 race to the screen that shows its result.
#[divan::bench]
fn race_to_result(bencher: Bencher) {
    let area = Rect::new(0, 0, 120, 40);
    bencher
        .with_inputs(|| race(0))
        .bench_local_values(|mut app| {
            while app.loop_mode() != LoopMode::Wait {
                let _update = app.update(Msg::Work);
            }
            ui::render(&app, area, &mut Buffer::empty(area))
        });
}

/// Worst-case latency of a key while a race of ten-layer nets uses every core: one slice of work, the
/// key, and the frame that shows it.
#[divan::bench]
fn key_beside_a_race(bencher: Bencher) {
    let area = Rect::new(0, 0, 120, 40);
    let mut app = race(1);
    bencher.bench_local(|| {
        let _update = app.update(Msg::Work);
        let _update = app.update(Msg::Key(Key::plain(KeyCode::Tab)));
        ui::render(&app, area, &mut Buffer::empty(area))
    });
}

/// The playground with its largest network, trained for `steps` steps.
fn largest_playground(steps: u64) -> App {
    let course = course();
    let at = course
        .lessons
        .iter()
        .position(|lesson| lesson.role == LessonRole::Play)
        .expect("there is a playground");
    let words = Words::load(&Lang::english()).expect("English is there");
    let mut app = App::new(course, words, Appearance::default(), None);
    let mut set = Values::new()
        .with("data", "spiral")
        .with("samples", 512.0)
        .with("layers", 8.0)
        .with("lr", "0.03");
    for layer in 1..=8 {
        set.set(&format!("units_{layer}"), 16.0.into());
    }
    app.open(at, 0, &set).expect("every value is allowed");
    app.replay(&[ReplayEntry::Run(steps)]).expect("it runs");
    app
}

/// Every view of the playground's largest network at once, as a frame of a training draws them.
#[divan::bench]
fn every_view_of_the_largest_network(bencher: Bencher) {
    let area = Rect::new(0, 0, 160, 45);
    let mut app = largest_playground(5);
    let mut buffer = Buffer::empty(area);
    let mut step = 5;
    bencher.bench_local(|| {
        // A step invalidates the results of the previous frame.
        step = 11 - step;
        app.replay(&[ReplayEntry::Run(step)]).expect("it runs");
        buffer.reset();
        ui::render(&app, area, &mut buffer)
    });
}

/// The training step of the benchmark above alone.
#[divan::bench]
fn a_step_of_the_largest_network(bencher: Bencher) {
    let mut app = largest_playground(5);
    let mut step = 5;
    bencher.bench_local(|| {
        step = 11 - step;
        app.replay(&[ReplayEntry::Run(step)]).expect("it runs");
    });
}

/// Worst-case latency of a key while the playground's largest network trains: one slice of work, the key, and the
/// frame that shows it.
#[divan::bench]
fn key_beside_the_largest_network(bencher: Bencher) {
    let area = Rect::new(0, 0, 160, 45);
    let mut app = largest_playground(1);
    let _update = app.update(Msg::Key(Key::char('+')));
    let _update = app.update(Msg::Key(Key::char('+')));
    let _update = app.update(Msg::Key(Key::char(' ')));
    bencher.bench_local(|| {
        let _update = app.update(Msg::Work);
        let _update = app.update(Msg::Key(Key::plain(KeyCode::Tab)));
        ui::render(&app, area, &mut Buffer::empty(area))
    });
}
