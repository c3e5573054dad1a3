//! Gradient descent of one number, with a way back to any step.

use crate::lab::{Run, Status, Work};
use crate::nn::Activation;

/// Where the output should get to.
pub(super) const TARGET: f64 = 0.5;
/// Close enough to it.
const CLOSE: f64 = 0.05;
/// The learning rate.
const RATE: f64 = 0.1;
/// About how many multiplications a step costs.
const EFFORT: u64 = 60;
/// At most so many places are kept to start from again; when full, every second one is dropped.
const KEPT: usize = 512;

/// z on its way, by gradient descent on (f(z) − 0.5)².
#[derive(Clone, Debug)]
pub(super) struct Descent {
    f: Activation,
    z: f64,
    at: u64,
    /// z at every `stride`-th step, from step 0.
    kept: Vec<f64>,
    stride: u64,
}

impl Descent {
    pub(super) fn new(f: Activation, start: f64) -> Self {
        Self {
            f,
            z: start,
            at: 0,
            kept: vec![start],
            stride: 256,
        }
    }

    pub(super) fn activation(&self) -> Activation {
        self.f
    }

    pub(super) fn z(&self) -> f64 {
        self.z
    }

    pub(super) fn y(&self) -> f64 {
        self.f.value(self.z)
    }

    pub(super) fn slope(&self) -> f64 {
        self.f.slope(self.z)
    }

    pub(super) fn error(&self) -> f64 {
        (self.y() - TARGET).abs()
    }

    pub(super) fn is_there(&self) -> bool {
        self.error() < CLOSE
    }

    /// Whether the gradient is exactly zero away from the goal, so that no step will ever move it.
    pub(super) fn is_stuck(&self) -> bool {
        !self.is_there() && self.gradient() == 0.0
    }

    fn gradient(&self) -> f64 {
        2.0 * (self.y() - TARGET) * self.slope()
    }

    fn is_over(&self) -> bool {
        self.is_there() || self.gradient() == 0.0
    }

    fn step(&mut self) {
        self.z -= RATE * self.gradient();
        self.at += 1;
        if self.at == self.kept.len() as u64 * self.stride {
            if self.kept.len() == KEPT {
                self.kept = self.kept.iter().copied().step_by(2).collect();
                self.stride *= 2;
            }
            if self.at == self.kept.len() as u64 * self.stride {
                self.kept.push(self.z);
            }
        }
    }
}

impl Run for Descent {
    fn at(&self) -> u64 {
        self.at
    }

    fn status(&self) -> Status {
        if self.is_stuck() {
            Status::Stuck
        } else if self.is_over() {
            Status::Finished
        } else {
            Status::Going
        }
    }

    fn advance(&mut self, work: Work) -> Status {
        let steps = work.steps.min((work.multiplications / EFFORT).max(1));
        for _ in 0..steps {
            if self.is_over() {
                break;
            }
            self.step();
        }
        self.status()
    }

    fn seek(&mut self, at: u64) {
        // The last kept place up to there, also ahead: whoever went far back comes forward as fast.
        let place = usize::try_from(at / self.stride)
            .unwrap_or(usize::MAX)
            .min(self.kept.len() - 1);
        let kept_at = place as u64 * self.stride;
        if at < self.at || kept_at > self.at {
            self.z = self.kept[place];
            self.at = kept_at;
        }
        while self.at < at && !self.is_over() {
            self.step();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(steps: u64) -> Descent {
        let mut run = Descent::new(Activation::Tanh, 5.0);
        while run.at() < steps {
            let left = steps - run.at();
            let _ = run.advance(Work::slice(left));
        }
        run
    }

    #[test]
    fn cutting_the_work_differently_gives_the_same_number() {
        let mut one_by_one = Descent::new(Activation::Tanh, 5.0);
        for _ in 0..1000 {
            let _ = one_by_one.advance(Work {
                steps: 1,
                multiplications: 1,
            });
        }
        assert_eq!(one_by_one.z().to_bits(), at(1000).z().to_bits());
    }

    #[test]
    fn any_step_can_be_gone_back_to_exactly() {
        let mut run = at(27_000);
        for back in [26_999, 20_000, 1023, 256, 255, 1, 0] {
            run.seek(back);
            assert_eq!(run.at(), back);
            assert_eq!(run.z().to_bits(), at(back).z().to_bits(), "step {back}");
        }
        run.seek(1_000_000);
        assert_eq!(run.at(), 27_616, "it stops where it arrives");
    }

    #[test]
    fn a_long_run_keeps_a_bounded_number_of_places() {
        let mut run = Descent::new(Activation::Tanh, 6.5);
        run.seek(400_000);
        assert!(run.kept.len() <= KEPT);
        let z = run.z();
        run.seek(123_456);
        run.seek(400_000);
        assert_eq!(run.z().to_bits(), z.to_bits());
    }
}
