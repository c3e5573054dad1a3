//! The same seed gives the same bits: for every batch size, number of threads and CPU, today and tomorrow.

use std::fmt::Write;
use std::sync::Arc;

use relutor::nn::{
    Activation, Batch, BiasInit, Dataset, Loss, Network, Optimizer, Plan, Recipe, SimdDispatch,
    Task, Trainer, Training, parallel,
};

/// The engine's sums in the plainest form: terms of a sum over units in their order; sums over samples in four partial
/// sums, sample s in number s mod 4, added up as (0 + 2) + (1 + 3).
mod reference {
    use super::{Dataset, Loss, Network};

    /// By row, then by sample.
    type Rows = Vec<Vec<f64>>;

    fn over_samples(terms: &[f64]) -> f64 {
        let mut partial = [0.0; 4];
        terms
            .iter()
            .enumerate()
            .for_each(|(s, term)| partial[s % 4] += term);
        (partial[0] + partial[2]) + (partial[1] + partial[3])
    }

    /// The inputs and every layer's activations, and every layer's slopes.
    fn forward(network: &Network, data: &Dataset, samples: &[usize]) -> (Vec<Rows>, Vec<Rows>) {
        let w = network.parameters();
        let column = |row: usize| samples.iter().map(|s| data.inputs()[[row, *s]]).collect();
        let mut a: Vec<Rows> = vec![(0..data.features()).map(column).collect()];
        let mut slopes = Vec::new();
        for (l, layer) in network.layers().iter().enumerate() {
            let z = |u: usize, s: usize| {
                let weights = &w[layer.weights()][u * layer.inputs..][..layer.inputs];
                let terms = weights
                    .iter()
                    .zip(&a[l])
                    .map(|(weight, row)| weight * row[s]);
                terms.fold(w[layer.biases()][u], |sum, term| sum + term)
            };
            let one = |u, s| layer.activation.value_and_slope(z(u, s));
            let unit = |u| (0..samples.len()).map(|s| one(u, s)).unzip();
            let (values, steep): (Rows, Rows) = (0..layer.units).map(unit).unzip();
            a.push(values);
            slopes.push(steep);
        }
        (a, slopes)
    }

    /// One step of gradient descent on some samples.
    pub(super) fn step(
        network: &mut Network,
        data: &Dataset,
        samples: &[usize],
        loss: Loss,
        learning_rate: f64,
    ) {
        let (a, slopes) = forward(network, data, samples);
        let layers = network.layers().to_vec();
        let w = network.parameters().to_vec();
        let last = layers.len() - 1;
        let share = 1.0 / samples.len() as f64;
        let steep = |s: usize| {
            loss.value_and_slope(a[last + 1][0][s], data.target()[samples[s]])
                .1
        };
        let out = |s: usize| steep(s) * share * slopes[last][0][s];
        let mut dz: Rows = vec![(0..samples.len()).map(out).collect()];
        for (l, layer) in layers.iter().enumerate().rev() {
            let weight = |u: usize, i: usize| layer.weights().start + u * layer.inputs + i;
            let parameters = network.parameters_mut();
            for (u, dz) in dz.iter().enumerate() {
                for (i, row) in a[l].iter().enumerate() {
                    let terms: Vec<f64> = dz.iter().zip(row).map(|(dz, a)| dz * a).collect();
                    parameters[weight(u, i)] -= learning_rate * over_samples(&terms);
                }
                parameters[layer.biases().start + u] -= learning_rate * over_samples(dz);
            }
            if l > 0 {
                let sum = |i, s: usize| {
                    (0..layer.units).fold(0.0, |sum, u| sum + w[weight(u, i)] * dz[u][s])
                };
                let row = |i: usize| {
                    (0..samples.len())
                        .map(|s| sum(i, s) * slopes[l - 1][i][s])
                        .collect()
                };
                dz = (0..layer.inputs).map(row).collect();
            }
        }
    }
}

fn trainer(f: Activation, samples: usize, optimizer: Optimizer) -> Trainer {
    let circle = Recipe::Circle.draw(1);
    let point = |s: usize| (circle.inputs().column(s).to_vec(), circle.target()[s]);
    let points: Vec<_> = (0..samples).map(point).collect();
    let data = Arc::new(Dataset::from_points(Task::Classification, &points));
    let network = Plan::new(2, 2, 7, f).with_bias(BiasInit::Uniform).draw(1);
    Trainer::new(
        network,
        data,
        Training::usual(Task::Classification, optimizer),
    )
}

fn bits(network: &Network) -> Vec<u64> {
    network.parameters().iter().map(|w| w.to_bits()).collect()
}

#[test]
fn every_batch_size_and_path_has_the_bits_of_the_plain_reference() {
    for samples in (1..=17).chain([31, 32, 33, 64, 100, 128]) {
        for f in [Activation::Relu, Activation::Tanh, Activation::Gelu] {
            let mut fast = trainer(f, samples, Optimizer::descent(0.1));
            let mut portable = fast.clone();
            portable.set_path(SimdDispatch::Portable);
            let mut plain = fast.network().clone();
            let all: Vec<usize> = (0..samples).collect();
            for _ in 0..20 {
                fast.step();
                portable.step();
                reference::step(&mut plain, fast.data(), &all, Loss::Logistic, 0.1);
            }
            assert_eq!(bits(fast.network()), bits(&plain), "{f}, {samples} samples");
            assert_eq!(
                bits(portable.network()),
                bits(&plain),
                "{f}, {samples} samples, portable"
            );
        }
    }
}

#[test]
fn every_number_of_threads_and_batch_size_gives_the_same_bits() {
    let one = |(i, size): (usize, usize)| {
        let f = Activation::ALL[i % Activation::ALL.len()];
        let start = trainer(f, 50, Optimizer::adam(0.01));
        let batch = match size {
            0 => Batch::Full,
            size => Batch::Mini { size, seed: 3 },
        };
        let training = Training {
            batch,
            ..*start.training()
        };
        Trainer::new(start.network().clone(), Arc::clone(start.data()), training)
    };
    let run = |threads| {
        let mut all: Vec<Trainer> = (0..26)
            .map(|i| one((i, [0, 1, 3, 7, 16, 50][i % 6])))
            .collect();
        parallel::for_each(&mut all, threads, |trainer| {
            trainer.advance(60);
        });
        all.iter()
            .map(|trainer| bits(trainer.network()))
            .collect::<Vec<_>>()
    };
    let alone = run(1);
    for threads in [2, 3, 8, 40] {
        assert_eq!(run(threads), alone, "{threads} threads");
    }
}

/// FNV-1a of all parameters' bits after 100 steps of Adam on the circle. A change here changes what every lesson shows: it
/// is a break, to be named as one.
#[test]
fn final_weights_have_the_committed_hashes() {
    let hash = |network: &Network| {
        let bytes = network
            .parameters()
            .iter()
            .flat_map(|w| w.to_bits().to_le_bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut table = String::new();
    for f in Activation::ALL {
        let mut trainer = trainer(f, 128, Optimizer::adam(0.03));
        trainer.advance(100);
        writeln!(table, "{:<12} {:016x}", f.name(), hash(trainer.network())).unwrap();
    }
    assert_eq!(table, include_str!("engine_bits.txt"), "\n{table}");
}
