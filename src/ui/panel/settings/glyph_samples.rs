//! Samples of the glyph sets side by side, because a font cannot be asked for its characters.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use crate::app::{App, Appearance, GlyphChoice};
use crate::chart::{Paint, Point, Polyline, Primitive, Scene};
use crate::figure::Role;
use crate::ui::RenderContext;
use crate::ui::dot_marker::DotMarker;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::StyleRole;

/// Columns and rows of a sample.
const SIZE: (u16, u16) = (9, 3);
/// Columns between two samples.
const GAP: u16 = 3;

/// Draws a wave in every glyph set, with its name below, in `rows`, unless they are too few.
pub(super) fn draw(app: &App, rows: &[Rect], buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let (width, height) = SIZE;
    // One row stays empty above, one is for the names.
    let (Some(first), true) = (rows.get(1), rows.len() > usize::from(height) + 1) else {
        return;
    };
    let is_ascii = ctx.glyphs.marker == DotMarker::Ascii;
    let mut x = first.x + 2;
    for choice in GlyphChoice::ALL {
        if is_ascii && choice != GlyphChoice::Ascii {
            continue;
        }
        let area = Rect::new(x, first.y, width, height);
        if area.right() > first.right() {
            return;
        }
        if choice == GlyphChoice::Pixels {
            // No characters can stand for an image.
            let is_shown = ctx
                .images
                .is_some_and(|images| images.add(&smooth_wave(area)));
            if !is_shown {
                continue;
            }
        } else {
            draw_wave(app, choice, area, buf, ctx);
        }
        let name = ctx.word(&format!("ui.settings.glyphs.{}", choice.name()));
        let place = Rect::new(x, area.bottom(), width, 1);
        ctx.span(name, StyleRole::Dim).render(place, buf);
        x = area.right() + GAP;
    }
}

/// Draws a wave in the dots of `choice`.
fn draw_wave(
    app: &App,
    choice: GlyphChoice,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let glyphs = Glyphs::for_appearance(Appearance {
        glyphs: choice,
        ..app.appearance()
    });
    let style = ctx.style(StyleRole::Series(Role::First));
    for (line, row) in wave(glyphs.marker).into_iter().zip(area.rows()) {
        Span::styled(line, style).render(row, buf);
    }
}

/// A scene with a wave in `area`.
fn smooth_wave(area: Rect) -> Scene {
    let count = 48;
    let points = (0..=count).map(|at| {
        let part = f64::from(at) / f64::from(count);
        let height = (1.0 - (part * std::f64::consts::TAU).sin()) / 2.0;
        Point {
            x: f64::from(area.x) + part * f64::from(area.width),
            y: f64::from(area.y) + 0.1 + height * (f64::from(area.height) - 0.2),
        }
    });
    Scene {
        primitives: vec![Primitive::Polyline(Polyline {
            points: points.collect(),
            paint: Paint::Series(Role::First),
        })],
        planes: vec![area],
        ..Scene::default()
    }
}

/// A wave in the dots of `marker`, row by row.
fn wave(marker: DotMarker) -> Vec<String> {
    let (across, down) = marker.dots_per_cell();
    let (width, height) = (SIZE.0 * across, SIZE.1 * down);
    let mut bits = vec![vec![0_u8; usize::from(SIZE.0)]; usize::from(SIZE.1)];
    let row_at = |x: f64| {
        let turn = x / f64::from(width - 1) * std::f64::consts::TAU;
        (1.0 - turn.sin()) / 2.0 * f64::from(height - 1)
    };
    for x in 0..width {
        let (here, next) = (row_at(f64::from(x)), row_at(f64::from(x) + 1.0));
        let next = if x + 1 < width { next } else { here };
        let (low, high) = (here.min(next).round(), here.max(next).round());
        for y in 0..height {
            if (low..=high).contains(&f64::from(y)) {
                let cell = &mut bits[usize::from(y / down)][usize::from(x / across)];
                *cell |= marker.bit(x % across, y % down);
            }
        }
    }
    let character = |bits: u8| match bits {
        0 => ' ',
        bits => marker.character(bits, Role::First),
    };
    let line = |row: Vec<u8>| row.into_iter().map(character).collect();
    bits.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_has_a_dot_in_every_column_of_cells() {
        for choice in GlyphChoice::ALL {
            let lines = wave(Glyphs::for_choice(choice).marker);
            assert_eq!(lines.len(), usize::from(SIZE.1));
            for column in 0..usize::from(SIZE.0) {
                let has_dot = lines
                    .iter()
                    .any(|line| line.chars().nth(column).is_some_and(|c| c != ' '));
                assert!(has_dot, "{choice:?}: column {column} of {lines:?}");
            }
        }
    }
}
