//! A batch of sums z ~ N(μ, 1) before one ReLU: the average of their slopes, and how it changes from draw to draw.

use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role, Series, SeriesShape};
use crate::lab::{Change, Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::{Activation, rng};

/// The kind `batch-average`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "batch-average",
    controls,
    figures: &["dots", "spread", "readout"],
    build,
};

/// Batches that are drawn.
const REDRAWS: usize = 200;
/// The stretch of z that is drawn.
const Z_RANGE: (f64, f64) = (-7.0, 5.0);
/// Averages are counted in at most so many steps.
const STEPS: usize = 32;

fn controls(_: &Values) -> Controls {
    let draws = Range::new(1.0, REDRAWS as f64, 1.0, 1.0).fine(1.0);
    Controls(vec![
        Control::number("mu", Range::new(-4.0, 2.0, 0.0, 0.5).fine(0.1)),
        Control::choice("n", "", &["1", "4", "8", "32", "128"], "32"),
        Control::number("draw", draws),
    ])
}

fn build(values: &Values, seed: Seed) -> Box<dyn Model> {
    Box::new(BatchAverage::new(values, seed))
}

#[derive(Clone, Debug)]
struct BatchAverage {
    seed: Seed,
    mean: f64,
    draw: usize,
    /// The sums of the batch that is shown.
    batch: Vec<f64>,
    /// The average slope of every batch.
    averages: Vec<f64>,
}

impl BatchAverage {
    fn new(values: &Values, seed: Seed) -> Self {
        let (mean, points) = (values.number("mu"), values.count("n").max(1));
        // A seed's draws stay clear of the next one's.
        let batch = |draw: usize| {
            let state = seed.0.wrapping_mul(REDRAWS as u64 + 1) + draw as u64;
            let mut generator = rng::generator(state, rng::Stream::Data);
            let sums = std::iter::repeat_with(|| mean + rng::normal(&mut generator));
            sums.take(points).collect::<Vec<_>>()
        };
        let draw = values.count("draw").clamp(1, REDRAWS);
        Self {
            seed,
            mean,
            draw,
            batch: batch(draw),
            averages: (1..=REDRAWS).map(|draw| average(&batch(draw))).collect(),
        }
    }

    fn on(&self) -> usize {
        self.batch.iter().filter(|z| **z > 0.0).count()
    }

    /// The standard deviation of the average over all draws.
    fn spread(&self) -> f64 {
        let n = self.averages.len() as f64;
        let mean = self.averages.iter().sum::<f64>() / n;
        let squares = self.averages.iter().map(|a| (a - mean).powi(2));
        (squares.sum::<f64>() / n).sqrt()
    }

    /// The share of draws, in percent, in which the whole batch is off.
    fn silent(&self) -> f64 {
        let silent = self.averages.iter().filter(|a| **a == 0.0).count();
        100.0 * silent as f64 / self.averages.len() as f64
    }

    fn said(&self, key: &str) -> Phrase {
        Phrase::key(format!("lab.batch-average.{key}"))
            .with("n", self.batch.len())
            .with("on", self.on())
            .with("draw", self.draw)
            .with("draws", self.averages.len())
            .with("average", average(&self.batch))
            .with("spread", self.spread())
            .with("silent", self.silent())
    }

    /// The sums of the batch: those above zero on the upper row, the others on the lower one.
    fn dots(&self) -> Plot {
        // Set a little apart, so that neighbours do not hide each other.
        let height = |i: usize, row: f64| row + 0.09 * ((i * 7) % 11) as f64 - 0.45;
        let series = |key: &str, row: f64, role, on: bool| Series {
            name: self.said(key),
            points: self
                .batch
                .iter()
                .enumerate()
                .filter(|(_, z)| (**z > 0.0) == on)
                .map(|(i, z)| (*z, height(i, row)))
                .collect(),
            role,
            shape: SeriesShape::Dots,
        };
        let rows = vec![(1.0, self.said("off")), (2.0, self.said("on"))];
        let mut plot = Plot::strip(
            self.said("figure.dots"),
            Axis::linear(Some(Phrase::verbatim("z")), Z_RANGE.0, Z_RANGE.1),
            Axis::linear(None, 0.4, 2.6).ticks(rows),
        );
        plot.series.push(series("on", 2.0, Role::First, true));
        plot.series.push(series("off", 1.0, Role::Second, false));
        let mean = Some(Phrase::verbatim("μ"));
        plot.mark(MarkKind::Probe, self.mean, None, mean)
    }

    /// How often each average came out.
    fn spread_plot(&self) -> Plot {
        let steps = self.batch.len().clamp(2, STEPS);
        let mut counts = vec![0_u32; steps + 1];
        for average in &self.averages {
            counts[step(*average, steps)] += 1;
        }
        let width = 1.0 / steps as f64;
        // A level from half a step below each average to half a step above it.
        let left = |i: usize| (i as f64 - 0.5) * width;
        let levels = counts
            .iter()
            .enumerate()
            .map(|(i, n)| (left(i), f64::from(*n)));
        let end = [(left(steps + 1), 0.0)];
        let most = counts.iter().copied().max().unwrap_or(0);
        Plot::tall(
            self.said("figure.spread"),
            Axis::linear(Some(self.said("average")), -0.1, 1.1),
            Axis::linear(None, 0.0, f64::from(most.div_ceil(20) * 20)),
        )
        .stairs(self.said("count"), Role::First, levels.chain(end).collect())
        .mark(
            MarkKind::Probe,
            average(&self.batch),
            None,
            Some(self.said("this")),
        )
    }

    fn readout(&self) -> Lines {
        Lines {
            title: Phrase::verbatim(""),
            lines: vec![self.said("readout.now"), self.said("readout.all")],
        }
    }
}

/// The average slope of ReLU over a batch of sums.
fn average(batch: &[f64]) -> f64 {
    let slopes = batch.iter().map(|z| Activation::Relu.slope(*z));
    slopes.sum::<f64>() / batch.len().max(1) as f64
}

/// Which of `steps` equal steps from 0 to 1 a share is nearest to.
fn step(share: f64, steps: usize) -> usize {
    (0..=steps)
        .min_by(|a, b| {
            let off = |step: &usize| (share - *step as f64 / steps as f64).abs();
            off(a).total_cmp(&off(b))
        })
        .unwrap_or(0)
}

impl Model for BatchAverage {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn readings(&self) -> Readings {
        Readings::new()
            .with("average", average(&self.batch))
            .with("on", self.on() as f64)
            .with("spread", self.spread())
            .with("silent", self.silent())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "dots" => Some(Figure::Plot(self.dots())),
            "spread" => Some(Figure::Plot(self.spread_plot())),
            "readout" => Some(Figure::Lines(self.readout())),
            _ => None,
        }
    }

    /// The middle of the batch is dragged sideways.
    fn drag_values(&self, id: &str, (z, _): (f64, f64), free: &[&str]) -> Values {
        match id {
            "dots" if free.contains(&"mu") => Values::new().with("mu", z),
            _ => Values::new(),
        }
    }

    fn change(&mut self, values: &Values, _: &str) -> Change {
        *self = Self::new(values, self.seed);
        Change::Redrawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Lab;

    fn reading(mu: f64, n: &str, name: &str) -> f64 {
        let set = Values::new().with("mu", mu).with("n", n);
        let of = |seed| {
            Lab::new(&KIND, &set, Seed(seed))
                .unwrap()
                .number(name)
                .unwrap()
        };
        (0..20).map(of).sum::<f64>() / 20.0
    }

    #[test]
    fn the_average_of_more_points_spreads_less_as_the_science_page_says() {
        for (n, spread) in [("1", 0.5), ("4", 0.25), ("32", 0.088)] {
            let found = reading(0.0, n, "spread");
            assert!((found / spread - 1.0).abs() < 0.05, "{n}: {found}");
        }
    }

    #[test]
    fn a_batch_far_below_zero_is_often_silent() {
        for (mu, n, percent) in [
            (0.0, "32", 0.0),
            (-2.0, "8", 83.0),
            (-2.0, "32", 47.9),
            (-3.0, "32", 96.0),
        ] {
            let found = reading(mu, n, "silent");
            assert!((found - percent).abs() < 3.0, "{mu} {n}: {found}");
        }
    }

    #[test]
    fn one_point_has_a_slope_of_zero_or_one() {
        for draw in 1..=20 {
            let set = Values::new().with("n", "1").with("draw", f64::from(draw));
            let average = Lab::new(&KIND, &set, Seed(0)).unwrap().number("average");
            assert!(average == Some(0.0) || average == Some(1.0));
        }
    }

    #[test]
    fn moving_the_mean_moves_the_same_draw() {
        let batch = |mu| {
            BatchAverage::new(
                &Values::new()
                    .with("mu", mu)
                    .with("n", "4")
                    .with("draw", 3.0),
                Seed(0),
            )
            .batch
        };
        for (here, there) in batch(0.0).iter().zip(batch(-2.0)) {
            assert!((here - there - 2.0).abs() < 1e-12);
        }
    }
}
