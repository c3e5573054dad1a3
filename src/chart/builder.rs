//! Adds primitives to a scene.

use ratatui::layout::Rect;

use super::{
    ChartContext, Disc, DiscShape, Paint, Point, Polyline, Primitive, Scene, SceneRect, SceneText,
    TextWeight,
};
use crate::locale::Phrase;
use crate::text::{clip, clip_formula, columns, width};

impl Scene {
    /// Adds `text` from the cell `at` on, up to the right end of `area`. Nothing is added outside of `area`.
    pub(super) fn text(&mut self, text: &str, at: (u16, u16), area: Rect, paint: Paint) {
        self.weighted_text(text, at, area, paint, TextWeight::Normal);
    }

    /// The same as [`Scene::text`] in another weight.
    pub(super) fn weighted_text(
        &mut self,
        text: &str,
        at: (u16, u16),
        area: Rect,
        paint: Paint,
        weight: TextWeight,
    ) {
        if !area.contains(at.into()) || text.is_empty() {
            return;
        }
        let width = usize::from(area.right() - at.0);
        let text = if usize::from(columns(text)) > width {
            clip(text, width, "")
        } else {
            text.to_owned()
        };
        self.primitives.push(Primitive::Text(SceneText {
            at,
            text,
            paint,
            weight,
        }));
    }

    /// Adds a title line and returns the area below it. Nothing is added for an empty title or into a single row.
    pub(super) fn title(&mut self, text: &str, area: Rect, ellipsis: &str) -> Rect {
        if text.is_empty() || area.height < 2 {
            return area;
        }
        let text = shorten(text, usize::from(area.width), ellipsis);
        self.text(&text, (area.x, area.y), area, Paint::Title);
        Rect::new(area.x, area.y + 1, area.width, area.height - 1)
    }

    /// Adds `phrase` from the cell `at` on, up to the right end of `area`; the number that the focused control changes has
    /// the colour of that control.
    pub(super) fn phrase(
        &mut self,
        phrase: &Phrase,
        at: (u16, u16),
        area: Rect,
        paint: Paint,
        ctx: &ChartContext<'_>,
    ) {
        let fits = columns(&ctx.format(phrase)) <= area.right().saturating_sub(at.0);
        if !fits {
            let room = usize::from(area.right().saturating_sub(at.0));
            let text = shorten(&ctx.format(phrase), room, ctx.symbols.ellipsis);
            self.text(&text, at, area, paint);
            return;
        }
        let mut x = at.0;
        for (text, is_marked) in ctx.parts(phrase) {
            let paint = if is_marked { Paint::Live } else { paint };
            self.text(&text, (x, at.1), area, paint);
            x = x.saturating_add(columns(&text));
        }
    }

    /// Adds a line through `points`, unless there are none.
    pub(super) fn polyline(&mut self, points: Vec<Point>, paint: Paint) {
        if !points.is_empty() {
            let line = Polyline { points, paint };
            self.primitives.push(Primitive::Polyline(line));
        }
    }

    /// Adds a marked point.
    pub(super) fn disc(&mut self, center: Point, shape: DiscShape, paint: Paint) {
        self.primitives.push(Primitive::Disc(Disc {
            center,
            shape,
            paint,
        }));
    }

    /// Adds a filled rectangle.
    pub(super) fn rect(&mut self, area: SceneRect, paint: Paint) {
        self.primitives.push(Primitive::Rect { area, paint });
    }

    /// Adds an area that lines and points are drawn in.
    pub(super) fn plane(&mut self, area: Rect) {
        if !area.is_empty() {
            self.planes.push(area);
        }
    }
}

/// The value at the end of a label, `−1.5` of `kink −1.5`. None where the label is one word, or ends with another word.
pub(super) fn value_alone(label: &str) -> Option<&str> {
    let (_, last) = label.trim_start().rsplit_once(' ')?;
    last.contains(|c: char| c.is_ascii_digit()).then_some(last)
}

/// The columns of the widest of `texts`.
pub(super) fn max_width<'t>(texts: impl IntoIterator<Item = &'t String>) -> u16 {
    texts
        .into_iter()
        .map(|text| columns(text))
        .max()
        .unwrap_or(0)
}

/// `text` in at most `limit` columns: without its middle clauses, with its first clause alone, or cut. The last clause often
/// has the number that matters.
pub(super) fn shorten(text: &str, limit: usize, ellipsis: &str) -> String {
    let is_end = |c: char| matches!(c, ',' | ';');
    let ends: Vec<usize> = text
        .match_indices(is_end)
        .filter(|(at, mark)| text[at + mark.len()..].starts_with(' '))
        .map(|(at, _)| at)
        .collect();
    let (Some(first), Some(last)) = (ends.first(), ends.last()) else {
        return clip_formula(text, limit, ellipsis);
    };
    let choices = [
        text.to_owned(),
        format!("{}{}", &text[..*first], &text[*last..]),
        text[..*first].to_owned(),
    ];
    let fitting = choices.into_iter().find(|choice| width(choice) <= limit);
    fitting.unwrap_or_else(|| clip_formula(text, limit, ellipsis))
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn a_long_title_keeps_its_first_and_its_last_clause() {
        let title = "Pieces of 20 random nets, a dot a net; median 45.5";
        assert_eq!(shorten(title, 60, "…"), title);
        assert_eq!(
            shorten(title, 40, "…"),
            "Pieces of 20 random nets; median 45.5"
        );
        assert_eq!(shorten(title, 30, "…"), "Pieces of 20 random nets");
        assert_eq!(shorten(title, 12, "…"), "Pieces of 2…");
        assert_eq!(shorten("y = relu(1,000 · x)", 12, "…"), "y = relu(1,…");
    }
}
