//! What must be kept of a training to take it up again.

use std::sync::Arc;

use super::optimizer::Moments;
use super::trainer::{Measure, Status, Trainer, Training};
use crate::nn::data::Dataset;
use crate::nn::network::Network;

/// All that can change while a network trains, as a small copy: parameters, the optimiser's memory, the settings, and a
/// few counts. The data are shared, and the order of mini-batches follows from the step.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    step: u64,
    network: Network,
    moments: Moments,
    training: Training,
    data: Arc<Dataset>,
    measure: Measure,
    first_at_goal: Option<u64>,
    diverged: Option<u64>,
}

impl State {
    /// The step it belongs to.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The network as it was.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What was measured last.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let numbers = self.network.parameters().len() + self.moments.len();
        size_of::<Self>() + numbers * size_of::<f64>()
    }
}

impl Trainer {
    /// The state after the steps done so far.
    pub fn save(&self) -> State {
        State {
            step: self.step,
            network: self.network.clone(),
            moments: self.moments.clone(),
            training: self.training,
            data: Arc::clone(&self.data),
            measure: self.measure,
            first_at_goal: self.first_at_goal,
            diverged: self.diverged,
        }
    }

    /// Takes up a state again: all that follows has the same bits as the first time.
    pub fn restore(&mut self, state: &State) -> Status {
        let same_place = self.network.same_shape(&state.network)
            && Arc::ptr_eq(&self.data, &state.data)
            && self.training.batch == state.training.batch;
        if same_place {
            self.network.copy_from(&state.network);
            self.moments.clone_from(&state.moments);
            self.training = state.training;
            self.refresh();
        } else {
            let path = self.path;
            *self = Self::new(
                state.network.clone(),
                Arc::clone(&state.data),
                state.training,
            );
            self.moments.clone_from(&state.moments);
            self.set_path(path);
        }
        self.step = state.step;
        self.measure = state.measure;
        self.first_at_goal = state.first_at_goal;
        self.diverged = state.diverged;
        self.status()
    }
}
