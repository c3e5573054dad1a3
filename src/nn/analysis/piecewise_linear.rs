//! A ReLU network with one input as the piecewise linear function that it is, without sampling.

use crate::nn::network::Network;

/// A piecewise linear function of one number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PiecewiseLinear {
    /// The segments from left to right. Each begins at the end of the one before.
    pub segments: Vec<LinearSegment>,
}

/// A segment of a piecewise linear function: y = slope·x + offset for x from `from` to `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearSegment {
    /// The left end.
    pub from: f64,
    /// The right end.
    pub to: f64,
    /// The slope.
    pub slope: f64,
    /// The value of the line at x = 0.
    pub offset: f64,
}

/// An interval on which every unit of the present layer is linear.
struct Interval {
    from: f64,
    to: f64,
    /// The slope and the offset of each unit.
    lines: Vec<(f64, f64)>,
}

/// Breakpoints closer than this share of the whole range are one.
const SAME_PLACE: f64 = 1e-13;

/// Slopes that differ by less than this share of the largest slope are equal.
const SAME_SLOPE: f64 = 1e-9;

impl PiecewiseLinear {
    /// The first output of a network between `from` and `to`. None if the network has several inputs, an activation that is
    /// not linear on both sides of 0, or a parameter that is not finite.
    ///
    /// The line of each unit on an interval is carried from layer to layer. Where the z of a unit crosses 0, the interval is
    /// split. The cost grows with segments × weights.
    pub fn from_network(network: &Network, from: f64, to: f64) -> Option<Self> {
        // False if an end is NaN.
        let is_range = from < to && from.is_finite() && to.is_finite();
        if network.inputs() != 1 || !network.is_finite() || !is_range {
            return None;
        }
        let mut intervals = vec![Interval {
            from,
            to,
            lines: vec![(1.0, 0.0)],
        }];
        for (i, layer) in network.layers().iter().enumerate() {
            let slopes = layer.activation.linear_slopes()?;
            let split =
                |interval| split_interval(network, i, slopes, &interval, SAME_PLACE * (to - from));
            intervals = intervals.into_iter().flat_map(split).collect();
        }
        Some(Self {
            segments: merge(&intervals),
        })
    }

    /// The places where the slope changes.
    pub fn breakpoints(&self) -> impl Iterator<Item = f64> {
        self.segments.iter().skip(1).map(|segment| segment.from)
    }

    /// The value at `x`; NaN outside the segments.
    pub fn value(&self, x: f64) -> f64 {
        let contains_x = |segment: &&LinearSegment| (segment.from..=segment.to).contains(&x);
        let segment = self.segments.iter().find(contains_x);
        segment.map_or(f64::NAN, |segment| segment.slope * x + segment.offset)
    }

    /// The vertices of the graph, both ends included.
    pub fn points(&self) -> Vec<(f64, f64)> {
        let left = self.segments.first().map(|segment| segment.from);
        let right_ends = self.segments.iter().map(|segment| segment.to);
        let ends = left.into_iter().chain(right_ends);
        ends.map(|x| (x, self.value(x))).collect()
    }

    /// The number of segments.
    pub fn count(&self) -> usize {
        self.segments.len()
    }
}

/// The intervals into which a layer splits one.
fn split_interval(
    network: &Network,
    layer: usize,
    (below, above): (f64, f64),
    interval: &Interval,
    same_place: f64,
) -> Vec<Interval> {
    let units = network.weights(layer);
    let units = units.rows().into_iter().zip(network.biases(layer));
    let z: Vec<(f64, f64)> = units
        .map(|(weights, bias)| {
            let terms = weights.into_iter().zip(&interval.lines);
            terms.fold((0.0, *bias), |(slope, offset), (w, line)| {
                (slope + w * line.0, offset + w * line.1)
            })
        })
        .collect();
    let mut ends = vec![interval.from];
    if below != above {
        let is_inside = |x: &f64| interval.from + same_place < *x && *x < interval.to - same_place;
        let zeros = z.iter().map(|(slope, offset)| -offset / slope);
        ends.extend(zeros.filter(is_inside));
    }
    ends.push(interval.to);
    ends.sort_by(f64::total_cmp);
    ends.dedup_by(|right, left| *right - *left <= same_place && *right < interval.to);
    let activate = |ends: &[f64]| {
        let middle = 0.5 * (ends[0] + ends[1]);
        let line = |(slope, offset): &(f64, f64)| {
            let factor = if slope * middle + offset > 0.0 {
                above
            } else {
                below
            };
            (factor * slope, factor * offset)
        };
        Interval {
            from: ends[0],
            to: ends[1],
            lines: z.iter().map(line).collect(),
        }
    };
    ends.windows(2).map(activate).collect()
}

/// Merges neighbours with equal slopes.
fn merge(intervals: &[Interval]) -> Vec<LinearSegment> {
    let slopes = intervals.iter().map(|interval| interval.lines[0].0.abs());
    let steepest = slopes.fold(0.0, f64::max);
    let mut segments: Vec<LinearSegment> = Vec::new();
    for interval in intervals {
        let (slope, offset) = interval.lines[0];
        match segments.last_mut() {
            Some(last) if (last.slope - slope).abs() <= SAME_SLOPE * steepest => {
                last.to = interval.to;
            }
            Some(_) | None => segments.push(LinearSegment {
                from: interval.from,
                to: interval.to,
                slope,
                offset,
            }),
        }
    }
    segments
}

#[cfg(test)]
mod tests;
