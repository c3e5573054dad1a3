//! The appearance of the screen.

/// A colour theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// High contrast on white, with thick lines, for a projector.
    Projector,
    /// No colours: weight and glyphs tell elements apart.
    Mono,
}

/// The characters for charts and rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphChoice {
    /// Braille patterns, 2 × 4 dots a cell.
    Braille,
    /// Block elements, 2 × 2 a cell.
    Blocks,
    /// ASCII only.
    Ascii,
}

/// The number of colours that the terminal supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorDepth {
    /// No colours: bold, dim, underline and reverse only.
    None,
    /// The 16 ANSI colours.
    Ansi16,
    /// The palette of 256 colours.
    Ansi256,
    /// 24 bits a colour.
    True,
}

/// The appearance of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// The colours.
    pub theme: ThemeChoice,
    /// The characters for charts and rules.
    pub glyphs: GlyphChoice,
    /// The number of colours.
    pub depth: ColorDepth,
    /// Whether text and lines are bold, for the back row of a room.
    pub heavy: bool,
}

impl ThemeChoice {
    /// All themes, in the order in which a key cycles through them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Projector, Self::Mono];
    /// The names of all themes, in the same order.
    pub const NAMES: [&'static str; 4] = ["dark", "light", "projector", "mono"];

    /// The name on the command line and in the settings file.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

impl GlyphChoice {
    /// All glyph sets.
    pub const ALL: [Self; 3] = [Self::Braille, Self::Blocks, Self::Ascii];
    /// The names of all glyph sets, in the same order.
    pub const NAMES: [&'static str; 3] = ["braille", "blocks", "ascii"];

    /// The name on the command line and in the settings file.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_of_the_variants() {
        assert_eq!(ThemeChoice::Projector.name(), "projector");
        assert_eq!(GlyphChoice::Ascii.name(), "ascii");
        for (at, theme) in ThemeChoice::ALL.into_iter().enumerate() {
            assert_eq!(theme as usize, at);
        }
        for (at, glyphs) in GlyphChoice::ALL.into_iter().enumerate() {
            assert_eq!(glyphs as usize, at);
        }
    }
}
