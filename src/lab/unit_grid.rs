//! Two layers of eight units learn the spiral: which units are off for every point, and which come back.

use super::shared::{ACTIVATION_WORDS, Training, activation, surface};
use super::{
    Change, Control, Controls, LabKind, Model, Range, Readings, Run, Seed, Status, TrainingRecord,
    Values, Work,
};
use crate::figure::{Figure, Table, TableCell, TableRow, Tone};
use crate::locale::Phrase;
use crate::nn::{NetworkConfig, Optimizer, Recipe, UnitState};

/// The kind `unit-grid`.
pub(super) static KIND: LabKind = LabKind {
    name: "unit-grid",
    controls,
    figures: &["grid", "loss", "surface"],
    build,
};

const LAYERS: usize = 2;
const WIDTH: usize = 8;
/// Training ends here.
const END: u64 = 5_000;
/// What the past may take, in bytes.
const PAST: usize = 2 << 20;

fn controls(_: &Values) -> Controls {
    Controls(vec![
        Control::choice("f", ACTIVATION_WORDS, &["relu", "leaky", "tanh"], "relu"),
        Control::choice("lr", "", &["0.3", "1", "2", "3"], "3"),
        Control::number("seed", Range::new(0.0, 19.0, 0.0, 1.0).fine(1.0)),
    ])
}

fn build(values: &Values, seed: Seed) -> Box<dyn Model> {
    Box::new(UnitGrid::new(values, seed))
}

/// A unit that fell silent on every point, or came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Turn {
    step: u64,
    layer: usize,
    died: bool,
}

/// Training that writes down who dies and who comes back.
#[derive(Clone, Debug)]
struct Watched {
    training: Training,
    turns: Vec<Turn>,
    /// The step up to which turns are written down; before it they are known.
    seen: u64,
}

impl Watched {
    /// Whether each unit is off on every point, layer by layer.
    fn off(&self) -> Vec<Vec<bool>> {
        let trainer = self.training.trainer();
        let health = trainer.pass().layer_stats(trainer.network());
        let hidden = health.iter().take(LAYERS);
        hidden
            .map(|layer| {
                layer
                    .units
                    .iter()
                    .map(|unit| *unit == UnitState::Off)
                    .collect()
            })
            .collect()
    }

    fn step(&mut self) -> Status {
        let before = self.off();
        let status = self.training.advance(Work {
            steps: 1,
            effort: 1,
        });
        let step = self.training.at();
        if step > self.seen {
            for (layer, (was, is)) in before.iter().zip(self.off()).enumerate() {
                let changed = was.iter().zip(&is).filter(|(was, is)| was != is);
                self.turns.extend(changed.map(|(_, is)| Turn {
                    step,
                    layer,
                    died: *is,
                }));
            }
            self.seen = step;
        }
        status
    }

    /// Deaths (or revivals) in a layer up to now.
    fn count(&self, layer: usize, died: bool) -> usize {
        let now = self.training.at();
        self.turns
            .iter()
            .filter(|turn| turn.layer == layer && turn.died == died && turn.step <= now)
            .count()
    }

    /// Forgets what lay ahead.
    fn branch(&mut self) {
        let now = self.training.at();
        self.turns.retain(|turn| turn.step <= now);
        self.seen = now;
    }
}

impl Run for Watched {
    fn at(&self) -> u64 {
        self.training.at()
    }

    fn status(&self) -> Status {
        self.training.status()
    }

    fn advance(&mut self, work: Work) -> Status {
        // Looking at every unit costs about as much again as the step.
        let cost = 2 * self.training.trainer().effort().max(1);
        let steps = work.steps.min((work.effort / cost).max(1));
        for _ in 0..steps {
            if self.step() != Status::Going {
                break;
            }
        }
        self.status()
    }

    fn seek(&mut self, at: u64) {
        self.training.seek(at.min(self.seen));
        while self.at() < at && self.status() == Status::Going {
            let _: Status = self.step();
        }
    }
}

#[derive(Clone, Debug)]
struct UnitGrid {
    seed: Seed,
    watched: Watched,
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
            watched: Watched {
                training: Training::new(network, Recipe::Spiral.draw(draw), optimizer, END, PAST),
                turns: Vec::new(),
                seen: 0,
            },
            before: Vec::new(),
        }
    }

    fn grid(&self) -> Table {
        let cell = |off: bool| TableCell {
            text: Phrase::key(if off {
                "lab.unit-grid.off"
            } else {
                "lab.unit-grid.awake"
            }),
            tone: if off { Tone::Wrong } else { Tone::Plain },
        };
        let number = |n: usize| TableCell {
            text: Phrase::key("lab.unit-grid.number").with("n", n),
            tone: Tone::Plain,
        };
        let rows = self
            .watched
            .off()
            .into_iter()
            .enumerate()
            .map(|(layer, off)| TableRow {
                header: Phrase::key("lab.unit-grid.layer").with("n", layer + 1),
                cells: off
                    .into_iter()
                    .map(cell)
                    .chain([
                        number(self.watched.count(layer, true)),
                        number(self.watched.count(layer, false)),
                    ])
                    .collect(),
            });
        let units = (1..=WIDTH).map(|n| Phrase::verbatim(n.to_string()));
        Table {
            title: Phrase::key("lab.unit-grid.figure.grid").with("n", self.watched.at()),
            corner: Phrase::key("lab.unit-grid.unit"),
            columns: units
                .chain([
                    Phrase::key("lab.unit-grid.deaths"),
                    Phrase::key("lab.unit-grid.back"),
                ])
                .collect(),
            rows: rows.collect(),
        }
    }
}

impl Model for UnitGrid {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        let trainer = self.watched.training.trainer();
        let has_diverged = matches!(self.watched.status(), Status::Diverged { .. });
        let mut readings = Readings::new()
            .with("loss", trainer.loss())
            .with("accuracy", trainer.metrics().accuracy.unwrap_or(f64::NAN))
            .with("solved", f64::from(u8::from(trainer.at_goal())))
            .with("diverged", f64::from(u8::from(has_diverged)))
            .with("steps", self.watched.at() as f64);
        for (layer, off) in self.watched.off().iter().enumerate() {
            let name = |what: &str| format!("{what}.layer{}", layer + 1);
            readings = readings
                .with(name("dead"), off.iter().filter(|off| **off).count() as f64)
                .with(name("deaths"), self.watched.count(layer, true) as f64)
                .with(name("revivals"), self.watched.count(layer, false) as f64);
        }
        readings
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let training = &self.watched.training;
        match id {
            "grid" => Some(Figure::Table(self.grid())),
            "loss" => Some(Figure::Plot(training.loss_plot(&self.before))),
            "surface" => Some(Figure::Heat(surface(
                training.network(),
                training.trainer().data(),
                1.2,
            ))),
            _ => None,
        }
    }

    fn change(&mut self, values: &Values, what: &str) -> Change {
        if what == "lr" {
            let optimizer = Optimizer::descent(values.number("lr"));
            self.watched.branch();
            self.watched
                .training
                .branch(|trainer| trainer.set_optimizer(optimizer));
            return Change::Branched;
        }
        let before = self.watched.training.losses();
        *self = Self {
            before,
            ..Self::new(values, self.seed)
        };
        Change::Restarted
    }

    fn training_record(&self) -> Option<TrainingRecord> {
        Some(self.watched.training.training_record())
    }

    fn run(&self) -> Option<&dyn Run> {
        Some(&self.watched)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(&mut self.watched)
    }
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
    fn first_layer_units_never_come_back_and_second_layer_units_do() {
        let mut back = 0.0;
        for seed in 0..10 {
            let lab = trained("2", f64::from(seed));
            assert_eq!(lab.number("revivals.layer1"), Some(0.0), "seed {seed}");
            back += lab.number("revivals.layer2").unwrap();
        }
        assert!(back > 20.0, "{back}");
    }

    #[test]
    fn counts_follow_a_rewind() {
        let mut lab = trained("3", 0.0);
        let all = |lab: &Lab| lab.readings();
        let end = all(&lab);
        lab.run_mut().unwrap().seek(10);
        assert!(lab.number("deaths.layer2") <= end.get("deaths.layer2"));
        lab.run_mut().unwrap().seek(600);
        assert_eq!(all(&lab), end);
    }
}
