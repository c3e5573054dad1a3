//! Runs: models that advance in steps, such as training, a descent or a race.

/// A bounded slice of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// The largest number of steps.
    pub steps: u64,
    /// About the largest number of multiplications, so that a slice takes about 2 ms whatever a step costs. One step is
    /// always done.
    pub multiplications: u64,
}

/// The status of a run after a slice of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is more to do.
    Going,
    /// It reached its goal or its last step.
    Finished,
    /// No further step changes it, and it is not at its goal: its gradient is exactly zero.
    Stuck,
    /// A number stopped being finite.
    Diverged {
        /// The first step whose numbers are not finite.
        at: u64,
    },
}

/// A model that advances in steps. A step is always one training step, whatever a slice of work holds.
pub trait Run {
    /// The number of steps so far.
    fn at(&self) -> u64;

    /// The status.
    fn status(&self) -> Status;

    /// The share that is done, from 0 to 1, of a run with an end of its own, such as a race. Such a run is not watched step
    /// by step.
    fn progress(&self) -> Option<f64> {
        None
    }

    /// The number of models that train side by side, each one step in turn. Speeds count the steps of one model.
    fn models(&self) -> u64 {
        1
    }

    /// Advances by a slice of work.
    fn advance(&mut self, work: Work) -> Status;

    /// Goes to step `at`, back or forward, to exactly the numbers that belong to that step.
    fn seek(&mut self, at: u64);
}

impl Work {
    /// A slice of about 2 ms and at most `steps` steps.
    pub const fn slice(steps: u64) -> Self {
        Self {
            steps,
            multiplications: 2_000_000,
        }
    }
}
