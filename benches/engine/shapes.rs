//! One group per shape of network: a step of gradient descent on the squared error.

use std::fmt;
use std::sync::Arc;

use relutor::nn::{
    Activation, Batch, Dataset, Loss, Network, NetworkConfig, Optimizer, Recipe, SimdDispatch,
    Task, Trainer, TrainingConfig, TrainingGoal,
};

use crate::plain::Plain;
use crate::products::Products;

pub(crate) const LEARNING_RATE: f64 = 0.01;

/// A shape, an activation and a batch.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    inputs: usize,
    depth: usize,
    width: usize,
    activation: Activation,
    samples: usize,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} batch {}", self.activation, self.samples)
    }
}

impl Case {
    pub(crate) fn network(self) -> Network {
        NetworkConfig::new(self.inputs, self.depth, self.width, self.activation).draw(1)
    }

    pub(crate) fn data(self) -> Dataset {
        let recipe = if self.inputs == 1 {
            Recipe::Sine
        } else {
            Recipe::Spiral
        };
        let source = recipe.draw(1);
        let point = |i: usize| {
            let column = i * 7 % source.samples();
            (
                source.inputs().column(column).to_vec(),
                source.target()[column],
            )
        };
        Dataset::from_points(
            Task::Regression,
            &(0..self.samples).map(point).collect::<Vec<_>>(),
        )
    }

    pub(crate) fn trainer(self) -> Trainer {
        let training = TrainingConfig {
            loss: Loss::Mse,
            optimizer: Optimizer::descent(LEARNING_RATE),
            batch: Batch::Full,
            goal: TrainingGoal::Loss(0.0),
        };
        Trainer::new(self.network(), Arc::new(self.data()), training)
    }
}

const fn cases(inputs: usize, depth: usize, width: usize) -> [Case; 4] {
    [
        Case {
            inputs,
            depth,
            width,
            activation: Activation::Relu,
            samples: 10,
        },
        Case {
            inputs,
            depth,
            width,
            activation: Activation::Relu,
            samples: 100,
        },
        Case {
            inputs,
            depth,
            width,
            activation: Activation::Tanh,
            samples: 10,
        },
        Case {
            inputs,
            depth,
            width,
            activation: Activation::Tanh,
            samples: 100,
        },
    ]
}

const SHAPES: [[Case; 4]; 4] = [
    cases(2, 1, 4),
    cases(2, 2, 8),
    cases(1, 1, 16),
    cases(1, 20, 16),
];

/// Panics unless all three implementations have the same loss after 200 steps.
pub(crate) fn check_that_losses_agree() {
    for case in SHAPES.into_iter().flatten() {
        let mut engine = case.trainer();
        let mut plain = Plain::new(&case.network(), &case.data());
        let mut products = Products::new(&case.network(), &case.data());
        for _ in 0..200 {
            engine.step();
            plain.step(LEARNING_RATE);
            products.step(LEARNING_RATE);
        }
        // The two others compute the loss before their update.
        plain.step(0.0);
        products.step(0.0);
        let (a, b, c) = (engine.loss(), plain.loss(), products.loss());
        assert!(
            (a - b).abs() < 1e-9 && (a - c).abs() < 1e-9,
            "{case}: {a}, {b}, {c}"
        );
    }
}

macro_rules! group {
    ($name:ident, $shape:expr) => {
        mod $name {
            use super::{Case, LEARNING_RATE, Plain, Products, SHAPES, SimdDispatch};

            #[divan::bench(args = SHAPES[$shape])]
            fn a_engine(bencher: divan::Bencher<'_, '_>, case: Case) {
                let mut trainer = case.trainer();
                bencher.bench_local(|| trainer.step());
            }

            #[divan::bench(args = SHAPES[$shape])]
            fn b_engine_portable(bencher: divan::Bencher<'_, '_>, case: Case) {
                let mut trainer = case.trainer();
                trainer.set_dispatch(SimdDispatch::Portable);
                bencher.bench_local(|| trainer.step());
            }

            #[divan::bench(args = SHAPES[$shape])]
            fn c_ndarray_products(bencher: divan::Bencher<'_, '_>, case: Case) {
                let mut products = Products::new(&case.network(), &case.data());
                bencher.bench_local(|| products.step(LEARNING_RATE));
            }

            #[divan::bench(args = SHAPES[$shape])]
            fn d_plain_loops(bencher: divan::Bencher<'_, '_>, case: Case) {
                let mut plain = Plain::new(&case.network(), &case.data());
                bencher.bench_local(|| plain.step(LEARNING_RATE));
            }
        }
    };
}

group!(net_2_4_1, 0);
group!(net_2_8_8_1, 1);
group!(net_1_16_1, 2);
group!(net_1_16x20_1, 3);
