//! The marks of a plot in words.

use super::dots;
use crate::figure::{Mark, MarkKind, Plot};
use crate::locale::Phrase;

/// Up to this many kinks are listed; of more, their number and their range are told.
const LISTED_KINKS: usize = 8;

/// A sentence for each mark; several kinks have one sentence.
pub(super) fn describe(plot: &Plot) -> Vec<Phrase> {
    let mut sentences = Vec::new();
    let mut grouped: Vec<MarkKind> = Vec::new();
    for mark in &plot.marks {
        if grouped.contains(&mark.kind) && mark.y.is_none() {
            continue;
        }
        let alike = plot
            .marks
            .iter()
            .filter(|other| other.kind == mark.kind && other.y.is_none());
        let places: Vec<f64> = alike.map(|mark| mark.x).collect();
        match several_kinks(mark, &places) {
            Some(sentence) => {
                grouped.push(mark.kind);
                sentences.push(sentence);
            }
            None => sentences.push(describe_mark(plot, mark)),
        }
    }
    sentences
}

/// The kinks at `places`, which are of the kind of `mark`; none if there is only one, or if they are no kinks.
fn several_kinks(mark: &Mark, places: &[f64]) -> Option<Phrase> {
    let what = match mark.kind {
        MarkKind::Kink => "figure.mark.several.kinks",
        MarkKind::KinkBefore => "figure.mark.several.kinks-before",
        MarkKind::Extremum | MarkKind::Probe | MarkKind::Prediction | MarkKind::Goal => {
            return None;
        }
    };
    if mark.y.is_some() || places.len() < 2 {
        return None;
    }
    let sentence = if places.len() <= LISTED_KINKS {
        let place = |x: &f64| Phrase::key("figure.mark.several.place").with("x", *x);
        let listed: Vec<Phrase> = places.iter().map(place).collect();
        Phrase::key("figure.mark.several").with("places", listed)
    } else {
        let low = places.iter().copied().fold(f64::INFINITY, f64::min);
        let high = places.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Phrase::key("figure.mark.several.range")
            .with("low", low)
            .with("high", high)
    };
    let what = Phrase::key(what).with("n", places.len());
    Some(sentence.with("what", what))
}

fn describe_mark(plot: &Plot, mark: &Mark) -> Phrase {
    let key = match (mark.kind, &mark.label) {
        (MarkKind::Kink, _) => "figure.mark.kink",
        (MarkKind::KinkBefore, _) => "figure.mark.kink-before",
        (MarkKind::Extremum, _) => "figure.mark.turn",
        (MarkKind::Probe, None) => "figure.mark.probe",
        (MarkKind::Probe | MarkKind::Goal | MarkKind::Prediction, Some(_)) => "figure.mark.named",
        (MarkKind::Prediction, None) => "figure.mark.prediction",
        (MarkKind::Goal, None) => "figure.mark.goal",
    };
    let label = mark.label.clone();
    let at = Phrase::key(key)
        .with("x", mark.x)
        .with("name", label.unwrap_or_else(|| Phrase::verbatim("")));
    match mark.y.filter(|_| !dots::is_dot_plot(plot)) {
        Some(y) => Phrase::key("figure.mark.at").with("what", at).with("y", y),
        None => at,
    }
}
