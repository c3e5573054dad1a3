//! The palette: the colours of each theme.

use ratatui::style::{Color, Modifier};

use super::style_role::StyleRole;
use crate::app::ThemeChoice;
use crate::figure::Role;

/// A colour with its fallbacks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PaletteColor {
    /// Red, green, blue.
    pub rgb: (u8, u8, u8),
    /// The index in the palette of 256 colours.
    pub ansi_256: u8,
    /// One of the 16 ANSI colours.
    pub ansi_16: Color,
}

/// A foreground and a background colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ColorPair {
    /// The foreground.
    pub fore: PaletteColor,
    /// The background.
    pub back: PaletteColor,
}

const fn color(rgb: (u8, u8, u8), ansi_256: u8, ansi_16: Color) -> PaletteColor {
    PaletteColor {
        rgb,
        ansi_256,
        ansi_16,
    }
}

pub(super) const BLACK: PaletteColor = color((0, 0, 0), 16, Color::Black);
pub(super) const WHITE: PaletteColor = color((255, 255, 255), 231, Color::White);

/// The colours of `role`. None where the theme has no hues.
pub(super) fn colors(theme: ThemeChoice, role: StyleRole) -> Option<ColorPair> {
    let (back, fore): (PaletteColor, fn(StyleRole) -> PaletteColor) = match theme {
        ThemeChoice::Dark => (color((22, 24, 29), 234, Color::Black), dark),
        ThemeChoice::Light => (color((250, 250, 247), 231, Color::White), light),
        ThemeChoice::Projector => (WHITE, projector),
        ThemeChoice::Mono => return None,
    };
    if role == StyleRole::QrCode {
        let (fore, back) = (BLACK, WHITE);
        return Some(ColorPair { fore, back });
    }
    Some(ColorPair {
        fore: fore(role),
        back,
    })
}

fn dark(role: StyleRole) -> PaletteColor {
    match role {
        StyleRole::Text | StyleRole::Code => color((216, 220, 226), 253, Color::Gray),
        StyleRole::Title | StyleRole::Probe | StyleRole::QrCode => {
            color((245, 247, 250), 231, Color::White)
        }
        StyleRole::Dim => color((146, 153, 166), 247, Color::DarkGray),
        StyleRole::Accent | StyleRole::Key => color((127, 199, 255), 117, Color::LightCyan),
        StyleRole::Live | StyleRole::Selected | StyleRole::Kink => {
            color((255, 203, 107), 221, Color::LightYellow)
        }
        StyleRole::Rule => color((72, 78, 90), 239, Color::DarkGray),
        StyleRole::Zero => color((84, 91, 104), 240, Color::DarkGray),
        StyleRole::Grid => color((38, 42, 51), 236, Color::DarkGray),
        StyleRole::Notice | StyleRole::SeriesName(Role::Second) => {
            color((232, 150, 30), 214, Color::Yellow)
        }
        StyleRole::Series(Role::Second) => color((184, 96, 8), 130, Color::Yellow),
        StyleRole::Right => color((90, 210, 160), 79, Color::LightGreen),
        StyleRole::Wrong => color((255, 138, 112), 209, Color::LightRed),
        StyleRole::Goal => color((140, 210, 120), 114, Color::Green),
        StyleRole::Prediction | StyleRole::Series(Role::Prediction) => {
            color((240, 170, 215), 218, Color::LightMagenta)
        }
        StyleRole::Axis => color((140, 147, 160), 246, Color::Gray),
        StyleRole::Series(Role::First) => color((152, 222, 255), 153, Color::LightCyan),
        StyleRole::Series(Role::Third) => color((30, 165, 120), 36, Color::Green),
        StyleRole::Series(Role::Fourth) => color((240, 228, 90), 227, Color::LightYellow),
        StyleRole::Series(Role::Target) => color((176, 182, 194), 249, Color::Gray),
        StyleRole::Series(Role::Ghost) => color((118, 125, 138), 243, Color::DarkGray),
        StyleRole::SeriesName(Role::Ghost) => dark(StyleRole::Dim),
        StyleRole::SeriesName(role) => dark(StyleRole::Series(role)),
    }
}

fn light(role: StyleRole) -> PaletteColor {
    match role {
        StyleRole::Text | StyleRole::Code => color((36, 39, 46), 235, Color::Black),
        StyleRole::Title | StyleRole::Probe | StyleRole::QrCode => {
            color((10, 12, 16), 16, Color::Black)
        }
        StyleRole::Dim => color((94, 99, 108), 241, Color::DarkGray),
        StyleRole::Accent | StyleRole::Key => color((0, 92, 158), 25, Color::Blue),
        StyleRole::Live | StyleRole::Selected | StyleRole::Kink => {
            color((150, 62, 0), 130, Color::Red)
        }
        StyleRole::Rule => color((196, 199, 204), 251, Color::Gray),
        StyleRole::Zero => color((190, 193, 198), 250, Color::Gray),
        StyleRole::Grid => color((226, 228, 232), 254, Color::Gray),
        StyleRole::Notice => color((160, 74, 0), 130, Color::Red),
        StyleRole::Series(Role::First) => color((0, 62, 128), 18, Color::Blue),
        StyleRole::Series(Role::Second) => color((222, 112, 0), 166, Color::Red),
        StyleRole::SeriesName(Role::Second) => color((176, 70, 0), 130, Color::Red),
        StyleRole::Right => color((0, 110, 78), 22, Color::Green),
        StyleRole::Series(Role::Third) => color((0, 104, 60), 22, Color::Green),
        StyleRole::Wrong => color((176, 38, 24), 124, Color::Red),
        StyleRole::Goal => color((36, 110, 36), 22, Color::Green),
        StyleRole::Prediction | StyleRole::Series(Role::Prediction) => {
            color((190, 40, 120), 125, Color::Magenta)
        }
        StyleRole::Axis => color((98, 103, 112), 241, Color::DarkGray),
        StyleRole::Series(Role::Fourth) => color((70, 0, 60), 53, Color::Black),
        StyleRole::Series(Role::Target) => color((96, 101, 110), 242, Color::DarkGray),
        StyleRole::Series(Role::Ghost) => color((138, 143, 150), 245, Color::DarkGray),
        StyleRole::SeriesName(Role::Ghost) => light(StyleRole::Dim),
        StyleRole::SeriesName(role) => light(StyleRole::Series(role)),
    }
}

fn projector(role: StyleRole) -> PaletteColor {
    match role {
        StyleRole::Text
        | StyleRole::Title
        | StyleRole::Code
        | StyleRole::Probe
        | StyleRole::QrCode
        | StyleRole::Axis => BLACK,
        StyleRole::Dim => color((70, 70, 70), 238, Color::Black),
        StyleRole::Accent | StyleRole::Key => color((0, 74, 143), 24, Color::Blue),
        StyleRole::Live | StyleRole::Selected | StyleRole::Kink => {
            color((150, 40, 0), 88, Color::Red)
        }
        StyleRole::Rule => color((150, 150, 150), 246, Color::DarkGray),
        StyleRole::Zero => color((160, 160, 160), 247, Color::Gray),
        StyleRole::Grid => color((212, 212, 212), 252, Color::Gray),
        StyleRole::Notice => color((160, 56, 0), 94, Color::Red),
        StyleRole::Series(Role::First) => color((0, 58, 128), 18, Color::Blue),
        StyleRole::Series(Role::Second) => color((226, 110, 0), 166, Color::Red),
        StyleRole::SeriesName(Role::Second) => color((176, 66, 0), 130, Color::Red),
        StyleRole::Right | StyleRole::Series(Role::Third) => color((0, 96, 56), 22, Color::Green),
        StyleRole::Wrong => color((165, 0, 0), 124, Color::Red),
        StyleRole::Goal => color((0, 95, 0), 22, Color::Green),
        StyleRole::Prediction | StyleRole::Series(Role::Prediction) => {
            color((176, 24, 110), 125, Color::Magenta)
        }
        StyleRole::Series(Role::Fourth) => color((70, 0, 56), 53, Color::Black),
        StyleRole::Series(Role::Target) => color((80, 80, 80), 239, Color::DarkGray),
        StyleRole::Series(Role::Ghost) => color((135, 135, 135), 245, Color::DarkGray),
        StyleRole::SeriesName(Role::Ghost) => projector(StyleRole::Dim),
        StyleRole::SeriesName(role) => projector(StyleRole::Series(role)),
    }
}

/// The modifiers of `role`. Without hues, modifiers tell more roles apart.
pub(super) fn modifier(role: StyleRole, has_hues: bool) -> Modifier {
    match (role, has_hues) {
        (StyleRole::Selected, false) => Modifier::REVERSED,
        (StyleRole::Title | StyleRole::Key | StyleRole::Probe | StyleRole::Kink, _)
        | (StyleRole::Selected, true)
        | (StyleRole::Right | StyleRole::Live | StyleRole::Goal, false) => Modifier::BOLD,
        (StyleRole::Wrong | StyleRole::Prediction | StyleRole::Notice, false) => {
            Modifier::UNDERLINED
        }
        (
            StyleRole::Dim
            | StyleRole::Zero
            | StyleRole::Grid
            | StyleRole::Series(Role::Ghost | Role::Target)
            | StyleRole::SeriesName(Role::Ghost | Role::Target),
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
            | StyleRole::Prediction
            | StyleRole::Code
            | StyleRole::Axis
            | StyleRole::Zero
            | StyleRole::Grid
            | StyleRole::QrCode
            | StyleRole::Series(_)
            | StyleRole::SeriesName(_),
            _,
        ) => Modifier::empty(),
    }
}

/// Viridis in the palette of 256, in steps of about equal lightness, the darkest first.
pub(super) const HEAT_256: [u8; 8] = [53, 55, 24, 30, 36, 77, 149, 220];
/// From this level on, black has more contrast on Viridis than white.
pub(super) const LIGHT_FROM: f64 = 0.43;
