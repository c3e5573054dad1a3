use std::sync::Arc;

use super::*;
use crate::nn::Activation::{Identity, Relu, Sigmoid, Tanh};
use crate::nn::{
    BiasInit, Dataset, Init, Network, NetworkConfig, Optimizer, Recipe, Task, TrainingConfig,
    TrainingGoal,
};

/// A training with its losses so far.
struct Run {
    trainer: Trainer,
    losses: Vec<(f64, f64)>,
    settings: SettingsChange,
}

impl Run {
    fn new(network: Network, data: Dataset, optimizer: Optimizer) -> Self {
        let config = TrainingConfig::for_task(data.task(), optimizer);
        let trainer = Trainer::new(network, Arc::new(data), config);
        let losses = vec![(0.0, trainer.loss())];
        let settings = SettingsChange {
            step: 0,
            all_layers_alive: all_layers_alive(&trainer),
        };
        Self {
            trainer,
            losses,
            settings,
        }
    }

    fn run_to(mut self, step: u64) -> Self {
        while self.trainer.step_count() < step && self.trainer.status() == TrainingStatus::Running {
            self.trainer.step();
            self.losses
                .push((self.trainer.step_count() as f64, self.trainer.loss()));
        }
        self
    }

    /// The same, continued with another optimizer.
    fn with_optimizer(mut self, optimizer: Optimizer) -> Self {
        self.trainer.set_optimizer(optimizer);
        self.settings = SettingsChange {
            step: self.trainer.step_count(),
            all_layers_alive: all_layers_alive(&self.trainer),
        };
        self
    }

    fn problem(&self) -> Option<TrainingProblem> {
        diagnose(TrainingCourse {
            trainer: &self.trainer,
            losses: &self.losses,
            settings: self.settings,
            test: None,
        })
    }

    /// Asserts that the problem `name` is told with `numbers` among its numbers.
    fn assert_problem(&self, name: &str, numbers: &[(&'static str, f64)]) {
        let problem = self.problem();
        let is_told = problem.as_ref().is_some_and(|problem| {
            problem.name == name
                && numbers
                    .iter()
                    .all(|number| problem.numbers.contains(number))
        });
        assert!(is_told, "{name}: {problem:?}");
    }

    fn number(&self, name: &str) -> f64 {
        let numbers = self
            .problem()
            .map_or_else(Vec::new, |problem| problem.numbers);
        let number = numbers.iter().find(|(other, _)| *other == name);
        number.map_or(f64::NAN, |(_, number)| *number)
    }
}

fn spiral(seed: u64, optimizer: Optimizer) -> Run {
    let network = NetworkConfig::new(2, 2, 8, Relu).draw(seed);
    Run::new(network, Recipe::Spiral.draw(seed), optimizer)
}

#[test]
fn a_rate_that_makes_parameters_infinite_is_reported_as_diverged() {
    let network = NetworkConfig::new(1, 1, 8, Relu).draw(0);
    let run = Run::new(network, Recipe::Sine.draw(0), Optimizer::descent(100.0)).run_to(200);
    run.assert_problem("diverged", &[("rate", 100.0)]);
}

#[test]
fn equal_units_are_reported_at_every_step() {
    for step in [0, 50, 500] {
        let network = NetworkConfig::new(2, 1, 4, Tanh)
            .with_init(Init::Same)
            .draw(0);
        let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::adam(0.03)).run_to(step);
        run.assert_problem("symmetric", &[("layer", 1.0), ("units", 4.0)]);
    }
}

#[test]
fn a_layer_that_a_large_step_switches_off_is_reported_with_the_rate() {
    let run = spiral(0, Optimizer::descent(30.0)).run_to(20);
    run.assert_problem("dead", &[("units", 8.0), ("rate", 30.0)]);
    assert!(run.number("off") >= 7.0);
}

#[test]
fn a_layer_that_is_off_at_the_start_is_reported_before_the_first_step() {
    let network = NetworkConfig::new(2, 1, 4, Relu)
        .with_init(Init::Gain(0.0))
        .draw(0);
    let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::descent(0.3));
    run.assert_problem("dead-from-the-start", &[("off", 4.0), ("units", 4.0)]);
}

#[test]
fn a_network_without_activations_is_reported_as_linear() {
    let network = NetworkConfig::new(2, 2, 4, Identity).draw(0);
    let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::descent(0.3)).run_to(600);
    run.assert_problem("linear", &[("layers", 2.0)]);
}

#[test]
fn a_linear_network_for_a_linear_task_has_no_problem() {
    for step in [0, 1, 5, 20, 100, 400] {
        let network = Network::zeros(&[2, 1], Identity);
        let run = Run::new(network, Recipe::Clouds.draw(0), Optimizer::descent(0.3)).run_to(step);
        assert_eq!(run.problem(), None, "step {step}");
    }
}

#[test]
fn one_hinge_has_too_few_pieces_for_a_sine() {
    let network = NetworkConfig::new(1, 1, 1, Relu)
        .with_bias(BiasInit::Uniform)
        .draw(1);
    let run = Run::new(network, Recipe::Sine.draw(0), Optimizer::adam(0.03));
    run.assert_problem("too-few-pieces", &[("most", 2.0), ("needed", 3.0)]);
}

#[test]
fn large_weights_and_data_saturate_tanh_and_sigmoid() {
    for f in [Tanh, Sigmoid] {
        let network = NetworkConfig::new(2, 1, 8, f)
            .with_init(Init::Gain(500.0))
            .draw(0);
        let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::descent(0.001)).run_to(300);
        run.assert_problem("saturated", &[("layer", 1.0), ("units", 8.0)]);
        assert!(run.number("flat") >= 6.0, "{f}");
    }
}

#[test]
fn the_gradient_vanishes_in_eight_sigmoid_layers() {
    let network = NetworkConfig::new(2, 8, 8, Sigmoid)
        .with_init(Init::Xavier)
        .draw(0);
    for step in [0, 200] {
        let run = Run::new(
            network.clone(),
            Recipe::Circle.draw(0),
            Optimizer::descent(0.3),
        );
        let run = run.run_to(step);
        run.assert_problem("vanishing", &[("layers", 8.0)]);
        assert!(run.number("ratio") < 1e-3);
    }
}

#[test]
fn the_gradient_explodes_with_large_weights() {
    let network = NetworkConfig::new(2, 8, 16, Relu)
        .with_init(Init::Gain(5.0))
        .draw(0);
    let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::descent(0.001));
    run.assert_problem("exploding", &[("layers", 8.0)]);
    assert!(run.number("ratio") > 1e3);
}

#[test]
fn a_loss_that_jumps_is_reported_as_too_fast() {
    let wild = spiral(0, Optimizer::adam(3.0)).run_to(3);
    wild.assert_problem("too-fast", &[("rate", 3.0)]);
    assert!(wild.number("loss") > 2.0 * wild.number("start"));
}

#[test]
fn a_rate_of_3_that_breaks_a_solved_spiral_stays_reported() {
    for seed in 0..10 {
        let mut run = spiral(seed, Optimizer::descent(0.3));
        while run.trainer.first_at_goal().is_none() && run.trainer.step_count() < 3000 {
            let next = run.trainer.step_count() + 1;
            run = run.run_to(next);
        }
        if run.trainer.first_at_goal().is_none() {
            continue;
        }
        let solved = run.trainer.step_count();
        run = run.with_optimizer(Optimizer::descent(3.0));
        assert_eq!(run.problem(), None, "seed {seed}, before the next step");
        for more in [60, 400] {
            run = run.run_to(solved + more);
            let problem = run.problem();
            let is_reported = problem.as_ref().is_some_and(|problem| {
                let has_rate = problem.numbers.contains(&("rate", 3.0));
                ["dead", "too-fast"].contains(&problem.name) && has_rate
            });
            assert!(
                is_reported || run.trainer.at_goal(),
                "{seed} {more} {problem:?}"
            );
        }
    }
}

#[test]
fn a_loss_that_hardly_falls_is_reported_as_too_slow() {
    for optimizer in [Optimizer::descent(1e-5), Optimizer::adam(1e-6)] {
        let run = spiral(0, optimizer).run_to(400);
        run.assert_problem("too-slow", &[("steps", 400.0)]);
        assert!(run.number("loss") <= run.number("start"));
    }
}

/// Asserts that no step up to the goal has a problem.
fn assert_healthy(name: &str, mut run: Run, most: u64) {
    while run.trainer.step_count() < most && run.trainer.first_at_goal().is_none() {
        let at = run.trainer.step_count();
        if at < 60 || at.is_multiple_of(25) {
            assert_eq!(run.problem(), None, "{name}, step {at}");
        }
        run = run.run_to(at + 1);
    }
}

#[test]
fn trainings_that_reach_their_goal_have_no_problem_at_any_step() {
    for seed in 0..10 {
        for rate in [0.1, 0.3] {
            let name = format!("spiral {seed} {rate}");
            let solved = spiral(seed, Optimizer::descent(rate)).run_to(3000);
            if solved.trainer.first_at_goal().is_some() {
                assert_healthy(&name, spiral(seed, Optimizer::descent(rate)), 3000);
            }
        }
        for f in [Relu, Tanh] {
            let circle = |depth, width, optimizer| {
                let init = Init::recommended_for(f);
                let network = NetworkConfig::new(2, depth, width, f)
                    .with_init(init)
                    .draw(seed);
                Run::new(network, Recipe::Circle.draw(seed), optimizer)
            };
            let narrow = circle(1, 4, Optimizer::adam(0.03)).run_to(1000);
            if narrow.trainer.first_at_goal().is_some() {
                assert_healthy("circle 4", circle(1, 4, Optimizer::adam(0.03)), 1000);
            }
            assert_healthy("circle 3x16", circle(3, 16, Optimizer::descent(0.1)), 1000);
            assert_healthy("circle 8x16", circle(8, 16, Optimizer::descent(0.1)), 1000);
        }
        let sine = NetworkConfig::new(1, 1, 8, Relu)
            .with_bias(BiasInit::Uniform)
            .draw(seed);
        let sine = Run::new(sine, Recipe::Sine.draw(0), Optimizer::adam(0.03));
        assert_healthy("sine", sine, 2000);
        let xor = NetworkConfig::new(2, 1, 4, Relu).draw(seed);
        let xor = Run::new(xor, Recipe::Xor.draw(seed), Optimizer::adam(0.03)).run_to(1500);
        if xor.trainer.first_at_goal().is_some() {
            let again = NetworkConfig::new(2, 1, 4, Relu).draw(seed);
            let again = Run::new(again, Recipe::Xor.draw(seed), Optimizer::adam(0.03));
            assert_healthy("xor", again, 1500);
        }
    }
}

#[test]
fn without_a_goal_too_few_pieces_are_not_a_problem() {
    let network = NetworkConfig::new(1, 1, 1, Relu).draw(1);
    let config = TrainingConfig {
        goal: TrainingGoal::Open,
        ..TrainingConfig::for_task(Task::Regression, Optimizer::adam(0.03))
    };
    let trainer = Trainer::new(network, Arc::new(Recipe::Sine.draw(0)), config);
    let problem = diagnose(TrainingCourse {
        trainer: &trainer,
        losses: &[(0.0, trainer.loss())],
        settings: SettingsChange {
            step: 0,
            all_layers_alive: true,
        },
        test: None,
    });
    assert_eq!(problem, None);
}
