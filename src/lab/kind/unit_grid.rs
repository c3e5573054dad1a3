//! Two layers of eight units learn the spiral: some units turn off for every point, and some of them come back.

use super::run_in;
use crate::figure::{CellEmphasis, CellRow, Figure, Table, TableCell};
use crate::lab::shared::{ACTIVATION_WORDS, TrainingRun, activation, decision_surface};
use crate::lab::{
    Change, Control, Controls, LabKind, Model, Range, Readings, Run, Seed, Status, TrainingRecord,
    Values, Work,
};
use crate::locale::Phrase;
use crate::nn::{NetworkConfig, Optimizer, Recipe, UnitState};

/// The kind `unit-grid`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "unit-grid",
    controls,
    figures: &["grid", "loss", "surface"],
    build: |values, seed| Box::new(UnitGrid::new(values, seed)),
};

/// The number of hidden layers.
const LAYERS: usize = 2;
/// The units of a layer.
const WIDTH: usize = 8;
/// The last step of the training.
const END: u64 = 5_000;
/// The memory for past states, in bytes.
const PAST: usize = 2 << 20;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &["relu", "leaky", "tanh"], "relu"),
        Control::choice("lr", "", &["0.3", "1", "2", "3"], "3"),
        Control::number("seed", Range::new(0.0, 19.0, 0.0, 1.0).fine(1.0)),
    ])
}

/// A step at which a unit turned off for every point, or came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct UnitEvent {
    step: u64,
    layer: usize,
    is_death: bool,
}

/// A training that records the deaths and revivals of units.
#[derive(Clone, Debug)]
struct RecordedTraining {
    training: TrainingRun,
    events: Vec<UnitEvent>,
    /// The last step whose events are recorded.
    recorded: u64,
}

impl RecordedTraining {
    /// Whether each unit is off for every point, layer by layer.
    fn off_units(&self) -> Vec<Vec<bool>> {
        let trainer = self.training.trainer();
        let health = trainer.pass().layer_stats(trainer.network());
        let is_off = |unit: &UnitState| *unit == UnitState::Off;
        let hidden = health.iter().take(LAYERS);
        hidden
            .map(|layer| layer.units.iter().map(is_off).collect())
            .collect()
    }

    fn step(&mut self) -> Status {
        let before = self.off_units();
        let status = self.training.advance(Work {
            steps: 1,
            multiplications: 1,
        });
        let step = self.training.at();
        if step > self.recorded {
            for (layer, (was, is)) in before.iter().zip(self.off_units()).enumerate() {
                let changed = was.iter().zip(is).filter(|(was, is)| *was != is);
                self.events.extend(changed.map(|(_, is_death)| UnitEvent {
                    step,
                    layer,
                    is_death,
                }));
            }
            self.recorded = step;
        }
        status
    }

    /// The deaths, or the revivals, in a layer up to now.
    fn count(&self, layer: usize, is_death: bool) -> usize {
        let now = self.training.at();
        self.events
            .iter()
            .filter(|event| event.layer == layer && event.is_death == is_death && event.step <= now)
            .count()
    }
}

impl Run for RecordedTraining {
    fn at(&self) -> u64 {
        self.training.at()
    }

    fn status(&self) -> Status {
        self.training.status()
    }

    fn advance(&mut self, work: Work) -> Status {
        // The state of every unit costs about as much as the step.
        let cost = 2 * self.training.trainer().effort().max(1);
        let steps = work.steps.min((work.multiplications / cost).max(1));
        for _ in 0..steps {
            if self.step() != Status::Going {
                break;
            }
        }
        self.status()
    }

    fn seek(&mut self, at: u64) {
        self.training.seek(at.min(self.recorded));
        while self.at() < at && self.status() == Status::Going {
            let _: Status = self.step();
        }
    }
}

#[derive(Clone, Debug)]
struct UnitGrid {
    seed: Seed,
    run: RecordedTraining,
    before: Vec<(f64, f64)>,
}

impl UnitGrid {
    fn new(values: &Values, seed: Seed) -> Self {
        let draw = seed.0 + values.count("seed") as u64;
        let f = activation(values.choice("f"));
        let network = NetworkConfig::new(2, LAYERS, WIDTH, f).draw(draw);
        let optimizer = Optimizer::descent(values.number("lr"));
        Self {
            seed,
            run: RecordedTraining {
                training: TrainingRun::new(
                    network,
                    Recipe::Spiral.draw(draw),
                    optimizer,
                    END,
                    PAST,
                ),
                events: Vec::new(),
                recorded: 0,
            },
            before: Vec::new(),
        }
    }

    fn grid(&self) -> Table {
        let unit = |is_off: bool| TableCell {
            text: KIND.phrase(if is_off { "off" } else { "awake" }),
            emphasis: if is_off {
                CellEmphasis::Marked
            } else {
                CellEmphasis::Plain
            },
        };
        let count = |layer: usize, is_death: bool| TableCell {
            text: KIND
                .phrase("number")
                .with("n", self.run.count(layer, is_death)),
            emphasis: CellEmphasis::Plain,
        };
        let row = |(layer, off): (usize, Vec<bool>)| {
            let counts = [count(layer, true), count(layer, false)];
            CellRow {
                header: KIND.phrase("layer").with("n", layer + 1),
                cells: off.into_iter().map(unit).chain(counts).collect(),
            }
        };
        let units = (1..=WIDTH).map(|n| Phrase::verbatim(n.to_string()));
        let counts = ["deaths", "back"].map(|key| KIND.phrase(key));
        Table {
            title: KIND.phrase("figure.grid").with("n", self.run.at()),
            corner: KIND.phrase("unit"),
            columns: units.chain(counts).collect(),
            rows: self
                .run
                .off_units()
                .into_iter()
                .enumerate()
                .map(row)
                .collect(),
            signs: ["awake-sign", "off-sign"]
                .map(|key| KIND.phrase(key))
                .to_vec(),
            spoken: Vec::new(),
        }
    }
}

impl Model for UnitGrid {
    fn readings(&self) -> Readings {
        let trainer = self.run.training.trainer();
        let has_diverged = matches!(self.run.status(), Status::Diverged { .. });
        let mut readings = Readings::new()
            .with("loss", trainer.loss())
            .with("accuracy", trainer.metrics().accuracy.unwrap_or(f64::NAN))
            .with_flag("solved", trainer.at_goal())
            .with_flag("diverged", has_diverged)
            .with("steps", self.run.at() as f64);
        for (layer, off) in self.run.off_units().iter().enumerate() {
            let name = |reading: &str| format!("{reading}.layer{}", layer + 1);
            let dead = off.iter().filter(|is_off| **is_off).count();
            readings = readings
                .with(name("dead"), dead as f64)
                .with(name("deaths"), self.run.count(layer, true) as f64)
                .with(name("revivals"), self.run.count(layer, false) as f64);
        }
        readings
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let training = &self.run.training;
        match id {
            "grid" => Some(Figure::Table(self.grid())),
            "loss" => Some(Figure::Plot(training.loss_plot(&self.before))),
            "surface" => Some(Figure::Heat(decision_surface(
                training.network(),
                training.trainer().data(),
                1.2,
            ))),
            _ => None,
        }
    }

    fn forget_run_before(&mut self) {
        self.before.clear();
    }

    fn change(&mut self, values: &Values, _: &str) -> Option<Change> {
        let before = self.run.training.losses();
        *self = Self {
            before,
            ..Self::new(values, self.seed)
        };
        Some(Change::Restarted)
    }

    fn training_record(&self) -> Option<TrainingRecord> {
        Some(self.run.training.training_record())
    }

    run_in!(run);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;

    fn trained(lr: &str, seed: f64) -> Lab {
        let mut lab = Lab::new(
            &KIND,
            &Values::new().with("lr", lr).with("seed", seed),
            Seed(0),
        )
        .unwrap();
        while lab.run().unwrap().at() < 600 {
            let left = 600 - lab.run().unwrap().at();
            if lab.run_mut().unwrap().advance(Work::slice(left)) != Status::Going {
                break;
            }
        }
        lab
    }

    #[test]
    fn only_units_of_the_second_layer_come_back() {
        let mut back = 0.0;
        for seed in 0..10 {
            let lab = trained("2", f64::from(seed));
            assert_eq!(lab.number("revivals.layer1"), Some(0.0), "seed {seed}");
            back += lab.number("revivals.layer2").unwrap();
        }
        assert!(back > 20.0, "{back}");
    }

    #[test]
    fn seek_restores_the_counts() {
        let mut lab = trained("3", 0.0);
        let end = lab.readings();
        lab.run_mut().unwrap().seek(10);
        assert!(lab.number("deaths.layer2") <= end.get("deaths.layer2"));
        lab.run_mut().unwrap().seek(600);
        assert_eq!(lab.readings(), end);
    }
}
