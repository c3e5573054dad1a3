//! A race: up to four activations on the same data, seeds and steps, over as many seeds as one likes.

mod board;

use super::shared::{ACTIVATION_WORDS, activation};
use super::{Change, Control, Controls, LabKind, Model, Readings, Run, Seed, Status, Values, Work};
use crate::figure::Figure;
use crate::nn::race::{Preset, Race, RaceConfig, RaceInit};
use crate::nn::{Activation, Init, Optimizer, Recipe};

/// The kind `race`.
pub(super) static KIND: LabKind = LabKind {
    name: "race",
    controls,
    figures: &["table", "dots", "losses", "winner"],
    build,
};

/// Who may race.
const RACERS: [&str; 8] = [
    "none", "relu", "tanh", "gelu", "leaky", "sigmoid", "elu", "silu",
];
/// The presets of the science page, and what is left to one's own choice.
const PRESETS: [&str; 14] = [
    "own", "P1", "P2", "P3", "P4", "P5", "P5-adam", "P6", "P6-he", "P7", "P8", "P8-adam", "P9",
    "P9-adam",
];

fn controls(values: &Values) -> Controls {
    let mut controls = vec![
        Control::choice("preset", "lab.race.preset", &PRESETS, "P1"),
        Control::choice("seeds", "", &["1", "5", "20", "100"], "1"),
        Control::choice("seed", "", &["0", "1", "2", "3", "4"], "0"),
    ];
    if values.choice("preset") == "own" {
        controls.extend([
            Control::choice("f1", "lab.race.racer", &RACERS, "relu"),
            Control::choice("f2", "lab.race.racer", &RACERS, "tanh"),
            Control::choice("f3", "lab.race.racer", &RACERS, "none"),
            Control::choice("f4", "lab.race.racer", &RACERS, "none"),
            Control::choice(
                "target",
                "lab.race.target",
                &[
                    "circle", "xor", "xor4", "spiral", "sine", "abs", "step", "bump",
                ],
                "circle",
            ),
            Control::choice("init", "lab.race.init", &["same", "own"], "same"),
            Control::choice(
                "optimizer",
                "lab.race.optimizer",
                &["gd", "momentum", "adam"],
                "gd",
            ),
            Control::choice(
                "lr",
                "",
                &["0.003", "0.01", "0.03", "0.1", "0.3", "0.5", "1", "3"],
                "1",
            ),
            Control::choice("depth", "", &["1", "2", "3", "5"], "1"),
            Control::choice("width", "", &["2", "4", "8", "16"], "8"),
        ]);
    }
    Controls(controls)
}

fn build(values: &Values, _: Seed) -> Box<dyn Model> {
    Box::new(RaceBoard::new(values))
}

/// What the values ask for.
fn setup(values: &Values) -> RaceConfig {
    let seeds = values.count("seeds").max(1) as u64;
    if let Some(preset) = Preset::from_name(values.choice("preset")) {
        return preset.config(seeds);
    }
    let rate = values.number("lr");
    let recipe = Recipe::from_name(values.choice("target")).unwrap_or(Recipe::Circle);
    // The plainest race on such data: what the controls do not say is as it has it.
    let like = Preset::from_name(match recipe {
        Recipe::Xor4 => "P4",
        _ if recipe.features() == 1 => "P2",
        _ => "P1",
    });
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
    match like {
        Some(like) => {
            let RaceConfig { bias, steps, .. } = like.config(seeds);
            RaceConfig { bias, steps, ..own }
        }
        None => own,
    }
}

/// A race, and which of its seeds is looked at.
#[derive(Clone, Debug)]
struct RaceBoard {
    heats: Heats,
    seed: u64,
}

/// The race as a run: its steps are the training steps of all heats together.
#[derive(Clone, Debug)]
struct Heats {
    race: Race,
    threads: usize,
}

impl RaceBoard {
    fn new(values: &Values) -> Self {
        Self {
            heats: Heats::new(setup(values)),
            seed: values.count("seed") as u64,
        }
    }
}

impl Heats {
    fn new(setup: RaceConfig) -> Self {
        Self {
            race: Race::new(setup),
            threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        }
    }

    /// All steps of all heats.
    fn all(&self) -> u64 {
        let setup = self.race.config();
        setup.steps * setup.seeds * setup.racers.len() as u64
    }
}

impl Run for Heats {
    fn at(&self) -> u64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count"
        )]
        let at = (self.race.progress() * self.all() as f64).round() as u64;
        at
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
        if !self.race.is_finished() {
            self.race.advance(work.effort, self.threads);
        }
        self.status()
    }

    /// A race is run forward; back, it can only begin anew.
    fn seek(&mut self, at: u64) {
        if at < self.at() {
            self.race = Race::new(self.race.config().clone());
        }
        while self.at() < at && self.status() == Status::Going {
            let _: Status = self.advance(Work::slice(u64::MAX));
        }
    }
}

impl Model for RaceBoard {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        board::readings(&self.heats.race)
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        let race = &self.heats.race;
        match id {
            "table" => Some(Figure::Table(board::table(race))),
            "dots" => Some(Figure::Plot(board::dots(race))),
            "losses" => Some(Figure::Panels(board::losses(race))),
            "winner" => Some(board::shown(race, self.seed)),
            _ => None,
        }
    }

    fn change(&mut self, values: &Values, what: &str) -> Change {
        self.seed = values.count("seed") as u64;
        if what == "seed" {
            return Change::Redrawn;
        }
        self.heats = Heats::new(setup(values));
        Change::Restarted
    }

    fn run(&self) -> Option<&dyn Run> {
        Some(&self.heats)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        Some(&mut self.heats)
    }
}

/// The name of a racer, as options and readings have it.
fn racer_name(racer: Activation) -> &'static str {
    racer.name()
}

/// What a racer is called.
fn racer_label(racer: Activation) -> crate::locale::Phrase {
    crate::locale::Phrase::key(format!("{ACTIVATION_WORDS}.{}", racer_name(racer)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;

    fn raced(preset: &str) -> Lab {
        let set = Values::new().with("preset", preset).with("seeds", "20");
        let mut lab = Lab::new(&KIND, &set, Seed(0)).unwrap();
        while lab.run_mut().unwrap().advance(Work::slice(u64::MAX)) == Status::Going {}
        lab
    }

    #[test]
    fn relu_wins_the_circle_and_tanh_wins_the_bump() {
        let circle = raced("P1");
        assert!(circle.number("wins.relu").unwrap() >= 18.0);
        assert_eq!(circle.number("median.relu"), Some(39.5));
        let bump = raced("P2");
        assert!(bump.number("wins.tanh").unwrap() >= 18.0);
        assert!(bump.number("solved.relu").unwrap() <= 2.0);
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let with = |threads: usize| {
            let mut heats = Heats::new(Preset::from_name("P1").unwrap().config(5));
            heats.threads = threads;
            while heats.advance(Work::slice(u64::MAX)) == Status::Going {}
            board::readings(&heats.race)
        };
        assert_eq!(with(1), with(3));
    }

    #[test]
    fn a_race_of_ones_own_takes_its_racers_from_the_controls() {
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
