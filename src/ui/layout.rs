//! Layout of the screen.

use ratatui::layout::Rect;

/// The smallest size at which a screen is drawn.
pub(super) const MIN_SIZE: (u16, u16) = (60, 18);
/// From this width on, text and figures stand side by side.
const SIDE_BY_SIDE_WIDTH: u16 = 96;
/// The most columns of prose.
pub(super) const MAX_TEXT_WIDTH: u16 = 72;
/// The fewest rows of a figure below text.
const MIN_FIGURE_HEIGHT: u16 = 8;

/// Below this size, a lesson shows its text or one figure.
const BOTH_SIZE: (u16, u16) = (80, 24);

/// The parts of a screen, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScreenAreas {
    /// The title line.
    pub header: Rect,
    /// The rule below the title line.
    pub top_rule: Rect,
    /// The area between the rules.
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
    /// The area of the text.
    pub text: Rect,
    /// The line between text and figures, where they stand side by side.
    pub divider: Option<Rect>,
    /// The area of the figures.
    pub figures: Rect,
}

/// The lines that a text should take and those that it may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextHeight {
    /// With this many lines, the figures have the rows they need. Blank lines and prompts are dropped for that, nothing else.
    pub wanted: u16,
    /// The most lines.
    pub max: u16,
}

impl TextHeight {
    /// At most this many lines.
    pub(super) fn up_to(max: u16) -> Self {
        Self { wanted: max, max }
    }
}

/// The parts that share a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyParts {
    /// Text alone.
    Text,
    /// Text and figures.
    TextAndFigures,
    /// Text at double size, which needs more columns, and figures.
    LargeTextAndFigures,
}

/// Whether a screen fits into `area`.
pub(super) fn has_room(area: Rect) -> bool {
    area.width >= MIN_SIZE.0 && area.height >= MIN_SIZE.1
}

/// Whether a screen of this size shows text and figures together.
pub(super) fn has_room_for_both(area: Rect) -> bool {
    area.width >= BOTH_SIZE.0 && area.height >= BOTH_SIZE.1
}

/// The parts of a screen with `controls` rows of controls.
pub(super) fn screen_areas(area: Rect, controls: u16) -> ScreenAreas {
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

/// The columns of the text in a body of this size, without margins.
pub(super) fn text_width(body: Rect, parts: BodyParts) -> u16 {
    match side_by_side_width(body, parts) {
        Some(width) => width.saturating_sub(3),
        None => body.width.saturating_sub(4).min(MAX_TEXT_WIDTH),
    }
}

/// The lines of text that a body of this size shows beside or above its figures, of which the first one needs
/// `figure_rows` rows.
pub(super) fn text_height(body: Rect, parts: BodyParts, figure_rows: u16) -> TextHeight {
    if parts == BodyParts::Text || side_by_side_width(body, parts).is_some() {
        return TextHeight::up_to(body.height);
    }
    TextHeight {
        wanted: body
            .height
            .saturating_sub(figure_rows.max(MIN_FIGURE_HEIGHT)),
        max: max_text_height(body),
    }
}

/// The most lines of text above figures.
fn max_text_height(body: Rect) -> u16 {
    body.height.saturating_sub(MIN_FIGURE_HEIGHT)
}

/// The columns of the text half of a body with text and figures side by side; none where they are not.
fn side_by_side_width(body: Rect, parts: BodyParts) -> Option<u16> {
    let width = match parts {
        BodyParts::Text => return None,
        BodyParts::TextAndFigures => (body.width * 2 / 5).clamp(40, MAX_TEXT_WIDTH),
        BodyParts::LargeTextAndFigures => body.width / 2,
    };
    (body.width >= SIDE_BY_SIDE_WIDTH).then_some(width)
}

/// Divides a body among text of `lines` lines and figures, of which the first one needs `figure_rows` rows.
pub(super) fn split_body(body: Rect, lines: u16, parts: BodyParts, figure_rows: u16) -> SplitAreas {
    if parts == BodyParts::Text {
        return SplitAreas {
            text: inset(body, 2),
            divider: None,
            figures: Rect::new(body.x, body.bottom(), body.width, 0),
        };
    }
    if let Some(width) = side_by_side_width(body, parts) {
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
    let height = lines.min(max_text_height(body));
    let gap = u16::from(body.height > height.saturating_add(figure_rows.max(MIN_FIGURE_HEIGHT)));
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
    fn the_areas_cover_the_screen_without_a_gap() {
        for height in MIN_SIZE.1..60 {
            for controls in 0..5 {
                let area = Rect::new(0, 0, 80, height);
                let areas = screen_areas(area, controls);
                let rows = [
                    areas.header,
                    areas.top_rule,
                    areas.body,
                    areas.control_rule,
                    areas.controls,
                    areas.bottom_rule,
                    areas.footer,
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
    fn text_and_figures_stay_inside_the_body() {
        for width in MIN_SIZE.0..200 {
            for lines in 0..40 {
                let body = Rect::new(0, 2, width, 14);
                for parts in [BodyParts::TextAndFigures, BodyParts::LargeTextAndFigures] {
                    let split = split_body(body, lines, parts, 8);
                    for part in [split.text, split.figures] {
                        assert_eq!(part.intersection(body), part, "{width} {lines}");
                    }
                    assert!(split.text.intersection(split.figures).is_empty());
                    assert!(text_width(body, parts) <= split.text.width);
                    assert!(split.figures.width + 3 >= width / 2, "{width} {parts:?}");
                }
            }
        }
    }
}
