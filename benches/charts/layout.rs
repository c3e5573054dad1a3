//! Cost of layout, of cells and of vectors.

use std::cell::RefCell;
use std::sync::Arc;

use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use relutor::app::{App, Appearance, GlyphChoice};
use relutor::chart::{self, ChartContext};
use relutor::export;
use relutor::figure::{self, Figure, Plot, Role};
use relutor::lab::Values;
use relutor::lesson::{CourseSource, load};
use relutor::locale::{Lang, Phrase, Words};
use relutor::ui::theme::Theme;
use relutor::ui::{self, RenderContext};

const SIZE: (u16, u16) = (60, 20);

/// A sine and a falling line, 400 points each.
fn curves() -> [Vec<(f64, f64)>; 2] {
    let xs = || (0..400).map(|i| f64::from(i) / 40.0 - 5.0);
    [
        xs().map(|x| (x, x.sin())).collect(),
        xs().map(|x| (x, -x / 10.0)).collect(),
    ]
}

fn figures() -> Vec<Figure> {
    let [sine, line] = curves();
    let axis = |low, high| figure::Axis::linear(None, low, high);
    let plot = Plot::tall(Phrase::verbatim("y"), axis(-5.0, 5.0), axis(-1.2, 1.2))
        .curve(Phrase::verbatim("sine"), Role::First, sine)
        .curve(Phrase::verbatim("line"), Role::Second, line);
    vec![Figure::Plot(plot)]
}

fn words() -> Words {
    Words::load(&Lang::english()).expect("English is built in")
}

fn area() -> Rect {
    Rect::new(0, 0, SIZE.0, SIZE.1)
}

/// Two curves to a scene.
#[divan::bench]
fn layout(bencher: Bencher) {
    let (figures, words) = (figures(), words());
    let ctx = ChartContext {
        words: &words,
        symbols: &chart::UNICODE,
        shades: None,
    };
    bencher.bench_local(|| chart::layout_column(&figures, |at| at, area(), &ctx));
}

/// Two curves to cells, with their layout.
#[divan::bench(args = [GlyphChoice::Braille, GlyphChoice::Blocks, GlyphChoice::Ascii])]
fn cells(bencher: Bencher, glyphs: GlyphChoice) {
    let (figures, words) = (figures(), words());
    let theme = Theme::new(Appearance::default());
    let ctx = RenderContext::new(&theme, glyphs, &words);
    let mut buffer = Buffer::empty(area());
    bencher.bench_local(|| {
        buffer.reset();
        ui::figure::draw_column(&figures, area(), &mut buffer, &ctx)
    });
}

/// Two curves as an SVG picture, with their layout.
#[divan::bench]
fn vectors(bencher: Bencher) {
    let (figures, words) = (figures(), words());
    let appearance = Appearance::default();
    let theme = Theme::new(appearance);
    bencher.bench_local(|| {
        let scenes = RefCell::default();
        let ctx = RenderContext::new(&theme, GlyphChoice::Braille, &words).collecting(&scenes);
        let mut buffer = Buffer::empty(area());
        ui::figure::draw_column(&figures, area(), &mut buffer, &ctx);
        export::svg(&buffer, &scenes.take(), appearance, "two curves").len()
    });
}

/// The scenes of every step of a lesson, with its texts but without a painter.
#[divan::bench(args = [1, 4, 5, 8])]
fn lesson(bencher: Bencher, lesson: usize) {
    let course = Arc::new(load(&CourseSource::Builtin).expect("the built-in course is whole"));
    let steps = course
        .lessons
        .get(lesson)
        .map_or(0, |lesson| lesson.steps.len());
    let mut app = App::new(course, words(), Appearance::default(), None);
    app.open(lesson, 0, &Values::new()).expect("nothing is set");
    let area = Rect::new(0, 0, 120, 36);
    let mut buffer = Buffer::empty(area);
    bencher.counter(steps).bench_local(|| {
        for step in 0..steps {
            app.go_to_step(step);
            buffer.reset();
            divan::black_box(ui::render_scenes(
                &app,
                Appearance::default(),
                area,
                &mut buffer,
            ));
        }
    });
}
