use super::*;
use crate::nn::{Activation, BiasInit, Init, Plan, Recipe};

fn trainer(plan: &Plan, recipe: Recipe, optimizer: Optimizer, seed: u64) -> Trainer {
    let training = Training::usual(recipe.task(), optimizer);
    Trainer::new(plan.draw(seed), Arc::new(recipe.draw(seed)), training)
}

fn assert_losses(mut trainer: Trainer, golden: &[(u64, f64)]) {
    for (step, want) in golden {
        trainer.advance(step - trainer.at());
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
    let line = |depth, f| Plan::new(1, depth, 8, f);
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
    let plane = |depth, f| Plan::new(2, depth, 8, f);
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
    assert_eq!(circle.measure().accuracy, Some(1.0));
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
    assert!((curved.measure().accuracy.unwrap() - 0.8672).abs() < 5e-5);
    let spiral = trainer(
        &plane(2, Activation::Relu),
        Recipe::Spiral,
        Optimizer::adam(0.03),
        0,
    );
    assert_losses(spiral, &[(0, 0.693_605_106_148), (100, 0.034_989_501_832)]);
}

#[test]
fn without_a_bend_the_sine_stays_at_the_error_of_the_best_line() {
    let mut line = trainer(
        &Plan::new(1, 1, 8, Activation::Identity),
        Recipe::Sine,
        Optimizer::adam(0.03),
        0,
    );
    line.advance(1000);
    assert!((line.loss() - 0.2072).abs() < 5e-5);
    assert_eq!(line.first_at_goal(), None);
}

fn all_ways() -> Vec<Trainer> {
    let plan = Plan::new(2, 2, 6, Activation::Tanh);
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
            let training = Training {
                batch,
                ..Training::usual(Task::Classification, optimizer)
            };
            all.push(Trainer::new(plan.draw(2), Arc::clone(&data), training));
        }
    }
    all
}

#[test]
fn a_state_taken_up_again_goes_on_with_the_same_bits() {
    for mut trainer in all_ways() {
        trainer.advance(47);
        let state = trainer.save();
        trainer.advance(50);
        let later = trainer.save();
        trainer.restore(&state);
        assert_eq!(trainer.save(), state);
        trainer.advance(50);
        assert_eq!(trainer.save(), later);
    }
}

#[test]
fn every_path_gives_the_same_bits() {
    for mut fast in all_ways() {
        let mut portable = fast.clone();
        portable.set_path(SimdDispatch::Portable);
        fast.advance(60);
        portable.advance(60);
        assert_eq!(fast.save(), portable.save());
    }
}

#[test]
fn mini_batches_see_every_sample_once_a_pass_and_learn() {
    let [_, mut tens, _, ..] = <[Trainer; 9]>::try_from(all_ways()).unwrap();
    let before = tens.loss();
    tens.advance(13 * 100);
    assert!(tens.loss() < before);
    let mini = tens.mini.as_ref().unwrap();
    let mut order = mini.order.clone();
    order.sort_unstable();
    assert_eq!(order, (0..128).collect::<Vec<_>>());
}

#[test]
fn a_learning_rate_that_is_far_too_large_diverges_at_a_known_step_and_stays_there() {
    let mut wild = trainer(
        &Plan::new(1, 1, 8, Activation::Relu),
        Recipe::Sine,
        Optimizer::descent(1e80),
        0,
    );
    let Status::Diverged { step } = wild.advance(100) else {
        panic!("{}", wild.loss())
    };
    assert!((1..20).contains(&step));
    assert_eq!(
        (wild.at(), wild.advance(10), wild.at()),
        (step, Status::Diverged { step }, step)
    );
    assert!(!wild.at_goal());
}

#[test]
fn the_first_step_at_the_goal_is_kept_when_the_goal_is_lost_again() {
    let mut circle = trainer(
        &Plan::new(2, 1, 8, Activation::Relu),
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
fn shapes_that_do_not_fit_the_data_do_no_harm() {
    let narrow = trainer(
        &Plan::new(1, 1, 3, Activation::Relu),
        Recipe::Circle,
        Optimizer::descent(0.1),
        0,
    );
    let mut wide = trainer(
        &Plan::new(5, 1, 3, Activation::Relu),
        Recipe::Circle,
        Optimizer::descent(0.1),
        0,
    );
    assert_eq!(wide.advance(3), Status::Going);
    assert!(narrow.loss().is_finite());
}
