//! Races whose results are known (`science.md` §8).

use super::{RaceConfig, RaceInit};
use crate::nn::activation::Activation::{self, Gelu, Relu, Sigmoid, Tanh};
use crate::nn::data::Recipe;
use crate::nn::init::{BiasInit, Init};
use crate::nn::train::Optimizer;

/// A race with a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// Its name, the same in every language. `P5` and `P5-adam` differ in one setting.
    pub name: &'static str,
    recipe: Recipe,
    depth: usize,
    width: usize,
    racers: &'static [Activation],
    init: RaceInit,
    bias: BiasInit,
    optimizer: Optimizer,
    steps: u64,
}

const HE: RaceInit = RaceInit::Same(Init::He);
const OLD: RaceInit = RaceInit::Same(Init::Old);

impl Preset {
    /// Every preset. Two that differ in one setting are neighbours.
    pub const ALL: [Self; 13] = [
        Self::plane("P1", Recipe::Circle, &[Relu, Tanh], Optimizer::descent(1.0)),
        Self::line("P2", Recipe::Bump, &[Relu, Tanh], Optimizer::descent(0.3)),
        Self::line(
            "P3",
            Recipe::Abs,
            &[Relu, Tanh, Gelu],
            Optimizer::adam(0.03),
        ),
        Self {
            width: 2,
            init: RaceInit::Recommended,
            steps: 2000,
            ..Self::plane(
                "P4",
                Recipe::Xor4,
                &[Relu, Tanh, Gelu],
                Optimizer::descent(0.5),
            )
        },
        Self::plane("P5", Recipe::Xor, &[Relu, Tanh], Optimizer::descent(1.0)),
        Self::plane("P5-adam", Recipe::Xor, &[Relu, Tanh], Optimizer::adam(0.1)),
        Self {
            init: OLD,
            ..Self::deep("P6")
        },
        Self::deep("P6-he"),
        Self {
            depth: 2,
            steps: 600,
            ..Self::plane("P7", Recipe::Spiral, &[Relu, Tanh], Optimizer::descent(3.0))
        },
        Self::wide("P8", Optimizer::descent(0.3)),
        Self::wide("P8-adam", Optimizer::adam(0.03)),
        Self::line("P9", Recipe::Sine, &[Relu, Tanh], Optimizer::descent(0.1)),
        Self::line("P9-adam", Recipe::Sine, &[Relu, Tanh], Optimizer::adam(0.1)),
    ];

    /// The preset with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name == name)
    }

    /// The configuration of the race with this number of seeds.
    pub fn config(self, seeds: u64) -> RaceConfig {
        let Self {
            name: _,
            recipe,
            depth,
            width,
            racers,
            init,
            bias,
            optimizer,
            steps,
        } = self;
        RaceConfig {
            recipe,
            depth,
            width,
            racers: racers.to_vec(),
            init,
            bias,
            optimizer,
            steps,
            seeds,
        }
    }

    /// Two inputs, eight hidden units, biases 0.
    const fn plane(
        name: &'static str,
        recipe: Recipe,
        racers: &'static [Activation],
        optimizer: Optimizer,
    ) -> Self {
        let bias = BiasInit::Zero;
        Self {
            name,
            recipe,
            depth: 1,
            width: 8,
            racers,
            init: HE,
            bias,
            optimizer,
            steps: 1000,
        }
    }

    /// One input, eight hidden units, biases within ±1.
    const fn line(
        name: &'static str,
        recipe: Recipe,
        racers: &'static [Activation],
        optimizer: Optimizer,
    ) -> Self {
        Self {
            bias: BiasInit::Uniform,
            ..Self::plane(name, recipe, racers, optimizer)
        }
    }

    /// Ten hidden layers of sixteen units.
    const fn deep(name: &'static str) -> Self {
        let circle = Self::plane(
            name,
            Recipe::Circle,
            &[Relu, Tanh, Sigmoid],
            Optimizer::descent(0.1),
        );
        Self {
            depth: 10,
            width: 16,
            steps: 500,
            ..circle
        }
    }

    /// Data that are not scaled.
    const fn wide(name: &'static str, optimizer: Optimizer) -> Self {
        let circle = Self::plane(name, Recipe::WideCircle, &[Relu, Tanh], optimizer);
        Self {
            init: RaceInit::Recommended,
            steps: 600,
            ..circle
        }
    }
}
