//! Where things stand on the screen.

use ratatui::layout::Rect;

/// Smaller than this, one sentence asks for more room.
pub(super) const LEAST: (u16, u16) = (60, 18);
/// From this width on, text and figures stand side by side.
const SIDE_BY_SIDE: u16 = 96;
/// Prose is never wider than this.
const MEASURE: u16 = 72;
/// A figure that has text above it gets at least this many rows.
const FIGURE_ROWS: u16 = 8;

/// The parts of a screen, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScreenAreas {
    /// The title line.
    pub header: Rect,
    /// The rule under it.
    pub top_rule: Rect,
    /// What is between the rules.
    pub body: Rect,
    /// The rule above the controls.
    pub control_rule: Rect,
    /// The controls.
    pub controls: Rect,
    /// The rule above the footer.
    pub bottom_rule: Rect,
    /// The line of keys.
    pub footer: Rect,
}

/// The parts of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SplitAreas {
    /// Where the text stands.
    pub text: Rect,
    /// The line between, where they stand side by side.
    pub divider: Option<Rect>,
    /// Where the figures stand.
    pub figures: Rect,
}

/// Whether there is room for a screen.
pub(super) fn has_room(area: Rect) -> bool {
    area.width >= LEAST.0 && area.height >= LEAST.1
}

/// A screen with `controls` rows of controls.
pub(super) fn bands(area: Rect, controls: u16) -> ScreenAreas {
    let row = |y: u16, height: u16| Rect::new(area.x, area.y + y, area.width, height);
    let below = controls + u16::from(controls > 0) + 2;
    let body = area.height.saturating_sub(2 + below);
    let end = 2 + body;
    let control_rule = u16::from(controls > 0);
    ScreenAreas {
        header: row(0, 1),
        top_rule: row(1, 1),
        body: row(2, body),
        control_rule: row(end, control_rule),
        controls: row(end + control_rule, controls),
        bottom_rule: row(end + control_rule + controls, 1),
        footer: row(area.height.saturating_sub(1), 1),
    }
}

/// How wide the text of a body of this size is, without its margins.
pub(super) fn text_width(body: Rect, with_figures: bool) -> u16 {
    if with_figures && is_side_by_side(body) {
        return column(body).saturating_sub(3);
    }
    body.width.saturating_sub(4).min(MEASURE)
}

/// How many lines of text a body of this size shows beside or above its figures.
pub(super) fn text_room(body: Rect, with_figures: bool) -> u16 {
    if with_figures && !is_side_by_side(body) {
        return body.height.saturating_sub(FIGURE_ROWS);
    }
    body.height
}

fn is_side_by_side(body: Rect) -> bool {
    body.width >= SIDE_BY_SIDE
}

/// The text column of a body with text and figures side by side.
fn column(body: Rect) -> u16 {
    (body.width * 2 / 5).clamp(40, MEASURE)
}

/// A body of which the text takes `lines` lines where it can.
pub(super) fn halves(body: Rect, lines: u16, with_figures: bool) -> SplitAreas {
    if !with_figures {
        return SplitAreas {
            text: inset(body, 2),
            divider: None,
            figures: Rect::new(body.x, body.bottom(), body.width, 0),
        };
    }
    if is_side_by_side(body) {
        let width = column(body);
        let text = Rect::new(body.x + 2, body.y, width.saturating_sub(3), body.height);
        let divider = Rect::new(body.x + width, body.y, 1, body.height);
        let figures = Rect::new(
            body.x + width + 2,
            body.y,
            body.width.saturating_sub(width + 3),
            body.height,
        );
        return SplitAreas {
            text,
            divider: Some(divider),
            figures,
        };
    }
    let height = lines.min(text_room(body, true));
    let gap = u16::from(body.height > height + FIGURE_ROWS);
    let text = inset(Rect::new(body.x, body.y, body.width, height), 2);
    let top = body.y + height + gap;
    SplitAreas {
        text,
        divider: None,
        figures: Rect::new(
            body.x + 2,
            top,
            body.width.saturating_sub(4),
            body.bottom().saturating_sub(top),
        ),
    }
}

fn inset(area: Rect, by: u16) -> Rect {
    Rect::new(
        area.x + by,
        area.y,
        area.width.saturating_sub(2 * by),
        area.height,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_cover_the_screen_without_a_gap() {
        for height in LEAST.1..60 {
            for controls in 0..5 {
                let area = Rect::new(0, 0, 80, height);
                let bands = bands(area, controls);
                let rows = [
                    bands.header,
                    bands.top_rule,
                    bands.body,
                    bands.control_rule,
                    bands.controls,
                    bands.bottom_rule,
                    bands.footer,
                ];
                let mut y = 0;
                for row in rows {
                    assert_eq!(row.y, y);
                    y = row.bottom();
                }
                assert_eq!(y, height);
            }
        }
    }

    #[test]
    fn halves_stay_inside_the_body() {
        for width in LEAST.0..200 {
            for lines in 0..40 {
                let body = Rect::new(0, 2, width, 14);
                let halves = halves(body, lines, true);
                for part in [halves.text, halves.figures] {
                    assert_eq!(part.intersection(body), part, "{width} {lines}");
                }
                assert!(halves.text.intersection(halves.figures).is_empty());
            }
        }
    }
}
