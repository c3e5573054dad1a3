//! The same seed gives the same bits: for every batch size, number of threads and CPU, today and tomorrow.

use std::fmt::Write;
use std::sync::Arc;

use relutor::nn::{
    Activation, Batch, BiasInit, Dataset, Network, NetworkConfig, Optimizer, Recipe, Task, Trainer,
    TrainingConfig, parallel,
};

fn trainer(f: Activation, samples: usize, optimizer: Optimizer) -> Trainer {
    let circle = Recipe::Circle.draw(1);
    let point = |s: usize| (circle.inputs().column(s).to_vec(), circle.target()[s]);
    let points: Vec<_> = (0..samples).map(point).collect();
    let data = Arc::new(Dataset::from_points(Task::Classification, &points));
    let network = NetworkConfig::new(2, 2, 7, f)
        .with_bias(BiasInit::Uniform)
        .draw(1);
    Trainer::new(
        network,
        data,
        TrainingConfig::for_task(Task::Classification, optimizer),
    )
}

fn bits(network: &Network) -> Vec<u64> {
    network.parameters().iter().map(|w| w.to_bits()).collect()
}

#[test]
fn results_are_bit_identical_for_every_thread_count_and_batch_size() {
    let one = |(i, size): (usize, usize)| {
        let f = Activation::ALL[i % Activation::ALL.len()];
        let start = trainer(f, 50, Optimizer::adam(0.01));
        let batch = match size {
            0 => Batch::Full,
            size => Batch::Mini { size, seed: 3 },
        };
        let training = TrainingConfig {
            batch,
            ..*start.config()
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
