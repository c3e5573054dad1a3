//! Compares the errors and the pieces with the science page.

use super::*;
use crate::lab::{Lab, Seed};
use crate::locale::{Lang, Phrase, Words};

fn lab(target: &str, hinges: &[(f64, f64)]) -> Lab {
    let mut set = Values::new()
        .with("target", target)
        .with("n", hinges.len().to_string().as_str());
    for (i, (k, v)) in hinges.iter().enumerate() {
        set = set
            .with(&format!("k{}", i + 1), *k)
            .with(&format!("v{}", i + 1), *v);
    }
    Lab::new(&KIND, &set, Seed(0)).unwrap()
}

fn reading(lab: &Lab, name: &str) -> f64 {
    lab.readings().get(name).unwrap()
}

#[test]
fn three_hinges_make_the_hat_exactly() {
    let hat = lab("hat", &[(-1.0, 1.0), (0.0, -2.0), (1.0, 1.0)]);
    assert!(reading(&hat, "max_error") < 1e-12);
    assert_eq!(reading(&hat, "pieces"), 4.0);
}

#[test]
fn the_error_of_the_sine_by_hand_matches_the_science_page() {
    let sine = lab("sine", &[(-1.0, -2.0), (-0.5, 4.0), (0.5, -4.0)]);
    assert!(
        (reading(&sine, "mse") - 0.0224).abs() < 5e-5,
        "{}",
        reading(&sine, "mse")
    );
}

#[test]
fn doubling_the_hinges_divides_the_error_by_about_four() {
    let exact = |n: &str| {
        let set = Values::new()
            .with("target", "sine")
            .with("hinges", "exact")
            .with("n", n);
        reading(&Lab::new(&KIND, &set, Seed(0)).unwrap(), "max_error")
    };
    for (n, error) in [("4", 0.2105), ("8", 0.0704), ("16", 0.0189), ("32", 0.0048)] {
        assert!((exact(n) - error).abs() < 6e-5, "{n}: {}", exact(n));
    }
}

#[test]
fn n_hinges_give_n_plus_one_pieces_unless_they_cancel() {
    let separate = lab("sine", &[(-0.5, 1.0), (0.0, 1.0), (0.5, 1.0)]);
    assert_eq!(reading(&separate, "pieces"), 4.0);
    let cancelling = lab("sine", &[(0.0, 1.0), (0.0, -1.0)]);
    assert_eq!(reading(&cancelling, "pieces"), 1.0);
    let idle = lab("sine", &[(-0.5, 0.0), (0.0, 1.0)]);
    assert_eq!(reading(&idle, "kinks"), 1.0);
}

#[test]
fn two_hinges_make_the_absolute_value() {
    let abs = lab("abs", &[(-1.0, -2.0), (0.0, 4.0)]);
    assert!(reading(&abs, "max_error") < 1e-12);
}

#[test]
fn each_hinge_at_its_own_place_adds_a_piece() {
    for n in [1_u8, 2, 3, 5, 8] {
        let places = (0..n).map(|i| (f64::from(i) / 10.0, 1.0));
        let separate = lab("sine", &places.collect::<Vec<_>>());
        assert_eq!(reading(&separate, "pieces"), f64::from(n) + 1.0);
    }
    // The interpolation of an odd curve by an even number of hinges has no kink in the middle.
    let set = Values::new().with("target", "sine").with("hinges", "exact");
    let exact = Lab::new(&KIND, &set.with("n", "16"), Seed(0)).unwrap();
    assert_eq!(reading(&exact, "pieces"), 16.0);
}

fn kink_marks(lab: &Lab) -> Vec<f64> {
    let Some(Figure::Plot(fit)) = lab.figure("fit") else {
        panic!("no fit")
    };
    fit.marks.iter().map(|mark| mark.x).collect()
}

#[test]
fn a_kink_is_marked_only_where_the_slope_changes() {
    let cancelling = lab("sine", &[(0.0, 1.0), (0.0, -1.0), (0.5, 2.0)]);
    assert_eq!(kink_marks(&cancelling), [0.5]);
    let added = lab("sine", &[(0.25, 1.0), (0.25, 1.0), (-0.5, 0.0)]);
    assert_eq!(kink_marks(&added), [0.25]);
}

#[test]
fn every_level_of_the_staircase_starts_at_a_hinge() {
    let levels = |lab: &Lab| {
        let Some(Figure::Plot(strip)) = lab.figure("staircase") else {
            panic!("no staircase")
        };
        strip.series[0].points.clone()
    };
    let hat = lab("hat", &[(-1.0, 1.0), (0.0, -2.0), (1.0, 1.0)]);
    let expected = [
        (-3.0, 0.0),
        (-1.0, 1.0),
        (0.0, -1.0),
        (1.0, 0.0),
        (3.0, 0.0),
    ];
    assert_eq!(levels(&hat), expected);
    let sine = lab("sine", &[(-1.0, -2.0), (-0.5, 4.0), (0.5, -4.0)]);
    assert_eq!(
        levels(&sine),
        [(-1.0, -2.0), (-0.5, 2.0), (0.5, -2.0), (1.0, -2.0)]
    );
}

#[test]
fn a_change_of_a_hinge_keeps_the_axis_of_slopes() {
    let axis = |v: f64| {
        let Some(Figure::Plot(strip)) = lab("hat", &[(-1.0, v)]).figure("staircase") else {
            panic!("no staircase")
        };
        strip.y
    };
    assert_eq!(axis(-2.5), axis(2.5));
    assert_eq!(axis(3.0), axis(6.0));
}

#[test]
fn the_jump_of_a_step_is_described_as_upright() {
    let step = lab("step", &[(-1.0, 0.0)]);
    let Some(Figure::Plot(fit)) = step.figure("fit") else {
        panic!("no fit")
    };
    let words = Words::load(&Lang::english()).unwrap();
    let sentence = words.format(&fit_sentence(&fit));
    assert_eq!(sentence, "step: flat at −1 until x = 0, flat at 1.");
}

fn fit_sentence(fit: &Plot) -> Phrase {
    let sentences = Figure::Plot(fit.clone()).describe();
    sentences.first().cloned().unwrap()
}

#[test]
fn a_sum_that_is_zero_has_no_noise_in_its_title() {
    let words = Words::load(&Lang::english()).unwrap();
    let set = Values::new().with("target", "sine").with("hinges", "exact");
    let one = Lab::new(&KIND, &set.with("n", "1"), Seed(0)).unwrap();
    assert_eq!(words.format(one.figure("fit").unwrap().title()), "y = 0");
}

#[test]
fn the_sum_is_drawn_without_its_target_where_none_is_named_yet() {
    let hat = lab("hat", &[(-1.0, 1.0)]);
    let roles = |id: &str| {
        let Some(Figure::Plot(plot)) = hat.figure(id) else {
            panic!("no {id}")
        };
        let roles: Vec<Role> = plot.series.iter().map(|series| series.role).collect();
        roles
    };
    assert_eq!(roles("fit"), [Role::Target, Role::First]);
    assert_eq!(roles("sum"), [Role::First]);
}

#[test]
fn the_title_is_the_formula_with_its_numbers() {
    let words = Words::load(&Lang::english()).unwrap();
    let title = |lab: &Lab| words.format(lab.figure("fit").unwrap().title());
    let hat = lab("hat", &[(-1.0, 1.0), (0.0, -2.0), (1.0, 1.0)]);
    assert_eq!(title(&hat), "y = relu(x + 1) − 2·relu(x) + relu(x − 1)");
    let abs = lab("abs", &[(-1.0, -2.0), (0.0, 4.0)]);
    assert_eq!(title(&abs), "y = 1 − 2·relu(x + 1) + 4·relu(x)");
    let falling = lab("sine", &[(-0.5, -0.5), (0.0, 0.0)]);
    assert_eq!(title(&falling), "y = −0.5·relu(x + 0.5)");
    assert_eq!(title(&lab("hat", &[(0.0, 0.0)])), "y = 0");
    let many = lab("sine", &[(0.0, 1.0); 5]);
    assert_eq!(title(&many), "y = the sum of 5 hinges");
}

#[test]
fn the_nearest_free_kink_is_dragged() {
    let set = Values::new()
        .with("n", "2")
        .with("k1", 0.25)
        .with("k2", 0.75)
        .with("v1", 1.0)
        .with("v2", 1.0);
    let mut lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
    let both = ["k1", "k2"].map(str::to_owned);
    let drag = |lab: &mut Lab, x: f64, free: &[String]| {
        let drag_values = lab.drag_values("fit", (x, 0.0), free);
        assert!(lab.drag("fit", &drag_values));
        [lab.number("k1").unwrap(), lab.number("k2").unwrap()]
    };
    assert_eq!(drag(&mut lab, 0.3, &both), [0.3, 0.75]);
    assert_eq!(drag(&mut lab, 0.6, &both), [0.3, 0.6]);
    assert_eq!(drag(&mut lab, 0.9, &both[..1]), [0.9, 0.6]);
    assert!(lab.drag_values("error", (0.1, 0.0), &both).is_empty());
}

#[test]
fn the_wanted_slopes_of_the_sine_are_those_of_its_chords() {
    let set = Values::new()
        .with("target", "sine")
        .with("n", "3")
        .with("k1", -1.0)
        .with("k2", -0.5)
        .with("k3", 0.5)
        .with("v1", -2.0)
        .with("v2", 4.0)
        .with("v3", -4.0);
    let lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
    let slopes = ["first_slope", "second_slope", "third_slope"].map(|name| lab.number(name));
    assert_eq!(slopes, [Some(-2.0), Some(2.0), Some(-2.0)]);
    let Some(Figure::Plot(plot)) = lab.figure("slopes") else {
        panic!("no slopes")
    };
    let levels = |role: Role| {
        let series = plot.series.iter().find(|series| series.role == role);
        let points = series.unwrap().points.iter();
        points.map(|(x, y)| (*x, y.round())).collect::<Vec<_>>()
    };
    assert_eq!(
        levels(Role::Target),
        [(-1.0, -2.0), (-0.5, 2.0), (0.5, -2.0), (1.0, -2.0)]
    );
    assert_eq!(levels(Role::Target), levels(Role::First));
    let Some(Figure::Plot(plain)) = lab.figure("staircase") else {
        panic!("no staircase")
    };
    assert!(
        plain
            .series
            .iter()
            .all(|series| series.role != Role::Target)
    );
}
