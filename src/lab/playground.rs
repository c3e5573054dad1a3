//! The playground: a network that can be taken apart, data of one's own, and a word on what ails the training.

mod advice;
mod controls;
mod diagram;
mod output;
mod own_data;
mod parameter;
mod progress;
mod setup;
mod source;
mod tables;
mod unit;
mod view;
mod workbench;

use std::cell::OnceCell;

use super::shared::{back_signal, ratio};
use super::{
    Advice, Change, LabKind, Model, Readings, Run, Seed, Status, TrainingRecord, Value, Values,
    Work, Workbench, WorkbenchEdit,
};
use crate::figure::{Figure, Lines, Role};
use crate::locale::Phrase;
use crate::nn::{LayerHealth, Pieces, UnitState};

use parameter::Parameter;
use progress::Progress;
use source::Source;
use view::View;

/// The kind `playground`.
pub(super) static KIND: LabKind = LabKind {
    name: "playground",
    controls: controls::controls,
    figures: &[
        "output",
        "network",
        "loss",
        "unit",
        "formula",
        "signal",
        "grid",
        "staircase",
        "ledger",
    ],
    build: |values, seed| Box::new(Playground::new(values, seed)),
};

/// Controls whose change goes on from where the training stands; every other one begins anew.
const GO_ON: [&str; 8] = ["optimizer", "lr", "batch", "l1", "l2", "loss", "goal", "at"];

#[derive(Clone, Debug)]
struct Playground {
    seed: Seed,
    values: Values,
    progress: Progress,
    /// What the units answer now, once a figure has asked for it.
    view: OnceCell<View>,
    /// What ails the training now, once it has been asked.
    advice: OnceCell<Option<Advice>>,
}

impl Playground {
    fn new(values: &Values, seed: Seed) -> Self {
        let draw = draw(values, seed);
        let network = setup::network(values, draw);
        let data = setup::data(values, draw);
        Self {
            seed,
            values: values.clone(),
            progress: Progress::new(network, data, setup::training(values, draw)),
            view: OnceCell::new(),
            advice: OnceCell::new(),
        }
    }

    fn draw(&self) -> u64 {
        draw(&self.values, self.seed)
    }

    fn source(&self) -> Source {
        Source::of(&self.values)
    }

    fn view(&self) -> &View {
        self.view
            .get_or_init(|| View::new(self.progress.network(), self.data_reach()))
    }

    /// Whatever was computed for figures is stale.
    fn has_moved(&mut self) {
        self.view.take();
        self.advice.take();
    }

    /// The part of the world that is shown: as far as the usual data reach, or one's own.
    fn data_reach(&self) -> f64 {
        let far = |most: f64, x: &f64| most.max(x.abs());
        match self.source() {
            Source::Recipe(recipe) if recipe.curve(0.0).is_some() => 1.0,
            Source::Recipe(recipe) => 1.2 * recipe.reach(),
            Source::Drawn => (self.progress.trainer().data().inputs().iter()).fold(1.0, far),
            Source::Own => {
                let inputs = self.progress.trainer().data().inputs();
                1.2 * inputs.iter().fold(1.0, far)
            }
        }
    }

    fn health(&self) -> Vec<LayerHealth> {
        let trainer = self.progress.trainer();
        trainer.pass().health(trainer.network())
    }

    fn loss_plot(&self) -> crate::figure::Plot {
        let trainer = self.progress.trainer();
        let tested = self.progress.test_losses();
        let mut plot = super::shared::loss_plot(trainer.loss(), &self.progress.losses(), &[]);
        if let Some(now) = self.progress.tested() {
            plot.title = Phrase::key("lab.playground.figure.loss")
                .with("train", trainer.loss())
                .with("test", now.loss);
            plot = plot.curve(
                Phrase::key("lab.playground.held-back"),
                Role::Second,
                tested,
            );
        }
        plot
    }
}

fn draw(values: &Values, seed: Seed) -> u64 {
    seed.0.wrapping_add(values.count("seed") as u64)
}

/// 1 for yes, 0 for no.
fn yes(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

impl Model for Playground {
    fn readings(&self) -> Readings {
        let trainer = self.progress.trainer();
        let tested = self.progress.tested();
        let health = self.health();
        let hidden = &health[..health.len().saturating_sub(1)];
        let count = |state| hidden.iter().map(|layer| layer.count(state)).sum::<usize>() as f64;
        let reach = self.data_reach();
        let pieces = Pieces::of(trainer.network(), -reach, reach);
        let diverged = matches!(self.progress.status(), Status::Diverged { .. });
        let accuracy = |measure: crate::nn::Measure| measure.accuracy.unwrap_or(f64::NAN);
        Readings::new()
            .with("loss", trainer.loss())
            .with("test", tested.map_or(f64::NAN, |tested| tested.loss))
            .with("accuracy", accuracy(trainer.measure()))
            .with("test_accuracy", tested.map_or(f64::NAN, accuracy))
            .with("steps", trainer.at() as f64)
            .with(
                "first",
                trainer
                    .first_at_goal()
                    .map_or(f64::INFINITY, |step| step as f64),
            )
            .with("solved", yes(trainer.at_goal()))
            .with("diverged", yes(diverged))
            .with("ailing", yes(self.advice().is_some()))
            .with("weights", trainer.network().parameters().len() as f64)
            .with("off", count(UnitState::Off))
            .with("saturated", count(UnitState::Saturated))
            .with("signal", ratio(&health))
            .with(
                "pieces",
                pieces.map_or(f64::NAN, |pieces| pieces.count() as f64),
            )
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let trainer = self.progress.trainer();
        let network = trainer.network();
        let element = self.selected();
        let unit = (element.layer, element.unit - 1);
        match id {
            "output" => {
                let test = self.progress.test_data();
                Some(output::output(trainer, test, self.source(), self.view()))
            }
            "network" => Some(diagram::diagram(
                network,
                &self.health(),
                self.view(),
                element,
            )),
            "loss" => Some(Figure::Plot(self.loss_plot())),
            "unit" => Some(unit::answer(network, self.view(), unit)),
            "formula" => Some(Figure::Lines(unit::formula(trainer, unit))),
            "signal" => Some(Figure::Plot(back_signal(
                &self.health(),
                Phrase::key("lab.playground.figure.signal"),
            ))),
            "grid" => Some(Figure::Table(tables::grid(network, &self.health()))),
            "staircase" if network.inputs() == 1 => {
                Some(Figure::Plot(output::staircase(network, self.view())))
            }
            "staircase" => Some(Figure::Lines(Lines {
                title: Phrase::key("lab.playground.figure.staircase"),
                lines: vec![Phrase::key("lab.playground.plane")],
            })),
            "ledger" => Some(tables::ledger(network, self.data_reach())),
            _ => None,
        }
    }

    fn drag_values(&self, id: &str, place: (f64, f64), _free: &[&str]) -> Values {
        if id == "output" && self.source().inputs() == 1 {
            let edit = WorkbenchEdit::DrawCurve { at: place };
            return self.edit_data(edit).unwrap_or_default();
        }
        Values::new()
    }

    fn change(&mut self, values: &Values, what: &str) -> Option<Change> {
        let before = std::mem::replace(&mut self.values, values.clone());
        if what == "at" {
            return Some(Change::Redrawn);
        }
        let became_own = what == "data"
            && matches!(self.source(), Source::Own | Source::Drawn)
            && Source::of(&before).inputs() == self.source().inputs();
        // Several values may change at once, and each is told alone, so the network itself is asked.
        let fits = self.progress.network().inputs() == self.source().inputs();
        if !fits {
            *self = Self::new(values, self.seed);
            return Some(Change::Restarted);
        }
        if GO_ON.contains(&what) {
            let training = setup::training(values, self.draw());
            self.progress
                .branch(|trainer| trainer.set_training(training));
        } else if became_own || matches!(what, "points" | "curve") {
            self.progress.learn_from(setup::data(values, self.draw()));
        } else if let (Some(_), Some(Value::Number(number))) =
            (Parameter::parse(what), values.get(what))
        {
            self.progress.branch(|trainer| {
                trainer.edit(|network| {
                    let _is_there = setup::set(network, what, *number);
                });
            });
        } else {
            *self = Self::new(values, self.seed);
            return Some(Change::Restarted);
        }
        self.has_moved();
        Some(Change::Branched)
    }

    fn training_record(&self) -> Option<TrainingRecord> {
        let data = self.progress.trainer().data();
        let start = self.progress.start();
        let layers = start.layers().iter().map(|layer| layer.units);
        Some(TrainingRecord {
            sizes: std::iter::once(start.inputs()).chain(layers).collect(),
            start: start.parameters().to_vec(),
            inputs: data.points().into_iter().map(|(x, _)| x).collect(),
            targets: data.target().to_vec(),
            losses: self.progress.losses(),
        })
    }

    fn run(&self) -> Option<&dyn Run> {
        Some(self)
    }

    fn workbench(&self) -> Option<&dyn Workbench> {
        Some(self)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(self)
    }
}

impl Run for Playground {
    fn at(&self) -> u64 {
        self.progress.at()
    }

    fn status(&self) -> Status {
        self.progress.status()
    }

    fn advance(&mut self, work: Work) -> Status {
        self.has_moved();
        self.progress.advance(work)
    }

    fn seek(&mut self, at: u64) {
        self.has_moved();
        self.progress.seek(at);
    }
}

#[cfg(test)]
mod tests;
