use super::*;
use crate::nn::{Activation, Batch, BiasInit, Init, NetworkConfig, Recipe, TrainingConfig};

fn trainer(network: &NetworkConfig, recipe: Recipe, optimizer: Optimizer, seed: u64) -> Trainer {
    let config = TrainingConfig::for_task(recipe.task(), optimizer);
    Trainer::new(network.draw(seed), Arc::new(recipe.draw(seed)), config)
}

fn assert_losses(mut trainer: Trainer, golden: &[(u64, f64)]) {
    for (step, want) in golden {
        trainer.advance(step - trainer.step_count());
        let within = if *step <= 100 { 1e-9 } else { 1e-6 };
        assert!(
            (trainer.loss() - want).abs() < within,
            "step {step}: {} not {want}",
            trainer.loss()
        );
    }
}

/// The golden losses of `science.md` §4.
#[test]
fn losses_are_those_of_the_science_page() {
    use Activation::{GeluTanh, Leaky, Relu, Tanh};
    let line = |depth, f| NetworkConfig::new(1, depth, 8, f);
    let descent = Optimizer::descent;
    assert_losses(
        trainer(&line(1, Relu), Recipe::Sine, descent(0.1), 0),
        &[
            (0, 2.221_191_028_092),
            (10, 0.240_405_698_740),
            (100, 0.138_208_654_142),
            (1000, 0.002_854_272_700),
        ],
    );
    assert_losses(
        trainer(
            &line(3, Tanh).with_init(Init::Xavier),
            Recipe::Sine,
            descent(0.1),
            1,
        ),
        &[
            (0, 0.463_921_282_363),
            (10, 0.164_808_843_123),
            (100, 0.059_469_197_631),
        ],
    );
    assert_losses(
        trainer(&line(2, GeluTanh), Recipe::Abs, descent(0.1), 2),
        &[
            (0, 0.258_754_037_312),
            (10, 0.066_800_074_784),
            (100, 0.001_972_083_648),
        ],
    );
    assert_losses(
        trainer(
            &line(2, Leaky { alpha: 0.3 }).with_init(Init::Torch),
            Recipe::Step,
            descent(0.1),
            3,
        ),
        &[
            (0, 1.274_306_133_063),
            (10, 0.500_284_776_299),
            (100, 0.177_532_515_656),
        ],
    );
    assert_losses(
        trainer(
            &line(1, Relu).with_bias(BiasInit::Uniform),
            Recipe::Sine,
            Optimizer::adam(0.03),
            0,
        ),
        &[
            (0, 0.443_908_511_656),
            (100, 0.033_184_617_332),
            (1000, 0.004_146_515_287),
        ],
    );
}

#[test]
fn losses_on_the_plane_are_those_of_the_science_page() {
    let plane = |depth, f| NetworkConfig::new(2, depth, 8, f);
    let mut circle = trainer(
        &plane(1, Activation::Relu),
        Recipe::Circle,
        Optimizer::descent(1.0),
        0,
    );
    assert_losses(
        circle.clone(),
        &[
            (0, 0.637_860_722_985),
            (10, 0.489_729_465_690),
            (100, 0.098_798_454_962),
        ],
    );
    circle.advance(100);
    assert_eq!(circle.metrics().accuracy, Some(1.0));
    let mut curved = trainer(
        &plane(1, Activation::Tanh),
        Recipe::Circle,
        Optimizer::descent(1.0),
        0,
    );
    assert_losses(
        curved.clone(),
        &[(0, 0.713_187_867_740), (100, 0.316_218_305_817)],
    );
    curved.advance(100);
    assert!((curved.metrics().accuracy.unwrap() - 0.8672).abs() < 5e-5);
    let spiral = trainer(
        &plane(2, Activation::Relu),
        Recipe::Spiral,
        Optimizer::adam(0.03),
        0,
    );
    assert_losses(spiral, &[(0, 0.693_605_106_148), (100, 0.034_989_501_832)]);
}

#[test]
fn without_an_activation_the_sine_keeps_the_error_of_the_best_line() {
    let mut line = trainer(
        &NetworkConfig::new(1, 1, 8, Activation::Identity),
        Recipe::Sine,
        Optimizer::adam(0.03),
        0,
    );
    line.advance(1000);
    assert!((line.loss() - 0.2072).abs() < 5e-5);
    assert_eq!(line.first_at_goal(), None);
}

fn all_configurations() -> Vec<Trainer> {
    let network = NetworkConfig::new(2, 2, 6, Activation::Tanh);
    let rules = [
        Optimizer::descent(0.1),
        Optimizer::momentum(0.05),
        Optimizer {
            l1: 1e-4,
            l2: 1e-3,
            ..Optimizer::adam(0.01)
        },
    ];
    let batches = [
        Batch::Full,
        Batch::Mini { size: 10, seed: 5 },
        Batch::Mini { size: 1, seed: 6 },
    ];
    let data = Arc::new(Recipe::Spiral.draw(2));
    let mut all = Vec::new();
    for optimizer in rules {
        for batch in batches {
            let config = TrainingConfig {
                batch,
                ..TrainingConfig::for_task(Task::Classification, optimizer)
            };
            all.push(Trainer::new(network.draw(2), Arc::clone(&data), config));
        }
    }
    all
}

#[test]
fn training_continues_from_a_checkpoint_with_the_same_bits() {
    for mut trainer in all_configurations() {
        trainer.advance(47);
        let checkpoint = trainer.save();
        trainer.advance(50);
        let later = trainer.save();
        trainer.restore(&checkpoint);
        assert_eq!(trainer.save(), checkpoint);
        trainer.advance(50);
        assert_eq!(trainer.save(), later);
    }
}

#[test]
fn both_dispatches_have_the_same_bits() {
    for mut fast in all_configurations() {
        let mut portable = fast.clone();
        portable.set_dispatch(SimdDispatch::Portable);
        fast.advance(60);
        portable.advance(60);
        assert_eq!(fast.save(), portable.save());
    }
}

#[test]
fn training_with_mini_batches_lowers_the_loss() {
    let [_, mut tens, _, ..] = <[Trainer; 9]>::try_from(all_configurations()).unwrap();
    let before = tens.loss();
    tens.advance(13 * 100);
    assert!(tens.loss() < before);
}

#[test]
fn a_parameter_that_is_not_finite_is_reported_before_the_end_of_the_epoch() {
    let config = TrainingConfig {
        batch: Batch::Mini { size: 1, seed: 0 },
        ..TrainingConfig::for_task(Task::Classification, Optimizer::descent(1e300))
    };
    let network = NetworkConfig::new(2, 1, 3, Activation::Relu).draw(0);
    let mut wild = Trainer::new(
        network,
        Arc::new(Recipe::Circle.draw(0).scale_inputs(1e10)),
        config,
    );
    assert!(matches!(
        wild.advance(20),
        TrainingStatus::Diverged { step: 1..=20 }
    ));
}

#[test]
fn a_huge_learning_rate_diverges_and_further_steps_do_nothing() {
    let mut wild = trainer(
        &NetworkConfig::new(1, 1, 8, Activation::Relu),
        Recipe::Sine,
        Optimizer::descent(1e80),
        0,
    );
    let TrainingStatus::Diverged { step } = wild.advance(100) else {
        panic!("{}", wild.loss())
    };
    assert!((1..20).contains(&step));
    assert_eq!(
        (wild.step_count(), wild.advance(10), wild.step_count()),
        (step, TrainingStatus::Diverged { step }, step)
    );
    assert!(!wild.at_goal());
}

#[test]
fn first_at_goal_is_kept_after_the_goal_is_lost() {
    let mut circle = trainer(
        &NetworkConfig::new(2, 1, 8, Activation::Relu),
        Recipe::Circle,
        Optimizer::descent(1.0),
        0,
    );
    circle.advance(200);
    let first = circle.first_at_goal().unwrap();
    assert!(circle.at_goal() && first > 10 && first < 100);
    circle.edit(|network| network.parameters_mut().fill(0.0));
    assert!(!circle.at_goal());
    assert_eq!(circle.first_at_goal(), Some(first));
}

#[test]
fn a_network_with_fewer_or_more_inputs_than_the_data_trains() {
    let narrow = trainer(
        &NetworkConfig::new(1, 1, 3, Activation::Relu),
        Recipe::Circle,
        Optimizer::descent(0.1),
        0,
    );
    let mut wide = trainer(
        &NetworkConfig::new(5, 1, 3, Activation::Relu),
        Recipe::Circle,
        Optimizer::descent(0.1),
        0,
    );
    assert_eq!(wide.advance(3), TrainingStatus::Running);
    assert!(narrow.loss().is_finite());
}
