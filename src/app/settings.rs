//! What a learner has chosen for good.

use super::{GlyphChoice, ThemeChoice};
use crate::locale::Lang;

/// Whom the mouse belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MouseCapture {
    /// The program: it can click and drag.
    #[default]
    On,
    /// The terminal: it marks text.
    Off,
}

/// Whether anything on the screen moves by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Motion {
    /// A model that runs is shown as it goes.
    #[default]
    On,
    /// It is shown in still pictures. What it computes is the same.
    Off,
}

/// How the program behaves, however it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Behaviour {
    /// Whom the mouse belongs to.
    pub mouse: MouseCapture,
    /// Whether anything on the screen moves by itself.
    pub motion: Motion,
}

/// What a learner has chosen for good; none where the choice is left to the environment.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Settings {
    /// The language.
    pub language: Option<Lang>,
    /// The colours.
    pub theme: Option<ThemeChoice>,
    /// The characters that draw charts.
    pub glyphs: Option<GlyphChoice>,
    /// Whom the mouse belongs to.
    pub mouse: Option<MouseCapture>,
    /// Whether anything on the screen moves by itself.
    pub motion: Option<Motion>,
}

/// Something that was chosen with a key, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The language.
    Language(Lang),
    /// The colours.
    Theme(ThemeChoice),
    /// The characters that draw charts.
    Glyphs(GlyphChoice),
    /// Whom the mouse belongs to.
    MouseCapture(MouseCapture),
    /// Whether anything on the screen moves by itself.
    Motion(Motion),
}

impl MouseCapture {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::On, Self::Off];
}

impl Motion {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::On, Self::Off];
}
