//! The one table of styles: no colour is named anywhere else.
//!
//! Series colours follow the Okabe–Ito palette, which colour-blind eyes tell apart, moved towards the
//! light or the dark until each stands out from its background. Every colour has a chosen fall-back
//! for 256 and for 16 colours; without colours, weight and underlining carry the difference.

mod palette;

use ratatui::style::{Color, Style};

use crate::app::{Depth, Look, ThemeChoice};
use crate::figure::Role;
use palette::{Ink, Tint};

/// A part of the screen, by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
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

impl Part {
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
        Self::Series(Role::Belief),
    ];
}

/// The styles of a theme at a colour depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    choice: ThemeChoice,
    depth: Depth,
}

impl Theme {
    /// The styles for this look.
    pub fn of(look: Look) -> Self {
        Self {
            choice: look.theme,
            depth: look.depth,
        }
    }

    /// Whether hue says anything here.
    pub fn has_hues(self) -> bool {
        self.choice != ThemeChoice::Mono && self.depth != Depth::None
    }

    /// Whether lines are drawn heavy enough for the back row.
    pub fn is_heavy(self) -> bool {
        self.choice == ThemeChoice::Projector
    }

    /// The style of `part`.
    pub fn style(self, part: Part) -> Style {
        let plain = Style::new().add_modifier(palette::weight(part, self.has_hues()));
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
        // Coarse steps: a moving map then sends a fraction of the bytes, and the eye sees no difference.
        let level = (level.clamp(0.0, 1.0) * 31.0).round() / 31.0;
        let colorous::Color { r, g, b } = colorous::VIRIDIS.eval_continuous(level);
        match self.depth {
            Depth::True => Some(Color::Rgb(r, g, b)),
            Depth::Ansi256 => Some(Color::Indexed(palette::nearest_of_cube(r, g, b))),
            Depth::Ansi16 | Depth::None => None,
        }
    }

    /// A style for text on the colour of `level`.
    pub fn on_heat(self, level: f64) -> Style {
        match self.heat(level) {
            Some(back) => {
                let fore = if level > 0.5 {
                    palette::BLACK
                } else {
                    palette::WHITE
                };
                Style::new().fg(self.colour(fore)).bg(back)
            }
            None => self.style(Part::Text),
        }
    }

    fn colour(self, tint: Tint) -> Color {
        match self.depth {
            Depth::True => Color::Rgb(tint.rgb.0, tint.rgb.1, tint.rgb.2),
            Depth::Ansi256 => Color::Indexed(tint.of_256),
            Depth::Ansi16 => tint.of_16,
            Depth::None => Color::Reset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(choice: ThemeChoice, depth: Depth) -> Theme {
        Theme::of(Look {
            theme: choice,
            depth,
            ..Look::default()
        })
    }

    /// Relative luminance, as WCAG 2 defines it.
    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(r, g, b) = colour else {
            panic!("{colour} is no true colour")
        };
        let [r, g, b] = [r, g, b].map(|c| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(style: Style) -> f64 {
        let (a, b) = (luminance(style.fg.unwrap()), luminance(style.bg.unwrap()));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Graphics need a contrast of 3, text one of 4.5 (WCAG 2.1, AA).
    fn needed(part: Part) -> f64 {
        match part {
            Part::Rule | Part::Zero => 1.3,
            Part::Series(_) | Part::Axis | Part::Kink | Part::Probe => 3.0,
            _ => 4.5,
        }
    }

    #[test]
    fn every_part_stands_out_from_its_background() {
        for choice in [
            ThemeChoice::Dark,
            ThemeChoice::Light,
            ThemeChoice::Projector,
        ] {
            for part in Part::ALL {
                let reached = contrast(theme(choice, Depth::True).style(part));
                assert!(reached >= needed(part), "{choice:?} {part:?}: {reached:.2}");
            }
        }
    }

    #[test]
    fn without_colour_no_colour_is_used() {
        for (choice, depth) in [
            (ThemeChoice::Dark, Depth::None),
            (ThemeChoice::Mono, Depth::True),
        ] {
            for part in Part::ALL {
                let style = theme(choice, depth).style(part);
                assert_eq!((style.fg, style.bg), (None, None), "{part:?}");
            }
            assert_eq!(theme(choice, depth).heat(0.5), None);
        }
    }

    #[test]
    fn without_colour_what_is_chosen_still_shows() {
        let mono = theme(ThemeChoice::Mono, Depth::True);
        assert!(mono.style(Part::Text).add_modifier.is_empty());
        for part in [Part::Selected, Part::Title, Part::Right, Part::Dim] {
            assert!(
                !mono.style(part).add_modifier.is_empty(),
                "{part:?} looks like text"
            );
        }
    }
}
