//! What a learner has chosen for good.

use super::{GlyphChoice, ThemeChoice};
use crate::locale::Lang;

/// Whom the mouse belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mouse {
    /// The program: it can click and drag.
    #[default]
    Ours,
    /// The terminal: it marks text.
    Theirs,
}

/// Whether anything on the screen moves by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Motion {
    /// A model that runs is shown as it goes.
    #[default]
    Moving,
    /// It is shown in still pictures. What it computes is the same.
    Still,
}

/// How the program behaves, however it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Manner {
    /// Whom the mouse belongs to.
    pub mouse: Mouse,
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
    pub mouse: Option<Mouse>,
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
    Mouse(Mouse),
    /// Whether anything on the screen moves by itself.
    Motion(Motion),
}

impl Mouse {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Ours, Self::Theirs];
}

impl Motion {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Moving, Self::Still];
}
