//! Statistics over the readings of several seeds.

use crate::lesson::model::Stat;

impl Stat {
    /// The statistic of `readings`; NaN if there are none.
    pub fn compute(self, readings: &[f64]) -> f64 {
        match self {
            Self::Count => readings.iter().filter(|reading| **reading != 0.0).count() as f64,
            Self::Median => quantile(readings, 0.5),
            Self::P10 => quantile(readings, 0.1),
            Self::P90 => quantile(readings, 0.9),
            Self::Min => quantile(readings, 0.0),
            Self::Max => quantile(readings, 1.0),
        }
    }
}

/// The quantile `share` of `readings`, interpolated linearly between neighbours as in `NumPy`.
fn quantile(readings: &[f64], share: f64) -> f64 {
    let mut sorted = readings.to_vec();
    sorted.sort_by(f64::total_cmp);
    let position = share * (sorted.len() as f64 - 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ position < len"
    )]
    let (low, high) = (position.floor() as usize, position.ceil() as usize);
    match (sorted.get(low), sorted.get(high)) {
        (Some(a), Some(b)) if a == b => *a,
        (Some(a), Some(b)) => a + (b - a) * (position - position.floor()),
        (_, _) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate_between_sorted_readings() {
        let readings = [4.0, 0.0, 1.0, 3.0, 2.0];
        assert_eq!(Stat::Count.compute(&readings), 4.0);
        assert_eq!(Stat::Median.compute(&readings), 2.0);
        assert!((Stat::P10.compute(&readings) - 0.4).abs() < 1e-12);
        assert_eq!(Stat::Max.compute(&[1.0, f64::INFINITY]), f64::INFINITY);
        assert!(Stat::Median.compute(&[]).is_nan());
    }
}
