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

/// The way charts are drawn, with the characters for the rest of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphChoice {
    /// Images where the terminal shows them. Whatever has no image is drawn as in [`GlyphChoice::Braille`].
    Pixels,
    /// Octants (Unicode 16), 2 × 4 filled parts a cell.
    Octants,
    /// Braille patterns, 2 × 4 dots a cell.
    Braille,
    /// Block elements, 2 × 2 a cell.
    Blocks,
    /// ASCII only.
    Ascii,
}

/// The value of the setting for [`GlyphChoice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphSetting {
    /// The best that the terminal is known to draw.
    Auto,
    /// This choice, as far as the terminal allows it.
    Fixed(GlyphChoice),
}

/// The octants that the terminal draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OctantSupport {
    /// None for certain.
    #[default]
    Unknown,
    /// All but the ones with a single corner dot (U+1CEA0, A3, A8, AB) or two dots in the middle (U+1FBE6, 1FBE7).
    WithoutDots,
    /// All.
    All,
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
    /// The octants that may be used.
    pub octants: OctantSupport,
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
    pub const ALL: [Self; 5] = [
        Self::Pixels,
        Self::Octants,
        Self::Braille,
        Self::Blocks,
        Self::Ascii,
    ];
    /// The names of all glyph sets, in the same order.
    pub const NAMES: [&'static str; 5] = ["pixels", "octants", "braille", "blocks", "ascii"];

    /// The name on the command line and in the settings file.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

impl GlyphSetting {
    /// All values, in the order of the settings page.
    pub const ALL: [Self; 6] = [
        Self::Auto,
        Self::Fixed(GlyphChoice::Pixels),
        Self::Fixed(GlyphChoice::Octants),
        Self::Fixed(GlyphChoice::Braille),
        Self::Fixed(GlyphChoice::Blocks),
        Self::Fixed(GlyphChoice::Ascii),
    ];
    /// The names of all values, in the same order.
    pub const NAMES: [&'static str; 6] =
        ["auto", "pixels", "octants", "braille", "blocks", "ascii"];

    /// The name on the command line and in the settings file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Fixed(choice) => choice.name(),
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
            octants: OctantSupport::Unknown,
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
        for (setting, name) in GlyphSetting::ALL.into_iter().zip(GlyphSetting::NAMES) {
            assert_eq!(setting.name(), name);
        }
    }
}
