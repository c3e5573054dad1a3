//! Themes: the styles of all parts of the screen. Colours are named in this module alone.
//!
//! Series colours follow the Okabe–Ito palette, which colour-blind people can tell apart, made lighter or darker for
//! contrast with the background. Every colour has a fallback for 256 and for 16 colours. Without colours, weight and
//! underlining carry the difference.

mod palette;
mod pixel_color;
mod scene_paint;
mod style_role;

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Appearance, ColorDepth, ThemeChoice};
use palette::{ColorPair, PaletteColor};

pub use pixel_color::pixel_rgb;
pub use scene_paint::Rgb;
pub use style_role::StyleRole;

/// The styles of a theme at a colour depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    choice: ThemeChoice,
    depth: ColorDepth,
    heavy: bool,
}

impl Theme {
    /// The styles of this appearance.
    pub fn new(appearance: Appearance) -> Self {
        Self {
            choice: appearance.theme,
            depth: appearance.depth,
            heavy: appearance.heavy || appearance.theme == ThemeChoice::Projector,
        }
    }

    /// Whether parts differ in hue.
    pub fn has_hues(self) -> bool {
        self.choice != ThemeChoice::Mono && self.depth != ColorDepth::None
    }

    /// Whether curves are two dots wide.
    pub fn is_heavy(self) -> bool {
        self.heavy
    }

    /// The style of a role.
    pub fn style(self, role: StyleRole) -> Style {
        let modifier = palette::modifier(role, self.has_hues());
        // Text of normal weight is too faint on a projector.
        let heavy = if self.heavy && role == StyleRole::Text {
            Modifier::BOLD
        } else {
            Modifier::empty()
        };
        let plain = Style::new().add_modifier(modifier | heavy);
        let Some(ColorPair { fore, back }) =
            palette::colors(self.choice, role).filter(|_| self.has_hues())
        else {
            return plain;
        };
        plain.fg(self.color(fore)).bg(self.color(back))
    }

    /// The colour of `level`, from 0 to 1, in the Viridis map. None where heat maps are drawn with shade characters.
    pub fn heat(self, level: f64) -> Option<Color> {
        if !self.has_hues() {
            return None;
        }
        match self.depth {
            ColorDepth::True => {
                let colorous::Color { r, g, b } =
                    colorous::VIRIDIS.eval_continuous(round_to_step(level));
                Some(Color::Rgb(r, g, b))
            }
            ColorDepth::Ansi256 => Some(Color::Indexed(heat_256(level))),
            ColorDepth::Ansi16 | ColorDepth::None => None,
        }
    }

    /// The style of text on the colour of `level`.
    pub fn on_heat(self, level: f64) -> Style {
        let Some(back) = self.heat(level) else {
            return self.style(StyleRole::Text);
        };
        // With 256 colours the steps are coarser, so the lightness of the step counts rather than the level.
        let is_light = match self.depth {
            ColorDepth::Ansi256 => palette::HEAT_256
                .iter()
                .skip(3)
                .any(|step| *step == heat_256(level)),
            ColorDepth::True | ColorDepth::Ansi16 | ColorDepth::None => {
                round_to_step(level) >= palette::LIGHT_FROM
            }
        };
        let fore = if is_light {
            palette::BLACK
        } else {
            palette::WHITE
        };
        Style::new().fg(self.color(fore)).bg(back)
    }

    fn color(self, color: PaletteColor) -> Color {
        match self.depth {
            ColorDepth::True => Color::Rgb(color.rgb.0, color.rgb.1, color.rgb.2),
            ColorDepth::Ansi256 => Color::Indexed(color.ansi_256),
            ColorDepth::Ansi16 => color.ansi_16,
            ColorDepth::None => Color::Reset,
        }
    }
}

/// The number of steps from the darkest to the brightest colour. Few steps show as contour lines and keep the number
/// of colour changes sent to the terminal low.
const HEAT_STEPS_IN_CELLS: f64 = 8.0;

/// `level` rounded to the nearest step.
fn round_to_step(level: f64) -> f64 {
    (level.clamp(0.0, 1.0) * HEAT_STEPS_IN_CELLS).round() / HEAT_STEPS_IN_CELLS
}

/// The colour of `level` in the palette of 256.
fn heat_256(level: f64) -> u8 {
    let last = palette::HEAT_256.len() - 1;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ level ≤ 1, and NaN becomes 0"
    )]
    let at = (level.clamp(0.0, 1.0) * last as f64).round() as usize;
    palette::HEAT_256[at.min(last)]
}

#[cfg(test)]
mod tests;
