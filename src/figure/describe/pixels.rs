//! Grids of pixels in words.

use std::ops::RangeInclusive;

use crate::figure::{PixelGrid, PixelScale};
use crate::locale::Phrase;

/// The values of a grid, its caption, and the rows and columns in which it is not dark.
pub(super) fn describe(grid: &PixelGrid) -> Vec<Phrase> {
    let finite = grid.values.iter().copied().filter(|v| v.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if low > high {
        return Vec::new();
    }
    let name = |key: &'static str| Phrase::key(key).with("name", grid.name.clone());
    let runs = grid.runs();
    let mut sentences = vec![if runs.is_empty() {
        name("figure.pixels.dark")
    } else {
        name("figure.pixels").with("low", low).with("high", high)
    }];
    sentences.extend(grid.caption.clone());
    sentences.extend(grid.window.as_ref().map(|window| {
        name("figure.pixels.window")
            .with("rows", describe_range(&window.rows))
            .with("columns", describe_range(&window.columns))
    }));
    let has_signs = grid.scale != PixelScale::Brightness;
    let others = (!runs.is_empty()).then(|| name("figure.pixels.others"));
    sentences.extend(runs.into_iter().map(|(rows, runs)| {
        let runs = runs.into_iter().map(|run| {
            let key = match (has_signs, run.is_negative) {
                (false, _) => "figure.pixels.run",
                (true, false) => "figure.pixels.positive",
                (true, true) => "figure.pixels.negative",
            };
            Phrase::key(key).with("columns", describe_range(&run.columns))
        });
        name("figure.pixels.rows")
            .with("rows", describe_range(&rows))
            .with("runs", runs.collect::<Vec<_>>())
    }));
    sentences.extend(others);
    sentences
}

fn describe_range(range: &RangeInclusive<usize>) -> Phrase {
    if range.start() == range.end() {
        return Phrase::key("figure.pixels.one").with("n", *range.start());
    }
    Phrase::key("figure.pixels.range")
        .with("from", *range.start())
        .with("to", *range.end())
}
