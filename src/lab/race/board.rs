//! What a race shows: who is at the goal when, who wins, how each loss went.

use super::{racer_label, racer_name};
use crate::figure::{
    Axis, Figure, Panels, Plot, Role, Series, SeriesShape, Table, TableCell, TableRow, Tone,
};
use crate::lab::Readings;
use crate::lab::shared::{sampled, surface};
use crate::locale::Phrase;
use crate::nn::race::{Race, quantile};
use crate::nn::{Inference, Recipe};

/// The roles of the racers, in order.
const ROLES: [Role; 4] = [Role::First, Role::Second, Role::Third, Role::Fourth];
/// At most so many losses of a racer are drawn: more is a smear.
const BUNDLE: usize = 20;

/// Wins, counts and quantiles of each racer, by its name: `wins.relu`.
pub(super) fn readings(race: &Race) -> Readings {
    let standings = race.results();
    let mut readings = Readings::new().with("progress", race.progress());
    for (racer, standing) in race.config().racers.iter().zip(&standings.racers) {
        let name = |what: &str| format!("{what}.{}", racer_name(*racer));
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

/// "k of n": who reached the goal, who is still there, who wins.
pub(super) fn table(race: &Race) -> Table {
    let standings = race.results();
    let plain = |text: Phrase| TableCell {
        text,
        tone: Tone::Plain,
    };
    let of = |k: usize, n: usize| plain(Phrase::key("lab.race.of").with("k", k).with("n", n));
    let most = standings
        .racers
        .iter()
        .map(|standing| standing.wins)
        .max()
        .unwrap_or(0);
    let rows = race
        .config()
        .racers
        .iter()
        .zip(&standings.racers)
        .map(|(racer, standing)| {
            let wins = TableCell {
                tone: if standing.wins == most && most > 0 {
                    Tone::Right
                } else {
                    Tone::Plain
                },
                ..of(standing.wins, standing.seeds)
            };
            let median = match standing.median_step() {
                Some(step) => Phrase::key("lab.race.step").with("n", step),
                None if standing.seeds == 0 => Phrase::key("lab.race.none"),
                None => Phrase::key("lab.race.never"),
            };
            let loss = match standing.median_loss() {
                Some(loss) => Phrase::key("lab.race.loss").with("n", loss),
                None => Phrase::key("lab.race.none"),
            };
            TableRow {
                header: racer_label(*racer),
                cells: vec![
                    wins,
                    of(standing.solved, standing.seeds),
                    of(standing.at_goal, standing.seeds),
                    plain(median),
                    plain(loss),
                ],
            }
        });
    Table {
        title: Phrase::key("lab.race.figure.table")
            .with("seeds", race.config().seeds)
            .with("share", (100.0 * race.progress()).floor()),
        corner: Phrase::verbatim(""),
        columns: ["wins", "reached", "at-end", "median", "last"]
            .map(|name| Phrase::key(format!("lab.race.column.{name}")))
            .to_vec(),
        rows: rows.collect(),
    }
}

/// The first step at the goal of every seed, a row a racer, those that never got there at the end.
pub(super) fn dots(race: &Race) -> Plot {
    let racers = &race.config().racers;
    let steps = race.config().steps as f64;
    let never = steps * 2.0;
    let row = |at: usize| (racers.len() - at) as f64;
    let decades = [1.0, 10.0, 100.0, 1000.0]
        .into_iter()
        .filter(|step| *step < steps);
    let mut ticks: Vec<_> = decades
        .map(|step| (step, Phrase::key("lab.race.step").with("n", step)))
        .collect();
    ticks.push((never, Phrase::key("lab.race.never")));
    let names = racers
        .iter()
        .enumerate()
        .map(|(at, racer)| (row(at), racer_label(*racer)))
        .collect();
    let mut plot = Plot::tall(
        Phrase::key("lab.race.figure.dots"),
        Axis::log(None, 1.0, never * 2.0).ticks(ticks),
        Axis::linear(None, 0.4, racers.len() as f64 + 0.6).ticks(names),
    );
    for (at, racer) in racers.iter().enumerate() {
        // Seeds are set a little apart, so that equal steps do not hide each other.
        let spread = |seed: u64| ((seed * 7) % 11) as f64 / 11.0 - 0.5;
        let points = race.run_results(at).map(|finish| {
            let step = finish
                .first_at_goal
                .map_or(never, |step| step.max(1) as f64);
            (step, row(at) + 0.6 * spread(finish.seed))
        });
        plot.series.push(Series {
            name: racer_label(*racer),
            points: points.collect(),
            role: ROLES[at % ROLES.len()],
            shape: SeriesShape::Dots,
        });
    }
    plot
}

/// The losses of all seeds, a panel a racer.
pub(super) fn losses(race: &Race) -> Panels {
    let steps = race.config().steps as f64;
    let panels = race.config().racers.iter().enumerate().map(|(at, racer)| {
        let x = Axis::linear(None, 0.0, steps);
        let mut plot = Plot::tall(racer_label(*racer), x, Axis::log(None, 1e-5, 10.0));
        for finish in race.run_results(at).take(BUNDLE) {
            let points = finish
                .history
                .points()
                .into_iter()
                .map(|point| (point.step as f64, point.value));
            plot.series.push(Series {
                name: racer_label(*racer),
                points: points.collect(),
                role: ROLES[at % ROLES.len()],
                shape: SeriesShape::Line,
            });
        }
        plot
    });
    Panels {
        title: Phrase::key("lab.race.figure.losses"),
        plots: panels.collect(),
    }
}

/// What each racer made of the data with one seed: the fits over each other, or the surface of the best.
pub(super) fn shown(race: &Race, seed: u64) -> Figure {
    let recipe = race.config().recipe;
    if recipe.features() == 1 {
        return Figure::Plot(fits(race, seed, recipe));
    }
    let side = if recipe == Recipe::WideCircle {
        60.0
    } else {
        1.2
    };
    let finishes = (0..race.config().racers.len()).filter_map(|racer| race.run_result(seed, racer));
    let best = finishes.min_by(|a, b| a.metrics.loss.total_cmp(&b.metrics.loss));
    let plan = race.config().network_config(0);
    let (network, title) = match best {
        Some(best) => (
            best.network.clone(),
            Phrase::key("lab.race.figure.surface")
                .with("f", racer_label(race.config().racers[best.racer]))
                .with("seed", seed),
        ),
        None => (
            plan.draw(seed),
            Phrase::key("lab.race.figure.before").with("seed", seed),
        ),
    };
    let mut heat = surface(&network, &recipe.draw(seed), side);
    heat.title = title;
    Figure::Heat(heat)
}

fn fits(race: &Race, seed: u64, recipe: Recipe) -> Plot {
    let grid = sampled(-1.0, 1.0, &[-1e-9, 0.0, 1e-9], |x| {
        recipe.curve(x).unwrap_or(f64::NAN)
    });
    let xs: Vec<f64> = grid.iter().map(|(x, _)| *x).collect();
    let inputs = ndarray::Array2::from_shape_fn((1, xs.len()), |(_, i)| xs[i]);
    let title = Phrase::key("lab.race.figure.fit").with("seed", seed);
    let x = Axis::linear(Some(Phrase::verbatim("x")), -1.0, 1.0);
    let mut plot = Plot::tall(title, x, Axis::linear(None, -1.6, 1.6)).curve(
        Phrase::key(format!("lab.race.target.{}", recipe.name())),
        Role::Target,
        grid,
    );
    for (at, racer) in race.config().racers.iter().enumerate() {
        if let Some(finish) = race.run_result(seed, at) {
            let response = Inference::new(&finish.network, &inputs);
            let points = xs
                .iter()
                .copied()
                .zip(response.output().row(0).iter().copied())
                .collect();
            plot = plot.curve(racer_label(*racer), ROLES[at % ROLES.len()], points);
        }
    }
    plot
}
