//! A race: up to four activations learn the same data with the same seeds and steps.

mod board;

use super::run_in;
use crate::figure::Figure;
use crate::lab::shared::activation;
use crate::lab::{Change, Control, Controls, LabKind, Model, Readings, Run, Status, Values, Work};
use crate::nn::parallel::max_threads;
use crate::nn::race::{Preset, Race, RaceConfig, RaceInit};
use crate::nn::{Activation, Init, Optimizer, Recipe};

/// The kind `race`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "race",
    controls,
    figures: &["lanes", "table", "dots", "losses", "winner"],
    build: |values, _| Box::new(RaceBoard::new(values)),
};

/// The activations to choose from, and none.
const RACERS: [&str; 8] = [
    "none", "relu", "tanh", "gelu", "leaky", "sigmoid", "elu", "silu",
];
/// The presets of the science page, and a race of one's own.
const PRESETS: [&str; 14] = [
    "own", "P1", "P2", "P3", "P4", "P5", "P5-adam", "P6", "P6-he", "P7", "P8", "P8-adam", "P9",
    "P9-adam",
];
const TARGETS: [&str; 8] = [
    "circle", "xor", "xor4", "spiral", "sine", "abs", "step", "bump",
];
const OPTIMIZERS: [&str; 3] = ["gd", "momentum", "adam"];
const RATES: [&str; 8] = ["0.003", "0.01", "0.03", "0.1", "0.3", "0.5", "1", "3"];

fn controls(values: &Values) -> Controls {
    let mut controls = vec![
        Control::choice("preset", "lab.race.preset", &PRESETS, "P1"),
        Control::choice("seeds", "", &["1", "5", "20", "100"], "1"),
        Control::choice("seed", "", &["0", "1", "2", "3", "4"], "0").of_figure("winner"),
    ];
    if values.choice("preset") == "own" {
        controls.extend([
            Control::choice("f1", "lab.race.racer", &RACERS, "relu"),
            Control::choice("f2", "lab.race.racer", &RACERS, "tanh"),
            Control::choice("f3", "lab.race.racer", &RACERS, "none"),
            Control::choice("f4", "lab.race.racer", &RACERS, "none"),
            Control::choice("target", "lab.race.target", &TARGETS, "circle"),
            Control::choice("init", "lab.race.init", &["same", "own"], "same"),
            Control::choice("optimizer", "lab.race.optimizer", &OPTIMIZERS, "gd"),
            Control::choice("lr", "", &RATES, "1"),
            Control::choice("depth", "", &["1", "2", "3", "5"], "1"),
            Control::choice("width", "", &["2", "4", "8", "16"], "8"),
        ]);
    }
    Controls(controls)
}

/// The race that the values describe.
fn setup(values: &Values) -> RaceConfig {
    let seeds = values.count("seeds").max(1) as u64;
    if let Some(preset) = Preset::from_name(values.choice("preset")) {
        return preset.config(seeds);
    }
    let rate = values.number("lr");
    let recipe = Recipe::from_name(values.choice("target")).unwrap_or(Recipe::Circle);
    let racers: Vec<Activation> = ["f1", "f2", "f3", "f4"]
        .into_iter()
        .map(|name| values.choice(name))
        .filter(|racer| *racer != "none")
        .map(activation)
        .collect();
    let own = RaceConfig {
        recipe,
        depth: values.count("depth").max(1),
        width: values.count("width").max(1),
        racers,
        init: if values.choice("init") == "own" {
            RaceInit::Recommended
        } else {
            RaceInit::Same(Init::He)
        },
        bias: crate::nn::BiasInit::Zero,
        optimizer: match values.choice("optimizer") {
            "adam" => Optimizer::adam(rate),
            "momentum" => Optimizer::momentum(rate),
            _ => Optimizer::descent(rate),
        },
        steps: 1000,
        seeds,
    };
    // The biases and the steps have no control and come from the simplest preset with such data.
    let simplest = Preset::from_name(match recipe {
        Recipe::Xor4 => "P4",
        _ if recipe.features() == 1 => "P2",
        _ => "P1",
    });
    match simplest {
        Some(preset) => {
            let RaceConfig { bias, steps, .. } = preset.config(seeds);
            RaceConfig { bias, steps, ..own }
        }
        None => own,
    }
}

/// A race and the seed that is shown.
#[derive(Clone, Debug)]
struct RaceBoard {
    run: RaceRun,
    seed: u64,
}

/// The race as a run. Its steps are the training steps of all racers and seeds together.
#[derive(Clone, Debug)]
struct RaceRun {
    race: Race,
    threads: usize,
}

impl RaceBoard {
    fn new(values: &Values) -> Self {
        Self {
            run: RaceRun::new(setup(values)),
            seed: values.count("seed") as u64,
        }
    }
}

impl RaceRun {
    fn new(setup: RaceConfig) -> Self {
        Self {
            race: Race::new(setup),
            threads: max_threads(),
        }
    }
}

impl Run for RaceRun {
    fn at(&self) -> u64 {
        self.race.steps_done()
    }

    /// The trainings of all racers and seeds, side by side.
    fn models(&self) -> u64 {
        let config = self.race.config();
        config.seeds * config.racers.len() as u64
    }

    fn status(&self) -> Status {
        if self.race.is_finished() {
            Status::Finished
        } else {
            Status::Going
        }
    }

    fn progress(&self) -> Option<f64> {
        Some(self.race.progress())
    }

    fn advance(&mut self, work: Work) -> Status {
        let steps = self.race.affordable_steps(work.multiplications);
        self.race.advance_steps(steps.min(work.steps), self.threads);
        self.status()
    }

    /// A race only runs forward; a way back restarts it.
    fn seek(&mut self, at: u64) {
        if at < self.at() {
            self.race = Race::new(self.race.config().clone());
        }
        while self.at() < at && self.status() == Status::Going {
            let _: Status = self.advance(Work::slice(at - self.at()));
        }
    }
}

impl Model for RaceBoard {
    fn readings(&self) -> Readings {
        board::readings(&self.run.race)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let race = &self.run.race;
        match id {
            "lanes" => Some(board::lanes(race)),
            "table" => Some(board::table(race)),
            "dots" => Some(Figure::Plot(board::dots(race))),
            "losses" => Some(Figure::Panels(board::losses(race))),
            "winner" => Some(board::winner(race, self.seed)),
            _ => None,
        }
    }

    fn change(&mut self, values: &Values, what: &str) -> Option<Change> {
        self.seed = values.count("seed") as u64;
        if what == "seed" {
            return Some(Change::Redrawn);
        }
        self.run = RaceRun::new(setup(values));
        Some(Change::Restarted)
    }

    run_in!(run);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{CellEmphasis, TableCell};
    use crate::lab::{Lab, Seed};

    fn finished_race(preset: &str) -> Lab {
        let set = Values::new().with("preset", preset).with("seeds", "20");
        let mut lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        while lab.run_mut().unwrap().advance(Work::slice(u64::MAX)) == Status::Going {}
        lab
    }

    #[test]
    fn relu_wins_the_circle_and_tanh_wins_the_bump() {
        let circle = finished_race("P1");
        assert!(circle.number("wins.relu").unwrap() >= 18.0);
        assert_eq!(circle.number("median.relu"), Some(39.5));
        let bump = finished_race("P2");
        assert!(bump.number("wins.tanh").unwrap() >= 18.0);
        assert!(bump.number("solved.relu").unwrap() <= 2.0);
    }

    /// The cell of the wins and that of the median of the first racer.
    fn first_cells(lab: &Lab) -> (TableCell, TableCell) {
        let Some(Figure::Table(table)) = lab.figure("table") else {
            panic!("no table")
        };
        (
            table.rows[0].cells[0].clone(),
            table.rows[0].cells[3].clone(),
        )
    }

    #[test]
    fn nobody_wins_before_a_race_or_against_nobody() {
        let alone = Values::new().with("preset", "own").with("f2", "none");
        let mut lab = Lab::new(&KIND, &alone, Seed(0)).unwrap();
        let nothing = KIND.phrase("none");
        for _ in 0..2 {
            let (wins, _) = first_cells(&lab);
            assert_eq!(
                (wins.text, wins.emphasis),
                (nothing.clone(), CellEmphasis::Plain)
            );
            assert_eq!(lab.number("wins.relu"), Some(0.0));
            while lab.run_mut().unwrap().advance(Work::slice(u64::MAX)) == Status::Going {}
        }
    }

    #[test]
    fn the_few_that_arrive_do_not_stand_for_all() {
        let race = finished_race("P4");
        let solved = race.number("solved.relu").unwrap();
        assert!((1.0..10.0).contains(&solved), "{solved} of 20");
        assert_eq!(race.number("median.relu"), Some(f64::INFINITY));
        let (_, median) = first_cells(&race);
        assert_eq!(median.text, KIND.phrase("never"));
    }

    #[test]
    fn the_lanes_end_where_the_results_say() {
        let race = finished_race("P1");
        let Some(Figure::Lanes(lanes)) = race.figure("lanes") else {
            panic!("no lanes");
        };
        for (group, racer) in lanes.groups.iter().zip(["relu", "tanh"]) {
            assert_eq!(group.lanes.len(), 20);
            let median = race.number(&format!("median.{racer}"));
            assert_eq!(group.median(), median, "{racer}");
            let solved = race.number(&format!("solved.{racer}"));
            assert_eq!(Some(group.arrivals().len() as f64), solved, "{racer}");
        }
    }

    #[test]
    fn all_figures_follow_the_race_while_it_runs() {
        let set = Values::new().with("preset", "P2").with("seeds", "5");
        let mut lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        let before: Vec<_> = KIND.figures.iter().map(|id| lab.figure(id)).collect();
        lab.run_mut().unwrap().seek(10 * 300);
        for (id, before) in KIND.figures.iter().zip(before) {
            assert_ne!(lab.figure(id), before, "{id}");
        }
    }

    #[test]
    fn a_way_back_has_the_very_state_of_its_step() {
        let set = Values::new().with("preset", "P1").with("seeds", "5");
        let mut lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        let run = lab.run_mut().unwrap();
        run.seek(777);
        let state = [lab.figure("lanes"), lab.figure("losses")];
        let run = lab.run_mut().unwrap();
        while run.advance(Work::slice(u64::MAX)) == Status::Going {}
        run.seek(777);
        assert_eq!(run.at(), 777);
        assert_eq!([lab.figure("lanes"), lab.figure("losses")], state);
    }

    #[test]
    fn a_race_without_racers_asks_for_one() {
        let none = ["f1", "f2", "f3", "f4"].map(|name| (name, "none"));
        let own = Values::new().with("preset", "own");
        let set = none
            .into_iter()
            .fold(own, |set, (name, none)| set.with(name, none));
        let lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        let said = lab.figure("table").unwrap().describe();
        assert_eq!(said, [KIND.phrase("no-racer")]);
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let with = |threads: usize| {
            let mut run = RaceRun::new(Preset::from_name("P1").unwrap().config(5));
            run.threads = threads;
            while run.advance(Work::slice(u64::MAX)) == Status::Going {}
            board::readings(&run.race)
        };
        assert_eq!(with(1), with(3));
    }

    #[test]
    fn an_own_race_takes_its_racers_from_the_controls() {
        let set = Values::new()
            .with("preset", "own")
            .with("f3", "gelu")
            .with("target", "abs");
        let lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        let readings = lab.readings();
        assert!(
            ["wins.relu", "wins.tanh", "wins.gelu"]
                .iter()
                .all(|name| readings.get(name).is_some())
        );
    }
}
