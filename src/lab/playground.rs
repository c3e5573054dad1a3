//! The playground: a network whose layers, units, weights and data can be edited, with advice when training fails.

mod advice;
mod controls;
mod data_edit;
mod data_spec;
mod diagram;
mod fit;
mod fixes;
mod names;
mod network_spec;
mod output;
mod ranges;
mod scaling;
mod spec;
mod table;
mod tables;
mod unit;
mod unit_responses;
mod workbench;

use std::cell::OnceCell;

use super::shared::{RunLimits, TrainingRun, back_signal, loss_plot, ratio};
use super::{
    Change, LabKind, Model, Readings, Run, Seed, Status, TrainingRecord, Value, Values, Work,
    Workbench,
};
use crate::figure::{Figure, Lines, Plot, Role};
use crate::locale::Phrase;
use crate::nn::{
    LayerStats, Metrics, TestCourse, TrainingCourse, TrainingProblem, UnitState, diagnose,
};

use data_spec::Source;
use names::Parameter;
use ranges::DataRanges;
use spec::PlaygroundSpec;
use unit_responses::UnitResponses;

/// The kind `playground`.
pub(super) static KIND: LabKind = LabKind {
    name: "playground",
    controls: controls::controls,
    figures: &[
        Playground::OUTPUT,
        Playground::NETWORK,
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

/// The limits of a playground's training. Its last step is far beyond what anybody waits for.
const LIMITS: RunLimits = RunLimits {
    steps: 100_000,
    history_bytes: 4 << 20,
    stops_at_goal: true,
};

#[derive(Clone, Debug)]
struct Playground {
    /// The seed of the lab.
    seed: Seed,
    /// The values of the controls.
    values: Values,
    /// The specification of the training at its present step.
    spec: PlaygroundSpec,
    /// The ranges of the axes.
    ranges: DataRanges,
    training: TrainingRun,
    /// The responses of the units at the present step, computed when a figure needs them.
    responses: OnceCell<UnitResponses>,
    /// The training problem at the present step, computed when it is asked for.
    problem: OnceCell<Option<TrainingProblem>>,
}

/// The effect of a control on the training.
enum Effect {
    /// Training continues with other settings.
    Settings,
    /// Training continues with other data.
    Data,
    /// Training continues with another weight or bias.
    Parameter(Parameter),
    /// Training restarts.
    Restart,
}

impl Playground {
    const OUTPUT: &'static str = "output";
    const NETWORK: &'static str = "network";

    fn new(values: &Values, seed: Seed) -> Self {
        let spec = PlaygroundSpec::parse(values, seed);
        let network = spec.network.draw(spec.seed);
        let data = spec.data.split(spec.seed);
        Self {
            seed,
            ranges: DataRanges::new(&spec.data, spec.seed),
            values: values.clone(),
            training: TrainingRun::with_test(network, data, spec.training, LIMITS),
            spec,
            responses: OnceCell::new(),
            problem: OnceCell::new(),
        }
    }

    fn responses(&self) -> &UnitResponses {
        self.responses.get_or_init(|| {
            UnitResponses::new(self.training.network(), &self.spec.data, self.ranges)
        })
    }

    fn problem(&self) -> Option<&TrainingProblem> {
        let training = &self.training;
        let problem = self.problem.get_or_init(|| {
            let test_losses = training.test_losses();
            diagnose(TrainingCourse {
                trainer: training.trainer(),
                losses: &training.losses(),
                settings: training.settings_since(),
                test: training.test_data().map(|data| TestCourse {
                    data,
                    losses: &test_losses,
                }),
            })
        });
        problem.as_ref()
    }

    /// Drops everything that was computed for the present step.
    fn clear_caches(&mut self) {
        self.responses.take();
        self.problem.take();
    }

    fn layer_stats(&self) -> Vec<LayerStats> {
        let trainer = self.training.trainer();
        trainer.pass().layer_stats(trainer.network())
    }

    fn loss_plot(&self) -> Plot {
        let trainer = self.training.trainer();
        let mut plot = loss_plot(self.training.place(), &self.training.losses(), &[]);
        if let Some(test) = self.training.test_measure() {
            plot.title = Phrase::key("lab.playground.figure.loss")
                .with("train", trainer.loss())
                .with("test", test.loss);
            let name = Phrase::key("lab.playground.held-back");
            plot = plot.curve(name, Role::Second, self.training.test_losses());
        }
        plot
    }

    fn staircase(&self) -> Figure {
        let network = self.training.network();
        if network.inputs() == 1 {
            return Figure::Plot(output::staircase(
                network,
                &self.spec.data,
                self.responses(),
            ));
        }
        Figure::Lines(Lines {
            title: Phrase::key("lab.playground.figure.staircase"),
            lines: vec![Phrase::key("lab.playground.plane")],
        })
    }

    /// The effect of the control called `name`, which was set when the spec was `before`.
    fn effect(&self, name: &str, before: &PlaygroundSpec) -> Effect {
        let is_own = match self.spec.data.source {
            Source::Points(_) | Source::Curve(_) | Source::Table(_) => true,
            Source::Recipe { .. } => false,
        };
        match name {
            // Several values may change together and each is notified alone, so all of the data are compared.
            _ if self.spec.data.needs_new_network(&before.data) => Effect::Restart,
            names::OPTIMIZER
            | names::LEARNING_RATE
            | names::BATCH
            | names::L1
            | names::L2
            | names::LOSS
            | names::GOAL => Effect::Settings,
            names::DATA if is_own => Effect::Data,
            names::POINTS | names::CURVE | names::TABLE => Effect::Data,
            _ => Parameter::parse(name).map_or(Effect::Restart, Effect::Parameter),
        }
    }
}

impl Model for Playground {
    fn readings(&self) -> Readings {
        let trainer = self.training.trainer();
        let test = self.training.test_measure();
        let health = self.layer_stats();
        let hidden = &health[..health.len().saturating_sub(1)];
        let count = |state| hidden.iter().map(|layer| layer.count(state)).sum::<usize>() as f64;
        let pieces = output::pieces(trainer.network(), &self.spec.data, self.ranges);
        let pieces = pieces.map_or(f64::NAN, |pieces| pieces.count() as f64);
        let has_diverged = matches!(self.training.status(), Status::Diverged { .. });
        let accuracy = |measure: Metrics| measure.accuracy.unwrap_or(f64::NAN);
        Readings::new()
            .with("loss", trainer.loss())
            .with("test", test.map_or(f64::NAN, |test| test.loss))
            .with("accuracy", accuracy(trainer.metrics()))
            .with("test_accuracy", test.map_or(f64::NAN, accuracy))
            .with("r2", fit::r2(trainer))
            .with("error", fit::typical_error(trainer, &self.spec.data))
            .with("steps", trainer.step_count() as f64)
            .with("first", self.training.first_at_goal())
            .with_flag("solved", trainer.at_goal())
            .with_flag("diverged", has_diverged)
            .with_flag("ailing", self.problem().is_some())
            .with("weights", trainer.network().parameters().len() as f64)
            .with("off", count(UnitState::Off))
            .with("saturated", count(UnitState::Saturated))
            .with("signal", ratio(&health))
            .with("pieces", pieces)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let trainer = self.training.trainer();
        let (network, data) = (trainer.network(), &self.spec.data);
        let selected = self.selected();
        let unit = (selected.layer, selected.unit - 1);
        let figure = match id {
            Self::OUTPUT => output::output(&self.training, data, self.responses()),
            Self::NETWORK => {
                let health = self.layer_stats();
                diagram::diagram(network, &health, data, self.responses(), selected)
            }
            "loss" => Figure::Plot(self.loss_plot()),
            "unit" => unit::response(network, data, self.responses(), unit),
            "formula" => Figure::Lines(unit::formula(trainer, data, unit)),
            "signal" => Figure::Plot(back_signal(
                &self.layer_stats(),
                Phrase::key("lab.playground.figure.signal"),
            )),
            "grid" => Figure::Table(tables::grid(network, &self.layer_stats())),
            "staircase" => self.staircase(),
            "ledger" => tables::ledger(network, data, self.ranges),
            _ => return None,
        };
        Some(figure)
    }

    fn change(&mut self, values: &Values, name: &str) -> Option<Change> {
        Some(self.set(values, name))
    }

    fn follow(&mut self, values: &Values) {
        let spec = PlaygroundSpec::parse(values, self.seed);
        drop(self.replace_spec(spec));
        self.clear_caches();
    }

    fn training_record(&self) -> Option<TrainingRecord> {
        Some(self.training.training_record())
    }

    fn run(&self) -> Option<&dyn Run> {
        Some(self)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(self)
    }

    fn workbench(&self) -> Option<&dyn Workbench> {
        Some(self)
    }
}

impl Playground {
    /// Takes over `values`, of which the one called `name` was set.
    fn set(&mut self, values: &Values, name: &str) -> Change {
        let spec = PlaygroundSpec::parse(values, self.seed);
        if name == names::SELECTED {
            // The training still follows the other values, until their own names are notified.
            self.spec.selected = spec.selected;
            return Change::Redrawn;
        }
        self.values = values.clone();
        let before = self.replace_spec(spec);
        match self.effect(name, &before) {
            Effect::Settings => {
                let settings = self.spec.training;
                self.training.branch(|trainer| trainer.set_config(settings));
            }
            Effect::Data => {
                let (data, settings) = (self.spec.data.split(self.spec.seed), self.spec.training);
                self.training.set_data(data, settings);
            }
            Effect::Parameter(parameter) => {
                let Some(Value::Number(number)) = values.get(name) else {
                    return self.restart(values);
                };
                self.training.branch(|trainer| {
                    trainer.edit(|network| parameter.set(network, *number));
                });
            }
            Effect::Restart => return self.restart(values),
        }
        self.clear_caches();
        Change::Branched
    }

    /// Makes `spec` the specification of the present step, and returns the one before.
    fn replace_spec(&mut self, spec: PlaygroundSpec) -> PlaygroundSpec {
        self.ranges = DataRanges::new(&spec.data, spec.seed);
        std::mem::replace(&mut self.spec, spec)
    }

    fn restart(&mut self, values: &Values) -> Change {
        *self = Self::new(values, self.seed);
        Change::Restarted
    }
}

impl Run for Playground {
    fn at(&self) -> u64 {
        self.training.at()
    }

    fn status(&self) -> Status {
        self.training.status()
    }

    fn advance(&mut self, work: Work) -> Status {
        self.clear_caches();
        self.training.advance(work)
    }

    fn seek(&mut self, at: u64) {
        self.clear_caches();
        self.training.seek(at);
    }
}

#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
