use super::*;

fn small() -> RaceConfig {
    RaceConfig {
        steps: 60,
        ..Preset::from_name("P1").unwrap().config(6)
    }
}

fn run(config: RaceConfig, effort: u64, threads: usize) -> Race {
    let mut race = Race::new(config);
    while !race.is_finished() {
        race.advance(effort, threads);
    }
    race
}

/// The states of all runs.
fn states(race: &Race) -> Vec<RunState> {
    let config = race.config();
    let runs = (0..config.seeds).flat_map(|seed| (0..config.racers.len()).map(move |r| (seed, r)));
    runs.map(|(seed, racer)| race.run_state(seed, racer).unwrap())
        .collect()
}

/// A race in which every run diverges, after different numbers of steps.
fn wild() -> RaceConfig {
    RaceConfig {
        recipe: Recipe::Sine,
        optimizer: Optimizer::descent(1e90),
        ..small()
    }
}

#[test]
fn results_do_not_depend_on_threads_or_on_the_size_of_advances() {
    let whole = run(small(), u64::MAX, 1);
    for effort in [1, 50_000, 1_000_000, u64::MAX] {
        for threads in [1, 2, 3, 8] {
            let race = run(small(), effort, threads);
            for racer in 0..2 {
                assert!(
                    race.run_results(racer).eq(whole.run_results(racer)),
                    "effort {effort}, {threads} threads"
                );
            }
        }
    }
    assert_eq!(whole.progress(), 1.0);
    assert_eq!(whole.run_results(0).count(), 6);
}

#[test]
fn progress_after_an_effort_does_not_depend_on_threads() {
    let results = |threads| {
        let mut race = Race::new(small());
        (0..5).for_each(|_| race.advance(700_000, threads));
        (states(&race), race.progress().to_bits())
    };
    assert_eq!(results(1), results(3));
    let progress = f64::from_bits(results(1).1);
    assert!(progress > 0.0 && progress < 1.0);
}

#[test]
fn all_runs_move_together() {
    let mut race = Race::new(small());
    let mut seen = Vec::new();
    while !race.is_finished() {
        race.advance_steps(5, 2);
        let states = states(&race);
        let step = states[0].step;
        assert!(states.iter().all(|state| state.step == step), "{states:?}");
        let is_past = |first: u64| first <= step;
        assert!(
            states
                .iter()
                .all(|state| state.first_at_goal.is_none_or(is_past))
        );
        assert_eq!(
            states.iter().any(|state| state.has_ended),
            race.is_finished()
        );
        assert!((step as f64..=step as f64 + 1.0).contains(&race.position()));
        seen.push(step);
    }
    seen.dedup();
    assert!(seen.into_iter().eq(0..=60));
}

#[test]
fn the_state_depends_on_the_number_of_steps_alone() {
    let by = |sizes: &[u64], threads| {
        let mut race = Race::new(small());
        for steps in sizes {
            race.advance_steps(*steps, threads);
        }
        assert_eq!(race.steps_done(), 123);
        let losses: Vec<_> = (0..6).map(|seed| race.loss(seed, 1)).collect();
        (states(&race), losses)
    };
    let whole = by(&[123], 1);
    assert_eq!(by(&[1; 123], 1), whole);
    assert_eq!(by(&[7, 30, 86], 3), whole);
    assert_eq!(by(&[12, 11, 100], 2), whole);
}

#[test]
fn runs_reach_the_goal_at_the_step_of_their_result() {
    let config = RaceConfig {
        steps: 200,
        ..small()
    };
    let results = run(config.clone(), u64::MAX, 2);
    let mut race = Race::new(config);
    let mut arrivals = 0;
    while !race.is_finished() {
        race.advance_steps(12, 1);
        for seed in 0..6 {
            for racer in 0..2 {
                let first = results.run_result(seed, racer).unwrap().first_at_goal;
                let state = race.run_state(seed, racer).unwrap();
                assert_eq!(
                    state.first_at_goal,
                    first.filter(|first| *first <= state.step)
                );
                arrivals += usize::from(first == Some(state.step));
            }
        }
    }
    assert!(arrivals >= 6, "{arrivals} arrivals");
}

#[test]
fn a_run_that_diverges_stops_while_the_others_go_on() {
    let mut race = Race::new(RaceConfig {
        racers: vec![Activation::Relu, Activation::Tanh],
        optimizer: Optimizer::descent(1e60),
        ..wild()
    });
    let mut stopped = Vec::new();
    while !race.is_finished() {
        race.advance_steps(1, 1);
        let ended = states(&race).into_iter().filter(|state| state.has_ended);
        stopped.push(ended.count());
    }
    assert!(stopped.is_sorted() && stopped.contains(&6), "{stopped:?}");
    assert_eq!(race.progress(), 1.0);
}

#[test]
fn racers_begin_with_the_same_weights_unless_the_init_is_the_recommended_one() {
    let config = small();
    let [relu, tanh] = [0, 1].map(|racer| config.network_config(racer).draw(3));
    assert_eq!(relu.parameters(), tanh.parameters());
    let own = RaceConfig {
        init: RaceInit::Recommended,
        ..config
    };
    assert_eq!(
        (own.network_config(0).init, own.network_config(1).init),
        (Init::He, Init::Xavier)
    );
}

#[test]
fn a_run_has_the_result_of_a_training_of_its_own() {
    let race = run(small(), u64::MAX, 2);
    let config = race.config();
    let data = std::sync::Arc::new(config.recipe.draw(4));
    let mut trainer = crate::nn::Trainer::new(
        config.network_config(1).draw(4),
        data,
        config.training_config(),
    );
    trainer.advance(60);
    let result = race.run_result(4, 1).unwrap();
    assert_eq!(&result.network, trainer.network());
    assert_eq!(
        (result.metrics, result.first_at_goal),
        (trainer.metrics(), trainer.first_at_goal())
    );
    assert_eq!(result.history.last().map(|point| point.step), Some(60));
}

#[test]
fn results_count_wins_ties_and_diverged_runs() {
    let config = small();
    let race = run(
        RaceConfig {
            racers: vec![Activation::Relu, Activation::Relu],
            ..config.clone()
        },
        u64::MAX,
        1,
    );
    let results = race.results();
    assert_eq!(
        results.compare(0, 1),
        PairwiseComparison {
            wins: 0,
            losses: 0,
            ties: 6
        }
    );
    assert_eq!((results.racers[0].wins, results.racers[0].seeds), (0, 6));

    let results = run(wild(), u64::MAX, 1).results();
    assert_eq!(
        (results.racers[0].diverged, results.racers[0].solved),
        (6, 0)
    );
    assert_eq!(results.racers[0].median_loss(), Some(f64::INFINITY));
}

#[test]
fn a_race_without_racers_or_seeds_is_finished_at_once() {
    for config in [
        RaceConfig {
            racers: Vec::new(),
            ..small()
        },
        RaceConfig {
            seeds: 0,
            ..small()
        },
    ] {
        let mut race = Race::new(config);
        race.advance(1000, 2);
        assert!(race.is_finished());
        assert_eq!(race.progress(), 1.0);
    }
    let none = run(
        RaceConfig {
            steps: 0,
            ..small()
        },
        1,
        1,
    );
    assert_eq!(none.results().racers[0].seeds, 6);
}

#[test]
fn quantiles_are_interpolated_between_neighbours() {
    let numbers = [1.0, 2.0, 4.0, 8.0];
    assert_eq!(quantile(&numbers, 0.5), Some(3.0));
    assert_eq!(
        (quantile(&numbers, 0.0), quantile(&numbers, 1.0)),
        (Some(1.0), Some(8.0))
    );
    assert_eq!(
        quantile(&numbers, 0.1).map(|q| (q * 10.0).round()),
        Some(13.0)
    );
    assert_eq!(
        (quantile(&[], 0.5), quantile(&[7.0], 0.9)),
        (None, Some(7.0))
    );
    assert_eq!(
        quantile(&[1.0, f64::INFINITY, f64::INFINITY], 0.75),
        Some(f64::INFINITY)
    );
    assert_eq!(quantile(&[1.0, 2.0, f64::INFINITY], 0.5), Some(2.0));
}
