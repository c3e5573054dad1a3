//! What must be kept of a training to take it up again.

use super::{Measure, Moments, Status, Trainer};

/// All that changes while a network trains, as a small copy: parameters, the optimiser's memory and a few counts. The
/// order of mini-batches follows from the step.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    step: u64,
    parameters: Vec<f64>,
    moments: Moments,
    measure: Measure,
    first_at_goal: Option<u64>,
    diverged: Option<u64>,
}

impl State {
    /// The step it belongs to.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// All weights and biases.
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + (self.parameters.len() + self.moments.len()) * size_of::<f64>()
    }
}

impl Trainer {
    /// The state after the steps done so far.
    pub fn save(&self) -> State {
        State {
            step: self.step,
            parameters: self.network.parameters().to_vec(),
            moments: self.moments.clone(),
            measure: self.measure,
            first_at_goal: self.first_at_goal,
            diverged: self.diverged,
        }
    }

    /// Takes up a state of this training again: all that follows has the same bits as the first time. A state of another
    /// network is refused and changes nothing.
    pub fn restore(&mut self, state: &State) -> Status {
        if state.parameters.len() == self.network.parameters().len()
            && state.moments.len() == self.moments.len()
        {
            self.network
                .parameters_mut()
                .copy_from_slice(&state.parameters);
            self.moments.copy_from(&state.moments);
            self.refresh();
            self.step = state.step;
            self.measure = state.measure;
            self.first_at_goal = state.first_at_goal;
            self.diverged = state.diverged;
        }
        self.status()
    }
}
