//! Compares the interactions with the science page.

use super::*;
use crate::lab::{Lab, Seed};

fn node(f: &str, a: f64, b: f64) -> Lab {
    Lab::new(
        &KIND,
        &Values::new().with("f", f).with("A", a).with("B", b),
        Seed(0),
    )
    .unwrap()
}

#[test]
fn outputs_match_the_science_page() {
    let given = [
        (1.0, 1.0),
        (2.0, 1.0),
        (1.0, -100.0),
        (11.0, -100.0),
        (150.0, -100.0),
        (151.0, -100.0),
    ]
    .map(|(a, b)| node("relu", a, b).number("output").unwrap());
    assert_eq!(given, [5.0, 7.0, 0.0, 0.0, 0.0, 2.0]);
    assert_eq!(node("relu", 1.0, -100.0).number("sum"), Some(-298.0));
    assert_eq!(node("relu", 1.0, -100.0).number("kink"), Some(150.0));
    assert_eq!(node("relu", 1.0, 1.0).number("kink"), Some(-1.5));
}

#[test]
fn the_effect_of_a_depends_on_b_only_for_a_bent_function_of_the_sum() {
    let did = |f: &str, b: f64| node(f, 1.0, b).number("did").unwrap();
    for b in [-100.0, -1.0, 1.0, 7.0] {
        assert_eq!(did("identity", b), 0.0);
    }
    assert_eq!(did("relu", -100.0), -2.0);
    assert_eq!(node("relu", 1.0, -1.0).number("effect2"), Some(1.0));
    let tanh = node("tanh", 1.0, -1.0);
    assert!((tanh.number("effect2").unwrap() - 1.523).abs() < 5e-4);
    assert!((tanh.number("effect1").unwrap() - 8.9e-5).abs() < 5e-7);
    let mut separate = node("relu", 1.0, -100.0);
    let _ = separate
        .set(&Values::new().with("form", "separate"))
        .unwrap();
    assert_eq!(separate.number("did"), Some(0.0));
}

#[test]
fn a_partial_effect_needs_a_step_across_the_fold() {
    let effect = |b: f64| node("relu", 1.0, b).number("effect2").unwrap();
    assert_eq!(effect(-1.0), 1.0);
    for inside in [-1.16, -0.84] {
        assert!((0.5..=1.5).contains(&effect(inside)), "{inside}");
    }
    for outside in [-1.18, -0.82] {
        assert!(!(0.5..=1.5).contains(&effect(outside)), "{outside}");
    }
}

#[test]
fn each_curve_has_its_kink_where_the_sum_is_zero() {
    let kinks = |f: &str, b: f64| {
        let Some(Figure::Plot(plot)) = node(f, 1.0, b).figure("lines") else {
            panic!("no lines")
        };
        let kinks = plot.marks.into_iter();
        let kinks = kinks.filter(|mark| mark.kind == MarkKind::Kink);
        kinks.map(|mark| mark.x).collect::<Vec<_>>()
    };
    assert_eq!(kinks("relu", -100.0), [-1.5, 150.0]);
    assert_eq!(kinks("relu", 1.0), [-1.5]);
    assert!(kinks("identity", -100.0).is_empty());
    assert!(kinks("tanh", -100.0).is_empty());
}

#[test]
fn a_fold_ends_at_the_view_and_the_map_knows_corners_outside() {
    for (view, b) in [("near", -100.0), ("far", -100.0), ("near", -1.0)] {
        let mut lab = node("relu", 1.0, b);
        let _ = lab.set(&Values::new().with("view", view)).unwrap();
        let Some(Figure::Heat(plane)) = lab.figure("plane") else {
            panic!("no plane")
        };
        assert_eq!(plane.points.len(), 4, "{view} {b}");
        for line in &plane.lines {
            for (a, b) in [line.from, line.to] {
                assert!((plane.x.min..=plane.x.max).contains(&a), "{view}: A = {a}");
                assert!((plane.y.min..=plane.y.max).contains(&b), "{view}: B = {b}");
                assert!(
                    (2.0 * a + 3.0 * b).abs() < 1e-9,
                    "({a}, {b}) is on the fold"
                );
            }
        }
    }
}
