//! The kinks of hidden units during a training: where they were at earlier steps.

use crate::figure::{Axis, Plot};
use crate::locale::Phrase;
use crate::nn::Network;

/// Up to this step every step is recorded. From there on, every doubling of the steps halves the share that is.
const DENSE: u64 = 32;

/// The kinks of the first layer of a network with one input, at a thinned selection of its training steps.
///
/// Which steps are kept depends on their numbers alone, so that the record of the same step is the same whether training
/// went on after it or not.
#[derive(Clone, Debug, Default)]
pub(in crate::lab) struct KinkRecord {
    /// By rising step: the line of each unit before its activation.
    entries: Vec<(u64, Vec<Line>)>,
}

/// The line w·x + b of a unit before its activation.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    w: f64,
    b: f64,
}

impl Line {
    /// The x at which it crosses zero; not finite where it does not.
    fn kink(self) -> f64 {
        // Adding 0 turns −0 into 0.
        -self.b / self.w + 0.0
    }
}

/// The lines of the units of the first layer; without numbers if its activation has no kink.
fn lines(network: &Network) -> Vec<Line> {
    let slopes = network.layers().first();
    let slopes = slopes.and_then(|layer| layer.activation.linear_slopes());
    let has_kink = slopes.is_some_and(|(below, above)| below != above);
    let weights = network.weights(0);
    let units = weights.column(0).into_iter().zip(network.biases(0));
    let line = |(w, b): (&f64, &f64)| Line {
        w: if has_kink { *w } else { f64::NAN },
        b: *b,
    };
    units.map(line).collect()
}

/// The distance of the recorded steps at `step`.
fn stride(step: u64) -> u64 {
    let doublings = (step / DENSE).checked_ilog2();
    doublings.map_or(1, |doublings| 1 << doublings)
}

impl KinkRecord {
    /// Records the kinks of `network` after `step`, unless the step is left out or was recorded already.
    pub(in crate::lab) fn push(&mut self, step: u64, network: &Network) {
        let is_new = self.entries.last().is_none_or(|(last, _)| *last < step);
        if is_new && step.is_multiple_of(stride(step)) {
            self.entries.push((step, lines(network)));
        }
    }

    /// Removes the kinks of `step` and of all later ones.
    pub(in crate::lab) fn truncate(&mut self, step: u64) {
        self.entries.retain(|(recorded, _)| *recorded < step);
    }

    /// A strip below a chart with the same x axis: the kink of each unit of `network`, which is at `step`, in the highest
    /// row, and below it where the kink was during the last half of all steps.
    pub(in crate::lab) fn plot(&self, step: u64, network: &Network, x: Axis) -> Plot {
        let from = step / 2;
        let now = lines(network);
        let past = |(recorded, _): &&(u64, Vec<Line>)| (from..step).contains(recorded);
        let past: Vec<_> = self.entries.iter().filter(past).collect();
        let ticks = [
            (step as f64, Phrase::key("lab.training.kinks-now")),
            (
                lowest(step),
                Phrase::key("lab.training.kinks-from").with("from", from),
            ),
        ];
        let y = Axis::linear(None, lowest(step), step as f64).ticks(ticks.to_vec());
        let title = Phrase::key("lab.training.kinks").with("from", from);
        let plot = Plot::strip(title, x, y);
        now.iter().enumerate().fold(plot, |plot, (unit, line)| {
            let past = past.iter().filter_map(|(step, lines)| {
                let line = lines.get(unit)?;
                Some((*step, *line))
            });
            let name = Phrase::key("lab.training.kink-of").with("unit", unit + 1);
            plot.trail(name, trail(past.chain([(step, *line)])))
        })
    }
}

/// The step at the lower end of the strip; it differs from `step` also before the first step.
fn lowest(step: u64) -> f64 {
    step as f64 - (step - step / 2).max(1) as f64
}

/// The places of a kink by step. Where the weight changes its sign, the kink leaves on one side and comes back on the other;
/// the trail is broken there.
fn trail(lines: impl Iterator<Item = (u64, Line)>) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    let mut last: Option<Line> = None;
    for (step, line) in lines {
        let height = step as f64;
        if last.is_some_and(|last| (last.w > 0.0) != (line.w > 0.0)) {
            points.push((f64::NAN, height));
        }
        points.push((line.kink(), height));
        last = Some(line);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;

    fn unit(w: f64, b: f64) -> Network {
        let mut network = Network::single_unit(1, Activation::Relu);
        network.parameters_mut().copy_from_slice(&[w, b]);
        network
    }

    fn x() -> Axis {
        Axis::named("x", -1.0, 1.0)
    }

    #[test]
    fn a_trail_holds_the_last_half_of_the_steps_and_its_length_is_bounded() {
        let mut record = KinkRecord::default();
        for step in 0..=20_000 {
            record.push(step, &unit(1.0, step as f64));
        }
        for step in [0, 1, 20, 500, 20_000] {
            let plot = record.plot(step, &unit(1.0, step as f64), x());
            let points = &plot.series[0].points;
            assert!(points.iter().all(|(x, step)| *x == -step), "{points:?}");
            assert!(points.iter().all(|point| point.1 >= (step / 2) as f64));
            assert_eq!(points.last().unwrap().1, step as f64);
            let enough = usize::try_from(step / 2).unwrap().min(20);
            assert!((enough..80).contains(&points.len()), "{}", points.len());
        }
        assert!(record.entries.len() < 500, "{}", record.entries.len());
    }

    #[test]
    fn a_kink_that_leaves_on_one_side_and_returns_on_the_other_has_no_line_between() {
        let mut record = KinkRecord::default();
        record.push(1, &unit(0.1, 0.1));
        let plot = record.plot(2, &unit(-0.1, 0.1), x());
        let xs: Vec<f64> = plot.series[0].points.iter().map(|point| point.0).collect();
        assert_eq!((xs[0], xs[2]), (-1.0, 1.0));
        assert!(xs[1].is_nan());
    }

    #[test]
    fn a_smooth_activation_has_no_kinks() {
        let mut network = Network::single_unit(1, Activation::Tanh);
        network.parameters_mut().copy_from_slice(&[1.0, 0.5]);
        let plot = KinkRecord::default().plot(3, &network, x());
        assert!(plot.series[0].points.iter().all(|(x, _)| x.is_nan()));
    }
}
