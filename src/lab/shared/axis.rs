//! Ends of axes. An axis that moved with every turn of a control would hide the change of its curve, so its ends are
//! taken from a few values.

/// The first of the falling `starts` that is at most `lowest`, or `lowest` beyond the last of them.
pub(in crate::lab) fn axis_start(starts: &[f64], lowest: f64) -> f64 {
    let start = starts.iter().copied().find(|start| *start <= lowest);
    start.unwrap_or(lowest)
}

/// The first of the rising `ends` that is at least `highest`, or `highest` beyond the last of them.
pub(in crate::lab) fn axis_end(ends: &[f64], highest: f64) -> f64 {
    let end = ends.iter().copied().find(|end| *end >= highest);
    end.unwrap_or(highest)
}
