//! The order in which cells of one style are drawn: the next is the one that is reached in the fewest bytes.

use super::glyph::Glyph;
use super::leap::{From, bytes};

/// With more runs than this in a style, looking for the nearest takes longer than the bytes that it saves.
const MOST_RUNS: usize = 512;
/// A way of so few bytes is taken at once.
const NEAR: usize = 1;

/// A way of so many rows or more takes as many bytes at least; one of fewer rows a byte for each.
const FAR: usize = 4;

/// The glyphs of all groups, group by group, those of each as they lie on a short way.
pub(super) fn routed<'a>(groups: &[Vec<Glyph<'a>>]) -> Vec<Glyph<'a>> {
    let mut all = Vec::with_capacity(groups.iter().map(Vec::len).sum());
    let mut from = From::Nowhere;
    for group in groups {
        let mut runs: Vec<_> = group
            .chunk_by(|one, next| one.end() == (next.x, next.y))
            .map(Some)
            .collect();
        let is_searched = runs.len() <= MOST_RUNS;
        while let Some(run) = next(&mut runs, from, is_searched) {
            all.extend_from_slice(run);
            from = run.last().map_or(from, |last| From::At(last.end()));
        }
    }
    all
}

/// Takes the nearest of the runs that are left, or the first of them.
fn next<'r, 'a>(
    runs: &mut [Option<&'r [Glyph<'a>]>],
    from: From,
    is_searched: bool,
) -> Option<&'r [Glyph<'a>]> {
    let mut nearest = None;
    for (at, run) in runs.iter().enumerate() {
        let Some(first) = run.and_then(<[_]>::first) else {
            continue;
        };
        if let (From::At((_, row)), Some((_, least))) = (from, nearest)
            && usize::from(first.y.abs_diff(row)).min(FAR) >= least
        {
            continue;
        }
        let way = bytes(from, (first.x, first.y));
        if nearest.is_none_or(|(_, least)| way < least) {
            nearest = Some((at, way));
        }
        if way <= NEAR || !is_searched {
            break;
        }
    }
    nearest.and_then(|(at, _)| runs[at].take())
}
