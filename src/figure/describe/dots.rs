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
    let finite = points
        .iter()
        .filter(|(x, y)| x.is_finite() && y.is_finite());
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

#[cfg(test)]
mod tests {
    use crate::figure::{Axis, Figure, MarkKind, Plot, Role};
    use crate::locale::{Lang, Phrase, Words};

    /// The sentences about `plot` in `lang`.
    fn sentences(plot: Plot, lang: &str) -> Vec<String> {
        let words = Words::load(&Lang::of(lang)).unwrap();
        let sentences = Figure::Plot(plot).describe();
        sentences.iter().map(|said| words.format(said)).collect()
    }

    fn points(xs: &[f64]) -> Vec<(f64, f64)> {
        xs.iter().map(|x| (*x, 1.0)).collect()
    }

    #[test]
    fn a_dot_plot_is_told_by_its_number_range_and_median() {
        let plot = |xs: &[f64]| {
            Plot::strip(
                Phrase::verbatim("t"),
                Axis::named("x", 0.0, 60.0),
                Axis::linear(None, 0.0, 5.0),
            )
            .dots(Phrase::verbatim("nets"), Role::First, points(xs))
            .probe(44.0, 1.0)
        };
        let scattered = [56.0, 33.0, 45.0, 46.0];
        assert_eq!(
            sentences(plot(&scattered), "ko"),
            [
                "nets: 4개가 33에서 56 사이에, 중앙값 45.5.",
                "지금 위치: 44."
            ]
        );
        assert_eq!(
            sentences(plot(&scattered), "en")[0],
            "nets: 4 dots from 33 to 56, median 45.5."
        );
        assert_eq!(sentences(plot(&[2.0, 2.0]), "ko")[0], "nets: 2개 모두 2에.");
    }

    #[test]
    fn scattered_points_are_told_by_their_ranges() {
        let plot = Plot::tall(
            Phrase::verbatim("t"),
            Axis::named("x", 0.0, 9.0),
            Axis::named("y", 0.0, 9.0),
        )
        .dots(
            Phrase::verbatim("data"),
            Role::Target,
            vec![(1.0, 4.0), (3.0, 2.0)],
        );
        assert_eq!(
            sentences(plot, "en"),
            ["data: 2 points, 1 to 3 across and 2 to 4 high."]
        );
    }

    #[test]
    fn noise_of_floating_point_is_zero() {
        let sine = (0..=100).map(|at| {
            let x = f64::from(at) / 50.0 - 1.0;
            (x, (std::f64::consts::PI * x).sin())
        });
        let plot = Plot::tall(
            Phrase::verbatim("t"),
            Axis::named("x", -1.0, 1.0),
            Axis::linear(None, -1.0, 1.0),
        )
        .curve(Phrase::verbatim("sine"), Role::First, sine.collect());
        let said = sentences(plot, "ko").concat();
        assert!(said.starts_with("sine: −1일 때 0, 1일 때 0,"), "{said}");
    }

    #[test]
    fn several_kinks_have_one_sentence() {
        let plot = |kinks: &[f64]| {
            let plot = Plot::tall(
                Phrase::verbatim("t"),
                Axis::named("x", -9.0, 99.0),
                Axis::linear(None, -1.0, 1.0),
            );
            kinks
                .iter()
                .fold(plot, |plot, x| plot.mark(MarkKind::Kink, *x, None, None))
        };
        assert_eq!(sentences(plot(&[2.0]), "ko"), ["꺾이는 점: 2."]);
        assert_eq!(
            sentences(plot(&[-1.0, 0.5]), "ko"),
            ["꺾이는 점 2개: −1, 0.5."]
        );
        let many: Vec<f64> = (0..20).map(f64::from).collect();
        assert_eq!(sentences(plot(&many), "en"), ["20 kinks from 0 to 19."]);
    }
}
