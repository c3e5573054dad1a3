use super::*;

fn small() -> Setup {
    Setup {
        steps: 60,
        ..Preset::named("P1").unwrap().setup(6)
    }
}

fn over(setup: Setup, effort: u64, threads: usize) -> Race {
    let mut race = Race::new(setup);
    while !race.is_over() {
        race.advance(effort, threads);
    }
    race
}

#[test]
fn the_outcome_does_not_depend_on_threads_or_on_how_the_work_is_cut_up() {
    let whole = over(small(), u64::MAX, 1);
    for effort in [1, 50_000, 1_000_000, u64::MAX] {
        for threads in [1, 2, 3, 8] {
            let race = over(small(), effort, threads);
            assert_eq!(
                race.finished, whole.finished,
                "effort {effort}, {threads} threads"
            );
        }
    }
    assert_eq!(whole.progress(), 1.0);
    assert_eq!(whole.effort_left(), 0);
}

#[test]
fn the_same_effort_leads_to_the_same_place_on_any_number_of_threads() {
    let standings = |threads| {
        let mut race = Race::new(small());
        (0..5).for_each(|_| race.advance(700_000, threads));
        (
            race.standings(),
            race.progress().to_bits(),
            race.effort_left(),
        )
    };
    assert_eq!(standings(1), standings(3));
    let progress = f64::from_bits(standings(1).1);
    assert!(progress > 0.0 && progress < 1.0);
}

#[test]
fn racers_differ_in_nothing_but_their_activation() {
    let setup = small();
    let [relu, tanh] = [0, 1].map(|racer| setup.plan(racer).draw(3));
    assert_eq!(relu.parameters(), tanh.parameters());
    let own = Setup {
        draws: Draws::Own,
        ..setup
    };
    assert_eq!(
        (own.plan(0).init, own.plan(1).init),
        (Init::He, Init::Xavier)
    );
}

#[test]
fn a_finish_has_what_a_lone_training_has() {
    let race = over(small(), u64::MAX, 2);
    let setup = race.setup();
    let data = std::sync::Arc::new(setup.recipe.draw(4));
    let mut trainer = crate::nn::Trainer::new(setup.plan(1).draw(4), data, setup.training());
    trainer.advance(60);
    let finish = race.finish(4, 1).unwrap();
    assert_eq!(&finish.network, trainer.network());
    assert_eq!(
        (finish.measure, finish.first_at_goal),
        (trainer.measure(), trainer.first_at_goal())
    );
    assert_eq!(finish.history.last().map(|point| point.step), Some(60));
}

#[test]
fn standings_count_wins_ties_and_diverged_racers() {
    let setup = small();
    let race = over(
        Setup {
            racers: vec![Activation::Relu, Activation::Relu],
            ..setup.clone()
        },
        u64::MAX,
        1,
    );
    let standings = race.standings();
    assert_eq!(
        standings.duel(0, 1),
        Duel {
            wins: 0,
            losses: 0,
            ties: 6
        }
    );
    assert_eq!(
        (standings.racers[0].wins, standings.racers[0].seeds),
        (0, 6)
    );

    let wild = Setup {
        recipe: Recipe::Sine,
        optimizer: Optimizer::descent(1e90),
        ..setup
    };
    let standings = over(wild, u64::MAX, 1).standings();
    assert_eq!(
        (standings.racers[0].diverged, standings.racers[0].solved),
        (6, 0)
    );
    assert_eq!(standings.racers[0].median_loss(), Some(f64::INFINITY));
}

#[test]
fn a_race_of_nobody_over_nothing_is_over_at_once() {
    for setup in [
        Setup {
            racers: Vec::new(),
            ..small()
        },
        Setup {
            seeds: 0,
            ..small()
        },
    ] {
        let mut race = Race::new(setup);
        race.advance(1000, 2);
        assert!(race.is_over());
        assert_eq!(race.progress(), 1.0);
    }
    let none = over(
        Setup {
            steps: 0,
            ..small()
        },
        1,
        1,
    );
    assert_eq!(none.standings().racers[0].seeds, 6);
}

#[test]
fn quantiles_lie_between_neighbours() {
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
}
