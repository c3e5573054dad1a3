//! How the learner wants the screen to look.

/// Which colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// High contrast on white, thick lines, for a projector.
    Projector,
    /// No hue: weight and glyphs carry everything.
    Mono,
}

/// Which characters draw charts and rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphChoice {
    /// Braille dots, 2 × 4 a cell.
    Braille,
    /// Block elements, 2 × 2 a cell.
    Blocks,
    /// ASCII only.
    Ascii,
}

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorDepth {
    /// None: bold, dim, underline and reverse only.
    None,
    /// The sixteen of old.
    Ansi16,
    /// The palette of 256.
    Ansi256,
    /// 24 bits a colour.
    True,
}

/// How the screen looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Which colours.
    pub theme: ThemeChoice,
    /// Which characters.
    pub glyphs: GlyphChoice,
    /// How many colours.
    pub depth: ColorDepth,
    /// Whether text and lines are heavy enough for the back row.
    pub heavy: bool,
}

impl ThemeChoice {
    /// All themes, in the order in which a key goes through them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Projector, Self::Mono];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Projector => "projector",
            Self::Mono => "mono",
        }
    }
}

impl GlyphChoice {
    /// All glyph sets.
    pub const ALL: [Self; 3] = [Self::Braille, Self::Blocks, Self::Ascii];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Braille => "braille",
            Self::Blocks => "blocks",
            Self::Ascii => "ascii",
        }
    }
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::Dark,
            glyphs: GlyphChoice::Braille,
            depth: ColorDepth::True,
            heavy: false,
        }
    }
}
