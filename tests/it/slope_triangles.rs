//! The triangles that show the slope of a curve: on the curve, with the slope of the model, and clear of all texts.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use ratatui::layout::Rect;
use relutor::chart::{AxisScale, Paint, Point, Primitive, Scene, SceneRegion, SceneText};
use relutor::figure::{Figure, Plot};
use relutor::lab::{Lab, Seed, Values, catalogue};
use relutor::text::columns;

use crate::charts::{number, scenes_of, texts};

/// The start of the run, the right angle and the end of the rise of the triangle in `scene`.
fn triangle(scene: &Scene) -> Option<[Point; 3]> {
    scene
        .primitives
        .iter()
        .find_map(|primitive| match primitive {
            Primitive::Polyline(line) if line.paint == Paint::Text => {
                <[Point; 3]>::try_from(line.points.as_slice()).ok()
            }
            Primitive::Polyline(_)
            | Primitive::Rect { .. }
            | Primitive::Disc(_)
            | Primitive::Raster(_)
            | Primitive::Pixels(_)
            | Primitive::Text(_) => None,
        })
}

/// The label of the triangle.
fn label(scene: &Scene) -> &SceneText {
    let is_label = |text: &&SceneText| text.text.starts_with("slope ") && text.paint == Paint::Text;
    texts(scene).find(is_label).unwrap()
}

/// The lab `kind` with the values `set`, to one decimal.
fn lab_with(kind: &str, set: &[(&str, f64)]) -> Lab {
    let tenths = |value: f64| (value * 10.0).round() / 10.0;
    let set = set.iter().fold(Values::new(), |set, (name, value)| {
        set.with(name, tenths(*value))
    });
    Lab::new(catalogue::find(kind).unwrap(), &set, Seed(0)).unwrap()
}

/// The height of the curve of `plot` at `x`, between two of its points.
fn height(plot: &Plot, x: f64) -> f64 {
    let points = &plot.current_series().unwrap().points;
    let is_around = |pair: &&[(f64, f64)]| pair[0].0 <= x + 1e-9 && x <= pair[1].0 + 1e-9;
    let pair = points.windows(2).find(is_around).unwrap();
    let share = (x - pair[0].0) / (pair[1].0 - pair[0].0);
    pair[0].1 + share * (pair[1].1 - pair[0].1)
}

/// Checks the triangle in the first chart of `lab`; false if there is none.
fn check_triangle(lab: &Lab, size: (u16, u16)) -> bool {
    let figures = [lab.figure("curve").unwrap()];
    let Figure::Plot(plot) = &figures[0] else {
        unreachable!()
    };
    let scenes = scenes_of(&figures, size);
    let scene = scenes.first().unwrap();
    let Some(corners) = triangle(scene) else {
        return false;
    };
    let Some((area, SceneRegion::Plane { x, y, .. })) = scene.regions.first() else {
        unreachable!()
    };
    let slope = lab.number("slope").unwrap();
    let said = label(scene).text.strip_prefix("slope ").and_then(number);
    assert!((said.unwrap() - slope).abs() < 5e-4, "{said:?} for {slope}");
    check_legs(plot, corners, (*x, *y), slope);
    check_cells(scene, corners, *area);
    true
}

/// Both ends of the legs are on the curve, and the rise is the slope times the run.
fn check_legs(plot: &Plot, corners: [Point; 3], (x, y): (AxisScale, AxisScale), slope: f64) {
    let [start, corner, end] = corners;
    assert_ne!(slope, 0.0, "a flat curve has no triangle");
    assert_eq!((start.y, corner.x), (corner.y, end.x));
    let run = x.value(end.x) - x.value(start.x);
    let rise = y.value(end.y) - y.value(start.y);
    assert!(
        (rise - run * slope).abs() < 1e-9,
        "{rise} for {run} · {slope}"
    );
    for point in [start, end] {
        let wanted = height(plot, x.value(point.x));
        assert!((y.value(point.y) - wanted).abs() < 1e-6, "{point:?}");
    }
}

/// No text lies on the legs or on the label, and all of them are inside of the plane.
fn check_cells(scene: &Scene, [start, corner, end]: [Point; 3], plane: Rect) {
    let (left, right) = (f64::from(plane.left()), f64::from(plane.right()));
    let (top, bottom) = (f64::from(plane.top()), f64::from(plane.bottom()));
    for point in [start, corner, end] {
        assert!(left <= point.x && point.x < right, "{point:?} in {plane}");
        assert!(top <= point.y && point.y < bottom, "{point:?} in {plane}");
    }
    let cells = |text: &SceneText| Rect::new(text.at.0, text.at.1, columns(&text.text), 1);
    let label = label(scene);
    assert_eq!(cells(label).intersection(plane), cells(label));
    for text in texts(scene) {
        let covers = |a: Point, b: Point| {
            let cells = cells(text);
            a.x.min(b.x) < f64::from(cells.right())
                && a.x.max(b.x) >= f64::from(cells.left())
                && a.y.min(b.y) < f64::from(cells.bottom())
                && a.y.max(b.y) >= f64::from(cells.top())
        };
        let is_on_leg = covers(start, corner) || covers(corner, end);
        assert!(!is_on_leg, "{:?} lies on the triangle", text.text);
        let is_label = std::ptr::eq(text, label);
        let is_on_label = !is_label && cells(text).intersects(cells(label));
        assert!(!is_on_label, "{:?} lies on the label", text.text);
    }
}

#[test]
fn a_slope_triangle_stands_at_the_probe_and_on_the_side_that_is_on() {
    let size = (60, 16);
    assert!(check_triangle(&lab_with("one-hinge", &[("x", 2.0)]), size));
    assert!(!check_triangle(
        &lab_with("one-hinge", &[("x", -2.0)]),
        size
    ));
    for w in [-2.0, -1.0, 0.5, 1.0, 3.0] {
        let node = lab_with("bias-node", &[("w", w), ("b", 3.0)]);
        assert!(check_triangle(&node, size), "{w}");
    }
    assert!(!check_triangle(&lab_with("bias-node", &[("v", 0.0)]), size));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]
    #[test]
    fn a_slope_triangle_ends_on_its_curve_and_covers_no_text(
        x in -5.0..5.0f64,
        w in prop_oneof![-3.0..-0.1f64, 0.1..3.0f64],
        node in (-10.0..10.0f64, -3.0..3.0f64, -5.0..5.0f64),
        size in (14u16..140, 5u16..44),
    ) {
        check_triangle(&lab_with("one-hinge", &[("x", x)]), size);
        let (b, v, c) = node;
        let node = lab_with("bias-node", &[("w", w), ("b", b), ("v", v), ("c", c)]);
        check_triangle(&node, size);
    }
}
