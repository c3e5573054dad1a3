//! A playground's training: with a test beside it, and a stop at the goal.

use std::sync::Arc;

use super::setup::Split;
use crate::lab::{Run, Status, Work};
use crate::nn::{
    self, Dataset, History, Measure, Network, Pass, Since, Timeline, Trainer, Training, is_sound,
};

/// Training ends here, for whoever forgot it.
const END: u64 = 100_000;
/// What the past may take, in bytes.
const PAST: usize = 4 << 20;
/// Points of the test's loss that are kept, about.
const HISTORY: usize = 256;

/// A network in training, and how it does on data that it has not seen.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    timeline: Timeline,
    test: Option<Test>,
    /// The network before its first step.
    start: Network,
    /// The steps at which a hand changed something, the beginning among them, and whether every layer was alive then.
    branches: Vec<Since>,
}

/// Data held back.
#[derive(Clone, Debug)]
struct Test {
    data: Dataset,
    pass: Pass,
    history: History,
    now: Measure,
}

impl Progress {
    pub(super) fn new(network: Network, data: Split, training: Training) -> Self {
        let start = network.clone();
        let test = data.test.map(|data| Test {
            pass: Pass::over(&network, &data),
            data,
            history: History::new(HISTORY),
            now: Measure {
                loss: f64::NAN,
                accuracy: None,
            },
        });
        let trainer = Trainer::new(network, Arc::new(data.train), training);
        let mut progress = Self {
            branches: vec![Since {
                step: 0,
                sound: is_sound(&trainer),
            }],
            timeline: Timeline::new(trainer, PAST),
            test,
            start,
        };
        progress.examine();
        progress.note();
        progress
    }

    pub(super) fn trainer(&self) -> &Trainer {
        self.timeline.trainer()
    }

    pub(super) fn network(&self) -> &Network {
        self.trainer().network()
    }

    pub(super) fn start(&self) -> &Network {
        &self.start
    }

    /// When the present settings were chosen.
    pub(super) fn since(&self) -> Since {
        let now = self.at();
        let before = self.branches.iter().filter(|since| since.step <= now);
        before.copied().next_back().unwrap_or(Since {
            step: 0,
            sound: true,
        })
    }

    /// The last step, up to the present one, at which a hand changed something while every layer was alive; 0 where there
    /// is none.
    pub(super) fn sound_at(&self) -> u64 {
        let now = self.at();
        let before = self.branches.iter().filter(|since| since.step <= now);
        before
            .filter(|since| since.sound)
            .map(|since| since.step)
            .next_back()
            .unwrap_or(0)
    }

    /// The loss after each step so far.
    pub(super) fn losses(&self) -> Vec<(f64, f64)> {
        points(self.timeline.history())
    }

    /// The loss on the data held back after each step so far; empty where none are.
    pub(super) fn test_losses(&self) -> Vec<(f64, f64)> {
        let history = self.test.as_ref().map(|test| &test.history);
        history.map(points).unwrap_or_default()
    }

    /// How it does on the data held back, if there are any.
    pub(super) fn tested(&self) -> Option<Measure> {
        self.test.as_ref().map(|test| test.now)
    }

    /// Data held back.
    pub(super) fn test_data(&self) -> Option<&Dataset> {
        self.test.as_ref().map(|test| &test.data)
    }

    /// Goes on from here with something else; what lay ahead is forgotten.
    pub(super) fn branch(&mut self, change: impl FnOnce(&mut Trainer)) {
        let at = self.at();
        self.timeline.branch(change);
        self.branches.retain(|since| since.step < at);
        self.branches.push(Since {
            step: at,
            sound: is_sound(self.trainer()),
        });
        if let Some(test) = &mut self.test {
            match at.checked_sub(1) {
                Some(before) => test.history.truncate(before),
                None => test.history = History::new(HISTORY),
            }
        }
        if at == 0 {
            self.start = self.network().clone();
        }
        self.examine();
        self.note();
    }

    /// Goes on from here with other data.
    pub(super) fn learn_from(&mut self, data: Split) {
        let network = self.network().clone();
        let history = self.test.take().map(|test| test.history);
        self.test = data.test.map(|data| Test {
            pass: Pass::over(&network, &data),
            data,
            history: history.unwrap_or_else(|| History::new(HISTORY)),
            now: Measure {
                loss: f64::NAN,
                accuracy: None,
            },
        });
        self.branch(|trainer| trainer.set_data(Arc::new(data.train)));
    }

    fn step(&mut self) -> Status {
        let _: nn::Status = self.timeline.step();
        self.examine();
        self.note();
        self.status()
    }

    /// Measures on the data held back.
    fn examine(&mut self) {
        let trainer = self.timeline.trainer();
        let loss = trainer.training().loss;
        if let Some(test) = &mut self.test {
            test.pass.run(trainer.network(), loss);
            test.now = Measure {
                loss: test.pass.loss(),
                accuracy: trainer.measure().accuracy.map(|_| test.pass.accuracy(loss)),
            };
        }
    }

    /// Notes what was measured, if it is new.
    fn note(&mut self) {
        let at = self.at();
        if let Some(test) = &mut self.test {
            test.history.push(at, test.now.loss);
        }
    }

    /// About how many multiplications a step takes.
    fn effort(&self) -> u64 {
        let trainer = self.trainer();
        let tested = self.test.as_ref().map_or(0, |test| test.data.samples());
        trainer.effort() + trainer.network().effort(tested)
    }
}

fn points(history: &History) -> Vec<(f64, f64)> {
    let points = history.points().into_iter();
    points
        .map(|point| (point.step as f64, point.value))
        .collect()
}

impl Run for Progress {
    fn at(&self) -> u64 {
        self.trainer().at()
    }

    fn status(&self) -> Status {
        let trainer = self.trainer();
        match trainer.status() {
            nn::Status::Diverged { step } => Status::Diverged { at: step },
            // It stops when it first comes to its goal; whoever goes on from there wants to see more.
            nn::Status::Going
                if self.at() >= END || (trainer.first_at_goal() == Some(self.at())) =>
            {
                Status::Finished
            }
            nn::Status::Going => Status::Going,
        }
    }

    fn advance(&mut self, work: Work) -> Status {
        let steps = work.steps.min((work.effort / self.effort().max(1)).max(1));
        for _ in 0..steps {
            if self.at() >= END || self.step() != Status::Going {
                break;
            }
        }
        self.status()
    }

    fn seek(&mut self, at: u64) {
        let at = at.min(END);
        let _: nn::Status = self.timeline.seek(at);
        self.examine();
        // Beyond what has been reached, it is trained on.
        while self.at() < at {
            let before = self.at();
            let _: Status = self.step();
            if self.at() == before {
                break;
            }
        }
    }
}
