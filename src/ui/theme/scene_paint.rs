//! The colours of the primitives of a scene, for cells and for images.

use ratatui::style::{Color, Style};

use super::palette::{self, ColorPair};
use super::style_role::StyleRole;
use super::{Theme, palette::PaletteColor};
use crate::app::ColorDepth;
use crate::chart::Paint;
use crate::figure::Role;

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

/// The part of the colour of a curve in the area in which its unit is on.
const ACTIVE_SHARE: f64 = 0.1;
/// The part of the colour of a curve in the way of a run.
const LANE_SHARE: f64 = 0.45;
/// The number of steps of the colour map in images. More steps look alike and make images larger.
const HEAT_STEPS_IN_IMAGES: f64 = 12.0;

impl Theme {
    /// The style in which cells show `paint`. The area in which a unit is on has only a background, in 24-bit colours; the
    /// colour of a level is the one of text on it.
    pub fn paint(self, paint: Paint) -> Style {
        match paint_role(paint) {
            PaintRole::Style(role) => self.style(role),
            PaintRole::Active(_) => {
                let style = self.style(StyleRole::Text);
                match self.image_color(paint) {
                    Some((r, g, b)) if self.depth == ColorDepth::True => {
                        style.bg(Color::Rgb(r, g, b))
                    }
                    Some(_) | None => style,
                }
            }
            PaintRole::Lane(role) => {
                let style = self.style(StyleRole::Series(role));
                match self.image_color(paint) {
                    Some((r, g, b)) if self.depth == ColorDepth::True => {
                        style.fg(Color::Rgb(r, g, b))
                    }
                    Some(_) | None => style,
                }
            }
            PaintRole::Heat(level) => self.on_heat(level),
        }
    }

    /// The style in which cells show text of `paint`. The name of a curve has more contrast than the curve needs.
    pub fn text(self, paint: Paint) -> Style {
        match paint {
            Paint::Series(role) => self.style(StyleRole::SeriesName(role)),
            other => self.paint(other),
        }
    }

    /// The colour of `paint` in an image. None where the theme has no hues.
    pub fn image_color(self, paint: Paint) -> Option<Rgb> {
        let ground = self.image_ground()?;
        let color = |role| palette::colors(self.choice, role).map(|pair| pair.fore.rgb);
        match paint_role(paint) {
            PaintRole::Style(role) => color(role),
            PaintRole::Active(role) => {
                let curve = color(StyleRole::Series(role))?;
                Some(blend(ground, curve, ACTIVE_SHARE))
            }
            PaintRole::Lane(role) => {
                let curve = color(StyleRole::Series(role))?;
                Some(blend(ground, curve, LANE_SHARE))
            }
            PaintRole::Heat(level) => {
                let level = if level.is_finite() { level } else { 0.0 };
                let step =
                    (level.clamp(0.0, 1.0) * HEAT_STEPS_IN_IMAGES).round() / HEAT_STEPS_IN_IMAGES;
                let colorous::Color { r, g, b } = colorous::VIRIDIS.eval_continuous(step);
                Some((r, g, b))
            }
        }
    }

    /// The background of images: the one that cells have. None where the theme has no hues.
    pub fn image_ground(self) -> Option<Rgb> {
        if !self.has_hues() {
            return None;
        }
        let ColorPair { back, .. } = palette::colors(self.choice, StyleRole::Text)?;
        Some(match self.depth {
            ColorDepth::True => back.rgb,
            ColorDepth::Ansi256 => indexed_rgb(back),
            // Terminals differ; these two are close in all of them.
            ColorDepth::Ansi16 | ColorDepth::None if back.ansi_16 == Color::Black => (0, 0, 0),
            ColorDepth::Ansi16 | ColorDepth::None => (255, 255, 255),
        })
    }
}

/// The source of the colour of a [`Paint`].
enum PaintRole {
    Style(StyleRole),
    Active(Role),
    Lane(Role),
    Heat(f64),
}

fn paint_role(paint: Paint) -> PaintRole {
    PaintRole::Style(match paint {
        Paint::Text => StyleRole::Text,
        Paint::Title => StyleRole::Title,
        Paint::Dim => StyleRole::Dim,
        Paint::Axis => StyleRole::Axis,
        Paint::Grid => StyleRole::Grid,
        Paint::Zero => StyleRole::Zero,
        Paint::Rule | Paint::NegativeRule => StyleRole::Rule,
        Paint::Accent => StyleRole::Accent,
        Paint::Series(role) | Paint::Arrival(role) => StyleRole::Series(role),
        Paint::Kink => StyleRole::Kink,
        Paint::Probe => StyleRole::Probe,
        Paint::Prediction => StyleRole::Prediction,
        Paint::Goal => StyleRole::Goal,
        Paint::Live => StyleRole::Live,
        Paint::Selected => StyleRole::Selected,
        Paint::Right => StyleRole::Right,
        Paint::Wrong => StyleRole::Wrong,
        Paint::Active(role) => return PaintRole::Active(role),
        Paint::Lane(role) => return PaintRole::Lane(role),
        Paint::Heat(level) => return PaintRole::Heat(level),
    })
}

/// The colour in the palette of 256 as xterm defines it, for the colour cube and the greys.
fn indexed_rgb(color: PaletteColor) -> Rgb {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match color.ansi_256 {
        0..16 => color.rgb,
        index @ 16..=231 => {
            let index = index - 16;
            (level(index / 36), level(index / 6 % 6), level(index % 6))
        }
        index => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

/// `share` of `over` on the rest of `under`.
fn blend(under: Rgb, over: Rgb, share: f64) -> Rgb {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between two bytes"
    )]
    let part = |under: u8, over: u8| {
        (f64::from(under) * (1.0 - share) + f64::from(over) * share).round() as u8
    };
    (
        part(under.0, over.0),
        part(under.1, over.1),
        part(under.2, over.2),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Appearance, ThemeChoice};

    fn theme(choice: ThemeChoice, depth: ColorDepth) -> Theme {
        Theme::new(Appearance {
            theme: choice,
            depth,
            ..Appearance::default()
        })
    }

    #[test]
    fn an_image_has_the_background_of_the_cells_around_it() {
        let dark = theme(ThemeChoice::Dark, ColorDepth::True);
        let (r, g, b) = dark.image_ground().unwrap();
        assert_eq!(dark.style(StyleRole::Text).bg, Some(Color::Rgb(r, g, b)));
        let dark = theme(ThemeChoice::Dark, ColorDepth::Ansi256);
        assert_eq!(dark.style(StyleRole::Text).bg, Some(Color::Indexed(234)));
        assert_eq!(dark.image_ground(), Some((28, 28, 28)), "grey 234");
        let light = theme(ThemeChoice::Light, ColorDepth::Ansi256);
        assert_eq!(light.image_ground(), Some((255, 255, 255)), "white 231");
        let mono = theme(ThemeChoice::Mono, ColorDepth::True);
        assert_eq!(mono.image_ground(), None);
    }

    #[test]
    fn the_area_of_a_unit_that_is_on_is_a_tint_between_background_and_curve() {
        for choice in [
            ThemeChoice::Dark,
            ThemeChoice::Light,
            ThemeChoice::Projector,
        ] {
            let theme = theme(choice, ColorDepth::True);
            let ground = theme.image_ground().unwrap();
            let curve = theme.image_color(Paint::Series(Role::First)).unwrap();
            let tint = theme.image_color(Paint::Active(Role::First)).unwrap();
            let distance = |a: Rgb, b: Rgb| {
                u32::from(a.0.abs_diff(b.0))
                    + u32::from(a.1.abs_diff(b.1))
                    + u32::from(a.2.abs_diff(b.2))
            };
            assert!(distance(ground, tint) >= 10, "{choice:?}: visible");
            assert!(
                distance(ground, tint) * 5 < distance(ground, curve),
                "{choice:?}: faint"
            );
            let (r, g, b) = tint;
            let cell = theme.paint(Paint::Active(Role::First)).bg;
            assert_eq!(cell, Some(Color::Rgb(r, g, b)));
        }
    }

    #[test]
    fn cells_and_images_show_a_paint_in_the_same_colour() {
        let theme = theme(ThemeChoice::Dark, ColorDepth::True);
        for paint in [
            Paint::Kink,
            Paint::Prediction,
            Paint::Grid,
            Paint::Series(Role::Second),
        ] {
            let (r, g, b) = theme.image_color(paint).unwrap();
            assert_eq!(
                theme.paint(paint).fg,
                Some(Color::Rgb(r, g, b)),
                "{paint:?}"
            );
        }
    }
}
