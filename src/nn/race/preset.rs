//! Races with a known outcome (`science.md` §8).

use super::{Draws, Setup};
use crate::nn::Activation::{self, Gelu, Relu, Sigmoid, Tanh};
use crate::nn::{BiasInit, Init, Optimizer, Recipe};

/// A race by name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// Its name, the same in every language: `P5`, and `P5-adam` for its other half.
    pub name: &'static str,
    recipe: Recipe,
    depth: usize,
    width: usize,
    racers: &'static [Activation],
    draws: Draws,
    bias: BiasInit,
    optimizer: Optimizer,
    steps: u64,
}

const HE: Draws = Draws::Same(Init::He);
const OLD: Draws = Draws::Same(Init::Old);

impl Preset {
    /// Every preset. Those that compare two settings stand side by side.
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
            draws: Draws::Own,
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
            draws: OLD,
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
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name == name)
    }

    /// The race over so many seeds.
    pub fn setup(self, seeds: u64) -> Setup {
        let Self {
            name: _,
            recipe,
            depth,
            width,
            racers,
            draws,
            bias,
            optimizer,
            steps,
        } = self;
        Setup {
            recipe,
            depth,
            width,
            racers: racers.to_vec(),
            draws,
            bias,
            optimizer,
            steps,
            seeds,
        }
    }

    /// Eight units before two numbers, biases 0.
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
            draws: HE,
            bias,
            optimizer,
            steps: 1000,
        }
    }

    /// Eight units before one number, biases within ±1.
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

    /// Ten layers of sixteen units.
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

    /// Data that nobody scaled.
    const fn wide(name: &'static str, optimizer: Optimizer) -> Self {
        let circle = Self::plane(name, Recipe::WideCircle, &[Relu, Tanh], optimizer);
        Self {
            draws: Draws::Own,
            steps: 600,
            ..circle
        }
    }
}
