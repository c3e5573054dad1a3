//! The kernels against [`reference`], bit by bit.

use std::sync::Arc;

use super::*;
use crate::nn::reference;
use crate::nn::{
    Activation, Batch, BiasInit, Dataset, Loss, Network, NetworkConfig, Optimizer, Recipe, Task,
    Trainer, TrainingConfig, TrainingGoal, TrainingStatus,
};

/// Sizes of networks: every number of units modulo the tile of two rows, layers of one unit, and inputs in groups of four
/// with and without a rest.
const SHAPES: [&[usize]; 9] = [
    &[1, 1],
    &[2, 1],
    &[1, 1, 1],
    &[2, 3, 1],
    &[1, 16, 1],
    &[2, 8, 8, 1],
    &[5, 4, 7, 1],
    &[3, 6, 5, 2, 1],
    &[2, 7, 7, 7, 7, 1],
];

/// Numbers of samples around the multiples of the vectors, the tiles and the cache lines.
const SAMPLES: [usize; 12] = [1, 2, 3, 4, 5, 8, 10, 15, 16, 17, 33, 100];

fn optimizers() -> [Optimizer; 5] {
    let penalized = |optimizer| Optimizer {
        l1: 1e-3,
        l2: 1e-2,
        ..optimizer
    };
    [
        Optimizer::descent(0.1),
        Optimizer::momentum(0.05),
        Optimizer::adam(0.01),
        penalized(Optimizer::descent(0.1)),
        penalized(Optimizer::adam(0.01)),
    ]
}

fn data(inputs: usize, samples: usize) -> Dataset {
    let circle = Recipe::Circle.draw(1);
    let point = |s: usize| {
        let x = (0..inputs).map(|i| circle.inputs()[[i % 2, (s + i) % circle.samples()]]);
        (x.collect(), circle.target()[s])
    };
    let points: Vec<_> = (0..samples).map(point).collect();
    Dataset::from_points(Task::Classification, &points)
}

fn bits<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    numbers.into_iter().map(|x| x.to_bits()).collect()
}

/// Asserts that all numbers of a pass have the bits of the reference.
fn assert_pass(pass: &Pass, network: &Network, data: &Dataset, loss: Loss, case: &str) {
    let x = data.inputs();
    let layers = reference::forward(network, x);
    let output = &layers[layers.len() - 1].a;
    let (value, dy) = reference::loss(loss, output, data.targets());
    let gradients = reference::backward(network, x, &layers, dy);
    for (l, (layer, dz)) in layers.iter().zip(&gradients.dz).enumerate() {
        assert_eq!(bits(pass.z(l)), bits(&layer.z), "z of layer {l}, {case}");
        assert_eq!(bits(pass.a(l)), bits(&layer.a), "a of layer {l}, {case}");
        assert_eq!(
            bits(pass.slope(l)),
            bits(&layer.slope),
            "slopes of layer {l}, {case}"
        );
        assert_eq!(bits(pass.dz(l)), bits(dz), "dz of layer {l}, {case}");
    }
    assert_eq!(pass.loss().to_bits(), value.to_bits(), "loss, {case}");
    assert_eq!(
        bits(pass.gradient()),
        bits(&gradients.parameters),
        "gradient, {case}"
    );
}

/// Asserts that some training steps have the bits of the reference, with each dispatch.
fn assert_training(network: &Network, data: &Arc<Dataset>, loss: Loss, optimizer: Optimizer) {
    let config = TrainingConfig {
        loss,
        optimizer,
        batch: Batch::Full,
        goal: TrainingGoal::Open,
    };
    for dispatch in [SimdDispatch::Fastest, SimdDispatch::Portable] {
        let mut trainer = Trainer::new(network.clone(), Arc::clone(data), config);
        trainer.set_dispatch(dispatch);
        let mut plain = network.clone();
        let mut state = optimizer.initial_state(plain.parameters().len());
        let sizes: Vec<usize> = plain.layers().iter().map(|layer| layer.units).collect();
        for step in 0..3 {
            let activation = plain.layers()[0].activation;
            let case = format!(
                "{activation}, {loss:?}, {optimizer:?}, units {sizes:?}, {} samples, {dispatch:?}, step {step}",
                data.samples()
            );
            trainer.evaluate();
            // The trainer stops once it has diverged; the reference has no such rule.
            if let TrainingStatus::Diverged { .. } = trainer.status() {
                break;
            }
            assert_pass(trainer.pass(), &plain, data, loss, &case);
            let x = data.inputs();
            let layers = reference::forward(&plain, x);
            let (_, dy) = reference::loss(loss, &layers[layers.len() - 1].a, data.targets());
            let gradients = reference::backward(&plain, x, &layers, dy);
            reference::update(&optimizer, &mut plain, &gradients.parameters, &mut state);
            trainer.step();
            let got = trainer.network().parameters();
            assert_eq!(bits(got), bits(plain.parameters()), "parameters, {case}");
        }
    }
}

#[test]
fn training_has_the_bits_of_the_reference() {
    let activations = Activation::ALL.into_iter();
    let activations: Vec<_> = activations
        .chain([Activation::Leaky { alpha: -0.5 }])
        .collect();
    for (i, sizes) in SHAPES.into_iter().enumerate() {
        for (j, samples) in SAMPLES.into_iter().enumerate() {
            let data = Arc::new(data(sizes[0], samples));
            for (k, activation) in activations.iter().enumerate() {
                let config = NetworkConfig {
                    sizes: sizes.to_vec(),
                    ..NetworkConfig::new(1, 1, 1, *activation).with_bias(BiasInit::Uniform)
                };
                let network = config.draw(1);
                for (m, loss) in [Loss::Mse, Loss::Logistic].into_iter().enumerate() {
                    let optimizers = optimizers();
                    let optimizer = optimizers[(i + j + k + m) % optimizers.len()];
                    assert_training(&network, &data, loss, optimizer);
                }
            }
        }
    }
}
