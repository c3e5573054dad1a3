//! Cost of a frame of a chart: pixels, palette and file, beside the charts of ratatui.
//!
//! `cargo bench --bench charts`

#![expect(clippy::print_stdout, reason = "divan reports no sizes")]

mod layout;

use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::symbols::Marker;
use ratatui::widgets::canvas::{Canvas, Line};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};
use relutor::app::{Appearance, CellSize, ImageProtocol, SixelLimits};
use relutor::chart::{
    Disc, DiscShape, Paint, Point, Polyline, Primitive, Raster, Scene, SceneRect,
};
use relutor::figure::Role;
use relutor::terminal::ShownImages;
use relutor::ui::pixels::{DrawnImage, MAX_COLORS};
use relutor::ui::theme::Theme;

const PLANE: Rect = Rect::new(10, 2, 60, 20);
const SCREEN: (u16, u16) = (100, 30);
const SIXEL: ImageProtocol = ImageProtocol::Sixel(SixelLimits {
    colors: 256,
    size: None,
});
const CELLS: [(u16, u16); 2] = [(10, 20), (20, 40)];

fn main() {
    for (name, scene) in [("curves", curves(0.0)), ("colour map", colour_map())] {
        for (width, height) in CELLS {
            let image = image(&scene, CellSize { width, height });
            let colors = image
                .render(MAX_COLORS)
                .map_or(0, |image| image.palette.len() - 1);
            let png = frame(&image, ImageProtocol::Kitty).len();
            let sixel = frame(&image, SIXEL).len();
            println!(
                "{name} {width}x{height}: {colors} colours, kitty {png} bytes, sixel {sixel} bytes"
            );
        }
    }
    divan::main();
}

fn line(paint: Paint, points: impl IntoIterator<Item = (f64, f64)>) -> Primitive {
    let points = points.into_iter().map(|(x, y)| Point { x, y }).collect();
    Primitive::Polyline(Polyline { points, paint })
}

/// A curve of 240 points with a kink, the one before, a prediction, a tint and a grid.
fn curves(moved: f64) -> Scene {
    let (left, right) = (f64::from(PLANE.left()), f64::from(PLANE.right()));
    let (top, bottom) = (f64::from(PLANE.top()), f64::from(PLANE.bottom()));
    let kink = 30.0 + moved;
    let curve = |kink: f64| {
        (0..=240).map(move |at| {
            let x = left + f64::from(at) / 240.0 * (right - left);
            (x, bottom - 1.5 - 0.6 * (x - kink).clamp(0.0, 26.0))
        })
    };
    let mut primitives = vec![Primitive::Rect {
        area: SceneRect {
            x: kink,
            y: top,
            width: right - kink,
            height: bottom - top,
        },
        paint: Paint::Active(Role::First),
    }];
    primitives.extend((0..5).map(|at| {
        let y = bottom - 1.5 - 4.0 * f64::from(at);
        line(Paint::Grid, [(left, y), (right, y)])
    }));
    primitives.extend((0..7).map(|at| {
        let x = left + 0.5 + 9.0 * f64::from(at);
        line(Paint::Grid, [(x, top), (x, bottom)])
    }));
    primitives.push(line(Paint::Series(Role::Ghost), curve(40.0)));
    primitives.push(line(Paint::Prediction, [(50.0, top), (50.0, bottom)]));
    primitives.push(line(Paint::Series(Role::First), curve(kink)));
    primitives.push(Primitive::Disc(Disc {
        center: Point {
            x: kink,
            y: bottom - 1.5,
        },
        shape: DiscShape::Filled,
        paint: Paint::Kink,
    }));
    Scene {
        primitives,
        planes: vec![PLANE],
        ..Scene::default()
    }
}

/// A smooth colour map with 40 points on it.
fn colour_map() -> Scene {
    let (columns, rows) = (120, 80);
    let levels = (0..columns * rows).map(|at| {
        let (x, y) = ((at % columns) as f64 / 20.0, (at / columns) as f64 / 16.0);
        Some(f64::midpoint(x.sin() * y.cos(), 1.0))
    });
    let mut primitives = vec![Primitive::Raster(Raster {
        area: PLANE,
        columns,
        levels: levels.collect(),
    })];
    primitives.extend((0..40).map(|at| {
        let (x, y) = (
            f64::from(at * 37 % 58) + 11.0,
            f64::from(at * 11 % 18) + 3.0,
        );
        Primitive::Disc(Disc {
            center: Point { x, y },
            shape: if at % 2 == 0 {
                DiscShape::Filled
            } else {
                DiscShape::Ring
            },
            paint: Paint::Series(if at % 2 == 0 {
                Role::First
            } else {
                Role::Second
            }),
        })
    }));
    Scene {
        primitives,
        planes: vec![PLANE],
        ..Scene::default()
    }
}

fn image(scene: &Scene, cell: CellSize) -> DrawnImage {
    let theme = Theme::new(Appearance::default());
    let mut buf = Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1));
    buf.set_style(buf.area, theme.paint(Paint::Text));
    DrawnImage::of(scene, PLANE, cell, theme, &mut buf).expect("it has colours and pixels")
}

/// The bytes that show `image` on an empty screen.
fn frame(image: &DrawnImage, protocol: ImageProtocol) -> String {
    ShownImages::default()
        .update(vec![image.clone()], Some(protocol), SCREEN, |_| {
            String::new()
        })
        .expect("it can be encoded")
}

/// Pixels and palette of curves.
#[divan::bench(args = CELLS)]
fn pixels_of_curves(bencher: Bencher, (width, height): (u16, u16)) {
    let image = image(&curves(0.0), CellSize { width, height });
    bencher.bench_local(|| image.render(MAX_COLORS));
}

/// Pixels and palette of a colour map.
#[divan::bench(args = CELLS)]
fn pixels_of_a_colour_map(bencher: Bencher, (width, height): (u16, u16)) {
    let image = image(&colour_map(), CellSize { width, height });
    bencher.bench_local(|| image.render(MAX_COLORS));
}

/// A frame of moving curves: image, pixels, file, base64.
#[divan::bench(args = CELLS)]
fn kitty_frame_of_curves(bencher: Bencher, (width, height): (u16, u16)) {
    let mut moved = 0.0;
    bencher.bench_local(|| {
        moved = (moved + 0.37) % 10.0;
        frame(
            &image(&curves(moved), CellSize { width, height }),
            ImageProtocol::Kitty,
        )
    });
}

/// A frame of a colour map: image, pixels, file, base64.
#[divan::bench(args = CELLS)]
fn kitty_frame_of_a_colour_map(bencher: Bencher, (width, height): (u16, u16)) {
    let image = image(&colour_map(), CellSize { width, height });
    bencher.bench_local(|| frame(&image, ImageProtocol::Kitty));
}

/// A frame of moving curves as sixel.
#[divan::bench(args = CELLS)]
fn sixel_frame_of_curves(bencher: Bencher, (width, height): (u16, u16)) {
    let mut moved = 0.0;
    bencher.bench_local(|| {
        moved = (moved + 0.37) % 10.0;
        frame(&image(&curves(moved), CellSize { width, height }), SIXEL)
    });
}

/// A frame of a colour map as sixel.
#[divan::bench(args = CELLS)]
fn sixel_frame_of_a_colour_map(bencher: Bencher, (width, height): (u16, u16)) {
    let image = image(&colour_map(), CellSize { width, height });
    bencher.bench_local(|| frame(&image, SIXEL));
}

/// The same curves in ratatui's chart.
#[divan::bench]
fn ratatui_chart(bencher: Bencher) {
    let points = |kink: f64| -> Vec<(f64, f64)> {
        (0..=240)
            .map(|at| f64::from(at) / 4.0)
            .map(|x| (x, (x - kink).max(0.0)))
            .collect()
    };
    let (now, before) = (points(20.0), points(30.0));
    let mut buf = Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1));
    bencher.bench_local(|| {
        let sets = [&before, &now].map(|points| {
            Dataset::default()
                .marker(Marker::Braille)
                .graph_type(GraphType::Line)
                .data(points)
        });
        Chart::new(sets.to_vec())
            .x_axis(Axis::default().bounds([0.0, 60.0]))
            .y_axis(Axis::default().bounds([0.0, 40.0]))
            .render(PLANE, &mut buf);
    });
}

/// The same curves in ratatui's canvas.
#[divan::bench]
fn ratatui_canvas(bencher: Bencher) {
    let mut buf = Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1));
    bencher.bench_local(|| {
        Canvas::default()
            .marker(Marker::Braille)
            .x_bounds([0.0, 60.0])
            .y_bounds([0.0, 40.0])
            .paint(|ctx| {
                for kink in [30.0, 20.0] {
                    ctx.draw(&Line::new(0.0, 0.0, kink, 0.0, Color::Blue));
                    ctx.draw(&Line::new(kink, 0.0, 60.0, 60.0 - kink, Color::Blue));
                }
            })
            .render(PLANE, &mut buf);
    });
}
