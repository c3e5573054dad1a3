//! The races of the course come out as `science.md` §8 says, with its slack. Every race is run as the course runs it:
//! same data, same seeds, same draws.

use relutor::nn::race::{Preset, Race, RaceResults};

fn run(name: &str, seeds: u64) -> RaceResults {
    let mut race = Race::new(
        Preset::from_name(name)
            .expect("a preset of the course")
            .config(seeds),
    );
    while !race.is_finished() {
        race.advance(u64::MAX, 2);
    }
    race.results()
}

const RELU: usize = 0;
const TANH: usize = 1;
const GELU: usize = 2;

fn median(standings: &RaceResults, racer: usize) -> f64 {
    standings.racers[racer]
        .median_step()
        .expect("somebody reaches the goal")
}

#[test]
fn p1_relu_wins_the_circle_in_every_seed() {
    let p1 = run("P1", 20);
    assert_eq!(p1.compare(RELU, TANH).wins, 20);
    assert_eq!((median(&p1, RELU), median(&p1, TANH)), (39.5, 99.0));
}

#[test]
fn p2_tanh_wins_the_bump_and_relu_never_solves_it() {
    let p2 = run("P2", 20);
    assert!(p2.compare(TANH, RELU).wins >= 18);
    assert!(p2.racers[RELU].solved <= 2);
    assert!((p2.racers[RELU].median_loss().unwrap() - 0.112).abs() < 0.001);
}

#[test]
fn p3_relu_wins_where_the_target_has_a_corner() {
    let p3 = run("P3", 20);
    assert!(p3.compare(RELU, TANH).wins >= 18 && p3.compare(RELU, GELU).wins >= 18);
}

#[test]
fn p4_two_units_learn_xor_in_22_51_and_100_of_100_seeds() {
    let p4 = run("P4", 100);
    let solved: Vec<usize> = p4.racers.iter().map(|racer| racer.at_goal).collect();
    assert_eq!(solved, [22, 51, 100]);
}

#[test]
fn p5_the_gap_of_gradient_descent_closes_with_adam() {
    let (descent, adam) = (run("P5", 20), run("P5-adam", 20));
    assert!(median(&descent, TANH) > 2.0 * median(&descent, RELU));
    assert!(median(&adam, TANH) < 1.5 * median(&adam, RELU));
    let duel = adam.compare(RELU, TANH);
    assert_eq!((duel.wins, duel.losses), (13, 7));
}

#[test]
fn p6_ten_layers_need_scaled_weights_and_not_relu() {
    let (old, he) = (run("P6", 20), run("P6-he", 20));
    assert!(old.racers.iter().all(|racer| racer.solved == 0));
    assert!(he.racers[RELU].at_goal >= 18 && he.racers[TANH].at_goal >= 18);
    assert_eq!(he.racers[2].solved, 0, "sigmoid");
}

#[test]
fn p7_relu_dies_of_a_learning_rate_that_tanh_survives() {
    let p7 = run("P7", 20);
    assert!(p7.racers[RELU].at_goal <= 2 && p7.racers[TANH].at_goal >= 12);
    assert!(p7.racers[RELU].off_share > 0.4);
}

#[test]
fn p8_unscaled_inputs_saturate_tanh_except_with_adam() {
    let (descent, adam) = (run("P8", 20), run("P8-adam", 20));
    assert!(descent.racers[RELU].at_goal.abs_diff(17) <= 3);
    assert!(descent.racers[TANH].at_goal <= 3);
    assert!(adam.racers[RELU].at_goal >= 17 && adam.racers[TANH].at_goal >= 17);
}

#[test]
fn p9_the_winner_changes_with_the_optimiser_alone() {
    let (descent, adam) = (run("P9", 20), run("P9-adam", 20));
    assert!(descent.compare(RELU, TANH).wins >= 14);
    assert!(adam.compare(TANH, RELU).wins >= 18);
}
