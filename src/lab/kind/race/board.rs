//! The figures and readings of a race.

use super::KIND;
use crate::figure::{
    Axis, CellEmphasis, CellRow, Figure, Lane, LaneGroup, Lanes, Lines, Panels, Plot, Role, Table,
    TableCell,
};
use crate::lab::Readings;
use crate::lab::shared::{activation_label, decision_surface, fit_plot, network_curve};
use crate::locale::Phrase;
use crate::nn::race::{Race, RacerResult};
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
        let step = |q: f64| standing.step_quantile(q).unwrap_or(f64::INFINITY);
        readings = readings
            .with(name("wins"), standing.wins as f64)
            .with(name("solved"), standing.solved as f64)
            .with(name("at_goal"), standing.at_goal as f64)
            .with(name("relapsed"), standing.lost_goal as f64)
            .with(name("diverged"), standing.diverged as f64)
            .with(name("median"), step(0.5))
            .with(name("p10"), step(0.1))
            .with(name("p90"), step(0.9))
            .with(name("loss"), standing.median_loss().unwrap_or(f64::NAN))
            .with(name("seeds"), standing.seeds as f64)
            .with(name("off"), standing.off_share);
    }
    readings
}

/// A row for each racer: its wins, the seeds that reached the goal, those that are there at the end, and the medians. Seeds
/// that reach the goal count at once, the other numbers follow when the runs have ended. Without a racer, a sentence that asks
/// for one.
pub(super) fn table(race: &Race) -> Figure {
    let results = race.results().racers;
    let most_wins = results.iter().map(|standing| standing.wins).max();
    let most_wins = most_wins.unwrap_or(0);
    let groups = lane_groups(race);
    let has_rivals = groups.len() > 1;
    let rows = groups.iter().zip(&results);
    let title = KIND
        .phrase("figure.table")
        .with("seeds", race.config().seeds)
        .with("share", (100.0 * race.progress()).floor());
    if results.is_empty() {
        return no_racer(title);
    }
    Figure::Table(Table {
        title,
        corner: Phrase::verbatim(""),
        columns: ["wins", "reached", "at-end", "median", "last"]
            .map(|name| KIND.phrase(&format!("column.{name}")))
            .to_vec(),
        rows: rows
            .map(|(group, standing)| CellRow {
                header: group.name.clone(),
                cells: cells(group, standing, has_rivals.then_some(most_wins)),
            })
            .collect(),
        signs: Vec::new(),
        spoken: Vec::new(),
    })
}

/// The cells of a racer; `most_wins` are the wins of the winner, none where a racer runs alone.
fn cells(group: &LaneGroup, standing: &RacerResult, most_wins: Option<usize>) -> Vec<TableCell> {
    let plain = |text: Phrase| TableCell {
        text,
        emphasis: CellEmphasis::Plain,
    };
    let share = |k: usize, n: usize| match n {
        0 => plain(KIND.phrase("none")),
        n => plain(KIND.phrase("of").with("k", k).with("n", n)),
    };
    let wins = match most_wins {
        None => plain(KIND.phrase("none")),
        Some(most) if most > 0 && standing.wins == most => TableCell {
            emphasis: CellEmphasis::Right,
            ..share(standing.wins, standing.seeds)
        },
        Some(_) => share(standing.wins, standing.seeds),
    };
    let median = match group.median() {
        Some(step) => Phrase::key("figure.lanes.median-value").with("at", step),
        None if group.moving().is_some() => KIND.phrase("none"),
        None => KIND.phrase("never"),
    };
    let loss = match standing.median_loss() {
        Some(loss) => KIND.phrase("loss").with("n", loss),
        None => KIND.phrase("none"),
    };
    vec![
        wins,
        share(group.arrivals().len(), group.lanes.len()),
        share(standing.at_goal, standing.seeds),
        plain(median),
        plain(loss),
    ]
}

/// The runs of all seeds on their way to the goal, a group for each racer. Without a racer, a sentence that asks for one.
pub(super) fn lanes(race: &Race) -> Figure {
    let steps = race.config().steps.max(2) as f64;
    let title = KIND
        .phrase("figure.lanes")
        .with("step", race.position().floor());
    let groups = lane_groups(race);
    if groups.is_empty() {
        return no_racer(title);
    }
    Figure::Lanes(Lanes {
        title,
        axis: Axis::log(Some(Phrase::key("lab.training.step")), 1.0, steps),
        groups,
        started_by: Phrase::key("lab.training.races"),
    })
}

/// The lanes of each racer, by seed.
fn lane_groups(race: &Race) -> Vec<LaneGroup> {
    let seeds = 0..race.config().seeds;
    let group = |(racer, name, role)| LaneGroup {
        name,
        role,
        lanes: seeds
            .clone()
            .filter_map(|seed| lane(race, seed, racer))
            .collect(),
    };
    racers(race).map(group).collect()
}

/// The lane of one run. All heads move with the race, between two steps as well.
fn lane(race: &Race, seed: u64, racer: usize) -> Option<Lane> {
    let state = race.run_state(seed, racer)?;
    Some(match (state.first_at_goal, state.has_ended) {
        (Some(first), _) => Lane::Arrived { at: first as f64 },
        (None, true) => Lane::Ended {
            at: state.step as f64,
        },
        (None, false) => Lane::Moving {
            at: race.position(),
        },
    })
}

fn no_racer(title: Phrase) -> Figure {
    Figure::Lines(Lines {
        title,
        lines: vec![KIND.phrase("no-racer")],
    })
}

/// The place of seeds that never reached the goal, as a multiple of the last step: its label stands apart from that of the
/// last step.
const NEVER: f64 = 5.0;

/// The first step at the goal of every seed, a row for each racer. Seeds that ended without it stand at the right end.
pub(super) fn dots(race: &Race) -> Plot {
    let count = race.config().racers.len();
    let steps = race.config().steps as f64;
    let never = steps * NEVER;
    let row = |at: usize| (count - at) as f64;
    let decades = [1.0, 10.0, 100.0, 1000.0]
        .into_iter()
        .filter(|step| *step <= steps);
    let step = |step: f64| (step, KIND.phrase("step").with("n", step));
    let lanes = lane_groups(race);
    let late = match lanes.iter().map(LaneGroup::never_count).sum() {
        0 => KIND.phrase("never"),
        count => KIND.phrase("never.counted").with("n", count),
    };
    let ticks = decades.map(step).chain([(never, late)]);
    let names = racers(race).map(|(at, name, _)| (row(at), name));
    let plot = Plot::tall(
        KIND.phrase("figure.dots"),
        Axis::log(None, 1.0, never * 2.0).ticks(ticks.collect()),
        Axis::linear(None, 0.5, count as f64 + 0.5).ticks(names.collect()),
    )
    .drawn_by(Phrase::key("lab.training.races"));
    lanes
        .into_iter()
        .enumerate()
        .fold(plot, |plot, (at, group)| {
            let count = group.never_count();
            let arrived = group.arrivals().into_iter().enumerate();
            let arrived = arrived.map(|(rank, at)| (at.max(1.0), LEVELS[rank % LEVELS.len()]));
            let ended = (0..count).map(|at| (never, (at as f64 + 0.5) / count as f64 - 0.5));
            let points = arrived.chain(ended);
            let points = points.map(|(step, level)| (step, row(at) + DOTS_HEIGHT * level));
            plot.dots(group.name.clone(), group.role, points.collect())
        })
}

/// The heights of dots with neighbouring steps, from −0.5 to 0.5, so that they do not cover each other.
const LEVELS: [f64; 5] = [-0.5, 0.0, 0.5, -0.25, 0.25];
/// The part of the distance of two rows that the dots of a row take.
const DOTS_HEIGHT: f64 = 0.8;

/// The losses of the seeds, a panel for each racer.
pub(super) fn losses(race: &Race) -> Panels {
    let steps = race.config().steps as f64;
    let panels = racers(race).map(|(at, name, role)| {
        let x = Axis::linear(None, 0.0, steps);
        let plot = Plot::tall(name.clone(), x, Axis::log(None, 1e-5, 10.0))
            .drawn_by(Phrase::key("lab.training.races"));
        let histories = (0..race.config().seeds).filter_map(|seed| race.history(seed, at));
        histories.take(MOST_CURVES).fold(plot, |plot, history| {
            let points = history.points().into_iter();
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
    let runs = race
        .config()
        .racers
        .iter()
        .enumerate()
        .filter_map(|(at, racer)| {
            let network = race.network(seed, at)?;
            Some((*racer, network, race.loss(seed, at)?))
        });
    let best = runs.min_by(|a, b| a.2.total_cmp(&b.2));
    let (network, title) = match best {
        Some((racer, network, _)) => (
            network.clone(),
            KIND.phrase("figure.surface")
                .with("f", label(racer))
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

/// The curves of all racers that have begun with one seed.
fn fits(race: &Race, seed: u64, recipe: Recipe) -> Plot {
    let title = KIND.phrase("figure.fit").with("seed", seed);
    let target = KIND.phrase(&format!("target.{}", recipe.name()));
    let plot = fit_plot(title, target, recipe);
    let xs: Vec<f64> = plot.series[0].points.iter().map(|(x, _)| *x).collect();
    racers(race).fold(plot, |plot, (at, name, role)| {
        match race.network(seed, at) {
            Some(network) => plot.curve(name, role, network_curve(network, &xs)),
            None => plot,
        }
    })
}
