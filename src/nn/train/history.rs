//! A record of one number through time that stays small and keeps its shape.

/// A number after each of a series of steps, thinned so that memory stays bounded while the first, the last and all
/// extremes stay: each of at most `capacity` equal spans of steps keeps its lowest and its highest point. When there are too
/// many spans, pairs become one.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    capacity: usize,
    /// How many steps a span covers.
    stride: u64,
    spans: Vec<Span>,
    first: Option<Point>,
    last: Option<Point>,
}

/// A number at a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The step.
    pub step: u64,
    /// The number.
    pub value: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    low: Point,
    high: Point,
}

impl Span {
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
    /// An empty record of at most `capacity` spans, two points each.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity: capacity.max(1),
            stride: 1,
            spans: Vec::with_capacity(capacity.max(1) + 1),
            first: None,
            last: None,
        }
    }

    /// Takes the number after a step. Steps must rise; earlier ones and numbers that are not finite are left out, so that a
    /// curve ends where it stops being one.
    pub fn push(&mut self, step: u64, value: f64) {
        if !value.is_finite() || self.last.is_some_and(|last| step <= last.step) {
            return;
        }
        let point = Point { step, value };
        self.first = self.first.or(Some(point));
        self.last = Some(point);
        self.add(Span {
            low: point,
            high: point,
        });
        while self.spans.len() > self.capacity {
            self.stride *= 2;
            for span in std::mem::take(&mut self.spans) {
                self.add(span);
            }
        }
    }

    /// Adds a span behind the others, or to the last one if it covers the same steps.
    fn add(&mut self, span: Span) {
        match self.spans.last_mut() {
            Some(last) if last.low.step / self.stride == span.low.step / self.stride => {
                last.merge(span);
            }
            Some(_) | None => self.spans.push(span),
        }
    }

    /// Forgets everything after a step.
    pub fn truncate(&mut self, step: u64) {
        let kept = |point: Point| (point.step <= step).then_some(point);
        self.spans
            .retain_mut(|span| match (kept(span.low), kept(span.high)) {
                (None, None) => false,
                (low, high) => {
                    let (low, high) = (low.or(high), high.or(low));
                    span.low = low.unwrap_or(span.low);
                    span.high = high.unwrap_or(span.high);
                    true
                }
            });
        self.first = self.first.and_then(kept);
        if self.last.and_then(kept).is_none() {
            self.last = None;
            self.last = self.points().last().copied();
        }
    }

    /// The points that are kept, in the order of their steps.
    pub fn points(&self) -> Vec<Point> {
        let mut points: Vec<Point> = self.first.into_iter().collect();
        let mut add = |point: Point| {
            if points.last().is_none_or(|last| last.step < point.step) {
                points.push(point);
            }
        };
        for span in &self.spans {
            let low_first = span.low.step <= span.high.step;
            let (one, other) = if low_first {
                (span.low, span.high)
            } else {
                (span.high, span.low)
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
    pub fn first(&self) -> Option<Point> {
        self.first
    }

    /// The last point.
    pub fn last(&self) -> Option<Point> {
        self.last
    }

    /// The lowest and the highest number of all.
    pub fn range(&self) -> Option<(f64, f64)> {
        let low = self
            .spans
            .iter()
            .map(|span| span.low.value)
            .reduce(f64::min)?;
        let high = self
            .spans
            .iter()
            .map(|span| span.high.value)
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
    fn first_last_and_extremes_stay_and_memory_is_bounded() {
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
    fn a_short_record_is_complete() {
        let history = record(16);
        assert_eq!(history.points().len(), 16);
    }

    #[test]
    fn truncating_leaves_only_what_was_known_then_and_recording_goes_on() {
        let mut history = record(1000);
        history.truncate(400);
        assert!(history.points().iter().all(|point| point.step <= 400));
        history.push(401, 5000.0);
        assert_eq!(
            history.last(),
            Some(Point {
                step: 401,
                value: 5000.0
            })
        );
        assert_eq!(history.range().unwrap().1, 5000.0);
        history.truncate(0);
        assert_eq!(
            history.points(),
            [Point {
                step: 0,
                value: wave(0)
            }]
        );
    }

    #[test]
    fn numbers_that_are_not_finite_end_the_curve() {
        let mut history = record(3);
        history.push(3, f64::NAN);
        history.push(4, f64::INFINITY);
        history.push(1, 0.0);
        assert_eq!(history.points().len(), 3);
        assert_eq!(History::new(0).range(), None);
    }
}
