//! A downsampled record of one value per step.

/// A value per step, downsampled: each of at most `capacity` buckets of equally many steps keeps its lowest and its highest
/// point, so that extremes survive. When there are too many buckets, pairs of them are merged. The first and the last point
/// are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    capacity: usize,
    /// The number of steps of a bucket.
    stride: u64,
    buckets: Vec<Bucket>,
    first: Option<HistoryPoint>,
    last: Option<HistoryPoint>,
}

/// A value at a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HistoryPoint {
    /// The step.
    pub step: u64,
    /// The value.
    pub value: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Bucket {
    low: HistoryPoint,
    high: HistoryPoint,
}

impl Bucket {
    fn merge(&mut self, other: Self) {
        if other.low.value < self.low.value {
            self.low = other.low;
        }
        if other.high.value > self.high.value {
            self.high = other.high;
        }
    }
}

impl History {
    /// An empty record of at most `capacity` buckets, two points each.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity: capacity.max(1),
            stride: 1,
            buckets: Vec::with_capacity(capacity.max(1) + 1),
            first: None,
            last: None,
        }
    }

    /// Adds the value after a step. A step that is not later than the last one is ignored, and so is a value that is not
    /// finite.
    pub fn push(&mut self, step: u64, value: f64) {
        if !value.is_finite() || self.last.is_some_and(|last| step <= last.step) {
            return;
        }
        let point = HistoryPoint { step, value };
        self.first = self.first.or(Some(point));
        self.last = Some(point);
        self.add(Bucket {
            low: point,
            high: point,
        });
        while self.buckets.len() > self.capacity {
            self.stride *= 2;
            for bucket in std::mem::take(&mut self.buckets) {
                self.add(bucket);
            }
        }
    }

    /// Appends a bucket, or merges it with the last one if they cover the same steps.
    fn add(&mut self, bucket: Bucket) {
        match self.buckets.last_mut() {
            Some(last) if last.low.step / self.stride == bucket.low.step / self.stride => {
                last.merge(bucket);
            }
            Some(_) | None => self.buckets.push(bucket),
        }
    }

    /// Removes all points after a step.
    pub fn truncate(&mut self, step: u64) {
        let before = |point: HistoryPoint| (point.step <= step).then_some(point);
        self.buckets
            .retain_mut(|bucket| match (before(bucket.low), before(bucket.high)) {
                (None, None) => false,
                (low, high) => {
                    let (low, high) = (low.or(high), high.or(low));
                    bucket.low = low.unwrap_or(bucket.low);
                    bucket.high = high.unwrap_or(bucket.high);
                    true
                }
            });
        self.first = self.first.and_then(before);
        if self.last.and_then(before).is_none() {
            self.last = None;
            self.last = self.points().last().copied();
        }
    }

    /// The kept points, by rising step.
    pub fn points(&self) -> Vec<HistoryPoint> {
        let mut points: Vec<HistoryPoint> = self.first.into_iter().collect();
        let mut add = |point: HistoryPoint| {
            if points.last().is_none_or(|last| last.step < point.step) {
                points.push(point);
            }
        };
        for bucket in &self.buckets {
            let low_first = bucket.low.step <= bucket.high.step;
            let (one, other) = if low_first {
                (bucket.low, bucket.high)
            } else {
                (bucket.high, bucket.low)
            };
            add(one);
            add(other);
        }
        if let Some(last) = self.last {
            add(last);
        }
        points
    }

    /// The first point.
    pub fn first(&self) -> Option<HistoryPoint> {
        self.first
    }

    /// The last point.
    pub fn last(&self) -> Option<HistoryPoint> {
        self.last
    }

    /// The lowest and the highest value.
    pub fn range(&self) -> Option<(f64, f64)> {
        let low = self
            .buckets
            .iter()
            .map(|bucket| bucket.low.value)
            .reduce(f64::min)?;
        let high = self
            .buckets
            .iter()
            .map(|bucket| bucket.high.value)
            .reduce(f64::max)?;
        Some((low, high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(step: u64) -> f64 {
        ((step * 7919) % 1009) as f64
    }

    fn record(steps: u64) -> History {
        let mut history = History::new(16);
        (0..steps).for_each(|step| history.push(step, wave(step)));
        history
    }

    #[test]
    fn downsampling_keeps_the_first_the_last_and_the_extreme_points() {
        for steps in [1, 2, 15, 16, 17, 100, 5000] {
            let history = record(steps);
            let points = history.points();
            assert!(points.len() <= 2 * 16 + 2);
            assert!(points.windows(2).all(|pair| pair[0].step < pair[1].step));
            assert!(points.iter().all(|point| point.value == wave(point.step)));
            assert_eq!(
                (points[0].step, points[points.len() - 1].step),
                (0, steps - 1)
            );
            let low = (0..steps).map(wave).fold(f64::INFINITY, f64::min);
            let high = (0..steps).map(wave).fold(0.0, f64::max);
            assert_eq!(history.range(), Some((low, high)));
        }
    }

    #[test]
    fn a_short_history_keeps_every_point() {
        let history = record(16);
        assert_eq!(history.points().len(), 16);
    }

    #[test]
    fn truncate_removes_later_points_and_push_continues() {
        let mut history = record(1000);
        history.truncate(400);
        assert!(history.points().iter().all(|point| point.step <= 400));
        history.push(401, 5000.0);
        assert_eq!(
            history.last(),
            Some(HistoryPoint {
                step: 401,
                value: 5000.0
            })
        );
        assert_eq!(history.range().unwrap().1, 5000.0);
        history.truncate(0);
        assert_eq!(
            history.points(),
            [HistoryPoint {
                step: 0,
                value: wave(0)
            }]
        );
    }

    #[test]
    fn values_that_are_not_finite_and_earlier_steps_are_ignored() {
        let mut history = record(3);
        history.push(3, f64::NAN);
        history.push(4, f64::INFINITY);
        history.push(1, 0.0);
        assert_eq!(history.points().len(), 3);
        assert_eq!(History::new(0).range(), None);
    }
}
