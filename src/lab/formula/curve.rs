//! Sampled curves.

use super::kinks::{Corner, corners};
use crate::lab::shared::sample_curve;

/// A curve at one setting of the controls.
#[derive(Clone, Debug, Default)]
pub(super) struct Curve {
    /// Points from left to right. A pole interrupts the curve, and where it stops being a number it ends.
    pub(super) points: Vec<(f64, f64)>,
    /// The places where the slope jumps.
    pub(super) kinks: Vec<f64>,
}

impl Curve {
    /// Samples `f` evenly and exactly at its corners.
    pub(super) fn new(from: f64, to: f64, f: impl Fn(f64) -> f64) -> Self {
        let even = sample_curve(from, to, &[], &f);
        let mut curve = Self::default();
        let mut exact = Vec::new();
        for corner in corners(&even, &f) {
            match corner {
                Corner::Kink(x) => {
                    curve.kinks.push(x);
                    exact.push((x, f(x)));
                }
                Corner::Jump(left, right) => exact.extend([(left, f(left)), (right, f(right))]),
            }
        }
        curve.points = even;
        curve.points.extend(exact);
        curve.points.sort_by(|a, b| a.0.total_cmp(&b.0));
        curve.points.dedup_by_key(|point| point.0);
        curve.end_at_nan();
        for point in &mut curve.points {
            if !point.1.is_finite() {
                point.1 = f64::NAN;
            }
        }
        curve
    }

    /// Takes away what is behind the first place where the curve stops being a number.
    fn end_at_nan(&mut self) {
        let is_number = |point: &(f64, f64)| !point.1.is_nan();
        let Some(start) = self.points.iter().position(is_number) else {
            return;
        };
        let end = self.points[start..]
            .iter()
            .position(|point| !is_number(point));
        let Some(end) = end.map(|length| start + length) else {
            return;
        };
        let at = self.points[end].0;
        for point in &mut self.points[end..] {
            point.1 = f64::NAN;
        }
        self.kinks.retain(|kink| *kink < at);
    }

    /// The heights that are numbers.
    pub(super) fn heights(&self) -> impl Iterator<Item = f64> {
        self.points
            .iter()
            .map(|point| point.1)
            .filter(|y| y.is_finite())
    }

    /// The slopes as a staircase, if it has at most `most` levels: each level with the x at which it starts, and the end.
    pub(super) fn levels(&self, most: usize) -> Option<Vec<(f64, f64)>> {
        let length = self.length();
        let mut levels: Vec<(f64, f64)> = Vec::new();
        for pair in self.points.windows(2).filter(|pair| !is_jump(pair, length)) {
            let slope = slope_of(pair);
            let is_new = levels.last().is_none_or(|(_, last)| {
                let is_same = (last - slope).abs() <= 1e-6 * last.abs().max(slope.abs()).max(1.0);
                !(is_same || last.is_nan() && slope.is_nan())
            });
            if is_new {
                levels.push((pair[0].0, slope));
            }
        }
        let last = (self.points.last()?.0, levels.last()?.1);
        levels.push(last);
        (levels.len() <= most + 1).then_some(levels)
    }

    /// The length of its part of the x axis.
    fn length(&self) -> f64 {
        match (self.points.first(), self.points.last()) {
            (Some(first), Some(last)) => last.0 - first.0,
            (_, _) => 0.0,
        }
    }

    /// The slope at each point, exact for a parabola: between two points the mean of both sides, at the ends the slope that
    /// continues the inner ones. A kink has both of its sides; nothing spans a jump.
    pub(super) fn slopes(&self) -> Vec<(f64, f64)> {
        let length = self.length();
        let interval = |at: usize| {
            let pair = self.points.get(at..at + 2)?;
            (!is_jump(pair, length)).then(|| Interval::new(pair))
        };
        let is_kink = |at: usize| {
            let x = self.points.get(at).map(|point| point.0);
            x.is_some_and(|x| self.kinks.contains(&x))
        };
        let mut slopes = Vec::with_capacity(self.points.len() + self.kinks.len());
        for (at, (x, _)) in self.points.iter().enumerate() {
            let left = at.checked_sub(1).and_then(interval);
            let right = interval(at);
            let before_left = || at.checked_sub(2).filter(|_| !is_kink(at - 1));
            let end = left.map(|left| left.slope_at_end(before_left().and_then(interval)));
            let behind_right = || interval(at + 1).filter(|_| !is_kink(at + 1));
            let start = right.map(|right| right.slope_at_end(behind_right()));
            match (left.zip(end), right.zip(start)) {
                (Some((_, end)), Some((_, start))) if is_kink(at) => {
                    slopes.extend([(*x, end), (*x, start)]);
                }
                (Some((left, _)), Some((right, _))) => slopes.push((*x, left.slope_before(right))),
                (Some((_, only)), None) | (None, Some((_, only))) => slopes.push((*x, only)),
                (None, None) => {}
            }
        }
        slopes
    }
}

/// The stretch between two neighbouring points.
#[derive(Clone, Copy)]
struct Interval {
    width: f64,
    slope: f64,
}

impl Interval {
    fn new(pair: &[(f64, f64)]) -> Self {
        Self {
            width: pair[1].0 - pair[0].0,
            slope: slope_of(pair),
        }
    }

    /// The slope of the parabola through this stretch and the `next` one at the point between them.
    fn slope_before(self, next: Self) -> f64 {
        (self.slope * next.width + next.slope * self.width) / (self.width + next.width)
    }

    /// The slope at the end that is away from the `inner` neighbour, of the parabola through both.
    fn slope_at_end(self, inner: Option<Self>) -> f64 {
        let change = inner.map_or(0.0, |inner| {
            (self.slope - inner.slope) * self.width / (self.width + inner.width)
        });
        if change.is_finite() {
            self.slope + change
        } else {
            self.slope
        }
    }
}

/// Whether `pair` is the two sides of a jump of a curve of this length.
fn is_jump(pair: &[(f64, f64)], length: f64) -> bool {
    pair[1].0 - pair[0].0 <= 1e-6 * length
}

fn slope_of(pair: &[(f64, f64)]) -> f64 {
    (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0)
}
