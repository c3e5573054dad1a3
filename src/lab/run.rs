//! What goes on in steps: training, descending, racing.

/// A bounded slice of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// At most this many steps.
    pub steps: u64,
    /// At most about this many multiplications, so that a slice ends within about 2 ms whatever a
    /// step costs. One step is always done.
    pub effort: u64,
}

/// How a run stands after a slice of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is more to do.
    Going,
    /// It has reached what it was after, or its last step.
    Finished,
    /// No further step will move it, and it is not where it should be: its gradient is exactly zero.
    Stuck,
    /// A number stopped being finite at this step.
    Diverged {
        /// The first step whose numbers are not finite.
        at: u64,
    },
}

/// A model that goes on in steps. A step is always one training step, whatever a slice of work holds.
pub trait Run {
    /// Steps done so far.
    fn at(&self) -> u64;

    /// How it stands.
    fn status(&self) -> Status;

    /// The share that is done, from 0 to 1, of runs that go to an end of their own, such as races; such a
    /// run is meant to be over soon, not to be watched step by step.
    fn progress(&self) -> Option<f64> {
        None
    }

    /// Goes on by a slice of work.
    fn advance(&mut self, work: Work) -> Status;

    /// Goes to step `at`, back or forward, to exactly the numbers that it had or will have there.
    fn seek(&mut self, at: u64);
}

impl Work {
    /// A slice of about 2 ms, of at most `steps` steps.
    pub const fn slice(steps: u64) -> Self {
        Self {
            steps,
            effort: 2_000_000,
        }
    }
}
