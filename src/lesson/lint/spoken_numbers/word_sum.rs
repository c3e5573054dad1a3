//! The value of a number of several words.

/// A number as its words are added up.
#[derive(Default)]
pub(super) struct Sum {
    /// Complete groups: two million.
    done: f64,
    /// The group in progress: three hundred.
    group: f64,
    /// The last added number.
    last: Option<f64>,
    /// The last scale.
    scale: Option<f64>,
    /// Whether the same scale stood twice in a row.
    pub(super) is_broken: bool,
}

impl Sum {
    /// Adds a number below the last scale; no if it cannot follow: five six.
    pub(super) fn add(&mut self, value: f64) -> bool {
        let fits = match (self.last, self.scale) {
            (None, None) => true,
            (Some(tens), _) => (20.0..100.0).contains(&tens) && value < 10.0 && tens % 10.0 == 0.0,
            (None, Some(scale)) => value < scale,
        };
        if fits {
            self.group += value;
            self.last = Some(value);
        }
        fits
    }

    /// Multiplies the last number, or from the scale `group_scale` on the whole group.
    pub(super) fn multiply(&mut self, scale: f64, group_scale: f64) {
        self.is_broken |= self.scale == Some(scale);
        let group = if self.group == 0.0 { 1.0 } else { self.group };
        if scale < group_scale {
            let (hundreds, rest) = match self.last {
                Some(last) => (self.group - last, last),
                None => (self.group, 1.0),
            };
            self.group = hundreds + rest * scale;
        } else {
            self.done += group * scale;
            self.group = 0.0;
        }
        self.last = None;
        self.scale = Some(scale);
    }

    pub(super) fn value(&self) -> f64 {
        self.done + self.group
    }
}
