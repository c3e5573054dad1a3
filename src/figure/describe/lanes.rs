//! Lanes in words.

use super::super::{LaneGroup, Lanes};
use crate::locale::Phrase;

/// The numbers of lanes by their state, and the median of the arrivals, a sentence a group.
pub(super) fn describe(lanes: &Lanes) -> Vec<Phrase> {
    if lanes.is_at_start() && !lanes.groups.is_empty() {
        return vec![Phrase::key("figure.waiting").with("how", lanes.started_by.clone())];
    }
    lanes.groups.iter().map(describe_group).collect()
}

fn describe_group(group: &LaneGroup) -> Phrase {
    let arrived = Phrase::key("figure.lanes.arrived")
        .with("k", group.arrivals().len())
        .with("n", group.lanes.len());
    let median = group
        .median()
        .map(|median| Phrase::key("figure.lanes.median").with("at", median));
    let moving = group.moving().map(|(count, at)| {
        Phrase::key("figure.lanes.moving")
            .with("n", count)
            .with("at", at.floor())
    });
    let never = Some(group.never_count()).filter(|count| *count > 0);
    let never = never.map(|count| Phrase::key("figure.lanes.never").with("n", count));
    let parts = [Some(arrived), median, moving, never];
    Phrase::key("figure.lanes.group")
        .with("name", group.name.clone())
        .with("parts", parts.into_iter().flatten().collect::<Vec<_>>())
}
