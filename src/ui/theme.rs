//! The one table of styles: no colour is named anywhere else.
//!
//! Series colours follow the Okabe–Ito palette, which colour-blind eyes tell apart, moved towards the
//! light or the dark until each stands out from its background. Every colour has a chosen fall-back
//! for 256 and for 16 colours; without colours, weight and underlining carry the difference.

mod palette;

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Appearance, ColorDepth, ThemeChoice};
use crate::figure::Role;
use palette::{Ink, Tint};

/// A part of the screen, by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleRole {
    /// Prose, and the background of everything.
    Text,
    /// What may be overlooked.
    Dim,
    /// Titles and headings.
    Title,
    /// The program's own colour: signs that lead the eye.
    Accent,
    /// A number that the model has at this moment.
    Live,
    /// A key to press.
    Key,
    /// What is chosen.
    Selected,
    /// Rules, frames and rails.
    Rule,
    /// A word from the program: a hint, a notice.
    Notice,
    /// Right.
    Right,
    /// A misconception, a fault.
    Wrong,
    /// A goal.
    Goal,
    /// What the learner predicted.
    Belief,
    /// Code and formulas in prose.
    Code,
    /// Axes and their ticks.
    Axis,
    /// The lines through zero.
    Zero,
    /// A kink.
    Kink,
    /// The point that the learner moves.
    Probe,
    /// A curve, bar or dot, by its role.
    Series(Role),
}

impl StyleRole {
    /// Every part.
    pub const ALL: [Self; 25] = [
        Self::Text,
        Self::Dim,
        Self::Title,
        Self::Accent,
        Self::Live,
        Self::Key,
        Self::Selected,
        Self::Rule,
        Self::Notice,
        Self::Right,
        Self::Wrong,
        Self::Goal,
        Self::Belief,
        Self::Code,
        Self::Axis,
        Self::Zero,
        Self::Kink,
        Self::Probe,
        Self::Series(Role::First),
        Self::Series(Role::Second),
        Self::Series(Role::Third),
        Self::Series(Role::Fourth),
        Self::Series(Role::Target),
        Self::Series(Role::Ghost),
        Self::Series(Role::Prediction),
    ];
}

/// The styles of a theme at a colour depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    choice: ThemeChoice,
    depth: ColorDepth,
    heavy: bool,
}

impl Theme {
    /// The styles for this look.
    pub fn of(appearance: Appearance) -> Self {
        Self {
            choice: appearance.theme,
            depth: appearance.depth,
            heavy: appearance.heavy || appearance.theme == ThemeChoice::Projector,
        }
    }

    /// Whether hue says anything here.
    pub fn has_hues(self) -> bool {
        self.choice != ThemeChoice::Mono && self.depth != ColorDepth::None
    }

    /// Whether lines are drawn heavy enough for the back row.
    pub fn is_heavy(self) -> bool {
        self.heavy
    }

    /// The style of `part`.
    pub fn style(self, part: StyleRole) -> Style {
        let weight = palette::weight(part, self.has_hues());
        // Words of normal weight fade on a projector.
        let heavy = if self.heavy && part == StyleRole::Text {
            Modifier::BOLD
        } else {
            Modifier::empty()
        };
        let plain = Style::new().add_modifier(weight | heavy);
        let Some(Ink { fore, back }) = palette::ink(self.choice, part).filter(|_| self.has_hues())
        else {
            return plain;
        };
        plain.fg(self.colour(fore)).bg(self.colour(back))
    }

    /// The colour for `level`, from 0 to 1, of a perceptually uniform map; none where shades are characters.
    pub fn heat(self, level: f64) -> Option<Color> {
        if !self.has_hues() {
            return None;
        }
        match self.depth {
            ColorDepth::True => {
                let colorous::Color { r, g, b } = colorous::VIRIDIS.eval_continuous(stepped(level));
                Some(Color::Rgb(r, g, b))
            }
            ColorDepth::Ansi256 => Some(Color::Indexed(heat_256(level))),
            ColorDepth::Ansi16 | ColorDepth::None => None,
        }
    }

    /// A style for text on the colour of `level`.
    pub fn on_heat(self, level: f64) -> Style {
        let Some(back) = self.heat(level) else {
            return self.style(StyleRole::Text);
        };
        // The steps of 256 colours are coarser: a step is read by where it stands, not by what it stands for.
        let is_light = match self.depth {
            ColorDepth::Ansi256 => palette::HEAT_256
                .iter()
                .skip(3)
                .any(|step| *step == heat_256(level)),
            ColorDepth::True | ColorDepth::Ansi16 | ColorDepth::None => {
                stepped(level) >= palette::LIGHT_FROM
            }
        };
        let fore = if is_light {
            palette::BLACK
        } else {
            palette::WHITE
        };
        Style::new().fg(self.colour(fore)).bg(back)
    }

    fn colour(self, tint: Tint) -> Color {
        match self.depth {
            ColorDepth::True => Color::Rgb(tint.rgb.0, tint.rgb.1, tint.rgb.2),
            ColorDepth::Ansi256 => Color::Indexed(tint.of_256),
            ColorDepth::Ansi16 => tint.of_16,
            ColorDepth::None => Color::Reset,
        }
    }
}

/// Steps between the darkest and the brightest colour of a map. Few of them: their borders are the map's contour lines, and
/// a map that moves sends a colour for each.
const HEAT_STEPS: f64 = 8.0;

/// `level` at the nearest step.
fn stepped(level: f64) -> f64 {
    (level.clamp(0.0, 1.0) * HEAT_STEPS).round() / HEAT_STEPS
}

fn heat_256(level: f64) -> u8 {
    let last = palette::HEAT_256.len() - 1;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ level ≤ 1; a level that is no number becomes 0"
    )]
    let at = (level.clamp(0.0, 1.0) * last as f64).round() as usize;
    palette::HEAT_256[at.min(last)]
}

#[cfg(test)]
mod tests;
