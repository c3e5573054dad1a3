//! Readings: the named numbers of a lab.

/// Named numbers in reading order: `kink`, `slope`, `loss`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Readings(Vec<(String, f64)>);

impl Readings {
    /// No readings.
    pub fn new() -> Self {
        Self::default()
    }

    /// These readings and one more. A number that does not exist is NaN; one that is never reached is infinite.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: f64) -> Self {
        self.0.push((name.into(), value));
        self
    }

    /// The same readings with one more: 1 where `is_true`, else 0.
    #[must_use]
    pub fn with_flag(self, name: impl Into<String>, is_true: bool) -> Self {
        self.with(name, f64::from(u8::from(is_true)))
    }

    /// The reading called `name`.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| *value)
    }

    /// Names and numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }
}
