//! The figures and readings of a race.

use super::KIND;
use crate::figure::{
    Axis, CellEmphasis, CellRow, Figure, Lines, Panels, Plot, Role, Table, TableCell,
};
use crate::lab::Readings;
use crate::lab::shared::{activation_label, decision_surface, fit_plot, network_curve};
use crate::locale::Phrase;
use crate::nn::race::{Race, RacerResult, quantile};
use crate::nn::{Activation, Network, Recipe};

/// The roles of the racers, in order.
const ROLES: [Role; 4] = [Role::First, Role::Second, Role::Third, Role::Fourth];
/// The most loss curves of a racer; more of them cover each other.
const MOST_CURVES: usize = 20;

/// The racers with their index, name and role.
fn racers(race: &Race) -> impl Iterator<Item = (usize, Phrase, Role)> {
    let racers = race.config().racers.iter().enumerate();
    racers.map(|(at, racer)| (at, label(*racer), ROLES[at % ROLES.len()]))
}

fn label(racer: Activation) -> Phrase {
    activation_label(racer.name())
}

/// The wins, counts and quantiles of each racer: `wins.relu`.
pub(super) fn readings(race: &Race) -> Readings {
    let results = race.results();
    let mut readings = Readings::new().with("progress", race.progress());
    for (racer, standing) in race.config().racers.iter().zip(&results.racers) {
        let name = |reading: &str| format!("{reading}.{}", racer.name());
        let step = |q: f64| quantile(&standing.first_steps, q).unwrap_or(f64::INFINITY);
        readings = readings
            .with(name("wins"), standing.wins as f64)
            .with(name("solved"), standing.solved as f64)
            .with(name("at_goal"), standing.at_goal as f64)
            .with(name("relapsed"), standing.lost_goal as f64)
            .with(name("diverged"), standing.diverged as f64)
            .with(
                name("median"),
                standing.median_step().unwrap_or(f64::INFINITY),
            )
            .with(name("p10"), step(0.1))
            .with(name("p90"), step(0.9))
            .with(name("loss"), standing.median_loss().unwrap_or(f64::NAN))
            .with(name("seeds"), standing.seeds as f64)
            .with(name("off"), standing.off_share);
    }
    readings
}

/// A row for each racer: its wins, the seeds that reached the goal, those that are still there, and the medians. Without a
/// racer, a sentence that asks for one.
pub(super) fn table(race: &Race) -> Figure {
    let results = race.results().racers;
    let most_wins = results.iter().map(|standing| standing.wins).max();
    let most_wins = most_wins.unwrap_or(0);
    let rows = race.config().racers.iter().zip(&results);
    let title = KIND
        .phrase("figure.table")
        .with("seeds", race.config().seeds)
        .with("share", (100.0 * race.progress()).floor());
    if results.is_empty() {
        let lines = vec![KIND.phrase("no-racer")];
        return Figure::Lines(Lines { title, lines });
    }
    Figure::Table(Table {
        title,
        corner: Phrase::verbatim(""),
        columns: ["wins", "reached", "at-end", "median", "last"]
            .map(|name| KIND.phrase(&format!("column.{name}")))
            .to_vec(),
        rows: rows
            .map(|(racer, standing)| CellRow {
                header: label(*racer),
                cells: cells(standing, most_wins),
            })
            .collect(),
    })
}

/// The cells of a racer; `most_wins` are the wins of the winner.
fn cells(standing: &RacerResult, most_wins: usize) -> Vec<TableCell> {
    let plain = |text: Phrase| TableCell {
        text,
        emphasis: CellEmphasis::Plain,
    };
    let share = |k: usize| plain(KIND.phrase("of").with("k", k).with("n", standing.seeds));
    let wins = TableCell {
        emphasis: if standing.wins == most_wins && most_wins > 0 {
            CellEmphasis::Right
        } else {
            CellEmphasis::Plain
        },
        ..share(standing.wins)
    };
    let median = match standing.median_step() {
        Some(step) => KIND.phrase("step").with("n", step),
        None if standing.seeds == 0 => KIND.phrase("none"),
        None => KIND.phrase("never"),
    };
    let loss = match standing.median_loss() {
        Some(loss) => KIND.phrase("loss").with("n", loss),
        None => KIND.phrase("none"),
    };
    vec![
        wins,
        share(standing.solved),
        share(standing.at_goal),
        plain(median),
        plain(loss),
    ]
}

/// The first step at the goal of every seed, a row for each racer. Seeds that never reached it stand at the right end.
pub(super) fn dots(race: &Race) -> Plot {
    let count = race.config().racers.len();
    let steps = race.config().steps as f64;
    let never = steps * 2.0;
    let row = |at: usize| (count - at) as f64;
    let decades = [1.0, 10.0, 100.0, 1000.0]
        .into_iter()
        .filter(|step| *step < steps);
    let step = |step: f64| (step, KIND.phrase("step").with("n", step));
    let ticks = decades.map(step).chain([(never, KIND.phrase("never"))]);
    let names = racers(race).map(|(at, name, _)| (row(at), name));
    let plot = Plot::tall(
        KIND.phrase("figure.dots"),
        Axis::log(None, 1.0, never * 2.0).ticks(ticks.collect()),
        Axis::linear(None, 0.4, count as f64 + 0.6).ticks(names.collect()),
    )
    .drawn_by(Phrase::key("lab.training.races"));
    racers(race).fold(plot, |plot, (at, name, role)| {
        // The heights differ a little, so that equal steps do not cover each other.
        let offset = |seed: u64| ((seed * 7) % 11) as f64 / 11.0 - 0.5;
        let points = race.run_results(at).map(|finish| {
            let step = finish
                .first_at_goal
                .map_or(never, |step| step.max(1) as f64);
            (step, row(at) + 0.6 * offset(finish.seed))
        });
        plot.dots(name, role, points.collect())
    })
}

/// The losses of the seeds, a panel for each racer.
pub(super) fn losses(race: &Race) -> Panels {
    let steps = race.config().steps as f64;
    let panels = racers(race).map(|(at, name, role)| {
        let x = Axis::linear(None, 0.0, steps);
        let plot = Plot::tall(name.clone(), x, Axis::log(None, 1e-5, 10.0))
            .drawn_by(Phrase::key("lab.training.races"));
        let run_results = race.run_results(at).take(MOST_CURVES);
        run_results.fold(plot, |plot, finish| {
            let points = finish.history.points().into_iter();
            let points = points.map(|point| (point.step as f64, point.value));
            plot.curve(name.clone(), role, points.collect())
        })
    });
    Panels {
        title: KIND.phrase("figure.losses"),
        plots: panels.collect(),
    }
}

/// The networks of one seed: the curves of all racers, or the plane of the racer with the least loss.
pub(super) fn winner(race: &Race, seed: u64) -> Figure {
    let recipe = race.config().recipe;
    if recipe.features() == 1 {
        return Figure::Plot(fits(race, seed, recipe));
    }
    let side = if recipe == Recipe::WideCircle {
        60.0
    } else {
        1.2
    };
    let run_results =
        (0..race.config().racers.len()).filter_map(|racer| race.run_result(seed, racer));
    let best = run_results.min_by(|a, b| a.metrics.loss.total_cmp(&b.metrics.loss));
    let (network, title) = match best {
        Some(best) => (
            best.network.clone(),
            KIND.phrase("figure.surface")
                .with("f", label(race.config().racers[best.racer]))
                .with("seed", seed),
        ),
        None => (
            initial_network(race, seed),
            KIND.phrase("figure.before").with("seed", seed),
        ),
    };
    let mut heat = decision_surface(&network, &recipe.draw(seed), side);
    heat.title = title;
    Figure::Heat(heat)
}

/// The network of the first racer before its training; one that answers 0 in a race without racers.
fn initial_network(race: &Race, seed: u64) -> Network {
    let config = race.config();
    if config.racers.is_empty() {
        return Network::zeros(&[config.recipe.features(), 1], Activation::Identity);
    }
    config.network_config(0).draw(seed)
}

/// The curves of all racers that have finished with one seed.
fn fits(race: &Race, seed: u64, recipe: Recipe) -> Plot {
    let title = KIND.phrase("figure.fit").with("seed", seed);
    let target = KIND.phrase(&format!("target.{}", recipe.name()));
    let plot = fit_plot(title, target, recipe);
    let xs: Vec<f64> = plot.series[0].points.iter().map(|(x, _)| *x).collect();
    racers(race).fold(plot, |plot, (at, name, role)| {
        match race.run_result(seed, at) {
            Some(finish) => plot.curve(name, role, network_curve(&finish.network, &xs)),
            None => plot,
        }
    })
}
