//! Gradient descent of one number, with a way back to any step.

use crate::lab::{Run, Status, Work};
use crate::nn::Activation;

/// The output to reach.
pub(super) const GOAL: f64 = 0.5;
/// The error at which the goal counts as reached.
const TOLERANCE: f64 = 0.05;
/// The learning rate.
const RATE: f64 = 0.1;
/// About the number of multiplications of a step.
const EFFORT: u64 = 60;
/// The most past values of z that are kept.
const MOST_CHECKPOINTS: usize = 512;

/// Gradient descent of z on (f(z) − 0.5)².
#[derive(Clone, Debug)]
pub(super) struct Descent {
    f: Activation,
    z: f64,
    at: u64,
    /// The value of z at every `stride`-th step, from step 0.
    checkpoints: Vec<f64>,
    stride: u64,
}

impl Descent {
    pub(super) fn new(f: Activation, start: f64) -> Self {
        Self {
            f,
            z: start,
            at: 0,
            checkpoints: vec![start],
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
        (self.y() - GOAL).abs()
    }

    pub(super) fn is_at_goal(&self) -> bool {
        self.error() < TOLERANCE
    }

    /// Whether the last step changed nothing away from the goal, because the gradient is exactly zero.
    pub(super) fn is_stuck(&self) -> bool {
        !self.is_at_goal() && self.has_stopped()
    }

    /// Whether the last step changed nothing. A first step is always taken.
    fn has_stopped(&self) -> bool {
        self.at > 0 && self.gradient() == 0.0
    }

    fn gradient(&self) -> f64 {
        2.0 * (self.y() - GOAL) * self.slope()
    }

    fn is_over(&self) -> bool {
        self.is_at_goal() || self.has_stopped()
    }

    fn step(&mut self) {
        self.z -= RATE * self.gradient();
        self.at += 1;
        if self.at == self.next_checkpoint() {
            if self.checkpoints.len() == MOST_CHECKPOINTS {
                self.checkpoints = self.checkpoints.iter().copied().step_by(2).collect();
                self.stride *= 2;
            }
            if self.at == self.next_checkpoint() {
                self.checkpoints.push(self.z);
            }
        }
    }

    fn next_checkpoint(&self) -> u64 {
        self.checkpoints.len() as u64 * self.stride
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
        // Also on the way forward the last checkpoint before the step saves the steps up to it.
        let place = usize::try_from(at / self.stride)
            .unwrap_or(usize::MAX)
            .min(self.checkpoints.len() - 1);
        let checkpoint = place as u64 * self.stride;
        if at < self.at || checkpoint > self.at {
            self.z = self.checkpoints[place];
            self.at = checkpoint;
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
    fn slices_of_any_size_give_the_same_number() {
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
    fn seek_restores_any_step_exactly() {
        let mut run = at(27_000);
        for back in [26_999, 20_000, 1023, 256, 255, 1, 0] {
            run.seek(back);
            assert_eq!(run.at(), back);
            assert_eq!(run.z().to_bits(), at(back).z().to_bits(), "step {back}");
        }
        run.seek(1_000_000);
        assert_eq!(run.at(), 27_616, "it stops at the goal");
    }

    #[test]
    fn a_long_run_keeps_a_bounded_number_of_checkpoints() {
        let mut run = Descent::new(Activation::Tanh, 6.5);
        run.seek(400_000);
        assert!(run.checkpoints.len() <= MOST_CHECKPOINTS);
        let z = run.z();
        run.seek(123_456);
        run.seek(400_000);
        assert_eq!(run.z().to_bits(), z.to_bits());
    }
}
