//! Cells of one style drawn together: for surfaces, whose cells take turns in few colours.

use super::glyph::Glyph;
use super::leap::{From, bytes};
use super::pen::Pen;

/// Where more styles than this change, hardly two cells are alike.
const MOST_STYLES: usize = 128;
/// With more glyphs than this, looking for those nearest to blanks takes longer than the bytes that it saves.
const MOST_SEARCHED: usize = 1_500;

/// The glyphs of each style in their order, styles that share a colour one after the other, from what `pen` has; none
/// where the styles are many.
///
/// Blanks need no more than their background, so they go with the glyph beside them where that has it.
pub(super) fn grouped<'a>(glyphs: &[Glyph<'a>], pen: Pen) -> Option<Vec<Vec<Glyph<'a>>>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        if glyph.is_blank() {
            continue;
        }
        let glyph = glyph.with_darker_ground();
        match groups.iter().position(|group| group.first.is_like(&glyph)) {
            Some(known) => groups[known].glyphs.push((at, glyph)),
            None if groups.len() < MOST_STYLES => groups.push(Group::of(at, glyph)),
            None => return None,
        }
    }
    let mut groups = chained(groups, pen);
    place_blanks(&mut groups, glyphs);
    Some(groups.into_iter().map(Group::in_order).collect())
}

/// Glyphs of one style, each with its place in what is drawn.
struct Group<'a> {
    first: Glyph<'a>,
    glyphs: Vec<(usize, Glyph<'a>)>,
}

impl<'a> Group<'a> {
    fn of(at: usize, first: Glyph<'a>) -> Self {
        Self {
            first,
            glyphs: vec![(at, first)],
        }
    }

    /// The same picture with the colours exchanged, where that can be done.
    fn turned(&self) -> Option<Self> {
        let turned = |(at, glyph): &(usize, Glyph<'a>)| Some((*at, glyph.turned()?));
        Some(Self {
            first: self.first.turned()?,
            glyphs: self.glyphs.iter().map(turned).collect::<Option<_>>()?,
        })
    }

    fn in_order(mut self) -> Vec<Glyph<'a>> {
        self.glyphs.sort_by_key(|(at, _)| *at);
        self.glyphs.into_iter().map(|(_, glyph)| glyph).collect()
    }
}

/// The groups, after each the one that the pen is turned to in the fewest bytes: steps of one scale of colours then
/// cost one colour each instead of two.
fn chained(mut groups: Vec<Group<'_>>, mut pen: Pen) -> Vec<Group<'_>> {
    let mut chain = Vec::with_capacity(groups.len());
    let mut turned: Vec<_> = groups.iter().map(Group::turned).collect();
    let mut codes = String::new();
    while !groups.is_empty() {
        let mut nearest = (0, false, usize::MAX);
        for (at, (group, turned)) in groups.iter().zip(&turned).enumerate() {
            for (is_turned, group) in [(false, Some(group)), (true, turned.as_ref())] {
                let Some(group) = group else { continue };
                codes.clear();
                pen.clone().turn_to(&group.first, &mut codes);
                if codes.len() < nearest.2 {
                    nearest = (at, is_turned, codes.len());
                }
            }
        }
        let (at, is_turned, _) = nearest;
        let (as_was, turned) = (groups.remove(at), turned.remove(at));
        let next = turned.filter(|_| is_turned).unwrap_or(as_was);
        pen.turn_to(&next.first, &mut codes);
        chain.push(next);
    }
    chain
}

/// Adds the blanks to groups of their background: to that of the glyph before it, or of the one behind it and its
/// blanks, or to any.
fn place_blanks<'a>(groups: &mut Vec<Group<'a>>, glyphs: &[Glyph<'a>]) {
    let mut of = vec![usize::MAX; glyphs.len()];
    for (group, (at, _)) in groups
        .iter()
        .enumerate()
        .flat_map(|(group, all)| all.glyphs.iter().map(move |placed| (group, placed)))
    {
        of[*at] = group;
    }
    for (at, blank) in glyphs.iter().enumerate() {
        if !blank.is_blank() {
            continue;
        }
        let has_ground = |group: &usize| {
            let group = groups.get(*group);
            group.is_some_and(|group| group.first.bg == blank.bg)
        };
        let before = at
            .checked_sub(1)
            .filter(|before| glyphs[*before].end() == (blank.x, blank.y));
        let before = before.map(|before| of[before]).filter(has_ground);
        let behind = || {
            behind(glyphs, at)
                .map(|behind| of[behind])
                .filter(has_ground)
        };
        let nearest = || {
            let way = |group: &Group<'_>| {
                let ways = group.glyphs.iter();
                ways.map(|(_, glyph)| bytes(From::At(glyph.end()), (blank.x, blank.y)))
                    .min()
            };
            let mut those = (0..groups.len()).filter(has_ground);
            if glyphs.len() > MOST_SEARCHED {
                return those.next();
            }
            those.min_by_key(|group| way(&groups[*group]))
        };
        let group = before.or_else(behind).or_else(nearest);
        of[at] = group.unwrap_or(groups.len());
        match group {
            Some(group) => groups[group].glyphs.push((at, *blank)),
            None => groups.push(Group::of(at, *blank)),
        }
    }
}

/// The glyph right behind a blank and the blanks beside it.
fn behind(glyphs: &[Glyph<'_>], blank: usize) -> Option<usize> {
    let mut end = glyphs.get(blank)?.end();
    for (at, glyph) in glyphs.iter().enumerate().skip(blank + 1) {
        if (glyph.x, glyph.y) != end {
            return None;
        }
        if !glyph.is_blank() {
            return Some(at);
        }
        end = glyph.end();
    }
    None
}
