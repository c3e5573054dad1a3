//! What is sent to draw cells one after the other.

use super::glyph::Glyph;
use super::leap::{From, Place, bytes, leap};
use super::pen::{Pen, RESET};
use super::shown::Shown;

/// More cells than this between two are never shorter to write again than to leap over.
const SHORT_GAP: usize = 8;

/// What draws `glyphs` in their order on a terminal that shows `shown` and draws with `pen`; and what it draws with then.
pub(super) fn drawn(glyphs: &[Glyph<'_>], shown: &Shown, pen: Option<Pen>) -> (String, Pen) {
    let mut text = match pen {
        Some(_) => String::new(),
        None => RESET.to_owned(),
    };
    let mut pen = pen.unwrap_or(Pen::NEW);
    let mut from = From::Nowhere;
    let mut done = Marks::over(glyphs);
    for glyph in glyphs {
        let to = (glyph.x, glyph.y);
        match bridge(from, to, shown, &done, pen) {
            Some(bridge) => text.push_str(&bridge),
            None => leap(from, to, &mut text),
        }
        pen.turn_to(glyph, &mut text);
        text.push_str(glyph.symbol);
        done.mark(to);
        let is_certain = shown.goes_on(glyph.x, glyph.y) && glyph.width == 1;
        from = if is_certain {
            From::At(glyph.end())
        } else {
            From::Row(glyph.y)
        };
    }
    (text, pen)
}

/// Places that are marked.
struct Marks {
    columns: usize,
    marks: Vec<bool>,
}

impl Marks {
    /// None of the places of `glyphs`, nor of those between them.
    fn over(glyphs: &[Glyph<'_>]) -> Self {
        let most = |of: fn(&Glyph<'_>) -> u16| glyphs.iter().map(of).max().map_or(0, usize::from);
        let columns = most(|glyph| glyph.x) + 1;
        Self {
            columns,
            marks: vec![false; columns * (most(|glyph| glyph.y) + 1)],
        }
    }

    fn mark(&mut self, (x, y): Place) {
        if let Some(mark) = self
            .marks
            .get_mut(usize::from(y) * self.columns + usize::from(x))
        {
            *mark = true;
        }
    }

    fn is_marked(&self, (x, y): Place) -> bool {
        let at = usize::from(y) * self.columns + usize::from(x);
        self.marks.get(at).copied().unwrap_or(false)
    }
}

/// What writes again what lies between two places of a row, where that is shorter than to leap over it.
fn bridge(from: From, to: Place, shown: &Shown, done: &Marks, pen: Pen) -> Option<String> {
    if from == From::At(to) {
        return Some(String::new());
    }
    let From::At((x, y)) = from else { return None };
    let gap = x..to.0;
    if y != to.1
        || gap.is_empty()
        || gap.len() > SHORT_GAP
        || gap.clone().any(|x| done.is_marked((x, y)))
    {
        return None;
    }
    let bridge = shown.bridge(pen, y, gap)?;
    (bridge.len() <= bytes(from, to)).then_some(bridge)
}
