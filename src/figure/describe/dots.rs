//! Dots in words: how many there are and where they lie.

use crate::figure::{Plot, PlotHeight, Series};
use crate::locale::Phrase;

/// Whether the heights of the dots are no values: each dot stands on those at the same place.
pub(super) fn is_dot_plot(plot: &Plot) -> bool {
    plot.height == PlotHeight::Strip && plot.y.label.is_none()
}

/// The number of the visible dots and their range; for a dot plot the median, too.
pub(super) fn describe(plot: &Plot, series: &Series) -> Phrase {
    let points: Vec<_> = plot.visible_points(series).into_iter().collect();
    let finite = points.iter().filter(|(x, y)| x.is_finite() && y.is_finite());
    let (mut xs, mut ys): (Vec<f64>, Vec<f64>) = finite.copied().unzip();
    xs.sort_by(f64::total_cmp);
    ys.sort_by(f64::total_cmp);
    let (Some(left), Some(right), Some(low), Some(high)) =
        (xs.first(), xs.last(), ys.first(), ys.last())
    else {
        return Phrase::key("figure.course.nothing");
    };
    let key = match (is_dot_plot(plot), left == right) {
        (true, true) => "figure.dots.one-place",
        (true, false) => "figure.dots",
        (false, _) => "figure.dots.scattered",
    };
    Phrase::key(key)
        .with("n", xs.len())
        .with("left", *left)
        .with("right", *right)
        .with("median", median(&xs))
        .with("low", *low)
        .with("high", *high)
}

/// The median of sorted numbers.
fn median(sorted: &[f64]) -> f64 {
    let middle = |at: usize| sorted.get(at).copied().unwrap_or(f64::NAN);
    let upper = middle(sorted.len() / 2);
    if sorted.len() % 2 == 1 {
        return upper;
    }
    f64::midpoint(middle((sorted.len() / 2).saturating_sub(1)), upper)
}
