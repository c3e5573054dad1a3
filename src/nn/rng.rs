//! Random numbers: one generator and one order of draws, so that a run can be reproduced in another language.

use rand::{Rng, SeedableRng};
use rand_xoshiro::SplitMix64;

use super::math::{cos_turns, ln};

/// The generator of all random numbers (Steele, Lea & Flood 2014).
pub type Generator = SplitMix64;

/// The purpose of a generator. Each purpose has its own stream, so that one seed gives independent weights and data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Weights and biases of a network.
    Network,
    /// The points of a data set.
    Data,
    /// The noise added to the points of a data set.
    Noise,
    /// The choice of the samples held out for a test.
    Split,
    /// The order of samples in an epoch.
    Order {
        /// The epoch, counted from 0.
        epoch: u64,
    },
}

/// The generator for a seed and a purpose.
pub fn generator(seed: u64, stream: Stream) -> Generator {
    let state = match stream {
        Stream::Network => seed.wrapping_mul(0x9E37).wrapping_add(1),
        Stream::Data => seed.wrapping_mul(0x0100_0003).wrapping_add(77),
        Stream::Noise => seed.wrapping_mul(0x85EB_CA6B).wrapping_add(1234),
        Stream::Split => seed.wrapping_mul(0xC2B2_AE35).wrapping_add(4321),
        Stream::Order { epoch } => seed
            .wrapping_mul(0x9E37_79B9)
            .wrapping_add(epoch)
            .wrapping_mul(2)
            .wrapping_add(5),
    };
    SplitMix64::seed_from_u64(state)
}

/// A uniform number from 0 to 1, without 1: the upper 53 bits of one draw.
pub fn uniform(generator: &mut impl Rng) -> f64 {
    const UNIT: f64 = 1.0 / 9_007_199_254_740_992.0;
    (generator.next_u64() >> 11) as f64 * UNIT
}

/// A uniform number from −1 to 1, without 1.
pub fn symmetric(generator: &mut impl Rng) -> f64 {
    2.0 * uniform(generator) - 1.0
}

/// A standard normal number (Box & Muller 1958). The second number of the pair is discarded.
pub fn normal(generator: &mut impl Rng) -> f64 {
    let u1 = 1.0 - uniform(generator);
    let u2 = uniform(generator);
    (-2.0 * ln(u1)).sqrt() * cos_turns(u2)
}

/// Shuffles `order` from its end (Fisher & Yates 1938, Durstenfeld 1964).
pub fn shuffle(generator: &mut impl Rng, order: &mut [usize]) {
    for last in (1..order.len()).rev() {
        // Multiply and shift (Lemire 2019). The bias of at most 2⁻⁵³ does not matter for an order.
        let pick = (u128::from(generator.next_u64()) * (last as u128 + 1)) >> 64;
        order.swap(last, usize::try_from(pick).unwrap_or(last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seed_42_gives_the_draws_of_the_science_page() {
        let raw = || SplitMix64::seed_from_u64(42);
        let mut bits = raw();
        let words = [
            13_679_457_532_755_275_413,
            2_949_826_092_126_892_291,
            5_139_283_748_462_763_858,
        ];
        assert_eq!([bits.next_u64(), bits.next_u64(), bits.next_u64()], words);
        let mut flat = raw();
        for want in [
            0.741_564_878_771_823_3,
            0.159_910_392_876_920_1,
            0.278_601_130_255_138_66,
        ] {
            assert_eq!(uniform(&mut flat), want);
        }
        let mut bell = raw();
        for want in [
            0.882_248_906_222_268_8,
            -0.450_849_875_718_860_1,
            0.188_352_634_115_931_5,
        ] {
            assert!((normal(&mut bell) - want).abs() < 1e-15);
        }
    }

    #[test]
    fn a_shuffle_keeps_every_element_and_differs_between_epochs() {
        let order = |epoch| {
            let mut order: Vec<usize> = (0..50).collect();
            shuffle(&mut generator(3, Stream::Order { epoch }), &mut order);
            order
        };
        let mut sorted = order(0);
        assert_ne!(sorted, order(1));
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }
}
