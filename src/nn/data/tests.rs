use super::*;

#[test]
fn circle_of_seed_0_starts_with_the_points_of_the_science_page() {
    let circle = Recipe::Circle.draw(0);
    for (sample, x, y, class) in [
        (0, -0.191_923, 0.007_868, 1.0),
        (1, 0.282_791, 0.816_838, 0.0),
    ] {
        assert!((circle.inputs()[[0, sample]] - x).abs() < 5e-7);
        assert!((circle.inputs()[[1, sample]] - y).abs() < 5e-7);
        assert_eq!(circle.target()[sample], class);
    }
}

#[test]
fn classes_lie_where_the_recipes_say() {
    for seed in 0..5 {
        let circle = Recipe::Circle.draw(seed);
        let xor = Recipe::Xor.draw(seed);
        for s in 0..128 {
            let r = circle.inputs()[[0, s]].hypot(circle.inputs()[[1, s]]);
            assert!(if circle.target()[s] == 1.0 {
                r <= 0.5
            } else {
                (0.7..=1.0).contains(&r)
            });
            let (x, y) = (xor.inputs()[[0, s]], xor.inputs()[[1, s]]);
            assert!(x.abs() >= 0.1 && y.abs() >= 0.1);
            assert_eq!(xor.target()[s] == 1.0, x * y < 0.0);
        }
        assert_eq!(circle.target().sum(), 64.0);
    }
}

#[test]
fn curves_pass_through_their_corners_and_hills() {
    assert!((Recipe::Sine.curve(0.5).unwrap() - 1.0).abs() < 1e-15);
    assert_eq!(Recipe::Abs.curve(-1.0), Some(1.0));
    assert_eq!(Recipe::Step.curve(-0.2), Some(-1.0));
    assert_eq!(Recipe::Bump.curve(0.0), Some(1.0));
    let sine = Recipe::Sine.draw(3);
    assert_eq!((sine.inputs()[[0, 0]], sine.inputs()[[0, 63]]), (-1.0, 1.0));
}

#[test]
fn four_corners_are_labelled_where_the_coordinates_differ() {
    let corners = Recipe::Xor4.draw(0);
    let labels: Vec<f64> = corners.target().to_vec();
    assert_eq!(labels, [0.0, 1.0, 1.0, 0.0]);
    assert_eq!(corners.inputs().column(1).to_vec(), [1.0, 0.0]);
}

#[test]
fn the_same_seed_gives_the_same_points_and_another_seed_others() {
    for recipe in [Recipe::Circle, Recipe::Xor, Recipe::Spiral, Recipe::Clouds] {
        assert_eq!(recipe.draw(5), recipe.draw(5));
        assert_ne!(recipe.draw(5), recipe.draw(6));
        assert_eq!(Recipe::named(recipe.name()), Some(recipe));
    }
    assert_eq!(
        Recipe::WideCircle.draw(1),
        Recipe::Circle.draw(1).scaled(50.0)
    );
}

#[test]
fn points_of_any_length_and_no_points_at_all_are_taken() {
    let ragged = Dataset::from_points(
        Task::Regression,
        &[
            (vec![1.0, 2.0], 3.0),
            (vec![4.0], 5.0),
            (vec![6.0, 7.0, 8.0], 9.0),
        ],
    );
    assert_eq!(
        ragged.inputs(),
        &ndarray::array![[1.0, 4.0, 6.0], [2.0, 0.0, 7.0]]
    );
    let none = Dataset::from_points(Task::Regression, &[]);
    assert_eq!((none.samples(), none.features()), (0, 1));
}

#[test]
fn the_usual_sample_without_noise_is_what_the_course_draws() {
    for recipe in Recipe::ALL {
        assert_eq!(recipe.sample(recipe.usual_count(), 0.0, 3), recipe.draw(3));
    }
}

#[test]
fn noise_blurs_points_and_leaves_classes_and_places_on_the_line_alone() {
    let (clean, blurred) = (Recipe::Circle.draw(1), Recipe::Circle.sample(128, 0.1, 1));
    assert_eq!(clean.target(), blurred.target());
    assert_ne!(clean.inputs(), blurred.inputs());
    let (clean, blurred) = (Recipe::Sine.draw(1), Recipe::Sine.sample(64, 0.1, 1));
    assert_eq!(clean.inputs(), blurred.inputs());
    let off = (&blurred.targets().view() - &clean.targets().view()).mapv(|d| d * d);
    assert!((off.mean().unwrap().sqrt() - 0.1).abs() < 0.03);
}

#[test]
fn a_split_holds_back_its_share_and_loses_no_sample() {
    let data = Recipe::Spiral.draw(0);
    let (train, test) = data.split(0.25, 7);
    let test = test.unwrap();
    assert_eq!((train.samples(), test.samples()), (96, 32));
    let sorted = |sets: &[&Dataset]| {
        let mut all: Vec<_> = sets.iter().flat_map(|set| set.points()).collect();
        all.sort_by(|a, b| a.partial_cmp(b).unwrap());
        all
    };
    assert_eq!(sorted(&[&train, &test]), sorted(&[&data]));
    assert_eq!(data.split(0.0, 7), (data.clone(), None));
    assert_ne!(data.split(0.25, 8).0, train);
    assert_eq!(Recipe::Xor4.draw(0).split(1.0, 0).0.samples(), 1);
}
