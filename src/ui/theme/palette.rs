//! The colours themselves.

use ratatui::style::{Color, Modifier};

use super::StyleRole;
use crate::app::ThemeChoice;
use crate::figure::Role;

/// A colour with its chosen fall-backs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tint {
    /// Red, green, blue.
    pub rgb: (u8, u8, u8),
    /// Its place in the palette of 256.
    pub of_256: u8,
    /// Its name among the sixteen.
    pub of_16: Color,
}

/// A colour on a colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    /// The foreground.
    pub fore: Tint,
    /// The background.
    pub back: Tint,
}

const fn tint(rgb: (u8, u8, u8), of_256: u8, of_16: Color) -> Tint {
    Tint { rgb, of_256, of_16 }
}

pub(super) const BLACK: Tint = tint((0, 0, 0), 16, Color::Black);
pub(super) const WHITE: Tint = tint((255, 255, 255), 231, Color::White);

/// The colour of `part`; none where the theme has no hues.
pub(super) fn ink(theme: ThemeChoice, part: StyleRole) -> Option<Ink> {
    let (back, fore): (Tint, fn(StyleRole) -> Tint) = match theme {
        ThemeChoice::Dark => (tint((22, 24, 29), 234, Color::Black), dark),
        ThemeChoice::Light => (tint((250, 250, 247), 231, Color::White), light),
        ThemeChoice::Projector => (WHITE, projector),
        ThemeChoice::Mono => return None,
    };
    Some(Ink {
        fore: fore(part),
        back,
    })
}

fn dark(part: StyleRole) -> Tint {
    match part {
        StyleRole::Text | StyleRole::Code => tint((216, 220, 226), 253, Color::Gray),
        StyleRole::Title | StyleRole::Probe => tint((245, 247, 250), 231, Color::White),
        StyleRole::Dim => tint((146, 153, 166), 247, Color::DarkGray),
        StyleRole::Accent | StyleRole::Key => tint((127, 199, 255), 117, Color::LightCyan),
        StyleRole::Live | StyleRole::Selected | StyleRole::Kink => {
            tint((255, 203, 107), 221, Color::LightYellow)
        }
        StyleRole::Rule => tint((72, 78, 90), 239, Color::DarkGray),
        StyleRole::Zero => tint((84, 91, 104), 240, Color::DarkGray),
        StyleRole::Notice | StyleRole::Series(Role::Second) => {
            tint((232, 150, 30), 214, Color::Yellow)
        }
        StyleRole::Right => tint((90, 210, 160), 79, Color::LightGreen),
        StyleRole::Wrong => tint((255, 138, 112), 209, Color::LightRed),
        StyleRole::Goal => tint((140, 210, 120), 114, Color::Green),
        StyleRole::Belief | StyleRole::Series(Role::Prediction) => {
            tint((240, 170, 215), 218, Color::LightMagenta)
        }
        StyleRole::Axis => tint((140, 147, 160), 246, Color::Gray),
        StyleRole::Series(Role::First) => tint((86, 180, 240), 75, Color::LightCyan),
        StyleRole::Series(Role::Third) => tint((30, 165, 120), 36, Color::Green),
        StyleRole::Series(Role::Fourth) => tint((240, 228, 90), 227, Color::LightYellow),
        StyleRole::Series(Role::Target) => tint((176, 182, 194), 249, Color::Gray),
        StyleRole::Series(Role::Ghost) => tint((118, 125, 138), 243, Color::DarkGray),
    }
}

fn light(part: StyleRole) -> Tint {
    match part {
        StyleRole::Text | StyleRole::Code => tint((36, 39, 46), 235, Color::Black),
        StyleRole::Title | StyleRole::Probe => tint((10, 12, 16), 16, Color::Black),
        StyleRole::Dim => tint((94, 99, 108), 241, Color::DarkGray),
        StyleRole::Accent | StyleRole::Key => tint((0, 92, 158), 25, Color::Blue),
        StyleRole::Live | StyleRole::Selected | StyleRole::Kink => {
            tint((150, 62, 0), 130, Color::Red)
        }
        StyleRole::Rule => tint((196, 199, 204), 251, Color::Gray),
        StyleRole::Zero => tint((190, 193, 198), 250, Color::Gray),
        StyleRole::Notice => tint((160, 74, 0), 130, Color::Red),
        StyleRole::Series(Role::First) => tint((0, 114, 190), 25, Color::Blue),
        StyleRole::Series(Role::Second) => tint((190, 76, 0), 166, Color::Red),
        StyleRole::Right => tint((0, 110, 78), 22, Color::Green),
        StyleRole::Series(Role::Third) => tint((0, 96, 72), 22, Color::Green),
        StyleRole::Wrong => tint((176, 38, 24), 124, Color::Red),
        StyleRole::Goal => tint((36, 110, 36), 22, Color::Green),
        StyleRole::Belief | StyleRole::Series(Role::Prediction) => {
            tint((190, 40, 120), 125, Color::Magenta)
        }
        StyleRole::Axis => tint((98, 103, 112), 241, Color::DarkGray),
        StyleRole::Series(Role::Fourth) => tint((90, 20, 100), 53, Color::Black),
        StyleRole::Series(Role::Target) => tint((96, 101, 110), 242, Color::DarkGray),
        StyleRole::Series(Role::Ghost) => tint((138, 143, 150), 245, Color::DarkGray),
    }
}

fn projector(part: StyleRole) -> Tint {
    match part {
        StyleRole::Text
        | StyleRole::Title
        | StyleRole::Code
        | StyleRole::Probe
        | StyleRole::Axis => BLACK,
        StyleRole::Dim => tint((70, 70, 70), 238, Color::Black),
        StyleRole::Accent | StyleRole::Key => tint((0, 74, 143), 24, Color::Blue),
        StyleRole::Live | StyleRole::Selected | StyleRole::Kink => {
            tint((150, 40, 0), 88, Color::Red)
        }
        StyleRole::Rule => tint((150, 150, 150), 246, Color::DarkGray),
        StyleRole::Zero => tint((160, 160, 160), 247, Color::Gray),
        StyleRole::Notice => tint((160, 56, 0), 94, Color::Red),
        StyleRole::Series(Role::First) => tint((0, 98, 190), 25, Color::Blue),
        StyleRole::Series(Role::Second) => tint((190, 70, 0), 130, Color::Red),
        StyleRole::Right | StyleRole::Series(Role::Third) => tint((0, 92, 66), 22, Color::Green),
        StyleRole::Wrong => tint((165, 0, 0), 124, Color::Red),
        StyleRole::Goal => tint((0, 95, 0), 22, Color::Green),
        StyleRole::Belief | StyleRole::Series(Role::Prediction) => {
            tint((176, 24, 110), 125, Color::Magenta)
        }
        StyleRole::Series(Role::Fourth) => tint((86, 10, 96), 53, Color::Black),
        StyleRole::Series(Role::Target) => tint((80, 80, 80), 239, Color::DarkGray),
        StyleRole::Series(Role::Ghost) => tint((135, 135, 135), 245, Color::DarkGray),
    }
}

/// How heavy `part` is; without hues, weight has to say more.
pub(super) fn weight(part: StyleRole, has_hues: bool) -> Modifier {
    match (part, has_hues) {
        (StyleRole::Selected, false) => Modifier::REVERSED,
        (StyleRole::Title | StyleRole::Key | StyleRole::Probe | StyleRole::Kink, _)
        | (StyleRole::Selected, true)
        | (StyleRole::Right | StyleRole::Live | StyleRole::Goal, false) => Modifier::BOLD,
        (StyleRole::Wrong | StyleRole::Belief | StyleRole::Notice, false) => Modifier::UNDERLINED,
        (
            StyleRole::Dim | StyleRole::Zero | StyleRole::Series(Role::Ghost | Role::Target),
            false,
        ) => Modifier::DIM,
        (
            StyleRole::Text
            | StyleRole::Dim
            | StyleRole::Accent
            | StyleRole::Live
            | StyleRole::Rule
            | StyleRole::Notice
            | StyleRole::Right
            | StyleRole::Wrong
            | StyleRole::Goal
            | StyleRole::Belief
            | StyleRole::Code
            | StyleRole::Axis
            | StyleRole::Zero
            | StyleRole::Series(_),
            _,
        ) => Modifier::empty(),
    }
}

/// Viridis in the palette of 256: its steps of about equal lightness, the darkest first.
pub(super) const HEAT_256: [u8; 8] = [53, 55, 24, 30, 36, 77, 149, 220];
/// From this level on, black reads better on viridis than white.
pub(super) const LIGHT_FROM: f64 = 0.43;
