//! A batch of sums z ~ N(μ, 1) as the input of one ReLU: the average of their slopes, and its spread over many batches.

use crate::figure::{Axis, Figure, Lines, MarkKind, Plot, Role};
use crate::lab::{Control, Controls, LabKind, Model, Range, Readings, Seed, Values};
use crate::locale::Phrase;
use crate::nn::{Activation, rng};

/// The kind `batch-average`.
pub(in crate::lab) static KIND: LabKind = LabKind {
    name: "batch-average",
    controls,
    figures: &["dots", "spread", "readout"],
    build: |values, seed| Box::new(BatchAverage::new(values, seed)),
};

/// The number of batches.
const BATCHES: usize = 200;
/// The drawn range of z.
const Z_RANGE: (f64, f64) = (-7.0, 5.0);
/// The most intervals of the histogram of averages.
const MOST_INTERVALS: usize = 32;

fn controls(_: &Values) -> Controls {
    let draws = Range::new(1.0, BATCHES as f64, 1.0, 1.0).fine(1.0);
    Controls(vec![
        Control::number("mu", Range::new(-4.0, 2.0, 0.0, 0.5).fine(0.1)),
        Control::choice("n", "", &["1", "4", "8", "32", "128"], "32"),
        Control::number("draw", draws),
    ])
}

#[derive(Clone, Debug)]
struct BatchAverage {
    mean: f64,
    draw: usize,
    /// The sums of the shown batch.
    batch: Vec<f64>,
    /// The average slope of every batch.
    averages: Vec<f64>,
}

impl BatchAverage {
    fn new(values: &Values, seed: Seed) -> Self {
        let (mean, points) = (values.number("mu"), values.count("n").max(1));
        let batch = |draw: usize| {
            // No batch of one seed is a batch of the next seed.
            let state = seed.0.wrapping_mul(BATCHES as u64 + 1) + draw as u64;
            let mut generator = rng::generator(state, rng::Stream::Data);
            let sums = std::iter::repeat_with(|| mean + rng::normal(&mut generator));
            sums.take(points).collect::<Vec<_>>()
        };
        let draw = values.count("draw").clamp(1, BATCHES);
        Self {
            mean,
            draw,
            batch: batch(draw),
            averages: (1..=BATCHES)
                .map(|draw| average_slope(&batch(draw)))
                .collect(),
        }
    }

    /// The number of sums above zero.
    fn count_on(&self) -> usize {
        self.batch.iter().filter(|z| **z > 0.0).count()
    }

    /// The standard deviation of the average over all batches.
    fn spread(&self) -> f64 {
        let n = self.averages.len() as f64;
        let mean = self.averages.iter().sum::<f64>() / n;
        let squares = self.averages.iter().map(|a| (a - mean).powi(2));
        (squares.sum::<f64>() / n).sqrt()
    }

    /// The percentage of batches without a sum above zero.
    fn percent_off(&self) -> f64 {
        let off = self.averages.iter().filter(|a| **a == 0.0).count();
        100.0 * off as f64 / self.averages.len() as f64
    }

    fn phrase(&self, key: &str) -> Phrase {
        KIND.phrase(key)
            .with("n", self.batch.len())
            .with("on", self.count_on())
            .with("draw", self.draw)
            .with("draws", self.averages.len())
            .with("average", average_slope(&self.batch))
            .with("spread", self.spread())
            .with("silent", self.percent_off())
    }

    /// The sums of the batch: those above zero in the upper row, the others in the lower row.
    fn dots(&self) -> Plot {
        // The heights differ a little, so that neighbours do not cover each other.
        let height = |i: usize, row: f64| row + 0.09 * ((i * 7) % 11) as f64 - 0.45;
        let points = |row: f64, is_on: bool| {
            let sums = self.batch.iter().enumerate();
            sums.filter(|(_, z)| (**z > 0.0) == is_on)
                .map(|(i, z)| (*z, height(i, row)))
                .collect()
        };
        let (on, off) = (self.phrase("on"), self.phrase("off"));
        let rows = vec![(1.0, off.clone()), (2.0, on.clone())];
        Plot::strip(
            self.phrase("figure.dots"),
            Axis::named("z", Z_RANGE.0, Z_RANGE.1),
            Axis::linear(None, 0.5, 2.5).ticks(rows),
        )
        .dots(on, Role::First, points(2.0, true))
        .dots(off, Role::Second, points(1.0, false))
        .mark(
            MarkKind::Probe,
            self.mean,
            None,
            Some(Phrase::verbatim("μ")),
        )
    }

    /// A histogram of the averages.
    fn histogram(&self) -> Plot {
        let intervals = self.batch.len().clamp(2, MOST_INTERVALS);
        let mut counts = vec![0_u32; intervals + 1];
        for average in &self.averages {
            counts[nearest_interval(*average, intervals)] += 1;
        }
        let width = 1.0 / intervals as f64;
        let left = |i: usize| (i as f64 - 0.5) * width;
        let counted = counts.iter().enumerate();
        let levels = counted.map(|(i, n)| (left(i), f64::from(*n)));
        let end = [(left(intervals + 1), 0.0)];
        let most = counts.iter().copied().max().unwrap_or(0);
        Plot::tall(
            self.phrase("figure.spread"),
            Axis::linear(Some(self.phrase("average")), -0.1, 1.1),
            Axis::linear(None, 0.0, f64::from(most.div_ceil(20) * 20)),
        )
        .staircase(
            self.phrase("count"),
            Role::First,
            levels.chain(end).collect(),
        )
        .mark(
            MarkKind::Probe,
            average_slope(&self.batch),
            None,
            Some(self.phrase("this")),
        )
    }

    fn readout(&self) -> Lines {
        Lines::untitled(vec![self.phrase("readout.now"), self.phrase("readout.all")])
    }
}

/// The average slope of ReLU over a batch of sums.
fn average_slope(batch: &[f64]) -> f64 {
    let slopes = batch.iter().map(|z| Activation::Relu.slope(*z));
    slopes.sum::<f64>() / batch.len().max(1) as f64
}

/// The index i of 0…`intervals` for which i / `intervals` is nearest to `share`.
fn nearest_interval(share: f64, intervals: usize) -> usize {
    let distance = |i: &usize| (share - *i as f64 / intervals as f64).abs();
    (0..=intervals)
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
        .unwrap_or(0)
}

impl Model for BatchAverage {
    fn readings(&self) -> Readings {
        Readings::new()
            .with("average", average_slope(&self.batch))
            .with("on", self.count_on() as f64)
            .with("spread", self.spread())
            .with("silent", self.percent_off())
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        match id {
            "dots" => Some(Figure::Plot(self.dots())),
            "spread" => Some(Figure::Plot(self.histogram())),
            "readout" => Some(Figure::Lines(self.readout())),
            _ => None,
        }
    }

    /// The mean of the batch is dragged sideways.
    fn drag_values(&self, id: &str, (z, _): (f64, f64), free: &[&str]) -> Values {
        match id {
            "dots" if free.contains(&"mu") => Values::new().with("mu", z),
            _ => Values::new(),
        }
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
    fn spread_falls_with_the_batch_size_as_on_the_science_page() {
        for (n, spread) in [("1", 0.5), ("4", 0.25), ("32", 0.088)] {
            let found = reading(0.0, n, "spread");
            assert!((found / spread - 1.0).abs() < 0.05, "{n}: {found}");
        }
    }

    #[test]
    fn share_of_batches_that_are_off_matches_the_science_page() {
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
    fn the_average_of_one_sum_is_zero_or_one() {
        for draw in 1..=20 {
            let set = Values::new().with("n", "1").with("draw", f64::from(draw));
            let average = Lab::new(&KIND, &set, Seed(0)).unwrap().number("average");
            assert!(average == Some(0.0) || average == Some(1.0));
        }
    }

    #[test]
    fn a_change_of_the_mean_shifts_the_same_draw() {
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
