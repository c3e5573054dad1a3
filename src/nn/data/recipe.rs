//! How the data sets of the course are made (`science.md` §4): which draws, in which order.

use super::{Dataset, Task};
use crate::nn::math::{cos_turns, exp, sin_turns};
use crate::nn::rng::{Generator, Stream, generator, normal, uniform};

/// Points on the line: 64 from −1 to 1.
const LINE: u32 = 64;

/// Points on the plane.
const PLANE: u32 = 128;

/// A data set by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// sin πx on −1…1.
    Sine,
    /// 2|x| − 1 on −1…1.
    Abs,
    /// The sign of x on −1…1.
    Step,
    /// A narrow hill, 2·exp(−x²/0.08) − 1, on −1…1.
    Bump,
    /// Is a point within a disc or on the ring around it?
    Circle,
    /// The same, fifty times as large: data that nobody scaled.
    WideCircle,
    /// Do the signs of the two coordinates differ?
    Xor,
    /// The four corners of the unit square; do the coordinates differ?
    Xor4,
    /// Two spiral arms of one turn.
    Spiral,
    /// Two round clouds that touch, around (−1, −1) and (1, 1).
    Clouds,
}

impl Recipe {
    /// Every recipe once.
    pub const ALL: [Self; 10] = [
        Self::Sine,
        Self::Abs,
        Self::Step,
        Self::Bump,
        Self::Circle,
        Self::WideCircle,
        Self::Xor,
        Self::Xor4,
        Self::Spiral,
        Self::Clouds,
    ];

    /// Its name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sine => "sine",
            Self::Abs => "abs",
            Self::Step => "step",
            Self::Bump => "bump",
            Self::Circle => "circle",
            Self::WideCircle => "wide-circle",
            Self::Xor => "xor",
            Self::Xor4 => "xor4",
            Self::Spiral => "spiral",
            Self::Clouds => "clouds",
        }
    }

    /// The recipe with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|recipe| recipe.name() == name)
    }

    /// What its targets are.
    pub fn task(self) -> Task {
        if self.curve(0.0).is_some() {
            Task::Regression
        } else {
            Task::Classification
        }
    }

    /// How many numbers a sample has.
    pub fn features(self) -> usize {
        match self.task() {
            Task::Regression => 1,
            Task::Classification => 2,
        }
    }

    /// The target at `x` where the recipe is a curve.
    pub fn curve(self, x: f64) -> Option<f64> {
        match self {
            Self::Sine => Some(sin_turns(0.5 * x)),
            Self::Abs => Some(2.0 * x.abs() - 1.0),
            Self::Step => Some(if x < 0.0 {
                -1.0
            } else {
                f64::from(u8::from(x > 0.0))
            }),
            Self::Bump => Some(2.0 * exp(-(x * x) / 0.08) - 1.0),
            Self::Circle
            | Self::WideCircle
            | Self::Xor
            | Self::Xor4
            | Self::Spiral
            | Self::Clouds => None,
        }
    }

    /// The data set as the course has it. Curves and the four corners are the same for every seed.
    pub fn draw(self, seed: u64) -> Dataset {
        self.sample(self.usual_count(), 0.0, seed)
    }

    /// How many points the course draws.
    pub fn usual_count(self) -> u32 {
        match self {
            Self::Sine | Self::Abs | Self::Step | Self::Bump => LINE,
            Self::Xor4 => 4,
            Self::Circle | Self::WideCircle | Self::Xor | Self::Spiral | Self::Clouds => PLANE,
        }
    }

    /// `count` points, of the four corners always four; `noise` is the standard deviation of what is added to their
    /// targets (curves) or coordinates. Without noise, the usual count gives what [`Recipe::draw`] gives.
    pub fn sample(self, count: u32, noise: f64, seed: u64) -> Dataset {
        let count = if self == Self::Xor4 { 4 } else { count.max(2) };
        let mut draws = generator(seed, Stream::Data);
        let mut points: Vec<_> = (0..count)
            .map(|i| self.point(i, count, &mut draws))
            .collect();
        if noise > 0.0 {
            let mut draws = generator(seed, Stream::Noise);
            for (inputs, target) in &mut points {
                match self.task() {
                    Task::Regression => *target += noise * normal(&mut draws),
                    Task::Classification => {
                        for x in inputs {
                            *x += noise * self.reach() * normal(&mut draws);
                        }
                    }
                }
            }
        }
        Dataset::from_points(self.task(), &points)
    }

    /// How far from 0 its inputs lie without noise, about.
    pub fn reach(self) -> f64 {
        match self {
            Self::WideCircle => 50.0,
            Self::Clouds => 2.0,
            Self::Sine
            | Self::Abs
            | Self::Step
            | Self::Bump
            | Self::Circle
            | Self::Xor
            | Self::Xor4
            | Self::Spiral => 1.0,
        }
    }

    fn point(self, i: u32, count: u32, generator: &mut Generator) -> (Vec<f64>, f64) {
        let (position, class) = match self {
            Self::Sine | Self::Abs | Self::Step | Self::Bump => {
                let x = -1.0 + 2.0 * f64::from(i) / f64::from(count - 1);
                return (vec![x], self.curve(x).unwrap_or(f64::NAN));
            }
            Self::Circle => circle(i, generator),
            Self::WideCircle => {
                let ([x, y], class) = circle(i, generator);
                ([50.0 * x, 50.0 * y], class)
            }
            Self::Xor => quadrant(i, generator),
            Self::Xor4 => ([f64::from(i & 1), f64::from(i >> 1)], (i & 1) ^ (i >> 1)),
            Self::Spiral => spiral(i, count, generator),
            Self::Clouds => cloud(i, generator),
        };
        (position.to_vec(), f64::from(class))
    }
}

fn circle(i: u32, generator: &mut Generator) -> ([f64; 2], u32) {
    let inner = i.is_multiple_of(2);
    let u = uniform(generator);
    let r = if inner { 0.5 * u } else { 0.7 + 0.3 * u };
    let turn = uniform(generator);
    ([r * cos_turns(turn), r * sin_turns(turn)], u32::from(inner))
}

fn quadrant(i: u32, generator: &mut Generator) -> ([f64; 2], u32) {
    let mut side = |negative: bool| {
        let size = 0.1 + 0.9 * uniform(generator);
        if negative { -size } else { size }
    };
    let (left, low) = (i & 1 != 0, i & 2 != 0);
    ([side(left), side(low)], u32::from(left != low))
}

fn spiral(i: u32, count: u32, generator: &mut Generator) -> ([f64; 2], u32) {
    const NOISE: f64 = 0.03;
    let arm = i % 2;
    let k = f64::from(i / 2) / f64::from((count / 2).max(1));
    let r = 0.05 + 0.95 * k;
    let turn = k + 0.5 * f64::from(arm);
    let (n1, n2) = (normal(generator), normal(generator));
    (
        [
            r * sin_turns(turn) + NOISE * n1,
            r * cos_turns(turn) + NOISE * n2,
        ],
        arm,
    )
}

fn cloud(i: u32, generator: &mut Generator) -> ([f64; 2], u32) {
    let class = i % 2;
    let centre = 2.0 * f64::from(class) - 1.0;
    let (n1, n2) = (normal(generator), normal(generator));
    ([centre + 0.5 * n1, centre + 0.5 * n2], class)
}

impl Dataset {
    /// Standard normal numbers without meaning, for nets that are looked at but not trained: `features` numbers a
    /// sample, drawn sample by sample, target 0.
    pub fn noise(features: usize, samples: usize, seed: u64) -> Self {
        let mut generator = generator(seed, Stream::Data);
        let mut sample = || (0..features).map(|_| normal(&mut generator)).collect();
        let points: Vec<_> = (0..samples).map(|_| (sample(), 0.0)).collect();
        Self::from_points(Task::Regression, &points)
    }
}
