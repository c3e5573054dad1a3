//! Cells of one style drawn together: for surfaces, whose cells take turns in few colours.

use ratatui::style::{Color, Modifier};

use super::glyph::Glyph;

/// Where more styles than this change, hardly two cells are alike.
const MOST_STYLES: usize = 128;

type Style = (Color, Color, Modifier);

/// The glyphs, those of one style together and in their order; none where the styles are many.
///
/// Blanks need no more than their background, so they go with the glyph beside them where that has it.
pub(super) fn grouped<'a>(glyphs: &[Glyph<'a>]) -> Option<Vec<Glyph<'a>>> {
    let mut styles = Styles::default();
    let mut placed = Vec::with_capacity(glyphs.len());
    for (at, glyph) in glyphs.iter().enumerate() {
        let glyph = glyph.with_darker_ground();
        let style = if glyph.is_blank() {
            styles.of_blank(&glyph, &glyphs[at + 1..])?
        } else {
            styles.of((glyph.fg, glyph.bg, glyph.modifier))?
        };
        styles.end = Some((glyph.x + 1, glyph.y, style));
        placed.push((style, glyph));
    }
    placed.sort_by_key(|(style, _)| *style);
    Some(placed.into_iter().map(|(_, glyph)| glyph).collect())
}

/// The styles that were met.
#[derive(Default)]
struct Styles {
    all: Vec<Style>,
    /// Where the glyph before ends, and its style.
    end: Option<(u16, u16, usize)>,
}

impl Styles {
    /// The place of a style; none where there is no room for one more.
    fn of(&mut self, style: Style) -> Option<usize> {
        let last = self.end.map(|(_, _, last)| last);
        if let Some(last) = last.filter(|last| self.all.get(*last) == Some(&style)) {
            return Some(last);
        }
        let known = self.all.iter().position(|known| *known == style);
        known.or_else(|| {
            self.all.push(style);
            (self.all.len() <= MOST_STYLES).then_some(self.all.len() - 1)
        })
    }

    /// The place of a style that can draw a blank: that of the glyph before it, or of the one behind it and its blanks.
    fn of_blank(&mut self, blank: &Glyph<'_>, rest: &[Glyph<'_>]) -> Option<usize> {
        let has_ground = |style: &Style| style.1 == blank.bg;
        if let Some((x, y, last)) = self.end
            && (x, y) == (blank.x, blank.y)
            && self.all.get(last).is_some_and(has_ground)
        {
            return Some(last);
        }
        let is_beside = |(at, next): &(usize, &Glyph<'_>)| {
            let reach = usize::from(blank.x) + 1 + at;
            next.y == blank.y && usize::from(next.x) == reach
        };
        let behind = rest.iter().enumerate().take_while(is_beside);
        let mut behind = behind.map(|(_, next)| next.with_darker_ground());
        let next = behind.find(|next| !next.is_blank() || next.bg != blank.bg);
        match next.filter(|next| !next.is_blank() && next.bg == blank.bg) {
            Some(next) => self.of((next.fg, next.bg, next.modifier)),
            None => match self.all.iter().position(has_ground) {
                Some(known) => Some(known),
                None => self.of((blank.fg, blank.bg, blank.modifier)),
            },
        }
    }
}
