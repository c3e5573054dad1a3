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
    /// The network before its first step.
    start: Network,
    /// Where a hand changed something, the beginning among them, by rising step.
    branches: Vec<Branch>,
    /// The data held back at present, ready to be measured on.
    test: Option<Test>,
    tested: History,
}

/// A step at which a hand changed something.
#[derive(Clone, Debug)]
struct Branch {
    since: Since,
    /// The data held back from there on.
    test: Option<Arc<Dataset>>,
}

/// Data held back, and how the network does on them now.
#[derive(Clone, Debug)]
struct Test {
    data: Arc<Dataset>,
    pass: Pass,
    now: Measure,
}

impl Test {
    fn new(network: &Network, data: &Arc<Dataset>) -> Self {
        Self {
            pass: Pass::over(network, data),
            data: Arc::clone(data),
            now: Measure {
                loss: f64::NAN,
                accuracy: None,
            },
        }
    }
}

impl Progress {
    pub(super) fn new(network: Network, data: Split, training: Training) -> Self {
        let start = network.clone();
        let trainer = Trainer::new(network, Arc::new(data.train), training);
        let begin = Branch {
            since: Since {
                step: 0,
                sound: is_sound(&trainer),
            },
            test: data.test.map(Arc::new),
        };
        let mut progress = Self {
            timeline: Timeline::new(trainer, PAST),
            start,
            branches: vec![begin],
            test: None,
            tested: History::new(HISTORY),
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

    /// The changes up to the present step.
    fn so_far(&self) -> impl DoubleEndedIterator<Item = &Branch> {
        let now = self.at();
        let branches = self.branches.iter();
        branches.filter(move |branch| branch.since.step <= now)
    }

    /// When the present settings were chosen.
    pub(super) fn since(&self) -> Since {
        let last = self.so_far().next_back();
        last.map_or(
            Since {
                step: 0,
                sound: true,
            },
            |branch| branch.since,
        )
    }

    /// The last step, up to the present one, at which a hand changed something while every layer was alive; 0 where there
    /// is none.
    pub(super) fn sound_at(&self) -> u64 {
        let sound = self.so_far().filter(|branch| branch.since.sound);
        sound
            .map(|branch| branch.since.step)
            .next_back()
            .unwrap_or(0)
    }

    /// The loss after each step so far.
    pub(super) fn losses(&self) -> Vec<(f64, f64)> {
        points(self.timeline.history())
    }

    /// The loss on the data held back after each step so far; empty where none are.
    pub(super) fn test_losses(&self) -> Vec<(f64, f64)> {
        points(&self.tested)
    }

    /// How it does on the data held back, if there are any.
    pub(super) fn tested(&self) -> Option<Measure> {
        self.test.as_ref().map(|test| test.now)
    }

    /// Data held back.
    pub(super) fn test_data(&self) -> Option<&Dataset> {
        self.test.as_ref().map(|test| &*test.data)
    }

    /// Goes on from here with something else; what lay ahead is forgotten.
    pub(super) fn branch(&mut self, change: impl FnOnce(&mut Trainer)) {
        let test = self.so_far().next_back();
        let test = test.and_then(|branch| branch.test.clone());
        self.go_on(change, test);
    }

    /// Goes on from here with other data.
    pub(super) fn learn_from(&mut self, data: Split) {
        let train = Arc::new(data.train);
        self.go_on(|trainer| trainer.set_data(train), data.test.map(Arc::new));
    }

    fn go_on(&mut self, change: impl FnOnce(&mut Trainer), test: Option<Arc<Dataset>>) {
        let at = self.at();
        self.timeline.branch(change);
        self.branches.retain(|branch| branch.since.step < at);
        self.branches.push(Branch {
            since: Since {
                step: at,
                sound: is_sound(self.trainer()),
            },
            test,
        });
        if let Some(before) = at.checked_sub(1) {
            self.tested.truncate(before);
        } else {
            self.tested = History::new(HISTORY);
            self.start = self.network().clone();
        }
        self.examine();
        self.note();
    }

    fn step(&mut self) -> Status {
        let _: nn::Status = self.timeline.step();
        self.examine();
        self.note();
        self.status()
    }

    /// Measures on the data that are held back at this step.
    fn examine(&mut self) {
        let wanted = self
            .so_far()
            .next_back()
            .and_then(|branch| branch.test.clone());
        let trainer = self.timeline.trainer();
        let is_there = match (&self.test, &wanted) {
            (Some(test), Some(wanted)) => Arc::ptr_eq(&test.data, wanted),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_there {
            self.test = wanted.map(|data| Test::new(trainer.network(), &data));
        }
        let loss = trainer.training().loss;
        if let Some(test) = &mut self.test {
            test.pass.run(trainer.network(), loss);
            let accuracy = trainer.measure().accuracy;
            test.now = Measure {
                loss: test.pass.loss(),
                accuracy: accuracy.map(|_| test.pass.accuracy(loss)),
            };
        }
    }

    /// Notes what was measured, if it is new.
    fn note(&mut self) {
        let at = self.at();
        if let Some(test) = &self.test {
            self.tested.push(at, test.now.loss);
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
        let steps = work
            .steps
            .min((work.multiplications / self.effort().max(1)).max(1));
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
