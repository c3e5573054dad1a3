use std::sync::Arc;

use super::*;
use crate::nn::{BiasInit, Dataset, Goal, Init, Optimizer, Plan, Recipe, Training};
use Activation::{Identity, Relu, Sigmoid, Tanh};

/// A training with its losses.
struct Run {
    trainer: Trainer,
    losses: Vec<(f64, f64)>,
    since: Since,
}

impl Run {
    fn new(network: Network, data: Dataset, optimizer: Optimizer) -> Self {
        let training = Training::usual(data.task(), optimizer);
        let trainer = Trainer::new(network, Arc::new(data), training);
        let losses = vec![(0.0, trainer.loss())];
        let since = Since {
            step: 0,
            sound: is_sound(&trainer),
        };
        Self {
            trainer,
            losses,
            since,
        }
    }

    fn to(mut self, step: u64) -> Self {
        while self.trainer.at() < step && self.trainer.status() == Status::Going {
            self.trainer.step();
            self.losses
                .push((self.trainer.at() as f64, self.trainer.loss()));
        }
        self
    }

    /// The same, going on at another rate.
    fn at_rate(mut self, optimizer: Optimizer) -> Self {
        self.trainer.set_optimizer(optimizer);
        self.since = Since {
            step: self.trainer.at(),
            sound: is_sound(&self.trainer),
        };
        self
    }

    fn ailment(&self) -> Option<TrainingProblem> {
        diagnose(&self.trainer, &self.losses, self.since)
    }
}

fn spiral(seed: u64, optimizer: Optimizer) -> Run {
    let network = Plan::new(2, 2, 8, Relu).draw(seed);
    Run::new(network, Recipe::Spiral.draw(seed), optimizer)
}

#[test]
fn a_training_whose_numbers_explode_has_diverged() {
    let network = Plan::new(1, 1, 8, Relu).draw(0);
    let run = Run::new(network, Recipe::Sine.draw(0), Optimizer::descent(100.0)).to(200);
    assert!(
        matches!(run.ailment(), Some(TrainingProblem::Diverged { learning_rate, .. }) if learning_rate == 100.0),
        "{:?}",
        run.ailment()
    );
}

#[test]
fn units_that_are_copies_are_told_at_once_and_later() {
    for step in [0, 50, 500] {
        let network = Plan::new(2, 1, 4, Tanh).with_init(Init::Same).draw(0);
        let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::adam(0.03)).to(step);
        let want = TrainingProblem::Symmetric { layer: 0, units: 4 };
        assert_eq!(run.ailment(), Some(want), "step {step}");
    }
}

#[test]
fn a_layer_that_a_long_step_switched_off_is_told_with_the_rate() {
    let run = spiral(0, Optimizer::descent(30.0)).to(20);
    let ailment = run.ailment();
    assert!(
        matches!(
            ailment,
            Some(TrainingProblem::Dead { off, units: 8, learning_rate: 30.0, from_the_start: false, .. }) if off >= 7
        ),
        "{ailment:?}"
    );
}

#[test]
fn a_layer_that_is_off_from_the_start_is_told_before_the_first_step() {
    let network = Plan::new(2, 1, 4, Relu).with_init(Init::Gain(0.0)).draw(0);
    let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::descent(0.3));
    let ailment = run.ailment();
    assert!(
        matches!(
            ailment,
            Some(TrainingProblem::Dead {
                off: 4,
                units: 4,
                from_the_start: true,
                ..
            })
        ),
        "{ailment:?}"
    );
}

#[test]
fn a_net_without_an_activation_is_told_to_be_straight() {
    let network = Plan::new(2, 2, 4, Identity).draw(0);
    let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::descent(0.3)).to(600);
    assert!(
        matches!(
            run.ailment(),
            Some(TrainingProblem::Linear { layers: 2, .. })
        ),
        "{:?}",
        run.ailment()
    );
}

#[test]
fn a_straight_net_that_is_enough_is_healthy() {
    for step in [0, 1, 5, 20, 100, 400] {
        let network = Network::zero(&[2, 1], Identity);
        let run = Run::new(network, Recipe::Clouds.draw(0), Optimizer::descent(0.3)).to(step);
        assert_eq!(run.ailment(), None, "step {step}");
    }
}

#[test]
fn one_hinge_is_too_few_for_a_sine() {
    let network = Plan::new(1, 1, 1, Relu)
        .with_bias(BiasInit::Uniform)
        .draw(1);
    let run = Run::new(network, Recipe::Sine.draw(0), Optimizer::adam(0.03));
    let want = TrainingProblem::TooFewPieces { most: 2, needed: 3 };
    assert_eq!(run.ailment(), Some(want));
}

#[test]
fn weights_and_data_that_are_too_large_saturate_a_tanh() {
    for f in [Tanh, Sigmoid] {
        let network = Plan::new(2, 1, 8, f).with_init(Init::Gain(5.0)).draw(0);
        let far = Recipe::WideCircle.draw(0);
        let run = Run::new(network, far, Optimizer::descent(0.3)).to(300);
        let ailment = run.ailment();
        assert!(
            matches!(ailment, Some(TrainingProblem::Saturated { layer: 0, flat, units: 8 }) if flat >= 6),
            "{f} {ailment:?}"
        );
    }
}

#[test]
fn eight_layers_of_sigmoids_lose_the_back_signal() {
    let network = Plan::new(2, 8, 8, Sigmoid).with_init(Init::Xavier).draw(0);
    for step in [0, 200] {
        let run = Run::new(
            network.clone(),
            Recipe::Circle.draw(0),
            Optimizer::descent(0.3),
        );
        let ailment = run.to(step).ailment();
        assert!(
            matches!(ailment, Some(TrainingProblem::Vanishing { ratio, layers: 8 }) if ratio < 1e-3),
            "{ailment:?}"
        );
    }
}

#[test]
fn weights_that_are_too_large_make_the_back_signal_explode() {
    let network = Plan::new(2, 8, 16, Relu).with_init(Init::Gain(5.0)).draw(0);
    let run = Run::new(network, Recipe::Circle.draw(0), Optimizer::descent(0.001));
    assert!(
        matches!(run.ailment(), Some(TrainingProblem::Exploding { ratio, layers: 8 }) if ratio > 1e3),
        "{:?}",
        run.ailment()
    );
}

#[test]
fn steps_that_are_too_long_make_the_loss_jump() {
    let wild = spiral(0, Optimizer::adam(3.0)).to(3);
    assert!(
        matches!(
            wild.ailment(),
            Some(TrainingProblem::TooFast { learning_rate: 3.0, loss, start }) if loss > 2.0 * start
        ),
        "{:?}",
        wild.ailment()
    );
}

#[test]
fn a_solved_spiral_that_a_rate_of_three_breaks_is_told_why_and_stays_told() {
    for seed in 0..10 {
        let mut run = spiral(seed, Optimizer::descent(0.3));
        while run.trainer.first_at_goal().is_none() && run.trainer.at() < 3000 {
            let next = run.trainer.at() + 1;
            run = run.to(next);
        }
        if run.trainer.first_at_goal().is_none() {
            continue;
        }
        let solved = run.trainer.at();
        run = run.at_rate(Optimizer::descent(3.0));
        assert_eq!(run.ailment(), None, "seed {seed}: nothing has happened yet");
        for more in [60, 400] {
            run = run.to(solved + more);
            let ailment = run.ailment();
            let is_told = matches!(
                ailment,
                Some(
                    TrainingProblem::Dead {
                        learning_rate: 3.0,
                        from_the_start: false,
                        ..
                    } | TrainingProblem::TooFast {
                        learning_rate: 3.0,
                        ..
                    }
                )
            );
            assert!(
                is_told || run.trainer.at_goal(),
                "{seed} {more} {ailment:?}"
            );
        }
    }
}

#[test]
fn steps_that_are_too_short_are_told_with_what_they_did() {
    for optimizer in [Optimizer::descent(1e-5), Optimizer::adam(1e-6)] {
        let run = spiral(0, optimizer).to(400);
        let ailment = run.ailment();
        assert!(
            matches!(ailment, Some(TrainingProblem::TooSlow { steps: 400, start, loss, .. }) if loss <= start),
            "{optimizer:?} {ailment:?}"
        );
    }
}

/// No step of a training that comes to its goal is called ill.
fn stays_healthy(name: &str, mut run: Run, most: u64) {
    while run.trainer.at() < most && run.trainer.first_at_goal().is_none() {
        let at = run.trainer.at();
        if at < 60 || at.is_multiple_of(25) {
            assert_eq!(run.ailment(), None, "{name}, step {at}");
        }
        run = run.to(at + 1);
    }
}

#[test]
fn healthy_trainings_are_never_called_ill() {
    for seed in 0..10 {
        for rate in [0.1, 0.3] {
            let name = format!("spiral {seed} {rate}");
            let solved = spiral(seed, Optimizer::descent(rate)).to(3000);
            if solved.trainer.first_at_goal().is_some() {
                stays_healthy(&name, spiral(seed, Optimizer::descent(rate)), 3000);
            }
        }
        for f in [Relu, Tanh] {
            let circle = |depth, width, optimizer| {
                let init = Init::usual(f);
                let network = Plan::new(2, depth, width, f).with_init(init).draw(seed);
                Run::new(network, Recipe::Circle.draw(seed), optimizer)
            };
            stays_healthy("circle 4", circle(1, 4, Optimizer::adam(0.03)), 1000);
            stays_healthy("circle 3x16", circle(3, 16, Optimizer::descent(0.1)), 1000);
            stays_healthy("circle 8x16", circle(8, 16, Optimizer::descent(0.1)), 1000);
        }
        let sine = Plan::new(1, 1, 8, Relu)
            .with_bias(BiasInit::Uniform)
            .draw(seed);
        let sine = Run::new(sine, Recipe::Sine.draw(0), Optimizer::adam(0.03));
        stays_healthy("sine", sine, 2000);
        let xor = Plan::new(2, 1, 4, Relu).draw(seed);
        let xor = Run::new(xor, Recipe::Xor.draw(seed), Optimizer::adam(0.03)).to(1500);
        if xor.trainer.first_at_goal().is_some() {
            let again = Plan::new(2, 1, 4, Relu).draw(seed);
            let again = Run::new(again, Recipe::Xor.draw(seed), Optimizer::adam(0.03));
            stays_healthy("xor", again, 1500);
        }
    }
}

#[test]
fn a_goal_that_nobody_set_is_never_missed_for_want_of_pieces() {
    let network = Plan::new(1, 1, 1, Relu).draw(1);
    let training = Training {
        goal: Goal::Open,
        ..Training::usual(Task::Regression, Optimizer::adam(0.03))
    };
    let trainer = Trainer::new(network, Arc::new(Recipe::Sine.draw(0)), training);
    assert!(!matches!(
        diagnose(
            &trainer,
            &[(0.0, trainer.loss())],
            Since {
                step: 0,
                sound: true
            }
        ),
        Some(TrainingProblem::TooFewPieces { .. })
    ));
}
