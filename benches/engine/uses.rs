//! Uses of the engine in the course: a race, a network that trains with Adam, a heat map of every unit.

use std::sync::Arc;

use relutor::nn::race::{Preset, Race};
use relutor::nn::{
    Activation, BiasInit, Inference, Network, NetworkConfig, Optimizer, Recipe, Trainer,
    TrainingConfig,
};

use crate::plain::Plain;

/// 20 seeds × 200 steps × ReLU and tanh, circle, eight units.
mod race_p1_20_seeds_one_core {
    use super::{Activation, NetworkConfig, Plain, Preset, Race, Recipe};

    #[divan::bench]
    fn a_engine() -> usize {
        let Some(preset) = Preset::from_name("P1") else {
            return 0;
        };
        let mut config = preset.config(20);
        config.steps = 200;
        let mut race = Race::new(config);
        while !race.is_finished() {
            race.advance(u64::MAX, 1);
        }
        race.results().racers[0].wins
    }

    #[divan::bench]
    fn b_plain_loops() -> f64 {
        let mut total = 0.0;
        for seed in 0..20 {
            for f in [Activation::Relu, Activation::Tanh] {
                let mut plain = Plain::new(
                    &NetworkConfig::new(2, 1, 8, f).draw(seed),
                    &Recipe::Circle.draw(seed),
                );
                (0..200).for_each(|_| plain.logistic_step(1.0));
                total += plain.loss();
            }
        }
        total
    }
}

/// A step of the 1-8-1 network of "watch it learn" with 64 points and Adam.
mod adam_1_8_1 {
    use super::{
        Activation, Arc, BiasInit, Network, NetworkConfig, Optimizer, Plain, Recipe, Trainer,
        TrainingConfig,
    };

    const RACERS: [Activation; 2] = [Activation::Relu, Activation::Tanh];

    fn network(f: Activation) -> Network {
        NetworkConfig::new(1, 1, 8, f)
            .with_bias(BiasInit::Uniform)
            .draw(0)
    }

    #[divan::bench(args = RACERS)]
    fn a_engine(bencher: divan::Bencher<'_, '_>, f: Activation) {
        let data = Arc::new(Recipe::Sine.draw(0));
        let mut trainer = Trainer::new(
            network(f),
            Arc::clone(&data),
            TrainingConfig::for_task(data.task(), Optimizer::adam(0.03)),
        );
        bencher.bench_local(|| trainer.step());
    }

    #[divan::bench(args = RACERS)]
    fn b_plain_loops(bencher: divan::Bencher<'_, '_>, f: Activation) {
        let mut plain = Plain::new(&network(f), &Recipe::Sine.draw(0)).with_adam();
        bencher.bench_local(|| plain.step(0.03));
    }
}

/// A 100 × 100 heat map of every unit of a 2-8-8-1 network.
#[divan::bench(args = [Activation::Relu, Activation::Tanh, Activation::Gelu])]
fn map_of_every_unit_2_8_8_1(bencher: divan::Bencher<'_, '_>, f: Activation) {
    let network = NetworkConfig::new(2, 2, 8, f).draw(0);
    let mut inference = Inference::on_grid(&network, (100, 100), (-1.0, 1.0), (-1.0, 1.0));
    bencher.bench_local(|| inference.update(&network));
}
