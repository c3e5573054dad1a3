//! Training runs: a network in training with its history, a test, and an end.

use std::sync::Arc;

use crate::figure::{Axis, Plot};
use crate::lab::shared::{KinkRecord, loss_plot};
use crate::lab::{Run, Status, TrainingRecord, Work};
use crate::nn::{
    self, CheckpointedTrainer, Dataset, History, Metrics, Network, Optimizer, Pass, SettingsChange,
    Trainer, TrainingConfig, all_layers_alive,
};

/// About the number of test losses that are kept.
const TEST_HISTORY: usize = 256;

/// A network in training, with its history and an end. It can measure the network on test data, too.
#[derive(Clone, Debug)]
pub(in crate::lab) struct TrainingRun {
    timeline: CheckpointedTrainer,
    limits: RunLimits,
    /// The network before its first step.
    initial: Network,
    /// The steps at which settings, data or parameters were changed, and step 0, by rising step.
    branches: Vec<Branch>,
    /// The test data of the present step, with the measure of the present network.
    test: Option<Test>,
    test_losses: History,
    kinks: Option<KinkRecord>,
}

/// The limits of a training run.
#[derive(Clone, Copy, Debug)]
pub(in crate::lab) struct RunLimits {
    /// The last step.
    pub(in crate::lab) steps: u64,
    /// About the memory for the history, in bytes.
    pub(in crate::lab) history_bytes: usize,
    /// Whether the run stops when it reaches its goal for the first time. It continues when it is advanced again.
    pub(in crate::lab) stops_at_goal: bool,
}

/// Samples to learn from, and those held back for the test.
pub(in crate::lab) struct Split {
    /// The samples to learn from.
    pub(in crate::lab) train: Dataset,
    /// The samples held back.
    pub(in crate::lab) test: Option<Dataset>,
}

/// A step at which something was changed.
#[derive(Clone, Debug)]
struct Branch {
    since: SettingsChange,
    /// The test data from there on.
    test: Option<Arc<Dataset>>,
}

/// Test data, and the measure of the present network on them.
#[derive(Clone, Debug)]
struct Test {
    data: Arc<Dataset>,
    pass: Pass,
    measure: Metrics,
}

impl Test {
    fn new(network: &Network, data: Arc<Dataset>) -> Self {
        Self {
            pass: Pass::over(network, &data),
            data,
            measure: Metrics {
                loss: f64::NAN,
                accuracy: None,
            },
        }
    }
}

impl TrainingRun {
    /// A run of `network` on all of `data`, with full batches and the usual loss and goal of its task. It ends after `steps`
    /// steps; its history takes about `history_bytes` bytes.
    pub(in crate::lab) fn new(
        network: Network,
        data: Dataset,
        optimizer: Optimizer,
        steps: u64,
        history_bytes: usize,
    ) -> Self {
        let training = TrainingConfig::for_task(data.task(), optimizer);
        let split = Split {
            train: data,
            test: None,
        };
        let limits = RunLimits {
            steps,
            history_bytes,
            stops_at_goal: false,
        };
        Self::with_test(network, split, training, limits)
    }

    /// A run of `network` that also measures on test data.
    pub(in crate::lab) fn with_test(
        network: Network,
        data: Split,
        training: TrainingConfig,
        limits: RunLimits,
    ) -> Self {
        let initial = network.clone();
        let trainer = Trainer::new(network, Arc::new(data.train), training);
        let start = Branch {
            since: SettingsChange {
                step: 0,
                all_layers_alive: all_layers_alive(&trainer),
            },
            test: data.test.map(Arc::new),
        };
        let mut run = Self {
            timeline: CheckpointedTrainer::new(trainer, limits.history_bytes),
            limits,
            initial,
            branches: vec![start],
            test: None,
            test_losses: History::new(TEST_HISTORY),
            kinks: None,
        };
        run.measure_test();
        run.record_test_loss();
        run
    }

    /// The same run, which records the kinks of the first layer from now on.
    #[must_use]
    pub(in crate::lab) fn recording_kinks(mut self) -> Self {
        self.kinks = Some(KinkRecord::default());
        self.record_kinks();
        self
    }

    /// The kinks of the first layer now and earlier, over the axis `x`.
    pub(in crate::lab) fn kink_plot(&self, x: Axis) -> Option<Plot> {
        let record = self.kinks.as_ref()?;
        Some(record.plot(self.at(), self.network(), x))
    }

    pub(in crate::lab) fn trainer(&self) -> &Trainer {
        self.timeline.trainer()
    }

    pub(in crate::lab) fn network(&self) -> &Network {
        self.trainer().network()
    }

    /// The branches up to the present step.
    fn past_branches(&self) -> impl DoubleEndedIterator<Item = &Branch> {
        let now = self.at();
        let branches = self.branches.iter();
        branches.filter(move |branch| branch.since.step <= now)
    }

    /// The step since which the present settings apply.
    pub(in crate::lab) fn settings_since(&self) -> SettingsChange {
        let last = self.past_branches().next_back();
        last.map_or(
            SettingsChange {
                step: 0,
                all_layers_alive: true,
            },
            |branch| branch.since,
        )
    }

    /// The last step up to the present one at which something was changed while every layer was alive; 0 where there is
    /// none.
    pub(in crate::lab) fn last_sound_change(&self) -> u64 {
        let sound = self
            .past_branches()
            .filter(|branch| branch.since.all_layers_alive);
        sound
            .map(|branch| branch.since.step)
            .next_back()
            .unwrap_or(0)
    }

    /// The first step at the goal; infinite where it was not reached.
    pub(in crate::lab) fn first_at_goal(&self) -> f64 {
        let first = self.trainer().first_at_goal();
        first.map_or(f64::INFINITY, |step| step as f64)
    }

    /// The loss after each step so far, thinned.
    pub(in crate::lab) fn losses(&self) -> Vec<(f64, f64)> {
        points(self.timeline.history())
    }

    /// The test loss after each step so far, thinned; empty without test data.
    pub(in crate::lab) fn test_losses(&self) -> Vec<(f64, f64)> {
        points(&self.test_losses)
    }

    /// The measure of the present network on the test data.
    pub(in crate::lab) fn test_measure(&self) -> Option<Metrics> {
        self.test.as_ref().map(|test| test.measure)
    }

    /// The test data.
    pub(in crate::lab) fn test_data(&self) -> Option<&Dataset> {
        self.test.as_ref().map(|test| &*test.data)
    }

    /// The present step and the loss there.
    pub(in crate::lab) fn place(&self) -> (u64, f64) {
        (self.trainer().step_count(), self.trainer().loss())
    }

    /// The loss against the steps, in front of that of the run before.
    pub(in crate::lab) fn loss_plot(&self, before: &[(f64, f64)]) -> Plot {
        loss_plot(self.place(), &self.losses(), before)
    }

    /// The training as data.
    pub(in crate::lab) fn training_record(&self) -> TrainingRecord {
        let data = self.trainer().data();
        let layers = self.initial.layers().iter().map(|layer| layer.units);
        TrainingRecord {
            sizes: std::iter::once(self.initial.inputs())
                .chain(layers)
                .collect(),
            start: self.initial.parameters().to_vec(),
            inputs: data.points().into_iter().map(|(x, _)| x).collect(),
            targets: data.target().to_vec(),
            losses: self.losses(),
        }
    }

    /// Changes the training at the present step; later steps are dropped.
    pub(in crate::lab) fn branch(&mut self, change: impl FnOnce(&mut Trainer)) {
        let present = self.past_branches().next_back();
        let test = present.and_then(|branch| branch.test.clone());
        self.branch_with_test(change, test);
    }

    /// Changes the data and the settings at the present step; later steps are dropped.
    pub(in crate::lab) fn set_data(&mut self, data: Split, settings: TrainingConfig) {
        let train = Arc::new(data.train);
        let change = |trainer: &mut Trainer| {
            trainer.set_data(train);
            trainer.set_config(settings);
        };
        self.branch_with_test(change, data.test.map(Arc::new));
    }

    fn branch_with_test(&mut self, change: impl FnOnce(&mut Trainer), test: Option<Arc<Dataset>>) {
        let at = self.at();
        self.timeline.branch(change);
        self.branches.retain(|branch| branch.since.step < at);
        self.branches.push(Branch {
            since: SettingsChange {
                step: at,
                all_layers_alive: all_layers_alive(self.trainer()),
            },
            test,
        });
        if let Some(before) = at.checked_sub(1) {
            self.test_losses.truncate(before);
        } else {
            self.test_losses = History::new(TEST_HISTORY);
            self.initial = self.network().clone();
        }
        if let Some(kinks) = &mut self.kinks {
            kinks.truncate(at);
        }
        self.measure_test();
        self.record_test_loss();
        self.record_kinks();
    }

    fn step(&mut self) -> Status {
        let _: nn::TrainingStatus = self.timeline.step();
        self.measure_test();
        self.record_test_loss();
        self.record_kinks();
        self.status()
    }

    /// Measures the present network on the test data of the present step.
    fn measure_test(&mut self) {
        let present = self.past_branches().next_back();
        let wanted = present.and_then(|branch| branch.test.clone());
        let trainer = self.timeline.trainer();
        let is_current = match (&self.test, &wanted) {
            (Some(test), Some(wanted)) => Arc::ptr_eq(&test.data, wanted),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_current {
            self.test = wanted.map(|data| Test::new(trainer.network(), data));
        }
        let loss = trainer.config().loss;
        if let Some(test) = &mut self.test {
            test.pass.run(trainer.network(), loss);
            let accuracy = trainer.metrics().accuracy;
            test.measure = Metrics {
                loss: test.pass.loss(),
                accuracy: accuracy.map(|_| test.pass.accuracy(loss)),
            };
        }
    }

    /// Records the test loss of a step that is new.
    fn record_test_loss(&mut self) {
        let at = self.at();
        if let Some(test) = &self.test {
            self.test_losses.push(at, test.measure.loss);
        }
    }

    /// Records the kinks of a step that is new.
    fn record_kinks(&mut self) {
        let at = self.at();
        if let Some(kinks) = &mut self.kinks {
            kinks.push(at, self.timeline.trainer().network());
        }
    }

    /// About the number of multiplications of a step.
    pub(in crate::lab) fn step_cost(&self) -> u64 {
        let trainer = self.trainer();
        let network = trainer.network();
        let test_cost = |test: &Test| network.effort(test.data.samples());
        trainer.effort() + self.test.as_ref().map_or(0, test_cost)
    }
}

fn points(history: &History) -> Vec<(f64, f64)> {
    let points = history.points().into_iter();
    points
        .map(|point| (point.step as f64, point.value))
        .collect()
}

impl Run for TrainingRun {
    fn at(&self) -> u64 {
        self.trainer().step_count()
    }

    fn status(&self) -> Status {
        let trainer = self.trainer();
        let is_first_at_goal = trainer.first_at_goal() == Some(self.at());
        match trainer.status() {
            nn::TrainingStatus::Diverged { step } => Status::Diverged { at: step },
            nn::TrainingStatus::Running if self.at() >= self.limits.steps => Status::Finished,
            nn::TrainingStatus::Running if self.limits.stops_at_goal && is_first_at_goal => {
                Status::Finished
            }
            nn::TrainingStatus::Running => Status::Going,
        }
    }

    fn advance(&mut self, work: Work) -> Status {
        let affordable = (work.multiplications / self.step_cost().max(1)).max(1);
        for _ in 0..work.steps.min(affordable) {
            if self.at() >= self.limits.steps || self.step() != Status::Going {
                break;
            }
        }
        self.timeline.refresh_pass();
        self.status()
    }

    fn seek(&mut self, at: u64) {
        let at = at.min(self.limits.steps);
        let _: nn::TrainingStatus = self.timeline.seek(at);
        self.measure_test();
        // Steps that have not been reached are trained.
        while self.at() < at {
            let before = self.at();
            let _: Status = self.step();
            if self.at() == before {
                break;
            }
        }
        // The figures of a step are the same whether it is reached forward or by a rewind.
        self.timeline.refresh_pass();
    }
}
