//! What a learner has chosen for good.

use super::{GlyphChoice, ThemeChoice};
use crate::locale::Lang;

/// What a learner has chosen for good; none where the choice is left to the environment.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Settings {
    /// The language.
    pub language: Option<Lang>,
    /// The colours.
    pub theme: Option<ThemeChoice>,
    /// The characters that draw charts.
    pub glyphs: Option<GlyphChoice>,
    /// Whether the mouse belongs to the program.
    pub mouse: Option<bool>,
}

/// Something that was chosen with a key, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The language.
    Language(Lang),
    /// The colours.
    Theme(ThemeChoice),
}
