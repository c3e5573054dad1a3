//! Mini-batches: the shuffled order of samples, and a pass of one batch.

use super::config::Batch;
use crate::nn::data::Dataset;
use crate::nn::loss::Loss;
use crate::nn::network::Network;
use crate::nn::rng::{Stream, generator, shuffle};
use crate::nn::simd::{Pass, SimdDispatch};

/// The mini-batches of a training.
#[derive(Clone, Debug)]
pub(super) struct MiniBatches {
    size: usize,
    seed: u64,
    pass: Pass,
    order: Vec<usize>,
    /// The epoch that `order` belongs to.
    epoch: Option<u64>,
}

impl MiniBatches {
    /// The mini-batches that a configuration asks for; none for full batches.
    pub(super) fn new(batch: Batch, network: &Network, data: &Dataset) -> Option<Self> {
        let Batch::Mini { size, seed } = batch else {
            return None;
        };
        let size = size.clamp(1, data.samples().max(1));
        Some(Self {
            size,
            seed,
            pass: Pass::new(network, size),
            order: (0..data.samples()).collect(),
            epoch: None,
        })
    }

    pub(super) fn size(&self) -> usize {
        self.size
    }

    pub(super) fn set_dispatch(&mut self, dispatch: SimdDispatch) {
        self.pass.set_dispatch(dispatch);
    }

    pub(super) fn gradient(&self) -> &[f64] {
        self.pass.gradient()
    }

    /// Computes loss and gradient of the batch of a step. Returns whether it is the last batch of its epoch.
    pub(super) fn run(&mut self, step: u64, network: &Network, data: &Dataset, loss: Loss) -> bool {
        let batches = data.samples().div_ceil(self.size).max(1);
        let epoch = step / batches as u64;
        if self.epoch != Some(epoch) {
            // The order depends on the epoch alone, so that a seek to any step reproduces it.
            self.order.clear();
            self.order.extend(0..data.samples());
            let mut generator = generator(self.seed, Stream::Order { epoch });
            shuffle(&mut generator, &mut self.order);
            self.epoch = Some(epoch);
        }
        let batch = usize::try_from(step % batches as u64).unwrap_or(0);
        let end = ((batch + 1) * self.size).min(self.order.len());
        let samples = &self.order[(batch * self.size).min(end)..end];
        self.pass.load(data, samples);
        self.pass.run(network, loss);
        batch + 1 == batches
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, NetworkConfig, Recipe};

    #[test]
    fn an_epoch_has_every_sample_once_in_an_order_of_its_own() {
        let network = NetworkConfig::new(2, 1, 3, Activation::Relu).draw(0);
        let data = Recipe::Spiral.draw(2);
        let batch = Batch::Mini { size: 10, seed: 5 };
        let mut batches = MiniBatches::new(batch, &network, &data).unwrap();
        let mut orders = Vec::new();
        for step in 0..26 {
            let is_last = batches.run(step, &network, &data, Loss::Logistic);
            assert_eq!(is_last, step == 12 || step == 25);
            if is_last {
                orders.push(batches.order.clone());
            }
        }
        assert_ne!(orders[0], orders[1]);
        for mut order in orders {
            order.sort_unstable();
            assert_eq!(order, (0..128).collect::<Vec<_>>());
        }
    }
}
