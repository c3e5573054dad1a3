//! Loss plots.

use crate::figure::{Axis, Plot, Role};
use crate::locale::Phrase;

/// Losses against steps on a logarithmic axis, in front of those of the run before; the title shows the loss `now` at
/// `step`, and a mark its place.
pub(in crate::lab) fn loss_plot(
    (step, now): (u64, f64),
    losses: &[(f64, f64)],
    before: &[(f64, f64)],
) -> Plot {
    let points = || losses.iter().chain(before);
    let positive = || {
        let losses = points().map(|(_, loss)| *loss);
        losses.filter(|loss| loss.is_finite() && *loss > 0.0)
    };
    let low = positive().fold(1e-2, f64::min);
    let high = positive().fold(1.0, f64::max);
    let last_step = points().map(|(step, _)| *step).fold(100.0, f64::max);
    let steps = Phrase::key("lab.training.step");
    let mut plot = Plot::tall(
        Phrase::key("lab.training.loss").with("loss", now),
        Axis::linear(Some(steps), 0.0, round_up(last_step)),
        Axis::log(
            None,
            power_of_ten(low.log10().floor()),
            power_of_ten(high.log10().ceil()),
        ),
    );
    if !before.is_empty() {
        plot = plot.curve(Phrase::key("figure.before"), Role::Ghost, before.to_vec());
    }
    plot = plot
        .curve(
            Phrase::key("lab.training.loss-name"),
            Role::First,
            losses.to_vec(),
        )
        .drawn_by(Phrase::key("lab.training.trains"));
    // At the start of the first run the mark would stand on the only point.
    let has_place = step > 0 || losses.len() > 1;
    if has_place && now > 0.0 && now.is_finite() {
        plot = plot.probe(step as f64, now);
    }
    plot
}

/// The next of 1, 2, 5 times a power of ten, so that a growing axis changes seldom.
fn round_up(value: f64) -> f64 {
    let unit = power_of_ten(value.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * unit)
        .find(|end| *end >= value)
        .unwrap_or(value)
}

fn power_of_ten(exponent: f64) -> f64 {
    10f64.powf(exponent)
}
